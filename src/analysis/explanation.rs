//! Why: everything that is known of a thing or between two, with file, line and field.

use serde::Serialize;

use super::claims::reasons;
use super::links::{at, rule_of, written};
use super::responses::{Reference, children, owned, reference, speaker, works_of};
use super::{Group, ResponseQuery, responses};
use crate::diagnostic::Span;
use crate::link::as_word;
use crate::model::{
    Assertion, Attitude, Citation, Confidence, Corpus, Entity, Evidence, LinkRule, Opposition, Presence,
    ReferenceOutcome, Response, Stance, WorkId,
};

/// One thing known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Which kind: `record`, `position`, `assertion`, `denial`, `response`, `citation`, `case`, `parent` …; of a
    /// claim also `status`, and `attack`, `answer` and `need`, which say why.
    pub kind: &'static str,
    /// The fact in words.
    pub text: String,
    /// Who says so, and where.
    pub by: Option<String>,
    /// Where it is written.
    pub source: Reference,
}

/// What is known of a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The key, or both keys.
    pub subject: String,
    /// The facts, grouped by kind; those of a person by work.
    pub facts: Vec<Fact>,
}

/// Everything that is known of one thing. What somebody says of it less surely than `confidence` is left out; what is
/// declared, and citations, carry no confidence.
#[must_use]
pub fn explain(corpus: &Corpus, subject: Entity, confidence: Confidence) -> Explanation {
    let mut teller = Teller { corpus, confidence, facts: Vec::new() };
    match subject {
        Entity::Work(work) => {
            teller.record(subject);
            teller.merges(work);
            for stance in corpus.stances_of(work) {
                teller.said("position", teller.held(stance), &stance.evidence, subject);
            }
        }
        Entity::Position(id) => {
            let position = corpus.position(id);
            teller.declared("position", position.title.to_string(), position.span);
            if let Some(debate) = position.debate {
                teller.declared(
                    "debate",
                    format!("of the debate {}", corpus.debate(debate).key),
                    position.span,
                );
            }
            if let Some(parent) = position.parent {
                teller.declared(
                    "parent",
                    format!("part of {}", corpus.key(Entity::Position(parent))),
                    position.span,
                );
            }
            for opposition in corpus.oppositions() {
                let (from, to) = (Entity::Position(opposition.from), Entity::Position(opposition.to));
                if [from, to].contains(&subject) {
                    teller.opposition(opposition);
                }
            }
            for child in children(corpus, id) {
                let text = format!("divides into {}", corpus.key(Entity::Position(child)));
                teller.declared("part", text, corpus.position(child).span);
            }
            for stance in corpus.stances().iter().filter(|stance| stance.position == id) {
                let text = format!("held by {}", corpus.key(Entity::Work(stance.work)));
                teller.said("held-by", text, &stance.evidence, Entity::Work(stance.work));
            }
        }
        Entity::Claim(id) => {
            let claim = corpus.claim(id);
            teller.declared("claim", claim.title.to_string(), claim.span);
            for reason in reasons(corpus, id, confidence) {
                match reason.ground {
                    None => teller.declared(reason.kind, reason.text, claim.span),
                    Some(ground) => {
                        let (evidence, holder) = (ground.evidence(corpus), ground.holder(corpus));
                        teller.said(reason.kind, reason.text, evidence, holder);
                    }
                }
            }
            for assertion in corpus.assertions().iter().filter(|assertion| assertion.claim == id) {
                teller.assertion(assertion);
            }
            for response in corpus.responses().iter().filter(|response| response.via == Some(id)) {
                teller.response(response);
            }
        }
        Entity::Person(id) => {
            let person = corpus.person(id);
            let variants: Vec<String> = person.variants().into_iter().map(crate::model::Name::full).collect();
            let works: Vec<Entity> = works_of(corpus, id).collect();
            if let Some(Entity::Work(first)) = works.first() {
                let span = corpus.work(*first).span;
                teller.declared("person", format!("written as {}", variants.join("; ")), span);
            }
            teller.works_of_person(&works);
        }
        Entity::Debate(id) => {
            let debate = corpus.debate(id);
            teller.declared("debate", debate.title.to_string(), debate.span);
            let facets: Vec<&str> =
                debate.facets.iter().map(|&facet| corpus.facet(facet).name.as_ref()).collect();
            if !facets.is_empty() {
                teller.declared("facets", format!("compares cases by {}", facets.join(", ")), debate.span);
            }
            for position in corpus.positions().iter().filter(|position| position.debate == Some(id)) {
                teller.declared("position", format!("{}: {}", position.key, position.title), position.span);
            }
            let claims = corpus.claims().iter().filter(|claim| claim.debate == Some(id)).count();
            let things = if claims == 1 { "claim" } else { "claims" };
            teller.declared("claims", format!("{claims} {things} in it"), debate.span);
        }
        Entity::Event(id) => {
            let event = corpus.event(id);
            let date = event.date.map(|date| format!(" ({date})")).unwrap_or_default();
            teller.declared("event", format!("{}{date}", event.title), event.span);
        }
    }
    teller.links(subject);
    Explanation { subject: corpus.key(subject), facts: teller.facts }
}

