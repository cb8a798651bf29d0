//! From files to a bank, or to every fault in them at once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use toml::Table;

use super::about::{self, About, repeated};
use super::fault::{BankFile, Fault, Faults};
use super::items::{self, Location};
use super::pairing::{self, Pages};
use super::question::Question;
use super::{Bank, editions, passages};
use crate::domain::edition::Edition;
use crate::domain::ids::SectionId;
use crate::domain::language::Language;
use crate::domain::note::Note;

impl Bank {
    /// Reads a bank from its files; all its faults at once, in the order of the files, if it has any.
    ///
    /// Files that do not belong to a bank, such as a licence, are passed over.
    pub fn read(files: &[BankFile]) -> Result<Self, Vec<Fault>> {
        match Self::read_sound(files) {
            (Some(bank), faults) if faults.is_empty() => Ok(bank),
            (_, faults) => Err(faults),
        }
    }

    /// Reads what of a bank is sound, for those who are writing it, with all its faults in the order of the files.
    ///
    /// A question with a fault is left out; without a sound `bank.toml` there is no bank.
    pub fn read_sound(files: &[BankFile]) -> (Option<Self>, Vec<Fault>) {
        let mut found = Vec::new();
        let texts = texts(files, &mut found);

        let Some(about) = texts.iter().find(|(path, _)| *path == about::FILE) else {
            Faults { file: about::FILE, found: &mut found }.add("", "", "is missing: a bank says there what it is");
            return (None, in_order(found));
        };
        let about =
            table(about::FILE, about.1, &mut found).map(|table| about::read(&table, &mut found)).unwrap_or_default();
        let notes = pairing::notes(pages(&texts, &mut found), &about, &mut found);
        let mut questions = questions(&texts, &about, &notes, &mut found);

        if questions.is_empty() && found.is_empty() {
            Faults { file: "questions", found: &mut found }.add("", "", "holds no question");
        }
        let is_sound = |found: &[Fault], file: &str, id: &str| {
            !found.iter().any(|fault| fault.file == file && fault.subject == id)
        };
        questions.retain(|(file, question)| is_sound(&found, file, question.id().as_str()));
        let editions = editions::of(&about, &notes, &questions, &mut found);
        questions.retain(|(file, question)| is_sound(&found, file, question.id().as_str()));

        let has_about = !found.iter().any(|fault| fault.file == about::FILE);
        (has_about.then(|| whole(about, notes, questions, editions)), in_order(found))
    }
}

fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by(|one, other| one.file.cmp(&other.file));
    faults.dedup();
    faults
}

fn texts<'f>(files: &'f [BankFile], found: &mut Vec<Fault>) -> Vec<(&'f str, &'f str)> {
    let mut texts = Vec::new();
    for file in files {
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => texts.push((file.path.as_str(), text)),
            Err(_) if is_of_a_bank(&file.path) => Faults { file: &file.path, found }.add("", "", "is not UTF-8 text"),
            Err(_) => {}
        }
    }
    texts.sort_unstable();
    texts
}

fn is_of_a_bank(path: &str) -> bool {
    path == about::FILE || note_page(path).is_some() || is_questions(path)
}

/// The language and the name of a file of notes.
fn note_page(path: &str) -> Option<(Language, &str)> {
    let (language, name) = path.strip_prefix("notes/")?.split_once('/')?;
    let is_page = has_ending(name, "md");
    Language::from_code(language).filter(|_| is_page).map(|language| (language, name))
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(name, found)| found == ending && !name.contains('/'))
}

fn is_questions(path: &str) -> bool {
    path.strip_prefix("questions/").is_some_and(|name| has_ending(name, "toml"))
}

fn table(file: &str, text: &str, found: &mut Vec<Fault>) -> Option<Table> {
    match text.parse() {
        Ok(table) => Some(table),
        Err(error) => {
            let error: toml::de::Error = error;
            let line = error.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
            Faults { file, found }.add("", "", format!("line {line} is no TOML: {}", error.message()));
            None
        }
    }
}

