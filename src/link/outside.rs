//! Works that are only cited: one for all spellings of a reference that no work of the files answers.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Sought;
use super::cascade::{Found, families};
use super::corrections::{Corrections, End, LineNumber, OfOutside, as_word};
use super::folding::{Folded, first_page, volume};
use super::reading::{CitedWork, read};
use crate::diagnostic::Rule;
use crate::model::nearest;
use crate::model::{
    CalendarDate, Certainty, Contribution, Corpus, Date, Fields, LinkRule, LinkScore, NamesGiven, Openness,
    Presence, Reference, ReferenceOutcome, Run, Text, Work, WorkId,
};

/// What a cited work is known by, hashed. Two of them are one work if this is the same.
type Identity = u128;

/// How many words of a title or journal tell a work without volume and page.
const TELLING_WORDS: usize = 6;

/// The references with what became of each; works that are only cited are added to the corpus, by name.
pub(super) fn settled(
    corpus: &mut Corpus,
    sought: &[Sought],
    corrections: &mut Corrections,
) -> Vec<Reference> {
    let groups = grouped(corpus, sought);
    let mut outside: Vec<OutsideWork> =
        groups.par_iter().map(|group| OutsideWork::new(corpus, sought, group)).collect();
    outside.par_sort_by(|a, b| (&a.name, a.members[0]).cmp(&(&b.name, b.members[0])));
    let taken: rustc_hash::FxHashSet<&str> = corpus.works.iter().map(|work| &*work.key).collect();
    let keys = distinct(&outside, &taken);
    drop(taken);
    let mut answers: Vec<Option<WorkId>> = vec![None; sought.len()];
    let merged = by_hand(corrections, &keys);
    let mut ids: Vec<Option<WorkId>> = vec![None; outside.len()];
    for (at, (work, key)) in outside.iter().zip(&keys).enumerate().filter(|(at, _)| merged[*at].is_none()) {
        ids[at] = Some(WorkId::new(corpus.works.len()));
        corpus.works.push(work.to_work(key, sought));
    }
    for (at, work) in outside.iter().enumerate() {
        let id = match &merged[at] {
            None => ids[at],
            Some(Merged { end: Meant::Work(id), .. }) => Some(*id),
            Some(Merged { end: Meant::Outside(other), .. }) => ids[*other],
        };
        for &member in &work.members {
            answers[member as usize] = id;
        }
        let (Some(Merged { line, .. }), Some(kept)) = (merged[at], id) else { continue };
        work.members.iter().for_each(|&member| corrections.decided(line, sought[member as usize].span));
        corrections.carried_out(line, work.members.len(), vec![kept]);
    }
    let is_listed = |work: WorkId| corpus.works[work.index()].presence == Presence::Listed;
    sought
        .iter()
        .zip(answers)
        .map(|(sought, answer)| {
            let outcome = match (sought.found, answer) {
                (Found::Linked(to, rule, score), _) => ReferenceOutcome::Linked { to, rule, score },
                (Found::Ambiguous(first), _) => ReferenceOutcome::Ambiguous { first },
                (Found::Unresolved, Some(to)) if is_listed(to) => {
                    let (rule, score) = (LinkRule::Correction, LinkScore::FULL);
                    ReferenceOutcome::Linked { to, rule, score }
                }
                (Found::Unresolved, Some(to)) => ReferenceOutcome::Unresolved { to },
                (Found::Unresolved | Found::Ignored, _) => ReferenceOutcome::Ignored,
            };
            Reference { from: sought.from, span: sought.span, format: sought.format, outcome }
        })
        .collect()
}

/// The work that one that is only cited is, as a line of the corrections says.
#[derive(Clone, Copy)]
struct Merged {
    line: LineNumber,
    end: Meant,
}

#[derive(Clone, Copy)]
enum Meant {
    Work(WorkId),
    /// By its place among the works that are only cited.
    Outside(usize),
}

