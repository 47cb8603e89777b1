//! Runs the `bibtex` program and reads what it prints.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;
use std::process::Stdio;

use super::Entry;
use super::squeezed;

/// Whether BibTeX can declare a field of this name.
pub(super) fn is_declarable(name: &str) -> bool {
    const TAKEN: [&str; 3] = ["crossref", "sort.key$", "entry.max$"];
    !name.is_empty()
        && name.bytes().all(|byte| byte > b' ' && byte < 0x7f && !b"\"#%'(),={}".contains(&byte))
        && !name.starts_with(|char: char| char.is_ascii_digit())
        && !TAKEN.contains(&name)
        && !name.ends_with('$')
        && !name.starts_with("oracle.")
}

fn style(kinds: &BTreeSet<&str>, fields: &BTreeSet<&str>) -> String {
    let mut style = String::from("ENTRY {\n");
    for field in fields {
        style += &format!("  {field}\n");
    }
    style += "} {} {}\nFUNCTION {oracle.show} { duplicate$ missing$ { pop$ pop$ } { swap$ write$ newline$ \"oracle.value \" write$ write$ newline$ } if$ }\n";
    style += "FUNCTION {oracle.all} { \"oracle.entry \" type$ * write$ newline$ \"oracle.key \" cite$ * write$ newline$\n";
    for field in fields {
        style += &format!("  \"oracle.field {field}\" {field} oracle.show\n");
    }
    style += "  \"oracle.field crossref\" crossref oracle.show }\nFUNCTION {default.type} { oracle.all }\n";
    for (short, long) in [
        ("jan", "January"),
        ("feb", "February"),
        ("mar", "March"),
        ("apr", "April"),
        ("may", "May"),
        ("jun", "June"),
        ("jul", "July"),
        ("aug", "August"),
        ("sep", "September"),
        ("oct", "October"),
        ("nov", "November"),
        ("dec", "December"),
    ] {
        style += &format!("MACRO {{{short}}} {{\"{long}\"}}\n");
    }
    for kind in kinds {
        style += &format!("FUNCTION {{{kind}}} {{ oracle.all }}\n");
    }
    style + "READ\nITERATE {call.type$}\n"
}

/// What BibTeX makes of a file.
pub(super) struct Theirs {
    /// Its entries by lower-case key.
    pub(super) entries: Vec<(String, Entry)>,
    /// The lines at which it gave up on an entry, and skipped the rest of it.
    pub(super) error_lines: BTreeSet<usize>,
}

/// What BibTeX makes of a file; `None` where the program is missing.
pub(super) fn theirs(text: &str, kinds: &BTreeSet<&str>, fields: &BTreeSet<&str>) -> Option<Theirs> {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let write = |name: &str, content: &str| {
        #[expect(clippy::disallowed_methods, reason = "only the tests write these files")]
        fs::write(folder.path().join(name), content).expect("a temporary folder can be written to");
    };
    write("f.bib", text);
    write("f.bst", &style(kinds, fields));
    write("f.aux", "\\citation{*}\n\\bibstyle{f}\n\\bibdata{f}\n");
    let ran = Command::new("bibtex")
        .args(["-min-crossrefs=30000", "f"])
        .current_dir(folder.path())
        .envs([("max_print_line", "1000000"), ("buf_size", "200000000"), ("openout_any", "a")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status();
    ran.ok()?;
    let written = |name: &str| {
        #[expect(clippy::disallowed_methods, reason = "only the tests open files")]
        let bytes = fs::read(folder.path().join(name)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let (bbl, log) = (written("f.bbl"), written("f.blg"));
    let number = |place: &str| place.split(' ').next().and_then(|line| line.parse().ok());
    let error_lines = log.lines().filter_map(|line| number(line.split_once("---line ")?.1)).collect();
    let mut entries: Vec<(String, Entry)> = Vec::new();
    let mut field = String::new();
    let mut place = Place::Nowhere;
    for line in bbl.lines() {
        if let Some(kind) = line.strip_prefix("oracle.entry") {
            entries.push((String::new(), Entry { kind: squeezed(kind), fields: BTreeMap::new() }));
            place = Place::Kind;
            continue;
        }
        let Some((key, entry)) = entries.last_mut() else { continue };
        if let Some(rest) = line.strip_prefix("oracle.key") {
            *key = squeezed(&rest.to_ascii_lowercase());
            place = Place::Key;
        } else if let Some(name) = line.strip_prefix("oracle.field ") {
            field = name.into();
            entry.fields.insert(field.clone(), String::new());
            place = Place::Field;
        } else if let Some(value) = line.strip_prefix("oracle.value") {
            entry.fields.entry(field.clone()).or_default().push_str(&squeezed(value));
            place = Place::Value;
        } else {
            // A line that was too long goes on, indented by two spaces.
            match place {
                Place::Nowhere | Place::Field => {}
                Place::Kind => entry.kind += line.trim_start(),
                Place::Key => *key += &squeezed(&line.to_ascii_lowercase()),
                Place::Value => entry.fields.entry(field.clone()).or_default().push_str(&squeezed(line)),
            }
        }
    }
    Some(Theirs { entries, error_lines })
}

#[derive(Clone, Copy)]
enum Place {
    Nowhere,
    Kind,
    Key,
    Field,
    Value,
}
