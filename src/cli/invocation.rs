//! The command that was typed, as it can be typed again.

use std::fmt::Write;

/// The program's name and its arguments, quoted for a POSIX shell where they need it.
pub(super) fn command_line() -> String {
    let mut line = env!("CARGO_PKG_NAME").to_owned();
    for argument in std::env::args_os().skip(1) {
        line.push(' ');
        line.push_str(&quoted(&argument.to_string_lossy()));
    }
    line
}

/// A word of a command line, quoted where it needs it.
pub(super) fn quoted(argument: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_-./:=,+@%".contains(c);
    if !argument.is_empty() && argument.chars().all(plain) {
        return argument.to_owned();
    }
    // A control character cannot stand in a single line; $'…' names it.
    if argument.chars().any(char::is_control) {
        let mut text = String::from("$'");
        for c in argument.chars() {
            match c {
                '\'' | '\\' => text.extend(['\\', c]),
                c if c.is_control() => {
                    let _ = write!(text, "\\u{:04x}", u32::from(c));
                }
                c => text.push(c),
            }
        }
        text.push('\'');
        return text;
    }
    format!("'{}'", argument.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn what_a_shell_would_read_otherwise_is_quoted() {
        assert_eq!(quoted("bib/soft-balancing.bib"), "bib/soft-balancing.bib");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("Who says so?"), "'Who says so?'");
        assert_eq!(quoted("it's $HOME"), "'it'\\''s $HOME'");
        assert_eq!(quoted("a\nb'\\"), "$'a\\u000ab\\'\\\\'");
        assert_eq!(quoted("Özkanca"), "Özkanca");
    }
}
