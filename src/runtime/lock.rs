//! Lets only one program at a time run on a database.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::exit::Exit;

/// The hold on a database; it ends when this is dropped, or when the program dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the database for this program. `path` is the lock file beside it, which stays.
    pub fn take(path: &Path) -> Result<Self, Exit> {
        let cannot = |error| Exit::Unusable(format!("cannot use the lock file {}: {error}", path.display()));
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => {
                let database = path.with_extension("");
                let sentence = format!("another proctor is running on the database {}", database.display());
                Err(Exit::Unusable(sentence))
            }
            Err(TryLockError::Error(error)) => Err(cannot(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_program_runs_on_a_database() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("proctor.db.lock");

        let first = Lock::take(&path).unwrap();
        let second = Lock::take(&path).unwrap_err();

        assert_eq!(second.code(), 2);
        assert!(second.to_string().ends_with("proctor.db"), "{second}");
        drop(first);
        Lock::take(&path).unwrap();
    }

    #[test]
    fn a_missing_folder_is_named() {
        let fault = Lock::take(Path::new("/no/such/folder/proctor.db.lock")).unwrap_err();

        assert!(fault.to_string().contains("/no/such/folder"));
    }
}
