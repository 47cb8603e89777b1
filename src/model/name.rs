//! Names of persons as a work prints them, and who is who.

mod identity;
mod resolution;
mod table;

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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// First names and initials, as written.
    pub given: Box<str>,
    /// `van der`, `de la`: what stands between given and family name in lower case.
    pub particle: Box<str>,
    /// The family name, or the whole name of an organisation.
    pub family: Box<str>,
    /// `Jr.`, `III`.
    pub suffix: Box<str>,
    /// Person or organisation.
    pub kind: NameKind,
}

impl Name {
    /// Particle and family name: `van der Berg`.
    #[must_use]
    pub fn display_family(&self) -> String {
        if self.particle.is_empty() {
            self.family.to_string()
        } else {
            format!("{} {}", self.particle, self.family)
        }
    }

    /// Family name and initials as bibliographies print them: `van der Berg, J.-P.`.
    #[must_use]
    pub fn short(&self) -> String {
        let mut short = self.display_family();
        for part in [&*self.suffix, &*self.initials()] {
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
        for part in [&*self.given, &*self.suffix] {
            if !part.is_empty() {
                full.push_str(", ");
                full.push_str(part);
            }
        }
        full
    }
}
