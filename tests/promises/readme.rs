//! The README says the same in both languages, and what it says of commands, settings and files is so.

use std::fs;
use std::path::Path;
use std::process::Command;

use proctor::bank;
use proctor::discord::permissions;
use proctor::domain::question::Domain;
use proctor::runtime::settings::Setting;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// English, then Korean.
fn both() -> [String; 2] {
    ["README.md", "README.ko.md"].map(|name| fs::read_to_string(project().join(name)).expect(name))
}

/// What two languages must share: headings by their level, tables by their columns and commands, code, and links.
fn shape(text: &str) -> Vec<String> {
    let mut in_code = false;
    let mut shape = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("```") {
            in_code = !in_code;
            shape.push(line.to_owned());
        } else if in_code {
            // The sandbox opens in the language of whoever reads.
            shape.push(line.replace(" --lang en", ""));
        } else if line.starts_with('#') {
            shape.push(line.split(' ').next().unwrap_or_default().to_owned());
        } else if line.starts_with('|') {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").collect();
            let first = if line.contains('`') { code_of(cells[0]) } else { String::new() };
            shape.push(format!("{} cells, {} ●, {first}", cells.len(), line.matches('●').count()));
        } else if line.starts_with("- **") {
            shape.push("a point".to_owned());
        }
    }
    shape
}

/// The code that stands in a text.
fn code_of(text: &str) -> String {
    text.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(", ")
}

/// The places that a text leads to or shows.
fn targets(text: &str) -> Vec<String> {
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let pictures = text.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.chain(pictures).map(str::to_owned).collect()
}

#[test]
fn both_languages_have_the_same_parts() {
    let [english, korean] = both();
    assert_eq!(shape(&english), shape(&korean));
    let of_both = |text: &str| {
        let all = targets(text).into_iter().map(|one| one.replace("-ko.png", "-en.png"));
        all.filter(|one| !one.starts_with("README")).collect::<Vec<_>>()
    };
    assert_eq!(of_both(&english), of_both(&korean));
}

#[test]
fn what_it_leads_to_is_there() {
    for text in both() {
        for target in targets(&text).into_iter().filter(|target| !target.starts_with("https://")) {
            assert!(project().join(&target).is_file(), "{target}");
        }
    }
}

#[test]
fn it_knows_every_command_and_setting_and_the_permissions_that_are_needed() {
    let help = |command: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_proctor")).args(command).arg("--help").output();
        String::from_utf8(output.expect("the program").stdout).expect("text")
    };
    let commands = |help: &str| {
        let list = help.split("Commands:\n").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
        let names = list.lines().filter_map(|line| line.split_whitespace().next().map(str::to_owned));
        names.filter(|name| name != "help").collect::<Vec<_>>()
    };
    for text in both() {
        for command in commands(&help(&[])).iter().filter(|command| *command != "bank") {
            assert!(text.contains(&format!("| `proctor {command}")), "{command}");
        }
        for command in commands(&help(&["bank"])) {
            assert!(text.contains(&format!("| `proctor bank {command}")), "bank {command}");
        }
        for setting in Setting::ALL {
            let row = format!("| `{}` | `--{}` |", setting.variable(), setting.flag());
            assert!(text.contains(&row), "{row}");
        }
        assert!(text.contains(&format!("&permissions={}`", permissions::all_needed())));
    }
}

#[test]
fn it_counts_the_bank_as_it_is() {
    let bank = bank::embedded().expect("the bank");
    let (questions, notes) = (bank.questions().len(), bank.notes().len());
    let [english, korean] = both();
    assert!(english.contains(&format!("{questions} questions and {notes} notes")), "{questions} and {notes}");
    assert!(korean.contains(&format!("문제 {questions}개와 노트 {notes}개")), "{questions} and {notes}");
    for domain in Domain::ALL {
        let count = bank.questions().iter().filter(|question| question.domain() == domain).count();
        let named = format!("| {} {} |", domain.number(), domain.name());
        assert!(
            english.lines().any(|line| line.starts_with(&named) && line.ends_with(&format!("| {count} |"))),
            "{named}"
        );
        let numbered = format!("| {} ", domain.number());
        assert!(korean.lines().any(|line| line.starts_with(&numbered) && line.ends_with(&format!("| {count} |"))));
    }
}

#[test]
fn trying_and_testing_are_one_line_each_that_brings_its_packages_and_privacy_names_every_way() {
    for text in both() {
        for command in ["cargo run --release", "cargo test --workspace"] {
            let line = text.lines().find(|line| line.contains(command)).unwrap_or_default();
            assert!(line.contains("apt-get install -y gcc pkg-config libssl-dev && "), "{command}: {line}");
        }
        let ways = ["/privacy board", "/개인정보 순위표"];
        let joined = text.replace('\n', " ");
        assert!(ways.iter().any(|way| joined.contains(way)), "how a member leaves the boards");
    }
}
