//! Laws of all readers: nothing is lost in silence wherever a file is cut, however its lines end, in whatever encoding;
//! and nothing that it may hold stops a reader.

use dissensus::analysis::exports_without_references;
use dissensus::diagnostic::{FileId, SourceFile};
use dissensus::import::{IMPORTERS, LoadOptions, Source};
use dissensus::model::{NameTable, Relations};
use proptest::prelude::*;

use crate::importers::{RIGHT, counted, fixture, readers};
use crate::reading::{Reading, input, read};

/// The right fixture of a reader.
fn text(name: &str) -> String {
    let path = fixture(name, "right");
    let wanted = format!("tests/fixtures/import/{}", path.file_name().unwrap().to_string_lossy());
    crate::repository::text(&wanted)
}

fn read_as(name: &str, bytes: impl Into<Vec<u8>>) -> Reading {
    read(vec![input(name, bytes)], LoadOptions::default())
}

/// Where the records of a fixture end, found without its reader: by the lines of its format.
fn ends_of_records(name: &str, text: &str) -> Vec<usize> {
    let after =
        |mark: &str| -> Vec<usize> { text.match_indices(mark).map(|(at, _)| at + mark.len()).collect() };
    match name {
        "ris" => after("\nER  -"),
        "web-of-science-text" => after("\nER\n"),
        "graphml" => ["</data>\n    </node>", "</data>\n        </node>", "<node id=\"leaf\"/>"]
            .iter()
            .flat_map(|end| after(end))
            .collect(),
        "pubmed" => {
            let starts: Vec<usize> = after("PMID-");
            starts[1..].iter().map(|start| start - "PMID-".len()).chain([text.len()]).collect()
        }
        "pajek" => after("\n")[1..4].to_vec(),
        "crossref" | "csl-json" | "openalex" | "semantic-scholar" => ends_of_objects(text),
        _ => {
            let divider = if name == "web-of-science-table" { b'\t' } else { b',' };
            let preamble = usize::from(name == "dimensions");
            let mut table = csv::ReaderBuilder::new()
                .delimiter(divider)
                .quoting(divider == b',')
                .flexible(true)
                .has_headers(false)
                .from_reader(text.as_bytes());
            let starts = table.byte_records().map(|row| row.unwrap().position().unwrap().byte());
            let starts: Vec<usize> = starts.map(|at| usize::try_from(at).unwrap()).collect();
            starts[preamble + 2..].iter().copied().chain([text.len()]).collect()
        }
    }
}

/// Where the objects end that are records: those of the outermost array that holds objects, or of the lines.
fn ends_of_objects(text: &str) -> Vec<usize> {
    let (mut ends, mut depth, mut is_text, mut is_escaped) = (Vec::new(), 0, false, false);
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_text => is_escaped = true,
            '"' => is_text = !is_text,
            '{' | '[' if !is_text => depth += 1,
            '}' | ']' if !is_text => {
                depth -= 1;
                ends.push((depth, c, at + 1));
            }
            _ => {}
        }
    }
    let objects = |wanted: i32| -> Vec<usize> {
        ends.iter().filter(|(depth, c, _)| *depth == wanted && *c == '}').map(|(_, _, at)| *at).collect()
    };
    (0..4).map(objects).find(|found| found.len() > 1).unwrap()
}

/// What a reader has accounted for: works read and records reported. The rows of OpenCitations are citations.
fn accounted(name: &str, reading: &Reading) -> usize {
    let counts = reading.corpus.file_counts().first().copied().unwrap_or_default();
    let read = if name == "opencitations" { reading.corpus.citations().len() } else { counts.works };
    read + counts.rejected
}

#[test]
fn every_record_is_read_or_reported_wherever_the_file_is_cut() {
    for name in readers() {
        let text = text(name);
        let ends = ends_of_records(name, &text);
        let (_, works, references, _) = RIGHT.iter().find(|row| row.0 == name).unwrap();
        let records = if name == "opencitations" { references } else { works };
        assert_eq!(ends.len(), *records, "{name}: the test finds other records");
        // Pajek says first how many vertices follow, and so may report that some are missing.
        // In a comment that is cut off, what looks like a node is one.
        let slack = if ["graphml", "pajek"].contains(&name) { 2 } else { 1 };
        for cut in (0..=text.len()).filter(|&cut| text.is_char_boundary(cut)) {
            if cut % 3 > 0 && !ends.contains(&cut) {
                continue;
            }
            let whole = ends.iter().filter(|end| **end <= cut).count();
            let reading = read_as("cut.txt", &text[..cut]);
            let found = accounted(name, &reading);
            assert!(
                (whole..=whole + slack).contains(&found),
                "{name} cut at {cut}: {found} accounted for, {whole} whole\n{:?}",
                reading.found
            );
            if found == 0 && whole == 0 && cut > 40 {
                assert!(!reading.found.is_empty(), "{name} cut at {cut}: nothing read, nothing said");
            }
        }
    }
}

