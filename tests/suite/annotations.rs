//! The grammar of annotations as `bib/README.md` promises it: every field, item, form and spelling.

use dissensus::analysis::explain;
use dissensus::analysis::explain_between;
use dissensus::diagnostic::Rule;
use dissensus::import::LoadOptions;
use dissensus::model::Confidence;
use dissensus::model::Direction;
use dissensus::model::Entity;
use dissensus::model::Presence;
use dissensus::model::RelationInfo;
use dissensus::model::RelationOrigin;
use dissensus::model::Relations;
use dissensus::model::Sign;

use crate::reading::Reading;
use crate::reading::files;
use crate::reading::input;
use crate::reading::library;
use crate::reading::read;
use crate::reading::run;

/// Works and a claim for refs to name.
const STOCK: &str = "
@debate{d, title = {Q}, facets = {region, instrument}}
@position{pro, title = {P}}
@position{anti, title = {A}, opposes = {pro}}
@claim{c1, title = {C}}
@book{old1990, author = {Old, O.}, title = {Old}, year = 1990, position = {pro}, asserts = {c1}}
@book{mid1995, author = {Mid, M.}, title = {Mid}, year = 1995, position = {anti}, denies = {c1}}
@book{rev2016, title = {Review}, year = 2016}
";

/// The stock and one more work that has this field.
fn field(field: &str) -> Reading {
    library(&format!(
        "{STOCK}@book{{new2000, title = {{New}}, year = 2000, position = {{pro}},\n  {field}\n}}\n"
    ))
}

/// What a field of `new2000` makes of responses, without the sender.
#[track_caller]
fn of_new(wanted: &str) -> Vec<String> {
    let reading = field(wanted).clean();
    reading
        .responses()
        .into_iter()
        .filter_map(|line| line.strip_prefix("new2000 ").map(str::to_owned))
        .collect()
}

#[test]
fn a_ref_carries_every_item_of_the_grammar() {
    for (text, expected) in [
        ("disputes = {old1990}", "disputes old1990"),
        ("disputes = {old1990 []}", "disputes old1990"),
        ("disputes = {old1990[p. 3]}", "disputes old1990 locator=p. 3"),
        ("disputes = {old1990 [p. 3, 5]}", "disputes old1990 locator=p. 3, 5"),
        ("disputes = {old1990 [p. 3; n. 4]}", "disputes old1990 locator=p. 3; n. 4"),
        ("disputes = {old1990 [on=theory of war]}", "disputes old1990 on=theory of war"),
        ("disputes = {old1990 [on=theory, method]}", "disputes old1990 on=theory, method"),
        ("disputes = {old1990 [via=c1]}", "disputes old1990 via=c1"),
        ("disputes = {old1990 [by=rev2016]}", "disputes old1990 by=rev2016"),
        ("disputes = {old1990 [by=rev2016 ¶8]}", "disputes old1990 by=rev2016 place=¶8"),
        ("disputes = {old1990 [by=rev2016 ¶8, ¶12]}", "disputes old1990 by=rev2016 place=¶8, ¶12"),
        ("disputes = {old1990 [by=rev2016, ¶8]}", "disputes old1990 by=rev2016 place=¶8"),
        ("disputes = {old1990 [by={rev2016 ¶8, ¶12}]}", "disputes old1990 by=rev2016 place=¶8, ¶12"),
        ("disputes = {old1990 [quote={so it is}]}", "disputes old1990 quote=so it is"),
        ("disputes = {old1990 [confidence=low]}", "disputes old1990 confidence=low"),
        ("disputes = {old1990 [confidence=high]}", "disputes old1990"),
        ("disputes = {old1990 [confidence=Medium]}", "disputes old1990 confidence=medium"),
        ("disputes = {old1990 [date=2006]}", "disputes old1990 date=2006"),
        (
            "disputes = {old1990 [ ON = theory ; By= rev2016 ¶1 ]}",
            "disputes old1990 on=theory by=rev2016 place=¶1",
        ),
        ("disputes = \"old1990 [on=theory]\"", "disputes old1990 on=theory"),
        (
            "disputes = {old1990 [p. 9; on=x; via=c1; date=2001; by=rev2016 ¶2; quote={y z}; confidence=medium]}",
            "disputes old1990 on=x via=c1 date=2001 by=rev2016 place=¶2 locator=p. 9 quote=y z confidence=medium",
        ),
    ] {
        assert_eq!(of_new(text), [expected], "{text}");
    }
}

