//! M21: the Korean and the English text of a stem or an option name the same numbers, identifiers and services.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::wording::SERVICES;
use super::{Findings, Level};
use crate::domain::language::Bilingual;

/// A word of Latin letters, an identifier, a command's flag or a path.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "a constant, and the tests use it")]
    Regex::new(r"[A-Za-z0-9_<>$!@*/:.\-]*[A-Za-z0-9][A-Za-z0-9_<>$@*/:.%\-]*").expect("a pattern")
});

/// Numbers as words, in both languages.
const NUMBERS: [(&str, &[&str], &[&str]); 10] = [
    ("1", &["one", "single", "once", "first", "a", "an", "each"], &["한", "하나", "단일", "첫", "번"]),
    ("2", &["two", "both", "twice", "second"], &["두", "둘", "양쪽", "둘째"]),
    ("3", &["three", "third"], &["세", "셋"]),
    ("4", &["four", "fourth"], &["네", "넷"]),
    ("5", &["five", "fifth"], &["다섯"]),
    ("6", &["six"], &["여섯"]),
    ("7", &["seven"], &["일곱"]),
    ("8", &["eight"], &["여덟"]),
    ("9", &["nine"], &["아홉"]),
    ("10", &["ten"], &["열"]),
];

/// Words in capitals that qualify a question, and have Korean words of their own.
const QUALIFIERS: [&str; 10] =
    ["LEAST", "MOST", "TWO", "THREE", "FIRST", "BEST", "MINIMUM", "MAXIMUM", "FEWEST", "BEFORE"];

pub(super) fn check(findings: &mut Findings<'_>) {
    for question in findings.questions() {
        let mut texts = vec![("stem".to_owned(), question.stem())];
        let options = question.options().iter().enumerate();
        texts.extend(options.map(|(at, option)| (format!("options[{}].text", at + 1), &option.text)));
        for (field, text) in texts {
            for reason in differences(text) {
                findings.question("M21", Level::Fail, question, &field, reason);
            }
        }
    }
}

/// What one language names and the other does not.
fn differences(text: &Bilingual) -> Vec<String> {
    let (ko, en) = (tokens(&text.ko), tokens(&text.en));
    let mut missing = Vec::new();
    for token in ko.iter().filter(|token| !en.iter().any(|other| same(token, other))) {
        if !is_number(token) || !said_in_words(token, &text.en.to_lowercase(), |number| number.1) {
            missing.push(format!("the Korean text names {token}, the English one does not"));
        }
    }
    for token in en.iter().filter(|token| is_name(token) && !ko.iter().any(|other| same(token, other))) {
        if !is_number(token) || !said_in_words(token, &text.ko, |number| number.2) {
            missing.push(format!("the English text names {token}, the Korean one does not"));
        }
    }
    for name in SERVICES.iter().filter(|name| text.en.contains(**name) != text.ko.contains(**name)) {
        let named = missing.iter().any(|reason| name.split(' ').any(|word| reason.contains(word)));
        if !named {
            missing.push(format!("{name} stands in one language and not in the other"));
        }
    }
    missing
}

/// The identifiers, numbers and Latin words of a text, without the points and slashes around them.
fn tokens(text: &str) -> BTreeSet<String> {
    let trimmed = TOKEN.find_iter(text).map(|found| {
        found.as_str().trim_end_matches(['.', ':', '/', '-', '<']).trim_start_matches(['.', '/', '-', '>'])
    });
    trimmed
        .filter(|token| !token.is_empty() && !QUALIFIERS.contains(token))
        .map(|token| token.trim_end_matches('%').to_owned())
        .collect()
}

/// Whether a token names a thing in any language: a number, an identifier, an acronym, a name with a capital inside.
fn is_name(token: &str) -> bool {
    let capitals = token.chars().filter(char::is_ascii_uppercase).count();
    let inside = token.contains(['_', '/', '<', '$', '@', ':']) || token.contains('.');
    token.contains(|c: char| c.is_ascii_digit()) || capitals >= 2 || inside
}

fn is_number(token: &str) -> bool {
    token.chars().all(|c| c.is_ascii_digit())
}

/// The same name, once in the plural or with a capital at the beginning of a sentence.
fn same(one: &str, other: &str) -> bool {
    let bare = |token: &str| token.strip_suffix('s').unwrap_or(token).to_lowercase();
    one == other || bare(one) == bare(other)
}

fn said_in_words(
    number: &str,
    text: &str,
    words: impl Fn(&(&str, &'static [&'static str], &'static [&'static str])) -> &'static [&'static str],
) -> bool {
    let known = NUMBERS.iter().find(|(digits, ..)| *digits == number);
    known.is_some_and(|number| words(number).iter().any(|word| text.contains(word)))
}
