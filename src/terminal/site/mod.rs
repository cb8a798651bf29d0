//! `proctor bank site`: the bank as web pages that any server can hand out, readable without a script.
//!
//! | file | job |
//! |---|---|
//! | `html` | a page's frame, and texts that cannot become markup |
//! | `section` | the questions and notes of a section |
//! | `search` | what the script of the first page searches |
//! | `folder` | writes the files, and only where they belong |

mod folder;
mod html;
mod search;
mod section;

use std::path::Path;

use super::output::say;
use crate::bank::{Bank, BankSection};
use crate::discord::words::{Speaker, Words};
use crate::domain::language::Language;
use crate::runtime::exit::Exit;
use folder::File;
use html::{Page, escape};

/// The colours of the sandbox's page, so that both look alike.
const COLOURS: &str = include_str!("../../../sandbox/assets/colours.css");

/// Writes the pages of a bank into a folder.
pub(super) fn write(bank: &Bank, folder: &Path) -> Result<(), Exit> {
    let words = Words::load().map_err(|error| Exit::Failed(error.to_string()))?;
    let mut files = vec![
        File::new("index.html", html::choice_of_language(bank)),
        File::new("site.css", format!("{COLOURS}{}", include_str!("site.css"))),
        File::new("search.js", include_str!("search.js")),
    ];
    for language in Language::ALL {
        let (speak, code) = (words.speak(language), language.code());
        files.push(File::new(format!("{code}/index.html"), first_page(bank, &speak)));
        files.push(File::new(format!("{code}/searched.js"), search::searched(bank, language)));
        let sections = bank.sections().iter();
        files.extend(
            sections.map(|one| File::new(format!("{code}/{}", page_of(one)), section::page(bank, one, &speak))),
        );
    }
    folder::put(folder, &files)?;
    let (questions, notes) = (bank.questions().len(), bank.notes().len());
    let index = folder.join("index.html");
    say(&format!("wrote {questions} questions and {notes} notes in two languages; open {}\n", index.display()))
}

/// The file of a section, in the folder of a language.
fn page_of(section: &BankSection) -> String {
    format!("section-{}.html", section.id)
}

/// The sections, and the field that searches all of them.
fn first_page(bank: &Bank, speak: &Speaker<'_>) -> String {
    let say = |key: &str| escape(&speak.say(key));
    let listed = |section: &BankSection| {
        let questions = bank.questions().iter().filter(|one| *one.section() == section.id).count();
        let notes = bank.notes().iter().filter(|one| *one.section() == section.id).count();
        let (name, counts) = (escape(&section.name), escape(&counts(speak, questions, notes)));
        format!("<li><a href=\"{}\">{name}</a> <small>{counts}</small></li>\n", page_of(section))
    };
    let sections: String = bank.sections().iter().map(listed).collect();
    let all = escape(&counts(speak, bank.questions().len(), bank.notes().len()));
    let body = format!(
        "<p>{all}</p>\n\
         <form id=\"search\" role=\"search\" data-found=\"{}\" data-none=\"{}\" hidden>\n\
         <label for=\"find\">{}</label>\n<input id=\"find\" type=\"search\" name=\"q\" autocomplete=\"off\">\n\
         <p id=\"count\" role=\"status\"></p>\n<ol id=\"found\"></ol>\n</form>\n\
         <h2>{}</h2>\n<ul class=\"sections\">\n{sections}</ul>\n",
        escape(&speak.say_with("site-found", &[("count", "%".into())])),
        say("site-none"),
        say("site-search"),
        say("site-sections"),
    );
    let scripts = "<script src=\"searched.js\" defer></script>\n<script src=\"../search.js\" defer></script>\n";
    Page { bank, speak, title: "", file: "index.html", scripts, body: &body }.html()
}

fn counts(speak: &Speaker<'_>, questions: usize, notes: usize) -> String {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    speak.say_with("site-counts", &[("questions", number(questions).into()), ("notes", number(notes).into())])
}
