//! How this project looks from inside, as `ARCHITECTURE.md` describes it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::repository;
use dissensus::diagnostic::Rule;
use dissensus::export::FIGURE_EXPORTERS;
use dissensus::export::Lettering;
use dissensus::model::RelationOrigin;
use dissensus::model::Relations;
use dissensus::model::Sign;

/// What each module of the library may name of the crate besides itself.
const IMPORTS: &[(&str, &[&str])] = &[
    ("algorithm", &["network"]),
    ("analysis", &["algorithm", "dataset", "diagnostic", "figure", "link", "model", "network", "projection"]),
    ("dataset", &["model"]),
    ("diagnostic", &[]),
    ("export", &["dataset", "figure", "model"]),
    ("figure", &[]),
    ("import", &["diagnostic", "latex", "link", "model"]),
    ("latex", &[]),
    ("library", &["diagnostic", "import", "latex", "link", "model"]),
    ("link", &["diagnostic", "latex", "model"]),
    ("model", &["diagnostic", "latex"]),
    ("network", &[]),
    ("projection", &["model", "network"]),
];

const FORBIDDEN_NAMES: &[&str] =
    &["common", "helper", "helpers", "imp", "manager", "misc", "shared", "util", "utils"];

/// Lines that a file should and must not exceed, and a `mod.rs` should not.
const SOFT_LINES: usize = 500;
const HARD_LINES: usize = 800;
const ARCHITECTURE_LINES: usize = 150;

struct Source {
    name: String,
    text: String,
}

fn sources(folder: &str) -> Vec<Source> {
    let read = |name: String| Source { text: repository::text(&name), name };
    repository::files_below(folder, &["rs"]).into_iter().map(read).collect()
}

impl Source {
    /// Its lines of code, numbered from 1; those that are comments are left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The module at the root of the crate that it belongs to; none for `lib.rs`.
    fn module(&self) -> Option<&str> {
        let inside = self.name.strip_prefix("src/")?;
        let module = inside.split('/').next()?;
        let module = module.strip_suffix(".rs").unwrap_or(module);
        (module != "lib" && module != "main").then_some(module)
    }

    /// How many modules deep it is: 1 for `src/model/mod.rs`, 2 for `src/model/work.rs`.
    fn depth(&self) -> usize {
        let slashes = self.name.matches('/').count();
        if self.name.ends_with("/mod.rs") { slashes - 1 } else { slashes }
    }

    /// The modules at the root of the crate that a line of it names.
    fn named_modules(&self, line: &str) -> BTreeSet<String> {
        let by_crate = line.split("crate::").skip(1).map(first_word);
        let chain = "super::".repeat(self.depth());
        let by_super = line.match_indices(&chain).filter_map(|(at, _)| {
            let goes_on = line[at + chain.len()..].starts_with("super::") || line[..at].ends_with("super::");
            (!goes_on).then(|| first_word(&line[at + chain.len()..]))
        });
        let is_module = |name: &String| IMPORTS.iter().any(|(module, _)| module == name) || name == "cli";
        let known: BTreeSet<String> = by_super.filter(is_module).collect();
        // `$crate::` of a macro and `pub(crate)` have no module behind them.
        by_crate.filter(|name| !name.is_empty()).chain(known).collect()
    }
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '{').collect()
}

#[test]
fn modules_name_only_the_modules_below_them() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let Some(module) = source.module() else { continue };
        let allowed: &[&str] = match IMPORTS.iter().find(|(name, _)| *name == module) {
            Some((_, allowed)) => allowed,
            None if module == "cli" => &[],
            None => {
                wrong.push(format!("{}: the module {module} is in no table of imports", source.name));
                continue;
            }
        };
        for (number, line) in source.code() {
            for named in source.named_modules(line) {
                if named.starts_with('{') {
                    wrong.push(format!(
                        "{}:{number}: `use crate::{{` hides which modules are named",
                        source.name
                    ));
                } else if named != module && !allowed.contains(&named.as_str()) {
                    wrong.push(format!("{}:{number}: {module} names {named}: {}", source.name, line.trim()));
                }
            }
        }
    }
    repository::assert_nothing(&wrong, "imports go downward only; see ARCHITECTURE.md");
}

