//! Counts a bank for those who write questions.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Bank, KeyLengths, Scripts};
use crate::bank::Question;
use crate::domain::language::Language;
use crate::domain::note::Note;
use crate::domain::question::{Difficulty, Domain};

const DIFFICULTIES: [Difficulty; 3] = [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard];

/// All tables, one under the other.
pub fn tables(bank: &Bank) -> String {
    let mut text = format!("{}: {} questions, {} notes\n", bank.id(), bank.questions().len(), bank.notes().len());
    let name =
        |question: &Question| bank.section(question.section()).map_or(String::new(), |section| section.name.clone());
    let order: Vec<String> = bank.sections().iter().map(|section| section.name.clone()).collect();
    by_difficulty(&mut text, "Section", bank, &order, name);

    let domain = |domain: Domain| format!("{} {}", domain.number(), domain.name());
    by_difficulty(&mut text, "Exam domain", bank, &Domain::ALL.map(domain), |question| domain(question.domain()));
    let tasks: BTreeSet<String> = bank.questions().iter().map(Question::task).collect();
    by_difficulty(&mut text, "Task of the domain", bank, &Vec::from_iter(tasks), Question::task);
    counted(&mut text, "Kind", bank.questions().iter().map(kind));
    counted(
        &mut text,
        "Key position as stored (choose 1)",
        bank.questions().iter().filter(|one| one.choose() == 1).flat_map(positions),
    );
    counted(
        &mut text,
        "Key position as stored (choose 2 or 3)",
        bank.questions().iter().filter(|one| one.choose() > 1).flat_map(positions),
    );
    key_lengths(&mut text, bank);
    scripts(&mut text, bank);
    addresses(&mut text, bank);
    facts(&mut text, bank);
    text
}

fn scripts(text: &mut String, bank: &Bank) {
    let Scripts { proposed, right } = bank.scripts();
    let _ =
        writeln!(text, "\n\"LEAST ...\" options with a Lambda function or script: {proposed}, {right} of them right");
}

fn addresses(text: &mut String, bank: &Bank) {
    let with = bank.questions().iter().filter(|question| question.aws_url().is_some()).count();
    let _ = writeln!(text, "\nQuestions whose AWS page has its address: {with} of {}", bank.questions().len());
}

fn key_lengths(text: &mut String, bank: &Bank) {
    let [ko, en] = Language::ALL.map(|language| bank.key_lengths(language));
    let _ = writeln!(text, "\n{:<28}{:>8}{:>8}", "Key length (choose 1)", "ko", "en");
    let _ = writeln!(text, "{:<28}{:>7.0}%{:>7.0}%", "longest option", ko.longest, en.longest);
    let _ = writeln!(text, "{:<28}{:>7.0}%{:>7.0}%", "shortest option", ko.shortest, en.shortest);
    let ratio = |lengths: &KeyLengths| lengths.median_ratio.map_or(String::new(), |ratio| format!("{ratio:.2}"));
    let _ = writeln!(text, "{:<28}{:>8}{:>8}", "median, to the others", ratio(&ko), ratio(&en));
}

fn kind(question: &Question) -> String {
    format!("choose {}{}", question.choose(), if question.snippet().is_some() { ", with a snippet" } else { "" })
}

/// The stored places of the right options, as letters.
fn positions(question: &Question) -> Vec<String> {
    let letters = ["A", "B", "C", "D", "E", "F"];
    let right = question.options().iter().zip(letters).filter(|(option, _)| option.right);
    right.map(|(_, letter)| letter.to_owned()).collect()
}

fn by_difficulty(text: &mut String, title: &str, bank: &Bank, rows: &[String], row_of: impl Fn(&Question) -> String) {
    let width = rows.iter().map(|row| row.chars().count() + 2).max().unwrap_or(0).max(28);
    let _ = writeln!(text, "\n{title:<width$}{:>8}{:>8}{:>8}{:>8}", "easy", "medium", "hard", "all");
    for row in rows {
        let of_row: Vec<&Question> = bank.questions().iter().filter(|question| row_of(question) == *row).collect();
        let count = |difficulty| of_row.iter().filter(|question| question.difficulty() == difficulty).count();
        let [easy, medium, hard] = DIFFICULTIES.map(count);
        let _ = writeln!(text, "{row:<width$}{easy:>8}{medium:>8}{hard:>8}{:>8}", of_row.len());
    }
}

fn counted(text: &mut String, title: &str, values: impl Iterator<Item = String>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let _ = writeln!(text, "\n{title}");
    for (value, count) in counts {
        let _ = writeln!(text, "  {value:<50}{count:>6}");
    }
}

fn facts(text: &mut String, bank: &Bank) {
    let noted: BTreeSet<&String> = bank.notes().iter().flat_map(Note::facts).collect();
    let asked: BTreeSet<&String> = bank.questions().iter().flat_map(Question::facts).collect();
    let beyond: BTreeSet<&String> =
        bank.notes().iter().filter(|note| !note.pages().is_empty()).flat_map(Note::facts).collect();
    let _ = writeln!(
        text,
        "\nFacts: {} stated by a note, {} of them beyond the post; {} are asked by a question",
        noted.len(),
        beyond.iter().filter(|fact| fact.starts_with("X-")).count(),
        asked.len()
    );
}