/// Which of the works that are only cited are others; the keys are theirs.
fn by_hand(corrections: &mut Corrections, keys: &[String]) -> Vec<Option<Merged>> {
    let mut merged: Vec<Option<Merged>> = vec![None; keys.len()];
    for OfOutside { line, ends } in std::mem::take(&mut corrections.outside) {
        let known = ends.map(|end| match end {
            End::Work(work) => Some(Meant::Work(work)),
            End::Name(name, span) => {
                let found = keys.iter().position(|key| *key == name);
                if found.is_none() {
                    let message = format!("no work is called or cited as `{name}`");
                    let hint = match nearest(&name, keys.iter()).first() {
                        Some(near) => format!("did you mean {}?", as_word(near)),
                        None => "`dissensus link --audit` lists what is cited; copy it from there".to_owned(),
                    };
                    corrections.tell(Rule::StaleCorrection, span, message, &hint);
                }
                let mut known = Meant::Outside(found?);
                // What is another work already is where that is.
                while let Meant::Outside(at) = known
                    && let Some(Merged { end, .. }) = merged[at]
                {
                    known = end;
                }
                Some(known)
            }
        });
        let [Some(first), Some(second)] = known else { continue };
        match (first, second) {
            (Meant::Outside(a), Meant::Outside(b)) if a == b => corrections.carried_out(line, 0, Vec::new()),
            (end, Meant::Outside(at)) | (Meant::Outside(at), end) => merged[at] = Some(Merged { line, end }),
            // Both were merged with works of the files before.
            (Meant::Work(_), Meant::Work(_)) => corrections.carried_out(line, 0, Vec::new()),
        }
    }
    // Chains end where a work is.
    for at in 0..merged.len() {
        let mut known = Meant::Outside(at);
        while let Meant::Outside(next) = known
            && let Some(Merged { end, .. }) = merged[next]
        {
            known = end;
        }
        if let Some(one) = &mut merged[at] {
            one.end = known;
        }
    }
    merged
}

/// What one reference is known by.
struct Known {
    identity: Identity,
    /// Volume and page of a reference that is known by its DOI.
    place: Option<Identity>,
}

/// The places among `sought` of the references to each work that is only cited.
fn grouped(corpus: &Corpus, sought: &[Sought]) -> Vec<Vec<u32>> {
    let open: Vec<u32> =
        (0..).zip(sought).filter(|(_, one)| one.found == Found::Unresolved).map(|(at, _)| at).collect();
    let known: Vec<Known> = open
        .par_iter()
        .map_init(Folded::default, |pen, &at| {
            let one = &sought[at as usize];
            known(&read(one.format, corpus.text(one.span)), pen)
        })
        .collect();
    // A reference without a DOI is that of its volume and page, unless they have several.
    let mut places: Vec<(Identity, Identity)> =
        known.par_iter().filter_map(|known| Some((known.place?, known.identity))).collect();
    places.par_sort_unstable();
    places.dedup();
    let of_place: FxHashMap<Identity, Identity> = places
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| match same {
            [(place, identity)] => Some((*place, *identity)),
            _ => None,
        })
        .collect();
    let mut members: Vec<(Identity, u32)> = known
        .par_iter()
        .zip(&open)
        .map(|(known, &at)| (of_place.get(&known.identity).copied().unwrap_or(known.identity), at))
        .collect();
    members.par_sort_unstable();
    members.chunk_by(|a, b| a.0 == b.0).map(|same| same.iter().map(|(_, at)| *at).collect()).collect()
}

fn known(cited: &CitedWork<'_>, pen: &mut Folded) -> Known {
    let family =
        families(cited.author.as_deref().unwrap_or_default(), pen).into_iter().next().unwrap_or_default();
    let place = match (
        cited.year,
        cited.volume.as_deref().and_then(volume),
        cited.page.as_deref().and_then(first_page),
    ) {
        (Some(year), Some(volume), Some(page)) if !family.is_empty() => {
            Some(identity(&format!("place|{family}|{year}|{volume}|{page}")))
        }
        _ => None,
    };
    if let Some(doi) = cited.dois.first() {
        return Known { identity: identity(&format!("doi|{doi}")), place };
    }
    let identity = place.unwrap_or_else(|| {
        let words = pen.words(
            cited
                .title
                .as_deref()
                .or(cited.venue.as_deref())
                .or(cited.title_within.as_deref())
                .unwrap_or_default(),
        );
        let end = words.match_indices(' ').nth(TELLING_WORDS - 1).map_or(words.len(), |(at, _)| at);
        let year = cited.year.unwrap_or_default();
        identity(&format!("text|{family}|{year}|{}", &words[..end]))
    });
    Known { identity, place: None }
}

