//! Reads the sections that a manager types, and offers one more while they are typed.

use super::{JOINING_PARTICLES, MOST_SUGGESTIONS, keystrokes, plain, spoken, squeezed};
use crate::domain::current_bank::CurrentBank;
use crate::domain::edition::Section;
use crate::domain::ids::SectionId;

/// Discord takes no longer suggestion.
const LONGEST_SUGGESTION: usize = 100;

/// What joins two sections, as a word of its own.
const BETWEEN_SECTIONS: [&str; 5] = ["and", "및", "그리고", "&", "하고"];

/// The signs between the sections of a list.
const COMMAS: [char; 7] = [',', '，', '、', ';', '；', '+', '·'];

/// Words for all sections, without spaces.
const ALL: [&str; 14] = [
    "all",
    "allsections",
    "allofthem",
    "every",
    "everysection",
    "everything",
    "any",
    "anysection",
    "전체",
    "모두",
    "전부",
    "모든분야",
    "전체분야",
    "모든",
];

/// So many letters of a name stand for it where no other section's name holds them.
const TELLING: usize = 3;

/// The sections of a list of names or ids, each once; an empty list stands for all of them.
///
/// Spaces, hyphens, width and case are of no account: `code deploy` means `CodeDeploy`. A part of a name is enough where
/// one section alone holds it (`beanstalk`), and so is the name in Korean letters (`코드디플로이`).
pub fn parse(bank: &CurrentBank, text: &str) -> Option<Vec<SectionId>> {
    if ALL.contains(&squeezed(text).as_str()) {
        return Some(Vec::new());
    }
    let mut ids: Vec<SectionId> = Vec::new();
    for part in plain(text).split(COMMAS).map(str::trim).filter(|part| !part.is_empty()) {
        for section in named(bank, part)? {
            if !ids.contains(&section.id) {
                ids.push(section.id.clone());
            }
        }
    }
    (!ids.is_empty()).then_some(ids)
}

/// A way to find the section that a text names.
type Finds<'b> = fn(&'b CurrentBank, &str) -> Option<&'b Section>;

/// The sections of a part without commas: one, or several that follow each other (`VPC와 CodeDeploy`).
fn named<'b>(bank: &'b CurrentBank, part: &str) -> Option<Vec<&'b Section>> {
    let words: Vec<&str> = part.split([' ', '/']).filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    let mut rest = &words[..];
    while let [first, after @ ..] = rest {
        if BETWEEN_SECTIONS.contains(first) && !found.is_empty() {
            rest = after;
            continue;
        }
        // The longest name first: `API Gateway` is one section.
        let longest = |how: Finds<'b>| {
            (1..=rest.len()).rev().find_map(|count| Some((how(bank, &rest[..count].concat())?, count)))
        };
        let (section, count) = longest(section).or_else(|| longest(only_one_with))?;
        found.push(section);
        rest = &rest[count..];
    }
    Some(found)
}

/// The section that is called so.
fn section<'b>(bank: &'b CurrentBank, text: &str) -> Option<&'b Section> {
    let forms = forms(text);
    let is_named =
        |section: &&Section| forms.iter().any(|form| names(section).iter().any(|name| squeezed(name) == *form));
    bank.sections.iter().find(is_named)
}

/// The section whose name alone holds what was typed.
fn only_one_with<'b>(bank: &'b CurrentBank, text: &str) -> Option<&'b Section> {
    forms(text).iter().find_map(|form| {
        let is_word = |name: &str| plain(name).split([' ', '-', '.']).any(|word| word == form);
        let is_part = |name: &str| form.chars().count() >= TELLING && squeezed(name).contains(form);
        let holds = |section: &&Section| names(section).iter().any(|name| is_word(name) || is_part(name));
        let mut holding = bank.sections.iter().filter(holds);
        holding.next().filter(|_| holding.next().is_none())
    })
}

/// What was typed, without what joins it with the next name, and in the letters of the names.
fn forms(text: &str) -> Vec<String> {
    let bare = JOINING_PARTICLES.iter().filter_map(|particle| text.strip_suffix(particle));
    let mut forms: Vec<String> =
        std::iter::once(text).chain(bare).map(squeezed).filter(|form| !form.is_empty()).collect();
    let meant: Vec<String> = forms.iter().flat_map(|form| spoken::meant(form)).collect();
    forms.extend(meant);
    forms
}

fn names(section: &Section) -> [&str; 2] {
    [&section.name, section.id.as_str()]
}

/// What was typed so far, with one more section that is not in it yet.
pub fn offered(bank: &CurrentBank, typed: &str) -> Vec<String> {
    let at = |signs: &[char]| {
        let (before, last) = typed.rsplit_once(signs)?;
        let listed = if before.trim().is_empty() { Vec::new() } else { parse(bank, before)? };
        Some((listed, last))
    };
    let behind_comma = at(&COMMAS).or_else(|| at(&[' ', '/']).filter(|(_, last)| last.is_empty()));
    let ways = [behind_comma, Some((Vec::new(), typed)), at(&[' ', '/'])];
    let texts = ways.into_iter().flatten().map(|(listed, last)| with_one_more(bank, &listed, last));
    texts.into_iter().find(|texts| !texts.is_empty()).unwrap_or_default()
}

/// The listed sections with each of those that go with what was typed last.
fn with_one_more(bank: &CurrentBank, listed: &[SectionId], last: &str) -> Vec<String> {
    let last = squeezed(last);
    let begun = keystrokes(&last);
    let meant = spoken::meant(&last);
    let fits = |section: &&Section| {
        let names = names(section).map(squeezed);
        let is_held = |text: &String| names.iter().any(|name| name.contains(text.as_str()));
        let is_spoken =
            || names.iter().any(|name| spoken::words_for(name).any(|word| keystrokes(word).starts_with(&begun)));
        is_held(&last) || meant.iter().any(is_held) || is_spoken()
    };
    let before: Vec<&str> =
        listed.iter().filter_map(|id| bank.section(id)).map(|section| section.name.as_str()).collect();
    let new = bank.sections.iter().filter(fits).filter(|section| !listed.contains(&section.id));
    let texts = new.map(|section| [&before[..], &[section.name.as_str()]].concat().join(", "));
    // A longer one would be cut and could not be read when it is picked; it can still be typed.
    texts.filter(|text| text.chars().count() <= LONGEST_SUGGESTION).take(MOST_SUGGESTIONS).collect()
}

#[cfg(test)]
mod tests;
