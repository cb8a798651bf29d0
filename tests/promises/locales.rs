//! Both languages say the same: the same keys with the same arguments, and every key that the program asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::banned::BANNED;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

/// The arguments of each key (`cmd-today.description` for an attribute).
type Keys = BTreeMap<String, BTreeSet<String>>;

fn keys(language: &str) -> Keys {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/locales").join(language);
    let mut keys = Keys::new();
    for file in fs::read_dir(folder).expect("the locales") {
        let path = file.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a readable file");
        let resource = fluent_syntax::parser::parse(text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let name = message.id.name.to_owned();
            let mut add = |key: String, pattern: &Pattern<&str>| {
                let mut found = BTreeSet::new();
                arguments(pattern, &mut found);
                assert!(keys.insert(key.clone(), found).is_none(), "{key} stands twice in {language}");
            };
            if let Some(pattern) = &message.value {
                add(name.clone(), pattern);
            }
            for attribute in &message.attributes {
                add(format!("{name}.{}", attribute.id.name), &attribute.value);
            }
        }
    }
    keys
}

fn arguments(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else {
            continue;
        };
        match expression {
            Expression::Inline(inline) => in_inline(inline, found),
            Expression::Select { selector, variants } => {
                in_inline(selector, found);
                for variant in variants {
                    arguments(&variant.value, found);
                }
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => {
            if let Expression::Inline(inline) = expression.as_ref() {
                in_inline(inline, found);
            }
        }
        _ => {}
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] }).collect()
}

/// The files that ask for texts.
fn speaking_files() -> Vec<PathBuf> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    [rust_files(&source.join("discord")), rust_files(&source.join("terminal/site"))].concat()
}

/// Texts in the source that look like keys: `"refusal-closed"`.
fn asked_for() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in speaking_files() {
        let text = fs::read_to_string(file).expect("a readable file");
        let calls = [
            "say(\"",
            "say_with(\"",
            "sentence(&app, language, \"",
            "=> \"",
            "say(&call, \"",
            "(\"settings-",
            "Err(\"",
            "ok_or(\"",
            "button(\"",
            "unused(\"",
            "label, \"",
            ", \"board-",
        ];
        for call in calls {
            for rest in text.split(call).skip(1) {
                let lead = if call.starts_with("(\"") || call.starts_with(", \"") {
                    call.trim_start_matches(['(', ',', ' ', '"'])
                } else {
                    ""
                };
                let key = format!("{lead}{}", rest.split('"').next().unwrap_or_default());
                if key.contains('-') && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                    found.insert(key);
                }
            }
        }
    }
    found
}

#[test]
fn korean_and_english_have_the_same_keys_and_arguments() {
    let (ko, en) = (keys("ko"), keys("en"));
    let names = |keys: &Keys| keys.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(&ko), names(&en));
    for (key, arguments) in &ko {
        assert_eq!(arguments, &en[key], "{key}");
    }
}

#[test]
fn every_key_that_the_program_asks_for_exists() {
    let keys = keys("en");
    let asked = asked_for();
    assert!(asked.len() > 80, "the search for keys found only {}", asked.len());
    let names = proctor_names();
    let missing: Vec<&String> = asked
        .iter()
        .filter(|key| {
            !keys.contains_key(*key) && !keys.contains_key(&format!("cmd-{key}")) && !names.contains(&key.as_str())
        })
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
}

/// Texts that only look like keys: the codes of permissions.
fn proctor_names() -> [&'static str; 7] {
    [
        "channel",
        "view-channel",
        "send-messages",
        "embed-links",
        "read-message-history",
        "create-public-threads",
        "send-messages-in-threads",
    ]
}

