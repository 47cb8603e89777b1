//! Several edges between the same two nodes, kept apart.

use std::collections::BTreeMap;

use super::curve;
use super::port;
use super::route::Path;
use super::visibility::Obstacles;
use crate::figure::chart::Chart;
use crate::figure::chart::Heads;
use crate::figure::geometry::Point;
use crate::figure::geometry::middle;

/// Distance in points between neighbouring parallels.
const APART: f64 = 3.4;
/// The same where an edge has a text beside it.
pub(in crate::figure) const LABELLED_APART: f64 = 11.5;
/// Distance in points at their middles below which parallels are moved.
const TOO_NEAR: f64 = 2.2;

fn bundles(paths: &[Path]) -> impl Iterator<Item = Vec<usize>> + use<> {
    let mut bundles: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (position, path) in paths.iter().enumerate() {
        bundles.entry((path.from.min(path.to), path.from.max(path.to))).or_default().push(position);
    }
    bundles.into_values().filter(|bundle| bundle.len() > 1)
}

/// Straight edges between the same two nodes bow apart.
pub(super) fn bow(chart: &Chart, paths: &mut [Path]) {
    for mut bundle in bundles(paths) {
        bundle.retain(|position| paths[*position].bends.is_empty());
        let is_labelled = |position: &usize| chart.edges[paths[*position].index].label.is_some();
        let labelled = chart.heads == Heads::Joined && bundle.iter().any(is_labelled);
        let apart = if labelled { LABELLED_APART } else { APART };
        let center = bundle.len().saturating_sub(1) as f64 / 2.0;
        for (rank, position) in bundle.iter().enumerate() {
            paths[*position].bow = (rank as f64 - center) * apart;
        }
    }
}

/// Moves parallels whose middles still (nearly) meet: the straight bow further, others take another distance from
/// their corners.
pub(super) fn part(
    paths: &[Path],
    curves: &mut [Vec<Point>],
    obstacles: &Obstacles<'_>,
    distances: &[(f64, f64)],
) {
    for bundle in bundles(paths) {
        for rank in 1..bundle.len() {
            let position = bundle[rank];
            let others: Vec<Point> = bundle[..rank].iter().map(|other| middle(&curves[*other])).collect();
            let nearest = |points: &[Point]| {
                let here = middle(points);
                others.iter().map(|other| other.distance(here)).fold(f64::INFINITY, f64::min)
            };
            let mut best = nearest(&curves[position]);
            if best >= TOO_NEAR {
                continue;
            }
            for trial in variants(&paths[position], obstacles, distances) {
                let Some(points) = curve::clear_curve(&trial, obstacles) else { continue };
                let apart = nearest(&points);
                if apart > best {
                    best = apart;
                    curves[position] = points;
                }
                if best >= TOO_NEAR {
                    break;
                }
            }
        }
    }
}

fn variants(path: &Path, obstacles: &Obstacles<'_>, distances: &[(f64, f64)]) -> Vec<Path> {
    let mut variants = bent_variants(path, obstacles, distances);
    let bases: Vec<Path> = std::iter::once(path.clone()).chain(variants.iter().take(6).cloned()).collect();
    for base in &bases {
        for by in [2.4, -2.4, 4.8, -4.8, 7.2, -7.2] {
            let start = port::slid(obstacles.rects[path.from], path.ports[0], by);
            let end = port::slid(obstacles.rects[path.to], path.ports[1], by);
            for ports in [[start, end], [start, Some(path.ports[1])], [Some(path.ports[0]), end]] {
                if let [Some(a), Some(b)] = ports {
                    variants.push(Path { ports: [a, b], ..base.clone() });
                }
            }
        }
    }
    variants
}

fn bent_variants(path: &Path, obstacles: &Obstacles<'_>, distances: &[(f64, f64)]) -> Vec<Path> {
    if path.bends.is_empty() {
        let bows = [3.4, -3.4, 5.1, -5.1, 6.8, -6.8, 9.0, -9.0, 12.0, -12.0, 15.0, -15.0];
        return bows.into_iter().map(|bow| Path { bow: path.bow + bow, ..path.clone() }).collect();
    }
    let mut variants: Vec<Path> = distances
        .iter()
        .map(|distance| {
            let bends = path.corners.iter().map(|corner| corner.at(obstacles.rects, *distance)).collect();
            Path { bends, ..path.clone() }
        })
        .collect();
    // Where room is short the whole path moves a little.
    for shift in [2.3, -2.3, 3.5, -3.5] {
        let bends = path.bends.iter().map(|bend| bend.moved(shift, 0.0)).collect();
        variants.push(Path { bends, ..path.clone() });
        let bends = path.bends.iter().map(|bend| bend.moved(0.0, shift)).collect();
        variants.push(Path { bends, ..path.clone() });
    }
    variants
}
