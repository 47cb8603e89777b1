//! Charts of counts: answers found by reading the files, and sums that equal those of the tables.

use std::collections::BTreeMap;

use dissensus::analysis::FacetMatrixOptions;
use dissensus::analysis::FacetQuery;
use dissensus::analysis::MapOptions;
use dissensus::analysis::MatrixOf;
use dissensus::analysis::facet_matrix_chart;
use dissensus::analysis::facet_named;
use dissensus::analysis::response_matrix_chart;
use dissensus::analysis::spectroscopy_chart;
use dissensus::analysis::stream_chart;
use dissensus::figure::EdgeStyle;
use dissensus::figure::Fit;
use dissensus::figure::MatrixChart;
use dissensus::figure::SeriesChart;
use dissensus::figure::matrix::Cell;
use dissensus::figure::place_matrix;
use dissensus::figure::place_series;
use dissensus::figure::series::BandShape;
use dissensus::figure::series::SlotKind;
use dissensus::model::Confidence;
use dissensus::model::Corpus;
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

fn both_debates() -> Reading {
    let texts = ["bib/soft-balancing.bib", "bib/hedging.bib"].map(repository::text);
    files(&[("soft-balancing.bib", &texts[0]), ("hedging.bib", &texts[1])])
}

fn responses(corpus: &Corpus, of: MatrixOf) -> MatrixChart {
    response_matrix_chart(corpus, &MapOptions::default(), of, 1000)
}

/// Supports, mixed, neutral, disputes.
fn by_sign(cell: &Cell) -> [u32; 4] {
    let styles = [EdgeStyle::Supports, EdgeStyle::Mixed, EdgeStyle::Neutral, EdgeStyle::Disputes];
    let Cell::Signed(counts) = cell else { return [0; 4] };
    styles.map(|style| counts.iter().find(|(own, _)| *own == style).map_or(0, |(_, count)| *count))
}

/// The filled cells: row, column, counts.
fn filled(chart: &MatrixChart) -> Vec<(&str, &str, [u32; 4])> {
    let rows = chart.rows.iter().zip(&chart.cells);
    rows.flat_map(|(row, cells)| {
        let columns = chart.columns.iter().zip(cells);
        columns.map(|(column, cell)| (row.text.as_str(), column.text.as_str(), by_sign(cell)))
    })
    .filter(|(.., counts)| counts.iter().any(|count| *count > 0))
    .collect()
}

/// What each position answers to each, counted by reading `bib/soft-balancing.bib` field by field: keys under fields that
/// are relations, their signs as in the table of `bib/README.md` (corrects is ±), ends taken to the top of their trees.
#[test]
fn the_matrix_of_the_reference_debate_is_what_its_file_says() {
    let reading = reference_debate();
    let expected = [
        ("pro", "background", [0, 0, 4, 0]),
        ("anti", "pro", [0, 0, 0, 25]),
        ("anti", "anti", [1, 0, 0, 0]),
        ("extension", "pro", [31, 5, 1, 10]),
        ("extension", "background", [0, 0, 0, 1]),
        ("refinement", "pro", [10, 5, 0, 9]),
        ("refinement", "background", [0, 0, 1, 1]),
        ("critique", "pro", [0, 0, 6, 5]),
        ("critique", "anti", [1, 0, 5, 1]),
        ("critique", "extension", [7, 0, 31, 5]),
        ("critique", "refinement", [1, 0, 15, 3]),
        ("critique", "background", [0, 0, 7, 1]),
    ];
    let chart = responses(&reading.corpus, MatrixOf::Roots);
    assert_eq!(filled(&chart), expected);
    // 152 lines of the file say so; 58 of them by works of two trees or more often than once.
    assert!(chart.captions.subtitle.starts_with("152 of 243 responses"), "{}", chart.captions.subtitle);
    // `grep -A4 'asserts\|position' …`: all seven works of the background are silent, but they are works.
    assert!(chart.cells.last().unwrap().iter().all(|cell| *cell == Cell::Empty));
}

