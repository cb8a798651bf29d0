//! `proctor bank site` writes pages that hold the whole bank, lead nowhere in vain, and replace nothing of others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn proctor(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
    command.args(arguments).env_clear().output().expect("the program")
}

fn site_in(folder: &Path) -> Output {
    proctor(&["bank", "site", folder.to_str().expect("a path")])
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { BTreeSet::from([path]) }).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

#[test]
fn both_languages_hold_every_question_and_note_and_each_link_leads_somewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let made = site_in(&site);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));

    let bank: Value = serde_json::from_slice(&proctor(&["bank", "export"]).stdout).expect("JSON");
    for language in ["ko", "en"] {
        let pages: Vec<PathBuf> = files(&site.join(language)).into_iter().collect();
        let text: String = pages.iter().map(|page| read(page)).collect();
        for question in bank["questions"].as_array().expect("questions") {
            let id = question["id"].as_str().expect("an id");
            assert!(text.contains(&format!("<article id=\"{id}\">")), "{id} in {language}");
        }
        for note in bank["notes"].as_array().expect("notes") {
            let id = note["id"].as_str().expect("an id");
            assert!(text.contains(&format!("<article id=\"note-{id}\">")), "{id} in {language}");
        }
        let snippet = bank["questions"].as_array().expect("questions").iter().find_map(|one| one["snippet"].as_str());
        assert!(text.contains(&escaped(snippet.expect("a snippet"))));
    }

    let pages = files(&site).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "html"));
    let mut links = 0;
    for page in pages {
        let text = read(&page);
        assert_eq!(text.matches("<script").count(), text.matches("<script src=\"").count(), "{}", page.display());
        for part in text.split("href=\"").skip(1) {
            let link = part.split('"').next().expect("an address");
            if link.starts_with("https://") || link.starts_with("data:") {
                continue;
            }
            let (file, id) = link.split_once('#').unwrap_or((link, ""));
            let to = if file.is_empty() { page.clone() } else { page.parent().expect("a folder").join(file) };
            assert!(id.is_empty() || read(&to).contains(&format!("id=\"{id}\"")), "{}: {link}", page.display());
            assert!(to.is_file(), "{}: {link}", page.display());
            links += 1;
        }
    }
    assert!(links > 1_000, "only {links} links were found");
}

#[test]
fn a_folder_with_anything_else_in_it_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("index.html"), "my own page").expect("a file");

    let refused = site_in(folder.path());

    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&refused.stderr).lines().count(), 1);
    assert_eq!(files(folder.path()), BTreeSet::from([folder.path().join("index.html")]));
    assert_eq!(read(&folder.path().join("index.html")), "my own page");
    assert_eq!(site_in(&folder.path().join("index.html")).status.code(), Some(2), "a file is no folder");
}

#[test]
fn a_site_is_made_anew_and_what_others_put_beside_it_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    assert!(site_in(folder.path()).status.success());
    let first = files(folder.path());
    let index = folder.path().join("ko/index.html");
    fs::write(&index, "spoilt").expect("a file");
    let of_others = folder.path().join("CNAME");
    fs::write(&of_others, "study.example").expect("a file");
    // A page that is there no more in the bank, and one that was never made here.
    let made = folder.path().join(".proctor-site");
    fs::write(&made, read(&made) + "ko/section-gone.html\n../outside.html\n").expect("a file");
    fs::write(folder.path().join("ko/section-gone.html"), "old").expect("a file");

    assert!(site_in(folder.path()).status.success());

    assert_ne!(read(&index), "spoilt");
    assert_eq!(read(&of_others), "study.example");
    let mut expected = first;
    expected.insert(of_others);
    assert_eq!(files(folder.path()), expected);
    assert!(!read(&made).contains("gone"));

    // A page of others in the place of a new one of ours: nothing is written.
    let taken = read(&made).replace("ko/index.html\n", "");
    fs::write(&made, &taken).expect("a file");
    fs::write(&index, "of others").expect("a file");
    assert_eq!(site_in(folder.path()).status.code(), Some(2));
    assert_eq!((read(&index).as_str(), read(&made)), ("of others", taken));
}
