//! The figure of the schools: facts of the reference debate worked out by hand, and laws.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use dissensus::analysis::CitationProjection;
use dissensus::analysis::Citations;
use dissensus::analysis::MapOptions;
use dissensus::analysis::Schools;
use dissensus::analysis::SchoolsQuery;
use dissensus::analysis::Thinning;
use dissensus::analysis::Top;
use dissensus::analysis::debate_map;
use dissensus::analysis::schools;
use dissensus::analysis::schools_map;
use dissensus::figure::Chart;
use dissensus::figure::ChartNode;
use dissensus::figure::EdgeStyle;
use dissensus::figure::Fit;
use dissensus::figure::NodeIndex;
use dissensus::figure::NodeShape;
use dissensus::figure::place;
use dissensus::import::{Input, LoadOptions, load};
use dissensus::model::Corpus;
use dissensus::model::Entity;
use dissensus::model::Sign;
use dissensus::projection::CitedWorks;

use crate::reading::library;
use crate::thinning::debate;
use crate::thinning::signed;

fn reference() -> Corpus {
    let bytes = include_bytes!("../../bib/soft-balancing.bib").to_vec();
    load(vec![Input { name: "soft-balancing.bib".to_owned(), bytes }], LoadOptions::default()).corpus
}

/// The reference debate's schools, as `map --view schools` draws them.
pub(crate) fn reference_schools() -> Chart {
    let corpus = reference();
    let found = schools(&corpus, &SchoolsQuery::default()).unwrap();
    schools_map(&corpus, &found, &MapOptions::default()).0
}

fn node<'a>(chart: &'a Chart, id: &str) -> &'a ChartNode {
    chart.nodes.iter().find(|node| node.id == id).unwrap_or_else(|| panic!("{id} is not drawn"))
}

/// How many responses an arrow between two headings counts.
fn counted(chart: &Chart, from: &str, to: &str, style: EdgeStyle) -> Option<u32> {
    let id = |index: usize| chart.nodes[index].id.as_str();
    let mut arrows =
        chart.edges.iter().filter(|edge| (id(edge.from.0), id(edge.to.0), edge.style) == (from, to, style));
    let found = arrows.next().map(|edge| edge.count);
    assert!(arrows.next().is_none(), "one arrow of a look");
    found
}

/// From the file: Whitaker (2010) agrees with Pape, Paul, Walt (2005) and Walt (2006), and disputes each of them once.
/// Brooks and Wohlforth refute Pape and Paul on two points each; so do Lieber and Alexander; Ore critiques Pape on two
/// points and Paul on one.
#[test]
fn the_camps_of_the_exchange_of_2005_and_what_is_between_them_are_as_in_the_file() {
    let chart = reference_schools();
    let lane = |id: &str| node(&chart, id).lane;
    let camp = lane("work:pape2005");
    for other in ["work:paul2005", "work:walt2005", "work:walt2006", "school:school 3"] {
        assert_eq!(lane(other), camp, "{other}");
    }
    let critics = lane("work:brookswohlforth2005");
    for other in ["work:lieberalexander2005", "work:art2005", "school:school 2"] {
        assert_eq!(lane(other), critics, "{other}");
    }
    assert_ne!(camp, critics);
    assert_eq!(counted(&chart, "school:school 1", "school:school 3", EdgeStyle::Supports), Some(4));
    assert_eq!(counted(&chart, "school:school 1", "school:school 3", EdgeStyle::Disputes), Some(4));
    assert_eq!(counted(&chart, "school:school 2", "school:school 3", EdgeStyle::Disputes), Some(4 + 4 + 3));
    assert_eq!(counted(&chart, "school:school 2", "school:school 3", EdgeStyle::Supports), None);
    assert_eq!(counted(&chart, "school:school 3", "school:school 2", EdgeStyle::Disputes), None);
}