fn pages(texts: &[(&str, &str)], found: &mut Vec<Fault>) -> Pages {
    let mut pages = Pages::new();
    for (path, text) in texts {
        if let Some((language, name)) = note_page(path) {
            let page = passages::read(text, language, &mut Faults { file: path, found });
            pages.entry(name.to_owned()).or_default().insert(language, page);
        }
    }
    pages
}

fn questions(texts: &[(&str, &str)], about: &About, notes: &[Note], found: &mut Vec<Fault>) -> Vec<(String, Question)> {
    let mut all: Vec<(String, Question)> = Vec::new();
    for (path, text) in texts.iter().filter(|(path, _)| is_questions(path)) {
        let Some(table) = table(path, text, found) else {
            continue;
        };
        let Some(section) = section(path, &table, about, found) else {
            continue;
        };
        for (at, table) in tables(path, &table, found).into_iter().enumerate() {
            let location = Location { file: path, number: at + 1, section: &section, about };
            let question = items::read(table, &location, found);
            all.extend(question.map(|question| ((*path).to_owned(), question)));
        }
    }
    for (path, question) in &all {
        check_notes(question, notes, &mut Faults { file: path, found });
    }
    for id in repeated(all.iter().map(|(_, question)| question.id().as_str())) {
        let file =
            all.iter().rev().find(|(_, question)| question.id().as_str() == id).map_or("questions", |(path, _)| path);
        Faults { file, found }.add(&id, "id", "stands twice in the bank");
    }
    all
}

fn section(path: &str, table: &Table, about: &About, found: &mut Vec<Fault>) -> Option<SectionId> {
    let mut faults = Faults { file: path, found };
    for unknown in table.keys().filter(|key| !matches!(key.as_str(), "section" | "questions")) {
        faults.add("", unknown, "is not known");
    }
    let named = table.get("section").and_then(toml::Value::as_str).unwrap_or_default();
    let section = about.sections.iter().find(|section| section.id.as_str() == named);
    if section.is_none() {
        faults.add("", "section", format!("\"{named}\" is no section of bank.toml"));
    }
    section.map(|section| section.id.clone())
}

fn tables<'t>(path: &str, table: &'t Table, found: &mut Vec<Fault>) -> Vec<&'t Table> {
    let items = table.get("questions").and_then(toml::Value::as_array);
    let tables = items.map(|items| items.iter().filter_map(toml::Value::as_table).collect::<Vec<_>>());
    tables.filter(|tables| !tables.is_empty()).unwrap_or_else(|| {
        Faults { file: path, found }.add("", "questions", "must be given as [[questions]]");
        Vec::new()
    })
}

/// The notes of a question exist, and state what it tests.
fn check_notes(question: &Question, notes: &[Note], faults: &mut Faults<'_>) {
    let mut stated: HashSet<&str> = HashSet::new();
    for id in question.notes() {
        match notes.iter().find(|note| note.id() == id) {
            Some(note) => stated.extend(note.facts().iter().map(String::as_str)),
            None => faults.add(question.id().as_str(), "notes", format!("{id} does not exist")),
        }
    }
    for fact in question.facts().iter().filter(|fact| !stated.contains(fact.as_str())) {
        faults.add(question.id().as_str(), "facts", format!("{fact} is stated by none of its notes"));
    }
}

fn whole(about: About, notes: Vec<Note>, questions: Vec<(String, Question)>, editions: Vec<Arc<Edition>>) -> Bank {
    let (files, questions): (Vec<_>, Vec<_>) = questions.into_iter().unzip();
    let question_at: HashMap<_, _> =
        questions.iter().enumerate().map(|(at, question)| (question.id().clone(), at)).collect();
    let note_at: HashMap<_, _> = notes.iter().enumerate().map(|(at, note)| (note.id().clone(), at)).collect();
    let About { id, license, title, attribution, sections, tasks: _, beyond: _, aims } = about;
    Bank { id, license, title, attribution, sections, notes, questions, files, editions, aims, question_at, note_at }
}
