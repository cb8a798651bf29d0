//! Makes one note of a Korean and an English passage; what differs between them is a fault.

use std::collections::{BTreeMap, HashMap};

use super::BankSection;
use super::about::About;
use super::beyond;
use super::fault::{Fault, Faults};
use super::passages::{NotesFile, Passage};
use crate::domain::ids::{NoteId, SectionId};
use crate::domain::language::{Bilingual, Language};
use crate::domain::note::{AwsPage, Excerpt, Note};

/// The longest passage, in characters: several of them fit one message.
const LONGEST_TEXT: usize = 700;

/// The longest correction, in characters.
const LONGEST_CORRECTION: usize = 500;

/// The longest heading, in characters: it is a title in messages.
const LONGEST_HEADING: usize = 100;

/// The pages of notes by file name, in each language.
pub(super) type Pages = BTreeMap<String, HashMap<Language, NotesFile>>;

pub(super) fn notes(pages: Pages, about: &About, found: &mut Vec<Fault>) -> Vec<Note> {
    let mut notes = Vec::new();
    for (name, mut languages) in pages {
        let (ko_file, en_file) = (format!("notes/ko/{name}"), format!("notes/en/{name}"));
        let (ko, en) = (languages.remove(&Language::Korean), languages.remove(&Language::English));
        let (Some(ko), Some(en)) = (ko, en) else {
            Faults { file: &format!("notes/*/{name}"), found }.add("", "", "must exist in notes/ko and in notes/en");
            continue;
        };
        let section = section_of(&name, about);
        for (file, page) in [(&ko_file, &ko), (&en_file, &en)] {
            check_title(file, page, section.as_ref(), about, found);
        }
        let mut in_korean: HashMap<NoteId, Passage> = HashMap::new();
        for passage in ko.passages {
            let id = passage.id.clone();
            if in_korean.insert(id.clone(), passage).is_some() {
                Faults { file: &ko_file, found }.add(id.as_str(), "", "this id stands twice");
            }
        }
        for en in en.passages {
            let Some(ko) = in_korean.remove(&en.id) else {
                Faults { file: &ko_file, found }.add(en.id.as_str(), "", "is missing in Korean");
                continue;
            };
            check(&ko, &mut Faults { file: &ko_file, found });
            check(&en, &mut Faults { file: &en_file, found });
            check_pair(&ko, &en, &mut Faults { file: &ko_file, found });
            check_facts(&en, section.as_ref(), about, &mut Faults { file: &en_file, found });
            let section = section.as_ref().and_then(|id| section_in(about, id));
            notes.extend(section.map(|section| note(section, about, ko, en)));
        }
        for id in in_korean.into_keys() {
            Faults { file: &en_file, found }.add(id.as_str(), "", "is missing in English");
        }
    }
    check_all(&notes, found);
    notes
}

/// The section of `01-vpc.md`.
fn section_of(name: &str, about: &About) -> Option<SectionId> {
    let id = name.trim_end_matches(".md").split_once('-')?.1;
    about.sections.iter().map(|section| &section.id).find(|section| section.as_str() == id).cloned()
}

fn check_title(file: &str, page: &NotesFile, section: Option<&SectionId>, about: &About, found: &mut Vec<Fault>) {
    let mut faults = Faults { file, found };
    let Some(section) = about.sections.iter().find(|one| Some(&one.id) == section) else {
        faults.add("", "", "must be named after a section of bank.toml, such as 01-vpc.md");
        return;
    };
    if page.title != section.name {
        faults.add("", "", format!("must begin with \"# {}\"", section.name));
    }
}

fn check(passage: &Passage, faults: &mut Faults<'_>) {
    let id = passage.id.as_str();
    let texts = [
        ("heading", passage.heading.as_str(), LONGEST_HEADING),
        ("text", &passage.text, LONGEST_TEXT),
        ("correction", passage.correction.as_deref().unwrap_or("-"), LONGEST_CORRECTION),
    ];
    for (field, text, longest) in texts {
        let length = text.chars().count();
        if length == 0 {
            faults.add(id, field, "is empty");
        }
        if length > longest {
            faults.add(id, field, format!("has {length} characters; {longest} are the most"));
        }
    }
}

fn check_pair(ko: &Passage, en: &Passage, faults: &mut Faults<'_>) {
    let same = [
        ("facts", ko.facts == en.facts),
        ("lines", ko.source_lines == en.source_lines),
        ("correction", ko.correction.is_some() == en.correction.is_some()),
    ];
    for (field, _) in same.into_iter().filter(|(_, same)| !same) {
        faults.add(ko.id.as_str(), field, "differs between Korean and English");
    }
}

/// A fact's id begins with the letters of the section that states it; one beyond the post is declared.
fn check_facts(passage: &Passage, section: Option<&SectionId>, about: &About, faults: &mut Faults<'_>) {
    let Some(section) = about.sections.iter().find(|one| Some(&one.id) == section) else {
        return;
    };
    let id = passage.id.as_str();
    for fact in &passage.facts {
        let bare = fact.strip_prefix(beyond::PREFIX).unwrap_or(fact);
        if !bare.strip_prefix(&section.facts).is_some_and(|rest| rest.starts_with('-')) {
            let reason = format!("{fact} is no fact of the section; its facts begin with {}-", section.facts);
            faults.add(id, "facts", reason);
        }
        if fact.starts_with(beyond::PREFIX) && !about.beyond.contains_key(fact) {
            faults.add(id, "facts", format!("{fact} is not declared under [[facts]] of bank.toml"));
        }
    }
    let of_post = passage.facts.iter().any(|fact| !fact.starts_with(beyond::PREFIX));
    if of_post == passage.source_lines.is_empty() {
        let reason = "must be the numbers of the post's lines, such as lines=17,18; facts beyond the post have none";
        faults.add(id, "lines", reason);
    }
}

fn section_in<'a>(about: &'a About, id: &SectionId) -> Option<&'a BankSection> {
    about.sections.iter().find(|section| section.id == *id)
}

fn note(section: &BankSection, about: &About, ko: Passage, en: Passage) -> Note {
    let mut pages: Vec<AwsPage> = Vec::new();
    for page in en.facts.iter().filter_map(|fact| about.beyond.get(fact)) {
        if !pages.contains(page) {
            pages.push(page.clone());
        }
    }
    let excerpt = Excerpt {
        section: section.name.clone(),
        heading: Bilingual { ko: ko.heading, en: en.heading },
        text: Bilingual { ko: ko.text, en: en.text },
        correction: ko.correction.zip(en.correction).map(|(ko, en)| Bilingual { ko, en }),
        source_lines: en.source_lines,
        pages,
    };
    Note::new(en.id, section.id.clone(), excerpt, en.facts)
}

/// What holds for all notes together: an id and a fact stand once.
fn check_all(notes: &[Note], found: &mut Vec<Fault>) {
    let mut ids = std::collections::HashSet::new();
    let mut facts: HashMap<&str, &NoteId> = HashMap::new();
    let mut faults = Faults { file: "notes", found };
    for note in notes {
        if !ids.insert(note.id()) {
            faults.add(note.id().as_str(), "", "this id stands twice");
        }
        for fact in note.facts() {
            if let Some(other) = facts.insert(fact, note.id()) {
                faults.add(note.id().as_str(), "facts", format!("{fact} is stated by {other} already"));
            }
        }
    }
}
