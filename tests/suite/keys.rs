//! Keys that two entries share.

use dissensus::diagnostic::Rule;

use crate::reading::files;

#[test]
fn the_first_of_two_entries_is_told_by_its_own_file() {
    let reading = files(&[
        (
            "a.bib",
            "\n@debate{d, title = {Q}}\n@claim{c, title = {C}}\n@position{p, title = {P}}\n@misc{a, title = {A}}\n",
        ),
        (
            "b.bib",
            "@claim{c, title = {C}, debate = {d}}\n@position{p, title = {P}, debate = {d}}\n@misc{a, doi = {10.1/1}}\n",
        ),
    ]);
    let told: Vec<&str> = reading
        .found
        .iter()
        .filter(|found| found.rule == Rule::DuplicateKey)
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    for (message, place) in
        told.into_iter().zip(["the first, at a.bib:3,", "the first, at a.bib:4,", "after a.bib:5:"])
    {
        assert!(message.contains(place), "{message}");
    }
}
