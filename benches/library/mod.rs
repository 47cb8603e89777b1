//! Annotated libraries of any size, the same for the same size.

use std::fmt::Write;

use crate::random::SplitMix;

const ONSETS: [&str; 16] =
    ["B", "K", "M", "Sch", "T", "Wh", "L", "R", "St", "H", "D", "P", "G", "N", "Fr", "V"];
const MIDDLES: [&str; 12] = ["a", "ei", "o", "u", "ia", "e", "oo", "i", "au", "ea", "{\\\"o}", "{\\'e}"];
const ENDS: [&str; 14] =
    ["nt", "lsen", "rman", "ck", "vas", "ng", "tti", "dez", "rov", "ström", "ssen", "ley", "mura", "wski"];
const GIVEN: [&str; 12] = [
    "Anna",
    "T. V.",
    "Kai",
    "Jürgen",
    "S. M.",
    "Maria",
    "Robert A.",
    "Wei",
    "Olga",
    "Kenneth N.",
    "J.-P.",
    "Ilai Z.",
];
const WORDS: [&str; 24] = [
    "balancing",
    "power",
    "institutions",
    "{Soft}",
    "hegemony",
    "alliances",
    "evidence",
    "theory",
    "norms",
    "order",
    "unipolarity",
    "threat",
    "regional",
    "strategy",
    "economic",
    "statecraft",
    "the",
    "of",
    "and",
    "against",
    "in",
    "states",
    "{United States}",
    "revisited",
];
const JOURNALS: [&str; 6] = [
    "International Security",
    "World Politics",
    "Review of International Studies",
    "Security Studies",
    "International Affairs",
    "Journal of Conflict Resolution",
];
const RELATIONS: [&str; 6] = ["supports", "disputes", "qualifies", "extends", "critiques", "discusses"];

/// A library of `works` annotated works, with one debate, five positions and a claim for every ten works
/// up to a thousand. About 750 bytes an entry.
pub(crate) fn library(works: usize) -> String {
    let mut random = SplitMix(20_050_301);
    let claims = (works / 10).clamp(1, 1000);
    let mut text = String::with_capacity(works * 780);
    text.push_str("@debate{d, title = {A debate}, facets = {region, instrument}}\n");
    for position in 0..5 {
        let _ = writeln!(text, "@position{{p{position}, debate = {{d}}, title = {{Position {position}}}}}");
    }
    for claim in 0..claims {
        let _ = writeln!(text, "@claim{{c{claim}, title = {{Claim number {claim} about the matter}}}}");
    }
    for work in 0..works {
        entry(&mut text, work, claims, &mut random);
    }
    text
}

fn entry(text: &mut String, work: usize, claims: usize, random: &mut SplitMix) {
    let year = 1950 + work * 70 / (work + 1).max(1_000_000).max(work + 1);
    let _ = writeln!(text, "@article{{work{work},");
    let _ = write!(text, "  author    = {{");
    for person in 0..=random.below(3) {
        if person > 0 {
            text.push_str(" and ");
        }
        let family = [ONSETS[random.below(16)], MIDDLES[random.below(12)], ENDS[random.below(14)]].concat();
        let _ = write!(text, "{family}, {}", GIVEN[random.below(12)]);
    }
    text.push_str("},\n  title     = {");
    for word in 0..8 + random.below(6) {
        if word > 0 {
            text.push(' ');
        }
        text.push_str(WORDS[random.below(24)]);
    }
    let _ = write!(
        text,
        "}},\n  journal   = {{{}}},\n  year      = {{{year}}},\n  volume    = {{{}}},\n  number    = {},\n  pages     = {{{}--{}}},\n  doi       = {{10.1000/{work}}},\n  abstract  = {{",
        JOURNALS[random.below(6)],
        1 + random.below(90),
        1 + random.below(6),
        1 + random.below(300),
        301 + random.below(300),
    );
    for _ in 0..24 {
        text.push_str(WORDS[random.below(24)]);
        text.push(' ');
    }
    let _ = write!(
        text,
        "}},\n  position  = {{p{} [by=work{} \\P {}]}},\n  asserts   = {{c{} [p. {}]}}",
        random.below(5),
        random.below(work + 1),
        random.below(90),
        random.below(claims),
        random.below(400),
    );
    if work > 0 {
        let _ = write!(
            text,
            ",\n  {:<9} = {{work{} [on=theory; p. {}; confidence=medium]}},\n  cites     = {{",
            RELATIONS[random.below(6)],
            random.below(work),
            random.below(400),
        );
        for cited in 0..1 + random.below(5) {
            if cited > 0 {
                text.push_str(", ");
            }
            let _ = write!(text, "work{}", random.below(work));
        }
        text.push('}');
    }
    text.push_str("\n}\n\n");
}