/// Whitaker holds positions of `extension` and of `refinement`; Dursun-Özkanca alone of school 1 holds only
/// `refinement`: there school and position part.
#[test]
fn works_are_filled_by_position_whatever_their_school() {
    let chart = reference_schools();
    let fill = |id: &str| node(&chart, id).fills.clone();
    let name = |color| chart.fill_names.iter().find(|(known, _)| *known == color).unwrap().1.as_str();
    let names = |id: &str| fill(id).into_iter().map(name).collect::<Vec<_>>();
    assert_eq!(names("work:pape2005"), ["pro"]);
    assert_eq!(names("work:art2005"), ["anti"]);
    assert_eq!(names("work:whitaker2010"), ["extension", "refinement"]);
    assert_eq!(names("work:dursunozkanca2016"), ["refinement"]);
    assert_eq!(node(&chart, "work:dursunozkanca2016").lane, node(&chart, "work:kennedy2016").lane);
    assert_eq!(names("work:kennedy2016"), ["extension"]);
}

#[test]
fn the_bridge_that_both_camps_know_is_framed_and_the_review_is_not() {
    let chart = reference_schools();
    let framed: BTreeSet<&str> = chart
        .frame
        .iter()
        .flat_map(|frame| &frame.nodes)
        .map(|node| chart.nodes[node.0].id.as_str())
        .collect();
    assert!(framed.contains("work:whitaker2010") && !framed.contains("work:ore2017"), "{framed:?}");
    let whitaker = chart.nodes.iter().position(|node| node.id == "work:whitaker2010").unwrap();
    let singly = chart.edges.iter().filter(|edge| edge.from.0 == whitaker);
    assert_eq!(singly.count(), 8, "its eight responses to the camp of 2005");
    assert!(chart.subtitle.contains("31 works in 5 schools, 9 in none"), "{}", chart.subtitle);
    assert!(chart.subtitle.contains("ARI 0.86 and NMI 0.88 with the positions of 27 works"));
}

#[test]
fn the_reference_debate_s_schools_fit_a_page() {
    assert_eq!(place(&reference_schools()).fits(), Fit::Fits);
}

fn lane_names(corpus: &Corpus, found: &Schools) -> BTreeMap<String, Option<usize>> {
    let of = |work| (format!("work:{}", corpus.key(Entity::Work(work))), found.school_of(work));
    corpus.work_ids().map(of).collect()
}

#[test]
fn each_school_is_a_cluster_and_arrows_between_headings_count_all_that_is_between_them() {
    for seed in 0..8 {
        let corpus = library(&debate(seed, 12 + 3 * usize::try_from(seed).unwrap())).corpus;
        let found = schools(&corpus, &signed()).unwrap();
        let thinning = Thinning { top: Top::All, by: None };
        let options = MapOptions { thinning, citations: Citations::Hidden, ..MapOptions::default() };
        let (chart, _) = schools_map(&corpus, &found, &options);
        let school_of = lane_names(&corpus, &found);
        // Works of one school are in one lane; of two with lanes of their own in two.
        let mut lanes: BTreeMap<Option<usize>, BTreeSet<usize>> = BTreeMap::new();
        for node in chart.nodes.iter().filter(|node| node.shape != NodeShape::Position) {
            lanes.entry(school_of[&node.id]).or_default().insert(node.lane.0);
        }
        assert!(lanes.values().all(|of| of.len() == 1), "{seed}: {lanes:?}");
        assert_eq!(lanes.values().flatten().collect::<BTreeSet<_>>().len(), chart.lanes.len(), "{seed}");
        // What is between lanes, counted from the corpus, is what the arrows say, by sign.
        let lane = |end: Entity| {
            let Entity::Work(work) = end else { return None };
            lanes.get(&found.school_of(work)).and_then(|of| of.first().copied())
        };
        for sign in [Sign::Positive, Sign::Negative] {
            let style = if sign == Sign::Positive { EdgeStyle::Supports } else { EdgeStyle::Disputes };
            let between = corpus.responses().iter().filter(|response| {
                let ends = (lane(response.from), lane(response.to));
                corpus.relation(response.relation).sign == sign
                    && ends.0.is_some()
                    && ends.1.is_some()
                    && ends.0 != ends.1
            });
            let is_head = |index: usize| chart.nodes[index].shape == NodeShape::Position;
            let arrows = chart
                .edges
                .iter()
                .filter(|edge| edge.style == style && is_head(edge.from.0) && is_head(edge.to.0));
            let told: usize = arrows.map(|edge| edge.count as usize).sum();
            if !chart.subtitle.contains("thinnest") {
                assert_eq!(told, between.count(), "{seed} {sign:?}");
            }
        }
    }
}