#[test]
fn positions_stand_in_trees_and_those_without_works_are_crossed_out() {
    let chart = responses(&both_debates().corpus, MatrixOf::Positions);
    let rows: Vec<(usize, &str)> = chart.rows.iter().map(|row| (row.depth, row.text.as_str())).collect();
    let at = |name: &str| rows.iter().position(|(_, text)| *text == name).unwrap();
    // parent = {vertical} and parent = {extension} in the file.
    assert_eq!(rows[at("extension")].0, 0);
    assert_eq!(rows[at("vertical")], (1, "vertical"));
    assert_eq!(rows[at("small-powers")], (2, "small-powers"));
    assert!(at("extension") < at("vertical") && at("vertical") < at("small-powers"));
    assert!(at("small-powers") < at("horizontal") && at("horizontal") < at("refinement"));
    // No work of either file has position = {bandwagoning}; four have position = {pro}.
    assert!(chart.cells[at("bandwagoning")].iter().all(|cell| *cell == Cell::Absent));
    assert!(chart.cells[at("pro")].iter().all(|cell| *cell != Cell::Absent));
}

#[test]
fn cells_and_margins_add_up_to_what_who_counts() {
    let desk = Desk::with_debates();
    let reading = both_debates();
    for (of, word) in [
        (MatrixOf::Roots, "roots"),
        (MatrixOf::Positions, "positions"),
        (MatrixOf::People, "people"),
        (MatrixOf::Works, "works"),
    ] {
        let line = format!("who bib/soft-balancing.bib bib/hedging.bib --matrix {word} --format json");
        let told = desk.run_line(&line).json();
        let mut sums = [0_u64; 4];
        for cell in told["cells"].as_array().unwrap().iter().flat_map(|row| row.as_array().unwrap()) {
            for (sum, key) in sums.iter_mut().zip(["positive", "mixed", "neutral", "negative"]) {
                *sum += cell[key].as_u64().unwrap();
            }
        }
        let chart = responses(&reading.corpus, of);
        let add = |cells: &mut dyn Iterator<Item = &Cell>| {
            let mut sum = [0_u64; 4];
            for cell in cells {
                for (sum, count) in sum.iter_mut().zip(by_sign(cell)) {
                    *sum += u64::from(count);
                }
            }
            sum
        };
        assert!(sums.iter().sum::<u64>() > 0, "{word}");
        assert_eq!(add(&mut chart.cells.iter().flatten()), sums, "{word}");
        assert_eq!(add(&mut chart.row_totals.iter()), sums, "{word}");
        assert_eq!(add(&mut chart.column_totals.iter()), sums, "{word}");
        assert_eq!(add(&mut chart.total.iter()), sums, "{word}");
    }
}

#[test]
fn of_many_the_most_involved_are_drawn_and_it_is_said() {
    let reading = reference_debate();
    let chart = response_matrix_chart(&reading.corpus, &MapOptions::default(), MatrixOf::People, 3);
    let names: Vec<&str> = chart.rows.iter().map(|row| row.text.as_str()).collect();
    // Of the 18 responses between works of known authors, Pape and Paul receive ten each, Walt four and makes two of those.
    assert_eq!(names.len(), 3);
    assert!(names.contains(&"Pape, R. A.") && names.contains(&"Paul, T. V."), "{names:?}");
    assert!(chart.captions.subtitle.contains("drawn are the 3 of 8 persons"), "{}", chart.captions.subtitle);
}

/// A column of the stream by the names of its bands.
fn column<'a>(chart: &'a SeriesChart, label: &str) -> BTreeMap<&'a str, f64> {
    let slot = chart.slots.iter().position(|slot| slot.label == label).unwrap();
    let bands = chart.bands.iter().map(|band| (band.name.split(" (").next().unwrap(), band.values[slot]));
    bands.filter(|(_, value)| *value > 0.0).collect()
}

/// Years and positions as the entries of the file have them: of 2008, grigorescu2008 and he2008 hold positions below
/// extension, hefeng2008 one below extension and refinement.
#[test]
fn the_stream_of_the_reference_debate_is_what_its_file_says() {
    let chart = stream_chart(&reference_debate().corpus, &MapOptions::default());
    assert_eq!(column(&chart, "1987"), BTreeMap::from([("background", 2.0)]));
    assert_eq!(column(&chart, "2005"), BTreeMap::from([("anti", 3.0), ("extension", 1.0), ("pro", 3.0)]));
    assert_eq!(column(&chart, "2008"), BTreeMap::from([("extension", 2.5), ("refinement", 0.5)]));
    assert_eq!(
        column(&chart, "2016"),
        BTreeMap::from([("critique", 1.0), ("extension", 3.0), ("refinement", 1.0)])
    );
    let shared = chart.shared.unwrap();
    assert!(shared.starts_with("4 works"), "he2012, hefeng2008, saltzman2012, whitaker2010: {shared}");
    assert_eq!(chart.shape, BandShape::Columns);
}

