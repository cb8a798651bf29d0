//! Writes the files of a site into a folder of their own, and touches nothing that it did not make.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path};

use crate::runtime::exit::Exit;

/// The file that names all others of a site, one a line: they may be written over, and nothing else.
const MADE: &str = ".proctor-site";

/// A file of a site.
pub(super) struct File {
    path: String,
    text: String,
}

impl File {
    /// A file by its place in the site.
    pub(super) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// Writes a site in the place of the one that was made there before. A folder with anything else in it is refused.
pub(super) fn put(folder: &Path, files: &[File]) -> Result<(), Exit> {
    let before = made_before(folder)?;
    let now: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let foreign = files.iter().find(|file| !before.contains(&file.path) && folder.join(&file.path).exists());
    if let Some(file) = foreign {
        let path = folder.join(&file.path);
        return Err(Exit::Unusable(format!(
            "{} is there and was not made by proctor; name an empty folder",
            path.display()
        )));
    }
    let all: BTreeSet<&str> = before.iter().map(String::as_str).chain(now.iter().copied()).collect();
    let outcome = write(folder, files, &all).and_then(|()| {
        for gone in before.iter().filter(|path| !now.contains(path.as_str())) {
            // One that somebody has deleted is gone already.
            let _ = fs::remove_file(folder.join(gone));
        }
        note(folder, &now)
    });
    outcome.map_err(|error| Exit::Failed(format!("cannot write the site in {}: {error}", folder.display())))
}

/// What is about to be there is noted first, so that a site that was cut off can be made again.
fn write(folder: &Path, files: &[File], all: &BTreeSet<&str>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    note(folder, all)?;
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.text)?;
    }
    Ok(())
}

fn note(folder: &Path, paths: &BTreeSet<&str>) -> io::Result<()> {
    let lines: Vec<&str> = paths.iter().copied().collect();
    fs::write(folder.join(MADE), lines.join("\n") + "\n")
}

/// The files of the site that is there; none where nothing is.
fn made_before(folder: &Path) -> Result<BTreeSet<String>, Exit> {
    let unusable = |reason: &str| Exit::Unusable(format!("{} {reason}; name an empty folder", folder.display()));
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) => return Err(unusable(&format!("cannot be read: {error}"))),
    };
    if entries.next().is_none() {
        return Ok(BTreeSet::new());
    }
    let Ok(lines) = fs::read_to_string(folder.join(MADE)) else {
        return Err(unusable("holds files that are not a site of proctor"));
    };
    let is_inside = |line: &&str| Path::new(line).components().all(|part| matches!(part, Component::Normal(_)));
    Ok(lines.lines().filter(is_inside).map(str::to_owned).collect())
}
