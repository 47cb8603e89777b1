//! What a correction file says stands over every rule, and what it says in vain is told.

use dissensus::analysis::{explain_between, link_audit, links, merges};
use dissensus::diagnostic::Rule;
use dissensus::import::LoadOptions;
use dissensus::link::Names;
use dissensus::model::{Confidence, Corpus, CorrectionKind, MergeRule, Presence};
use proptest::prelude::*;

use crate::corpora::{corpora, read_file};
use crate::reading::{Reading, input, read, run};

/// Two exports of one topic, and works without key or of one key.
const EXPORTS: &str = "\
@article{a, author = {Smith, A.}, title = {The problem of knowledge and power}, year = 2000, volume = 1, pages = 1,
  cited-references = {{ROY B, 1993, DECISION SCI, V24, P101.
    RYAN RM, 2000, AM PSYCHOL, V55, P68.
    Ryan, 2000, AMERICAN PSYCH, P68.}}}
@article{b, author = {Smith, A.}, title = {The problem of knowledge and power}, year = 2000, volume = 1, pages = 1}
@article{roy1993, author = {Roy, B.}, title = {Aiding decisions}, year = 1993, volume = 24, pages = 101, doi = {10.1000/roy}}
@article{ryan2000, author = {Ryan, R. M.}, title = {Self-determination}, year = 2001}
@article{, author = {Dias, L.}, title = {Weights}, year = 1995}
@article{twin, title = {One}, year = 1990}
@article{twin, title = {Two}, year = 1991}
";

fn corrected(corrections: &str) -> Reading {
    let corrections = Some(input("fixes.txt", corrections));
    read(vec![input("a.bib", EXPORTS)], LoadOptions { corrections, ..LoadOptions::default() })
}

fn listed(corpus: &Corpus) -> usize {
    corpus.works().iter().filter(|work| work.presence == Presence::Listed).count()
}

/// What is wrong with the corrections: rule, line, column and hint.
fn wrong(corrections: &str) -> Vec<(Rule, u32, u32, String)> {
    let reading = corrected(corrections);
    let of_file =
        reading.found.iter().filter(|found| reading.corpus.locate(found.span).0.name() == "fixes.txt");
    of_file
        .map(|found| {
            let (line, column) = reading.place(found);
            (found.rule, line, column, format!("{} | {}", found.message, found.hint.as_deref().unwrap_or("")))
        })
        .collect()
}

#[test]
fn without_corrections_the_rules_decide() {
    let corpus = corrected("# nothing\n").corpus;
    assert_eq!((listed(&corpus), corpus.merges().len(), corpus.corrections().len()), (6, 1, 0));
    let found = links(&corpus);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].to.as_str(), found[0].rule, found[0].correction.as_deref()),
        ("roy1993", "volume-page", None)
    );
}

#[test]
fn keep_apart_undoes_a_merge_and_is_what_the_list_of_merges_prints() {
    let undo = merges(&corrected("").corpus)[0].undo.clone();
    assert_eq!(undo, "keep-apart a b");
    let reading = corrected(&undo);
    assert_eq!((listed(&reading.corpus), reading.corpus.merges().len()), (7, 0));
    assert_eq!(reading.corpus.corrections()[0].changed, 1);
    assert!(wrong(&undo).is_empty(), "{:?}", wrong(&undo));
}

#[test]
fn merge_makes_one_work_whatever_speaks_against_it() {
    let reading = corrected("merge 10.1000/ROY ryan2000 # two languages");
    let corpus = &reading.corpus;
    assert_eq!(listed(corpus), 5);
    let by_hand: Vec<_> =
        corpus.merges().iter().filter(|merge| merge.rule == MergeRule::Correction).collect();
    let [one] = by_hand.as_slice() else { panic!("{by_hand:?}") };
    assert_eq!((&*one.key, corpus.locate(one.correction.unwrap()).1.line), ("ryan2000", 1));
    assert_eq!(corpus.find("ryan2000"), corpus.find("roy1993"));
}

#[test]
fn a_work_without_key_or_with_anothers_is_named_by_its_place() {
    let corpus = corrected("").corpus;
    let names = Names::new(&corpus);
    let all: Vec<String> = corpus.work_ids().map(|work| names.of(work)).collect();
    assert_eq!(all[..6], ["a", "roy1993", "ryan2000", "a.bib:8", "a.bib:9", "a.bib:10"].map(str::to_owned));
    let reading = corrected("merge a.bib:8 ryan2000\nmerge a.bib:9 a.bib:10");
    assert_eq!(listed(&reading.corpus), 4);
    let [(rule, line, column, text)] = wrong("\nmerge roy1993 twin").try_into().unwrap();
    assert_eq!((rule, line, column), (Rule::StaleCorrection, 2, 15));
    assert!(text.contains("2 records") && text.contains("a.bib:9 or a.bib:10"), "{text}");
}

