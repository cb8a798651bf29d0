//! Reads `bank.toml`: what the bank is, its sections and the exam's official tasks.

use std::collections::{BTreeMap, BTreeSet};

use toml::Table;

use super::BankSection;
use super::fault::{Fault, Faults};
use super::fields::Fields;
use crate::domain::ids::SectionId;
use crate::domain::language::{Bilingual, Language};
use crate::domain::note::AwsPage;
use crate::domain::question::Domain;

pub(super) const FILE: &str = "bank.toml";

/// What `bank.toml` says, as far as it could be read.
#[derive(Default)]
pub(super) struct About {
    pub(super) id: String,
    pub(super) license: String,
    pub(super) title: Bilingual,
    pub(super) attribution: Bilingual,
    pub(super) sections: Vec<BankSection>,
    pub(super) tasks: Vec<Task>,
    /// The facts that the post does not have, such as `X-VPC-01`, each with the page that documents it.
    pub(super) beyond: BTreeMap<String, AwsPage>,
    pub(super) aims: Aims,
}

/// What the bank sets itself, for its review.
#[derive(Debug, Default)]
pub(super) struct Aims {
    /// The facts that the post got wrong: the notes that state them carry a correction.
    pub(super) corrected: BTreeSet<String>,
    /// The facts that need no note and no question, each with the reason.
    pub(super) exempt: BTreeMap<String, String>,
    /// The terms that no text of a language may use.
    pub(super) banned: Vec<Banned>,
    /// The facts beyond the post; each is stated and asked like one of its own.
    pub(super) beyond: BTreeSet<String>,
    /// The warnings that stand, each with the reason.
    pub(super) accepted: Vec<Accepted>,
    /// How many questions of each sort are planned; a small bank may plan nothing.
    pub(super) plan: Option<Plan>,
    /// How many questions are planned for an official task, by its number; tasks without a plan are left out.
    pub(super) planned_tasks: BTreeMap<String, usize>,
}

/// A warning of the review that the bank accepts.
#[derive(Debug)]
pub(super) struct Accepted {
    /// The number of the check, such as `M05`.
    pub(super) check: String,
    /// The question, fact, section or language that it warns of.
    pub(super) about: String,
    /// Why it stands.
    pub(super) reason: String,
}

/// A term that the bank keeps out of its texts.
#[derive(Debug)]
pub(super) struct Banned {
    pub(super) language: Language,
    pub(super) term: String,
    /// Whether it is kept out of the beginnings of options alone.
    pub(super) at_start: bool,
    /// What is said in its place.
    pub(super) instead: String,
}

/// How many questions of each sort are planned.
#[derive(Debug)]
pub(super) struct Plan {
    /// For each exam domain in the guide's order.
    pub(super) domains: [usize; 4],
    pub(super) easy: usize,
    pub(super) medium: usize,
    pub(super) hard: usize,
    /// With two or three right options.
    pub(super) choose_several: usize,
    /// With three right options, at least.
    pub(super) choose_three: usize,
    /// With a snippet, at least.
    pub(super) snippets: usize,
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
    about.aims.corrected = fields.optional_list("corrected").into_iter().collect();
    let (exempt, accepted) = (fields.optional_tables("exempt"), fields.optional_tables("accepted"));
    let (plan, banned) = (fields.optional_table("plan"), fields.optional_table("banned"));
    let beyond = fields.optional_tables("facts");
    fields.end();
    about.aims.plan = plan.and_then(|table| self::plan(table, found));
    about.aims.banned = banned.map(|table| self::banned(table, found)).unwrap_or_default();
    about.beyond = super::beyond::read(FILE, &beyond, found);
    about.aims.beyond = about.beyond.keys().cloned().collect();
    for (at, table) in exempt.into_iter().enumerate() {
        about.aims.exempt.extend(exemption(table, at, found));
    }
    for (at, table) in accepted.into_iter().enumerate() {
        about.aims.accepted.extend(acceptance(table, at, found));
    }
    for (at, table) in sections.into_iter().enumerate() {
        let section = section(table, at, found);
        about.sections.extend(section);
    }
    for (at, table) in tasks.into_iter().enumerate() {
        let Some((task, planned)) = task(table, at, found) else {
            continue;
        };
        about.aims.planned_tasks.extend(planned.map(|planned| (task.number.clone(), planned)));
        about.tasks.push(task);
    }
    for section in repeated(about.sections.iter().map(|section| section.id.as_str())) {
        Faults { file: FILE, found }.add(&section, "sections", "this id stands twice");
    }
    for task in repeated(about.tasks.iter().map(|task| task.number.as_str())) {
        Faults { file: FILE, found }.add(&task, "tasks", "this number stands twice");
    }
    about
}

