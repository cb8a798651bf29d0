//! A question as its file says it.

use crate::domain::edition::AnswerOption;
use crate::domain::ids::{NoteId, QuestionId, SectionId};
use crate::domain::language::Bilingual;
use crate::domain::question::{Difficulty, Domain, Snippet};

/// A question as it is written, before anything holds of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) id: QuestionId,
    pub(super) section: SectionId,
    pub(super) domain: Domain,
    pub(super) task_number: String,
    pub(super) task_name: String,
    pub(super) difficulty: Difficulty,
    pub(super) facts: Vec<String>,
    pub(super) notes: Vec<NoteId>,
    pub(super) as_of: String,
    pub(super) aws_doc: String,
    pub(super) aws_url: Option<String>,
    pub(super) snippet: Option<Snippet>,
    pub(super) stem: Bilingual,
    pub(super) options: Vec<AnswerOption>,
}

impl Written {
    /// How many options are right.
    pub(super) fn choose(&self) -> usize {
        self.options.iter().filter(|option| option.right).count()
    }
}
