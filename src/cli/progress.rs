//! A sign of life for whatever takes longer than a second, on a terminal only.

use std::io::{IsTerminal, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use dissensus::link::{Advance, Advanced, Stage};

/// How many signs wide a bar is.
const WIDTH: usize = 24;

/// Shows what is going on until it is dropped.
pub(super) struct Progress {
    done: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Of work whose end is not known: the seconds that it has taken.
    pub(super) fn start(what: &'static str) -> Self {
        Self::showing(move || what.to_owned())
    }

    /// Of the reading of files: a bar, as soon as a part is done.
    pub(super) fn of_reading(advance: &Arc<Advance>) -> Self {
        let advance = Arc::clone(advance);
        Self::showing(move || line(advance.now()))
    }

    fn showing(line: impl Fn() -> String + Send + 'static) -> Self {
        let done = Arc::new((Mutex::new(false), Condvar::new()));
        let thread = std::io::stderr().is_terminal().then(|| {
            let done = Arc::clone(&done);
            std::thread::spawn(move || show(&done, line))
        });
        Self { done, thread }
    }
}

fn line(advanced: Advanced) -> String {
    let what = match advanced.stage {
        Stage::Reading => "reading",
        Stage::Linking => "linking references",
    };
    let per_cent = (advanced.done * 100).checked_div(advanced.of).unwrap_or(0);
    if per_cent == 0 {
        return what.to_owned();
    }
    let filled = WIDTH * per_cent / 100;
    format!("{what} [{}{}] {per_cent} %", "#".repeat(filled), "-".repeat(WIDTH - filled))
}

fn show(done: &(Mutex<bool>, Condvar), line: impl Fn() -> String) {
    let mut seconds = 0;
    let Ok(mut finished) = done.0.lock() else { return };
    while !*finished {
        let Ok((guard, waited)) = done.1.wait_timeout(finished, Duration::from_secs(1)) else { return };
        finished = guard;
        if waited.timed_out() && !*finished {
            seconds += 1;
            let _ = write!(std::io::stderr(), "\r\x1b[K{} … {seconds} s", line());
        }
    }
    if seconds > 0 {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Ok(mut finished) = self.done.0.lock() {
            *finished = true;
        }
        self.done.1.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(stage: Stage, done: usize, of: usize) -> String {
        line(Advanced { stage, done, of })
    }

    #[test]
    fn a_bar_is_as_full_as_the_work_is_done() {
        assert_eq!(shown(Stage::Reading, 0, 0), "reading");
        assert_eq!(shown(Stage::Reading, 1, 4), "reading [######------------------] 25 %");
        assert_eq!(shown(Stage::Linking, 7, 7), "linking references [########################] 100 %");
    }
}
