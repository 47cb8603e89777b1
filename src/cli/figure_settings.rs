//! What decides the look of figures, as settings files say it: `[figure]` of `dissensus.toml`, or a file of its own.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use dissensus::figure::{Background, Direction, Style};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::length::Length;
use super::mistakes::Mistakes;

/// A size of type that settings may give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SizeOf {
    Title,
    Subtitle,
    Lane,
    Year,
    Legend,
    Note,
}

/// Where the colours come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PaletteChoice {
    OkabeIto,
    Grey,
    File(PathBuf),
}

impl PaletteChoice {
    /// One of the two that are built in, or a file beside `folder`.
    pub(super) fn named(name: &str, folder: &Path) -> Self {
        match name {
            "okabe-ito" => Self::OkabeIto,
            "grey" | "gray" => Self::Grey,
            file => Self::File(folder.join(file)),
        }
    }
}

/// What is given; the rest is left to whatever is asked next.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FigureSettings {
    pub(super) style: Option<Style>,
    pub(super) width: Option<Length>,
    pub(super) height: Option<Length>,
    pub(super) font_size: Option<f64>,
    pub(super) sizes: Vec<(SizeOf, f64)>,
    pub(super) palette: Option<PaletteChoice>,
    pub(super) background: Option<Background>,
    pub(super) direction: Option<Direction>,
    /// Up to how many works, claims or persons a map draws each singly.
    pub(super) thin_above: Option<NonZeroUsize>,
    /// How many of more.
    pub(super) thin_to: Option<NonZeroUsize>,
}

/// The settings, in the order in which messages list them.
const KEYS: [&str; 15] = [
    "style",
    "width",
    "height",
    "direction",
    "font-size",
    "palette",
    "transparent",
    "title-size",
    "subtitle-size",
    "lane-size",
    "year-size",
    "legend-size",
    "note-size",
    "thin-above",
    "thin-to",
];

/// Sizes of type outside these, in points, are slips.
const SIZES: std::ops::RangeInclusive<f64> = 3.0..=144.0;

impl FigureSettings {
    /// These settings, and for what they leave open those others.
    ///
    /// A style brings its own page, direction and type with it: of what was set for another style, only the colours
    /// stay, and how maps are thinned.
    pub(super) fn or(self, others: &Self) -> Self {
        let mut below = others.clone();
        if self.style.is_some_and(|own| own != below.style.unwrap_or_default()) {
            below = Self {
                palette: below.palette,
                background: below.background,
                thin_above: below.thin_above,
                thin_to: below.thin_to,
                ..Self::default()
            };
        }
        below.sizes.retain(|(of, _)| !self.sizes.iter().any(|(own, _)| own == of));
        below.sizes.extend(self.sizes);
        Self {
            style: self.style.or(below.style),
            width: self.width.or(below.width),
            height: self.height.or(below.height),
            font_size: self.font_size.or(below.font_size),
            sizes: below.sizes,
            palette: self.palette.or(below.palette),
            background: self.background.or(below.background),
            direction: self.direction.or(below.direction),
            thin_above: self.thin_above.or(below.thin_above),
            thin_to: self.thin_to.or(below.thin_to),
        }
    }

    /// Reads a table; every mistake is noted with its line.
    pub(super) fn read(table: &DeTable<'_>, folder: &Path, mistakes: &mut Mistakes<'_>) -> Self {
        let mut settings = Self::default();
        for (key, value) in table {
            let at = value.span().start;
            match key.get_ref().as_ref() {
                "style" => settings.style = named(value, &Style::ALL, Style::name, mistakes),
                "width" => settings.width = length(value, mistakes),
                "height" => settings.height = length(value, mistakes),
                "direction" => {
                    settings.direction =
                        named(value, &[Direction::Down, Direction::Across], direction_name, mistakes);
                }
                "font-size" => settings.font_size = size(value, mistakes),
                "palette" => match value.get_ref().as_str() {
                    Some(name) => settings.palette = Some(PaletteChoice::named(name, folder)),
                    None => mistakes.at(at, "a palette is \"okabe-ito\", \"grey\" or the name of a file"),
                },
                "transparent" => match value.get_ref().as_bool() {
                    Some(true) => settings.background = Some(Background::Transparent),
                    Some(false) => settings.background = Some(Background::Painted),
                    None => mistakes.at(at, "write transparent = true or transparent = false"),
                },
                "title-size" => settings.add(SizeOf::Title, size(value, mistakes)),
                "subtitle-size" => settings.add(SizeOf::Subtitle, size(value, mistakes)),
                "lane-size" => settings.add(SizeOf::Lane, size(value, mistakes)),
                "year-size" => settings.add(SizeOf::Year, size(value, mistakes)),
                "legend-size" => settings.add(SizeOf::Legend, size(value, mistakes)),
                "note-size" => settings.add(SizeOf::Note, size(value, mistakes)),
                "thin-above" => settings.thin_above = count(value, mistakes),
                "thin-to" => settings.thin_to = count(value, mistakes),
                unknown => mistakes.unknown(key.span().start, unknown, &KEYS),
            }
        }
        settings
    }

    fn add(&mut self, of: SizeOf, points: Option<f64>) {
        self.sizes.extend(points.map(|points| (of, points)));
    }
}

fn direction_name(direction: Direction) -> &'static str {
    match direction {
        Direction::Down => "down",
        Direction::Across => "across",
    }
}

fn named<T: Copy>(
    value: &Spanned<DeValue<'_>>,
    all: &[T],
    name: impl Fn(T) -> &'static str,
    mistakes: &mut Mistakes<'_>,
) -> Option<T> {
    let found = value.get_ref().as_str().and_then(|word| all.iter().copied().find(|one| name(*one) == word));
    if found.is_none() {
        let names: Vec<String> = all.iter().map(|one| format!("\"{}\"", name(*one))).collect();
        mistakes.at(value.span().start, &format!("write {}", names.join(" or ")));
    }
    found
}

fn length(value: &Spanned<DeValue<'_>>, mistakes: &mut Mistakes<'_>) -> Option<Length> {
    let text = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        _ => String::new(),
    };
    match Length::from_str(&text) {
        Ok(length) => Some(length),
        Err(problem) => {
            mistakes.at(value.span().start, &problem);
            None
        }
    }
}

fn size(value: &Spanned<DeValue<'_>>, mistakes: &mut Mistakes<'_>) -> Option<f64> {
    let number = match value.get_ref() {
        DeValue::Integer(number) => number.as_str().parse::<f64>().ok(),
        DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
        _ => None,
    };
    match number.filter(|points| SIZES.contains(points)) {
        Some(points) => Some(points),
        None => {
            mistakes.at(value.span().start, "a size is a number of points, as in 7 or 6.5");
            None
        }
    }
}

fn count(value: &Spanned<DeValue<'_>>, mistakes: &mut Mistakes<'_>) -> Option<NonZeroUsize> {
    let number = match value.get_ref() {
        DeValue::Integer(number) => number.as_str().parse().ok(),
        _ => None,
    };
    if number.is_none() {
        mistakes.at(value.span().start, "write a number from 1 on");
    }
    number
}

/// A size of type on the command line, in points.
pub(super) fn points(text: &str) -> Result<f64, String> {
    let number = text.strip_suffix("pt").unwrap_or(text).trim().parse::<f64>();
    match number.ok().filter(|points| SIZES.contains(points)) {
        Some(points) => Ok(points),
        None => Err("a size is a number of points from 3 to 144, as in 7 or 6.5".to_owned()),
    }
}
