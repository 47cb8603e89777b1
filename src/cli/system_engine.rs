//! The `dot` of this machine as the engine that draws, for `--engine system`.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use dissensus::export::layout_engine::LayoutEngine;

use super::output;

/// How long `dot` may take; all places are given, so that a second is much.
const PATIENCE: Duration = Duration::from_secs(60);

/// The command `dot`.
pub(super) struct SystemDot;

impl LayoutEngine for SystemDot {
    fn svg(&self, dot: &str) -> Result<String, String> {
        drawn_by("dot", dot, PATIENCE)
    }
}

fn drawn_by(program: &str, dot: &str, patience: Duration) -> Result<String, String> {
    let child = Command::new(program)
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!(
            "there is no command `{program}` here; install Graphviz, or leave --engine out: the engine that is built in \
             draws the same figure"
        ),
        _ => format!("`{program}` cannot be started: {error}"),
    })?;
    let (input, text) = (child.stdin.take(), dot.to_owned());
    // Three pipes at once, since a full one would stop the others.
    let writer = thread::spawn(move || input.map_or(Ok(()), |mut input| input.write_all(text.as_bytes())));
    let (drawing, messages) = (collected(child.stdout.take()), collected(child.stderr.take()));
    let ended = wait(&mut child, patience);
    if ended.is_err() {
        // Threads that still read end with the process.
        let _ = child.kill();
        let _ = child.wait();
    }
    let _ = writer.join();
    let (drawing, messages) = (text_of(drawing), text_of(messages));
    let code = ended.map_err(|()| {
        format!("`{program}` took longer than {} s and was stopped; leave --engine out", patience.as_secs())
    })?;
    let errors = || messages.lines().filter(|line| line.contains("rror")).collect::<Vec<_>>().join("; ");
    // It also ends with 1 where it has drawn everything; what counts is what it drew.
    if !drawing.contains("</svg>") {
        let said = if errors().is_empty() { messages.trim().replace('\n', "; ") } else { errors() };
        return Err(format!("`{program}` ended with {code} and drew nothing: {said}"));
    }
    if messages.contains("lost ") {
        return Err(format!("`{program}`: {}", errors()));
    }
    if !errors().is_empty() {
        output::note(&format!("`{program}` says: {}", errors()));
    }
    Ok(drawing)
}

/// Waits for the end; `Err` if it does not come in time.
fn wait(child: &mut Child, patience: Duration) -> Result<String, ()> {
    let begun = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => {
                return Ok(status.code().map_or("a signal".to_owned(), |code| code.to_string()));
            }
            Ok(None) if begun.elapsed() > patience => return Err(()),
            Ok(None) => thread::sleep(pause),
            Err(error) => return Ok(error.to_string()),
        }
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

fn collected(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        bytes
    })
}

fn text_of(reader: JoinHandle<Vec<u8>>) -> String {
    String::from_utf8_lossy(&reader.join().unwrap_or_default()).into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// What comes of a program that does this.
    fn comes_of(script: &str) -> Result<String, String> {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join("dot");
        #[expect(clippy::disallowed_methods, reason = "a test writes its program")]
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("a program");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("permission");
        drawn_by(program.to_str().expect("a name"), &"graph{}".repeat(50_000), Duration::from_millis(800))
    }

    #[test]
    fn a_drawing_counts_whatever_the_exit_code() {
        assert_eq!(comes_of("cat >/dev/null; echo '<svg></svg>'; exit 1").as_deref(), Ok("<svg></svg>\n"));
    }

    #[test]
    fn a_lost_edge_is_an_error() {
        let lost = comes_of("cat >/dev/null; echo '<svg></svg>'; echo 'Error: lost a b edge' >&2; exit 1");
        assert!(lost.as_ref().is_err_and(|message| message.contains("lost a b edge")), "{lost:?}");
    }

    #[test]
    fn no_drawing_is_an_error_with_what_was_said() {
        let failed = comes_of("echo 'Error: syntax error in line 1' >&2; exit 3");
        assert!(
            failed
                .as_ref()
                .is_err_and(|m| m.contains("ended with 3") && m.contains("syntax error in line 1")),
            "{failed:?}"
        );
    }

    #[test]
    fn a_program_that_does_not_end_is_stopped() {
        let begun = Instant::now();
        let stopped = comes_of("exec sleep 30");
        assert!(stopped.as_ref().is_err_and(|message| message.contains("was stopped")), "{stopped:?}");
        assert!(begun.elapsed() < Duration::from_secs(20), "it was waited for");
    }

    #[test]
    fn a_missing_program_is_an_error_that_says_what_to_do() {
        let missing = drawn_by("no-such-program-anywhere", "graph{}", PATIENCE);
        assert!(missing.as_ref().is_err_and(|message| message.contains("leave --engine out")), "{missing:?}");
    }
}
