//! Abstract argumentation frameworks for solvers: `apx` and the format of ICCMA 2023.
//!
//! ```text
//! % a1 = iraq-refusal-is-soft-balancing        p af 2
//! arg(a1).                                      # 1 = iraq-refusal-is-soft-balancing
//! arg(a2).                                      # 2 = diplomatic-friction
//! att(a2,a1).                                   2 1
//! ```
//!
//! Supports are there as the attacks that follow from them, so that the grounded extension is that of `claims`.
//!
//! # References
//! - Egly, Gaggl and Woltran (2010), Answer-set programming encodings for argumentation frameworks,
//!   [doi:10.1080/19462166.2010.486479](https://doi.org/10.1080/19462166.2010.486479).
//! - ICCMA 2023, *Rules of the competition*, <https://iccma2023.github.io/rules.html>.

use std::io;

use super::{NetworkExporter, Part};
use crate::dataset::{Dataset, Node, NodeAttribute, Subject};

/// ASPARTIX.
pub(super) struct Apx;

/// ICCMA 2023.
pub(super) struct I23;

const CANNOT_CARRY: &str =
    "words, but in comments; supports, but as the attacks that follow from them; who says so and where";

impl NetworkExporter for Apx {
    fn name(&self) -> &'static str {
        "apx"
    }

    fn summary(&self) -> &'static str {
        "attacks between claims as facts, for ASPARTIX, clingo and solvers of argumentation"
    }

    fn cannot_carry(&self) -> &'static str {
        CANNOT_CARRY
    }

    fn subjects(&self) -> &'static [Subject] {
        &[Subject::Claims]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { suffix: ".apx", holds: "arguments and attacks", write: write_apx }]
    }
}

impl NetworkExporter for I23 {
    fn name(&self) -> &'static str {
        "i23"
    }

    fn summary(&self) -> &'static str {
        "attacks between claims as pairs of numbers, for solvers of ICCMA 2023"
    }

    fn cannot_carry(&self) -> &'static str {
        CANNOT_CARRY
    }

    fn subjects(&self) -> &'static [Subject] {
        &[Subject::Claims]
    }

    fn parts(&self) -> &'static [Part] {
        &[Part { suffix: ".i23", holds: "arguments and attacks", write: write_i23 }]
    }
}

/// Key and words of an argument on one line.
fn remark(node: &Node) -> String {
    let words = node.text(NodeAttribute::Title).unwrap_or_default();
    let text = format!("{}: {words}", node.id);
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}

fn write_apx(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    for (place, node) in dataset.nodes.iter().enumerate() {
        writeln!(out, "% a{} = {}", place + 1, remark(node))?;
    }
    for place in 0..dataset.nodes.len() {
        writeln!(out, "arg(a{}).", place + 1)?;
    }
    for (from, to) in &dataset.attacks {
        writeln!(out, "att(a{},a{}).", from.0 + 1, to.0 + 1)?;
    }
    Ok(())
}

fn write_i23(dataset: &Dataset, out: &mut dyn io::Write) -> io::Result<()> {
    writeln!(out, "p af {}", dataset.nodes.len())?;
    for (place, node) in dataset.nodes.iter().enumerate() {
        writeln!(out, "# {} = {}", place + 1, remark(node))?;
    }
    for (from, to) in &dataset.attacks {
        writeln!(out, "{} {}", from.0 + 1, to.0 + 1)?;
    }
    Ok(())
}
