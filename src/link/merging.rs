//! Records of several databases that describe one work.

use rustc_hash::{FxHashMap, FxHashSet};

use super::corrections::{Corrections, LineNumber};
use super::identifiers::named;
use super::naming::Names;
use super::works::{Facts, WorkIndex};
use crate::diagnostic::FileId;
use crate::model::identifier::doi;
use crate::model::{Corpus, CorrectionKind, Merge, MergeRule, Presence, WorkId};

/// Letters and words from which on a title is one of its own: there are many reviews and editorials.
const OWN_TITLE: (usize, usize) = (20, 3);
/// The share of words, in per cent, that two titles of one DOI must have in common: chapters are given the DOI of their book.
const SAME_TITLE: usize = 50;
/// Words of the names of journals that tell nothing.
const SMALL_WORDS: [&str; 12] = ["a", "an", "and", "der", "die", "et", "for", "in", "la", "of", "on", "the"];
/// How many records of one title are compared with each other; more are a column of a journal.
const MANY: usize = 30;

/// Makes one work of the records of exports that describe one, and keeps a note of each. Gives back where the work of each
/// record is now, if any are one.
///
/// Records are one work if they have the same DOI or another identifier in common, and titles that do not contradict it;
/// or if title and an author are the same, the years are at most one apart, and neither DOIs nor venue, volume and page
/// speak against it. The first record, by name of file and place in it,
/// stands for the work. Libraries that people keep, and those in which it is settled, are left as they are: only where a
/// database's export is among the two are records merged; and never what is stated to be a translation, a reprint or
/// another version. What a record says of itself by `sameas` holds in any case; what the user's corrections say comes
/// first, and holds for every record.
pub(super) fn merge(
    corpus: &mut Corpus,
    works: &WorkIndex,
    corrections: &mut Corrections,
) -> Option<Vec<WorkId>> {
    let exports: FxHashSet<FileId> = corpus
        .reference_lists
        .iter()
        .map(|list| list.span.file)
        .chain(corpus.numbered_files.iter().copied())
        .filter(|file| !corpus.settled_files.contains(file))
        .collect();
    let listed = corpus.works.iter().take_while(|work| work.presence == Presence::Listed).count();
    let mut by_doi: FxHashMap<&str, Vec<WorkId>> = FxHashMap::default();
    let mut by_identifier: FxHashMap<&str, Vec<WorkId>> = FxHashMap::default();
    let mut by_title: FxHashMap<&str, Vec<WorkId>> = FxHashMap::default();
    for work in (0..listed).map(WorkId::new) {
        let facts = works.facts(work);
        if let Some(doi) = &facts.doi {
            by_doi.entry(doi).or_default().push(work);
        }
        for identifier in &facts.identifiers {
            by_identifier.entry(identifier).or_default().push(work);
        }
        if is_own(&facts.title) {
            by_title.entry(&facts.title).or_default().push(work);
        }
    }
    let mut groups = Groups::new(corpus.works.len());
    let of_export = |work: WorkId| exports.contains(&corpus.works[work.index()].span.file);
    let mut pairs: Vec<(WorkId, WorkId, MergeRule)> = Vec::new();
    for (same, rule) in by_doi
        .values()
        .map(|same| (same, MergeRule::Doi))
        .chain(by_identifier.values().map(|same| (same, MergeRule::Identifier)))
        .chain(by_title.values().map(|same| (same, MergeRule::Title)))
    {
        if same.len() > MANY {
            continue;
        }
        for (number, &later) in same.iter().enumerate() {
            for &first in &same[..number] {
                let (a, b) = (works.facts(first), works.facts(later));
                let is_one = match rule {
                    MergeRule::Doi | MergeRule::Identifier => titles_agree(a, b),
                    _ => data_agree(a, b),
                };
                if is_one && (of_export(first) || of_export(later)) {
                    pairs.push((first, later, rule));
                }
            }
        }
    }
    // The order of maps is nobody's.
    pairs.sort();
    let mut reasons: FxHashMap<WorkId, Reason> = FxHashMap::default();
    for version in &corpus.versions {
        groups.keep_apart(&[version.from], &[version.to], None);
    }
    let by_hand = by_hand(corpus, works, corrections, &mut groups, &mut reasons, &pairs);
    let mut kept_apart: FxHashMap<LineNumber, usize> = FxHashMap::default();
    for &(a, b) in &corpus.stated_merges {
        // Works that are only cited have no record.
        if a.index() >= listed || b.index() >= listed {
            continue;
        }
        match (groups.line_between(&[a, b]), groups.is_one(&[a], &[b])) {
            (Some(line), _) => *kept_apart.entry(line).or_default() += 1,
            (None, true) => {}
            (None, false) => {
                if let Joined::Newly(record) = groups.join(a, b, works, Objection::Overruled) {
                    reasons.insert(record, Reason { rule: MergeRule::Stated, line: None });
                }
            }
        }
    }
    for (first, later, rule) in pairs {
        match groups.join(first, later, works, Objection::Heard) {
            Joined::Newly(record) => {
                reasons.insert(record, Reason { rule, line: None });
            }
            Joined::Against(Some(line)) => *kept_apart.entry(line).or_default() += 1,
            Joined::Before | Joined::Differs | Joined::Against(None) => {}
        }
    }
    for (line, kind, both, changed) in by_hand {
        let changed = match kind {
            CorrectionKind::KeepApart => kept_apart.get(&line).copied().unwrap_or(0),
            _ => changed,
        };
        corrections.carried_out(line, changed, both);
    }
    let mut targets: Vec<WorkId> =
        (0..corpus.works.len()).map(|index| groups.root(WorkId::new(index))).collect();
    for (cited, work) in called_by_identifier(corpus, works) {
        if targets[cited.index()] == cited {
            targets[cited.index()] = groups.root(work);
        }
    }
    if targets.iter().enumerate().all(|(index, kept)| kept.index() == index) {
        return None;
    }
    let names = Names::new(corpus);
    let is_record = |index: usize| index < listed;
    let merged =
        targets.iter().enumerate().filter(|(index, kept)| kept.index() != *index && is_record(*index));
    let merges: Vec<Merge> = merged
        .map(|(index, &kept)| {
            let (id, work) = (WorkId::new(index), &corpus.works[index]);
            let reason = reasons.get(&id).copied().unwrap_or(Reason { rule: MergeRule::Title, line: None });
            let correction = reason.line.map(|line| corrections.span(line));
            let names = [names.of(kept).into(), names.of(id).into()];
            Merge { kept, key: (&*work.key).into(), names, span: work.span, rule: reason.rule, correction }
        })
        .collect();
    corpus.merged_records =
        (0..listed).filter(|&at| targets[at].index() != at).map(|at| corpus.works[at].clone()).collect();
    corpus.merges = merges;
    let place = corpus.fold_works(&targets);
    corrections.moved(&place);
    Some(place)
}

