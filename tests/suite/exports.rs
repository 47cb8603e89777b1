//! Exports for other programs: what is in them, and what programs that nobody here wrote read back.

use std::path::PathBuf;
use std::process::Command;

use dissensus::algorithm::argumentation::Status;
use dissensus::analysis::DatasetOptions;
use dissensus::analysis::Standing;
use dissensus::analysis::dataset;
use dissensus::analysis::statistics;
use dissensus::dataset::Bearing;
use dissensus::dataset::Dataset;
use dissensus::dataset::Edge;
use dissensus::dataset::EdgeAttribute;
use dissensus::dataset::Node;
use dissensus::dataset::NodeAttribute;
use dissensus::dataset::Subject;
use dissensus::export::CORPUS_EXPORTERS;
use dissensus::export::NETWORK_EXPORTERS;
use dissensus::export::NetworkExporter;
use dissensus::export::cito_property;
use dissensus::export::network_exporter_for;
use dissensus::import::LoadOptions;
use dissensus::model::Attitude;
use dissensus::model::Confidence;
use dissensus::model::RelationOrigin;
use dissensus::model::Relations;
use serde_json::Value;
use serde_json::json;

use crate::program::Desk;
use crate::reading::input;
use crate::reading::library;
use crate::reading::read;
use crate::repository;

