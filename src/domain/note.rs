//! A note: one passage that explains a few facts, with a correction where the original post was wrong.

use super::ids::{NoteId, SectionId};
use super::language::Bilingual;

/// A page of AWS's documentation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AwsPage {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// One passage of the notes, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub(crate) id: NoteId,
    pub(crate) section: SectionId,
    pub(crate) heading: Bilingual,
    pub(crate) text: Bilingual,
    pub(crate) correction: Option<Bilingual>,
    pub(crate) facts: Vec<String>,
    pub(crate) source_lines: Vec<u32>,
    pub(crate) pages: Vec<AwsPage>,
}

impl Note {
    /// Its id in the bank.
    pub fn id(&self) -> &NoteId {
        &self.id
    }

    /// The section that it stands in.
    pub fn section(&self) -> &SectionId {
        &self.section
    }

    /// The heading of the passage.
    pub fn heading(&self) -> &Bilingual {
        &self.heading
    }

    /// The passage, in Markdown.
    pub fn text(&self) -> &Bilingual {
        &self.text
    }

    /// What the post got wrong and what AWS documents.
    pub fn correction(&self) -> Option<&Bilingual> {
        self.correction.as_ref()
    }

    /// The facts that it states.
    pub fn facts(&self) -> &[String] {
        &self.facts
    }

    /// The pages that document those of its facts which the post does not have.
    pub fn pages(&self) -> &[AwsPage] {
        &self.pages
    }

    /// The lines of the original post that it restates, counted from 1; none for a passage that goes beyond the post.
    pub fn source_lines(&self) -> &[u32] {
        &self.source_lines
    }
}
