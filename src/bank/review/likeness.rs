//! M08, M09: the same question must not stand twice.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::guessing::words;
use super::wording::SERVICES;
use super::{Findings, Level};
use crate::bank::Question;
use crate::domain::language::Language;

/// Likeness of two stems by their runs of five characters, from which they are the same.
const SAME_RUNS: f64 = 0.60;

/// Likeness of two stems by their weighted words, from which somebody should look.
const SAME_WORDS: f64 = 0.85;

/// How many questions may have the same key text.
const MOST_WITH_ONE_KEY: usize = 3;

pub(super) fn check(findings: &mut Findings<'_>) {
    for language in Language::ALL {
        stems(findings, language);
    }
    keys(findings);
}

fn stems(findings: &mut Findings<'_>, language: Language) {
    let questions = findings.questions();
    let texts: Vec<String> = questions.iter().map(|question| bare(question.stem().get(language))).collect();
    let runs: Vec<HashSet<u64>> = texts.iter().map(|text| runs_of_five(text)).collect();
    let weights = weights(&texts);
    for (at, question) in questions.iter().enumerate() {
        for before in 0..at {
            let other = questions[before].id();
            let alike = jaccard(&runs[at], &runs[before]);
            let field = format!("stem.{}", language.code());
            if alike >= SAME_RUNS {
                let reason = format!("is {alike:.2} like the stem of {other}; below {SAME_RUNS} are two questions");
                findings.question("M08", Level::Fail, question, &field, reason);
                continue;
            }
            let alike = cosine(&weights[at], &weights[before]);
            if alike >= SAME_WORDS {
                let reason =
                    format!("has {alike:.2} of its words in common with {other}; {SAME_WORDS} should be looked at");
                findings.question("M08", Level::Warn, question, &field, reason);
            }
        }
    }
}

/// A stem without the names of services and without numbers, which differ between two stems that ask the same.
fn bare(stem: &str) -> String {
    let mut text = stem.to_owned();
    for name in SERVICES {
        text = text.replace(name, "");
    }
    let text: String = text.to_lowercase().chars().filter(|c| !c.is_numeric()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn runs_of_five(text: &str) -> HashSet<u64> {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let letters: Vec<char> = text.chars().collect();
    let hash = |run: &[char]| {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish()
    };
    letters.windows(5).map(hash).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a stem has some hundred runs")]
pub(super) fn jaccard<T: Eq + std::hash::Hash>(one: &HashSet<T>, other: &HashSet<T>) -> f64 {
    let both = one.intersection(other).count();
    let either = one.len() + other.len() - both;
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

/// The words of each text, each weighted by how rare it is among all texts; each text has length one.
#[expect(clippy::cast_precision_loss, reason = "a number of questions is small")]
pub(super) fn weights(texts: &[String]) -> Vec<HashMap<String, f64>> {
    let sets: Vec<HashSet<String>> = texts.iter().map(|text| words(text)).collect();
    let mut in_texts: HashMap<&String, usize> = HashMap::new();
    for word in sets.iter().flatten() {
        *in_texts.entry(word).or_default() += 1;
    }
    let rarity = |word: &String| (texts.len() as f64 / in_texts[word] as f64).ln();
    let weighted = |set: &HashSet<String>| -> HashMap<String, f64> {
        let length = set.iter().map(|word| rarity(word).powi(2)).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
        set.iter().map(|word| (word.clone(), rarity(word) / length)).collect()
    };
    sets.iter().map(weighted).collect()
}

/// How alike two weighted texts are, from 0 to 1.
pub(super) fn cosine(one: &HashMap<String, f64>, other: &HashMap<String, f64>) -> f64 {
    one.iter().filter_map(|(word, weight)| Some(weight * other.get(word)?)).sum()
}

fn keys(findings: &mut Findings<'_>) {
    let mut with_key: BTreeMap<String, Vec<&Question>> = BTreeMap::new();
    for question in findings.questions() {
        with_key.entry(key_text(question)).or_default().push(question);
    }
    for questions in with_key.into_values() {
        if questions.len() > MOST_WITH_ONE_KEY {
            let reason =
                format!("has the same key text as {} others; {MOST_WITH_ONE_KEY} may share one", questions.len() - 1);
            findings.question("M09", Level::Warn, questions[MOST_WITH_ONE_KEY], "options", reason);
        }
        let mut seen: HashMap<BTreeSet<&String>, &Question> = HashMap::new();
        for question in questions {
            if let Some(other) = seen.insert(question.facts().iter().collect(), question) {
                let reason = format!("has the same facts and the same key text as {}", other.id());
                findings.question("M09", Level::Fail, question, "facts", reason);
            }
        }
    }
}

/// The English text of the key: letters and digits, in one order.
fn key_text(question: &Question) -> String {
    let mut texts: Vec<String> = question
        .options()
        .iter()
        .filter(|option| option.right)
        .map(|option| option.text.en.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect())
        .collect();
    texts.sort_unstable();
    texts.join(" ")
}
