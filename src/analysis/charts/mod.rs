//! Findings as charts of counts: who responds to whom, what was studied together, works and references by year.
//!
//! This decides *what* is drawn; [`crate::figure`] decides where. The counts are those of the analyses of the same
//! names, so that a figure and a table never differ.
//!
//! # Adding
//! A chart is a file here with a function that returns a chart of [`crate::figure`], a `mod` line and a `pub use`
//! here, and a view in `src/cli/charts.rs`.

mod facet_matrix;
mod response_matrix;
mod spectroscopy;
mod stream;
mod years;

pub use facet_matrix::{FacetMatrixOptions, facet_matrix_chart};
pub use response_matrix::response_matrix_chart;
pub use spectroscopy::spectroscopy_chart;
pub use stream::stream_chart;

use super::debate_map::{source, title};
use crate::figure::{Captions, PageSize, Provenance};
use crate::model::Corpus;

/// What stands round a chart, but for its provenance.
fn captions(corpus: &Corpus, own_title: Option<&str>, subtitle: String, page: PageSize) -> Captions {
    Captions {
        title: own_title.map_or_else(|| title(corpus), str::to_owned),
        subtitle,
        source: source(corpus),
        page,
        ..Captions::default()
    }
}

/// The same with its provenance.
fn with_provenance(captions: Captions, provenance: Provenance) -> Captions {
    Captions { provenance, ..captions }
}
