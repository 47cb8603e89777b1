//! Reads LaTeX once from left to right and writes what it says.

use unicode_normalization::char::compose;

use super::table::{self, Group, Meaning};
use super::{CLASSES, Class};

/// More accents than this on one letter are a mistake, or an attack.
const ACCENTS_AT_MOST: usize = 8;

/// Raised or lowered text longer than this many bytes is not tried character by character.
const SCRIPT_AT_MOST: usize = 32;

/// An optional argument longer than this many bytes is taken for text.
const OPTION_AT_MOST: usize = 64;

/// The text of the source, white space folded, not yet normalised.
pub(super) fn read(source: &str) -> String {
    let mut reader = Reader {
        source,
        at: 0,
        out: String::with_capacity(source.len()),
        gap: false,
        accents: Vec::new(),
        mode: Mode::Words,
        depth: 0,
        frames: Vec::new(),
        quotations: 0,
        last_dollar: last_dollar(source.as_bytes()),
    };
    while reader.at < source.len() {
        reader.copy_run();
        reader.step();
    }
    reader.settle_accents();
    reader.out.truncate(reader.out.trim_end().len());
    reader.out
}

/// Where the last dollar is that is not written `\$`: it can open no mathematics.
fn last_dollar(source: &[u8]) -> Option<usize> {
    memchr::memrchr_iter(b'$', source).find(|&at| at == 0 || source[at - 1] != b'\\')
}

/// How the text is to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Words,
    Math,
    Verbatim,
    Skipped,
}

/// A group that ends in more than its brace. Plain groups are only counted, so that a million of them are cheap.
struct Frame {
    depth: usize,
    outer: Mode,
    end: End,
}

/// What happens at the end of a group.
enum End {
    Nothing,
    Quotation,
    Skip(u8),
    Slash,
    Raise { from: usize },
    Lower { from: usize },
}

