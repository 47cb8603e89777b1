//! BibTeX as it is written: what is read, what is put right, what is refused, and in what time.

mod hostile;

use std::ops::Range;

use dissensus::diagnostic::FileId;
use dissensus::diagnostic::Rule;
use dissensus::import::bibtex::raw::EncodingChoice;
use dissensus::import::bibtex::raw::RawEntry;
use dissensus::import::bibtex::raw::RawValue;
use dissensus::import::bibtex::raw::Read;
use dissensus::import::bibtex::raw::decode;
use dissensus::import::bibtex::raw::read;
use proptest::prelude::*;

/// An entry as `kind|key|name=value|…`, with composed values in angle brackets.
fn line(entry: &RawEntry<'_>) -> String {
    let mut line = format!("{}|{}", entry.kind, entry.key);
    for field in &entry.fields {
        line += &match &field.value {
            RawValue::Literal(text) => format!("|{}={text}", field.name),
            RawValue::Composed(text) => format!("|{}=<{text}>", field.name),
        };
    }
    line
}

fn lines(text: &str) -> Read<String> {
    read(text, FileId(3), |entry| line(&entry))
}

fn rules<T>(found: &Read<T>) -> Vec<Rule> {
    found.diagnostics.iter().map(|diagnostic| diagnostic.rule).collect()
}

/// Every entry is read as the line beside it says, with no diagnostic and no repair.
#[test]
fn what_bibtex_or_biber_reads_is_read_as_it_stands() {
    for (text, expected) in [
        ("@article{a, title={T}, year=1999}", "article|a|title=T|year=1999"),
        ("@article{DBLP:journals/x/Y01, year=007,}", "article|DBLP:journals/x/Y01|year=007"),
        (
            "@misc{a, v=12345678901234567890, n=123456789012345678}",
            "misc|a|v=12345678901234567890|n=123456789012345678",
        ),
        ("@misc{a, v=-1, w=+02, x=1.5, y=2a, z=0}", "misc|a|v=-1|w=+02|x=1.5|y=2a|z=0"),
        ("@misc{a, v = 1 # 02 # {x}, year=2005}", "misc|a|v=<102x>|year=2005"),
        ("@misc{a/b, v = 03, % 4\n w = 05}", "misc|a/b|v=03|w=05"),
        ("@article{10.1145/3.4+<5>;6, year = {1}}", "article|10.1145/3.4+<5>;6|year=1"),
        ("@Book{O'Brien2019, note={x}}", "Book|O'Brien2019|note=x"),
        ("@book{M\u{fc}ller2019, note={\u{fc}}}", "book|M\u{fc}ller2019|note=\u{fc}"),
        ("@book{Smith 2019, note={x}}", "book|Smith 2019|note=x"),
        ("@article{Smith(2019), note={x}}", "article|Smith(2019)|note=x"),
        ("@article(Smith(2019), note={x)})", "article|Smith(2019)|note=x)"),
        ("@article{, note={x}}", "article||note=x"),
        ("@article{ ,\n note={x}}", "article||note=x"),
        ("@a{,b=1}", "a||b=1"),
        ("@misc{solo}", "misc|solo"),
        ("@misc{}", "misc|"),
        ("@misc()", "misc|"),
        ("@ article {a, b={c}}", "article|a|b=c"),
        ("@article\n  (a,\n b={c})", "article|a|b=c"),
        ("@misc{title={x}, year=2}", "misc||title=x|year=2"),
        ("@misc{ title = \"x, y\"}", "misc||title=x, y"),
        ("@misc{\n year=2, t={}}", "misc||year=2|t="),
        ("@misc{a=b, t={x}}", "misc|a=b|t=x"),
        ("@misc{%50, t={x}}", "misc|%50|t=x"),
        ("@misc{%50}", "misc|%50"),
        ("@misc{% the key } comes here\n a, t={x}}", "misc|% the key"),
        ("@misc{% the key comes here\n a, t={x}}", "misc|a|t=x"),
        ("@misc{a\n,b={c}\n,d={e}}", "misc|a|b=c|d=e"),
        ("@\u{fc}bersicht{a, x+y={1}, \u{fc}ber='}", "\u{fc}bersicht|a|x+y=1|\u{fc}ber=<>"),
        ("@misc{a,\u{a0}b\u{a0}=\u{3000}{c}\u{c},\u{feff}d={e}\u{a0}}", "misc|a|b=c|d=e"),
        ("@misc{a, % it's } \"a comment\n b={c}, % another {\n d={e} % last\n}", "misc|a|b=c|d=e"),
        ("@misc{a, b={50 % of it}, c=\"5 %\"}", "misc|a|b=50 % of it|c=5 %"),
        ("@misc{a, b=\"x {\"}quoted{\"} y\", c=2}", "misc|a|b=x {\"}quoted{\"} y|c=2"),
        ("@misc{a, b={C:\\}, c={\\{x\\}}, d=\"\\\", e={\\\\}}", "misc|a|b=C:\\|c=\\{x\\}|d=\\|e=\\\\"),
        (
            "@misc{a, b = 12345678901234567890123, c=2024a, d=-5, e=12--34}",
            "misc|a|b=12345678901234567890123|c=2024a|d=-5|e=12--34",
        ),
        ("@misc{a, b = \"x\" # { y} # 07}", "misc|a|b=<x y07>"),
        ("@misc{a, month = jan, m = \"1~\" # FEB}", "misc|a|month=<January>|m=<1~February>"),
        ("@string(AbC = \"x\") @string{d = aBc # {y},} @misc{a, b = D}", "misc|a|b=<xy>"),
        ("@string{a/b = {x}, \u{fc} = {y}} @misc{a, b = A/B # \u{fc}}", "misc|a|b=<xy>"),
        ("x@y.org @misc{a, b={c@d.org}}", "misc|a|b=c@d.org"),
        ("@comment{@misc{no, a={b}}} @comment @misc{a, b={c}}", "misc|a|b=c"),
        ("@comment{ unclosed { @misc{a, b={c}}", "misc|a|b=c"),
        ("@preamble{\"\\newcommand{x}\" # \"y\"} @misc{a, b={c}}", "misc|a|b=c"),
        ("@misc{a, B={1}, b={2}, b={3}}", "misc|a|B=1|b=2|b=3"),
        ("@misc{a, b={@article{x,\n@article{y,\n}}}, c={d}}", "misc|a|b=@article{x,\n@article{y,\n}}|c=d"),
        ("@misc{a, Early Access\u{a0}Date = {d}}", "misc|a|Early Access\u{a0}Date=d"),
        ("@misc{a, Count-(Last-180-days)\n= {d}}", "misc|a|Count-(Last-180-days)=d"),
        ("% @misc{a, b={c}}", "misc|a|b=c"),
        ("% @misc{z,\n%  y={x},\n% }\n%@misc{w, v=u w}\n@misc{a, b={c}}", "misc|a|b=c"),
        ("@strings{a, b={c}}", "strings|a|b=c"),
    ] {
        let found = lines(text);
        let unexplained: Vec<_> =
            found.diagnostics.iter().filter(|it| it.rule != Rule::UndefinedMacro).collect();
        assert_eq!(found.items, [expected], "{text}\n{unexplained:?}");
        assert!(unexplained.is_empty() && found.repairs.is_empty(), "{text}: {found:?}");
        assert_eq!((found.counts.entries, found.counts.rejected), (1, 0), "{text}");
    }
}

