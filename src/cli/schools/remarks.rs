//! What is said below the tables of `schools`: how good the answer is, and why it may be empty.

use std::collections::BTreeSet;

use dissensus::analysis::{CitationProjection, Lens, LensFinding, SchoolMethod, SchoolsFinding};
use dissensus::model::{Corpus, Presence};

use super::super::check::counted;
use super::{number, some};

/// How many keys a remark names.
const NAMED: usize = 12;

/// Everything a reader should know, a sentence a line.
pub(super) fn remarks(
    corpus: &Corpus,
    finding: &SchoolsFinding,
    projection: CitationProjection,
) -> Vec<String> {
    if finding.schools.is_empty() {
        return vec![why_empty(corpus, finding, projection)];
    }
    let mut remarks = vec![network(finding), quality(finding)];
    remarks.extend(only_cited(corpus, finding));
    remarks.extend(stability(finding));
    remarks.extend(missing_layer(corpus, finding, projection));
    remarks.extend(agreement(finding));
    remarks.extend(lenses(finding));
    if !finding.unplaced.is_empty() {
        let (count, verb) = (finding.unplaced.len(), if finding.unplaced.len() == 1 { "is" } else { "are" });
        remarks.push(format!(
            "{} {verb} in no school, since nothing here joins {} to another: {}",
            counted(count, "work"),
            if count == 1 { "it" } else { "them" },
            some(&finding.unplaced, NAMED)
        ));
    }
    if !finding.left_out.is_empty() {
        remarks.push(format!(
            "left out, since each would join too many works: {}",
            some(&finding.left_out, NAMED)
        ));
    }
    remarks
}

/// "lens signed, on works, claims, positions: 31 works, 260 edges, 100 of them against".
fn network(finding: &SchoolsFinding) -> String {
    let mut parts = vec![format!("lens {}", finding.lens)];
    if !finding.grounds.is_empty() {
        parts.push(format!("responses on {}", finding.grounds.join(", ")));
    }
    if let Some(projection) = finding.projection {
        let worth = finding.normalisation.map(|it| format!(" by {it}")).unwrap_or_default();
        parts.push(format!("citations by {projection}{worth}"));
    }
    if let Some(weight) = finding.weight {
        parts.push(format!("weight of responses {weight}"));
    }
    let against = if finding.negative_edges > 0 {
        format!(", {} of them against", finding.negative_edges)
    } else {
        String::new()
    };
    format!(
        "{}: {} joined by {}{against}",
        parts.join("; "),
        counted(finding.works, "work"),
        counted(finding.edges, "edge")
    )
}

/// How many works of schools of co-citation have no entry.
fn only_cited(corpus: &Corpus, finding: &SchoolsFinding) -> Option<String> {
    finding.projection.filter(|&projection| projection == CitationProjection::CoCitation.name())?;
    let outside = corpus.works().iter().filter(|work| work.presence == Presence::Outside);
    let outside: BTreeSet<&str> = outside.map(|work| &*work.key).collect();
    let members = finding.schools.iter().flat_map(|school| &school.members);
    let count = members.filter(|member| outside.contains(member.as_str())).count();
    let are = if count == 1 { "is" } else { "are" };
    (count > 0).then(|| {
        format!(
            "{} of them {are} only cited; --only-cited hide leaves such works out",
            counted(count, "work")
        )
    })
}

fn quality(finding: &SchoolsFinding) -> String {
    let (method, quality) = (finding.method, finding.quality);
    let seed = finding.seed;
    let is_cost = matches!(method, "frustration" | "correlation-clustering");
    let proof = match (finding.exact, finding.bound) {
        (true, _) => "no division is better, which is proved".to_owned(),
        (false, Some(bound)) if is_cost => {
            format!(
                "none is below {}, so that it may be too high by {}",
                number(bound),
                number(quality - bound)
            )
        }
        (false, Some(bound)) => {
            format!("none is above {bound:.4}, so that it may be too low by {:.4}", bound - quality)
        }
        (false, None) => "better ones may exist".to_owned(),
    };
    if is_cost {
        return format!(
            "method {method}, seed {seed}: {} at odds with the schools, of weight {}; {proof}",
            counted(finding.frustrated_edges, "edge"),
            number(quality)
        );
    }
    let resolution = finding.resolution.map(|it| format!(", resolution {it}")).unwrap_or_default();
    format!("method {method}, seed {seed}{resolution}: quality {quality:.4}; {proof}")
}

fn stability(finding: &SchoolsFinding) -> Option<String> {
    let Some(stability) = finding.stability else {
        return Some("one seed only, so that nothing is known of how stable this is; see --seeds".to_owned());
    };
    let better = if finding.seed == stability.best_seed {
        String::new()
    } else {
        format!("; --seed {} is better: {}", stability.best_seed, stability.best_quality)
    };
    Some(format!(
        "{} seeds: mean ARI of every two {:.2}, least {:.2}{better}",
        stability.seeds, stability.mean, stability.least
    ))
}