/// The works that records cite by a DOI or another identifier, though a record has it under another key.
fn called_by_identifier(corpus: &Corpus, works: &WorkIndex) -> Vec<(WorkId, WorkId)> {
    let outside = corpus.work_ids().rev().take_while(|&id| corpus.work(id).presence == Presence::Outside);
    let called = outside.filter_map(|id| {
        let key = &*corpus.work(id).key;
        let found = match (doi(key), named(key)) {
            (Some(doi), _) => works.of_doi(&doi),
            (None, Some(identifier)) => works.of_identifier(&identifier),
            (None, None) => return None,
        };
        match found {
            [one] => Some((id, *one)),
            _ => None,
        }
    });
    called.collect()
}

/// Whether a corpus cites works by identifiers that may be those of records.
pub(super) fn cites_by_identifier(corpus: &Corpus) -> bool {
    let mut outside = corpus.works.iter().rev().take_while(|work| work.presence == Presence::Outside);
    outside.any(|work| doi(&work.key).is_some() || named(&work.key).is_some())
}

/// Why a record is one with another.
#[derive(Clone, Copy)]
struct Reason {
    rule: MergeRule,
    line: Option<LineNumber>,
}

/// Merges and keeps apart what the user's corrections say, and gives back the lines that were followed: of which kind
/// each is, the works it is about, and how many records it merged that no rule would.
fn by_hand(
    corpus: &Corpus,
    works: &WorkIndex,
    corrections: &mut Corrections,
    groups: &mut Groups,
    reasons: &mut FxHashMap<WorkId, Reason>,
    pairs: &[(WorkId, WorkId, MergeRule)],
) -> Vec<(LineNumber, CorrectionKind, Vec<WorkId>, usize)> {
    let mut followed = Vec::new();
    let mut merged: Vec<(LineNumber, WorkId, WorkId)> = Vec::new();
    for said in std::mem::take(&mut corrections.records) {
        let [a, b] = &said.sides;
        let both: Vec<WorkId> = said.sides.concat();
        let mut changed = 0;
        let opposed = match said.kind {
            CorrectionKind::KeepApart if groups.is_one(a, b) => merged
                .iter()
                .find(|(_, x, y)| groups.is_one(&[*x], a) && groups.is_one(&[*y], a))
                .map(|it| it.0),
            CorrectionKind::KeepApart => {
                groups.keep_apart(a, b, Some(said.line));
                None
            }
            _ => match groups.line_between(&both) {
                Some(line) => Some(line),
                None => {
                    for pair in both.windows(2) {
                        let (first, later) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
                        let by_rule = pairs.partition_point(|it| (it.0, it.1) < (first, later));
                        let is_ruled = pairs.get(by_rule).is_some_and(|it| (it.0, it.1) == (first, later));
                        let joined = groups.join(first, later, works, Objection::Overruled);
                        if let Joined::Newly(record) = joined {
                            changed += usize::from(!is_ruled);
                            let line = Some(said.line);
                            reasons.insert(record, Reason { rule: MergeRule::Correction, line });
                        }
                        merged.push((said.line, first, later));
                    }
                    None
                }
            },
        };
        match opposed {
            Some(line) => corrections.contradicts(corpus, said.line, line),
            None => followed.push((said.line, said.kind, both, changed)),
        }
    }
    followed
}

