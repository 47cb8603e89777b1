//! Why nothing joins the works of a corpus, and what to type.

use crate::model::{Corpus, Entity, Presence, Work, WorkId};
use crate::projection::MentionKinds;

/// Fields in which databases export what a work cites, as text.
const REFERENCE_LISTS: [&str; 2] = ["cited-references", "references"];

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
        said.push(format!("all {outside} citations go to works that have no entry in these files"));
    }
    let has_list = |id: &WorkId| REFERENCE_LISTS.iter().any(|field| corpus.field(*id, field).is_some());
    let with_list = corpus.work_ids().filter(has_list).count();
    if with_list > 0 {
        let carry = if with_list == 1 { "work carries what it cites" } else { "works carry what they cite" };
        said.push(format!(
            "{with_list} {carry} as a list of texts (Cited-References, references), which is not matched to works"
        ));
    }
    said.push(
        "write cites = {KEY, KEY} or disputes = {KEY [on=…]} into an entry to join it to others".to_owned(),
    );
    said
}