#[test]
fn the_library_knows_nothing_of_the_binary() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let in_binary = source.module() == Some("cli") || source.name == "src/main.rs";
        for (number, line) in source.code() {
            let prints = ["println!(", "eprintln!(", "print!(", "eprint!(", "process::exit"];
            let crosses = !in_binary && (line.contains("dissensus::") || line.contains("std::fs"));
            if crosses || prints.iter().any(|word| line.contains(word)) {
                wrong.push(format!("{}:{number}: {}", source.name, line.trim()));
            }
        }
    }
    repository::assert_nothing(&wrong, "the library opens and prints nothing; cli/ prints through output.rs");
}

#[test]
fn the_import_scanner_sees_every_way_to_name_a_module() {
    let source = |name: &str| Source { name: name.to_owned(), text: String::new() };
    let seen = |name: &str, line: &str| source(name).named_modules(line).into_iter().collect::<Vec<_>>();
    assert_eq!(seen("src/model/work.rs", "use crate::figure::Chart;"), ["figure"]);
    assert_eq!(seen("src/model/work.rs", "let a = crate::export::svg::svg_text(&b);"), ["export"]);
    assert_eq!(seen("src/model/work.rs", "use super::super::import::load;"), ["import"]);
    assert_eq!(seen("src/model/mod.rs", "use super::import::load;"), ["import"]);
    assert_eq!(seen("src/model/work.rs", "use super::import::load;"), Vec::<String>::new());
    assert_eq!(seen("src/model/work.rs", "pub(crate) fn a() {}"), Vec::<String>::new());
    assert_eq!(seen("src/model/work.rs", "use crate::{figure, export};"), ["{figure"]);
}

#[test]
fn no_file_is_longer_than_one_can_keep_in_mind() {
    let mut wrong = Vec::new();
    for source in ["src", "tests", "benches"].into_iter().flat_map(sources) {
        let lines = source.text.lines().count();
        if lines > HARD_LINES {
            wrong.push(format!("{}: {lines} lines of at most {HARD_LINES}", source.name));
        } else if lines > SOFT_LINES {
            println!("{}: {lines} lines, more than {SOFT_LINES}", source.name);
        }
    }
    let architecture = repository::text("ARCHITECTURE.md").lines().count();
    if architecture > ARCHITECTURE_LINES {
        wrong.push(format!("ARCHITECTURE.md: {architecture} lines of at most {ARCHITECTURE_LINES}"));
    }
    let main = repository::text("src/main.rs").lines().count();
    if main > 15 {
        wrong.push(format!("src/main.rs: {main} lines of at most 15"));
    }
    repository::assert_nothing(&wrong, "divide them by what they are about");
}

#[test]
fn no_file_or_module_has_a_name_that_says_nothing() {
    let mut wrong = Vec::new();
    for source in ["src", "tests", "benches"].into_iter().flat_map(sources) {
        let parts = source.name.split(['/', '.']);
        wrong.extend(
            parts
                .filter(|part| FORBIDDEN_NAMES.contains(part))
                .map(|part| format!("{}: {part}", source.name)),
        );
        for (number, line) in source.code() {
            let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            let declared = words.windows(2).filter(|pair| pair[0] == "mod").map(|pair| pair[1]);
            for name in declared.filter(|name| FORBIDDEN_NAMES.contains(name)) {
                wrong.push(format!("{}:{number}: mod {name}", source.name));
            }
        }
    }
    repository::assert_nothing(&wrong, "name a module by what it holds");
}

#[test]
fn tests_are_sentences_and_none_is_left_out() {
    let (ignored, prefixed) = (["#[ig", "nore"].concat(), ["fn te", "st_"].concat());
    let mut wrong = Vec::new();
    for source in ["src", "tests", "benches"].into_iter().flat_map(sources) {
        for (number, line) in source.code() {
            if line.contains(&ignored) || line.contains(&prefixed) {
                wrong.push(format!("{}:{number}: {}", source.name, line.trim()));
            }
        }
    }
    repository::assert_nothing(&wrong, "a test runs always, and its name says what holds");
}

#[test]
fn the_modules_of_the_suite_stand_in_order() {
    let main = repository::text("tests/suite/main.rs");
    let listed: Vec<&str> =
        main.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
    assert!(listed.is_sorted(), "{listed:?}");
}

/// The rows of the tables of a Markdown text, as cells without blanks around them.
fn table_rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = text.lines().filter_map(|line| line.strip_prefix('|')?.strip_suffix('|'));
    rows.map(|row| row.split('|').map(str::trim).collect())
}

fn in_backticks(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let start = text.find(heading).unwrap_or_else(|| panic!("no heading {heading}"));
    let rest = &text[start + heading.len()..];
    let level = heading.split(' ').next().unwrap();
    &rest[..rest.find(&format!("\n{level} ")).unwrap_or(rest.len())]
}