#[test]
fn a_slip_is_put_right_and_told() {
    for (text, expected, place, word) in [
        ("@misc{a, b={c},, d={e}}", "misc|a|b=c|d=e", ",", "parts nothing"),
        ("@misc{a, abstract = , d={e}}", "misc|a|d=e", "abstract =", "no value"),
        ("@misc{a, d={e}, abstract = \n}", "misc|a|d=e", "abstract =", "no value"),
        ("@misc{a, word, d={e}}", "misc|a|d=e", "word", "no value"),
        ("@misc{a, d={e}\n f={g}}", "misc|a|d=e|f=g", "", "between two fields"),
        ("@misc{a, d={e}\u{a0}f={g}}", "misc|a|d=e|f=g", "", "between two fields"),
        ("@misc{a, d={e}% x\n f={g}}", "misc|a|d=e|f=g", "", "between two fields"),
        ("@misc{a, d={e} # , f={g}}", "misc|a|d=e|f=g", "#", "after `#`"),
        ("@misc{a\n d={e}}", "misc|a|d=e", "a", "after the key"),
        ("@misc{a d={e}}", "misc|a|d=e", "a", "after the key"),
    ] {
        let found = lines(text);
        assert_eq!(found.items, [expected], "{text}\n{:?}", found.diagnostics);
        assert_eq!(found.repairs.len(), 1, "{text}: {:?}", found.repairs);
        let repair = &found.repairs[0];
        let span = repair.span.start as usize..repair.span.end as usize;
        assert_eq!(&text[span], place, "{text}");
        assert!(repair.message.contains(word), "{text}: {repair:?}");
    }
}

