//! Bridges: a published network, chains worked out by hand, and the reference debate as one reads it.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use dissensus::analysis::BridgeFinding;
use dissensus::analysis::BridgeGroups;
use dissensus::analysis::BridgeQuery;
use dissensus::analysis::BridgeScore;
use dissensus::analysis::Bridges;
use dissensus::analysis::BridgesBy;
use dissensus::analysis::approvals;
use dissensus::analysis::bridges;
use dissensus::analysis::opposed_positions;
use dissensus::diagnostic::Rule;
use dissensus::model::Confidence;
use dissensus::model::Entity;
use dissensus::projection::MentionKinds;

use crate::program::Desk;
use crate::reading::Reading;
use crate::reading::files;
use crate::reading::library;
use crate::repository;

fn query() -> BridgeQuery {
    let top = NonZeroUsize::new(100).unwrap();
    BridgeQuery { top, ..BridgeQuery::new(BridgeGroups::Positions(NonZeroUsize::MIN)) }
}

fn found(text: &str) -> Bridges {
    bridges(&library(text).but_for(&[Rule::PositionWithoutDebate]).corpus, &query())
}

#[track_caller]
fn bridge<'a>(found: &'a Bridges, work: &str) -> &'a BridgeFinding {
    found.bridges.iter().find(|bridge| bridge.work == work).unwrap_or_else(|| panic!("no {work}"))
}

fn debate() -> Reading {
    files(&[("soft-balancing.bib", &repository::text("bib/soft-balancing.bib"))])
}

/// Which two positions approve of a work.
fn sides(text: &str) -> Vec<(String, Vec<[String; 2]>)> {
    let found = approvals(&library(text).corpus, Confidence::Low, &BTreeSet::new());
    found.into_iter().map(|it| (it.work, it.sides.into_iter().map(|pair| pair.sides).collect())).collect()
}

/// The network of the example of brokerage that the algorithms are tested with; a letter is a group.
const BROKERS: &str = "@position{a, title = {A}} @position{b, title = {B}} @position{c, title = {C}}
@book{a1, title = {1}, year = 2001, position = {a}, cites = {a2, c1}}
@book{a2, title = {2}, year = 2001, position = {a}, cites = {a3, b1}}
@book{a3, title = {3}, year = 2001, position = {a}}
@book{b1, title = {4}, year = 2001, position = {b}, discusses = {a3}, cites = {b2}}
@book{b2, title = {5}, year = 2001, position = {b}, disputes = {b3}}
@book{b3, title = {6}, year = 2001, position = {b}, cites = {c1}}
@book{c1, title = {7}, year = 2001, position = {c}, supports = {b2}, cites = {a3}}
";

#[test]
fn the_roles_of_brokers_are_counted_between_positions() {
    let found = found(BROKERS);
    let counts = |work: &str| {
        let roles = &bridge(&found, work).roles;
        [roles.coordinator, roles.itinerant_broker, roles.representative, roles.gatekeeper, roles.liaison]
            .map(|role| role.count)
    };
    assert_eq!(counts("a2"), [1, 0, 1, 0, 0]);
    assert_eq!(counts("b1"), [0, 0, 0, 1, 0]);
    assert_eq!(counts("b2"), [1, 0, 0, 1, 0]);
    assert_eq!(counts("b3"), [0, 0, 1, 0, 0]);
    assert_eq!(counts("c1"), [0, 2, 0, 0, 2]);
    assert_eq!((counts("a1"), counts("a3")), ([0; 5], [0; 5]));
}

#[test]
fn what_chance_gives_is_that_of_as_many_works_and_links() {
    // Ten links among 42 ordered pairs: two of them there and one not.
    let triple = 10.0 * 9.0 * 32.0 / (42.0 * 41.0 * 40.0);
    let found = found(BROKERS);
    let roles = &bridge(&found, "c1").roles;
    // For one alone in its group: two of the three of a or of b; one of each, in either order.
    assert!((roles.itinerant_broker.expected - 2.0 * 3.0 * 2.0 * triple).abs() < 1e-9);
    assert!((roles.liaison.expected - 2.0 * 3.0 * 3.0 * triple).abs() < 1e-9);
    assert!(roles.liaison.z.unwrap() > 0.0 && roles.coordinator.z.is_none());
}

