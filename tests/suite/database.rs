//! The SQLite export: its views answer what commands answer, and every key leads somewhere.

use std::collections::BTreeMap;

use dissensus::analysis::ClaimQuery;
use dissensus::analysis::DatasetOptions;
use dissensus::analysis::FacetQuery;
use dissensus::analysis::MatrixOf;
use dissensus::analysis::ResponseFinding;
use dissensus::analysis::ResponseQuery;
use dissensus::analysis::claims;
use dissensus::analysis::dataset;
use dissensus::analysis::evidence_matrix;
use dissensus::analysis::link_audit;
use dissensus::analysis::response_matrix;
use dissensus::analysis::responses;
use dissensus::analysis::responses_found;
use dissensus::analysis::statistics;
use dissensus::analysis::unanswered;
use dissensus::dataset::Subject;
use dissensus::export::corpus_exporter_for;
use dissensus::model::Confidence;
use dissensus::model::Corpus;
use dissensus::model::Entity;
use dissensus::model::FacetId;
use dissensus::model::Presence;
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::MAIN_DB;
use rusqlite::types::Value;

use crate::program::Desk;
use crate::reading::input;
use crate::reading::library;
use crate::reading::read;
use crate::repository;

fn bytes(corpus: &Corpus) -> Vec<u8> {
    let mut bytes = Vec::new();
    corpus_exporter_for("sqlite").unwrap().export(corpus, &mut bytes).unwrap();
    bytes
}

fn database(corpus: &Corpus) -> Connection {
    let bytes = bytes(corpus);
    let mut database = Connection::open_in_memory().unwrap();
    database.deserialize_read_exact(MAIN_DB, &bytes[..], bytes.len(), true).unwrap();
    database
}

/// The answer to a question, every value as text, and the rows sorted.
fn rows(database: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut statement = database.prepare(sql).unwrap();
    let columns = statement.column_count();
    let told = statement.query_map([], |row| {
        let cell = |column: usize| row.get::<_, Value>(column);
        (0..columns)
            .map(|column| {
                Ok(match cell(column)? {
                    Value::Null => "-".to_owned(),
                    Value::Integer(number) => number.to_string(),
                    Value::Real(number) => number.to_string(),
                    Value::Text(text) => text,
                    Value::Blob(_) => unreachable!("no column holds bytes"),
                })
            })
            .collect()
    });
    let mut told: Vec<Vec<String>> = told.unwrap().collect::<Result<_, _>>().unwrap();
    told.sort();
    told
}

fn sorted(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    rows.sort();
    rows
}

fn or_none<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

fn said(found: &ResponseFinding) -> Vec<String> {
    let own = |text: &str| text.to_owned();
    vec![
        or_none(found.year),
        own(found.from_kind),
        own(&found.from),
        own(&found.relation),
        own(found.sign),
        own(found.to_kind),
        own(&found.to),
        or_none(found.on.as_ref()),
        or_none(found.via.as_ref()),
        own(&found.by),
        or_none(found.place.as_ref()),
        or_none(found.locator.as_ref()),
        or_none(found.quote.as_ref()),
        own(found.confidence),
        own(&found.source.file),
        found.source.line.to_string(),
        own(&found.source.field),
    ]
}

const SAID: &str = "year, sender_kind, sender, relation, sign, receiver_kind, receiver, point, via, said_by, place, locator, \
                    quote, confidence, file, line, field";

