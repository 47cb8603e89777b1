//! Which claims stand: derived by hand from the shipped debates and from texts small enough to be worked out.

use std::collections::BTreeMap;

use dissensus::algorithm::argumentation::DEGREES;
use dissensus::algorithm::argumentation::METHODS;
use dissensus::algorithm::argumentation::SemanticsOptions;
use dissensus::algorithm::argumentation::Status;
use dissensus::analysis::ClaimFinding;
use dissensus::analysis::ClaimQuery;
use dissensus::analysis::Group;
use dissensus::analysis::MapOptions;
use dissensus::analysis::MapView;
use dissensus::analysis::Standing;
use dissensus::analysis::circles;
use dissensus::analysis::claims;
use dissensus::analysis::claims_weighed;
use dissensus::analysis::debate_map;
use dissensus::analysis::explain;
use dissensus::analysis::labelled_claims;
use dissensus::model::Confidence;
use proptest::prelude::*;

use crate::program::Desk;
use crate::reading::Reading;
use crate::reading::library;
use crate::repository;

fn debate(name: &str) -> Reading {
    library(&repository::text(&format!("bib/{name}.bib")))
}

fn at(confidence: Confidence) -> ClaimQuery {
    ClaimQuery { confidence, ..ClaimQuery::default() }
}

/// The status of every claim.
fn statuses(reading: &Reading, confidence: Confidence) -> BTreeMap<String, &'static str> {
    claims(&reading.corpus, &at(confidence)).into_iter().map(|claim| (claim.id, claim.status)).collect()
}

#[track_caller]
fn assert_statuses(text: &str, expected: &[(&str, &str)]) {
    let found = statuses(&library(text).clean_enough(), Confidence::Low);
    for (claim, status) in expected {
        assert_eq!(found[*claim], *status, "{claim} in {text}");
    }
}

impl Reading {
    /// No errors: what these texts leave out, such as positions, only draws warnings.
    #[track_caller]
    fn clean_enough(self) -> Self {
        let errors = self.findings();
        let severe = self.found.iter().any(|it| it.severity() == dissensus::diagnostic::Severity::Error);
        assert!(!severe, "{errors:#?}");
        self
    }
}

/// From the relations that `bib/soft-balancing.bib` writes on its claims (all nineteen entries with `disputes` or
/// `contraryof`), and who denies what.
#[test]
fn the_claims_of_soft_balancing_stand_as_its_relations_say() {
    let found = statuses(&debate("soft-balancing"), Confidence::Low);
    let all = |status: &str| -> Vec<&str> {
        found.iter().filter(|(_, found)| **found == status).map(|(claim, _)| claim.as_str()).collect()
    };
    // Each is disputed by a claim that nothing speaks against; `taiwan-arms-hard` is denied and nobody asserts it.
    let defeated = [
        "all-nonmilitary",
        "definition-pape",
        "explains-iraq-resistance",
        "iraq-refusal-is-soft-balancing",
        "only-under-unipolarity",
        "only-weak-states",
        "taiwan-arms-hard",
        "unilateralism-necessary",
    ];
    assert_eq!(all("defeated"), defeated);
    // The first two are contrary to the refusal over Iraq, which a third claim defeats; `taiwan-arms-soft` is
    // contrary to a claim that nobody makes, and the fourth needs it.
    let answered =
        ["diplomatic-friction", "no-soft-balancing-exists", "taiwan-arms-soft", "us-soft-balances-china"];
    assert_eq!(all("answered"), answered);
    // Contraries that nothing else decides; `turn-to-hard` is denied without a claim against it.
    let open = [
        "check-on-excess",
        "decline-inevitable",
        "erodes-hegemony",
        "hegemony-can-be-kept",
        "no-threat-to-hegemony",
        "not-necessarily-negative",
        "turn-to-hard",
        "unilateralism-causes",
        "us-not-driver",
    ];
    assert_eq!(all("open"), open);
    assert_eq!(all("standing").len(), 210 - 8 - 4 - 9);
}

