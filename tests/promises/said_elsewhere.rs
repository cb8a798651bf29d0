//! What no message says, the sandbox's page and the command line's help do not say either.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::banned::BANNED;

/// Words of our own for what readers know by another name.
const OUR_OWN: [&str; 2] = ["stand-in", "figures"];

fn banned_in(language: &str) -> impl Iterator<Item = &'static str> {
    let in_locales = BANNED.iter().filter(move |(of, _, _)| *of == language).map(|(_, banned, _)| *banned);
    in_locales.chain(OUR_OWN)
}

#[test]
fn the_page_of_the_sandbox_has_no_banned_word() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sandbox/assets/page");
    for file in fs::read_dir(folder).expect("the page").flatten() {
        let text = fs::read_to_string(file.path()).expect("a readable file");
        let lines =
            text.lines().map(str::trim).filter(|line| !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark)));
        for said in lines.flat_map(|line| line.split('"').skip(1).step_by(2)) {
            for banned in ["ko", "en"].into_iter().flat_map(banned_in) {
                assert!(!said.contains(banned), "{}: “{banned}”: {said}", file.path().display());
            }
        }
    }
}

#[test]
fn the_help_of_the_command_line_has_no_banned_word() {
    let commands =
        ["", "run", "doctor", "backup", "export", "healthcheck", "invite", "completions", "man", "sandbox", "bank"];
    for command in commands {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|one| !one.is_empty()).collect();
        let output = Command::new(env!("CARGO_BIN_EXE_proctor")).args(&arguments).output().expect("the program");
        let said = String::from_utf8(output.stdout).expect("text");
        let found = banned_in("en").find(|banned| said.contains(banned));
        assert_eq!(found, None, "proctor {command} --help: {said}");
    }
}
