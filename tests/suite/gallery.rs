//! `output/` is what the commands below make of `bib/`. `DISSENSUS_UPDATE=1` rewrites.

use crate::program::Desk;
use crate::repository;

/// The command that `README.md` begins with, without what builds the program.
const FIRST: &str = "map bib/soft-balancing.bib --hide-citations -o output/soft-balancing-map.svg";

/// Each makes the file that it names last; a `.svg` stands for the `.pdf` beside it, too.
pub(crate) const COMMANDS: &[&str] = &[
    FIRST,
    "map bib/soft-balancing.bib --hide-citations -o output/soft-balancing-map.dot",
    "map bib/soft-balancing.bib --hide-citations --palette grey -o output/soft-balancing-map-grey.svg",
    "map bib/soft-balancing.bib --view claims -o output/soft-balancing-claims.svg",
    "map bib/soft-balancing.bib --view people -o output/soft-balancing-people.svg",
    "map bib/soft-balancing.bib --view matrix -o output/soft-balancing-matrix.svg",
    "map bib/soft-balancing.bib --view matrix --rows region --columns instrument -o output/soft-balancing-facets.svg",
    "map bib/soft-balancing.bib --view stream -o output/soft-balancing-stream.svg",
    "map bib/soft-balancing.bib --view spectroscopy -o output/soft-balancing-spectroscopy.svg",
    "map bib/soft-balancing.bib --view schools -o output/soft-balancing-schools.svg",
    "timeline bib/soft-balancing.bib -o output/soft-balancing-timeline.svg",
    "map bib/hedging.bib --view claims -o output/hedging-claims.svg",
    "report bib/soft-balancing.bib -o output/soft-balancing-report.html",
];

/// The commands, and for every drawing that for print.
fn all_commands() -> impl Iterator<Item = String> {
    COMMANDS.iter().flat_map(|command| {
        let printed = command.strip_suffix(".svg").map(|command| format!("{command}.pdf"));
        std::iter::once((*command).to_owned()).chain(printed)
    })
}

fn made_by(command: &str) -> &str {
    command.rsplit(' ').next().unwrap()
}

#[test]
fn the_gallery_is_what_the_debates_yield() {
    let desk = Desk::with_debates();
    let mut wrong = Vec::new();
    for command in all_commands() {
        let ran = desk.run_line(&command);
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{command}: {}", ran.err);
        wrong.extend(repository::difference(made_by(&command), &desk.read(made_by(&command))));
    }
    repository::assert_nothing(&wrong, "look at the figures; DISSENSUS_UPDATE=1 rewrites them");
}

#[test]
fn the_gallery_holds_nothing_else() {
    let mut made: Vec<String> = all_commands().map(|command| made_by(&command).to_owned()).collect();
    made.sort_unstable();
    let held: Vec<String> = repository::all()
        .into_iter()
        .filter(|name| name.starts_with("output/") && name != "output/README.md")
        .collect();
    assert_eq!(held, made);
}

#[test]
fn the_readme_begins_with_the_command_that_draws_its_picture() {
    let readme = repository::text("README.md");
    let command = format!("cargo run --release --locked -- {FIRST}");
    let (drawing, picture) = (readme.find(&command), readme.find(&format!("({})", made_by(FIRST))));
    assert!(drawing.is_some() && picture.is_some(), "{drawing:?} {picture:?}");
    let test = "cargo test --locked";
    assert!(readme.find(test) > drawing, "the tests are the second command");
    assert!(
        repository::text(".ci/run").lines().any(|line| line.ends_with(test)),
        ".ci/run runs what README.md says"
    );
    for command in COMMANDS {
        assert!(readme.contains(command), "README.md does not say: {command}");
    }
}
