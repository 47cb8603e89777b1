//! The fonts that figures are set in: those of the program, of files, of the machine.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use dissensus::figure::typeface::{Lacking, coverage};
use dissensus::figure::{Figure, Typeface};
use resvg::usvg::fontdb::{Database, FaceInfo, Style};

use super::files;

/// What texts are set in.
#[derive(Debug, Args)]
pub(super) struct FontArguments {
    /// A font file (.ttf, .otf) for all texts, measured and, in .pdf and .png, drawn; give it again for a bold face, and for
    /// what the first lacks. Arimo and DejaVu Sans come last
    #[arg(long, value_name = "FILE", requires = "output")]
    font: Vec<PathBuf>,
    /// For characters that no such font has, look among those of this machine; the figure then depends on it
    #[arg(long, requires = "output")]
    system_fonts: bool,
}

/// The fonts as typed.
#[derive(Clone)]
pub(super) struct Fonts {
    pub(super) typeface: Typeface,
    beyond: Beyond,
}

/// Where characters are looked for that the typeface lacks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beyond {
    Nowhere,
    ThisMachine,
}

impl FontArguments {
    pub(super) fn fonts(&self) -> Result<Fonts> {
        let mut bytes = Vec::new();
        for path in &self.font {
            bytes.push(files::read_bytes(path)?);
        }
        let typeface = match Typeface::of_files(bytes) {
            _ if self.font.is_empty() => Typeface::embedded(),
            Ok(typeface) => typeface,
            Err((position, error)) => bail!("cannot use {}: {error}", self.font[position].display()),
        };
        let beyond = if self.system_fonts { Beyond::ThisMachine } else { Beyond::Nowhere };
        Ok(Fonts { typeface, beyond })
    }
}

impl Fonts {
    /// A chart placed in these fonts.
    pub(super) fn placed(&self, place: impl Fn(&Typeface) -> Figure) -> Figure {
        let figure = place(&self.typeface);
        match figure.lacking().filter(|_| self.beyond == Beyond::ThisMachine) {
            Some(lacking) => place(&completed(&self.typeface, lacking.characters)),
            None => figure,
        }
    }

    /// What is said of characters that could not be drawn.
    pub(super) fn advice(&self, lacking: &Lacking) -> String {
        let shown: String = lacking.characters.iter().take(12).collect();
        let rest = if lacking.characters.len() > 12 { "…" } else { "" };
        // `work:pape2005` is `pape2005` to the reader.
        let name = |node: &str| node.split_once(':').map_or(node, |(_, name)| name).to_owned();
        let whose = match (&lacking.node, lacking.node_count) {
            (None, _) => "the texts beside the nodes have".to_owned(),
            (Some(node), 1) => format!("{} has", name(node)),
            (Some(node), count) => format!("{} and {} more have", name(node), count - 1),
        };
        let remedy = if self.beyond == Beyond::ThisMachine {
            "nor has any of this machine; give a font that has them with --font FILE"
        } else {
            "give a font that has them with --font FILE, or let one be found with --system-fonts"
        };
        format!("{whose} characters that no font here has, drawn as empty boxes: {shown}{rest}; {remedy}")
    }
}

/// The typeface, and as many faces of this machine as are needed for these characters, those first that have most.
fn completed(typeface: &Typeface, mut lacking: Vec<char>) -> Typeface {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let mut faces: Vec<&FaceInfo> = fonts.faces().filter(|face| face.style == Style::Normal).collect();
    // The order in which a folder lists its files is no order.
    faces.sort_by(|a, b| {
        let rank = |face: &FaceInfo| (face.weight.0.abs_diff(400), face.post_script_name.clone(), face.index);
        rank(a).cmp(&rank(b))
    });
    let mut typeface = typeface.clone();
    while !lacking.is_empty() {
        let count = |face: &FaceInfo| {
            fonts.with_face_data(face.id, |bytes, index| coverage(bytes, index, &lacking)).unwrap_or(0)
        };
        let mut best: Option<(&FaceInfo, usize)> = None;
        for face in &faces {
            let count = count(face);
            if count > best.map_or(0, |(_, most)| most) {
                best = Some((face, count));
            }
        }
        let Some((face, _)) = best else { break };
        let file = fonts.with_face_data(face.id, |bytes, index| (bytes.to_vec(), index));
        match file.map(|(bytes, index)| typeface.followed_by(bytes, index)) {
            Some(Ok(more)) => typeface = more,
            _ => break,
        }
        let before = lacking.len();
        lacking.retain(|c| !typeface.lacking(&c.to_string()).is_empty());
        if lacking.len() == before {
            break;
        }
    }
    typeface
}
