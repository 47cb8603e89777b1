//! The parts of the timeline in full, as tables.

use std::collections::BTreeSet;

use dissensus::analysis::timeline::{
    ArcReport, BeautyFinding, BurstFinding, CategoryFinding, CountOfYear, EventFinding, ExchangeFinding,
    LaneFinding, LinkFinding, MainPathFinding, PhaseFinding, PhasesFinding, ReceptionFinding,
    SpectrumFinding, SpectrumYearFinding, TurningPointFinding,
};
use dissensus::model::{Confidence, Corpus, Presence};
use dissensus::projection::{CitedWorks, Descent};

use super::hints;
use crate::cli::check::counted;
use crate::cli::output::Table;

/// How many works a cell names.
const NAMED: usize = 4;
/// How many cycles or arcs are named one by one below a table; all are in the JSON.
const REPORTED: usize = 20;

/// The phases, and the events that begin in each below it.
pub(super) fn phases(corpus: &Corpus, found: &PhasesFinding, events: &[EventFinding]) -> Table {
    let mut table = Table::new(&["what", "from", "to", "works", "made of"]);
    let mut rows: Vec<(Option<i32>, usize, Vec<String>)> = Vec::new();
    for (number, phase) in found.phases.iter().enumerate() {
        let row = vec![
            format!("phase {}", number + 1),
            phase.from.to_string(),
            phase.to.to_string(),
            phase.works.len().to_string(),
            made_of(phase),
        ];
        rows.push((Some(phase.from), 0, row));
    }
    for event in events {
        rows.push((event.from.or(event.to), 1, event_row(event)));
    }
    rows.sort_by_key(|(year, rank, _)| (year.is_none(), *year, *rank));
    table.rows = rows.into_iter().map(|(.., row)| row).collect();
    table.notes.extend(phase_notes(found));
    if !found.phases.is_empty() {
        table.notes.push("the works of each phase are in --format json".to_owned());
    }
    if corpus.events().is_empty() {
        table
            .notes
            .push("no event is declared; write one as @event{key, title = {…}, date = {…}}".to_owned());
    }
    table
}

/// What the phases were found from, or why there is none.
pub(super) fn phase_notes(found: &PhasesFinding) -> Vec<String> {
    let (Some(first), Some(last)) = (found.phases.first(), found.phases.last()) else {
        return vec![hints::no_phases()];
    };
    let mut notes = Vec::new();
    let from = format!(
        "{} and {} of dated works, in {} positions and signs",
        counted_long(found.stances, "stance"),
        counted_long(found.responses, "response"),
        found.categories
    );
    notes.push(if found.phases.len() == 1 {
        format!("one phase: the mix changes by no more than chance would make it; from {from}")
    } else {
        format!(
            "{} phases of {} to {}: the division with the smallest Bayesian information criterion, {:.1} below that \
             of one phase; from {from}",
            found.phases.len(),
            first.from,
            last.to,
            found.gain
        )
    });
    for (number, phase) in found.phases.iter().enumerate() {
        // One phase is no claim about change, so that nobody can have made it alone.
        let alone = phase.largest_source.as_ref().filter(|source| 2 * source.items > phase.items);
        if let (Some(source), true) = (alone, found.phases.len() > 1) {
            let (all, work) = (phase.items, &source.work);
            notes.push(format!(
                "{} of the {all} items of phase {} are of one work, {work}",
                source.items,
                number + 1
            ));
        }
    }
    if found.undated > 0 {
        notes.push(format!(
            "{} without a year count nowhere",
            counted_long(found.undated, "stance or response")
        ));
    }
    notes
}

fn event_row(event: &EventFinding) -> Vec<String> {
    let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
    vec!["event".to_owned(), year(event.from), year(event.to), String::new(), event.title.clone()]
}

/// "more extends 2 → 21 %, applies 0 → 12 %".
pub(super) fn made_of(phase: &PhaseFinding) -> String {
    let whole = |share: f64| format!("{:.0}", share * 100.0);
    let told = |category: &CategoryFinding| match category.share_before {
        Some(before) => format!("{} {} → {} %", category.name, whole(before), whole(category.share)),
        None => format!("{} {} %", category.name, whole(category.share)),
    };
    let named: Vec<String> = phase.grows.iter().map(told).collect();
    match (named.is_empty(), phase.grows.first().is_some_and(|category| category.share_before.is_some())) {
        (true, _) => phase.label.clone(),
        (false, true) => format!("more {}", named.join(", ")),
        (false, false) => format!("mostly {}", named.join(", ")),
    }
}

