//! What must hold of any library: the order of files, the number of threads and the form of an annotation change nothing.

use dissensus::analysis::statistics;
use dissensus::import::Input;
use dissensus::import::LoadOptions;
use dissensus::model::Confidence;
use proptest::prelude::*;

use crate::reading::Reading;
use crate::reading::files;
use crate::reading::input;
use crate::reading::read;
use crate::reading::run;

#[expect(clippy::disallowed_methods, reason = "the library under test is a file")]
fn bib(name: &str) -> Input {
    let path = format!("{}/bib/{name}", env!("CARGO_MANIFEST_DIR"));
    input(name, std::fs::read(path).unwrap())
}

fn overlay() -> Input {
    let text = "@claim{aa, debate = {sb}, title = {AA}}
@article{pape2005, supports = {walt2005 [on=aa; by=nobody1999]}, position = {hd:hedging, anti [by=ore2017]}, asserts = {aa}}
@article{walt2005, cites = {pape2005, unheard1900}}
@article{unheard1901, disputes = {pape2005}}
@book{pape2005, title = {Another}, year = 2006, disputes = {gone}}
";
    input("c.bib", text)
}

fn permutations(inputs: &[Input]) -> Vec<Vec<Input>> {
    let [a, b, c] = inputs else { panic!("three files") };
    [[a, b, c], [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a]]
        .map(|order| order.map(Input::clone).to_vec())
        .to_vec()
}

#[test]
fn files_in_any_order_give_the_same_corpus() {
    let inputs = [bib("soft-balancing.bib"), bib("hedging.bib"), overlay()];
    let orders = permutations(&inputs);
    let first = read(orders[0].clone(), LoadOptions::default()).dump();
    assert!(first["findings"].as_array().unwrap().len() >= 4);
    for order in &orders[1..] {
        assert_eq!(read(order.clone(), LoadOptions::default()).dump(), first);
    }
}

/// A library of more works than one task takes, with all kinds of refs, twins, mistakes and outside works.
fn large() -> Vec<Input> {
    let head = "@debate{d, title = {Q}, facets = {region}}\n@position{p, title = {P}}\n@position{q, title = {P}, opposes = {p}}\n@claim{c, title = {C}}\n";
    let work = |n: usize| {
        let (before, place) = (n * 7 % (n + 1), n % 23);
        let key = if n % 400 == 399 { n - 1 } else { n };
        let position = ["p", "q", "r", "p [by=k3]"][n % 4];
        format!(
            "@book{{k{key}, author = {{Smith, {}. and Jones{}, Ann}}, title = {{T{n}}}, year = {}, position = {{{position}}}, disputes = {{k{before} [on=x{place}; via=c], j{place}}}, cites = {{k{before}, o{}}}, region = {{r{place}}}}}\n",
            ["A", "B", "A. B"][n % 3],
            n % 50,
            1950 + n % 60,
            n * 31 % 900
        )
    };
    let one = head.to_owned() + &(0..1_500).map(work).collect::<String>();
    let two: String = (1_500..3_000).map(work).collect();
    let three: String = (0..3_000)
        .step_by(3)
        .map(|n| format!("@book{{k{n}, supports = {{k{}}}, asserts = {{c}}}}\n", n + 1))
        .collect();
    vec![input("1.bib", one), input("2.bib", two), input("3.bib", three)]
}

fn on_threads(threads: usize, inputs: Vec<Input>) -> Reading {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| read(inputs, LoadOptions::default()))
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let one = on_threads(1, large());
    assert!(one.corpus.works().len() > 3_000 && one.corpus.responses().len() > 3_000);
    assert!(one.found.len() > 1_000, "{}", one.found.len());
    for threads in [2, 5] {
        let several = on_threads(threads, large());
        assert!(format!("{:?}", several.corpus) == format!("{:?}", one.corpus), "{threads} threads");
        assert_eq!(several.found, one.found, "{threads} threads");
    }
    let inputs = [bib("soft-balancing.bib"), bib("hedging.bib"), overlay()];
    let one = on_threads(1, inputs.to_vec()).dump();
    for threads in [2, 5] {
        assert_eq!(on_threads(threads, inputs.to_vec()).dump(), one, "{threads} threads");
    }
}

#[test]
fn a_file_named_twice_is_read_once() {
    let once = read(vec![bib("hedging.bib"), overlay()], LoadOptions::default()).dump();
    let twice = vec![overlay(), bib("hedging.bib"), overlay(), bib("hedging.bib")];
    assert_eq!(read(twice, LoadOptions::default()).dump(), once);
    let text = "@book{a2000, title = {A}, year = 2000}\n";
    let (code, out, _) = run(&[("a.bib", text)], &["stats", "a.bib", "a.bib", "--format", "json"]);
    assert_eq!(code, Some(0));
    assert_eq!(serde_json::from_str::<serde_json::Value>(&out).unwrap()["works"], 1);
}

#[test]
fn reading_again_gives_the_same() {
    let again = || read(vec![bib("soft-balancing.bib")], LoadOptions::default()).dump();
    assert_eq!(again(), again());
}