fn section(table: &Table, at: usize, found: &mut Vec<Fault>) -> Option<BankSection> {
    let mut fields = Fields::new(table, "", &format!("sections[{}].", at + 1), Faults { file: FILE, found });
    let (id, name, facts) = (fields.text("id"), fields.text("name"), fields.text("facts"));
    let (fact_count, planned) = (fields.number_or("fact_count", 0), fields.optional_number("questions"));
    let id = id.and_then(|text| {
        let id = SectionId::new(&text);
        if id.is_none() {
            fields.fault("id", format!("\"{text}\" must be small letters, digits and hyphens"));
        }
        id
    });
    fields.end();
    Some(BankSection { id: id?, name: name?, facts: facts?, fact_count: fact_count?, planned })
}

/// A task, and how many questions are planned for it.
fn task(table: &Table, at: usize, found: &mut Vec<Fault>) -> Option<(Task, Option<usize>)> {
    let mut fields = Fields::new(table, "", &format!("tasks[{}].", at + 1), Faults { file: FILE, found });
    let (number, name, planned) = (fields.text("id"), fields.bilingual("name"), fields.optional_number("questions"));
    let domain = number.as_deref().and_then(|number| {
        let domain = number.split_once('.').and_then(|(domain, _)| domain.parse().ok()).and_then(Domain::from_number);
        if domain.is_none() {
            fields.fault("id", format!("\"{number}\" must be a task of the exam guide, such as 3.2"));
        }
        domain
    });
    fields.end();
    Some((Task { number: number?, domain: domain?, name: name? }, planned))
}

fn plan(table: &Table, found: &mut Vec<Fault>) -> Option<Plan> {
    let mut fields = Fields::new(table, "", "plan.", Faults { file: FILE, found });
    let mut number = |field| fields.number_or(field, 0);
    let domains = [number("domain_1"), number("domain_2"), number("domain_3"), number("domain_4")];
    let (easy, medium, hard) = (number("easy"), number("medium"), number("hard"));
    let (choose_several, choose_three) = (number("choose_several"), number("choose_three"));
    let snippets = number("snippets");
    fields.end();
    let [one, two, three, four] = domains;
    Some(Plan {
        domains: [one?, two?, three?, four?],
        easy: easy?,
        medium: medium?,
        hard: hard?,
        choose_several: choose_several?,
        choose_three: choose_three?,
        snippets: snippets?,
    })
}

/// The terms of `[[banned.en]]` and `[[banned.ko]]`.
fn banned(table: &Table, found: &mut Vec<Fault>) -> Vec<Banned> {
    let mut fields = Fields::new(table, "", "banned.", Faults { file: FILE, found });
    let terms = [(Language::English, fields.optional_tables("en")), (Language::Korean, fields.optional_tables("ko"))];
    fields.end();
    let mut all = Vec::new();
    for (language, tables) in terms {
        for (at, table) in tables.into_iter().enumerate() {
            let place = format!("banned.{}[{}].", language.code(), at + 1);
            let mut fields = Fields::new(table, "", &place, Faults { file: FILE, found });
            let (term, instead) = (fields.text("term"), fields.text("instead"));
            let at_start = fields.boolean_or("at_start", false);
            fields.end();
            if let (Some(term), Some(instead), Some(at_start)) = (term, instead, at_start) {
                all.push(Banned { language, term, at_start, instead });
            }
        }
    }
    all
}

fn exemption(table: &Table, at: usize, found: &mut Vec<Fault>) -> Option<(String, String)> {
    let mut fields = Fields::new(table, "", &format!("exempt[{}].", at + 1), Faults { file: FILE, found });
    let (fact, reason) = (fields.text("fact"), fields.text("reason"));
    fields.end();
    fact.zip(reason)
}

fn acceptance(table: &Table, at: usize, found: &mut Vec<Fault>) -> Option<Accepted> {
    let mut fields = Fields::new(table, "", &format!("accepted[{}].", at + 1), Faults { file: FILE, found });
    let (check, about, reason) = (fields.text("check"), fields.text("about"), fields.text("reason"));
    fields.end();
    Some(Accepted { check: check?, about: about?, reason: reason? })
}

/// The texts that stand more than once.
pub(super) fn repeated<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let mut twice: Vec<String> = texts.filter(|text| !seen.insert(*text)).map(str::to_owned).collect();
    twice.dedup();
    twice
}