fn identity(text: &str) -> Identity {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        (seed, text).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

/// A work that is only cited.
struct OutsideWork {
    /// How it is most often cited.
    name: String,
    year: Option<i32>,
    doi: Option<String>,
    /// Its references, as places among those sought.
    members: Vec<u32>,
}

impl OutsideWork {
    fn new(corpus: &Corpus, sought: &[Sought], members: &[u32]) -> Self {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        let mut years: BTreeMap<i32, usize> = BTreeMap::new();
        let mut doi = None;
        for &member in members {
            let one = &sought[member as usize];
            let cited = read(one.format, corpus.text(one.span));
            *names.entry(name(&cited)).or_default() += 1;
            if let Some(year) = cited.year {
                *years.entry(year).or_default() += 1;
            }
            doi = doi.or_else(|| cited.dois.first().map(|doi| doi.to_string()));
        }
        Self {
            name: most_frequent(names).unwrap_or_default(),
            year: most_frequent(years),
            doi,
            members: members.to_vec(),
        }
    }

    fn to_work(&self, key: &str, sought: &[Sought]) -> Work {
        let date = self.year.map(|year| Date {
            start: CalendarDate { year, month: None, day: None },
            end: None,
            openness: Openness::Closed,
            certainty: Certainty::Certain,
        });
        Work {
            key: Text::from(key),
            presence: Presence::Outside,
            entry_type: "misc".into(),
            date,
            persons: Run::default(),
            contribution: Contribution::Authors,
            names_given: NamesGiven::All,
            doi: self.doi.as_deref().map(Text::from),
            fields: Fields::default(),
            span: sought[self.members[0] as usize].span,
        }
    }
}

/// What occurs most often; of equals the first.
fn most_frequent<T: Ord>(counts: BTreeMap<T, usize>) -> Option<T> {
    let mut best: Option<(T, usize)> = None;
    for (value, count) in counts {
        if best.as_ref().is_none_or(|(_, most)| count > *most) {
            best = Some((value, count));
        }
    }
    best.map(|(value, _)| value)
}

/// How many characters of a journal or title stand in a name.
const NAME_PART: usize = 60;

/// `RYAN RM, 2000, AM PSYCHOL, V55, P68`, whatever the reference was written like.
fn name(cited: &CitedWork<'_>) -> String {
    let plain = |text: &str| {
        let text = crate::latex::to_unicode(text);
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").trim_matches(',').to_owned()
    };
    let short = |text: &str| {
        let text = plain(text);
        match text.char_indices().nth(NAME_PART) {
            Some((at, _)) => format!("{}…", text[..at].trim_end()),
            None => text,
        }
    };
    let mut parts: Vec<String> = Vec::new();
    parts.extend(cited.author.as_deref().map(plain));
    parts.extend(cited.year.map(|year| year.to_string()));
    let telling = cited.venue.as_deref().or(cited.title.as_deref()).or(cited.title_within.as_deref());
    parts.extend(telling.map(short));
    parts.extend(cited.volume.as_deref().and_then(volume).map(|volume| format!("V{volume}")));
    parts.extend(cited.page.as_deref().and_then(first_page).map(|page| format!("P{page}")));
    parts.retain(|part| !part.is_empty());
    match (parts.is_empty(), cited.dois.first()) {
        (true, Some(doi)) => doi.to_string(),
        _ => parts.join(", "),
    }
}

/// The names, numbered where several works have one or a key of the files is the same.
fn distinct(works: &[OutsideWork], taken: &rustc_hash::FxHashSet<&str>) -> Vec<String> {
    let mut given: FxHashMap<&str, usize> = FxHashMap::default();
    works
        .iter()
        .map(|work| {
            let count = given.entry(&work.name).or_default();
            loop {
                *count += 1;
                let key = if *count == 1 { work.name.clone() } else { format!("{} ({count})", work.name) };
                if !key.is_empty() && !taken.contains(key.as_str()) {
                    break key;
                }
            }
        })
        .collect()
}
