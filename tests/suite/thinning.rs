//! Large maps: what stands singly, and that the bundles count all the rest.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::VecDeque;
use std::num::NonZeroUsize;

use dissensus::analysis::Lens;
use dissensus::analysis::MapOptions;
use dissensus::analysis::MapView;
use dissensus::analysis::RankedBy;
use dissensus::analysis::SchoolsQuery;
use dissensus::analysis::Thinned;
use dissensus::analysis::Thinning;
use dissensus::analysis::Top;
use dissensus::analysis::schools;
use dissensus::analysis::schools_map;
use dissensus::analysis::thinned_map;
use dissensus::figure::Chart;
use dissensus::figure::ChartEdge;
use dissensus::figure::EdgeStyle;
use dissensus::figure::Fit;
use dissensus::figure::NodeIndex;
use dissensus::figure::place;
use dissensus::model::Corpus;
use dissensus::model::Entity;
use dissensus::model::WorkId;
use dissensus::projection::Ground;
use dissensus::projection::ResponseOptions;

use crate::figure_debates::Dice;
use crate::program::Desk;
use crate::reading::library;

/// The text of an invented debate: works of 30 years in three positions and in none, which answer and cite earlier
/// ones; each asserts a claim that supports or attacks an earlier one.
pub(crate) fn debate(seed: u64, works: usize) -> String {
    let mut dice = Dice::new(seed);
    let mut text = "@debate{d, title={An invented debate}}\n".to_owned();
    for position in ["pro", "anti", "third"] {
        text.push_str(&format!("@position{{{position}, title={{{position}}}, debate={{d}}}}\n"));
    }
    for work in 0..works {
        let year = 1980 + work * 30 / works;
        let author = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Oak", "Yew"][dice.below(8)];
        let initial = char::from(b'A' + u8::try_from(dice.below(20)).unwrap());
        let mut fields =
            vec![format!("author={{{author}, {initial}.}}, title={{Work {work}}}, year={{{year}}}")];
        if let Some(position) = ["pro", "anti", "third"].get(dice.below(4)) {
            fields.push(format!("position={{{position}}}"));
        }
        for field in ["supports", "disputes", "cites"] {
            if work > 0 && dice.below(3) < 2 {
                let older = dice.below(work) / (1 + dice.below(4));
                fields.push(format!("{field}={{w{older}}}"));
            }
        }
        fields.push(format!("asserts={{c{work}}}"));
        text.push_str(&format!("@book{{w{work}, {}}}\n", fields.join(", ")));
        let relation = if work == 0 {
            String::new()
        } else {
            format!(", {}={{c{}}}", ["supports", "disputes"][dice.below(2)], dice.below(work))
        };
        text.push_str(&format!("@claim{{c{work}, title={{Claim {work}}}{relation}}}\n"));
    }
    text
}

/// What is found in responses between works alone, which takes no time on small debates.
pub(crate) fn signed() -> SchoolsQuery {
    let usual = SchoolsQuery::default();
    let responses = ResponseOptions { grounds: vec![Ground::Works], ..usual.responses };
    SchoolsQuery { lens: Some(Lens::Signed), seeds: Some(NonZeroUsize::MIN), responses, ..usual }
}

fn top(count: usize) -> Top {
    Top::First(NonZeroUsize::new(count).unwrap())
}

fn drawn(corpus: &Corpus, view: MapView, top: Top, by: Option<RankedBy>) -> (Chart, Option<Thinned>) {
    thinned_map(corpus, &MapOptions { view, thinning: Thinning { top, by }, ..MapOptions::default() })
}

fn ids(chart: &Chart) -> BTreeSet<&str> {
    let stacks: BTreeSet<usize> = chart.stacks.iter().map(|stack| stack.node.0).collect();
    let singly = chart.nodes.iter().enumerate().filter(|(index, _)| !stacks.contains(index));
    singly.map(|(_, node)| node.id.as_str()).collect()
}

fn sum(chart: &Chart, wanted: impl Fn(&ChartEdge) -> bool) -> usize {
    chart.edges.iter().filter(|edge| wanted(edge)).map(|edge| edge.count as usize).sum()
}

