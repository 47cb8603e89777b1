//! Networks of other programs: what Pajek's partitions and the attributes of GraphML become.

use dissensus::analysis::{facet_named, facet_values};
use dissensus::diagnostic::Rule;
use dissensus::import::LoadOptions;
use dissensus::model::{Confidence, Corpus, WorkId};

use crate::corpora::corpora;
use crate::reading::{Reading, files, input, read};

fn field(corpus: &Corpus, work: usize, name: &str) -> String {
    corpus.field(WorkId::new(work), name).unwrap_or("-").to_owned()
}

fn years(reading: &Reading) -> Vec<Option<i32>> {
    reading.corpus.works().iter().map(|work| work.year()).collect()
}

const NET: &str = "*Vertices 3\n1 \"Rok &#381;aucer\"\n2 \"B\"\n3 C\n*Arcs\n2 1\n3 1 -1\n";

#[test]
fn a_project_file_holds_networks_partitions_and_vectors() {
    let text = format!(
        "*Network trade\n{NET}*Partition political leaning\n*Vertices 3\n1\n2\n1\n\
         *Vector centrality\n*Vertices 3\n0.5\n1.25\n999999998\n*Permutation p\n*Vertices 3\n3\n2\n1\n"
    );
    let reading = files(&[("trade.paj", &text)]);
    assert!(reading.found.is_empty(), "{:?}", reading.found);
    let corpus = &reading.corpus;
    assert_eq!(corpus.works().len(), 3);
    assert_eq!(corpus.title(WorkId::new(0)).as_deref(), Some("Rok Žaucer"));
    let of = |name: &str| [0, 1, 2].map(|work| field(corpus, work, name));
    assert_eq!(of("class-political-leaning"), ["1", "2", "1"]);
    assert_eq!(of("value-centrality"), ["0.5", "1.25", "-"]);
    assert_eq!(years(&reading), [None, None, None]);
}

#[test]
fn a_partition_of_years_beside_its_network_dates_the_works() {
    let years_of = |clu: &str| years(&files(&[("a/trade.net", NET), ("a/tradePY.clu", clu)]));
    assert_eq!(years_of("*Vertices 3\n1973\n1985\n2001\n"), [Some(1973), Some(1985), Some(2001)]);
    // As this program writes years that are not known, and as a vector.
    assert_eq!(years_of("*Vertices 3\n1973.000\n9999\n2001.000\n"), [Some(1973), None, Some(2001)]);
    let reading = files(&[("trade.net", NET), ("tradeClasses.clu", "*Vertices 3\n1973\n2\n2001\n")]);
    assert_eq!(years(&reading), [None, None, None]);
    assert_eq!(field(&reading.corpus, 1, "class-classes"), "2");
    let reading = files(&[
        ("trade.net", NET),
        ("trade.clu", "*vertices 3\n1\n1\n2\n"),
        ("trade.vec", "*vertices 3\n.1\n.2\n.3\n"),
    ]);
    assert!(reading.found.is_empty(), "{:?}", reading.found);
    assert_eq!(field(&reading.corpus, 2, "class"), "2");
    assert_eq!(field(&reading.corpus, 2, "value"), ".3");
}

#[test]
fn of_two_networks_a_partition_takes_the_one_of_its_size_or_else_of_its_name() {
    let other = "*Vertices 2\n1 \"X\"\n2 \"Y\"\n*Arcs\n1 2\n";
    let clu = "*Vertices 3\n1\n1\n2\n";
    let reading = files(&[("trade.net", NET), ("x.net", other), ("classes.clu", clu)]);
    assert!(reading.found.is_empty(), "{:?}", reading.found);
    let keys: Vec<&str> = reading.corpus.works().iter().map(|work| &*work.key).collect();
    assert_eq!(keys, ["trade:v1", "trade:v2", "trade:v3", "x:v1", "x:v2"]);
    assert_eq!(field(&reading.corpus, 2, "class-classes"), "2");
    let reading = files(&[("trade.net", NET), ("war.net", NET), ("war.clu", clu)]);
    assert_eq!(
        (field(&reading.corpus, 0, "class"), field(&reading.corpus, 3, "class")),
        ("-".into(), "1".into())
    );
    // Nothing tells which.
    let reading = files(&[("trade.net", NET), ("war.net", NET), ("classes.clu", clu)]);
    assert_eq!(reading.rules(), [Rule::BadRecord]);
    let alone = files(&[("classes.clu", clu)]);
    assert_eq!(alone.rules(), [Rule::BadRecord]);
    assert!(alone.found[0].hint.as_deref().unwrap().contains("classes.net"), "{:?}", alone.found);
    assert_eq!(alone.corpus.works().len(), 0);
}