#[test]
fn every_rule_of_check_is_documented_with_its_severity() {
    let manual = repository::text("bib/README.md");
    let rows = table_rows(section(&manual, "## 5."));
    let documented: Vec<(&str, &str)> = rows
        .filter(|cells| cells.len() == 3 && cells[0].starts_with('`'))
        .map(|cells| (in_backticks(cells[0])[0], cells[1]))
        .collect();
    let severities: Vec<(&str, String)> =
        Rule::ALL.iter().map(|rule| (rule.name(), rule.severity().to_string())).collect();
    let expected: Vec<(&str, &str)> =
        severities.iter().map(|(name, severity)| (*name, severity.as_str())).collect();
    assert_eq!(documented, expected);
}

#[test]
fn every_relation_is_documented_under_its_sign() {
    let manual = repository::text("bib/README.md");
    let mut documented: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for cells in table_rows(section(&manual, "### Relations")) {
        if cells.len() == 2 && ["+", "±", "−", "0"].contains(&cells[0]) {
            let names = in_backticks(cells[1]).into_iter().map(str::to_owned);
            documented.entry(cells[0]).or_default().extend(names);
        }
    }
    let mut expected: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (_, info) in Relations::default().iter() {
        assert_ne!(info.origin, RelationOrigin::Declared);
        let sign = match info.sign {
            Sign::Positive => "+",
            Sign::Mixed => "±",
            Sign::Negative => "−",
            Sign::Neutral => "0",
        };
        expected.entry(sign).or_default().insert(info.name.to_string());
    }
    assert_eq!(documented, expected);
}

#[test]
fn every_format_has_its_golden_files_and_a_place_in_the_alphabet() {
    let names: Vec<&str> = FIGURE_EXPORTERS.iter().map(|exporter| exporter.name()).collect();
    assert!(names.is_sorted(), "{names:?}");
    let written = FIGURE_EXPORTERS.iter().filter(|exporter| exporter.lettering() == Lettering::Viewers);
    let written: Vec<&str> = written.map(|exporter| exporter.name()).collect();
    let golden: BTreeSet<String> = repository::files_below("tests/golden", &written).into_iter().collect();
    let fixtures = repository::files_below("tests/fixtures", &["bib"]);
    let stems =
        fixtures.iter().map(|name| name.trim_start_matches("tests/fixtures/").trim_end_matches(".bib"));
    let expected: BTreeSet<String> = stems
        .flat_map(|stem| written.iter().map(move |name| format!("tests/golden/{stem}.{name}")))
        .collect();
    assert_eq!(golden, expected);
}

#[test]
fn every_command_has_a_transcript_and_a_line_in_the_readme() {
    let commands: Vec<String> = repository::text("src/cli/mod.rs")
        .lines()
        .skip_while(|line| !line.starts_with("enum Command {"))
        .skip(1)
        .take_while(|line| *line != "}")
        .map(|line| line.trim().split('(').next().unwrap().to_lowercase())
        .collect();
    assert!(commands.contains(&"who".to_owned()), "{commands:?}");
    let pages: BTreeSet<String> = repository::files_below("tests/transcripts", &["md"]).into_iter().collect();
    let expected = commands.iter().map(|command| format!("tests/transcripts/{command}.md")).collect();
    assert_eq!(pages, expected);
    let readme = repository::text("README.md");
    let listed: BTreeSet<&str> =
        table_rows(section(&readme, "## Commands")).flat_map(|cells| in_backticks(cells[0])).collect();
    assert_eq!(listed, commands.iter().map(String::as_str).collect());
}

#[test]
fn nothing_speaks_of_the_place_where_it_was_written() {
    let places = [["/wo", "rk/"], ["/ro", "ot/"], ["/ho", "me/"], ["/tmp", "/wt"], ["/Us", "ers/"]];
    let places = places.map(|halves| halves.concat());
    let endings = [".rs", ".md", ".toml", ".bib", ".svg", ".dot", ".json", "NOTICE", ".ci/run", ".gitignore"];
    let mut wrong = Vec::new();
    for name in repository::all() {
        if endings.iter().any(|ending| name.ends_with(ending)) {
            let text = repository::text(&name);
            let lines = text.lines().enumerate();
            let found = lines.filter(|(_, line)| places.iter().any(|place| line.contains(place)));
            wrong.extend(found.map(|(index, line)| format!("{name}:{}: {}", index + 1, line.trim())));
        }
    }
    repository::assert_nothing(&wrong, "the project speaks of itself alone");
}
