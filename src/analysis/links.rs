//! How the cited references of a corpus were matched to works, for somebody who has to trust it.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::export_advice::{advice, sentence, silent_files};
use crate::diagnostic::{FileId, Span};
use crate::link::{Names, as_word};
use crate::model::identifier::doi;
use crate::model::{
    Citation, Corpus, Correction, LinkRule, LinkScore, Presence, Reference as CitedReference,
    ReferenceOutcome, WorkId,
};

/// A reference that was linked, and on what grounds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkFinding {
    /// The citing work, as a correction file names it: by its key, if no other has it.
    pub from: String,
    /// The cited work, as a correction file names it.
    pub to: String,
    /// The rule that linked them.
    pub rule: &'static str,
    /// How much agrees, from 0 to 100.
    pub score: u8,
    /// How the years of the two lie.
    pub order: LinkOrder,
    /// The reference as written.
    pub text: String,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The line of the correction file that says so, where one does: `corrections.txt:3`.
    pub correction: Option<String>,
}

/// How the year of a cited work lies to that of the work that cites it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkOrder {
    /// It is older.
    Backward,
    /// It is of the same year.
    SameYear,
    /// It is younger: an article cited before it was printed, or a mistake.
    Forward,
    /// One of the years is not known.
    Unknown,
}

impl LinkOrder {
    /// The word for it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Backward => "backward",
            Self::SameYear => "same year",
            Self::Forward => "forward",
            Self::Unknown => "unknown",
        }
    }
}

/// A work that is cited, but not in the files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnresolvedFinding {
    /// What it is mostly cited as.
    pub name: String,
    /// How many references mean it.
    pub references: usize,
    /// Its year, where references give one.
    pub year: Option<i32>,
    /// Its DOI, where a reference gives one.
    pub doi: Option<String>,
    /// The file of the first of them.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
}

/// The links of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RuleCount {
    /// The rule.
    pub rule: &'static str,
    /// How many references it linked.
    pub references: usize,
}

/// A line of a correction file that was carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionFinding {
    /// The line.
    pub text: String,
    /// How many records, references or citations are other than they would have been.
    pub changed: usize,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
}

/// What one file has of references.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileReferences {
    /// The file.
    pub file: String,
    /// Its works.
    pub works: usize,
    /// Its works that state what they cite, as a list or by keys.
    pub stating_works: usize,
    /// Its references.
    pub references: usize,
}

/// What became of the references of a corpus. Matched, ambiguous, unresolved and ignored ones are all of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinkAudit {
    /// References in lists.
    pub references: usize,
    /// Those that mean a work of the files.
    pub matched: usize,
    /// Those that may mean several; they are linked to none.
    pub ambiguous: usize,
    /// Those that mean a work that is not in the files.
    pub unresolved: usize,
    /// Those that say too little to mean any.
    pub ignored: usize,
    /// Citations that are in no list, but stated by a key or number, or by a correction, of works of the files.
    pub by_key: usize,
    /// The same of works that are not in the files.
    pub by_key_outside: usize,
    /// The matched ones by rule, surest rule first.
    pub rules: Vec<RuleCount>,
    /// Pairs of works that they join.
    pub pairs: usize,
    /// Works of the files that another one cites.
    pub cited_works: usize,
    /// Links between works of the same year.
    pub same_year: usize,
    /// Links to a younger work.
    pub forward: usize,
    /// Share of the references in lists that give a year, from 0 to 1; none where there are no lists.
    pub year_share: Option<f64>,
    /// Share of the references in lists that give a DOI.
    pub doi_share: Option<f64>,
    /// Works that are cited but not in the files.
    pub outside_works: usize,
    /// Those of them that most references mean, first.
    pub most_cited_unresolved: Vec<UnresolvedFinding>,
    /// The lines of the correction file that were carried out.
    pub corrections: Vec<CorrectionFinding>,
    /// The files.
    pub files: Vec<FileReferences>,
    /// What looks wrong, in sentences.
    pub warnings: Vec<String>,
}