#[test]
fn link_and_unlink_decide_what_a_reference_means() {
    let corpus = corrected("link a \"Ryan, 2000,  AMERICAN PSYCH, P68.\" ryan2000").corpus;
    let found = links(&corpus);
    let by_hand: Vec<_> = found.iter().filter(|link| link.rule == "correction").collect();
    let [one] = by_hand.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.to.as_str(), one.line, one.correction.as_deref()), ("ryan2000", 4, Some("fixes.txt:1")));

    for line in
        ["unlink a roy1993", "unlink a 10.1000/roy", "unlink b \"ROY B, 1993, DECISION SCI, V24, P101.\""]
    {
        let reading = corrected(line);
        assert_eq!(links(&reading.corpus), [], "{line}");
        assert_eq!(link_audit(&reading.corpus, 9).unresolved, 3, "{line}");
        assert!(wrong(line).is_empty(), "{line}: {:?}", wrong(line));
    }

    let reading = corrected("link roy1993 ryan2000");
    let found = links(&reading.corpus);
    assert_eq!(found.len(), 2);
    assert_eq!((found[1].rule, found[1].file.as_str()), ("correction", "fixes.txt"));
    let (from, to) = (reading.entity("roy1993"), reading.entity("ryan2000"));
    let facts = explain_between(&reading.corpus, from, to, Confidence::Low).facts;
    let told: Vec<&str> = facts.iter().map(|fact| fact.text.as_str()).collect();
    assert_eq!(told, ["roy1993 cites ryan2000, though no reference says so", "link roy1993 ryan2000"]);
}

#[test]
fn a_work_that_is_only_cited_is_merged_by_the_name_that_the_audit_prints() {
    let audit = link_audit(&corrected("").corpus, 9);
    let names: Vec<&str> = audit.most_cited_unresolved.iter().map(|work| work.name.as_str()).collect();
    assert_eq!(names, ["RYAN RM, 2000, AM PSYCHOL, V55, P68", "Ryan, 2000, AMERICAN PSYCH, P68"]);
    let variants = format!("merge \"{}\" \"{}\"", names[1], names[0]);
    let corpus = corrected(&variants).corpus;
    let [one] = link_audit(&corpus, 9).most_cited_unresolved.try_into().unwrap();
    assert_eq!((one.name.as_str(), one.references), (names[1], 2));
    let both = format!("{variants}\nmerge \"{}\" ryan2000", names[0]);
    let corpus = corrected(&both).corpus;
    assert_eq!(link_audit(&corpus, 9).matched, 3);
    assert_eq!(listed(&corpus), 6);
    assert!(wrong(&both).is_empty(), "{:?}", wrong(&both));
}

#[test]
fn what_is_stale_contradictory_or_needless_is_told_at_its_place() {
    let expected: [(&str, Rule, u32, u32, &str); 13] = [
        ("merge a", Rule::BadCorrection, 1, 1, "the two works"),
        ("merg a b", Rule::BadCorrection, 1, 1, "did you mean `merge`?"),
        ("unlink a \"x", Rule::BadCorrection, 1, 10, "not closed"),
        ("merge a roy1994", Rule::StaleCorrection, 1, 9, "did you mean roy1993?"),
        ("merge a \"RYAN RM, 2000, AM PSYCHOL, V55, P69\"", Rule::StaleCorrection, 1, 9, "V55, P68"),
        (
            "unlink a \"ROY B, 1993, DECISION SCI, V24 P101.\"",
            Rule::StaleCorrection,
            1,
            10,
            "did you mean \"ROY B, 1993, DECISION SCI, V24, P101.\"?",
        ),
        ("link roy1993 \"ROY B, 1993\" a", Rule::StaleCorrection, 1, 14, "no list"),
        ("keep-apart a b\nmerge b a", Rule::ContradictoryCorrection, 2, 1, "line 1: keep-apart a b"),
        (
            "merge a roy1993\nmerge roy1993 ryan2000\nkeep-apart a ryan2000",
            Rule::ContradictoryCorrection,
            3,
            1,
            "line",
        ),
        (
            "unlink a roy1993\nlink a \"ROY B, 1993, DECISION SCI, V24, P101.\" roy1993",
            Rule::ContradictoryCorrection,
            2,
            1,
            "line 1",
        ),
        ("keep-apart a b\nkeep-apart b a", Rule::NeedlessCorrection, 2, 1, "line 1"),
        ("merge a b", Rule::NeedlessCorrection, 1, 1, "without it"),
        ("unlink a ryan2000", Rule::NeedlessCorrection, 1, 1, "no reference of `a`"),
    ];
    for (corrections, rule, line, column, words) in expected {
        let found = wrong(corrections);
        let [one] = found.as_slice() else { panic!("{corrections}: {found:?}") };
        assert_eq!((one.0, one.1, one.2), (rule, line, column), "{corrections}: {}", one.3);
        assert!(one.3.contains(words), "{corrections}: {}", one.3);
    }
}

