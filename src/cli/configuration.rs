//! `dissensus.toml`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use dissensus::import::bibtex::is_known_field;
use dissensus::model::{LinePattern, RelationInfo, RelationOrigin, Relations, Sign, Symmetry};
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::de::DeTable;

use super::figure_settings::FigureSettings;
use super::mistakes::Mistakes;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    #[serde(default)]
    sources: Vec<String>,
    corrections: Option<String>,
    #[serde(default)]
    facets: Vec<String>,
    #[serde(default)]
    relation: Vec<RelationText>,
    /// Read apart, for all its mistakes at once.
    #[serde(default, rename = "figure")]
    _figure: IgnoredAny,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RelationText {
    name: String,
    label: Option<String>,
    inverse: Option<String>,
    sign: String,
    line: Option<String>,
}

/// The settings of a folder.
#[derive(Debug, Default)]
pub(super) struct Configuration {
    /// The files read where none are named.
    pub(super) sources: Vec<PathBuf>,
    /// Facets besides those that debates name.
    pub(super) facets: Vec<String>,
    /// The correction file of those files.
    pub(super) corrections: Option<PathBuf>,
    /// The relations that fields may name.
    pub(super) relations: Relations,
    /// How figures look.
    pub(super) figure: FigureSettings,
}

impl Configuration {
    /// Reads the settings; a missing default file is no settings.
    pub(super) fn read(name: &str) -> Result<Self> {
        let path = Path::new(name);
        #[expect(clippy::disallowed_methods, reason = "this is cli/, which opens files")]
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && name == "dissensus.toml" => {
                return Ok(Self::default());
            }
            Err(error) => return Err(error).with_context(|| format!("cannot read the settings {name}")),
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let figure = figure_settings(name, &text, folder)?;
        let text: Text =
            toml::from_str(&text).with_context(|| format!("the settings {name} cannot be used"))?;
        let mut relations = Relations::default();
        for relation in text.relation {
            let Some(sign) = Sign::parse(&relation.sign) else {
                bail!(
                    "{name}: the sign of `{}` is `{}`; write +1, 0, -1 or mixed",
                    relation.name,
                    relation.sign
                );
            };
            let line = match &relation.line {
                None => None,
                Some(word) => match LinePattern::parse(word) {
                    Some(line) => Some(line),
                    None => bail!(
                        "{name}: the line of `{}` is `{word}`; write solid, dashed, dotted or dash-dotted",
                        relation.name
                    ),
                },
            };
            if is_known_field(&relation.name) {
                bail!(
                    "{name}: `{}` cannot be a relation, since entries have a field of that name",
                    relation.name
                );
            }
            let label = relation.label.unwrap_or_else(|| relation.name.clone());
            let inverse_label = relation.inverse.unwrap_or_else(|| format!("{label} (inverse)"));
            let info = RelationInfo {
                name: relation.name.clone().into(),
                label: label.into(),
                inverse_label: inverse_label.into(),
                sign,
                symmetry: Symmetry::Directed,
                line,
                origin: RelationOrigin::Declared,
            };
            if let Err(error) = relations.declare(info) {
                bail!("{name}: the relation `{}` cannot be declared: {error}", relation.name);
            }
        }
        for facet in &text.facets {
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            if facet.is_empty() || !facet.chars().all(is_word) {
                bail!("{name}: `{facet}` cannot be a facet: write one word, as in region");
            }
            if is_known_field(facet) || relations.find(facet).is_some() {
                bail!("{name}: `{facet}` cannot be a facet, since entries have a field of that name");
            }
        }
        let sources = text.sources.iter().map(|source| folder.join(source)).collect();
        let corrections = text.corrections.map(|name| folder.join(name));
        Ok(Self { sources, facets: text.facets, corrections, relations, figure })
    }
}

/// The table `[figure]`; broken TOML is left to whoever reads the rest.
fn figure_settings(name: &str, text: &str, folder: &Path) -> Result<FigureSettings> {
    let Ok(table) = DeTable::parse(text) else { return Ok(FigureSettings::default()) };
    let mut mistakes = Mistakes::new(name, text);
    let mut settings = FigureSettings::default();
    if let Some(figure) = table.get_ref().get("figure") {
        match figure.get_ref().as_table() {
            Some(table) => settings = FigureSettings::read(table, folder, &mut mistakes),
            None => {
                mistakes.at(figure.span().start, "`figure` is a table; write [figure] on a line of its own")
            }
        }
    }
    mistakes.or_fail()?;
    Ok(settings)
}
