//! Laws of placed matrices and series: they fit, no text covers another, figures add up to what was asked.

use dissensus::export::ExportSettings;
use dissensus::export::dot::dot_text;
use dissensus::export::svg::svg_text;
use dissensus::figure::Captions;
use dissensus::figure::EdgeStyle;
use dissensus::figure::Figure;
use dissensus::figure::Fit;
use dissensus::figure::Ink;
use dissensus::figure::LabelKind;
use dissensus::figure::Mark;
use dissensus::figure::MatrixChart;
use dissensus::figure::PageSize;
use dissensus::figure::PaletteColor;
use dissensus::figure::SeriesChart;
use dissensus::figure::Step;
use dissensus::figure::Theme;
use dissensus::figure::geometry::Rect;
use dissensus::figure::matrix::Cell;
use dissensus::figure::matrix::Heading;
use dissensus::figure::matrix::MatrixWords;
use dissensus::figure::matrix::Swatch;
use dissensus::figure::place_matrix;
use dissensus::figure::place_series;
use dissensus::figure::series::Band;
use dissensus::figure::series::BandShape;
use dissensus::figure::series::Callout;
use dissensus::figure::series::SeriesLine;
use dissensus::figure::series::Slot;
use dissensus::figure::series::SlotKind;
use proptest::prelude::*;

use crate::figure_debates::Dice;
use crate::figure_files::HOSTILE;
use crate::figure_files::assert_well_formed;
use crate::figure_files::texts_of;

fn captions() -> Captions {
    Captions {
        title: "A matrix of things against things".to_owned(),
        subtitle: "So many of them".to_owned(),
        source: "Source: nowhere".to_owned(),
        ..Captions::default()
    }
}

fn words() -> MatrixWords {
    MatrixWords {
        rows: "who responds".to_owned(),
        columns: "to whom".to_owned(),
        row_total: "made".to_owned(),
        column_total: "received".to_owned(),
        unit: ["response", "responses"].map(str::to_owned),
        scale: ", named".to_owned(),
        hollow: "outside".to_owned(),
        empty: "none".to_owned(),
        absent: "nobody there".to_owned(),
        diagonal: Some("the same".to_owned()),
    }
}

fn heading(text: &str, place: usize) -> Heading {
    Heading {
        text: text.to_owned(),
        swatch: [Swatch::Filled(PaletteColor::nth(place)), Swatch::Absent, Swatch::Hollow][place % 3],
        depth: place % 3,
        group: (!place.is_multiple_of(4)).then(|| format!("group {}", place / 4)),
    }
}

/// A square matrix with counts of all signs.
fn signed(size: usize) -> MatrixChart {
    let names = ["pro", "anti-empirical", "domestic explanations", "regional-hegemony", "depth"];
    let mut dice = Dice::new(size as u64);
    let headings: Vec<Heading> = (0..size).map(|at| heading(names[at % names.len()], at)).collect();
    let styles = [EdgeStyle::Supports, EdgeStyle::Mixed, EdgeStyle::Neutral, EdgeStyle::Disputes];
    let mut cell = || {
        let counts: Vec<(EdgeStyle, u32)> = styles
            .into_iter()
            .filter_map(|style| {
                let count = u32::try_from(dice.below(40)).unwrap().saturating_sub(24);
                (count > 0).then_some((style, count))
            })
            .collect();
        if counts.is_empty() {
            [Cell::Empty, Cell::Absent][dice.below(2)].clone()
        } else {
            Cell::Signed(counts)
        }
    };
    let cells: Vec<Vec<Cell>> = (0..size).map(|_| (0..size).map(|_| cell()).collect()).collect();
    MatrixChart {
        captions: captions(),
        rows: headings.clone(),
        columns: headings,
        cells,
        row_totals: (0..size).map(|_| Cell::Signed(vec![(EdgeStyle::Disputes, 117)])).collect(),
        column_totals: (0..size).map(|_| Cell::Signed(vec![(EdgeStyle::Supports, 204)])).collect(),
        total: Some(Cell::Signed(vec![(EdgeStyle::Neutral, 1204)])),
        words: words(),
    }
}

