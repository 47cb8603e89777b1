//! The files of this repository, and comparison with those that are written by command.

#![expect(clippy::disallowed_methods, reason = "tests read the repository and rewrite its expected files")]

use std::path::Path;
use std::path::PathBuf;

/// The folder of `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the repository.
pub(crate) fn text(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every file below a folder of the repository with one of these endings, by name.
pub(crate) fn files_below(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = all_files(&root().join(folder))
        .iter()
        .map(|path| relative(path))
        .filter(|name| ends(name, endings))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{folder} holds no {endings:?}");
    found
}

fn ends(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(&format!(".{ending}")))
}

fn relative(path: &Path) -> String {
    let names = path.strip_prefix(root()).unwrap().components();
    names.map(|name| name.as_os_str().to_str().unwrap()).collect::<Vec<_>>().join("/")
}

/// Every file that belongs to the repository, by name: all but Git's own, what the compiler made, and
/// packages that were fetched.
pub(crate) fn all() -> Vec<String> {
    let mut found: Vec<String> = all_files(root()).iter().map(|path| relative(path)).collect();
    found.sort();
    found
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_file() && name != ".git" {
            found.push(path);
        } else if path.is_dir() && ![".git", "target", "node_modules"].contains(&name) {
            found.extend(all_files(&path));
        }
    }
    found
}

/// Whether expected files are rewritten instead of compared.
pub(crate) fn updating() -> bool {
    std::env::var("DISSENSUS_UPDATE").is_ok_and(|value| value == "1")
}

/// Writes a file of the repository.
pub(crate) fn rewrite(name: &str, bytes: &[u8]) {
    let path = root().join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// Compares bytes with a file of the repository, or rewrites it; says what differs.
pub(crate) fn difference(name: &str, found: &[u8]) -> Option<String> {
    let expected = std::fs::read(root().join(name)).unwrap_or_default();
    if expected == found {
        return None;
    }
    if updating() {
        rewrite(name, found);
        return None;
    }
    let (expected, found) = (String::from_utf8_lossy(&expected), String::from_utf8_lossy(found));
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    Some(match lines.find(|(_, (old, new))| old != new) {
        Some((line, (old, new))) => format!("{name}:{}: expected {old:?}, found {new:?}", line + 1),
        None => {
            format!("{name}: {} lines expected, {} found", expected.lines().count(), found.lines().count())
        }
    })
}

/// Fails with everything that is wrong, not only the first of it.
#[track_caller]
pub(crate) fn assert_nothing(wrong: &[String], advice: &str) {
    assert!(wrong.is_empty(), "\n{}\n{advice}\n", wrong.join("\n"));
}
