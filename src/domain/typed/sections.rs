//! Reads the sections that a manager types, and offers one more while they are typed.

use super::{JOINING_PARTICLES, MOST_SUGGESTIONS, plain, squeezed};
use crate::domain::current_bank::CurrentBank;
use crate::domain::edition::Section;
use crate::domain::ids::SectionId;

/// Discord takes no longer suggestion.
const LONGEST_SUGGESTION: usize = 100;

/// What joins two sections, as a word of its own.
const BETWEEN_SECTIONS: [&str; 4] = ["and", "및", "그리고", "&"];

/// The sections of a list of names or ids, each once; an empty list stands for all of them.
///
/// Spaces, hyphens, width and case are of no account: `code deploy` means `CodeDeploy`.
pub fn parse(bank: &CurrentBank, text: &str) -> Option<Vec<SectionId>> {
    if matches!(squeezed(text).as_str(), "all" | "allsections" | "전체" | "모두" | "모든분야" | "전체분야")
    {
        return Some(Vec::new());
    }
    let mut ids: Vec<SectionId> = Vec::new();
    for part in plain(text).split([',', '、', ';', '+', '·']).map(str::trim).filter(|part| !part.is_empty()) {
        for section in named(bank, part)? {
            if !ids.contains(&section.id) {
                ids.push(section.id.clone());
            }
        }
    }
    (!ids.is_empty()).then_some(ids)
}

/// The sections of a part without commas: one, or several that follow each other (`VPC와 CodeDeploy`).
fn named<'b>(bank: &'b CurrentBank, part: &str) -> Option<Vec<&'b Section>> {
    let words: Vec<&str> = part.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    let mut rest = &words[..];
    while let [first, after @ ..] = rest {
        // The longest name first: `API Gateway` is one section.
        let longest = (1..=rest.len()).rev().find_map(|count| Some((section(bank, &rest[..count].concat())?, count)));
        rest = match longest {
            Some((section, count)) => {
                found.push(section);
                &rest[count..]
            }
            None if BETWEEN_SECTIONS.contains(first) && !found.is_empty() => after,
            None => return None,
        };
    }
    Some(found)
}

fn section<'b>(bank: &'b CurrentBank, text: &str) -> Option<&'b Section> {
    let bare = JOINING_PARTICLES.iter().filter_map(|particle| text.strip_suffix(particle));
    let forms: Vec<String> = std::iter::once(text).chain(bare).map(squeezed).filter(|form| !form.is_empty()).collect();
    let is_named = |section: &&Section| {
        forms.iter().any(|form| squeezed(&section.name) == *form || squeezed(section.id.as_str()) == *form)
    };
    bank.sections.iter().find(is_named)
}

/// What was typed so far, with one more section that is not in it yet.
pub fn offered(bank: &CurrentBank, typed: &str) -> Vec<String> {
    let (before, last) =
        typed.rsplit_once([',', '，', '、']).map_or(("", typed), |(before, last)| (before.trim(), last));
    let last = squeezed(last);
    let listed = parse(bank, before).unwrap_or_default();
    let fits =
        |section: &&Section| squeezed(&section.name).contains(&last) || squeezed(section.id.as_str()).contains(&last);
    let new = bank.sections.iter().filter(fits).filter(|section| !listed.contains(&section.id));
    let texts =
        new.map(|section| if before.is_empty() { section.name.clone() } else { format!("{before}, {}", section.name) });
    // A longer one would be cut and could not be read when it is picked; it can still be typed.
    texts.filter(|text| text.chars().count() <= LONGEST_SUGGESTION).take(MOST_SUGGESTIONS).collect()
}