#[test]
fn links_that_leave_are_counted_for_works_groups_and_all() {
    let found = found(BROKERS);
    let all = found.groups.last().unwrap();
    assert_eq!((all.id.as_deref(), all.works, all.internal, all.external), (None, 7, 4, 6));
    assert!((all.external_internal.unwrap() - 0.2).abs() < 1e-9);
    let of_a = &found.groups[0];
    // a1 has one of two outside, a2 one of two, a3 says nothing.
    assert_eq!((of_a.id.as_deref(), of_a.heterocitation), (Some("a"), Some(0.5)));
    assert_eq!((of_a.internal, of_a.external), (2, 4));
    assert_eq!(bridge(&found, "c1").heterocitation, Some(1.0));
    assert_eq!(bridge(&found, "a3").heterocitation, None);
}

/// Four works in a row; x holds the first two.
const CHAIN: &str = "@position{x, title = {X}} @position{y, title = {Y}}
@book{w1, title = {1}, year = 2001, position = {x}}
@book{w2, title = {2}, year = 2003, position = {x}, supports = {w1, w3 [on=method]}, disputes = {w3 [on=result]}}
@book{w3, title = {3}, year = 2002, position = {y}, cites = {w4}}
@book{w4, title = {4}, year = 2001, position = {y}}
";

#[test]
fn a_chain_of_four_works_has_the_measures_that_one_can_count() {
    let found = found(CHAIN);
    let names: Vec<&str> = found.bridges.iter().map(|bridge| bridge.work.as_str()).collect();
    assert_eq!(names, ["w3", "w2"], "the ends of the chain join no other group");
    // w3 lets into y what comes from w2, as one of two pairs may: three links and a gap among 12 ordered pairs.
    let gatekeeper = bridge(&found, "w3").roles.gatekeeper;
    let expected = 2.0 * 3.0 * 2.0 * 9.0 / (12.0 * 11.0 * 10.0);
    assert!(gatekeeper.count == 1 && (gatekeeper.expected - expected).abs() < 1e-9, "{gatekeeper:?}");
    assert_eq!(found.bridges[0].score_of, BridgeScore::Brokerage);
    assert_eq!(found.bridges[1].score_of, BridgeScore::Betweenness);
    let second = bridge(&found, "w2");
    // Burt's constraint and effective size of the inner nodes of a path.
    assert_eq!((second.constraint, second.effective_size), (Some(0.5), Some(2.0)));
    // Between w1 and w3, and between w1 and w4.
    assert_eq!((second.betweenness, second.articulation_point, second.neighbours), (2.0, true, 2));
    assert_eq!(second.participation, Some(0.5));
    // It supports w1 and part of w3, and disputes w3 alone: agreement and dispute do not cancel out.
    assert_eq!((second.participation_positive, second.participation_negative), (Some(0.5), Some(0.0)));
    assert_eq!(second.joins, ["x", "y"]);
    let third = bridge(&found, "w3");
    assert_eq!((third.participation_positive, third.participation_negative), (Some(0.0), Some(0.0)));
    assert_eq!(third.external_internal, Some(0.0));
}

#[test]
fn cut_edges_tell_how_much_hangs_on_them_and_what_says_so() {
    let found = found(CHAIN);
    let told: Vec<_> = found
        .cut_edges
        .iter()
        .map(|edge| (edge.from.as_str(), edge.to.as_str(), edge.cuts_off, edge.evidence.len()))
        .collect();
    assert_eq!(told, [("w2", "w3", 2, 2), ("w2", "w1", 1, 1), ("w3", "w4", 1, 1)]);
    assert_eq!(found.cut_edges[0].groups, [Some("x".to_owned()), Some("y".to_owned())]);
    let source = &found.cut_edges[0].evidence[0].source;
    assert_eq!((source.file.as_str(), source.line, source.field.as_str()), ("library.bib", 3, "supports"));
}