#[test]
fn everything_is_drawn_once_or_counted_in_one_bundle_and_no_response_is_lost() {
    let is_citation = |edge: &ChartEdge| edge.style == EdgeStyle::Citation;
    for seed in 0..12 {
        let corpus = library(&debate(seed, 20 + 13 * usize::try_from(seed).unwrap())).corpus;
        for view in [MapView::Works, MapView::Claims, MapView::People] {
            let (all, none) = drawn(&corpus, view, Top::All, None);
            assert_eq!((none, all.stacks.len()), (None, 0));
            for count in [1, 7, 15] {
                let (chart, thinned) = drawn(&corpus, view, top(count), None);
                let thinned = thinned.unwrap();
                let singly = ids(&chart);
                assert_eq!((singly.len(), thinned.kept), (count, count), "{seed} {view:?}");
                assert!(singly.is_subset(&ids(&all)), "{seed} {view:?}");
                let bundled: usize = chart.stacks.iter().map(|stack| stack.count).sum();
                assert_eq!(bundled + singly.len(), all.nodes.len(), "{seed} {view:?} {count}");
                assert_eq!((thinned.total, thinned.bundles), (all.nodes.len(), chart.stacks.len()));
                for stack in &chart.stacks {
                    let label = &chart.nodes[stack.node.0].lines[0];
                    assert!(label.starts_with(&format!("+{} ", stack.count)), "{label}");
                }
                let responses = sum(&chart, |edge| !is_citation(edge)) + thinned.inside + thinned.thin;
                assert_eq!(responses, sum(&all, |edge| !is_citation(edge)), "{seed} {view:?} {count}");
                let citations = sum(&chart, is_citation) + thinned.citations;
                assert_eq!(citations, sum(&all, is_citation), "{seed} {view:?} {count}");
                let text = &chart.subtitle;
                assert!(text.contains(&format!("{count} of {} ", all.nodes.len())), "{text}");
            }
        }
    }
}

#[test]
fn a_bundle_holds_what_is_folded_away_in_its_lane_and_years() {
    for seed in 20..30 {
        let corpus = library(&debate(seed, 120)).corpus;
        let (all, _) = drawn(&corpus, MapView::Works, Top::All, None);
        let (chart, _) = drawn(&corpus, MapView::Works, top(25), None);
        let singly = ids(&chart);
        let folded: Vec<_> = all.nodes.iter().filter(|node| !singly.contains(node.id.as_str())).collect();
        for stack in &chart.stacks {
            let node = &chart.nodes[stack.node.0];
            let years: Vec<i32> = node.lines[1].split('–').map(|year| year.parse().unwrap()).collect();
            let span = years[0]..=*years.last().unwrap();
            let inside = |other: &&&dissensus::figure::ChartNode| {
                other.lane == node.lane && span.contains(&other.time.unwrap())
            };
            assert_eq!(folded.iter().filter(inside).count(), stack.count, "{seed}: {:?}", node.lines);
            assert!(stack.count > 1, "one work is no bundle");
        }
    }
}

/// Of the works that are drawn at all those of the highest measure, ties in the order of the files.
fn first(corpus: &Corpus, count: usize, measure: impl Fn(WorkId) -> usize) -> BTreeSet<String> {
    let id = |work: WorkId| format!("work:{}", corpus.key(Entity::Work(work)));
    let (all, _) = drawn(corpus, MapView::Works, Top::All, None);
    let mut works: Vec<WorkId> =
        corpus.work_ids().filter(|&work| ids(&all).contains(id(work).as_str())).collect();
    works.sort_by_key(|&work| std::cmp::Reverse(measure(work)));
    works.truncate(count);
    works.into_iter().map(id).collect()
}