#[test]
fn columns_of_the_stream_are_the_years_of_stats_and_bands_its_positions() {
    let desk = Desk::with_debates();
    let told = desk.run_line("stats bib/soft-balancing.bib bib/hedging.bib --format json").json();
    let chart = stream_chart(&both_debates().corpus, &MapOptions::default());
    let mut sum = 0.0;
    for year in told["years"].as_array().unwrap() {
        let of_year: f64 = column(&chart, &year["year"].to_string()).values().sum();
        assert!((of_year - year["works"].as_f64().unwrap()).abs() < 1e-9, "{year}");
        sum += of_year;
    }
    let drawn: f64 = chart.bands.iter().flat_map(|band| &band.values).sum();
    assert!((drawn - sum).abs() < 1e-9);
    let positions: BTreeMap<String, u64> =
        serde_json::from_value::<Vec<(String, u64)>>(told["works_by_position"].clone())
            .unwrap()
            .into_iter()
            .collect();
    assert_eq!(chart.bands.len(), 7);
    for band in &chart.bands {
        let (name, members) = band.name.trim_end_matches(')').split_once(" (").unwrap();
        assert_eq!(positions[name].to_string(), members, "{name}");
    }
    let mut fills: Vec<_> = chart.bands.iter().map(|band| band.fill).collect();
    fills.sort_unstable();
    fills.dedup();
    assert_eq!(fills.len(), 7, "no band has the colour of another");
}

#[test]
fn works_without_a_year_or_a_position_have_a_place_of_their_own() {
    let reading = library(
        "@position{a, title={A}} @position{b, title={B}}
         @article{x, title={X}, year={2001}, position={a}} @article{y, title={Y}, position={b}}
         @article{z, title={Z}, year={2009}} @article{w, title={W}, position={a, b}, cites={elsewhere}}",
    );
    let chart = stream_chart(&reading.corpus, &MapOptions::default());
    let kinds: Vec<(&str, SlotKind)> =
        chart.slots.iter().map(|slot| (slot.label.as_str(), slot.kind)).collect();
    let expected = [("2001", SlotKind::Next), ("2009", SlotKind::AfterFold), ("no year", SlotKind::Apart)];
    assert_eq!(kinds, expected);
    assert_eq!(column(&chart, "no year"), BTreeMap::from([("a", 0.5), ("b", 1.5)]));
    assert_eq!(column(&chart, "2009"), BTreeMap::from([("no position", 1.0)]));
    let totals: Vec<Option<u32>> = chart.slots.iter().map(|slot| slot.total).collect();
    assert_eq!(totals, [Some(1), Some(1), Some(2)], "a work that is only cited does not count");
}

#[test]
fn the_spectroscopy_draws_what_the_timeline_tells() {
    let desk = Desk::with_debates();
    let told = desk.run_line("timeline bib/soft-balancing.bib --spectroscopy --format json").json();
    let reading = reference_debate();
    let corpus = &reading.corpus;
    let links = descent(corpus, Links::Both, Confidence::Low);
    let chart = spectroscopy_chart(corpus, &links, &MapOptions::default());
    let years = told["spectroscopy"].as_array().unwrap();
    let deviations = &chart.line.as_ref().unwrap().values;
    let drawn = chart.slots.iter().zip(&chart.bands[0].values).zip(deviations);
    let mut compared = 0;
    for ((slot, count), deviation) in drawn {
        let year = years.iter().find(|year| year["year"].as_i64() == slot.year.map(i64::from)).unwrap();
        assert_eq!(
            (year["references"].as_f64(), year["deviation"].as_f64()),
            (Some(*count), Some(*deviation))
        );
        compared += 1;
    }
    assert_eq!(compared, 2016 - 1968 + 1);
    // pape2005 and paul2005 are each taken up by four works of the file.
    let first = &chart.callouts[0];
    assert_eq!(chart.slots[first.slot].label, "2005");
    assert_eq!(first.lines, ["Pape 2005 (4)", "Paul 2005 (4)", "and 5 more"]);
}

