//! Records of several databases that describe one work.

use rustc_hash::{FxHashMap, FxHashSet};

use super::works::{Facts, WorkIndex};
use crate::diagnostic::FileId;
use crate::model::{Corpus, Merge, MergeRule, Presence, WorkId};

/// Letters and words from which on a title is one of its own: there are many reviews and editorials.
const OWN_TITLE: (usize, usize) = (20, 3);
/// The share of words, in per cent, that two titles of one DOI must have in common: chapters are given the DOI of their book.
const SAME_TITLE: usize = 50;
/// How many records of one title are compared with each other; more are a column of a journal.
const MANY: usize = 30;

/// Makes one work of the records of exports that describe one, and keeps a note of each.
///
/// Records are one work if they have the same DOI, and titles that do not contradict it; or if title and an author are
/// the same, the years are at most one apart, and neither DOIs nor volume and page speak against it. The first record, by name of file and place in it,
/// stands for the work. Libraries that people keep, and those in which it is settled, are left as they are: only where a
/// database's export is among the two are records merged. What a record says of itself by `sameas` holds in any case.
pub(super) fn merge(corpus: &mut Corpus, works: &WorkIndex) {
    let exports: FxHashSet<FileId> = corpus
        .reference_lists
        .iter()
        .map(|list| list.span.file)
        .chain(corpus.numbered_files.iter().copied())
        .filter(|file| !corpus.settled_files.contains(file))
        .collect();
    let listed = corpus.works.iter().take_while(|work| work.presence == Presence::Listed).count();
    let mut by_doi: FxHashMap<&str, Vec<WorkId>> = FxHashMap::default();
    let mut by_title: FxHashMap<&str, Vec<WorkId>> = FxHashMap::default();
    for work in (0..listed).map(WorkId::new) {
        let facts = works.facts(work);
        if let Some(doi) = &facts.doi {
            by_doi.entry(doi).or_default().push(work);
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
        .chain(by_title.values().map(|same| (same, MergeRule::Title)))
    {
        if same.len() > MANY {
            continue;
        }
        for (number, &later) in same.iter().enumerate() {
            for &first in &same[..number] {
                let (a, b) = (works.facts(first), works.facts(later));
                let is_one = match rule {
                    MergeRule::Doi => titles_agree(a, b),
                    MergeRule::Title | MergeRule::Stated => data_agree(a, b),
                };
                if is_one && (of_export(first) || of_export(later)) {
                    pairs.push((first, later, rule));
                }
            }
        }
    }
    if pairs.is_empty() && corpus.stated_merges.is_empty() {
        return;
    }
    // The order of maps is nobody's.
    pairs.sort();
    let mut rules: FxHashMap<WorkId, MergeRule> = FxHashMap::default();
    for &(a, b) in &corpus.stated_merges {
        // Works that are only cited have no record.
        if a.index() < listed && b.index() < listed && groups.join_stated(a, b, works) {
            rules.insert(a.max(b), MergeRule::Stated);
        }
    }
    for (first, later, rule) in pairs {
        if groups.join(first, later, works) {
            rules.entry(later).or_insert(rule);
        }
    }
    let targets: Vec<WorkId> = (0..corpus.works.len()).map(|index| groups.root(WorkId::new(index))).collect();
    for (index, &kept) in targets.iter().enumerate() {
        let work = &corpus.works[index];
        if kept.index() != index {
            let rule = rules.get(&WorkId::new(index)).copied().unwrap_or(MergeRule::Title);
            corpus.merges.push(Merge { kept, key: (&*work.key).into(), span: work.span, rule });
        }
    }
    corpus.fold_works(&targets);
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
    by_one
        && in_time
        && !differ(&a.doi, &b.doi)
        && !(differ(&a.volume, &b.volume) && differ(&a.page, &b.page))
}

/// Which works are one, each group known by its first.
struct Groups {
    parents: Vec<WorkId>,
    /// The DOI of a group, by its first work.
    dois: FxHashMap<WorkId, Box<str>>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self { parents: (0..count).map(WorkId::new).collect(), dois: FxHashMap::default() }
    }

    fn root(&mut self, work: WorkId) -> WorkId {
        let mut at = work;
        while self.parents[at.index()] != at {
            self.parents[at.index()] = self.parents[self.parents[at.index()].index()];
            at = self.parents[at.index()];
        }
        at
    }

    /// Joins the groups of two works, unless they have different DOIs; whether they are now newly one.
    fn join(&mut self, a: WorkId, b: WorkId, works: &WorkIndex) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return false;
        }
        let doi_of = |groups: &Self, root: WorkId| {
            groups.dois.get(&root).cloned().or_else(|| works.facts(root).doi.clone())
        };
        let (of_a, of_b) = (doi_of(self, a), doi_of(self, b));
        if matches!((&of_a, &of_b), (Some(of_a), Some(of_b)) if of_a != of_b) {
            return false;
        }
        self.unite(a, b, of_a.or(of_b));
        true
    }

    /// The same whatever their DOIs.
    fn join_stated(&mut self, a: WorkId, b: WorkId, works: &WorkIndex) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            let doi = [a.min(b), a.max(b)]
                .into_iter()
                .find_map(|root| self.dois.get(&root).cloned().or_else(|| works.facts(root).doi.clone()));
            self.unite(a, b, doi);
        }
        a != b
    }

    fn unite(&mut self, a: WorkId, b: WorkId, doi: Option<Box<str>>) {
        let (first, later) = (a.min(b), a.max(b));
        self.parents[later.index()] = first;
        if let Some(doi) = doi {
            self.dois.insert(first, doi);
        }
    }
}
