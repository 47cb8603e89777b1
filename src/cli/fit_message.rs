//! What to say of a figure that is larger than its page, or whose type is too small to be read.

use dissensus::figure::{
    Chart, Figure, Fit, Growth, LabelSizes, PageSize, Style, Typography, fit_of, fitting_page,
};

/// Above this many nodes no page is looked for that a figure would fit.
const SOUGHT_UP_TO: usize = 400;

/// A page of the shape that was asked for: screens and slides grow as a whole, so that they are still filled when
/// reduced; a printed page grows where it must.
pub(super) fn page_for(chart: &Chart, style: Style) -> PageSize {
    match style {
        Style::Screen | Style::Slides if chart.nodes.len() <= SOUGHT_UP_TO => {
            fitting_page(chart, Growth::Both).unwrap_or(chart.page)
        }
        _ => chart.page,
    }
}

/// What is wrong with the size of a figure for a page that was asked for, and what to type; nothing if all is well.
pub(super) fn fit_message(chart: &Chart, figure: &Figure, style: Style, narrowing: &str) -> Option<String> {
    let smallest = smallest_text(figure);
    let wanted = format!("the {} pt wanted {}", style.smallest(), place_of(style));
    let millimetres = |points: f64| points * 25.4 / 72.0;
    let (width, height) = (millimetres(figure.page.width), millimetres(figure.page.height));
    let (page_width, page_height) = (chart.page.width_mm, chart.page.height_mm);
    if width <= page_width + 0.05 && height <= page_height + 0.05 {
        return (smallest < style.smallest() - 0.01).then(|| {
            let size = style.smallest();
            format!(
                "the smallest text is {} pt, under {wanted}; type --font-size {size} or more",
                short(smallest)
            )
        });
    }
    let reduced = smallest * (page_width / width).min(page_height / height).min(1.0);
    let mut message = format!(
        "the figure needs {:.0} × {:.0} mm, more than its page of {page_width:.0} × {page_height:.0} mm",
        (width - 0.05).ceil(),
        (height - 0.05).ceil(),
    );
    if reduced < style.smallest() {
        message.push_str(&format!(
            "; reduced to that, its smallest text would be {} pt, under {wanted}",
            short(reduced)
        ));
    }
    let ways = if chart.nodes.len() > SOUGHT_UP_TO { Vec::new() } else { ways(chart, style) };
    match ways.as_slice() {
        [] => message.push_str(&format!("; narrow it with {narrowing}")),
        ways => message.push_str(&format!("; type {}, or narrow it with {narrowing}", ways.join(" or "))),
    }
    Some(message)
}

/// The same for a figure of marks only, whose sizes do not change with the page.
pub(super) fn size_message(figure: &Figure, page: PageSize, style: Style, narrowing: &str) -> Option<String> {
    let millimetres = |points: f64| points * 25.4 / 72.0;
    let (width, height) = (millimetres(figure.page.width), millimetres(figure.page.height));
    let smallest = smallest_text(figure);
    if width > page.width_mm + 0.05 || height > page.height_mm + 0.05 {
        return Some(format!(
            "the figure needs {:.0} × {:.0} mm, more than its page of {:.0} × {:.0} mm; narrow it with {narrowing}",
            (width - 0.05).ceil(),
            (height - 0.05).ceil(),
            page.width_mm,
            page.height_mm
        ));
    }
    (smallest < style.smallest() - 0.01).then(|| {
        let (size, wanted) = (style.smallest(), place_of(style));
        format!(
            "the smallest text is {} pt, under the {size} pt wanted {wanted}; type a larger --font-size",
            short(smallest)
        )
    })
}

fn place_of(style: Style) -> &'static str {
    match style {
        Style::Print => "in print",
        Style::Screen => "on a screen",
        Style::Slides => "on slides",
    }
}

/// A size with one decimal, rounded down: no size is said to be what it does not reach.
fn short(points: f64) -> f64 {
    (points * 10.0 + 1e-6).floor() / 10.0
}

fn smallest_text(figure: &Figure) -> f64 {
    let labels = figure.labels.iter().map(|label| label.font_size);
    let nodes = figure.nodes.iter().map(|node| node.font_size);
    let edges = figure.edges.iter().filter_map(|edge| edge.label.as_ref()).map(|label| label.font_size);
    labels.chain(nodes).chain(edges).fold(f64::INFINITY, f64::min)
}

/// Options with which the figure fits: smaller type, if its size was asked for, and a larger sheet of paper.
fn ways(chart: &Chart, style: Style) -> Vec<String> {
    let LabelSizes { largest, smallest } = chart.typography.labels;
    let mut ways = Vec::new();
    if largest <= smallest {
        let steps = ((largest - style.smallest()) * 2.0).ceil().max(0.0) as u32;
        let size =
            (1..=steps).map(|step| (largest - f64::from(step) / 2.0).max(style.smallest())).find(|&size| {
                let labels = LabelSizes { largest: size, smallest: size };
                let typography = Typography::of(labels, style.smallest());
                fit_of(&Chart { typography, ..chart.clone() }) == Fit::Fits
            });
        ways.extend(size.map(|size| format!("--font-size {size}")));
    }
    if style == Style::Print {
        ways.extend(sheet(chart));
    }
    ways
}

/// A wider or a higher page, whichever is the smaller growth; else one that grows as a whole.
fn sheet(chart: &Chart) -> Option<String> {
    let (asked, millimetres) = (chart.page, |length: f64| format!("{length:.0}mm"));
    let wider = fitting_page(chart, Growth::Width).map(|page| page.width_mm);
    let higher = fitting_page(chart, Growth::Height).map(|page| page.height_mm);
    match (wider, higher) {
        (Some(width), Some(height)) if height / asked.height_mm < width / asked.width_mm => {
            Some(format!("--height {}", millimetres(height)))
        }
        (Some(width), _) => Some(format!("--width {}", millimetres(width))),
        (None, Some(height)) => Some(format!("--height {}", millimetres(height))),
        (None, None) => fitting_page(chart, Growth::Both).map(|page| {
            format!(
                "--width {} --height {}",
                millimetres(page.width_mm.ceil()),
                millimetres(page.height_mm.ceil())
            )
        }),
    }
}
