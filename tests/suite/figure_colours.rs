//! Classes that stand side by side stay apart: in colour, in grey, and for those who see no green.
//!
//! Measured on the inks that each figure really uses: contrast by WCAG 2.2, differences by CIEDE2000, deuteranopia as
//! simulated by Machado, Oliveira and Fernandes (2009). What colour does not keep apart, another channel must: the
//! pattern of a line, the head of an arrow, a text.

use crate::figure_debates as debates;
use crate::repository;
use crate::schools_figure::reference_schools;
use dissensus::algorithm::main_path::CyclePolicy;
use dissensus::algorithm::main_path::METHODS;
use dissensus::analysis::FacetMatrixOptions;
use dissensus::analysis::FacetQuery;
use dissensus::analysis::MapOptions;
use dissensus::analysis::MapView;
use dissensus::analysis::MatrixOf;
use dissensus::analysis::Thinning;
use dissensus::analysis::debate_map;
use dissensus::analysis::facet_matrix_chart;
use dissensus::analysis::facet_named;
use dissensus::analysis::response_matrix_chart;
use dissensus::analysis::spectroscopy_chart;
use dissensus::analysis::stream_chart;
use dissensus::analysis::timeline::ArcsShown;
use dissensus::analysis::timeline::MainPathOptions;
use dissensus::analysis::timeline::PathSearch;
use dissensus::analysis::timeline::TimelineChart;
use dissensus::analysis::timeline::main_path;
use dissensus::analysis::timeline::phases;
use dissensus::analysis::timeline::timeline_chart;
use dissensus::figure::Chart;
use dissensus::figure::Color;
use dissensus::figure::Direction;
use dissensus::figure::EdgeStyle;
use dissensus::figure::Figure;
use dissensus::figure::Ink;
use dissensus::figure::LabelKind;
use dissensus::figure::Mark;
use dissensus::figure::NodeShape;
use dissensus::figure::PageSize;
use dissensus::figure::PaletteColor;
use dissensus::figure::PlacedNode;
use dissensus::figure::Scheme;
use dissensus::figure::geometry::Point;
use dissensus::figure::geometry::Rect;
use dissensus::figure::node_paint;
use dissensus::figure::place;
use dissensus::figure::place_matrix;
use dissensus::figure::place_series;
use dissensus::figure::vision::contrast;
use dissensus::figure::vision::deuteranopic;
use dissensus::figure::vision::difference;
use dissensus::figure::vision::greyed;
use dissensus::figure::vision::lab_difference;
use dissensus::import::Input;
use dissensus::import::LoadOptions;
use dissensus::import::load;
use dissensus::model::Confidence;
use dissensus::model::Corpus;
use dissensus::projection::Links;
use dissensus::projection::descent;

/// What text needs on its ground, and a line on its (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
const TEXT: f64 = 4.5;
const LINE: f64 = 3.0;
/// What an untyped citation needs, which lies beneath all that has a sign.
const CITATION: f64 = 1.5;
/// What two fills need that are told apart by nothing else, in CIEDE2000.
const APART: f64 = 5.0;

/// A way of seeing colours.
type Sight = (&'static str, fn(Color) -> Color);

const SIGHTS: [Sight; 3] = [("colour", |color| color), ("grey", greyed), ("deuteranopia", deuteranopic)];

/// The views of `map`; a new one does not compile here until it is measured too.
const VIEWS: [MapView; 3] = [MapView::Works, MapView::Claims, MapView::People];

fn name(view: MapView) -> &'static str {
    match view {
        MapView::Works => "works",
        MapView::Claims => "claims",
        MapView::People => "people",
    }
}

fn corpus(file: &str) -> Corpus {
    let input = Input { name: file.to_owned(), bytes: repository::text(file).into_bytes() };
    load(vec![input], LoadOptions::default()).corpus
}

fn timeline(corpus: &Corpus) -> Chart {
    let descent = descent(corpus, Links::Both, Confidence::Low);
    let options = MainPathOptions {
        weights: METHODS[0],
        search: PathSearch::Global,
        cycles: CyclePolicy::Condense,
        arcs: ArcsShown::MainPath,
    };
    timeline_chart(
        corpus,
        &TimelineChart {
            descent: &descent,
            path: &main_path(corpus, &descent, &options),
            phases: &phases(corpus, Confidence::Low),
            direction: Direction::Down,
            page: PageSize::default(),
            title: None,
            thinning: Thinning::default(),
        },
    )
    .0
}