const DECLARED: &str = "@debate{d, title = {Q}, facets = {region}}
@position{p, title = {P}}
@position{q, title = {P}, opposes = {p}}
@claim{c, title = {C}}
@claim{e, title = {E}, contraryof = {c}}
";

/// Fields of an annotated entry; the works are w0 to w4.
const FIELDS: &[&str] = &[
    "position = {p}",
    "position = {q [by=w1 ¶3]}",
    "positions = {p [confidence=low], q}",
    "disputes = {w0 [on=x; via=c]}",
    "supports = {w1, w2 [by=w3 p. 4; quote={a; b]}]}",
    "is_disputed_by = {w3 [date=2006]}",
    "qualifies = {c, q}",
    "asserts = {c [p. 1], e}",
    "denies = {c}",
    "cites = {w0, w4, outside1}",
    "case = {one [region=Africa], two [region=Asia; by=w2]}",
    "keywords = {dz:extends=w2; dz:position=p}",
    "disputs = {w1}",
    "refutes = {nowhere}",
    "disputes = {w0 [p. 1}",
    "case = {one [regoin=Africa]}",
    "applies = {w1 [region=Europe]}",
];

fn record(work: usize, fields: &str) -> String {
    format!(
        "@book{{w{work}, author = {{Au{}, Thor}}, title = {{T{work}}}, year = {}, publisher = {{P}}{fields}}}\n",
        work % 3,
        2000 + work
    )
}

fn joined(fields: &[usize]) -> String {
    fields.iter().map(|&field| format!(", {}", FIELDS[field])).collect()
}

/// All that does not say where something is written.
fn said(reading: &Reading) -> serde_json::Value {
    let mut statistics = serde_json::to_value(statistics(&reading.corpus, Confidence::Low)).unwrap();
    statistics["files"] = serde_json::Value::Null;
    let mut rules: Vec<String> =
        reading.found.iter().map(|found| format!("{} {}", found.rule, found.message)).collect();
    rules.sort();
    serde_json::json!({
        "statistics": statistics,
        "rules": rules,
        "responses": reading.responses(),
        "stances": reading.stances(),
        "assertions": reading.assertions(),
        "cases": reading.cases(),
        "citations": reading.citations(),
        "labels": reading.corpus.work_ids().map(|id| reading.corpus.label(id)).collect::<Vec<_>>(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_overlay_and_its_record_are_the_annotated_record(
        chosen in proptest::collection::vec(proptest::collection::btree_set(0..FIELDS.len(), 0..5), 5),
    ) {
        let chosen: Vec<Vec<usize>> = chosen.into_iter().map(|fields| fields.into_iter().collect()).collect();
        let together: String = chosen.iter().enumerate().map(|(work, fields)| record(work, &joined(fields))).collect();
        let records: String = (0..5).map(|work| record(work, "")).collect();
        // An entry whose fields all fail has nothing that makes it an overlay.
        let sound = |fields: &[usize]| fields.iter().any(|&field| !FIELDS[field].starts_with("disputs"));
        prop_assume!(chosen.iter().all(|fields| fields.is_empty() || sound(fields)));
        let overlays: String = chosen
            .iter()
            .enumerate()
            .filter(|(_, fields)| !fields.is_empty())
            .map(|(work, fields)| format!("@misc{{w{work}{}}}\n", joined(fields)))
            .collect();
        let expected = said(&files(&[("b.bib", &(DECLARED.to_owned() + &together))]));
        let library = DECLARED.to_owned() + &records;
        prop_assert_eq!(&said(&files(&[("b.bib", &library), ("c.bib", &overlays)])), &expected);
        prop_assert_eq!(&said(&files(&[("b.bib", &library), ("a.bib", &overlays)])), &expected);
        prop_assert_eq!(&said(&files(&[("b.bib", &(library.clone() + &overlays))])), &expected);
        prop_assert_eq!(&said(&files(&[("b.bib", &(overlays + &library))])), &expected);
    }

    #[test]
    fn any_files_in_any_order_are_the_same(
        pieces in proptest::collection::vec(proptest::collection::vec((0..6_usize, 0..FIELDS.len()), 0..5), 3),
    ) {
        let inputs: Vec<Input> = pieces
            .iter()
            .enumerate()
            .map(|(file, entries)| {
                let text: String = entries
                    .iter()
                    .map(|&(work, field)| match work {
                        5 => DECLARED.to_owned(),
                        work if field % 2 == 0 => record(work, &joined(&[field])),
                        work => format!("@misc{{w{work}{}}}\n", joined(&[field])),
                    })
                    .collect();
                input(&format!("{file}.bib"), text)
            })
            .collect();
        let orders = permutations(&inputs);
        let first = read(orders[0].clone(), LoadOptions::default()).dump();
        for order in &orders[1..] {
            prop_assert_eq!(&read(order.clone(), LoadOptions::default()).dump(), &first);
        }
    }
}
