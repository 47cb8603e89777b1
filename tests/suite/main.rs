//! The one test program; its modules mirror `src/`.

mod figure_debates;
mod figure_files;
mod figure_geometry;
mod figure_pictures;
