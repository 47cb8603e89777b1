//! Files in, whole files out.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dissensus::import::{IMPORTERS, Input};

/// Reads the named files; a folder stands for the files in it that a reader knows, by name.
pub(super) fn read_inputs(names: &[PathBuf]) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    let mut seen = BTreeSet::new();
    let mut once = |path: &Path| {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        seen.insert(real)
    };
    for name in names {
        if name == Path::new("-") {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
            inputs.push(Input { name: "<stdin>".to_owned(), bytes });
        } else if name.is_dir() {
            let before = inputs.len();
            let found = known_files(name)?;
            let is_empty = found.is_empty();
            for path in found.iter().filter(|path| once(path)) {
                let input = read(path)?;
                // A folder holds other texts and tables, too.
                if is_library(path) || is_recognised(&input.bytes) {
                    inputs.push(input);
                }
            }
            if is_empty || inputs.len() == before && !found.iter().any(|path| is_library(path)) {
                bail!(
                    "the folder {} holds no .bib file and no export of a database; folders in it are not searched",
                    name.display()
                );
            }
        } else if once(name) {
            inputs.push(read(name)?);
        }
    }
    Ok(inputs)
}

/// All bytes of a file.
pub(super) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    #[expect(clippy::disallowed_methods, reason = "this is cli/, which opens files")]
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// A file with its name.
pub(super) fn read(path: &Path) -> Result<Input> {
    let bytes = read_bytes(path)?;
    Ok(Input { name: path.display().to_string(), bytes })
}

/// Whether a file's ending alone says that it is meant.
fn is_library(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|ending| matches!(ending.as_str(), "bib" | "bibtex" | "ris" | "nbib" | "isi" | "ciw"))
}

/// Whether a reader would take a file, by its beginning.
fn is_recognised(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(65_536)]);
    IMPORTERS.iter().any(|importer| importer.name() != "bibtex" && importer.recognises(&head))
}

fn known_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("cannot list the folder {}", folder.display());
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        let known = |ending: &String| {
            IMPORTERS.iter().any(|importer| importer.extensions().contains(&ending.as_str()))
        };
        if path.is_file() && ending.as_ref().is_some_and(known) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Writes a file whole or not at all: into a temporary file beside it, which then takes its name.
///
/// A file that is there keeps its permissions, and a link keeps pointing to it. One that is read-only is left alone.
pub(super) fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let context = || format!("cannot write {}", path.display());
    // It is replaced by another, which asks for no leave.
    if std::fs::metadata(path).is_ok_and(|known| known.permissions().readonly()) {
        bail!("{} is read-only and stays as it is; make it writable, or name another file", path.display());
    }
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    let (temporary, target) = beside(path, &bytes)?;
    if let Ok(known) = std::fs::metadata(&target) {
        temporary.as_file().set_permissions(known.permissions()).with_context(context)?;
    }
    temporary.persist(&target).map_err(|error| error.error).with_context(context)?;
    Ok(())
}

/// The same for a file that must not be there yet.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let (temporary, target) = beside(path, bytes)?;
    let written = temporary.persist_noclobber(&target).map_err(|error| error.error);
    written.with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}

/// A temporary file of these bytes, and the file that it is to become.
fn beside(path: &Path, bytes: &[u8]) -> Result<(tempfile::NamedTempFile, PathBuf)> {
    let context = || format!("cannot write {}", path.display());
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder).with_context(context)?;
    let mut temporary = temporary_in(folder).with_context(context)?;
    temporary.write_all(bytes).with_context(context)?;
    Ok((temporary, target))
}

/// A temporary file that others may read as far as the user's mask lets them read any new file.
fn temporary_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dissensus-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
