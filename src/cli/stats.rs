//! `stats`: what is in the corpus and how complete it is.

use anyhow::Result;
use clap::Args;
use dissensus::analysis::{Completeness, completeness, statistics};
use dissensus::link::as_word;

use super::check::counted;
use super::output::{self, Table};
use super::session::Session;
use super::{ConfidenceArgument, Format, InputArguments, Outcome};

/// Count what is in the files, and say how complete it is
///
/// Example: dissensus stats bib/soft-balancing.bib
#[derive(Debug, Args)]
pub(super) struct Stats {
    #[command(flatten)]
    input: InputArguments,
    /// Count only stances, assertions, denials, responses and cases that are as sure, and works by such stances; records,
    /// declarations and citations carry no confidence
    #[arg(long, value_enum, default_value_t = ConfidenceArgument::Low)]
    confidence: ConfidenceArgument,
    /// Show for each work whether its references were read, whether it says that it has none, or whether nothing is known
    #[arg(long, conflicts_with = "confidence")]
    completeness: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Stats {
    pub(super) fn run(&self) -> Result<Outcome> {
        let session = Session::open(&self.input)?.reported();
        if self.completeness {
            self.print_completeness(&completeness(&session.corpus))?;
            return Ok(session.outcome());
        }
        let found = statistics(&session.corpus, self.confidence.into());
        let mut table = Table::new(&["what", "count"]);
        let counts = [
            ("works", found.works),
            ("works only cited", found.outside_works),
            ("persons", found.persons),
            ("debates", found.debates),
            ("positions", found.positions),
            ("claims", found.claims),
            ("events", found.events),
            ("stances", found.stances),
            ("assertions", found.assertions),
            ("denials", found.denials),
            ("responses", found.responses),
            ("responses between claims", found.claim_relations),
            ("cases", found.cases),
            ("citations", found.citations),
            ("citations inside the corpus", found.citations_inside),
        ];
        let mut rows: Vec<(String, usize)> = counts.map(|(what, count)| (what.to_owned(), count)).to_vec();
        if found.versions > 0 {
            rows.push(("versions of other works".to_owned(), found.versions));
        }
        rows.extend(found.years.iter().map(|year| (format!("works of {}", year.year), year.works)));
        rows.extend(found.relations.iter().map(|(name, count)| (format!("relation {name}"), *count)));
        rows.extend(
            found.works_by_position.iter().map(|(key, count)| (format!("works of position {key}"), *count)),
        );
        table.rows = rows.into_iter().map(|(what, count)| vec![what, count.to_string()]).collect();
        let silent = found.works - found.works_stating_citations.min(found.works);
        if silent > 0 {
            table.notes.push(format!(
                "{} {} what {}, which is not to cite nothing",
                counted(silent, "work"),
                if silent == 1 { "does not state" } else { "do not state" },
                if silent == 1 { "it cites" } else { "they cite" },
            ));
        }
        if found.works_without_year > 0 {
            table.notes.push(format!("{} without a year", counted(found.works_without_year, "work")));
        }
        if found.works_without_position > 0 && found.positions > 0 {
            table.notes.push(format!("{} without a position", counted(found.works_without_position, "work")));
        }
        for file in &found.files {
            table.notes.push(format!(
                "{}: {} = {} + {} + {} + {} rejected",
                file.file,
                if file.entries == 1 { "1 entry".to_owned() } else { format!("{} entries", file.entries) },
                counted(file.works, "work"),
                counted(file.overlays, "overlay"),
                counted(file.declarations, "declaration"),
                file.rejected,
            ));
        }
        output::print(self.format, &found, &table)?;
        Ok(session.outcome())
    }

    fn print_completeness(&self, found: &Completeness) -> Result<()> {
        let mut table = Table::new(&["work", "references", "count", "record says", "label", "place"]);
        for work in &found.works {
            let name =
                if matches!(self.format, Format::Table) { as_word(&work.work) } else { work.work.clone() };
            table.rows.push(vec![
                name,
                work.known.name().to_owned(),
                work.references.to_string(),
                work.stated.map_or_else(String::new, |count| count.to_string()),
                work.label.clone(),
                work.at.clone(),
            ]);
        }
        table.notes.push(format!(
            "{}: references of {} read, {} with none, {} of which nothing is known: not to be taken for works without any",
            counted(found.works.len(), "work"),
            found.read,
            found.none,
            found.unknown,
        ));
        output::print(self.format, found, &table)
    }
}
