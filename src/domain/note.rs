//! A note: one passage that explains a few facts, with a correction where the original post was wrong.

use serde::{Deserialize, Serialize};

use super::ids::{NoteId, SectionId};
use super::language::Bilingual;

/// A page of AWS's documentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwsPage {
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A passage as members read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The official spelling of the section that it stands in.
    pub section: String,
    /// The heading of the passage.
    pub heading: Bilingual,
    /// The passage, in Markdown.
    pub text: Bilingual,
    /// What the post got wrong and what AWS documents.
    pub correction: Option<Bilingual>,
    /// The lines of the original post that it restates, counted from 1; none for a passage that goes beyond the post.
    pub source_lines: Vec<u32>,
    /// The pages that document what of it the post does not have.
    pub pages: Vec<AwsPage>,
}

/// One passage of the notes, in both languages, with its place in the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    id: NoteId,
    section: SectionId,
    excerpt: Excerpt,
    facts: Vec<String>,
}

impl Note {
    /// The note that says this and states these facts.
    pub fn new(id: NoteId, section: SectionId, excerpt: Excerpt, facts: Vec<String>) -> Self {
        Self { id, section, excerpt, facts }
    }

    /// Its id in the bank.
    pub fn id(&self) -> &NoteId {
        &self.id
    }

    /// The section that it stands in.
    pub fn section(&self) -> &SectionId {
        &self.section
    }

    /// What members read of it.
    pub fn excerpt(&self) -> &Excerpt {
        &self.excerpt
    }

    /// The heading of the passage.
    pub fn heading(&self) -> &Bilingual {
        &self.excerpt.heading
    }

    /// The passage, in Markdown.
    pub fn text(&self) -> &Bilingual {
        &self.excerpt.text
    }

    /// What the post got wrong and what AWS documents.
    pub fn correction(&self) -> Option<&Bilingual> {
        self.excerpt.correction.as_ref()
    }

    /// The facts that it states.
    pub fn facts(&self) -> &[String] {
        &self.facts
    }

    /// The pages that document those of its facts which the post does not have.
    pub fn pages(&self) -> &[AwsPage] {
        &self.excerpt.pages
    }

    /// The lines of the original post that it restates, counted from 1; none for a passage that goes beyond the post.
    pub fn source_lines(&self) -> &[u32] {
        &self.excerpt.source_lines
    }
}