/// The second entry of each text is read; the first costs one error, at the place given.
#[test]
fn a_broken_entry_costs_itself_and_one_error() {
    const SOUND: &str = "\n@misc{z, y={x}}\n";
    for (text, rule, place, word) in [
        ("@misc{a, b={c}", Rule::UnclosedEntry, "@misc{a", "never closed"),
        ("@misc{a, b={c", Rule::UnclosedEntry, "@misc{a", "never closed"),
        ("@misc{a, b={{c", Rule::UnclosedEntry, "@misc{a", "never closed"),
        ("@misc{a, b={c}, c={{d}, e={f}}", Rule::UnclosedEntry, "@misc{a", "never closed"),
        ("@misc{", Rule::UnclosedEntry, "@misc{", "`misc`"),
        ("@misc(a, b={c}", Rule::UnclosedEntry, "@misc(a", "never closed"),
        ("@misc{a, b=\"c}", Rule::SyntaxError, "\"", "never closed"),
        ("@misc{a, b=\"c, d={e}}", Rule::SyntaxError, "\"", "never closed"),
        ("@misc{a, b=\"c, d=\"e\"}", Rule::SyntaxError, "e", "expected `,`"),
        ("@misc{a, b=some words}", Rule::SyntaxError, "words", "expected `,`"),
        ("@misc{a, b={c} d}", Rule::SyntaxError, "d", "expected `,`"),
        ("@misc{a, b\n c={d}}", Rule::SyntaxError, "c", "expected `=`"),
        ("@misc{a, ={d}}", Rule::SyntaxError, "=", "expected the name"),
        ("@misc{a, b==2}", Rule::SyntaxError, "=", "expected a value"),
        ("@misc{a, b={c} # # {d}}", Rule::SyntaxError, "#", "expected a value"),
        ("@article a, b={c}", Rule::SyntaxError, "@article", "expected `{`"),
    ] {
        let text = format!("{text}{SOUND}");
        let found = lines(&text);
        assert_eq!(found.items, ["misc|z|y=x"], "{text}");
        assert_eq!((found.counts.entries, found.counts.rejected), (2, 1), "{text}");
        assert_eq!(rules(&found), [rule], "{text}");
        let diagnostic = &found.diagnostics[0];
        let span = diagnostic.span.start as usize..diagnostic.span.end as usize;
        assert_eq!(&text[span], place, "{text}");
        assert!(diagnostic.message.contains(word) && diagnostic.hint.is_some(), "{text}: {diagnostic:?}");
    }
}

#[test]
fn entries_of_one_line_are_found_again_after_a_broken_one() {
    let found = lines("@misc{a, b={c @misc{d, e={f}} @misc{g, h={i}}");
    assert_eq!(found.items, ["misc|d|e=f", "misc|g|h=i"]);
    assert_eq!(rules(&found), [Rule::UnclosedEntry]);
}

#[test]
fn an_entry_with_two_open_braces_does_not_swallow_those_after_it() {
    let rest: String = (0..20).map(|count| format!("@misc{{k{count}, a={{b}}}}\n")).collect();
    // The stray braces at the end would close the first entry.
    let found = lines(&format!("@misc{{a, b={{{{c,\n}}\n{rest}}}}}}}\n"));
    assert_eq!((found.items.len(), found.counts.rejected), (20, 1));
}

#[test]
fn abbreviations_hold_from_their_definition_on() {
    let found =
        lines("@misc{a, b=x} @string{x={1}} @misc{c, b=x} @string{x=x#{2}} @misc{d, b=X} @string{x={3}}");
    assert_eq!(found.items, ["misc|a|b=<>", "misc|c|b=<1>", "misc|d|b=<2>"]);
    assert_eq!(rules(&found), [Rule::UndefinedMacro; 2]);
    assert!(found.diagnostics[0].message.contains("`x`"));
    assert!(found.diagnostics[1].message.contains("own definition"));
    let found = lines("@string{x = some words} @string{y={1} @misc{a, b=x}");
    assert_eq!(rules(&found), [Rule::SyntaxError, Rule::UnclosedEntry, Rule::UndefinedMacro]);
    assert_eq!((found.counts.entries, found.counts.rejected), (1, 0));
}