/// What a reader makes of a text, in words.
fn told(bytes: Vec<u8>, file: &str) -> Vec<String> {
    let reading = read_as(file, bytes);
    let corpus = &reading.corpus;
    let mut told: Vec<String> = corpus
        .work_ids()
        .map(|id| {
            let work = corpus.work(id);
            let field = |name: &str| corpus.field(id, name).unwrap_or_default().to_owned();
            format!(
                "{} | {} | {:?} | {:?} | {} | {} | {:?}",
                work.key,
                corpus.label(id),
                corpus.title(id),
                corpus.venue(id),
                field("volume"),
                field("pages"),
                work.doi.as_deref()
            )
        })
        .collect();
    let found = counted(&reading);
    told.push(format!("{} references, {} inside", found.references, found.citations_inside));
    told
}

#[test]
fn line_ends_encodings_and_names_of_files_change_nothing() {
    for name in readers() {
        let text = text(name);
        let plain = told(text.clone().into_bytes(), "export.txt");
        let units = |text: &str, to: fn(u16) -> [u8; 2]| -> Vec<u8> {
            std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(to).collect()
        };
        let variants = [
            ("CRLF", text.replace('\n', "\r\n").into_bytes()),
            ("CR", text.replace('\n', "\r").into_bytes()),
            ("a byte order mark", format!("\u{feff}{text}").into_bytes()),
            ("UTF-16, little end first", units(&text, u16::to_le_bytes)),
            ("UTF-16, big end first", units(&text, u16::to_be_bytes)),
            ("blank lines before", format!("\n\n{text}").into_bytes()),
            ("a blank line after", format!("{text}\n\n").into_bytes()),
        ];
        for (what, bytes) in variants {
            assert_eq!(told(bytes, "export.txt"), plain, "{name} with {what}");
        }
        for file in ["export.bib", "export", "export.nbib", "x.json"] {
            assert_eq!(told(text.clone().into_bytes(), file), plain, "{name} called {file}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Every reader takes every text, its own or not: the places of what it says are in the text.
    #[test]
    fn no_text_stops_a_reader(
        of in 0..IMPORTERS.len(),
        bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200),
        cut in 0.0..1.0_f64,
        flips in proptest::collection::vec((0.0..1.0_f64, proptest::num::u8::ANY), 0..8),
        nuls in 0..4_usize,
    ) {
        let name = IMPORTERS[of].name();
        let mut mangled = if name == "bibtex" { b"@book{a, title = {T}}".to_vec() } else { text(name).into_bytes() };
        let length = mangled.len();
        for (share, byte) in flips {
            mangled[(share * (length - 1) as f64) as usize] ^= byte;
        }
        let at = (cut * length as f64) as usize;
        mangled.splice(at..at, bytes.iter().copied().chain(std::iter::repeat_n(0, nuls)));
        for bytes in [bytes, mangled] {
            let _ = read_as("any", bytes.clone());
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let relations = Relations::default();
            let all = [SourceFile::new("any", text.clone())];
            for importer in IMPORTERS {
                let names = NameTable::for_texts_of(text.len());
                let source = Source { id: FileId(0), file: &all[0], all: &all, relations: &relations, names: &names };
                let imported = importer.import(source);
                for found in &imported.diagnostics {
                    prop_assert!(found.span.end as usize <= text.len(), "{}: {found:?}", importer.name());
                }
                prop_assert!(imported.fragment.rejected <= imported.diagnostics.len());
            }
        }
    }
}

/// What is taken out of a right fixture so that it states nothing, and a word of what to export instead.
const SILENT: [(&str, &str, &str, &str); 13] = [
    ("crossref", "\"reference\"", "\"left-out\"", "Crossref"),
    ("csl-json", "", "", "CSL-JSON has none"),
    ("dimensions", "Cited references", "Left out", "Export for bibliometric mapping"),
    ("graphml", "<edge", "<left", "the graph has no edges"),
    ("lens", "\"References\"", "\"Left out\"", "the field “References”"),
    ("openalex", "referenced_works", "left_out", "referenced_works"),
    ("pajek", "\n*Arcs", "\n*Arcs\n*Events", "the network has no arcs"),
    ("pubmed", "", "", "PubMed exports none"),
    ("ris", "References:", "Left out:", "“Include references”"),
    ("scopus-csv", "References", "Left out", "tick “Include references”"),
    ("semantic-scholar", "\"references\"", "\"left-out\"", "Semantic Scholar"),
    ("web-of-science-table", "\tCR", "\tXX", "“Full Record and Cited References”"),
    ("web-of-science-text", "\nCR ", "\nXX ", "“Full Record and Cited References”"),
];

#[test]
fn a_file_without_references_says_what_to_export_instead() {
    for name in readers().filter(|name| *name != "opencitations") {
        let (_, wanted, other, word) = SILENT.iter().find(|row| row.0 == name).unwrap();
        let mut silent = if wanted.is_empty() { text(name) } else { text(name).replace(wanted, other) };
        if name == "pajek" {
            silent.truncate(silent.find("*Events").unwrap());
        }
        let reading = read_as("export.txt", silent);
        let [said] = &exports_without_references(&reading.corpus)[..] else {
            panic!("{name}: {:?} {:?}", reading.corpus.file_counts(), reading.found);
        };
        assert!(said.starts_with("export.txt: none of ") && said.contains(word), "{name}: {said}");
        assert!(
            exports_without_references(&read_as("export.txt", text(name)).corpus).is_empty()
                || wanted.is_empty()
        );
    }
    // A library of one's own is none.
    let own = read_as("own.bib", "@book{a, title = {A}}\n@book{b, title = {B}}\n");
    assert_eq!(exports_without_references(&own.corpus), Vec::<String>::new());
}
