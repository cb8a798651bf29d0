//! Reads the bank: its questions and notes, checked as a whole before anything uses them.
//!
//! | file | job |
//! |---|---|
//! | `read` | from files to a bank, or to every fault in them |
//! | `about` | `bank.toml`: title, licence, sections, official tasks |
//! | `beyond` | the facts that the post does not have, each with its page |
//! | `passages` | `notes/{ko,en}/NN-section.md`: what a note looks like in Markdown |
//! | `pairing` | the Korean and the English passage become one note |
//! | `items` | `questions/NN-section.toml`: one question from its table |
//! | `question` | a question that keeps to the rules |
//! | `rules` | what a question must keep to, beyond its form |
//! | `editions` | what each question says, as it is asked |
//! | `review` | what makes a bank good: coverage, guessing, likeness, wording |
//! | `fields` | reads a table field by field, and keeps every fault |
//! | `source` | where banks come from: the one inside the program, or a folder |
//! | `document` | the bank as JSON for other tools |
//! | `tables` | the bank in numbers |

mod about;
mod beyond;
mod document;
mod editions;
mod fault;
mod fields;
mod items;
mod pairing;
mod passages;
mod question;
mod read;
mod review;
mod rules;
mod source;
mod tables;
mod written;

use std::collections::HashMap;
use std::sync::Arc;

pub use document::{BankDocument, document};
pub use fault::{BankFile, Fault, in_folder, in_one_line};
pub use question::Question;
pub use review::{Finding, KeyLengths, Level, Review, Scripts};
pub use source::{embedded, from_directory, open, open_sound};
pub use tables::tables;

use crate::domain::current_bank::CurrentBank;
use crate::domain::edition::{self, Edition};
use crate::domain::ids::{NoteId, QuestionId, SectionId};
use crate::domain::language::Bilingual;
use crate::domain::note::Note;
use crate::domain::note_search::Notes;

/// A section of the bank, in the post's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankSection {
    pub id: SectionId,
    /// Its official spelling, the same in both languages.
    pub name: String,
    /// What the ids of its facts begin with, such as `VPC`.
    pub facts: String,
    /// How many facts it has, numbered from 01; 0 when the bank does not say.
    pub fact_count: usize,
    /// How many questions are planned for it.
    pub planned: Option<usize>,
}

impl BankSection {
    /// The section as members see it.
    fn named(&self) -> edition::Section {
        edition::Section { id: self.id.clone(), name: self.name.clone() }
    }
}

/// Questions and notes that passed every check together.
#[derive(Debug)]
pub struct Bank {
    id: String,
    license: String,
    title: Bilingual,
    attribution: Bilingual,
    sections: Vec<BankSection>,
    notes: Vec<Note>,
    questions: Vec<Question>,
    /// The file of each question.
    files: Vec<String>,
    /// What each question says, as it is asked.
    editions: Vec<Arc<Edition>>,
    aims: about::Aims,
    question_at: HashMap<QuestionId, usize>,
    note_at: HashMap<NoteId, usize>,
}

impl Bank {
    /// The bank's own id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The SPDX name of its licence.
    pub fn license(&self) -> &str {
        &self.license
    }

    /// The bank's title.
    pub fn title(&self) -> &Bilingual {
        &self.title
    }

    /// Where its facts come from and under which licence.
    pub fn attribution(&self) -> &Bilingual {
        &self.attribution
    }

    /// The sections in order.
    pub fn sections(&self) -> &[BankSection] {
        &self.sections
    }

    /// A section by its id.
    pub fn section(&self, id: &SectionId) -> Option<&BankSection> {
        self.sections.iter().find(|section| section.id == *id)
    }

    /// All questions, in the order of their files.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// What each question says, as it is asked; in the order of [`Bank::questions`].
    pub fn editions(&self) -> &[Arc<Edition>] {
        &self.editions
    }

    /// What the bot needs beside the questions while it runs.
    pub fn current(&self) -> CurrentBank {
        CurrentBank {
            license: self.license.clone(),
            title: self.title.clone(),
            sections: self.sections.iter().map(BankSection::named).collect(),
            notes: Notes::new(self.notes.clone()),
        }
    }

    /// A question by its id; `None` when the bank does not have it (any more).
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.question_at.get(id).and_then(|at| self.questions.get(*at))
    }

    /// The file that a question stands in, such as `questions/01-vpc.toml`; empty for one that the bank does not have.
    pub fn file_of(&self, id: &QuestionId) -> &str {
        self.question_at.get(id).and_then(|at| self.files.get(*at)).map_or("", String::as_str)
    }

    /// All notes, in the order of their files.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// A note by its id.
    pub fn note(&self, id: &NoteId) -> Option<&Note> {
        self.note_at.get(id).and_then(|at| self.notes.get(*at))
    }

    /// The notes that explain a question, the most telling first.
    pub fn notes_of<'b>(&'b self, question: &'b Question) -> impl Iterator<Item = &'b Note> {
        question.notes().iter().filter_map(|id| self.note(id))
    }
}
