//! The map of the works as places on a page, each with what it stands for.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::analysis::debate_map::works_view::WorksDrawn;
use crate::analysis::timeline::{PhasesFinding, rules};
use crate::figure::geometry::{Point, Rect};
use crate::figure::{Chart, Figure, PageSize, TimeRule, place, seat};
use crate::model::{Corpus, Entity, Response};

/// Up to how many works edges have places of their own.
const WORKS: usize = 400;
/// The room in square points that a node of a large map takes, gaps and ragged rows included.
const ROOM: f64 = 2600.0;
/// Width to height of a large map; the part of a screen that it is shown on is about square.
const SHAPE: f64 = 1.1;
/// How many lanes stand beside one another on the page of a journal.
const LANES: f64 = 7.0;

/// The size of the map in points.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MapPage {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// A column of works of one position.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapLane {
    /// Its heading.
    pub title: String,
    /// The heading over it and its neighbours.
    pub group: Option<String>,
    /// x, y, width, height.
    pub rect: [f64; 4],
    /// The name of its colour.
    pub color: &'static str,
}

/// A year that has a row.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MapYear {
    /// The year.
    pub year: i32,
    /// The middle of its row.
    pub y: f64,
    /// The hairline above it; none above the first row.
    pub top: Option<f64>,
}

/// A place where years without works are folded away.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MapFold {
    /// Where.
    pub y: f64,
    /// How many years.
    pub years: i64,
}

/// A line across the lanes: an event, or the beginning of a phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapRule {
    /// What happened, with its years.
    pub label: String,
    /// Where.
    pub y: f64,
    /// `event` or `phase`.
    pub kind: &'static str,
}

/// A work or position in its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapNode {
    /// Its name in the figure.
    pub id: String,
    /// The number of the work, if it is one.
    pub work: Option<usize>,
    /// The key of the position, if it is one; of a work, the first that it is given.
    pub position: Option<String>,
    /// x, y, width, height.
    pub rect: [f64; 4],
    /// Its shape.
    pub shape: &'static str,
    /// The names of its colours.
    pub fills: Vec<&'static str>,
    /// Its label.
    pub lines: Vec<String>,
    /// The size of the label in points.
    pub font_size: f64,
}

/// A response or citation in its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapEdge {
    /// The number of the node where it starts.
    pub from: usize,
    /// The number of the node where its arrow points.
    pub to: usize,
    /// The name of its look.
    pub style: &'static str,
    /// How its line is broken.
    pub line: &'static str,
    /// Its width in points.
    pub width: f64,
    /// x and y of the control points of a chain of cubic curves, 3n + 1 of them; none on large maps.
    pub points: Option<Vec<f64>>,
    /// The numbers of its responses; none of a citation.
    pub responses: Vec<usize>,
}

/// The works in lanes by position and in years, down the page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReportMap {
    /// Its size.
    pub page: MapPage,
    /// The lanes, from left to right.
    pub lanes: Vec<MapLane>,
    /// The years that have rows, downward.
    pub years: Vec<MapYear>,
    /// Where years are folded away.
    pub folds: Vec<MapFold>,
    /// Events and phases.
    pub rules: Vec<MapRule>,
    /// The nodes.
    pub nodes: Vec<MapNode>,
    /// The edges, those that lie on top last.
    pub edges: Vec<MapEdge>,
}

/// Places what is drawn: up to some hundred works as on paper, more without routes for their edges.
pub(super) fn map(
    corpus: &Corpus,
    drawn: WorksDrawn<'_>,
    said: &[&Response],
    phases: &PhasesFinding,
) -> ReportMap {
    let WorksDrawn { mut chart, entities, responses, .. } = drawn;
    let years: Vec<i32> = chart.nodes.iter().filter_map(|node| node.time).collect();
    let (rules, _) = rules(corpus, phases, &years);
    // The page has its own headings.
    chart.title.clear();
    chart.subtitle.clear();
    chart.source.clear();
    let numbers: BTreeMap<*const Response, usize> =
        said.iter().enumerate().map(|(index, response)| (std::ptr::from_ref(*response), index)).collect();
    let number = |edge: usize| {
        let response = responses.get(edge).copied().flatten();
        response.and_then(|response| numbers.get(&std::ptr::from_ref(response)).copied())
    };
    if chart.nodes.len() <= WORKS {
        // Several debates have more lanes than a page is wide enough for; a screen can be moved over them.
        chart.page.width_mm *= (chart.lanes.len() as f64 / LANES).max(1.0);
        let figure = place(&chart);
        let edges = figure.edges.iter().map(|edge| MapEdge {
            from: edge.from,
            to: edge.to,
            style: edge.style.name(),
            line: edge.line.name(),
            width: rounded(edge.width),
            points: Some(edge.points.iter().flat_map(|Point { x, y }| [rounded(*x), rounded(*y)]).collect()),
            responses: number(edge.index).into_iter().collect(),
        });
        let edges = edges.collect();
        placed(corpus, &chart, &figure, &entities, &rules, edges)
    } else {
        chart.page = spacious(chart.nodes.len());
        let figure = seat(&chart);
        let mut order: Vec<usize> = (0..chart.edges.len()).collect();
        order.sort_by_key(|&edge| chart.edges[edge].style);
        let edges = order.into_iter().map(|index| {
            let edge = &chart.edges[index];
            MapEdge {
                from: edge.from.0,
                to: edge.to.0,
                style: edge.style.name(),
                line: edge.line().name(),
                width: edge.style.width(),
                points: None,
                responses: number(index).into_iter().collect(),
            }
        });
        let edges = edges.collect();
        placed(corpus, &chart, &figure, &entities, &rules, edges)
    }
}