struct Reader<'s> {
    source: &'s str,
    at: usize,
    out: String,
    /// White space has been read since the last character.
    gap: bool,
    /// Accents that wait for their letter, the outermost first.
    accents: Vec<char>,
    mode: Mode,
    depth: usize,
    frames: Vec<Frame>,
    quotations: usize,
    last_dollar: Option<usize>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.source.as_bytes().get(self.at + ahead).copied()
    }

    /// Copies what needs no thought.
    fn copy_run(&mut self) {
        let rest = &self.source.as_bytes()[self.at..];
        if self.mode == Mode::Skipped {
            self.at += memchr::memchr3(b'\\', b'{', b'}', rest).unwrap_or(rest.len());
        } else if self.accents.is_empty() {
            let length = rest
                .iter()
                .position(|&byte| !matches!(CLASSES[byte as usize], Class::Plain | Class::NonAscii))
                .unwrap_or(rest.len());
            if length > 0 {
                self.close_gap();
                self.out.push_str(&self.source[self.at..self.at + length]);
                self.at += length;
            }
        }
    }

    /// Reads one character or one command.
    fn step(&mut self) {
        let Some(byte) = self.byte(0) else { return };
        match byte {
            b'\\' => self.command(),
            b'{' => {
                self.depth += 1;
                self.at += 1;
            }
            b'}' => self.end_group(),
            _ if self.mode == Mode::Skipped => self.at += 1,
            b'$' if self.mode != Mode::Verbatim => self.dollar(),
            b'~' if self.mode != Mode::Verbatim => {
                self.at += 1;
                self.space();
            }
            b'^' | b'_' if self.mode == Mode::Math => self.script(byte),
            b'\'' if self.mode == Mode::Math => self.put_and_pass('′', 1),
            b'-' | b'`' | b'\'' | b'!' | b'?' if self.mode == Mode::Words => self.ligature(),
            _ => {
                if let Some(character) = self.rest().chars().next() {
                    self.put_and_pass(character, character.len_utf8());
                }
            }
        }
    }

    /// The dashes, quotation marks and opened marks that TeX's fonts make of several characters.
    fn ligature(&mut self) {
        const LIGATURES: [(&str, char); 8] = [
            ("---", '—'),
            ("--", '–'),
            ("``", '“'),
            ("''", '”'),
            ("`", '‘'),
            ("'", '’'),
            ("!`", '¡'),
            ("?`", '¿'),
        ];
        let rest = self.rest();
        let found = LIGATURES.iter().find(|(written, _)| rest.starts_with(written));
        let (length, character) = match found {
            Some(&(written, character)) => (written.len(), character),
            None => (1, rest.chars().next().unwrap_or(' ')),
        };
        self.put_and_pass(character, length);
    }

    fn dollar(&mut self) {
        if self.mode == Mode::Words && self.last_dollar.is_none_or(|last| last <= self.at) {
            return self.put_and_pass('$', 1);
        }
        self.settle_accents();
        self.at += if self.byte(1) == Some(b'$') { 2 } else { 1 };
        self.mode = if self.mode == Mode::Math { Mode::Words } else { Mode::Math };
    }

    /// `^` or `_` in mathematics.
    fn script(&mut self, sign: u8) {
        let (group, map): (Group, fn(char) -> Option<char>) = if sign == b'^' {
            (Group::Superscript, table::superscript)
        } else {
            (Group::Subscript, table::subscript)
        };
        self.at += 1;
        self.pass_space();
        if self.byte(0) == Some(b'{') {
            return self.begin(group);
        }
        let (one, length) = match self.rest().strip_prefix('\\') {
            Some(command) => {
                let name = &command[..letters(command)];
                match table::control_word(name) {
                    Some(Meaning::Text(text)) => (text.chars().next(), 1 + name.len()),
                    _ => (None, 0),
                }
            }
            None => self.rest().chars().next().map_or((None, 0), |one| (Some(one), one.len_utf8())),
        };
        match one.and_then(map) {
            Some(raised) => self.put_and_pass(raised, length),
            None => self.put(char::from(sign)),
        }
    }

    fn command(&mut self) {
        self.at += 1;
        let rest = self.rest();
        let length = letters(rest);
        let meaning = if length > 0 {
            let name = &self.source[self.at..self.at + length];
            self.at += length;
            match table::control_word(name) {
                Some(meaning) => meaning,
                None => return self.unknown(name),
            }
        } else {
            let Some(symbol) = rest.chars().next() else { return };
            self.at += symbol.len_utf8();
            match (self.mode, symbol, table::control_symbol(symbol)) {
                (Mode::Skipped, ..) => return,
                (Mode::Words, '(' | '[', _) => return self.mode = Mode::Math,
                (Mode::Math, ')' | ']', _) => return self.mode = Mode::Words,
                (Mode::Verbatim, ..) | (_, _, None) => return self.put(symbol),
                (_, _, Some(meaning)) => meaning,
            }
        };
        if self.mode == Mode::Skipped {
            return;
        }
        if length > 0 || matches!(meaning, Meaning::Accent(_)) {
            self.pass_space();
        }
        match meaning {
            Meaning::Text(text) => text.chars().for_each(|character| self.put(character)),
            Meaning::Accent(mark) if self.accents.len() < ACCENTS_AT_MOST => self.accents.push(mark),
            Meaning::Accent(_) | Meaning::Nothing => {}
            Meaning::Space => {
                self.settle_accents();
                self.space();
            }
            Meaning::Group(group) => self.begin_after_options(group),
        }
    }

    /// A command that is not known: its arguments' text, or its name if it has none.
    fn unknown(&mut self, name: &str) {
        let argument = self.rest().trim_ascii_start();
        if self.mode != Mode::Skipped && (!argument.starts_with('{') || self.rest().starts_with("{}")) {
            name.chars().for_each(|letter| self.put(letter));
        }
    }

    fn begin_after_options(&mut self, group: Group) {
        if self.byte(0) == Some(b'*') {
            self.at += 1;
            self.pass_space();
        }
        if matches!(group, Group::Skip(_)) && self.byte(0) == Some(b'[') {
            let rest = self.rest().as_bytes();
            if let Some(end) = memchr::memchr(b']', &rest[..rest.len().min(OPTION_AT_MOST)]) {
                self.at += end + 1;
                self.pass_space();
            }
        }
        if self.byte(0) == Some(b'{') {
            self.begin(group);
        }
    }

    /// Opens the group whose brace is next.
    fn begin(&mut self, group: Group) {
        self.at += 1;
        self.depth += 1;
        let outer = self.mode;
        let (mode, end) = match group {
            Group::Plain => return,
            Group::Skip(groups) => (Mode::Skipped, End::Skip(groups - 1)),
            Group::Quote => {
                self.put(if self.quotations.is_multiple_of(2) { '“' } else { '‘' });
                self.quotations += 1;
                (outer, End::Quotation)
            }
            Group::Verbatim => (Mode::Verbatim, End::Nothing),
            Group::Math => (Mode::Math, End::Nothing),
            Group::Words => (Mode::Words, End::Nothing),
            Group::Numerator => (outer, End::Slash),
            Group::Superscript => (outer, End::Raise { from: self.begin_script("^(") }),
            Group::Subscript => (outer, End::Lower { from: self.begin_script("_(") }),
        };
        self.frames.push(Frame { depth: self.depth, outer, end });
        self.mode = mode;
    }

    /// Where the script begins. In mathematics it is marked as one before it is known whether it needs to be.
    fn begin_script(&mut self, mark: &str) -> usize {
        self.settle_accents();
        self.close_gap();
        let from = self.out.len();
        if self.mode == Mode::Math {
            self.out.push_str(mark);
        }
        from
    }

    fn end_group(&mut self) {
        self.at += 1;
        self.settle_accents();
        let special = self.frames.pop_if(|frame| frame.depth == self.depth);
        self.depth = self.depth.saturating_sub(1);
        let Some(Frame { outer, end, .. }) = special else { return };
        self.mode = outer;
        match end {
            End::Nothing | End::Skip(0) => {}
            End::Skip(more) => {
                self.pass_space();
                if self.byte(0) == Some(b'{') {
                    self.begin(Group::Skip(more));
                }
            }
            End::Slash => self.put('/'),
            End::Quotation => {
                self.quotations -= 1;
                self.put(if self.quotations.is_multiple_of(2) { '”' } else { '’' });
            }
            End::Raise { from } => self.end_script(from, table::superscript),
            End::Lower { from } => self.end_script(from, table::subscript),
        }
    }

    /// Raises or lowers what was written since `from`, if all of it can be.
    fn end_script(&mut self, from: usize, map: fn(char) -> Option<char>) {
        let marked = &self.out[from..];
        if marked.len() <= SCRIPT_AT_MOST {
            let mark = if self.mode == Mode::Math { 2 } else { 0 };
            let text = marked[mark..].trim();
            let plain = match text {
                "st" | "nd" | "rd" | "th" => Some(text.to_owned()),
                _ => text.chars().map(map).collect::<Option<String>>(),
            };
            let one =
                || (mark > 0 && text.chars().nth(1).is_none()).then(|| format!("{}{text}", &marked[..1]));
            if let Some(replacement) = plain.or_else(one) {
                self.out.truncate(from);
                self.out.push_str(&replacement);
                return;
            }
        }
        if self.mode == Mode::Math {
            self.out.push(')');
        }
    }

    fn put_and_pass(&mut self, character: char, length: usize) {
        self.at += length;
        self.put(character);
    }

    /// Writes a character under the accents that wait for it.
    fn put(&mut self, character: char) {
        if character.is_whitespace() {
            return self.space();
        }
        if character.is_control() || self.mode == Mode::Skipped {
            return;
        }
        self.close_gap();
        let dotless = match character {
            'ı' => Some('i'),
            'ȷ' => Some('j'),
            _ => None,
        };
        let letter = dotless.filter(|_| self.accents.iter().any(|&mark| table::is_above(mark)));
        let mut base = letter.unwrap_or(character);
        // One character for both where there is one, as there nearly always is: the rest is composed at the end.
        if letter.is_none()
            && let Some(&mark) = self.accents.last()
            && let Some(composed) = compose(base, mark)
        {
            base = composed;
            self.accents.pop();
        }
        self.out.push(base);
        while let Some(mark) = self.accents.pop() {
            // A dot on a dotless letter is the letter.
            if letter.is_none() || mark != '\u{307}' {
                self.out.push(mark);
            }
        }
    }

    /// Accents over nothing become characters of their own.
    fn settle_accents(&mut self) {
        for mark in std::mem::take(&mut self.accents) {
            table::spacing_accent(mark).chars().for_each(|character| self.put(character));
        }
    }

    /// White space, which TeX ignores between an accent and its letter.
    fn space(&mut self) {
        self.gap |= self.accents.is_empty() && self.mode != Mode::Skipped && !self.out.is_empty();
    }

    fn close_gap(&mut self) {
        if std::mem::take(&mut self.gap) && !self.out.ends_with(' ') {
            self.out.push(' ');
        }
    }

    fn pass_space(&mut self) {
        self.at = self.source.len() - self.rest().trim_ascii_start().len();
    }
}

/// How many letters the text begins with.
fn letters(text: &str) -> usize {
    text.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len())
}
