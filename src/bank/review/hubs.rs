//! M32: the key must not be told as the option from which the others were made, which shares most with them.

use std::collections::HashSet;

use super::guessing::words;
use super::likeness::jaccard;
use super::{ENOUGH_FOR_SHARES, Findings, Level, percent};
use crate::bank::Question;
use crate::domain::language::Language;

/// The largest share of single questions, in percent, whose key shares most words with the other options; chance is 25.
const MOST_HUBS: f64 = 30.0;

pub(super) fn check(findings: &mut Findings<'_>) {
    for language in Language::ALL {
        let singles = findings.singles();
        if singles.len() < ENOUGH_FOR_SHARES {
            continue;
        }
        let found = singles.iter().map(|question| share_of_hub(question, language)).sum();
        let hubs = percent(found, singles.len());
        if hubs > MOST_HUBS {
            let reason = format!(
                "the key shares most with the other options in {hubs:.0} % of the single questions; {MOST_HUBS} % are the most"
            );
            findings.bank("M32", Level::Fail, language.code(), reason);
        }
    }
}

/// How likely "pick what shares most with the others" finds the key: 1, or 1/k when k options share equally much.
fn share_of_hub(question: &Question, language: Language) -> f64 {
    let texts: Vec<_> = question.options().iter().map(|option| words(option.text.get(language))).collect();
    let shared: Vec<f64> = (0..texts.len()).map(|at| shared_with_others(&texts, at)).collect();
    let most = shared.iter().copied().fold(0.0, f64::max);
    let hubs: Vec<bool> = question
        .options()
        .iter()
        .zip(&shared)
        .filter(|(_, shared)| most - **shared < 1e-9)
        .map(|(option, _)| option.right)
        .collect();
    if hubs.contains(&true) { percent(0.01, hubs.len()) } else { 0.0 }
}

fn shared_with_others(texts: &[HashSet<String>], at: usize) -> f64 {
    texts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| jaccard(&texts[at], other)).sum()
}
