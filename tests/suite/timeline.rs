//! The course of a debate: answers worked out by hand, on small libraries and on the reference debate.

use dissensus::algorithm::main_path::CyclePolicy;
use dissensus::algorithm::main_path::METHODS;
use dissensus::analysis::Thinning;
use dissensus::analysis::timeline::ArcFinding;
use dissensus::analysis::timeline::ArcReport;
use dissensus::analysis::timeline::ArcsShown;
use dissensus::analysis::timeline::BurstOf;
use dissensus::analysis::timeline::MainPathFinding;
use dissensus::analysis::timeline::MainPathOptions;
use dissensus::analysis::timeline::PathSearch;
use dissensus::analysis::timeline::TimelineChart;
use dissensus::analysis::timeline::bursts;
use dissensus::analysis::timeline::events;
use dissensus::analysis::timeline::exchanges;
use dissensus::analysis::timeline::lanes;
use dissensus::analysis::timeline::main_path;
use dissensus::analysis::timeline::phases;
use dissensus::analysis::timeline::reception;
use dissensus::analysis::timeline::spectrum;
use dissensus::analysis::timeline::timeline_chart;
use dissensus::analysis::timeline::turning_points;
use dissensus::figure::Chart;
use dissensus::figure::Direction;
use dissensus::figure::PageSize;
use dissensus::figure::RuleKind;
use dissensus::model::Confidence;
use dissensus::projection::CitedWorks;
use dissensus::projection::Descent;
use dissensus::projection::Links;
use dissensus::projection::descent;

use crate::program::Desk;
use crate::reading::Reading;
use crate::reading::files;
use crate::reading::library;
use crate::repository;

fn reference_debate() -> Reading {
    files(&[("soft-balancing.bib", &repository::text("bib/soft-balancing.bib"))])
}

fn path(reading: &Reading, links: Links, options: &MainPathOptions) -> MainPathFinding {
    main_path(&reading.corpus, &descent(&reading.corpus, links, Confidence::Low), options)
}

fn weighed(name: &str) -> MainPathOptions {
    let weights = *METHODS.iter().find(|method| method.info().name == name).unwrap();
    MainPathOptions { weights, arcs: ArcsShown::All, ..MainPathOptions::default() }
}

/// `walt1987 walt2005 2`, sorted.
fn arcs<'a>(found: impl IntoIterator<Item = &'a ArcFinding>) -> Vec<String> {
    let mut arcs: Vec<String> =
        found.into_iter().map(|arc| format!("{} {} {}", arc.from, arc.to, arc.weight.0)).collect();
    arcs.sort();
    arcs
}

/// `b2 c2 3 repliesto`: ends, line, field.
fn reported(arcs: &[ArcReport]) -> Vec<String> {
    let line = |arc: &ArcReport| {
        let [link] = arc.because.as_slice() else { panic!("{arc:?}") };
        format!("{} {} {} {}", arc.from, arc.to, link.source.line, link.relation)
    };
    arcs.iter().map(line).collect()
}

/// The links between works, read off the file: Brooks and Wohlforth, and Lieber and Alexander, refute Pape and
/// Paul; Walt's works of 2005 and 2006 build on that of 1987; Whitaker agrees with and disputes four works; the
/// review cites all 39. With f and b the numbers of paths from first works and to the review: f(whitaker2010) =
/// f(pape2005) + f(paul2005) + f(walt2005) + f(walt2006) = 4, f(brookswohlforth2005) = f(lieberalexander2005) = 2
/// and 1 for the 36 others: 44 paths.
#[test]
fn the_main_path_of_the_reference_debate_is_what_its_links_make_it() {
    let reading = reference_debate();
    let found = path(&reading, Links::Both, &MainPathOptions::default());
    assert_eq!((found.citations, found.arc_count, found.paths.0.to_string()), (39, 49, "44".to_owned()));
    // The largest sum is 2 + 1 + 4; that through Pape is 1 + 4, that through Brooks and Wohlforth 1 + 2.
    assert_eq!(found.nodes, ["walt1987", "walt2005", "walt2006", "whitaker2010", "ore2017"]);
    let expected = [
        "walt1987 walt2005 2",
        "walt1987 walt2006 2",
        "walt2005 whitaker2010 1",
        "walt2006 whitaker2010 1",
        "whitaker2010 ore2017 4",
    ];
    assert_eq!(arcs(&found.arcs), expected);
    let last = found.arcs.iter().find(|arc| arc.to == "ore2017").unwrap();
    assert_eq!(last.share, Some(0.090_909), "4 of 44");
    let relations: Vec<&str> = last.because.iter().map(|link| link.relation.as_str()).collect();
    assert!(relations.contains(&"cites") && relations.contains(&"critiques"), "{relations:?}");
    assert!(found.cycles.is_empty() && found.removed.is_empty() && found.against_time.is_empty());
}

