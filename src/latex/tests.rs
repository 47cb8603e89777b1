//! Tests of the reader, most of them by table.

use std::borrow::Cow;

use proptest::prelude::*;
use unicode_normalization::is_nfc;

use super::{is_plain, normalised, reader, to_unicode};

#[track_caller]
fn check(pairs: &[(&str, &str)]) {
    for (source, expected) in pairs {
        assert_eq!(to_unicode(source), *expected, "{source}");
    }
}

#[test]
fn every_standard_accent_is_read_in_every_spelling() {
    let accents = [
        ("`", "aàeèiìoòuùAÀEÈIÌOÒUÙnǹ"),
        ("'", "aáeéiíoóuúyýcćnńsśzźlĺrŕAÁEÉIÍOÓUÚYÝCĆNŃSŚZŹ"),
        ("^", "aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷAÂEÊIÎOÔUÛ"),
        ("\"", "aäeëiïoöuüyÿAÄEËIÏOÖUÜYŸ"),
        ("~", "aãnñoõiĩuũAÃNÑOÕ"),
        ("=", "aāeēiīoōuūAĀEĒIĪOŌUŪ"),
        (".", "cċeėgġzżIİZŻ"),
        ("u", "aăeĕgğiĭoŏuŭAĂGĞ"),
        ("v", "cčdďeěnňrřsštťzžCČDĎEĚNŇRŘSŠTŤZŽ"),
        ("H", "oőuűOŐUŰ"),
        ("c", "cçsştţgģCÇSŞTŢ"),
        ("d", "aạeẹiịoọuụhḥsṣtṭzẓHḤSṢ"),
        ("b", "dḏtṯhẖ"),
        ("k", "aąeęiįoǫuųAĄEĘ"),
        ("r", "aåuůAÅUŮ"),
    ];
    for (accent, letters) in accents {
        let letters: Vec<char> = letters.chars().collect();
        for pair in letters.chunks(2) {
            let (letter, expected) = (pair[0], pair[1].to_string());
            let mut spellings = vec![
                format!("\\{accent}{{{letter}}}"),
                format!("\\{accent} {letter}"),
                format!("\\{accent} {{{letter}}}"),
                format!("{{\\{accent}{{{letter}}}}}"),
                format!("{{\\{accent} {letter}}}"),
            ];
            if !accent.as_bytes()[0].is_ascii_alphabetic() {
                spellings.push(format!("\\{accent}{letter}"));
                spellings.push(format!("{{\\{accent}{letter}}}"));
            }
            for spelling in spellings {
                assert_eq!(to_unicode(&spelling), expected, "{spelling}");
            }
        }
    }
}

