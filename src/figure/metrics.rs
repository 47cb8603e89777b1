//! How wide text is, and how it is wrapped.
//!
//! The tables are Helvetica's metrics (thousandths of the type size), which Arimo and Liberation Sans share; that a label
//! stays inside its box in the viewer's fonts too is their doing. Characters outside the tables are measured in the face
//! that draws them; those that no face has are measured wide rather than narrow.

use std::cell::RefCell;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

use super::typeface::Typeface;

/// Regular widths of U+0020 to U+007E.
#[rustfmt::skip]
const ASCII_REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Regular widths of U+00A0 to U+00FF.
#[rustfmt::skip]
const LATIN_REGULAR: [u16; 96] = [
    278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 552,
    400, 549, 333, 333, 333, 576, 537, 333, 333, 333, 365, 556, 834, 834, 834, 611,
    667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 549, 611, 556, 556, 556, 556, 500, 556, 500,
];

/// Bold widths of U+0020 to U+007E.
#[rustfmt::skip]
const ASCII_BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Bold widths of U+00A0 to U+00FF.
#[rustfmt::skip]
const LATIN_BOLD: [u16; 96] = [
    278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 552,
    400, 549, 333, 333, 333, 600, 556, 333, 333, 333, 365, 556, 834, 834, 834, 611,
    722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278,
    611, 611, 611, 611, 611, 611, 611, 549, 611, 611, 611, 611, 611, 556, 611, 556,
];

/// Other characters: code point, regular width, bold width.
#[rustfmt::skip]
const OTHERS: [(u32, u16, u16); 22] = [
    (0x0131, 278, 278), (0x0141, 556, 611), (0x0142, 222, 278), (0x0110, 722, 722),
    (0x0111, 556, 611), (0x0152, 1000, 1000), (0x0153, 944, 944), (0x2010, 333, 333),
    (0x2012, 556, 556), (0x2013, 556, 556), (0x2014, 1000, 1000), (0x2018, 222, 278),
    (0x2019, 222, 278), (0x201A, 222, 278), (0x201C, 333, 500), (0x201D, 333, 500),
    (0x201E, 333, 500), (0x2020, 556, 556), (0x2022, 350, 350), (0x2026, 1000, 1000),
    (0x20AC, 556, 556), (0x2212, 584, 584),
];

/// Height of a line of text, in multiples of the type size.
pub const LINE_HEIGHT: f64 = 1.16;

/// Distance of the baseline from the top of a line, in multiples of the type size.
pub const ASCENT: f64 = 0.90;

/// Weight of the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Regular.
    Regular,
    /// Bold.
    Bold,
}

thread_local! {
    /// What the chart that is being placed is set in. A placement asks for widths in a hundred places, most of them
    /// far from the chart; only `place` and its like set this, through [`set_in`], so that a figure still depends on
    /// nothing but its chart.
    static TYPEFACE: RefCell<Typeface> = RefCell::new(Typeface::embedded());
}

/// Does the work, in which texts are measured in this typeface.
pub(super) fn set_in<T>(typeface: &Typeface, work: impl FnOnce() -> T) -> T {
    struct Restored(Typeface);
    impl Drop for Restored {
        fn drop(&mut self) {
            TYPEFACE.with_borrow_mut(|current| std::mem::swap(current, &mut self.0));
        }
    }
    let _restored = Restored(TYPEFACE.replace(typeface.clone()));
    work()
}

/// Width of a text in points at this type size, in the typeface of the chart that is being placed; outside of that in
/// those of the program.
pub fn text_width(text: &str, size: f64, weight: Weight) -> f64 {
    TYPEFACE.with_borrow(|typeface| typeface.text_width(text, size, weight))
}

/// The text in lines no wider than `limit` points, broken at spaces and hyphens, and within a word only where the word
/// alone is wider. Nothing is left out.
pub fn wrapped(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    TYPEFACE.with_borrow(|typeface| typeface.wrapped(text, size, weight, limit))
}

/// Room in points for the hyphen that stays with the first part of a word.
pub(super) fn hyphen_room(size: f64) -> f64 {
    (size * 0.35).max(text_width("-", size, Weight::Regular) + size * 0.01)
}

/// The same number of lines as greedy wrapping, but of more equal length.
pub fn balanced(text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
    TYPEFACE.with_borrow(|typeface| typeface.balanced(text, size, weight, limit))
}

impl Typeface {
    /// Width of a text in points at this type size. Kerning, which mostly makes it narrower, is left out.
    pub fn text_width(&self, text: &str, size: f64, weight: Weight) -> f64 {
        let listed: Option<u64> = match self.has_listed_widths() {
            true => text.chars().map(|c| listed_width(c, weight).map(u64::from)).sum(),
            false => None,
        };
        let thousandths = listed.unwrap_or_else(|| {
            let runs = self.runs(text, weight);
            runs.into_iter().map(|run| self.run_width(&text[run.range], run.face, weight)).sum()
        });
        thousandths as f64 * size / 1000.0
    }