#[test]
fn what_is_less_sure_decides_nothing() {
    let reading = debate("soft-balancing");
    let (medium, high) = (statuses(&reading, Confidence::Medium), statuses(&reading, Confidence::High));
    // The only denial is of low confidence.
    assert_eq!(medium["turn-to-hard"], "standing");
    let told = explain(&reading.corpus, reading.entity("turn-to-hard"), Confidence::Medium).facts;
    assert_eq!(told[1].text, "standing: nothing attacks it or what it needs");
    // What defeats these, `iraq-no-domestic`, and what is contrary to the second, is of medium confidence; one
    // contrary of the first is stated, and two works deny the second outright.
    assert_eq!(medium["iraq-refusal-is-soft-balancing"], "defeated");
    assert_eq!(high["iraq-refusal-is-soft-balancing"], "open");
    assert_eq!(high["no-soft-balancing-exists"], "open");
    assert_eq!(high["diplomatic-friction"], "standing");
    assert_eq!(high["explains-iraq-resistance"], "open");
    assert_eq!(high["unilateralism-necessary"], "standing");
    assert_eq!(high["definition-pape"], "defeated");
}

#[test]
fn the_claims_on_hedging_stand_as_their_relations_say() {
    let found = statuses(&debate("hedging"), Confidence::Low);
    let expected = [
        ("menu-of-two", "defeated"),
        ("vn-will-join-coalition", "defeated"),
        ("vn-arms-to-match", "defeated"),
        ("us-presence-suffices", "defeated"),
        ("either-friend-or-foe", "defeated"),
        ("all-are-friend-and-foe", "answered"),
        ("vn-not-too-close-to-us", "answered"),
        ("vn-deepens-liberal-ties", "answered"),
        ("sea-feud-is-grave", "open"),
        ("sea-feud-less-severe", "open"),
        // The chain of needs from `sea-feud-less-severe`.
        ("china-not-existential-threat", "open"),
        ("vn-chose-not-to-balance", "open"),
        ("closer-security-ties-wanted", "open"),
        ("vn-keeps-four-nos", "standing"),
    ];
    for (claim, status) in expected {
        assert_eq!(found[claim], status, "{claim}");
    }
    assert_eq!(found.values().filter(|status| **status == "standing").count(), 102 - 13);
}

/// Four pairs of contraries are undecided and independent of one another, `turn-to-hard` and its denial among them.
#[test]
fn the_semantics_of_soft_balancing_have_as_many_labellings_as_its_open_contraries_allow() {
    let reading = debate("soft-balancing");
    let standing = Standing::new(&reading.corpus, Confidence::Low);
    let expected =
        BTreeMap::from([("complete", 3_usize.pow(4)), ("grounded", 1), ("preferred", 16), ("stable", 16)]);
    for method in METHODS {
        let found = labelled_claims(&standing, &ClaimQuery::default(), *method, &SemanticsOptions::default());
        assert_eq!((found.labellings.len(), found.enumeration), (expected[found.semantics], "all"));
        for labelling in &found.labellings {
            let count = labelling.accepted.len() + labelling.rejected.len() + labelling.undecided.len();
            assert_eq!(count, 210);
        }
        assert_eq!(found.alike.rejected.len(), 8, "{}", found.semantics);
    }
}

/// By the formulas: 1 / (1 + the attackers), each of degree 1; ½ − ½ · ½ for one attacker of base score ½.
#[test]
fn degrees_are_those_of_the_formulas() {
    let reading = debate("soft-balancing");
    let standing = Standing::new(&reading.corpus, Confidence::Low);
    let degrees = |name: &str| -> BTreeMap<String, f64> {
        let method = DEGREES.iter().find(|method| method.info().name == name).unwrap();
        let found = claims_weighed(&standing, &ClaimQuery::default(), *method);
        found.into_iter().map(|claim| (claim.id, claim.degree.unwrap())).collect()
    };
    let h = degrees("h-categoriser");
    let golden = (5_f64.sqrt() - 1.0) / 2.0;
    let expected = [
        ("definition-pape", 1.0 / 3.0),
        ("all-nonmilitary", 0.5),
        ("turn-to-hard", golden),
        // Against each other, and the second needs nothing that is attacked.
        ("decline-inevitable", golden),
        ("hegemony-can-be-kept", golden),
        ("no-fear", 1.0),
    ];
    for (claim, degree) in expected {
        assert!((h[claim] - degree).abs() < 1e-6, "{claim}: {} for {degree}", h[claim]);
    }
    // It needs `taiwan-arms-soft`, so what attacks that attacks it, and nothing else does.
    assert_eq!(h["us-soft-balances-china"], h["taiwan-arms-soft"]);
    let q = degrees("df-quad");
    assert_eq!(q["all-nonmilitary"], 0.25);
    assert_eq!(q["turn-to-hard"], 0.333_333);
    // One supporter of base score ½: ½ + ½ · ½.
    assert_eq!(q["soft-means-to-tame"], 0.75);
    assert_eq!(q["among-friends"], 0.5);
}

