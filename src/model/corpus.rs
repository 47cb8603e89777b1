//! The corpus: everything that the files say, joined.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{
    Assertion, AssertionId, Case, CaseId, Citation, CitationId, Claim, ClaimId, Correction, Debate, DebateId,
    Entity, Event, EventId, Facet, FacetId, Merge, NamesGiven, Opposition, Person, PersonId, Position,
    PositionId, Presence, Reference, ReferenceList, Relation, RelationInfo, Relations, Response, ResponseId,
    Sign, Stance, StanceId, Version, Work, WorkId,
};
use crate::diagnostic::{FileId, Place, SourceFile, Span};
use crate::latex::to_unicode;

/// What the importer found in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileCounts {
    /// Entries that are works.
    pub works: usize,
    /// Entries that add annotations to a work described elsewhere.
    pub overlays: usize,
    /// Debates, positions, claims, events, responses, and data that entries inherit.
    pub declarations: usize,
    /// Entries that could not be read.
    pub rejected: usize,
}

impl FileCounts {
    /// Entries in the file: works + overlays + declarations + rejected.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.works + self.overlays + self.declarations + self.rejected
    }
}

/// A debate's literature, immutable and closed under its ids.
///
/// Lists are in the order of the files' names and, within a file, in file order; works that are only
/// cited come last, by key.
#[derive(Debug)]
pub struct Corpus {
    pub(crate) sources: Vec<SourceFile>,
    pub(crate) relations: Relations,
    pub(crate) works: Vec<Work>,
    pub(crate) persons: Vec<Person>,
    pub(crate) debates: Vec<Debate>,
    pub(crate) positions: Vec<Position>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) events: Vec<Event>,
    pub(crate) facets: Vec<Facet>,
    pub(crate) cases: Vec<Case>,
    pub(crate) oppositions: Vec<Opposition>,
    pub(crate) stances: Vec<Stance>,
    pub(crate) assertions: Vec<Assertion>,
    pub(crate) responses: Vec<Response>,
    pub(crate) citations: Vec<Citation>,
    pub(crate) reference_lists: Vec<ReferenceList>,
    pub(crate) references: Vec<Reference>,
    pub(crate) merges: Vec<Merge>,
    /// The works that `merges` took out, in its order.
    pub(crate) merged_records: Vec<Work>,
    /// Works that say which work they are another record of.
    pub(crate) stated_merges: Vec<(WorkId, WorkId)>,
    pub(crate) versions: Vec<Version>,
    pub(crate) corrections: Vec<Correction>,
    /// References that a correction decided, sorted, and its line.
    pub(crate) corrected: Vec<(Span, Span)>,
    /// Files whose keys nobody typed.
    pub(crate) numbered_files: Vec<FileId>,
    /// Files in which it is settled which records are one work.
    pub(crate) settled_files: Vec<FileId>,
    pub(crate) file_counts: Vec<FileCounts>,
    /// Keys of positions or claims that stand in several debates.
    pub(crate) shared_keys: BTreeSet<Box<str>>,
}

/// What a key names. Works, positions and claims may answer a ref; debates, events and persons may be
/// asked about.
pub type Referent = Entity;

/// How a key that a user typed was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyMatch {
    /// It names one thing.
    One(Referent),
    /// It may name several, given as full names, sorted.
    Several(Vec<String>),
    /// It names nothing; the nearest names, best first.
    None(Vec<String>),
}

macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident $item:ident $type:ident $id:ident,)+) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $list(&self) -> &[$type] {
            &self.$list
        }

        /// The element of this id.
        #[must_use]
        pub fn $item(&self, id: $id) -> &$type {
            &self.$list[id.index()]
        }
    )+};
}

impl Corpus {
    lists! {
        /// The works: first those with an entry, then those that are only cited.
        works work Work WorkId,
        /// The persons.
        persons person Person PersonId,
        /// The debates.
        debates debate Debate DebateId,
        /// The positions.
        positions position Position PositionId,
        /// The claims.
        claims claim Claim ClaimId,
        /// The events.
        events event Event EventId,
        /// The facets that some debate names, by name.
        facets facet Facet FacetId,
        /// What the works studied.
        cases case Case CaseId,
        /// Who holds which position.
        stances stance Stance StanceId,
        /// Who asserts or denies which claim.
        assertions assertion Assertion AssertionId,
        /// Who responds to whom.
        responses response Response ResponseId,
        /// Who cites whom.
        citations citation Citation CitationId,
    }

    /// Which positions declare themselves against which.
    #[must_use]
    pub fn oppositions(&self) -> &[Opposition] {
        &self.oppositions
    }

