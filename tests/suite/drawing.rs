//! The options of the commands that draw: resolution, engine, fonts; and what is said when something is amiss.

#![expect(clippy::disallowed_methods, reason = "tests look for fonts")]

use crate::figure_files::texts_of;
use crate::program::{Desk, Ran};
use crate::repository;
use dissensus::export::FIGURE_EXPORTERS;

const MAP: &str = "map bib/soft-balancing.bib --hide-citations";

#[test]
fn the_help_names_every_format() {
    let desk = Desk::empty();
    for command in ["map", "timeline"] {
        let help = desk.run(&[command, "--help"]).clean();
        for exporter in FIGURE_EXPORTERS {
            assert!(help.contains(&format!(".{}", exporter.name())), "{command}: {}", exporter.name());
        }
    }
}

#[test]
fn the_dot_of_the_machine_draws_the_same_texts() {
    let desk = Desk::with_debates();
    desk.run_line(&format!("{MAP} -o own.svg")).clean();
    let ran = desk.run_line(&format!("{MAP} --engine system -o system.svg"));
    if ran.err.contains("no command `dot`") {
        eprintln!("skipped: no `dot` on this machine");
        return;
    }
    assert_eq!(ran.code, 0, "{}", ran.err);
    let [own, system] = ["own.svg", "system.svg"].map(|name| String::from_utf8(desk.read(name)).unwrap());
    let texts = |svg: &str| {
        let mut texts = texts_of(svg);
        texts.sort();
        texts
    };
    assert_eq!(texts(&system), texts(&own));
    let page = |svg: &str| svg.split("viewBox=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(page(&system), page(&own));
}

#[test]
fn without_dot_the_engine_of_the_machine_is_an_error_that_says_what_to_do() {
    let desk = Desk::with_debates();
    let words: Vec<&str> = MAP.split(' ').chain(["--engine", "system", "-o", "map.svg"]).collect();
    let ran = Ran::of(desk.command(&words).env("PATH", desk.path("nowhere")));
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("there is no command `dot` here; install Graphviz, or leave --engine out"),
        "{}",
        ran.err
    );
    assert!(!desk.path("map.svg").exists());
}

#[test]
fn resolutions_and_fonts_that_cannot_be_used_are_refused() {
    let desk = Desk::with_debates();
    desk.write("no.ttf", "not a font");
    for (options, said) in [
        ("--dpi 0 -o a.png", "write a whole number from 10 to 4800"),
        ("--dpi fine -o a.png", "write a whole number from 10 to 4800"),
        ("--font no.ttf -o a.png", "cannot use no.ttf: not a TrueType or OpenType font"),
        ("--font gone.ttf -o a.png", "cannot read gone.ttf"),
        ("--dpi 4800 -o a.png", "ask for fewer with --dpi, or for .pdf"),
    ] {
        let ran = desk.run_line(&format!("{MAP} {options}"));
        assert_eq!(ran.code, 2, "{options}");
        assert!(ran.err.contains(said), "{options}: {}", ran.err);
        assert!(!desk.path("a.png").exists(), "{options}");
    }
}

#[test]
fn characters_without_a_font_are_named_with_their_work_and_what_to_do() {
    let desk = Desk::empty();
    desk.write("scripts.bib", repository::text("tests/fixtures/scripts.bib"));
    for file in ["a.pdf", "a.png"] {
        let ran = desk.run(&["map", "scripts.bib", "-o", file]);
        assert_eq!(ran.code, 0);
        let said = "chinese and 1 more have characters that no font here has, drawn as empty boxes: 王山田; give a font \
                    that has them with --font FILE, or let one be found with --system-fonts";
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    // There it is the viewer's font that counts.
    assert_eq!(desk.run(&["map", "scripts.bib", "-o", "a.svg"]).err, "");
}

#[test]
fn the_font_of_a_file_is_in_the_page() {
    let desk = Desk::with_debates();
    let font = std::fs::read(repository::root().join("src/figure/fonts/DejaVuSans.ttf")).unwrap();
    desk.write("wide.ttf", font);
    desk.run_line(&format!("{MAP} --font wide.ttf -o wide.pdf")).clean();
    let page = desk.read("wide.pdf");
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains("+DejaVuSans") && !page.contains("+Arimo"));
}