const HEAD: &str =
    "@debate{d, title = {D}}\n@position{p, title = {P}}\n@position{q, title = {Q}, parent = {p}}\n";

#[test]
fn attacks_are_negative_relations_between_claims_and_contraries_are_mutual() {
    let claims = |relation: &str| {
        format!("{HEAD}@claim{{a, title = {{A}}}}\n@claim{{b, title = {{B}}, {relation} = {{a}}}}\n")
    };
    for relation in ["disputes", "refutes", "critiques", "disagreeswith", "is_disputed_by"] {
        let (loser, winner) = if relation == "is_disputed_by" { ("b", "a") } else { ("a", "b") };
        assert_statuses(&claims(relation), &[(loser, "defeated"), (winner, "standing")]);
    }
    assert_statuses(&claims("contraryof"), &[("a", "open"), ("b", "open")]);
    for relation in ["qualifies", "corrects", "discusses", "supports", "extends"] {
        assert_statuses(&claims(relation), &[("a", "standing"), ("b", "standing")]);
    }
}

#[test]
fn a_claim_falls_with_what_it_needs_whichever_way_the_relation_is_written() {
    let claims = |entry: &str| {
        format!(
            "{HEAD}@claim{{x, title = {{X}}, disputes = {{b}}}}\n@claim{{b, title = {{B}}}}\n@claim{{c, title = {{C}}}}\n{entry}"
        )
    };
    // b supports c, so c needs b, which x defeats; and c leans on b, in other words.
    for (from, relation, to) in [
        ("b", "supports", "c"),
        ("b", "confirms", "c"),
        ("b", "agreeswith", "c"),
        ("b", "givessupportto", "c"),
        ("c", "issupportedby", "b"),
        ("c", "obtainssupportfrom", "b"),
        ("c", "extends", "b"),
        ("c", "citesasevidence", "b"),
        ("c", "usesconclusionsfrom", "b"),
    ] {
        let entry = format!("@response{{r, from = {{{from}}}, relation = {{{relation}}}, to = {{{to}}}}}\n");
        assert_statuses(&claims(&entry), &[("x", "standing"), ("b", "defeated"), ("c", "defeated")]);
    }
    // The other way round b falls alone.
    for (from, relation, to) in [("c", "supports", "b"), ("b", "extends", "c")] {
        let entry = format!("@response{{r, from = {{{from}}}, relation = {{{relation}}}, to = {{{to}}}}}\n");
        assert_statuses(&claims(&entry), &[("b", "defeated"), ("c", "standing")]);
    }
}

#[test]
fn a_denial_counts_by_its_reasons_or_else_as_the_contrary() {
    let book = |key: &str, fields: &str| {
        format!("@book{{{key}, author = {{A}}, title = {{T}}, year = 2000, {fields}}}\n")
    };
    let base = format!("{HEAD}@claim{{c, title = {{C}}}}\n@claim{{r, title = {{R}}, disputes = {{c}}}}\n");
    let reply = "@claim{s, title = {S}, disputes = {r}}\n";
    let asserts = book("w1", "asserts = {c}, position = {p}");
    // A denial without a reason, asserted and not.
    let bare = format!("{HEAD}@claim{{c, title = {{C}}}}\n{}", book("w2", "denies = {c}, position = {p}"));
    assert_statuses(&bare, &[("c", "defeated")]);
    assert_statuses(&format!("{bare}{asserts}"), &[("c", "open")]);
    // A work that responds negatively to a claim denies it; one that takes no side does not.
    for (relation, status) in [("disputes", "open"), ("discusses", "standing"), ("qualifies", "standing")] {
        let text = format!(
            "{HEAD}@claim{{c, title = {{C}}}}\n{asserts}{}",
            book("w2", &format!("{relation} = {{c}}, position = {{p}}"))
        );
        assert_statuses(&text, &[("c", status)]);
    }
    // With a reason: defeated by it, and answered with it.
    let reasoned = format!("{base}{asserts}{}", book("w2", "denies = {c}, asserts = {r}, position = {p}"));
    assert_statuses(&reasoned, &[("c", "defeated")]);
    assert_statuses(&format!("{reasoned}{reply}"), &[("r", "defeated"), ("c", "answered")]);
    // Somebody else's reason is not the denier's, unless they hold the position that denies.
    let others = format!("{base}{reply}{asserts}{}", book("w2", "asserts = {r}, position = {q}"));
    let denier = book("w3", "denies = {c}, position = {p}");
    assert_statuses(&format!("{others}{denier}"), &[("c", "open")]);
    let camp = others.replacen("title = {P}", "title = {P}, denies = {c}", 1);
    assert_statuses(&camp, &[("c", "answered")]);
}

