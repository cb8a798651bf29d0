//! M10, M11, M14, M15: each fact is stated and asked, each note is used, each error of the post is corrected.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Findings, Level};
use crate::bank::Question;
use crate::domain::note::Note;

/// How many questions may test one fact.
const MOST_FOR_A_FACT: usize = 6;

pub(super) fn check(findings: &mut Findings<'_>) {
    let bank = findings.bank;
    let stated: HashMap<&str, &Note> =
        bank.notes().iter().flat_map(|note| note.facts().iter().map(move |fact| (fact.as_str(), note))).collect();
    let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
    for fact in bank.questions().iter().flat_map(Question::facts) {
        *asked.entry(fact).or_default() += 1;
    }
    let of_post =
        bank.sections().iter().flat_map(|one| (1..=one.fact_count).map(|number| format!("{}-{number:02}", one.facts)));
    for fact in of_post.chain(bank.aims.beyond.iter().cloned()) {
        let (stated, asked) = (stated.contains_key(fact.as_str()), asked.contains_key(fact.as_str()));
        let missing: &[&str] = match (bank.aims.exempt.contains_key(&fact), stated, asked) {
            (true, true, true) => &["is stated and asked; take its exemption out"],
            (true, ..) | (false, true, true) => &[],
            (false, false, true) => &["is stated by no note"],
            (false, true, false) => &["is asked by no question"],
            (false, false, false) => &["is stated by no note", "is asked by no question"],
        };
        for reason in missing {
            findings.bank("M10", Level::Fail, &fact, (*reason).to_owned());
        }
    }
    for (fact, count) in asked.into_iter().filter(|(_, count)| *count > MOST_FOR_A_FACT) {
        findings.bank(
            "M11",
            Level::Warn,
            fact,
            format!("is asked by {count} questions; {MOST_FOR_A_FACT} are the most"),
        );
    }
    notes(findings);
    corrections(findings, &stated);
}

/// A note whose facts are all exempt from being asked need not be named either.
fn notes(findings: &mut Findings<'_>) {
    let bank = findings.bank;
    let used: HashSet<_> = bank.questions().iter().flat_map(Question::notes).collect();
    let asks_nothing = |note: &Note| note.facts().iter().all(|fact| bank.aims.exempt.contains_key(fact));
    for note in bank.notes().iter().filter(|note| !used.contains(note.id()) && !asks_nothing(note)) {
        findings.bank("M14", Level::Fail, note.id().as_str(), "is named by no question".to_owned());
    }
}

/// A question that uses a fact which the post got wrong names the note that says so.
fn corrections(findings: &mut Findings<'_>, stated: &HashMap<&str, &Note>) {
    let bank = findings.bank;
    for fact in &bank.aims.corrected {
        match stated.get(fact.as_str()) {
            None => findings.bank("M15", Level::Fail, fact, "needs a correction, but no note states it".to_owned()),
            Some(note) if note.correction().is_none() => {
                findings.bank("M15", Level::Fail, fact, format!("needs a correction, but {} carries none", note.id()));
            }
            Some(_) => {}
        }
    }
    for question in bank.questions() {
        for fact in question.facts().iter().filter(|fact| bank.aims.corrected.contains(*fact)) {
            let corrected =
                bank.notes_of(question).any(|note| note.correction().is_some() && note.facts().contains(fact));
            if !corrected {
                let reason = format!("tests {fact}, but names no note that corrects it");
                findings.question("M15", Level::Fail, question, "notes", reason);
            }
        }
    }
}
