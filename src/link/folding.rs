//! Names and titles reduced to what different spellings of them share.

/// A text of small Latin letters and digits, words divided by single blanks, written again and again into the same
/// memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    text: String,
}

impl Folded {
    /// The words of a text.
    pub(super) fn words(&mut self, text: &str) -> &str {
        self.text.clear();
        let mut gap = false;
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                self.letter(c, &mut gap);
            } else if c.is_ascii() {
                // An apostrophe divides no word, nor does what LaTeX puts between letters.
                gap |= !matches!(c, '\'' | '{' | '}' | '\\' | '`');
            } else if matches!(c, '\u{2019}' | '\u{2018}' | '\u{ad}') {
            } else if let Some(latin) = deunicode::deunicode_char(c).filter(|_| c.is_alphanumeric()) {
                for letter in latin.chars().filter(char::is_ascii_alphanumeric) {
                    self.letter(letter, &mut gap);
                }
            } else {
                gap = true;
            }
        }
        &self.text
    }

    fn letter(&mut self, c: char, gap: &mut bool) {
        if *gap && !self.text.is_empty() {
            self.text.push(' ');
        }
        *gap = false;
        self.text.push(c.to_ascii_lowercase());
    }

    /// The letters and digits of a text in one word: of a family name.
    pub(super) fn word(&mut self, text: &str) -> &str {
        let _ = self.words(text);
        self.text.retain(|c| c != ' ');
        &self.text
    }
}

/// A folded text by itself.
pub(super) fn words(text: &str) -> String {
    let mut folded = Folded::default();
    let _ = folded.words(text);
    folded.text
}

/// The first page or the number of an article: what stands before a dash, without leading zeros, small.
pub(super) fn first_page(pages: &str) -> Option<String> {
    let first = pages.split(['-', '\u{2013}', '\u{2014}', ',', '+']).find(|part| !part.trim().is_empty())?;
    let letters: String =
        first.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    let page = letters.trim_start_matches('0');
    (!page.is_empty() && page.len() <= 20).then(|| page.to_owned())
}

/// A volume: its first number, small, or all of it. Series may follow: `8582 LNCS`.
pub(super) fn volume(text: &str) -> Option<String> {
    let number = text.split_whitespace().next().filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    first_page(number.unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::{Folded, first_page, volume, words};

    #[test]
    fn spellings_of_a_title_fold_to_one() {
        assert_eq!(
            words("Soft Balancing — a {\\'e}tude: the US's case"),
            "soft balancing a etude the uss case"
        );
        assert_eq!(words("Řezníček’s Étude"), "rezniceks etude");
        assert_eq!(Folded::default().word("van der Ven"), "vanderven");
    }

    #[test]
    fn pages_are_known_by_the_first() {
        assert_eq!(first_page("986-1005").as_deref(), Some("986"));
        assert_eq!(first_page("0012–0019").as_deref(), Some("12"));
        assert_eq!(first_page("e1002803").as_deref(), Some("e1002803"));
        assert_eq!(first_page("--"), None);
        assert_eq!(volume("8582 LNCS").as_deref(), Some("8582"));
        assert_eq!(volume("Suppl 2").as_deref(), Some("suppl2"));
    }
}
