//! What the user decided over the rules: lines of a correction file, and what is wrong with them.
//!
//! Records are merged and kept apart in [`super::merging`], works that are only cited in [`super::outside`]; what
//! references mean is decided here. Every line that changes nothing, or cannot be carried out, is told.

mod grammar;

use rustc_hash::FxHashMap;

use self::grammar::{Line, Word, lines, on_one_line};
use super::Sought;
use super::cascade::Found;
use super::naming::{Named, Names, place};
use crate::diagnostic::{Diagnostic, FileId, Rule, Span};
use crate::model::nearest;
use crate::model::{Citation, Corpus, Correction, CorrectionKind, LinkRule, LinkScore, WorkId};

pub use self::grammar::as_word;

/// How much of a reference that a line gives must be in another for that one to be meant, perhaps.
const ALIKE: f64 = 0.6;

/// The place of a line among those of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LineNumber(usize);

/// The corrections of a run, and what became of them.
#[derive(Debug, Default)]
pub(super) struct Corrections {
    lines: Vec<Line>,
    /// By line: how much it changed, and the works it is about; None if it was not carried out.
    done: Vec<Option<(usize, Vec<WorkId>)>>,
    /// Records that are one or two works, in the order of the lines.
    pub(super) records: Vec<OfRecords>,
    /// Works that are only cited, which are known when all references are.
    pub(super) outside: Vec<OfOutside>,
    references: Vec<OfReferences>,
    corrected: Vec<(Span, Span)>,
    diagnostics: Vec<Diagnostic>,
}

/// A line about records.
#[derive(Debug)]
pub(super) struct OfRecords {
    pub(super) line: LineNumber,
    pub(super) kind: CorrectionKind,
    /// The records of each of the two works.
    pub(super) sides: [Vec<WorkId>; 2],
}

/// A line that merges works of which at least one has no record.
#[derive(Debug)]
pub(super) struct OfOutside {
    pub(super) line: LineNumber,
    pub(super) ends: [End; 2],
}

/// A work that is cited.
#[derive(Clone, Debug)]
pub(super) enum End {
    /// One that is known before any reference is read.
    Work(WorkId),
    /// One that is known by the name that its references give it.
    Name(String, Span),
}

/// A line about the references of a work.
#[derive(Debug)]
struct OfReferences {
    line: LineNumber,
    kind: CorrectionKind,
    /// The records of the citing work.
    from: Vec<WorkId>,
    /// The reference as written, on one line; None for all.
    text: Option<String>,
    /// The records of the cited work; none where a reference is to mean none of the files' works.
    to: Vec<WorkId>,
    /// How many references have that text.
    met: usize,
}

impl Corrections {
    /// The corrections that a file asks for.
    pub(super) fn read(corpus: &Corpus, file: FileId) -> Self {
        let mut this = Self::default();
        let text = corpus.sources()[file.0 as usize].text();
        this.lines = lines(file, text, &mut this.diagnostics);
        this.done = vec![None; this.lines.len()];
        if this.lines.is_empty() {
            return this;
        }
        let names = Names::new(corpus);
        let mut said: FxHashMap<(CorrectionKind, Vec<String>), LineNumber> = FxHashMap::default();
        for number in (0..this.lines.len()).map(LineNumber) {
            let line = this.lines[number.0].clone();
            let mut words: Vec<String> = line.words.iter().map(|word| word.text.clone()).collect();
            if matches!(line.kind, CorrectionKind::Merge | CorrectionKind::KeepApart) {
                words.sort();
            }
            if let Some(&first) = said.get(&(line.kind, words.clone())) {
                let message = format!("this stands already on line {}", this.number_of(corpus, first));
                this.tell(Rule::NeedlessCorrection, line.span, message, "take one of the two out");
                continue;
            }
            said.insert((line.kind, words), number);
            this.take(corpus, &names, number, &line);
        }
        this
    }