#[test]
fn each_attack_names_what_answers_it() {
    let text = format!(
        "{HEAD}@claim{{c, title = {{C}}}}
@claim{{r, title = {{R}}, disputes = {{c}}}}
@claim{{n, title = {{N}}, supports = {{r}}}}
@claim{{s, title = {{S}}, refutes = {{n}}}}
@claim{{o, title = {{O}}, contraryof = {{c}}}}\n"
    );
    let found = claims(&library(&text).corpus, &ClaimQuery::default());
    let attacks: Vec<String> = found[0]
        .attacked_by
        .iter()
        .map(|attack| {
            let answers = attack.answered_by.iter().map(|it| {
                let through = it.through.as_deref().unwrap_or("-");
                format!("{} {} {through} {} {}", it.key, it.relation, it.met, it.source.line)
            });
            let answers: Vec<String> = answers.collect();
            format!("{} {} {} [{}]", attack.key, attack.relation, attack.met, answers.join(", "))
        })
        .collect();
    // s attacks n, which r needs; c is no answer to its own contrary.
    assert_eq!(attacks, ["r disputes answered [s refutes n unanswered 7]", "o contraryof open []"]);
    let supports: Vec<(&str, &str)> =
        found[1].supported_by.iter().map(|it| (it.key.as_str(), it.status)).collect();
    assert_eq!(supports, [("n", "defeated")]);
    let query = ClaimQuery { statuses: vec![Status::Open, Status::Standing], ..ClaimQuery::default() };
    let ids = |found: Vec<ClaimFinding>| found.into_iter().map(|claim| claim.id).collect::<Vec<_>>();
    assert_eq!(ids(claims(&library(&text).corpus, &query)), ["c", "s", "o"]);
}

#[test]
fn claims_that_both_sides_hold_are_found_below_their_positions_too() {
    let reading = debate("soft-balancing");
    let group = |key: &str| Group(reading.entity(key));
    let shared = |a: &str, b: &str| -> Vec<String> {
        let query = ClaimQuery { shared_by: Some((group(a), group(b))), ..ClaimQuery::default() };
        claims(&reading.corpus, &query).into_iter().map(|claim| claim.id).collect()
    };
    // The review gives it to both camps (¶24).
    assert_eq!(shared("pro", "anti"), ["discord-domestic-economic"]);
    // Walt's article and book hold the same six claims.
    assert_eq!(
        shared("walt2005", "walt2006"),
        [
            "iraq-refusal-is-soft-balancing",
            "aim-frustrate",
            "benign-image-lost",
            "soft-means-to-tame",
            "erodes-hegemony",
            "turn-to-hard"
        ]
    );
    assert_eq!(shared("walt2005", "pro"), shared("walt2005", "walt2005"));
}

const CIRCLE: &str = "@debate{d, title = {D}}
@claim{a, title = {A}, supports = {b}}
@claim{b, title = {B}, supports = {a, c}}
@claim{c, title = {C}}
@claim{e, title = {E}, extends = {c}, disputes = {f}}
@claim{f, title = {F}}
";

#[test]
fn circles_of_supports_are_told_with_file_and_line() {
    let reading = library(CIRCLE);
    let standing = Standing::new(&reading.corpus, Confidence::Low);
    let [circle] = &circles(&standing)[..] else { panic!("one circle") };
    let needs: Vec<(&str, &str, u32)> =
        circle.supports.iter().map(|it| (it.id.as_str(), it.needs.as_str(), it.source.line)).collect();
    assert_eq!(needs, [("a", "b", 3), ("b", "a", 2)]);
    assert_eq!(circle.resting, ["c", "e"]);
    let found = statuses(&reading, Confidence::Low);
    assert_eq!(
        ["a", "b", "c", "e", "f"].map(|claim| found[claim]),
        ["defeated", "defeated", "defeated", "defeated", "answered"]
    );
    let desk = Desk::empty();
    desk.write("circle.bib", CIRCLE);
    for line in ["claims circle.bib", "claims circle.bib --semantics stable --format json"] {
        let ran = desk.run_line(line);
        assert_eq!(ran.code, 0);
        assert!(ran.err.contains("a needs b (circle.bib:3 supports), b needs a (circle.bib:2 supports)"));
        assert!(ran.err.contains("those that need one of them: c; e"), "{}", ran.err);
    }
    let facts = explain(&reading.corpus, reading.entity("e"), Confidence::Low).facts;
    let told: Vec<(&str, &str)> = facts[1..6].iter().map(|fact| (fact.kind, fact.text.as_str())).collect();
    assert_eq!(
        told,
        [
            ("status", "defeated: b, which it needs, stands in a circle of supports, on nothing"),
            ("need", "e needs c [defeated]"),
            ("need", "c needs b [defeated]"),
            ("need", "b needs a [defeated]"),
            ("need", "a needs b [defeated]"),
        ]
    );
}

