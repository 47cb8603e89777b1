//! Names of persons as a work prints them, and who is who.

mod identity;
mod resolution;
mod table;

use std::cmp::Ordering;
use std::fmt;

pub use identity::{Compatibility, PersonKey, compatible, same_person_key};
pub use resolution::{PersonNumber, resolve};
pub(crate) use table::NameOffsets;
pub use table::{NameNumber, NameTable};

/// Whether a name is that of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A human being, whose name has parts.
    Person,
    /// A body that signs as one: `{World Health Organization}`. Its whole name is in [`Name::family`].
    Organisation,
}

/// A name in its parts, as plain Unicode. Parts that it has not are empty.
///
/// # Examples
///
/// ```
/// use dissensus::import::bibtex::names::split_names;
///
/// let list = split_names(r#"Jan van der Berg and {\"O}zt{\"u}rk, Ay{\c s}e N."#);
/// assert_eq!(list.names[0].display_family(), "van der Berg");
/// assert_eq!(list.names[1].short(), "Öztürk, A. N.");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name {
    /// Its parts one after the other, in one piece of memory: there are as many names as anything.
    text: Box<str>,
    /// Where each part but the last ends.
    ends: [u32; 3],
    /// Person or organisation.
    pub kind: NameKind,
}

/// The parts of a [`Name`]; those that it has not are empty. Ordered by given names first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameParts<'n> {
    /// First names and initials, as written.
    pub given: &'n str,
    /// `van der`, `de la`: what stands between given and family name in lower case.
    pub particle: &'n str,
    /// The family name, or the whole name of an organisation.
    pub family: &'n str,
    /// `Jr.`, `III`.
    pub suffix: &'n str,
}

impl Name {
    /// The name that has these parts.
    ///
    /// # Panics
    /// If they have more than four gigabytes.
    #[must_use]
    pub fn new(parts: NameParts<'_>, kind: NameKind) -> Self {
        let NameParts { given, particle, family, suffix } = parts;
        let text = [given, particle, family, suffix].concat().into_boxed_str();
        let (first, second) = (given.len(), given.len() + particle.len());
        let place = |end: usize| u32::try_from(end).expect("a name is shorter than four gigabytes");
        Self { text, ends: [first, second, second + family.len()].map(place), kind }
    }

    /// Its parts.
    #[must_use]
    pub fn parts(&self) -> NameParts<'_> {
        let [given, particle, family] = self.ends.map(|end| end as usize);
        NameParts {
            given: &self.text[..given],
            particle: &self.text[given..particle],
            family: &self.text[particle..family],
            suffix: &self.text[family..],
        }
    }

    /// First names and initials, as written.
    #[must_use]
    pub fn given(&self) -> &str {
        self.parts().given
    }

    /// `van der`, `de la`: what stands between given and family name in lower case.
    #[must_use]
    pub fn particle(&self) -> &str {
        self.parts().particle
    }

    /// The family name, or the whole name of an organisation.
    #[must_use]
    pub fn family(&self) -> &str {
        self.parts().family
    }

    /// `Jr.`, `III`.
    #[must_use]
    pub fn suffix(&self) -> &str {
        self.parts().suffix
    }

    /// Particle and family name: `van der Berg`.
    #[must_use]
    pub fn display_family(&self) -> String {
        if self.particle().is_empty() {
            self.family().to_owned()
        } else {
            format!("{} {}", self.particle(), self.family())
        }
    }

    /// Family name and initials as bibliographies print them: `van der Berg, J.-P.`.
    #[must_use]
    pub fn short(&self) -> String {
        let mut short = self.display_family();
        for part in [self.suffix(), &self.initials()] {
            if !part.is_empty() {
                short.push_str(", ");
                short.push_str(part);
            }
        }
        short
    }

    /// The initials of the given names: `J.-P. M.`. Given names in scripts without initials stay whole; what
    /// stands in brackets is passed over.
    ///
    /// # Examples
    ///
    /// ```
    /// use dissensus::import::bibtex::names::split_names;
    ///
    /// assert_eq!(split_names("Sartre, Jean-Paul C.").names[0].initials(), "J.-P. C.");
    /// ```
    #[must_use]
    pub fn initials(&self) -> String {
        let mut initials = String::new();
        identity::each_given_word(self, |word| {
            if !initials.is_empty() {
                initials.push(if word.joint == identity::Joint::Hyphen { '-' } else { ' ' });
            }
            match word.text.chars().next() {
                Some(letter) if !identity::is_ideographic(letter) => {
                    initials.extend(letter.to_uppercase());
                    initials.push('.');
                }
                _ => initials.push_str(word.text),
            }
        });
        initials
    }

    /// The whole name, family first: `van der Berg, Jan-Pieter, Jr.`.
    #[must_use]
    pub fn full(&self) -> String {
        let mut full = self.display_family();
        for part in [self.given(), self.suffix()] {
            if !part.is_empty() {
                full.push_str(", ");
                full.push_str(part);
            }
        }
        full
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.parts(), self.kind).cmp(&(other.parts(), other.kind))
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Name").field("parts", &self.parts()).field("kind", &self.kind).finish()
    }
}