/// fₐ(walt2005) = 2, fₐ(whitaker2010) = 1 + 2 + 2 + 1 + 1 = 7; bₐ(ore2017) = 1, bₐ(whitaker2010) = 2,
/// bₐ(walt2005) = 1 + 2 + 1 = 4.
#[test]
fn the_weights_differ_as_their_formulas_do() {
    let reading = reference_debate();
    let expected = [("spc", ["2", "1", "4"]), ("splc", ["2", "2", "7"]), ("spnp", ["4", "4", "7"])];
    for (weights, expected) in expected {
        let found = path(&reading, Links::Both, &weighed(weights));
        assert_eq!(found.arcs.len(), 49);
        let weight = |from: &str, to: &str| {
            let arc = found.arcs.iter().find(|arc| (arc.from.as_str(), arc.to.as_str()) == (from, to));
            arc.unwrap().weight.0.to_string()
        };
        let of = [("walt1987", "walt2005"), ("walt2005", "whitaker2010"), ("whitaker2010", "ore2017")];
        assert_eq!(of.map(|(from, to)| weight(from, to)), expected, "{weights}");
        assert_eq!(found.arcs.iter().all(|arc| arc.share.is_some()), weights == "spc");
    }
}

#[test]
fn the_links_asked_for_are_the_links_counted() {
    let reading = reference_debate();
    let star = path(&reading, Links::Citations, &MainPathOptions::default());
    // The review cites 39 works and nobody else states what they cite: all paths tie.
    assert_eq!((star.arc_count, star.arcs.len(), star.paths.0.to_string()), (39, 39, "39".to_owned()));
    assert!(star.arcs.iter().all(|arc| arc.to == "ore2017" && arc.because.len() == 1));
    let said = path(&reading, Links::Responses, &MainPathOptions::default());
    assert_eq!((said.citations, star.responses), (0, 0));
    assert!(said.arcs.iter().flat_map(|arc| &arc.because).all(|link| link.kind == "response"));
    assert!(
        said.arcs.iter().all(|arc| arc.because.iter().all(|link| link.sign.is_some() && link.by.is_some()))
    );
    assert!(said.other_responses > 0 && star.other_responses == 0);
    let unsure = "@book{a, title = {A}, year = 2001}
@book{b, title = {B}, year = 2002, disputes = {a [confidence=low]}}\n";
    let corpus = library(unsure).corpus;
    let joined = |confidence| descent(&corpus, Links::Both, confidence).network.edge_count();
    assert_eq!((joined(Confidence::Low), joined(Confidence::Medium)), (1, 0));
}

/// b2 and c2 answer each other in one year; f0 cites d3 before it was printed.
const CYCLE: &str = "@book{a1, title = {A}, year = 2001}
@book{b2, title = {B}, year = 2002, disputes = {a1}, cites = {c2}}
@book{c2, title = {C}, year = 2002, repliesto = {b2}}
@book{d3, title = {D}, year = 2003, supports = {c2}}
@book{f0, title = {F}, year = 2000, cites = {d3}}
";

