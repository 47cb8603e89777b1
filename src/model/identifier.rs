//! Identifiers in one spelling.

use std::borrow::Cow;

use memchr::memmem;

/// The DOI in a field, as its registry writes it: `10.`, a number, a stroke and a name, in small letters; None if
/// there is none.
///
/// Takes off what people and databases put around it: addresses of resolvers (`https://dx.doi.org/`,
/// `www.doi.org/`, a library's proxy), `doi:` in any case and number, braces, `\url`, LaTeX's `\_`, escapes of
/// addresses (`%2F`) and of HTML (`&lt;`), punctuation at the end. What comes back never contains white space
/// or control characters. Text with a blank inside is refused, unless what follows it is plainly a remark or a
/// second identifier: half a DOI would be another work's.
///
/// The syntax is that of ISO 26324 and the *DOI Handbook*, section 2.2; DOIs are compared without regard to case
/// (section 2.4).
///
/// # Complexity
///
/// Time O(n) for n bytes.
///
/// # Examples
///
/// ```
/// use dissensus::model::identifier::doi;
///
/// assert_eq!(doi("HTTPS://dx.doi.org/10.1000%2FABC\\_1.").as_deref(), Some("10.1000/abc_1"));
/// assert_eq!(doi("see the web page"), None);
/// ```
#[must_use]
pub fn doi(raw: &str) -> Option<Cow<'_, str>> {
    // What nothing is put around is nearly always written as the registry does.
    let is_plain = |&byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'/' | b'-' | b'_');
    if raw.as_bytes().iter().all(is_plain)
        && raw.ends_with(|c: char| c.is_ascii_alphanumeric())
        && has_registrant(raw)
    {
        return Some(Cow::Borrowed(raw));
    }
    let text = without_markup(raw);
    let (text, is_address) = without_prefixes(text.trim());
    let text =
        if is_address == Source::Address { text.split(['?', '#']).next().unwrap_or(text) } else { text };
    let text = unescaped(text)?;
    let text = first_word(text.trim())?;
    let text = without_end(text);
    is_doi(text).then(|| Cow::Owned(text.to_ascii_lowercase()))
}

/// Where the text was found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    Bare,
    Address,
}

/// The text without braces and backslashes. None of the two occurs in DOIs.
fn without_markup(raw: &str) -> String {
    let raw = raw.trim();
    let raw = raw.strip_prefix("\\url").or_else(|| raw.strip_prefix("\\href")).unwrap_or(raw);
    raw.replace("\\textunderscore", "_")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("$<$", "<")
        .replace("$>$", ">")
        .chars()
        .filter(|c| !matches!(c, '{' | '}' | '\\' | '\u{200B}' | '\u{FEFF}'))
        .collect()
}

/// The text after everything that may stand before a DOI.
fn without_prefixes(mut text: &str) -> (&str, Source) {
    let mut source = Source::Bare;
    loop {
        let before = text.len();
        text = text.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ':' | '=' | '/' | '<' | '(' | '"' | '[')
        });
        for prefix in ["info:doi/", "urn:doi:", "doi.org/", "dx.doi.org/", "www.doi.org/", "doi"] {
            if let Some(rest) = strip_prefix_any_case(text, prefix) {
                if prefix.ends_with(".org/") {
                    source = Source::Address;
                }
                text = rest;
                break;
            }
        }
        for scheme in ["https://", "http://"] {
            // A resolver has `doi` in its name; a publisher's address may end in more than the DOI.
            if let Some((host, path)) =
                strip_prefix_any_case(text, scheme).and_then(|rest| rest.split_once('/'))
                && memmem::find(host.to_ascii_lowercase().as_bytes(), b"doi").is_some()
            {
                source = Source::Address;
                text = path;
            }
        }
        if text.len() == before {
            return (text, source);
        }
    }
}

fn strip_prefix_any_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let rest = text.get(prefix.len()..)?;
    text[..prefix.len()].eq_ignore_ascii_case(prefix).then_some(rest)
}

