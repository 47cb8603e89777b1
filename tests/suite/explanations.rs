//! What `explain` tells of persons, debates and opposed positions.

use dissensus::analysis::Explanation;
use dissensus::analysis::explain;
use dissensus::analysis::explain_between;
use dissensus::model::Confidence;

use crate::reading::library;

const DEBATE: &str = "@debate{q, title = {Is it so?}, facets = {region, means}}
@debate{r, title = {Is it wise?}}
@position{pro, title = {It is}, debate = {q}}
@position{sub, title = {It is here}, parent = {pro}}
@position{anti, title = {It is not}, debate = {q}, opposes = {sub [by=b2001 p. 3]}}
@position{wise, title = {It is wise}, debate = {r}}
@claim{k, title = {K}, debate = {q}}
@claim{m, title = {M}, debate = {q}}
@claim{n, title = {N}, debate = {r}}
@book{a2000, author = {Ash, Ann}, title = {A}, year = 2000, position = {pro [by=b2001]}, asserts = {k}, cites = {b2001}}
@book{b2001, author = {Birch, Bo}, title = {B}, year = 2001, position = {anti}, disputes = {a2000 [on=scope]}}
@book{a2004, author = {Ash, Ann}, title = {A Again}, year = 2004, position = {sub}, extends = {a2000}, refutes = {b2001}, denies = {m}}
";

fn told(found: &Explanation) -> Vec<String> {
    found.facts.iter().map(|fact| format!("{}: {} ({})", fact.kind, fact.text, fact.source.line)).collect()
}

#[test]
fn a_person_is_told_by_works_with_what_they_say_and_what_is_said_to_them() {
    let reading = library(DEBATE);
    let found = explain(&reading.corpus, reading.entity("Ash"), Confidence::Low);
    assert_eq!(
        told(&found),
        [
            "person: written as Ash, Ann (10)",
            "record: Ash, Ann. A (2000) (10)",
            "position: a2000 holds pro: It is (10)",
            "assertion: a2000 asserts k: K (10)",
            "response: b2001 disputes a2000 on scope [-1] (11)",
            "response: a2004 extends a2000 [+1] (12)",
            "record: Ash, Ann. A Again (2004) (12)",
            "position: a2004 holds sub: It is here (12)",
            "denial: a2004 denies m: M (12)",
            "response: a2004 refutes b2001 [-1] (12)",
        ]
    );
    assert_eq!(found.facts[2].by.as_deref(), Some("b2001"));
}

#[test]
fn a_debate_is_told_by_its_facets_its_positions_and_how_many_claims_it_has() {
    let reading = library(DEBATE);
    let of = |key| told(&explain(&reading.corpus, reading.entity(key), Confidence::Low));
    assert_eq!(
        of("q"),
        [
            "debate: Is it so? (1)",
            "facets: compares cases by region, means (1)",
            "position: pro: It is (3)",
            "position: sub: It is here (4)",
            "position: anti: It is not (5)",
            "claims: 2 claims in it (1)",
        ]
    );
    assert_eq!(
        of("r"),
        ["debate: Is it wise? (2)", "position: wise: It is wise (6)", "claims: 1 claim in it (2)"]
    );
}

#[test]
fn a_declared_opposition_lies_between_two_positions_whichever_is_named_first() {
    let reading = library(DEBATE);
    let oppositions = |a, b| -> Vec<String> {
        let found = explain_between(&reading.corpus, reading.entity(a), reading.entity(b), Confidence::Low);
        let opposed = found.facts.iter().filter(|fact| fact.kind == "opposes");
        opposed.map(|fact| format!("{} ({})", fact.text, fact.by.as_deref().unwrap_or("-"))).collect()
    };
    let expected = ["anti opposes sub (b2001 p. 3)"];
    assert_eq!(oppositions("anti", "sub"), expected);
    assert_eq!(oppositions("sub", "anti"), expected);
    // What holds of a part lies between the whole and the other, too.
    assert_eq!(oppositions("pro", "anti"), expected);
    assert_eq!(oppositions("pro", "sub"), [""; 0]);
    assert_eq!(oppositions("wise", "anti"), [""; 0]);
}