/// A page on which so many nodes have room.
fn spacious(nodes: usize) -> PageSize {
    let millimetres = |points: f64| points * 25.4 / 72.0;
    let area = nodes as f64 * ROOM;
    let width = (area * SHAPE).sqrt();
    PageSize { width_mm: millimetres(width), height_mm: millimetres(area / width) }
}

fn placed(
    corpus: &Corpus,
    chart: &Chart,
    figure: &Figure,
    entities: &[Entity],
    rules: &[TimeRule],
    edges: Vec<MapEdge>,
) -> ReportMap {
    let lanes = chart.lanes.iter().zip(&figure.lanes).map(|(lane, place)| MapLane {
        title: lane.title.clone(),
        group: lane.group.clone(),
        rect: numbers(place.rect),
        color: place.fill.name(),
    });
    let lanes: Vec<MapLane> = lanes.collect();
    let dated = figure.rows.iter().filter_map(|row| Some((row.time?, row)));
    let first = figure.rows.first().map(|row| row.start);
    let years: Vec<MapYear> = dated
        .clone()
        .map(|(year, row)| MapYear {
            year,
            y: rounded((row.start + row.end) / 2.0),
            top: Some(rounded(row.start)).filter(|_| first.is_some_and(|first| row.start > first)),
        })
        .collect();
    let pairs = dated.clone().zip(dated.clone().skip(1));
    let folds = pairs.map(|((before, _), (year, row))| MapFold {
        y: rounded(row.start),
        years: i64::from(year) - i64::from(before) - 1,
    });
    let bottom = figure.rows.last().map_or(0.0, |row| row.end);
    let across = rules.iter().map(|rule| MapRule {
        label: rule.text(),
        y: rounded(dated.clone().find(|(year, _)| *year >= rule.time).map_or(bottom, |(_, row)| row.start)),
        kind: rule.kind.name(),
    });
    let nodes = figure.nodes.iter().zip(entities).map(|(node, &entity)| {
        let (work, position) = match entity {
            Entity::Work(work) => (Some(work.index()), corpus.positions_of(work).first().copied()),
            Entity::Position(position) => (None, Some(position)),
            _ => (None, None),
        };
        MapNode {
            id: node.id.clone(),
            work,
            position: position.map(|position| corpus.key(Entity::Position(position))),
            rect: numbers(node.rect),
            shape: node.shape.name(),
            fills: node.fills.iter().map(|fill| fill.name()).collect(),
            lines: node.lines.clone(),
            font_size: node.font_size,
        }
    });
    // The legend and what else stands below the lanes is the page's own.
    let height = lanes.iter().map(|lane| lane.rect[1] + lane.rect[3]).fold(0.0, f64::max) + EDGE;
    let width = lanes.iter().map(|lane| lane.rect[0] + lane.rect[2]).fold(0.0, f64::max) + EDGE;
    ReportMap {
        page: MapPage { width: rounded(width), height: rounded(height) },
        folds: folds.filter(|fold| fold.years > 0).collect(),
        rules: across.collect(),
        nodes: nodes.collect(),
        lanes,
        years,
        edges,
    }
}

/// Room in points right of the lanes and below them.
const EDGE: f64 = 4.0;

fn numbers(rect: Rect) -> [f64; 4] {
    [rect.x, rect.y, rect.width, rect.height].map(rounded)
}

/// Two decimals and no negative zero.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0 + 0.0
}
