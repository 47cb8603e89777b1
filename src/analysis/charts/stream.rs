//! Works per year by position, stacked from zero.

use std::collections::{BTreeMap, BTreeSet};

use super::years::Years;
use super::{captions, with_provenance};
use crate::analysis::debate_map::lanes::Lanes;
use crate::analysis::debate_map::{MapOptions, Scope, counted};
use crate::analysis::provenance::{Shown, provenance_of};
use crate::figure::series::{Band, BandShape, Slot, SlotKind};
use crate::figure::{Lane, PaletteColor, SeriesChart};
use crate::model::{Corpus, PositionId, Presence, WorkId};

/// How many places without works are left out of the axis.
const FOLD: i64 = 3;
/// From how many works and places on the bands are areas instead of columns.
const AREAS: (usize, usize) = (200, 12);
/// How many bands have a colour of their own.
const BANDS: usize = 7;

/// The works of each year by position: the counts of `stats`, each work divided by position.
///
/// Bands are the positions at the top of their trees, or, where there is one tree, the lanes of the map; what belongs
/// below them counts with them. A work of several bands is split in equal shares, so that a column is as high as it has
/// works. Works without a year stand apart. Works that are only cited do not count; nor do stances less sure than the
/// options ask for.
///
/// # Determinism
/// A function of corpus and options.
///
/// # Complexity
/// Linear in works and stances, times the depth of the position tree.
#[must_use]
pub fn stream_chart(corpus: &Corpus, options: &MapOptions) -> SeriesChart {
    let works = chosen(corpus, options);
    let held: Vec<Vec<PositionId>> = works
        .iter()
        .map(|&work| {
            let least = options.responses.confidence;
            let sure = corpus.stances_of(work).filter(|stance| stance.evidence.confidence >= least);
            sure.map(|stance| stance.position).collect()
        })
        .collect();
    let bands = Bands::of(corpus, &held);
    let mut dated: Vec<i32> = works.iter().filter_map(|&work| corpus.work(work).year()).collect();
    dated.sort_unstable();
    let undated = works.len() - dated.len();
    let years = Years::of(&dated, FOLD);
    let mut slots = years.slots();
    if undated > 0 {
        let label = "no year".to_owned();
        slots.push(Slot { label, year: None, kind: SlotKind::Apart, total: None });
    }
    let mut values = vec![vec![0.0; slots.len()]; bands.names.len()];
    let mut totals = vec![0_u32; slots.len()];
    let mut members = vec![0_usize; bands.names.len()];
    let mut shared = 0;
    for (&work, held) in works.iter().zip(&held) {
        let place = corpus.work(work).year().and_then(|year| years.place(year));
        let slot = place.unwrap_or(slots.len() - 1);
        let own = bands.of_positions(corpus, held);
        shared += usize::from(own.len() > 1);
        for &band in &own {
            values[band][slot] += 1.0 / own.len() as f64;
            members[band] += 1;
        }
        totals[slot] += 1;
    }
    let is_flowing = dated.len() >= AREAS.0 && years.len() >= AREAS.1;
    if !is_flowing {
        for (slot, &total) in slots.iter_mut().zip(&totals) {
            slot.total = (total > 0).then_some(total);
        }
    }
    let mut subtitle = subtitle(corpus, works.len(), undated, &bands);
    if years.period > 1 {
        subtitle.push_str(&format!("; each step is {} years, named by the first", years.period));
    }
    let named = bands.names.iter().cloned().zip(values).zip(members);
    let drawn_bands = named
        .map(|(((name, fill), values), members)| Band {
            name: if name.is_empty() { "works".to_owned() } else { format!("{name} ({members})") },
            fill,
            values,
        })
        .collect();
    let unit = if years.period > 1 {
        format!("works per {} years", years.period)
    } else {
        "works per year".to_owned()
    };
    let drawn = format!("{} in {}", counted(works.len(), "work"), counted(bands.names.len(), "band"));
    let provenance = provenance_of(corpus, drawn, &Shown { works, ..Shown::default() });
    let around = captions(corpus, options.title.as_deref(), subtitle, options.page);
    SeriesChart {
        captions: with_provenance(around, provenance),
        unit,
        slots,
        bands: drawn_bands,
        shape: if is_flowing { BandShape::Areas } else { BandShape::Columns },
        folded: "years without works".to_owned(),
        shared: (shared > 0)
            .then(|| format!("{} of several positions: an equal share to each", counted(shared, "work"))),
        ..SeriesChart::default()
    }
}

