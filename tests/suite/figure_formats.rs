//! The same figure in every format: nodes, edges, texts and legend, read back from each file of the gallery and of
//! invented debates.

use std::process::Command;
use std::sync::LazyLock;

use crate::figure_debates as debates;
use crate::figure_files::{hostile, texts_of, unquoted};
use crate::figure_pages::{decoded, exported, said_of};
use crate::gallery;
use crate::program::Desk;
use dissensus::export::ExportSettings;
use dissensus::export::figure_exporter_for;
use dissensus::export::mmd::mermaid_text;
use dissensus::export::tex::tex_text;
use dissensus::figure::Figure;
use dissensus::figure::place;
use graphviz_rust::dot_structures::{EdgeTy, Graph, Stmt, Vertex};

/// A figure in the formats that are compared.
pub(crate) struct Files {
    pub(crate) name: String,
    pub(crate) dot: String,
    pub(crate) svg: String,
    tex: String,
    mmd: Result<String, String>,
    pdf: Vec<u8>,
}

/// Every figure of the gallery that is an SVG, in all formats.
pub(crate) static GALLERY: LazyLock<Vec<Files>> = LazyLock::new(gallery_files);
/// Invented debates in all formats.
static INVENTED: LazyLock<Vec<Files>> = LazyLock::new(invented_files);

fn gallery_files() -> Vec<Files> {
    let desk = Desk::with_debates();
    let read = |command: &str, ending: &str| {
        let (before, file) = command.rsplit_once(' ').unwrap();
        let (stem, _) = file.rsplit_once('.').unwrap();
        let ran = desk.run_line(&format!("{before} {stem}.{ending}"));
        match ran.code {
            0 => Ok(desk.read(&format!("{stem}.{ending}"))),
            _ => Err(ran.err),
        }
    };
    let mut files = Vec::new();
    for command in gallery::COMMANDS.iter().filter(|command| command.ends_with(".svg")) {
        let text = |ending: &str| read(command, ending).map(|bytes| String::from_utf8(bytes).unwrap());
        files.push(Files {
            name: (*command).to_owned(),
            dot: text("dot").unwrap(),
            svg: text("svg").unwrap(),
            tex: text("tex").unwrap(),
            mmd: text("mmd"),
            pdf: read(command, "pdf").unwrap(),
        });
    }
    assert!(files.len() >= 5, "{} figures", files.len());
    files
}

fn files_of(name: &str, figure: &Figure) -> Files {
    let text = |format| String::from_utf8(exported(figure, format, &ExportSettings::default())).unwrap();
    Files {
        name: name.to_owned(),
        dot: text("dot"),
        svg: text("svg"),
        tex: text("tex"),
        mmd: mermaid_text(figure).map_err(|error| error.to_string()),
        pdf: exported(figure, "pdf", &ExportSettings::default()),
    }
}

fn invented_files() -> Vec<Files> {
    let mut files = Vec::new();
    for (name, chart) in [
        ("like the reference", debates::reference_like()),
        ("fifty years", debates::long_debate()),
        ("people", debates::people()),
        ("claims", debates::claims(30)),
        ("across", debates::across()),
        ("hostile", hostile()),
    ] {
        files.push(files_of(name, &place(&chart)));
    }
    files
}

/// Names of the nodes, and of the two ends of every edge.
type Graphs = (Vec<String>, Vec<(String, String)>);

fn graph_in_dot(dot: &str) -> Graphs {
    let Graph::DiGraph { stmts, .. } = graphviz_rust::parse(dot).unwrap() else { panic!("a digraph") };
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    let end = |vertex| match vertex {
        Vertex::N(node) => unquoted(&node.0),
        Vertex::S(_) => panic!("an edge ends at a node"),
    };
    for stmt in stmts {
        match stmt {
            Stmt::Node(node) => nodes.push(unquoted(&node.id.0)),
            Stmt::Edge(edge) => {
                let EdgeTy::Pair(from, to) = edge.ty else { panic!("a pair") };
                edges.push((end(from), end(to)));
            }
            _ => {}
        }
    }
    edges.sort();
    (nodes, edges)
}

