//! Argumentation frameworks from public benchmark collections.
#![expect(clippy::disallowed_methods, reason = "tests read real debates in place")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;
use std::path::PathBuf;

use dissensus::algorithm::argumentation::{DegreeOptions, Status};
use dissensus::algorithm::argumentation::{
    Enumeration, Framework, Label, Labelling, Limit, SemanticsOptions, grounded, h_categoriser, preferred,
    stable, statuses,
};
use dissensus::network::NodeIndex;

/// How many stable and how many preferred extensions each has. The stable ones are those known of the
/// collection; both were counted again with clingo 5.8.3 (admissible sets, `--enum-mode=domRec`).
const COUNTS: [(&str, usize, usize); 5] = [
    ("n100p3q34ve", 473, 475),
    ("n100p5q2", 3, 3),
    ("n128p5q2_ve", 7, 7),
    ("n150p3q34n", 1618, 1622),
    ("n160p3q24e", 167, 167),
];

fn frameworks_folder() -> Option<PathBuf> {
    let corpora = std::env::var_os("DISSENSUS_CORPORA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    let folder = corpora.join("debates/abstract_argumentation/TGF");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("no debates in {}: nothing tested", folder.display());
    None
}

/// Reads the trivial graph format: a name on each line, a line with #, then attacks.
fn framework(folder: &Path, name: &str) -> Framework {
    let text = std::fs::read_to_string(folder.join(name).with_extension("tgf")).unwrap();
    let (names, attacks) = text.split_once('#').unwrap();
    let names: Vec<&str> = names.split_whitespace().collect();
    let node = |name: &str| NodeIndex::new(names.iter().position(|known| *known == name).unwrap());
    let attacks = attacks.lines().filter_map(|line| line.trim().split_once(' '));
    let attacks: Vec<_> = attacks.map(|(from, to)| (node(from), node(to.trim()))).collect();
    Framework::new(names.len(), attacks, [])
}

const WITHOUT_LIMIT: SemanticsOptions = SemanticsOptions { limit: Limit::NONE };

#[test]
fn benchmark_frameworks_have_the_known_number_of_stable_extensions() {
    let Some(folder) = frameworks_folder() else { return };
    for (name, count, _) in COUNTS {
        let framework = framework(&folder, name);
        let found = stable(&framework, &WITHOUT_LIMIT);
        assert_eq!(found.labellings.len(), count, "{name}");
        assert_eq!(found.enumeration, Enumeration::All, "{name}");
        assert!(found.labellings.iter().all(|labelling| labelling.is_legal(&framework)), "{name}");
        assert!(found.labellings.is_sorted_by_key(Labelling::accepted), "{name}");
    }
}

#[test]
fn benchmark_frameworks_have_the_known_number_of_preferred_extensions() {
    let Some(folder) = frameworks_folder() else { return };
    // The two that take longest are left to the count of stable extensions.
    for (name, stable_count, count) in COUNTS.into_iter().filter(|(_, _, count)| *count < 1000) {
        let framework = framework(&folder, name);
        let found = preferred(&framework, &WITHOUT_LIMIT);
        assert_eq!(found.labellings.len(), count, "{name}");
        let is_total = |labelling: &&Labelling| !labelling.labels().contains(&Label::Undecided);
        assert_eq!(found.labellings.iter().filter(is_total).count(), stable_count, "{name}");
    }
}

#[test]
fn all_claims_of_benchmark_frameworks_are_open() {
    let Some(folder) = frameworks_folder() else { return };
    for name in COUNTS.iter().map(|(name, _, _)| *name).chain(["n160p3q34h"]) {
        let framework = framework(&folder, name);
        assert!(grounded(&framework).accepted().is_empty(), "{name}");
        assert!(statuses(&framework).iter().all(|status| *status == Status::Open), "{name}");
    }
}

#[test]
fn degrees_of_benchmark_frameworks_solve_their_equations() {
    let Some(folder) = frameworks_folder() else { return };
    for (name, _, _) in COUNTS {
        let framework = framework(&folder, name);
        let found = h_categoriser(&framework, &DegreeOptions::default());
        let degree = |node: NodeIndex| found.degrees[node.index()].expect("the iteration settles");
        for node in framework.nodes() {
            let sum: f64 = framework.attackers(node).iter().map(|&attacker| degree(attacker)).sum();
            assert!((degree(node) - 1.0 / (1.0 + sum)).abs() < 1e-10, "{name}");
        }
    }
}