/// A matrix of counts with names; every third cell is a gap.
fn counted(rows: usize, columns: usize) -> MatrixChart {
    let names = ["Pape 2005", "Brooks & Wohlforth 2005", "Dursun-Özkanca 2016", "He & Feng 2008"];
    let cell = |at: usize| match at % 3 {
        0 => Cell::Empty,
        _ => {
            let names: Vec<String> =
                (0..=at % 4).map(|name| names[(at + name) % names.len()].to_owned()).collect();
            Cell::Counted { count: u32::try_from(names.len()).unwrap(), names }
        }
    };
    let total = || Cell::Counted { count: 12, names: Vec::new() };
    let values = ["economic statecraft", "institutions", "arms sales", "diplomacy"];
    MatrixChart {
        captions: captions(),
        rows: (0..rows).map(|at| heading(&format!("Region {at}"), 1)).collect(),
        columns: (0..columns).map(|at| heading(values[at % values.len()], 1)).collect(),
        cells: (0..rows).map(|row| (0..columns).map(|column| cell(row * 5 + column)).collect()).collect(),
        row_totals: (0..rows).map(|_| total()).collect(),
        column_totals: (0..columns).map(|_| total()).collect(),
        total: Some(total()),
        words: words(),
    }
}

fn on_page(mut chart: MatrixChart, width_mm: f64) -> MatrixChart {
    chart.captions.page.width_mm = width_mm;
    chart
}

fn matrices() -> Vec<(&'static str, MatrixChart)> {
    vec![
        ("six positions", signed(6)),
        ("twelve persons", signed(12)),
        ("thirteen positions, all signs in all rows", signed(13)),
        ("evidence map", counted(14, 10)),
        ("many values", counted(24, 24)),
        ("one row", counted(1, 3)),
        ("a column of a journal", on_page(signed(4), 84.0)),
    ]
}

/// Works of three positions over these slots.
fn stream(slots: usize, shape: BandShape) -> SeriesChart {
    let mut dice = Dice::new(slots as u64);
    let band = |name: &str, fill: PaletteColor, dice: &mut Dice| Band {
        name: name.to_owned(),
        fill,
        values: (0..slots).map(|_| dice.below(9) as f64 / 2.0).collect(),
    };
    SeriesChart {
        captions: captions(),
        unit: "works per year".to_owned(),
        slots: (0..slots)
            .map(|at| Slot {
                label: if at + 1 == slots { "no year".to_owned() } else { (1950 + at).to_string() },
                year: i32::try_from(1950 + at).ok(),
                kind: match at {
                    at if at + 1 == slots => SlotKind::Apart,
                    at if at % 7 == 6 => SlotKind::AfterFold,
                    _ => SlotKind::Next,
                },
                total: Some(3),
            })
            .collect(),
        bands: vec![
            band("pro", PaletteColor::SkyBlue, &mut dice),
            band("a position with a long name that wraps", PaletteColor::Orange, &mut dice),
            band("no position", PaletteColor::Grey, &mut dice),
        ],
        shape,
        folded: "years without works".to_owned(),
        shared: Some("shared".to_owned()),
        ..SeriesChart::default()
    }
}

/// One band under a line, with remarks.
fn needles(slots: usize) -> SeriesChart {
    let mut dice = Dice::new(slots as u64);
    let values: Vec<f64> = (0..slots).map(|_| dice.below(30) as f64).collect();
    SeriesChart {
        bands: vec![Band { name: "references".to_owned(), fill: PaletteColor::Grey, values: values.clone() }],
        line: Some(SeriesLine {
            name: "deviation".to_owned(),
            values: values.iter().map(|value| value - 12.0).collect(),
        }),
        callouts: (0..slots)
            .step_by(5)
            .map(|slot| Callout { slot, lines: vec!["Pape 2005 (4)".to_owned(), "and 3 more".to_owned()] })
            .collect(),
        shared: None,
        ..stream(slots, BandShape::Needles)
    }
}

fn all_series() -> Vec<(&'static str, SeriesChart)> {
    vec![
        ("a few years", stream(18, BandShape::Columns)),
        ("one year", stream(1, BandShape::Columns)),
        ("many years", stream(60, BandShape::Areas)),
        ("references", needles(49)),
        ("references of centuries", needles(300)),
    ]
}

fn figures() -> Vec<(&'static str, Figure)> {
    let matrices = matrices().into_iter().map(|(name, chart)| (name, place_matrix(&chart)));
    matrices.chain(all_series().into_iter().map(|(name, chart)| (name, place_series(&chart)))).collect()
}

fn texts(figure: &Figure, kind: LabelKind) -> Vec<String> {
    let own = figure.labels.iter().filter(|label| label.kind == kind);
    own.flat_map(|label| &label.lines).map(|line| line.text.clone()).collect()
}

