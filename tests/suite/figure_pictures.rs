//! Pictures to look at: `cargo test --test suite -- --ignored pictures`.

use crate::figure_debates as debates;
use dissensus::export::dot::dot_text;
use dissensus::export::svg::svg_text;
use dissensus::figure::place;

#[test]
#[ignore = "writes pictures to look at"]
#[expect(clippy::disallowed_methods, reason = "a test may write pictures")]
fn pictures() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, chart) in [
        ("a", debates::reference_like()),
        ("b", debates::crowded_years()),
        ("c", debates::long_debate()),
        ("claims30", debates::claims(30)),
        ("claims130", debates::claims(130)),
        ("people", debates::people()),
        ("across", debates::across()),
        ("large", debates::large(500, 1_200)),
        ("hostile", crate::figure_files::hostile()),
    ] {
        let started = std::time::Instant::now();
        let figure = place(&chart);
        let placed = started.elapsed();
        std::fs::write(folder.join(format!("{name}.dot")), dot_text(&figure)).unwrap();
        std::fs::write(folder.join(format!("{name}.svg")), svg_text(&figure).unwrap()).unwrap();
        println!(
            "{name}: {:?} font {} placed in {placed:?}, all in {:?}",
            figure.fits(),
            figure.nodes[0].font_size,
            started.elapsed()
        );
    }
}
