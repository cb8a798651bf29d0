//! A bank's files as they are handed in, and what is wrong with them.

use std::fmt;
use std::path::Path;

/// One file of a bank.
#[derive(Debug, Clone)]
pub struct BankFile {
    /// Its path inside the bank, with `/` between folders, such as `questions/01-vpc.toml`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// One thing that is wrong with a bank.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub file: String,
    /// The question or note; empty when the whole file is meant.
    pub subject: String,
    /// The field; empty when the whole subject is meant.
    pub field: String,
    /// What is wrong, and how it has to be.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, subject, field, reason } = self;
        for part in [file, subject, field].into_iter().filter(|part| !part.is_empty()) {
            write!(f, "{part}: ")?;
        }
        f.write_str(reason)
    }
}

/// Collects the faults of one file.
pub(super) struct Faults<'f> {
    pub(super) file: &'f str,
    pub(super) found: &'f mut Vec<Fault>,
}

impl Faults<'_> {
    pub(super) fn add(&mut self, subject: &str, field: &str, reason: impl Into<String>) {
        let (file, subject, field) = (self.file.to_owned(), subject.to_owned(), field.to_owned());
        self.found.push(Fault { file, subject, field, reason: reason.into() });
    }
}

/// Faults as one sentence: the first of them, and how many more there are.
pub fn in_one_line(folder: Option<&Path>, faults: &[Fault]) -> String {
    let first = faults.first().map(ToString::to_string).unwrap_or_default();
    let rest = match faults.len() {
        0 | 1 => String::new(),
        n => format!(" (and {} more; see proctor bank check)", n - 1),
    };
    format!("the bank{} cannot be used: {first}{rest}", in_folder(folder))
}

/// Where a bank is, for a sentence; nothing for the one inside the program.
pub fn in_folder(folder: Option<&Path>) -> String {
    folder.map(|folder| format!(" in {}", folder.display())).unwrap_or_default()
}
