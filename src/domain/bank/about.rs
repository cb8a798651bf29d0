//! Reads `bank.toml`: what the bank is, its sections and the exam's official tasks.

use toml::Table;

use super::Section;
use super::fault::{Fault, Faults};
use super::fields::Fields;
use crate::domain::ids::SectionId;
use crate::domain::language::Bilingual;
use crate::domain::question::Domain;

pub(super) const FILE: &str = "bank.toml";

/// What `bank.toml` says, as far as it could be read.
#[derive(Default)]
pub(super) struct About {
    pub(super) id: String,
    pub(super) license: String,
    pub(super) title: Bilingual,
    pub(super) attribution: Bilingual,
    pub(super) sections: Vec<Section>,
    pub(super) tasks: Vec<Task>,
}

/// An official task of the exam guide.
pub(super) struct Task {
    /// Its number, such as `3.2`.
    pub(super) number: String,
    pub(super) domain: Domain,
    pub(super) name: Bilingual,
}

pub(super) fn read(table: &Table, found: &mut Vec<Fault>) -> About {
    let mut fields = Fields::new(table, "", "", Faults { file: FILE, found });
    let mut about = About {
        id: fields.text("id").unwrap_or_default(),
        license: fields.text("license").unwrap_or_default(),
        title: fields.bilingual("title").unwrap_or_default(),
        attribution: fields.bilingual("attribution").unwrap_or_default(),
        ..About::default()
    };
    let (sections, tasks) = (fields.tables("sections"), fields.tables("tasks"));
    fields.end();
    for (at, table) in sections.into_iter().enumerate() {
        let section = section(table, at, found);
        about.sections.extend(section);
    }
    for (at, table) in tasks.into_iter().enumerate() {
        let task = task(table, at, found);
        about.tasks.extend(task);
    }
    for section in repeated(about.sections.iter().map(|section| section.id.as_str())) {
        Faults { file: FILE, found }.add(&section, "sections", "this id stands twice");
    }
    for task in repeated(about.tasks.iter().map(|task| task.number.as_str())) {
        Faults { file: FILE, found }.add(&task, "tasks", "this number stands twice");
    }
    about
}

fn section(table: &Table, at: usize, found: &mut Vec<Fault>) -> Option<Section> {
    let mut fields = Fields::new(table, "", &format!("sections[{}].", at + 1), Faults { file: FILE, found });
    let (id, name, facts) = (fields.text("id"), fields.text("name"), fields.text("facts"));
    let id = id.and_then(|text| {
        let id = SectionId::new(&text);
        if id.is_none() {
            fields.fault("id", format!("\"{text}\" must be small letters, digits and hyphens"));
        }
        id
    });
    fields.end();
    Some(Section { id: id?, name: name?, facts: facts? })
}

fn task(table: &Table, at: usize, found: &mut Vec<Fault>) -> Option<Task> {
    let mut fields = Fields::new(table, "", &format!("tasks[{}].", at + 1), Faults { file: FILE, found });
    let (number, name) = (fields.text("id"), fields.bilingual("name"));
    let domain = number.as_deref().and_then(|number| {
        let domain = number.split_once('.').and_then(|(domain, _)| domain.parse().ok()).and_then(Domain::from_number);
        if domain.is_none() {
            fields.fault("id", format!("\"{number}\" must be a task of the exam guide, such as 3.2"));
        }
        domain
    });
    fields.end();
    Some(Task { number: number?, domain: domain?, name: name? })
}

/// The texts that stand more than once.
pub(super) fn repeated<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let mut twice: Vec<String> = texts.filter(|text| !seen.insert(*text)).map(str::to_owned).collect();
    twice.dedup();
    twice
}
