//! The faces a figure is set in: which of them draws a character, and how wide it is there.
//!
//! Arimo, regular and bold, has the widths of Helvetica and covers Latin with all accents, Greek, Cyrillic and
//! Hebrew; DejaVu Sans adds Arabic, Armenian, Georgian and signs. Both are part of the program (`fonts/`), so that a
//! figure looks the same everywhere. What they lack is drawn with fonts of the user's.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use std::sync::OnceLock;

use ttf_parser::Face as Parsed;
use ttf_parser::Tag;
use unicode_normalization::char::is_combining_mark;

use super::drawing::Figure;
use super::metrics::Weight;

/// The bytes of a font file, wherever they come from.
pub type FontBytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Weight in a font file's own scale at which bold begins.
const BOLD: u16 = 700;
const REGULAR: u16 = 400;

/// One face of a font file.
pub struct Face {
    family: String,
    weight: u16,
    flexible: Flexible,
    bytes: FontBytes,
    index: u32,
    regular: Advances,
    bold: Advances,
}

/// Advance widths in thousandths of the type size, by character.
type Advances = Arc<BTreeMap<char, u16>>;

/// Whether one face has all weights.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flexible {
    Fixed,
    Variable,
}

impl Face {
    /// Reads the face of a font file with this index.
    fn read(bytes: &FontBytes, index: u32) -> Result<Self, FontError> {
        let mut parsed = Parsed::parse((**bytes).as_ref(), index).map_err(|_| FontError::Unreadable)?;
        let regular = Arc::new(advances(&parsed));
        if regular.is_empty() {
            return Err(FontError::NoCharacters);
        }
        let flexible = match parsed.set_variation(Tag::from_bytes(b"wght"), f32::from(BOLD)) {
            Some(()) => Flexible::Variable,
            None => Flexible::Fixed,
        };
        let bold = match flexible {
            Flexible::Variable => Arc::new(advances(&parsed)),
            Flexible::Fixed => Arc::clone(&regular),
        };
        let weight = parsed.weight().to_number();
        Ok(Self {
            family: family_name(&parsed),
            weight,
            flexible,
            bytes: Arc::clone(bytes),
            index,
            regular,
            bold,
        })
    }

    /// The same face; nothing of the file is copied.
    fn copy(&self) -> Self {
        Self {
            family: self.family.clone(),
            weight: self.weight,
            flexible: self.flexible,
            bytes: Arc::clone(&self.bytes),
            index: self.index,
            regular: Arc::clone(&self.regular),
            bold: Arc::clone(&self.bold),
        }
    }

    /// Name of the family, of letters, digits, blanks and hyphens only.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.family
    }

    /// The font file.
    #[must_use]
    pub fn bytes(&self) -> &FontBytes {
        &self.bytes
    }

    /// Which face of the file it is.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Whether it can draw a character.
    #[must_use]
    pub fn has(&self, c: char) -> bool {
        self.regular.contains_key(&c)
    }

    /// Advance width in thousandths of the type size; `None` if it lacks the character.
    #[must_use]
    pub fn advance(&self, c: char, weight: Weight) -> Option<u16> {
        let advances = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        advances.get(&c).copied()
    }

    /// How far its weight is from the one wanted.
    fn distance(&self, weight: Weight) -> u16 {
        match (self.flexible, weight) {
            (Flexible::Variable, _) => 0,
            (Flexible::Fixed, Weight::Regular) => self.weight.abs_diff(REGULAR),
            (Flexible::Fixed, Weight::Bold) => self.weight.abs_diff(BOLD),
        }
    }
}

fn advances(face: &Parsed<'_>) -> BTreeMap<char, u16> {
    let units = u32::from(face.units_per_em()).max(1);
    let mut found = BTreeMap::new();
    let subtables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
    for subtable in subtables.filter(ttf_parser::cmap::Subtable::is_unicode) {
        subtable.codepoints(|code| {
            let Some(c) = char::from_u32(code) else { return };
            if let Some(glyph) = subtable.glyph_index(code)
                && let Some(advance) = face.glyph_hor_advance(glyph)
            {
                let thousandths = (u32::from(advance) * 1000 + units / 2) / units;
                found.insert(c, u16::try_from(thousandths).unwrap_or(u16::MAX));
            }
        });
    }
    found
}

