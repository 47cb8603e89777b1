//! What programs may rely on in `--format json`: these keys, with these kinds of values.

use serde_json::Value;

use crate::program::Desk;

/// Keys of an object; of them, `on?` may be null.
#[track_caller]
fn assert_has(value: &Value, keys: &str) {
    let object = value.as_object().unwrap_or_else(|| panic!("{value} is no object"));
    for key in keys.split_whitespace() {
        let (key, nullable) = key.strip_suffix('?').map_or((key, false), |key| (key, true));
        let found = object.get(key).unwrap_or_else(|| panic!("no `{key}` in {value}"));
        assert!(nullable || !found.is_null(), "`{key}` is null in {value}");
    }
}

fn array<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    let array = value[key].as_array().unwrap_or_else(|| panic!("`{key}` is no array in {value}"));
    assert!(!array.is_empty(), "`{key}` is empty; choose another question");
    array
}

fn answer(line: &str) -> Value {
    Desk::with_debates().run_line(&format!("{line} --format json")).json()
}

#[track_caller]
fn assert_is_source(source: &Value) {
    assert_has(source, "file line field");
    assert!(source["file"].is_string() && source["line"].as_u64() > Some(0) && source["field"].is_string());
}

#[track_caller]
fn assert_is_response(response: &Value) {
    assert_has(
        response,
        "from from_kind to to_kind relation sign on? via? by locator? confidence source year?",
    );
    assert!(["+1", "-1", "0", "mixed"].contains(&response["sign"].as_str().unwrap()), "{response}");
    assert!(["work", "position", "claim"].contains(&response["from_kind"].as_str().unwrap()), "{response}");
    assert!(["high", "medium", "low"].contains(&response["confidence"].as_str().unwrap()), "{response}");
    assert_is_source(&response["source"]);
}

#[test]
fn who_lists_responses() {
    let all = answer("who");
    array(&all, "responses").iter().for_each(assert_is_response);
    let asked = answer("who --from whitaker2010 --to pape2005 --relation disputes");
    let [one] = array(&asked, "responses") else { panic!("{asked}") };
    let found = ["from", "to", "relation", "sign", "on", "via", "by"].map(|key| one[key].as_str().unwrap());
    let expected =
        ["whitaker2010", "pape2005", "disputes", "-1", "consequences", "erodes-hegemony", "ore2017"];
    assert_eq!(found, expected);
}

#[test]
fn who_lists_the_unanswered_the_exchanges_and_the_counts() {
    let unanswered = answer("who --unanswered --to pape2005");
    array(&unanswered, "responses").iter().for_each(assert_is_response);
    assert_has(&unanswered, "same_year");
    let desk = Desk::empty();
    let fixture = crate::repository::text("tests/fixtures/exchange.bib");
    desk.write("exchange.bib", fixture);
    let threads = desk.run(&["who", "--threads", "exchange.bib", "--format", "json"]).json();
    for thread in array(&threads, "threads") {
        for step in array(thread, "steps") {
            assert_has(step, "depth same_year response");
            assert_is_response(&step["response"]);
        }
    }
    let matrix = answer("who --matrix works --to pape2005");
    let (rows, columns) = (array(&matrix, "rows"), array(&matrix, "columns"));
    assert_eq!(array(&matrix, "cells").len(), rows.len());
    for row in array(&matrix, "cells") {
        assert_eq!(row.as_array().unwrap().len(), columns.len());
        row.as_array().unwrap().iter().for_each(|cell| assert_has(cell, "positive mixed neutral negative"));
    }
}

#[test]
fn claims_say_who_holds_them_and_how_they_bear_on_one_another() {
    let found = answer("claims --contested");
    assert_has(&found, "degrees circles");
    let claims = array(&found, "claims");
    for claim in claims {
        assert_has(claim, "id text asserted_by denied_by attacked_by supported_by status degree? relations");
        for side in ["asserted_by", "denied_by"] {
            for holder in array(claim, side) {
                assert_has(holder, "key kind relation reasons by confidence locator? source");
                assert_is_source(&holder["source"]);
            }
        }
        assert!(
            ["standing", "answered", "open", "defeated"].contains(&claim["status"].as_str().unwrap()),
            "{claim}"
        );
        for attack in array(claim, "attacked_by") {
            assert_has(attack, "key kind relation met answered_by by place? confidence source");
            assert_is_source(&attack["source"]);
        }
        for support in claim["supported_by"].as_array().unwrap() {
            assert_has(support, "key relation status by place? confidence source");
            assert_is_source(&support["source"]);
        }
    }
    let answered = answer("claims --status answered");
    let attacks =
        array(&answered, "claims").iter().flat_map(|claim| claim["attacked_by"].as_array().unwrap());
    let answers: Vec<&Value> = attacks.flat_map(|attack| array(attack, "answered_by")).collect();
    for one in answers {
        assert_has(one, "key kind relation through? met source");
        assert_is_source(&one["source"]);
    }
    let labelled = answer("claims --semantics preferred --limit 2");
    assert_has(&labelled["labellings"], "semantics enumeration labellings alike");
    for labelling in array(&labelled["labellings"], "labellings") {
        assert_has(labelling, "in out undecided");
    }
    assert!(claims.iter().any(|claim| claim["id"] == "erodes-hegemony"));
    assert!(claims.iter().any(|claim| !claim["relations"].as_array().unwrap().is_empty()));
}

