//! Figures as PDF and PNG: the page, the text, the fonts, the pixels.

use std::io::Write;
use std::process::Command;

use crate::figure_debates as debates;
use crate::figure_files::hostile;
use dissensus::export::ExportSettings;
use dissensus::export::figure_exporter_for;
use dissensus::export::png::Resolution;
use dissensus::figure::Fact;
use dissensus::figure::FactKind;
use dissensus::figure::Figure;
use dissensus::figure::Ink;
use dissensus::figure::Provenance;
use dissensus::figure::metrics::Weight;
use dissensus::figure::metrics::text_width;
use dissensus::figure::place;
use dissensus::figure::typeface::Typeface;

pub(crate) fn exported(figure: &Figure, format: &str, settings: &ExportSettings<'_>) -> Vec<u8> {
    let mut bytes = Vec::new();
    figure_exporter_for(format).unwrap().export(figure, settings, &mut bytes).unwrap();
    bytes
}

fn at(dots_per_inch: u32) -> ExportSettings<'static> {
    ExportSettings { resolution: Resolution::new(dots_per_inch).unwrap(), ..ExportSettings::default() }
}

/// What a program of this machine says of a file; `None` if there is no such program.
pub(crate) fn said_of(program: &str, before: &[&str], bytes: &[u8], after: &[&str]) -> Option<String> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let ran = Command::new(program).args(before).arg(file.path()).args(after).output();
    let Ok(output) = ran else {
        eprintln!("skipped: no `{program}` on this machine");
        return None;
    };
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    channels: usize,
    data: Vec<u8>,
    pixels_per_metre: u32,
}

pub(crate) fn decoded(bytes: &[u8]) -> Pixels {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut data).unwrap();
    let info = reader.info();
    let size = info.pixel_dims.unwrap();
    assert!(size.unit == png::Unit::Meter && size.xppu == size.yppu);
    Pixels {
        width: info.width,
        height: info.height,
        channels: info.color_type.samples(),
        data,
        pixels_per_metre: size.xppu,
    }
}

impl Pixels {
    pub(crate) fn at(&self, x: f64, y: f64) -> &[u8] {
        let pixel = y as usize * self.width as usize + x as usize;
        &self.data[pixel * self.channels..][..self.channels]
    }
}

#[test]
fn pixels_are_as_many_as_the_resolution_asks_and_print_at_the_size_of_the_page() {
    let figure = place(&debates::people());
    for dots_per_inch in [72, 150, 300] {
        let pixels = decoded(&exported(&figure, "png", &at(dots_per_inch)));
        let scale = f64::from(dots_per_inch) / 72.0;
        for (found, points) in [(pixels.width, figure.page.width), (pixels.height, figure.page.height)] {
            assert!((f64::from(found) - points * scale).abs() <= 0.5, "{found} for {points} points");
            // So wide on paper as the page is.
            let metres = f64::from(found) / f64::from(pixels.pixels_per_metre);
            assert!((metres - points * 0.0254 / 72.0).abs() < 0.0002, "{metres} m for {points} points");
        }
    }
}

#[test]
fn pixels_show_the_fill_of_every_node() {
    for chart in [debates::reference_like(), debates::claims(30), debates::across()] {
        let figure = place(&chart);
        let pixels = decoded(&exported(&figure, "png", &at(144)));
        for node in figure.nodes.iter().filter(|node| !node.fills.is_empty()) {
            // Between the outline and the first letter.
            let (x, y) = (node.rect.x + 1.6, node.rect.center().y);
            let wanted = figure.theme.color(Ink::Node(node.fills[0]));
            let found = pixels.at(x * 2.0, y * 2.0);
            let wanted = [wanted.red, wanted.green, wanted.blue];
            let far = found.iter().zip(wanted).any(|(found, wanted)| found.abs_diff(wanted) > 12);
            assert!(!far, "{}: {found:?} for {wanted:?}", node.id);
        }
    }
}

#[test]
fn a_picture_too_large_for_a_computer_is_refused_with_advice() {
    let mut figure = place(&debates::people());
    figure.page.height = 90_000.0;
    let failed = figure_exporter_for("png").unwrap().export(&figure, &at(1200), &mut Vec::new()).unwrap_err();
    assert!(failed.to_string().contains("--dpi"), "{failed}");
}

#[test]
fn pages_and_pixels_are_the_same_bytes_every_time() {
    for format in ["pdf", "png"] {
        let first = exported(&place(&debates::reference_like()), format, &at(100));
        let second = exported(&place(&debates::reference_like()), format, &at(100));
        assert!(first == second, "{format} differs");
    }
}

#[test]
fn a_page_is_as_large_as_the_figure_and_tells_its_title_but_no_date() {
    let figure = place(&debates::reference_like());
    let bytes = exported(&figure, "pdf", &ExportSettings::default());
    let raw = String::from_utf8_lossy(&bytes);
    let size = format!("/MediaBox[0 0 {:.2} {:.2}]", figure.page.width, figure.page.height);
    let packed: String = raw.replace(" [", "[").replace("[ ", "[");
    assert!(packed.contains(&size), "no {size}");
    for clock in ["CreationDate", "ModDate", "CreateDate", "ModifyDate"] {
        assert!(!raw.contains(clock), "{clock}");
    }
    let Some(info) = said_of("pdfinfo", &[], &bytes, &[]) else { return };
    assert!(info.contains(&figure.title) && info.contains("493.23 x 663.31 pts"), "{info}");
}