pub(super) fn lanes(corpus: &Corpus, found: &[LaneFinding]) -> Table {
    let mut table = Table::new(&["year"]);
    let title = |lane: &LaneFinding| lane.position.clone().unwrap_or_else(|| "no position".to_owned());
    table.headings.extend(found.iter().map(title));
    let years: BTreeSet<i32> = found.iter().flat_map(|lane| &lane.years).map(|count| count.year).collect();
    let cell = |count: usize| if count == 0 { "·".to_owned() } else { count.to_string() };
    for year in years {
        let in_year = |lane: &LaneFinding| {
            lane.years.iter().find(|count| count.year == year).map_or(0, |count| count.count)
        };
        let mut row = vec![year.to_string()];
        row.extend(found.iter().map(|lane| cell(in_year(lane))));
        table.rows.push(row);
    }
    if found.iter().any(|lane| lane.undated > 0) {
        let mut row = vec!["no year".to_owned()];
        row.extend(found.iter().map(|lane| cell(lane.undated)));
        table.rows.push(row);
    }
    if found.is_empty() {
        table.notes.push(if corpus.works().is_empty() {
            "no work".to_owned()
        } else {
            "no work holds a position; give works a position = {key}".to_owned()
        });
    } else {
        table.notes.push("a work counts in each of its positions".to_owned());
    }
    table
}

pub(super) fn main_path(corpus: &Corpus, descent: &Descent, found: &MainPathFinding) -> Table {
    let mut table = Table::new(&["from", "to", "weight", "share", "path", "because", "source"]);
    for arc in &found.arcs {
        let path = match (arc.key_route, arc.on_path) {
            (true, _) => "key route",
            (false, true) => "yes",
            (false, false) => "no",
        };
        table.rows.push(vec![
            arc.from.clone(),
            arc.to.clone(),
            arc.weight.0.to_string(),
            arc.share.map(percent).unwrap_or_default(),
            path.to_owned(),
            because(&arc.because),
            arc.because.first().map(source).unwrap_or_default(),
        ]);
    }
    table.notes = path_notes(corpus, descent, found);
    table
}

/// What the path was found in, and every arc and cycle that was touched.
pub(super) fn path_notes(corpus: &Corpus, descent: &Descent, found: &MainPathFinding) -> Vec<String> {
    if found.arc_count == 0 {
        return vec![hints::no_links(corpus, descent)];
    }
    let mut notes = vec![format!(
        "{} joined by {} ({} and {} between works), from the one taken up to the one that takes it up; {} paths \
         from first works to last",
        counted(found.works, "work"),
        counted(found.arc_count, "arc"),
        counted(found.citations, "citation"),
        counted(found.responses, "response"),
        found.paths.0,
    )];
    let outside = corpus.works().iter().filter(|work| work.presence == Presence::Outside).count();
    if outside > 0 && descent.cited == CitedWorks::Listed {
        notes.push(format!(
            "{} only cited left out of lines of descent, since nobody knows what they take up; --only-cited show has them",
            counted(outside, "work"),
        ));
    }
    if found.arcs.is_empty() {
        notes.push(format!("no arc is left to be weighed after --cycles {}", found.policy));
    }
    if !found.exact {
        notes.push("the weights have 64 significant bits".to_owned());
    }
    if found.other_responses > 0 {
        notes.push(hints::no_works(found.other_responses));
    }
    let done = match found.policy {
        "keep" => "left out of the count",
        "condense" => "made one node",
        _ => "opened by dropping arcs",
    };
    for cycle in found.cycles.iter().take(REPORTED) {
        let apart = if found.policy == "condense" && cycle.works.len() > REPORTED {
            " (--cycles break keeps them apart)"
        } else {
            ""
        };
        let works = counted(cycle.works.len(), "work");
        notes.push(format!(
            "cycle of {works}, {done}{apart}: {}: {}",
            some_of(&cycle.works),
            arcs(&cycle.arcs)
        ));
    }
    if found.cycles.len() > REPORTED {
        let more = found.cycles.len() - REPORTED;
        let cycles = if more == 1 { "cycle" } else { "cycles" };
        notes.push(format!("{more} more {cycles}; see --format json"));
    }
    match found.loops.as_slice() {
        [] => {}
        [one] => notes.push(format!("{one} refers to itself, which counts for nothing")),
        loops => notes.push(format!(
            "{} works refer to themselves, which counts for nothing: {}",
            loops.len(),
            some_of(loops)
        )),
    }
    // The arcs inside a condensed cycle have been told with it.
    if found.policy != "condense" && !found.removed.is_empty() {
        let count = counted(found.removed.len(), "arc");
        notes.push(format!("{count} left out of the count: {}", arcs(&found.removed)));
    }
    if !found.against_time.is_empty() {
        let count = counted(found.against_time.len(), "arc");
        let runs = if found.against_time.len() == 1 { "runs" } else { "run" };
        notes.push(format!(
            "counted too, {count} that {runs} against the years: {}",
            arcs(&found.against_time)
        ));
    }
    notes
}