#[test]
fn explain_tells_the_status_and_the_attacks_behind_it_with_their_lines() {
    let reading = debate("hedging");
    let facts = explain(&reading.corpus, reading.entity("vn-chose-not-to-balance"), Confidence::Low).facts;
    let told: Vec<String> = facts
        .iter()
        .filter(|fact| ["status", "need", "attack", "answer"].contains(&fact.kind))
        .map(|fact| format!("{} {} {}", fact.kind, fact.source.line, fact.text))
        .collect();
    // The entry of the claim; supports in lines 613 and 625; `contraryof` in line 624.
    assert_eq!(
        told,
        [
            "status 604 open: sea-feud-less-severe, which it needs, is attacked, and neither side is settled",
            "need 613 vn-chose-not-to-balance needs china-not-existential-threat [open]",
            "need 625 china-not-existential-threat needs sea-feud-less-severe [open]",
            "attack 624 sea-feud-is-grave is contrary to sea-feud-less-severe [open]",
        ]
    );
    // Defeated in the first place by what needs nothing, not by the contraries that hold because of that.
    let text = format!(
        "{HEAD}@claim{{b, title = {{B}}}}\n@claim{{c, title = {{C}}, extends = {{b}}, contraryof = {{o}}}}\n@claim{{o, title = {{O}}}}\n@claim{{x, title = {{X}}, disputes = {{b}}}}\n"
    );
    let reading = library(&text);
    let facts = explain(&reading.corpus, reading.entity("c"), Confidence::Low).facts;
    assert_eq!(facts[1].text, "defeated: b, which it needs, is attacked, and nobody answered");
}

#[test]
fn the_map_of_claims_tells_the_status_by_colour_and_by_a_mark() {
    let reading = debate("soft-balancing");
    let found = statuses(&reading, Confidence::Low);
    let options = MapOptions { view: MapView::Claims, ..MapOptions::default() };
    let chart = debate_map(&reading.corpus, &options);
    let names: BTreeMap<_, _> = chart.fill_names.iter().cloned().collect();
    let mark = |status: &str| match status {
        "answered" => "+ ",
        "open" => "? ",
        "defeated" => "× ",
        _ => "",
    };
    assert!(!chart.nodes.is_empty());
    for node in &chart.nodes {
        let claim = node.id.strip_prefix("claim:").unwrap();
        let status = found[claim];
        assert!(names[&node.fills[0]].contains(status), "{claim}: {status} and {}", names[&node.fills[0]]);
        assert!(names[&node.fills[0]].starts_with(mark(status)));
        let title = claims(&reading.corpus, &ClaimQuery::default()).into_iter().find(|it| it.id == claim);
        assert_eq!(node.lines[0], format!("{}{}", mark(status), title.unwrap().text));
        assert!(node.tooltip.ends_with(&format!("({status})")));
    }
    // Colour is the status's alone.
    assert!(chart.lanes.iter().all(|lane| !names.contains_key(&lane.fill)));
}

#[test]
fn a_search_that_is_cut_says_so() {
    let desk = Desk::with_debates();
    let line = "claims bib/soft-balancing.bib --semantics preferred";
    let whole = desk.run_line(line).clean();
    assert!(whole.contains("\n16 preferred labellings\n"), "{whole}");
    let cut = desk.run_line(&format!("{line} --limit 5")).clean();
    assert!(cut.contains("\n5 preferred labellings; the search was cut short"), "{cut}");
    let answer = desk.run_line(&format!("{line} --limit 5 --format json")).json();
    assert_eq!(answer["labellings"]["enumeration"], "cut");
    assert_eq!(answer["labellings"]["labellings"].as_array().unwrap().len(), 5);
    // Three claims in a circle of attacks: no stable labelling, and that is no cut.
    desk.write(
        "odd.bib",
        "@debate{d, title = {D}}\n@claim{a, title = {A}, disputes = {b}}\n@claim{b, title = {B}, disputes = {c}}\n@claim{c, title = {C}, disputes = {a}}\n",
    );
    let none = desk.run_line("claims odd.bib --semantics stable").clean();
    assert!(none.contains("0 stable labellings: some claims can be neither accepted nor rejected"), "{none}");
}

