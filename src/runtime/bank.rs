//! Reads banks from where they are, and answers `proctor bank …`.

use std::path::Path;

use super::fault::Fault;
use crate::domain::bank::Bank;

/// The bank inside the program.
pub fn embedded() -> Result<Bank, Vec<String>> {
    todo!()
}

/// The bank in a folder.
pub fn from_directory(_folder: &Path) -> Result<Bank, Vec<String>> {
    todo!()
}

/// The faults as one sentence.
pub fn in_one_line(_faults: &[String]) -> String {
    todo!()
}

/// `proctor bank check`.
pub fn check(_folder: Option<&Path>) -> Result<(), Fault> {
    todo!()
}

/// `proctor bank stats`.
pub fn stats(_folder: Option<&Path>) -> Result<(), Fault> {
    todo!()
}

/// `proctor bank export`.
pub fn export(_folder: Option<&Path>) -> Result<(), Fault> {
    todo!()
}