#[test]
fn braces_protect_commas_semicolons_brackets_and_equals_signs() {
    for (text, expected) in [
        ("disputes = {old1990 [on={a; b}]}", "disputes old1990 on=a; b"),
        ("disputes = {old1990 [on={a] b}]}", "disputes old1990 on=a] b"),
        ("disputes = {old1990 [on={a, b}; p. 2]}", "disputes old1990 on=a, b locator=p. 2"),
        ("disputes = {old1990 [quote={by=nobody; on=x]}]}", "disputes old1990 quote=by=nobody; on=x]"),
        ("disputes = {old1990 [{by=nobody}]}", "disputes old1990 locator=by=nobody"),
        ("disputes = {old1990 [quote={a {b; c} d}]}", "disputes old1990 quote=a b; c d"),
        ("disputes = {{old1990} [p. 2]}", "disputes old1990 locator=p. 2"),
    ] {
        assert_eq!(of_new(text), [expected], "{text}");
    }
}

#[test]
fn a_list_is_divided_by_commas_over_lines_and_may_end_in_one() {
    let lines = of_new("disputes = {old1990 [p. 1, 2; on={x, y}],\n\tmid1995\n  [p. 3],\n}");
    assert_eq!(lines, ["disputes mid1995 locator=p. 3", "disputes old1990 on=x, y locator=p. 1, 2"]);
    assert_eq!(of_new("disputes = {}"), Vec::<String>::new());
    assert_eq!(of_new("disputes = {,, old1990 ,,}"), ["disputes old1990"]);
}

#[test]
fn a_paragraph_is_the_same_in_every_spelling() {
    for spelt in ["¶27", "¶ 27", "par. 27", "par.27", "para. 27", "\\P 27", "\\P~27", "\\P{} 27", "{\\P}27"]
    {
        assert_eq!(
            of_new(&format!("disputes = {{old1990 [{spelt}]}}")),
            ["disputes old1990 locator=¶27"],
            "{spelt}"
        );
        let by = format!("disputes = {{old1990 [by=rev2016 {spelt}, {spelt}]}}");
        assert_eq!(of_new(&by), ["disputes old1990 by=rev2016 place=¶27, ¶27"], "{spelt}");
    }
    // A word that only ends like the mark is left alone.
    assert_eq!(of_new("disputes = {old1990 [compar. 27]}"), ["disputes old1990 locator=compar. 27"]);
}

#[test]
fn texts_in_items_are_unicode() {
    assert_eq!(
        of_new("disputes = {old1990 [on=na{\\\"\\i}ve \\& \\'etats; quote={``so'' --- yes}]}"),
        ["disputes old1990 on=naïve & états quote=“so” — yes"]
    );
}

#[test]
fn the_same_ref_with_another_speaker_or_point_is_kept_beside_the_first() {
    assert_eq!(
        of_new(
            "disputes = {old1990 [on=x; by=rev2016 ¶1], old1990 [on=x; by=mid1995], old1990 [on=y]}, supports = {old1990 [on=z]}"
        ),
        [
            "disputes old1990 on=x by=mid1995",
            "disputes old1990 on=x by=rev2016 place=¶1",
            "disputes old1990 on=y",
            "supports old1990 on=z",
        ]
    );
}

