//! `link`: which works the cited references mean, and how sure that is.

use anyhow::Result;
use clap::Args;
use dissensus::analysis::{LinkAudit, LinkOrder, link_audit, links, merges};
use dissensus::link::as_word;
use dissensus::model::Corpus;
use serde_json::json;

use super::check::counted;
use super::output::{self, Table};
use super::session::Session;
use super::{Format, InputArguments, Outcome};

/// List the references that mean a work of the files, or tell what became of all of them
///
/// Databases export what a work cites as a list of strings. Every command links them; this one shows each link
/// with the rule and the score it was made by, and the line of the file.
///
/// Example: dissensus link --audit savedrecs.bib
#[derive(Debug, Args)]
#[command(after_help = CORRECTIONS)]
pub(super) struct Link {
    #[command(flatten)]
    input: InputArguments,
    /// Count matched, ambiguous, unresolved and ignored references, and list the unresolved works that are cited most
    #[arg(long)]
    audit: bool,
    /// List the records that were taken for another description of a work, and why
    #[arg(long, conflicts_with = "audit")]
    merges: bool,
    /// How many unresolved works the audit lists
    #[arg(long, value_name = "N", default_value_t = 20, requires = "audit")]
    top: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// Why there is nothing to link.
const NO_LISTS: &str =
    "no work has a list of cited references, as exports of Web of Science, Scopus or Crossref have";

/// The grammar of a correction file.
const CORRECTIONS: &str = "\
Corrections win over every rule. --corrections FILE names the file, or `corrections = \"FILE\"` in
dissensus.toml, for the files that it lists. Each line is one of
  merge WORK WORK              the two are one work
  keep-apart WORK WORK         the two are not one work; --merges prints this line for each merge
  link WORK \"REFERENCE\" WORK   this reference of the first work means the other one
  link WORK WORK               the first work cites the other one, though no reference says so
  unlink WORK WORK             no reference of the first work means the other one
  unlink WORK \"REFERENCE\"      this reference means no work of the files
or a comment after #. A WORK is a key, a DOI, a number with its database (pmid:12734659,
arXiv:1711.05590, WOS:…, isbn:…) or the place of its record (savedrecs.bib:12), as `link` prints
it; in merge also what --audit lists as cited, in its quotation marks. A REFERENCE is copied from
`link` or from the file; a \" in it is written twice. `check` tells lines that name what is not
there, contradict one another or change nothing.";

impl Link {
    pub(super) fn run(&self) -> Result<Outcome> {
        let session = Session::open(&self.input)?.reported();
        let corpus = &session.corpus;
        if self.merges {
            self.print_merges(corpus)?;
        } else if self.audit {
            self.print_audit(&link_audit(corpus, self.top))?;
        } else {
            let found = links(corpus);
            let mut table = Table::new(&["from", "to", "rule", "score", "years", "place", "reference"]);
            for link in &found {
                table.rows.push(vec![
                    self.name(&link.from),
                    self.name(&link.to),
                    link.correction
                        .as_ref()
                        .map_or_else(|| link.rule.to_owned(), |at| format!("{} {at}", link.rule)),
                    link.score.to_string(),
                    if link.order == LinkOrder::Backward {
                        String::new()
                    } else {
                        link.order.name().to_owned()
                    },
                    format!("{}:{}", link.file, link.line),
                    link.text.clone(),
                ]);
            }
            if found.is_empty() {
                table.notes.push(if corpus.references().is_empty() {
                    NO_LISTS.to_owned()
                } else {
                    "no reference means a work of these files".to_owned()
                });
                table.notes.extend(link_audit(corpus, 0).warnings);
            }
            output::print(self.format, &json!({ "links": found }), &table)?;
        }
        Ok(session.outcome())
    }

    /// A name as a correction file has it, where somebody may copy it.
    fn name(&self, name: &str) -> String {
        if matches!(self.format, Format::Table) { as_word(name) } else { name.to_owned() }
    }

