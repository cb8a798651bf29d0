//! A bank that somebody is writing: what was saved last, and a copy of it as it was when it was last without faults.
//!
//! The bot runs on the copy, so that it can be stopped, killed and started again while the files have faults.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use crate::bank;
use crate::bank::Fault;

/// Where a bank's files are.
const PARTS: [&str; 4] = ["", "notes/ko", "notes/en", "questions"];

/// Tells whether something was saved: how many files there are, and when the newest was changed.
pub(super) type Stamp = Option<(usize, SystemTime)>;

/// Looks at the files of a bank.
pub(super) fn stamp(folder: &Path) -> Stamp {
    let mut newest = None;
    let mut count = 0;
    for part in PARTS {
        for entry in fs::read_dir(folder.join(part)).ok()?.flatten() {
            count += 1;
            newest = newest.max(entry.metadata().ok().and_then(|meta| meta.modified().ok()));
        }
    }
    newest.map(|at| (count, at))
}

/// The bank of the sandbox: the one inside the program, or one that is being written.
pub(super) struct Draft {
    folder: Option<PathBuf>,
    copies: PathBuf,
    sound: Mutex<(u32, Option<PathBuf>)>,
}

impl Draft {
    /// A bank in a folder, or the one inside the program; copies are kept in another folder.
    pub(super) fn new(folder: Option<PathBuf>, copies: PathBuf) -> Self {
        Self { folder, copies, sound: Mutex::default() }
    }

    /// Where it is written, unless it is the one inside the program.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The copy that was last without faults; `None` is the bank inside the program.
    pub(super) fn sound(&self) -> Option<PathBuf> {
        self.sound.lock().unwrap_or_else(PoisonError::into_inner).1.clone()
    }

    /// Copies what was saved, and keeps the copy if it has no faults.
    ///
    /// # Errors
    ///
    /// The faults that it has; the copy from before stays the sound one.
    pub(super) fn take(&self) -> Result<(), Vec<Fault>> {
        let Some(folder) = &self.folder else {
            return Ok(());
        };
        let mut sound = self.sound.lock().unwrap_or_else(PoisonError::into_inner);
        let copy = self.copies.join(format!("bank-{}", sound.0 + 1));
        // A file that cannot be copied is a file that cannot be read: opening the folder itself says which and why.
        let opened = if copy_files(folder, &copy).is_ok() { &copy } else { folder };
        bank::open(Some(opened))?;
        *sound = (sound.0 + 1, Some(opened.clone()));
        Ok(())
    }
}

fn copy_files(from: &Path, to: &Path) -> io::Result<()> {
    for part in PARTS {
        fs::create_dir_all(to.join(part))?;
        for entry in fs::read_dir(from.join(part))? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                fs::copy(entry.path(), to.join(part).join(entry.file_name()))?;
            }
        }
    }
    Ok(())
}
