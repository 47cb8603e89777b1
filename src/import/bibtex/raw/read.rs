//! From a text to its entries, all at once and in its order.

use std::ops::Range;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::FileId;
use crate::diagnostic::Rule;
use crate::diagnostic::Span;

use super::chunks;
use super::cut::Cut;
use super::cut::Cutter;
use super::cut::OpenBraces;
use super::cut::Piece;
use super::cut::What;
use super::entry::Atom;
use super::entry::EntryReader;
use super::entry::Refusal;
use super::entry::Whole;
use super::entry::short;
use super::head;
use super::head::Head;
use super::macros::Macros;
use super::macros::Unknown;
use super::report::Reporter;
use super::scan;
use super::scan::Comma;
use super::value::RawEntry;
use super::value::RawField;
use super::value::RawValue;

/// How many bytes the values of a window may expand to, whatever its own length.
const EXPANSION: u64 = 64 * 1024;

/// How many bytes more they may expand to for each byte of the window.
const EXPANSION_PER_BYTE: u64 = 64;

/// How many bytes they may expand to at most.
const EXPANSION_AT_MOST: u64 = 1 << 30;

/// How long a text may be: with what its values expand to, places in it have 32 bits.
pub(super) const LONGEST: usize = 3_000_000_000;

/// How many entries a text has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryCounts {
    /// Those found: as many as were read and rejected together.
    pub entries: usize,
    /// Those that could not be read.
    pub rejected: usize,
}

/// A slip that was put right, so that the entry was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Where it is.
    pub span: Span,
    /// What was found, or expected.
    pub message: String,
    /// What to type.
    pub hint: String,
}

impl Repair {
    /// The slip as a finding under `rule`.
    #[must_use]
    pub fn into_diagnostic(self, rule: Rule) -> Diagnostic {
        Diagnostic::new(rule, self.span, self.message).with_hint(self.hint)
    }
}

/// What a text holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<T> {
    /// What the entries that could be read were converted to, in the order of the text; an item may hold those
    /// of a window.
    pub items: Vec<T>,
    /// What is wrong, in the order of the text: one error for each entry that could not be read, errors
    /// for broken `@string` and `@preamble` entries and for values that are too long, warnings for
    /// abbreviations that are not defined.
    pub diagnostics: Vec<Diagnostic>,
    /// What was put right in entries that could be read, in the order of the text.
    pub repairs: Vec<Repair>,
    /// How many entries there are.
    pub counts: EntryCounts,
    /// The `@comment{…}` parts; whatever else stands between entries is a comment too.
    pub comments: Vec<Range<u32>>,
    /// The `@preamble` parts.
    pub preambles: Vec<Range<u32>>,
    /// The `@string` parts.
    pub strings: Vec<Range<u32>>,
}

/// Reads every entry of `text` and hands each sound one to `convert`, on several threads. It may be handed others too, or
/// one twice, whose items are not among the result: it should do nothing but return an item.
///
/// Never fails: a broken entry is reported and the next one read. An abbreviation holds from its
/// definition on, in any case; the months are defined from the start. What abbreviations expand to is
/// bounded by a multiple of the text's length.
///
/// # Determinism
/// The result is a function of the arguments, whatever the number of threads.
///
/// # Complexity
/// Linear in the length of the text; besides the items, memory for one entry per thread.
///
/// # Examples
/// ```
/// use dissensus::diagnostic::FileId;
/// use dissensus::import::bibtex::raw::read;
///
/// let text = "@string{ta = {Transactions}} @article{10.1/x, journal = ta # { A}, year = 1999}\n@misc{broken";
/// let found = read(text, FileId(0), |entry| {
///     (String::from(entry.key), String::from(entry.fields[0].value.as_str()))
/// });
/// assert_eq!(found.items, [(String::from("10.1/x"), String::from("Transactions A"))]);
/// assert_eq!((found.counts.entries, found.counts.rejected, found.diagnostics.len()), (2, 1, 1));
/// ```
pub fn read<'t, T, F>(text: &'t str, file: FileId, convert: F) -> Read<T>
where
    T: Send,
    F: Fn(RawEntry<'t>) -> T + Sync,
{
    let each = |(): &mut (), items: &mut Vec<T>, entry: &mut RawEntry<'t>| {
        items.push(convert(std::mem::take(entry)));
    };
    let read = read_by_windows(text, file, each);
    let mut items = Vec::with_capacity(read.items.iter().map(Vec::len).sum());
    items.extend(read.items.into_iter().flatten());
    let Read { diagnostics, repairs, counts, comments, preambles, strings, .. } = read;
    Read { items, diagnostics, repairs, counts, comments, preambles, strings }
}

