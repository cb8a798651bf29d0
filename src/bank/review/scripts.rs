//! M31: in a question that asks for the least work, an option with a Lambda function or a script must not be wrong each time.

use super::{Findings, Level, percent};
use crate::bank::Bank;
use crate::bank::Question;

/// Between which two, in percent, the share of right ones among such options lies; chance is 25.
const RIGHT: (f64, f64) = (10.0, 50.0);

/// A handful of options says nothing; the share is judged from this many on.
const ENOUGH: usize = 8;

/// The options of "LEAST …" questions that propose a Lambda function or a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scripts {
    /// How many there are.
    pub proposed: usize,
    /// How many of them are right.
    pub right: usize,
}

impl Bank {
    /// Counts them, by the English texts.
    pub fn scripts(&self) -> Scripts {
        let least = self.questions().iter().filter(|question| question.stem().en.contains("LEAST"));
        let options = least.flat_map(Question::options).filter(|option| proposes_code(&option.text.en));
        let (mut proposed, mut right) = (0, 0);
        for option in options {
            proposed += 1;
            right += usize::from(option.right);
        }
        Scripts { proposed, right }
    }
}

fn proposes_code(option: &str) -> bool {
    let option = option.to_lowercase();
    ["lambda function", "script"].iter().any(|word| option.contains(word))
}

pub(super) fn check(findings: &mut Findings<'_>) {
    let Scripts { proposed, right } = findings.bank.scripts();
    #[expect(clippy::cast_precision_loss, reason = "a number of options is small")]
    let share = percent(right as f64, proposed);
    if proposed >= ENOUGH && !(RIGHT.0..=RIGHT.1).contains(&share) {
        let reason = format!(
            "{right} of {proposed} options with a Lambda function or script are right in \"LEAST\" questions; between {} and {} % should be",
            RIGHT.0, RIGHT.1
        );
        findings.bank("M31", Level::Warn, "least", reason);
    }
}