#[test]
fn those_of_the_highest_rank_stand_singly_and_of_equals_those_that_come_first_in_the_files() {
    for seed in 40..52 {
        let corpus = library(&debate(seed, 70)).corpus;
        let responses = |work: WorkId| {
            let end = Entity::Work(work);
            corpus.responses().iter().filter(|response| response.from == end || response.to == end).count()
        };
        let cited = |work: WorkId| corpus.citations().iter().filter(|citation| citation.to == work).count();
        for count in [1, 10, 33, 69] {
            let owned =
                |chart: &Chart| -> BTreeSet<String> { ids(chart).into_iter().map(str::to_owned).collect() };
            let (by_default, _) = drawn(&corpus, MapView::Works, top(count), None);
            assert_eq!(owned(&by_default), first(&corpus, count, responses), "{seed} {count}");
            let (by_citations, _) = drawn(&corpus, MapView::Works, top(count), Some(RankedBy::Citations));
            assert_eq!(owned(&by_citations), first(&corpus, count, cited), "{seed} {count}");
        }
    }
}

/// How many shortest paths lead through each node, directions aside, by counting the paths of every pair.
fn betweenness(count: usize, pairs: &BTreeSet<(usize, usize)>) -> Vec<f64> {
    let neighbours = |node: usize| {
        pairs.iter().filter_map(move |&(a, b)| if a == node { Some(b) } else { (b == node).then_some(a) })
    };
    let search = |start: usize| {
        let (mut distance, mut paths) = (vec![usize::MAX; count], vec![0.0_f64; count]);
        (distance[start], paths[start]) = (0, 1.0);
        let mut queue = VecDeque::from([start]);
        while let Some(here) = queue.pop_front() {
            for next in neighbours(here) {
                if distance[next] == usize::MAX {
                    distance[next] = distance[here] + 1;
                    queue.push_back(next);
                }
                if distance[next] == distance[here] + 1 {
                    paths[next] += paths[here];
                }
            }
        }
        (distance, paths)
    };
    let found: Vec<_> = (0..count).map(search).collect();
    let through = |node: usize| {
        let mut sum = 0.0;
        for (start, (distance, paths)) in found.iter().enumerate() {
            for end in start + 1..count {
                let [to, on] = [distance[node], found[node].0[end]];
                let joined = ![to, on, distance[end]].contains(&usize::MAX);
                if node != start && node != end && joined && to + on == distance[end] {
                    sum += paths[node] * found[node].1[end] / paths[end];
                }
            }
        }
        sum
    };
    (0..count).map(through).collect()
}

#[test]
fn by_betweenness_nobody_folded_away_is_on_more_shortest_paths_than_somebody_drawn() {
    for seed in 60..66 {
        let corpus = library(&debate(seed, 40)).corpus;
        let (all, _) = drawn(&corpus, MapView::Works, Top::All, None);
        let pairs = all.edges.iter().filter(|edge| edge.from != edge.to);
        let pairs = pairs.map(|edge| (edge.from.0.min(edge.to.0), edge.from.0.max(edge.to.0))).collect();
        let scores = betweenness(all.nodes.len(), &pairs);
        let (chart, _) = drawn(&corpus, MapView::Works, top(12), Some(RankedBy::Betweenness));
        let singly = ids(&chart);
        let of = |kept: bool| {
            let nodes = all.nodes.iter().zip(&scores);
            let wanted = nodes.filter(|(node, _)| singly.contains(node.id.as_str()) == kept);
            wanted.map(|(_, score)| *score).collect::<Vec<f64>>()
        };
        let least = of(true).into_iter().fold(f64::INFINITY, f64::min);
        let most = of(false).into_iter().fold(0.0, f64::max);
        assert!(least >= most - 1e-9 && least > 0.0, "{seed}: {least} {most}");
    }
}

#[test]
fn a_hundred_and_fifty_works_are_drawn_and_of_one_more_sixty() {
    let singly = |works: usize| {
        let (chart, thinned) = drawn(&library(&debate(3, works)).corpus, MapView::Works, Top::Fitting, None);
        (ids(&chart).len(), thinned.is_some())
    };
    assert_eq!(singly(150), (150, false));
    assert_eq!(singly(151), (60, true));
}

