//! Figures as files: hostile text, counts after reading back, agreement with the system's Graphviz.

use std::io::Write;
use std::process::Command;
use std::process::Stdio;

use crate::figure_debates as debates;
use dissensus::export::ExportSettings;
use dissensus::export::FIGURE_EXPORTERS;
use dissensus::export::FigureExporter;
use dissensus::export::dot::Dot;
use dissensus::export::dot::dot_text;
use dissensus::export::figure_exporter_for;
use dissensus::export::svg::svg_text;
use dissensus::figure::Chart;
use dissensus::figure::EdgeStyle;
use dissensus::figure::Fact;
use dissensus::figure::FactKind;
use dissensus::figure::Figure;
use dissensus::figure::Halo;
use dissensus::figure::NodeIndex;
use dissensus::figure::NodeShape;
use dissensus::figure::OwnLine;
use dissensus::figure::Provenance;
use dissensus::figure::palette::LineStyle;
use dissensus::figure::place;
use graphviz_rust::dot_structures::Graph;
use graphviz_rust::dot_structures::Id;
use graphviz_rust::dot_structures::Stmt;

pub(crate) const HOSTILE: [&str; 22] = [
    "say \"it\"",
    "back\\slash",
    "ends in \\",
    "\\\"",
    "two\nlines",
    "<script>alert(1)</script>",
    "]]>",
    "100 % %s %n",
    "right\u{202e}to left",
    "bell\u{7} and nul\u{0}",
    "Smith & Jones",
    "AT&amp;T &lt;b&gt;",
    "\\N \\G \\l \\E \\T",
    "a->b; c:d {e|f}",
    "<<b>html</b>>",
    "-->",
    "<!-- comment",
    "本語の争論",
    "e\u{301}\u{323} combining",
    "\u{fffe} \u{ffff} \u{feff}",
    "",
    "'); DROP",
];

pub(crate) fn hostile() -> Chart {
    let mut chart = Chart {
        title: HOSTILE.join(" "),
        subtitle: HOSTILE.join(""),
        source: HOSTILE.join(" | "),
        lanes: (0..4).map(|lane| debates::lane(HOSTILE[lane * 3], lane)).collect(),
        ..Chart::default()
    };
    for (index, text) in HOSTILE.iter().enumerate() {
        chart.nodes.push(debates::work(text, &[text], index % 4, Some(2000 + (index as i32) / 4)));
        let mut edge = debates::edge(index, (index * 5 + 1) % HOSTILE.len(), EdgeStyle::ALL[index % 5]);
        edge.label = Some((*text).to_owned());
        (*text).clone_into(&mut edge.tooltip);
        chart.edges.push(edge);
    }
    chart
}

fn counts_in_dot(dot: &str) -> (usize, usize) {
    let Graph::DiGraph { stmts, .. } = graphviz_rust::parse(dot).unwrap() else { panic!("a digraph") };
    let nodes = stmts.iter().filter(|stmt| matches!(stmt, Stmt::Node(_))).count();
    let edges = stmts.iter().filter(|stmt| matches!(stmt, Stmt::Edge(_))).count();
    (nodes, edges)
}

/// The text of an identifier in DOT.
pub(crate) fn unquoted(id: &Id) -> String {
    let (Id::Escaped(text) | Id::Plain(text)) = id else { panic!("{id:?}") };
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let (mut out, mut escaped) = (String::new(), false);
    for c in text.chars() {
        match c {
            '\\' if !escaped => escaped = true,
            c => {
                out.push(c);
                escaped = false;
            }
        }
    }
    out
}

fn counts_in_svg(svg: &str) -> (usize, usize) {
    (svg.matches(" class=\"node").count(), svg.matches(" class=\"edge").count())
}

/// Refuses what is not well-formed XML 1.0: characters, references, tags out of balance.
pub(crate) fn assert_well_formed(xml: &str) {
    for c in xml.chars() {
        let legal = matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}')
            || c >= '\u{10000}';
        assert!(legal, "U+{:04X} in XML", u32::from(c));
    }
    for (at, _) in xml.match_indices('&') {
        let end = xml[at..].find(';').unwrap_or_else(|| panic!("open reference"));
        let name = &xml[at + 1..at + end];
        let known = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || name.starts_with('#');
        assert!(known, "&{name};");
    }
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains("]]>"), "]]> in text");
        let end = start + rest[start..].find('>').unwrap();
        let tag = &rest[start + 1..end];
        assert!(tag.matches('"').count().is_multiple_of(2) && !tag.contains('<'), "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.starts_with('?') && !tag.starts_with('!') && !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap());
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{open:?}");
}

