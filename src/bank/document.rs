//! The bank as a JSON document for other tools; its fields are fixed, because outside tools read them.

use serde::Serialize;

use super::Bank;
use crate::bank::Question;
use crate::domain::language::Bilingual;
use crate::domain::note::{AwsPage, Note};
use crate::domain::question::Difficulty;

/// A bank in the fields that outside tools read.
#[derive(Serialize)]
pub struct BankDocument<'b> {
    notes: Vec<NoteDocument<'b>>,
    questions: Vec<QuestionDocument<'b>>,
}

#[derive(Serialize)]
struct NoteDocument<'b> {
    id: &'b str,
    section: &'b str,
    heading: &'b Bilingual,
    text: &'b Bilingual,
    correction: Option<&'b Bilingual>,
    facts: &'b [String],
    source_lines: &'b [u32],
    pages: &'b [AwsPage],
}

#[derive(Serialize)]
struct QuestionDocument<'b> {
    id: &'b str,
    section: &'b str,
    domain: u8,
    task: String,
    difficulty: Difficulty,
    choose: usize,
    facts: &'b [String],
    notes: Vec<&'b str>,
    as_of: &'b str,
    aws_doc: &'b str,
    aws_url: Option<&'b str>,
    snippet: Option<&'b str>,
    stem: &'b Bilingual,
    options: Vec<OptionDocument<'b>>,
}

#[derive(Serialize)]
struct OptionDocument<'b> {
    right: bool,
    text: &'b Bilingual,
    why: &'b Bilingual,
}

/// The bank as a document.
pub fn document(bank: &Bank) -> BankDocument<'_> {
    BankDocument {
        notes: bank.notes().iter().map(note).collect(),
        questions: bank.questions().iter().map(question).collect(),
    }
}

fn note(note: &Note) -> NoteDocument<'_> {
    NoteDocument {
        id: note.id().as_str(),
        section: note.section().as_str(),
        heading: note.heading(),
        text: note.text(),
        correction: note.correction(),
        facts: note.facts(),
        source_lines: note.source_lines(),
        pages: note.pages(),
    }
}

fn question(question: &Question) -> QuestionDocument<'_> {
    QuestionDocument {
        id: question.id().as_str(),
        section: question.section().as_str(),
        domain: question.domain().number(),
        task: question.task(),
        difficulty: question.difficulty(),
        choose: question.choose(),
        facts: question.facts(),
        notes: question.notes().iter().map(crate::domain::ids::NoteId::as_str).collect(),
        as_of: question.as_of(),
        aws_doc: question.aws_doc(),
        aws_url: question.aws_url(),
        snippet: question.snippet().map(|snippet| snippet.text.as_str()),
        stem: question.stem(),
        options: question
            .options()
            .iter()
            .map(|option| OptionDocument { right: option.right, text: &option.text, why: &option.why })
            .collect(),
    }
}
