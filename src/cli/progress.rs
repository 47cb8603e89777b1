//! A sign of life for whatever takes longer than a second, on a terminal only.

use std::io::{IsTerminal, Write};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// Shows what is going on until it is dropped.
pub(super) struct Progress {
    done: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    pub(super) fn start(what: &'static str) -> Self {
        let done = Arc::new((Mutex::new(false), Condvar::new()));
        let thread = std::io::stderr().is_terminal().then(|| {
            let done = Arc::clone(&done);
            std::thread::spawn(move || show(&done, what))
        });
        Self { done, thread }
    }
}

fn show(done: &(Mutex<bool>, Condvar), what: &str) {
    let mut seconds = 0;
    let Ok(mut finished) = done.0.lock() else { return };
    while !*finished {
        let Ok((guard, waited)) = done.1.wait_timeout(finished, Duration::from_secs(1)) else { return };
        finished = guard;
        if waited.timed_out() && !*finished {
            seconds += 1;
            let _ = write!(std::io::stderr(), "\r{what} … {seconds} s");
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