#[test]
fn works_without_a_position_have_no_group_and_may_still_join_two() {
    let text = format!("{CHAIN}@book{{n, title = {{N}}, year = 2005, cites = {{w1, w4}}}}\n");
    let found = found(&text);
    let neutral = bridge(&found, "n");
    assert_eq!((neutral.group.as_deref(), neutral.participation), (None, Some(0.5)));
    assert_eq!(neutral.joins, ["x", "y"]);
    assert_eq!(
        (neutral.heterocitation, neutral.external_internal, found.works_without_group),
        (None, None, 1)
    );
    assert!(neutral.roles.liaison.z.is_none());
    // w4 is now beside n, which is of no group: its spread is over y alone.
    let last = bridges(&library(&text).corpus, &BridgeQuery { by: BridgesBy::Participation, ..query() });
    assert!(last.bridges.iter().all(|bridge| bridge.work != "w4"), "{last:#?}");
}

#[test]
fn groups_that_were_found_stand_in_for_positions() {
    let reading = library(CHAIN);
    let school = |work: &str| match reading.entity(work) {
        Entity::Work(id) => id,
        other => panic!("{other:?}"),
    };
    let schools = [("w1", "first"), ("w2", "second"), ("w3", "second")];
    let groups =
        BridgeGroups::Found(schools.iter().map(|(work, name)| (school(work), (*name).to_owned())).collect());
    let found = bridges(&reading.corpus, &BridgeQuery { groups, ..query() });
    let told: Vec<(&str, &str)> =
        found.bridges.iter().map(|bridge| (bridge.work.as_str(), bridge.group.as_deref().unwrap())).collect();
    // Of the three links only that of w2 and w1 leaves a school; w4 is in none.
    assert_eq!(told, [("w2", "second"), ("w1", "first")]);
    assert_eq!((found.works_without_group, found.groups_are.as_str()), (1, "schools"));
    let because = &bridge(&found, "w1").because;
    assert!(because.ends_with(": it is of first; is supported by w2 of second (library.bib:3)"), "{because}");
}

#[test]
fn groups_lie_as_deep_in_the_tree_as_asked() {
    let text = "@position{top, title = {T}} @position{left, title = {L}, parent = {top}}
@position{right, title = {R}, parent = {top}}
@book{a, title = {A}, year = 2001, position = {left}}
@book{b, title = {B}, year = 2002, position = {right}, cites = {a}}
";
    let reading = library(text).but_for(&[Rule::PositionWithoutDebate]);
    assert_eq!(bridges(&reading.corpus, &query()).bridges.len(), 0);
    let groups = BridgeGroups::Positions(NonZeroUsize::new(2).unwrap());
    let deeper = bridges(&reading.corpus, &BridgeQuery { groups, ..query() });
    assert_eq!(bridge(&deeper, "b").joins, ["right", "left"]);
}

#[test]
fn both_sides_are_two_senders_of_opposed_positions() {
    let works = "@position{pro, title = {P}} @position{sub, title = {S}, parent = {pro}}
@book{a, title = {A}, year = 2001, author = {Ash, Ann}}
@book{b, title = {B}, year = 2002, author = {Birch, Bo}, position = {sub}, extends = {a}}
";
    let anti = "@position{anti, title = {N}, opposes = {pro}}\n";
    let c = "@book{c, title = {C}, year = 2003, author = {Cedar, Cy}, position = {anti}, supports = {a}}\n";
    let both = vec![("a".to_owned(), vec![["anti".to_owned(), "pro".to_owned()]])];
    let none = vec![("a".to_owned(), Vec::new())];
    // sub lies below pro, so that b speaks for pro too.
    assert_eq!(sides(&format!("{anti}{works}{c}")), both);
    let disputing = "@position{anti, title = {N}, disputes = {pro}}\n";
    assert_eq!(sides(&format!("{disputing}{works}{c}")), both, "a negative response opposes");
    let neutral = "@position{anti, title = {N}, discusses = {pro}}\n";
    assert_eq!(sides(&format!("{neutral}{works}{c}")), none, "a neutral one does not");
    let critic = c.replace("supports = {a}", "disputes = {pro}, supports = {a}");
    let silent = "@position{anti, title = {N}}\n";
    assert_eq!(sides(&format!("{silent}{works}{critic}")), none, "nor does a critic");
    let against = c.replace("supports", "critiques");
    assert_eq!(sides(&format!("{anti}{works}{against}")), none, "to criticise is not to approve");
    let own = c.replace("Cedar, Cy", "Ash, Ann");
    assert_eq!(sides(&format!("{anti}{works}{own}")), none, "nobody's praise of himself counts");
    let alone = works.replace("{sub}, extends", "{sub, anti}, extends");
    assert_eq!(sides(&format!("{anti}{alone}")), none, "one work is not two sides");
    let by_position = "@position{anti, title = {N}, opposes = {pro}, credits = {a}}\n";
    assert_eq!(sides(&format!("{by_position}{works}")), both, "a position speaks for itself");
}