#[test]
fn two_sources_that_attribute_different_positions_are_both_kept() {
    let reading = library(&format!(
        "{STOCK}@book{{x2000, title = {{X}}, year = 2000, position = {{pro [by=rev2016 ¶3], anti [by=mid1995 p. 9; confidence=low]}}}}"
    ))
    .clean();
    assert_eq!(
        reading.stances(),
        [
            "mid1995 anti",
            "old1990 pro",
            "x2000 anti by=mid1995 place=p. 9 confidence=low",
            "x2000 pro by=rev2016 place=¶3",
        ]
    );
    assert_eq!(reading.corpus.positions_of(reading.work("x2000")).len(), 2);
}

#[test]
fn declarations_say_what_the_dictionary_promises() {
    let reading = library(
        "@debate{d, title = {The {Question}}, facets = {region, Instrument}}
@position{root, debate = {d}, title = {Root}}
@position{leaf, parent = {root}, title = {Leaf}, opposes = {other}, asserts = {c1 [by=w2000 ¶1]}, denies = {c2}, critiques = {other [on=x]}}
@position{other, debate = {d}, title = {Other}}
@claim{c1, debate = {d}, title = {First}, supports = {c2 [by=w2000]}, contraryof = {c3}, qualifies = {w2000}, extends = {leaf}}
@claim{c2, title = {Second}}
@claim{c3, title = {Third}}
@event{war, title = {War}, date = {2003-03-20}}
@event{peace, title = {Peace}, year = 2010}
@event{years, title = {Years}, date = {2002/2003}, debate = {d}}
@response{r1, from = {c3}, relation = {disputes}, to = {c2}, on = {scope}, via = {c1}, locator = {p. 4}, by = {w2000 ¶5, ¶6}, quote = {so}, confidence = {low}, date = {2001}}
@book{w2000, title = {W}, year = 2000, position = {leaf}, asserts = {c3}}",
    )
    .clean();
    let corpus = &reading.corpus;
    assert_eq!(corpus.debates()[0].title.as_ref(), "The Question");
    assert_eq!(
        corpus.facets().iter().map(|facet| facet.name.as_ref()).collect::<Vec<_>>(),
        ["instrument", "region"]
    );
    assert_eq!(corpus.debates()[0].facets.len(), 2);
    assert_eq!(reading.positions(), ["leaf < root", "other", "root"]);
    assert!(corpus.positions().iter().all(|position| position.debate.is_some()));
    let facts = dissensus::analysis::explain(corpus, reading.entity("leaf"), Confidence::Low).facts;
    let opposed: Vec<&str> =
        facts.iter().filter(|fact| fact.kind == "opposes").map(|fact| fact.text.as_str()).collect();
    let [opposed] = opposed.as_slice() else { panic!("{opposed:?}") };
    assert!(opposed.ends_with("opposes other"), "{opposed}");
    assert_eq!(
        reading.assertions(),
        ["leaf asserts c1 by=w2000 place=¶1", "leaf denies c2", "w2000 asserts c3"]
    );
    assert_eq!(
        reading.responses(),
        [
            "c1 contraryof c3",
            "c1 extends leaf",
            "c1 qualifies w2000",
            "c1 supports c2 by=w2000",
            "c3 disputes c2 on=scope via=c1 date=2001 by=w2000 place=¶5, ¶6 locator=p. 4 quote=so confidence=low",
            "leaf critiques other on=x",
        ]
    );
    let dates: Vec<String> = corpus
        .events()
        .iter()
        .map(|event| format!("{} {} {}", event.key, event.date.unwrap(), event.debate.is_some()))
        .collect();
    assert_eq!(dates, ["war 2003-03-20 true", "peace 2010 true", "years 2002/2003 true"]);
    let counts = corpus.file_counts()[0];
    assert_eq!((counts.works, counts.overlays, counts.declarations, counts.rejected), (1, 0, 11, 0));
}

