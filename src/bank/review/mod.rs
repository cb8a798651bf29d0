//! The checks of the whole bank that a single question cannot fail alone: guessing, likeness, coverage, wording.
//!
//! `Bank::read` refuses what could show a member something broken. The review measures what makes a bank good; the
//! numbers of its checks (M03 to M27) and their thresholds are those of the bank's blueprint. It reads nothing but the
//! bank and the day that it is given. M29 to M32 came later.
//!
//! | file | checks |
//! |---|---|
//! | `lengths` | M03, M04, M05: can the key be told by its length |
//! | `positions` | M06, M07: can it be told by its place |
//! | `guessing` | M19, M20: can it be told by words of the stem, or by any of these habits |
//! | `likeness` | M08, M09: the same question twice |
//! | `coverage` | M10, M11, M14, M15: facts, notes and corrections |
//! | `plan` | M12: how many questions of each sort |
//! | `wording` | M16, M17, M18, M22: negative stems, umbrella options, absolute words, names |
//! | `parity` | M21: Korean and English name the same things |
//! | `snippets` | M23: snippets parse and hold their placeholder |
//! | `age` | M27: when a question was last checked |
//! | `terms` | M29: terms that the bank keeps out |
//! | `twins` | M30: two questions with the same facts and options that are alike |
//! | `scripts` | M31: can the key of a "LEAST …" question be told by who writes code |
//! | `hubs` | M32: can the key be told by what it shares with the other options |

mod age;
mod coverage;
mod guessing;
mod hubs;
mod lengths;
mod likeness;
mod parity;
mod plan;
mod positions;
mod scripts;
mod snippets;
mod terms;
mod twins;
mod wording;

use std::fmt;

use chrono::NaiveDate;

pub use lengths::KeyLengths;
pub use scripts::Scripts;

use super::about::Accepted;
use super::{Bank, Fault};
use crate::bank::Question;

/// Shares say little about a handful of questions; they are judged from this many on.
const ENOUGH_FOR_SHARES: usize = 20;

/// Whether a finding keeps the bank from passing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The bank does not pass.
    Fail,
    /// The bank passes; somebody should look.
    Warn,
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check's number in the blueprint, such as `M08`.
    pub check: &'static str,
    /// How grave it is.
    pub level: Level,
    /// Where it is and what is wrong.
    pub fault: Fault,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.check, self.fault)
    }
}

/// What a review found.
#[derive(Debug, Default)]
pub struct Review {
    /// What keeps the bank from passing.
    pub failures: Vec<Finding>,
    /// What somebody should look at.
    pub warnings: Vec<Finding>,
    /// Warnings that the bank itself accepts, each with its reason.
    pub accepted: Vec<(Finding, String)>,
}

impl Bank {
    /// Measures the bank as it stands on a day.
    pub fn review(&self, today: NaiveDate) -> Review {
        let mut findings = Findings { bank: self, found: Vec::new() };
        lengths::check(&mut findings);
        positions::check(&mut findings);
        guessing::check(&mut findings);
        likeness::check(&mut findings);
        coverage::check(&mut findings);
        plan::check(&mut findings);
        wording::check(&mut findings);
        parity::check(&mut findings);
        snippets::check(&mut findings);
        age::check(&mut findings, today);
        terms::check(&mut findings);
        twins::check(&mut findings);
        scripts::check(&mut findings);
        hubs::check(&mut findings);
        sorted(findings.found, &self.aims.accepted)
    }
}

/// Puts each finding where it belongs; an acceptance of nothing is a failure, so that none outlives its reason.
fn sorted(found: Vec<Finding>, accepted: &[Accepted]) -> Review {
    let mut review = Review::default();
    let mut used = vec![false; accepted.len()];
    for finding in found {
        let at = accepted.iter().position(|one| one.check == finding.check && one.about == finding.fault.subject);
        match (finding.level, at) {
            (Level::Fail, _) => review.failures.push(finding),
            (Level::Warn, None) => review.warnings.push(finding),
            (Level::Warn, Some(at)) => {
                used[at] = true;
                review.accepted.push((finding, accepted[at].reason.clone()));
            }
        }
    }
    for (one, _) in accepted.iter().zip(used).filter(|(_, used)| !used) {
        let fault = Fault {
            file: super::about::FILE.to_owned(),
            subject: one.about.clone(),
            field: "accepted".to_owned(),
            reason: format!("{} warns of no such thing (any more); take this acceptance out", one.check),
        };
        review.failures.push(Finding { check: "M01", level: Level::Fail, fault });
    }
    review
}

/// Collects what the checks find.
struct Findings<'b> {
    bank: &'b Bank,
    found: Vec<Finding>,
}

impl<'b> Findings<'b> {
    fn questions(&self) -> &'b [Question] {
        self.bank.questions()
    }

    /// The questions with one right option.
    fn singles(&self) -> Vec<&'b Question> {
        self.bank.questions().iter().filter(|question| question.choose() == 1).collect()
    }

    fn add(&mut self, check: &'static str, level: Level, fault: Fault) {
        self.found.push(Finding { check, level, fault });
    }

    /// About one question.
    fn question(&mut self, check: &'static str, level: Level, question: &Question, field: &str, reason: String) {
        let file = self.bank.file_of(question.id()).to_owned();
        self.add(check, level, Fault { file, subject: question.id().to_string(), field: field.to_owned(), reason });
    }

    /// About the bank as a whole, or a fact, a note or a section of it.
    fn bank(&mut self, check: &'static str, level: Level, subject: &str, reason: String) {
        self.add(
            check,
            level,
            Fault { file: String::new(), subject: subject.to_owned(), field: String::new(), reason },
        );
    }
}

/// A share in percent, for a sentence.
fn percent(part: f64, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a number of questions is small")]
    let whole = whole.max(1) as f64;
    100.0 * part / whole
}
