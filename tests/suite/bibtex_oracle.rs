//! What the reader makes of real files, beside what the `bibtex` program makes of them.
//!
//! For each file a style is written that declares every name of a field and prints type, key and fields
//! of each entry. BibTeX folds white space and breaks lines, so white space is ignored.

mod program;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;
use std::path::PathBuf;

use dissensus::diagnostic::FileId;
use dissensus::diagnostic::SourceFile;
use dissensus::import::bibtex::raw::EncodingChoice;
use dissensus::import::bibtex::raw::decode;
use dissensus::import::bibtex::raw::read;

use program::Theirs;
use program::is_declarable;
use program::theirs;

/// Why one entry's fields differ: to BibTeX its last reference never ends; here it does, and that is told.
const NEVER_CLOSED: &str = "never closed to BibTeX, which counts a brace after a backslash";

/// Where the reader and BibTeX disagree: the end of the file's path, the key in lower case, the field or
/// `entry`, and why.
///
/// Three differences are explained by what the files say and need no line here: fields after a mistake that
/// makes BibTeX skip the rest of an entry (`%` comments, names of several words, the rest of a key with a
/// space in it); a parent that is not in the file, which BibTeX forgets; fields that it inherits.
const EXCEPTIONS: &[(&str, &str, &str, &str)] = &[
    (
        "refs.bib",
        "arelbundocketal2018c",
        "entry",
        "broken: text after a braced value; BibTeX keeps what precedes it",
    ),
    (
        "refs.bib",
        "bennettetal2019n",
        "entry",
        "broken: text after a braced value; BibTeX keeps what precedes it",
    ),
    ("names.bib", "l27", "entry", "every line of it is commented out, which is nothing to BibTeX"),
    ("names.bib", "l28", "entry", "every line of it is commented out, which is nothing to BibTeX"),
    (
        "fixtures_valid_comments.bib",
        "rlang",
        "entry",
        "every line of it is commented out, which is nothing to BibTeX",
    ),
    ("fixtures_invalid_incorrect_syntax.bib", "conigliocorbalan", "entry", "broken: a field without `=`"),
    ("electre.bib", "wos:000380468600005", "cited-references", NEVER_CLOSED),
    ("electre.bib", "wos:000380468600005", "da", NEVER_CLOSED),
    ("electre.bib", "wos:000380468600005", "doc-delivery-number", NEVER_CLOSED),
    ("electre.bib", "wos:000380468600005", "number-of-cited-references", NEVER_CLOSED),
    ("electre.bib", "wos:000380468600005", "times-cited", NEVER_CLOSED),
    ("electre.bib", "wos:000380468600005", "unique-id", NEVER_CLOSED),
    ("electre.bib", "wos:000380468600005", "usage-count-last-180-days", NEVER_CLOSED),
    ("electre.bib", "wos:000380468600005", "usage-count-since-2013", NEVER_CLOSED),
];

/// Files with more entries than lines that begin one: how many more. In all of them an entry begins
/// right after the brace that closes the one before.
const HEAD_EXCEPTIONS: &[(&str, isize)] = &[
    ("scopus/biodiversity.bib", 2),
    ("scopus/new-header-no-references.bib", 1),
    ("scopus/same-topic-as-wos-no-references.bib", 1),
];

/// An entry: its type, and its fields, by lower-case name. The first field of a name holds, as in BibTeX.
#[derive(Debug, Default, PartialEq, Eq)]
struct Entry {
    kind: String,
    fields: BTreeMap<String, String>,
}

fn corpora() -> Option<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "only the tests look for the files")]
    let folder = std::env::var("DISSENSUS_CORPORA")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no folder {}", folder.display());
    None
}

fn bib_files(folder: &Path, files: &mut Vec<PathBuf>) {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("a corpus can be listed")
        .map(|entry| entry.expect("a corpus can be listed").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            bib_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("bib")) {
            files.push(path);
        }
    }
}

/// The path from the folder of corpora on and the text of every file.
fn texts() -> Vec<(String, String)> {
    let Some(folder) = corpora() else { return Vec::new() };
    let mut files = Vec::new();
    bib_files(&folder, &mut files);
    files
        .into_iter()
        .map(|path| {
            #[expect(clippy::disallowed_methods, reason = "only the tests open files")]
            let bytes = fs::read(&path).expect("a corpus can be read");
            let decoded = decode(bytes, FileId(0), EncodingChoice::Detect);
            (
                path.strip_prefix(&folder).expect("files are listed by folder").display().to_string(),
                decoded.text,
            )
        })
        .collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|char| !(char.is_ascii_whitespace() || *char == '\u{B}')).collect()
}

/// The entries in the order of the file, with their lower-case keys and the lines they stand on.
fn ours(text: &str) -> Vec<(String, Entry, RangeInclusive<usize>)> {
    let place = SourceFile::new("", text);
    let line = |at: u32| place.place(at).line as usize;
    read(text, FileId(0), |raw| {
        let mut fields = BTreeMap::new();
        for field in &raw.fields {
            fields.entry(field.name.to_ascii_lowercase()).or_insert_with(|| squeezed(field.value.as_str()));
        }
        let entry = Entry { kind: raw.kind.to_ascii_lowercase(), fields };
        (raw.key.trim().to_ascii_lowercase(), entry, line(raw.span.start)..=line(raw.span.end))
    })
    .items
}