/// The text with `%2F` and its like read, also if they were escaped twice; None if that is no text.
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    for &byte in text.as_bytes() {
        bytes.push(byte);
        while let [.., b'%', high, low] = bytes[..]
            && let (Some(high), Some(low)) = (char::from(high).to_digit(16), char::from(low).to_digit(16))
        {
            bytes.truncate(bytes.len() - 3);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The text up to a remark.
fn first_word(text: &str) -> Option<&str> {
    let Some((word, rest)) = text.split_once(char::is_whitespace) else { return Some(text) };
    let rest = rest.trim_start();
    let is_remark = word.ends_with([',', ';'])
        || rest.starts_with(['(', '[', ',', ';'])
        || ["10.", "doi", "http"].iter().any(|start| strip_prefix_any_case(rest, start).is_some());
    is_remark.then_some(word)
}

/// The text without the punctuation of the sentence around it. Brackets that it opens itself are its own.
fn without_end(mut text: &str) -> &str {
    let count = |bracket| text.bytes().filter(|&byte| byte == bracket).count();
    let mut surplus = [(')', b'(', b')'), (']', b'[', b']'), ('>', b'<', b'>')]
        .map(|(close, left, right)| (close, count(right).saturating_sub(count(left))));
    while let Some(last) = text.chars().last() {
        let bracket = surplus.iter_mut().find(|(close, more)| *close == last && *more > 0);
        match bracket {
            Some((_, more)) => *more -= 1,
            None if matches!(last, '.' | ',' | ';' | ':' | '"' | '\'' | '”' | '’' | '/' | '*') => {}
            None => break,
        }
        text = &text[..text.len() - last.len_utf8()];
    }
    text
}

fn is_doi(text: &str) -> bool {
    has_registrant(text) && !text.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Whether a text is `10.`, four to nine digits, perhaps more of them after dots, a stroke and something more.
fn has_registrant(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("10.") else { return false };
    let Some(stroke) = rest.bytes().position(|byte| byte == b'/') else { return false };
    let registrant = &rest.as_bytes()[..stroke];
    let digits = registrant.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(stroke);
    let is_part = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    (4..=9).contains(&digits)
        && (digits == stroke || registrant.split(|&byte| byte == b'.').all(is_part))
        && rest.len() > stroke + 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::doi;

    #[test]
    fn one_doi_in_many_spellings_is_one() {
        for raw in [
            "10.1000/abc_1(2)",
            "10.1000/ABC_1(2)",
            " https://doi.org/10.1000/abc_1(2) ",
            "http://dx.doi.org/10.1000/abc_1(2)",
            "HTTP://DX.DOI.ORG/10.1000/abc_1(2)",
            "https://www.doi.org/10.1000/abc_1(2)",
            "doi.org/10.1000/abc_1(2)",
            "dx.doi.org/10.1000/abc_1(2)",
            "www.doi.org/10.1000/abc_1(2)",
            "{10.1000/abc\\_1(2)}",
            "{{https://doi.org/{10.1000}/abc{\\_}1(2)}}",
            "10.1000%2Fabc_1%282%29",
            "https://doi.org/10.1000%252Fabc_1(2)",
            "10.1000%2%46abc_1(2)",
            "doi:10.1000/abc_1(2)",
            "DOI: 10.1000/abc_1(2)",
            "DOI DOI 10.1000/abc_1(2)",
            "https://doi.org/doi:10.1000/abc_1(2)",
            "doi:https://doi.org/10.1000/abc_1(2)",
            "https://doi.org/https://doi.org/10.1000/abc_1(2)",
            "info:doi/10.1000/abc_1(2)",
            "urn:doi:10.1000/abc_1(2)",
            "\\url{https://doi.org/10.1000/abc\\_1(2)}",
            "https://doi-org.proxy.example.edu/10.1000/abc_1(2)",
            "https://dx.doi.org.proxy.example.edu/10.1000/abc_1(2)",
            "https://doi.org/10.1000/abc_1(2)?utm_source=x",
            "10.1000/abc_1(2).",
            "10.1000/abc_1(2),",
            "(doi:10.1000/abc_1(2))",
            "<https://doi.org/10.1000/abc_1(2)>",
            "10.1000/abc_1(2) (accessed 2010)",
            "10.1000/abc_1(2), 10.1000/other",
            "10.1000/abc\\textunderscore1(2)",
            "10.1000/abc{\\textunderscore}1(2)",
        ] {
            assert_eq!(doi(raw).as_deref(), Some("10.1000/abc_1(2)"), "{raw}");
        }
    }

    #[test]
    fn old_forms_keep_their_brackets() {
        let sici = "10.1002/(SICI)1099-1255(199601)11:1&lt;1::AID-JAE3&gt;3.0.CO;2-R";
        assert_eq!(doi(sici).as_deref(), Some("10.1002/(sici)1099-1255(199601)11:1<1::aid-jae3>3.0.co;2-r"));
        assert_eq!(doi("10.1016/0022-1031(92)").as_deref(), Some("10.1016/0022-1031(92)"));
        assert_eq!(doi("10.1000.10/x").as_deref(), Some("10.1000.10/x"));
    }

    #[test]
    fn what_is_no_doi_is_none() {
        for raw in [
            "",
            " ",
            "doi",
            "10.",
            "10.1000",
            "10.1000/",
            "10.1000/.",
            "11.1000/x",
            "10.abc/x",
            "10.1000/ab cd",
            "10.12/x",
            "10.1000/a%0Ab",
            "10.1000/a%20b",
            "10.1000/a\u{0}b",
            "arXiv:1234.5678",
            "https://example.org/10.1000/x",
            "10..1000/x",
            "10.1000/a%ff",
        ] {
            assert_eq!(doi(raw), None, "{raw}");
        }
    }

    #[test]
    fn long_values_are_read_in_linear_time() {
        for piece in
            ["doi:", "https://doi.org/", "10.1000/", "%25", "(", ")", "{", " ", "doi ", "%", "http://doi/"]
        {
            let _ = doi(&piece.repeat(200_000));
            let _ = doi(&format!("10.1000/{}", piece.repeat(200_000)));
        }
    }

    proptest! {
        #[test]
        fn what_comes_back_is_a_doi(raw in "(?s).*|(doi:|https?://(dx\\.)?doi.org/)?10\\.[0-9]{4}(/|%2F)[ -~é\u{a0}]{0,20}") {
            if let Some(found) = doi(&raw) {
                prop_assert!(found.starts_with("10."));
                prop_assert!(!found.chars().any(|c| c.is_whitespace() || c.is_control() || c.is_ascii_uppercase()));
                let again = doi(&found);
                prop_assert_eq!(again.as_deref(), Some(&*found));
            }
        }
    }
}
