//! What `report` knows: the answers of the other commands, unchanged, and a map of the works.

use std::collections::BTreeSet;

use dissensus::analysis::Opening;
use dissensus::analysis::ReportOptions;
use dissensus::analysis::report;
use dissensus::model::Confidence;
use serde_json::Value;

use crate::program::Desk;
use crate::reading::Reading;
use crate::reading::library;
use crate::report_page::payload;

/// The keys of the payload that are the answers of commands, and the commands.
const ANSWERS: &[(&str, &str)] = &[
    ("threads", "who --threads"),
    ("unanswered", "who --unanswered"),
    ("claims", "claims"),
    ("schools", "schools"),
    ("bridges", "bridges"),
    ("timeline", "timeline"),
    ("matrix", "who --matrix positions"),
    ("facets", "facets"),
    ("stats", "stats"),
];

fn reported(desk: &Desk, line: &str) -> Value {
    desk.run_line(&format!("report {line} -o report.html")).clean();
    payload(&String::from_utf8(desk.read("report.html")).unwrap())
}

/// The payload as the library makes it.
pub(crate) fn of_reading(reading: &Reading) -> Value {
    let options = ReportOptions {
        diagnostics: &reading.found,
        confidence: Confidence::Low,
        title: None,
        command: "dissensus report".to_owned(),
        opening: Opening::Debate,
    };
    serde_json::to_value(report(&reading.corpus, &options)).unwrap()
}

fn array<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("`{key}` is no array in {value}"))
}

#[track_caller]
fn assert_has(value: &Value, keys: &str) {
    for key in keys.split_whitespace() {
        assert!(value.get(key).is_some(), "no `{key}` in {value}");
    }
}

#[test]
fn the_page_holds_what_the_commands_print() {
    let desk = Desk::with_debates();
    for (files, confidence) in
        [("bib/soft-balancing.bib", ""), ("bib/hedging.bib bib/soft-balancing.bib", "--confidence high")]
    {
        let found = reported(&desk, &format!("{files} {confidence}"));
        for (key, command) in ANSWERS {
            let line = format!("{command} {files} {confidence} --format json");
            assert_eq!(found[key], desk.run_line(&line).json(), "{line}");
        }
        assert_eq!(found["check"], desk.run_line(&format!("check {files} --format json")).json());
        let line = format!("who {files} {confidence} --format json");
        let mut responses = found["responses"].clone();
        for response in responses.as_array_mut().unwrap() {
            let members = response.as_object_mut().unwrap();
            for key in ["index", "from_work", "to_work"] {
                assert!(members.remove(key).is_some(), "{key}");
            }
        }
        assert_eq!(responses, desk.run_line(&line).json()["responses"], "{line}");
    }
}

#[test]
fn the_numbers_of_the_page_lead_from_one_thing_to_another() {
    let desk = Desk::with_debates();
    let found = reported(&desk, "bib/soft-balancing.bib bib/hedging.bib");
    assert_eq!(found["opening"], "debate");
    assert_has(&found, "program title subtitle source relations palette styles map");
    let works = array(&found, "works");
    let positions: BTreeSet<&str> =
        array(&found, "positions").iter().map(|it| it["id"].as_str().unwrap()).collect();
    for (number, work) in works.iter().enumerate() {
        assert_has(
            work,
            "key label title authors year venue doi url type in_corpus positions facets cites school",
        );
        assert_eq!(work["id"].as_u64(), Some(number as u64));
        for stance in array(work, "positions") {
            assert_has(stance, "by place locator quote confidence source");
            assert!(positions.contains(stance["position"].as_str().unwrap()), "{stance}");
        }
        assert!(array(work, "cites").iter().all(|cited| (cited.as_u64().unwrap() as usize) < works.len()));
    }
    for position in array(&found, "positions") {
        assert_has(position, "title parent debate");
        assert!(found["palette"].get(position["color"].as_str().unwrap()).is_some(), "{position}");
    }
    let responses = array(&found, "responses");
    for (number, response) in responses.iter().enumerate() {
        assert_eq!(response["index"].as_u64(), Some(number as u64));
        assert_has(&found["relations"][response["relation"].as_str().unwrap()], "label inverse sign");
        for (end, kind, work) in [("from", "from_kind", "from_work"), ("to", "to_kind", "to_work")] {
            assert_eq!(response[kind] == "work", response[work].is_u64(), "{response}");
            if let Some(work) = response[work].as_u64() {
                assert_eq!(works[work as usize]["key"], response[end]);
            }
        }
    }
    for look in found["styles"].as_object().unwrap().values() {
        assert_has(look, "color line head width");
    }
    for look in found["palette"].as_object().unwrap().values() {
        assert_has(look, "strong node tint outline");
    }
}

#[test]
fn every_response_between_nodes_of_the_map_is_an_edge_of_it_once() {
    let desk = Desk::with_debates();
    let found = reported(&desk, "bib/soft-balancing.bib");
    let (map, responses) = (&found["map"], array(&found, "responses"));
    let nodes = array(map, "nodes");
    let mut drawn: Vec<u64> = Vec::new();
    for edge in array(map, "edges") {
        let ends = ["from", "to"].map(|end| &nodes[edge[end].as_u64().unwrap() as usize]);
        for index in array(edge, "responses") {
            let response = &responses[index.as_u64().unwrap() as usize];
            for (node, (key, kind)) in ends.iter().zip([("from", "from_kind"), ("to", "to_kind")]) {
                let kind = response[kind].as_str().unwrap();
                assert_eq!(node["id"], format!("{kind}:{}", response[key].as_str().unwrap()).as_str());
            }
            let expected = match response["sign"].as_str().unwrap() {
                "+1" => "supports",
                "-1" => "disputes",
                "mixed" => "mixed",
                _ => "neutral",
            };
            assert_eq!(edge["style"], expected, "{response}");
            drawn.push(index.as_u64().unwrap());
        }
        assert_eq!(edge["style"] == "cites", array(edge, "responses").is_empty(), "{edge}");
    }
    drawn.sort_unstable();
    let drawable = |response: &&Value| response["from_kind"] != "claim" && response["to_kind"] != "claim";
    let wanted: Vec<u64> =
        responses.iter().filter(drawable).map(|response| response["index"].as_u64().unwrap()).collect();
    assert_eq!(drawn, wanted);
    assert!(wanted.len() > 100, "the debate has many responses between works and positions");
}

