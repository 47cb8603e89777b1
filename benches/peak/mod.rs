//! The most memory that was resident, measured in a process of its own for each size.

use std::process::Command;

/// The argument that makes a benchmark measure its own peak for one size.
const PEAK: &str = "--peak-of";

/// Starts this program once for each size, before anything is timed. Of such a start, `measure` does the work and says
/// what it read, and how many bytes; true then, and nothing else is to be done.
pub(crate) fn measured(sizes: &[usize], measure: impl Fn(usize) -> (String, usize)) -> bool {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some([_, size]) = arguments.windows(2).find(|pair| pair[0] == PEAK) {
        let (what, bytes) = measure(size.parse().expect("a number"));
        print(&what, bytes);
        return true;
    }
    if arguments.iter().any(|argument| argument == "--bench") {
        for size in sizes {
            let this = std::env::current_exe().expect("this program has a path");
            let ran = Command::new(this).args([PEAK, &size.to_string()]).status();
            ran.expect("this program can be started");
        }
    }
    false
}

fn print(what: &str, bytes: usize) {
    #[expect(clippy::disallowed_methods, reason = "the kernel tells a process's peak in a file")]
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    let Some(peak) = peak.and_then(|kilobytes| kilobytes.parse::<usize>().ok()) else { return };
    // Hundredths, without rounding errors.
    let ratio = peak * 1024 * 100 / bytes;
    println!(
        "peak of {what}: {} MB, {}.{:02} times the {} MB read",
        peak / 1000,
        ratio / 100,
        ratio % 100,
        bytes / 1_000_000
    );
}
