//! From bends to cubic curves.

use super::route::Path;
use super::visibility::Obstacles;
use crate::figure::geometry::Point;
use crate::figure::geometry::Rect;
use crate::figure::geometry::flattened;

/// A straight edge, or one bowed to its side.
pub(super) fn simple(path: &Path) -> Vec<Point> {
    bowed(path, path.bow)
}

fn bowed(path: &Path, bow: f64) -> Vec<Point> {
    let [a, b] = path.ports;
    let sense = if path.from < path.to { 1.0 } else { -1.0 };
    let (dx, dy) = a.direction(b);
    // What the ports already stand apart is part of the bow.
    let push = bow * sense * 0.75;
    let (ox, oy) = (-dy * push, dx * push);
    vec![a, a.toward(b, 1.0 / 3.0).moved(ox, oy), a.toward(b, 2.0 / 3.0).moved(ox, oy), b]
}

/// The smoothest curve by the path's bends that stays clear of all boxes. If the ends' places stand in the way, they
/// are given up for the line between the middles of the boxes, which is free.
pub(super) fn smooth(path: &Path, obstacles: &Obstacles<'_>) -> Vec<Point> {
    if let Some(points) = clear_curve(path, obstacles) {
        return points;
    }
    let mut plain = path.clone();
    let centers = [obstacles.rects[path.from].center(), obstacles.rects[path.to].center()];
    let first = path.bends.first().copied().unwrap_or(centers[1]);
    let last = path.bends.last().copied().unwrap_or(centers[0]);
    let exits =
        [obstacles.rects[path.from].exit(centers[0], first), obstacles.rects[path.to].exit(centers[1], last)];
    for ports in [[exits[0], path.ports[1]], [path.ports[0], exits[1]], exits] {
        plain.ports = ports;
        if let Some(points) = clear_curve(&plain, obstacles) {
            return points;
        }
    }
    if plain.bends.is_empty() { bowed(&plain, 0.0) } else { rounded(&plain, &way(&plain), obstacles) }
}

fn way(path: &Path) -> Vec<Point> {
    let mut way = vec![path.ports[0]];
    way.extend(&path.bends);
    way.push(path.ports[1]);
    way
}

/// A curve for this path that is clear of all boxes, if one is found.
pub(super) fn clear_curve(path: &Path, obstacles: &Obstacles<'_>) -> Option<Vec<Point>> {
    let is_clear = |points: &Vec<Point>| is_clear(path, points, obstacles);
    if path.bends.is_empty() {
        return [1.0, 0.6, 0.3, 0.0].into_iter().map(|share| bowed(path, path.bow * share)).find(is_clear);
    }
    let way = way(path);
    [0.42, 0.34, 0.27, 0.2]
        .into_iter()
        .map(|handle| hermite(&way, handle))
        .find(is_clear)
        .or_else(|| Some(rounded(path, &way, obstacles)).filter(is_clear))
}

/// Straight pieces whose bends are rounded as widely as the boxes allow, each by itself.
fn rounded(path: &Path, way: &[Point], obstacles: &Obstacles<'_>) -> Vec<Point> {
    let mut points = vec![way[0]];
    let mut at = way[0];
    for bend in 1..way.len() - 1 {
        let corner = way[bend];
        let room = (way[bend - 1].distance(corner) / 2.0).min(corner.distance(way[bend + 1]) / 2.0);
        let piece = |radius: f64| {
            let before = corner.toward(way[bend - 1], radius / way[bend - 1].distance(corner).max(1e-9));
            let after = corner.toward(way[bend + 1], radius / way[bend + 1].distance(corner).max(1e-9));
            [before, before.toward(corner, 0.6), after.toward(corner, 0.6), after]
        };
        let arc = [1.0, 0.7, 0.5, 0.35, 0.2, 0.1]
            .into_iter()
            .map(|share| piece(room * share))
            .find(|arc| is_clear(path, arc, obstacles))
            .unwrap_or_else(|| piece(room.min(0.6)));
        points.extend([at.toward(arc[0], 1.0 / 3.0), at.toward(arc[0], 2.0 / 3.0)]);
        points.extend(arc);
        at = arc[3];
    }
    let end = way[way.len() - 1];
    points.extend([at.toward(end, 1.0 / 3.0), at.toward(end, 2.0 / 3.0), end]);
    points
}

