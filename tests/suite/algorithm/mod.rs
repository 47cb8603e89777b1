//! The methods on networks: known answers, laws, and slow versions of the same.

mod argumentation_debates;
mod argumentation_known_answers;
mod argumentation_laws;
mod balance_known_answers;
mod balance_laws;
mod balance_networks;
mod balance_oracles;
mod centrality;
mod centrality_betweenness;
mod centrality_known_answers;
mod centrality_laws;
mod community_agreement;
mod community_known_answers;
mod community_laws;
mod community_networks;
mod community_oracles;
mod main_path;
mod main_path_known_answers;
mod series;
mod series_bursts;
mod series_disruption;