#[test]
fn what_both_sides_approve_of_comes_first_with_the_responses_named() {
    let text = "@position{pro, title = {P}} @position{anti, title = {N}, opposes = {pro}}
@book{a, title = {A}, year = 2001, position = {pro}}
@book{b, title = {B}, year = 2002, position = {pro}, extends = {a}}
@book{c, title = {C}, year = 2003, position = {anti}, supports = {a}, disputes = {b}}
@book{d, title = {D}, year = 2004, position = {anti}, disputes = {b}}
@book{e, title = {E}, year = 2004, position = {anti}, disputes = {b}}
";
    let found = found(text);
    let first = &found.bridges[0];
    assert_eq!(
        (first.work.as_str(), first.score, first.score_of),
        ("a", 1.0, BridgeScore::ApprovedByBothSides)
    );
    let because = "both anti (c supports it, library.bib:4) and pro (b extends it, library.bib:3) build on it, \
                   although anti opposes pro (library.bib:1): it ";
    assert!(first.because.starts_with(because), "{}", first.because);
    let [theirs, ours] = &first.approved_by[0].responses;
    assert_eq!((theirs[0].from.as_str(), ours[0].from.as_str()), ("c", "b"));
    // b has more shortest paths but less agreement.
    assert!(bridge(&found, "b").betweenness > first.betweenness);
}

#[test]
fn in_the_reference_debate_no_work_is_approved_by_both_sides() {
    // Only whitaker2010 (agreeswith) and ore2017 (credits) respond to works positively; only anti opposes pro, and
    // critiques and disputes it. Neither work holds a position below either.
    let corpus = debate().corpus;
    assert_eq!(opposed_positions(&corpus, Confidence::Low), ["pro opposes anti"]);
    let found = approvals(&corpus, Confidence::Low, &BTreeSet::new());
    let told: Vec<(&str, String)> = found.iter().map(|it| (it.work.as_str(), it.from.join(" "))).collect();
    let review = "critique critique-boundary critique-concept critique-explanation".to_owned();
    let whitaker = "domestic-explanations small-powers".to_owned();
    let expected = [
        ("friedmanlong2015", &review),
        ("pape2005", &whitaker),
        ("paul2005", &whitaker),
        ("saltzman2012", &review),
        ("walt2005", &whitaker),
        ("walt2006", &whitaker),
    ];
    assert_eq!(told, expected.map(|(work, from)| (work, from.clone())));
    assert!(found.iter().all(|it| it.sides.is_empty()));
}