#[test]
fn the_fonts_of_a_page_are_in_the_file_and_only_as_far_as_used() {
    let figure = place(&debates::reference_like());
    let bytes = exported(&figure, "pdf", &ExportSettings::default());
    assert!(bytes.len() < 200_000, "{} bytes", bytes.len());
    let Some(fonts) = said_of("pdffonts", &[], &bytes, &[]) else { return };
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(rows.len() >= 2, "{fonts}");
    for row in rows {
        let embedded_subset_unicode = row.contains("yes yes yes");
        assert!(row.contains("+Arimo") && embedded_subset_unicode, "{row}");
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[test]
fn every_text_of_a_page_can_be_searched() {
    for chart in [debates::reference_like(), debates::people(), debates::claims(30)] {
        let figure = place(&chart);
        let bytes = exported(&figure, "pdf", &ExportSettings::default());
        // By place, so that a line is in one piece.
        let Some(text) = said_of("pdftotext", &["-raw"], &bytes, &["-"]) else { return };
        let text = squeezed(&text);
        let outside = figure.labels.iter().flat_map(|label| &label.lines).map(|line| line.text.as_str());
        let inside = figure.nodes.iter().flat_map(|node| node.lines.iter().map(String::as_str));
        for line in outside.chain(inside) {
            assert!(text.contains(&squeezed(line)), "{line:?} is not in {text}");
        }
    }
}

#[test]
fn hostile_text_breaks_neither_pages_nor_pixels() {
    let figure = place(&hostile());
    let bytes = exported(&figure, "pdf", &ExportSettings::default());
    assert!(bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"));
    decoded(&exported(&figure, "png", &at(72)));
    let Some(text) = said_of("pdftotext", &["-raw"], &bytes, &["-"]) else { return };
    for shown in ["say \"it\"", "back\\slash", "<script>alert(1)</script>", "AT&amp;T &lt;b&gt;", "]]>"] {
        assert!(squeezed(&text).contains(&squeezed(shown)), "{shown}: {text}");
    }
}

#[test]
fn the_tables_of_widths_are_those_of_the_faces_in_the_program() {
    let typeface = Typeface::embedded();
    let faces = [(Weight::Regular, 0), (Weight::Bold, 1)];
    let listed = ('\u{20}'..='\u{7e}').chain('\u{a0}'..='\u{ff}').chain("ıŁłĐđŒœ‐‒–—‘’‚“”„†•…€−".chars());
    let (mut compared, mut wrong) = (0, Vec::new());
    for c in listed {
        for (weight, face) in faces {
            let drawn = typeface.faces()[face].advance(c, weight).map(f64::from);
            let tabled = text_width(&c.to_string(), 1000.0, weight);
            if drawn.is_none_or(|drawn| (tabled - drawn).abs() > 1.0) {
                wrong.push(format!("{c:?} {weight:?}: {tabled} in the table, {drawn:?} drawn"));
            }
            compared += 1;
        }
    }
    crate::repository::assert_nothing(&wrong, "correct the tables");
    assert_eq!(compared, 2 * (95 + 96 + 22));
}

#[test]
fn pages_pixels_and_sources_say_where_they_come_from() {
    let mut figure = place(&debates::people());
    figure.provenance = Provenance {
        program: "dissensus".to_owned(),
        version: "1.2.3".to_owned(),
        command: Some("dissensus map 'a & b.bib' {x} %y".to_owned()),
        sources: vec!["a & b.bib".to_owned()],
        facts: vec![Fact { kind: FactKind::Years, text: "1994–2021".to_owned() }],
    };
    let entries = figure.provenance.entries();
    let bytes = exported(&figure, "png", &at(72));
    let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
    let texts: Vec<(String, String)> = reader
        .info()
        .utf8_text
        .iter()
        .map(|chunk| (chunk.keyword.replace("Software", "Creator"), chunk.get_text().unwrap()))
        .collect();
    for (name, value) in &entries {
        assert!(texts.contains(&((*name).to_owned(), value.clone())), "{name} is not in {texts:?}");
    }
    for (format, comment) in [("tex", "% "), ("mmd", "%% ")] {
        let text = String::from_utf8(exported(&figure, format, &at(72))).unwrap();
        let text = text.replace("#37;", "%").replace("#123;", "{").replace("#125;", "}");
        for (name, value) in &entries {
            assert!(text.lines().any(|line| line == format!("{comment}{name}: {value}")), "{name}: {text}");
        }
    }
    let page = exported(&figure, "pdf", &at(72));
    let Some(info) = said_of("pdfinfo", &[], &page, &[]) else { return };
    let Some(xmp) = said_of("pdfinfo", &["-meta"], &page, &[]) else { return };
    assert!(info.contains("dissensus 1.2.3") && xmp.contains("dissensus 1.2.3"), "{info} {xmp}");
    for (name, value) in entries.iter().filter(|(name, _)| *name != "Creator") {
        assert!(info.contains(&format!("{name}: {value}")), "{name}: {info}");
        let escaped = value.replace('&', "&amp;");
        assert!(
            xmp.contains(&format!("{name}: {escaped}"))
                || xmp.contains(&format!("{name}: {}", escaped.replace('\'', "&apos;"))),
            "{name}: {xmp}"
        );
    }
}
