//! The bank: the questions and notes, checked as a whole before anything uses them.

use std::collections::HashMap;

use super::ids::{NoteId, QuestionId, SectionId};
use super::language::Bilingual;
use super::note::Note;
use super::question::Question;

/// A section of the bank, in the post's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its id.
    pub id: SectionId,
    /// Its official spelling, the same in both languages.
    pub name: String,
}

/// Questions and notes that passed every check together.
#[derive(Debug)]
pub struct Bank {
    pub(super) id: String,
    pub(super) title: Bilingual,
    pub(super) attribution: Bilingual,
    pub(super) sections: Vec<Section>,
    pub(super) notes: Vec<Note>,
    pub(super) questions: Vec<Question>,
    pub(super) question_at: HashMap<QuestionId, usize>,
    pub(super) note_at: HashMap<NoteId, usize>,
}

impl Bank {
    /// The bank's own id.
    pub fn id(&self) -> &str {
        &self.id
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
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// A section by its id.
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }

    /// All questions, in the order of their files.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// A question by its id; `None` when the bank does not have it (any more).
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.question_at.get(id).and_then(|at| self.questions.get(*at))
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