#[test]
fn every_cycle_and_every_arc_it_costs_is_reported_with_its_line() {
    let reading = library(CYCLE);
    let with =
        |cycles| path(&reading, Links::Both, &MainPathOptions { cycles, ..MainPathOptions::default() });
    let inside = ["b2 c2 3 repliesto", "c2 b2 2 cites"];
    for cycles in [CyclePolicy::Condense, CyclePolicy::Break, CyclePolicy::Keep] {
        let found = with(cycles);
        assert_eq!(found.cycles.len(), 1, "{cycles:?}");
        assert_eq!(found.cycles[0].works, ["b2", "c2"]);
        assert_eq!(reported(&found.cycles[0].arcs), inside);
        assert_eq!(reported(&found.against_time), ["d3 f0 5 cites"]);
    }
    let condensed = with(CyclePolicy::Condense);
    assert_eq!(condensed.nodes, ["a1", "b2 + c2", "d3", "f0"]);
    assert_eq!(arcs(&condensed.arcs), ["a1 b2 + c2 1", "b2 + c2 d3 1", "d3 f0 1"]);
    assert_eq!(reported(&condensed.removed), inside);
    // Of the two equal works the first is put first, so that what runs back to it goes.
    let broken = with(CyclePolicy::Break);
    assert_eq!(reported(&broken.removed), ["c2 b2 2 cites"]);
    assert_eq!(broken.nodes, ["a1", "b2", "c2", "d3", "f0"]);
    let kept = with(CyclePolicy::Keep);
    let all = ["a1 b2 2 disputes", "b2 c2 3 repliesto", "c2 b2 2 cites", "c2 d3 4 supports"];
    assert_eq!(reported(&kept.removed), all);
    assert_eq!(arcs(&kept.arcs), ["d3 f0 1"]);
}

/// a → b → c → e, a → d → e, x → d: the local search goes by a's arc to b or d.
const BRANCHES: &str = "@book{a, title = {A}, year = 2000}
@book{x, title = {X}, year = 2000}
@book{b, title = {B}, year = 2001, cites = {a}}
@book{c, title = {C}, year = 2002, cites = {b}}
@book{d, title = {D}, year = 2003, cites = {a, x}}
@book{e, title = {E}, year = 2004, cites = {c, d}}
";

/// SPC: d → e has 2, all others 1. Sums: a b c e 3, a d e and x d e 3.
#[test]
fn searches_find_what_they_promise() {
    let reading = library(BRANCHES);
    let found =
        |search| path(&reading, Links::Both, &MainPathOptions { search, ..MainPathOptions::default() });
    assert_eq!(found(PathSearch::Global).arcs.len(), 6, "three paths tie");
    assert_eq!(found(PathSearch::Backward).nodes, ["a", "x", "d", "e"], "from e by the arc of weight 2");
    assert_eq!(found(PathSearch::Forward).arcs.len(), 6, "every first arc has weight 1");
    let key = found(PathSearch::KeyRoute(1));
    assert_eq!(key.nodes, ["a", "x", "d", "e"]);
    assert_eq!(arcs(key.arcs.iter().filter(|arc| arc.key_route)), ["d e 2"]);
    let through = found(PathSearch::Through(reading.work("c")));
    assert_eq!(through.nodes, ["a", "b", "c", "e"]);
    assert_eq!(found(PathSearch::Through(reading.work("x"))).nodes, ["x", "d", "e"]);
}

#[test]
fn turning_points_are_ranked_by_the_paths_through_them() {
    let reading = reference_debate();
    let joined = descent(&reading.corpus, Links::Both, Confidence::Low);
    let found = turning_points(&reading.corpus, &joined, &[2010]);
    let told: Vec<(&str, f64, usize, usize)> =
        found.iter().map(|it| (it.work.as_str(), it.share, it.takes_up, it.taken_up_by)).collect();
    let share = |paths: f64| (paths / 44.0 * 1e6).round() / 1e6;
    let expected = [
        ("whitaker2010", share(4.0), 4, 1),
        ("brookswohlforth2005", share(2.0), 2, 1),
        ("lieberalexander2005", share(2.0), 2, 1),
        ("walt2005", share(2.0), 1, 2),
        ("walt2006", share(2.0), 1, 2),
    ];
    assert_eq!(told, expected);
    assert_eq!(
        found.iter().map(|it| it.opens_phase).collect::<Vec<_>>(),
        [Some(2010), None, None, None, None]
    );
}