#[test]
fn charts_fit_the_page_of_a_journal() {
    for (name, figure) in figures() {
        assert_eq!(figure.fits(), Fit::Fits, "{name}: {:?}", figure.page);
        assert!(figure.page.height <= 663.32, "{name}: {:?}", figure.page);
    }
}

#[test]
fn no_text_of_a_chart_covers_another_or_leaves_the_page_or_is_small() {
    for (name, figure) in figures() {
        assert!(figure.labels.len() > 5, "{name}");
        for (first, label) in figure.labels.iter().enumerate() {
            assert!(label.font_size >= 6.0, "{name}");
            assert!(figure.page.encloses(label.rect, 0.01), "{name}: {label:?}");
            for other in &figure.labels[first + 1..] {
                let apart = !label.rect.inflated(-0.02).overlaps(other.rect);
                assert!(apart, "{name}: {:?} and {:?}", label.lines, other.lines);
            }
            if label.kind != LabelKind::Legend {
                assert!(!figure.legend.inflated(-0.02).overlaps(label.rect), "{name}: {:?}", label.lines);
            }
        }
        for mark in &figure.marks {
            let (Mark::Polygon { points, .. } | Mark::Line { points, .. } | Mark::Curve { points, .. }) =
                mark;
            for point in points {
                assert!(figure.page.inflated(0.01).contains(*point), "{name}: {point:?}");
            }
        }
    }
}

#[test]
fn every_figure_of_a_matrix_stands_in_its_cell_with_its_sign() {
    for (name, chart) in matrices() {
        let figure = place_matrix(&chart);
        let mut wanted: Vec<String> = Vec::new();
        for cell in chart.cells.iter().flatten() {
            match cell {
                Cell::Signed(counts) => wanted.extend(counts.iter().map(|(style, count)| match style {
                    EdgeStyle::Supports => format!("+{count}"),
                    EdgeStyle::Mixed => format!("±{count}"),
                    EdgeStyle::Disputes => format!("−{count}"),
                    _ => count.to_string(),
                })),
                // A single name tells the count.
                Cell::Counted { count, .. } if *count > 1 => wanted.push(count.to_string()),
                _ => {}
            }
        }
        let mut found = texts(&figure, LabelKind::Cell);
        for text in &wanted {
            let at = found.iter().position(|found| found == text);
            found.remove(at.unwrap_or_else(|| panic!("{name}: {text} is missing")));
        }
        let dots = figure.marks.iter().filter(|mark| {
            let Mark::Polygon { points, paint } = mark else { return false };
            paint.fill == Some(Ink::Secondary) && (points[1].x - points[0].x - 1.2).abs() < 0.01
        });
        let empty = chart.cells.iter().flatten().filter(|cell| **cell == Cell::Empty).count();
        assert_eq!(
            dots.count(),
            empty + usize::from(empty > 0),
            "{name}: a dot for each gap and for the legend"
        );
    }
}

#[test]
fn the_signs_of_cells_are_told_without_colours() {
    let figure = place_matrix(&signed(6));
    let bars: Vec<_> = figure
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Line { paint, .. } => match paint.stroke {
                Some(Ink::Edge(style)) => Some((style, paint.line)),
                _ => None,
            },
            _ => None,
        })
        .collect();
    assert!(bars.len() > 20, "{}", bars.len());
    assert!(bars.iter().all(|(style, line)| style.line() == *line), "{bars:?}");
    // Text on the strongest ground keeps the contrast that WCAG 2 asks of small text, 4.5 to 1.
    let theme = Theme::default();
    let luminance = |ink: Ink| {
        let color = theme.color(ink);
        let linear = |channel: u8| (f64::from(channel) / 255.0).powf(2.2);
        0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
    };
    for style in EdgeStyle::ALL {
        let mut before = luminance(Ink::Paper);
        for step in Step::ALL {
            let ground = luminance(Ink::Wash(style, step));
            assert!(ground < before - 0.02, "{style:?} {step:?}: darker than the step before");
            assert!((ground + 0.05) / (luminance(Ink::Text) + 0.05) >= 4.5, "{style:?} {step:?}");
            before = ground;
        }
    }
}

