//! `dissensus` maps scholarly debates: an annotated BibTeX library in; a debate graph, answers and figures out.

pub mod diagnostic;
pub mod export;
pub mod figure;
pub mod import;
pub mod model;