/// The review's own periods: a special section in 2005, a decade of research after it. It is itself of 2016.
#[test]
fn the_phases_of_the_reference_debate_begin_after_the_exchange_and_with_the_review() {
    let reading = reference_debate();
    let found = phases(&reading.corpus, Confidence::Low);
    let years: Vec<(i32, i32)> = found.phases.iter().map(|phase| (phase.from, phase.to)).collect();
    // No work is of 2007, and an empty year belongs to the phase before.
    assert_eq!(years, [(1968, 2007), (2008, 2015), (2016, 2016)]);
    assert!(found.gain > 0.0);
    let works: usize = found.phases.iter().map(|phase| phase.works.len()).sum();
    assert_eq!(works, 40, "every dated work is in one phase");
    for phase in &found.phases {
        assert_eq!(phase.mix.iter().map(|category| category.count).sum::<u64>(), phase.items);
        let shares: f64 = phase.mix.iter().map(|category| category.share).sum();
        assert!((shares - 1.0).abs() < 1e-4);
    }
    assert_eq!(found.stances + found.responses, found.phases.iter().map(|phase| phase.items).sum::<u64>());
    assert!(found.phases[1].label.starts_with("more extension"), "{}", found.phases[1].label);
    assert_eq!(found.phases[2].largest_source.as_ref().unwrap().work, "ore2017");
}

/// Works of each year by position, as (pro, anti).
fn camps(years: impl Iterator<Item = (i32, [usize; 2])>) -> String {
    let mut text = "@position{pro, title = {P}}\n@position{anti, title = {A}, opposes = {pro}}\n".to_owned();
    for (year, counts) in years {
        for (position, count) in ["pro", "anti"].into_iter().zip(counts) {
            for number in 0..count {
                let key = format!("{position}{year}x{number}");
                text.push_str(&format!(
                    "@book{{{key}, title = {{T}}, year = {year}, position = {{{position}}}}}\n"
                ));
            }
        }
    }
    text
}

#[test]
fn a_debate_that_turns_has_two_phases_and_one_that_does_not_has_one() {
    let turning = library(&camps((1990..2010).map(|year| (year, if year < 2000 { [9, 1] } else { [2, 8] }))));
    let found = phases(&turning.corpus, Confidence::Low);
    let told: Vec<(i32, i32, &str)> =
        found.phases.iter().map(|phase| (phase.from, phase.to, phase.label.as_str())).collect();
    assert_eq!(told, [(1990, 1999, "mostly pro, anti"), (2000, 2009, "more anti")]);
    let anti = &found.phases[1].grows[0];
    assert_eq!((anti.share_before, anti.share), (Some(0.1), 0.8));
    let still = library(&camps((1990..2010).map(|year| (year, [5, 5]))));
    assert_eq!(phases(&still.corpus, Confidence::Low).phases.len(), 1);
    assert!(
        phases(&library("@book{a, title = {A}, year = 2001}\n").corpus, Confidence::Low).phases.is_empty()
    );
}

