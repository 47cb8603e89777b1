//! What every command begins and ends with: reading the literature and reporting what is wrong in it.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use dissensus::diagnostic::{Diagnostic, Severity};
use dissensus::import::bibtex::raw::EncodingChoice;
use dissensus::import::{LoadOptions, load};
use dissensus::link::Advance;
use dissensus::model::Corpus;

use super::configuration::Configuration;
use super::figure_settings::FigureSettings;
use super::{InputArguments, InputOption, Outcome, ReadingArguments, files, output, render_diagnostics};
use crate::cli::progress::Progress;

/// A corpus and what is wrong with its files.
pub(super) struct Session {
    pub(super) corpus: Corpus,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How figures look, as the settings say.
    pub(super) figure: FigureSettings,
}

impl Session {
    pub(super) fn open(arguments: &InputArguments) -> Result<Self> {
        Self::read(&arguments.files, &arguments.reading)
    }

    pub(super) fn open_option(arguments: &InputOption) -> Result<Self> {
        Self::read(&arguments.files, &arguments.reading)
    }

    fn read(names: &[PathBuf], reading: &ReadingArguments) -> Result<Self> {
        let mut configuration = Configuration::read(&reading.config)?;
        let encoding = reading.encoding()?;
        // The settings' corrections are about the settings' files.
        let of_settings = configuration.corrections.take();
        let of_settings = of_settings.filter(|_| names.is_empty() || configuration.sources.is_empty());
        configuration.corrections = reading.corrections.clone().or(of_settings);
        let names: Vec<PathBuf> = match names {
            [] => configuration.sources.clone(),
            names => names.to_vec(),
        };
        if names.is_empty() {
            bail!("no files: name some .bib files, or list them in dissensus.toml as sources = [\"…\"]");
        }
        Self::load(&names, configuration, encoding)
    }

    /// Reads these files with these settings.
    pub(super) fn load(
        names: &[PathBuf],
        configuration: Configuration,
        encoding: EncodingChoice,
    ) -> Result<Self> {
        let advance = Arc::new(Advance::default());
        let _progress = Progress::of_reading(&advance);
        let inputs = files::read_inputs(names)?;
        let Configuration { relations, facets, figure, corrections, .. } = configuration;
        let corrections = corrections.as_deref().map(files::read).transpose()?;
        let loaded = load(inputs, LoadOptions { relations, encoding, advance, facets, corrections });
        Ok(Self { corpus: loaded.corpus, diagnostics: loaded.diagnostics, figure })
    }

    /// Prints the errors, and how many warnings there are, to standard error, before anything is answered:
    /// what is missing from an answer may be missing from the files.
    ///
    /// Whoever closed standard error does not want to know.
    pub(super) fn reported(self) -> Self {
        let errors: Vec<&Diagnostic> =
            self.diagnostics.iter().filter(|found| found.severity() == Severity::Error).collect();
        let warnings = self.diagnostics.len() - errors.len();
        let shown = &errors[..errors.len().min(SHOWN)];
        let _ = render_diagnostics::render(&self.corpus, shown, &mut output::standard_error());
        if errors.len() > shown.len() {
            output::note(&format!(
                "{} more errors; see them with `dissensus check`",
                errors.len() - shown.len()
            ));
        }
        if warnings > 0 {
            let things = if warnings == 1 { "warning" } else { "warnings" };
            output::note(&format!("{warnings} {things}; see them with `dissensus check`"));
        }
        self
    }

    /// How the run ended.
    pub(super) fn outcome(&self) -> Outcome {
        let is_error = |found: &Diagnostic| found.severity() == Severity::Error;
        if self.diagnostics.iter().any(is_error) { Outcome::ErrorsInInput } else { Outcome::Clean }
    }
}

impl ReadingArguments {
    /// Who decides about the encoding.
    pub(super) fn encoding(&self) -> Result<EncodingChoice> {
        let Some(label) = &self.encoding else { return Ok(EncodingChoice::Detect) };
        EncodingChoice::from_label(label)
            .with_context(|| format!("`{label}` is no encoding; write utf-8, windows-1252, utf-16le, gbk …"))
    }
}

/// How many errors a command shows that was not asked for them.
const SHOWN: usize = 20;
