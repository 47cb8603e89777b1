//! Points, boxes and cubic curves, in points (1/72 inch), y running down.

/// A place on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Distance from the left edge in points.
    pub x: f64,
    /// Distance from the top edge in points.
    pub y: f64,
}

impl Point {
    /// A point.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Euclidean distance in points.
    pub fn distance(self, other: Self) -> f64 {
        ((self.x - other.x) * (self.x - other.x) + (self.y - other.y) * (self.y - other.y)).sqrt()
    }

    /// The point a fraction `t` of the way to another.
    pub fn toward(self, other: Self, t: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * t, self.y + (other.y - self.y) * t)
    }

    /// The point moved by `(dx, dy)`.
    pub fn moved(self, dx: f64, dy: f64) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }

    /// Rounded to hundredths, without a negative zero.
    pub fn rounded(self) -> Self {
        Self::new(hundredths(self.x), hundredths(self.y))
    }

    /// The direction to another as a vector of length one; zero if they coincide.
    pub fn direction(self, other: Self) -> (f64, f64) {
        let length = self.distance(other);
        if length < 1e-9 { (0.0, 0.0) } else { ((other.x - self.x) / length, (other.y - self.y) / length) }
    }
}

/// A value rounded to hundredths of a point, without a negative zero.
pub fn hundredths(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// An upright box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge in points.
    pub x: f64,
    /// Top edge in points.
    pub y: f64,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
}

impl Rect {
    /// A box by its top left corner and size.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// Right edge in points.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Bottom edge in points.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// The middle.
    pub fn center(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The box grown by `by` points on every side.
    pub fn inflated(self, by: f64) -> Self {
        Self::new(self.x - by, self.y - by, self.width + 2.0 * by, self.height + 2.0 * by)
    }

    /// Whether a point lies inside, strictly.
    pub fn contains(self, p: Point) -> bool {
        p.x > self.x && p.x < self.right() && p.y > self.y && p.y < self.bottom()
    }

    /// Whether another box lies inside, up to `slack` points.
    pub fn encloses(self, other: Self, slack: f64) -> bool {
        other.x >= self.x - slack
            && other.y >= self.y - slack
            && other.right() <= self.right() + slack
            && other.bottom() <= self.bottom() + slack
    }

    /// Whether the insides of two boxes meet.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether the straight line from `a` to `b` passes through the inside (Liang and Barsky's clipping).
    pub fn is_crossed_by(self, a: Point, b: Point) -> bool {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, delta, low, high) in
            [(a.x, b.x - a.x, self.x, self.right()), (a.y, b.y - a.y, self.y, self.bottom())]
        {
            if delta.abs() < 1e-12 {
                if start <= low || start >= high {
                    return false;
                }
            } else {
                let (t1, t2) = ((low - start) / delta, (high - start) / delta);
                enter = enter.max(t1.min(t2));
                leave = leave.min(t1.max(t2));
            }
        }
        leave - enter > 1e-9
    }

    /// Where the ray from `origin` (inside) towards `target` leaves the box.
    pub fn exit(self, origin: Point, target: Point) -> Point {
        let mut leave = f64::INFINITY;
        for (start, delta, low, high) in [
            (origin.x, target.x - origin.x, self.x, self.right()),
            (origin.y, target.y - origin.y, self.y, self.bottom()),
        ] {
            if delta > 1e-12 {
                leave = leave.min((high - start) / delta);
            } else if delta < -1e-12 {
                leave = leave.min((low - start) / delta);
            }
        }
        if leave.is_finite() { origin.toward(target, leave) } else { Point::new(origin.x, self.bottom()) }
    }

    /// All edges rounded to hundredths.
    pub fn rounded(self) -> Self {
        let (x, y) = (hundredths(self.x), hundredths(self.y));
        Self::new(x, y, hundredths(self.right() - x), hundredths(self.bottom() - y))
    }
}

/// The point at `t` (0 to 1) of the cubic curve with these four control points.
pub fn cubic_at(c: [Point; 4], t: f64) -> Point {
    let s = 1.0 - t;
    let (a, b, d, e) = (s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t);
    Point::new(
        a * c[0].x + b * c[1].x + d * c[2].x + e * c[3].x,
        a * c[0].y + b * c[1].y + d * c[2].y + e * c[3].y,
    )
}

/// The part of a cubic curve from 0 to `t` (de Casteljau).
pub fn cubic_start(c: [Point; 4], t: f64) -> [Point; 4] {
    let (ab, bc, cd) = (c[0].toward(c[1], t), c[1].toward(c[2], t), c[2].toward(c[3], t));
    let (abc, bcd) = (ab.toward(bc, t), bc.toward(cd, t));
    [c[0], ab, abc, abc.toward(bcd, t)]
}

/// The cubic pieces of a curve given as 3n + 1 control points.
pub fn cubics(points: &[Point]) -> impl Iterator<Item = [Point; 4]> + '_ {
    (0..points.len().saturating_sub(1) / 3)
        .map(move |i| [points[3 * i], points[3 * i + 1], points[3 * i + 2], points[3 * i + 3]])
}

/// The point half way along a curve, by length.
pub fn middle(points: &[Point]) -> Point {
    at_fraction(points, 0.5)
}

/// The point at this fraction (0 to 1) of a curve's length.
pub fn at_fraction(points: &[Point], fraction: f64) -> Point {
    let dots = flattened(points, 16);
    let length: f64 = dots.windows(2).map(|w| w[0].distance(w[1])).sum();
    let mut left = length * fraction;
    for pair in dots.windows(2) {
        let step = pair[0].distance(pair[1]);
        if step >= left && step > 0.0 {
            return pair[0].toward(pair[1], left / step);
        }
        left -= step;
    }
    dots.last().copied().unwrap_or(Point::new(0.0, 0.0))
}

/// The curve as straight pieces, `steps` for each cubic.
pub fn flattened(points: &[Point], steps: u32) -> Vec<Point> {
    let mut dots: Vec<Point> = points.first().copied().into_iter().collect();
    for cubic in cubics(points) {
        dots.extend((1..=steps).map(|i| cubic_at(cubic, f64::from(i) / f64::from(steps))));
    }
    dots
}