#[test]
fn the_parts_between_entries_have_their_places() {
    let text = "@comment{a{b}}@string{b={c}}@preamble{\"d\"}@string{e=b}";
    let found = lines(text);
    let cut = |spans: &[Range<u32>]| {
        spans.iter().map(|span| &text[span.start as usize..span.end as usize]).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(cut(&found.comments), "@comment{a{b}}");
    assert_eq!(cut(&found.preambles), "@preamble{\"d\"}");
    assert_eq!(cut(&found.strings), "@string{b={c}} @string{e=b}");
}

/// Checks what must hold of any text.
fn check_laws(text: &str) -> Read<String> {
    let found = read(text, FileId(3), |entry| {
        let cut = |span: &Range<u32>| &text[span.start as usize..span.end as usize];
        assert_eq!((cut(&entry.kind_span), cut(&entry.key_span)), (entry.kind, entry.key));
        let whole = cut(&entry.span);
        assert!(whole.starts_with('@') && whole.ends_with(['}', ')']));
        for field in &entry.fields {
            assert_eq!(cut(&field.name_span), field.name);
            assert!(field.value_span.start > field.name_span.end && field.value_span.end < entry.span.end);
            match &field.value {
                RawValue::Literal(literal) => assert_eq!(&cut(&field.value_span), literal),
                RawValue::Composed(_) => assert!(!cut(&field.value_span).is_empty()),
            }
        }
        line(&entry)
    });
    assert_eq!(found.counts.entries, found.items.len() + found.counts.rejected);
    for diagnostic in &found.diagnostics {
        assert!(
            text.get(diagnostic.span.start as usize..diagnostic.span.end as usize).is_some(),
            "{diagnostic:?}"
        );
        assert!(
            !diagnostic.message.contains("the entry cannot be read"),
            "the mask let through: {diagnostic:?}\n{text}"
        );
    }
    let is_error = |rule: Rule| matches!(rule, Rule::SyntaxError | Rule::UnclosedEntry);
    let error_count = found.diagnostics.iter().filter(|diagnostic| is_error(diagnostic.rule)).count();
    assert!(error_count >= found.counts.rejected);
    let lower = text.to_ascii_lowercase();
    if !lower.contains("string") && !lower.contains("preamble") {
        assert_eq!(error_count, found.counts.rejected);
    }
    found
}

/// Pieces that BibTeX files are made of, sound and not.
const TOKENS: &[&str] = &[
    "@article{",
    "@misc(",
    "\n@book{",
    "@string{",
    "@comment{",
    "@preamble{",
    "@",
    "{",
    "}",
    "(",
    ")",
    "\"",
    ",",
    "=",
    "#",
    "%",
    "\n",
    " ",
    "\\",
    "\u{a0}",
    "\u{fc}",
    "\u{3000}",
    "\u{feff}",
    "\0",
    "key",
    "DBLP:a/b",
    "title",
    "year",
    "1999",
    "007",
    "jan",
    "x={y}",
    "x = \"y\",",
    " = {",
    "},\n",
    "}}\n",
    "\\\"",
    "{\"}",
    "@misc{a, t={b}}",
    "-",
    "+1",
    "'",
    "\r\n",
    "a=b",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let decoded = decode(bytes, FileId(3), EncodingChoice::Detect);
        check_laws(&decoded.text);
    }

    #[test]
    fn any_tokens_are_answered(tokens in proptest::collection::vec(proptest::sample::select(TOKENS), 0..60)) {
        check_laws(&tokens.concat());
    }

    /// Sound entries around a broken one are all read, if the broken one has no more than it should close.
    #[test]
    fn a_mutated_entry_costs_no_other(at in 0_usize..110, token in proptest::sample::select(TOKENS)) {
        let mut entry = String::from(
            "@article{DBLP:a/b,\n  author = {M\u{fc}ller, {\\\"A}.},\n  title = \"A {\"}b{\"}\" # jan,\n  year = 1999, % x\n  note={c}\n}\n",
        );
        let at = (at..).find(|&at| entry.is_char_boundary(at.min(entry.len()))).unwrap_or(0).min(entry.len());
        entry.insert_str(at, token);
        let text = format!("@misc{{before, a={{b}}}}\n\n{entry}\n@misc{{after, a={{b}}}}\n\n@misc{{last, a={{b}}}}\n");
        let found = check_laws(&text);
        prop_assert!(found.items.iter().any(|line| line == "misc|before|a=b"));
        let comment = token.starts_with("@comment") || token.starts_with("@string") || token.starts_with("@preamble");
        if !comment {
            prop_assert!(found.items.iter().any(|line| line == "misc|after|a=b"), "{}\n{:?}", text, found);
        }
        prop_assert!(found.items.iter().any(|line| line == "misc|last|a=b"), "{}\n{:?}", text, found);
    }
}