fn is_own(title: &str) -> bool {
    title.len() >= OWN_TITLE.0 && title.split(' ').count() >= OWN_TITLE.1
}

fn titles_agree(a: &Facts, b: &Facts) -> bool {
    if a.title.is_empty() || b.title.is_empty() {
        return true;
    }
    let words = |facts: &Facts| facts.title.split(' ').map(str::to_owned).collect::<FxHashSet<String>>();
    let (of_a, of_b) = (words(a), words(b));
    let shared = of_a.intersection(&of_b).count();
    shared * 100 >= SAME_TITLE * of_a.len().min(of_b.len())
}

fn data_agree(a: &Facts, b: &Facts) -> bool {
    let differ = |a: &Option<Box<str>>, b: &Option<Box<str>>| matches!((a, b), (Some(a), Some(b)) if a != b);
    let by_one = a.authors.iter().any(|family| b.authors.contains(family))
        || a.first_author.iter().any(|family| b.first_author.contains(family));
    // Databases date by the volume or by when it was online.
    let years_apart = match (a.year, b.year) {
        (Some(a), Some(b)) => (a - b).abs(),
        _ => 0,
    };
    let in_time = years_apart == 0 || years_apart == 1 && !differ(&a.page, &b.page);
    let same_page = a.page.is_some() && a.page == b.page;
    by_one
        && in_time
        && !differ(&a.doi, &b.doi)
        && (same_page || venues_agree(a, b))
        && !(differ(&a.volume, &b.volume) && differ(&a.page, &b.page))
}

