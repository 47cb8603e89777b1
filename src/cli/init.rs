//! `init`: settings for a folder, and empty annotation fields in a library.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use dissensus::analysis::{RankOf, RankQuery, works_by_rank};
use dissensus::import::bibtex::raw::with_text_changed;
use dissensus::library::{Annotated, FIELDS, annotate};
use dissensus::model::Corpus;

use super::check::counted;
use super::configuration::Configuration;
use super::rank::ByArgument;
use super::session::Session;
use super::{Outcome, ReadingArguments, files, output};

/// The settings, with `SOURCES` for the files.
const SETTINGS: &str = include_str!("init.toml");

/// Prepare a library for being annotated: settings, and empty fields in its most important works
///
/// Writes dissensus.toml, every line of it explained, unless it is there. With --top, the entries of so many works get the
/// empty fields position, asserts, denies, supports and disputes, except those that they have; not a byte else is changed.
///
/// Example: dissensus init bib/soft-balancing.bib --top 40 --by citations
#[derive(Debug, Args)]
pub(super) struct Init {
    /// .bib files, exports of databases (told by content), or folders
    #[arg(value_name = "LIBRARY", required = true)]
    files: Vec<PathBuf>,
    /// How many works get empty fields; without it, none
    #[arg(long, value_name = "N")]
    top: Option<NonZeroUsize>,
    /// Which works come first, of equals those that come first in the files
    #[arg(long, value_enum, default_value_t = ByArgument::Citations, requires = "top")]
    by: ByArgument,
    #[command(flatten)]
    reading: ReadingArguments,
}

impl Init {
    pub(super) fn run(&self) -> Result<Outcome> {
        if self.files.iter().any(|name| name == Path::new("-")) {
            bail!("init changes files, and standard input is none; name a library");
        }
        let settings = Path::new(&self.reading.config);
        let is_new = std::fs::symlink_metadata(settings).is_err();
        if !is_new && self.top.is_none() {
            bail!(
                "{} is there and stays as it is; for new settings move it away, or name another file with --config; for \
                 annotation fields write --top N",
                settings.display()
            );
        }
        let configuration =
            if is_new { Configuration::default() } else { Configuration::read(&self.reading.config)? };
        let sources = configuration.sources.clone();
        let session = Session::load(&self.files, configuration, self.reading.encoding()?)?.reported();
        let mut notes = Vec::new();
        let changes = match self.top {
            None => Vec::new(),
            Some(top) => self.changes(&session.corpus, top, &mut notes)?,
        };
        // A library may refuse to be changed; then nothing else is begun.
        for (path, bytes) in &changes {
            files::write_whole(path, |out| Ok(out.write_all(bytes)?))?;
        }
        if is_new {
            let text = SETTINGS.replace("SOURCES", &self.sources(settings)?);
            files::write_new(settings, text.as_bytes())?;
            output::note(&format!("wrote {}", settings.display()));
        } else {
            output::note(&format!("{} is there and stays as it is", settings.display()));
            for name in self.files.iter().filter(|name| !is_among(name, &sources)) {
                output::note(&format!("it does not read {}; add it to its sources", name.display()));
            }
        }
        notes.iter().for_each(|note| output::note(note));
        Ok(session.outcome())
    }

    /// The files as TOML lists them, seen from the folder of the settings.
    fn sources(&self, settings: &Path) -> Result<String> {
        let is_here = settings.parent().is_none_or(|folder| folder == Path::new(""));
        let names = self.files.iter().map(|name| {
            let path = if is_here { name.clone() } else { name.canonicalize()? };
            let text = path.to_str().with_context(|| format!("{} is no text", path.display()))?;
            Ok(toml::Value::String(text.to_owned()).to_string())
        });
        Ok(names.collect::<Result<Vec<String>>>()?.join(", "))
    }

    /// The files with empty fields in the entries of the first works.
    fn changes(
        &self,
        corpus: &Corpus,
        top: NonZeroUsize,
        notes: &mut Vec<String>,
    ) -> Result<Vec<(PathBuf, Vec<u8>)>> {
        let by = self.by.measure();
        if !by.fits(RankOf::Works) {
            bail!("--by {} is a measure of persons and venues; write citations or responses", by.name());
        }
        let ranked = works_by_rank(corpus, &RankQuery { by, ..RankQuery::default() })?;
        let chosen = &ranked[..ranked.len().min(top.get())];
        let alike = chosen.iter().filter(|(_, score)| *score <= 0.0).count();
        if alike > 0 && ranked.len() > chosen.len() {
            notes.push(format!(
                "{} of the {} chosen have no {}: of these, the first of the files were taken",
                alike,
                counted(chosen.len(), "work"),
                by.name()
            ));
        }
        let mut places: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for (work, _) in chosen {
            let span = corpus.work(*work).span;
            places.entry(span.file.0).or_default().insert(span.start);
        }
        let mut changes = Vec::new();
        for (file, places) in places {
            changes.extend(self.change(corpus, file, &places, notes)?);
        }
        Ok(changes)
    }

    /// One file with empty fields in the entries at some places, if that changes it.
    fn change(
        &self,
        corpus: &Corpus,
        file: u32,
        places: &BTreeSet<u32>,
        notes: &mut Vec<String>,
    ) -> Result<Option<(PathBuf, Vec<u8>)>> {
        let source = &corpus.sources()[file as usize];
        let path = PathBuf::from(source.name());
        let works = counted(places.len(), "work");
        let mut annotated: Option<Annotated> = None;
        let bytes = with_text_changed(&files::read_bytes(&path)?, self.reading.encoding()?, |text| {
            let found = annotate(text, places, corpus.relations());
            annotated.insert(found).text.clone()
        });
        let name = path.display();
        match (bytes, annotated) {
            (_, Some(Annotated { changed: 0, complete: 0, .. })) => {
                notes.push(format!(
                    "{name}: {works} chosen, but it is no BibTeX; write it as such with `dissensus export --to bibtex`"
                ));
                Ok(None)
            }
            (Some(bytes), Some(Annotated { changed, complete, .. })) => {
                if changed > 0 {
                    let entries = if changed == 1 { "entry has" } else { "entries have" };
                    notes
                        .push(format!("{name}: {changed} {entries} empty fields now: {}", FIELDS.join(", ")));
                }
                if complete > 0 {
                    let entries = if complete == 1 { "entry had" } else { "entries had" };
                    notes.push(format!("{name}: {complete} {entries} them before"));
                }
                Ok((changed > 0).then_some((path, bytes)))
            }
            _ => bail!(
                "{name}: some of its bytes are no text, and nothing else of it must change; save it as utf-8, or name \
                 its encoding with --encoding"
            ),
        }
    }
}

/// Whether a file, or the folder that it lies in, is among the sources.
fn is_among(name: &Path, sources: &[PathBuf]) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = real(name);
    sources.iter().any(|source| {
        let source = real(source);
        source == name || name.parent() == Some(&source)
    })
}
