//! The file that `report` writes: that it is sound HTML whatever its texts are, that its policy admits its own script
//! and nothing else, and that a browser finds it in order.

use std::process::Command;

use dissensus::export::report::PlainCell;
use dissensus::export::report::PlainTable;
use dissensus::export::report::ReportPage;
use dissensus::export::report::write_report;
use serde_json::Value;
use serde_json::json;
use sha2::Digest;
use sha2::Sha256;

use crate::program::Desk;
use crate::reading::library;
use crate::report::of_reading;
use crate::repository;

/// What stands in the place of a script in a text that somebody else wrote.
const HOSTILE: [&str; 14] = [
    "</script><script>alert(1)</script>",
    "</SCRIPT ><img src=x onerror=alert(1)>",
    "<!-- <script>",
    "--><svg onload=alert(1)>",
    "]]> & &amp; &lt;b&gt; &#60;",
    "line\u{2028}and\u{2029}paragraph",
    "\" onmouseover=\"alert(1)",
    "' style='color:red",
    "back\\slash \\u003c/script\\u003e",
    "right\u{202e}to left\u{2066}",
    "nul\u{0} bell\u{7} del\u{7f} nel\u{85}",
    "</noscript></title></table><h1>",
    "javascript:alert(1)",
    "本語の争論 \u{feff}\u{fffe}\u{ffff} 🕊",
];

/// A document cut at its tags, as HTML says: what a script or style sheet holds is text up to its own end.
struct Document<'a> {
    tags: Vec<&'a str>,
    /// The text of each `script` and `style`, with its tag.
    raw: Vec<(&'a str, &'a str)>,
    texts: Vec<&'a str>,
}

impl<'a> Document<'a> {
    fn of(html: &'a str) -> Self {
        let mut document = Self { tags: Vec::new(), raw: Vec::new(), texts: Vec::new() };
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            document.texts.push(&rest[..start]);
            let end = start + rest[start..].find('>').expect("a tag ends");
            let tag = &rest[start..=end];
            assert!(!tag.starts_with("<!--"), "a comment");
            document.tags.push(tag);
            rest = &rest[end + 1..];
            let name = tag[1..tag.len() - 1].split(' ').next().unwrap();
            if ["script", "style"].contains(&name) {
                let lower = rest.to_ascii_lowercase();
                let end = lower.find(&format!("</{name}")).expect("it ends");
                document.raw.push((tag, &rest[..end]));
                rest = &rest[end..];
            }
        }
        document.texts.push(rest);
        document
    }

    fn raw(&self, tag: &str) -> &'a str {
        let found: Vec<&str> =
            self.raw.iter().filter(|(known, _)| *known == tag).map(|(_, text)| *text).collect();
        let [one] = found.as_slice() else { panic!("{} times {tag}", found.len()) };
        one
    }
}

const JSON_TAG: &str = "<script type=\"application/json\" id=\"debate\">";

/// What the script of a page reads.
pub(crate) fn payload(html: &str) -> Value {
    serde_json::from_str(Document::of(html).raw(JSON_TAG)).unwrap()
}