    /// Whether there is nothing to correct.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Takes a line in, as far as its words name works.
    fn take(&mut self, corpus: &Corpus, names: &Names<'_>, line: LineNumber, said: &Line) -> Option<()> {
        let kind = said.kind;
        match (kind, said.words.as_slice()) {
            (CorrectionKind::Merge | CorrectionKind::KeepApart, [a, b]) => {
                // What is only cited is called by what it is cited as, and known later.
                let is_name = |word: &Word| {
                    kind == CorrectionKind::Merge
                        && word.text.contains(' ')
                        && names.works(&word.text) == Named::Nothing
                };
                if is_name(a) || is_name(b) {
                    let mut end = |word: &Word| {
                        if is_name(word) {
                            return Some(End::Name(word.text.clone(), word.span));
                        }
                        Some(End::Work(*self.works(corpus, names, word)?.first()?))
                    };
                    let ends = [end(a)?, end(b)?];
                    self.outside.push(OfOutside { line, ends });
                } else {
                    let sides = [self.works(corpus, names, a)?, self.works(corpus, names, b)?];
                    if sides[0].iter().any(|work| sides[1].contains(work)) {
                        let message = format!("`{}` and `{}` are one record", a.text, b.text);
                        self.tell(Rule::BadCorrection, said.span, message, "name two of them");
                        return None;
                    }
                    self.records.push(OfRecords { line, kind, sides });
                }
            }
            (CorrectionKind::Link, [from, text, to]) => {
                let from = self.works(corpus, names, from)?;
                let to = self.works(corpus, names, to)?;
                let text = Some(text.text.clone());
                self.references.push(OfReferences { line, kind, from, text, to, met: 0 });
            }
            (CorrectionKind::Link | CorrectionKind::Unlink, [from, to]) => {
                let from = self.works(corpus, names, from)?;
                let is_reference = kind == CorrectionKind::Unlink
                    && to.text.contains(' ')
                    && names.works(&to.text) == Named::Nothing;
                let (text, to) = if is_reference {
                    (Some(to.text.clone()), Vec::new())
                } else {
                    (None, self.works(corpus, names, to)?)
                };
                self.references.push(OfReferences { line, kind, from, text, to, met: 0 });
            }
            _ => {}
        }
        Some(())
    }

    /// The records that a word means; what means none, or one of several, is told.
    fn works(&mut self, corpus: &Corpus, names: &Names<'_>, word: &Word) -> Option<Vec<WorkId>> {
        match names.works(&word.text) {
            Named::Works(works) => Some(works),
            Named::Several(works) => {
                let message = format!("{} records have the key `{}`", works.len(), word.text);
                let places = works.iter().take(4).map(|&work| place(corpus, corpus.work(work).span));
                let hint = format!("name one by its place: {}", places.collect::<Vec<_>>().join(" or "));
                self.tell(Rule::StaleCorrection, word.span, message, &hint);
                None
            }
            Named::Nothing => {
                let message = format!("no work is called `{}`", word.text);
                let hint = match nearest(&word.text, names.keys()).first() {
                    Some(near) => format!("did you mean {}?", as_word(near)),
                    None => "write a key, a DOI, or the place of a record (savedrecs.bib:12), as `dissensus link` \
                             and `link --merges` print them"
                        .to_owned(),
                };
                self.tell(Rule::StaleCorrection, word.span, message, &hint);
                None
            }
        }
    }

    pub(super) fn tell(&mut self, rule: Rule, span: Span, message: String, hint: &str) {
        self.diagnostics.push(Diagnostic::new(rule, span, message).with_hint(hint));
    }

    /// A line as the file counts them.
    pub(super) fn number_of(&self, corpus: &Corpus, line: LineNumber) -> u32 {
        corpus.locate(self.span(line)).1.line
    }

    pub(super) fn span(&self, line: LineNumber) -> Span {
        self.lines[line.0].span
    }

    /// Keeps a note of what a line changed, and of the works it is about.
    pub(super) fn carried_out(&mut self, line: LineNumber, changed: usize, works: Vec<WorkId>) {
        self.done[line.0] = Some((changed, works));
    }

