//! What is said of a work and of a statement, as attributes.

use std::collections::BTreeMap;

use crate::analysis::responses::{finding, owned, reference, speaker};
use crate::analysis::schools::{Schools, SchoolsFinding, SchoolsQuery, schools};
use crate::dataset::{EdgeAttribute, Groups, Node, NodeAttribute, Spell, Value};
use crate::diagnostic::Span;
use crate::model::{Confidence, Contribution, Corpus, Entity, Evidence, Presence, Response, WorkId};

use super::Ids;

/// The attributes of an edge while they are gathered.
pub(super) type EdgeValues = BTreeMap<EdgeAttribute, Value>;

/// The schools of works, as groups of nodes.
pub(super) struct SchoolGroups {
    pub(super) groups: Groups,
    of_work: BTreeMap<WorkId, usize>,
}

impl SchoolGroups {
    /// The schools that are found if nothing in particular is asked for, from one seed.
    pub(super) fn find(corpus: &Corpus, confidence: Confidence) -> Self {
        let mut query = SchoolsQuery { seeds: std::num::NonZeroUsize::new(1), ..SchoolsQuery::default() };
        query.responses.confidence = confidence;
        // A query that asks for nothing in particular contradicts itself nowhere.
        let Ok(found) = schools(corpus, &query) else {
            return Self { groups: Groups { word: "school", names: Vec::new() }, of_work: BTreeMap::new() };
        };
        Self::new(&found)
    }

    /// The same of schools that were found.
    pub(super) fn new(found: &Schools) -> Self {
        let works = found.works().iter();
        let of_work = works.filter_map(|&work| Some((work, found.school_of(work)?))).collect();
        Self { groups: groups(&found.finding), of_work }
    }

    /// The number of the school of a work.
    pub(super) fn school(&self, work: WorkId) -> Option<usize> {
        self.of_work.get(&work).copied()
    }
}

/// The schools by number.
pub(super) fn groups(found: &SchoolsFinding) -> Groups {
    let mut schools: Vec<_> = found.schools.iter().collect();
    schools.sort_by_key(|school| school.id);
    Groups { word: "school", names: schools.into_iter().map(|school| school.label.clone()).collect() }
}

/// The node of a work.
pub(super) fn work_node(
    corpus: &Corpus,
    work: WorkId,
    schools: &SchoolGroups,
    confidence: Confidence,
    ids: &mut Ids,
) -> Node {
    let record = corpus.work(work);
    let mut values = BTreeMap::new();
    let mut say = |attribute: NodeAttribute, value: Option<Value>| {
        if let Some(value) = value {
            values.insert(attribute, value);
        }
    };
    let text = |text: Option<String>| text.filter(|text| !text.is_empty()).map(Value::Text);
    let list = |texts: Vec<String>| (!texts.is_empty()).then_some(Value::Texts(texts));
    let key = corpus.key(Entity::Work(work));
    say(NodeAttribute::Kind, Some(Value::Text("work".to_owned())));
    say(NodeAttribute::Key, text(Some(key.clone())));
    say(NodeAttribute::Title, text(corpus.title(work).map(|title| one_line(&title))));
    let is_outside = record.presence == Presence::Outside;
    if !is_outside {
        say(NodeAttribute::EntryType, text(Some(record.entry_type.to_string())));
    }
    say(NodeAttribute::Year, record.year().map(Value::Year));
    let persons = record.persons.iter().map(|&person| corpus.person(person).name.full()).collect();
    match record.contribution {
        Contribution::Authors => say(NodeAttribute::Authors, list(persons)),
        Contribution::Editors => say(NodeAttribute::Editors, list(persons)),
    }
    say(NodeAttribute::Venue, text(corpus.venue(work).map(|venue| one_line(&venue))));
    let field = |names: &[&str]| names.iter().find_map(|name| corpus.plain_field(work, name));
    say(NodeAttribute::Volume, text(field(&["volume"])));
    say(NodeAttribute::Issue, text(field(&["number", "issue"])));
    say(NodeAttribute::Pages, text(field(&["pages"])));
    say(NodeAttribute::Doi, text(record.doi.as_ref().map(ToString::to_string)));
    let mut positions: Vec<String> = Vec::new();
    for stance in corpus.stances_of(work).filter(|stance| stance.evidence.confidence >= confidence) {
        let key = corpus.key(Entity::Position(stance.position));
        if !positions.contains(&key) {
            positions.push(key);
        }
    }
    say(NodeAttribute::Positions, list(positions));
    let school = schools.school(work);
    say(NodeAttribute::School, school.map(|number| Value::Count(number as u64)));
    let name = school.and_then(|number| schools.groups.names.get(number - 1));
    say(NodeAttribute::SchoolName, text(name.cloned()));
    say(NodeAttribute::Outside, Some(Value::Flag(is_outside)));
    let (file, place) = corpus.locate(record.span);
    say(NodeAttribute::File, Some(Value::Text(file.name().to_owned())));
    say(NodeAttribute::Line, Some(Value::Count(place.line.into())));
    Node {
        id: ids.unique(&key, "work"),
        label: one_line(&corpus.label(work)),
        group: school.map(|number| number - 1),
        spell: record.year().map(|first| Spell { first, last: None }),
        names: record.persons.iter().map(|&person| corpus.person(person).name.clone()).collect(),
        values,
    }
}