/// Every view of both debates, and invented ones, in both palettes.
fn figures() -> Vec<(String, Figure)> {
    let mut charts = vec![
        ("invented debate".to_owned(), debates::reference_like()),
        ("invented claims".to_owned(), debates::claims(20)),
        ("invented persons".to_owned(), debates::people()),
        ("schools".to_owned(), reference_schools()),
    ];
    for file in ["bib/soft-balancing.bib", "bib/hedging.bib", "tests/fixtures/several-positions.bib"] {
        let corpus = corpus(file);
        charts.push((format!("{file} timeline"), timeline(&corpus)));
        for view in VIEWS {
            let options = MapOptions { view, ..MapOptions::default() };
            charts.push((format!("{file} {}", name(view)), debate_map(&corpus, &options)));
        }
    }
    let mut figures = Vec::new();
    for (name, chart) in charts {
        for (palette, scheme) in [("okabe-ito", Scheme::okabe_ito()), ("grey", Scheme::grey())] {
            let mut chart = chart.clone();
            chart.theme.scheme = scheme;
            figures.push((format!("{name} in {palette}"), place(&chart)));
        }
    }
    figures
}

/// Asks of every figure and sight; what fails is told all at once.
fn of_every_figure(ask: impl Fn(&Figure, &dyn Fn(Ink) -> Color, &mut dyn FnMut(String))) {
    let mut wrong = Vec::new();
    for (name, figure) in figures() {
        for (sight, see) in SIGHTS {
            ask(&figure, &|ink| see(figure.theme.color(ink)), &mut |what| {
                wrong.push(format!("{name}, {sight}: {what}"));
            });
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// The grounds that a node gives its label.
fn grounds(node: &PlacedNode) -> Vec<Ink> {
    match node.shape {
        NodeShape::OutsideWork | NodeShape::Event => vec![Ink::Paper],
        _ if node.fills.is_empty() => vec![Ink::Paper],
        _ => node.fills.iter().map(|fill| Ink::Node(*fill)).collect(),
    }
}

#[test]
fn every_text_stands_out_from_its_ground() {
    of_every_figure(|figure, see, fault| {
        let mut ask = |ink: Ink, ground: Ink, what: &str| {
            let reached = contrast(see(ink), see(ground));
            if reached < TEXT {
                fault(format!("{what}: {ink:?} on {ground:?} has {reached:.2}"));
            }
        };
        for node in &figure.nodes {
            for ground in grounds(node) {
                ask(Ink::Text, ground, "label");
            }
        }
        let texts = figure.labels.iter().chain(figure.edges.iter().filter_map(|edge| edge.label.as_ref()));
        for label in texts {
            ask(label.ink, Ink::Paper, "text");
            for lane in figure.lanes.iter().filter(|lane| lane.rect.overlaps(label.rect)) {
                ask(label.ink, Ink::Lane(lane.fill), "text");
            }
        }
    });
}

#[test]
fn every_line_stands_out_from_its_ground() {
    of_every_figure(|figure, see, fault| {
        for edge in &figure.edges {
            let least = if edge.style == EdgeStyle::Citation { CITATION } else { LINE };
            let lanes = figure.lanes.iter().map(|lane| Ink::Lane(lane.fill));
            for ground in lanes.chain([Ink::Paper]) {
                let reached = contrast(see(Ink::Edge(edge.style)), see(ground));
                if reached < least {
                    fault(format!("{} on {ground:?} has {reached:.2}", edge.style.name()));
                }
            }
        }
    });
}

#[test]
fn sign_is_never_told_by_colour_alone() {
    for (index, one) in EdgeStyle::ALL.iter().enumerate() {
        for other in &EdgeStyle::ALL[index + 1..] {
            assert!((one.line(), one.head()) != (other.line(), other.head()), "{one:?} and {other:?}");
        }
    }
    // A line of its own may be like that of another sign; the head is not.
    let signed = [EdgeStyle::Supports, EdgeStyle::Mixed, EdgeStyle::Disputes];
    for (index, one) in signed.iter().enumerate() {
        assert!(signed[index + 1..].iter().all(|other| one.head() != other.head()), "{one:?}");
    }
}

/// The heading drawn in a lane.
fn heading(figure: &Figure, lane: usize) -> Option<String> {
    let rect = figure.lanes[lane].rect;
    let own =
        figure.labels.iter().find(|label| label.kind == LabelKind::Lane && rect.encloses(label.rect, 1.0));
    own.map(|label| label.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "))
}

#[test]
fn lanes_side_by_side_are_told_apart() {
    of_every_figure(|figure, see, fault| {
        for lane in 1..figure.lanes.len() {
            let [a, b] = [lane - 1, lane].map(|lane| see(Ink::Lane(figure.lanes[lane].fill)));
            let headed =
                heading(figure, lane).is_some() && heading(figure, lane) != heading(figure, lane - 1);
            if difference(a, b) < APART && !headed {
                fault(format!("lanes {lane} and {}", lane + 1));
            }
        }
    });
}

#[test]
fn every_node_stands_out_from_its_lane() {
    of_every_figure(|figure, see, fault| {
        for node in &figure.nodes {
            let lane = see(Ink::Lane(figure.lanes[node.lane.0].fill));
            let outline = node_paint(node.shape, node.fills.first().copied()).stroke;
            let outlined = outline.is_some_and(|ink| contrast(see(ink), lane) >= LINE);
            if !outlined && grounds(node).iter().any(|ground| difference(see(*ground), lane) < APART) {
                fault(format!("{:?} {:?}", node.shape, node.fills));
            }
        }
    });
}

/// The sign or letters before a label: `? `, `× `, `CD·`.
fn tag(node: &PlacedNode) -> String {
    let text = node.lines.join(" ");
    let lettered = text.split_once('·').map(|(letters, _)| letters);
    let letters = lettered.filter(|letters| letters.chars().all(|c| c.is_ascii_uppercase()));
    let sign = text.chars().next().filter(|first| "+?\u{d7}".contains(*first));
    letters.map(str::to_owned).or(sign.map(String::from)).unwrap_or_default()
}

#[test]
fn classes_are_told_apart_by_lightness_or_by_letters() {
    of_every_figure(|figure, see, fault| {
        let own_lane = |node: &PlacedNode| {
            node.fills.len() < 2 && node.fills.first() == Some(&figure.lanes[node.lane.0].fill)
        };
        for (index, one) in figure.nodes.iter().enumerate() {
            // Parts of one node lie side by side.
            for pair in one.fills.windows(2) {
                let apart = difference(see(Ink::Node(pair[0])), see(Ink::Node(pair[1])));
                if apart < APART && tag(one).chars().count() < one.fills.len() {
                    fault(format!("the parts {pair:?} of one node: {apart:.1}"));
                }
            }
            // Nodes of other lanes have other headings; within a lane the fill must tell.
            for other in figure.nodes[index + 1..].iter().filter(|other| other.lane == one.lane) {
                if one.fills == other.fills || one.shape != other.shape || own_lane(one) && own_lane(other) {
                    continue;
                }
                let (Some(a), Some(b)) = (one.fills.first(), other.fills.first()) else { continue };
                let several = one.fills.len() != other.fills.len();
                let apart = difference(see(Ink::Node(*a)), see(Ink::Node(*b)));
                if apart < APART && tag(one) == tag(other) && !several {
                    fault(format!("{a:?} and {b:?} in one lane: {apart:.1}"));
                }
            }
        }
    });
}

#[test]
fn neighbours_in_the_palette_are_told_apart_in_every_sight() {
    let scheme = Scheme::okabe_ito();
    for pair in PaletteColor::ALL.windows(2) {
        for (sight, see) in SIGHTS {
            let [a, b] = [pair[0], pair[1]].map(|class| see(scheme.classes[class.number()].node));
            assert!(difference(a, b) >= APART, "{pair:?}, {sight}: {:.2}", difference(a, b));
        }
    }
}

/// The fills that a figure in grey gives to so many positions, and the first letters of its nodes.
fn greys(positions: usize) -> (Vec<Color>, Vec<String>) {
    let mut chart = Chart::default();
    for index in 0..positions {
        let class = PaletteColor::nth(index);
        chart.lanes.push(debates::lane(&format!("position {index}"), index));
        chart.lanes[index].fill = class;
        chart.nodes.push(debates::work(&format!("w{index}"), &["Pape 2005"], index, Some(2000)));
        chart.nodes[index].fills = vec![class];
    }
    chart.theme.scheme = Scheme::grey();
    let figure = place(&chart);
    let mut fills: Vec<Color> =
        figure.nodes.iter().map(|node| figure.theme.color(Ink::Node(node.fills[0]))).collect();
    fills.sort();
    fills.dedup();
    (fills, figure.nodes.iter().map(tag).collect())
}

#[test]
fn up_to_four_positions_are_told_apart_by_grey_alone_and_more_by_letters() {
    for positions in 1..=4 {
        let (fills, tags) = greys(positions);
        assert_eq!(fills.len(), positions);
        assert!(fills.windows(2).all(|pair| difference(pair[0], pair[1]) >= APART), "{fills:?}");
        assert!(tags.iter().all(String::is_empty), "{tags:?}");
    }
    for positions in 5..=7 {
        let (fills, tags) = greys(positions);
        assert_eq!(fills.len(), 4);
        let letters: Vec<String> = ('A'..).take(positions).map(String::from).collect();
        assert_eq!(tags, letters);
    }
}

#[test]
fn contrast_and_difference_are_those_of_their_sources() {
    let (black, white) = (Color::new(0, 0, 0), Color::new(255, 255, 255));
    // WCAG 2.2: 21 is the highest ratio. (0x76)³ is the lightest grey with 4.5 on white, as its technique G18 says.
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    assert!(contrast(Color::new(0x76, 0x76, 0x76), white) >= 4.5);
    assert!(contrast(Color::new(0x77, 0x77, 0x77), white) < 4.5);
    // Pairs of table 1 of Sharma, Wu and Dalal (2005).
    let pairs = [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.001], 7.1792),
        ([50.0, -0.001, 2.49], [50.0, 0.0011, -2.49], 4.7461),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([50.0, 2.5, 0.0], [61.0, -5.0, 29.0], 22.8977),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082),
    ];
    for (one, other, expected) in pairs {
        for found in [lab_difference(one, other), lab_difference(other, one)] {
            assert!((found - expected).abs() < 1e-4, "{one:?} {other:?}: {found}");
        }
    }
    assert!((difference(black, white) - 100.0).abs() < 0.01);
    // Greys stay what they are without green: the rows of the matrix sum to one.
    for level in [0, 60, 128, 200, 255] {
        let grey = Color::new(level, level, level);
        assert_eq!((deuteranopic(grey), greyed(grey)), (grey, grey));
    }
    // Red and green of one lightness fall together.
    let (red, green) = (Color::new(0xb8, 0x60, 0x40), Color::new(0x78, 0x7e, 0x40));
    assert!(difference(deuteranopic(red), deuteranopic(green)) < difference(red, green) / 4.0);
}

/// The views that count, in both palettes: figures of marks and texts only.
fn counted_figures() -> Vec<(String, Figure)> {
    let corpus = corpus("bib/soft-balancing.bib");
    let options = MapOptions::default();
    let links = descent(&corpus, Links::Both, Confidence::Low);
    let mut figures = Vec::new();
    for (palette, scheme) in [("okabe-ito", Scheme::okabe_ito()), ("grey", Scheme::grey())] {
        let facet = |name: &str| facet_named(&corpus, name).unwrap();
        let evidence = FacetMatrixOptions {
            rows: facet("region"),
            columns: facet("instrument"),
            query: FacetQuery::default(),
            top: 24,
            title: None,
            page: PageSize::default(),
        };
        for (name, mut chart) in [
            ("matrix", response_matrix_chart(&corpus, &options, MatrixOf::Roots, 20)),
            ("matrix of works", response_matrix_chart(&corpus, &options, MatrixOf::Works, 20)),
            ("matrix of people", response_matrix_chart(&corpus, &options, MatrixOf::People, 20)),
            ("evidence matrix", facet_matrix_chart(&corpus, &evidence)),
        ] {
            chart.captions.theme.scheme = scheme.clone();
            figures.push((format!("{name} in {palette}"), place_matrix(&chart)));
        }
        for (name, mut chart) in [
            ("stream", stream_chart(&corpus, &options)),
            ("spectroscopy", spectroscopy_chart(&corpus, &links, &options)),
        ] {
            chart.captions.theme.scheme = scheme.clone();
            figures.push((format!("{name} in {palette}"), place_series(&chart)));
        }
    }
    figures
}

/// The smallest box round some points.
fn extent(points: &[Point]) -> Rect {
    let low = |of: fn(&Point) -> f64| points.iter().map(of).fold(f64::INFINITY, f64::min);
    let high = |of: fn(&Point) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, top) = (low(|point| point.x), low(|point| point.y));
    Rect::new(left, top, high(|point| point.x) - left, high(|point| point.y) - top)
}

