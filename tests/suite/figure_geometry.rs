//! Laws of a placed figure: it fits, nothing covers anything else, edges go round and end where they should.

use std::num::NonZeroUsize;

use crate::figure_debates as debates;
use crate::reading::library;
use crate::schools_figure::reference_schools;
use crate::thinning::debate;
use crate::timeline::reference_chart;
use dissensus::analysis::{Citations, MapOptions, MapView, Thinning, Top, debate_map};
use dissensus::export::ExportSettings;
use dissensus::export::dot::dot_text;
use dissensus::export::svg::svg_text;
use dissensus::figure::Chart;
use dissensus::figure::Direction;
use dissensus::figure::EdgeIndex;
use dissensus::figure::EdgeStyle;
use dissensus::figure::Figure;
use dissensus::figure::Fit;
use dissensus::figure::Halo;
use dissensus::figure::Mark;
use dissensus::figure::NodeIndex;
use dissensus::figure::NodeShape;
use dissensus::figure::PageSize;
use dissensus::figure::PlacedRow;
use dissensus::figure::RuleKind;
use dissensus::figure::TimeAxis;
use dissensus::figure::TimeRule;
use dissensus::figure::geometry::Point;
use dissensus::figure::geometry::Rect;
use dissensus::figure::geometry::flattened;
use dissensus::figure::geometry::middle;
use dissensus::figure::metrics::LINE_HEIGHT;
use dissensus::figure::metrics::Weight;
use dissensus::figure::metrics::text_width;
use dissensus::figure::place;
use dissensus::import::{Input, LoadOptions, load};
use proptest::prelude::*;

/// The debate that the project ships, as the README draws it.
fn soft_balancing() -> Chart {
    let text = include_str!("../../bib/soft-balancing.bib");
    let input = Input { name: "soft-balancing.bib".to_owned(), bytes: text.as_bytes().to_vec() };
    let corpus = load(vec![input], LoadOptions::default()).corpus;
    debate_map(&corpus, &MapOptions { citations: Citations::Hidden, ..MapOptions::default() })
}

/// A large invented debate, of which ten works, claims or persons stand singly.
fn thinned(view: MapView) -> Chart {
    let top = Top::First(NonZeroUsize::new(10).unwrap());
    let thinning = Thinning { top, by: None };
    debate_map(&library(&debate(4, 50)).corpus, &MapOptions { view, thinning, ..MapOptions::default() })
}

