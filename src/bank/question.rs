//! A question of the bank: a developer's situation, its options, and why each is right or wrong.

use super::fault::Faults;
use super::rules;
use super::written::Written;
use crate::domain::edition::AnswerOption;
use crate::domain::ids::{NoteId, QuestionId, SectionId};
use crate::domain::language::Bilingual;
use crate::domain::question::{Difficulty, Domain, Snippet};

/// A question that keeps to the rules of the bank: its key fits its kind, every option has its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question(Written);

impl Question {
    /// The question that is written so; `None` when a rule speaks against it, with a fault for each.
    pub(super) fn new(written: Written, choose: usize, faults: &mut Faults<'_>) -> Option<Self> {
        let before = faults.found.len();
        rules::check(&written, choose, faults);
        (faults.found.len() == before).then_some(Self(written))
    }

    /// Its id in the bank.
    pub fn id(&self) -> &QuestionId {
        &self.0.id
    }

    /// The section of the notes that it belongs to.
    pub fn section(&self) -> &SectionId {
        &self.0.section
    }

    /// The exam domain that it practises.
    pub fn domain(&self) -> Domain {
        self.0.domain
    }

    /// The number of the official task, such as `1.2`.
    pub fn task_number(&self) -> &str {
        &self.0.task_number
    }

    /// The official task with its number, such as `1.2 Develop code for AWS Lambda`.
    pub fn task(&self) -> String {
        format!("{} {}", self.0.task_number, self.0.task_name)
    }

    /// How hard it is.
    pub fn difficulty(&self) -> Difficulty {
        self.0.difficulty
    }

    /// The ids of the facts that it tests, such as `VPC-01`.
    pub fn facts(&self) -> &[String] {
        &self.0.facts
    }

    /// The notes whose passages explain it, the most telling first; one to three.
    pub fn notes(&self) -> &[NoteId] {
        &self.0.notes
    }

    /// The month (`2026-11`) in which it was checked against AWS's pages.
    pub fn as_of(&self) -> &str {
        &self.0.as_of
    }

    /// The title of the AWS page that it was checked against.
    pub fn aws_doc(&self) -> &str {
        &self.0.aws_doc
    }

    /// The address of that page, on docs.aws.amazon.com.
    pub fn aws_url(&self) -> Option<&str> {
        self.0.aws_url.as_deref()
    }

    /// The snippet that belongs to the stem.
    pub fn snippet(&self) -> Option<&Snippet> {
        self.0.snippet.as_ref()
    }

    /// The situation and what is asked.
    pub fn stem(&self) -> &Bilingual {
        &self.0.stem
    }

    /// The options in stored order; members see them in a drawn order.
    pub fn options(&self) -> &[AnswerOption] {
        &self.0.options
    }

    /// How many options are right: 1, or 2 or 3 for a multiple response.
    pub fn choose(&self) -> usize {
        self.0.choose()
    }
}
