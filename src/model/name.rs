//! Names of persons as a work prints them.

/// Whether a name is a person's or an organisation's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation, or any name that must not be taken apart.
    Organisation,
}

/// A name in its parts, in Unicode.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// Given names or initials; empty where there are none.
    pub given: Box<str>,
    /// A particle in lower case ("van der"); empty where there is none.
    pub particle: Box<str>,
    /// The family name, or the whole name of an organisation.
    pub family: Box<str>,
    /// A suffix ("Jr."); empty where there is none.
    pub suffix: Box<str>,
    /// Which kind.
    pub kind: NameKind,
}

impl Name {
    /// Particle and family name: "van der Berg".
    #[must_use]
    pub fn display_family(&self) -> String {
        if self.particle.is_empty() { self.family.to_string() } else { format!("{} {}", self.particle, self.family) }
    }

    /// Family name first: "van der Berg, Jan, Jr.".
    #[must_use]
    pub fn full(&self) -> String {
        let mut full = self.display_family();
        for part in [&self.given, &self.suffix] {
            if !part.is_empty() {
                full.push_str(", ");
                full.push_str(part);
            }
        }
        full
    }
}
