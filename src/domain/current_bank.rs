//! The bank that the bot asks from now: its name, its sections and its notes. Its questions are kept as editions.

use super::edition::Section;
use super::ids::SectionId;
use super::language::Bilingual;
use super::note_search::Notes;

/// What a bank says beside its questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentBank {
    /// The SPDX name of its licence.
    pub license: String,
    pub title: Bilingual,
    /// Its sections in order.
    pub sections: Vec<Section>,
    /// All its notes, in the order of their sections.
    pub notes: Notes,
}

impl CurrentBank {
    /// A section by its id.
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == *id)
    }
}
