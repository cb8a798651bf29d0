//! A program that a test starts, ended with the test.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

/// A running program.
pub(crate) struct Started(pub(crate) Child);

impl Drop for Started {
    fn drop(&mut self) {
        // The test is over either way.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program and returns the word that follows `before` in the line of its output that holds it.
pub(crate) fn start(command: &mut Command, before: &str) -> (Started, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let started = Started(child);
    for line in lines {
        let line = line.expect("a line");
        if let Some((_, rest)) = line.split_once(before) {
            let word = rest.split(' ').next().unwrap_or_default().trim_end_matches('.').to_owned();
            return (started, word);
        }
    }
    panic!("it ended without saying \"{before}\"");
}
