//! What the script of the first page searches: each question and note, squeezed as the bot squeezes what members type.

use serde_json::json;

use super::{page_of, section};
use crate::bank::Bank;
use crate::domain::language::Language;
use crate::domain::typed::squeezed;

/// How many letters of a stem name its question.
const SHOWN: usize = 110;

/// A script that holds all of it: `[address, name, section, squeezed text]` for each, notes first.
pub(super) fn searched(bank: &Bank, language: Language) -> String {
    let section_of = |id| bank.section(id).map(|section| (page_of(section), section.name.as_str())).unwrap_or_default();
    let notes = bank.notes().iter().map(|note| {
        let (page, section) = section_of(note.section());
        let (heading, text) = (note.heading().get(language), note.text().get(language));
        let name = format!("📒 {}", plain(heading));
        json!([
            format!("{page}#{}", section::address(note)),
            name,
            section,
            squeezed(&format!("{heading} {section} {text}"))
        ])
    });
    let questions = bank.questions().iter().map(|question| {
        let (page, section) = section_of(question.section());
        let stem = question.stem().get(language);
        let options = question.options().iter().map(|option| option.text.get(language)).collect::<Vec<_>>().join(" ");
        let stem_shown: String = plain(stem).chars().take(SHOWN).collect();
        let name = if stem.chars().count() > SHOWN { format!("{stem_shown}…") } else { stem_shown };
        json!([format!("{page}#{}", question.id()), name, section, squeezed(&format!("{stem} {section} {options}"))])
    });
    let all: Vec<_> = notes.chain(questions).map(|one| one.to_string()).collect();
    format!("const SEARCHED = [\n{}\n];\n", all.join(",\n"))
}

/// A text without the marks of code in it.
fn plain(text: &str) -> String {
    text.replace('`', "")
}