/// What the comments of the TikZ file name, each of which stands before what it names.
fn graph_in_tex(tex: &str) -> Graphs {
    let lines: Vec<&str> = tex.lines().collect();
    let nodes: Vec<String> =
        lines.iter().filter_map(|line| line.strip_prefix("% node ")).map(str::to_owned).collect();
    let mut edges = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(rest) = line.strip_prefix("% edge ") {
            let ends = nodes.iter().flat_map(|from| nodes.iter().map(move |to| (from, to)));
            let words = ["cites", "neutral", "supports", "mixed", "disputes"];
            let joined =
                |from: &String, to: &String| words.iter().any(|word| rest == format!("{from} {word} {to}"));
            let (from, to) = ends.into_iter().find(|(from, to)| joined(from, to)).unwrap();
            edges.push((from.clone(), to.clone()));
            assert!(lines[at + 1].contains(" .. controls "), "no curve for {rest}");
            assert!(lines[at + 2].ends_with("-- cycle;"), "no head for {rest}");
        }
    }
    edges.sort();
    (nodes, edges)
}

/// Number of nodes, and the numbers of the nodes that each link joins.
fn graph_in_mermaid(mmd: &str) -> (usize, Vec<(usize, usize)>) {
    let number = |word: &str| word.strip_prefix('n')?.parse::<usize>().ok();
    let name = |line: &str| line.trim().split(['[', '(']).next().and_then(number);
    let nodes = mmd.lines().filter(|line| line.contains(":::") && name(line).is_some()).count();
    let mut links = Vec::new();
    for line in mmd.lines().filter(|line| !line.contains(":::")) {
        let (first, last) = (line.trim().split(' ').next(), line.trim().rsplit(' ').next());
        if let (Some(from), Some(to)) = (first.and_then(number), last.and_then(number)) {
            links.push((from, to));
        }
    }
    links.sort_unstable();
    (nodes, links)
}

#[test]
fn every_format_has_the_same_nodes_and_edges() {
    for files in GALLERY.iter().chain(INVENTED.iter()) {
        let name = &files.name;
        let (nodes, edges) = graph_in_dot(&files.dot);
        let count = |class: &str| files.svg.matches(class).count();
        assert_eq!((count("class=\"node"), count("class=\"edge")), (nodes.len(), edges.len()), "{name}: svg");
        let in_tex = graph_in_tex(&files.tex);
        assert_eq!(in_tex.0.len(), nodes.len(), "{name}: tex");
        assert_eq!(in_tex.1, edges, "{name}: tex");
        match &files.mmd {
            Ok(mmd) => {
                let (in_mermaid, links) = graph_in_mermaid(mmd);
                let position = |wanted: &String| nodes.iter().position(|node| node == wanted).unwrap();
                let mut expected: Vec<(usize, usize)> =
                    edges.iter().map(|(from, to)| (position(from), position(to))).collect();
                expected.sort_unstable();
                assert_eq!((in_mermaid, links), (nodes.len(), expected), "{name}: mmd");
            }
            Err(message) if nodes.is_empty() => assert!(message.contains("has none"), "{name}: {message}"),
            Err(message) => assert!(message.contains("Mermaid draws at most"), "{name}: {message}"),
        }
    }
}