    /// The lists of references that works have, in the order of the works.
    #[must_use]
    pub fn reference_lists(&self) -> &[ReferenceList] {
        &self.reference_lists
    }

    /// The references in those lists, in the order of the files, and what became of each.
    #[must_use]
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    /// The records that were taken for another description of a work, in the order of the files.
    #[must_use]
    pub fn merges(&self) -> &[Merge] {
        &self.merges
    }

    /// What those records say, in the same order. What works say of debates is with the work that each was taken for.
    #[must_use]
    pub fn merged_records(&self) -> &[Work] {
        &self.merged_records
    }

    /// The files whose keys a database gave, by number.
    #[must_use]
    pub fn numbered_files(&self) -> &[FileId] {
        &self.numbered_files
    }

    /// The files that say which of their records are one work, by number.
    #[must_use]
    pub fn settled_files(&self) -> &[FileId] {
        &self.settled_files
    }

    /// Which works are translations, reprints, preprints or volumes of which, by the version.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The reference that stands at a place, if a string of a list does.
    #[must_use]
    pub fn reference_at(&self, span: Span) -> Option<&Reference> {
        self.reference_number_at(span).map(|number| &self.references[number])
    }

    /// The place of that reference in [`Corpus::references`].
    #[must_use]
    pub fn reference_number_at(&self, span: Span) -> Option<usize> {
        let place = |span: Span| (span.file, span.start);
        let at = self.references.partition_point(|reference| place(reference.span) < place(span));
        self.references.get(at).filter(|reference| reference.span == span).map(|_| at)
    }

    /// The files, by name; a correction file comes last.
    #[must_use]
    pub fn sources(&self) -> &[SourceFile] {
        &self.sources
    }

    /// What was found in each file of literature, in the order of [`Corpus::sources`].
    #[must_use]
    pub fn file_counts(&self) -> &[FileCounts] {
        &self.file_counts
    }

    /// The relations of the run.
    #[must_use]
    pub fn relations(&self) -> &Relations {
        &self.relations
    }

    /// What is known of a relation.
    #[must_use]
    pub fn relation(&self, relation: Relation) -> &RelationInfo {
        self.relations.info(relation)
    }

    /// The sign of a response.
    #[must_use]
    pub fn sign(&self, response: &Response) -> Sign {
        self.relations.sign(response.relation)
    }

    /// The file and place of a span.
    #[must_use]
    pub fn locate(&self, span: Span) -> (&SourceFile, Place) {
        let file = &self.sources[span.file.0 as usize];
        (file, file.place(span.start))
    }

    /// The place of a span's file in [`Corpus::sources`], and the line, from 1.
    #[must_use]
    pub fn file_and_line(&self, span: Span) -> (usize, u32) {
        let file = span.file.0 as usize;
        (file, self.sources[file].line_of(span.start))
    }

    /// The text of a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        let text = self.sources[span.file.0 as usize].text();
        text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// A field of a work as written in the file, inheritance included.
    #[must_use]
    pub fn field(&self, work: WorkId, name: &str) -> Option<&str> {
        let work = self.work(work);
        work.fields.first(self.sources[work.span.file.0 as usize].text(), name)
    }

