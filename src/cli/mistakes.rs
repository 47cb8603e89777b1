//! Everything wrong in a settings file, each with its line and what to type.

use std::fmt;

use anyhow::Result;

/// The mistakes found so far in one file.
pub(super) struct Mistakes<'a> {
    name: &'a str,
    text: &'a str,
    /// Where each begins, and what to say.
    found: Vec<(usize, String)>,
}

impl<'a> Mistakes<'a> {
    pub(super) fn new(name: &'a str, text: &'a str) -> Self {
        Self { name, text, found: Vec::new() }
    }

    /// Notes a mistake at a byte of the text.
    pub(super) fn at(&mut self, byte: usize, message: &str) {
        self.found.push((byte.min(self.text.len()), message.to_owned()));
    }

    /// Notes a key that nothing reads, with the nearest that something does.
    pub(super) fn unknown(&mut self, byte: usize, key: &str, known: &[&str]) {
        let near = known
            .iter()
            .map(|name| (strsim::osa_distance(&key.to_lowercase().replace('_', "-"), name), *name))
            .min()
            .filter(|(distance, name)| *distance <= 1 + name.len() / 4);
        self.at(
            byte,
            &match near {
                Some((_, name)) => format!("`{key}` is no setting here; write {name}"),
                None => format!("`{key}` is no setting here; there are {}", known.join(", ")),
            },
        );
    }

    /// Notes what a TOML reader complains of.
    pub(super) fn syntax(&mut self, errors: &[toml::de::Error]) {
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            self.at(at, error.message());
        }
    }

    /// Fails with all mistakes in the order of the file, if there are any.
    pub(super) fn or_fail(mut self) -> Result<()> {
        if self.found.is_empty() {
            return Ok(());
        }
        self.found.sort();
        let line = |byte: usize| 1 + self.text.as_bytes()[..byte].iter().filter(|&&b| b == b'\n').count();
        let told =
            self.found.iter().map(|(byte, message)| format!("{}:{}: {message}", self.name, line(*byte)));
        Err(MistakesFound(told.collect()).into())
    }
}

/// Mistakes in a settings file, each a line of its own.
#[derive(Debug)]
pub(super) struct MistakesFound(pub(super) Vec<String>);

impl fmt::Display for MistakesFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("; "))
    }
}

impl std::error::Error for MistakesFound {}
