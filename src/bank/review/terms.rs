//! M29: terms that `bank.toml` keeps out of the texts of a language, each with what is said in its place.

use super::{Findings, Level};
use crate::bank::about::Banned;
use crate::domain::language::Bilingual;

pub(super) fn check(findings: &mut Findings<'_>) {
    for banned in &findings.bank.aims.banned {
        for question in findings.questions() {
            for (field, is_option, text) in question_texts(question) {
                if says(text, banned, is_option) {
                    let field = format!("{field}.{}", banned.language.code());
                    findings.question("M29", Level::Fail, question, &field, reason(banned));
                }
            }
        }
        for note in findings.bank.notes() {
            let texts = [Some(note.heading()), Some(note.text()), note.correction()];
            if texts.into_iter().flatten().any(|text| says(text, banned, false)) {
                findings.bank("M29", Level::Fail, note.id().as_str(), reason(banned));
            }
        }
    }
}

/// Each text of a question with its field, and whether it is an option.
fn question_texts(question: &crate::bank::Question) -> Vec<(String, bool, &Bilingual)> {
    let mut texts = vec![("stem".to_owned(), false, question.stem())];
    for (at, option) in question.options().iter().enumerate() {
        texts.push((format!("options[{}].text", at + 1), true, &option.text));
        texts.push((format!("options[{}].why", at + 1), false, &option.why));
    }
    texts
}

fn says(text: &Bilingual, banned: &Banned, is_option: bool) -> bool {
    let text = text.get(banned.language);
    if !banned.at_start {
        return text.contains(&banned.term);
    }
    let rest = text.strip_prefix(&banned.term).filter(|_| is_option);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn reason(banned: &Banned) -> String {
    format!("says \"{}\"; say {}", banned.term, banned.instead)
}
