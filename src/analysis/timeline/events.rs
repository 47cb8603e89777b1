//! Declared events, beside the phases found.

use serde::Serialize;

use super::declared;
use crate::analysis::Reference;
use crate::model::{Corpus, Entity, EventId, Openness};

/// An event, or a phase that somebody declared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventFinding {
    /// Its key.
    pub id: String,
    /// What happened.
    pub title: String,
    /// Its first year, where it is known.
    pub from: Option<i32>,
    /// Its last year, where it is known; of a single date, the same.
    pub to: Option<i32>,
    /// The date as it is given.
    pub date: Option<String>,
    /// Where it is written.
    pub source: Reference,
}

/// The declared events, by their years; those without a date come last.
#[must_use]
pub fn events(corpus: &Corpus) -> Vec<EventFinding> {
    let mut found: Vec<(EventFinding, EventId)> = corpus
        .events()
        .iter()
        .enumerate()
        .map(|(index, event)| {
            let id = EventId::new(index);
            let start = event.date.map(|date| date.start.year);
            let openness = event.date.map(|date| date.openness);
            let end = event.date.map(|date| date.end.map_or(date.start.year, |end| end.year));
            let finding = EventFinding {
                id: corpus.key(Entity::Event(id)),
                title: event.title.to_string(),
                from: start.filter(|_| openness != Some(Openness::OpenStart)),
                to: end.filter(|_| openness != Some(Openness::OpenEnd)),
                date: event.date.map(|date| date.to_string()),
                source: declared(corpus, event.span),
            };
            (finding, id)
        })
        .collect();
    found.sort_by_key(|(event, id)| {
        let date = corpus.event(*id).date;
        (event.date.is_none(), date.map(|date| (date.start, date.end)), event.id.clone())
    });
    found.into_iter().map(|(event, _)| event).collect()
}
