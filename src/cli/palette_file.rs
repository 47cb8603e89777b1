//! Colours of the user's own: a small TOML file.
//!
//! ```toml
//! fills = ["#a6cee3", "#fdbf6f", "#b2df8a"]  # of the boxes, one for each position in turn, at most eight
//! supports = "#1f78b4"                       # lines: also disputes, mixed, neutral, cites
//! text = "#000000"                           # also secondary, hairline, halo, paper
//! ```
//!
//! What is not given keeps the colours of okabe-ito.

use std::path::Path;

use anyhow::{Context, Result};
use dissensus::figure::vision::{contrast, deuteranopic, difference};
use dissensus::figure::{ClassColors, Color, EdgeStyle, Scheme};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistakes::Mistakes;

const KEYS: [&str; 11] = [
    "fills",
    "supports",
    "disputes",
    "mixed",
    "neutral",
    "cites",
    "text",
    "secondary",
    "hairline",
    "halo",
    "paper",
];

/// Differences (CIEDE2000) below which neighbouring classes are hardly told apart.
const APART: f64 = 5.0;
/// Contrast that text needs on its ground, and lines on theirs.
const TEXT_CONTRAST: f64 = 4.5;
const LINE_CONTRAST: f64 = 3.0;

/// Reads a palette, and says where its colours are too much alike.
pub(super) fn read(path: &Path) -> Result<(Scheme, Vec<String>)> {
    let name = path.display().to_string();
    #[expect(clippy::disallowed_methods, reason = "this is cli/, which opens files")]
    let text = std::fs::read_to_string(path).with_context(|| {
        format!("cannot read the palette {name}; write okabe-ito, grey or a file of colours")
    })?;
    let mut mistakes = Mistakes::new(&name, &text);
    let (table, errors) = DeTable::parse_recoverable(&text);
    mistakes.syntax(&errors);
    let (scheme, fills) = scheme(table.get_ref(), &mut mistakes);
    mistakes.or_fail()?;
    let told = weaknesses(&scheme, fills);
    Ok((scheme, told.into_iter().map(|weakness| format!("{name}: {weakness}")).collect()))
}

/// The scheme, and how many fills it names.
fn scheme(table: &DeTable<'_>, mistakes: &mut Mistakes<'_>) -> (Scheme, usize) {
    let mut scheme = Scheme::okabe_ito();
    let mut fills = Vec::new();
    for (key, value) in table {
        let edge = |style: EdgeStyle, scheme: &mut Scheme, mistakes: &mut Mistakes<'_>| {
            set(&mut scheme.edges[style.number()], value, mistakes);
        };
        match key.get_ref().as_ref() {
            "fills" => fills = colors(value, scheme.classes.len(), mistakes),
            "supports" => edge(EdgeStyle::Supports, &mut scheme, mistakes),
            "disputes" => edge(EdgeStyle::Disputes, &mut scheme, mistakes),
            "mixed" => edge(EdgeStyle::Mixed, &mut scheme, mistakes),
            "neutral" => edge(EdgeStyle::Neutral, &mut scheme, mistakes),
            "cites" => edge(EdgeStyle::Citation, &mut scheme, mistakes),
            "text" => set(&mut scheme.text, value, mistakes),
            "secondary" => set(&mut scheme.secondary, value, mistakes),
            "hairline" => set(&mut scheme.hairline, value, mistakes),
            "halo" => set(&mut scheme.halo, value, mistakes),
            "paper" => set(&mut scheme.paper, value, mistakes),
            unknown => mistakes.unknown(key.span().start, unknown, &KEYS),
        }
    }
    for (class, fill) in scheme.classes.iter_mut().zip(&fills) {
        *class = ClassColors {
            lane: fill.mixed(scheme.paper, 82),
            node: *fill,
            outline: fill.mixed(scheme.text, 60),
        };
    }
    (scheme, fills.len())
}

fn set(target: &mut Color, value: &Spanned<DeValue<'_>>, mistakes: &mut Mistakes<'_>) {
    if let Some(color) = color(value, mistakes) {
        *target = color;
    }
}

fn color(value: &Spanned<DeValue<'_>>, mistakes: &mut Mistakes<'_>) -> Option<Color> {
    let found = value.get_ref().as_str().and_then(Color::from_hex);
    if found.is_none() {
        let written =
            value.get_ref().as_str().map(|text| format!("`{text}` is no colour; ")).unwrap_or_default();
        mistakes.at(value.span().start, &format!("{written}write six hexadecimal digits, as in \"#56b4e9\""));
    }
    found
}

fn colors(value: &Spanned<DeValue<'_>>, most: usize, mistakes: &mut Mistakes<'_>) -> Vec<Color> {
    let Some(array) = value.get_ref().as_array() else {
        mistakes.at(value.span().start, "write a list of colours, as in fills = [\"#a6cee3\", \"#fdbf6f\"]");
        return Vec::new();
    };
    if array.len() > most {
        let message = format!("{} colours; there are at most {most} classes", array.len());
        mistakes.at(value.span().start, &message);
    }
    array.iter().filter_map(|item| color(item, mistakes)).take(most).collect()
}

/// Where classes that stand side by side, text or lines are hardly told apart.
fn weaknesses(scheme: &Scheme, fills: usize) -> Vec<String> {
    let mut told = Vec::new();
    let own = &scheme.classes[..fills];
    for (index, pair) in own.windows(2).enumerate() {
        let (a, b) = (pair[0].node, pair[1].node);
        let seen = [
            (difference(a, b), ""),
            (difference(deuteranopic(a), deuteranopic(b)), " by those who see no green"),
        ];
        if let Some((apart, by)) = seen.into_iter().find(|(apart, _)| *apart < APART) {
            told.push(format!(
                "fills {} and {} ({} and {}) are hardly told apart{by}: ΔE {apart:.1}, where {APART} is wanted; make one \
                 of them lighter or darker",
                index + 1,
                index + 2,
                a.hex(),
                b.hex()
            ));
        }
    }
    for (index, class) in own.iter().enumerate() {
        let reached = contrast(scheme.text, class.node);
        if reached < TEXT_CONTRAST {
            told.push(format!(
                "text on fill {} ({}) has a contrast of {reached:.1}, where {TEXT_CONTRAST} is wanted; make the fill \
                 {}",
                index + 1,
                class.node.hex(),
                away_from(scheme.text)
            ));
        }
    }
    for (what, ink) in [("text", scheme.text), ("secondary", scheme.secondary)] {
        let reached = contrast(ink, scheme.paper);
        if reached < TEXT_CONTRAST {
            told.push(format!(
                "{what} ({}) has a contrast of {reached:.1} on the paper, where {TEXT_CONTRAST} is wanted; make it {}",
                ink.hex(),
                away_from(scheme.paper)
            ));
        }
    }
    for style in EdgeStyle::ALL.into_iter().filter(|style| *style != EdgeStyle::Citation) {
        let ink = scheme.edges[style.number()];
        let reached = contrast(ink, scheme.paper);
        if reached < LINE_CONTRAST {
            told.push(format!(
                "the line of {} ({}) has a contrast of {reached:.1} on the paper, where {LINE_CONTRAST} is wanted; make \
                 it {}",
                style.name(),
                ink.hex(),
                away_from(scheme.paper)
            ));
        }
    }
    told
}

/// Which way a colour must go to stand out from this one.
fn away_from(ground: Color) -> &'static str {
    let black = Color::new(0, 0, 0);
    let white = Color::new(255, 255, 255);
    if contrast(ground, black) > contrast(ground, white) { "darker" } else { "lighter" }
}