fn assert_whole(figure: &Figure) {
    let wanted = (figure.nodes.len(), figure.edges.len());
    assert_eq!(counts_in_dot(&dot_text(figure)), wanted);
    let svg = svg_text(figure, &ExportSettings::default()).unwrap();
    assert_eq!(counts_in_svg(&svg), wanted);
    assert_well_formed(&svg);
    for word in ["<script", "href=", "\u{202e}"] {
        assert!(!svg.contains(word), "{word}");
    }
}

#[test]
fn nodes_and_edges_survive_in_both_files() {
    for chart in [
        debates::reference_like(),
        debates::crowded_years(),
        debates::long_debate(),
        debates::people(),
        debates::claims(30),
        debates::across(),
    ] {
        assert_whole(&place(&chart));
    }
}

#[test]
fn hostile_text_breaks_neither_file() {
    let chart = hostile();
    let figure = place(&chart);
    assert_eq!(figure.edges.len(), HOSTILE.len());
    assert_whole(&figure);
    let svg = svg_text(&figure, &ExportSettings::default()).unwrap();
    for shown in [
        "say &quot;it&quot;",
        "back\\slash",
        "AT&amp;amp;T &amp;lt;b&amp;gt;",
        "Smith &amp; Jones",
        "\\N \\G \\l \\E \\T",
    ] {
        let plain = shown.replace("&quot;", "\"");
        assert!(svg.contains(shown) || svg.contains(&plain), "{shown}");
    }
}

/// The text of all `<text>` elements, references resolved, one a line.
pub(crate) fn texts_of(svg: &str) -> Vec<String> {
    svg.lines()
        .filter_map(|line| line.strip_prefix("<text")?.split_once('>')?.1.strip_suffix("</text>"))
        .map(|text| {
            let mut text = text.replace('\u{a0}', " ");
            while let Some(start) = text.find("&#") {
                let end = start + text[start..].find(';').unwrap();
                let digits = &text[start + 2..end];
                let code = digits
                    .strip_prefix('x')
                    .map_or_else(|| digits.parse().unwrap(), |hex| u32::from_str_radix(hex, 16).unwrap());
                text.replace_range(start..=end, &char::from_u32(code).unwrap().to_string());
            }
            let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
            named.iter().fold(text, |text, (name, plain)| text.replace(name, plain)).replace('\u{a0}', " ")
        })
        .collect()
}

#[test]
fn every_line_of_text_is_drawn_whole() {
    for chart in [hostile(), debates::reference_like(), debates::claims(30)] {
        let figure = place(&chart);
        let dot = dot_text(&figure);
        let mut drawn = vec![texts_of(&svg_text(&figure, &ExportSettings::default()).unwrap())];
        drawn.extend(system_graphviz(&dot, "svg").map(|svg| texts_of(&svg)));
        let outside = figure.labels.iter().flat_map(|label| &label.lines);
        let outside = outside.map(|line| line.text.replace('\\', "\u{2216}"));
        let inside = figure.nodes.iter().flat_map(|node| node.lines.iter().cloned());
        let wanted: Vec<String> = outside.chain(inside).filter(|line| !line.is_empty()).collect();
        for texts in drawn {
            for line in &wanted {
                assert!(texts.contains(line), "{line:?} is missing from {texts:?}");
            }
        }
    }
}

#[test]
fn a_text_of_no_letters_hides_nothing_that_follows() {
    let mut chart = debates::reference_like();
    chart.halo = Some(Halo { meaning: String::new(), nodes: vec![NodeIndex(0)], edges: Vec::new() });
    let svg = svg_text(&place(&chart), &ExportSettings::default()).unwrap();
    let texts = texts_of(&svg);
    for shown in [&chart.title, &chart.source] {
        assert!(!shown.is_empty() && texts.contains(shown), "{shown}: {texts:?}");
    }
}

