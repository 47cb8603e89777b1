//! The words of titles that can tell something.

use std::collections::BTreeSet;

/// Words that say nothing of a subject: articles, prepositions, pronouns and their like, in English, French, German,
/// Italian, Portuguese and Spanish.
const SILENT: &[&str] = &[
    "about", "after", "against", "all", "als", "among", "and", "any", "are", "auf", "aus", "aux", "been",
    "before", "between", "beyond", "but", "can", "como", "con", "dal", "dans", "das", "dei", "del", "della",
    "dem", "den", "der", "des", "die", "does", "dos", "during", "ein", "eine", "einer", "entre", "est",
    "for", "from", "für", "gli", "had", "has", "have", "her", "his", "how", "im", "into", "ist", "its",
    "las", "les", "los", "may", "mit", "more", "nel", "nicht", "nor", "not", "oder", "off", "one", "only",
    "onto", "our", "out", "over", "par", "para", "per", "por", "pour", "que", "qui", "some", "sur", "than",
    "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "toward",
    "towards", "two", "uma", "una", "und", "under", "une", "upon", "using", "vom", "von", "was", "were",
    "what", "when", "where", "whether", "which", "who", "why", "will", "with", "within", "without", "would",
    "you", "your", "zum", "zur", "über",
];

/// The words of a title, in lower case, each once: those of at least three letters that are no function words and
/// no numbers. Hyphens and apostrophes inside a word belong to it.
pub(super) fn title_words(title: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for part in title.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\'' | '’' | '‑')) {
        let word = part.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        // Han and Kana have no blanks between words; a run of two says as much as a word elsewhere.
        let least = if word.chars().all(|c| c.is_ascii() || c.is_lowercase()) { 3 } else { 2 };
        if letters >= least && !SILENT.contains(&word) {
            words.insert(word.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::title_words;

    #[test]
    fn words_are_told_from_articles_numbers_and_punctuation() {
        let words =
            title_words("Soft Balancing in the Age of U.S. Primacy: America's 2nd-tier powers, 1991–2016");
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(words, ["2nd-tier", "age", "america", "balancing", "powers", "primacy", "soft"]);
    }

    #[test]
    fn words_of_other_languages_are_told_from_theirs() {
        let words = title_words("Soft Balancing against the United States: Après 9/11, hard power in ÖL");
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(words, ["après", "balancing", "hard", "power", "soft", "states", "united"]);
    }
}
