//! What will be drawn and where: lanes by years on a page, in points, before any file format is chosen.
//!
//! [`Chart`] says what is to be drawn and knows nothing of literature; [`place`] turns it into a [`Figure`], as
//! [`place_matrix`] does with rows against columns, and [`place_series`] with counts over years. A figure is pure
//! geometry in points (1/72 inch), the origin at the top left of the page and y running down. Exporters
//! compute nothing: all they need is in the figure. This module imports nothing of the crate.
//!
//! Matrices and series are made of the same marks, texts and inks as the lanes. No chart library draws them: so they come in
//! every format, in the same typeface, with the same legend, and byte for byte alike.
//!
//! # Adding
//!
//! A mark (a shape, a kind of edge) is a variant in [`chart`], its look in [`palette`], its sample in `legend`.

pub mod chart;
pub mod geometry;
pub mod matrix;
pub mod metrics;
pub mod palette;
pub mod provenance;
pub mod scheme;
pub mod series;
pub mod style;
pub mod theme;
pub mod typeface;
pub mod typography;
pub mod vision;

mod arrangement;
mod description;
mod drawing;
mod fitting;
mod frame;
mod furniture;
mod growth;
mod halo;
mod legend;
mod page_search;
mod place;
mod routing;
mod scaling;
mod scene;
mod sheet;
mod tags;

pub use chart::Chart;
pub use chart::ChartEdge;
pub use chart::ChartNode;
pub use chart::Direction;
pub use chart::EdgeIndex;
pub use chart::EdgeStyle;
pub use chart::Frame;
pub use chart::Halo;
pub use chart::Heads;
pub use chart::Lane;
pub use chart::LaneIndex;
pub use chart::NodeIndex;
pub use chart::NodeShape;
pub use chart::OwnLine;
pub use chart::PageSize;
pub use chart::RuleKind;
pub use chart::Stack;
pub use chart::TimeAxis;
pub use chart::TimeRule;
pub use description::description;
pub use drawing::Anchor;
pub use drawing::Figure;
pub use drawing::Fit;
pub use drawing::Label;
pub use drawing::LabelKind;
pub use drawing::Mark;
pub use drawing::Paint;
pub use drawing::PlacedEdge;
pub use drawing::PlacedLane;
pub use drawing::PlacedNode;
pub use drawing::PlacedRow;
pub use drawing::TextLine;
pub use legend::node_paint;
pub use matrix::MatrixChart;
pub use matrix::place_matrix;
pub use page_search::Growth;
pub use page_search::fitting_page;
pub use palette::Color;
pub use palette::PaletteColor;
pub use place::fit_of;
pub use place::place;
pub use place::seat;
pub use provenance::Fact;
pub use provenance::FactKind;
pub use provenance::Provenance;
pub use scheme::ClassColors;
pub use scheme::Scheme;
pub use scheme::Steps;
pub use series::SeriesChart;
pub use series::place_series;
pub use sheet::Captions;
pub use style::Style;
pub use theme::Background;
pub use theme::EdgeTone;
pub use theme::Ink;
pub use theme::Step;
pub use theme::Theme;
pub use typeface::Typeface;
pub use typography::LabelSizes;
pub use typography::Typography;