#[test]
fn a_thinned_map_of_schools_counts_every_work_and_keeps_its_bridges() {
    for seed in [5, 6] {
        let corpus = library(&debate(seed, 30)).corpus;
        let found = schools(&corpus, &signed()).unwrap();
        let thinning = Thinning { top: top(10), by: None };
        let draw = |thinning| schools_map(&corpus, &found, &MapOptions { thinning, ..MapOptions::default() });
        let (all, _) = draw(Thinning { top: Top::All, by: None });
        let (chart, thinned) = draw(thinning);
        let thinned = thinned.unwrap();
        let works_of = |chart| ids(chart).into_iter().filter(|id| id.starts_with("work:")).count();
        let works = works_of(&chart);
        let bundled: usize = chart.stacks.iter().map(|stack| stack.count).sum();
        let framed = chart.frame.as_ref().unwrap().nodes.clone();
        assert_eq!(works + bundled, works_of(&all));
        assert_eq!((works, thinned.kept), (10 + framed.len(), works));
        assert_eq!(thinned.total, works_of(&all));
        assert!(framed.iter().all(|node| chart.nodes[node.0].id.starts_with("work:")));
    }
}

#[test]
fn a_thinned_timeline_keeps_its_main_path() {
    let desk = Desk::empty();
    desk.write("large.bib", debate(9, 200));
    let said = desk.run_line("timeline large.bib -o t.dot").err;
    let path = desk.run_line("timeline large.bib --main-path --format json").json();
    let arcs = path["main_path"]["arcs"].as_array().unwrap();
    let text = String::from_utf8(desk.read("t.dot")).unwrap();
    assert!(!arcs.is_empty() && said.contains("stand singly"), "{said}");
    for arc in arcs.iter().filter(|arc| arc["on_path"] == true) {
        for end in ["from", "to"] {
            let node = format!("\"work:{}\"[", arc[end].as_str().unwrap());
            assert!(text.contains(&node), "{node}");
        }
    }
}

#[test]
fn the_program_says_by_which_rule_it_thinned_and_how_to_change_it() {
    let desk = Desk::empty();
    desk.write("large.bib", debate(1, 200));
    let said = desk.run_line("map large.bib -o m.svg").err;
    for part in ["60 of 200 works stand singly, those with most responses", "--top N, --top all or --by"] {
        assert!(said.contains(part), "{said}");
    }
    assert!(!desk.run_line("map large.bib --top all -o m.svg").err.contains("singly"));
    let cited = desk.run_line("map large.bib --top 9 --by citations -o m.svg").err;
    assert!(cited.contains("9 of 200 works stand singly, those most cited"), "{cited}");
    let refused = desk.run_line("map large.bib --view claims --by citations -o m.svg");
    assert_eq!((refused.code, refused.err.contains("claims are not cited")), (2, true));
    assert_eq!(desk.run_line("map large.bib --top 0 -o m.svg").code, 2);
    let refused = desk.run_line("map large.bib --view timeline --since 1990 -o m.svg");
    assert_eq!((refused.code, refused.err.contains("--since has no meaning")), (2, true));
}

#[test]
fn the_map_and_the_command_draw_the_same_timeline_and_the_same_schools() {
    let desk = Desk::with_debates();
    for view in ["timeline", "schools"] {
        let commands =
            ["{view} bib/soft-balancing.bib -o a.svg", "map bib/soft-balancing.bib --view {view} -o a.svg"];
        // The file names the command; all else is the same.
        let drawn = commands.map(|command| {
            let command = command.replace("{view}", view);
            desk.run_line(&command);
            String::from_utf8(desk.read("a.svg")).unwrap().replace(&command, "")
        });
        assert!(drawn[0] == drawn[1], "{view}");
    }
}

#[test]
fn a_large_map_that_is_drawn_whole_lies_on_a_sheet_of_its_page_s_proportions() {
    let corpus = library(&debate(2, 400)).corpus;
    let (chart, _) = drawn(&corpus, MapView::Works, Top::All, None);
    let figure = place(&chart);
    let (width, height) = chart.page.points();
    assert!(matches!(figure.fits(), Fit::Exceeds { .. }));
    let proportion = (figure.page.height / figure.page.width) / (height / width);
    assert!((0.75..=1.05).contains(&proportion), "{:?}", figure.page);
    assert!(figure.nodes.iter().all(|node| node.font_size >= 6.0));
    let ends: BTreeMap<NodeIndex, usize> = chart.edges.iter().map(|edge| (edge.from, 1)).collect();
    assert!(!ends.is_empty() && figure.edges.len() == chart.edges.len());
}