#[test]
fn dotless_letters_take_accents_and_stand_alone() {
    check(&[
        (r"{\'{\i}}", "í"),
        (r"\'\i", "í"),
        (r"{\'\i}n", "ín"),
        (r#"\"{\i}"#, "ï"),
        (r"\^\j", "ĵ"),
        (r"\={\i}", "ī"),
        (r"\.{\i}", "i"),
        (r"\u{\i}", "ĭ"),
        (r"Y{\i}ld{\i}z", "Yıldız"),
        (r"\i s", "ıs"),
        (r"\t{oo}", "o\u{361}o"),
        (r#"\'{\"u}"#, "ǘ"),
        (r"\'\ae", "ǽ"),
        (r"\'{\O}", "Ǿ"),
        (r"Nguy\~{\^e}n", "Nguyễn"),
    ]);
}

#[test]
fn accents_over_nothing_are_characters() {
    check(&[(r"\~{}user", "~user"), (r"2\^{}3", "2^3"), (r"\'", "´"), (r"{\'}e", "´e"), (r"\c{}", "¸")]);
}

#[test]
fn letters_are_read_to_the_end_of_their_names() {
    check(&[
        (r"\ss \ae \AE \oe \OE \o \O \aa \AA \l \L \dh \th \DH \TH \dj \DJ \ng \NG", "ßæÆœŒøØåÅłŁðþÐÞđĐŋŊ"),
        (r"Stra{\ss}e", "Straße"),
        (r"{\L}ukasz \L ukasz \L{}ukasz {\L ukasz}", "Łukasz Łukasz Łukasz Łukasz"),
        (r"\option \int \overline{x} \in", "option ∫x ∈"),
        (r"\O{}ystein and {\O}ystein", "Øystein and Øystein"),
    ]);
}

#[test]
fn symbols_dashes_and_quotation_marks_are_read() {
    check(&[
        (r"\& \% \$ \# \_ \{ \}", "& % $ # _ { }"),
        (r"AT{\&}T", "AT&T"),
        ("1--2, a---b, a-b, ----", "1–2, a—b, a-b, —-"),
        (r"a\textendash b\textemdash{}c", "a–b—c"),
        ("``a'' `b' O'Brien", "“a” ‘b’ O’Brien"),
        ("\\textquotedblleft a\\textquotedblright{} it\\textquoteright s", "“a” it’s"),
        ("?`Qu\\'e? !`S\\'i!", "¿Qué? ¡Sí!"),
        (r"\ldots{} \dots\ \S 3 \P \copyright \textregistered \pounds 5 \euro", "… … §3 ¶©®£5 €"),
        (r"\textasciitilde\textbackslash\slash x", "~\\/x"),
        (r"hy\-phen\\line a\ b a\,b \(x^2\)", "hyphen line a b a b x²"),
        ("Knuth~D.~E.", "Knuth D. E."),
        ("100% & more_less #1 @ ^", "100% & more_less #1 @ ^"),
        (r#"say "hello""#, r#"say "hello""#),
    ]);
}

#[test]
fn commands_with_arguments_keep_what_a_reader_would_read() {
    check(&[
        (r"\emph{a} \textit{b} \textbf{c} \textsc{d} \texttt{e} {\it f} {\em g}", "a b c d e f g"),
        (r"\enquote{a \enquote{b} c} \mkbibquote{d} \enquote*{e}", "“a ‘b’ c” “d” “e”"),
        (r"\url{http://a.b/~c_d--e?f=g%20\%\_\~{}}", "http://a.b/~c_d--e?f=g%20%_~"),
        (r"see \href{http://a.b/}{the page}.", "see the page."),
        (r"A title\footnote[1]{Thanks to {all}.}\label{x} here", "A title here"),
        (r"\textcolor{red}{x}\fontsize{1}{2} y\texorpdfstring{$x$}{z}", "x yz"),
        (r"{\noopsort{1973b}}1973", "1973"),
        (
            r"m\textsuperscript{2} 19\textsuperscript{th} H\textsubscript{2}O e\textsuperscript{abc}",
            "m² 19th H₂O eabc",
        ),
        (r"\unknown{kept} \unknown \unknown{} x \Foo {kept}", "kept unknown unknown x kept"),
    ]);
}

#[test]
fn simple_mathematics_becomes_characters_and_the_rest_stays_legible() {
    check(&[
        (r"$\alpha$-helix and $\beta$", "α-helix and β"),
        (r"$n^2$, $n^{10}$, $10^{-3}$, $H_2O$, $x_{12}$", "n², n¹⁰, 10⁻³, H₂O, x₁₂"),
        (
            r"$x_i$, $x^{ab}$, $x_{ij}$, $90^\circ$, $90^{\circ}$, $f'$, $n^{th}$",
            "x_i, x^(ab), x_(ij), 90°, 90°, f′, nth",
        ),
        (r"$a \leq b$, $\frac{1}{2}$, $\sqrt{2}$, $\mathrm{CO}_2$", "a ≤b, 1/2, √2, CO₂"),
        (r"\ensuremath{\alpha^2} $\text{a--b}$ $$x$$ \$5", "α² a–b x $5"),
        (r"$\hat{x}$ and $\bar y$", "x\u{302} and ȳ"),
        (r"$x_{\hat{e}}$ and $x_ê$ and $x_{\hat{q}}$", "x_ê and x_ê and x_(q\u{302})"),
        ("US$ 5", "US$ 5"),
        ("$", "$"),
        (r"$a$ costs $5", "a costs $5"),
        (r"$5 is \$", "$5 is $"),
    ]);
}

#[test]
fn braces_go_and_white_space_is_folded() {
    check(&[
        ("The {NATO} {Title {of} it}", "The NATO Title of it"),
        ("  a \n\t b  ", "a b"),
        ("a\u{a0}b\u{3000}c\u{2009}", "a b c"),
        ("a\0b\u{7f}\u{9b}c\u{85}d", "abc d"),
        ("}}a{{", "a"),
        ("a\\", "a"),
        ("", ""),
        ("{}", ""),
        (" { } ", ""),
        ("e\u{301}", "é"),
        ("{e}\u{301}", "é"),
        (r"{\o}\u{}\relax", "ø˘"),
        ("a \\textsuperscript{} b $x ^{}$ c", "a b x c"),
    ]);
}

#[test]
fn plain_values_are_borrowed() {
    for plain in
        ["", "A plain title: with, punctuation; and 1-2 (numbers)", "Übergänge", "王小明の", "a_b^c? yes!"]
    {
        assert!(matches!(to_unicode(plain), Cow::Borrowed(_)), "{plain}");
    }
    for other in [" a", "a ", "a  b", "a\nb", "a\u{a0}b", "e\u{301}", "\u{85}", "a--b", "don't"] {
        assert!(matches!(to_unicode(other), Cow::Owned(_)), "{other:?}");
    }
}

/// A quadratic reader would take minutes here.
#[test]
fn hostile_values_are_read_in_linear_time() {
    let n = 300_000;
    for piece in [
        "~",
        "\\",
        "{",
        "}",
        "$",
        "\\'",
        "\\'{",
        "\\url{",
        "\\footnote[",
        "\\footnote{",
        "\\enquote{",
        "$^{",
        "_{",
        "^",
        "\\foo ",
        "\\foo",
        "-",
        "`",
        "'",
        "\\textsuperscript{",
        "\\$",
        "e\u{301}",
        "\u{301}",
        " ",
        "\\frac{",
        "\\fontsize{",
        "$x^{\\enquote{",
        "\\c",
        "\u{a0}",
        "{\\'{\\i}",
        "\\v\n",
        "\\(",
        "\\[",
    ] {
        let source = piece.repeat(n);
        let _ = to_unicode(&source);
        let closed = format!("${source}x{}", "}".repeat(n));
        assert!(is_nfc(&to_unicode(&closed)), "{piece}");
    }
}

fn latex_like() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        "\\",
        "{",
        "}",
        "$",
        "~",
        "'",
        "`",
        "-",
        "^",
        "_",
        " ",
        "\n",
        "a",
        "i",
        "\\'",
        "\\c",
        "\\v ",
        "\\i",
        "\\emph{",
        "\\url{",
        "\\footnote{",
        "\\enquote{",
        "\\frac{",
        "\\textsuperscript{",
        "\\unknown",
        "é",
        "e\u{301}",
        "王",
        "\u{a0}",
        "2",
        "\\$",
        "\u{0}",
        "[",
        "]",
        "*",
        "\\alpha",
        "!",
        "?",
        "\\\\",
        "\\(",
        "\\)",
        "\\href{",
    ]);
    proptest::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

fn holds(source: &str) {
    let text = to_unicode(source);
    assert!(is_nfc(&text), "{source:?}");
    assert_eq!(text.trim(), text, "{source:?}");
    assert!(!text.contains("  ") && !text.chars().any(char::is_control), "{source:?} -> {text:?}");
    assert_eq!(is_plain(source), matches!(text, Cow::Borrowed(_)));
    assert_eq!(normalised(reader::read(source)), text, "the fast path agrees with the reader: {source:?}");
    if !text.contains(['\\', '{', '}', '$', '~', '`', '\'']) && !text.contains("--") {
        assert_eq!(to_unicode(&text), text, "idempotent: {source:?}");
    }
}

proptest! {
    #[test]
    fn any_text_becomes_one_composed_line(source in "\\PC*|(?s).*") {
        holds(&source);
    }

    #[test]
    fn any_latex_becomes_one_composed_line(source in latex_like()) {
        holds(&source);
    }
}
