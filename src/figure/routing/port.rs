//! Where edges meet the boundary of their nodes.

use std::collections::BTreeMap;

use super::route::Path;
use super::visibility::Obstacles;
use crate::figure::geometry::Point;
use crate::figure::geometry::Rect;

/// Distance in points wished between ends on one side.
const SPACING: f64 = 3.3;
/// Distance in points of ends from the corners of a box, if its side is long enough.
const INSET: f64 = 4.0;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

struct Request {
    path: usize,
    end: usize,
    wish: Point,
}

/// Spreads the ends of all paths over the sides of their nodes.
pub(super) fn assign(paths: &mut [Path], obstacles: &Obstacles<'_>) {
    let mut requests: BTreeMap<(usize, Side), Vec<Request>> = Default::default();
    for (position, path) in paths.iter().enumerate() {
        for end in 0..2 {
            let node = if end == 0 { path.from } else { path.to };
            let wish = wished(path, end, obstacles.rects);
            let side = side_of(obstacles.rects[node], wish);
            requests.entry((node, side)).or_default().push(Request { path: position, end, wish });
        }
    }
    relieve(paths, obstacles.rects, &mut requests);
    for path in paths.iter_mut() {
        path.ports = [wished(path, 0, obstacles.rects), wished(path, 1, obstacles.rects)];
    }
    for ((node, side), mut group) in requests {
        let rect = obstacles.rects[node];
        let along = |p: Point| match side {
            Side::Top | Side::Bottom => p.x,
            Side::Left | Side::Right => p.y,
        };
        group.sort_by(|a, b| along(a.wish).total_cmp(&along(b.wish)).then(a.path.cmp(&b.path)));
        let (low, high) = match side {
            Side::Top | Side::Bottom => (rect.x + inset(rect.width), rect.right() - inset(rect.width)),
            Side::Left | Side::Right => (rect.y + inset(rect.height), rect.bottom() - inset(rect.height)),
        };
        let places = spread(&group.iter().map(|r| along(r.wish)).collect::<Vec<_>>(), low, high);
        for (request, place) in group.iter().zip(places) {
            let point = match side {
                Side::Top => Point::new(place, rect.y),
                Side::Bottom => Point::new(place, rect.bottom()),
                Side::Left => Point::new(rect.x, place),
                Side::Right => Point::new(rect.right(), place),
            };
            let path = &mut paths[request.path];
            if suits(path, request.end, point, obstacles) {
                path.ports[request.end] = point;
            }
        }
    }
}

fn inset(side: f64) -> f64 {
    INSET.min(side / 6.0)
}

/// Where the edge would meet the boundary if it aimed at the middle; parallel edges aim beside one another.
fn wished(path: &Path, end: usize, rects: &[Rect]) -> Point {
    let node = if end == 0 { path.from } else { path.to };
    let rect = rects[node];
    let center = rect.center();
    let target = next(path, end, rects);
    if path.bow == 0.0 {
        // Aiming a little to the near side makes edges arrive steeply instead of along the boundary.
        let within = rect.inflated(-inset(rect.height));
        let near = Point::new(
            target.x.clamp(within.x, within.right().max(within.x)),
            target.y.clamp(within.y, within.bottom().max(within.y)),
        );
        let lean = if path.bends.is_empty() { 0.12 } else { 0.6 };
        return rect.exit(center.toward(near, lean), target);
    }
    let (smaller, larger) = (path.from.min(path.to), path.from.max(path.to));
    let (dx, dy) = rects[smaller].center().direction(rects[larger].center());
    let half = (rect.width / 2.0 - inset(rect.width), rect.height / 2.0 - inset(rect.height));
    let (ox, oy) = (-dy * path.bow * 0.8, dx * path.bow * 0.8);
    let scale = [half.0 / ox.abs().max(1e-9), half.1 / oy.abs().max(1e-9), 1.0]
        .into_iter()
        .fold(1.0_f64, f64::min)
        .max(0.0);
    let origin = center.moved(ox * scale, oy * scale);
    rect.exit(origin, origin.moved(target.x - center.x, target.y - center.y))
}