    /// Width in thousandths of the type size of a stretch of text that one face draws.
    fn run_width(&self, text: &str, face: Option<usize>, weight: Weight) -> u64 {
        let face = face.and_then(|face| self.faces().get(face));
        let width = |c: char| match face.and_then(|face| face.advance(c, weight)) {
            _ if is_combining_mark(c) => 0,
            Some(width) => width,
            None => guessed_width(c, weight),
        };
        text.chars().map(|c| u64::from(width(c))).sum()
    }

    /// Width of a character in thousandths of the type size.
    fn char_width(&self, c: char, weight: Weight) -> u64 {
        let mut buffer = [0; 4];
        let text: &str = c.encode_utf8(&mut buffer);
        let listed = if self.has_listed_widths() { listed_width(c, weight) } else { None };
        match listed {
            Some(width) => u64::from(width),
            None => {
                let runs = self.runs(text, weight);
                self.run_width(text, runs.first().and_then(|run| run.face), weight)
            }
        }
    }

    /// Whether the tables of this file are those of the first face.
    fn has_listed_widths(&self) -> bool {
        self.faces().first().is_some_and(|face| face.family() == "Arimo")
    }
}

/// Width of a character that no face has: wide rather than narrow.
fn guessed_width(c: char, weight: Weight) -> u16 {
    if let Some(base) = std::iter::once(c).nfd().next()
        && base != c
        && let Some(width) = listed_width(base, weight)
    {
        return width;
    }
    match c.width() {
        Some(0) | None => 0,
        Some(1) if c < '\u{0250}' => 722,
        Some(1) => 900,
        Some(_) => 1100,
    }
}

fn listed_width(c: char, weight: Weight) -> Option<u16> {
    let code = u32::from(c);
    let (ascii, latin) = match weight {
        Weight::Regular => (&ASCII_REGULAR, &LATIN_REGULAR),
        Weight::Bold => (&ASCII_BOLD, &LATIN_BOLD),
    };
    let index = usize::try_from(code).ok()?;
    match code {
        0x20..=0x7e => ascii.get(index - 0x20).copied(),
        0xa0..=0xff => latin.get(index - 0xa0).copied(),
        _ => OTHERS.iter().find(|row| row.0 == code).map(|row| match weight {
            Weight::Regular => row.1,
            Weight::Bold => row.2,
        }),
    }
}

/// The text as it may be printed: white space becomes single spaces, control characters and characters that
/// steer the direction of writing become U+FFFD.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else if is_steering(c) {
            out.push('\u{fffd}');
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a character controls a terminal, a parser or the direction of writing instead of being read.
pub fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{fffe}' | '\u{ffff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

impl Typeface {
    fn wrapped(&self, text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
        let text = printable(text);
        let mut lines: Vec<String> = Vec::new();
        let (mut line, mut line_width) = (String::new(), 0.0);
        let space = self.text_width(" ", size, weight);
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            for (number, piece) in self.pieces(word, size, weight, limit).into_iter().enumerate() {
                let width = self.text_width(&piece, size, weight);
                let gap = if number == 0 && !line.is_empty() { space } else { 0.0 };
                if !line.is_empty() && line_width + gap + width > limit + 1e-6 {
                    lines.push(std::mem::take(&mut line));
                    line_width = 0.0;
                } else if gap > 0.0 {
                    line.push(' ');
                    line_width += gap;
                }
                line.push_str(&piece);
                line_width += width;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// A word in the pieces between which it may be broken.
    fn pieces(&self, word: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
        if self.text_width(word, size, weight) <= limit {
            return vec![word.to_owned()];
        }
        let mut pieces = Vec::new();
        let (mut piece, mut width) = (String::new(), 0.0);
        for c in word.chars() {
            let step = self.char_width(c, weight) as f64 * size / 1000.0;
            if !piece.is_empty() && width + step > limit {
                pieces.push(std::mem::take(&mut piece));
                width = 0.0;
            }
            piece.push(c);
            width += step;
            if matches!(c, '-' | '\u{2013}' | '/') {
                pieces.push(std::mem::take(&mut piece));
                width = 0.0;
            }
        }
        if !piece.is_empty() {
            pieces.push(piece);
        }
        pieces
    }

    fn balanced(&self, text: &str, size: f64, weight: Weight, limit: f64) -> Vec<String> {
        let greedy = self.wrapped(text, size, weight, limit);
        if greedy.len() < 2 || greedy.len() > 12 {
            return greedy;
        }
        let (mut low, mut high) = (limit / 2.0, limit);
        let mut best = greedy;
        for _ in 0..6 {
            let trial = self.wrapped(text, size, weight, (low + high) / 2.0);
            let breaks_word =
                text.split_whitespace().any(|w| self.text_width(w, size, weight) > (low + high) / 2.0);
            if trial.len() <= best.len() && !breaks_word {
                best = trial;
                high = (low + high) / 2.0;
            } else {
                low = (low + high) / 2.0;
            }
        }
        best
    }
}