fn same_answers(corpus: &Corpus) {
    let database = database(corpus);
    assert_eq!(rows(&database, "PRAGMA integrity_check"), [["ok"]]);
    assert_eq!(rows(&database, "PRAGMA foreign_key_check"), Vec::<Vec<String>>::new());
    let told = rows(&database, "SELECT name, kind FROM contents WHERE kind <> 'note'");
    let there = rows(&database, "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')");
    assert_eq!(told, there);

    let everything = ResponseQuery::default();
    let found = responses_found(corpus, &everything).responses;
    let who = rows(&database, &format!("SELECT {SAID} FROM who_answers_whom"));
    assert_eq!(who, sorted(found.iter().map(said).collect()));
    let open = unanswered(corpus, &everything);
    for (answered, wanted) in
        [("no", open.responses), ("same year", open.same_year), ("undated", open.undated)]
    {
        let sql = format!("SELECT {SAID} FROM unanswered_challenges WHERE answered = '{answered}'");
        assert_eq!(rows(&database, &sql), sorted(wanted.iter().map(said).collect()), "{answered}");
    }
    assert_eq!(rows(&database, "SELECT count(*) FROM challenges"), [[open.asked.to_string()]]);

    let matrix = response_matrix(corpus, &responses(corpus, &everything), MatrixOf::People);
    let people = matrix.rows.iter().enumerate().flat_map(|(row, from)| {
        let cells = &matrix.cells[row];
        matrix.columns.iter().zip(cells).filter(|(_, cell)| cell.total() > 0).map(move |(to, cell)| {
            let counts = [cell.positive, cell.mixed, cell.neutral, cell.negative];
            let mut told = vec![from.clone(), to.clone()];
            told.extend(counts.map(|count| count.to_string()));
            told
        })
    });
    assert_eq!(rows(&database, "SELECT * FROM people_answer_people"), sorted(people.collect()));

    let contested = claims(corpus, &ClaimQuery::default().only_contested());
    let contested = contested.iter().map(|claim| vec![claim.id.clone(), claim.text.clone()]).collect();
    assert_eq!(rows(&database, "SELECT claim, title FROM contested_claims"), sorted(contested));

    let counted = statistics(corpus, Confidence::Low);
    let count =
        |sql: &str| rows(&database, &format!("SELECT count(*) FROM {sql}"))[0][0].parse::<usize>().unwrap();
    assert_eq!(count("works WHERE outside = 0"), counted.works);
    assert_eq!(count("works WHERE outside = 1"), counted.outside_works);
    assert_eq!(count("persons"), counted.persons);
    assert_eq!(count("stances"), counted.stances);
    assert_eq!(count("assertions WHERE attitude = 'asserts'"), counted.assertions);
    assert_eq!(count("cases"), counted.cases);
    assert_eq!(count("citations_inside"), counted.citations_inside);
    assert_eq!(count("most_cited"), counted.cited_works);
    let by_year = counted.years.iter().map(|it| vec![it.year.to_string(), it.works.to_string()]).collect();
    assert_eq!(rows(&database, "SELECT * FROM works_of_years"), sorted(by_year));
    for (position, works) in &counted.works_by_position {
        let key = position.replace('\'', "''");
        let sql = format!("(SELECT DISTINCT work FROM works_of_positions WHERE position = '{key}')");
        assert_eq!(count(&sql), *works, "{position}");
    }
    same_citations(corpus, &database);
    same_facets(corpus, &database);
}

fn same_citations(corpus: &Corpus, database: &Connection) {
    let key = |id| corpus.key(Entity::Work(id));
    let mut citing: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for citation in corpus.citations() {
        citing.entry(citation.to).or_default().push(citation.from);
    }
    let cited = citing.iter_mut().map(|(work, by)| {
        by.sort();
        by.dedup();
        vec![key(*work), by.len().to_string()]
    });
    assert_eq!(rows(database, "SELECT work, cited_by FROM most_cited"), sorted(cited.collect()));
    for (view, subject) in [("cited_together", Subject::CoCitation), ("citing_the_same", Subject::Coupling)] {
        let found = dataset(corpus, &DatasetOptions { subject, ..DatasetOptions::default() });
        let of = |number| found.node(number).text(dissensus::dataset::NodeAttribute::Key).unwrap_or_default();
        let pairs = found.edges.iter().map(|edge| vec![of(edge.from), of(edge.to), edge.weight.to_string()]);
        assert_eq!(rows(database, &format!("SELECT * FROM {view}")), sorted(pairs.collect()), "{view}");
    }
    let audit = link_audit(corpus, usize::MAX);
    let outside = audit.most_cited_unresolved.iter();
    let outside = outside.map(|it| vec![it.name.clone(), it.references.to_string()]).collect();
    assert_eq!(rows(database, "SELECT cited_as, cited_references FROM not_in_the_files"), sorted(outside));
    let linked = rows(database, "SELECT count(*) FROM cited_references WHERE outcome = 'linked'");
    assert_eq!(linked, [[audit.matched.to_string()]]);
}

