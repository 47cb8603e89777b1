//! The one test program; its modules mirror `src/`.

mod bibtex_oracle;
mod bibtex_raw;
mod figure_debates;
mod figure_geometry;
