//! Reads the sections that a manager types, and offers one more while they are typed.

use crate::domain::current_bank::CurrentBank;
use crate::domain::edition::Section;
use crate::domain::ids::SectionId;

/// Discord takes no longer suggestion.
const LONGEST_SUGGESTION: usize = 100;

/// The sections of a list of names or ids, each once; an empty list stands for all of them.
pub fn parse(bank: &CurrentBank, text: &str) -> Option<Vec<SectionId>> {
    if matches!(text.trim().to_lowercase().as_str(), "all" | "전체" | "모두") {
        return Some(Vec::new());
    }
    let mut ids: Vec<SectionId> = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let id = &section(bank, part)?.id;
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    (!ids.is_empty()).then_some(ids)
}

fn section<'b>(bank: &'b CurrentBank, text: &str) -> Option<&'b Section> {
    bank.sections.iter().find(|section| section.id.as_str() == text || section.name.eq_ignore_ascii_case(text))
}

/// What was typed so far, with one more section that is not in it yet.
pub fn offered(bank: &CurrentBank, typed: &str) -> Vec<String> {
    let (before, last) = typed.rsplit_once(',').map_or(("", typed), |(before, last)| (before.trim(), last));
    let last = last.trim().to_lowercase();
    let listed = parse(bank, before).unwrap_or_default();
    let fits = |section: &&Section| section.name.to_lowercase().contains(&last) || section.id.as_str().contains(&last);
    let new = bank.sections.iter().filter(fits).filter(|section| !listed.contains(&section.id));
    let texts =
        new.map(|section| if before.is_empty() { section.name.clone() } else { format!("{before}, {}", section.name) });
    // A longer one would be cut and could not be read when it is picked; it can still be typed.
    texts.filter(|text| text.chars().count() <= LONGEST_SUGGESTION).take(25).collect()
}
