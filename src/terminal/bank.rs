//! Answers `proctor bank …` at the terminal.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::output::say;
use crate::bank::{self, Bank, Finding};
use crate::domain::ids::QuestionId;
use crate::domain::item_figures::{self, Figures};
use crate::domain::stats::Tally;
use crate::runtime::exit::Exit;
use crate::store::{self, Address, history};

/// `proctor bank check`: names every fault and warning on its own line, and counts what passed.
pub(super) fn check(folder: Option<&Path>, today: NaiveDate) -> Result<(), Exit> {
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(Exit::Unusable(format!("there is no folder {}", folder.display())));
    }
    let bank = match bank::open(folder) {
        Ok(bank) => bank,
        Err(faults) => return refuse(folder, &faults),
    };
    let review = bank.review(today);
    let warned = |finding: &Finding| format!("warning {finding}\n");
    say(&review.warnings.iter().map(warned).collect::<String>())?;
    if !review.failures.is_empty() {
        return refuse(folder, &review.failures);
    }
    say(&format!(
        "{}: {} questions and {} notes, no faults; {} warnings to look at, {} accepted\n",
        bank.id(),
        bank.questions().len(),
        bank.notes().len(),
        review.warnings.len(),
        review.accepted.len(),
    ))
}

fn refuse<F: ToString>(folder: Option<&Path>, faults: &[F]) -> Result<(), Exit> {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    say(&(lines.join("\n") + "\n"))?;
    let count = if faults.len() == 1 { "1 fault".to_owned() } else { format!("{} faults", faults.len()) };
    Err(Exit::Failed(format!("the bank{} has {count}", bank::in_folder(folder))))
}

/// `proctor bank stats`: counts by section, exam domain, difficulty, kind and key position; with a database, also what
/// members answered.
pub(super) fn stats(folder: Option<&Path>, database: Option<&Address>) -> Result<(), Exit> {
    let bank = usable(folder)?;
    let mut text = bank::tables(&bank);
    if let Some(database) = database {
        let answers =
            store::read_only(database, history::picked_options).map_err(|error| Exit::Unusable(error.to_string()))?;
        text += &answered(&bank, &item_figures::figures(&answers));
    }
    say(&text)
}

/// A line for each question that members answered; the share of a right option has a star.
fn answered(bank: &Bank, figures: &BTreeMap<QuestionId, Figures>) -> String {
    let mut text = format!(
        "\n{:<42}{:>8}{:>8}{:>8}{:>8}  options in the bank's order\n",
        "Question", "label", "answers", "right", "tells"
    );
    for question in bank.questions() {
        let Some(of) = figures.get(question.id()) else {
            continue;
        };
        let share = |count: u32| Tally { right: count, answered: of.answered }.percent();
        let tells = of.discrimination.map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
        let label = format!("{:?}", question.difficulty()).to_lowercase();
        let right = format!("{}%", share(of.right));
        let _ = write!(text, "{:<42}{label:>8}{:>8}{right:>8}{tells:>8} ", question.id(), of.answered);
        for (option, count) in question.options().iter().zip(of.picked) {
            let _ = write!(text, " {}{}%", if option.right { "*" } else { "" }, share(count));
        }
        text += "\n";
    }
    let gone = figures.keys().filter(|id| bank.question(id).is_none()).count();
    let _ = writeln!(text, "{} questions answered, {gone} of them not in the bank (any more)", figures.len());
    text
}

/// `proctor bank export`: the bank as JSON.
pub(super) fn export(folder: Option<&Path>) -> Result<(), Exit> {
    let bank = usable(folder)?;
    let text = serde_json::to_string_pretty(&bank::document(&bank));
    say(&(text.map_err(|error| Exit::Failed(error.to_string()))? + "\n"))
}

/// The bank in a folder, or the one inside the program, if it has no faults.
pub(super) fn usable(folder: Option<&Path>) -> Result<Arc<Bank>, Exit> {
    bank::open(folder).map_err(|faults| Exit::Failed(bank::in_one_line(folder, &faults)))
}
