//! A library that somebody wrote, with what is added to it and all else as it stands.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::Edits;
use super::insertion::{add_fields, add_key, outer};
use super::keys::Taken;
use crate::diagnostic::{FileId, SourceFile};
use crate::import::bibtex::is_known_field;
use crate::import::bibtex::raw::{RawEntry, RawField, RawValue, declared_encoding, read};
use crate::model::{Corpus, DebateId, Direction, Entity, Evidence, unescaped};

/// The entries of a library.
pub(super) struct Library<'c> {
    pub(super) id: FileId,
    pub(super) file: &'c SourceFile,
    pub(super) entries: Vec<RawEntry<'c>>,
    /// Entries that cannot be read.
    pub(super) rejected: usize,
    /// Its `@string` parts.
    pub(super) strings: Vec<std::ops::Range<u32>>,
}

/// What is added to an entry.
#[derive(Default)]
pub(super) struct Additions {
    /// Its key, where that is to be another than the one it has.
    pub(super) key: Option<String>,
    /// The keys of works that it cites.
    pub(super) cites: Vec<String>,
    /// The key of the work that it is another record of.
    pub(super) same_as: Option<String>,
}

/// Whether the files of a corpus stand for themselves, or come to stand in one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Company {
    Alone,
    Joined,
}

impl<'c> Library<'c> {
    pub(super) fn new(id: FileId, file: &'c SourceFile) -> Self {
        let read = read(file.text(), id, |entry| entry);
        Self { id, file, entries: read.items, rejected: read.counts.rejected, strings: read.strings }
    }

    /// Words of its annotations that a key might be, of those wanted.
    pub(super) fn take_words(&self, wanted: &BTreeSet<String>, taken: &mut Taken) {
        const ANNOTATED: [&str; 12] = [
            "annotation",
            "annote",
            "asserts",
            "case",
            "cases",
            "denies",
            "extra",
            "keywords",
            "note",
            "position",
            "positions",
            "related",
        ];
        for entry in &self.entries {
            taken.add(&unescaped(entry.key));
            for field in &entry.fields {
                let name = field.name.trim().to_lowercase();
                if is_known_field(&name) && !ANNOTATED.contains(&name.as_str()) {
                    continue;
                }
                for word in field.value.as_str().split(|c: char| !c.is_ascii_alphanumeric()) {
                    let lower = word.to_ascii_lowercase();
                    let stem = lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
                    if wanted.contains(stem) || wanted.contains(&lower) {
                        taken.add(&lower);
                    }
                }
            }
        }
    }

    /// The text with all that is added. `additions` are by the place of the entry; `others` are keys of data that
    /// entries of libraries before this one inherit.
    pub(super) fn written(
        &self,
        corpus: &Corpus,
        additions: &BTreeMap<u32, Additions>,
        company: Company,
        others: &mut BTreeSet<String>,
        taken: &mut Taken,
    ) -> String {
        let text = self.file.text();
        let mut edits = Edits::default();
        if let Some(label) = declared_encoding(text) {
            edits.replace(label, "UTF-8");
        }
        let none = Additions::default();
        let added = |entry: &RawEntry<'_>| additions.get(&entry.span.start).unwrap_or(&none);
        let mut renamed: BTreeMap<String, Option<String>> = BTreeMap::new();
        for entry in &self.entries {
            let key = unescaped(entry.key).into_owned();
            let new = match &added(entry).key {
                None if is_data(entry) && !key.is_empty() && others.contains(&key) => {
                    let new = taken.free(&key, (1..).map(super::keys::letters));
                    edits.replace(entry.key_span.start as usize..entry.key_span.end as usize, new.as_str());
                    Some(new)
                }
                None => None,
                Some(new) if entry.key.is_empty() => {
                    add_key(text, entry, new, &mut edits);
                    continue;
                }
                Some(new) => {
                    edits.replace(entry.key_span.start as usize..entry.key_span.end as usize, new.as_str());
                    Some(new.clone())
                }
            };
            // Entries inherit from the first of a key.
            renamed.entry(key).or_insert(new);
        }
        others.extend(
            self.entries.iter().filter(|entry| is_data(entry)).map(|entry| unescaped(entry.key).into_owned()),
        );
        let debates = match company {
            Company::Joined => self.debates(corpus),
            Company::Alone => BTreeMap::new(),
        };
        for entry in &self.entries {
            point_to(entry, &renamed, &mut edits);
            let Additions { cites, same_as, .. } = added(entry);
            let mut fields: Vec<(&str, &str)> = Vec::new();
            if let Some(debate) = debates.get(&entry.span.start) {
                fields.push(("debate", &corpus.debate(*debate).key));
            }
            let list = cites.join(", ");
            if !cites.is_empty() {
                match entry.fields.iter().rev().find(|field| is_cites(corpus, field.name)) {
                    Some(field) => append(text, field, &list, &mut edits),
                    None => fields.push(("cites", &list)),
                }
            }
            fields.extend(same_as.as_deref().map(|key| ("sameas", key)));
            add_fields(text, entry, &fields, &mut edits);
        }
        if company == Company::Joined {
            self.qualify(corpus, &mut edits);
        }
        edits.applied(text)
    }

