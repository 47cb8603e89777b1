//! How large the type of a figure is, and with it its lines and gaps.

/// The smallest type, in points, that is read without effort in print; journals refuse less.
pub const SMALLEST_PRINT: f64 = 6.0;

/// The size of nodes' labels in print from which all other sizes derive, in points.
const BASE: f64 = 8.0;

/// Sizes of the labels in nodes, in points: the largest at which they fit is taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LabelSizes {
    /// The size tried first.
    pub largest: f64,
    /// The size below which the page grows rather than the type shrinks.
    pub smallest: f64,
}

impl LabelSizes {
    /// The sizes tried, largest first: five in even steps, or one if both ends are one.
    pub fn steps(self) -> Vec<f64> {
        let range = self.largest - self.smallest;
        if range <= 0.0 {
            return vec![self.largest];
        }
        (0..5).map(|step| self.largest - range * f64::from(step) / 4.0).collect()
    }
}

/// Sizes of type in points, and the scale of everything else.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Typography {
    /// The heading.
    pub title: f64,
    /// The second heading.
    pub subtitle: f64,
    /// Headings of lanes and of groups of lanes.
    pub lane: f64,
    /// Years.
    pub year: f64,
    /// The legend.
    pub legend: f64,
    /// Source, names of events and phases, texts beside edges.
    pub note: f64,
    /// Labels in nodes.
    pub labels: LabelSizes,
    /// How large gaps, lines and arrow heads are against those of a page with labels of 8 points.
    pub scale: f64,
}

impl Default for Typography {
    /// For print: labels of 8 to 6 points.
    fn default() -> Self {
        Self::of(LabelSizes { largest: BASE, smallest: SMALLEST_PRINT }, SMALLEST_PRINT)
    }
}

impl Typography {
    /// All sizes in proportion to the largest label, but none of the rest smaller than `floor`.
    pub fn of(labels: LabelSizes, floor: f64) -> Self {
        let scale = labels.largest / BASE;
        let size = |points: f64| (points * scale).max(floor);
        Self {
            title: size(10.0),
            subtitle: size(7.5),
            lane: size(7.0),
            year: size(7.0),
            legend: size(6.5),
            note: size(6.0),
            labels,
            scale,
        }
    }

    /// The smallest size that may occur.
    pub fn smallest(&self) -> f64 {
        [self.title, self.subtitle, self.lane, self.year, self.legend, self.note, self.labels.smallest]
            .into_iter()
            .fold(self.labels.largest, f64::min)
    }

    /// The same for a drawing that will be enlarged by the scale.
    pub(super) fn unscaled(self) -> Self {
        let size = |points: f64| points / self.scale;
        let labels = LabelSizes { largest: size(self.labels.largest), smallest: size(self.labels.smallest) };
        Self {
            title: size(self.title),
            subtitle: size(self.subtitle),
            lane: size(self.lane),
            year: size(self.year),
            legend: size(self.legend),
            note: size(self.note),
            labels,
            scale: 1.0,
        }
    }
}