fn written(title: &str, payload: &Value, tables: Vec<PlainTable>) -> String {
    let page = ReportPage { title, subtitle: title, source: title, payload, tables };
    let mut bytes = Vec::new();
    write_report(&page, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The tags that a page of this kind has, whatever its texts are, but for rows and cells.
fn assert_only_own_tags(html: &str) {
    let document = Document::of(html);
    let raw: Vec<&str> = document.raw.iter().map(|(tag, _)| *tag).collect();
    assert_eq!(raw, ["<style>", JSON_TAG, "<script>"]);
    let mut open: Vec<&str> = Vec::new();
    for tag in &document.tags {
        let inside = &tag[1..tag.len() - 1];
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{tag}");
            continue;
        }
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        let known = match name {
            "!DOCTYPE" => attributes == "html",
            "html" => attributes == "lang=\"en\"",
            "meta" => !attributes.contains("http-equiv") || attributes.contains("default-src 'none'"),
            "div" => attributes == "id=\"app\"",
            "template" => attributes == "id=\"licences\"",
            "script" => attributes.is_empty() || *tag == JSON_TAG,
            "th" => attributes == "scope=\"col\"",
            "a" => is_doi_link(attributes),
            "head" | "title" | "pre" | "style" | "body" | "noscript" | "h1" | "p" | "table" | "caption"
            | "thead" | "tbody" | "tr" | "td" => attributes.is_empty(),
            _ => false,
        };
        assert!(known, "{tag} is none of ours");
        if !["!DOCTYPE", "meta"].contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    let json = document.raw(JSON_TAG);
    assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{json}");
    for text in document.texts {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    }
}

fn is_doi_link(attributes: &str) -> bool {
    let link = attributes.strip_prefix("href=\"https://doi.org/").and_then(|rest| rest.strip_suffix('"'));
    link.is_some_and(|doi| {
        doi.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~/():;%".contains(&byte))
    })
}

#[test]
fn no_text_ends_the_page_early_or_adds_to_it() {
    for text in HOSTILE {
        let payload = json!({ "title": text, text: [text, { "nested": text }], "number": 1.5 });
        let row = vec![PlainCell::Text(text.to_owned()), PlainCell::Doi(text.to_owned())];
        let table = PlainTable { caption: text.to_owned(), headings: vec!["text", "DOI"], rows: vec![row] };
        let html = written(text, &payload, vec![table]);
        assert_only_own_tags(&html);
        assert_eq!(self::payload(&html), payload, "{text:?}");
    }
}

/// Works whose titles, names, addresses and evidence are hostile.
fn hostile_library() -> String {
    let mut text = String::from("@position{p, title = {</script><script>alert(1)</script>}}\n");
    for (number, hostile) in HOSTILE.iter().enumerate() {
        let hostile: String = hostile.chars().filter(|c| !"{}\\".contains(*c)).collect();
        text.push_str(&format!(
            "@book{{w{number}, author = {{{{{hostile}}}}}, title = {{{hostile}}}, year = 200{}, position = {{p}}, \
             doi = {{{hostile}}}, url = {{{hostile}}}, disputes = {{w0 [on={{{hostile}}}; quote={{{hostile}}}]}}}}\n",
            number % 10
        ));
    }
    text
}

#[test]
fn works_with_hostile_titles_keys_and_addresses_are_read_back_as_they_were() {
    let reading = library(&hostile_library());
    let found = of_reading(&reading);
    assert_eq!(found["works"].as_array().unwrap().len(), HOSTILE.len());
    let html = written(found["title"].as_str().unwrap(), &found, Vec::new());
    assert_only_own_tags(&html);
    assert_eq!(payload(&html), found);
    for work in found["works"].as_array().unwrap() {
        assert!(work["doi"].is_null() && work["url"].is_null(), "{work}");
    }
}

#[test]
fn only_addresses_of_the_web_are_offered() {
    let addresses = [
        ("https://example.org/a?b=c&d#e", true),
        ("HTTP://example.org", true),
        (" https://example.org/a ", true),
        ("javascript:alert(1)", false),
        ("JavaScript://example.org/%0aalert(1)", false),
        ("data:text/html,<script>alert(1)</script>", false),
        ("vbscript://x", false),
        ("file:///etc/passwd", false),
        ("//example.org", false),
        ("https:example.org", false),
        ("https://example.org/\" onclick=\"alert(1)", false),
        ("java\tscript://x", false),
    ];
    for (address, offered) in addresses {
        let text = format!("@book{{a, title = {{A}}, year = 2001, url = {{{address}}}}}");
        let found = of_reading(&library(&text));
        let expected = if offered { Value::from(address.trim()) } else { Value::Null };
        assert_eq!(found["works"][0]["url"], expected, "{address}");
    }
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let number =
            chunk.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = char::from(LETTERS[(number >> (18 - 6 * place)) as usize & 63]);
            text.push(if place > chunk.len() { '=' } else { letter });
        }
    }
    text
}

#[test]
fn the_policy_admits_the_script_and_style_of_the_file_and_nothing_else() {
    assert_eq!(base64(b"foobar"), "Zm9vYmFy");
    assert_eq!(base64(b"foob"), "Zm9vYg==");
    let html = written("a", &json!({}), Vec::new());
    let document = Document::of(&html);
    let hash = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
    let policy = html.split("http-equiv=\"Content-Security-Policy\" content=\"").nth(1).unwrap();
    let mut rules: Vec<&str> = policy.split('"').next().unwrap().split("; ").collect();
    rules.sort_unstable();
    let script = format!("script-src {}", hash(document.raw("<script>")));
    let style = format!("style-src {}", hash(document.raw("<style>")));
    let expected = [
        "base-uri 'none'",
        "default-src 'none'",
        "form-action 'none'",
        "img-src data: blob:",
        &script,
        &style,
    ];
    assert_eq!(rules, expected);
    assert!(html.find("Content-Security-Policy") < html.find("<style>"), "it comes before what it rules");
}

#[test]
fn the_licences_of_what_is_bundled_come_with_every_page() {
    let html = written("a", &json!({}), Vec::new());
    let inside =
        html.split("<template id=\"licences\">").nth(1).unwrap().split("</template>").next().unwrap();
    let lock: Value = serde_json::from_str(&repository::text("src/export/report/package.json")).unwrap();
    for (name, version) in lock["dependencies"].as_object().unwrap() {
        let named = format!("{name} {} (", version.as_str().unwrap());
        assert!(inside.contains(&named), "{named}");
    }
    assert!(inside.contains("Permission is hereby granted"));
}

#[test]
fn the_bundle_can_stand_in_a_page() {
    for name in ["report.js", "report.css"] {
        let text = repository::text(&format!("src/export/report/bundle/{name}")).to_lowercase();
        for word in ["</script", "<script", "<!--", "</style", "\r", "sourcemappingurl"] {
            assert!(
                !text.contains(word),
                "{name} contains {word:?}, by which a page would end it early or ask for more"
            );
        }
    }
}

