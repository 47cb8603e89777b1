//! Identifiers other than DOIs, each in one spelling with the name of its database: `arxiv:1711.05590`.

use crate::model::{Corpus, WorkId};

/// An identifier in one spelling: `arxiv:1711.05590`, `pmid:12734659`, `pmc:1234567`, `wos:000089414700001`,
/// `openalex:w52443429`, `isbn:9780306406157`.
pub(super) type Identifier = Box<str>;

/// The identifiers of a work, sorted; its DOI is none of them, unless it is that of a preprint at arXiv.
pub(super) fn of_work(corpus: &Corpus, id: WorkId) -> Vec<Identifier> {
    let work = corpus.work(id);
    let mut found: Vec<Identifier> = Vec::new();
    let field = |name: &str| corpus.field(id, name);
    found.extend(work.doi.as_deref().and_then(arxiv_of_doi));
    let is_arxiv = ["eprinttype", "archiveprefix"]
        .iter()
        .any(|name| field(name).is_some_and(|value| value.trim().eq_ignore_ascii_case("arxiv")));
    if let Some(eprint) = field("eprint") {
        found.extend(if is_arxiv { arxiv(eprint.trim()) } else { in_text(eprint).into_iter().next() });
    }
    found.extend(field("arxiv").and_then(|value| arxiv(value.trim())));
    found.extend(field("pmid").or_else(|| field("pubmed_id")).and_then(|value| number("pmid", value)));
    found.extend(field("pmcid").and_then(|value| number("pmc", value)));
    found.extend(field("unique-id").and_then(named));
    found.extend(field("openalex").and_then(named));
    // What identifies a book does not identify its chapters.
    if matches!(
        &*work.entry_type,
        "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "report"
    ) {
        found.extend(field("isbn").and_then(isbn));
    }
    found.extend(named(&work.key));
    found.sort();
    found.dedup();
    found
}

/// An identifier that says whose it is: `WOS:000089414700001`, `W52443429`, `pmid12734659`, `arXiv:1711.05590`.
pub(super) fn named(text: &str) -> Option<Identifier> {
    let text = text.trim().trim_matches(['{', '}']);
    let text = text.rsplit('/').next().filter(|_| text.contains("://openalex.org/")).unwrap_or(text);
    let after = |prefix: &str| {
        let rest = text.get(prefix.len()..)?;
        text[..prefix.len()].eq_ignore_ascii_case(prefix).then_some(rest)
    };
    let is_number = |text: &str, least: usize| {
        (least..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if let Some(rest) = after("WOS:").or_else(|| after("ISI:")) {
        let is_accession = (10..=20).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric());
        return is_accession.then(|| format!("wos:{}", rest.to_ascii_lowercase()).into());
    }
    if let Some(rest) = after("openalex:").or(Some(text)).filter(|rest| rest.starts_with(['W', 'w'])) {
        return is_number(&rest[1..], 5).then(|| format!("openalex:{}", rest.to_ascii_lowercase()).into());
    }
    if let Some(rest) = after("pmid") {
        return number("pmid", rest);
    }
    if let Some(rest) = after("pmc") {
        return number("pmc", rest);
    }
    if let Some(rest) = after("isbn") {
        return isbn(rest);
    }
    after("arxiv:").and_then(|rest| arxiv(rest.trim()))
}

/// Identifiers that stand in the text of a reference: of arXiv (`arXiv:1711.05590`, `ARXIV171105590`) and of PubMed
/// (`PMID: 12734659`).
pub(super) fn in_text(text: &str) -> Vec<Identifier> {
    let mut found = Vec::new();
    for at in memchr::memchr2_iter(b'x', b'X', text.as_bytes()) {
        let is_name = at >= 2
            && text.as_bytes().get(at - 2..at + 3).is_some_and(|it| it.eq_ignore_ascii_case(b"arxiv"));
        let Some(rest) = text.get(at + 3..).filter(|_| is_name) else { continue };
        let rest = rest.strip_prefix(".org/abs/").or_else(|| rest.strip_prefix(".org/pdf/")).unwrap_or(rest);
        let rest = rest.trim_start_matches([':', ' ']);
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-')))
            .unwrap_or(rest.len());
        let id = rest[..end].trim_end_matches(['.', '/', '-']);
        found.extend(arxiv(id).or_else(|| run_together(id)));
    }
    for at in memchr::memmem::find_iter(text.as_bytes(), b"PMID") {
        let rest = text[at + 4..].trim_start_matches([':', ' ']);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        found.extend(number("pmid", &rest[..end]).filter(|_| end >= 5));
    }
    found.dedup();
    found
}

/// An identifier of arXiv without its version: `1711.05590v2`, `cond-mat/0401529`.
fn arxiv(text: &str) -> Option<Identifier> {
    let text =
        text.get(..6).filter(|start| start.eq_ignore_ascii_case("arxiv:")).map_or(text, |_| &text[6..]);
    let text = text.split_whitespace().next()?.to_ascii_lowercase();
    let text = match text.rsplit_once('v') {
        Some((id, version)) if !id.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) => id,
        _ => &text,
    };
    let is_number = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let fits = match (text.split_once('.'), text.split_once('/')) {
        (Some((month, number)), None) => {
            is_number(month, 4..=4) && is_month(month) && is_number(number, 4..=5)
        }
        (_, Some((archive, number))) => {
            let is_archive = archive.len() >= 2
                && archive.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'.'));
            is_archive && is_number(number, 7..=7) && is_month(number)
        }
        _ => false,
    };
    // The part of an archive is not needed: `math.GT/0309136` is `math/0309136`.
    let plain = match text.split_once('/') {
        Some((archive, number)) => format!("{}/{number}", archive.split('.').next().unwrap_or(archive)),
        None => text.to_owned(),
    };
    fits.then(|| format!("arxiv:{plain}").into())
}

