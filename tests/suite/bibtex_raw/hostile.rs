//! Texts that cost a careless reader minutes, or its stack.

use std::time::Duration;
use std::time::Instant;

use dissensus::diagnostic::FileId;
use dissensus::import::bibtex::raw::read;

/// Hostile texts of some megabytes. Each is answered in time that grows with its length and no faster; the
/// bound is wide enough for an unoptimised build on a busy machine, and far below a quadratic answer.
#[test]
fn what_a_value_may_expand_to_depends_on_its_entry_and_not_on_where_the_text_is_divided() {
    // The head in the value is a likely place to divide at, shortly after the entry begins.
    for before in (90_000..110_000).step_by(250) {
        let (long, short) = ("w".repeat(100_000), "z".repeat(400));
        let text = format!(
            "@a{{x, t={{{}}}}}\n@b{{k, t={{{short}\n@article{{q,}}\n{long}}} # jan}}\n",
            "y".repeat(before)
        );
        let found = read(&text, FileId(0), |entry| {
            entry.fields.iter().map(|field| field.value.as_str().len()).sum::<usize>()
        });
        assert_eq!((found.items.len(), found.diagnostics.len()), (2, 0), "{before}");
        assert!(found.items[1] > 100_000, "{before}");
    }
}

#[test]
fn hostile_texts_are_answered_in_linear_time() {
    let chain: String = (1..20_000).map(|n| format!("@string{{m{n} = m{} # \"x\"}}\n", n - 1)).collect();
    let doubling: String = (1..100).map(|n| format!("@string{{m{n} = m{} # m{}}}\n", n - 1, n - 1)).collect();
    let entry = "@article{k, title = {t}, year = {1999}}\n";
    let cases = [
        ("unclosed entries", "@article{key, title = {unclosed, year = {1999},\n".repeat(40_000), 0, 40_000),
        (
            "unclosed entries, doubly",
            "@article{key, title = {{unclosed, year = {1999},\n".repeat(40_000),
            0,
            40_000,
        ),
        ("unclosed entries of one line", "@article{key, title = {unclosed, ".repeat(60_000), 0, 60_000),
        ("unclosed parentheses", "@article(key, title = {t},\n".repeat(60_000), 0, 60_000),
        ("unclosed parentheses of one line", "@a(".repeat(600_000), 0, 1),
        ("unclosed quotes", "@article{key, title = \"unclosed,\n".repeat(60_000), 0, 60_000),
        ("at signs", "@".repeat(2_000_000), 0, 0),
        ("at signs in an open entry", format!("@a{{b, c={{{}", "@".repeat(2_000_000)), 0, 1),
        ("at signs and spaces", " @ ".repeat(600_000), 0, 0),
        ("e-mail addresses in an open entry", format!("@a{{b, c={{{}", "x@y.org{ ".repeat(200_000)), 0, 1),
        ("hosts in an open entry", format!("@a{{b, c={{{}", "x@y{ ".repeat(200_000)), 0, 200_001),
        ("comments", "@comment{".repeat(200_000), 0, 0),
        ("comments on lines", "@comment{\n".repeat(200_000), 0, 0),
        ("hidden braces", "@a{b,% }".repeat(100_000), 0, 1),
        ("nested braces", format!("@a{{b, c={}{}}}", "{".repeat(1_000_000), "}".repeat(1_000_000)), 1, 0),
        ("open braces", format!("@a{{b, c={}", "{".repeat(2_000_000)), 0, 1),
        ("a long value", format!("@a{{b, c={{{}}}}}", "x ".repeat(5_000_000)), 1, 0),
        ("a long quoted value", format!("@a{{b, c=\"{}\"}}", "{\"}".repeat(2_000_000)), 1, 0),
        ("many fields", format!("@a{{b, {}}}", "x = 1,".repeat(100_000)), 1, 0),
        ("many parts", format!("@a{{b, c=1{}}}", " # {x}".repeat(200_000)), 1, 0),
        ("many empty fields", format!("@a{{b, {}}}", "x = ,".repeat(200_000)), 1, 0),
        ("many missing commas", format!("@a{{b, {}}}", "x = 1 ".repeat(200_000)), 1, 0),
        ("many commas", format!("@a{{b{}}}", ",".repeat(500_000)), 1, 0),
        ("backslashes", format!("@a{{b, c={{{}}}}}", "\\".repeat(2_000_000)), 1, 0),
        ("a chain", format!("@string{{m0={{x}}}}\n{chain}{}", "@a{b, c=m19999}\n".repeat(2000)), 2000, 0),
        (
            "doubling",
            format!("@string{{m0={{xxxxxxxx}}}}\n{doubling}{}", "@a{b, c=m99}\n".repeat(50_000)),
            50_000,
            0,
        ),
        (
            "doubling to the limit",
            format!("@string{{m0={{x}}}}\n{doubling}{}", "@a{b, c=m14}\n".repeat(50_000)),
            50_000,
            0,
        ),
        ("commented entries", "% @a{b\n".repeat(200_000), 0, 0),
        ("equals signs", format!("@a{{{}", "a=".repeat(1_000_000)), 0, 1),
        ("a truncated file", format!("{}@article{{k, title = {{t", entry.repeat(40_000)), 40_000, 1),
        ("a library in a comment", format!("@comment{{jabref\n{}}}\n{entry}", entry.repeat(6_000)), 1, 0),
        ("hosts", " x@y".repeat(2_000_000), 0, 0),
        ("entries of one line", "@a{k, t = {x}} ".repeat(200_000), 200_000, 0),
        ("open comments", "@comment{x\n@misc{a, t={b}}\n".repeat(200_000), 200_000, 0),
        ("heads in a value", format!("@a{{b, c={{{}}}}}", "@x{y}\n".repeat(100_000)), 99_999, 1),
    ];
    let mut wrong = Vec::new();
    for (name, text, item_count, rejected_count) in cases {
        let start = Instant::now();
        let found = read(&text, FileId(0), |entry| {
            entry.fields.iter().map(|field| field.value.as_str().len() as u64).sum::<u64>()
        });
        let took = start.elapsed();
        println!("{took:>12.1?}  {name} ({} bytes)", text.len());
        let answer = (found.items.len(), found.counts.rejected);
        let held = found.items.iter().sum::<u64>();
        if answer != (item_count, rejected_count)
            || held > 100 * text.len() as u64
            || took > Duration::from_secs(8)
        {
            wrong.push(format!("{name}: {answer:?} of {} in {took:?}, {held} bytes", found.counts.entries));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
