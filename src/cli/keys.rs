//! Keys that the user types.

use anyhow::{Result, bail};
use dissensus::analysis::Group;
use dissensus::link::Names;
use dissensus::model::{Corpus, Entity, KeyMatch, Relation};

/// The thing that a key names.
pub(super) fn entity(corpus: &Corpus, typed: &str) -> Result<Entity> {
    match corpus.find(typed) {
        KeyMatch::One(entity) => Ok(entity),
        KeyMatch::Several(names) => {
            let shown: Vec<&str> = names.iter().take(8).map(String::as_str).collect();
            let more = names.len().saturating_sub(shown.len());
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            bail!("`{typed}` may be {}{more}; type more of it", shown.join(", "))
        }
        KeyMatch::None(near) => match Names::new(corpus).work(typed) {
            Some(work) => Ok(Entity::Work(work)),
            None if near.is_empty() => bail!("nothing is called `{typed}`"),
            None => bail!("nothing is called `{typed}`; did you mean {}?", near.join(", ")),
        },
    }
}

/// The group that a key stands for.
pub(super) fn group(corpus: &Corpus, typed: &str) -> Result<Group> {
    match entity(corpus, typed)? {
        other @ (Entity::Debate(_) | Entity::Event(_)) => {
            bail!("`{typed}` is a {}; name a work, position, claim or person", other.kind())
        }
        one => Ok(Group(one)),
    }
}

/// The same for an option that may be absent.
pub(super) fn optional_group(corpus: &Corpus, typed: Option<&str>) -> Result<Option<Group>> {
    typed.map(|typed| group(corpus, typed)).transpose()
}

/// A position.
pub(super) fn position(corpus: &Corpus, typed: Option<&str>) -> Result<Option<Group>> {
    let Some(typed) = typed else { return Ok(None) };
    match group(corpus, typed)? {
        group @ Group(Entity::Position(_)) => Ok(Some(group)),
        Group(other) => bail!("`{typed}` is a {}, not a position", other.kind()),
    }
}

/// A relation by any of its names.
pub(super) fn relation(corpus: &Corpus, typed: Option<&str>) -> Result<Option<Relation>> {
    let Some(typed) = typed else { return Ok(None) };
    match corpus.relations().find(typed) {
        Some((relation, _)) => Ok(Some(relation)),
        None => {
            let near = corpus.relations().iter().map(|(_, info)| &*info.name);
            let start: String = typed.chars().take(4).collect::<String>().to_lowercase();
            let near: Vec<&str> = near.filter(|name| name.starts_with(&start)).take(3).collect();
            let hint =
                if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(", ")) };
            bail!("`{typed}` is no relation{hint}")
        }
    }
}
