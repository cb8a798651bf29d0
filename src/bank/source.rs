//! Where banks come from: the one inside the program, or a folder of someone who writes questions.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use include_dir::{Dir, include_dir};

use super::{Bank, BankFile, Fault};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/dva-c02-network-cicd");

/// The bank inside the program, as long as anyone has it: it never changes, and reading it takes its time.
static READ: Mutex<Weak<Bank>> = Mutex::new(Weak::new());

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1_000_000;

/// The most files of one folder that are read.
const MOST_FILES: usize = 1_000;

/// The bank in a folder, or the one inside the program.
pub fn open(folder: Option<&Path>) -> Result<Arc<Bank>, Vec<Fault>> {
    folder.map_or_else(embedded, |folder| from_directory(folder).map(Arc::new))
}

/// What is sound of the bank in a folder, or of the one inside the program, with the faults of the rest.
pub fn open_sound(folder: Option<&Path>) -> (Option<Arc<Bank>>, Vec<Fault>) {
    let Some(folder) = folder else {
        return embedded().map_or_else(|faults| (None, faults), |bank| (Some(bank), Vec::new()));
    };
    let (files, mut faults) = files_of(folder);
    let (bank, more) = Bank::read_sound(&files);
    faults.extend(more);
    (bank.map(Arc::new), faults)
}

/// The bank inside the program.
pub fn embedded() -> Result<Arc<Bank>, Vec<Fault>> {
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bank) = read.upgrade() {
        return Ok(bank);
    }
    let bank = Arc::new(Bank::read(&embedded_files())?);
    *read = Arc::downgrade(&bank);
    Ok(bank)
}

fn embedded_files() -> Vec<BankFile> {
    let mut files = Vec::new();
    collect(&EMBEDDED, &mut files);
    files
}

fn collect(folder: &Dir<'_>, files: &mut Vec<BankFile>) {
    files.extend(folder.files().map(|file| BankFile {
        path: file.path().to_string_lossy().replace('\\', "/"),
        bytes: file.contents().to_vec(),
    }));
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

/// The bank in a folder: `bank.toml`, `notes/{ko,en}/*.md` and `questions/*.toml`.
pub fn from_directory(folder: &Path) -> Result<Bank, Vec<Fault>> {
    let (files, faults) = files_of(folder);
    if faults.is_empty() { Bank::read(&files) } else { Err(faults) }
}

fn files_of(folder: &Path) -> (Vec<BankFile>, Vec<Fault>) {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    if let Err(error) = fs::read_dir(folder) {
        return (files, vec![unreadable(folder, &error)]);
    }
    for part in ["", "notes/ko", "notes/en", "questions"] {
        read_folder(folder, part, &mut files, &mut faults);
    }
    (files, faults)
}

fn unreadable(folder: &Path, error: &io::Error) -> Fault {
    let (file, reason) = (folder.display().to_string(), format!("cannot be read: {error}"));
    Fault { file, subject: String::new(), field: String::new(), reason }
}

fn read_folder(bank: &Path, part: &str, files: &mut Vec<BankFile>, faults: &mut Vec<Fault>) {
    let folder = bank.join(part);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) => return faults.push(unreadable(&folder, &error)),
    };
    let mut fault = |file: String, reason: String| {
        faults.push(Fault { file, subject: String::new(), field: String::new(), reason });
    };
    for (count, entry) in entries.flatten().enumerate() {
        if count == MOST_FILES {
            return fault(folder.display().to_string(), format!("holds more than {MOST_FILES} files"));
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if part.is_empty() { name } else { format!("{part}/{name}") };
        let wanted = matches!(entry.path().extension().and_then(|ending| ending.to_str()), Some("toml" | "md"));
        // `fs::metadata` follows links, so that a linked folder or a device is not taken for a file.
        let Ok(meta) = fs::metadata(entry.path()) else {
            continue;
        };
        if !wanted || !meta.is_file() {
            continue;
        }
        if meta.len() > LARGEST {
            fault(path, format!("has {} bytes; {LARGEST} are the most", meta.len()));
            continue;
        }
        match fs::read(entry.path()) {
            Ok(bytes) => files.push(BankFile { path, bytes }),
            Err(error) => fault(path, format!("cannot be read: {error}")),
        }
    }
}
