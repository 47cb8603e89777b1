//! A figure enlarged or reduced as a whole: every place, size and width by one factor.

use super::drawing::Figure;
use super::drawing::Fit;
use super::drawing::Label;
use super::drawing::Mark;
use super::drawing::Paint;
use super::geometry::Point;
use super::geometry::Rect;

impl Figure {
    /// The figure with all lengths times `factor`.
    pub(super) fn scaled(mut self, factor: f64) -> Self {
        let rect = |r: Rect| scaled_rect(r, factor);
        self.page = rect(self.page);
        self.legend = rect(self.legend);
        self.plot = rect(self.plot);
        self.scale *= factor;
        self.fit = match self.fit {
            Fit::Fits => Fit::Fits,
            Fit::Exceeds { width, height } => Fit::Exceeds { width: width * factor, height: height * factor },
        };
        for lane in &mut self.lanes {
            lane.rect = rect(lane.rect);
        }
        for mark in self.halos.iter_mut().chain(&mut self.marks) {
            scale_mark(mark, factor);
        }
        for label in &mut self.labels {
            scale_label(label, factor);
        }
        for node in &mut self.nodes {
            node.rect = rect(node.rect);
            node.font_size *= factor;
        }
        for edge in &mut self.edges {
            edge.width *= factor;
            scale_points(&mut edge.points, factor);
            if let Some(label) = &mut edge.label {
                scale_label(label, factor);
            }
        }
        self
    }
}

fn scaled_rect(r: Rect, factor: f64) -> Rect {
    Rect::new(r.x * factor, r.y * factor, r.width * factor, r.height * factor).rounded()
}

fn scale_points(points: &mut [Point], factor: f64) {
    for point in points {
        *point = Point::new(point.x * factor, point.y * factor).rounded();
    }
}

fn scale_mark(mark: &mut Mark, factor: f64) {
    let scale_paint = |paint: &mut Paint| paint.width *= factor;
    match mark {
        Mark::Polygon { points, paint } | Mark::Line { points, paint } | Mark::Curve { points, paint } => {
            scale_points(points, factor);
            scale_paint(paint);
        }
    }
}

fn scale_label(label: &mut Label, factor: f64) {
    label.rect = scaled_rect(label.rect, factor);
    label.font_size *= factor;
    for line in &mut label.lines {
        line.origin = Point::new(line.origin.x * factor, line.origin.y * factor).rounded();
        line.width *= factor;
    }
}
