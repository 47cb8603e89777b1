//! The methods on networks: known answers, laws, and slow versions of the same.

mod argumentation_debates;
mod argumentation_known_answers;
mod argumentation_laws;
mod main_path;
mod main_path_known_answers;
mod series;
mod series_bursts;
mod series_disruption;