    /// Keeps a note that a line decided what a reference means.
    pub(super) fn decided(&mut self, line: LineNumber, reference: Span) {
        let span = self.span(line);
        self.corrected.push((reference, span));
    }

    /// That a line contradicts an earlier one, which stands.
    pub(super) fn contradicts(&mut self, corpus: &Corpus, line: LineNumber, earlier: LineNumber) {
        let message = format!(
            "this contradicts line {}: {}",
            self.number_of(corpus, earlier),
            on_one_line(corpus.text(self.span(earlier)))
        );
        let hint = "take one of the two out; the earlier one was followed";
        self.tell(Rule::ContradictoryCorrection, self.span(line), message, hint);
    }

    /// Follows works to where they are now.
    pub(super) fn moved(&mut self, place: &[WorkId]) {
        let follow = |works: &mut Vec<WorkId>| {
            works.iter_mut().for_each(|work| *work = place[work.index()]);
            works.sort();
            works.dedup();
        };
        for line in &mut self.references {
            follow(&mut line.from);
            follow(&mut line.to);
        }
        for (_, works) in self.done.iter_mut().flatten() {
            follow(works);
        }
        for end in self.outside.iter_mut().flat_map(|line| &mut line.ends) {
            if let End::Work(work) = end {
                *work = place[work.index()];
            }
        }
    }

    /// Lets references mean what the file says.
    pub(super) fn correct(&mut self, corpus: &Corpus, sought: &mut [Sought]) {
        self.leave_out_contradictions(corpus);
        let mut of_work: FxHashMap<WorkId, Vec<usize>> = FxHashMap::default();
        for (at, line) in self.references.iter().enumerate() {
            for &from in &line.from {
                of_work.entry(from).or_default().push(at);
            }
        }
        if of_work.is_empty() {
            return;
        }
        let mut changed = vec![0_usize; self.references.len()];
        for one in sought.iter_mut() {
            let Some(lines) = of_work.get(&one.from) else { continue };
            let text = on_one_line(corpus.text(one.span));
            for &at in lines {
                let line = &mut self.references[at];
                let is_meant = match (&line.text, line.kind) {
                    (Some(wanted), _) => *wanted == text,
                    (None, CorrectionKind::Unlink) => is_linked(one.found, &line.to),
                    (None, _) => false,
                };
                if !is_meant {
                    continue;
                }
                line.met += 1;
                let found = match (line.kind, line.to.first()) {
                    (CorrectionKind::Link, Some(&to)) if !is_linked(one.found, &line.to) => {
                        Found::Linked(to, LinkRule::Correction, LinkScore::FULL)
                    }
                    (CorrectionKind::Unlink, _)
                        if matches!(one.found, Found::Linked(..) | Found::Ambiguous(_)) =>
                    {
                        Found::Unresolved
                    }
                    _ => continue,
                };
                one.found = found;
                changed[at] += 1;
                let line = line.line;
                self.decided(line, one.span);
            }
        }
        for (at, changed) in changed.into_iter().enumerate() {
            let OfReferences { line, ref from, ref to, .. } = self.references[at];
            let works = from.iter().chain(to).copied().collect();
            self.carried_out(line, changed, works);
            self.tell_missing_reference(corpus, sought, at);
        }
    }

    /// That no reference of a work has the text that a line gives.
    fn tell_missing_reference(&mut self, corpus: &Corpus, sought: &[Sought], at: usize) {
        let OfReferences { line, ref from, ref text, met, .. } = self.references[at];
        let Some(text) = text.as_ref().filter(|_| met == 0) else { return };
        let own = || sought.iter().filter(|one| from.contains(&one.from));
        let texts = own().map(|one| on_one_line(corpus.text(one.span)));
        let alike = texts.map(|own| (strsim::normalized_levenshtein(text, &own), own));
        let most = alike.filter(|(share, _)| *share >= ALIKE).max_by(|a, b| a.0.total_cmp(&b.0));
        let hint = match most {
            Some((_, near)) => format!("did you mean {}?", as_word(&near)),
            None if own().next().is_none() => "it has no list of references".to_owned(),
            None => "copy the reference from `dissensus link` or `explain`, or from the file".to_owned(),
        };
        let word = self.lines[line.0].words.get(1).map_or(self.span(line), |word| word.span);
        let message = format!("`{}` has no such reference", self.lines[line.0].words[0].text);
        self.done[line.0] = None;
        self.tell(Rule::StaleCorrection, word, message, &hint);
    }

