//! Every dependency is under a licence that lets `dissensus` be used and passed on freely, and those that
//! ask to be named are named.

use std::process::Command;

use crate::repository;

/// Licences that ask for no more than their own text.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Zlib",
];

/// Exceptions that add permissions to a licence and take none away.
const ALLOWED_EXCEPTIONS: &[&str] = &["LLVM-exception"];

/// Allowed for crates whose names begin so, which NOTICE names.
const NAMED_IN_NOTICE: (&str, &str) = ("EPL-2.0", "graphviz-pure");

/// Crates that hold their licence in a file only: the version read, the licence, and how the file begins.
const CLARIFIED: &[(&str, &str, &str, &str)] = &[
    ("dot-generator", "0.2.0", "MIT", "MIT License"),
    ("graphviz-rust", "0.9.9", "MIT", "MIT License"),
    ("into-attr", "0.1.1", "MIT", "MIT License"),
    ("into-attr-derive", "0.2.1", "MIT", "MIT License"),
];

struct Package {
    name: String,
    version: String,
    licence: String,
}

fn cargo_metadata(more: &[&str]) -> Option<serde_json::Value> {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(repository::root()).args([
        "metadata",
        "--offline",
        "--locked",
        "--format-version",
        "1",
    ]);
    let output = command.args(more).output().unwrap();
    output.status.success().then(|| serde_json::from_slice(&output.stdout).unwrap())
}

fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

#[expect(clippy::disallowed_methods, reason = "a test reads licences")]
fn packages() -> Vec<Package> {
    // Crates for other platforms are not here unless someone fetched them.
    let metadata = cargo_metadata(&[])
        .or_else(|| cargo_metadata(&["--filter-platform", &host()]))
        .expect("after a build the crates of this platform are here");
    let packages =
        metadata["packages"].as_array().unwrap().iter().filter(|package| package["source"].is_string());
    let packages = packages.map(|package| {
        let [name, version] = ["name", "version"].map(|key| package[key].as_str().unwrap().to_owned());
        let clarified =
            CLARIFIED.iter().find(|entry| (entry.0, entry.1) == (name.as_str(), version.as_str()));
        let licence = match (package["license"].as_str(), clarified) {
            (Some(licence), _) => licence.to_owned(),
            (None, Some((.., licence, beginning))) => {
                let manifest = std::path::Path::new(package["manifest_path"].as_str().unwrap());
                let file = manifest.with_file_name(package["license_file"].as_str().unwrap());
                let text = std::fs::read_to_string(file).unwrap();
                assert!(text.starts_with(beginning), "{name}: the licence file is another");
                (*licence).to_owned()
            }
            (None, None) => panic!("{name} {version} states no licence; read its file, then clarify it"),
        };
        Package { name, version, licence }
    });
    packages.collect()
}

/// Whether an SPDX expression can be met with licences that `allowed` admits: one side of `OR` (or the older
/// `/`), both of `AND`.
fn admits(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = either(&words, &mut at, allowed);
    assert_eq!(at, words.len(), "`{expression}` is no SPDX expression");
    met
}

fn either(words: &[&str], at: &mut usize, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut met = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= both(words, at, allowed);
    }
    met
}

fn both(words: &[&str], at: &mut usize, allowed: &dyn Fn(&str) -> bool) -> bool {
    let mut met = single(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= single(words, at, allowed);
    }
    met
}

fn single(words: &[&str], at: &mut usize, allowed: &dyn Fn(&str) -> bool) -> bool {
    let word = words[*at];
    *at += 1;
    if word == "(" {
        let met = either(words, at, allowed);
        *at += 1;
        return met;
    }
    let mut met = allowed(word);
    if words.get(*at) == Some(&"WITH") {
        met &= ALLOWED_EXCEPTIONS.contains(&words[*at + 1]);
        *at += 2;
    }
    met
}

#[test]
fn every_dependency_has_a_permissive_licence_or_is_named() {
    let (named, family) = NAMED_IN_NOTICE;
    let packages = packages();
    assert!(packages.len() > 50, "only {} packages were looked at", packages.len());
    let mut wrong = Vec::new();
    for Package { name, version, licence } in &packages {
        let allowed = |word: &str| ALLOWED.contains(&word) || (word == named && name.starts_with(family));
        if !admits(licence, &allowed) {
            wrong.push(format!("{name} {version} is under {licence}"));
        }
    }
    repository::assert_nothing(&wrong, "replace these crates");
}

#[test]
fn every_crate_under_the_eclipse_licence_is_named_in_the_notice_with_its_version_and_source() {
    let notice = repository::text("NOTICE");
    let packages = packages();
    let under: Vec<_> =
        packages.iter().filter(|package| package.licence.contains(NAMED_IN_NOTICE.0)).collect();
    assert!(!under.is_empty(), "no crate is under it; take the rule and the notice out");
    let mut wrong = Vec::new();
    for Package { name, version, licence } in under {
        let stated = [name.as_str(), version.as_str(), licence.as_str()];
        let row = notice.lines().find(|line| line.split_whitespace().next() == Some(name));
        if row.is_none_or(|row| row.split_whitespace().collect::<Vec<_>>().join(" ") != stated.join(" ")) {
            wrong.push(format!("NOTICE has no line `{}`", stated.join("    ")));
        }
        if !notice.lines().any(|line| line.trim() == format!("https://crates.io/crates/{name}")) {
            wrong.push(format!("NOTICE does not say where the source of {name} is"));
        }
    }
    repository::assert_nothing(&wrong, "add them to NOTICE");
}

#[test]
fn no_clarification_outlives_its_crate() {
    let packages = packages();
    let is_used = |entry: &(&str, &str, &str, &str)| {
        packages.iter().any(|package| (package.name.as_str(), package.version.as_str()) == (entry.0, entry.1))
    };
    let stale: Vec<String> = CLARIFIED
        .iter()
        .filter(|entry| !is_used(entry))
        .map(|entry| format!("{} {}", entry.0, entry.1))
        .collect();
    repository::assert_nothing(&stale, "these crates are no longer used in this version");
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    let allowed = |word: &str| matches!(word, "MIT" | "Zlib");
    for met in ["MIT", "GPL-3.0 OR MIT", "Unlicense/MIT", "MIT AND Zlib", "(GPL-3.0 OR MIT) AND Zlib"] {
        assert!(admits(met, &allowed), "{met}");
    }
    let unmet = ["GPL-3.0", "MIT AND GPL-3.0", "GPL-3.0 OR MIT AND MPL-2.0", "MIT WITH Other-exception"];
    for unmet in unmet {
        assert!(!admits(unmet, &allowed), "{unmet}");
    }
}

#[test]
fn both_licences_are_here_in_full() {
    let manifest = repository::text("Cargo.toml");
    assert!(manifest.contains("license = \"MIT OR Apache-2.0\""));
    let mit = repository::text("LICENSE-MIT");
    assert!(mit.contains("The dissensus authors") && mit.trim_end().ends_with("SOFTWARE."));
    let apache = repository::text("LICENSE-APACHE");
    for heading in ["Version 2.0, January 2004", "3. Grant of Patent License", "END OF TERMS AND CONDITIONS"]
    {
        assert!(apache.contains(heading), "{heading}");
    }
}