#[test]
fn pixels_show_every_node_of_the_gallery_in_its_place_and_colour() {
    let desk = Desk::with_debates();
    for files in GALLERY.iter() {
        let command = &files.name;
        let (before, file) = command.strip_suffix(".svg").unwrap().rsplit_once(" -o ").unwrap();
        desk.run_line(&format!("{before} --dpi 144 -o {file}.png"));
        let pixels = decoded(&desk.read(&format!("{file}.png")));
        let Graph::DiGraph { stmts, .. } = graphviz_rust::parse(&files.dot).unwrap() else {
            panic!("a digraph")
        };
        for stmt in stmts {
            let Stmt::Node(node) = stmt else { continue };
            let value = |name: &str| {
                let found = node.attributes.iter().find(|attribute| unquoted(&attribute.0) == name);
                unquoted(&found.unwrap().1)
            };
            let (x, y) =
                value("pos").split_once(',').map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap())).unwrap();
            let (x, y): (f64, f64) = (x, y);
            let half = value("width").parse::<f64>().unwrap() * 36.0;
            // Between the outline and the first letter, two pixels to the point.
            let found = pixels.at((x - half + 1.6) * 2.0, f64::from(pixels.height) - y * 2.0);
            let fill = value("fillcolor");
            let fill = fill.split(':').next().unwrap();
            let channel = |at: usize| u8::from_str_radix(&fill[at..at + 2], 16).unwrap();
            let wanted = [channel(1), channel(3), channel(5)];
            let far = found.iter().zip(wanted).any(|(found, wanted)| found.abs_diff(wanted) > 12);
            assert!(!far, "{command}: {} is {found:?}, not {wanted:?}", unquoted(&node.id.0));
        }
    }
}

/// The texts that `\dissensusfit` sets, as LaTeX shows them.
fn texts_in_tex(tex: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for line in tex.lines().filter(|line| line.starts_with("\\node[")) {
        let content = line.split_once("\\dissensusfit").unwrap().1;
        let mut groups = Groups { rest: content };
        groups.next();
        groups.next();
        let content = groups.next().unwrap();
        texts.push(shown(content.strip_prefix("\\bfseries ").unwrap_or(content)));
    }
    texts
}

/// The contents of the groups in braces that stand one after another.
struct Groups<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Groups<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let inside = self.rest.strip_prefix('{')?;
        let (mut depth, mut escaped) = (1, false);
        for (at, c) in inside.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.rest = &inside[at + 1..];
                return Some(&inside[..at]);
            }
        }
        None
    }
}

