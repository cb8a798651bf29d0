//! The folders and their one direction, read from the code: what each may use of ours, and of others.

mod circles;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::Table;

/// A row of the table: what a folder may use.
struct Folder {
    name: &'static str,
    /// The folders of ours.
    ours: &'static [&'static str],
    /// The crates of others; `std::…` names parts of the standard library that are closed to the other folders.
    crates: &'static [&'static str],
}

const FOLDERS: &[Folder] = &[
    // A hash is a pure function too: an edition is known by that of what it says.
    Folder { name: "domain", ours: &[], crates: &["chrono", "chrono_tz", "icu_normalizer", "rand", "serde", "sha2"] },
    Folder {
        name: "bank",
        ours: &["domain"],
        crates: &[
            "chrono",
            "include_dir",
            "pulldown_cmark",
            "regex",
            "saphyr_parser",
            "serde",
            "serde_json",
            "std::fs",
            "toml",
        ],
    },
    Folder {
        name: "store",
        ours: &["domain"],
        // How long one waits before a transaction is tried again is left to chance.
        crates: &[
            "bytes",
            "chrono",
            "chrono_tz",
            "deadpool_postgres",
            "native_tls",
            "postgres_native_tls",
            "rand",
            "rusqlite",
            "serde",
            "serde_json",
            "std::fs",
            "std::thread",
            "thiserror",
            "tokio",
            "tokio_postgres",
            "tracing",
        ],
    },
    Folder { name: "actions", ours: &["domain", "store"], crates: &["chrono", "chrono_tz", "rand"] },
    Folder { name: "pictures", ours: &["domain"], crates: &["icu_normalizer", "png", "resvg", "skrifa", "thiserror"] },
    Folder {
        name: "discord",
        ours: &["actions", "domain", "pictures", "store"],
        crates: &[
            "axum",
            "chrono",
            "chrono_tz",
            "fluent_bundle",
            "include_dir",
            "rand",
            "rest",
            "serde",
            "serde_json",
            "serenity",
            "std::net",
            "thiserror",
            "tokio",
            "tracing",
            "unic_langid",
        ],
    },
];

/// Parts of the standard library that reach outside of the program.
const OUTSIDE: &[&str] = &["std::env", "std::fs", "std::net", "std::process", "std::thread"];

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

/// The text without comments, so that a doc link does not count as a use, and without the tests at its end.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a readable file");
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Whether the code names something of a crate or module: its name at the start of a path.
fn names(code: &str, path: &str) -> bool {
    let start = format!("{path}::");
    let inside = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.match_indices(&start).any(|(at, _)| !code[..at].ends_with(inside))
}

/// The crates that the program is built with, as paths name them.
fn dependencies() -> BTreeSet<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).expect("Cargo.toml");
    let manifest: Table = text.parse().expect("TOML");
    let crates = manifest["dependencies"].as_table().expect("dependencies");
    crates.keys().map(|name| name.replace('-', "_")).collect()
}

#[test]
fn each_folder_uses_only_the_folders_below_it() {
    let mut faults = Vec::new();
    let all = ["domain", "bank", "store", "actions", "pictures", "discord", "runtime", "terminal"];
    let folders = FOLDERS.iter().map(|folder| (folder.name, folder.ours));
    for (name, ours) in folders.chain([("runtime", &["domain", "bank", "store", "actions", "pictures", "discord"][..])])
    {
        let files = rust_files(&src().join(name));
        assert!(!files.is_empty(), "{name} is empty");
        for (file, code) in files.iter().map(|file| (file, code(file))) {
            let others = all.iter().filter(|other| **other != name && !ours.contains(other));
            for other in others.filter(|other| names(&code, &format!("crate::{other}"))) {
                faults.push(format!("{} uses {other}", file.display()));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn each_folder_uses_only_the_crates_of_its_row() {
    let (mut faults, dependencies) = (Vec::new(), dependencies());
    for Folder { name, crates, .. } in FOLDERS {
        for (file, code) in rust_files(&src().join(name)).iter().map(|file| (file, code(file))) {
            let others = dependencies.iter().map(String::as_str).chain(OUTSIDE.iter().copied());
            for other in others.filter(|other| !crates.contains(other) && names(&code, other)) {
                faults.push(format!("{} uses {other}", file.display()));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn an_action_is_told_ids_and_reads_its_own_rows() {
    let row = regex::Regex::new(r"&(?:mut )?(?:Round|Server|Schedule|Delivery)\b").expect("a pattern");
    let function = regex::Regex::new(r"(?m)^ *pub fn [^{;]*").expect("a pattern");
    for file in rust_files(&src().join("actions")) {
        let code = code(&file);
        for signature in function.find_iter(&code).map(|found| found.as_str()) {
            assert!(!row.is_match(signature), "{}: {signature}", file.display());
        }
    }
}

#[test]
fn sql_stands_in_the_store_alone() {
    for folder in ["domain", "bank", "actions", "pictures", "discord", "runtime", "terminal"] {
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