/// A text without line breaks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is said of a response.
pub(super) fn response_values(corpus: &Corpus, response: &Response) -> EdgeValues {
    let found = finding(corpus, response);
    let text = |text: String| Some(Value::Text(text));
    let values = [
        (EdgeAttribute::Relation, text(found.relation)),
        (EdgeAttribute::Sign, text(found.sign.to_owned())),
        (EdgeAttribute::On, found.on.map(Value::Text)),
        (EdgeAttribute::Via, found.via.map(Value::Text)),
        (EdgeAttribute::By, text(found.by)),
        (EdgeAttribute::Place, found.place.map(Value::Text)),
        (EdgeAttribute::Locator, found.locator.map(Value::Text)),
        (EdgeAttribute::Quote, found.quote.map(Value::Text)),
        (EdgeAttribute::Annotation, text(one_line(corpus.text(response.evidence.span)))),
        (EdgeAttribute::Confidence, text(found.confidence.to_owned())),
        (EdgeAttribute::Year, found.year.map(Value::Year)),
        (EdgeAttribute::Count, Some(Value::Count(1))),
        (EdgeAttribute::File, text(found.source.file)),
        (EdgeAttribute::Line, Some(Value::Count(found.source.line.into()))),
        (EdgeAttribute::Field, text(found.source.field)),
    ];
    values.into_iter().filter_map(|(attribute, value)| Some((attribute, value?))).collect()
}

/// Where a statement stands, without its field.
pub(super) fn place_values(corpus: &Corpus, span: Span) -> [(EdgeAttribute, Value); 2] {
    let found = reference(corpus, span, Span::new(span.file, span.start, span.start));
    [(EdgeAttribute::File, Value::Text(found.file)), (EdgeAttribute::Line, Value::Count(found.line.into()))]
}

/// What is said of an assertion or denial.
pub(super) fn evidence_values(corpus: &Corpus, evidence: &Evidence, own: Entity) -> EdgeValues {
    let place = reference(corpus, evidence.span, evidence.field);
    let text = |text: String| Some(Value::Text(text));
    let values = [
        (EdgeAttribute::By, text(speaker(corpus, evidence, own))),
        (EdgeAttribute::Place, owned(evidence.place.as_deref()).map(Value::Text)),
        (EdgeAttribute::Locator, owned(evidence.locator.as_deref()).map(Value::Text)),
        (EdgeAttribute::Quote, owned(evidence.quote.as_deref()).map(Value::Text)),
        (EdgeAttribute::Annotation, text(one_line(corpus.text(evidence.span)))),
        (EdgeAttribute::Confidence, text(evidence.confidence.name().to_owned())),
        (EdgeAttribute::File, text(place.file)),
        (EdgeAttribute::Line, Some(Value::Count(place.line.into()))),
        (EdgeAttribute::Field, text(place.field)),
    ];
    values.into_iter().filter_map(|(attribute, value)| Some((attribute, value?))).collect()
}