/// Reads every entry of `text` as [`read`] does, those of a chunk to an item: `convert` adds each sound one to the
/// item of its window. What it keeps in its first argument depends on the thread and must not be seen.
pub(in crate::import::bibtex) fn read_by_windows<'t, W, T, F>(
    text: &'t str,
    file: FileId,
    convert: F,
) -> Read<T>
where
    W: Default + Send,
    T: Default + Send,
    F: Fn(&mut W, &mut T, &mut RawEntry<'t>) + Sync,
{
    let mut read = Read {
        items: Vec::new(),
        diagnostics: Vec::new(),
        repairs: Vec::new(),
        counts: EntryCounts::default(),
        comments: Vec::new(),
        preambles: Vec::new(),
        strings: Vec::new(),
    };
    if text.len() > LONGEST {
        let message = "the file holds more than three gigabytes of text";
        read.diagnostics.push(Diagnostic::new(Rule::FileTooLarge, Span::new(file, 0, 0), message));
        return read;
    }
    let bounds = chunks::bounds(text);
    let reporter = Reporter { text, file };
    let braces = OpenBraces::default();
    let macros = collect_macros(reporter, &bounds, &braces, &mut read.diagnostics);
    let threads = 0..rayon::current_num_threads().max(1);
    let kept: Vec<Mutex<(EntryReader, RawEntry<'t>, W)>> = threads.map(|_| Mutex::default()).collect();
    let windows = chunks::read_each(&bounds, |from, to| {
        let thread = rayon::current_thread_index().filter(|&index| index < kept.len()).unwrap_or(0);
        // The lock is not held while `convert` runs, which may wait for other windows.
        let lock = || kept[thread].lock().unwrap_or_else(PoisonError::into_inner);
        let mut own = std::mem::take(&mut *lock());
        let (reader, entry, kept) = &mut own;
        let mut window = Window::new(reporter, &macros, to - from);
        let cutter = Cutter::new(text, from..to, &braces);
        let end = window.read_all(reader, cutter, entry, &mut |item, entry| convert(kept, item, entry));
        *lock() = own;
        (window, end)
    });
    read.items.reserve_exact(windows.len());
    for window in windows {
        read.counts.entries += window.counts.entries;
        read.counts.rejected += window.counts.rejected;
        read.items.push(window.item);
        read.diagnostics.extend(window.diagnostics);
        read.repairs.extend(window.repairs);
        read.comments.extend(window.comments);
        read.preambles.extend(window.preambles);
        read.strings.extend(window.strings);
    }
    read.diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.span.end));
    read
}

/// Every `@string` of the text, in its order.
fn collect_macros<'t>(
    reporter: Reporter<'t>,
    bounds: &[usize],
    braces: &OpenBraces,
    diagnostics: &mut Vec<Diagnostic>,
) -> Macros<'t> {
    let text = reporter.text;
    let mut macros = Macros::new();
    // A type may stand apart from its `@`; no other of the common types begins with this letter.
    let may_be = |at: usize| !matches!(text.as_bytes().get(at + 1), Some(b'A'..=b'R' | b'a'..=b'r'));
    let is_macro = |at| may_be(at) && Head::read(text, at).is_some_and(|head| head.is_of(text, "string"));
    if !memchr::memchr_iter(b'@', text.as_bytes()).any(is_macro) {
        return macros;
    }
    let found = chunks::read_each(bounds, |from, to| {
        let mut end = from;
        let pieces = Cutter::new(text, from..to, braces).inspect(|piece| end = piece.end as usize);
        let macros: Vec<Piece> = pieces.filter(|piece| piece.what == What::Macro).collect();
        (macros, end)
    });
    let mut reader = EntryReader::default();
    for piece in found.concat() {
        let Some(head) = Head::read(text, piece.start as usize) else { continue };
        let key = scan::Key { start: head.body, end: head.body, next: head.body, comma: Comma::Missing };
        let from = piece.end as usize;
        let refused =
            reader.fields(text, piece.start as usize, head, key, from - 1, |(start, end), value| {
                macros.define(text, &text[start..end], from, value, &mut |unknown| {
                    diagnostics.push(reporter.unknown(unknown));
                });
            });
        if let Err(refusal) = refused {
            diagnostics.push(reporter.refusal(piece, &refusal));
        }
    }
    macros
}

/// The pieces that begin in a chunk, read one after the other on one thread.
struct Window<'t, 'm, T> {
    reporter: Reporter<'t>,
    macros: &'m Macros<'t>,
    /// How many bytes the rest of its values may expand to.
    budget: u64,
    item: T,
    diagnostics: Vec<Diagnostic>,
    repairs: Vec<Repair>,
    counts: EntryCounts,
    comments: Vec<Range<u32>>,
    preambles: Vec<Range<u32>>,
    strings: Vec<Range<u32>>,
}