    /// The title of a work in Unicode. It is read from the file anew each time: of a million titles few are
    /// ever asked for.
    #[must_use]
    pub fn title(&self, work: WorkId) -> Option<Cow<'_, str>> {
        let title = match to_unicode(self.field(work, "title")?) {
            Cow::Borrowed(title) => Cow::Borrowed(title.trim()),
            Cow::Owned(title) => Cow::Owned(title.trim().to_owned()),
        };
        Some(title).filter(|title| !title.is_empty())
    }

    /// A field of a work in Unicode, without LaTeX and runs of blanks; none where nothing is left of it.
    #[must_use]
    pub fn plain_field(&self, work: WorkId, name: &str) -> Option<String> {
        let text = to_unicode(self.field(work, name)?).split_whitespace().collect::<Vec<_>>().join(" ");
        Some(text).filter(|text| !text.is_empty())
    }

    /// Where a work appeared, in Unicode: its journal, else the book that holds it, else its publisher. Braces, commands
    /// of LaTeX and runs of blanks are gone; capitals are as written.
    #[must_use]
    pub fn venue(&self, work: WorkId) -> Option<String> {
        let fields = ["journal", "journaltitle", "booktitle", "publisher"];
        let names = fields.into_iter().filter_map(|field| self.field(work, field));
        names.map(|name| to_unicode(name).trim().to_owned()).find(|name| !name.is_empty())
    }

    /// The id of every work.
    pub fn work_ids(&self) -> impl DoubleEndedIterator<Item = WorkId> + ExactSizeIterator + use<> {
        (0..self.works.len()).map(WorkId::new)
    }

    /// The id of every position.
    pub fn position_ids(&self) -> impl DoubleEndedIterator<Item = PositionId> + ExactSizeIterator + use<> {
        (0..self.positions.len()).map(PositionId::new)
    }

    /// The id of every claim.
    pub fn claim_ids(&self) -> impl DoubleEndedIterator<Item = ClaimId> + ExactSizeIterator + use<> {
        (0..self.claims.len()).map(ClaimId::new)
    }

    /// The positions from this one up to the root of its tree, itself first.
    pub fn ancestry(&self, position: PositionId) -> impl Iterator<Item = PositionId> + '_ {
        std::iter::successors(Some(position), |&id| self.position(id).parent)
    }

    /// Whether a position is another one or lies below it in the tree.
    #[must_use]
    pub fn is_within(&self, position: PositionId, ancestor: PositionId) -> bool {
        self.ancestry(position).any(|id| id == ancestor)
    }

    /// The positions of a work, each once, in the order stated.
    #[must_use]
    pub fn positions_of(&self, work: WorkId) -> Vec<PositionId> {
        let mut positions = Vec::new();
        for stance in self.stances_of(work) {
            if !positions.contains(&stance.position) {
                positions.push(stance.position);
            }
        }
        positions
    }

    /// The stances of a work, in the order stated.
    pub fn stances_of(&self, work: WorkId) -> impl Iterator<Item = &Stance> {
        let start = self.stances.partition_point(|stance| stance.work < work);
        self.stances[start..].iter().take_while(move |stance| stance.work == work)
    }

    /// The short name that a figure shows: "Brooks & Wohlforth 2005"; the first words of the title stand for
    /// missing names, and the key for a missing title.
    #[must_use]
    pub fn label(&self, work: WorkId) -> String {
        let record = self.work(work);
        let family = |id: &PersonId| self.person(*id).name.display_family();
        let names = match (record.persons.as_ref(), record.names_given) {
            ([], _) => None,
            ([one], NamesGiven::All) => Some(family(one)),
            ([one, two], NamesGiven::All) => Some(format!("{} & {}", family(one), family(two))),
            ([one, ..], _) => Some(format!("{} et al.", family(one))),
        };
        match (names, record.year()) {
            (Some(names), Some(year)) => format!("{names} {year}"),
            (Some(names), None) => names,
            (None, _) if record.presence == Presence::Outside => outside_label(&record.key, record.year()),
            (None, year) => match (self.title(work), year) {
                (Some(title), Some(year)) => format!("{} {year}", first_words(&title)),
                (Some(title), None) => first_words(&title),
                (None, _) => record.key.to_string(),
            },
        }
    }

    /// The key of a thing as a user types it. Positions and claims whose key stands in several debates
    /// carry their debate's; persons are named by their full name.
    #[must_use]
    pub fn key(&self, entity: Entity) -> String {
        let qualified = |key: &str, debate: Option<DebateId>, shared: bool| match debate {
            Some(debate) if shared => format!("{}:{key}", self.debate(debate).key),
            _ => key.to_owned(),
        };
        match entity {
            Entity::Work(id) => self.work(id).key.to_string(),
            Entity::Person(id) => self.person(id).name.full(),
            Entity::Debate(id) => self.debate(id).key.to_string(),
            Entity::Event(id) => self.event(id).key.to_string(),
            Entity::Position(id) => {
                let position = self.position(id);
                qualified(&position.key, position.debate, self.shared_keys.contains(&position.key))
            }
            Entity::Claim(id) => {
                let claim = self.claim(id);
                qualified(&claim.key, claim.debate, self.shared_keys.contains(&claim.key))
            }
        }
    }

    /// What a key that a user typed names: an exact key first, then a debate's `debate:key`, then a
    /// person's name or family name, then an unambiguous beginning of a key.
    ///
    /// # Complexity
    /// Linear in the corpus.
    #[must_use]
    pub fn find(&self, typed: &str) -> KeyMatch {
        let typed = typed.trim();
        if typed.is_empty() {
            return KeyMatch::None(Vec::new());
        }
        let all = || self.nameable();
        let tests: [&dyn Fn(&str) -> bool; 4] = [
            &|name| name == typed,
            &|name| name.eq_ignore_ascii_case(typed),
            &|name| name.split_once(", ").is_some_and(|(family, _)| family.eq_ignore_ascii_case(typed)),
            &|name| name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed)),
        ];
        for test in tests {
            let mut hits: Vec<(Entity, String)> = all().filter(|(_, name)| test(name)).collect();
            hits.sort_by_key(|(entity, _)| *entity);
            hits.dedup_by_key(|(entity, _)| *entity);
            // Of several works of one key, refs mean the first, and so does a user.
            hits.dedup_by(|later, first| {
                matches!((later.0, first.0), (Entity::Work(_), Entity::Work(_))) && later.1 == first.1
            });
            match hits.as_slice() {
                [] => {}
                [(entity, _)] => return KeyMatch::One(*entity),
                several => {
                    // Refs read a key that a work shares as the work, and so does a user's.
                    let mut works = several.iter().filter(|(entity, _)| matches!(entity, Entity::Work(_)));
                    if let (Some((work, name)), None) = (works.next(), works.next())
                        && name.eq_ignore_ascii_case(typed)
                    {
                        return KeyMatch::One(*work);
                    }
                    let mut names: Vec<String> =
                        several.iter().map(|(entity, _)| self.key(*entity)).collect();
                    names.sort();
                    names.dedup();
                    return KeyMatch::Several(names);
                }
            }
        }
        let families =
            all().filter_map(|(_, name)| name.split_once(", ").map(|(family, _)| family.to_owned()));
        KeyMatch::None(nearest(typed, all().map(|(_, name)| name).chain(families)))
    }

    /// Every name that a user may type, with what it names; a thing may have several.
    fn nameable(&self) -> impl Iterator<Item = (Entity, String)> + '_ {
        let works = self.work_ids().map(Entity::Work);
        // Whoever has only one of two files knows a work by the key it has there.
        let merged = self.merges.iter().map(|merge| (Entity::Work(merge.kept), merge.key.to_string()));
        let positions = self.position_ids().map(Entity::Position);
        let claims = self.claim_ids().map(Entity::Claim);
        let debates = (0..self.debates.len()).map(|index| Entity::Debate(DebateId::new(index)));
        let events = (0..self.events.len()).map(|index| Entity::Event(EventId::new(index)));
        let persons = (0..self.persons.len()).map(|index| Entity::Person(PersonId::new(index)));
        let plain =
            works.chain(debates).chain(events).chain(persons).map(|entity| (entity, self.key(entity)));
        let scoped = positions.chain(claims).flat_map(|entity| {
            let (key, debate) = match entity {
                Entity::Position(id) => (&self.position(id).key, self.position(id).debate),
                Entity::Claim(id) => (&self.claim(id).key, self.claim(id).debate),
                _ => return Vec::new(),
            };
            let mut names = vec![(entity, key.to_string())];
            names.extend(debate.map(|debate| (entity, format!("{}:{key}", self.debate(debate).key))));
            names
        });
        plain.chain(scoped).chain(merged).filter(|(_, name)| !name.is_empty())
    }
}