/// Everything that is known between two things; positions stand for their works too. What is less
/// sure than `confidence` is left out.
#[must_use]
pub fn explain_between(corpus: &Corpus, a: Entity, b: Entity, confidence: Confidence) -> Explanation {
    let mut teller = Teller { corpus, confidence, facts: Vec::new() };
    let query = ResponseQuery { between: Some((Group(a), Group(b))), confidence, ..ResponseQuery::default() };
    for response in responses(corpus, &query) {
        teller.response(response);
    }
    let (in_a, in_b) = (|end| Group(a).contains(corpus, end), |end| Group(b).contains(corpus, end));
    for citation in corpus.citations() {
        let (from, to) = (Entity::Work(citation.from), Entity::Work(citation.to));
        if in_a(from) && in_b(to) || in_b(from) && in_a(to) {
            teller.citation(citation);
        }
    }
    teller.versions(&[a, b]);
    teller.corrections(&[a, b]);
    for opposition in corpus.oppositions() {
        let (from, to) = (Entity::Position(opposition.from), Entity::Position(opposition.to));
        if in_a(from) && in_b(to) || in_b(from) && in_a(to) {
            teller.opposition(opposition);
        }
    }
    for stance in corpus.stances() {
        let (work, position) = (Entity::Work(stance.work), Entity::Position(stance.position));
        if [(a, b), (b, a)].contains(&(work, position)) {
            let text = format!("{} holds {}", corpus.key(work), corpus.key(position));
            teller.said("position", text, &stance.evidence, work);
        }
    }
    let sure = |assertion: &&Assertion| assertion.evidence.confidence >= confidence;
    for assertion in corpus.assertions().iter().filter(sure) {
        let claim = Entity::Claim(assertion.claim);
        let shared = || {
            let mine = |end| in_a(end) || in_b(end);
            let other = if in_a(assertion.holder) { &in_b as &dyn Fn(Entity) -> bool } else { &in_a };
            mine(assertion.holder)
                && corpus
                    .assertions()
                    .iter()
                    .filter(sure)
                    .any(|twin| twin.claim == assertion.claim && other(twin.holder))
        };
        if [a, b].contains(&claim) && (in_a(assertion.holder) || in_b(assertion.holder)) || shared() {
            teller.assertion(assertion);
        }
    }
    Explanation { subject: format!("{} and {}", corpus.key(a), corpus.key(b)), facts: teller.facts }
}

struct Teller<'a> {
    corpus: &'a Corpus,
    confidence: Confidence,
    facts: Vec<Fact>,
}