fn debates_for_a_page() -> [(&'static str, Chart); 5] {
    [
        ("soft balancing", soft_balancing()),
        ("timeline", reference_chart(Direction::Down, PageSize::default())),
        ("like the reference", debates::reference_like()),
        ("two years", debates::crowded_years()),
        ("fifty years", debates::long_debate()),
    ]
}

fn all_views() -> Vec<(&'static str, Chart)> {
    let mut views = Vec::from(debates_for_a_page());
    views.extend([
        ("claims", debates::claims(30)),
        ("many claims", debates::claims(130)),
        ("people", debates::people()),
        ("across", debates::across()),
        ("schools", reference_schools()),
        ("thinned works", thinned(MapView::Works)),
        ("thinned claims", thinned(MapView::Claims)),
        ("thinned people", thinned(MapView::People)),
        (
            "timeline across",
            reference_chart(Direction::Across, PageSize { width_mm: 297.0, height_mm: 174.0 }),
        ),
    ]);
    views
}

#[test]
fn debates_of_forty_to_sixty_works_fit_a_journal_page() {
    for (name, chart) in debates_for_a_page() {
        let figure = place(&chart);
        assert_eq!(figure.fits(), Fit::Fits, "{name}");
        assert!(figure.page.width <= 493.24 && figure.page.height <= 663.32, "{name}: {:?}", figure.page);
    }
}

#[test]
fn no_text_is_smaller_than_six_points() {
    for (name, chart) in all_views() {
        let figure = place(&chart);
        assert!(figure.labels.iter().all(|label| label.font_size >= 6.0), "{name}");
        assert!(figure.nodes.iter().all(|node| node.font_size >= 6.0), "{name}");
        assert!(figure.edges.iter().flat_map(|edge| &edge.label).all(|label| label.font_size >= 6.0));
    }
}

#[test]
fn labels_stay_inside_their_boxes_and_keep_every_letter() {
    for (name, chart) in all_views() {
        let figure = place(&chart);
        for (node, wanted) in figure.nodes.iter().zip(&chart.nodes) {
            for line in &node.lines {
                let width = text_width(line, node.font_size, Weight::Regular);
                assert!(width <= node.rect.width - 4.0, "{name}: {line} in {:?}", node.rect);
            }
            let height = node.lines.len() as f64 * node.font_size * LINE_HEIGHT;
            assert!(height <= node.rect.height, "{name}: {:?}", node.lines);
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            assert_eq!(letters(&node.lines.concat()), letters(&wanted.lines.concat()), "{name}");
        }
        for label in &figure.labels {
            for line in &label.lines {
                let rect = Rect::new(line.origin.x, label.rect.y, line.width, label.rect.height);
                assert!(label.rect.encloses(rect, 0.01), "{name}: {line:?} in {:?}", label.rect);
            }
        }
    }
}

#[test]
fn boxes_keep_clear_of_the_lines_between_years() {
    const CLEAR: f64 = 1.5;
    let seeded = (40..60).map(|seed| ("seeded", debates::seeded(seed)));
    for (name, chart) in all_views().into_iter().chain(seeded) {
        let figure = place(&chart);
        for node in &figure.nodes {
            let (start, length) = match chart.direction {
                Direction::Down => (node.rect.y, node.rect.height),
                Direction::Across => (node.rect.x, node.rect.width),
            };
            let clear = |row: &&PlacedRow| row.start + CLEAR <= start && start + length <= row.end - CLEAR;
            assert!(figure.rows.iter().any(|row| clear(&row)), "{name}: {} {:?}", node.id, node.rect);
        }
    }
}

#[test]
fn nothing_covers_anything_else() {
    let seeded = (40..60).map(|seed| ("seeded", debates::seeded(seed)));
    for (name, chart) in all_views().into_iter().chain(seeded) {
        let figure = place(&chart);
        let mut boxes: Vec<(String, Rect)> =
            figure.nodes.iter().map(|node| (node.id.clone(), node.rect)).collect();
        boxes.extend(figure.labels.iter().map(|label| (label.lines[0].text.clone(), label.rect)));
        boxes.extend(
            figure.edges.iter().flat_map(|edge| &edge.label).map(|l| (l.lines[0].text.clone(), l.rect)),
        );
        for (first, (a, rect)) in boxes.iter().enumerate() {
            for (b, other) in &boxes[first + 1..] {
                assert!(!rect.inflated(-0.02).overlaps(*other), "{name}: {a} {rect:?} and {b} {other:?}");
            }
        }
        assert!(boxes.iter().all(|(_, rect)| figure.page.encloses(*rect, 0.01)), "{name}");
        for node in &figure.nodes {
            assert!(!figure.legend.overlaps(node.rect), "{name}: {}", node.id);
            assert!(figure.lanes[node.lane.0].rect.encloses(node.rect, 0.01), "{name}: {}", node.id);
        }
        for dot in figure.edges.iter().flat_map(|edge| flattened(&edge.points, 12)) {
            assert!(figure.plot.inflated(0.1).contains(dot), "{name}: {dot:?}");
        }
    }
}

/// What a halo's marks cover: of a band its own curve, of a plate its box.
fn extent(points: &[Point]) -> Rect {
    let fold = |value: fn(&Point) -> f64| {
        let values = points.iter().map(value);
        let least = values.clone().fold(f64::INFINITY, f64::min);
        (least, values.fold(f64::NEG_INFINITY, f64::max) - least)
    };
    let ((x, width), (y, height)) = (fold(|point| point.x), fold(|point| point.y));
    Rect::new(x, y, width, height)
}

#[test]
fn a_halo_lies_along_its_edges_and_under_its_nodes_and_meets_no_other_node() {
    let mut seen = 0;
    let mut charts = all_views();
    charts.extend((0..20).map(|seed| {
        let mut chart = debates::seeded(seed);
        let nodes = (0..chart.nodes.len()).step_by(2).map(NodeIndex).collect();
        let edges = (0..chart.edges.len()).step_by(3).map(EdgeIndex).collect();
        chart.halo = Some(Halo { meaning: "what counts".to_owned(), nodes, edges });
        ("seeded", chart)
    }));
    for (name, chart) in charts {
        let figure = place(&chart);
        let Some(halo) = &chart.halo else {
            assert!(figure.halos.is_empty(), "{name}");
            continue;
        };
        seen += 1;
        let texts = figure.labels.iter().flat_map(|label| &label.lines).map(|line| line.text.as_str());
        assert_eq!(texts.filter(|text| *text == halo.meaning).count(), 1, "{name}: one entry of the legend");
        assert_eq!(figure.halos.len(), halo.edges.len() + halo.nodes.len(), "{name}");
        let (bands, plates) = figure.halos.split_at(halo.edges.len());
        for (band, edge) in bands.iter().zip(&halo.edges) {
            let Mark::Curve { points, paint } = band else { panic!("{name}: {band:?}") };
            let edge = figure.edges.iter().find(|placed| placed.index == edge.0).unwrap();
            assert_eq!(points, &edge.points, "{name}");
            assert!(paint.width > 3.0 * edge.width, "{name}: the band shows on both sides of the edge");
        }
        for (plate, node) in plates.iter().zip(&halo.nodes) {
            let Mark::Polygon { points, .. } = plate else { panic!("{name}: {plate:?}") };
            let (plate, own) = (extent(points), figure.nodes[node.0].rect);
            assert!(plate.encloses(own.inflated(1.5), 0.01), "{name}: {plate:?} under {own:?}");
            assert!(figure.page.encloses(plate, 0.01), "{name}");
            for (index, other) in figure.nodes.iter().enumerate() {
                assert!(index == node.0 || !plate.overlaps(other.rect), "{name}: {} at {}", other.id, node.0);
            }
        }
        for text in [dot_text(&figure), svg_text(&figure, &ExportSettings::default()).unwrap()] {
            assert!(text.contains("#f7dc6f"), "{name}: the halo is in the file");
        }
    }
    assert!(seen > 20, "{seen}");
}

fn distance_to_boundary(rect: Rect, p: Point) -> f64 {
    let inside = [p.x - rect.x, rect.right() - p.x, p.y - rect.y, rect.bottom() - p.y];
    let least = inside.into_iter().fold(f64::INFINITY, f64::min);
    least.abs()
}

#[test]
fn edges_end_on_the_boundaries_of_their_nodes() {
    for (name, chart) in all_views() {
        let figure = place(&chart);
        assert_eq!(figure.edges.len(), chart.edges.len(), "{name}");
        for edge in &figure.edges {
            let asked = &chart.edges[edge.index];
            assert_eq!((edge.from, edge.to), (asked.from.0, asked.to.0));
            let ends = [(edge.from, edge.points[0]), (edge.to, *edge.points.last().unwrap())];
            for (node, end) in ends {
                let rect = figure.nodes[node].rect;
                assert!(distance_to_boundary(rect, end) < 0.05, "{name}: {end:?} of {rect:?}");
            }
        }
    }
}

#[test]
fn no_edge_runs_through_a_foreign_box() {
    let seeded = (0..40).map(|seed| ("seeded", debates::seeded(seed)));
    for (name, chart) in all_views().into_iter().chain(seeded) {
        let figure = place(&chart);
        for edge in &figure.edges {
            let dots = flattened(&edge.points, 24);
            for (index, node) in figure.nodes.iter().enumerate() {
                if index != edge.from && index != edge.to {
                    let inner = node.rect.inflated(-0.05);
                    let crossed = dots.windows(2).any(|pair| inner.is_crossed_by(pair[0], pair[1]));
                    assert!(!crossed, "{name} {}: edge {} through {}", chart.title, edge.index, node.id);
                }
            }
        }
    }
}

#[test]
fn parallel_edges_can_be_told_apart() {
    let seeded = (60..80).map(|seed| ("seeded", debates::seeded(seed)));
    for (name, chart) in all_views().into_iter().chain(seeded) {
        let figure = place(&chart);
        for (first, edge) in figure.edges.iter().enumerate() {
            for other in &figure.edges[first + 1..] {
                let ends = |e: &dissensus::figure::PlacedEdge| (e.from.min(e.to), e.from.max(e.to));
                if ends(edge) == ends(other) {
                    let apart = middle(&edge.points).distance(middle(&other.points));
                    assert!(
                        apart >= 1.9,
                        "{name} {}: edges {} and {}: {apart}",
                        chart.title,
                        edge.index,
                        other.index
                    );
                }
            }
        }
    }
}

#[test]
fn the_same_chart_gives_the_same_bytes() {
    for (name, chart) in all_views() {
        let (first, second) = (place(&chart), place(&chart));
        assert_eq!(dot_text(&first), dot_text(&second), "{name}");
        assert_eq!(
            svg_text(&first, &ExportSettings::default()).unwrap(),
            svg_text(&second, &ExportSettings::default()).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn the_legend_explains_what_is_used_and_nothing_else() {
    let texts = |figure: &Figure| -> Vec<String> {
        figure.labels.iter().flat_map(|label| &label.lines).map(|line| line.text.clone()).collect()
    };
    let figure = place(&debates::people());
    assert!(texts(&figure).contains(&"person, coloured by position".to_owned()));
    assert!(!texts(&figure).contains(&"cites".to_owned()));
    let figure = place(&debates::reference_like());
    assert!(!texts(&figure).contains(&"beginning of a phase".to_owned()));
    for wanted in ["supports", "disputes", "cited, but not in the file", "of more than one position", "event"]
    {
        assert!(texts(&figure).contains(&wanted.to_owned()), "{wanted}");
    }
}

#[test]
fn large_literatures_are_placed_in_bounded_time() {
    let started = std::time::Instant::now();
    let figure = place(&debates::large(500, 1_200));
    assert_eq!(figure.edges.len(), 1_200);
    println!("500 works: {:?}", started.elapsed());
    assert!(started.elapsed().as_secs() < 30);
}

#[test]
fn five_thousand_nodes_in_one_heap_do_not_hang() {
    let mut chart = debates::large(5_000, 5_000);
    chart.lanes.clear();
    for node in &mut chart.nodes {
        node.time = None;
        "same".clone_into(&mut node.id);
    }
    let started = std::time::Instant::now();
    let figure = place(&chart);
    println!("5,000 works in a heap: {:?}", started.elapsed());
    assert_eq!(figure.nodes[4_999].id, "same (5000)");
}

#[test]
fn an_empty_chart_is_an_empty_page() {
    let figure = place(&Chart::default());
    assert_eq!(figure.fits(), Fit::Fits);
    assert!(svg_text(&figure, &ExportSettings::default()).unwrap().contains("</svg>"));
}

prop_compose! {
    fn any_chart()(
        lanes in 0_usize..5,
        nodes in prop::collection::vec(("\\PC{0,30}", 0_usize..7, prop::option::of(-50_i32..3000), 0_usize..6), 0..14),
        edges in prop::collection::vec((0_usize..16, 0_usize..14, 0_usize..5, any::<Option<u8>>()), 0..25),
        title in ".{0,80}",
        down in any::<bool>(),
        timed in any::<bool>(),
        rules in prop::collection::vec((1900_i32..2020, ".{0,20}", any::<Option<i32>>(), any::<bool>()), 0..9),
        halo in prop::option::of((
            prop::collection::vec(0_usize..20, 0..6),
            prop::collection::vec(0_usize..30, 0..6),
        )),
    ) -> Chart {
        let shapes = [
            NodeShape::Work,
            NodeShape::OutsideWork,
            NodeShape::Position,
            NodeShape::Claim,
            NodeShape::Person,
            NodeShape::Event,
        ];
        Chart {
            title: title.clone(),
            lanes: (0..lanes).map(|i| debates::lane(&title, i)).collect(),
            nodes: nodes
                .into_iter()
                .map(|(text, lane, time, shape)| {
                    let mut node = debates::work(&text, &[&text], lane, time);
                    node.shape = shapes[shape];
                    node
                })
                .collect(),
            edges: edges
                .into_iter()
                .map(|(from, to, style, label)| {
                    let mut edge = debates::edge(from, to, EdgeStyle::ALL[style]);
                    edge.label = label.map(|n| n.to_string());
                    edge
                })
                .collect(),
            rules: rules
                .into_iter()
                .map(|(time, label, until, is_event)| TimeRule {
                    time,
                    until,
                    label,
                    kind: if is_event { RuleKind::Event } else { RuleKind::Phase },
                })
                .collect(),
            halo: halo.map(|(nodes, edges)| Halo {
                meaning: title.clone(),
                nodes: nodes.into_iter().map(NodeIndex).collect(),
                edges: edges.into_iter().map(EdgeIndex).collect(),
            }),
            direction: if down { Direction::Down } else { Direction::Across },
            time_axis: if timed { TimeAxis::Shown } else { TimeAxis::Absent },
            ..Chart::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_chart_is_placed_on_its_page(chart in any_chart()) {
        let figure = place(&chart);
        prop_assert_eq!(figure.nodes.len(), chart.nodes.len());
        prop_assert_eq!(figure.edges.len() + figure.lost_edges, chart.edges.len());
        for node in &figure.nodes {
            prop_assert!(figure.page.encloses(node.rect, 0.01), "{:?} in {:?}", node.rect, figure.page);
        }
        for label in &figure.labels {
            prop_assert!(figure.page.encloses(label.rect, 0.01), "{:?} in {:?}", label, figure.page);
        }
        let mut boxes: Vec<Rect> = figure.nodes.iter().map(|node| node.rect).collect();
        boxes.extend(figure.labels.iter().map(|label| label.rect));
        boxes.extend(figure.edges.iter().flat_map(|edge| &edge.label).map(|label| label.rect));
        for (first, rect) in boxes.iter().enumerate() {
            for other in &boxes[first + 1..] {
                prop_assert!(!rect.inflated(-0.02).overlaps(*other), "{:?} and {:?}", rect, other);
            }
        }
        for edge in &figure.edges {
            prop_assert!(edge.points.len() % 3 == 1 && edge.points.len() >= 4);
            prop_assert!(edge.points.iter().all(|p| p.x.is_finite() && p.y.is_finite()));
        }
    }
}
