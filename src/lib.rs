//! `dissensus` maps scholarly debates: an annotated BibTeX library in; a debate graph, answers and figures out.
//!
//! A debate flows one way: text → [`import`] → [`model::Corpus`] → [`analysis`] → [`figure`] → [`export`] → bytes.
//! The mathematics of networks, which knows nothing of literature, is in [`network`] and [`algorithm`];
//! [`projection`] makes networks of a corpus. What other programs read is a [`dataset`] instead of a figure.
//! A corpus becomes a file of BibTeX again in [`library`].
//! The library does no input or output; the binary does.

pub mod algorithm;
pub mod analysis;
pub mod dataset;
pub mod diagnostic;
pub mod export;
pub mod figure;
pub mod import;
pub mod latex;
pub mod library;
pub mod link;
pub mod model;
pub mod network;
pub mod projection;
