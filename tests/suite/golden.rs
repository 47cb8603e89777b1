//! Every fixture in every format, byte for byte. `DISSENSUS_UPDATE=1` rewrites; look at what it wrote.

#![expect(clippy::disallowed_methods, reason = "tests read the repository")]

use crate::repository;
use dissensus::analysis::MapOptions;
use dissensus::analysis::debate_map;
use dissensus::export::ExportSettings;
use dissensus::export::FIGURE_EXPORTERS;
use dissensus::export::Lettering;
use dissensus::figure::place;
use dissensus::import::Input;
use dissensus::import::LoadOptions;
use dissensus::import::load;

#[test]
fn every_fixture_is_drawn_in_every_format_as_before() {
    let mut wrong = Vec::new();
    for fixture in repository::files_below("tests/fixtures", &["bib"]) {
        let stem = fixture.trim_start_matches("tests/fixtures/").trim_end_matches(".bib");
        let bytes = std::fs::read(repository::root().join(&fixture)).unwrap();
        let loaded = load(vec![Input { name: format!("{stem}.bib"), bytes }], LoadOptions::default());
        let figure = place(&debate_map(&loaded.corpus, &MapOptions::default()));
        // Files with fonts or pixels in them are large; laws hold of them instead.
        for exporter in FIGURE_EXPORTERS.iter().filter(|exporter| exporter.lettering() == Lettering::Viewers)
        {
            let mut drawn = Vec::new();
            exporter.export(&figure, &ExportSettings::default(), &mut drawn).unwrap();
            let name = format!("tests/golden/{stem}.{}", exporter.name());
            // A fixed number in a golden file would change with each release.
            let drawn = String::from_utf8(drawn).unwrap().replace(env!("CARGO_PKG_VERSION"), "VERSION");
            wrong.extend(repository::difference(&name, drawn.as_bytes()));
        }
    }
    repository::assert_nothing(&wrong, "look at the figures; DISSENSUS_UPDATE=1 rewrites them");
}