#[test]
fn a_position_keeps_the_grounds_on_which_it_opposes_another() {
    let reading = library(
        "@debate{d, title = {Q}}\n@position{pro, title = {P}}\n\
         @position{anti, title = {A}, opposes = {pro [by=rev2016 ¶15; confidence=medium]}}\n\
         @book{rev2016, title = {Review}, year = 2016}",
    )
    .clean();
    let explanation = dissensus::analysis::explain(&reading.corpus, reading.entity("anti"), Confidence::Low);
    let fact = explanation.facts.iter().find(|fact| fact.kind == "opposes").unwrap();
    assert_eq!(fact.by.as_deref(), Some("rev2016 ¶15"), "{fact:?}");
    assert!(fact.text.contains("confidence medium"), "{fact:?}");
}

#[test]
fn an_unknown_speaker_of_an_opposition_is_told() {
    let reading = library(
        "@debate{d, title = {Q}}\n@position{pro, title = {P}}\n@position{anti, title = {A}, opposes = {pro [by=rev2016]}}",
    );
    assert_eq!(reading.rules(), [Rule::UnknownSpeaker], "{:?}", reading.findings());
}

#[test]
fn a_response_entry_reads_keys_as_written() {
    // `\_` is the only thing that is decoded in a key: `x$_y` or `a--b` are no LaTeX.
    let reading = library(&format!(
        "{STOCK}@claim{{a--b, title = {{AB}}}}\n@book{{rev--x2016, title = {{R}}, year = 2016, asserts = {{a--b}}, position = {{pro}}}}\n\
         @response{{r, from = {{mid1995}}, relation = {{disputes}}, to = {{old1990}}, via = {{a--b}}, by = {{rev--x2016 ¶2}}}}\n\
         @response{{s, from = {{old1990}}, relation = {{is_disputed_by}}, to = {{mid1995}}, locator = {{p.~3}}, on = {{\\'etat}}}}"
    ))
    .clean();
    assert_eq!(
        reading.responses(),
        [
            "mid1995 disputes old1990 on=état locator=p. 3",
            "mid1995 disputes old1990 via=a--b by=rev--x2016 place=¶2"
        ]
    );
}

#[test]
fn an_escaped_underscore_is_one_wherever_a_key_stands() {
    let reading = files(&[
        (
            "a.bib",
            "@debate{d, title = {Q}}
@position{pos\\_one, title = {P}}
@position{pos_two, title = {P}, parent = {pos\\_one}, opposes = {pos\\_one}}
@claim{cl\\_aim, title = {C}}
@book{o\\_ld, title = {Old}, year = 1990, position = {pos\\_one}, asserts = {cl\\_aim}}
@book{n_ew, title = {New}, year = 2000, position = {pos_two}, disputes = {o\\_ld [via=cl\\_aim; by=o\\_ld ¶1]}, cites = {o\\_ld}}
@book{key2001, title = {Key}, year = 2001, keywords = {dz:disputes=o\\_ld, dz:position=pos\\_one}}
@response{r, from = {key2001}, relation = {supports}, to = {n\\_ew}, via = {cl\\_aim}, by = {n\\_ew}}
@book{w\\_hole, title = {Whole}, publisher = {Pub}, year = 1999}
@inbook{part, title = {Part}, crossref = {w\\_hole}}",
        ),
        ("b.bib", "@book{n\\_ew, supports = {key2001}}"),
    ])
    .but_for(&[Rule::ResponseToLaterWork]);
    assert_eq!(
        reading.responses(),
        [
            "key2001 disputes o_ld",
            "key2001 supports n_ew via=cl_aim by=n_ew",
            "n_ew disputes o_ld via=cl_aim by=o_ld place=¶1",
            "n_ew supports key2001",
        ]
    );
    assert_eq!(reading.positions(), ["pos_one", "pos_two < pos_one"]);
    assert_eq!(reading.stances(), ["key2001 pos_one", "n_ew pos_two", "o_ld pos_one"]);
    assert_eq!(reading.citations(), ["n_ew o_ld"]);
    assert_eq!(reading.corpus.field(reading.work("part"), "publisher"), Some("Pub"));
}

