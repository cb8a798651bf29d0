//! M19, M20: somebody who knows nothing must not find the key by a habit.

use std::collections::HashSet;

use super::lengths::{share, share_of_longest};
use super::{ENOUGH_FOR_SHARES, Findings, Level, percent};
use crate::bank::Question;
use crate::domain::language::Language;

/// The largest share, in percent, of single questions whose key alone echoes the stem most.
const MOST_ECHO: f64 = 40.0;

/// How often, in percent, a habit may find the key.
const MOST_GUESSED: f64 = 35.0;

pub(super) fn check(findings: &mut Findings<'_>) {
    let singles = findings.singles();
    if singles.len() < ENOUGH_FOR_SHARES {
        return;
    }
    for language in Language::ALL {
        let echoes: Vec<Vec<(bool, usize)>> = singles.iter().map(|question| echoes(question, language)).collect();
        let alone =
            percent(echoes.iter().filter(|options| key_echoes_alone(options)).map(|_| 1.0).sum(), singles.len());
        if alone > MOST_ECHO {
            let reason = format!(
                "the key alone has the most words of the stem in {alone:.0} % of the single questions; {MOST_ECHO} % are the most"
            );
            findings.bank("M19", Level::Warn, language.code(), reason);
        }
        let longest: f64 = singles.iter().map(|question| share_of_longest(question, language)).sum();
        let echo: f64 = echoes.iter().map(|options| share(options, |values| values.max())).sum();
        for (habit, found) in [("the longest option", longest), ("the option with the most words of the stem", echo)] {
            judge(findings, language.code(), habit, percent(found, singles.len()));
        }
    }
    let by_place = percent(found_by_place(&singles), singles.len());
    judge(findings, "places", "the place that was right most often so far", by_place);
}

fn judge(findings: &mut Findings<'_>, subject: &str, habit: &str, found: f64) {
    if found > MOST_GUESSED {
        let reason = format!("picking {habit} finds {found:.0} % of the keys; {MOST_GUESSED} % are the most");
        findings.bank("M20", Level::Warn, subject, reason);
    }
}

/// How many keys "pick the place that was right most often so far" finds, in the order of the files.
fn found_by_place(singles: &[&Question]) -> f64 {
    let mut seen = [0_usize; 4];
    let mut found = 0.0;
    for question in singles {
        let places: Vec<(bool, usize)> =
            question.options().iter().zip(seen).map(|(option, seen)| (option.right, seen)).collect();
        found += share(&places, |values| values.max());
        if let Some(place) = question.options().iter().position(|option| option.right) {
            seen[place] += 1;
        }
    }
    found
}

fn key_echoes_alone(options: &[(bool, usize)]) -> bool {
    let most_of = |right| options.iter().filter(|(one, _)| *one == right).map(|(_, echo)| *echo).max().unwrap_or(0);
    most_of(true) > most_of(false)
}

/// For each option, how many of the stem's words it repeats.
fn echoes(question: &Question, language: Language) -> Vec<(bool, usize)> {
    let stem = words(question.stem().get(language));
    let echo = |text: &str| words(text).intersection(&stem).count();
    question.options().iter().map(|option| (option.right, echo(option.text.get(language)))).collect()
}

/// The words that carry meaning: English ones of four letters and more, and the first two syllables of Korean ones, which
/// leaves most particles and endings out.
pub(super) fn words(text: &str) -> HashSet<String> {
    let pieces = text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty());
    pieces.filter_map(word).collect()
}

fn word(piece: &str) -> Option<String> {
    const EMPTY: [&str; 20] = [
        "that",
        "this",
        "with",
        "from",
        "into",
        "have",
        "which",
        "each",
        "when",
        "will",
        "must",
        "their",
        "they",
        "then",
        "these",
        "than",
        "does",
        "should",
        "developer",
        "application",
    ];
    let letters = piece.chars().count();
    if piece.is_ascii() {
        let word = piece.to_lowercase();
        return (letters >= 4 && !EMPTY.contains(&word.as_str())).then_some(word);
    }
    let hangul: String = piece.chars().filter(|c| !c.is_ascii()).take(2).collect();
    (hangul.chars().count() == 2).then_some(hangul)
}