fn shown(latex: &str) -> String {
    let mut out = String::new();
    let mut rest = latex;
    while let Some(c) = rest.chars().next() {
        let commands = [
            ("\\textbackslash{}", "\\"),
            ("\\textasciitilde{}", "~"),
            ("\\textasciicircum{}", "^"),
            ("\\char34{}", "\""),
            ("\\ensuremath{<}", "<"),
            ("\\ensuremath{>}", ">"),
            ("\\ensuremath{|}", "|"),
            ("{}", ""),
        ];
        if let Some((command, means)) = commands.iter().find(|(command, _)| rest.starts_with(command)) {
            out.push_str(means);
            rest = &rest[command.len()..];
        } else if let Some(after) = rest.strip_prefix("\\dissensuschar") {
            let mut groups = Groups { rest: after };
            out.push_str(groups.next().unwrap());
            groups.next().unwrap();
            rest = groups.rest;
        } else if c == '\\' {
            let escaped = rest[1..].chars().next().unwrap();
            assert!("#$%&_{}".contains(escaped), "{rest}");
            out.push(escaped);
            rest = &rest[2..];
        } else {
            assert!(!"#$%&_{}^~".contains(c), "{c} is not escaped in {latex}");
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// All quoted texts and comments, references resolved.
fn texts_in_mermaid(mmd: &str) -> String {
    let mut out = String::new();
    for line in mmd.lines() {
        let mut line = line.replace("<br>", " ");
        while let Some(start) = line.find('#') {
            let Some(end) = line[start..].find(';').map(|end| start + end) else { break };
            let Some(c) = line[start + 1..end].parse().ok().and_then(char::from_u32) else { break };
            // Not to be found again.
            let c = if c == '#' { '\u{ff03}' } else { c };
            line.replace_range(start..=end, &c.to_string());
        }
        out.push_str(&line.replace('\u{ff03}', "#"));
        out.push('\n');
    }
    out
}

fn squeezed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

#[test]
fn every_format_has_the_same_texts_and_the_same_legend() {
    for files in GALLERY.iter().chain(INVENTED.iter()) {
        let name = &files.name;
        let mut in_svg = texts_of(&files.svg);
        assert!(in_svg.len() > 5, "{name}");
        let mut in_tex = texts_in_tex(&files.tex);
        for texts in [&mut in_svg, &mut in_tex] {
            // DOT cannot hold a backslash in a text beside the nodes, and takes a sign that looks alike.
            texts.iter_mut().for_each(|text| *text = squeezed(&text.replace('\u{2216}', "\\")));
            texts.retain(|text| !text.is_empty());
            texts.sort();
        }
        assert_eq!(in_tex, in_svg, "{name}: tex");
        if let Some(page) = said_of("pdftotext", &["-raw"], &files.pdf, &["-"])
            && name != "hostile"
        {
            let page = squeezed(&page);
            for text in &in_svg {
                assert!(page.contains(text.as_str()), "{name}: {text} is not in the page");
            }
        }
        if let Ok(mmd) = &files.mmd {
            let mmd = squeezed(&texts_in_mermaid(mmd));
            for (_, text) in inside_and_legend(&files.svg) {
                assert!(
                    mmd.contains(&squeezed(&text.replace('\u{2216}', "\\"))),
                    "{name}: {text:?} is not in {mmd}"
                );
            }
        }
    }
}

/// The lines of text within nodes.
fn inside_and_legend(svg: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let nodes = svg.split("class=\"node").skip(1);
    for (number, node) in nodes.enumerate() {
        let node = node.split("</g>\n</g>").next().unwrap();
        found.extend(texts_of(node).into_iter().map(|text| (number, text)));
    }
    // The legend's entries are the last texts but the source before the first node.
    let before = svg.split("class=\"edge").next().unwrap().split("class=\"node").next().unwrap();
    for word in
        ["supports", "disputes", "supports in part", "responds, takes no side", "cites", "person", "position"]
    {
        if texts_of(before).iter().any(|text| text == word) {
            found.push((usize::MAX, word.to_owned()));
        }
    }
    found
}

#[test]
fn a_figure_of_marks_and_texts_alone_is_drawn_in_every_format_that_can_hold_it() {
    let mut figure = place(&debates::reference_like());
    figure.nodes.clear();
    figure.edges.clear();
    for exporter in dissensus::export::FIGURE_EXPORTERS {
        let mut bytes = Vec::new();
        let result = exporter.export(&figure, &ExportSettings::default(), &mut bytes);
        if exporter.name() == "mmd" {
            let message = result.unwrap_err().to_string();
            assert!(message.contains("this figure has none") && message.contains(".svg"), "{message}");
        } else {
            result.unwrap();
            assert!(bytes.len() > 500, "{}", exporter.name());
        }
    }
}

#[test]
fn more_than_mermaid_draws_is_refused_with_numbers() {
    let mut bytes = Vec::new();
    let figure = place(&debates::large(200, 600));
    let failed = figure_exporter_for("mmd").unwrap().export(&figure, &ExportSettings::default(), &mut bytes);
    let message = failed.unwrap_err().to_string();
    assert!(
        message.contains("at most 500 arrows") && message.contains("with its legend has 60"),
        "{message}"
    );
    assert!(bytes.is_empty());
}

#[test]
fn no_text_is_a_command_to_mermaid() {
    let mut figure = place(&hostile());
    figure.title = "a %%{init: {'theme':'dark'}}%% --- title \"b\" \\".to_owned();
    figure.nodes[0].lines =
        vec!["%%{init: {}}%%".to_owned(), "1. list".to_owned(), "end\"] --> x[\"".to_owned()];
    let text = mermaid_text(&figure).unwrap();
    assert!(!text.contains("%%{"), "{text}");
    assert!(
        text.contains(
            "\"#37;#37;#123;init: #123;#125;#125;#37;#37;<br>1. list<br>end#34;#93; --#62; x#91;#34;\""
        ),
        "{text}"
    );
    for line in text.lines().filter(|line| line.contains(":::")) {
        assert_eq!(line.matches('"').count(), 2, "{line}");
    }
}

/// Compiles a file in a folder of its own; `None` if there is no pdflatex.
fn compiled(main: &str, figure: &str) -> Option<Vec<u8>> {
    let desk = Desk::empty();
    desk.write("main.tex", main);
    desk.write("figure.tex", figure);
    let ran = Command::new("pdflatex")
        .args(["-interaction=nonstopmode", "-halt-on-error", "main.tex"])
        .current_dir(desk.path("."))
        .output();
    let Ok(output) = ran else {
        eprintln!("skipped: no `pdflatex` on this machine");
        return None;
    };
    let log = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{log}");
    for fault in ["Missing character", "Overfull"] {
        assert!(!log.contains(fault), "{log}");
    }
    Some(desk.read("main.pdf"))
}

#[test]
fn latex_compiles_every_figure_alone_on_a_page_of_its_size() {
    for files in GALLERY.iter().chain(INVENTED.iter()) {
        let Some(pdf) = compiled(&files.tex, "") else { return };
        let page = files.svg.split("viewBox=\"0 0 ").nth(1).unwrap().split('"').next().unwrap();
        let size: Vec<f64> = page.split(' ').map(|number| number.parse().unwrap()).collect();
        let Some(info) = said_of("pdfinfo", &[], &pdf, &[]) else { continue };
        assert!(
            info.lines().any(|line| line.starts_with("Pages:") && line.ends_with(" 1")),
            "{}: {info}",
            files.name
        );
        let found = info.lines().find_map(|line| line.strip_prefix("Page size:")).unwrap();
        let found: Vec<f64> = found.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        assert!(
            (found[0] - size[0]).abs() < 0.02 && (found[1] - size[1]).abs() < 0.02,
            "{}: {info}",
            files.name
        );
    }
}

#[test]
fn latex_takes_a_figure_into_a_document_with_its_fonts_and_colours() {
    let main = "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{mathptmx}\\usepackage{tikz}\n\
                \\usepackage[margin=10mm,paperheight=400mm,paperwidth=300mm]{geometry}\n\
                \\definecolor{dissensus-edge-disputes}{HTML}{123456}\n\
                \\begin{document}\\catcode`\\;=13\\catcode`\\\"=13\\noindent\\input{figure}\\end{document}\n";
    let figure = place(&debates::reference_like());
    let Some(pdf) = compiled(main, &tex_text(&figure)) else { return };
    let Some(fonts) = said_of("pdffonts", &[], &pdf, &[]) else { return };
    assert!(fonts.contains("NimbusRomNo9L") || fonts.contains("Times") || fonts.contains("utm"), "{fonts}");
}

#[test]
fn letters_that_latex_lacks_are_put_together_and_other_scripts_are_announced() {
    let mut figure = place(&debates::people());
    figure.nodes[0].lines = vec!["Nguyễn Thị Ọlá S̩".to_owned()];
    let tex = tex_text(&figure);
    assert!(tex.contains("\\dissensuschar{ễ}{\\~{\\^{e}}}"), "{tex}");
    assert!(tex.contains("% Some characters (S) are beyond pdflatex"), "{tex}");
    compiled(&tex, "");
    figure.nodes[0].lines = vec!["Достоевский 本".to_owned()];
    let tex = tex_text(&figure);
    assert!(
        tex.contains("% Some characters (Достевкий本) are beyond pdflatex: compile with lualatex"),
        "{tex}"
    );
    compiled(&tex, "");
}