#[test]
fn keywords_carry_annotations_through_every_manager() {
    for (keywords, expected) in [
        ("{dz:disputes=old1990}", "disputes old1990"),
        ("{war, dz:disputes=old1990, peace}", "disputes old1990"),
        ("{war; dz:disputes=old1990; peace}", "disputes old1990"),
        ("{war,dz:disputes = old1990 }", "disputes old1990"),
        ("{dz:disagreesWith=old1990}", "disagreeswith old1990"),
        ("{{dz:disputes=old1990}, {war}}", "disputes old1990"),
        ("{dz:disputes=old1990 [p. 3; on=x]}", "disputes old1990 on=x locator=p. 3"),
    ] {
        assert_eq!(of_new(&format!("keywords = {keywords}")), [expected], "{keywords}");
    }
    let reading = field("keywords = {dz:isDisputedBy=rev2016}").but_for(&[Rule::WorkWithoutPosition]);
    assert_eq!(reading.responses(), ["rev2016 disputes new2000"]);
    let reading = field("keywords = {dz:position=anti; dz:asserts=c1; dz:cites=old1990}").clean();
    assert_eq!(reading.stances(), ["mid1995 anti", "new2000 anti", "new2000 pro", "old1990 pro"]);
    assert!(reading.assertions().contains(&"new2000 asserts c1".to_owned()));
    assert_eq!(reading.citations(), ["new2000 old1990"]);
}

#[test]
fn lines_of_better_bibtex_are_read_in_every_note_field() {
    for name in ["note", "annote", "annotation", "extra"] {
        for line in [
            "tex.disputes= old1990 [on=x]",
            "tex.disputes: old1990 [on=x]",
            "  tex.disputes = old1990 [on=x]",
        ] {
            let text =
                format!("{name} = {{A remark: with a colon.\n{line}\ntex.unknown= left alone\nMore.}}");
            assert_eq!(of_new(&text), ["disputes old1990 on=x"], "{text}");
        }
    }
    let reading = field("note = {tex.position= anti\ntex.cites= old1990, mid1995}").clean();
    assert!(reading.stances().contains(&"new2000 anti".to_owned()));
    assert_eq!(reading.citations(), ["new2000 mid1995", "new2000 old1990"]);
}

#[test]
fn related_entries_of_biblatex_and_cites_of_jabref_are_read() {
    assert_eq!(
        of_new("related = {old1990, mid1995}, relatedtype = {reviewof}"),
        ["reviews mid1995", "reviews old1990"]
    );
    assert_eq!(
        of_new("related = {old1990}, relatedtype = {commenton}"),
        ["citesasrelated old1990 on=commenton"]
    );
    assert_eq!(of_new("related = {old1990}"), ["citesasrelated old1990"]);
    let reading = field("cites = {old1990,mid1995 , , elsewhere1980}").but_for(&[Rule::DanglingCitation]);
    assert_eq!(reading.citations(), ["new2000 elsewhere1980", "new2000 mid1995", "new2000 old1990"]);
    assert_eq!(reading.corpus.work(reading.work("elsewhere1980")).presence, Presence::Outside);
}