#[test]
fn columns_are_as_high_as_what_they_count() {
    let chart = stream(18, BandShape::Columns);
    let figure = place_series(&chart);
    let columns: Vec<(PaletteColor, Rect)> = figure
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Polygon { points, paint } if figure.plot.inflated(0.1).contains(points[0]) => {
                let Some(Ink::Node(fill)) = paint.fill else { return None };
                let rect =
                    Rect::new(points[0].x, points[0].y, points[2].x - points[0].x, points[2].y - points[0].y);
                Some((fill, rect))
            }
            _ => None,
        })
        .collect();
    let area = |fill: PaletteColor| -> f64 {
        columns.iter().filter(|(own, _)| *own == fill).map(|(_, rect)| rect.height).sum()
    };
    let total = |band: &Band| -> f64 { band.values.iter().sum() };
    let first = area(chart.bands[0].fill) / total(&chart.bands[0]);
    for band in &chart.bands {
        assert!((area(band.fill) / total(band) - first).abs() < 1e-6, "{}", band.name);
    }
    // They stand on zero: the lowest foot is the axis.
    let foot = columns.iter().map(|(_, rect)| rect.bottom()).fold(0.0, f64::max);
    assert!((foot - figure.plot.bottom()).abs() < 1e-6);
    let zero = figure.labels.iter().find(|label| label.lines[0].text == "0").unwrap();
    assert!((zero.rect.center().y - foot).abs() < 0.1);
}

#[test]
fn remarks_that_find_no_room_are_counted() {
    for (name, chart) in [("references", needles(49)), ("references of centuries", needles(300))] {
        let figure = place_series(&chart);
        let placed = figure.labels.iter().filter(|label| label.kind == LabelKind::Callout).count();
        assert_eq!(placed + figure.unplaced_labels, chart.callouts.len(), "{name}");
        assert!(placed > 3, "{name}: {placed}");
    }
}

#[test]
fn columns_are_headed_by_words_if_they_can_be_and_by_numbers_with_a_key_if_not() {
    let level = place_matrix(&counted(4, 4));
    assert!(texts(&level, LabelKind::Heading).contains(&"institutions".to_owned()));
    let square = place_matrix(&signed(22));
    let numbers = texts(&square, LabelKind::Heading).into_iter().filter(|text| text == "22").count();
    assert_eq!(numbers, 2, "the number of the row and of the column");
    let mut many = counted(3, 30);
    for column in &mut many.columns {
        column.text = "incomprehensibilities".to_owned();
    }
    let key = texts(&place_matrix(&many), LabelKind::Heading).join(" ");
    assert!(key.contains("30 incomprehensibilities"), "{key}");
}

#[test]
fn empty_charts_are_empty_pages() {
    for figure in [place_matrix(&MatrixChart::default()), place_series(&SeriesChart::default())] {
        assert_eq!(figure.fits(), Fit::Fits);
        assert!(svg_text(&figure, &ExportSettings::default()).unwrap().contains("</svg>"));
    }
}

#[test]
fn the_same_charts_give_the_same_bytes() {
    for ((name, first), (_, second)) in figures().into_iter().zip(figures()) {
        assert_eq!(dot_text(&first), dot_text(&second), "{name}");
    }
}

