//! Files in, whole files out.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dissensus::import::{IMPORTERS, Input};

/// Reads the named files; a folder stands for the files in it that a reader knows, by name.
pub(super) fn read_inputs(names: &[PathBuf]) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for name in names {
        if name == Path::new("-") {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
            inputs.push(Input { name: "<stdin>".to_owned(), bytes });
        } else if name.is_dir() {
            let found = bib_files(name)?;
            if found.is_empty() {
                bail!("the folder {} holds no .bib file", name.display());
            }
            for path in found {
                inputs.push(read(&path)?);
            }
        } else {
            inputs.push(read(name)?);
        }
    }
    Ok(inputs)
}

fn read(path: &Path) -> Result<Input> {
    #[expect(clippy::disallowed_methods, reason = "this is cli/, which opens files")]
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Input { name: path.display().to_string(), bytes })
}

fn bib_files(folder: &Path) -> Result<Vec<PathBuf>> {
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
pub(super) fn write_whole(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let context = || format!("cannot write {}", path.display());
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    std::fs::create_dir_all(folder).with_context(context)?;
    let mut temporary =
        tempfile::Builder::new().prefix(".dissensus-").tempfile_in(folder).with_context(context)?;
    temporary.write_all(&bytes).with_context(context)?;
    set_usual_permissions(temporary.as_file()).with_context(context)?;
    temporary.persist(path).map_err(|error| error.error).with_context(context)?;
    Ok(())
}

/// Temporary files are private; what we leave behind is readable like any new file.
#[cfg(unix)]
fn set_usual_permissions(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn set_usual_permissions(_: &std::fs::File) -> io::Result<()> {
    Ok(())
}