/// The fill on top at a point.
fn ground_at(figure: &Figure, at: Point) -> Ink {
    let mut ground = Ink::Paper;
    for mark in &figure.marks {
        let Mark::Polygon { points, paint } = mark else { continue };
        if let Some(fill) = paint.fill
            && extent(points).contains(at)
        {
            ground = fill;
        }
    }
    ground
}

#[test]
fn marks_of_the_views_that_count_stand_out_from_the_paper() {
    let mut measured = 0;
    for (name, figure) in counted_figures() {
        for (sight, seen) in SIGHTS {
            for mark in &figure.marks {
                let Mark::Polygon { points, paint } = mark else { continue };
                let against_paper = |ink: Ink, least: f64| {
                    contrast(seen(figure.theme.color(ink)), seen(figure.theme.color(Ink::Paper))) >= least
                };
                // What is filled with a class or a sign is seen by itself, by its outline, or by one round all parts.
                let Some(ink @ (Ink::Node(_) | Ink::Edge(_))) = paint.fill else { continue };
                let outlined = figure.marks.iter().any(|around| {
                    let Mark::Polygon { points: corners, paint } = around else { return false };
                    paint.stroke.is_some_and(|line| against_paper(line, LINE))
                        && extent(corners).encloses(extent(points), 0.1)
                });
                assert!(outlined || against_paper(ink, LINE), "{name} in {sight}: {ink:?}");
                measured += 1;
            }
        }
    }
    assert!(measured > 100, "{measured}");
}

