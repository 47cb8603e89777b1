//! Texts read into a corpus, and the corpus written down in words that a test can compare.

use std::process::Command;

use dissensus::analysis;
use dissensus::analysis::ClaimQuery;
use dissensus::analysis::FacetQuery;
use dissensus::analysis::MatrixOf;
use dissensus::analysis::ResponseQuery;
use dissensus::diagnostic::Diagnostic;
use dissensus::diagnostic::Place;
use dissensus::diagnostic::Rule;
use dissensus::import::Input;
use dissensus::import::LoadOptions;
use dissensus::import::load;
use dissensus::model::Attitude;
use dissensus::model::Confidence;
use dissensus::model::Corpus;
use dissensus::model::DebateId;
use dissensus::model::Entity;
use dissensus::model::EventId;
use dissensus::model::Evidence;
use dissensus::model::KeyMatch;
use dissensus::model::PersonId;
use dissensus::model::Speaker;
use dissensus::model::WorkId;
use serde_json::Value;
use serde_json::json;

/// A corpus with all that is wrong in its files, as `dissensus check` shows it.
pub(crate) struct Reading {
    pub(crate) corpus: Corpus,
    pub(crate) found: Vec<Diagnostic>,
}

pub(crate) fn input(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
    Input { name: name.to_owned(), bytes: bytes.into() }
}

/// One file, `library.bib`.
pub(crate) fn library(text: &str) -> Reading {
    files(&[("library.bib", text)])
}

pub(crate) fn files(files: &[(&str, &str)]) -> Reading {
    read(files.iter().map(|(name, text)| input(name, *text)).collect(), LoadOptions::default())
}

pub(crate) fn read(inputs: Vec<Input>, options: LoadOptions) -> Reading {
    let loaded = load(inputs, options);
    let mut found = loaded.diagnostics;
    found.extend(analysis::check(&loaded.corpus));
    found.sort();
    found.dedup();
    Reading { corpus: loaded.corpus, found }
}

impl Reading {
    pub(crate) fn rules(&self) -> Vec<Rule> {
        self.found.iter().map(|diagnostic| diagnostic.rule).collect()
    }

    /// Every finding as `rule file:line:column message | hint`.
    pub(crate) fn findings(&self) -> Vec<String> {
        let line = |found: &Diagnostic| {
            let (file, Place { line, column }) = self.corpus.locate(found.span);
            let hint = found.hint.as_deref().unwrap_or_default();
            format!("{} {}:{line}:{column} {} | {hint}", found.rule, file.name(), found.message)
        };
        self.found.iter().map(line).collect()
    }

    pub(crate) fn place(&self, found: &Diagnostic) -> (u32, u32) {
        let (_, place) = self.corpus.locate(found.span);
        (place.line, place.column)
    }

    /// The same, where nothing may be wrong.
    #[track_caller]
    pub(crate) fn clean(self) -> Self {
        assert!(self.found.is_empty(), "{:#?}", self.findings());
        self
    }

    /// The same, where no more than these rules may be broken.
    #[track_caller]
    pub(crate) fn but_for(self, rules: &[Rule]) -> Self {
        let others: Vec<_> = self.rules().into_iter().filter(|rule| !rules.contains(rule)).collect();
        assert!(others.is_empty(), "{:#?}", self.findings());
        self
    }

    #[track_caller]
    pub(crate) fn work(&self, key: &str) -> WorkId {
        let found = self.corpus.work_ids().find(|&id| *self.corpus.work(id).key == *key);
        found.unwrap_or_else(|| panic!("no work {key}"))
    }

    #[track_caller]
    pub(crate) fn entity(&self, typed: &str) -> Entity {
        match self.corpus.find(typed) {
            KeyMatch::One(entity) => entity,
            other => panic!("{typed}: {other:?}"),
        }
    }

    fn evidence(&self, evidence: &Evidence) -> String {
        let mut words = String::new();
        let mut add = |name: &str, value: Option<&str>| {
            if let Some(value) = value {
                words.push_str(&format!(" {name}={value}"));
            }
        };
        let by = match &evidence.speaker {
            Speaker::Itself => None,
            Speaker::Work(work) => Some(self.corpus.key(Entity::Work(*work))),
            Speaker::Named(name) => Some(format!("?{name}")),
        };
        add("by", by.as_deref());
        add("place", evidence.place.as_deref());
        add("locator", evidence.locator.as_deref());
        add("quote", evidence.quote.as_deref());
        if evidence.confidence.name() != "high" {
            add("confidence", Some(evidence.confidence.name()));
        }
        words
    }

    /// `from relation to on=… via=… date=… by=… place=… locator=… quote=… confidence=…`, sorted.
    pub(crate) fn responses(&self) -> Vec<String> {
        let key = |entity| self.corpus.key(entity);
        let lines = self.corpus.responses().iter().map(|response| {
            let relation = &self.corpus.relation(response.relation).name;
            let mut line = format!("{} {relation} {}", key(response.from), key(response.to));
            for (name, value) in [
                ("on", response.on.as_deref().map(str::to_owned)),
                ("via", response.via.map(|claim| key(Entity::Claim(claim)))),
                ("date", response.date.map(|date| date.to_string())),
            ] {
                if let Some(value) = value {
                    line.push_str(&format!(" {name}={value}"));
                }
            }
            line + &self.evidence(&response.evidence)
        });
        sorted(lines)
    }