#[test]
fn translations_reprints_and_volumes_are_versions_and_no_responses() {
    let versions = |text: &str| {
        let reading = field(text).clean();
        let key = |work| reading.corpus.key(Entity::Work(work));
        let of_new = |line: &String| line.contains("new2000");
        assert!(!reading.responses().iter().any(of_new), "{text}: {:?}", reading.responses());
        let all = reading.corpus.versions().iter();
        all.map(|it| format!("{} {} {}", key(it.from), it.kind.name(), key(it.to))).collect::<Vec<_>>()
    };
    for (word, expected) in [
        ("translationof", "new2000 translation old1990"),
        ("bytranslator", "old1990 translation new2000"),
        ("reprintfrom", "new2000 reprint old1990"),
        ("OrigPubIn", "new2000 reprint old1990"),
        ("multivolume", "old1990 volume new2000"),
    ] {
        assert_eq!(versions(&format!("related = {{old1990}}, relatedtype = {{{word}}}")), [expected]);
    }
    let both = versions("related = {old1990, mid1995}, relatedtype = {multivolume}");
    assert_eq!(both, ["old1990 volume new2000", "mid1995 volume new2000"]);
    let facts = |a: &str, b: Option<&str>| {
        let reading = field("related = {old1990}, relatedtype = {translationof}");
        let a = reading.entity(a);
        let found = match b {
            None => explain(&reading.corpus, a, Confidence::Low),
            Some(b) => explain_between(&reading.corpus, a, reading.entity(b), Confidence::Low),
        };
        let told = found.facts.into_iter().filter(|fact| fact.kind == "version");
        told.map(|fact| fact.text).collect::<Vec<_>>()
    };
    let told = ["new2000 is a translation of old1990".to_owned()];
    assert_eq!(facts("old1990", None), told);
    assert_eq!(facts("old1990", Some("new2000")), told);
    assert_eq!(facts("mid1995", None), <[String; 0]>::default());
}

#[test]
fn relations_are_read_in_every_spelling_and_direction() {
    for name in [
        "disagreeswith",
        "disagrees_with",
        "disagreesWith",
        "DISAGREES-WITH",
        "cito:disagreesWith",
        "CITO:disagrees_with",
    ] {
        assert_eq!(of_new(&format!("{name} = {{old1990}}")), ["disagreeswith old1990"], "{name}");
    }
    for name in ["is_disputed_by", "isdisputedby", "isDisputedBy", "cito:isDisputedBy"] {
        let reading =
            field(&format!("{name} = {{rev2016 [by=mid1995 ¶1]}}")).but_for(&[Rule::WorkWithoutPosition]);
        assert_eq!(reading.responses(), ["rev2016 disputes new2000 by=mid1995 place=¶1"], "{name}");
    }
    let mut signs = [0; 4];
    for (relation, info) in Relations::default().iter() {
        signs[Sign::ALL.iter().position(|sign| *sign == info.sign).unwrap()] += 1;
        assert_eq!(
            Relations::default().find(&info.name),
            Some((relation, Direction::Forward)),
            "{}",
            info.name
        );
        if info.name == "cites" {
            continue;
        }
        let line = format!("{} old1990", info.name);
        assert_eq!(of_new(&format!("{} = {{old1990}}", info.name)), [line]);
    }
    // product.md: 9 of CiTO and `applies`; 2; 7 and `contraryof`; the rest of CiTO 2.8's 49.
    assert_eq!(signs, [10, 2, 31, 8]);
}

#[test]
fn the_inverses_of_the_dictionary_turn_the_arrow_round() {
    for (inverse, name) in [
        ("givessupportto", "obtainssupportfrom"),
        ("providesconclusionsfor", "usesconclusionsfrom"),
        ("providesassertionfor", "containsassertionfrom"),
        ("providesexcerptfor", "includesexcerptfrom"),
        ("providesquotationfor", "includesquotationfrom"),
        ("providesdatafor", "usesdatafrom"),
        ("providesmethodfor", "usesmethodin"),
        ("givesbackgroundto", "obtainsbackgroundfrom"),
        ("hasreplyfrom", "repliesto"),
        ("is_extended_by", "extends"),
        ("isAppliedBy", "applies"),
        ("is_cited_as_authority_by", "citesasauthority"),
    ] {
        let reading = field(&format!("{inverse} = {{rev2016}}")).but_for(&[Rule::WorkWithoutPosition]);
        assert_eq!(reading.responses(), [format!("rev2016 {name} new2000")], "{inverse}");
    }
}

