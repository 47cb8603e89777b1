//! The test program.

mod bibtex_oracle;
mod bibtex_raw;