#[test]
fn lanes_count_the_works_of_each_position_in_each_year() {
    let reading = reference_debate();
    let found = lanes(&reading.corpus, Confidence::Low);
    let years = |key: &str| -> Vec<(i32, usize)> {
        let lane = found.iter().find(|lane| lane.position.as_deref() == Some(key)).unwrap();
        lane.years.iter().map(|count| (count.year, count.count)).collect()
    };
    // Pape, Paul, Walt; Walt. Art, Brooks and Wohlforth, Lieber and Alexander; Howorth and Menon.
    assert_eq!(years("pro"), [(2005, 3), (2006, 1)]);
    assert_eq!(years("anti"), [(2005, 3), (2009, 1)]);
    let mixed = library(
        "@position{p, title = {P}}\n@book{a, title = {A}, year = 2001, position = {p}}
@book{b, title = {B}, position = {p}}\n@book{c, title = {C}, year = 2002}\n",
    );
    let found = lanes(&mixed.corpus, Confidence::Low);
    let told: Vec<_> = found.iter().map(|it| (it.position.as_deref(), it.works, it.undated)).collect();
    assert_eq!(told, [(Some("p"), 2, 1), (None, 1, 0)]);
}

#[test]
fn events_keep_their_ranges_and_those_without_a_date_come_last() {
    let found = events(&reference_debate().corpus);
    assert_eq!(found.len(), 20);
    let first = &found[0];
    assert_eq!((first.id.as_str(), first.from, first.to), ("latin-opposition", Some(1898), Some(1936)));
    let loose = "@event{z, title = {Z}}\n@event{open, title = {O}, date = {1990/}}\n@event{till, title = {T}, date = {/1980}}\n";
    let told: Vec<(String, Option<i32>, Option<i32>)> =
        events(&library(loose).corpus).into_iter().map(|it| (it.id, it.from, it.to)).collect();
    let expected = [("till", None, Some(1980)), ("open", Some(1990), None), ("z", None, None)];
    assert_eq!(told, expected.map(|(id, from, to)| (id.to_owned(), from, to)));
}

#[test]
fn each_answer_has_its_latency_from_the_step_it_answers() {
    let text = "@book{abel1990,  author = {Abel, Anna},  title = {Moon},  year = {1990}}
@book{brand1992, author = {Brand, Bo},   title = {Sun},   year = {1992}, disputes = {abel1990}}
@book{abel1993,  author = {Abel, Anna},  title = {Reply}, year = {1993}, refutes = {brand1992}}
@book{brand1995, author = {Brand, Bo},   title = {Again}, year = {1995}, disputes = {abel1993}}
@book{abel1996,  author = {Abel, Anna},  title = {Late},  year = {1996}, repliesto = {brand1992}}
@book{brand1996, author = {Brand, Bo},   title = {Still}, year = {1996}, disputes = {abel1996}}
";
    let found = exchanges(&library(text).corpus, Confidence::Low);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].from, found[0].to), (Some(1992), Some(1996)));
    let steps = &found[0].steps;
    let told: Vec<(&str, usize)> =
        steps.iter().map(|step| (step.response.from.as_str(), step.depth)).collect();
    let thread = [("brand1992", 0), ("abel1993", 1), ("brand1995", 2), ("abel1996", 1), ("brand1996", 2)];
    assert_eq!(told, thread);
    let told: Vec<(Option<usize>, Option<i32>, bool)> =
        steps.iter().map(|step| (step.answers, step.latency, step.same_year)).collect();
    let expected = [
        (None, None, false),
        (Some(0), Some(1), false),
        (Some(1), Some(2), false),
        (Some(0), Some(4), false),
        (Some(3), Some(0), true),
    ];
    assert_eq!(told, expected);
}

/// One work of each year from 1900 on, referred to so often; the example of Marx and others.
#[test]
fn the_spectrum_of_references_has_the_deviations_of_its_series() {
    let counts = [1, 2, 10, 3, 2, 4, 20, 5];
    let mut text = String::new();
    for year in 1900..1908 {
        text.push_str(&format!("@book{{w{year}, title = {{W}}, year = {year}}}\n"));
    }
    for citing in 0..20 {
        let cited = (1900..).zip(counts).filter(|(_, count)| citing < *count);
        let cited: Vec<String> = cited.map(|(year, _)| format!("w{year}")).collect();
        text.push_str(&format!(
            "@book{{c{citing}, title = {{C}}, year = 2000, cites = {{{}, unheard}}}}\n",
            cited.join(", ")
        ));
    }
    let corpus = library(&text).corpus;
    let found = spectrum(&corpus, &descent(&corpus, Links::Both, Confidence::Low));
    assert_eq!(
        found.years.iter().map(|year| year.references).collect::<Vec<_>>(),
        counts.map(|count| count as u64)
    );
    let interior: Vec<f64> = found.years[2..6].iter().map(|year| year.deviation).collect();
    assert_eq!(interior, [8.0, 0.0, -2.0, 0.0]);
    assert!(found.years[2].peak && !found.years[3].peak);
    assert_eq!((found.undated, found.references), (20, 47 + 20), "the unheard work has no year");
}

