//! M06, M07: the key must not be told by its place.

use super::{Findings, Level};

/// Chi-square above which the places of the keys are not even, at 5 %: for four, five and six places.
const CHI_SQUARE: [(usize, f64); 3] = [(4, 7.81), (5, 9.49), (6, 11.07)];

/// The longest run of the same place in the order of the files.
const LONGEST_RUN: usize = 4;

pub(super) fn check(findings: &mut Findings<'_>) {
    for (places, most) in CHI_SQUARE {
        let keys: Vec<usize> = findings
            .questions()
            .iter()
            .filter(|question| question.options().len() == places && (question.choose() == 1) == (places == 4))
            .flat_map(|question| question.options().iter().enumerate().filter(|(_, option)| option.right))
            .map(|(place, _)| place)
            .collect();
        let chi_square = chi_square(&keys, places);
        if chi_square >= most {
            let reason = format!(
                "the keys of questions with {places} options stand unevenly (chi-square {chi_square:.2}; it has to be below {most})"
            );
            findings.bank("M06", Level::Fail, "", reason);
        }
    }
    runs(findings);
}

fn chi_square(keys: &[usize], places: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a number of questions is small")]
    let count = |n: usize| n as f64;
    let expected = count(keys.len()) / count(places);
    if expected == 0.0 {
        return 0.0;
    }
    let seen = (0..places).map(|place| count(keys.iter().filter(|key| **key == place).count()));
    seen.map(|seen| (seen - expected).powi(2) / expected).sum()
}

fn runs(findings: &mut Findings<'_>) {
    let (mut run, mut last) = (0, None);
    for question in findings.singles() {
        let place = question.options().iter().position(|option| option.right);
        run = if place == last { run + 1 } else { 1 };
        last = place;
        if run == LONGEST_RUN + 1 {
            let reason =
                format!("is the {run}th in a row whose key stands at the same place; {LONGEST_RUN} are the most");
            findings.question("M07", Level::Warn, question, "options", reason);
        }
    }
}