/// The references that were linked to works of the files, in the order of the files.
///
/// # Complexity
/// Linear in the references and citations, but for sorting.
#[must_use]
pub fn links(corpus: &Corpus) -> Vec<LinkFinding> {
    let names = Names::new(corpus);
    let of_lists = corpus.references().iter().filter_map(|reference| match reference.outcome {
        ReferenceOutcome::Linked { to, rule, score } => {
            Some((reference.from, to, reference.span, rule, score))
        }
        _ => None,
    });
    let inside = |citation: &&Citation| corpus.work(citation.to).presence == Presence::Listed;
    let by_key = stated_by_key(corpus).filter(inside).map(|citation| {
        (citation.from, citation.to, citation.span, rule_of(corpus, citation), LinkScore::FULL)
    });
    let mut linked: Vec<_> = of_lists.chain(by_key).collect();
    linked.sort_by_key(|(_, _, span, ..)| (span.file, span.start));
    linked
        .into_iter()
        .map(|(from, to, span, rule, score)| {
            let (file, place) = corpus.locate(span);
            LinkFinding {
                from: names.of(from),
                to: names.of(to),
                rule: rule.name(),
                score: score.percent(),
                order: order(corpus, from, to),
                text: on_one_line(corpus.text(span)),
                file: file.name().to_owned(),
                line: place.line,
                correction: corpus.correction_of(span).map(|line| at(corpus, line)),
            }
        })
        .collect()
}

/// The citations that are in no list: stated by key, or by a line of the correction file. What a list says too is stated
/// once.
pub(super) fn stated_by_key(corpus: &Corpus) -> impl Iterator<Item = &Citation> {
    let linked: FxHashSet<(WorkId, WorkId)> = corpus
        .references()
        .iter()
        .filter_map(|reference| match reference.outcome {
            ReferenceOutcome::Linked { to, .. } => Some((reference.from, to)),
            _ => None,
        })
        .collect();
    corpus.citations().iter().filter(move |citation| {
        corpus.reference_at(citation.span).is_none() && !linked.contains(&(citation.from, citation.to))
    })
}

/// Why a citation that is in no list means its work.
pub(super) fn rule_of(corpus: &Corpus, citation: &Citation) -> LinkRule {
    if citation.span.file.0 as usize >= corpus.file_counts().len() {
        return LinkRule::Correction;
    }
    let (text, work) = (corpus.text(citation.span).trim(), corpus.work(citation.to));
    if text == &*work.key || work.presence == Presence::Outside {
        return LinkRule::Key;
    }
    match doi(text) {
        Some(doi) if work.doi.as_deref() == Some(&*doi) => LinkRule::Doi,
        _ if crate::link::is_identifier(text) && !text.ends_with(&*work.key) => LinkRule::Identifier,
        _ => LinkRule::Key,
    }
}

/// `a.bib:12`
pub(super) fn at(corpus: &Corpus, span: Span) -> String {
    let (file, place) = corpus.locate(span);
    format!("{}:{}", file.name(), place.line)
}

/// A record that was taken for another description of a work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergeFinding {
    /// The first record, which stands for the work, as a correction file names it: by its key, if no other has it.
    pub kept: String,
    /// The other record, as a correction file names it.
    pub merged: String,
    /// Why they are one: `doi`, `id`, `title` or `correction`.
    pub rule: &'static str,
    /// The title, as the first record has it.
    pub title: String,
    /// Where the first record stands.
    pub kept_at: String,
    /// Where the other record stands.
    pub merged_at: String,
    /// The line of the correction file that says so, where one does.
    pub correction: Option<String>,
    /// The line of a correction file that undoes it.
    pub undo: String,
}