#[test]
fn matrices_lists_and_vertices_that_are_not_listed_are_read() {
    let cited = |text: &str| -> Vec<(String, String)> {
        let reading = files(&[("a.net", text)]);
        let corpus = &reading.corpus;
        assert!(reading.found.is_empty(), "{:?}", reading.found);
        let key = |id: WorkId| corpus.work(id).key.to_string();
        corpus.citations().iter().map(|citation| (key(citation.from), key(citation.to))).collect()
    };
    let two = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    };
    assert_eq!(cited("*Vertices 2\n1 \"A\"\n2 \"B\"\n*Matrix\n0 1\n0 0\n"), two(&[("v1", "v2")]));
    assert_eq!(cited("*Vertices 4000000000\n*Arcs\n7 9\n"), two(&[("v7", "v9")]));
    assert_eq!(cited("*Vertices 3\n*Arcslist\n1 2 3\n"), two(&[("v1", "v2"), ("v1", "v3")]));
    assert_eq!(
        cited("*Vertices 2\n1 \"A\"\n2 \"B\"\n*Arcs :1 \"cites\"\n2 1\n*Edges :2\n"),
        two(&[("v2", "v1")])
    );
    // Another relation of the same vertices.
    let again =
        "*Vertices 2\n1 \"A\"\n2 \"B\"\n*Arcs\n2 1\n*Network b\n*Vertices 2\n1 \"A\"\n2 \"B\"\n*Arcs\n1 2\n";
    assert_eq!(cited(again), two(&[("v1", "v2"), ("v2", "v1")]));
}

#[test]
fn a_partition_can_be_a_facet_of_a_debate() {
    let debate = "@debate{trade, title = {Is trade peace?}, facets = {class-leaning}}";
    let text = format!("*Network t\n{NET}*Partition leaning\n*Vertices 3\n1\n2\n1\n");
    let reading = files(&[("debate.bib", debate), ("trade.paj", &text)]);
    assert!(reading.found.is_empty(), "{:?}", reading.found);
    let facet = facet_named(&reading.corpus, "class-leaning").unwrap();
    assert_eq!(facet_values(&reading.corpus, facet, Confidence::Low), ["1", "2"]);
}

#[test]
fn the_networks_of_the_corpora_have_the_classes_they_are_known_to_have() {
    let Some(folder) = corpora() else { return };
    let take = |names: &[&str]| {
        let bytes =
            |name: &&str| input(name, crate::corpora::read_file(&folder.join("networks").join(name)).1);
        read(names.iter().map(bytes).collect(), LoadOptions::default())
    };
    let books = take(&["polBooks.paj"]);
    let count =
        |class: &str| (0..105).filter(|&work| field(&books.corpus, work, "class-position") == class).count();
    // Newman: 43 liberal, 13 neutral, 49 conservative.
    assert_eq!([count("1"), count("2"), count("3")], [43, 13, 49]);
    let small = take(&["SmaGri/SmaGri.net", "SmaGri/SmaGriPY.clu", "SmaGri/SmaGriGCS.vec"]);
    assert!(small.found.is_empty(), "{:?}", small.found);
    let clu = crate::corpora::read_file(&folder.join("networks/SmaGri/SmaGriPY.clu")).1;
    let lines = String::from_utf8(clu).unwrap();
    let expected: Vec<Option<i32>> = lines.lines().skip(1).map(|line| line.trim().parse().ok()).collect();
    assert_eq!(years(&small), expected);
    assert_eq!(field(&small.corpus, 0, "value-gcs"), "239");
}