/// x, y, width and height.
fn rect(value: &Value) -> [f64; 4] {
    let numbers: Vec<f64> = value["rect"].as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect();
    numbers.try_into().unwrap()
}

/// What holds of every map, however many works it has.
#[track_caller]
fn assert_placed(map: &Value, years_of_works: &[Option<i64>]) {
    let (nodes, lanes, years) = (array(map, "nodes"), array(map, "lanes"), array(map, "years"));
    let (width, height) = (map["page"]["width"].as_f64().unwrap(), map["page"]["height"].as_f64().unwrap());
    let mut boxes: Vec<[f64; 4]> = nodes.iter().map(rect).collect();
    for (node, [x, y, w, h]) in nodes.iter().zip(&boxes) {
        assert!(*x >= 0.0 && *y >= 0.0 && x + w <= width && y + h <= height, "{node} is off the page");
        let is_in_lane = |lane: &Value| {
            let [left, top, wide, high] = rect(lane);
            *x >= left && x + w <= left + wide && *y >= top && y + h <= top + high
        };
        assert_eq!(lanes.iter().filter(|lane| is_in_lane(lane)).count(), 1, "{node}");
        let Some(work) = node["work"].as_u64() else { continue };
        let Some(year) = years_of_works[work as usize] else { continue };
        let at = years.iter().position(|row| row["year"].as_i64() == Some(year)).unwrap();
        let top = years[at]["top"].as_f64().unwrap_or(0.0);
        let bottom = years.get(at + 1).map_or(height, |row| row["top"].as_f64().unwrap());
        assert!(*y >= top - 0.01 && y + h <= bottom + 0.01, "{node} is not in the row of {year}");
    }
    // No two boxes overlap: in the order of their left sides only near ones need be compared.
    boxes.sort_by(|a, b| a[0].total_cmp(&b[0]));
    for (index, a) in boxes.iter().enumerate() {
        for b in boxes[index + 1..].iter().take_while(|b| b[0] < a[0] + a[2]) {
            assert!(b[1] >= a[1] + a[3] || a[1] >= b[1] + b[3], "{a:?} and {b:?} overlap");
        }
    }
    for edge in array(map, "edges") {
        assert!(["from", "to"].iter().all(|end| (edge[*end].as_u64().unwrap() as usize) < nodes.len()));
    }
}

fn years_of(found: &Value) -> Vec<Option<i64>> {
    array(found, "works").iter().map(|work| work["year"].as_i64()).collect()
}

#[test]
fn the_works_stand_in_their_lanes_and_years_and_apart() {
    let desk = Desk::with_debates();
    let found = reported(&desk, "bib/soft-balancing.bib bib/hedging.bib");
    assert_placed(&found["map"], &years_of(&found));
    assert!(array(&found["map"], "edges").iter().all(|edge| {
        let points = edge["points"].as_array().unwrap();
        points.len() % 2 == 0 && points.len() / 2 % 3 == 1
    }));
}

#[test]
fn a_map_of_more_works_than_a_page_holds_has_them_all() {
    let mut text = String::from("@position{a, title = {A}} @position{b, title = {B}, opposes = {a}}\n");
    for number in 0..450_usize {
        let (year, position) = (1980 + number / 15, if number % 3 == 0 { "a" } else { "b" });
        let cited = number * 7 / 11;
        // Few responses: who looks for schools in thousands of them waits.
        let disputes =
            if number % 9 == 8 { format!(", disputes = {{w{}}}", number * 5 / 13) } else { String::new() };
        text.push_str(&format!(
            "@book{{w{number}, title = {{T {number}}}, author = {{Name{number}, A.}}, year = {year}, \
             position = {{{position}}}, cites = {{w{cited}}}{disputes}}}\n"
        ));
    }
    let found = of_reading(&library(&text));
    assert_eq!(array(&found["map"], "nodes").len(), 450);
    assert_placed(&found["map"], &years_of(&found));
    let edges = array(&found["map"], "edges");
    assert!(edges.iter().all(|edge| edge["points"].is_null()), "thousands of edges are not routed");
    let disputes = edges.iter().filter(|edge| edge["style"] == "disputes").count();
    assert_eq!((disputes, array(&found, "responses").len()), (50, 50));
    let page = &found["map"]["page"];
    let shape = page["width"].as_f64().unwrap() / page["height"].as_f64().unwrap();
    assert!((0.5..3.0).contains(&shape), "a screen has another shape than {shape}");
}

#[test]
fn an_empty_corpus_gives_a_page_too() {
    let desk = Desk::empty();
    desk.write("empty.bib", "");
    let found = reported(&desk, "empty.bib");
    assert_eq!((array(&found, "works").len(), array(&found["map"], "nodes").len()), (0, 0));
}