#[test]
fn local_citations_know_the_year_and_the_authors_own() {
    let text = "@book{old, author = {Root, R.}, title = {O}, year = 1980}
@book{a, author = {Ash, Ann}, title = {A}, year = 1990, cites = {old}}
@book{b, author = {Birch, Bo}, title = {B}, year = 1994, cites = {a}}
@book{c, author = {Cedar, Cy}, title = {C}, year = 1994, disputes = {a}}
@book{d, author = {Ash, Ann and Dale, Di}, title = {D}, year = 1995, cites = {a, old}}
@book{e, author = {Elm, El}, title = {E}, cites = {a}}
";
    let corpus = library(text).corpus;
    let found = reception(&corpus, &descent(&corpus, Links::Both, Confidence::Low));
    let keys: Vec<&str> = found.iter().map(|it| it.work.as_str()).collect();
    assert_eq!(keys, ["a", "old"]);
    let a = &found[0];
    assert_eq!((a.local, a.local_without_self, a.references, a.undated), (4, 3, 1, 1));
    let years: Vec<(i32, usize)> = a.years.iter().map(|count| (count.year, count.count)).collect();
    assert_eq!(years, [(1994, 2), (1995, 1)]);
    // Of the later works with years b and c refer to a alone, d to both: (2 - 1) / 3.
    let disruption = a.disruption.unwrap();
    assert_eq!((disruption.cd, disruption.mcd), (0.333_333, 1.0));
    assert!(found[1].disruption.is_none(), "none of its references is known");
    // 0 0 0 0 2: the line rises by a half a year, and B = 0 + 0.5 + 1 + 1.5 + 0.
    let beauty = a.beauty.unwrap();
    assert_eq!((beauty.coefficient, beauty.peak, beauty.awakening), (3.0, 1994, Some(1993)));
}

#[test]
fn a_word_bursts_in_the_years_in_which_it_has_a_larger_share() {
    let mut text = String::new();
    for (year, often) in (2000..).zip([1, 1, 9, 9, 1, 1]) {
        for number in 0..20 {
            let title = if number < often { "The Moon" } else { "The Star" };
            text.push_str(&format!("@book{{w{year}x{number}, title = {{{title}}}, year = {year}}}\n"));
        }
    }
    let corpus = library(&text).corpus;
    let joined = descent(&corpus, Links::Both, Confidence::Low);
    let found = bursts(&corpus, &joined, &BurstOf::ALL);
    let [moon] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((moon.kind, moon.item.as_str(), moon.from, moon.to), (BurstOf::Word, "moon", 2002, 2003));
    assert_eq!((moon.relevant, moon.total, moon.works.len()), (18, 40, 18));
    let usual = 22.0 / 120.0_f64;
    let weight = 18.0 * 2.0_f64.ln() + 22.0 * ((1.0 - 2.0 * usual) / (1.0 - usual)).ln();
    assert!((moon.weight - weight).abs() < 1e-5 && (moon.usual - usual).abs() < 1e-5, "{moon:?}");
    assert!(bursts(&corpus, &joined, &[BurstOf::Position, BurstOf::Cited]).is_empty());
}