fn family_name(face: &Parsed<'_>) -> String {
    use ttf_parser::name_id::{FAMILY, TYPOGRAPHIC_FAMILY};
    let named = |id: u16| face.names().into_iter().filter(move |name| name.name_id == id);
    let mut names = named(TYPOGRAPHIC_FAMILY).chain(named(FAMILY)).filter_map(|name| name.to_string());
    let name = names.next().unwrap_or_default();
    // Names go into files of many formats, and whoever made the font chose them.
    let sound: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-')).take(60).collect();
    if sound.trim().is_empty() { "unnamed".to_owned() } else { sound.trim().to_owned() }
}

/// Why a file cannot serve as a typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FontError {
    /// It is no TrueType or OpenType font.
    #[error("not a TrueType or OpenType font")]
    Unreadable,
    /// It does not say which characters it has.
    #[error("the font names no Unicode characters")]
    NoCharacters,
}

/// Faces in the order in which they are asked for a character.
#[derive(Clone)]
pub struct Typeface {
    faces: Arc<Vec<Face>>,
}

/// A stretch of text that one face draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The bytes of the text.
    pub range: Range<usize>,
    /// Position of the face in [`Typeface::faces`]; `None` if no face has the characters.
    pub face: Option<usize>,
}

impl Default for Typeface {
    fn default() -> Self {
        Self::embedded()
    }
}

impl fmt::Debug for Typeface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.faces.iter().map(|face| (&face.family, face.weight))).finish()
    }
}

impl PartialEq for Typeface {
    /// Whether the faces are of the same files.
    fn eq(&self, other: &Self) -> bool {
        let same = |a: &Face, b: &Face| {
            a.index == b.index
                && (Arc::ptr_eq(&a.bytes, &b.bytes) || (*a.bytes).as_ref() == (*b.bytes).as_ref())
        };
        Arc::ptr_eq(&self.faces, &other.faces)
            || (self.faces.len() == other.faces.len()
                && self.faces.iter().zip(other.faces.iter()).all(|(a, b)| same(a, b)))
    }
}

/// The files that are part of the program.
const EMBEDDED: [&[u8]; 3] = [
    include_bytes!("fonts/Arimo-Regular.ttf"),
    include_bytes!("fonts/Arimo-Bold.ttf"),
    include_bytes!("fonts/DejaVuSans.ttf"),
];

impl Typeface {
    /// Arimo, and DejaVu Sans for what it lacks.
    pub fn embedded() -> Self {
        static FACES: OnceLock<Typeface> = OnceLock::new();
        let read = || {
            let files = EMBEDDED.map(|bytes| -> FontBytes { Arc::new(bytes) });
            let faces = files.iter().map(|bytes| Face::read(bytes, 0));
            let faces: Result<Vec<Face>, FontError> = faces.collect();
            Self { faces: Arc::new(faces.expect("the fonts of the program are sound, which a test checks")) }
        };
        FACES.get_or_init(read).clone()
    }

    /// These font files in their order, and after them those of the program.
    ///
    /// # Errors
    ///
    /// [`FontError`] and the position of the first file that is no font.
    pub fn of_files(files: impl IntoIterator<Item = Vec<u8>>) -> Result<Self, (usize, FontError)> {
        let mut faces = Vec::new();
        for (position, bytes) in files.into_iter().enumerate() {
            let bytes: FontBytes = Arc::new(bytes);
            faces.extend(all_faces(&bytes).map_err(|error| (position, error))?);
        }
        faces.extend(Self::embedded().faces.iter().map(Face::copy));
        Ok(Self { faces: Arc::new(faces) })
    }

    /// These faces, and after them those of a font file that are wanted for characters that these lack.
    ///
    /// # Errors
    ///
    /// [`FontError`] if it is no font.
    pub fn followed_by(&self, bytes: Vec<u8>, index: u32) -> Result<Self, FontError> {
        let bytes: FontBytes = Arc::new(bytes);
        let mut faces: Vec<Face> = self.faces.iter().map(Face::copy).collect();
        faces.push(Face::read(&bytes, index)?);
        Ok(Self { faces: Arc::new(faces) })
    }

    /// All faces, in the order in which they are asked.
    #[must_use]
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// The families in the order in which they are asked, each once.
    pub fn families(&self) -> impl Iterator<Item = &str> {
        let first =
            |position: usize| self.faces[..position].iter().all(|f| f.family != self.faces[position].family);
        (0..self.faces.len())
            .filter(move |&position| first(position))
            .map(|position| self.faces[position].family.as_str())
    }