/// `cites` is untyped, in whichever direction it is written.
#[test]
fn being_cited_is_a_citation_and_no_response() {
    let reading = field("is_cited_by = {rev2016}").clean();
    assert_eq!((reading.citations(), reading.responses()), (vec!["rev2016 new2000".to_owned()], Vec::new()));
}

#[test]
fn a_relation_of_the_users_own_is_read_and_signed() {
    let mut relations = Relations::default();
    let info = RelationInfo {
        symmetry: dissensus::model::Symmetry::Directed,
        line: None,
        name: "Re_buts".into(),
        label: "rebuts".into(),
        inverse_label: "is rebutted by".into(),
        sign: Sign::Negative,
        origin: RelationOrigin::Declared,
    };
    relations.declare(info.clone()).unwrap();
    assert!(relations.declare(info).is_err());
    let text = format!(
        "{STOCK}@book{{new2000, title = {{N}}, year = 2000, position = {{pro}}, rebuts = {{old1990 [p. 1]}}, keywords = {{dz:rebuts=mid1995}}}}\n\
         @response{{r, from = {{mid1995}}, relation = {{rebuts}}, to = {{old1990}}}}"
    );
    let options = LoadOptions { relations, ..LoadOptions::default() };
    let reading = read(vec![input("library.bib", text)], options).clean();
    assert_eq!(
        reading.responses(),
        ["mid1995 rebuts old1990", "new2000 rebuts mid1995", "new2000 rebuts old1990 locator=p. 1"]
    );
    assert!(
        reading.corpus.responses().iter().all(|response| reading.corpus.sign(response) == Sign::Negative)
    );
    let negatives = dissensus::analysis::challenges(&reading.corpus, dissensus::model::Confidence::Low).len();
    assert_eq!(negatives, 3);
}

#[test]
fn a_relation_declared_in_the_settings_has_an_inverse_field() {
    let settings = "sources = [\"a.bib\"]\n[[relation]]\nname = \"rebuts\"\nlabel = \"rebuts\"\ninverse = \"is rebutted by\"\nsign = \"-1\"\n";
    let text = "@book{a1990, title = {A}, year = 1990, is_rebutted_by = {b2000}}\n@book{b2000, title = {B}, year = 2000}";
    let (code, out, _) = run(&[("dissensus.toml", settings), ("a.bib", text)], &["who", "--format", "json"]);
    assert_eq!(code, Some(0));
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    let response = &answer["responses"][0];
    assert_eq!(
        (response["from"].as_str(), response["relation"].as_str(), response["to"].as_str()),
        (Some("b2000"), Some("rebuts"), Some("a1990"))
    );
}

#[test]
fn bibliographic_names_are_never_relations() {
    let reading = field("school = {old1990}, label = {old1990}, type = {old1990}, groups = {old1990}, file = {old1990}, ids = {old1990}").clean();
    assert_eq!(reading.responses(), Vec::<String>::new());
    assert_eq!(reading.corpus.field(reading.work("new2000"), "School"), Some("old1990"));
}

#[test]
fn a_ref_before_a_broken_one_and_after_it_is_kept() {
    let reading = field(
        "disputes = {old1990 [p. 1], nowhere9, [x], mid1995 p. 2, rev2016 [confidence=sure]}, year = 2020",
    );
    assert_eq!(
        reading.responses(),
        ["new2000 disputes old1990 locator=p. 1", "new2000 disputes rev2016"],
        "{:?}",
        reading.findings()
    );
    let mut rules = reading.rules();
    rules.retain(|rule| *rule != Rule::ResponseToLaterWork);
    rules.sort();
    assert_eq!(rules, [Rule::BadAnnotation, Rule::BadAnnotation, Rule::BadAnnotation, Rule::DanglingTarget]);
}
