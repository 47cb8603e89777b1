//! Why nothing joins the works of a corpus, and what to type.

use super::export_advice::exports_without_references;
use crate::model::{Corpus, Entity, Presence, Work};
use crate::projection::MentionKinds;

/// Why no work of the corpus is joined to another, in sentences; for an analysis that has nothing to go by.
///
/// # Complexity
/// Linear in the corpus and its fields.
#[must_use]
pub fn why_no_links(corpus: &Corpus, kinds: MentionKinds) -> Vec<String> {
    let listed = |work: &&Work| work.presence == Presence::Listed;
    let works = corpus.works().iter().filter(listed).count();
    match works {
        0 => return vec!["the files hold no work".to_owned()],
        1 => return vec!["the files hold one work, which nothing else can be joined to".to_owned()],
        _ => {}
    }
    let mut said = Vec::new();
    let between_works = |from: Entity, to: Entity| {
        let inside = |end| matches!(end, Entity::Work(id) if corpus.work(id).presence == Presence::Listed);
        inside(from) && inside(to) && from != to
    };
    let responses = corpus.responses().iter().filter(|it| between_works(it.from, it.to)).count();
    let inside = |from, to| between_works(Entity::Work(from), Entity::Work(to));
    let citations = corpus.citations().iter().filter(|it| inside(it.from, it.to)).count();
    match kinds {
        MentionKinds::Responses if citations > 0 => {
            said.push("no work responds to another; some cite others: choose --links both".to_owned());
        }
        MentionKinds::Citations if responses > 0 => {
            said.push("no work cites another; some respond to others: choose --links both".to_owned());
        }
        MentionKinds::Responses => said.push(format!("none of {works} works responds to another")),
        MentionKinds::Citations => said.push(format!("none of {works} works cites another")),
        MentionKinds::Both => said.push(format!("none of {works} works responds to another or cites one")),
    }
    let outside = corpus.citations().iter().filter(|it| !inside(it.from, it.to)).count();
    if outside > 0 && citations == 0 {
        said.push(match outside {
            1 => "the only citation goes to a work that has no entry in these files".to_owned(),
            _ => format!("all {outside} citations go to works that have no entry in these files"),
        });
    }
    if !corpus.references().is_empty() {
        said.push("`dissensus link --audit` tells what became of the references in their lists".to_owned());
    }
    let silent = exports_without_references(corpus);
    if !silent.is_empty() {
        said.extend(silent);
        return said;
    }
    said.push(
        "write cites = {KEY, KEY} or disputes = {KEY [on=…]} into an entry to join it to others".to_owned(),
    );
    said
}