impl<'t, 'm, T: Default> Window<'t, 'm, T> {
    fn new(reporter: Reporter<'t>, macros: &'m Macros<'t>, length: usize) -> Self {
        Self {
            reporter,
            macros,
            budget: (EXPANSION + EXPANSION_PER_BYTE * length as u64).min(EXPANSION_AT_MOST),
            item: T::default(),
            diagnostics: Vec::new(),
            repairs: Vec::new(),
            counts: EntryCounts::default(),
            comments: Vec::new(),
            preambles: Vec::new(),
            strings: Vec::new(),
        }
    }

    /// Lets values expand to what so many bytes more may.
    fn allow_for(&mut self, bytes: usize) {
        self.budget = self.budget.saturating_add(EXPANSION_PER_BYTE * bytes as u64).min(EXPANSION_AT_MOST);
    }

    /// Reads the pieces of a cutter, and says where the last of them ends.
    fn read_all(
        &mut self,
        reader: &mut EntryReader,
        mut cutter: Cutter<'_>,
        entry: &mut RawEntry<'t>,
        convert: &mut impl FnMut(&mut T, &mut RawEntry<'t>),
    ) -> usize {
        let text = self.reporter.text;
        let (mut end, to) = (cutter.range().start, cutter.range().end);
        loop {
            let whole = |start, _, limit| {
                reader.whole(text, start, limit, &mut entry.fields).map(|whole| (whole.end, whole))
            };
            let piece = match cutter.next_with(whole) {
                None => return end,
                Some(Cut::Read(piece, head, Whole { key, .. })) => {
                    self.allow_for((piece.end as usize).saturating_sub(to));
                    reader.each_found(|number, (start, _), value| {
                        let (value, (start, end)) = self.value(start, value);
                        let field = &mut entry.fields[number];
                        (field.value, field.value_span) = (value, short((start, end)));
                    });
                    place(text, piece, head, key, entry);
                    convert(&mut self.item, entry);
                    self.counts.entries += 1;
                    piece
                }
                Some(Cut::Piece(piece)) => {
                    self.allow_for((piece.end as usize).saturating_sub(to));
                    self.read(reader, piece, entry, convert);
                    piece
                }
            };
            end = piece.end as usize;
        }
    }

    fn read(
        &mut self,
        reader: &mut EntryReader,
        piece: Piece,
        entry: &mut RawEntry<'t>,
        convert: &mut impl FnMut(&mut T, &mut RawEntry<'t>),
    ) {
        let text = self.reporter.text;
        let head = Head::read(text, piece.start as usize);
        let rejection = match (piece.what, head) {
            (What::Entry, Some(head)) => match self.entry(reader, piece, head, entry) {
                Ok(()) => {
                    convert(&mut self.item, entry);
                    None
                }
                Err(_) if head::is_commented(text.as_bytes(), piece.start as usize) => return,
                Err(refusal) => Some(self.reporter.refusal(piece, &refusal)),
            },
            (What::Unclosed, Some(_)) if self.rescue(reader, piece, entry, convert) => None,
            (What::Unclosed, Some(head)) => {
                let diagnostic = self.reporter.unclosed(piece, head);
                let kind = &text[head.kind_start..head.kind_end];
                if kind.eq_ignore_ascii_case("string") || kind.eq_ignore_ascii_case("preamble") {
                    self.diagnostics.push(diagnostic);
                    return;
                }
                Some(diagnostic)
            }
            (What::Headless, _) => Some(self.reporter.headless(piece)),
            (What::Comment, _) => return self.comments.push(piece.start..piece.end),
            (What::Preamble, _) => return self.preambles.push(piece.start..piece.end),
            (What::Macro, _) => return self.strings.push(piece.start..piece.end),
            (What::Entry | What::Unclosed, None) => return,
        };
        self.counts.entries += 1;
        self.counts.rejected += usize::from(rejection.is_some());
        self.diagnostics.extend(rejection);
    }

    /// Reads an entry into `entry`, whose list of fields is used again.
    fn entry(
        &mut self,
        reader: &mut EntryReader,
        piece: Piece,
        head: Head,
        entry: &mut RawEntry<'t>,
    ) -> Result<(), Refusal> {
        let text = self.reporter.text;
        let (start, close_at) = (piece.start as usize, piece.end as usize - 1);
        let key = scan::key(text, head.body, text.len(), head.close);
        entry.fields.clear();
        reader.fields(text, start, head, key, close_at, |name, value| {
            let (value, place) = self.value(name.0, value);
            entry.fields.push(RawField {
                name: &text[name.0..name.1],
                name_span: short(name),
                value,
                value_span: short(place),
            });
        })?;
        if key.comma == Comma::Missing {
            self.repairs.push(self.reporter.missing_comma_after_key(key.start, key.end));
        }
        self.repairs.extend(reader.mask.repairs.iter().map(|&problem| self.reporter.repair(problem)));
        place(text, piece, head, (key.start, key.end), entry);
        Ok(())
    }

    /// Reads an entry that is closed only if `\{` and `\}` are not counted. BibTeX counts them, and gives the
    /// entry up; databases that cut long identifiers do not mean them.
    fn rescue(
        &mut self,
        reader: &mut EntryReader,
        piece: Piece,
        entry: &mut RawEntry<'t>,
        convert: &mut impl FnMut(&mut T, &mut RawEntry<'t>),
    ) -> bool {
        let text = self.reporter.text;
        let written = &text[piece.start as usize..piece.end as usize];
        if !written.contains("\\{") && !written.contains("\\}") {
            return false;
        }
        let uncounted = written.replace("\\{", "\\(").replace("\\}", "\\)");
        let Some((end, fields)) = read_uncounted(&uncounted, self.reporter.file, reader) else {
            return false;
        };
        let Some(head) = Head::read(text, piece.start as usize) else { return false };
        let key = scan::key(text, head.body, piece.end as usize, head.close);
        let shifted = |span: &Range<u32>| span.start + piece.start..span.end + piece.start;
        let of = |span: &Range<u32>| &text[span.start as usize..span.end as usize];
        let fields = fields.into_iter().map(|(name, value, composed)| {
            let (name_span, value_span) = (shifted(&name), shifted(&value));
            let value = composed.map_or_else(|| RawValue::Literal(of(&value_span)), RawValue::Composed);
            RawField { name: of(&name_span), name_span, value, value_span }
        });
        *entry = RawEntry {
            kind: &text[head.kind_start..head.kind_end],
            key: &text[key.start..key.end],
            span: piece.start..piece.start + end,
            kind_span: short((head.kind_start, head.kind_end)),
            key_span: short((key.start, key.end)),
            fields: fields.collect(),
        };
        self.repairs.push(self.reporter.uncounted(head));
        convert(&mut self.item, entry);
        true
    }

    fn value(&mut self, place: usize, atoms: &[Atom]) -> (RawValue<'t>, (usize, usize)) {
        let text = self.reporter.text;
        if let [Atom::Delimited(start, end) | Atom::Bare(start, end)] = *atoms {
            return (RawValue::Literal(&text[start..end]), (start, end));
        }
        let start = atoms.first().map_or(place, |atom| atom.outer().0);
        let end = atoms.last().map_or(place, |atom| atom.outer().1);
        let Self { macros, reporter, diagnostics, .. } = self;
        let mut unknown = |unknown: Unknown| diagnostics.push(reporter.unknown(unknown));
        let composed =
            macros.expand(text, place, atoms, &mut self.budget, &mut unknown).unwrap_or_else(|too_long| {
                self.diagnostics.push(self.reporter.too_long(start, end, too_long));
                String::new()
            });
        (RawValue::Composed(composed), (start, end))
    }
}

/// Says of an entry where it and its parts are.
fn place<'t>(text: &'t str, piece: Piece, head: Head, key: (usize, usize), entry: &mut RawEntry<'t>) {
    entry.kind = &text[head.kind_start..head.kind_end];
    entry.key = &text[key.0..key.1];
    entry.span = piece.start..piece.end;
    entry.kind_span = short((head.kind_start, head.kind_end));
    entry.key_span = short(key);
}

/// Name, value and, where it does not stand in the text whole, the text of a field.
type FieldPlaces = (Range<u32>, Range<u32>, Option<String>);

/// The end and the fields of the entry that a text begins with, if it is one, needs no macro but the months, and holds none of
/// the stand-ins in a text that is put together.
fn read_uncounted(text: &str, file: FileId, reader: &mut EntryReader) -> Option<(u32, Vec<FieldPlaces>)> {
    let braces = OpenBraces::default();
    let piece = Cutter::new(text, 0..text.len(), &braces)
        .next()
        .filter(|piece| piece.what == What::Entry && piece.start == 0)?;
    let macros = Macros::new();
    let mut window: Window<'_, '_, ()> = Window::new(Reporter { text, file }, &macros, text.len());
    let mut entry = RawEntry::default();
    window.entry(reader, piece, Head::read(text, 0)?, &mut entry).ok()?;
    let fields = entry.fields.into_iter().map(|field| {
        let composed = match field.value {
            RawValue::Literal(_) => None,
            RawValue::Composed(text) if text.contains("\\(") || text.contains("\\)") => return None,
            RawValue::Composed(text) => Some(text),
        };
        Some((field.name_span, field.value_span, composed))
    });
    let fields = fields.collect::<Option<Vec<FieldPlaces>>>()?;
    window.diagnostics.is_empty().then_some((piece.end, fields))
}
