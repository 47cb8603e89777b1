//! Text as LaTeX: special characters escaped, and what stands for characters that pdflatex does not know.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::tex::texts;
use crate::figure::Figure;

/// Which engine can set a figure's texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Engine {
    /// Any, pdflatex included.
    Any,
    /// One that reads fonts of the system, for these characters.
    Unicode(Vec<char>),
}

/// Whether pdflatex has everything that a figure's texts need.
pub(super) fn needed_engine(figure: &Figure) -> Engine {
    let mut beyond: Vec<char> = Vec::new();
    for text in texts(figure) {
        for cluster in clusters(text) {
            let letter = cluster[0];
            if !is_known(&cluster) && replacement(&cluster).is_none() && !beyond.contains(&letter) {
                beyond.push(letter);
            }
        }
    }
    if beyond.is_empty() { Engine::Any } else { Engine::Unicode(beyond) }
}

/// The text so that LaTeX shows exactly it.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for cluster in clusters(text) {
        let letter = cluster[0];
        // Two hyphens would become a dash, two commas a quotation mark.
        if is_ligature(before) && is_ligature(letter) {
            out.push_str("{}");
        }
        if is_known(&cluster) {
            known(letter, &mut out);
        } else {
            let raw: String = cluster.iter().collect();
            let otherwise = replacement(&cluster).unwrap_or_else(|| "\\dissensusbox{}".to_owned());
            out.push_str(&format!("\\dissensuschar{{{raw}}}{{{otherwise}}}"));
        }
        before = letter;
    }
    out
}

/// Letters composed with their marks as far as they can be, and the marks that are left.
fn clusters(text: &str) -> Vec<Vec<char>> {
    let mut found: Vec<Vec<char>> = Vec::new();
    for c in text.nfc() {
        match found.last_mut() {
            Some(cluster) if is_combining_mark(c) => cluster.push(c),
            _ => found.push(vec![c]),
        }
    }
    found
}

fn is_ligature(c: char) -> bool {
    matches!(c, '-' | '`' | '\'' | ',' | '<' | '>' | '!' | '?')
}

/// Whether pdflatex knows it without more ado: Latin as in western and central Europe, and common signs.
fn is_known(cluster: &[char]) -> bool {
    let [c] = cluster else { return false };
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{ff}')
        || matches!(c, '\u{100}'..='\u{107}' | '\u{10a}'..='\u{111}' | '\u{116}'..='\u{11b}' | '\u{11e}'..='\u{11f}')
        || matches!(c, '\u{130}'..='\u{131}' | '\u{139}'..='\u{13a}' | '\u{13d}'..='\u{13e}' | '\u{141}'..='\u{144}')
        || matches!(c, '\u{147}'..='\u{148}' | '\u{150}'..='\u{155}' | '\u{158}'..='\u{15b}' | '\u{15e}'..='\u{165}')
        || matches!(c, '\u{16e}'..='\u{171}' | '\u{178}'..='\u{17e}')
        || "–—‘’‚“”„†‡•…‰‹›€™".contains(*c)
}

fn known(c: char, out: &mut String) {
    match c {
        '\\' => out.push_str("\\textbackslash{}"),
        '~' => out.push_str("\\textasciitilde{}"),
        '^' => out.push_str("\\textasciicircum{}"),
        // Not the shorthand of babel, and straight where the font has it.
        '"' => out.push_str("\\char34{}"),
        '<' => out.push_str("\\ensuremath{<}"),
        '>' => out.push_str("\\ensuremath{>}"),
        '|' => out.push_str("\\ensuremath{|}"),
        '\u{a0}' => out.push('~'),
        '#' | '$' | '%' | '&' | '_' | '{' | '}' => {
            out.push('\\');
            out.push(c);
        }
        c => out.push(c),
    }
}

/// What pdflatex can show instead.
fn replacement(cluster: &[char]) -> Option<String> {
    if let [c] = cluster
        && let Some(sign) = sign(*c)
    {
        return Some(sign.to_owned());
    }
    let mut parts = cluster.iter().copied().nfd();
    let letter = parts.next().filter(char::is_ascii_alphabetic)?;
    let mut built = letter.to_string();
    for (number, mark) in parts.enumerate() {
        let accent = accent(mark)?;
        // An accent above takes the dot from i and j.
        let dotless = number == 0 && !matches!(accent, "d" | "b" | "c" | "k") && matches!(letter, 'i' | 'j');
        let inside = if dotless { format!("\\{letter}") } else { built };
        built = format!("\\{accent}{{{inside}}}");
    }
    Some(built)
}

fn accent(mark: char) -> Option<&'static str> {
    Some(match mark {
        '\u{300}' => "`",
        '\u{301}' => "'",
        '\u{302}' => "^",
        '\u{303}' => "~",
        '\u{304}' => "=",
        '\u{306}' => "u",
        '\u{307}' => ".",
        '\u{308}' => "\"",
        '\u{30a}' => "r",
        '\u{30b}' => "H",
        '\u{30c}' => "v",
        '\u{323}' => "d",
        '\u{327}' => "c",
        '\u{328}' => "k",
        '\u{331}' => "b",
        _ => return None,
    })
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2212}' => "\\ensuremath{-}",
        '\u{2216}' => "\\textbackslash{}",
        '\u{2190}' => "\\ensuremath{\\leftarrow}",
        '\u{2192}' => "\\ensuremath{\\rightarrow}",
        '\u{2194}' => "\\ensuremath{\\leftrightarrow}",
        '\u{21d2}' => "\\ensuremath{\\Rightarrow}",
        '\u{2260}' => "\\ensuremath{\\neq}",
        '\u{2264}' => "\\ensuremath{\\leq}",
        '\u{2265}' => "\\ensuremath{\\geq}",
        '\u{2248}' => "\\ensuremath{\\approx}",
        '\u{221e}' => "\\ensuremath{\\infty}",
        '\u{2713}' => "\\ensuremath{\\surd}",
        '\u{2717}' => "\\ensuremath{\\times}",
        '\u{25cb}' => "\\ensuremath{\\circ}",
        '\u{25cf}' => "\\textbullet{}",
        '\u{00b7}' => "\\textperiodcentered{}",
        '\u{2010}' | '\u{2011}' => "-",
        '\u{2012}' => "--",
        '\u{2015}' => "---",
        '\u{2032}' => "\\ensuremath{'}",
        '\u{2009}' | '\u{202f}' => "\\,",
        '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{ad}' => "",
        '\u{fffd}' => "?",
        _ => return None,
    })
}
