//! A record of a database as an entry of BibTeX.

use super::lists;
use crate::model::{Corpus, ReferenceList, Work};

/// What an entry says besides the fields of its record.
pub(super) struct Additions<'a> {
    pub(super) key: &'a str,
    pub(super) lists: &'a [ReferenceList],
    /// Fields at the end, names and values.
    pub(super) fields: &'a [(&'static str, String)],
}

/// The entry, with an empty line behind it.
pub(super) fn entry(corpus: &Corpus, work: &Work, additions: &Additions<'_>) -> String {
    let text = corpus.sources()[work.span.file.0 as usize].text();
    let own = work.fields.own(text).map(|field| {
        let (name, value) = (field.name.trim(), lists::balanced(field.value));
        (name.to_owned(), if PROSE.contains(&name) { printable(&value) } else { value })
    });
    let lists = additions.lists.iter().map(|list| {
        let (name, value) = lists::field(list.format, corpus.text(list.span));
        (name.to_owned(), value)
    });
    let mut fields: Vec<(String, String)> = own.chain(lists).collect();
    if fields.is_empty() {
        // Without any, what the record cites would be said of a work described elsewhere.
        fields.push(("note".to_owned(), String::new()));
    }
    fields.extend(additions.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
    format!("@{}{{{},\n{}\n}}\n\n", work.entry_type, additions.key, fields.join(",\n"))
}

/// The fields that bibliographies print, in which LaTeX must not take a sign for a command.
const PROSE: [&str; 9] =
    ["abstract", "address", "author", "booktitle", "editor", "journal", "publisher", "series", "title"];

/// A text in which `&`, `#` and `_` are signs.
fn printable(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if matches!(c, '&' | '#' | '_') && before != '\\' {
            written.push('\\');
        }
        written.push(c);
        before = c;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn signs_that_latex_takes_for_commands_are_written_as_signs() {
        assert_eq!(printable("Science & Art, #1, a_b, R\\&D"), "Science \\& Art, \\#1, a\\_b, R\\&D");
    }
}
