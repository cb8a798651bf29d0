//! Writes to standard output what a command was asked for.

use std::io::{ErrorKind, Write as _};

use crate::runtime::exit::Exit;

/// A number of things, such as `1 round` or `12 answers`.
pub(super) fn count(number: u32, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Writes it; a reader that went away, such as `head`, is no failure.
pub(super) fn say(text: &str) -> Result<(), Exit> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Exit::Failed(format!("cannot write: {error}"))),
        _ => Ok(()),
    }
}
