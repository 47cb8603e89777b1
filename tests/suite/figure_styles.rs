//! Pages, sizes of type, palettes, settings files and captions, as typed and as written in files.

use crate::figure_debates as debates;
use crate::program::Desk;
use dissensus::figure::Chart;
use dissensus::figure::Fit;
use dissensus::figure::Growth;
use dissensus::figure::LabelSizes;
use dissensus::figure::PageSize;
use dissensus::figure::Style;
use dissensus::figure::Typography;
use dissensus::figure::fit_of;
use dissensus::figure::fitting_page;
use dissensus::figure::place;

const MAP: &str = "map bib/soft-balancing.bib --hide-citations -o map.svg";

fn svg(desk: &Desk, name: &str) -> String {
    String::from_utf8(desk.read(name)).unwrap()
}

/// The value of the first attribute of this name.
fn attribute(svg: &str, name: &str) -> String {
    let start = svg.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
    svg[start..].split('"').next().unwrap().to_owned()
}

fn font_sizes(svg: &str) -> Vec<f64> {
    svg.split("font-size=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

fn smallest_text(svg: &str) -> f64 {
    font_sizes(svg).into_iter().fold(f64::INFINITY, f64::min)
}

#[test]
fn a_figure_is_as_wide_as_asked_in_any_unit() {
    let desk = Desk::with_debates();
    // 1 inch is 25.4 mm or 72 pt.
    for (width, points) in [("190mm", "538.58"), ("19cm", "538.58"), ("8in", "576"), ("600pt", "600")] {
        assert_eq!(desk.run_line(&format!("{MAP} --width {width}")).clean(), "");
        assert_eq!(attribute(&svg(&desk, "map.svg"), "width"), format!("{points}pt"), "{width}");
    }
    for (wrong, said) in
        [("84", "84mm, 84in or 84pt"), ("84px", "`px` is no unit"), ("1mm", "from 20mm to 5000mm")]
    {
        let ran = desk.run_line(&format!("{MAP} --width {wrong}"));
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn what_does_not_fit_names_its_size_and_an_option_with_which_it_does() {
    let desk = Desk::with_debates();
    let ran = desk.run_line(&format!("{MAP} --width 84mm"));
    assert_eq!(ran.code, 0, "it is drawn all the same");
    assert!(ran.err.contains("more than its page of 84 × 234 mm"), "{}", ran.err);
    assert!(ran.err.contains("pt, under the 6 pt wanted in print; type --width "), "{}", ran.err);
    let offered = ran.err.split("type ").nth(1).unwrap().split(',').next().unwrap();
    assert_eq!(desk.run_line(&format!("{MAP} {offered}")).clean(), "", "{offered}");
    assert!(smallest_text(&svg(&desk, "map.svg")) >= 6.0);

    let ran = desk.run_line(&format!("{MAP} --font-size 9"));
    let offered = ran.err.split("type ").nth(1).unwrap().split(" or ").next().unwrap();
    assert!(offered.starts_with("--font-size "), "{}", ran.err);
    assert_eq!(desk.run_line(&format!("{MAP} {offered}")).clean(), "", "{offered}");
    assert!(smallest_text(&svg(&desk, "map.svg")) >= 6.0);

    let ran = desk.run_line(&format!("{MAP} --font-size 5"));
    assert!(ran.err.contains("the smallest text is 5 pt, under the 6 pt wanted in print"), "{}", ran.err);
    assert!(ran.err.contains("type --font-size 6 or more"), "{}", ran.err);
}

#[test]
fn the_page_that_is_offered_is_the_smallest() {
    let chart = Chart { page: PageSize { width_mm: 60.0, height_mm: 200.0 }, ..debates::reference_like() };
    assert_ne!(fit_of(&chart), Fit::Fits);
    for growth in [Growth::Width, Growth::Height, Growth::Both] {
        let Some(page) = fitting_page(&chart, growth) else { continue };
        let ratio = page.width_mm / page.height_mm;
        match growth {
            Growth::Width => assert_eq!(page.height_mm, chart.page.height_mm),
            Growth::Height => assert_eq!(page.width_mm, chart.page.width_mm),
            Growth::Both => assert!((ratio - 0.3).abs() < 1e-9),
        }
        assert_eq!(fit_of(&Chart { page, ..chart.clone() }), Fit::Fits, "{growth:?}");
        assert_eq!(place(&Chart { page, ..chart.clone() }).fits(), Fit::Fits, "{growth:?}");
        let less = match growth {
            Growth::Width => PageSize { width_mm: page.width_mm - 1.0, ..page },
            Growth::Height => PageSize { height_mm: page.height_mm - 1.0, ..page },
            Growth::Both => {
                PageSize { width_mm: page.width_mm - 1.0, height_mm: (page.width_mm - 1.0) / 0.3 }
            }
        };
        assert_ne!(fit_of(&Chart { page: less, ..chart.clone() }), Fit::Fits, "{growth:?}");
    }
    assert!(fitting_page(&chart, Growth::Width).is_some());
}

#[test]
fn twice_the_type_on_twice_the_page_is_the_same_figure_twice_as_large() {
    for chart in [debates::reference_like(), debates::people(), debates::long_debate()] {
        let twice = Chart {
            page: PageSize { width_mm: chart.page.width_mm * 2.0, height_mm: chart.page.height_mm * 2.0 },
            typography: Typography::of(LabelSizes { largest: 16.0, smallest: 12.0 }, 12.0),
            ..chart.clone()
        };
        let (once, twice) = (place(&chart), place(&twice));
        let near = |a: f64, b: f64| (2.0 * a - b).abs() < 0.03;
        assert!(near(once.page.width, twice.page.width) && near(once.page.height, twice.page.height));
        assert_eq!((once.scale, twice.scale), (1.0, 2.0));
        for (a, b) in once.nodes.iter().zip(&twice.nodes) {
            assert!(near(a.rect.x, b.rect.x) && near(a.rect.width, b.rect.width), "{}", a.id);
            assert!(near(a.font_size, b.font_size) && a.lines == b.lines, "{}", a.id);
        }
        for (a, b) in once.edges.iter().zip(&twice.edges) {
            assert!(near(a.width, b.width), "edge {}", a.index);
            assert!(a.points.iter().zip(&b.points).all(|(a, b)| near(a.x, b.x) && near(a.y, b.y)));
        }
        assert_eq!(once.labels.len(), twice.labels.len());
    }
}

#[test]
fn each_style_has_its_page_and_no_smaller_text_than_it_wants() {
    let few = Chart { nodes: debates::reference_like().nodes[..8].to_vec(), ..debates::reference_like() };
    let lanes = few.lanes[..3].to_vec();
    let few = Chart { edges: Vec::new(), rules: Vec::new(), lanes, ..few };
    for style in Style::ALL {
        assert!(style.typography().smallest() >= style.smallest());
        let chart = Chart {
            page: style.page(),
            typography: style.typography(),
            direction: style.direction(),
            ..few.clone()
        };
        let figure = place(&chart);
        assert_eq!(figure.fits(), Fit::Fits, "{style:?}");
        let texts = figure.labels.iter().map(|label| label.font_size);
        for size in texts.chain(figure.nodes.iter().map(|node| node.font_size)) {
            assert!(size >= style.smallest() - 1e-9, "{style:?}: {size}");
        }
    }
    let slide = Style::Slides.page();
    assert!((slide.width_mm / slide.height_mm - 16.0 / 9.0).abs() < 0.01);
}

#[test]
fn a_figure_that_a_slide_cannot_hold_keeps_the_shape_of_the_slide() {
    let desk = Desk::with_debates();
    let ran = desk.run_line(&format!("{MAP} --style slides"));
    assert!(ran.err.contains("under the 12 pt wanted on slides; narrow it with --since"), "{}", ran.err);
    let drawn = svg(&desk, "map.svg");
    let side = |name| attribute(&drawn, name).trim_end_matches("pt").parse::<f64>().unwrap();
    let ratio = side("width") / side("height");
    assert!((1.70..1.95).contains(&ratio), "{ratio}");
}

#[test]
fn settings_in_files_are_those_of_the_command_line_which_wins() {
    let desk = Desk::with_debates();
    desk.run_line(&format!("{MAP} --width 190mm --palette grey --transparent")).clean();
    let typed = svg(&desk, "map.svg");
    let body = |svg: &str| svg.split("</metadata>").nth(1).unwrap().to_owned();
    let settings = "width = \"190mm\"\npalette = \"grey\"\ntransparent = true\n";
    desk.write("sources.toml", "sources = [\"bib/soft-balancing.bib\"]\n");
    desk.write("dissensus.toml", format!("sources = [\"bib/soft-balancing.bib\"]\n[figure]\n{settings}"));
    let from_settings = "map --hide-citations -o map.svg";
    desk.run_line(from_settings).clean();
    assert_eq!(body(&svg(&desk, "map.svg")), body(&typed), "[figure]");
    desk.run_line(&format!("{from_settings} --width 600pt")).clean();
    assert_eq!(attribute(&svg(&desk, "map.svg"), "width"), "600pt", "the command line wins");
    desk.write("own/style.toml", settings);
    desk.run_line("map --hide-citations -o map.svg --config sources.toml --style own/style.toml").clean();
    assert_eq!(body(&svg(&desk, "map.svg")), body(&typed), "a style file");
    // What was set for print does not bind a slide, but its colours do.
    desk.run_line("map --hide-citations -o map.svg --style slides --since 2016");
    let slide = svg(&desk, "map.svg");
    assert_ne!(attribute(&slide, "width"), attribute(&typed, "width"));
    assert!(!slide.contains("#0072b2"), "grey is kept");
}

#[test]
fn every_mistake_in_settings_is_told_with_its_line_and_what_to_type() {
    let desk = Desk::with_debates();
    desk.write(
        "wrong.toml",
        "widht = \"84mm\"\nheight = 84\nstyle = \"poster\"\nfont-size = \"large\"\ntransparent = 1\nlane_size = 7\n",
    );
    let expected = [
        "wrong.toml:1: `widht` is no setting here; write width",
        "wrong.toml:2: a length needs its unit: 84mm, 84in or 84pt",
        "wrong.toml:3: write \"print\" or \"screen\" or \"slides\"",
        "wrong.toml:4: a size is a number of points, as in 7 or 6.5",
        "wrong.toml:5: write transparent = true or transparent = false",
        "wrong.toml:6: `lane_size` is no setting here; write lane-size",
    ];
    let ran = desk.run_line(&format!("{MAP} --style wrong.toml"));
    assert_eq!(ran.code, 2);
    let said: Vec<&str> =
        ran.err.lines().map(|line| line.strip_prefix("dissensus: error: ").unwrap_or(line)).collect();
    assert_eq!(said, expected);
    desk.write("dissensus.toml", "sources = []\n[figure]\npalete = \"grey\"\nwidth = 3\n");
    let ran = desk.run_line("stats bib/soft-balancing.bib");
    assert!(ran.err.contains("dissensus.toml:3: `palete` is no setting here; write palette"), "{}", ran.err);
    assert!(ran.err.contains("dissensus.toml:4: a length needs its unit"), "{}", ran.err);
    assert!(!desk.path("map.svg").exists());
}

#[test]
fn a_palette_of_ones_own_is_checked() {
    let desk = Desk::with_debates();
    desk.write("wrong.toml", "fills = [\"#1f4e6b\", \"blue\"]\nsuports = \"#7cc4f5\"\ntext = \"#12345\"\n");
    let ran = desk.run_line(&format!("{MAP} --palette wrong.toml"));
    assert_eq!(ran.code, 2);
    for said in [
        "wrong.toml:1: `blue` is no colour; write six hexadecimal digits, as in \"#56b4e9\"",
        "wrong.toml:2: `suports` is no setting here; write supports",
        "wrong.toml:3: `#12345` is no colour",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    desk.write("weak.toml", "fills = [\"#a0c8a0\", \"#c8b0a0\", \"#303030\"]\nsupports = \"#eeeeee\"\n");
    let ran = desk.run_line(&format!("{MAP} --palette weak.toml"));
    assert_eq!(ran.code, 0);
    for said in [
        "fills 1 and 2 (#a0c8a0 and #c8b0a0) are hardly told apart by those who see no green",
        "text on fill 3 (#303030) has a contrast of 1.3, where 4.5 is wanted; make the fill lighter",
        "the line of supports (#eeeeee) has a contrast of 1.2 on the paper, where 3 is wanted; make it darker",
    ] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    assert!(svg(&desk, "map.svg").contains("#c8b0a0"));
    desk.write("good.toml", "fills = [\"#cee9f9\", \"#efc25c\", \"#5ec2a7\"]\n");
    assert_eq!(desk.run_line(&format!("{MAP} --palette good.toml")).clean(), "");
}

#[test]
fn a_transparent_page_is_not_painted_and_keeps_its_size() {
    let desk = Desk::with_debates();
    desk.run_line(MAP).clean();
    let painted = svg(&desk, "map.svg");
    desk.run_line(&format!("{MAP} --transparent")).clean();
    let clear = svg(&desk, "map.svg");
    let whole = |svg: &str, fill: &str| {
        svg.contains(&format!("<polygon fill=\"{fill}\" stroke=\"none\" points=\"0,0"))
    };
    assert!(whole(&painted, "white") && !whole(&clear, "white"));
    let transform = |svg: &str| svg.split("class=\"graph\"").nth(1).map(|rest| attribute(rest, "transform"));
    assert_eq!(transform(&painted), transform(&clear));
    assert_eq!(attribute(&painted, "viewBox"), attribute(&clear, "viewBox"));
}

#[test]
fn a_caption_says_what_is_drawn_and_how_to_draw_it_again() {
    let desk = Desk::with_debates();
    let line = format!("{MAP} --title 'Balancing & 50 % more_or less' --caption");
    for name in ["caption.txt", "caption.tex", "caption.md"] {
        desk.run_line(&format!("{line} {name}")).clean();
    }
    let plain = svg(&desk, "caption.txt");
    let version = env!("CARGO_PKG_VERSION");
    for said in [
        "Balancing & 50 % more_or less. Shown are 40 works, 11 positions as a whole and 152 responses (1968–2016; source: \
         soft-balancing.bib).",
        "Relations: discusses (30), critiques (21)",
        "Not drawn: 91 responses to or from claims.",
        "Columns are positions and rows are years",
        "dashed with a bar: disputes",
        &format!(
            "Drawn with dissensus {version}: dissensus map bib/soft-balancing.bib --hide-citations -o map.svg --title \
                  'Balancing & 50 % more_or less' --caption caption.txt"
        ),
    ] {
        assert!(plain.contains(said), "{said}: {plain}");
    }
    assert_eq!(plain.matches('\n').count(), 1);
    let tex = svg(&desk, "caption.tex");
    assert!(tex.starts_with("\\caption[{Balancing \\& 50 \\% more\\_or less}]{\\textbf{"), "{tex}");
    assert!(tex.contains("\\texttt{dissensus map bib/soft-{}balancing.bib -{}-{}hide-{}citations"), "{tex}");
    let depth = tex.replace("\\{", "").replace("\\}", "").chars().try_fold(0_i32, |depth, c| {
        let depth = depth + i32::from(c == '{') - i32::from(c == '}');
        (depth >= 0).then_some(depth)
    });
    assert_eq!(depth, Some(0), "braces are in balance");
    let markdown = svg(&desk, "caption.md");
    assert!(markdown.starts_with("**Balancing &amp; 50 % more\\_or less.** Shown are"), "{markdown}");
    assert!(markdown.ends_with("--caption caption.md`.\n"), "{markdown}");
    // The counts are those of the figure.
    let drawn = svg(&desk, "map.svg");
    assert_eq!(drawn.matches("class=\"node").count(), 40 + 11);
    assert_eq!(drawn.matches("class=\"edge").count(), 152);
}

#[test]
fn a_caption_appears_whole_or_not_at_all() {
    let desk = Desk::with_debates();
    desk.write("folder/inside", "");
    let ran = desk.run_line(&format!("{MAP} --caption folder"));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("cannot write folder"), "{}", ran.err);
    assert_eq!(desk.list("folder"), ["inside"], "no temporary file stays");
    let ran = desk.run_line(&format!("{MAP} --caption map.svg"));
    assert!(ran.err.contains("figure and caption cannot be one file"), "{}", ran.err);
    let ran = desk.run_line("timeline bib/soft-balancing.bib --caption c.txt");
    assert_eq!(ran.code, 2, "without a figure there is no caption");
}