#[test]
fn the_same_files_give_the_same_page_in_any_order() {
    let desk = Desk::with_debates();
    let files = ["bib/soft-balancing.bib", "bib/hedging.bib"];
    desk.run(&["report", files[0], files[1], "-o", "a.html"]).clean();
    desk.run(&["report", files[1], files[0], "-o", "b.htm"]).clean();
    let mut alone = desk.command(&["report", "bib", "-o", "c.html"]);
    alone.env("RAYON_NUM_THREADS", "1");
    crate::program::Ran::of(&mut alone).clean();
    let pages = ["a.html", "b.htm", "c.html"].map(|name| desk.read(name));
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn errors_are_printed_and_stand_in_the_page_that_is_written_all_the_same() {
    let desk = Desk::empty();
    desk.write(
        "a.bib",
        "@book{a, title = {A}, year = 2001,\n  disputes = {nobody}}\n@book{b, title = {B}}\n",
    );
    let ran = desk.run(&["report", "a.bib", "-o", "deep/report.html"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("dangling-target"), "{}", ran.err);
    let found = payload(&String::from_utf8(desk.read("deep/report.html")).unwrap());
    let [one] = found["check"]["diagnostics"].as_array().unwrap().as_slice() else { panic!("{found}") };
    assert_eq!((one["name"].as_str(), one["line"].as_u64()), (Some("dangling-target"), Some(2)));
    assert_eq!(found["works"].as_array().unwrap().len(), 2);
}

#[test]
fn a_report_is_html_and_says_so() {
    let desk = Desk::with_debates();
    let ran = desk.run(&["report", "-o", "report.pdf"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("-o report.html"), "{}", ran.err);
    assert!(!desk.path("report.pdf").exists());
}

#[test]
fn a_map_that_ends_in_html_is_the_same_page_with_its_view_open() {
    let desk = Desk::with_debates();
    let page = |line: &str| {
        desk.run_line(&format!("{line} -o a.html")).clean();
        payload(&String::from_utf8(desk.read("a.html")).unwrap())
    };
    let mut report = page("report bib/hedging.bib --confidence medium --title A");
    assert_eq!(page("map bib/hedging.bib --confidence medium --title A"), report);
    for (view, tab) in [("claims", "claims"), ("matrix", "matrix"), ("stream", "timeline")] {
        report["opening"] = Value::from(tab);
        assert_eq!(page(&format!("map bib/hedging.bib --confidence medium --title A --view {view}")), report);
    }
    for more in
        ["--since 2005", "--hide-citations", "--around pape2005", "--view people", "--direction across"]
    {
        let ran = desk.run_line(&format!("map {more} -o b.html"));
        assert_eq!((ran.code, desk.path("b.html").exists()), (2, false), "{more}");
        assert!(ran.err.contains("write .svg"), "{}", ran.err);
    }
}

#[test]
fn without_scripts_the_page_lists_works_and_responses() {
    let desk = Desk::with_debates();
    desk.run(&["report", "bib/soft-balancing.bib", "-o", "a.html"]).clean();
    let html = String::from_utf8(desk.read("a.html")).unwrap();
    assert_only_own_tags(&html);
    let plain = html.split("<noscript>").nth(1).unwrap().split("</noscript>").next().unwrap();
    let found = payload(&html);
    let count = found["works"].as_array().unwrap().len() + found["responses"].as_array().unwrap().len();
    assert_eq!(plain.matches("<tr><td>").count(), count);
    for words in ["Pape 2005", "Soft Balancing against the United States", "whitaker2010", "ore2017 ¶28"] {
        assert!(plain.contains(words), "{words}");
    }
}

/// Runs the tests of the page in Chromium, where Node, Chromium and the packages of the page are there.
#[test]
fn the_page_works_in_a_browser() {
    let modules = repository::root().join("src/export/report/node_modules/playwright-core");
    let chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"]
        .into_iter()
        .find(|path| std::path::Path::new(path).exists());
    let node = Command::new("node").arg("--version").output().is_ok_and(|run| run.status.success());
    let (true, Some(chromium), true) = (node, chromium, modules.is_dir()) else {
        eprintln!(
            "skipped: the page is not tried in a browser; that needs node, chromium, and `npm ci` in src/export/report"
        );
        return;
    };
    let desk = Desk::with_debates();
    desk.write("hostile.bib", repository::text("tests/fixtures/hostile.bib") + &hostile_library());
    desk.run(&["report", "bib/soft-balancing.bib", "-o", "report.html"]).clean();
    desk.run(&["report", "hostile.bib", "-o", "hostile.html"]);
    let mut command = Command::new("node");
    command.arg(repository::root().join("tests/report/report.mjs"));
    command.args([desk.path("report.html"), desk.path("hostile.html")]).env("CHROMIUM", chromium);
    let ran = command.output().unwrap();
    assert!(
        ran.status.success(),
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
}
