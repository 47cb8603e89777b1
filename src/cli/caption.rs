//! The caption of a figure as text, LaTeX or Markdown: what is drawn, what the marks mean, and how to draw it again.

use std::path::Path;

use anyhow::Result;
use dissensus::figure::{FactKind, Provenance};

use super::files;
use super::output::{self, latex, markdown, printable};

/// How a caption is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Markup {
    Plain,
    Latex,
    Markdown,
}

/// A part of a caption.
enum Piece {
    Title(String),
    Sentence(String),
    /// A sentence that ends in a command.
    Command(String, String),
}

/// Writes the caption of a figure; `marks` says what its marks mean, the ending of the file how it is written.
pub(super) fn write(title: &str, provenance: &Provenance, marks: &str, path: &Path) -> Result<()> {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    let markup = match ending.as_deref() {
        Some("tex") => Markup::Latex,
        Some("md" | "markdown") => Markup::Markdown,
        _ => Markup::Plain,
    };
    let text = written(&pieces(title, provenance, marks), markup);
    if path == Path::new("-") {
        return output::print_text(&text);
    }
    files::write_whole(path, |out| Ok(out.write_all(text.as_bytes())?))
}

fn pieces(title: &str, provenance: &Provenance, marks: &str) -> Vec<Piece> {
    let all = |kind| provenance.facts_of(kind).collect::<Vec<_>>();
    let mut pieces = vec![Piece::Title(title.to_owned())];
    let drawn = all(FactKind::Drawn).join(", ");
    let drawn = drawn.rsplit_once(", ").map_or(drawn.clone(), |(most, last)| format!("{most} and {last}"));
    let mut shown = format!("Shown are {drawn}");
    let mut ground = all(FactKind::Years);
    let sources = provenance.sources.join(", ");
    let source = format!("source: {sources}");
    if !sources.is_empty() {
        ground.push(&source);
    }
    if !ground.is_empty() {
        shown.push_str(&format!(" ({})", ground.join("; ")));
    }
    pieces.push(Piece::Sentence(shown));
    for (kind, word) in
        [(FactKind::Relations, "Relations"), (FactKind::Method, "Method"), (FactKind::LeftOut, "Not drawn")]
    {
        let facts = all(kind);
        if !facts.is_empty() {
            pieces.push(Piece::Sentence(format!("{word}: {}", facts.join("; "))));
        }
    }
    pieces.push(Piece::Sentence(marks.to_owned()));
    let drawn = format!("Drawn with {}", provenance.creator());
    pieces.push(match &provenance.command {
        Some(command) => Piece::Command(format!("{drawn}:"), command.clone()),
        None => Piece::Sentence(drawn),
    });
    pieces
}

fn written(pieces: &[Piece], markup: Markup) -> String {
    let escaped = |text: &str| match markup {
        Markup::Plain => printable(text),
        Markup::Latex => latex(text),
        Markup::Markdown => markdown(text),
    };
    let mut parts = Vec::new();
    let mut short = String::new();
    for piece in pieces {
        match piece {
            Piece::Title(text) | Piece::Sentence(text) if text.trim().is_empty() => {}
            Piece::Title(text) => {
                short = escaped(text.trim());
                let title = escaped(&ended(text));
                parts.push(match markup {
                    Markup::Plain => title,
                    Markup::Latex => format!("\\textbf{{{title}}}"),
                    Markup::Markdown => format!("**{title}**"),
                });
            }
            Piece::Sentence(text) => parts.push(escaped(&ended(text))),
            Piece::Command(before, command) => {
                let command = match markup {
                    Markup::Plain => printable(command),
                    Markup::Latex => format!("\\texttt{{{}}}.", typed(command)),
                    Markup::Markdown => format!("{}.", code(command)),
                };
                parts.push(format!("{} {command}", escaped(before)));
            }
        }
    }
    let text = parts.join(" ");
    match markup {
        Markup::Latex if short.is_empty() => format!("\\caption{{{text}}}\n"),
        Markup::Latex => format!("\\caption[{{{short}}}]{{{text}}}\n"),
        Markup::Plain | Markup::Markdown => format!("{text}\n"),
    }
}

/// The text with a full stop, where it does not end in a mark of its own.
fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '?', '!', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// A command in LaTeX's typewriter type, in which hyphens and quotes stay what they are.
fn typed(command: &str) -> String {
    let mut text = String::new();
    for c in printable(command).chars() {
        match c {
            '-' => text.push_str("-{}"),
            '\'' => text.push_str("\\textquotesingle{}"),
            '`' => text.push_str("\\textasciigrave{}"),
            '"' => text.push_str("\\char34{}"),
            c => text.push_str(&latex(c.encode_utf8(&mut [0; 4]))),
        }
    }
    text
}

/// A command in a span of code: between more backticks than stand together in it.
fn code(command: &str) -> String {
    let command = printable(command);
    let longest = command.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if command.starts_with('`') || command.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{command}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::{Markup, Piece, written};

    fn hostile() -> [Piece; 3] {
        [
            Piece::Title("Who says 50 % & why_not?".to_owned()),
            Piece::Sentence("a {brace} \\ ~ ^ <b> [link](x) `".to_owned()),
            Piece::Command("Drawn:".to_owned(), "dissensus map 'a b' --title \"`x\"".to_owned()),
        ]
    }

    #[test]
    fn a_caption_is_escaped_for_what_it_is_written_in() {
        assert_eq!(
            written(&hostile(), Markup::Plain),
            "Who says 50 % & why_not? a {brace} \\ ~ ^ <b> [link](x) `. Drawn: dissensus map 'a b' --title \"`x\"\n"
        );
        assert_eq!(
            written(&hostile(), Markup::Latex),
            "\\caption[{Who says 50 \\% \\& why\\_not?}]{\\textbf{Who says 50 \\% \\& why\\_not?} a \\{brace\\} \
             \\textbackslash{} \\textasciitilde{} \\textasciicircum{} <b> [link](x) `. Drawn: \\texttt{dissensus map \
             \\textquotesingle{}a b\\textquotesingle{} -{}-{}title \\char34{}\\textasciigrave{}x\\char34{}}.}\n"
        );
        assert_eq!(
            written(&hostile(), Markup::Markdown),
            "**Who says 50 % &amp; why\\_not?** a \\{brace\\} \\\\ \\~ ^ \\<b\\> \\[link\\](x) \\`. Drawn: ``dissensus \
             map 'a b' --title \"`x\"``.\n"
        );
    }
}
