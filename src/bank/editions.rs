//! What each question says, as it is asked: its wording with the passages that explain it.

use std::sync::Arc;

use super::about::About;
use super::fault::{Fault, Faults};
use super::question::Question;
use crate::domain::edition::{self, Edition, Wording};
use crate::domain::note::Note;

/// The editions of the questions, each of which stands beside its file.
pub(super) fn of(
    about: &About,
    notes: &[Note],
    questions: &[(String, Question)],
    found: &mut Vec<Fault>,
) -> Vec<Arc<Edition>> {
    let mut editions = Vec::new();
    for (file, question) in questions {
        match Edition::new(wording(about, notes, question)) {
            Ok(edition) => editions.push(Arc::new(edition)),
            Err(fault) => Faults { file, found }.add(question.id().as_str(), "", fault.to_string()),
        }
    }
    editions
}

fn wording(about: &About, notes: &[Note], question: &Question) -> Wording {
    let section = about.sections.iter().find(|section| section.id == *question.section());
    let name = section.map_or_else(|| question.section().to_string(), |section| section.name.clone());
    let explaining = question.notes().iter().filter_map(|id| notes.iter().find(|note| note.id() == id));
    Wording {
        question: question.id().clone(),
        section: edition::Section { id: question.section().clone(), name },
        domain: question.domain(),
        task: question.task(),
        difficulty: question.difficulty(),
        stem: question.stem().clone(),
        snippet: question.snippet().cloned(),
        options: question.options().to_vec(),
        notes: explaining.map(|note| note.excerpt().clone()).collect(),
        as_of: question.as_of().to_owned(),
        aws_doc: question.aws_doc().to_owned(),
        aws_url: question.aws_url().map(str::to_owned),
    }
}