    fn print_merges(&self, corpus: &Corpus) -> Result<()> {
        let found = merges(corpus);
        let mut table = Table::new(&["work", "also", "rule", "at", "also at", "title", "undo"]);
        for merge in &found {
            table.rows.push(vec![
                self.name(&merge.kept),
                self.name(&merge.merged),
                merge.rule.to_owned(),
                merge.kept_at.clone(),
                merge.merged_at.clone(),
                merge.title.clone(),
                merge.undo.clone(),
            ]);
        }
        if found.is_empty() {
            table.notes.push("no work is described by several records".to_owned());
        }
        output::print(self.format, &json!({ "merges": found }), &table)
    }

    fn print_audit(&self, audit: &LinkAudit) -> Result<()> {
        let mut table = Table::new(&["what", "references", "of all"]);
        if audit.references + audit.by_key + audit.by_key_outside == 0 {
            table.notes.push(NO_LISTS.to_owned());
            table.notes.extend(audit.warnings.iter().map(|warning| format!("WARNING: {warning}")));
            return output::print(self.format, audit, &table);
        }
        let share = |count: usize| match audit.references {
            0 => String::new(),
            all => format!("{:.1} %", count as f64 * 100.0 / all as f64),
        };
        let mut row = |what: &str, count: usize| {
            table.rows.push(vec![what.to_owned(), count.to_string(), share(count)]);
        };
        row("in lists", audit.references);
        row("matched to a work of the files", audit.matched);
        for rule in audit.rules.iter().filter(|rule| rule.references > 0) {
            row(&format!("  by {}", rule.rule), rule.references);
        }
        row("ambiguous, linked to none", audit.ambiguous);
        row("unresolved: works not in the files", audit.unresolved);
        row("ignored: too little to mean a work", audit.ignored);
        for (what, count) in [
            ("stated by key: works of the files", audit.by_key),
            ("stated by key: works not in the files", audit.by_key_outside),
        ] {
            if count > 0 {
                table.rows.push(vec![what.to_owned(), count.to_string(), String::new()]);
            }
        }
        for (what, part) in [("with a year", audit.year_share), ("with a DOI", audit.doi_share)] {
            if let Some(part) = part {
                table.rows.push(vec![what.to_owned(), String::new(), format!("{:.1} %", part * 100.0)]);
            }
        }
        for made in &audit.corrections {
            table
                .notes
                .push(format!("{}:{}: {} ({} changed)", made.file, made.line, made.text, made.changed));
        }
        for file in &audit.files {
            table.notes.push(format!(
                "{}: {} of {} {}, {}",
                file.file,
                file.stating_works,
                counted(file.works, "work"),
                if file.works == 1 { "states what it cites" } else { "state what they cite" },
                counted(file.references, "reference"),
            ));
        }
        if audit.pairs > 0 {
            table.notes.push(format!(
                "{} of works joined, {} cited within the files; {} of the same year, {} to a younger work",
                counted(audit.pairs, "pair"),
                counted(audit.cited_works, "work"),
                audit.same_year,
                audit.forward,
            ));
        }
        table.notes.extend(audit.warnings.iter().map(|warning| format!("WARNING: {warning}")));
        if matches!(self.format, Format::Csv) {
            return output::print(self.format, audit, &unresolved(audit, self.format));
        }
        output::print(self.format, audit, &table)?;
        if matches!(self.format, Format::Table) && !audit.most_cited_unresolved.is_empty() {
            output::print_blank_line()?;
            output::print(self.format, audit, &unresolved(audit, self.format))?;
        }
        Ok(())
    }
}

/// The works that are cited most but not in the files.
fn unresolved(audit: &LinkAudit, format: Format) -> Table {
    let mut table = Table::new(&["cited, not in the files", "references", "doi", "first at"]);
    for work in &audit.most_cited_unresolved {
        table.rows.push(vec![
            if matches!(format, Format::Table) { as_word(&work.name) } else { work.name.clone() },
            work.references.to_string(),
            work.doi.clone().unwrap_or_default(),
            format!("{}:{}", work.file, work.line),
        ]);
    }
    let more = audit.outside_works.saturating_sub(audit.most_cited_unresolved.len());
    if more > 0 {
        table.notes.push(format!("and {more} more; list them with --top {}", audit.outside_works));
    }
    table
}