fn same_facets(corpus: &Corpus, database: &Connection) {
    let facets: Vec<FacetId> = (0..corpus.facets().len()).map(FacetId::new).collect();
    for &row in &facets {
        for &column in facets.iter().filter(|&&column| column != row) {
            let matrix = evidence_matrix(corpus, row, column, &FacetQuery::default());
            let mut wanted = Vec::new();
            for (value, cells) in matrix.rows.iter().zip(&matrix.cells) {
                for (other, cell) in
                    matrix.columns.iter().zip(cells).filter(|(_, cell)| !cell.works.is_empty())
                {
                    wanted.push(vec![
                        value.to_lowercase(),
                        other.to_lowercase(),
                        cell.works.len().to_string(),
                    ]);
                }
            }
            let name = |facet: FacetId| corpus.facet(facet).name.replace('\'', "''");
            let sql = format!(
                "SELECT row_value, column_value, works FROM facet_matrix WHERE row_facet = '{}' AND column_facet = '{}'",
                name(row),
                name(column)
            );
            let mut found = rows(database, &sql);
            found.iter_mut().for_each(|cells| cells[..2].iter_mut().for_each(|it| *it = it.to_lowercase()));
            assert_eq!(sorted(found), sorted(wanted));
        }
    }
}

#[test]
fn views_answer_what_commands_answer() {
    for name in ["bib/soft-balancing.bib", "bib/hedging.bib", "tests/fixtures/exchange.bib"] {
        same_answers(&library(&repository::text(name)).corpus);
    }
    for name in [
        "tests/fixtures/hostile.bib",
        "tests/fixtures/outside-works.bib",
        "tests/fixtures/several-positions.bib",
    ] {
        same_answers(&library(&repository::text(name)).corpus);
    }
    let debates = ["bib/soft-balancing.bib", "bib/hedging.bib"];
    let files = debates.map(|name| input(name, repository::text(name)));
    same_answers(&read(files.into(), dissensus::import::LoadOptions::default()).corpus);
}

#[test]
fn what_databases_export_keeps_its_references_and_what_became_of_them() {
    let records = "PT J\nAU Deci, EL\nTI The one\nPY 2000\nSO PSYCHOL INQ\nVL 11\nBP 227\n\
                   CR RYAN RM, 2000, AM PSYCHOL, V55, P68\n   NOBODY\nUT WOS:1\nER\n\n\
                   PT J\nAU Ryan, RM\nTI The other\nPY 2000\nSO AM PSYCHOL\nVL 55\nBP 68\nUT WOS:2\n\
                   CR SOMEONE A, 1990, A BOOK, V1, P2\nER\n\nEF\n";
    let records = format!("FN Clarivate Analytics Web of Science\nVR 1.0\n{records}");
    let corpus =
        read(vec![input("savedrecs.txt", records)], dissensus::import::LoadOptions::default()).corpus;
    same_answers(&corpus);
    let database = database(&corpus);
    let told = rows(&database, "SELECT text, outcome, rule, line FROM cited_references ORDER BY id");
    let wanted: Vec<Vec<String>> = corpus
        .references()
        .iter()
        .map(|reference| {
            use dissensus::model::ReferenceOutcome::{Ambiguous, Ignored, Linked, Unresolved};
            let (outcome, rule) = match reference.outcome {
                Linked { rule, .. } => ("linked", rule.name()),
                Ambiguous { .. } => ("ambiguous", "-"),
                Unresolved { .. } => ("unresolved", "-"),
                Ignored => ("ignored", "-"),
            };
            let (_, place) = corpus.locate(reference.span);
            let text = corpus.text(reference.span);
            [text, outcome, rule, &place.line.to_string()].map(str::to_owned).into()
        })
        .collect();
    assert_eq!(told, sorted(wanted));
    assert_eq!(told.len(), 3);
    let inside = rows(&database, "SELECT reference, rule FROM citations_inside");
    assert_eq!(inside, [["RYAN RM, 2000, AM PSYCHOL, V55, P68", "volume-page"]]);
}

