//! Texts that nobody would write: each is answered, in time that grows with its length and no faster, and its map
//! is a sound file.

use std::time::Duration;
use std::time::Instant;

use dissensus::analysis::MapOptions;
use dissensus::analysis::MapView;
use dissensus::analysis::debate_map;
use dissensus::diagnostic::Rule;
use dissensus::export::ExportSettings;
use dissensus::export::dot::dot_text;
use dissensus::export::svg::svg_text;
use dissensus::figure::place;
use dissensus::import::LoadOptions;
use proptest::prelude::*;

use crate::figure_files::assert_well_formed;
use crate::reading::Reading;
use crate::reading::input;
use crate::reading::library;
use crate::reading::read;
use crate::reading::run;

/// The numbers of Steele, Lea and Flood (2014), doi:10.1145/2660193.2660195: the same on every machine.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }
}

/// How long a text of this size takes, check included.
fn time(make: &dyn Fn(usize) -> String, size: usize) -> (Reading, Duration) {
    let text = make(size);
    let start = Instant::now();
    let reading = library(&text);
    (reading, start.elapsed())
}

/// Four times the text takes about four times as long; a quadratic answer would take sixteen times. The best of
/// three tries counts, for the machine has other work too, and what takes no time at all is never slow.
#[track_caller]
fn assert_linear(what: &str, size: usize, make: &dyn Fn(usize) -> String) -> Reading {
    const FLOOR: Duration = Duration::from_millis(8);
    let mut tries = Vec::new();
    loop {
        let (_, short) = time(make, size);
        let (reading, long) = time(make, 4 * size);
        tries.push((short, long));
        if long < 9 * short.max(FLOOR) {
            return reading;
        }
        assert!(tries.len() < 3, "{what}: {size} and {} take {tries:?}", 4 * size);
    }
}

fn assert_maps_are_sound(what: &str, reading: &Reading) {
    for view in [MapView::Works, MapView::Claims, MapView::People] {
        let figure = place(&debate_map(&reading.corpus, &MapOptions { view, ..MapOptions::default() }));
        let svg =
            svg_text(&figure, &ExportSettings::default()).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_well_formed(&svg);
        assert!(!svg.contains("<script"), "{what}");
        let dot = dot_text(&figure);
        assert!(graphviz_rust::parse(&dot).is_ok(), "{what}: no DOT\n{dot}");
    }
}

/// The map of a small text of the same make.
fn assert_small_map(what: &str, make: &dyn Fn(usize) -> String) {
    assert_maps_are_sound(what, &library(&make(12)));
}