#[test]
fn a_title_of_ten_thousand_letters_breaks_neither_file() {
    let mut chart = debates::crowded_years();
    chart.title = "W".repeat(10_000);
    chart.nodes[3].lines = vec!["many words ".repeat(900)];
    chart.lanes[1].title = "lane ".repeat(2_000);
    assert_whole(&place(&chart));
}

#[test]
fn the_page_is_the_size_of_the_drawing() {
    let svg = svg_text(&place(&debates::reference_like()), &ExportSettings::default()).unwrap();
    assert!(svg.contains("width=\"493.23pt\" height=\"663.31pt\" viewBox=\"0 0 493.23 663.31\""));
    assert!(svg.contains("translate(0 663.31)"), "the engine moved the drawing");
    assert!(svg.contains("<title>Is nonmilitary"));
    assert!(svg.contains("'Liberation Sans'"));
}

/// The pattern of each sample of a colour in the legend, then of each edge; `None` where it is unbroken.
fn patterns_in(svg: &str, color: &str) -> Vec<Option<String>> {
    let (legend, edges) = svg.split_once(" class=\"edge").unwrap();
    let samples = legend.lines().filter(|line| line.starts_with("<polyline"));
    let lines = samples.chain(edges.lines().filter(|line| line.starts_with("<path")));
    let coloured = lines.filter(|line| line.contains(&format!("stroke=\"{color}\"")));
    let pattern = |line: &str| Some(line.split_once("stroke-dasharray=\"")?.1.split('"').next()?.to_owned());
    coloured.map(pattern).collect()
}

#[test]
fn a_line_of_its_own_is_drawn_on_the_edge_and_in_the_legend() {
    let patterns = [
        (LineStyle::Solid, None, "solid"),
        (LineStyle::Dashed, Some("3.2,1.6"), "dashed"),
        (LineStyle::Dotted, Some("0.8,1.5"), "dotted"),
        (LineStyle::DashDotted, Some("4.5,1.4,0.9,1.4"), "dashed"),
    ];
    for style in EdgeStyle::ALL {
        for (line, drawn, in_dot) in patterns {
            let mut chart = debates::crowded_years();
            chart.nodes[1].shape = NodeShape::OutsideWork;
            chart.edges.clear();
            // Beside edges of other styles, and above a legend with other dashes in it.
            for (index, other) in EdgeStyle::ALL.into_iter().filter(|&other| other != style).enumerate() {
                chart.edges.push(debates::edge(index, index + 1, other));
            }
            let mut edge = debates::edge(6, 0, style);
            edge.own_line = Some(OwnLine { line, meaning: "rebuts & more".to_owned() });
            chart.edges.push(edge);
            let figure = place(&chart);
            let svg = svg_text(&figure, &ExportSettings::default()).unwrap();
            let found = patterns_in(&svg, &figure.theme.color(dissensus::figure::Ink::Edge(style)).hex());
            let wanted = drawn.map(str::to_owned);
            assert_eq!(found, [wanted.clone(), wanted], "{style:?} {line:?}: sample and edge");
            let texts = texts_of(&svg);
            assert!(texts.contains(&"rebuts & more".to_owned()), "{texts:?}");
            for other in EdgeStyle::ALL.into_iter().filter(|&other| other != style) {
                let usual = patterns.iter().find(|(line, ..)| *line == other.line()).unwrap().1;
                let found = patterns_in(&svg, &figure.theme.color(dissensus::figure::Ink::Edge(other)).hex());
                assert_eq!(found, vec![usual.map(str::to_owned); 2], "{other:?} beside {style:?}");
            }
            let dot = dot_text(&figure);
            let edge = dot.lines().find(|line| line.contains("id=\"edge-4\"")).unwrap();
            assert!(edge.contains(&format!("style={in_dot}")), "{edge}");
        }
    }
}

#[test]
fn a_style_whose_edges_all_have_lines_of_their_own_has_no_other_entry_in_the_legend() {
    let mut chart = debates::crowded_years();
    chart.edges.clear();
    for (index, meaning) in ["rebuts", "rebuts", "mocks"].into_iter().enumerate() {
        let mut edge = debates::edge(index, index + 1, EdgeStyle::Disputes);
        edge.own_line = Some(OwnLine { line: LineStyle::Dotted, meaning: meaning.to_owned() });
        chart.edges.push(edge);
    }
    let texts = texts_of(&svg_text(&place(&chart), &ExportSettings::default()).unwrap());
    let count = |wanted: &str| texts.iter().filter(|text| *text == wanted).count();
    assert_eq!((count("rebuts"), count("mocks"), count("disputes")), (1, 1, 0), "{texts:?}");
}