/// "a → b (a.bib:3 disputes); b → a (a.bib:7)".
fn arcs(reports: &[ArcReport]) -> String {
    let told = |arc: &ArcReport| {
        let place = arc.because.first().map(|link| format!(" ({})", source(link))).unwrap_or_default();
        format!("{} → {}{place}", arc.from, arc.to)
    };
    let mut text = reports.iter().take(REPORTED).map(told).collect::<Vec<_>>().join("; ");
    if reports.len() > REPORTED {
        text.push_str(&format!("; and {} more, see --format json", reports.len() - REPORTED));
    }
    text
}

/// "extends, cites": the relations behind an arc, each once.
fn because(links: &[LinkFinding]) -> String {
    let mut relations: Vec<&str> = Vec::new();
    for link in links {
        if !relations.contains(&link.relation.as_str()) {
            relations.push(&link.relation);
        }
    }
    relations.join(", ")
}

fn source(link: &LinkFinding) -> String {
    let field = if link.source.field.is_empty() { String::new() } else { format!(" {}", link.source.field) };
    format!("{}:{}{field}", link.source.file, link.source.line)
}

pub(super) fn threads(corpus: &Corpus, confidence: Confidence, found: &[ExchangeFinding]) -> Table {
    let mut table = Table::new(&["step", "year", "after", "from", "relation", "to", "on", "said by"]);
    for step in found.iter().flat_map(|exchange| &exchange.steps) {
        let response = &step.response;
        let word = match step.depth {
            0 => "critique".to_owned(),
            1 => "  reply".to_owned(),
            2 => "    rejoinder".to_owned(),
            depth => format!("{}answer {depth}", "  ".repeat(depth)),
        };
        let place = response.place.as_deref().map(|place| format!(" {place}")).unwrap_or_default();
        table.rows.push(vec![
            word,
            response.year.map(|year| year.to_string()).unwrap_or_default(),
            step.latency.map(after).unwrap_or_default(),
            response.from.clone(),
            response.relation.clone(),
            response.to.clone(),
            response.on.clone().unwrap_or_default(),
            format!("{}{place}", response.by),
        ]);
    }
    if found.is_empty() {
        table.notes.push(hints::no_exchanges(corpus, confidence));
        return table;
    }
    let mut latencies: Vec<i32> =
        found.iter().flat_map(|exchange| &exchange.steps).filter_map(|step| step.latency).collect();
    latencies.sort_unstable();
    if let (Some(least), Some(most)) = (latencies.first(), latencies.last()) {
        let median = (latencies[(latencies.len() - 1) / 2] + latencies[latencies.len() / 2]) as f64 / 2.0;
        table.notes.push(format!(
            "{} in {}; after {least} to {most} years, the median {median}",
            counted(latencies.len(), "answer"),
            counted(found.len(), "exchange"),
        ));
    }
    table
}

/// "3 years", "same year".
pub(super) fn after(latency: i32) -> String {
    match latency {
        0 => "same year".to_owned(),
        1 => "1 year".to_owned(),
        years => format!("{years} years"),
    }
}

pub(super) fn bursts(corpus: &Corpus, descent: &Descent, found: &[BurstFinding]) -> Table {
    let mut table = Table::new(&["kind", "item", "from", "to", "weight", "times", "of", "usual", "works"]);
    for burst in found {
        table.rows.push(vec![
            burst.kind.name().to_owned(),
            burst.item.clone(),
            burst.from.to_string(),
            burst.to.to_string(),
            format!("{:.2}", burst.weight),
            burst.relevant.to_string(),
            burst.total.to_string(),
            percent(burst.usual),
            some_of(&burst.works),
        ]);
    }
    if found.is_empty() {
        table.notes.push(hints::no_bursts(corpus));
        if descent.network.edge_count() == 0 {
            table.notes.push(hints::no_links(corpus, descent));
        }
    }
    table
}

/// "12.5 %"; of what is rare, as many digits as tell something.
pub(super) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent == 0.0 || percent >= 0.1 { format!("{percent:.1} %") } else { format!("{percent:.4} %") }
}

/// "a, b, c and 12 more".
fn some_of(works: &[String]) -> String {
    let shown = works[..works.len().min(NAMED)].join(", ");
    if works.len() > NAMED { format!("{shown} and {} more", works.len() - NAMED) } else { shown }
}

