//! Texts with one mistake each, and what is to be said of it.

use dissensus::diagnostic::Rule;

/// A text with one mistake. `▸` marks the place that is told and is no part of the text.
pub(super) struct Mistake {
    pub(super) rule: Rule,
    pub(super) text: &'static str,
    /// What the message must say.
    pub(super) words: &'static [&'static str],
    /// What the hint must say; empty where there is none.
    pub(super) hint: &'static str,
}

const fn mistake(
    rule: Rule,
    text: &'static str,
    words: &'static [&'static str],
    hint: &'static str,
) -> Mistake {
    Mistake { rule, text, words, hint }
}

pub(super) const MISTAKES: &[Mistake] = &[
    mistake(
        Rule::SyntaxError,
        "@misc{a, title = some ▸words}",
        &["expected `,`", "`words`"],
        "a comma between two fields",
    ),
    mistake(Rule::SyntaxError, "@misc{a, ▸= {b}}", &["expected the name of a field"], "`name = {value},`"),
    mistake(Rule::SyntaxError, "▸@article a, title = {b}", &["expected `{`", "@article"], "@article{key, …}"),
    mistake(
        Rule::SyntaxError,
        "@claim{▸, title = {b}}",
        &["this @claim has no key"],
        "@claim{key, title = {…}}",
    ),
    mistake(
        Rule::SyntaxError,
        "▸@response{r, from = {good2001}, to = {fine1999}}",
        &["this @response has no `relation`"],
        "relation = {disputes}",
    ),
    mistake(
        Rule::SyntaxError,
        "▸@response{r, relation = {disputes}, to = {fine1999}}",
        &["no `from`"],
        "from = {…}",
    ),
    mistake(
        Rule::SyntaxError,
        "▸@response{r, from = {fine1999}, relation = {disputes}}",
        &["no `to`"],
        "to = {…}",
    ),
    mistake(
        Rule::MendedSyntax,
        "@misc{a, title = {b},▸, year = 2000}",
        &["a comma that parts nothing"],
        "remove it",
    ),
    mistake(
        Rule::MendedSyntax,
        "@misc{a, title = {b}▸\n year = 2000}",
        &["expected `,` between two fields"],
        "write a comma here",
    ),
    mistake(
        Rule::MendedSyntax,
        "@misc{a, ▸abstract = , title = {b}}",
        &["abstract", "no value"],
        "write `{}` after `=`",
    ),
    mistake(
        Rule::UnclosedEntry,
        "▸@misc{a, title = {b}",
        &["the entry `a`", "never closed"],
        "close every brace and quote",
    ),
    mistake(
        Rule::UnclosedEntry,
        "▸@misc{a, title = {b, year = 2000}",
        &["the entry `a`", "never closed"],
        "write `}` before the next entry",
    ),
    mistake(Rule::MissingKey, "@misc{▸, title = {b}}", &["this @misc has no key"], "@misc{surname2005,"),
    mistake(
        Rule::DuplicateKey,
        "@misc{a, title = {b}}\n@book{▸a, title = {c}}",
        &["a second entry has the key `a`", "after library.bib:1:", "refs mean the first"],
        "give it a key of its own (`ab`), or, to make it an overlay, take out `title` and",
    ),
    mistake(
        Rule::DuplicateKey,
        "% first\n@misc{a, title = {b}}\n@book{▸a, cites = {fine1999}, groups = {mine}, note = {really?}, year = 2000}",
        &["after library.bib:2:"],
        "take out `note` and",
    ),
    mistake(
        Rule::DuplicateKey,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}}\n@claim{▸c, title = {C again}}\n@misc{a, title = {b}, asserts = {c}}",
        &["`c` is declared twice", "the first, at library.bib:2, is kept"],
        "join the two",
    ),
    mistake(
        Rule::DuplicateKey,
        "@debate{d, title = {Q}}\n@debate{▸d, title = {R}}",
        &["`d` is declared twice", "the first, at library.bib:1, is kept"],
        "join the two",
    ),
    mistake(
        Rule::UndefinedMacro,
        "@misc{a, title = ▸unheard}",
        &["abbreviation `unheard`", "no earlier `@string`"],
        "write {unheard}",
    ),
    mistake(
        Rule::MacroTooLong,
        "@string{m0 = {0123456789012345678901234567890123456789012345678901234567890123}}
@string{m1 = m0 # m0 # m0 # m0 # m0 # m0 # m0 # m0}
@string{m2 = m1 # m1 # m1 # m1 # m1 # m1 # m1 # m1}
@string{m3 = m2 # m2 # m2 # m2 # m2 # m2 # m2 # m2}
@string{m4 = m3 # m3 # m3 # m3 # m3 # m3 # m3 # m3}
@string{m5 = m4 # m4 # m4 # m4 # m4 # m4 # m4 # m4}
@misc{a, title = ▸m5}",
        &["`m5` expands to", "left empty"],
        "write the value out",
    ),
    mistake(
        Rule::EncodingGuessed,
        "▸@misc{a, author = {M\u{fc}ller, J\u{f6}rg}, title = {\u{dc}ber gr\u{fc}ne B\u{e4}ume}}",
        &["not utf-8"],
        "--encoding",
    ),
    mistake(Rule::BadDate, "@misc{a, title = {b}, year = {▸soonish}}", &["soonish"], "write a year (2005)"),
    mistake(
        Rule::BadDate,
        "@misc{a, title = {b}, date = {▸2005-13-45}}",
        &["2005-13-45"],
        "a day (2005-03-20)",
    ),
    mistake(
        Rule::BadDate,
        "@debate{d, title = {Q}}\n@event{e, title = {b}, date = {▸whenever}}",
        &["whenever"],
        "2005",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {▸[p. 1]}}",
        &["no key before `[`"],
        "write the key first",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {fine1999 ▸[p. 1}}",
        &["`[` is never closed"],
        "close the items with `]`",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {fine1999 [p. 1]▸ good2001}}",
        &["`good2001` stands between"],
        "divide refs by commas",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {▸fine1999 p. 1}}",
        &["`fine1999 p. 1` is not one key"],
        "fine1999 [p. 1]",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {▸fine1999 good2001}}",
        &["is not one key"],
        "divide keys by commas",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {fine1999 [▸on=]}}",
        &["`on=` has no value"],
        "write on=…",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, disputes = {fine1999 [confidence=▸sure]}}",
        &["`sure` is no degree of confidence"],
        "high, medium or low",
    ),
    mistake(
        Rule::BadAnnotation,
        "@misc{a, title = {b}, keywords = {war, ▸dz:disputes}}",
        &["`dz:disputes` has no `=`"],
        "dz:relation=key",
    ),
    mistake(
        Rule::UnknownItem,
        "@debate{d, title = {Q}, facets = {region}}\n@misc{a, title = {b}, case = {x [▸regoin=Africa]}}",
        &["`regoin`", "nor a facet"],
        "did you mean `region`?",
    ),
    mistake(
        Rule::UnknownItem,
        "@misc{a, title = {b}, disputes = {fine1999 [▸weather=fine]}}",
        &["`weather`"],
        "facets = {…, weather}",
    ),
    mistake(
        Rule::UnknownItem,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}, qualifies = {fine1999 [▸confidnce=low]}}\n@misc{a, title = {b}, asserts = {c}}",
        &["`confidnce`"],
        "did you mean `confidence`?",
    ),
    mistake(
        Rule::UnknownItem,
        "@debate{d, title = {Q}}\n@position{p, title = {P}, disputes = {fine1999 [▸quot={so}]}}",
        &["`quot`"],
        "did you mean `quote`?",
    ),
    mistake(
        Rule::UnknownRelation,
        "@misc{a, title = {b}, ▸disputs = {fine1999}}",
        &["`disputs` is no relation"],
        "did you mean `disputes`?",
    ),
    mistake(
        Rule::UnknownRelation,
        "@response{r, from = {good2001}, relation = {▸suports}, to = {fine1999}}",
        &["`suports` is no relation"],
        "did you mean `supports`?",
    ),
    mistake(
        Rule::UnknownRelation,
        "@misc{a, title = {b}, keywords = {dz:▸disputs=fine1999}}",
        &["`disputs`"],
        "did you mean `disputes`?",
    ),
    mistake(
        Rule::UnknownRelation,
        "@misc{a, title = {b}, keywords = {dz:▸xyzzy=fine1999}}",
        &["`xyzzy`"],
        "a relation such as disputes",
    ),
    mistake(
        Rule::UnknownRelation,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}, ▸suports = {fine1999}}\n@misc{a, title = {b}, asserts = {c}}",
        &["`suports` is no field of a @claim"],
        "did you mean `supports`?",
    ),
    mistake(
        Rule::DanglingTarget,
        "@misc{a, title = {b}, disputes = {▸fine1998 [p. 3]}}",
        &["no work, position or claim", "`fine1998`"],
        "did you mean `fine1999`?",
    ),
    mistake(
        Rule::DanglingTarget,
        "@misc{a, title = {b}, disputes = {▸elsewhere}}",
        &["`elsewhere`"],
        "add the entry: @misc{elsewhere",
    ),
    mistake(
        Rule::DanglingTarget,
        "@misc{a, title = {b}, asserts = {▸nonsense}}",
        &["no claim", "`nonsense`"],
        "@claim{nonsense, title = {…}}",
    ),
    mistake(
        Rule::DanglingTarget,
        "@misc{a, title = {b}, disputes = {fine1999 [via=▸nonsense]}}",
        &["no claim", "`nonsense`"],
        "@claim{nonsense",
    ),
    mistake(
        Rule::DanglingTarget,
        "@response{r, from = {▸elsewhere}, relation = {disputes}, to = {fine1999}}",
        &["`elsewhere`"],
        "@misc{elsewhere",
    ),
    mistake(
        Rule::DanglingCitation,
        "@misc{a, title = {b}, cites = {good2001, ▸fine1998}}",
        &["`fine1998`"],
        "`fine1999`",
    ),
    mistake(
        Rule::UnknownEntryType,
        "@▸postion{p, title = {P}}",
        &["`@postion` is taken for a work"],
        "`@position`",
    ),
    mistake(
        Rule::OddName,
        "@misc{a, author = {Art, R. J.▸; Pape, R. A.}, title = {b}}",
        &["semicolons", "split"],
        "` and `",
    ),
    mistake(
        Rule::MisplacedField,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}, ▸cites = {fine1999}}\n@misc{a, title = {b}, position = {p}, asserts = {c}}\n@position{p, title = {P}}",
        &["`cites` has no meaning on a @claim"],
        "put it on a work",
    ),
    mistake(
        Rule::UnknownSpeaker,
        "@misc{a, title = {b}, disputes = {fine1999 [by=▸good2002 ¶3]}}",
        &["`good2002`", "no work of the corpus"],
        "did you mean `good2001`?",
    ),
    mistake(
        Rule::AmbiguousKey,
        "@debate{d, title = {Q}}\n@claim{fine1999, title = {C}}\n@misc{a, title = {b}, disputes = {▸fine1999}, asserts = {fine1999}, position = {p}}\n@position{p, title = {P}}",
        &["`fine1999`", "work", "claim", "read as the first"],
        "write debate:key",
    ),
    mistake(
        Rule::UndeclaredPosition,
        "@debate{d, title = {Q}}\n@position{pro, title = {P}}\n@misc{a, title = {b}, position = {▸prp}}",
        &["no position", "`prp`"],
        "did you mean `pro`?",
    ),
    mistake(
        Rule::UndeclaredPosition,
        "@misc{a, title = {b}, position = {▸pro}}",
        &["`pro`"],
        "@position{pro, debate = {…}",
    ),
    mistake(
        Rule::UndeclaredPosition,
        "@debate{d, title = {Q}}\n@position{pro, title = {P}, parent = {▸root}}",
        &["`root`"],
        "@position{root",
    ),
    mistake(
        Rule::UndeclaredPosition,
        "@debate{d, title = {Q}}\n@position{pro, title = {P}, opposes = {▸anti}}",
        &["`anti`"],
        "@position{anti",
    ),
    mistake(
        Rule::PositionWithoutDebate,
        "@position{▸pro, title = {P}}",
        &["`pro` belongs to no debate"],
        "@debate{…, title = {…}}",
    ),
    mistake(
        Rule::PositionWithoutDebate,
        "@debate{d, title = {Q}}\n@debate{e, title = {R}}\n@position{▸pro, title = {P}}",
        &["`pro` belongs to no debate"],
        "debate = {…}",
    ),
    mistake(
        Rule::PositionCycle,
        "@debate{d, title = {Q}}\n@position{▸one, title = {P}, debate = {d}, parent = {two}}\n@position{two, title = {P}, debate = {d}, parent = {one}}",
        &["`one` is its own ancestor"],
        "out of the circle",
    ),
    mistake(
        Rule::UndeclaredDebate,
        "@debate{sb, title = {Q}}\n@position{pro, title = {P}, debate = {▸sbb}}",
        &["the debate `sbb`"],
        "did you mean `sb`?",
    ),
    mistake(
        Rule::UndeclaredDebate,
        "@position{pro, title = {P}, debate = {▸elsewhere}}",
        &["the debate `elsewhere`"],
        "@debate{elsewhere, title = {…}}",
    ),
    mistake(
        Rule::SelfResponse,
        "@misc{a, title = {b}, disputes = {▸a}}",
        &["`a` disputes itself"],
        "name the one that it responds to",
    ),
    mistake(
        Rule::SelfResponse,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}, contraryof = {▸c}}\n@misc{a, title = {b}, asserts = {c}}",
        &["`c`", "itself"],
        "name the one",
    ),
    mistake(
        Rule::ResponseToLaterWork,
        "@misc{a, title = {b}, year = 1990, disputes = {▸fine1999 [p. 1]}}",
        &["a of 1990 disputes fine1999 of 1999"],
        "[date=2006]",
    ),
    mistake(
        Rule::ContradictorySigns,
        "@misc{a, title = {b}, supports = {fine1999 [on=theory]},\n  disputes = {good2001, ▸fine1999 [on=theory; p. 3]}}",
        &["a disputes fine1999 on theory", "supports it"],
        "or write qualifies",
    ),
    mistake(
        Rule::AssertedAndDenied,
        "@debate{d, title = {Q}}\n@claim{c, title = {C}}\n@misc{a, title = {b}, asserts = {c}, denies = {▸c [p. 1]}}",
        &["a both asserts and denies c"],
        "divide the claim",
    ),
    mistake(
        Rule::UnusedClaim,
        "@debate{d, title = {Q}}\n▸@claim{c, title = {C}}",
        &["nobody asserts or denies `c`"],
        "asserts = {c}",
    ),
    mistake(
        Rule::WorkWithoutPosition,
        "@debate{d, title = {Q}}\n@position{p, title = {P}}\n▸@misc{a, title = {b}, disputes = {fine1999}}",
        &["`a` takes part", "no position"],
        "position = {p",
    ),
    mistake(Rule::MissingTitle, "@debate{▸d}", &["`d` has no title"], "title = {…}"),
    mistake(
        Rule::MissingTitle,
        "@debate{d, title = {Q}}\n@position{▸p, debate = {d}}",
        &["`p` has no title"],
        "title = {…}",
    ),
    mistake(
        Rule::OverlayWithoutWork,
        "@misc{▸fine1998, disputes = {good2001}}",
        &["no entry describes the work `fine1998`"],
        "did you mean `fine1999`?",
    ),
    mistake(
        Rule::OverlayWithoutWork,
        "@book{▸elsewhere, disputes = {good2001}}",
        &["`elsewhere`"],
        "add @book{elsewhere, author = {…}",
    ),
    mistake(
        Rule::InheritanceProblem,
        "@inbook{a, title = {b}, crossref = {▸whole}}",
        &["no entry", "`whole`"],
        "add the parent entry",
    ),
    mistake(
        Rule::InheritanceProblem,
        "@inbook{a, title = {b}, crossref = {▸a}}",
        &["`a` inherits from itself"],
        "out of the circle",
    ),
    mistake(
        Rule::InheritanceProblem,
        "@misc{a, title = {b}, xdata = {▸good2001, whole}}",
        &["`whole`"],
        "add the parent entry",
    ),
    mistake(
        Rule::BadCorrection,
        "# one\n▸merge good2001",
        &["`merge` takes the two works", "one name"],
        "merge KEY KEY",
    ),
    mistake(
        Rule::StaleCorrection,
        "merge good2001 ▸fine1998",
        &["no work is called `fine1998`"],
        "did you mean fine1999?",
    ),
    mistake(
        Rule::ContradictoryCorrection,
        "link fine1999 good2001\n▸unlink fine1999 good2001",
        &["contradicts line 1", "link fine1999 good2001"],
        "take one of the two out",
    ),
    mistake(
        Rule::NeedlessCorrection,
        "▸link good2001 fine1999",
        &["`good2001` is linked to it already"],
        "take the line out",
    ),
];
