//! Lists of references as fields of BibTeX, so that they say what they said.

use crate::link::divided;
use crate::model::ReferenceFormat;

/// The name and the value of the field that holds a list of references.
///
/// What Web of Science writes keeps one reference a line, Crossref's array stays one. Braces that would break the entry
/// are left out, in Crossref's texts written as JSON may.
pub(super) fn field(format: ReferenceFormat, list: &str) -> (&'static str, String) {
    let list = list.trim();
    match format {
        ReferenceFormat::WebOfScience => ("cited-references", balanced(list)),
        ReferenceFormat::WebOfScienceLines | ReferenceFormat::WebOfScienceSemicolons => {
            ("cited-references", lines(format, list))
        }
        ReferenceFormat::Crossref => ("crossref-references", array(list)),
        ReferenceFormat::Dimensions => ("dimensions-references", balanced(list)),
        ReferenceFormat::Scopus => ("references", balanced(list)),
    }
}

/// One reference a line, each with a full stop, without which it would go on in the next.
fn lines(format: ReferenceFormat, list: &str) -> String {
    let mut references: Vec<String> = divided(format, list)
        .into_iter()
        .map(|range| {
            let words: Vec<&str> = list[range].split_whitespace().collect();
            let reference = balanced(&words.join(" "));
            if reference.ends_with('.') { reference } else { format!("{reference}.") }
        })
        .collect();
    if let [only] = references.as_mut_slice() {
        // A single line would be divided at its semicolons.
        *only = only.replacen("; ", ";\n   ", 1);
    }
    references.join("\n   ")
}

/// An array of JSON in which no text has a brace.
fn array(list: &str) -> String {
    let mut written = String::with_capacity(list.len());
    let (mut in_text, mut is_escaped) = (false, false);
    for c in list.chars() {
        match c {
            '{' if in_text => written.push_str("\\u007b"),
            '}' if in_text => written.push_str("\\u007d"),
            c => written.push(c),
        }
        in_text ^= c == '"' && !is_escaped;
        is_escaped = in_text && c == '\\' && !is_escaped;
    }
    balanced(&written)
}

/// A text without the braces that close nothing or are never closed, and without line breaks before an `@`, which would
/// look like the next entry. A brace after a backslash is one to BibTeX; what it stands for is written as a command.
pub(super) fn balanced(text: &str) -> String {
    let text = text.replace("\\{", "\\textbraceleft{}").replace("\\}", "\\textbraceright{}");
    let mut open = Vec::new();
    let mut left_out = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => open.push(at),
            b'}' if open.pop().is_none() => left_out.push(at),
            _ => {}
        }
    }
    left_out.append(&mut open);
    left_out.sort_unstable();
    let mut written = String::with_capacity(text.len());
    let mut left_out = left_out.into_iter().peekable();
    for (at, c) in text.char_indices() {
        if left_out.next_if_eq(&at).is_some() {
            continue;
        }
        if c == '@' {
            let before = written.trim_end_matches([' ', '\t']).len();
            if written[..before].ends_with(['\n', '\r']) {
                written.truncate(written.trim_end().len());
                written.push(' ');
            }
        }
        written.push(c);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_lines_stays_one_and_its_references_end() {
        let list = "A B, 2000, X, V1, P2\n   C D, 2001, Y; Z.";
        let (name, written) = field(ReferenceFormat::WebOfScienceLines, list);
        assert_eq!(
            (name, written.as_str()),
            ("cited-references", "A B, 2000, X, V1, P2.\n   C D, 2001, Y; Z.")
        );
        let strings = |format, text: &str| {
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            divided(format, text).into_iter().map(|range| words(&text[range])).collect::<Vec<_>>()
        };
        let one = "A B, 2000, X; C D, 2001, Y.";
        let (_, written) = field(ReferenceFormat::WebOfScienceLines, one);
        assert_eq!(strings(ReferenceFormat::WebOfScience, &written), [one]);
    }

    #[test]
    fn braces_balance_and_no_line_looks_like_an_entry() {
        assert_eq!(balanced("a } b {c} { d"), "a  b {c}  d");
        assert_eq!(balanced("\\{x"), "\\textbraceleft{}x");
        assert_eq!(balanced("a\n  @misc(x"), "a @misc(x");
        assert_eq!(array("[{\"a\": \"}\\\"{\"}]"), "[{\"a\": \"\\u007d\\\"\\u007b\"}]");
    }
}
