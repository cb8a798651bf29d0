//! Reads one question from its table.

use toml::Table;

use super::about::{About, Task};
use super::fault::Faults;
use super::fields::Fields;
use super::question::Question;
use super::written::Written;
use crate::domain::edition::AnswerOption;
use crate::domain::ids::{NoteId, QuestionId, SectionId};
use crate::domain::question::{Difficulty, Snippet};

/// The longest id of a question, in characters: it is a part of button ids.
const LONGEST_ID: usize = 40;

/// Where a question stands.
pub(super) struct Location<'p> {
    pub(super) file: &'p str,
    /// Its number in the file, from 1; it names the question while its id is not known.
    pub(super) number: usize,
    pub(super) section: &'p SectionId,
    pub(super) about: &'p About,
}

/// The question of a table; `None` when a fault stands against it.
pub(super) fn read(table: &Table, location: &Location<'_>, found: &mut Vec<super::Fault>) -> Option<Question> {
    let before = found.len();
    let named = table.get("id").and_then(toml::Value::as_str);
    let subject = named.map_or_else(|| format!("question {}", location.number), str::to_owned);
    let mut fields = Fields::new(table, &subject, "", Faults { file: location.file, found });

    let id = id(&mut fields);
    let difficulty = difficulty(&mut fields);
    let task = task(&mut fields, location.about);
    let choose = fields.number_or("choose", 1);
    let facts = fields.list("facts");
    let notes = notes(&mut fields);
    let as_of = month(&mut fields);
    let aws_doc = page_title(&mut fields);
    let aws_url = fields.optional_text("aws_url").and_then(|url| fields.page_address("aws_url", url));
    let snippet = snippet(&mut fields);
    let stem = fields.bilingual("stem");
    let tables = fields.tables("options");
    fields.end();

    let options: Vec<Option<AnswerOption>> = tables
        .into_iter()
        .enumerate()
        .map(|(at, table)| option(table, &subject, at, Faults { file: location.file, found }))
        .collect();
    let task = task?;
    let written = Written {
        id: id?,
        section: location.section.clone(),
        domain: task.domain,
        task_number: task.number.clone(),
        task_name: task.name.en.clone(),
        difficulty: difficulty?,
        facts: facts?,
        notes: notes?,
        as_of: as_of?,
        aws_doc: aws_doc?,
        aws_url,
        snippet,
        stem: stem?,
        options: options.into_iter().collect::<Option<_>>()?,
    };
    let question = Question::new(written, choose?, &mut Faults { file: location.file, found });
    question.filter(|_| found.len() == before)
}

fn id(fields: &mut Fields<'_, '_>) -> Option<QuestionId> {
    let text = fields.text("id")?;
    let id = QuestionId::new(&text).filter(|_| text.len() <= LONGEST_ID);
    if id.is_none() {
        fields.fault("id", format!("must be small letters, digits and hyphens, {LONGEST_ID} at most"));
    }
    id
}

fn difficulty(fields: &mut Fields<'_, '_>) -> Option<Difficulty> {
    let difficulty = match fields.text("difficulty")?.as_str() {
        "easy" => Some(Difficulty::Easy),
        "medium" => Some(Difficulty::Medium),
        "hard" => Some(Difficulty::Hard),
        _ => None,
    };
    if difficulty.is_none() {
        fields.fault("difficulty", "must be easy, medium or hard");
    }
    difficulty
}

fn task<'a>(fields: &mut Fields<'_, '_>, about: &'a About) -> Option<&'a Task> {
    let number = fields.text("task")?;
    let task = about.tasks.iter().find(|task| task.number == number);
    if task.is_none() {
        fields.fault("task", format!("\"{number}\" is no task of bank.toml"));
    }
    task
}

fn notes(fields: &mut Fields<'_, '_>) -> Option<Vec<NoteId>> {
    let texts = fields.list("notes")?;
    let ids: Option<Vec<NoteId>> = texts.iter().map(|text| NoteId::new(text)).collect();
    let ids = ids.filter(|ids| (1..=3).contains(&ids.len()));
    if ids.is_none() {
        fields.fault("notes", "must name one to three notes by their ids");
    }
    ids
}

fn month(fields: &mut Fields<'_, '_>) -> Option<String> {
    let text = fields.text("as_of")?;
    let parts = text.split_once('-').map(|(year, month)| (year.parse::<u32>(), month.parse::<u32>()));
    if text.len() == 7 && matches!(parts, Some((Ok(2020..), Ok(1..=12)))) {
        return Some(text);
    }
    fields.fault("as_of", "must be the month of the check, such as 2026-11");
    None
}

fn page_title(fields: &mut Fields<'_, '_>) -> Option<String> {
    /// It stands in the small line under an excerpt.
    const LONGEST_TITLE: usize = 150;
    let text = fields.text("aws_doc")?;
    if text.chars().count() > LONGEST_TITLE {
        fields.fault("aws_doc", "has more than 150 characters");
        return None;
    }
    if matches!(text.to_lowercase().as_str(), "aws documentation" | "aws docs" | "aws") {
        fields.fault("aws_doc", "must be the title of the AWS page");
        return None;
    }
    Some(text)
}

/// The snippet of a question that has one. A fault in it is told, and keeps the question out.
fn snippet(fields: &mut Fields<'_, '_>) -> Option<Snippet> {
    const MOST_LINES: usize = 20;
    let lang = fields.optional_text("snippet_lang");
    let text = fields.optional_text("snippet");
    match (lang, text) {
        (None, None) => None,
        (Some(_), None) => {
            fields.fault("snippet", "is missing, but snippet_lang is there");
            None
        }
        (None, Some(_)) => {
            fields.fault("snippet_lang", "is missing, but snippet is there");
            None
        }
        (Some(_), Some(text)) if text.lines().count() > MOST_LINES => {
            fields.fault("snippet", format!("has {} lines; {MOST_LINES} are the most", text.lines().count()));
            None
        }
        (Some(_), Some(text)) if text.contains("```") => {
            fields.fault("snippet", "must not hold ```, which would end its block in a message");
            None
        }
        (Some(lang), Some(text)) => Some(Snippet { lang, text }),
    }
}

fn option(table: &Table, subject: &str, at: usize, faults: Faults<'_>) -> Option<AnswerOption> {
    let mut fields = Fields::new(table, subject, &format!("options[{}].", at + 1), faults);
    let (right, text, why) = (fields.boolean("right"), fields.bilingual("text"), fields.bilingual("why"));
    fields.end();
    Some(AnswerOption { id: u8::try_from(at).unwrap_or(u8::MAX), right: right?, text: text?, why: why? })
}
