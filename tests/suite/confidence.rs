//! `--confidence`: whatever is less sure than asked for is used by no command.

use serde_json::Value;

use crate::program::Desk;

/// Of every kind of statement a sure one, one that is implied and one that is guessed.
const SURENESS: &str = "@debate{d, title = {D}, facets = {region, means}}
@position{pro, title = {P}}
@position{anti, title = {A}, opposes = {pro [confidence=medium]}}
@claim{k, title = {K}}
@book{a, author = {Ash, A.}, title = {A}, year = 2000, position = {pro}, asserts = {k},
  case = {one [region=Asia; means=aid; confidence=low], two [region=Africa; means=aid], three [region=Asia; means=war; confidence=medium]}}
@book{b, author = {Birch, B.}, title = {B}, year = 2001, position = {anti [confidence=medium]},
  denies = {k [confidence=medium]}, disputes = {a [confidence=low], c [confidence=medium]}, cites = {a}}
@book{c, author = {Cedar, C.}, title = {C}, year = 1999, position = {anti [confidence=low]}, asserts = {k [confidence=low]}, supports = {a}}
";

/// What a command answers at each level, from everything to what is stated.
fn answers(command: &str) -> [Value; 3] {
    let desk = Desk::empty();
    desk.write("d.bib", SURENESS);
    ["low", "medium", "high"]
        .map(|level| desk.run_line(&format!("{command} --confidence {level} --format json")).json())
}

fn texts(answer: &Value, list: &str, key: &str) -> Vec<String> {
    answer[list].as_array().unwrap().iter().map(|one| one[key].as_str().unwrap_or("-").to_owned()).collect()
}

#[test]
fn facets_leave_out_unsure_cases_and_their_values() {
    let cases = answers("facets d.bib").map(|answer| texts(&answer, "works", "case").join(" "));
    assert_eq!(cases, ["one three two", "three two", "two"]);
    let cases = answers("facets d.bib --where region=Asia").map(|it| texts(&it, "works", "case").join(" "));
    assert_eq!(cases, ["one three", "three", ""]);
    let matrices = answers("facets d.bib --rows region --columns means");
    let shape = |matrix: &Value| format!("{} {}", matrix["rows"], matrix["columns"]);
    assert_eq!(shape(&matrices[0]), r#"["Africa","Asia"] ["aid","war"]"#);
    assert_eq!(shape(&matrices[2]), r#"["Africa"] ["aid"]"#);
    let asia_and_aid = |matrix: &Value| matrix["cells"][1][0]["works"].as_array().unwrap().len();
    assert_eq!((asia_and_aid(&matrices[0]), asia_and_aid(&matrices[1])), (1, 0));
}

#[test]
fn the_values_that_facets_suggests_are_as_sure() {
    let desk = Desk::empty();
    desk.write("d.bib", SURENESS);
    let told =
        |level: &str| desk.run_line(&format!("facets d.bib --where means=law --confidence {level}")).out;
    assert!(told("medium").contains("the values of means are aid, war\n"), "{}", told("medium"));
    assert!(told("high").contains("the values of means are aid\n"), "{}", told("high"));
}

#[test]
fn paths_take_no_unsure_response_and_any_citation() {
    let relations = |command: &str| {
        answers(command).map(|answer| {
            let paths = answer["paths"].as_array().unwrap().iter();
            let steps = paths.map(|path| {
                let steps = path.as_array().unwrap().iter();
                steps.map(|step| step["relation"].as_str().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
            });
            steps.collect::<Vec<String>>().join(", ")
        })
    };
    let direct = relations("path b a --through responses --file d.bib");
    assert_eq!(direct, ["disputes", "disputes supports", ""]);
    assert_eq!(relations("path b a --all --file d.bib"), ["cites, disputes", "cites", "cites"]);
    let desk = Desk::empty();
    desk.write("d.bib", SURENESS);
    let told = desk.run_line("path c b --through responses --confidence medium --file d.bib").out;
    assert_eq!(told, "no path from c to b; there is one from b to c\n");
    let told = desk.run_line("path c b --through responses --confidence high --file d.bib").out;
    assert_eq!(told, "no path from c to b; try --undirected\n");
}

#[test]
fn explain_tells_nothing_unsure_of_one_thing_or_between_two() {
    let kinds = |command: &str| answers(command).map(|answer| texts(&answer, "facts", "kind").join(" "));
    assert_eq!(
        kinds("explain b --file d.bib"),
        [
            "record position denial response response citation",
            "record position denial response citation",
            "record citation"
        ]
    );
    assert_eq!(
        kinds("explain anti --file d.bib"),
        ["position debate opposes held-by held-by", "position debate opposes held-by", "position debate"]
    );
    assert_eq!(
        kinds("explain k --file d.bib"),
        [
            "claim status attack assertion denial assertion",
            "claim status attack assertion denial",
            "claim status assertion"
        ]
    );
    // An assertion lies between two works where both are sure enough to speak of the claim.
    assert_eq!(
        kinds("explain a b --file d.bib"),
        ["response citation assertion denial", "citation assertion denial", "citation"]
    );
    assert_eq!(
        kinds("explain b anti --file d.bib").map(|kinds| kinds.contains("position")),
        [true, true, false]
    );
}

#[test]
fn stats_counts_what_is_sure_and_all_that_carries_no_confidence() {
    let counts = |key: &str| answers("stats d.bib").map(|answer| answer[key].as_u64().unwrap());
    for (key, expected) in [
        ("stances", [3, 2, 1]),
        ("assertions", [2, 1, 1]),
        ("denials", [1, 1, 0]),
        ("responses", [3, 2, 1]),
        ("cases", [3, 2, 1]),
        ("works_without_position", [0, 1, 2]),
        ("works", [3, 3, 3]),
        ("claims", [1, 1, 1]),
        ("positions", [2, 2, 2]),
        ("citations", [1, 1, 1]),
    ] {
        assert_eq!(counts(key), expected, "{key}");
    }
    let of_anti = answers("stats d.bib").map(|answer| answer["works_by_position"][1][1].as_u64().unwrap());
    assert_eq!(of_anti, [2, 1, 0]);
    let relations = answers("stats d.bib").map(|answer| answer["relations"].to_string());
    assert_eq!(relations[2], r#"[["supports",1]]"#, "{relations:?}");
}