/// "Ryan 2000" of a work that is only cited, whose key is what it is cited as: `RYAN RM, 2000, AM PSYCHOL, V55, P68`.
fn outside_label(key: &str, year: Option<i32>) -> String {
    let (Some(year), Some((author, _))) = (year, key.split_once(", ")) else { return key.to_owned() };
    let is_initials =
        |word: &&str| word.ends_with('.') || word.len() <= 3 && !word.contains(char::is_lowercase);
    let words: Vec<&str> = author.split_whitespace().collect();
    let initials = words.iter().rev().take_while(|word| is_initials(word)).count();
    let family = words[..words.len().saturating_sub(initials).max(1).min(words.len())].join(" ");
    if family.contains(char::is_lowercase) || family.is_empty() {
        return format!("{family} {year}");
    }
    let mut label = String::new();
    for (number, word) in family.split(' ').enumerate() {
        label.push_str(if number > 0 { " " } else { "" });
        let mut letters = word.chars();
        label.extend(letters.next());
        label.push_str(&letters.as_str().to_lowercase());
    }
    format!("{label} {year}")
}

/// The first four words of a title.
fn first_words(title: &str) -> String {
    // A title that somebody made up stands in brackets.
    let mut words = title.trim_matches(['[', ']']).split_whitespace();
    let first: Vec<&str> = words.by_ref().take(4).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}

/// The three names most like a word, best first; none where nothing is like it.
pub(crate) fn nearest(word: &str, names: impl Iterator<Item = impl AsRef<str>>) -> Vec<String> {
    let wanted = word.to_lowercase();
    let limit = (wanted.chars().count() / 3).clamp(1, 4);
    let mut scored: Vec<(usize, String)> = names
        .filter(|name| name.as_ref().len().abs_diff(wanted.len()) <= limit + 2)
        .filter_map(|name| {
            let distance = strsim::osa_distance(&wanted, &name.as_ref().to_lowercase());
            (distance <= limit).then(|| (distance, name.as_ref().to_owned()))
        })
        .collect();
    scored.sort();
    scored.dedup();
    scored.truncate(3);
    scored.into_iter().map(|(_, name)| name).collect()
}