/// A curve through all points of a way; at each bend it runs parallel to the line between its neighbours.
fn hermite(way: &[Point], handle: f64) -> Vec<Point> {
    let mut points = vec![way[0]];
    let tangent = |index: usize| {
        if index == 0 || index + 1 == way.len() {
            return None;
        }
        let (ax, ay) = way[index - 1].direction(way[index]);
        let (bx, by) = way[index].direction(way[index + 1]);
        let length = ((ax + bx) * (ax + bx) + (ay + by) * (ay + by)).sqrt();
        (length > 1e-9).then(|| ((ax + bx) / length, (ay + by) / length))
    };
    for index in 0..way.len() - 1 {
        let (a, b) = (way[index], way[index + 1]);
        let reach = a.distance(b) * handle;
        let leaving = tangent(index).map(|(x, y)| a.moved(x * reach, y * reach));
        let arriving = tangent(index + 1).map(|(x, y)| b.moved(-x * reach, -y * reach));
        points.push(leaving.unwrap_or_else(|| arriving.map_or(a, |c| a.toward(c, 0.4))));
        points.push(arriving.unwrap_or_else(|| leaving.map_or(b, |c| b.toward(c, 0.4))));
        points.push(b);
    }
    points
}

/// Whether a curve keeps off foreign boxes, off the insides of its own, and within the plot.
fn is_clear(path: &Path, points: &[Point], obstacles: &Obstacles<'_>) -> bool {
    let own = [path.from, path.to];
    let dots = flattened(points, 12);
    let inner = own.map(|node| obstacles.rects[node].inflated(-0.4));
    dots.iter().all(|dot| obstacles.plot.inflated(0.01).contains(*dot))
        && dots.windows(2).all(|pair| {
            obstacles.is_free(pair[0], pair[1], &own, 0.7)
                && inner.iter().all(|rect| !rect.is_crossed_by(pair[0], pair[1]))
        })
}

/// A loop on one side of a node: the first free side from the right on, further out for each further loop.
pub(super) fn self_loop(node: usize, count: usize, obstacles: &Obstacles<'_>, gap: f64) -> Vec<Point> {
    let rect = obstacles.rects[node];
    let reach = (gap - 2.5).clamp(4.0, 11.0) * 4.0 / 3.0 / (1.0 + (count / 4) as f64 * 0.35);
    let mut sides: Vec<Vec<Point>> = (0..4).map(|side| loop_at(rect, side, reach)).collect();
    sides.rotate_left(count % 4);
    let path = Path {
        index: 0,
        from: node,
        to: node,
        corners: Vec::new(),
        bends: Vec::new(),
        ports: [rect.center(); 2],
        bow: 0.0,
    };
    let free = sides.iter().position(|points| is_clear(&path, points, obstacles)).unwrap_or(0);
    sides.swap_remove(free)
}

fn loop_at(rect: Rect, side: usize, reach: f64) -> Vec<Point> {
    let center = rect.center();
    let (half_x, half_y) = ((rect.width / 2.0 - 2.0).min(5.0), (rect.height / 2.0 - 2.0).min(5.0));
    match side {
        0 | 2 => {
            let (x, out) = if side == 0 { (rect.right(), reach) } else { (rect.x, -reach) };
            vec![
                Point::new(x, center.y - half_y),
                Point::new(x + out, center.y - half_y * 1.6),
                Point::new(x + out, center.y + half_y * 1.6),
                Point::new(x, center.y + half_y),
            ]
        }
        _ => {
            let (y, out) = if side == 1 { (rect.bottom(), reach) } else { (rect.y, -reach) };
            vec![
                Point::new(center.x - half_x, y),
                Point::new(center.x - half_x * 1.6, y + out),
                Point::new(center.x + half_x * 1.6, y + out),
                Point::new(center.x + half_x, y),
            ]
        }
    }
}
