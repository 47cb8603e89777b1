//! The order of nodes within their cells, chosen for short edges that run clear of other nodes.

use super::chart::Chart;
use super::geometry::Point;
use super::geometry::Rect;

/// Above this many nodes only the barycentre decides, and exchanges are not tried.
const EXCHANGES_UP_TO: usize = 160;
/// How often the cells of such a map are gone through.
const SWEEPS: usize = 12;
/// What an edge through a foreign box costs, in points of length.
const OBSTRUCTION: f64 = 60.0;

/// Reorders the nodes of each cell. `centers` gives the place of each position in each cell, in the cell's order.
///
/// # Determinism
///
/// Ties are kept in the order given.
pub(super) fn arrange(chart: &Chart, cells: &mut [Vec<usize>], places: &[Vec<Rect>]) {
    let node_count = chart.nodes.len();
    let mut boxes = vec![Rect::new(0.0, 0.0, 0.0, 0.0); node_count];
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); node_count];
    for edge in &chart.edges {
        if edge.from.0 < node_count && edge.to.0 < node_count && edge.from != edge.to {
            neighbours[edge.from.0].push(edge.to.0);
            neighbours[edge.to.0].push(edge.from.0);
        }
    }
    seat(cells, places, &mut boxes);
    let few = node_count <= EXCHANGES_UP_TO;
    for sweep in 0..if few { 4 } else { SWEEPS } {
        // Large maps are swept up and down in turn, so that neither end decides alone.
        let upward = !few && sweep % 2 == 1;
        for step in 0..cells.len() {
            let at = if upward { cells.len() - 1 - step } else { step };
            let (cell, seats) = (&mut cells[at], &places[at]);
            sort_by_barycentre(cell, seats, &neighbours, &boxes);
            for (node, place) in cell.iter().zip(seats) {
                boxes[*node] = *place;
            }
        }
    }
    if !few {
        return;
    }
    for _ in 0..6 {
        let mut improved = false;
        for cell in cells.iter_mut() {
            for first in 0..cell.len() {
                for second in first + 1..cell.len() {
                    let (a, b) = (cell[first], cell[second]);
                    let before = cost(a, &neighbours, &boxes) + cost(b, &neighbours, &boxes);
                    boxes.swap(a, b);
                    let after = cost(a, &neighbours, &boxes) + cost(b, &neighbours, &boxes);
                    if after < before - 1e-6 {
                        cell.swap(first, second);
                        improved = true;
                    } else {
                        boxes.swap(a, b);
                    }
                }
            }
        }
        if !improved {
            break;
        }
    }
}

fn seat(cells: &[Vec<usize>], places: &[Vec<Rect>], boxes: &mut [Rect]) {
    for (cell, seats) in cells.iter().zip(places) {
        for (node, place) in cell.iter().zip(seats) {
            boxes[*node] = *place;
        }
    }
}

/// Nodes are dealt to the cell's places so that those drawn to the top left stand there.
fn sort_by_barycentre(cell: &mut [usize], seats: &[Rect], neighbours: &[Vec<usize>], boxes: &[Rect]) {
    if cell.len() < 2 {
        return;
    }
    let spread = |value: fn(&Rect) -> f64| {
        let low = seats.iter().map(value).fold(f64::INFINITY, f64::min);
        let high = seats.iter().map(value).fold(f64::NEG_INFINITY, f64::max);
        high - low
    };
    let tall = spread(|r| r.y) >= spread(|r| r.x);
    let key = |node: usize| {
        let all = &neighbours[node];
        let sum = all.iter().fold(Point::new(0.0, 0.0), |sum, n| {
            let center = boxes[*n].center();
            sum.moved(center.x, center.y)
        });
        let center = boxes[node].center();
        match (all.is_empty(), tall) {
            (true, true) => center.y,
            (true, false) => center.x,
            (false, true) => sum.y / all.len() as f64,
            (false, false) => sum.x / all.len() as f64,
        }
    };
    let mut order: Vec<usize> = (0..seats.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (seats[*a], seats[*b]);
        if tall {
            a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x))
        } else {
            a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
        }
    });
    let mut keyed: Vec<(f64, usize)> = cell.iter().map(|node| (key(*node), *node)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (seat, (_, node)) in order.into_iter().zip(keyed) {
        cell[seat] = node;
    }
}

fn cost(node: usize, neighbours: &[Vec<usize>], boxes: &[Rect]) -> f64 {
    let here = boxes[node].center();
    neighbours[node]
        .iter()
        .map(|&other| {
            let there = boxes[other].center();
            let (left, right) = (here.x.min(there.x), here.x.max(there.x));
            let (top, bottom) = (here.y.min(there.y), here.y.max(there.y));
            let hits = boxes
                .iter()
                .enumerate()
                .filter(|(i, rect)| {
                    rect.x < right
                        && rect.y < bottom
                        && rect.x + rect.width > left
                        && rect.y + rect.height > top
                        && *i != node
                        && *i != other
                        && rect.is_crossed_by(here, there)
                })
                .count();
            here.distance(there) + OBSTRUCTION * hits as f64
        })
        .sum()
}