/// As networkx, igraph, Gephi and Cytoscape write a node.
const DIALECTS: [(&str, &str, &str, &str); 4] = [
    (
        "networkx",
        r#"<key id="d1" for="node" attr.name="year" attr.type="long"/><key id="d0" for="node" attr.name="title" attr.type="string"/>
<graph edgedefault="directed"><node id="Roy 1993"><data key="d0">Aiding &amp; &lt;care&gt;</data><data key="d1">1993</data></node><node id="b"/>
<edge source="b" target="Roy 1993"><data key="d5">2</data></edge></graph>"#,
        "Roy 1993 | Aiding & <care> | 1993",
        "b",
    ),
    (
        "igraph",
        r#"<key id="v_name" for="node" attr.name="name" attr.type="string"/><key id="v_year" for="node" attr.name="year" attr.type="double"/>
<graph id="G" edgedefault="directed"><node id="n0"><data key="v_name">Roy 1993</data><data key="v_year">1993</data></node>
<node id="n1"><data key="v_name">b</data></node><edge source="n1" target="n0"/></graph>"#,
        "Roy 1993 | Roy 1993 | 1993",
        "b",
    ),
    (
        "gephi",
        r#"<key attr.name="label" attr.type="string" for="node" id="label"/><key attr.name="x" attr.type="float" for="node" id="x"/>
<graph edgedefault="directed"><node id="roy1993"><data key="label">Aiding decisions</data><data key="x">-3.5</data></node>
<node id="b"><data key="label">B</data></node><edge id="0" source="b" target="roy1993"/></graph>"#,
        "roy1993 | Aiding decisions | -",
        "b",
    ),
    (
        "cytoscape",
        r#"<key attr.name="shared name" attr.type="string" for="node" id="shared name"/><key attr.name="Year" attr.type="int" for="node" id="Year"/>
<graph edgedefault="directed" id="g"><node id="61"><data key="shared name">roy1993</data><data key="Year">1993</data></node>
<node id="62"><data key="shared name">b</data></node><edge source="62" target="61"/></graph>"#,
        "roy1993 | roy1993 | 1993",
        "b",
    ),
];

#[test]
fn graphml_of_every_program_gives_works_with_keys_titles_and_years() {
    for (program, graph, first, second) in DIALECTS {
        let text = format!(
            "<?xml version=\"1.0\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">{graph}</graphml>\n"
        );
        let reading = files(&[("network.graphml", &text)]);
        assert!(reading.found.is_empty(), "{program}: {:?}", reading.found);
        let corpus = &reading.corpus;
        let work = &corpus.works()[0];
        let year = work.year().map_or("-".to_owned(), |year| year.to_string());
        let title = corpus.title(WorkId::new(0)).unwrap_or_default().into_owned();
        assert_eq!(format!("{} | {title} | {year}", work.key), first, "{program}");
        assert_eq!(&*corpus.works()[1].key, second, "{program}");
        assert_eq!(corpus.citations().len(), 1, "{program}");
    }
}

#[test]
fn attributes_are_fields_unless_they_would_say_something_of_a_debate() {
    let path = "tests/fixtures/import/graphml.right.graphml";
    let reading = files(&[("a.graphml", &crate::repository::text(path))]);
    assert_eq!(field(&reading.corpus, 0, "node-position"), "pro");
    assert_eq!(field(&reading.corpus, 0, "modularity-class"), "2");
    assert_eq!(reading.corpus.works()[0].year(), Some(1993));
    assert!(reading.corpus.positions().is_empty());
}

#[test]
fn a_graph_that_is_broken_in_many_places_keeps_what_is_whole() {
    let mut text = "<graphml><graph edgedefault=\"directed\">".to_owned();
    for number in 0..20 {
        text.push_str(&format!("<node id=\"n{number}\"/><!broken>\n"));
    }
    let reading = files(&[("a.graphml", &text)]);
    let counts = reading.corpus.file_counts()[0];
    assert_eq!((counts.works, counts.rejected), (20, 20));
    let many = read(vec![input("a.graphml", text.repeat(20))], LoadOptions::default());
    let counts = many.corpus.file_counts()[0];
    assert!(counts.works >= 190 && counts.rejected >= 190, "{counts:?}");
    assert!(
        many.found.iter().any(|found| found.message.contains("too many places")),
        "{:?}",
        many.found.last()
    );
}