/// What Web of Science makes of it: `171105590`, `14015433`.
fn run_together(text: &str) -> Option<Identifier> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    // From 2015 on, numbers have five digits.
    let digits = if text.get(..2)? < "15" { 8 } else { 9 };
    (is_number && text.len() == digits && is_month(text))
        .then(|| format!("arxiv:{}.{}", &text[..4], &text[4..]).into())
}

/// Whether a text begins with a year of two digits and a month.
fn is_month(text: &str) -> bool {
    text.get(2..4).and_then(|month| month.parse::<u8>().ok()).is_some_and(|month| (1..=12).contains(&month))
}

/// arXiv's DOIs name its identifier: `10.48550/arxiv.1711.05590`.
pub(super) fn arxiv_of_doi(doi: &str) -> Option<Identifier> {
    doi.strip_prefix("10.48550/arxiv.").and_then(arxiv)
}

/// The first number of some digits in a text, without zeros before it.
fn number(database: &str, text: &str) -> Option<Identifier> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let digits = &text[start..];
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let digits = digits[..end].trim_start_matches('0');
    (1..=10).contains(&digits.len()).then(|| format!("{database}:{digits}").into())
}

/// The first ISBN in a text, with thirteen digits, if its check digit is right.
pub(super) fn isbn(text: &str) -> Option<Identifier> {
    let text = text.rsplit('/').next().unwrap_or(text);
    let first =
        text.trim_start_matches([':', ' ', '{']).split([',', ';', ' ', '}']).find(|part| part.len() >= 10)?;
    let mut digits: Vec<u32> = first.chars().filter_map(|c| c.to_digit(10)).collect();
    let is_ten = first.chars().filter(char::is_ascii_alphanumeric).count() == 10;
    if is_ten {
        let check = first.chars().rev().find(char::is_ascii_alphanumeric)?;
        let check = if check.eq_ignore_ascii_case(&'x') { 10 } else { check.to_digit(10)? };
        digits.truncate(9);
        let sum: u32 = (2..=10).rev().zip(&digits).map(|(weight, digit)| weight * digit).sum();
        if digits.len() != 9 || !(sum + check).is_multiple_of(11) {
            return None;
        }
        digits.splice(..0, [9, 7, 8]);
        let sum: u32 = [1, 3].into_iter().cycle().zip(&digits).map(|(weight, digit)| weight * digit).sum();
        digits.push((10 - sum % 10) % 10);
    }
    let sum: u32 = [1, 3].into_iter().cycle().zip(&digits).map(|(weight, digit)| weight * digit).sum();
    if digits.len() != 13 || !sum.is_multiple_of(10) {
        return None;
    }
    Some(digits.into_iter().fold(String::from("isbn:"), |text, digit| text + &digit.to_string()).into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{arxiv_of_doi, in_text, isbn, named};

    #[test]
    fn an_identifier_is_one_in_all_spellings() {
        for text in [
            "ABE S, 2017, ARXIV171105590",
            "Abe S., 2017, arXiv preprint arXiv:1711.05590v2 [cs.DL]",
            "Abe, https://arxiv.org/abs/1711.05590.",
        ] {
            assert_eq!(in_text(text), ["arxiv:1711.05590".into()], "{text}");
        }
        assert_eq!(arxiv_of_doi("10.48550/arxiv.1711.05590").as_deref(), Some("arxiv:1711.05590"));
        assert_eq!(in_text("ARXIV14015433"), ["arxiv:1401.5433".into()]);
        assert_eq!(in_text("arXiv: math.GT/0309136"), ["arxiv:math/0309136".into()]);
        assert_eq!(in_text("Doe J. PMID: 12734659."), ["pmid:12734659".into()]);
        for (text, expected) in [
            ("WOS:000089414700001", "wos:000089414700001"),
            ("{ISI:A1997WK63400001}", "wos:a1997wk63400001"),
            ("https://openalex.org/W52443429", "openalex:w52443429"),
            ("pmid12734659", "pmid:12734659"),
        ] {
            assert_eq!(named(text).as_deref(), Some(expected), "{text}");
        }
        // The standard's example: ISO 2108.
        for text in ["0-306-40615-2", "978-0-306-40615-7", "http://id.crossref.org/isbn/9780306406157"] {
            assert_eq!(isbn(text).as_deref(), Some("isbn:9780306406157"), "{text}");
        }
        assert_eq!(isbn("080442957X").as_deref(), Some("isbn:9780804429573"));
    }

    #[test]
    fn what_is_no_identifier_is_none() {
        for text in [
            "ARXIV2021210210558",
            "ARXIV COMPUTER SCI",
            "arXiv preprint arXiv, V17",
            "arXiv:1799.05590",
            "PMID",
            "Marxiv 1711",
        ] {
            assert_eq!(in_text(text), [], "{text}");
        }
        for text in ["Weber1922", "W", "W12", "waltz1979", "0-306-40615-3", "pmid", "WOS:1", "roy:1993"] {
            assert_eq!(named(text), None, "{text}");
        }
        assert_eq!(isbn("0-306-40615-3"), None);
    }

    proptest! {
        #[test]
        fn nothing_is_too_odd_to_be_looked_at(text in "(?s).*|(arXiv|ARXIV|:| |1711|\\.|05590|é|/|v|x|PMID|W|isbn|978)*") {
            let _ = (in_text(&text), named(&text), isbn(&text));
        }
    }
}