/// The point the edge goes to next, seen from this end.
fn next(path: &Path, end: usize, rects: &[Rect]) -> Point {
    let bend = if end == 0 { path.bends.first() } else { path.bends.last() };
    bend.copied().unwrap_or_else(|| rects[if end == 0 { path.to } else { path.from }].center())
}

fn side_of(rect: Rect, p: Point) -> Side {
    let distances = [
        ((p.y - rect.y).abs(), Side::Top),
        ((rect.right() - p.x).abs(), Side::Right),
        ((rect.bottom() - p.y).abs(), Side::Bottom),
        ((p.x - rect.x).abs(), Side::Left),
    ];
    let mut best = distances[0];
    for candidate in distances {
        if candidate.0 < best.0 - 1e-9 {
            best = candidate;
        }
    }
    best.1
}

/// Takes ends off short sides that are crowded: those that come from above or below go to the top or bottom.
fn relieve(paths: &[Path], rects: &[Rect], requests: &mut BTreeMap<(usize, Side), Vec<Request>>) {
    for (node, rect) in rects.iter().enumerate() {
        let room = ((rect.height - 2.0 * inset(rect.height)) / SPACING).floor() as usize + 1;
        for side in [Side::Left, Side::Right] {
            let Some(mut group) = requests.remove(&(node, side)) else { continue };
            let target = |request: &Request| next(&paths[request.path], request.end, rects).y;
            group.sort_by(|a, b| target(a).total_cmp(&target(b)).then(a.path.cmp(&b.path)));
            while group.len() > room {
                let above = group.first().map_or(0.0, |request| rect.y - target(request));
                let below = group.last().map_or(0.0, |request| target(request) - rect.bottom());
                if above.max(below) <= 2.0 {
                    break;
                }
                let edge = inset(rect.width);
                let x = if side == Side::Left { rect.x + edge } else { rect.right() - edge };
                let (mut request, other, y) = if above > below {
                    (group.remove(0), Side::Top, rect.y)
                } else {
                    (group.remove(group.len() - 1), Side::Bottom, rect.bottom())
                };
                request.wish = Point::new(x, y);
                requests.entry((node, other)).or_default().push(request);
            }
            requests.insert((node, side), group);
        }
    }
}

/// A port moved along its side, if the side is long enough for that.
pub(super) fn slid(rect: Rect, port: Point, by: f64) -> Option<Point> {
    let (moved, margin) = match side_of(rect, port) {
        Side::Top | Side::Bottom => (port.moved(by, 0.0), (inset(rect.width), -0.1)),
        Side::Left | Side::Right => (port.moved(0.0, by), (-0.1, inset(rect.height))),
    };
    let fits = moved.x >= rect.x + margin.0
        && moved.x <= rect.right() - margin.0
        && moved.y >= rect.y + margin.1
        && moved.y <= rect.bottom() - margin.1;
    fits.then_some(moved)
}

/// Sorted wishes moved apart within `low..=high`, as little as that takes.
fn spread(wishes: &[f64], low: f64, high: f64) -> Vec<f64> {
    let room = (high - low).max(0.0);
    let spacing = SPACING.min(room / wishes.len().max(1) as f64);
    let mut places: Vec<f64> = Vec::with_capacity(wishes.len());
    for wish in wishes {
        let least = places.last().map_or(low, |last| last + spacing);
        places.push(wish.max(least));
    }
    let mut most = low.max(high);
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - spacing;
    }
    places
}

/// Whether an edge may end here: the way to its next point is clear of other boxes and of its own.
fn suits(path: &Path, end: usize, port: Point, obstacles: &Obstacles<'_>) -> bool {
    let own = [path.from, path.to];
    let other_port = path.ports[1 - end];
    let target = if path.bends.is_empty() { other_port } else { next(path, end, obstacles.rects) };
    let node = own[end];
    obstacles.is_free(port, target, &own, 0.8)
        && !obstacles.rects[node].inflated(-0.1).is_crossed_by(port, target)
}