pub(super) fn turning_points(corpus: &Corpus, descent: &Descent, found: &[TurningPointFinding]) -> Table {
    let mut table = Table::new(&["year", "work", "share", "takes up", "taken up by", "opens phase"]);
    for point in found {
        table.rows.push(vec![
            point.year.map(|year| year.to_string()).unwrap_or_default(),
            point.work.clone(),
            percent(point.share),
            point.takes_up.to_string(),
            point.taken_up_by.to_string(),
            point.opens_phase.map(|year| year.to_string()).unwrap_or_default(),
        ]);
    }
    table.notes.push(match (found.is_empty(), descent.network.edge_count()) {
        (_, 0) => hints::no_links(corpus, descent),
        (true, _) => "no turning point: no work both takes up another and is taken up".to_owned(),
        (false, _) => {
            "share: of all lines of descent, from the first works to the last, those that run through \
                       the work; `dissensus explain WORK` lists its links"
                .to_owned()
        }
    });
    table
}

pub(super) fn spectroscopy(corpus: &Corpus, descent: &Descent, found: &SpectrumFinding) -> Table {
    let mut table = Table::new(&["year", "references", "median", "deviation", "peak", "works"]);
    for year in found.years.iter().filter(|year| year.references > 0) {
        table.rows.push(vec![
            year.year.to_string(),
            year.references.to_string(),
            decimal(year.median),
            decimal(year.deviation),
            if year.peak { "peak" } else { "" }.to_owned(),
            most_referred(year),
        ]);
    }
    if found.references == 0 {
        table.notes.push(hints::no_links(corpus, descent));
    } else {
        table.notes.push(format!(
            "{} to works of {}; years without any are left out here and count as 0 in the medians of five years",
            counted_long(found.references - found.undated, "reference"),
            match (found.years.first(), found.years.last()) {
                (Some(first), Some(last)) => format!("{} to {}", first.year, last.year),
                _ => "no known year".to_owned(),
            }
        ));
    }
    if found.undated > 0 {
        table.notes.push(format!("{} to works without a year", counted_long(found.undated, "reference")));
    }
    table
}

/// "pape2005 (5), paul2005 (4) and 3 more".
pub(super) fn most_referred(year: &SpectrumYearFinding) -> String {
    let named: Vec<String> =
        year.works.iter().map(|work| format!("{} ({})", work.work, work.references)).collect();
    some_of(&named)
}

pub(super) fn citations(corpus: &Corpus, descent: &Descent, found: &[ReceptionFinding]) -> Table {
    let mut table = Table::new(&[
        "work",
        "year",
        "local",
        "not self",
        "references",
        "by year",
        "cd",
        "mcd",
        "beauty",
        "peak",
        "awoke",
    ]);
    let number = |value: Option<f64>| value.map(|value| format!("{value:.2}")).unwrap_or_default();
    for work in found {
        let beauty = |field: fn(&BeautyFinding) -> Option<i32>| {
            work.beauty.as_ref().and_then(field).map(|year| year.to_string()).unwrap_or_default()
        };
        table.rows.push(vec![
            work.work.clone(),
            work.year.map(|year| year.to_string()).unwrap_or_default(),
            work.local.to_string(),
            work.local_without_self.to_string(),
            work.references.to_string(),
            years(&work.years),
            number(work.disruption.map(|disruption| disruption.cd)),
            number(work.disruption.map(|disruption| disruption.mcd)),
            number(work.beauty.map(|beauty| beauty.coefficient)),
            beauty(|beauty| Some(beauty.peak)),
            beauty(|beauty| beauty.awakening),
        ]);
    }
    if found.is_empty() {
        table.notes.push(hints::no_links(corpus, descent));
    } else {
        table.notes.push(
            "local: works in these files that refer to it; not self: without those that share an author; cd: \
             disruption over all later works, -1 to 1; beauty: how long it slept before its peak"
                .to_owned(),
        );
    }
    table
}

/// "2005: 3, 2010: 1".
pub(super) fn years(counts: &[CountOfYear]) -> String {
    counts.iter().map(|count| format!("{}: {}", count.year, count.count)).collect::<Vec<_>>().join(", ")
}

/// Halves are written, whole numbers are not followed by zeros.
fn decimal(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

fn counted_long(count: u64, thing: &str) -> String {
    let plural =
        if thing == "stance or response" { "stances or responses".to_owned() } else { format!("{thing}s") };
    if count == 1 { format!("1 {thing}") } else { format!("{count} {plural}") }
}