pub(crate) fn reference_chart(direction: Direction, page: PageSize) -> Chart {
    let reading = reference_debate();
    let joined = descent(&reading.corpus, Links::Both, Confidence::Low);
    let path = main_path(&reading.corpus, &joined, &MainPathOptions::default());
    let phases = phases(&reading.corpus, Confidence::Low);
    let options = TimelineChart {
        descent: &joined,
        path: &path,
        phases: &phases,
        direction,
        page,
        title: None,
        thinning: Thinning::default(),
    };
    timeline_chart(&reading.corpus, &options).0
}

#[test]
fn the_chart_has_the_main_path_in_its_halo_and_phases_and_events_across() {
    let chart = reference_chart(Direction::Down, PageSize::default());
    let halo = chart.halo.as_ref().unwrap();
    let id = |node: dissensus::figure::NodeIndex| chart.nodes[node.0].id.as_str();
    let nodes: Vec<&str> = halo.nodes.iter().map(|&node| id(node)).collect();
    assert_eq!(
        nodes,
        ["work:walt1987", "work:walt2005", "work:walt2006", "work:whitaker2010", "work:ore2017"]
    );
    let mut edges: Vec<(&str, &str)> =
        halo.edges.iter().map(|edge| &chart.edges[edge.0]).map(|edge| (id(edge.from), id(edge.to))).collect();
    edges.dedup();
    edges.sort_unstable();
    edges.dedup();
    let expected = [
        ("work:ore2017", "work:whitaker2010"),
        ("work:walt2005", "work:walt1987"),
        ("work:walt2006", "work:walt1987"),
        ("work:whitaker2010", "work:walt2005"),
        ("work:whitaker2010", "work:walt2006"),
    ];
    assert_eq!(edges, expected);
    let times = |kind| -> Vec<i32> {
        chart.rules.iter().filter(|rule| rule.kind == kind).map(|rule| rule.time).collect()
    };
    assert_eq!(times(RuleKind::Phase), [2008, 2016]);
    assert_eq!(times(RuleKind::Event).len(), 16, "four of twenty events are older than the oldest work");
    assert!(chart.subtitle.ends_with("4 events outside these years not drawn"), "{}", chart.subtitle);
}

#[test]
fn a_path_longer_than_a_page_is_drawn_as_far_as_the_page_goes() {
    let mut text = "@book{w0, title = {T}, year = 1900}\n".to_owned();
    for number in 1..100 {
        let (year, before) = (1900 + number, number - 1);
        text.push_str(&format!("@book{{w{number}, title = {{T}}, year = {year}, cites = {{w{before}}}}}\n"));
    }
    let desk = Desk::empty();
    desk.write("chain.bib", &text);
    desk.run(&["timeline", "chain.bib", "--top", "60", "-o", "chain.svg"]);
    let svg = String::from_utf8(desk.read("chain.svg")).unwrap();
    let bundled: Vec<usize> =
        svg.split(">+").skip(1).filter_map(|rest| rest.split(" works").next()?.parse().ok()).collect();
    assert_eq!(bundled.iter().sum::<usize>(), 40, "{bundled:?}");
    assert_eq!(svg.matches(" class=\"node").count(), 60 + bundled.len());
    // All hundred lead to each other once the first cites the last.
    let closed = text.replace("year = 1900}", "year = 1900, cites = {w99}}");
    desk.write("ring.bib", closed);
    let out = desk.run_line("timeline --main-path ring.bib").clean();
    let note =
        "cycle of 100 works, made one node (--cycles break keeps them apart): w0, w1, w2, w3 and 96 more: ";
    assert!(out.contains(note), "{out}");
    assert!(out.lines().all(|line| line.len() < 1000), "{out}");
    assert!(out.contains("no arc is left to be weighed after --cycles condense"), "{out}");
}