#[test]
fn every_format_is_found_by_its_ending() {
    for exporter in FIGURE_EXPORTERS {
        assert_eq!(figure_exporter_for(exporter.name()).unwrap().name(), exporter.name());
        let mut bytes = Vec::new();
        exporter.export(&place(&debates::people()), &ExportSettings::default(), &mut bytes).unwrap();
        assert!(!bytes.is_empty() && !exporter.summary().is_empty());
    }
    assert!(figure_exporter_for("SVG").is_some() && figure_exporter_for("docx").is_none());
}

fn system_graphviz(dot: &str, format: &str) -> Option<String> {
    let started = Command::new("dot")
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = started else {
        eprintln!("skipped: no `dot` on this machine");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    let text = dot.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_system_graphviz_draws_the_same_figure() {
    for chart in [debates::reference_like(), debates::people(), hostile()] {
        let figure = place(&chart);
        let dot = dot_text(&figure);
        let Some(svg) = system_graphviz(&dot, "svg") else { return };
        assert_eq!(counts_in_svg(&svg), (figure.nodes.len(), figure.edges.len()));
        let Some(plain) = system_graphviz(&dot, "json") else { return };
        let json: serde_json::Value = serde_json::from_str(&plain).unwrap();
        let objects = json["objects"].as_array().unwrap();
        assert_eq!(objects.len(), figure.nodes.len());
        let mut places: Vec<(f64, f64)> = figure
            .nodes
            .iter()
            .map(|node| (node.rect.center().x, figure.page.height - node.rect.center().y))
            .collect();
        for object in objects {
            let pos = object["pos"].as_str().unwrap();
            let (x, y) = pos.split_once(',').unwrap();
            let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
            let found = places.iter().position(|p| (p.0 - x).abs() < 0.02 && (p.1 - y).abs() < 0.02);
            places.swap_remove(found.unwrap_or_else(|| panic!("{pos} is nowhere in the figure")));
        }
    }
}

#[test]
fn every_format_says_where_the_figure_comes_from_and_stays_well_formed() {
    let text = "a --><!-- ]]> */ \"&lt;\" \\ \u{202e}<x>\n}";
    let mut figure = place(&hostile());
    figure.provenance = Provenance {
        program: "dissensus".to_owned(),
        version: "1.2.3".to_owned(),
        command: Some(format!("dissensus map '{text}'  x")),
        sources: vec!["one.bib".to_owned(), text.to_owned()],
        facts: vec![
            Fact { kind: FactKind::Years, text: "1994–2021".to_owned() },
            Fact { kind: FactKind::LeftOut, text: text.to_owned() },
        ],
    };
    let svg = svg_text(&figure, &ExportSettings::default()).unwrap();
    assert_well_formed(&svg);
    let metadata = svg.split("<metadata>").nth(1).and_then(|rest| rest.split("</metadata>").next()).unwrap();
    for said in [
        "<xmp:CreatorTool>dissensus 1.2.3</xmp:CreatorTool>",
        "<dc:source>one.bib</dc:source>",
        "<dc:description>Years: 1994–2021</dc:description>",
        "'  x</dcterms:provenance>",
        "&lt;x&gt;",
    ] {
        assert!(metadata.contains(said), "{said}: {metadata}");
    }
    let mut dot = Vec::new();
    Dot.export(&figure, &ExportSettings::default(), &mut dot).unwrap();
    let dot = String::from_utf8(dot).unwrap();
    let comments: Vec<&str> = dot.lines().take_while(|line| line.starts_with("// ")).collect();
    assert_eq!(comments.len(), figure.provenance.entries().len());
    assert_eq!(comments[0], "// Creator: dissensus 1.2.3");
    assert_eq!(comments[4], "// Years: 1994–2021");
    assert!(dot.lines().nth(comments.len()).is_some_and(|line| line.starts_with("digraph")), "{dot}");
    figure.provenance = Provenance::default();
    assert!(!svg_text(&figure, &ExportSettings::default()).unwrap().contains("metadata"), "nothing to say");
}