#[test]
fn explain_lists_facts_with_their_sources() {
    let found = answer("explain whitaker2010 pape2005");
    assert_has(&found, "subject facts");
    for fact in array(&found, "facts") {
        assert_has(fact, "kind text by? source");
        assert_is_source(&fact["source"]);
    }
}

#[test]
fn path_lists_steps() {
    let found = answer("path whitaker2010 walt1987 --all");
    for path in array(&found, "paths") {
        let steps = path.as_array().unwrap();
        steps.iter().for_each(|step| assert_has(step, "from relation to"));
        assert_eq!(
            (steps[0]["from"].as_str(), steps[steps.len() - 1]["to"].as_str()),
            (Some("whitaker2010"), Some("walt1987"))
        );
        assert!(steps.windows(2).all(|pair| pair[0]["to"] == pair[1]["from"]), "{path}");
    }
}

#[test]
fn stats_counts_what_who_claims_and_check_list() {
    let found = answer("stats");
    assert_has(
        &found,
        "works persons positions claims responses citations citations_inside references years files",
    );
    assert_eq!(found["responses"].as_u64(), Some(array(&answer("who"), "responses").len() as u64));
    assert_eq!(found["claims"].as_u64(), Some(array(&answer("claims"), "claims").len() as u64));
    let years = array(&found, "years").iter().map(|year| year["works"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(found["works"].as_u64(), Some(years + found["works_without_year"].as_u64().unwrap()));
    let counts = &answer("check")["counts"];
    assert_has(counts, "works positions claims responses citations");
    for (key, count) in counts.as_object().unwrap() {
        assert_eq!(&found[key], count, "{key}");
    }
    for file in array(&found, "files") {
        let parts = ["works", "overlays", "declarations", "rejected"].map(|key| file[key].as_u64().unwrap());
        assert_eq!(file["entries"].as_u64(), Some(parts.iter().sum()), "{file}");
    }
}

#[test]
fn stats_tells_what_is_known_of_the_references_of_each_work() {
    let desk = Desk::empty();
    desk.write(
        "a.bib",
        "@book{a, title = {A}, cites = {b}} @book{b, title = {B}, cites = {}} @book{c, title = {C}}",
    );
    let found = desk.run_line("stats --completeness a.bib --format json").json();
    assert_eq!(["read", "none", "unknown"].map(|key| found[key].as_u64()), [Some(1); 3]);
    let works = array(&found, "works");
    works.iter().for_each(|work| assert_has(work, "work label known references stated? at"));
    let known: Vec<&str> = works.iter().map(|work| work["known"].as_str().unwrap()).collect();
    assert_eq!(known, ["read", "none", "unknown"]);
}

#[test]
fn link_tells_links_merges_and_what_became_of_all_references() {
    let desk = Desk::empty();
    let title = "author = {Roy, B.}, title = {Aiding decisions with criteria}, year = 1993";
    desk.write("a.bib", format!(
        "@article{{a, {title}, volume = 24, pages = 101}}\n@article{{b, {title}}}\n\
         @article{{c, title = {{C}}, year = 1995, cited-references = {{ROY B, 1993, DECISION SCI, V24, P101.}}}}"
    ));
    desk.write("fixes.txt", "link a c\n");
    let answer = |line: &str| {
        desk.run_line(&format!("link {line} a.bib --corrections fixes.txt --format json")).json()
    };
    let links = answer("");
    for link in array(&links, "links") {
        assert_has(link, "from to rule score order text file line correction?");
    }
    let merges = answer("--merges");
    for merge in array(&merges, "merges") {
        assert_has(merge, "kept merged rule title kept_at merged_at correction? undo");
    }
    let audit = answer("--audit");
    assert_has(
        &audit,
        "references matched ambiguous unresolved ignored by_key by_key_outside rules year_share doi_share corrections files",
    );
    for made in array(&audit, "corrections") {
        assert_has(made, "text changed file line");
    }
    let rules: Vec<&str> = array(&audit, "rules").iter().map(|rule| rule["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["correction", "key", "doi", "id", "volume-page", "title", "similar"]);
}

#[test]
fn timeline_tells_phases_paths_bursts_and_years() {
    let found = answer("timeline");
    for phase in array(&found, "phases") {
        assert_has(phase, "from to label works items mix grows");
        assert!(phase["from"].as_i64() <= phase["to"].as_i64() && phase["label"].is_string(), "{phase}");
        assert!(array(phase, "works").iter().all(Value::is_string));
    }
    assert_has(&found, "threads turning_points lanes");
    array(&found, "events").iter().for_each(|event| assert_has(event, "id title from to date source"));
    array(&found, "bursts").iter().for_each(|burst| assert_has(burst, "kind item from to weight works"));
    array(&found, "citations").iter().for_each(|work| {
        assert_has(work, "work year? local local_without_self references years disruption? beauty?");
    });
    for year in array(&found, "spectroscopy") {
        assert_has(year, "year references median deviation peak works");
    }
    let path = &found["main_path"];
    assert_has(path, "weights search links policy cycles removed loops against_time paths");
    let nodes = array(path, "nodes");
    for arc in array(path, "arcs") {
        assert_has(arc, "from to weight share because");
        assert!(
            nodes.contains(&arc["from"]) && nodes.contains(&arc["to"]) && arc["weight"].is_u64(),
            "{arc}"
        );
        array(arc, "because").iter().for_each(|link| {
            assert_has(link, "kind from to relation source");
            assert_is_source(&link["source"]);
        });
    }
    let desk = Desk::empty();
    desk.write("exchange.bib", crate::repository::text("tests/fixtures/exchange.bib"));
    let threads = desk.run(&["timeline", "--threads", "exchange.bib", "--format", "json"]).json();
    for thread in array(&threads, "threads") {
        for step in array(thread, "steps") {
            assert_has(step, "depth answers? latency? same_year response");
            assert_is_response(&step["response"]);
        }
    }
}

#[test]
fn facets_lists_cases_or_counts_them() {
    let found = answer("facets --where region=Africa");
    for case in array(&found, "works") {
        assert_has(case, "work case? values by confidence source");
        assert!(array(&case["values"], "region").contains(&Value::from("Africa")), "{case}");
    }
    let found = answer("facets --rows region --columns polarity");
    assert_eq!(array(&found, "cells").len(), array(&found, "rows").len());
    for row in array(&found, "cells") {
        assert_eq!(row.as_array().unwrap().len(), array(&found, "columns").len());
        row.as_array().unwrap().iter().for_each(|cell| assert_has(cell, "works"));
    }
}

#[test]
fn bridges_say_why_they_are_some_and_what_hangs_on_which_edge() {
    let found = answer("bridges bib/soft-balancing.bib");
    assert_has(
        &found,
        "bridges bridge_count cut_edges cut_edge_count groups accuracy works links ranked_by notes",
    );
    for bridge in array(&found, "bridges") {
        assert_has(
            bridge,
            "rank work label score score_of group? joins because evidence roles constraint? effective_size? \
             participation? participation_positive? participation_negative? betweenness articulation_point \
             heterocitation? external_internal? approved_by",
        );
        assert!(array(bridge, "joins").len() > 1 && bridge["score"].is_number(), "{bridge}");
        for role in ["coordinator", "itinerant_broker", "representative", "gatekeeper", "liaison"] {
            assert_has(&bridge["roles"][role], "count expected z?");
        }
        for reason in array(bridge, "evidence") {
            assert_has(reason, "group? text source");
            assert_is_source(&reason["source"]);
        }
    }
    for edge in array(&found, "cut_edges") {
        assert_has(edge, "from to groups cuts_off evidence");
        array(edge, "evidence").iter().for_each(|reason| assert_is_source(&reason["source"]));
    }
    for group in array(&found, "groups") {
        assert_has(group, "id? works internal external external_internal? heterocitation?");
    }
    for approval in array(&found, "approvals") {
        assert_has(approval, "work from responses sides");
        array(approval, "responses").iter().for_each(assert_is_response);
    }
    array(&found, "opposed").iter().for_each(|words| assert!(words.is_string()));
    let desk = Desk::empty();
    desk.write(
        "a.bib",
        "@debate{q, title = {Q}} @position{p, title = {P}, debate = {q}}
        @position{n, title = {N}, debate = {q}, opposes = {p}} @book{a, title = {A}, year = 2001}
        @book{b, title = {B}, year = 2002, position = {p}, extends = {a}}
        @book{c, title = {C}, year = 2003, position = {n}, supports = {a}}",
    );
    let found = desk.run_line("bridges a.bib --format json").json();
    let [sides] = array(&found["bridges"][0], "approved_by") else { panic!("{found}") };
    assert_has(sides, "sides opposed source responses");
    assert_is_source(&sides["source"]);
    for side in array(sides, "responses") {
        side.as_array().unwrap().iter().for_each(assert_is_response);
    }
}

#[test]
fn rank_lists_scores_and_how_exact_they_are() {
    for (line, accuracy) in [
        ("rank", "kind"),
        ("rank --of persons --by responses-negative", "kind"),
        ("rank --of venues --by page-rank", "kind error"),
        ("rank --by betweenness --paths sampled", "kind draws error confidence"),
    ] {
        let found = answer(line);
        assert_has(
            &found,
            "of by ranking accuracy without_score works_left_out links works works_speaking notes",
        );
        assert_has(&found["accuracy"], accuracy);
        for place in array(&found, "ranking") {
            assert_has(place, "rank key label score works");
            assert!(place["score"].is_number() && !array(place, "works").is_empty(), "{place}");
        }
    }
}

#[test]
fn check_lists_diagnostics_with_their_places() {
    let desk = Desk::empty();
    desk.write(
        "a.bib",
        "@book{a, title = {A}, year = 2001}\n@book{b, title = {B}, year = 2002,\n  disputes = {aa}}\n",
    );
    let ran = desk.run(&["check", "a.bib", "--format", "json"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let [one] = array(&found, "diagnostics") else { panic!("{found}") };
    assert_has(one, "name severity file line column message hint");
    let place = (one["file"].as_str(), one["line"].as_u64(), one["column"].as_u64());
    assert_eq!(place, (Some("a.bib"), Some(3), Some(15)));
    assert_eq!((one["name"].as_str(), one["severity"].as_str()), (Some("dangling-target"), Some("error")));
}

#[test]
fn every_command_that_answers_knows_the_three_formats() {
    let desk = Desk::with_debates();
    let lines = [
        "bridges",
        "bridges --table measures",
        "check",
        "claims",
        "facets",
        "explain pape2005",
        "path pape2005 ore2017 --undirected",
        "rank",
        "stats",
        "timeline",
        "timeline --phases",
        "timeline --main-path --all-arcs",
        "timeline --citations",
        "who",
    ];
    for line in lines {
        let json = desk.run_line(&format!("{line} --format json")).json();
        assert!(json.is_object(), "{line}");
        let text = desk.run_line(&format!("{line} --format csv")).clean();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let width = reader.headers().unwrap().len();
        assert!(width > 1, "{line}: {text}");
        for row in reader.records() {
            assert_eq!(row.unwrap().len(), width, "{line}");
        }
    }
}

#[test]
fn schools_list_their_works_their_agreement_and_their_misfits() {
    let found = answer("schools");
    assert_has(&found, "lens method seed quality bound? exact schools agreement misfits unplaced stability?");
    assert_has(
        &found,
        "works edges negative_edges balance frustrated_weight frustrated_edges lenses? left_out",
    );
    assert!(found["quality"].is_f64() && found["exact"].is_boolean() && found["seed"].is_u64());
    for school in array(&found, "schools") {
        assert_has(school, "id label members central words cohesion positions");
        array(school, "members");
        assert_has(&school["cohesion"], "for_inside against_inside for_outside against_outside");
        for position in array(school, "positions") {
            assert_has(position, "position works");
        }
    }
    assert_has(
        &found["agreement"],
        "ari? nmi? compared without_position several_positions outside_schools table",
    );
    for misfit in array(&found, "misfits") {
        assert_has(misfit, "work position school school_positions because");
        for because in array(misfit, "because") {
            assert_has(because, "text weight works sources");
            array(because, "sources").iter().for_each(assert_is_source);
        }
    }
    let explained = answer("schools --explain 1");
    assert_has(&explained, "subject edges");
    for edge in array(&explained, "edges") {
        assert_has(edge, "a a_school b b_school weight frustrated because");
    }
}