#[test]
fn texts_of_the_views_that_count_stand_out_from_what_is_beneath_them() {
    let mut measured = 0;
    for (name, figure) in counted_figures() {
        for (sight, seen) in SIGHTS {
            for label in &figure.labels {
                let ground = ground_at(&figure, label.rect.center());
                let color = |ink: Ink| seen(figure.theme.color(ink));
                let found = contrast(color(label.ink), color(ground));
                assert!(found >= TEXT, "{name} in {sight}: {:?} on {ground:?}: {found:.2}", label.lines);
                measured += 1;
            }
        }
    }
    assert!(measured > 500, "{measured}");
}

/// The letter or name within a box: what a reader sees there besides its fill.
fn text_within(figure: &Figure, points: &[Point]) -> Option<String> {
    let (left, right) = (points[0].x.min(points[1].x), points[0].x.max(points[1].x));
    let (top, bottom) = (points[0].y.min(points[2].y), points[0].y.max(points[2].y));
    let within = |at: Point| (left..=right).contains(&at.x) && (top..=bottom).contains(&at.y);
    let label = figure.labels.iter().find(|label| within(label.rect.center()))?;
    Some(label.lines.iter().map(|line| line.text.as_str()).collect())
}

#[test]
fn parts_of_columns_are_told_apart_by_lightness_or_by_letters() {
    for (name, figure) in counted_figures().into_iter().filter(|(name, _)| name.starts_with("stream")) {
        let boxes: Vec<(PaletteColor, &[Point])> = figure
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Polygon { points, paint } if points.len() == 4 => match paint.fill {
                    Some(Ink::Node(class)) => Some((class, points.as_slice())),
                    _ => None,
                },
                _ => None,
            })
            .collect();
        for (sight, seen) in SIGHTS {
            for (index, (class, points)) in boxes.iter().enumerate() {
                for (other, others) in boxes[index + 1..].iter().filter(|(other, _)| other != class) {
                    let color = |class: PaletteColor| seen(figure.theme.color(Ink::Node(class)));
                    let (top, bottom) = (points[0].y.min(points[2].y), others[0].y.max(others[2].y));
                    let touch = others[0].x == points[0].x && (top - bottom).abs() < 0.1;
                    let apart = difference(color(*class), color(*other));
                    let (here, there) = (text_within(&figure, points), text_within(&figure, others));
                    if touch && apart < APART {
                        assert!(
                            here.is_some() && here != there,
                            "{name} in {sight}: {class:?} and {other:?}"
                        );
                    }
                }
            }
        }
        let names: Vec<String> =
            figure.labels.iter().flat_map(|label| &label.lines).map(|line| line.text.clone()).collect();
        let grey = name.contains("grey");
        assert_eq!(names.iter().any(|name| name.starts_with("A·pro")), grey, "{name}: {names:?}");
        assert_eq!(names.iter().filter(|name| *name == "C").count() > 3, grey, "{name}: {names:?}");
    }
}