#[test]
fn every_key_is_used() {
    let sources: String =
        speaking_files().into_iter().map(|file| fs::read_to_string(file).expect("a readable file")).collect();
    // Keys that are put together while the program runs.
    let made = [
        "cmd-",
        "season-length-",
        "permission-",
        "skip-",
        "domain-",
        "period-",
        "board-title-",
        "board-place-",
        "board-last-",
        "language-",
        "day-",
    ];
    let unused: Vec<String> = keys("en")
        .into_keys()
        .filter(|key| !made.iter().any(|start| key.starts_with(start)) && !sources.contains(&format!("\"{key}\"")))
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

/// Whether a particle that goes with the last sound of a word is the right one after it.
fn fits(word: &str, particle: &str) -> bool {
    let last = word.chars().next_back().map_or(0, u32::from);
    assert!((0xac00..=0xd7a3).contains(&last), "{word} ends in Hangul");
    let sound = (last - 0xac00) % 28;
    let (closed, is_l) = (sound != 0, sound == 8);
    match particle {
        "으로" => closed && !is_l,
        "로" => !closed || is_l,
        "을" | "은" | "이" | "과" | "이나" => closed,
        _ => !closed,
    }
}

#[test]
fn particles_after_a_command_fit_its_korean_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/locales/ko");
    let files = fs::read_dir(folder).expect("the locales").map(|file| file.expect("a file").path());
    let text: String = files.map(|path| fs::read_to_string(path).expect("a readable file")).collect();
    let name = |path: &[&str]| {
        let key = format!("cmd-{} = ", path.join("-"));
        text.lines().find_map(|line| line.strip_prefix(key.as_str())).unwrap_or_else(|| panic!("no {key}")).trim()
    };
    let mut seen = 0;
    for line in text.lines() {
        for (command, after) in line.split("`/").skip(1).filter_map(|rest| rest.split_once('`')) {
            // With an option the text ends in Latin letters.
            if command.contains(':') {
                continue;
            }
            let path: Vec<&str> = command.split(' ').collect();
            let rest = after.split(|c: char| !('가'..='힣').contains(&c)).next().unwrap_or_default();
            if ["으로", "로", "을", "를", "은", "는", "이", "가", "과", "와", "이나", "나"].contains(&rest)
            {
                seen += 1;
                assert!(fits(name(&path), rest), "/{command} is {} in Korean: {line}", name(&path));
            }
        }
    }
    assert!(seen > 30, "the search found only {seen}");
}

#[test]
fn korean_speaks_politely_and_leaves_no_english_sentence() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/locales/ko");
    for file in fs::read_dir(folder).expect("the locales") {
        let path = file.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a readable file");
        for line in text.lines() {
            assert!(
                !line.contains("습니다") && !line.contains("하세요!"),
                "{}: the bot speaks 해요체: {line}",
                path.display()
            );
        }
    }
}

#[test]
fn no_text_has_a_banned_word() {
    for (language, banned, instead) in BANNED {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/locales").join(language);
        for file in fs::read_dir(folder).expect("the locales") {
            let path = file.expect("a file").path();
            let text = fs::read_to_string(&path).expect("a readable file");
            let said = |line: &&str| line.split_once(" = ").map_or(*line, |(_, said)| said).contains(banned);
            let line = text.lines().filter(|line| !line.starts_with('#')).find(said);
            assert_eq!(line, None, "{}: “{banned}”; instead: {instead}", path.display());
        }
    }
}

/// The names of commands, as texts have them between backticks.
fn commands_in(text: &str) -> Vec<&str> {
    text.split("`/").skip(1).filter_map(|rest| rest.split('`').next()).collect()
}

#[test]
fn texts_name_commands_by_their_english_path_alone_and_options_in_their_own_language() {
    let names = keys("en");
    for language in ["ko", "en"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/locales").join(language);
        for file in fs::read_dir(folder).expect("the locales") {
            let path = file.expect("a file").path();
            let text = fs::read_to_string(&path).expect("a readable file");
            for command in commands_in(&text) {
                let key = format!("cmd-{}", command.replace(' ', "-"));
                assert!(names.contains_key(&key), "{}: `/{command}` is no command", path.display());
            }
            // A Korean member sees Korean names of options.
            let english = [
                "`channel`",
                "`time`",
                "`timezone`",
                "`language`",
                "`round`",
                "`days`",
                "`feedback`",
                "`open_for`",
                "`sections`",
            ];
            let found = english.into_iter().find(|name| language == "ko" && text.contains(name));
            assert_eq!(found, None, "{}", path.display());
            // Dates come as people say them.
            assert!(!text.contains("20{") && !text.contains("-{ $month }"), "{}", path.display());
        }
    }
}
