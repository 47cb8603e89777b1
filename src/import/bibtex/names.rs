//! Lists of names as BibTeX reads them, and who is who.
//!
//! The rules are those of Oren Patashnik, *BibTeXing* (1988), section 4, and Nicolas Markey, *Tame the BeaST*
//! (2009), part 3; `family=..., given=...` is the extended format of `biblatex` (manual, section 3.4).

use super::latex;

pub mod identity;
mod list;
mod resolution;
#[cfg(test)]
mod tests;

pub use identity::{Compatibility, PersonKey, compatible, same_person_key};
pub use list::{AndOthers, NameList, NameOddity, NameOddityKind, split_names};
pub use resolution::{PersonNumber, resolve};

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
        for word in identity::given_words(self) {
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
        }
        initials
    }
}

/// The plain text of a piece of a name.
fn decoded(source: &str) -> Box<str> {
    // Names are full of ties and hyphens but rarely of anything else; empty boxes cost nothing.
    if source.is_empty() { Box::default() } else { Box::from(latex::to_unicode(source)) }
}