    pub(crate) fn stances(&self) -> Vec<String> {
        let key = |entity| self.corpus.key(entity);
        sorted(self.corpus.stances().iter().map(|stance| {
            let line =
                format!("{} {}", key(Entity::Work(stance.work)), key(Entity::Position(stance.position)));
            line + &self.evidence(&stance.evidence)
        }))
    }

    pub(crate) fn assertions(&self) -> Vec<String> {
        let key = |entity| self.corpus.key(entity);
        sorted(self.corpus.assertions().iter().map(|made| {
            let verb = if made.attitude == Attitude::Asserts { "asserts" } else { "denies" };
            let line = format!("{} {verb} {}", key(made.holder), key(Entity::Claim(made.claim)));
            line + &self.evidence(&made.evidence)
        }))
    }

    /// `work case facet=value …`; a case without name is `-`.
    pub(crate) fn cases(&self) -> Vec<String> {
        sorted(self.corpus.cases().iter().map(|case| {
            let mut line = self.corpus.key(Entity::Work(case.work));
            line.push_str(&format!(" {}", case.name.as_deref().unwrap_or("-")));
            for (facet, value) in &case.values {
                line.push_str(&format!(" {}={value}", self.corpus.facet(*facet).name));
            }
            line + &self.evidence(&case.evidence)
        }))
    }

    pub(crate) fn citations(&self) -> Vec<String> {
        sorted(self.corpus.citations().iter().map(|citation| {
            let key = |work| self.corpus.key(Entity::Work(work));
            format!("{} {}", key(citation.from), key(citation.to))
        }))
    }

    /// Keys of positions as the corpus names them, each with its parent.
    pub(crate) fn positions(&self) -> Vec<String> {
        sorted(self.corpus.position_ids().map(|id| {
            let key = |id| self.corpus.key(Entity::Position(id));
            match self.corpus.position(id).parent {
                Some(parent) => format!("{} < {}", key(id), key(parent)),
                None => key(id),
            }
        }))
    }

    /// Everything that the public interface can tell.
    pub(crate) fn dump(&self) -> Value {
        let corpus = &self.corpus;
        let all = analysis::responses(corpus, &ResponseQuery::default());
        let ids = corpus.work_ids().map(Entity::Work);
        let ids = ids.chain(corpus.position_ids().map(Entity::Position));
        let ids = ids.chain(corpus.claim_ids().map(Entity::Claim));
        let ids = ids.chain((0..corpus.persons().len()).map(|id| Entity::Person(PersonId::new(id))));
        let ids = ids.chain((0..corpus.debates().len()).map(|id| Entity::Debate(DebateId::new(id))));
        let ids: Vec<Entity> =
            ids.chain((0..corpus.events().len()).map(|id| Entity::Event(EventId::new(id)))).collect();
        let fields = |id: WorkId| {
            ["title", "author", "year", "publisher", "booktitle", "cites", "region", "disputes"]
                .map(|name| corpus.field(id, name))
        };
        let matrix = |of| serde_json::to_value(analysis::response_matrix(corpus, &all, of)).unwrap();
        json!({
            "findings": self.findings(),
            "statistics": analysis::statistics(corpus, Confidence::Low),
            "names": ids.iter().map(|&id| corpus.key(id)).collect::<Vec<_>>(),
            "facts": ids.iter().map(|&id| analysis::explain(corpus, id, Confidence::Low)).collect::<Vec<_>>(),
            "labels": corpus.work_ids().map(|id| corpus.label(id)).collect::<Vec<_>>(),
            "fields": corpus.work_ids().map(fields).collect::<Vec<_>>(),
            "responses": all.iter().map(|one| analysis::finding(corpus, one)).collect::<Vec<_>>(),
            "claims": analysis::claims(corpus, &ClaimQuery::default()),
            "cases": analysis::works_where(corpus, &FacetQuery::default()),
            "people": matrix(MatrixOf::People),
            "positions": matrix(MatrixOf::Positions),
            "answered": analysis::challenges(corpus, Confidence::Low).iter().map(|challenge| {
                let answers: Vec<_> = challenge.answers.iter().map(|one| analysis::finding(corpus, one)).collect();
                json!([format!("{:?}", challenge.answered), answers])
            }).collect::<Vec<_>>(),
            "threads": analysis::threads(corpus, dissensus::model::Confidence::Low).iter().map(|thread| {
                thread.steps.iter().map(|step| {
                    json!([step.depth, step.same_year, analysis::finding(corpus, step.response)])
                }).collect::<Vec<_>>()
            }).collect::<Vec<_>>(),
        })
    }
}

/// What the program answers in a folder that holds these files alone.
#[expect(clippy::disallowed_methods, reason = "the program under test reads files")]
pub(crate) fn run(files: &[(&str, &str)], arguments: &[&str]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_dissensus"))
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn sorted(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}