/// Why only one kind of link was looked at, where nobody chose so.
fn missing_layer(
    corpus: &Corpus,
    finding: &SchoolsFinding,
    projection: CitationProjection,
) -> Option<String> {
    if finding.lens != "citation" && finding.citation_edges == Some(0) {
        return Some(format!("no citations took part: {}", why_no_citations(corpus, projection)));
    }
    if finding.lens != "signed" && finding.response_edges == Some(0) && !corpus.responses().is_empty() {
        return Some(
            "no responses took part: none is for or against, and no two works take sides".to_owned(),
        );
    }
    None
}

fn agreement(finding: &SchoolsFinding) -> Option<String> {
    let agreement = &finding.agreement;
    let left_out = [
        (agreement.several_positions, "with several positions"),
        (agreement.without_position, "without one"),
        (agreement.outside_schools, "in no school"),
    ];
    let left_out: Vec<String> = left_out
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, why)| format!("{count} {why}"))
        .collect();
    let left_out =
        if left_out.is_empty() { String::new() } else { format!("; not compared: {}", left_out.join(", ")) };
    let (Some(ari), Some(nmi)) = (agreement.ari, agreement.nmi) else {
        let declared = agreement.several_positions + agreement.outside_schools + agreement.compared;
        return (declared > 0)
            .then(|| format!("too few works with one position to compare the schools with{left_out}"));
    };
    Some(format!(
        "with the declared positions, at the top of their trees: ARI {ari:.2}, NMI {nmi:.2} over {}{left_out}",
        counted(agreement.compared, "work")
    ))
}

/// What each lens finds alone.
fn lenses(finding: &SchoolsFinding) -> Option<String> {
    let both = finding.lenses.as_ref()?;
    let alone = |name: &str, lens: &LensFinding| {
        let ari = lens.ari.map(|ari| format!(", ARI {ari:.2} with the positions")).unwrap_or_default();
        let (schools, works) = (counted(lens.schools, "school"), counted(lens.works, "work"));
        format!("{name} alone ({}): {schools} of {works}{ari}", lens.method)
    };
    let ari =
        both.ari.map(|ari| format!("; ARI {ari:.2} of the two over {}", counted(both.compared, "work")));
    Some(format!(
        "{}; {}{}",
        alone("responses", &both.signed),
        alone("citations", &both.citation),
        ari.unwrap_or_default()
    ))
}

/// Why there is no school at all, and what may be done.
fn why_empty(corpus: &Corpus, finding: &SchoolsFinding, projection: CitationProjection) -> String {
    let works = corpus.works().iter().filter(|work| work.presence == Presence::Listed).count();
    if works < 2 {
        return format!("no schools: {} in the files, and a school takes two", counted(works, "work"));
    }
    let responses =
        "no response is for or against another work, and no two works take sides on one claim or position";
    match finding.lens {
        "citation" => format!("no schools: {}", why_no_citations(corpus, projection)),
        "both" => format!("no schools: {responses}; and {}", why_no_citations(corpus, projection)),
        _ => match finding.citation_edges {
            None => format!("no schools: {responses}; try --lens citation"),
            Some(0) => format!("no schools: {responses}; and {}", why_no_citations(corpus, projection)),
            Some(_) => format!(
                "no schools: {responses}; --lens citation goes with {}",
                SchoolMethod::all()
                    .filter(|method| method.fits(Lens::Citation))
                    .map(|method| method.info().name)
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        },
    }
}

/// Why citations join nothing, and what may be done.
fn why_no_citations(corpus: &Corpus, projection: CitationProjection) -> String {
    let mut citing: Vec<_> = corpus.citations().iter().map(|citation| citation.from).collect();
    citing.dedup();
    if !citing.is_empty() {
        let works = corpus.works().iter().filter(|work| work.presence == Presence::Listed).count();
        let states = if citing.len() == 1 { "states what it cites" } else { "state what they cite" };
        let who = format!("{} of {works} works {states}", citing.len());
        return match projection {
            CitationProjection::Direct => format!("no work cites another that has an entry ({who})"),
            CitationProjection::CoCitation => {
                format!("no two works are cited by the same ({who}); try --projection direct")
            }
            CitationProjection::Coupling => {
                format!("no two works cite the same ({who}); try --projection direct")
            }
        };
    }
    let has = |name: &str| corpus.work_ids().filter(|&work| corpus.field(work, name).is_some()).count();
    for (field, maker) in [("cited-references", "Web of Science"), ("references", "Scopus")] {
        let count = has(field);
        if count > 0 {
            return format!(
                "no work says by key what it cites; {} {} a list of references as {maker} writes them \
                 ({field}), which are not linked to works: add cites = {{key, …}}",
                counted(count, "work"),
                if count == 1 { "has" } else { "have" }
            );
        }
    }
    "no work states what it cites: add cites = {key, …} to the entries".to_owned()
}
