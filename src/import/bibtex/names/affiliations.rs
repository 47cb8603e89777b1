//! Letters of affiliations, which Scopus wrote behind names until about 2017.
//!
//! ```text
//! author={Celentano, A.a  b  c , Tovaru, S.d , Yap, T.b },
//! author={Guler, A.T.a  and Finch, F.O., IIIb  and Palmblad, M.a },
//! ```

/// The list without such letters, its names divided by `and`; None if it has none.
///
/// # Complexity
/// Linear in the list.
pub(in crate::import::bibtex) fn without_affiliations(list: &str) -> Option<String> {
    let may_have = |at: usize| list.as_bytes().get(at + 1).is_some_and(u8::is_ascii_lowercase);
    if !memchr::memchr_iter(b'.', list.as_bytes()).any(may_have) {
        return None;
    }
    let mut plain = String::with_capacity(list.len() + 8);
    // Whether the word before ended in a letter, or was one.
    let mut lettered = false;
    let mut found = false;
    for word in list.split_whitespace() {
        let (core, comma) = word.strip_suffix(',').map_or((word, ""), |core| (core, ","));
        let is_letter =
            |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_lowercase());
        let kept = if core.is_empty() || lettered && is_letter(core) {
            Some("")
        } else {
            let cut = core.trim_end_matches(|c: char| c.is_ascii_lowercase());
            let is_initial =
                cut.ends_with('.') || cut.len() > 1 && cut.bytes().all(|byte| matches!(byte, b'I' | b'V'));
            (is_initial && is_letter(&core[cut.len()..])).then_some(cut)
        };
        let Some(kept) = kept else {
            lettered = false;
            push(&mut plain, word);
            continue;
        };
        if !core.is_empty() {
            lettered = true;
            found = true;
        }
        push(&mut plain, kept);
        if !comma.is_empty() {
            // The comma after a letter divides names.
            push(&mut plain, if lettered { "and" } else { "," });
            lettered = false;
        }
    }
    found.then_some(plain)
}

fn push(plain: &mut String, word: &str) {
    if !word.is_empty() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::without_affiliations;

    #[test]
    fn letters_are_taken_off_and_names_divided() {
        let plain = |list: &str| without_affiliations(list).unwrap_or_else(|| list.to_owned());
        assert_eq!(
            plain("Celentano, A.a  b  c , de Araújo, S.d , Mignogna, M.D.aa "),
            "Celentano, A. and de Araújo, S. and Mignogna, M.D."
        );
        assert_eq!(
            plain("Guler, A.T.a  and Finch, F.O., IIIb  and Liao, P.-C.a"),
            "Guler, A.T. and Finch, F.O., III and Liao, P.-C."
        );
        for list in
            ["Roy, Bernard and de Bouyssou, D.", "Roy, B., Bouyssou, D.", "van der Ven, A. and others", ""]
        {
            assert_eq!(plain(list), list);
        }
    }
}