#[test]
fn the_main_path_is_drawn_link_by_link_through_the_schools() {
    let chart = reference_schools();
    let halo = chart.halo.as_ref().unwrap();
    let id = |node: NodeIndex| chart.nodes[node.0].id.as_str();
    let on_path: Vec<&str> = halo.nodes.iter().map(|&node| id(node)).collect();
    // Walt (2005) and Walt (2006) take up Walt (1987), Whitaker both, and the review Whitaker.
    assert_eq!(
        on_path,
        ["work:walt1987", "work:walt2005", "work:walt2006", "work:whitaker2010", "work:ore2017"]
    );
    // The file states responses between all of them, and no citation.
    assert!(halo.edges.iter().all(|edge| chart.edges[edge.0].style != EdgeStyle::Citation));
    let links: BTreeSet<(&str, &str)> = halo
        .edges
        .iter()
        .map(|edge| &chart.edges[edge.0])
        .map(|edge| (&id(edge.from)["work:".len()..], &id(edge.to)["work:".len()..]))
        .collect();
    let expected = [
        ("ore2017", "whitaker2010"),
        ("walt2005", "walt1987"),
        ("walt2006", "walt1987"),
        ("whitaker2010", "walt2005"),
        ("whitaker2010", "walt2006"),
    ];
    assert_eq!(links, BTreeSet::from(expected));
}

#[test]
fn works_that_are_only_cited_crowd_no_figure_of_an_export_unless_they_are_asked_for() {
    let lists = "@article{a, author = {Ab, C.}, title = {A}, year = 2001, cited-references = {{Qu R, 1990, J, V1, P1.\n  St U, 1991, J, V2, P2.}}}\n\
                 @article{b, author = {De, F.}, title = {B}, year = 2002, cited-references = {{Qu R, 1990, J, V1, P1.\n  AB C, 2001, X.}}}\n\
                 @article{c, author = {Gh, I.}, title = {C}, year = 2003, cited-references = {{QU R, 1990, J, V1, P1.}}}\n";
    let corpus = library(lists).corpus;
    let drawn = |cited| {
        let options = MapOptions { cited, ..MapOptions::default() };
        let found = schools(&corpus, &SchoolsQuery::default()).unwrap();
        let schools = schools_map(&corpus, &found, &options).0;
        let works = debate_map(&corpus, &options);
        let told = "works only cited not drawn";
        assert_eq!(schools.subtitle.contains(told), works.subtitle.contains(told));
        (works.nodes.len(), works.subtitle.contains(told))
    };
    assert_eq!(drawn(None), (3, true));
    assert_eq!(drawn(Some(CitedWorks::Listed)), (3, true));
    assert_eq!(drawn(Some(CitedWorks::All)), (6, false));
    // In a library that somebody wrote they are a part of what is said.
    let corpus = library("@book{a, title = {A}, year = 2001, cites = {b, old1990}}\n@book{b, title = {B}, year = 2000, cites = {old1990}}").corpus;
    assert_eq!(debate_map(&corpus, &MapOptions::default()).nodes.len(), 3);
}

#[test]
fn schools_of_co_citation_leave_out_what_is_only_cited_if_asked() {
    let text = "@book{a, title = {A}, year = 2001}\n@book{b, title = {B}, year = 2000}\n\
                @book{c, title = {C}, year = 2003, cites = {a, b, x, y}}\n@book{d, title = {D}, year = 2004, cites = {a, b, x}}";
    let corpus = library(text).corpus;
    let works = |cited| {
        let projection = Some(CitationProjection::CoCitation);
        let query = SchoolsQuery { projection, cited, ..SchoolsQuery::default() };
        schools(&corpus, &query).unwrap().works().len()
    };
    assert_eq!((works(CitedWorks::All), works(CitedWorks::Listed)), (4, 2));
}