/// The records that were taken for other descriptions of works, in the order of the works.
///
/// # Complexity
/// Linear in the records, but for sorting.
#[must_use]
pub fn merges(corpus: &Corpus) -> Vec<MergeFinding> {
    let mut all: Vec<_> = corpus.merges().iter().collect();
    all.sort_by_key(|merge| (merge.kept, merge.span));
    all.into_iter()
        .map(|merge| {
            let [kept, merged] = merge.names.clone().map(String::from);
            let undo = match merge.correction {
                Some(line) => format!("# take out {}", at(corpus, line)),
                None => format!("keep-apart {} {}", as_word(&kept), as_word(&merged)),
            };
            MergeFinding {
                undo,
                kept,
                merged,
                rule: merge.rule.name(),
                title: corpus.title(merge.kept).unwrap_or_default().into_owned(),
                kept_at: at(corpus, corpus.work(merge.kept).span),
                merged_at: at(corpus, merge.span),
                correction: merge.correction.map(|line| at(corpus, line)),
            }
        })
        .collect()
}

/// A reference as written, on one line.
#[must_use]
pub(super) fn written(corpus: &Corpus, reference: &CitedReference) -> String {
    on_one_line(corpus.text(reference.span))
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn order(corpus: &Corpus, from: WorkId, to: WorkId) -> LinkOrder {
    match (corpus.work(from).year(), corpus.work(to).year()) {
        (Some(citing), Some(cited)) => match cited.cmp(&citing) {
            std::cmp::Ordering::Less => LinkOrder::Backward,
            std::cmp::Ordering::Equal => LinkOrder::SameYear,
            std::cmp::Ordering::Greater => LinkOrder::Forward,
        },
        _ => LinkOrder::Unknown,
    }
}

/// What became of the references of a corpus, with the `most` unresolved works that most references mean.
///
/// # Complexity
/// Linear in the references, but for the sorting of the works that they mean.
#[must_use]
pub fn link_audit(corpus: &Corpus, most: usize) -> LinkAudit {
    let references = corpus.references();
    let mut counts: BTreeMap<LinkRule, usize> = BTreeMap::new();
    let (mut ambiguous, mut ignored) = (0, 0);
    let mut pairs: Vec<(WorkId, WorkId)> = Vec::new();
    let mut meant = vec![0_usize; corpus.works().len()];
    for reference in references {
        match reference.outcome {
            ReferenceOutcome::Linked { to, rule, .. } => {
                *counts.entry(rule).or_default() += 1;
                pairs.push((reference.from, to));
            }
            ReferenceOutcome::Ambiguous { .. } => ambiguous += 1,
            ReferenceOutcome::Unresolved { to } => meant[to.index()] += 1,
            ReferenceOutcome::Ignored => ignored += 1,
        }
    }
    let lists = references.len();
    let matched = pairs.len();
    let (mut by_key, mut by_key_outside) = (0, 0);
    for citation in stated_by_key(corpus) {
        if corpus.work(citation.to).presence == Presence::Listed {
            by_key += 1;
            pairs.push((citation.from, citation.to));
        } else {
            by_key_outside += 1;
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|(from, to)| from != to);
    let orders = |wanted: LinkOrder| pairs.iter().filter(|&&(a, b)| order(corpus, a, b) == wanted).count();
    let mut cited: Vec<WorkId> = pairs.iter().map(|(_, to)| *to).collect();
    cited.sort_unstable();
    cited.dedup();
    let described = crate::link::described(corpus);
    let share = |part: usize| (lists > 0).then(|| rounded(part, lists));
    let files = files(corpus);
    let mut unresolved: Vec<WorkId> = corpus.work_ids().filter(|work| meant[work.index()] > 0).collect();
    let outside_works = unresolved.len();
    unresolved.sort_by_key(|work| (std::cmp::Reverse(meant[work.index()]), *work));
    unresolved.truncate(most);
    let mut audit = LinkAudit {
        references: lists,
        matched,
        ambiguous,
        unresolved: lists - matched - ambiguous - ignored,
        ignored,
        by_key,
        by_key_outside,
        rules: LinkRule::ALL
            .iter()
            .map(|rule| RuleCount { rule: rule.name(), references: counts.get(rule).copied().unwrap_or(0) })
            .collect(),
        same_year: orders(LinkOrder::SameYear),
        forward: orders(LinkOrder::Forward),
        pairs: pairs.len(),
        cited_works: cited.len(),
        year_share: share(described.with_year),
        doi_share: share(described.with_doi),
        outside_works,
        most_cited_unresolved: unresolved
            .into_iter()
            .map(|id| {
                let work = corpus.work(id);
                let (file, place) = corpus.locate(work.span);
                UnresolvedFinding {
                    name: work.key.to_string(),
                    references: meant[id.index()],
                    year: work.year(),
                    doi: work.doi.as_deref().map(str::to_owned),
                    file: file.name().to_owned(),
                    line: place.line,
                }
            })
            .collect(),
        corrections: corpus.corrections().iter().map(|made| correction(corpus, made)).collect(),
        files,
        warnings: Vec::new(),
    };
    audit.warnings = warnings(corpus, &audit);
    audit
}

fn correction(corpus: &Corpus, made: &Correction) -> CorrectionFinding {
    let (file, place) = corpus.locate(made.span);
    let text = on_one_line(corpus.text(made.span));
    CorrectionFinding { text, changed: made.changed, file: file.name().to_owned(), line: place.line }
}

fn rounded(part: usize, whole: usize) -> f64 {
    (part as f64 / whole as f64 * 1000.0).round() / 1000.0
}

fn files(corpus: &Corpus) -> Vec<FileReferences> {
    let mut found: Vec<FileReferences> = corpus
        .sources()
        .iter()
        .zip(corpus.file_counts())
        .map(|(source, _)| FileReferences {
            file: source.name().to_owned(),
            works: 0,
            stating_works: 0,
            references: 0,
        })
        .collect();
    let of = |file: FileId| file.0 as usize;
    for work in corpus.works().iter().filter(|work| work.presence == Presence::Listed) {
        found[of(work.span.file)].works += 1;
    }
    for reference in corpus.references() {
        found[of(reference.span.file)].references += 1;
    }
    for citation in stated_by_key(corpus) {
        if let Some(file) = found.get_mut(of(citation.span.file)) {
            file.references += 1;
        }
    }
    let mut stating: Vec<WorkId> = corpus.citations().iter().map(|citation| citation.from).collect();
    stating.extend(corpus.references().iter().map(|reference| reference.from));
    stating.sort_unstable();
    stating.dedup();
    for work in stating {
        found[of(corpus.work(work).span.file)].stating_works += 1;
    }
    found
}

/// From how many works and references on a corpus without links is suspicious.
const MANY: (usize, usize) = (20, 200);
/// The share of matched references below which a corpus of that size links suspiciously little.
const LITTLE: f64 = 0.002;

fn warnings(corpus: &Corpus, audit: &LinkAudit) -> Vec<String> {
    let mut warnings = Vec::new();
    let works: usize = audit.files.iter().map(|file| file.works).sum();
    if works >= MANY.0 && audit.references >= MANY.1 && rounded(audit.matched, audit.references) < LITTLE {
        warnings.push(format!(
            "only {} of {} references mean a work of these files, which is suspiciously little: are the files of one \
             topic, and are volumes, pages and DOIs exported?",
            audit.matched, audit.references
        ));
    }
    for (file, works) in silent_files(corpus) {
        let source = &corpus.sources()[file.0 as usize];
        warnings.push(sentence(source.name(), works, advice(source.text()).unwrap_or(OWN)));
    }
    warnings
}

/// What to do about a library of one's own.
const OWN: &str = "write cites = {KEY, KEY} into entries, or export from a database with cited references";
