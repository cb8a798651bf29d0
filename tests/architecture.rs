//! The five folders and their one direction, read from the `use` lines.

use std::fs;
use std::path::{Path, PathBuf};

/// What each folder may use of ours, and which crates it must not see.
const FOLDERS: &[(&str, &[&str], &[&str])] = &[
    ("domain", &["domain"], &["rusqlite", "serenity", "tokio", "reqwest", "axum", "std::fs", "tracing"]),
    ("store", &["store", "domain"], &["serenity", "reqwest", "axum", "fluent_bundle"]),
    ("actions", &["actions", "domain", "store"], &["rusqlite", "serenity", "tokio", "reqwest", "axum", "std::fs"]),
    ("discord", &["discord", "actions", "domain", "store"], &["rusqlite", "std::fs", "std::env"]),
    ("runtime", &["runtime", "discord", "actions", "domain", "store"], &[]),
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The text without comments, so that a doc link does not count as a use.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a readable file");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn each_folder_uses_only_what_lies_below_it() {
    let mut faults = Vec::new();
    for (folder, may_use, must_not) in FOLDERS {
        let files = rust_files(&src().join(folder));
        assert!(!files.is_empty(), "{folder} is empty");
        for file in files {
            let code = code(&file);
            for (other, _, _) in FOLDERS.iter().filter(|(other, _, _)| !may_use.contains(other)) {
                if code.contains(&format!("crate::{other}")) {
                    faults.push(format!("{} uses {other}", file.display()));
                }
            }
            for name in must_not.iter().filter(|name| code.contains(&format!("{name}::"))) {
                faults.push(format!("{} uses {name}", file.display()));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn sql_stands_in_the_store_alone() {
    for (folder, _, _) in FOLDERS.iter().filter(|(folder, _, _)| *folder != "store") {
        for file in rust_files(&src().join(folder)) {
            let code = code(&file).to_lowercase();
            for sign in ["\"select ", "\"insert into ", "\"update ", "\"delete from "] {
                assert!(!code.contains(sign), "{} holds {sign}", file.display());
            }
        }
    }
}

#[test]
fn a_message_is_made_in_one_place_which_says_whom_it_may_mention() {
    let mut places = Vec::new();
    for file in rust_files(&src()) {
        let text = fs::read_to_string(&file).expect("a readable file");
        let (code, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
        if code.contains("allowed_mentions") || code.contains("\"embeds\":") || code.contains("\"components\":") {
            places.push(file.strip_prefix(src()).expect("a file of src").to_path_buf());
        }
    }
    assert_eq!(places, [Path::new("discord").join("message.rs")]);
}

#[test]
fn every_file_says_first_what_it_is_for() {
    for file in rust_files(&src()) {
        let text = fs::read_to_string(&file).expect("a readable file");
        assert!(text.starts_with("//! "), "{} does not start with //!", file.display());
    }
}

#[test]
fn no_drawer_is_kept() {
    for file in rust_files(&src()) {
        let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        assert!(!["util", "utils", "helpers", "misc", "common"].contains(&name.as_str()), "{}", file.display());
    }
}
