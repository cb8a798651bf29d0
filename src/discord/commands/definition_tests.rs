//! The definitions keep to Discord's rules for commands (its reference, "Application Commands").

use serde_json::Value;

use super::{Audience, definitions, named};
use crate::discord::words::Words;

fn all() -> Vec<Value> {
    definitions(&Words::load().expect("the words"))
}

/// A command with all its subcommands and options, each with its path.
fn with_parts(part: &Value, path: &str, found: &mut Vec<(String, Value)>) {
    let path = format!("{path}/{}", part["name"].as_str().unwrap_or_default());
    found.push((path.clone(), part.clone()));
    for option in part["options"].as_array().into_iter().flatten() {
        with_parts(option, &path, found);
    }
}

fn parts() -> Vec<(String, Value)> {
    let mut found = Vec::new();
    for command in all() {
        with_parts(&command, "", &mut found);
    }
    found
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    let fits = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    (1..=32).contains(&length) && name.chars().all(fits) && name.to_lowercase() == name
}

#[test]
fn the_commands_have_their_korean_names() {
    let names: Vec<(String, String)> = all()
        .iter()
        .map(|command| {
            (
                command["name"].as_str().unwrap_or("").to_owned(),
                command["name_localizations"]["ko"].as_str().unwrap_or("").to_owned(),
            )
        })
        .collect();
    let expected = [
        ("today", "오늘"),
        ("answer", "답하기"),
        ("explain", "해설"),
        ("leaderboard", "순위"),
        ("stats", "통계"),
        ("notes", "노트"),
        ("report", "신고"),
        ("privacy", "개인정보"),
        ("help", "도움말"),
        ("setup", "시작설정"),
        ("settings", "설정"),
        ("round", "출제"),
        ("schedule", "일정"),
        ("board", "순위판"),
        ("attendance", "출석"),
        ("quiz", "퀴즈"),
        ("season", "시즌"),
        ("rewards", "보상"),
        ("status", "상태"),
    ];
    assert_eq!(names, expected.map(|(en, ko)| (en.to_owned(), ko.to_owned())));
}

#[test]
fn every_name_and_description_fits_and_exists_in_both_languages() {
    for (path, part) in parts() {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        assert!(is_name(&text(&part["name"])), "{path}");
        assert!(is_name(&text(&part["name_localizations"]["ko"])), "{path} in Korean");
        for description in [text(&part["description"]), text(&part["description_localizations"]["ko"])] {
            assert!((1..=100).contains(&description.chars().count()), "{path}: {description}");
            assert!(!description.starts_with("cmd-"), "{path} has no words");
        }
        for choice in part["choices"].as_array().into_iter().flatten() {
            let korean = choice["name_localizations"]["ko"].as_str().unwrap_or_default();
            // What has no words is shown by its key.
            let is_korean = korean.chars().any(|letter| ('가'..='힣').contains(&letter) || letter.is_ascii_digit());
            assert!(is_korean, "{path}: {choice}");
        }
    }
}

#[test]
fn options_are_few_and_the_required_come_first() {
    for (path, part) in parts() {
        let options = part["options"].as_array().cloned().unwrap_or_default();
        assert!(options.len() <= 25, "{path}");
        let required: Vec<bool> = options.iter().map(|option| option["required"] == true).collect();
        assert!(required.is_sorted_by(|one, next| one >= next), "{path}");
        let mut names: Vec<&str> =
            options.iter().filter_map(|option| option["name_localizations"]["ko"].as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), options.len(), "{path}: two options have one Korean name");
    }
    for command in all() {
        assert!(command.to_string().chars().count() < 8_000);
    }
}

#[test]
fn commands_are_for_servers_and_those_of_managers_are_hidden_from_others() {
    for command in all() {
        let name = command["name"].as_str().unwrap_or_default();
        assert_eq!(command["contexts"], serde_json::json!([0]), "{name}");
        assert_eq!(command["integration_types"], serde_json::json!([0]), "{name}");
        let is_for_managers = named(name).is_some_and(|command| command.audience == Audience::Managers);
        let expected = if is_for_managers { Value::from(32) } else { Value::Null };
        assert_eq!(command.get("default_member_permissions").cloned().unwrap_or_default(), expected, "{name}");
    }
}