    /// Takes lines out that say of a reference what an earlier one denies.
    fn leave_out_contradictions(&mut self, corpus: &Corpus) {
        let mut kept: Vec<OfReferences> = Vec::with_capacity(self.references.len());
        let mut told: FxHashMap<WorkId, Vec<usize>> = FxHashMap::default();
        for line in std::mem::take(&mut self.references) {
            let earlier = line.from.iter().flat_map(|from| told.get(from).into_iter().flatten());
            let opposed = earlier.map(|&at| &kept[at]).find(|other| {
                let same_text = line.text.is_some() && line.text == other.text;
                let same_work = line.to.iter().any(|to| other.to.contains(to));
                let two_works = line.kind == CorrectionKind::Link && !same_work;
                (same_text || same_work) && (line.kind != other.kind || two_works)
            });
            if let Some(other) = opposed {
                let earlier = other.line;
                self.contradicts(corpus, line.line, earlier);
                continue;
            }
            for &from in &line.from {
                told.entry(from).or_default().push(kept.len());
            }
            kept.push(line);
        }
        self.references = kept;
    }

    /// Adds the citations that no reference states, and takes out those that are none.
    pub(super) fn correct_citations(&mut self, corpus: &mut Corpus) {
        for at in 0..self.references.len() {
            let OfReferences { line, kind, ref from, ref text, ref to, .. } = self.references[at];
            let (Some(&from), Some(&to), None) = (from.first(), to.first(), text) else { continue };
            let is_this = |citation: &Citation| (citation.from, citation.to) == (from, to);
            let before = corpus.citations.len();
            match kind {
                CorrectionKind::Unlink => corpus.citations.retain(|citation| !is_this(citation)),
                _ if corpus.citations.iter().any(is_this) || from == to => {}
                _ => corpus.citations.push(Citation { from, to, span: self.span(line) }),
            }
            let changed = corpus.citations.len().abs_diff(before);
            if let Some((count, _)) = &mut self.done[line.0] {
                *count += changed;
            }
        }
        corpus.citations.sort_by_key(|citation| (citation.from, citation.span));
    }

    /// What was wrong; what was done is kept with the corpus.
    pub(super) fn finished(mut self, corpus: &mut Corpus) -> Vec<Diagnostic> {
        for number in (0..self.lines.len()).map(LineNumber) {
            let Some((changed, works)) = self.done[number.0].take() else { continue };
            let Line { kind, span, ref words } = self.lines[number.0];
            let name = |at: usize| words.get(at).map_or("", |word| word.text.as_str()).to_owned();
            if changed == 0 {
                let message = match kind {
                    CorrectionKind::Merge => "these are one work without it".to_owned(),
                    CorrectionKind::KeepApart => "these are two works without it".to_owned(),
                    CorrectionKind::Link if name(0) == name(words.len() - 1) => {
                        "no work cites itself".to_owned()
                    }
                    CorrectionKind::Link => format!("`{}` is linked to it already", name(0)),
                    CorrectionKind::Unlink => format!("no reference of `{}` means this work", name(0)),
                };
                self.tell(Rule::NeedlessCorrection, span, message, "take the line out");
            }
            corpus.corrections.push(Correction { kind, span, works, changed });
        }
        self.corrected.sort();
        corpus.corrected = self.corrected;
        self.diagnostics
    }
}

fn is_linked(found: Found, works: &[WorkId]) -> bool {
    matches!(found, Found::Linked(to, ..) if works.contains(&to))
}