    /// The debates of declarations that do not name theirs, by place, where there are several.
    fn debates(&self, corpus: &Corpus) -> BTreeMap<u32, DebateId> {
        let mut found = BTreeMap::new();
        if corpus.debates().len() < 2 {
            return found;
        }
        let positions = corpus.positions().iter().map(|it| (it.span, it.debate));
        let claims = corpus.claims().iter().map(|it| (it.span, it.debate));
        let events = corpus.events().iter().map(|it| (it.span, it.debate));
        let all = positions.chain(claims).chain(events).filter(|(span, _)| span.file == self.id);
        let known: BTreeMap<u32, Option<DebateId>> = all.map(|(span, debate)| (span.start, debate)).collect();
        let own: Vec<DebateId> = (0..corpus.debates().len())
            .map(DebateId::new)
            .filter(|&debate| corpus.debate(debate).span.file == self.id)
            .collect();
        for entry in &self.entries {
            let is = |kind: &&str| entry.kind.eq_ignore_ascii_case(kind);
            let names = |field: &RawField<'_>| field.name.trim().eq_ignore_ascii_case("debate");
            if !["position", "claim", "event"].iter().any(is) || entry.fields.iter().any(names) {
                continue;
            }
            let debate = match (known.get(&entry.span.start), own.as_slice()) {
                (Some(debate), _) => *debate,
                // A second one of its key.
                (None, [only]) => Some(*only),
                (None, _) => None,
            };
            found.extend(debate.map(|debate| (entry.span.start, debate)));
        }
        found
    }

    /// Names the debate of every position and claim that a ref means, where several have one of that key: which is meant
    /// depended on the file.
    fn qualify(&self, corpus: &Corpus, edits: &mut Edits) {
        let mut refs: Vec<(&Evidence, Vec<Entity>)> = Vec::new();
        refs.extend(corpus.stances().iter().map(|it| (&it.evidence, vec![Entity::Position(it.position)])));
        refs.extend(
            corpus.assertions().iter().map(|it| (&it.evidence, vec![it.holder, Entity::Claim(it.claim)])),
        );
        refs.extend(corpus.oppositions().iter().map(|it| (&it.evidence, vec![Entity::Position(it.to)])));
        refs.extend(corpus.responses().iter().map(|it| {
            let via = it.via.map(Entity::Claim);
            (&it.evidence, [it.from, it.to].into_iter().chain(via).collect())
        }));
        let mut places = BTreeMap::new();
        for (evidence, entities) in refs.into_iter().filter(|(evidence, _)| evidence.span.file == self.id) {
            for entity in entities {
                let full = corpus.key(entity);
                let Some(key) = declared_key(corpus, entity).filter(|key| **key != *full) else { continue };
                for at in key_places(corpus.text(evidence.span), key) {
                    let start = evidence.span.start as usize + at;
                    places.insert(start, (start + key.len(), full.clone()));
                }
            }
        }
        for (start, (end, full)) in places {
            edits.replace(start..end, full);
        }
    }
}

fn is_data(entry: &RawEntry<'_>) -> bool {
    entry.kind.eq_ignore_ascii_case("xdata")
}

/// The key of a position or claim as it is declared.
fn declared_key(corpus: &Corpus, entity: Entity) -> Option<&str> {
    match entity {
        Entity::Position(id) => Some(&corpus.position(id).key),
        Entity::Claim(id) => Some(&corpus.claim(id).key),
        _ => None,
    }
}

/// Where a key stands in a ref: at its beginning, after `via=`, or as a field of a `@response`.
fn key_places(text: &str, key: &str) -> Vec<usize> {
    let is_entry = text.starts_with('@');
    let is_of_word =
        |c: char| !c.is_whitespace() && !matches!(c, '[' | ']' | '{' | '}' | ',' | ';' | '=' | '"');
    text.match_indices(key)
        .map(|(at, _)| at)
        .filter(|&at| {
            let before = text[..at].trim_end_matches(['{', '"']);
            let is_whole =
                !text[..at].ends_with(is_of_word) && !text[at + key.len()..].starts_with(is_of_word);
            let after_name = |name: &str| {
                let named = before.trim_end().strip_suffix('=').map(str::trim_end);
                named.is_some_and(|before| before.to_ascii_lowercase().ends_with(name))
            };
            let is_meant = if is_entry {
                ["from", "to", "via"].into_iter().any(after_name)
            } else {
                before.is_empty() || after_name("via")
            };
            is_whole && is_meant
        })
        .collect()
}

/// Lets an entry inherit from entries whose keys have changed.
fn point_to(entry: &RawEntry<'_>, renamed: &BTreeMap<String, Option<String>>, edits: &mut Edits) {
    let is_pointer = |name: &str| name.eq_ignore_ascii_case("crossref") || name.eq_ignore_ascii_case("xdata");
    for field in entry.fields.iter().filter(|field| is_pointer(field.name.trim())) {
        let RawValue::Literal(value) = field.value else { continue };
        let mut at = field.value_span.start as usize;
        for piece in value.split(',') {
            let start = at + (piece.len() - piece.trim_start().len());
            at += piece.len() + 1;
            let key = piece.trim();
            if let Some(Some(new)) = renamed.get(unescaped(key).as_ref()) {
                edits.replace(start..start + key.len(), new.as_str());
            }
        }
    }
}

/// Whether a field lists cited works.
fn is_cites(corpus: &Corpus, name: &str) -> bool {
    let name = name.trim();
    name.eq_ignore_ascii_case("cites")
        || corpus.relations().find(name).is_some_and(|(relation, direction)| {
            direction == Direction::Forward && corpus.relation(relation).name == "cites"
        })
}

/// Adds keys to a list.
fn append(text: &str, field: &RawField<'_>, list: &str, edits: &mut Edits) {
    let outer = outer(text, field);
    let inner = field.value_span.start as usize..field.value_span.end as usize;
    if outer == inner {
        edits.insert(outer.end, format!(" # {{, {list}}}"));
        return;
    }
    let written = text[inner.clone()].trim_end();
    let parting = match written.chars().next_back() {
        None => "",
        Some(',') => " ",
        Some(_) => ", ",
    };
    edits.insert(inner.start + written.len(), format!("{parting}{list}"));
}
