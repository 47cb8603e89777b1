//! Letters that tell classes apart where their fills cannot.

use super::chart::Chart;
use super::palette::PaletteColor;
use super::scheme::GREYS;
use super::scheme::Scheme;
use super::scheme::Steps;

/// The classes of a chart's nodes, in the order of the lanes and then of the nodes.
pub(super) fn used_classes(chart: &Chart) -> Vec<PaletteColor> {
    let fills = || chart.nodes.iter().flat_map(|node| node.fills.iter().copied());
    let mut used: Vec<PaletteColor> = Vec::new();
    let lanes = chart.lanes.iter().map(|lane| lane.fill).filter(|fill| fills().any(|own| own == *fill));
    for class in lanes.chain(fills()) {
        if !used.contains(&class) {
            used.push(class);
        }
    }
    used
}

/// The letter of each class, where there are more classes than fills that are told apart; else none.
pub(super) fn tags(chart: &Chart) -> Vec<(PaletteColor, char)> {
    letters_for(&chart.theme.scheme, used_classes(chart))
}

/// A letter for each of these classes, if the scheme has fewer fills that are told apart; else none.
pub(super) fn letters_for(scheme: &Scheme, classes: Vec<PaletteColor>) -> Vec<(PaletteColor, char)> {
    if scheme.steps == Steps::ByClass || classes.len() <= GREYS {
        return Vec::new();
    }
    classes.into_iter().zip('A'..='Z').collect()
}

/// The chart with its letters written before labels and headings: "AC·Pape 2005".
///
/// No blank stands between, so that no letter is left alone at the end of a line.
pub(super) fn tagged(chart: &Chart) -> Chart {
    let tags = tags(chart);
    let mut chart = chart.clone();
    if tags.is_empty() {
        return chart;
    }
    let letters = |fills: &[PaletteColor]| -> String {
        fills
            .iter()
            .filter_map(|fill| tags.iter().find(|(class, _)| class == fill))
            .map(|tag| tag.1)
            .collect()
    };
    for lane in &mut chart.lanes {
        let letter = letters(&[lane.fill]);
        if !letter.is_empty() && !lane.title.trim().is_empty() {
            lane.title = format!("{letter}·{}", lane.title);
        }
    }
    for (class, name) in &mut chart.fill_names {
        let letter = letters(&[*class]);
        if !letter.is_empty() {
            *name = format!("{letter}·{name}");
        }
    }
    for node in &mut chart.nodes {
        let letters = letters(&node.fills);
        if let Some(first) = node.lines.first_mut().filter(|_| !letters.is_empty()) {
            *first = format!("{letters}·{first}");
        }
    }
    chart
}
