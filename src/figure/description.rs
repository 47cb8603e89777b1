//! What the marks of a figure mean, in sentences, for its caption.

use std::collections::BTreeSet;

use super::chart::Chart;
use super::chart::Direction;
use super::chart::EdgeStyle;
use super::chart::NodeShape;
use super::chart::RuleKind;
use super::chart::TimeAxis;
use super::halo::is_drawn;
use super::metrics::printable;
use super::palette::ArrowHead;
use super::palette::LineStyle;
use super::tags::tags;

/// How its nodes stand and are filled, what its lines mean, and what else it marks: of everything only what is drawn.
pub fn description(chart: &Chart) -> String {
    let sentences = [arrangement(chart), nodes(chart), edges(chart), others(chart)];
    let sentences: Vec<String> = sentences.into_iter().flatten().collect();
    sentences.join(" ")
}

/// "Columns are positions and rows are years; years without works are left out."
fn arrangement(chart: &Chart) -> Option<String> {
    let (lane, row) = match chart.direction {
        Direction::Down => ("Columns", "rows"),
        Direction::Across => ("Rows", "columns"),
    };
    let named = chart.lanes.iter().any(|lane| !lane.title.trim().is_empty());
    let years = chart.time_axis == TimeAxis::Shown && chart.nodes.iter().any(|node| node.time.is_some());
    let meaning = printable(&chart.lane_meaning);
    match (named, years) {
        (true, true) => Some(format!("{lane} are {meaning}s and {row} are years; empty years are left out.")),
        (true, false) => Some(format!("{lane} are {meaning}s.")),
        (false, true) => Some(format!("{} are years; empty years are left out.", capital(row))),
        (false, false) => None,
    }
}

fn nodes(chart: &Chart) -> Option<String> {
    let has = |shape| chart.nodes.iter().any(|node| node.shape == shape);
    let filled = chart.nodes.iter().any(|node| !node.fills.is_empty());
    let meaning = printable(&chart.fill_meaning);
    let pills = format!("pills are {}s as a whole", printable(&chart.head_meaning));
    let mut parts: Vec<String> = Vec::new();
    for (shape, text) in [
        (NodeShape::Work, "boxes are works"),
        (NodeShape::Claim, "boxes are claims"),
        (NodeShape::Person, "rounded boxes are persons"),
        (NodeShape::Position, pills.as_str()),
        (NodeShape::OutsideWork, "hollow boxes with a dashed outline are works cited but not in the files"),
        (NodeShape::Event, "white boxes are events"),
    ] {
        if has(shape) {
            parts.push(text.to_owned());
        }
    }
    if parts.is_empty() {
        return None;
    }
    if filled && chart.fill_names.is_empty() {
        parts.push(format!("fills tell the {meaning}"));
    }
    let names: Vec<String> = chart
        .fill_names
        .iter()
        .filter(|(color, _)| chart.nodes.iter().any(|node| node.fills.first() == Some(color)))
        .map(|(_, text)| printable(text))
        .collect();
    if !names.is_empty() {
        parts.push(format!("fills and signs tell these apart ({})", names.join("; ")));
    }
    if !chart.stacks.is_empty() {
        parts.push(format!("stacked boxes are {}", printable(&chart.stack_meaning)));
    }
    if let Some(frame) = chart.frame.as_ref().filter(|frame| !frame.nodes.is_empty()) {
        parts.push(format!("a second outline means {}", printable(&frame.meaning)));
    }
    if !tags(chart).is_empty() {
        parts.push(format!("letters before labels tell the {meaning}, as in the headings"));
    }
    Some(format!("{}.", capital(&parts.join("; "))))
}

fn edges(chart: &Chart) -> Option<String> {
    let mut kinds: BTreeSet<(EdgeStyle, LineStyle, String)> = BTreeSet::new();
    for edge in &chart.edges {
        let meaning =
            edge.own_line.as_ref().map_or(meaning(edge.style).to_owned(), |own| printable(&own.meaning));
        kinds.insert((edge.style, edge.line(), meaning));
    }
    if kinds.is_empty() {
        return None;
    }
    let parts: Vec<String> = kinds
        .into_iter()
        .rev()
        .map(|(style, line, meaning)| {
            format!("{} {} with {}: {meaning}", weight(style), pattern(line), head(style))
        })
        .map(|part| part.trim_start().to_owned())
        .collect();
    let mut text = format!("Arrows run from what responds to what it responds to ({})", parts.join("; "));
    if chart.edges.iter().any(|edge| edge.count > 1) {
        text.push_str("; wider ones stand for several responses");
    }
    Some(format!("{text}."))
}

fn others(chart: &Chart) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(halo) = chart.halo.as_ref().filter(|halo| is_drawn(chart, halo)) {
        parts.push(format!("a broad light band marks the {}", printable(&halo.meaning)));
    }
    for (kind, text) in [
        (RuleKind::Event, "thin lines across mark events"),
        (RuleKind::Phase, "dashed lines across mark the beginnings of phases"),
    ] {
        if chart.rules.iter().any(|rule| rule.kind == kind) {
            parts.push(text.to_owned());
        }
    }
    (!parts.is_empty()).then(|| format!("{}.", capital(&parts.join("; "))))
}

fn meaning(style: EdgeStyle) -> &'static str {
    match style {
        EdgeStyle::Citation => "cites",
        EdgeStyle::Neutral => "takes no side",
        EdgeStyle::Supports => "supports",
        EdgeStyle::Mixed => "supports in part",
        EdgeStyle::Disputes => "disputes",
    }
}

fn weight(style: EdgeStyle) -> &'static str {
    if style == EdgeStyle::Citation { "thin and" } else { "" }
}

fn pattern(line: LineStyle) -> &'static str {
    match line {
        LineStyle::Solid => "solid",
        LineStyle::Dashed => "dashed",
        LineStyle::Dotted => "dotted",
        LineStyle::DashDotted => "dash-dotted",
    }
}

fn head(style: EdgeStyle) -> &'static str {
    match style.head() {
        ArrowHead::Triangle => "a triangle",
        ArrowHead::Bar => "a bar",
        ArrowHead::Diamond => "a diamond",
        ArrowHead::Chevron => "an open head",
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