/// Titles that try to leave the place they are written in, and keys that are alike.
const HOSTILE: &str = r##"
@debate{d, title={D}} @position{p, title={P}} @position{q-"'<&>, title={Q}}
@claim{c1, title={5 < 6 & "7" ]]> <script>alert(1)</script> -- \{ \} [c2]}} @claim{c2, title={*Arcs}, disputes={c1}}
@claim{c3, title={</data> @#$ // <!-- x}, supports={c2}, contraryof={c1}}
@book{a, title={]]></title><b onclick="x">&amp; &#x41; \textbackslash{} "quoted" 'single'}, author={Ünlü, Çağrı and {O"Brien \& Sons}}, year={2001}, asserts={c1}}
@book{a', title={=HYPERLINK("http://x","y")}, author={=Cmd, @Sum}, year={-350}, cites={a, b, "x}}
@book{b, title={東京 🦀 ⟦evil⟧  \\ end\\}, author={*Vertices, 3}, year={1999}, disputes={a [p. 1; on=the "point"; by=A. N. "Other" p. 3], a [p. 2]}, denies={c1}}
@book{c, title={+1; -2, "3"}, journal={A\\B, "C"}, author={}, supports={b}, cites={c}, position={p}}
@book{c, title={The same key again}, year={2003}}
"##;

/// The same with a character that ends nothing on screen, and two that turn the direction of writing.
fn hostile() -> String {
    HOSTILE.replace('⟦', "\u{202e}\u{1}").replace('⟧', "\u{202c}")
}

fn written(exporter: &dyn NetworkExporter, found: &Dataset) -> Vec<(&'static str, Vec<u8>)> {
    let parts = exporter.parts().iter();
    let bytes = parts.map(|part| {
        let mut bytes = Vec::new();
        (part.write)(found, &mut bytes).unwrap();
        (part.suffix, bytes)
    });
    bytes.collect()
}

fn options(subject: Subject) -> DatasetOptions {
    DatasetOptions { subject, ..DatasetOptions::default() }
}

#[test]
fn formats_stand_in_order_and_say_what_they_cannot_carry() {
    let names: Vec<&str> = NETWORK_EXPORTERS.iter().map(|exporter| exporter.name()).collect();
    assert!(names.is_sorted() && names.len() >= 13, "{names:?}");
    let help = Desk::empty().run(&["export", "--help"]).clean();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for exporter in NETWORK_EXPORTERS {
        assert!(!exporter.parts().is_empty() && !exporter.subjects().is_empty(), "{}", exporter.name());
        for said in [exporter.summary(), exporter.cannot_carry()] {
            assert!(!said.is_empty() && help.contains(said), "{}: {said}", exporter.name());
        }
    }
}

#[test]
fn every_format_is_utf8_without_what_steers_and_the_same_for_files_in_any_order() {
    let desk = Desk::with_debates();
    desk.write("bib/hostile.bib", hostile());
    for exporter in NETWORK_EXPORTERS {
        for &subject in exporter.subjects() {
            let corpus = library(&hostile()).corpus;
            for (suffix, bytes) in written(*exporter, &dataset(&corpus, &options(subject))) {
                let text = String::from_utf8(bytes).unwrap();
                let steers = text.chars().find(|&c| c.is_control() && c != '\n' && c != '\t');
                assert_eq!(steers, None, "{}{suffix}", exporter.name());
                assert!(text.is_empty() || text.ends_with('\n'), "{}{suffix}", exporter.name());
            }
        }
        let files = ["bib/soft-balancing.bib", "bib/hedging.bib", "bib/hostile.bib"];
        let out = |folder: &str, files: &[&str]| {
            let (to, name) = (exporter.name(), format!("{folder}/x"));
            let arguments = [&["export", "--to", to, "-o", &name], files].concat();
            desk.run(&arguments);
            let names = desk.list(folder);
            names.iter().map(|name| desk.read(&format!("{folder}/{name}"))).collect::<Vec<_>>()
        };
        let (one, other) = (format!("{}-1", exporter.name()), format!("{}-2", exporter.name()));
        let reversed: Vec<&str> = files.iter().rev().copied().collect();
        assert_eq!(out(&one, &files), out(&other, &reversed), "{}", exporter.name());
    }
}

/// What other commands count: nodes and edges of a subject, where they count them.
fn counts(desk: &Desk, file: &str, subject: Subject) -> (Option<u64>, Option<u64>) {
    let run = |arguments: &[&str]| -> Value { serde_json::from_str(&desk.run(arguments).out).unwrap() };
    let stats = run(&["stats", "--format", "json", file]);
    let count = |name: &str| stats[name].as_u64().unwrap();
    let who = run(&["who", "--format", "json", file]);
    let between = who["responses"].as_array().unwrap().iter();
    let between = between.filter(|it| it["from_kind"] == "work" && it["to_kind"] == "work").count() as u64;
    match subject {
        Subject::Works => {
            let corpus = library(&String::from_utf8(desk.read(file)).unwrap()).corpus;
            let mut citations: Vec<_> = corpus.citations().iter().map(|it| (it.from, it.to)).collect();
            citations.sort_unstable();
            citations.dedup();
            (Some(count("works") + count("outside_works")), Some(between + citations.len() as u64))
        }
        Subject::People => (Some(count("persons")), None),
        _ => (None, None),
    }
}

#[test]
fn programs_that_nobody_here_wrote_read_back_what_was_written() {
    let Some(python) = python() else {
        println!("skipped: no Python with networkx, igraph and rdflib; name one in DISSENSUS_PYTHON");
        return;
    };
    let desk = Desk::with_debates();
    desk.write("bib/hostile.bib", hostile());
    let mut cases = Vec::new();
    for file in ["bib/soft-balancing.bib", "bib/hedging.bib", "bib/hostile.bib"] {
        for subject in Subject::ALL {
            let stem = format!("{}-{}", file[4..].trim_end_matches(".bib"), subject.name());
            let mut files = serde_json::Map::new();
            for exporter in NETWORK_EXPORTERS.iter().filter(|it| it.subjects().contains(&subject)) {
                let folder = format!("out/{stem}/{}", exporter.name());
                let target = format!("{folder}/x");
                let to = exporter.name();
                let ran = desk.run(&["export", "--to", to, "--of", subject.name(), "-o", &target, file]);
                assert_ne!(ran.code, 2, "{stem} {to}: {}", ran.err);
                let parts = exporter.parts().iter().map(|part| match exporter.parts().len() {
                    1 => target.clone(),
                    _ => format!("{target}{}", part.suffix),
                });
                files.insert(to.to_owned(), json!(parts.collect::<Vec<_>>()));
            }
            for exporter in CORPUS_EXPORTERS {
                let (to, target) = (exporter.name(), format!("out/{stem}/{}", exporter.name()));
                let ran = desk.run(&["export", "--to", to, "-o", &target, file]);
                assert_ne!(ran.code, 2, "{stem} {to}: {}", ran.err);
                files.insert(to.to_owned(), json!([target]));
            }
            let (nodes, edges) = counts(&desk, file, subject);
            let of = subject.name();
            cases.push(json!({ "name": stem, "of": of, "nodes": nodes, "edges": edges, "files": files }));
        }
    }
    desk.write("manifest.json", json!(cases).to_string());
    let script = repository::root().join("tests/export/read_back.py");
    let ran = Command::new(python).arg(script).arg(desk.path(".")).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    println!("{said}");
    assert!(ran.status.success(), "{said}");
}

#[test]
fn claims_and_their_relations_are_as_many_as_stats_counts() {
    for name in ["bib/soft-balancing.bib", "bib/hedging.bib"] {
        let corpus = library(&repository::text(name)).corpus;
        let counted = statistics(&corpus, Confidence::Low);
        let found = dataset(&corpus, &options(Subject::Claims));
        let kind = |node: &&Node| node.text(NodeAttribute::Kind).as_deref() == Some("claim");
        let denial = |edge: &&Edge| edge.text(EdgeAttribute::Relation).as_deref() == Some("denial");
        assert_eq!(found.nodes.iter().filter(kind).count(), counted.claims, "{name}");
        assert_eq!(found.edges.iter().filter(|it| !denial(it)).count(), counted.claim_relations, "{name}");
    }
}

/// A Python that has the readers.
fn python() -> Option<PathBuf> {
    let named = std::env::var_os("DISSENSUS_PYTHON").map(PathBuf::from);
    let candidates = named.into_iter().chain([PathBuf::from("python3")]);
    let mut able = candidates.filter(|python| {
        let tried = Command::new(python).args(["-c", "import networkx, igraph, rdflib"]).output();
        tried.is_ok_and(|output| output.status.success())
    });
    able.next()
}

#[test]
fn what_a_file_cannot_hold_is_refused_before_anything_is_read() {
    let desk = Desk::empty();
    let ran = desk.run(&["export", "--to", "csv", "nothing.bib"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("csv is several files; name them with --output"), "{}", ran.err);
    let ran = desk.run(&["export", "--to", "xlsx", "nothing.bib"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("graphml"), "{}", ran.err);
}

/// The arguments that are in, found the slow way: in is what every attacker of is attacked by something in.
fn grounded(count: usize, attacks: &[(usize, usize)]) -> Vec<bool> {
    let mut accepted = vec![false; count];
    loop {
        let is_out = |a: usize| attacks.iter().any(|&(by, on)| on == a && accepted[by]);
        let next: Vec<bool> =
            (0..count).map(|a| attacks.iter().all(|&(by, on)| on != a || is_out(by))).collect();
        if next == accepted {
            return accepted;
        }
        accepted = next;
    }
}

#[test]
fn solvers_of_argumentation_find_the_claims_that_stand() {
    let circle = "@debate{d, title={D}} @claim{a, title={A}, supports={b}} @claim{b, title={B}, supports={a}} \
                  @claim{c, title={C}, disputes={a}} @claim{e, title={E}, supports={c}} @claim{f, title={F}, disputes={e}}";
    let hostile = hostile();
    let (soft, hedging) = (repository::text("bib/soft-balancing.bib"), repository::text("bib/hedging.bib"));
    for text in [circle, &hostile, &soft, &hedging] {
        let corpus = library(text).corpus;
        let found = dataset(&corpus, &options(Subject::Claims));
        let format = |name: &str| {
            let exporter = network_exporter_for(name).unwrap();
            String::from_utf8(written(exporter, &found).remove(0).1).unwrap()
        };
        let pair = |text: &str, between: char| {
            let (from, to) = text.split_once(between).unwrap();
            let number = |text: &str| text.trim_start_matches('a').parse::<usize>().unwrap() - 1;
            (number(from), number(to))
        };
        let apx = format("apx");
        let facts = apx.lines().filter(|line| !line.starts_with('%'));
        let arguments = facts.clone().filter(|line| line.starts_with("arg(a")).count();
        let attacks: Vec<(usize, usize)> = facts
            .filter_map(|line| line.strip_prefix("att(")?.strip_suffix(").").map(|text| pair(text, ',')))
            .collect();
        let i23 = format("i23");
        let lines = i23.lines().skip(1).filter(|line| !line.starts_with('#'));
        assert_eq!(lines.map(|line| pair(line, ' ')).collect::<Vec<_>>(), attacks);
        assert_eq!(i23.lines().next().unwrap(), format!("p af {arguments}"));
        let accepted = grounded(arguments, &attacks);
        let standing = Standing::new(&corpus, Confidence::Low);
        for claim in corpus.claim_ids() {
            let stands = matches!(standing.status(claim), Status::Standing | Status::Answered);
            assert_eq!(accepted[claim.index()], stands, "{}", corpus.claim(claim).key);
        }
    }
}

#[test]
fn aif_has_a_node_for_every_claim_every_relation_and_everybody_who_speaks() {
    let hostile = hostile();
    let (soft, hedging) = (repository::text("bib/soft-balancing.bib"), repository::text("bib/hedging.bib"));
    for text in [hostile.as_str(), &soft, &hedging] {
        let corpus = library(text).corpus;
        let found = dataset(&corpus, &options(Subject::Claims));
        let bytes = written(network_exporter_for("aif").unwrap(), &found).remove(0).1;
        let read: Value = serde_json::from_slice(&bytes).unwrap();
        let of = |list: &str| read[list].as_array().unwrap().clone();
        let count = |kind: &str| of("nodes").iter().filter(|node| node["type"] == kind).count();
        let is = |edge: &&Edge, wanted: &[Bearing]| edge.bearing.is_some_and(|it| wanted.contains(&it));
        let attacks: Vec<&Edge> = found.edges.iter().filter(|it| is(it, &[Bearing::Attack])).collect();
        let symmetric = Some("true".to_owned());
        let twice = attacks.iter().filter(|it| it.text(EdgeAttribute::Symmetric) == symmetric).count();
        assert_eq!(count("I"), found.nodes.len());
        assert_eq!(count("CA"), attacks.len() + twice);
        let supports = found.edges.iter().filter(|it| is(it, &[Bearing::Support, Bearing::Need]));
        assert_eq!(count("RA"), supports.count());
        let asserted = corpus.assertions().iter().filter(|it| it.attitude == Attitude::Asserts).count();
        let forces = |force: &str| of("nodes").iter().filter(|node| node["text"] == force).count();
        assert_eq!(forces("Asserting"), asserted);
        assert_eq!((count("L"), count("YA")), (of("locutions").len(), of("locutions").len()));
        assert_eq!(of("edges").len(), 2 * (count("CA") + count("RA") + count("YA")));
    }
}

#[test]
fn csl_json_read_again_gives_the_same_works() {
    let corpus = library(&repository::text("bib/soft-balancing.bib")).corpus;
    let found = dataset(&corpus, &options(Subject::Works));
    let text = written(network_exporter_for("csl-json").unwrap(), &found).remove(0).1;
    let again = read(vec![input("again.json", text)], LoadOptions::default()).corpus;
    assert_eq!(again.works().len(), corpus.works().len());
    for (work, other) in corpus.work_ids().zip(again.work_ids()) {
        assert_eq!(again.work(other).key, corpus.work(work).key);
        assert_eq!(again.title(other), corpus.title(work));
        assert_eq!(again.work(other).year(), corpus.work(work).year());
        assert_eq!(again.label(other), corpus.label(work));
        assert_eq!(again.plain_field(other, "volume"), corpus.plain_field(work, "volume"));
    }
}

#[test]
fn every_relation_of_cito_has_its_property() {
    for (_, info) in Relations::default().iter() {
        let property = cito_property(&info.name);
        assert_eq!(property.is_some(), info.origin == RelationOrigin::Cito, "{}", info.name);
    }
}
