//! Banks of few questions, taken from the one inside the program.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

fn whole_bank() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/dva-c02-network-cicd")
}

/// All notes, and no question yet.
fn notes_alone() -> TempDir {
    let (bank, folder) = (whole_bank(), tempfile::tempdir().expect("a folder"));
    for part in ["notes/ko", "notes/en", "questions"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
    }
    fs::copy(bank.join("bank.toml"), folder.path().join("bank.toml")).expect("a copy");
    for language in ["ko", "en"] {
        for page in fs::read_dir(bank.join("notes").join(language)).expect("the notes").flatten() {
            let to = folder.path().join("notes").join(language).join(page.file_name());
            fs::copy(page.path(), to).expect("a copy");
        }
    }
    folder
}

/// The head of a file of questions, and each of its questions.
fn parts(file: &str) -> (String, Vec<String>) {
    let text = fs::read_to_string(whole_bank().join("questions").join(file)).expect("questions");
    let mut parts = text.split("[[questions]]").map(str::to_owned);
    (parts.next().expect("the section"), parts.collect())
}

fn add(folder: &TempDir, file: &str, head: &str, question: &str) {
    let to = folder.path().join("questions").join(file);
    fs::write(to, format!("{head}[[questions]]{question}")).expect("a file");
}

/// Two questions: one with one right option, one with two.
pub(crate) fn one_of_each_kind() -> TempDir {
    let folder = notes_alone();
    for (file, of_two) in [("15-codedeploy.toml", false), ("04-sg-nacl.toml", true)] {
        let (head, questions) = parts(file);
        let question = questions.iter().find(|one| one.contains("choose = 2") == of_two).expect("one of its kind");
        add(&folder, file, &head, question);
    }
    folder
}

/// Six short questions of as many sections: enough for a quiz.
pub(crate) fn six_short_ones() -> TempDir {
    let folder = notes_alone();
    let files = ["01-vpc", "02-api-gateway", "04-sg-nacl", "08-route-53", "15-codedeploy", "16-codepipeline"];
    for file in files.map(|name| format!("{name}.toml")) {
        let (head, questions) = parts(&file);
        let plain = questions.iter().filter(|one| !one.contains("choose = ") && !one.contains("snippet"));
        add(&folder, &file, &head, plain.min_by_key(|one| one.len()).expect("a short one"));
    }
    folder
}

/// Two short questions, and the texts of their right options in a language.
pub(crate) fn two_short_ones(language: &str) -> (TempDir, [String; 2]) {
    let folder = notes_alone();
    let right = ["04-sg-nacl.toml", "15-codedeploy.toml"].map(|file| {
        let (head, questions) = parts(file);
        let plain = questions.iter().filter(|one| !one.contains("choose = ") && !one.contains("snippet"));
        let question = plain.min_by_key(|one| one.len()).expect("a short one");
        add(&folder, file, &head, question);
        let start = format!("text.{language} = \"");
        let right = question.split("right = true").nth(1).and_then(|rest| rest.split(&start).nth(1));
        right.and_then(|rest| rest.split("\"\n").next()).expect("its right option").replace('`', "")
    });
    (folder, right)
}
