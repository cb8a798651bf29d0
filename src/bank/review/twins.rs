//! M30: two questions that test the same facts with options that are alike teach once and cost two days.

use std::collections::HashSet;

use super::likeness::{cosine, weights};
use super::{Findings, Level};
use crate::bank::Question;

/// Which share of the facts of both, at least, twins have in common.
const SAME_FACTS: f64 = 0.5;

/// Likeness of the English options of two questions by their weighted words, from which somebody should look.
const SAME_OPTIONS: f64 = 0.6;

pub(super) fn check(findings: &mut Findings<'_>) {
    let questions = findings.questions();
    let texts: Vec<String> = questions.iter().map(options).collect();
    let weights = weights(&texts);
    for (at, question) in questions.iter().enumerate() {
        for before in 0..at {
            let other = &questions[before];
            if shared_facts(question, other) < SAME_FACTS {
                continue;
            }
            let alike = cosine(&weights[at], &weights[before]);
            if alike >= SAME_OPTIONS {
                let reason = format!(
                    "tests the facts of {} with options that are {alike:.2} alike; {SAME_OPTIONS} should be looked at",
                    other.id()
                );
                findings.question("M30", Level::Warn, question, "options", reason);
            }
        }
    }
}

fn options(question: &Question) -> String {
    question.options().iter().map(|option| option.text.en.as_str()).collect::<Vec<_>>().join(" ")
}

#[expect(clippy::cast_precision_loss, reason = "a question has a handful of facts")]
fn shared_facts(one: &Question, other: &Question) -> f64 {
    let (one, other): (HashSet<_>, HashSet<_>) = (one.facts().iter().collect(), other.facts().iter().collect());
    let both = one.intersection(&other).count();
    both as f64 / (one.len() + other.len() - both).max(1) as f64
}