#[test]
fn without_the_review_the_reference_debate_hangs_on_whitaker() {
    // The review speaks of all 39 other works. Without it, whitaker2010 alone of all works holds two of the groups
    // and answers a third: small-powers, domestic-explanations, and the works of pro.
    let corpus = debate().corpus;
    assert_eq!(bridges(&corpus, &query()).hubs, ["ore2017"]);
    let dissensus::model::KeyMatch::One(Entity::Work(review)) = corpus.find("ore2017") else { panic!() };
    let found = bridges(&corpus, &BridgeQuery { without: BTreeSet::from([review]), ..query() });
    let first = &found.bridges[0];
    assert_eq!((first.work.as_str(), first.group.as_deref()), ("whitaker2010", Some("extension")));
    assert_eq!(first.joins, ["extension", "refinement", "pro"]);
    // whitaker2010 agrees with walt2005 and walt2006, which draw on walt1987, as nobody else does: the one chain
    // of two links between works, from extension over pro to background.
    for work in ["walt2005", "walt2006"] {
        assert_eq!(bridge(&found, work).roles.liaison.count, 1);
    }
    let others = found.bridges.iter().filter(|bridge| !bridge.work.starts_with("walt200"));
    assert!(
        others.map(|bridge| bridge.roles.liaison.count + bridge.roles.gatekeeper.count).all(|it| it == 0)
    );
    let line = repository::text("bib/soft-balancing.bib")
        .lines()
        .position(|line| line.contains("pape2005 [on=theory; by=ore2017"))
        .unwrap()
        + 1;
    assert!(first.because.contains(&format!("agrees with pape2005 of pro (soft-balancing.bib:{line})")));
    assert!(found.hubs.is_empty());
}

#[test]
fn only_the_links_asked_for_join() {
    let corpus = debate().corpus;
    let of = |kinds| bridges(&corpus, &BridgeQuery { kinds, ..query() });
    // Of the review, 39 citations; nobody else's are stated.
    assert_eq!(of(MentionKinds::Citations).links, 39);
    assert!(of(MentionKinds::Responses).links < of(MentionKinds::Both).links);
}

#[test]
fn the_answer_is_the_same_for_any_order_of_files_and_any_number_of_threads() {
    let desk = Desk::with_debates();
    let line = ["bridges", "bib/hedging.bib", "bib/soft-balancing.bib", "--format", "json"];
    let expected = desk.run(&line).clean();
    let turned = ["bridges", "bib/soft-balancing.bib", "bib/hedging.bib", "--format", "json"];
    assert_eq!(desk.run(&turned).clean(), expected);
    for threads in ["1", "3"] {
        let mut command = desk.command(&line);
        let ran = crate::program::Ran::of(command.env("RAYON_NUM_THREADS", threads));
        assert_eq!(ran.clean(), expected);
    }
    let sampled = "bridges --paths sampled --seed 7 --by betweenness";
    let ran = desk.run_line(sampled).clean();
    assert!(ran.contains("betweenness is sampled: every score is within ±"), "{ran}");
    assert_eq!(desk.run_line(sampled).clean(), ran);
}

#[test]
fn an_empty_answer_says_why_and_what_to_do() {
    let desk = Desk::empty();
    let told = |text: &str| {
        desk.write("a.bib", text);
        desk.run_line("bridges a.bib").clean()
    };
    let two = "@book{a, title = {A}, year = 2001} @book{b, title = {B}, year = 2002";
    let plain = told(&format!("{two}}}"));
    assert!(plain.contains("none of 2 works responds to another or cites one"), "{plain}");
    assert!(
        plain.contains("write cites = {KEY, KEY}") && plain.contains("write position = {KEY}"),
        "{plain}"
    );
    let exported = told(&format!("{two}, cited-references = {{Ash A, 1990, J PEACE}}}}"));
    assert!(exported.contains("`dissensus link --audit` tells what became of the references"), "{exported}");
    let cited = told(&format!("{two}, cites = {{a}}}}"));
    assert!(!cited.contains("none of") && cited.contains("no work has a position"), "{cited}");
    let unopposed = told(&format!(
        "@debate{{q, title = {{Q}}}} @position{{p, title = {{P}}, debate = {{q}}}} {two}, position = {{p}}, cites = {{a}}}}"
    ));
    assert!(unopposed.contains("no work joins two groups"), "{unopposed}");
    assert!(unopposed.contains("write opposes = {KEY} into a @position"), "{unopposed}");
    let wrong = Desk::with_debates().run_line("bridges --without pro");
    assert_eq!((wrong.code, wrong.err.as_str()), (2, "dissensus: error: `pro` is a position, not a work\n"));
}