fn chosen(corpus: &Corpus, options: &MapOptions) -> Vec<WorkId> {
    let scope = Scope::new(corpus, options);
    let query = &options.responses;
    let in_years = |year: Option<i32>| {
        query.since.is_none_or(|since| year.is_some_and(|year| year >= since))
            && query.until.is_none_or(|until| year.is_some_and(|year| year <= until))
    };
    corpus
        .work_ids()
        .filter(|&work| {
            let entity = crate::model::Entity::Work(work);
            corpus.work(work).presence == Presence::Listed
                && in_years(corpus.work(work).year())
                && scope.is_near(entity)
                && options.position.is_none_or(|group| group.contains(corpus, entity))
        })
        .collect()
}

fn subtitle(corpus: &Corpus, works: usize, undated: usize, bands: &Bands) -> String {
    let mut text = counted(works, "work");
    if bands.lanes.iter().any(Option::is_some) && !corpus.positions().is_empty() {
        text.push_str(" by position, those below it included");
    }
    if undated > 0 {
        text.push_str(&format!("; {undated} without a year"));
    }
    if bands.merged > 0 {
        text.push_str(&format!("; {} with fewest works in one band", counted(bands.merged, "position")));
    }
    text
}

/// The bands of a stream.
struct Bands {
    lanes_of: Lanes,
    /// Name and colour; the name of the only band of a corpus without positions is empty.
    names: Vec<(String, PaletteColor)>,
    /// The band of each lane; the last lane may be that of works without a position.
    lanes: Vec<Option<usize>>,
    /// The band of works without a position.
    unplaced: usize,
    /// How many positions share a band for want of colours.
    merged: usize,
}

impl Bands {
    fn of(corpus: &Corpus, held: &[Vec<PositionId>]) -> Self {
        let lanes_of = Lanes::new(corpus, held);
        let lanes = lanes_of.lanes(corpus);
        let has_unplaced = held.iter().any(Vec::is_empty) || lanes.len() == 1 && lanes[0].title.is_empty();
        let placed = if has_unplaced { &lanes[..lanes.len() - 1] } else { &lanes[..] };
        let groups: Vec<&str> =
            placed.iter().map(|lane| lane.group.as_deref().unwrap_or(&lane.title)).collect();
        let distinct: BTreeSet<&str> = groups.iter().copied().collect();
        let name = |lane: usize| if distinct.len() == 1 { placed[lane].title.as_str() } else { groups[lane] };
        // Of more positions than there are colours, those with most works keep theirs.
        let mut members: BTreeMap<&str, usize> = BTreeMap::new();
        for held in held {
            let of = |&position: &PositionId| lanes_of.lane_of_position(corpus, position);
            let own: BTreeSet<&str> =
                held.iter().filter_map(of).filter(|lane| *lane < placed.len()).map(name).collect();
            own.into_iter().for_each(|name| *members.entry(name).or_default() += 1);
        }
        let mut ranked: Vec<&str> = members.keys().copied().collect();
        ranked.sort_by_key(|name| (std::cmp::Reverse(members[name]), *name));
        let kept: BTreeSet<&str> = if ranked.len() > BANDS {
            ranked.iter().take(BANDS - 1).copied().collect()
        } else {
            ranked.iter().copied().collect()
        };
        let merged = ranked.len() - kept.len();
        let mut names: Vec<(String, PaletteColor)> = Vec::new();
        let mut band_of = Vec::new();
        for (lane, Lane { fill, .. }) in placed.iter().enumerate() {
            let own = name(lane);
            if !kept.contains(own) {
                band_of.push(None);
                continue;
            }
            let known = names.iter().position(|(known, _)| known == own);
            band_of.push(Some(known.unwrap_or(names.len())));
            if known.is_none() {
                // Bands lie upon each other: none has the colour of another.
                let is_free = |color: &PaletteColor| names.iter().all(|(_, used)| used != color);
                let own_color = Some(*fill).filter(is_free);
                let color = own_color.or_else(|| PaletteColor::ALL.into_iter().find(is_free));
                names.push((own.to_owned(), color.unwrap_or(*fill)));
            }
        }
        let unplaced = names.len();
        if has_unplaced || merged > 0 {
            let name = match (placed.is_empty(), merged > 0, has_unplaced) {
                (true, ..) => "",
                (_, true, true) => "other positions, or none",
                (_, true, false) => "other positions",
                _ => "no position",
            };
            names.push((name.to_owned(), PaletteColor::Grey));
        }
        Self { lanes_of, names, lanes: band_of, unplaced, merged }
    }

    /// The bands of a work, each once.
    fn of_positions(&self, corpus: &Corpus, held: &[PositionId]) -> Vec<usize> {
        let lanes = held.iter().filter_map(|&position| self.lanes_of.lane_of_position(corpus, position));
        let own: BTreeSet<usize> =
            lanes.map(|lane| self.lanes.get(lane).copied().flatten().unwrap_or(self.unplaced)).collect();
        if own.is_empty() { vec![self.unplaced] } else { own.into_iter().collect() }
    }
}