#[test]
fn gaps_of_the_evidence_map_are_cells_and_names_are_short() {
    let reading = reference_debate();
    let corpus = &reading.corpus;
    let facet = |name: &str| facet_named(corpus, name).unwrap();
    let chart = facet_matrix_chart(
        corpus,
        &FacetMatrixOptions {
            rows: facet("region"),
            columns: facet("instrument"),
            query: FacetQuery::default(),
            top: 24,
            title: None,
            page: dissensus::figure::PageSize::default(),
        },
    );
    let cell = |row: &str, column: &str| {
        let row = chart.rows.iter().position(|heading| heading.text == row).unwrap();
        let column = chart.columns.iter().position(|heading| heading.text == column).unwrap();
        &chart.cells[row][column]
    };
    // `grep -n 'region = Global\|region=Global'`: the five with instrument diplomacy are those of 2005 and 2006.
    let Cell::Counted { count, names } = cell("Global", "diplomacy") else { panic!() };
    assert_eq!(*count, 5);
    assert_eq!(names, &["Lieber & Alexander 2005", "Pape 2005", "Paul 2005", "Walt 2005", "Walt 2006"]);
    assert_eq!(*cell("South Asia", "norms"), Cell::Empty);
    let gaps = chart.cells.iter().flatten().filter(|cell| **cell == Cell::Empty).count();
    let full = chart.cells.iter().flatten().filter(|cell| matches!(cell, Cell::Counted { .. })).count();
    assert_eq!(gaps + full, 14 * 10);
}

#[test]
fn the_charts_of_both_debates_fit_a_page() {
    let reading = both_debates();
    let corpus = &reading.corpus;
    let options = MapOptions::default();
    for (of, top) in
        [(MatrixOf::Roots, 20), (MatrixOf::Positions, 20), (MatrixOf::People, 12), (MatrixOf::Works, 12)]
    {
        let figure = place_matrix(&response_matrix_chart(corpus, &options, of, top));
        assert_eq!(figure.fits(), Fit::Fits, "{of:?}: {:?}", figure.page);
    }
    let links = descent(corpus, Links::Both, Confidence::Low);
    for chart in [stream_chart(corpus, &options), spectroscopy_chart(corpus, &links, &options)] {
        let figure = place_series(&chart);
        assert_eq!((figure.fits(), figure.unplaced_labels), (Fit::Fits, 0));
    }
}

#[test]
fn a_thousand_works_are_areas_and_long_spans_are_periods() {
    let mut text = String::from("@position{a, title={A}} @position{b, title={B}}\n");
    for number in 0..1000 {
        let position = if number % 3 == 0 { "a" } else { "b" };
        let year = 1851 + number % 170;
        text.push_str(&format!(
            "@book{{w{number}, title={{T}}, year={{{year}}}, position={{{position}}}}}\n"
        ));
    }
    let chart = stream_chart(&library(&text).corpus, &MapOptions::default());
    assert_eq!(chart.shape, BandShape::Areas);
    assert_eq!((chart.unit.as_str(), chart.slots[0].label.as_str()), ("works per 5 years", "1850"));
    let drawn: f64 = chart.bands.iter().flat_map(|band| &band.values).sum();
    assert!((drawn - 1000.0).abs() < 1e-9);
}

#[test]
fn options_that_say_nothing_to_a_view_are_refused() {
    let desk = Desk::with_debates();
    for (line, said) in [
        ("map --view stream --sign -1 -o a.svg", "--sign chooses responses, and a stream counts works"),
        ("map --view spectroscopy --since 2005 -o a.svg", "--since does not narrow a spectroscopy"),
        ("map --view stream --top 3 -o a.svg", "--top is for the views that draw works, claims or people"),
        (
            "map --view matrix --by citations -o a.svg",
            "--by is for the views that draw works, claims or people",
        ),
        ("map --rows region --columns power -o a.svg", "--rows is for --view matrix"),
        (
            "map --view matrix --rows region --columns power --on theory -o a.svg",
            "--on chooses responses, and a matrix of facets counts works",
        ),
    ] {
        let ran = desk.run_line(line);
        assert_eq!(ran.code, 2, "{line}");
        assert!(ran.err.contains(said), "{line}: {}", ran.err);
    }
    assert!(!desk.list(".").contains(&"a.svg".to_owned()));
}