#[test]
fn a_broken_line_costs_no_other() {
    let reading = corrected("nonsense\nkeep-apart a b\nmerge a nobody");
    assert_eq!(listed(&reading.corpus), 7);
    assert_eq!(reading.corpus.corrections().len(), 1);
    assert_eq!(reading.corpus.corrections()[0].kind, CorrectionKind::KeepApart);
}

#[test]
fn the_option_wins_over_the_settings_and_a_missing_file_ends_the_run() {
    let files = [
        ("a.bib", EXPORTS),
        ("dissensus.toml", "sources = [\"a.bib\"]\ncorrections = \"fixes.txt\"\n"),
        ("fixes.txt", "keep-apart a b\n"),
        ("none.txt", ""),
    ];
    let works = |arguments: &[&str]| {
        let (code, out, complaint) = run(&files, arguments);
        let found: serde_json::Value =
            serde_json::from_str(&out).unwrap_or_else(|_| panic!("{code:?} {complaint}"));
        found["works"].as_u64().unwrap()
    };
    assert_eq!(works(&["stats", "--format", "json"]), 7);
    assert_eq!(works(&["stats", "--format", "json", "--corrections", "none.txt"]), 6);
    // The settings' corrections are about the settings' files.
    assert_eq!(works(&["stats", "--format", "json", "a.bib"]), 6);
    let (code, _, complaint) = run(&files, &["stats", "--corrections", "gone.txt"]);
    assert!(code == Some(2) && complaint.contains("gone.txt"), "{complaint}");
}

#[test]
fn every_merge_of_two_real_exports_is_undone_by_its_line() {
    let Some(folder) = corpora() else { return };
    let files = ["wos/electre.bib", "scopus/electre.bib"];
    let inputs = || files.map(|name| input(name, read_file(&folder.join(name)).1)).to_vec();
    let merged = read(inputs(), LoadOptions::default()).corpus;
    let lines: Vec<String> = merges(&merged).into_iter().map(|merge| merge.undo).collect();
    assert!(lines.len() > 170, "{}", lines.len());
    let corrections = Some(input("fixes.txt", lines.join("\n")));
    let apart = read(inputs(), LoadOptions { corrections, ..LoadOptions::default() });
    assert_eq!(apart.corpus.merges().len(), 0);
    assert_eq!(listed(&apart.corpus), listed(&merged) + lines.len());
    let of_corrections =
        |reading: &Reading| reading.found.iter().filter(|found| found.rule >= Rule::BadCorrection).count();
    assert_eq!(of_corrections(&apart), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_correction_file_is_too_odd_and_a_corpus_stays_closed(
        lines in prop::collection::vec(
            "(merge|keep-apart|link|unlink|x) (a|b|roy1993|ryan2000|a\\.bib:8|10\\.1000/roy|twin|\"RYAN RM, 2000, AM PSYCHOL, V55, P68\"|\"Ryan, 2000, AMERICAN PSYCH, P68\")( (a|b|roy1993|ryan2000|a\\.bib:8|\"ROY B, 1993, DECISION SCI, V24, P101.\"|\"Ryan, 2000, AMERICAN PSYCH, P68\")){1,2}",
            0..8,
        ),
    ) {
        let reading = corrected(&lines.join("\n"));
        let corpus = &reading.corpus;
        let count = corpus.works().len();
        for citation in corpus.citations() {
            prop_assert!(citation.from.index() < count && citation.to.index() < count);
            prop_assert!(citation.from != citation.to);
        }
        for made in corpus.corrections() {
            prop_assert!(made.works.iter().all(|work| work.index() < count));
        }
        let audit = link_audit(corpus, 99);
        prop_assert_eq!(audit.matched + audit.ambiguous + audit.unresolved + audit.ignored, audit.references);
        // Nobody says more of a work than there is to be said.
        prop_assert!(links(corpus).len() == audit.matched + audit.by_key);
    }
}