/// Where ours differs from BibTeX's entry of this key.
fn differences(
    key: &str,
    theirs: &Entry,
    others: &Theirs,
    text_entries: &[(String, Entry, RangeInclusive<usize>)],
    names: &BTreeSet<&str>,
) -> Vec<(String, String)> {
    let gave_up = |lines: &RangeInclusive<usize>| others.error_lines.range(lines.clone()).next().is_some();
    // A key of several words is the first of them to BibTeX, which then gives up.
    let is_first_word = |full: &str| full.split_whitespace().next() == Some(key);
    let found = text_entries
        .iter()
        .find(|(full, ..)| full == key)
        .or_else(|| text_entries.iter().find(|(full, _, lines)| is_first_word(full) && gave_up(lines)));
    let Some((_, ours, lines)) = found else { return vec![("entry".into(), "is missing".into())] };
    let mut differences = Vec::new();
    if ours.kind != theirs.kind && !theirs.kind.is_empty() {
        differences.push(("entry".into(), format!("is a {} and not a {}", theirs.kind, ours.kind)));
    }
    let parent = ours.fields.get("crossref").map(|key| key.to_ascii_lowercase());
    // BibTeX forgets a parent that it does not know, and inherits from one that it does.
    let has_parent = text_entries.iter().any(|(key, ..)| Some(key) == parent.as_ref());
    for name in names.iter().copied().chain(["crossref"]) {
        let lower =
            |value: &String| if name == "crossref" { value.to_ascii_lowercase() } else { value.clone() };
        let (mine, other) = (ours.fields.get(name).map(lower), theirs.fields.get(name).map(lower));
        let is_explained = match (&mine, &other) {
            (None, Some(_)) => has_parent,
            (Some(_), None) => gave_up(lines) || (name == "crossref" && !has_parent),
            _ => false,
        };
        if mine != other && !is_explained {
            differences.push((name.into(), format!("{mine:?}, but BibTeX has {other:?}")));
        }
    }
    differences
}

#[test]
fn types_keys_and_fields_are_those_of_bibtex() {
    let (mut entry_count, mut field_count, mut wrong) = (0, 0, Vec::new());
    let mut excepted = BTreeSet::new();
    for (path, text) in texts() {
        let ours = ours(&text);
        let fields = ours.iter().flat_map(|(_, entry, _)| entry.fields.keys());
        let names: BTreeSet<&str> = fields.map(String::as_str).filter(|name| is_declarable(name)).collect();
        let kinds = ours.iter().map(|(_, entry, _)| entry.kind.as_str());
        let kinds = kinds
            .filter(|kind| is_declarable(kind) && !names.contains(kind) && *kind != "default.type")
            .collect();
        let Some(theirs) = theirs(&text, &kinds, &names) else {
            println!("skipped: the program bibtex is not installed");
            return;
        };
        assert!(!theirs.entries.is_empty() || ours.is_empty(), "{path}: bibtex printed nothing");
        let before = wrong.len();
        for (key, entry) in &theirs.entries {
            entry_count += 1;
            field_count += entry.fields.len();
            for (what, difference) in differences(key, entry, &theirs, &ours, &names) {
                let exception = EXCEPTIONS.iter().find(|(file, excepted, field, _)| {
                    path.ends_with(file) && excepted == key && *field == what
                });
                match exception {
                    Some(exception) => drop(excepted.insert(*exception)),
                    None => wrong.push(format!("{path}: `{key}`, {what}: {difference}")),
                }
            }
        }
        println!("{path}: {} entries, {} by BibTeX", ours.len(), theirs.entries.len());
        assert!(
            ours.len() >= theirs.entries.len() || wrong.len() > before || !excepted.is_empty(),
            "{path}: fewer entries than BibTeX finds"
        );
    }
    println!("{entry_count} entries, {field_count} fields compared");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(entry_count == 0 || excepted.len() == EXCEPTIONS.len(), "some exceptions are none: {excepted:?}");
}

/// A line that begins with `@`, a word, and a brace or parenthesis.
fn head_count(text: &str) -> usize {
    let is_head = |line: &&str| {
        let Some(rest) = line.trim_start().strip_prefix('@') else { return false };
        let rest = rest.trim_start();
        let word: String = rest.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect();
        let after = rest[word.len()..].trim_start();
        let is_entry = !["comment", "string", "preamble"].contains(&word.to_lowercase().as_str());
        !word.is_empty() && is_entry && after.starts_with(['{', '('])
    };
    text.split(['\n', '\r']).filter(is_head).count()
}

#[test]
fn every_head_of_an_entry_is_an_entry() {
    let (mut found_count, mut rejected_count, mut wrong) = (0, 0, Vec::new());
    for (path, text) in texts() {
        let found = read(&text, FileId(0), |_| ());
        found_count += found.counts.entries;
        rejected_count += found.counts.rejected;
        let difference = found.counts.entries.cast_signed() - head_count(&text).cast_signed();
        let expected =
            HEAD_EXCEPTIONS.iter().find(|(file, _)| path.ends_with(file)).map_or(0, |entry| entry.1);
        if difference != expected {
            wrong.push(format!("{path}: {difference:+} against the heads of lines, expected {expected:+}"));
        }
        for diagnostic in &found.diagnostics {
            println!("{path}: {}: {}", diagnostic.rule, diagnostic.message);
        }
    }
    println!("{found_count} entries, {rejected_count} rejected");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
