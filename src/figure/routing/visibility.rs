//! What can be seen from where, and shortest paths by the corners of boxes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::route::Path;
use crate::figure::geometry::Point;
use crate::figure::geometry::Rect;

/// Distance in points that lines keep from boxes that are not their ends.
pub(super) const CLEARANCE: f64 = 1.5;
/// What a bend costs, in points of length.
const BEND: f64 = 7.0;
/// What each path already at a corner costs, in points of length.
const CROWD: f64 = 6.5;

/// The boxes edges must go round, and the area they may use.
pub(super) struct Obstacles<'a> {
    pub(super) rects: &'a [Rect],
    pub(super) plot: Rect,
}

impl Obstacles<'_> {
    /// Whether a straight line keeps `clearance` points from all boxes but those named.
    pub(super) fn is_free(&self, a: Point, b: Point, except: &[usize], clearance: f64) -> bool {
        let (left, right) = (a.x.min(b.x) - clearance, a.x.max(b.x) + clearance);
        let (top, bottom) = (a.y.min(b.y) - clearance, a.y.max(b.y) + clearance);
        self.rects.iter().enumerate().all(|(index, rect)| {
            rect.x >= right
                || rect.right() <= left
                || rect.y >= bottom
                || rect.bottom() <= top
                || except.contains(&index)
                || !rect.inflated(clearance).is_crossed_by(a, b)
        })
    }

    /// Whether the way by these bends is free; at its ends only the boxes it joins may be entered.
    pub(super) fn is_way_free(&self, path: &Path, bends: &[Point], clearance: f64) -> bool {
        let (start, end) = (self.rects[path.from].center(), self.rects[path.to].center());
        let (Some(first), Some(last)) = (bends.first(), bends.last()) else { return true };
        bends.iter().all(|bend| self.plot.inflated(-0.5).contains(*bend))
            && self.is_free(start, *first, &[path.from], clearance)
            && self.is_free(*last, end, &[path.to], clearance)
            && bends.windows(2).all(|pair| self.is_free(pair[0], pair[1], &[], clearance))
    }
}

/// A corner of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Corner {
    node: usize,
    /// 0 top left, 1 top right, 2 bottom right, 3 bottom left.
    side: usize,
}

impl Corner {
    pub(super) fn key(self) -> (usize, usize) {
        (self.node, self.side)
    }

    /// Which way the corner points: -1 left or up, 1 right or down.
    fn outward(self) -> (f64, f64) {
        [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)][self.side]
    }

    /// The point outside the corner by these distances, sideways and up or down, in points.
    pub(super) fn at(self, rects: &[Rect], distance: (f64, f64)) -> Point {
        let (rect, (sx, sy)) = (rects[self.node], self.outward());
        let x = if sx < 0.0 { rect.x } else { rect.right() };
        let y = if sy < 0.0 { rect.y } else { rect.bottom() };
        Point::new(x + sx * distance.0, y + sy * distance.1)
    }

    /// Whether a line from here to `other` can be part of a taut path round this corner.
    fn is_tangent(self, here: Point, other: Point) -> bool {
        let (sx, sy) = self.outward();
        (other.x - here.x) * sx * (other.y - here.y) * sy <= 1e-9
    }
}

/// Corners of boxes, joined where they see one another.
pub(super) struct VisibilityGraph {
    corners: Vec<(Corner, Point)>,
    neighbours: Vec<Vec<(usize, f64)>>,
    usage: Vec<u32>,
    /// Corners seen from the middle of each node, found when first asked for.
    seen: Vec<Option<Vec<usize>>>,
}

impl VisibilityGraph {
    pub(super) fn new(obstacles: &Obstacles<'_>, distance: f64) -> Self {
        let rects = obstacles.rects;
        let area = obstacles.plot.inflated(-0.5);
        let mut corners = Vec::new();
        for node in 0..rects.len() {
            for side in 0..4 {
                let corner = Corner { node, side };
                let point = corner.at(rects, (distance, distance));
                let hidden = rects
                    .iter()
                    .enumerate()
                    .any(|(other, rect)| other != node && rect.inflated(CLEARANCE).contains(point));
                if area.contains(point) && !hidden {
                    corners.push((corner, point));
                }
            }
        }
        let mut neighbours = vec![Vec::new(); corners.len()];
        for first in 0..corners.len() {
            for second in first + 1..corners.len() {
                let ((a, p), (b, q)) = (corners[first], corners[second]);
                if a.is_tangent(p, q) && b.is_tangent(q, p) && obstacles.is_free(p, q, &[], CLEARANCE) {
                    let length = p.distance(q);
                    neighbours[first].push((second, length));
                    neighbours[second].push((first, length));
                }
            }
        }
        let usage = vec![0; corners.len()];
        Self { corners, neighbours, usage, seen: vec![None; rects.len()] }
    }

    fn see(&mut self, node: usize, obstacles: &Obstacles<'_>) {
        if self.seen[node].is_some() {
            return;
        }
        let center = obstacles.rects[node].center();
        let visible = self
            .corners
            .iter()
            .enumerate()
            .filter(|(_, (corner, point))| {
                corner.node != node
                    && corner.is_tangent(*point, center)
                    && obstacles.is_free(center, *point, &[node], CLEARANCE)
            })
            .map(|(index, _)| index)
            .collect();
        self.seen[node] = Some(visible);
    }

    /// The corners on the cheapest way between two nodes; `None` if there is no way.
    pub(super) fn shortest(
        &mut self,
        from: usize,
        to: usize,
        obstacles: &Obstacles<'_>,
    ) -> Option<Vec<Corner>> {
        self.see(from, obstacles);
        self.see(to, obstacles);
        let (start, goal) = (obstacles.rects[from].center(), obstacles.rects[to].center());
        let count = self.corners.len();
        let mut cost = vec![f64::INFINITY; count];
        let mut previous = vec![usize::MAX; count];
        let mut leads_home = vec![false; count];
        for &corner in self.seen[to].as_deref().unwrap_or_default() {
            leads_home[corner] = self.corners[corner].0.node != from;
        }
        let mut queue = BinaryHeap::new();
        let price = |corner: usize| BEND + CROWD * f64::from(self.usage[corner]);
        for &corner in self.seen[from].as_deref().unwrap_or_default() {
            if self.corners[corner].0.node == to {
                continue;
            }
            cost[corner] = start.distance(self.corners[corner].1) + price(corner);
            // Bits of non-negative floats are in the order of the floats.
            queue.push(Reverse((cost[corner].to_bits(), corner)));
        }
        let mut best = (f64::INFINITY, usize::MAX);
        while let Some(Reverse((bits, corner))) = queue.pop() {
            let here = f64::from_bits(bits);
            if here >= best.0 {
                break;
            }
            if here > cost[corner] {
                continue;
            }
            if leads_home[corner] {
                let total = here + self.corners[corner].1.distance(goal);
                if total < best.0 {
                    best = (total, corner);
                }
            }
            for &(next, length) in &self.neighbours[corner] {
                let owner = self.corners[next].0.node;
                let there = here + length + price(next);
                if owner != from && owner != to && there < cost[next] {
                    cost[next] = there;
                    previous[next] = corner;
                    queue.push(Reverse((there.to_bits(), next)));
                }
            }
        }
        if best.1 == usize::MAX {
            return None;
        }
        let mut way = Vec::new();
        let mut at = best.1;
        while at != usize::MAX {
            self.usage[at] += 1;
            way.push(self.corners[at].0);
            at = previous[at];
        }
        way.reverse();
        Some(way)
    }
}