/// A matrix and a series whose every text is hostile.
fn hostile() -> [(&'static str, Figure); 2] {
    let mut matrix = counted(HOSTILE.len(), 5);
    matrix.captions.title = HOSTILE.join(" ");
    for (row, text) in matrix.rows.iter_mut().zip(HOSTILE) {
        text.clone_into(&mut row.text);
        row.group = Some(text.to_owned());
    }
    for (column, text) in matrix.columns.iter_mut().zip(HOSTILE.iter().rev()) {
        (*text).clone_into(&mut column.text);
    }
    for (cells, text) in matrix.cells.iter_mut().zip(HOSTILE) {
        cells[1] = Cell::Counted { count: 1, names: vec![text.to_owned()] };
    }
    matrix.words.rows = HOSTILE.join(" ");
    matrix.words.columns = HOSTILE.join("");
    let mut series = needles(HOSTILE.len());
    series.captions.source = HOSTILE.join(" ");
    series.unit = HOSTILE.join(" ");
    for (slot, text) in series.slots.iter_mut().zip(HOSTILE) {
        text.clone_into(&mut slot.label);
    }
    for (callout, text) in series.callouts.iter_mut().zip(HOSTILE) {
        callout.lines = vec![text.to_owned()];
    }
    [("hostile matrix", place_matrix(&matrix)), ("hostile series", place_series(&series))]
}

#[test]
fn every_text_of_a_chart_is_in_the_file_and_hostile_ones_break_nothing() {
    for (name, figure) in figures().into_iter().chain(hostile()) {
        let svg = svg_text(&figure, &ExportSettings::default()).unwrap();
        assert_well_formed(&svg);
        let drawn = texts_of(&svg);
        let lines = figure.labels.iter().flat_map(|label| &label.lines);
        for line in lines.map(|line| line.text.replace('\\', "\u{2216}")).filter(|line| !line.is_empty()) {
            assert!(drawn.contains(&line), "{name}: {line:?} is missing from {drawn:?}");
        }
        assert!(!dot_text(&figure).contains('\u{0}'), "{name}");
    }
}

prop_compose! {
    fn any_matrix()(
        rows in prop::collection::vec("\\PC{0,40}", 0..9),
        columns in prop::collection::vec("\\PC{0,40}", 0..9),
        counts in prop::collection::vec((0_u32..3, 0_u32..1_000_000, 0_u32..9, "\\PC{0,20}"), 1..80),
        title in ".{0,80}",
        square in any::<bool>(),
        width in 40.0_f64..300.0,
    ) -> MatrixChart {
        let mut cells = counts.iter().cycle().map(|(kind, big, small, name)| match kind {
            0 => Cell::Empty,
            1 => Cell::Signed(vec![(EdgeStyle::Disputes, *big + 1), (EdgeStyle::Supports, *small + 1)]),
            _ => Cell::Counted { count: *small + 1, names: vec![name.clone(); (*small + 1) as usize] },
        });
        let columns = if square { rows.clone() } else { columns };
        let set = |texts: &[String]| -> Vec<Heading> {
            texts.iter().enumerate().map(|(place, text)| heading(text, place)).collect()
        };
        let (wide, high) = (columns.len(), rows.len());
        MatrixChart {
            captions: Captions { title, page: PageSize { width_mm: width, height_mm: 200.0 }, ..captions() },
            rows: set(&rows),
            columns: set(&columns),
            row_totals: (0..high).filter_map(|_| cells.next()).collect(),
            column_totals: (0..wide).filter_map(|_| cells.next()).collect(),
            total: cells.next(),
            cells: (0..high).map(|_| (0..wide).filter_map(|_| cells.next()).collect()).collect(),
            words: words(),
        }
    }
}

prop_compose! {
    fn any_series()(
        slots in prop::collection::vec((".{0,12}", any::<Option<i32>>(), 0_usize..3, any::<Option<u32>>()), 0..70),
        bands in prop::collection::vec((".{0,40}", prop::collection::vec(-5.0_f64..1e6, 0..70)), 0..5),
        line in prop::option::of(prop::collection::vec(-1e6_f64..1e6, 0..70)),
        callouts in prop::collection::vec((0_usize..90, "\\PC{0,60}"), 0..12),
        shape in 0_usize..3,
        width in 40.0_f64..300.0,
    ) -> SeriesChart {
        SeriesChart {
            captions: Captions { page: PageSize { width_mm: width, height_mm: 200.0 }, ..captions() },
            unit: "things".to_owned(),
            slots: slots
                .into_iter()
                .map(|(label, year, kind, total)| Slot {
                    label,
                    year,
                    kind: [SlotKind::Next, SlotKind::AfterFold, SlotKind::Apart][kind],
                    total,
                })
                .collect(),
            bands: bands
                .into_iter()
                .enumerate()
                .map(|(at, (name, values))| Band { name, fill: PaletteColor::nth(at), values })
                .collect(),
            shape: [BandShape::Columns, BandShape::Needles, BandShape::Areas][shape],
            line: line.map(|values| SeriesLine { name: "line".to_owned(), values }),
            callouts: callouts.into_iter().map(|(slot, line)| Callout { slot, lines: vec![line] }).collect(),
            folded: "left out".to_owned(),
            shared: Some("shared".to_owned()),
        }
    }
}

fn check(figure: &Figure) -> Result<(), TestCaseError> {
    for (first, label) in figure.labels.iter().enumerate() {
        prop_assert!(figure.page.encloses(label.rect, 0.01), "{:?} in {:?}", label, figure.page);
        for other in &figure.labels[first + 1..] {
            let apart = !label.rect.inflated(-0.02).overlaps(other.rect);
            prop_assert!(apart, "{:?} {:?} and {:?} {:?}", label.rect, label.lines, other.rect, other.lines);
        }
    }
    for mark in &figure.marks {
        let (Mark::Polygon { points, .. } | Mark::Line { points, .. } | Mark::Curve { points, .. }) = mark;
        prop_assert!(points.iter().all(|point| point.x.is_finite() && point.y.is_finite()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_matrix_is_placed_on_its_page(chart in any_matrix()) {
        check(&place_matrix(&chart))?;
    }

    #[test]
    fn any_series_is_placed_on_its_page(chart in any_series()) {
        check(&place_series(&chart))?;
    }
}