#[test]
fn an_empty_answer_says_why() {
    let desk = Desk::with_debates();
    desk.write("plain.bib", "@book{a, title = {A}, year = 2000}\n");
    desk.write("calm.bib", "@debate{d, title = {D}}\n@claim{a, title = {A}}\n");
    for (line, expected) in [
        ("claims plain.bib --status open", "no claim: the files declare none"),
        ("claims calm.bib --status open", "1 standing, 0 answered, 0 open, 0 defeated; no claim attacks"),
        ("claims --by kelley2005 --status open", "there are 278 standing, 7 answered, 14 open, 13 defeated"),
    ] {
        let out = desk.run_line(line).clean();
        assert!(out.contains(expected), "{line}: {out}");
    }
}

/// Relation, sender, receiver.
type ClaimLink = (usize, usize, usize);

/// A debate of at most seven claims with any relations between them.
fn any_debate() -> impl Strategy<Value = (usize, Vec<ClaimLink>, Vec<(usize, usize)>)> {
    (2..8_usize).prop_flat_map(|count| {
        let links = prop::collection::vec((0..4_usize, 0..count, 0..count), 0..14);
        (Just(count), links, prop::collection::vec((0..2_usize, 0..count), 0..6))
    })
}

/// Its text, with the claims in an order of one's own.
fn written(links: &[ClaimLink], said: &[(usize, usize)], order: &[usize]) -> String {
    let mut text = "@debate{d, title = {D}}\n".to_owned();
    for claim in order {
        text.push_str(&format!("@claim{{c{claim}, title = {{C}}}}\n"));
    }
    for (place, (relation, from, to)) in links.iter().enumerate() {
        let relation = ["disputes", "contraryof", "supports", "extends"][*relation];
        if from != to {
            text.push_str(&format!(
                "@response{{r{place}, from = {{c{from}}}, relation = {{{relation}}}, to = {{c{to}}}}}\n"
            ));
        }
    }
    for (place, (attitude, claim)) in said.iter().enumerate() {
        let attitude = ["asserts", "denies"][*attitude];
        text.push_str(&format!("@book{{w{place}, title = {{T}}, year = 2000, {attitude} = {{c{claim}}}}}\n"));
    }
    text
}

proptest! {
    /// Whatever is found of a claim agrees with itself, and the order of the files changes nothing.
    #[test]
    fn statuses_agree_with_the_attacks_that_are_told((count, links, said) in any_debate()) {
        let order: Vec<usize> = (0..count).collect();
        let turned: Vec<usize> = order.iter().rev().copied().collect();
        let reading = library(&written(&links, &said, &order));
        let found = claims(&reading.corpus, &ClaimQuery::default());
        let again = statuses(&library(&written(&links, &said, &turned)), Confidence::Low);
        let standing = Standing::new(&reading.corpus, Confidence::Low);
        let in_circle = circles(&standing);
        let unfounded = |id: &str| in_circle.iter().any(|circle| {
            circle.supports.iter().any(|it| it.id == id) || circle.resting.iter().any(|it| it == id)
        });
        for claim in &found {
            prop_assert_eq!(again[&claim.id], claim.status);
            let met = |word: &str| claim.attacked_by.iter().any(|attack| attack.met == word);
            let needs = |status: &str| claim.supported_by.iter().any(|it| it.status == status);
            let rejected = met("unanswered") || needs("defeated") || unfounded(&claim.id);
            prop_assert_eq!(claim.status == "defeated", rejected, "{}", claim.id);
            let unsettled = !rejected && (met("open") || needs("open"));
            prop_assert_eq!(claim.status == "open", unsettled, "{}", claim.id);
            let challenged = !claim.attacked_by.is_empty() || needs("answered");
            prop_assert_eq!(claim.status == "answered", !rejected && !unsettled && challenged);
            // Whoever is denied has something against them.
            prop_assert!(claim.denied_by.is_empty() || !claim.attacked_by.is_empty());
            // Every status but the first is explained.
            let facts = explain(&reading.corpus, reading.entity(&claim.id), Confidence::Low).facts;
            let why = facts.iter().filter(|it| ["attack", "need"].contains(&it.kind)).count();
            prop_assert_eq!(why == 0, claim.status == "standing");
        }
    }
}
