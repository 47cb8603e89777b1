//! Entries that take fields from others, and what is wrong with them all the same.

use dissensus::diagnostic::Rule;

use crate::reading::library;

const PARENT: &str = "@proceedings{b, title = {Book}, editor = {Smith, John}, year = {2000}}\n";

#[test]
fn an_entry_that_cannot_be_used_is_told_beside_one_that_inherits() {
    let text = "@response{r, crossref = {b}}\n\
                @inproceedings{c, title = {C}, author = {Doe, Jane}, year = {2001}, crossref = {b}}\n\
                @claim{, title = {X}, xdata = {b}}";
    let reading = library(&format!("{PARENT}{text}"));
    let mut rules = reading.rules();
    rules.sort();
    assert_eq!(rules, [Rule::SyntaxError, Rule::SyntaxError], "{:?}", reading.findings());
    assert_eq!(reading.corpus.file_counts()[0].rejected, 2);
}

#[test]
fn a_misspelt_type_is_told_where_it_stands_though_the_entry_inherits() {
    let reading = library(&format!("{PARENT}@positon{{c, title = {{C}}, crossref = {{b}}}}"));
    assert_eq!(reading.rules(), [Rule::UnknownEntryType]);
    assert_eq!(reading.place(&reading.found[0]), (2, 2));
}

#[test]
fn fields_after_a_long_composed_one_keep_their_places() {
    let long = "x ".repeat(40_000);
    let entry = format!(
        "@inproceedings{{c, title = {{C}}, abstract = {{{long}}} # {{y}}, disputes = {{no1, no2}}, crossref = {{b}}}}"
    );
    let reading = library(&format!("{PARENT}{entry}"));
    let line = entry.as_str();
    let columns: Vec<usize> = reading.found.iter().map(|found| reading.place(found).1 as usize).collect();
    let at = |key: &str| line.find(key).unwrap() + 1;
    assert_eq!(columns, [at("no1"), at("no2")], "{:?}", reading.findings());
}

#[test]
fn what_is_put_together_to_nothing_names_nothing() {
    let text = "@response{r, from = {foo}, to = {bar}, relation = {disputes}, by = {,p. 3}}\n\
                @book{foo, author = {Foo, A}, title = {F}, year = 1999}\n\
                @book{bar, author = {Bar, B}, title = {B}, year = 1999, disputes = {foo [via={}]} # {}}";
    let reading = library(text);
    assert!(reading.rules().iter().all(|rule| *rule == Rule::BadAnnotation), "{:?}", reading.findings());
    assert_eq!(reading.rules().len(), 2);
}