    /// The face that draws a letter with its marks: of the first family that has all of it, else the letter, the face
    /// nearest in weight.
    fn face_of(&self, cluster: &str, weight: Weight) -> Option<usize> {
        let with = |covers: &dyn Fn(&Face) -> bool| {
            self.families().find_map(|family| {
                let able =
                    self.faces.iter().enumerate().filter(|(_, face)| face.family == family && covers(face));
                able.min_by_key(|(_, face)| face.distance(weight)).map(|(position, _)| position)
            })
        };
        let letter = cluster.chars().next()?;
        with(&|face| cluster.chars().all(|c| face.has(c) || is_unseen(c)))
            .or_else(|| with(&|face| face.has(letter)))
    }

    /// The text in stretches of one face each. Marks stay with their letter, and blanks with what is before them.
    #[must_use]
    pub fn runs(&self, text: &str, weight: Weight) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for range in clusters(text) {
            let cluster = &text[range.clone()];
            let before = runs.last_mut();
            match before {
                Some(run) if cluster == " " && run.face.is_some_and(|face| self.faces[face].has(' ')) => {
                    run.range.end = range.end;
                }
                before => {
                    let face = self.face_of(cluster, weight);
                    match before {
                        Some(run) if run.face == face => run.range.end = range.end,
                        _ => runs.push(Run { range, face }),
                    }
                }
            }
        }
        runs
    }

    /// The characters of a text that no face has, each once, in their order.
    #[must_use]
    pub fn lacking(&self, text: &str) -> Vec<char> {
        let mut lacking = Vec::new();
        for c in text.chars() {
            if !is_unseen(c) && !lacking.contains(&c) && !self.faces.iter().any(|face| face.has(c)) {
                lacking.push(c);
            }
        }
        lacking
    }
}

/// Characters that need no picture: joiners and selectors of variants.
fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{00ad}' | '\u{034f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}')
}

/// Letters with the marks that follow them.
fn clusters(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut starts =
        text.char_indices().filter(|(at, c)| *at == 0 || !(is_combining_mark(*c) || is_unseen_mark(*c)));
    let mut next = starts.next().map(|(at, _)| at);
    std::iter::from_fn(move || {
        let start = next?;
        next = starts.next().map(|(at, _)| at);
        Some(start..next.unwrap_or(text.len()))
    })
}

fn is_unseen_mark(c: char) -> bool {
    is_unseen(c) && !c.is_whitespace()
}

fn all_faces(bytes: &FontBytes) -> Result<Vec<Face>, FontError> {
    let count = ttf_parser::fonts_in_collection((**bytes).as_ref()).unwrap_or(1);
    (0..count).map(|index| Face::read(bytes, index)).collect()
}

/// How many of these characters a face of a font file has; none if it is no font.
#[must_use]
pub fn coverage(file: &[u8], index: u32, characters: &[char]) -> usize {
    let Ok(face) = Parsed::parse(file, index) else { return 0 };
    characters.iter().filter(|&&c| face.glyph_index(c).is_some()).count()
}

/// Characters of a figure that no face of its typeface has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// The identifier of the first node that has one; `None` if only texts outside the nodes have.
    pub node: Option<String>,
    /// How many nodes have one.
    pub node_count: usize,
    /// The characters, each once.
    pub characters: Vec<char>,
}

impl Figure {
    /// The characters that cannot be drawn; `None` if all can.
    #[must_use]
    pub fn lacking(&self) -> Option<Lacking> {
        let (mut nodes, mut characters) = (Vec::new(), Vec::new());
        for node in &self.nodes {
            let lacking = self.typeface.lacking(&node.lines.join(" "));
            if !lacking.is_empty() {
                nodes.push(&node.id);
                characters.extend(lacking);
            }
        }
        let labels = self.labels.iter().chain(self.edges.iter().filter_map(|edge| edge.label.as_ref()));
        characters
            .extend(labels.flat_map(|label| &label.lines).flat_map(|line| self.typeface.lacking(&line.text)));
        let mut seen = BTreeSet::new();
        characters.retain(|c| seen.insert(*c));
        let node = nodes.first().map(|id| (*id).clone());
        (!characters.is_empty()).then_some(Lacking { node, node_count: nodes.len(), characters })
    }
}
