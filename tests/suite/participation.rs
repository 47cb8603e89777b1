//! Works that take part in a debate and hold no position in it.

use dissensus::analysis::check;
use dissensus::diagnostic::Rule;

use crate::reading::library;

const DEBATES: &str = "@debate{q, title = {Is it so?}}
@debate{r, title = {Is it wise?}}
@debate{bare, title = {Of no positions}}
@position{pro, debate = {q}, title = {It is}}
@position{anti, debate = {q}, title = {It is not}}
@position{wise, debate = {r}, title = {It is wise}}
@position{rash, debate = {r}, title = {It is not wise}}
@claim{k, debate = {q}, title = {K}}
@claim{w, debate = {r}, title = {W}}
@claim{b, debate = {bare}, title = {B}}
@book{ofq, title = {Q}, position = {pro}, asserts = {k}}
@book{ofr, title = {R}, position = {wise}, asserts = {w, b}}
@book{ofboth, title = {QR}, position = {anti, rash}}
@book{ofnone, title = {N}}
";

/// What is told of works without a position where a work says this, each with its hint.
fn told(work: &str) -> Vec<(String, String)> {
    let reading = library(&format!("{DEBATES}@book{{new, title = {{New}}, {work}}}\n"));
    let mut found = check(&reading.corpus);
    found.retain(|found| found.rule == Rule::WorkWithoutPosition);
    let line = DEBATES.lines().count() + 1;
    assert!(found.iter().all(|found| reading.place(found).0 as usize == line), "{found:?}");
    found.into_iter().map(|found| (found.message, found.hint.unwrap())).collect()
}

#[test]
fn a_position_in_one_debate_is_none_in_another() {
    let message = "`new` takes part in the debate `r` but has no position in it";
    let hint = "add position = {wise or rash …}";
    for work in [
        "position = {pro}, asserts = {w}",
        "position = {pro}, denies = {w}, asserts = {k}",
        "position = {pro}, disputes = {wise}",
        "position = {pro}, supports = {w}",
        "position = {pro}, disputes = {ofr}",
        "position = {pro}, disputes = {ofboth [via=w]}",
        "position = {pro}, disputes = {ofr, wise}, asserts = {w}",
    ] {
        assert_eq!(told(work), [(message.to_owned(), hint.to_owned())], "{work}");
    }
    let [(message, hint)] = told("position = {wise}, qualifies = {ofq}").try_into().unwrap();
    assert!(message.contains("the debate `q`") && hint.contains("{pro or anti …}"), "{message} {hint}");
}

#[test]
fn who_holds_a_position_in_each_debate_or_takes_no_part_is_not_told() {
    for work in [
        "position = {pro, rash}, asserts = {w, k}, disputes = {ofq, ofr}",
        "position = {pro}, disputes = {ofq, anti, ofboth, ofnone}",
        // The claim in question, not the work, tells the debate.
        "position = {pro}, disputes = {ofr [via=k]}",
        // To discuss is not to take part.
        "position = {pro}, discusses = {ofr, wise, w}",
        "position = {pro}, cites = {ofr}",
        // A debate without positions has none to be held.
        "position = {pro}, asserts = {b}",
        "asserts = {b}",
    ] {
        assert_eq!(told(work), [], "{work}");
    }
}

#[test]
fn a_work_without_any_position_is_told_once_with_those_of_its_debate() {
    for (work, keys) in [
        ("asserts = {w}, disputes = {wise}", "wise or rash"),
        ("asserts = {k, w}", "pro or anti or wise"),
        ("disputes = {ofnone}", "pro or anti or wise"),
        ("discusses = {ofr}", "pro or anti or wise"),
    ] {
        let [(message, hint)] = told(work).try_into().unwrap();
        assert_eq!(message, "`new` takes part in the debate but has no position in it", "{work}");
        assert_eq!(hint, format!("add position = {{{keys} …}}"), "{work}");
    }
}
