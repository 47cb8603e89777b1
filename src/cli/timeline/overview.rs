//! Everything at a glance: the first few findings of each part.

use dissensus::analysis::timeline::{
    BurstOf, bursts, events, exchanges, lanes, phase_starts, spectrum, turning_points,
};

use super::{Question, hints, tables};
use crate::cli::check::counted;
use crate::cli::output::Table;

/// How many findings of a part are shown.
const SHOWN: usize = 5;

/// How many arcs of the main path are shown.
const PATH: usize = 20;

/// The rows of one kind, and how many more there are.
fn push(table: &mut Table, kind: &str, several: &str, option: &str, rows: Vec<[String; 3]>) {
    let more = rows.len().saturating_sub(SHOWN);
    for [from, to, text] in rows.into_iter().take(SHOWN) {
        table.rows.push(vec![kind.to_owned(), from, to, text]);
    }
    if more > 0 {
        let things = if more == 1 { kind } else { several };
        table.notes.push(format!("{more} more {things}; see {option}"));
    }
}

pub(super) fn table(question: &Question<'_>) -> Table {
    let (corpus, descent) = (question.corpus, &question.descent);
    let mut table = Table::new(&["what", "from", "to", "finding"]);
    let phases = question.phases();
    let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
    for row in tables::phases(corpus, &phases, &events(corpus)).rows {
        let [what, from, to, works, text] = row.try_into().expect("the table of phases has five columns");
        let works = if works.is_empty() { works } else { format!("{}: ", works_in_words(&works)) };
        table.rows.push(vec![what, from, to, format!("{works}{text}")]);
    }
    table.notes.extend(tables::phase_notes(&phases));
    for lane in lanes(corpus, question.confidence) {
        let (first, last) = (lane.years.first(), lane.years.last());
        let name = lane.position.unwrap_or_else(|| "no position".to_owned());
        table.rows.push(vec![
            "position".to_owned(),
            year(first.map(|count| count.year)),
            year(last.map(|count| count.year)),
            format!("{name}: {} ({})", counted(lane.works, "work"), tables::years(&lane.years)),
        ]);
    }
    let path = question.main_path();
    let arcs = path.arcs.iter().filter(|arc| arc.on_path).map(|arc| {
        let relations: Vec<&str> = arc.because.iter().map(|link| link.relation.as_str()).collect();
        let share = arc.share.map(|share| format!(", {}", tables::percent(share))).unwrap_or_default();
        let mut once: Vec<&str> = Vec::new();
        relations.into_iter().for_each(|relation| {
            if !once.contains(&relation) {
                once.push(relation)
            }
        });
        let text = format!("{} → {} (weight {}{share}: {})", arc.from, arc.to, arc.weight.0, once.join(", "));
        [String::new(), String::new(), text]
    });
    let arcs: Vec<[String; 3]> = arcs.collect();
    // The path is one finding and shown whole, unless it is very long.
    let more = arcs.len().saturating_sub(PATH);
    for [from, to, text] in arcs.into_iter().take(PATH) {
        table.rows.push(vec!["main path".to_owned(), from, to, text]);
    }
    if more > 0 {
        let arcs = if more == 1 { "arc" } else { "arcs" };
        table.notes.push(format!("{more} more {arcs} of the main path; see --main-path"));
    }
    table.notes.extend(tables::path_notes(corpus, descent, &path));
    let starts = phase_starts(&phases.phases);
    let points = turning_points(corpus, descent, &starts);
    let points = points.into_iter().map(|point| {
        let opens = if point.opens_phase.is_some() { "; it opens a phase" } else { "" };
        [year(point.year), String::new(), format!("{}: {}{opens}", point.work, point.because)]
    });
    push(&mut table, "turning point", "turning points", "--turning-points", points.collect());
    let found = bursts(corpus, descent, &question.bursts);
    let found = found.iter().map(|burst| {
        let of = match burst.kind {
            BurstOf::Word | BurstOf::Position => "works",
            BurstOf::Cited => "references",
        };
        let text = format!(
            "{} {}: {} of {} {of}, usually {}",
            burst.kind.name(),
            burst.item,
            burst.relevant,
            burst.total,
            tables::percent(burst.usual)
        );
        [burst.from.to_string(), burst.to.to_string(), text]
    });
    push(&mut table, "burst", "bursts", "--bursts", found.collect());
    let roots = spectrum(corpus, descent);
    let mut peaks: Vec<_> = roots.years.iter().filter(|year| year.peak).collect();
    peaks.sort_by(|a, b| b.deviation.total_cmp(&a.deviation).then(a.year.cmp(&b.year)));
    let peaks = peaks.into_iter().map(|peak| {
        let text = format!("{} references: {}", peak.references, tables::most_referred(peak));
        [peak.year.to_string(), String::new(), text]
    });
    push(&mut table, "cited year", "cited years that stand out", "--spectroscopy", peaks.collect());
    let threads = exchanges(corpus, question.confidence);
    let told = threads.iter().filter_map(|exchange| {
        let (critique, first) = (exchange.steps.first()?, exchange.steps.get(1)?);
        let after = first.latency.map(|years| format!(" ({})", tables::after(years))).unwrap_or_default();
        let text = format!(
            "{} {} {}; {} from {}{after}",
            critique.response.from,
            critique.response.relation,
            critique.response.to,
            counted(exchange.steps.len() - 1, "answer"),
            first.response.from,
        );
        Some([year(exchange.from), year(exchange.to), text])
    });
    let told = told.collect();
    push(&mut table, "exchange", "exchanges", "--threads", told);
    if threads.is_empty() {
        table.notes.push(hints::no_exchanges(corpus, question.confidence));
    }
    table
}

fn works_in_words(count: &str) -> String {
    if count == "1" { "1 work".to_owned() } else { format!("{count} works") }
}