#[test]
fn an_empty_part_says_why_and_what_to_type() {
    let desk = Desk::empty();
    desk.write("bare.bib", "@book{a, title = {A}, year = 2001}\n@book{b, title = {B}, year = 2002}\n");
    desk.write("wos.bib", "@article{a, title = {A}, year = 2001, cited-references = {Roy B, 1968, RIRO}}\n");
    desk.write(
        "said.bib",
        "@debate{q, title = {Q}}\n@position{p, title = {P}}\n@book{a, title = {A}, year = 2001}\n\
         @book{b, title = {B}, year = 2002, disputes = {a, p}}\n",
    );
    let expected = [
        (
            "--main-path bare.bib",
            "no citation and no response between works is in the files; state them as cites = {key, …}",
        ),
        ("--spectroscopy wos.bib", "Roy B, 1968, RIRO (1)"),
        (
            "--turning-points --links citations said.bib",
            "no citation between works is in the files; try --links both",
        ),
        ("--turning-points said.bib", "no turning point: no work both takes up another and is taken up"),
        ("--phases bare.bib", "no phase: no dated work has a position"),
        ("--phases bare.bib", "no event is declared; write one as @event"),
        ("--lanes bare.bib", "no work holds a position"),
        ("--bursts bare.bib", "no burst: nothing has twice its usual share"),
        ("--threads bare.bib", "no exchange: no response of sign -1"),
        ("--threads said.bib", "no exchange: none of the 2 challenges was answered"),
        ("--citations bare.bib", "no citation and no response between works"),
        ("--main-path said.bib", "1 response to or from positions and claims joins no two works"),
        ("said.bib", "1 response to or from positions and claims joins no two works"),
    ];
    for (line, text) in expected {
        let out = desk.run_line(&format!("timeline {line}")).clean();
        assert!(out.contains(text), "timeline {line}: {out}");
    }
}

#[test]
fn options_that_do_not_go_together_are_refused() {
    let desk = Desk::with_debates();
    for line in [
        "timeline --phases --bursts",
        "timeline --all-arcs",
        "timeline --main-path --weights heaviest",
        "timeline --main-path --through pro",
        "timeline --main-path --search key-route --key-routes 0",
        "timeline --direction across",
        "timeline -o a.jpg",
    ] {
        let ran = desk.run_line(line);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{line}");
        assert!(!ran.err.is_empty(), "{line}");
    }
    assert!(desk.run_line("timeline --main-path --through pro").err.contains("`pro` is a position"));
}

#[test]
fn a_figure_is_drawn_beside_an_answer_only_if_one_is_asked_for() {
    let desk = Desk::with_debates();
    assert_eq!(desk.run_line("timeline bib/soft-balancing.bib -o a.svg").clean(), "");
    assert!(desk.run_line("timeline --lanes bib/soft-balancing.bib -o b.dot").clean().starts_with("YEAR"));
    let svg = String::from_utf8(desk.read("a.svg")).unwrap();
    assert!(svg.contains(">main path</text>") && svg.contains(">beginning of a phase</text>"));
}

#[test]
fn lines_of_descent_of_an_export_run_through_works_with_an_entry_unless_asked_otherwise() {
    let lists = "@article{a, author = {Ab, C.}, title = {A}, year = 2001, volume = 1, pages = 1, cited-references = {{Qu R, 1990, J, V1, P1.\n  St U, 1991, J, V2, P2.}}}\n\
                 @article{b, author = {De, F.}, title = {B}, year = 2002, cited-references = {{AB C, 2001, X, V1, P1.\n  Vw X, 1992, J, V3, P3.}}}\n";
    let corpus = library(lists).corpus;
    let usual = descent(&corpus, Links::Both, Confidence::Low);
    let path = main_path(&corpus, &usual, &MainPathOptions::default());
    assert_eq!((path.works, path.arc_count, path.citations), (2, 1, 1));
    // References are counted all the same.
    assert_eq!(spectrum(&corpus, &usual).references, 4);
    let all = Descent { cited: CitedWorks::All, ..usual };
    let path = main_path(&corpus, &all, &MainPathOptions::default());
    assert_eq!((path.works, path.arc_count, path.citations), (5, 4, 4));
    assert_eq!(turning_points(&corpus, &all, &[]).len(), 1);
}