fn repeat(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

const HEAD: &str = "@debate{d, title = {Q}}\n@position{p, title = {P}}\n@book{b1999, author = {B, B}, title = {B}, year = 1999, position = {p}}\n";

#[test]
fn nested_braces_cost_no_stack_and_no_time() {
    let make = |size| {
        let (open, close) = ("{".repeat(size), "}".repeat(size));
        format!(
            "{HEAD}@book{{a, author = {{A}}, title = {{{open}x{close}}}, year = 2000, disputes = {{b1999 [on={open}y{close}]}}, position = {{p [{open}z{close}]}}}}"
        )
    };
    let reading = assert_linear("braces", 25_000, &make);
    assert_eq!(reading.corpus.title(reading.work("a")).as_deref(), Some("x"));
    assert_eq!(reading.responses(), ["a disputes b1999 on=y"]);
    assert_small_map("braces", &make);
}

#[test]
fn nested_brackets_and_names_are_borne() {
    for (open, close) in [("[", "]"), ("(", ")"), ("\\emph{", "}"), ("$", "$"), ("\\", "\\"), ("\"", "\"")] {
        let make = |size| {
            let text = open.repeat(size) + &close.repeat(size);
            format!(
                "{HEAD}@book{{a, author = {{{text}}}, title = {{{text}}}, year = {{{text}}}, keywords = {{dz:disputes=b1999 {text}}}}}"
            )
        };
        let reading = assert_linear(open, 5_000, &make);
        assert!(reading.corpus.works().len() >= 2, "{open}");
        assert_small_map(open, &make);
    }
}

#[test]
fn a_field_of_ten_megabytes_is_kept_whole() {
    let make = |size: usize| {
        format!(
            "@book{{a, author = {{A, B}}, title = {{T}}, year = 2000, abstract = {{{}}}}}",
            "word ".repeat(size)
        )
    };
    let reading = assert_linear("abstract", 500_000, &make);
    assert_eq!(reading.corpus.field(reading.work("a"), "abstract").map(str::len), Some(10_000_000));
    assert_eq!(reading.found, []);
}

#[test]
fn a_long_title_list_of_authors_and_list_of_refs_are_read() {
    let make = |size: usize| {
        let authors: Vec<String> = (0..size).map(|n| format!("Name{n}, A.")).collect();
        let refs = repeat(size, |n| format!("b1999 [on=x{n}; by=b1999 ¶{n}], "));
        format!(
            "{HEAD}@book{{a, author = {{{}}}, title = {{{}}}, year = 2000, position = {{p}}, disputes = {{{refs}}}}}",
            authors.join(" and "),
            "\\'e ".repeat(size)
        )
    };
    let reading = assert_linear("lists", 1_500, &make);
    assert_eq!((reading.corpus.persons().len(), reading.corpus.responses().len()), (6_001, 6_000));
    assert_small_map("lists", &make);
}

#[test]
fn an_entry_of_fifty_thousand_fields_is_read() {
    let make = |size| {
        let fields = repeat(size, |n| format!("field{n} = {{v{n}}},\n"));
        format!("{HEAD}@book{{a, title = {{T}}, {fields} year = 2000}}")
    };
    let reading = assert_linear("fields", 12_500, &make);
    assert_eq!(reading.corpus.field(reading.work("a"), "field49999"), Some("v49999"));
    assert_small_map("fields", &make);
}

#[test]
fn fields_misspelt_in_a_hundred_ways_are_each_told() {
    let make = |size| {
        let fields = repeat(size, |n| format!("disputes{n} = {{b1999}},\n"));
        format!("{HEAD}@book{{a, title = {{T}}, {fields} year = 2000}}")
    };
    assert_linear("misspelt fields", 1_000, &make);
    assert_eq!(library(&make(9)).rules(), [Rule::UnknownRelation; 9]);
}

#[test]
fn ten_thousand_dangling_refs_are_all_told() {
    let make = |size| {
        let refs = repeat(size, |n| format!("nobody{n}, "));
        format!("{HEAD}@book{{a, title = {{T}}, year = 2000, position = {{p}}, disputes = {{{refs}}}}}")
    };
    let reading = assert_linear("dangling", 2_500, &make);
    assert_eq!(reading.rules(), [Rule::DanglingTarget; 10_000]);
    assert_small_map("dangling", &make);
}

#[test]
fn many_works_that_are_only_cited_are_borne() {
    let make = |size| {
        let cites = repeat(size, |n| format!("outside{n},"));
        format!("{HEAD}@book{{a, title = {{T}}, year = 2000, position = {{p}}, cites = {{{cites}}}}}")
    };
    let reading = assert_linear("outside", 5_000, &make);
    assert_eq!((reading.corpus.works().len(), reading.corpus.citations().len()), (20_002, 20_000));
    assert_small_map("outside", &make);
}

#[test]
fn fifty_thousand_bearers_of_one_name_are_one_person() {
    let make = |size| {
        repeat(size, |n| format!("@book{{k{n}, author = {{Smith, John}}, title = {{T}}, year = 2000}}\n"))
    };
    let reading = assert_linear("one name", 12_500, &make);
    assert_eq!((reading.corpus.works().len(), reading.corpus.persons().len()), (50_000, 1));
    assert_small_map("one name", &make);
}

#[test]
fn bearers_of_one_family_name_are_told_apart() {
    let given = |n: usize| -> String {
        ["A", "Be", "Ci", "Do", "Eu"][n % 5].to_owned()
            + &"abcdefghij"[n / 5 % 10..=n / 5 % 10]
            + &format!("x{}", n / 50)
    };
    let make = |size| {
        repeat(size, |n| {
            format!("@book{{k{n}, author = {{Smith, {}}}, title = {{T}}, year = 2000}}\n", given(n))
        })
    };
    let reading = assert_linear("one family", 1_000, &make);
    assert_eq!(reading.corpus.persons().len(), 4_000);
}

#[test]
fn a_chain_of_abbreviations_is_followed_and_a_doubling_one_cut() {
    let chain = |size| {
        let strings = repeat(size, |n| format!("@string{{m{} = m{n}}}\n", n + 1));
        format!("@string{{m0 = {{end}}}}\n{strings}@book{{a, title = m{size}, year = 2000}}")
    };
    let reading = assert_linear("chain", 5_000, &chain);
    assert_eq!(reading.corpus.title(reading.work("a")).as_deref(), Some("end"));
    assert_small_map("chain", &chain);
    let doubling = |size| {
        let strings = repeat(size, |n| format!("@string{{m{} = m{n} # m{n}}}\n", n + 1));
        format!(
            "@string{{m0 = {{word }}}}\n{strings}@book{{a, title = m{size}, year = 2000}}\n@book{{b, title = m3}}"
        )
    };
    let reading = assert_linear("doubling", 25, &doubling);
    assert!(reading.rules().contains(&Rule::MacroTooLong));
    assert_eq!(
        reading.corpus.title(reading.work("b")).as_deref(),
        Some("word word word word word word word word")
    );
    assert_small_map("doubling", &doubling);
}

#[test]
fn a_ring_of_positions_is_broken_once() {
    let make = |size| {
        repeat(size, |n| format!("@position{{p{n}, title = {{P}}, parent = {{p{}}}}}\n", (n + 1) % size))
            + "@debate{d, title = {Q}}\n@book{b, author = {B}, title = {B}, year = 2000, position = {p1}}"
    };
    let reading = assert_linear("ring", 250, &make);
    assert_eq!(reading.rules(), [Rule::PositionCycle]);
    assert!(reading.corpus.positions().iter().all(|position| position.debate.is_some()));
    assert_small_map("ring", &make);
}

#[test]
fn a_deep_chain_of_positions_is_a_tree() {
    let make = |size| {
        repeat(size, |n| {
            if n == 0 {
                "@debate{d, title = {Q}}\n@position{p0, title = {P}}\n".to_owned()
            } else {
                format!("@position{{p{n}, title = {{P}}, parent = {{p{}}}}}\n", n - 1)
            }
        }) + &format!("@book{{b, author = {{B}}, title = {{B}}, year = 2000, position = {{p{}}}}}", size - 1)
    };
    let reading = assert_linear("chain of positions", 1_250, &make).clean();
    let corpus = &reading.corpus;
    let deepest = corpus.positions_of(reading.work("b"))[0];
    assert_eq!(corpus.ancestry(deepest).count(), 5_000);
    assert_small_map("chain of positions", &make);
}

#[test]
fn a_claim_that_ten_thousand_assert_is_counted() {
    let make = |size| {
        let works = repeat(size, |n| {
            format!(
                "@book{{k{n}, author = {{A{n}, B}}, title = {{T}}, year = 2000, position = {{p}}, asserts = {{c}}}}\n"
            )
        });
        format!(
            "{HEAD}@claim{{c, title = {{C}}}}\n{works}@book{{z, title = {{Z}}, year = 2001, position = {{p}}, disputes = {{c}}}}"
        )
    };
    let reading = assert_linear("assertions", 2_500, &make).clean();
    let all = dissensus::analysis::claims(&reading.corpus, &dissensus::analysis::ClaimQuery::default());
    assert_eq!(all[0].asserted_by.len(), 10_000);
    assert_small_map("assertions", &make);
}

/// Everybody answers everybody: the answers to challenges are asked for, too.
#[test]
fn a_claim_that_many_assert_and_many_dispute_is_asked_about_in_bearable_time() {
    let make = |size| {
        let works = repeat(size, |n| {
            format!(
                "@book{{k{n}, title = {{T}}, year = 2000, asserts = {{c}}}}\n@book{{z{n}, title = {{Z}}, year = 2001, disputes = {{c}}}}\n"
            )
        });
        format!("@debate{{d, title = {{Q}}}}\n@claim{{c, title = {{C}}}}\n{works}")
    };
    let reading = library(&make(2_000));
    let start = Instant::now();
    assert_eq!(
        dissensus::analysis::challenges(&reading.corpus, dissensus::model::Confidence::Low).len(),
        2_000
    );
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

/// Keys that mean something to a shell, a browser, LaTeX, DOT, a table or a file system.
const KEYS: &[&str] = &[
    "it\"s",
    "o'brien",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "a&b",
    "&amp;",
    "back\\slash",
    "$x^2$",
    "100%",
    "{braced}",
    "a|b",
    "-o",
    "--format=json",
    "#hash",
    "tab:colon",
    "DROP--TABLE",
    "\u{202e}rtl",
    "日本語",
    "e\u{301}",
    "CON",
    "con",
    "0",
    "\u{1f4a3}",
    "`tick`",
    "*",
];

#[test]
fn keys_of_any_characters_are_read_and_drawn() {
    let keys: Vec<&str> = KEYS.iter().copied().filter(|key| !key.contains('{')).collect();
    let mut text = String::from(
        "@debate{d, title = {<script>alert(1)</script> & \"Q\"}}\n@position{p, title = {<b>&\"'}}\n",
    );
    for (index, key) in keys.iter().enumerate() {
        let next = keys[(index + 1) % keys.len()];
        text += &format!(
            "@book{{{key}, author = {{{key}, A.}}, title = {{{key}}}, year = 2000, position = {{p}}, disputes = {{{next} [on={key}]}}}}\n"
        );
    }
    let reading = library(&text);
    for key in &keys {
        reading.work(key);
    }
    let pairs: Vec<(String, String)> = reading
        .corpus
        .responses()
        .iter()
        .map(|response| (reading.corpus.key(response.from), reading.corpus.key(response.to)))
        .collect();
    for (index, key) in keys.iter().enumerate() {
        let pair = ((*key).to_owned(), keys[(index + 1) % keys.len()].to_owned());
        assert!(pairs.contains(&pair), "{pair:?} {:#?}", reading.findings());
    }
    assert_maps_are_sound("keys", &reading);
    let (_, out, _) = run(&[("a.bib", &text)], &["who", "a.bib", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(answer["responses"].as_array().unwrap().len(), keys.len());
}

#[test]
fn a_key_with_a_line_end_costs_no_neighbour() {
    for key in ["a\nb", "a\r\nb", "a b", "", " ", "{braced}", "a\u{0}b", "a\tb"] {
        let text = format!(
            "@book{{first, title = {{F}}, year = 1999}}\n@book{{{key}, title = {{K}}, year = 2000, disputes = {{first}}}}\n@book{{last, title = {{L}}, year = 2001, disputes = {{first}}}}"
        );
        let reading = library(&text);
        reading.work("first");
        assert!(
            reading.responses().contains(&"last disputes first".to_owned()),
            "{key:?} {:?}",
            reading.findings()
        );
        assert_eq!(reading.corpus.file_counts()[0].entries(), 3, "{key:?}");
        assert_maps_are_sound(key, &reading);
    }
}

/// What holds of any reading: places exist, and everything can be told.
fn assert_told(reading: &Reading) {
    for found in &reading.found {
        let (file, _) = reading.corpus.locate(found.span);
        let range = found.span.start as usize..found.span.end as usize;
        assert!(file.text().get(range).is_some(), "{found:?}");
        assert!(!found.message.is_empty());
    }
    let counts = reading.corpus.file_counts()[0];
    let listed =
        reading.corpus.works().iter().filter(|work| work.presence == dissensus::model::Presence::Listed);
    assert_eq!(listed.count(), counts.works);
    assert!(reading.dump()["statistics"]["works"] == counts.works);
}

#[expect(clippy::disallowed_methods, reason = "the library under test is a file")]
fn bib(name: &str) -> String {
    std::fs::read_to_string(format!("{}/bib/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn a_library_cut_off_anywhere_keeps_what_stands_before_the_cut() {
    let text = bib("soft-balancing.bib");
    let whole = library(&text);
    let records: Vec<_> = whole
        .corpus
        .work_ids()
        .map(|id| (id, whole.corpus.work(id)))
        .map(|(id, work)| (work.key.clone(), work.span.end, whole.corpus.title(id)))
        .collect();
    let mut random = SplitMix(2005);
    for _ in 0..200 {
        let mut cut = random.below(text.len());
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        let reading = library(&text[..cut]);
        for (key, end, title) in records.iter().filter(|(_, end, _)| *end as usize <= cut) {
            assert_eq!(reading.corpus.title(reading.work(key)), *title, "{key} ends at {end}, cut at {cut}");
        }
        let broken = reading
            .rules()
            .iter()
            .filter(|rule| matches!(rule, Rule::UnclosedEntry | Rule::SyntaxError))
            .count();
        assert!(broken <= 1, "cut at {cut}: {:?}", reading.findings());
    }
}

/// Real text, flipped, deleted, doubled and spliced.
#[test]
fn mutated_libraries_are_answered() {
    let texts = [bib("soft-balancing.bib").into_bytes(), bib("hedging.bib").into_bytes()];
    let mut random = SplitMix(2016);
    for round in 0..2_000 {
        let text = &texts[random.below(2)];
        let start = random.below(text.len() - 1_500);
        let mut piece = text[start..start + 300 + random.below(1_200)].to_vec();
        for _ in 0..=random.below(8) {
            let at = random.below(piece.len());
            let end = (at + 1 + random.below(40)).min(piece.len());
            match random.below(5) {
                0 => piece[at] ^= 1 << random.below(8),
                1 => drop(piece.drain(at..end)),
                2 => piece.splice(at..at, piece[at..end].to_vec()).for_each(drop),
                3 => {
                    let other = &texts[random.below(2)];
                    let from = random.below(other.len() - 200);
                    piece
                        .splice(at..end, other[from..from + random.below(200)].iter().copied())
                        .for_each(drop);
                }
                _ => piece[at] = b"{}[](),;=#@\"\\%"[random.below(14)],
            }
            if piece.is_empty() {
                piece.push(b'@');
            }
        }
        let reading = read(vec![input("a.bib", piece)], LoadOptions::default());
        assert_told(&reading);
        if round % 200 == 0 {
            assert_maps_are_sound("mutation", &reading);
        }
    }
}

const WORDS: &[&str] = &[
    "@book{a",
    "@misc{b",
    "@debate{d",
    "@position{p",
    "@claim{c",
    "@response{r",
    "@event{e",
    "@xdata{x",
    "@string{s",
    ", title = {T}",
    ", year = 2000",
    ", year = {x}",
    ", author = {A, B}",
    ", position = {p}",
    ", disputes = {a [",
    ", disputes = {b}",
    ", asserts = {c}",
    ", parent = {p}",
    ", debate = {d}",
    ", opposes = {p}",
    ", crossref = {a}",
    ", xdata = {x}",
    ", from = {a}",
    ", relation = {disputes}",
    ", to = {b}",
    ", by = {a ¶3}",
    ", via = {c}",
    ", keywords = {dz:",
    "disputes=",
    ", note = {tex.",
    ", cites = {a, z}",
    ", case = {q [region=",
    ", facets = {region}",
    ", related = {a}",
    "}",
    "}\n",
    "\n",
    "]",
    "[",
    ";",
    "=",
    "by=",
    "on=",
    "via=c",
    "confidence=",
    "¶8",
    "{",
    ",",
    "\\",
    "\\P 2",
    "p",
    "d:p",
    "region",
    "quote={",
    "date=19",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_told(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        assert_told(&read(vec![input("a.bib", bytes)], LoadOptions::default()));
    }

    #[test]
    fn any_words_of_the_grammar_are_told(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..60)) {
        assert_told(&library(&words.concat()));
    }
}