/// Whether two works may have appeared in the same place: databases abbreviate it, add volume and city, or leave it out.
fn venues_agree(a: &Facts, b: &Facts) -> bool {
    let (Some(a), Some(b)) = (&a.venue, &b.venue) else { return true };
    let words = |text: &str| -> Vec<String> {
        text.split(' ').filter(|word| !SMALL_WORDS.contains(word)).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let is_met = |word: &&String| {
        long.iter().any(|other| other.starts_with(word.as_str()) || word.starts_with(other.as_str()))
    };
    short.iter().filter(is_met).count() * 2 >= short.len()
}

/// Which works are one, each group known by its first.
struct Groups {
    parents: Vec<WorkId>,
    /// The DOI of a group, by its first work.
    dois: FxHashMap<WorkId, Box<str>>,
    /// The groups that a group is kept apart from, each by its first work, and the line that says so, if it is not the
    /// works themselves that do.
    apart: FxHashMap<WorkId, Vec<(WorkId, Option<LineNumber>)>>,
}

/// Whether different DOIs, or that one is a version of the other, keep groups apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Objection {
    Heard,
    Overruled,
}

/// What became of two groups that were to be one.
enum Joined {
    /// They are; this was the first work of the later one.
    Newly(WorkId),
    /// They were.
    Before,
    /// They have different DOIs.
    Differs,
    /// A line of the corrections keeps them apart, or one is stated to be a version of the other.
    Against(Option<LineNumber>),
}

impl Groups {
    fn new(count: usize) -> Self {
        Self {
            parents: (0..count).map(WorkId::new).collect(),
            dois: FxHashMap::default(),
            apart: FxHashMap::default(),
        }
    }

    fn root(&mut self, work: WorkId) -> WorkId {
        let mut at = work;
        while self.parents[at.index()] != at {
            self.parents[at.index()] = self.parents[self.parents[at.index()].index()];
            at = self.parents[at.index()];
        }
        at
    }

    /// Whether some works are of one group.
    fn is_one(&mut self, a: &[WorkId], b: &[WorkId]) -> bool {
        a.iter().any(|&a| b.iter().any(|&b| self.root(a) == self.root(b)))
    }

    /// Keeps the groups of some works apart from those of others.
    fn keep_apart(&mut self, a: &[WorkId], b: &[WorkId], line: Option<LineNumber>) {
        for &a in a {
            for &b in b {
                let (a, b) = (self.root(a), self.root(b));
                self.apart.entry(a).or_default().push((b, line));
                self.apart.entry(b).or_default().push((a, line));
            }
        }
    }

    /// The line that keeps two of these works apart.
    fn line_between(&mut self, works: &[WorkId]) -> Option<LineNumber> {
        let roots: Vec<WorkId> = works.iter().map(|&work| self.root(work)).collect();
        let pairs = roots.iter().flat_map(|&a| roots.iter().map(move |&b| (a, b)));
        pairs.into_iter().find_map(|(a, b)| self.line_between_groups(a, b))
    }

    fn line_between_groups(&mut self, a: WorkId, b: WorkId) -> Option<LineNumber> {
        self.kept_apart(a, b).into_iter().flatten().next()
    }

    /// What keeps two groups apart.
    fn kept_apart(&mut self, a: WorkId, b: WorkId) -> Vec<Option<LineNumber>> {
        let others = self.apart.get(&a).cloned().unwrap_or_default();
        others.into_iter().filter(|&(other, _)| self.root(other) == b).map(|(_, line)| line).collect()
    }

    /// Joins the groups of two works.
    fn join(&mut self, a: WorkId, b: WorkId, works: &WorkIndex, objection: Objection) -> Joined {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return Joined::Before;
        }
        let doi_of = |groups: &Self, root: WorkId| {
            groups.dois.get(&root).cloned().or_else(|| works.listed(root).and_then(|facts| facts.doi.clone()))
        };
        let (of_a, of_b) = (doi_of(self, a), doi_of(self, b));
        let differ = matches!((&of_a, &of_b), (Some(of_a), Some(of_b)) if of_a != of_b);
        if differ && objection == Objection::Heard {
            return Joined::Differs;
        }
        if objection == Objection::Heard
            && let Some(&line) = self.kept_apart(a, b).first()
        {
            return Joined::Against(line);
        }
        let (first, later) = (a.min(b), a.max(b));
        self.parents[later.index()] = first;
        if let Some(doi) = of_a.or(of_b) {
            self.dois.insert(first, doi);
        }
        if let Some(others) = self.apart.remove(&later) {
            self.apart.entry(first).or_default().extend(others);
        }
        Joined::Newly(later)
    }
}