impl Teller<'_> {
    fn declared(&mut self, kind: &'static str, text: String, span: Span) {
        let (file, place) = self.corpus.locate(span);
        let source = Reference { file: file.name().to_owned(), line: place.line, field: String::new() };
        self.facts.push(Fact { kind, text, by: None, source });
    }

    fn said(&mut self, kind: &'static str, mut text: String, evidence: &Evidence, own: Entity) {
        if evidence.confidence < self.confidence {
            return;
        }
        if let Some(locator) = &evidence.locator {
            text.push_str(&format!(", {locator}"));
        }
        if let Some(quote) = &evidence.quote {
            text.push_str(&format!(", “{quote}”"));
        }
        if evidence.confidence != Confidence::High {
            text.push_str(&format!(" (confidence {})", evidence.confidence.name()));
        }
        let by = speaker(self.corpus, evidence, own);
        let by = match &evidence.place {
            Some(place) => format!("{by} {place}"),
            None => by,
        };
        let source = reference(self.corpus, evidence.span, evidence.field);
        self.facts.push(Fact { kind, text, by: Some(by), source });
    }

    fn record(&mut self, entity: Entity) {
        let Entity::Work(id) = entity else { return };
        let work = self.corpus.work(id);
        if work.presence == Presence::Outside {
            self.declared("record", format!("{} is cited, but has no entry of its own", work.key), work.span);
            return;
        }
        let names: Vec<String> =
            work.persons.iter().map(|&person| self.corpus.person(person).name.full()).collect();
        let names = names.join("; ");
        let stop = if names.ends_with('.') { " " } else { ". " };
        let mut text = if names.is_empty() { String::new() } else { format!("{names}{stop}") };
        text.push_str(self.corpus.title(id).as_deref().unwrap_or("untitled"));
        if let Some(year) = work.year() {
            text.push_str(&format!(" ({year})"));
        }
        if let Some(doi) = &work.doi {
            text.push_str(&format!(". https://doi.org/{doi}"));
        }
        self.declared("record", text, work.span);
    }

    /// "holds pro: It is so".
    fn held(&self, stance: &Stance) -> String {
        let position = self.corpus.position(stance.position);
        format!("holds {}: {}", self.corpus.key(Entity::Position(stance.position)), position.title)
    }

    fn opposition(&mut self, opposition: &Opposition) {
        let (from, to) = (Entity::Position(opposition.from), Entity::Position(opposition.to));
        let text = format!("{} opposes {}", self.corpus.key(from), self.corpus.key(to));
        self.said("opposes", text, &opposition.evidence, from);
    }

    /// Each work with what it says and what is said to it. What one of them says to another stands with the first.
    fn works_of_person(&mut self, works: &[Entity]) {
        let corpus = self.corpus;
        for (number, &entity) in works.iter().enumerate() {
            let Entity::Work(work) = entity else { continue };
            self.record(entity);
            for stance in corpus.stances_of(work) {
                let text = format!("{} {}", corpus.key(entity), self.held(stance));
                self.said("position", text, &stance.evidence, entity);
            }
            for assertion in corpus.assertions().iter().filter(|assertion| assertion.holder == entity) {
                self.assertion(assertion);
            }
            let told = &works[..number];
            for response in corpus.responses() {
                let ends = [response.from, response.to];
                if ends.contains(&entity) && !ends.iter().any(|end| told.contains(end)) {
                    self.response(response);
                }
            }
        }
    }

    fn assertion(&mut self, assertion: &Assertion) {
        let (kind, verb) = match assertion.attitude {
            Attitude::Asserts => ("assertion", "asserts"),
            Attitude::Denies => ("denial", "denies"),
        };
        let claim = self.corpus.claim(assertion.claim);
        let holder = self.corpus.key(assertion.holder);
        let text =
            format!("{holder} {verb} {}: {}", self.corpus.key(Entity::Claim(assertion.claim)), claim.title);
        self.said(kind, text, &assertion.evidence, assertion.holder);
    }

    fn response(&mut self, response: &Response) {
        let corpus = self.corpus;
        let relation = corpus.relation(response.relation);
        let mut text =
            format!("{} {} {}", corpus.key(response.from), relation.label, corpus.key(response.to));
        if let Some(on) = owned(response.on.as_deref()) {
            text.push_str(&format!(" on {on}"));
        }
        if let Some(via) = response.via {
            text.push_str(&format!(", about the claim {}", corpus.key(Entity::Claim(via))));
        }
        text.push_str(&format!(" [{}]", relation.sign));
        if let Some(date) = &response.date {
            text.push_str(&format!(" ({date})"));
        }
        self.said("response", text, &response.evidence, response.from);
    }

    /// A citation, and the string it was found in.
    fn citation(&mut self, citation: &Citation) {
        let corpus = self.corpus;
        let (from, to) = (Entity::Work(citation.from), Entity::Work(citation.to));
        let mut text = format!("{} cites {}", corpus.key(from), corpus.key(to));
        if let Some(reference) = corpus.reference_at(citation.span) {
            text.push_str(&format!(": “{}”", written(corpus, reference)));
            if let ReferenceOutcome::Linked { rule, score, .. } = reference.outcome {
                text.push_str(&format!(", linked by {} ({})", rule.name(), score.percent()));
            }
            if let Some(line) = corpus.correction_of(reference.span) {
                text.push_str(&format!(", {}", at(corpus, line)));
            }
        } else if rule_of(corpus, citation) == LinkRule::Correction {
            text.push_str(", though no reference says so");
        }
        self.declared("citation", text, citation.span);
    }

    /// The corrections about a work, or about two.
    fn corrections(&mut self, ends: &[Entity]) {
        for made in self.corpus.corrections() {
            let is_about = |end: &Entity| matches!(end, Entity::Work(work) if made.works.contains(work));
            if ends.iter().all(is_about) {
                let text = self.corpus.text(made.span).split_whitespace().collect::<Vec<_>>().join(" ");
                self.declared("correction", text, made.span);
            }
        }
    }

    /// What a work is a version of, and which are versions of it; of two works, if one is a version of the other.
    fn versions(&mut self, ends: &[Entity]) {
        let corpus = self.corpus;
        for version in corpus.versions() {
            let both = [Entity::Work(version.from), Entity::Work(version.to)];
            if ends.iter().all(|end| both.contains(end)) {
                let [from, to] = both.map(|work| corpus.key(work));
                self.declared(
                    "version",
                    format!("{from} is a {} of {to}", version.kind.name()),
                    version.span,
                );
            }
        }
    }

    /// The records that are one with that of a work.
    fn merges(&mut self, work: WorkId) {
        for merge in self.corpus.merges().iter().filter(|merge| merge.kept == work) {
            let [kept, other] = [0, 1].map(|at| as_word(&merge.names[at]));
            let rule = merge.rule.name();
            self.declared("merge", format!("{other} is one with {kept}, by {rule}"), merge.span);
        }
    }

    /// Assertions, responses, citations and cases of the subject.
    fn links(&mut self, subject: Entity) {
        let corpus = self.corpus;
        for assertion in corpus.assertions().iter().filter(|assertion| assertion.holder == subject) {
            self.assertion(assertion);
        }
        for response in corpus.responses() {
            if response.from == subject || response.to == subject {
                self.response(response);
            }
        }
        let Entity::Work(work) = subject else { return };
        self.versions(&[subject]);
        self.corrections(&[subject]);
        for citation in corpus.citations() {
            if citation.from == work || citation.to == work {
                self.citation(citation);
            }
        }
        for case in corpus.cases().iter().filter(|case| case.work == work) {
            let values: Vec<String> = case
                .values
                .iter()
                .map(|(facet, value)| format!("{} {value}", corpus.facet(*facet).name))
                .collect();
            let name = case.name.as_deref().map(|name| format!("{name}: ")).unwrap_or_default();
            self.said("case", format!("studies {name}{}", values.join(", ")), &case.evidence, subject);
        }
    }
}