#[test]
fn hostile_texts_are_kept_as_they_are() {
    let text = repository::text("tests/fixtures/hostile.bib");
    let corpus = library(&text).corpus;
    let titles = corpus.work_ids().map(|id| vec![corpus.key(Entity::Work(id)), or_none(corpus.title(id))]);
    assert_eq!(rows(&database(&corpus), "SELECT key, title FROM works"), sorted(titles.collect()));
    let listed = corpus.works().iter().filter(|work| work.presence == Presence::Listed).count();
    assert!(listed > 5);
}

#[test]
fn the_same_corpus_gives_the_same_bytes_and_nothing_chooses_parts_of_it() {
    let desk = Desk::with_debates();
    let files = ["bib/soft-balancing.bib", "bib/hedging.bib"];
    desk.run(&["export", "--to", "sqlite", "-o", "one.db", files[0], files[1]]).clean();
    desk.run(&["export", "--to", "sqlite", "-o", "two.db", files[1], files[0]]).clean();
    let one = desk.read("one.db");
    assert_eq!(one, desk.read("two.db"));
    assert!(one.starts_with(b"SQLite format 3\0"));
    for choice in [&["--of", "works"][..], &["--inside"], &["--confidence", "high"]] {
        let arguments = [&["export", "--to", "sqlite", "-o", "three.db"], choice, &files[..1]].concat();
        let ran = desk.run(&arguments);
        let said = format!("sqlite holds everything that the files say; leave {} out", choice[0]);
        assert!(ran.code == 2 && ran.err.contains(&said), "{}", ran.err);
    }
}

/// A debate of few works, persons, years and positions, so that many things meet.
fn debate() -> impl Strategy<Value = String> {
    let target = prop_oneof![
        4 => (0..6_usize).prop_map(|it| format!("w{it}")),
        1 => (0..4_usize).prop_map(|it| format!("p{it}")),
        1 => (0..3_usize).prop_map(|it| format!("c{it}")),
    ];
    let refs = proptest::collection::vec((target, proptest::option::of(0..3_usize)), 0..3);
    let work = (
        proptest::collection::vec(0..3_usize, 0..3),
        proptest::option::of(2000..2003_i32),
        proptest::option::of(0..4_usize),
        refs.clone(),
        refs,
        (proptest::option::of(0..3_usize), proptest::option::of(0..3_usize)),
        proptest::collection::vec(0..8_usize, 0..4),
    );
    proptest::collection::vec(work, 6).prop_map(|works| {
        let mut text = String::from(
            "@debate{d, title={D}} @position{p0, title={P}} @position{p1, title={Q}, parent={p0}, disputes={p3 [2001]}} \
             @position{p2, title={R}, parent={p1}} @position{p3, title={S}} \
             @claim{c0, title={X}} @claim{c1, title={Y}, disputes={c0}} @claim{c2, title={Z}}\n",
        );
        for (index, (authors, year, position, against, for_, (asserts, denies), cites)) in
            works.into_iter().enumerate()
        {
            let names: Vec<String> = authors.iter().map(|it| format!("{}, X.", ["Abel", "Bo", "Cy"][*it])).collect();
            let field = |name: &str, value: String| {
                if value.is_empty() { String::new() } else { format!(", {name}={{{value}}}") }
            };
            let refs = |refs: Vec<(String, Option<usize>)>| {
                let one = |(to, via): (String, Option<usize>)| match via {
                    Some(via) => format!("{to} [via=c{via}]"),
                    None => to,
                };
                refs.into_iter().map(one).collect::<Vec<_>>().join(", ")
            };
            text += &format!("@book{{w{index}, title={{T{index}}}");
            text += &field("author", names.join(" and "));
            text += &field("year", year.map(|it| it.to_string()).unwrap_or_default());
            text += &field("position", position.map(|it| format!("p{it}")).unwrap_or_default());
            text += &field("disputes", refs(against));
            text += &field("supports", refs(for_));
            text += &field("asserts", asserts.map(|it| format!("c{it}")).unwrap_or_default());
            text += &field("denies", denies.map(|it| format!("c{it}")).unwrap_or_default());
            text += &field("cites", cites.iter().map(|it| format!("w{it}")).collect::<Vec<_>>().join(", "));
            text += "}\n";
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn views_answer_what_commands_answer_of_any_debate(text in debate()) {
        same_answers(&library(&text).corpus);
    }
}
