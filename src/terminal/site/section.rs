//! The questions and notes of a section, each with an address of its own.

use std::sync::Arc;

use super::html::{Page, blocks, escape, inline};
use super::page_of;
use crate::bank::{Bank, BankSection, Question};
use crate::discord::render::excerpt;
use crate::discord::words::Speaker;
use crate::domain::edition::{AnswerOption, Edition};
use crate::domain::note::{Excerpt, Note};

/// The page of a section.
pub(super) fn page(bank: &Bank, section: &BankSection, speak: &Speaker<'_>) -> String {
    let questions = bank.questions().iter().zip(bank.editions()).filter(|(one, _)| *one.section() == section.id);
    let questions: String =
        questions.zip(1..).map(|(question, number)| article(bank, question, number, speak)).collect();
    let notes = bank.notes().iter().filter(|one| *one.section() == section.id);
    let notes: String = notes.map(|note| passage(note, speak)).collect();
    let body = format!(
        "<h2>{}</h2>\n{questions}<h2 id=\"notes\">{}</h2>\n{notes}",
        escape(&speak.say("site-questions")),
        escape(&speak.say("site-notes"))
    );
    Page { bank, speak, title: &section.name, file: &page_of(section), scripts: "", body: &body }.html()
}

fn article(bank: &Bank, (question, edition): (&Question, &Arc<Edition>), number: u32, speak: &Speaker<'_>) -> String {
    let id = escape(question.id().as_str());
    let difficulty = speak.say(&format!("difficulty-{}", question.difficulty().code()));
    let domain = speak.say(&format!("domain-{}", question.domain().number()));
    let kind = escape(&format!("{difficulty} · {domain}"));
    let snippet =
        question.snippet().map(|snippet| format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(&snippet.text)));
    let options: String = question.options().iter().map(|one| option(one, speak)).collect();
    let reasons: String = question.options().iter().map(|one| reason(one, speak)).collect();
    format!(
        "<article id=\"{id}\">\n<h3><a href=\"#{id}\">{number}</a> <small>{kind}</small></h3>\n{}{}\
         <ol class=\"options\" type=\"A\">\n{options}</ol>\n\
         <details>\n<summary>{}</summary>\n<ol class=\"options\" type=\"A\">\n{reasons}</ol>\n{}</details>\n</article>\n",
        blocks(question.stem().get(speak.language)),
        snippet.unwrap_or_default(),
        escape(&speak.say("site-answer")),
        sources(bank, question, edition, speak),
    )
}

fn option(option: &AnswerOption, speak: &Speaker<'_>) -> String {
    format!("<li>{}</li>\n", text(option, speak))
}

fn text(option: &AnswerOption, speak: &Speaker<'_>) -> String {
    inline(option.text.get(speak.language))
}

fn reason(option: &AnswerOption, speak: &Speaker<'_>) -> String {
    let (class, mark, name) =
        if option.right { ("right", "✅", "site-right") } else { ("wrong", "❌", "site-wrong") };
    let (name, why) = (escape(&speak.say(name)), blocks(option.why.get(speak.language)));
    format!(
        "<li class=\"{class}\"><strong>{mark} {name}</strong> {}\n<blockquote>{why}</blockquote></li>\n",
        text(option, speak)
    )
}

/// The notes that explain a question, and the page of AWS that its key was checked against.
fn sources(bank: &Bank, question: &Question, edition: &Edition, speak: &Speaker<'_>) -> String {
    let notes = bank.notes_of(question).map(|note| {
        let page = bank.section(note.section()).map(page_of).unwrap_or_default();
        let heading = inline(note.heading().get(speak.language));
        format!("<a href=\"{page}#{}\">{heading}</a>", address(note))
    });
    let notes = notes.collect::<Vec<_>>().join(" · ");
    let page = inline(excerpt::aws_page(speak, edition).trim_start_matches("-# "));
    format!("<p class=\"source\">📒 {notes}</p>\n<p class=\"source\">{page}</p>\n")
}

/// What stands in the address of a note; a question may have the same id.
pub(super) fn address(note: &Note) -> String {
    format!("note-{}", note.id())
}

fn passage(note: &Note, speak: &Speaker<'_>) -> String {
    let language = speak.language;
    let (id, heading) = (address(note), inline(note.heading().get(language)));
    let correction = note.correction().map(|correction| {
        let name = escape(&speak.say("excerpt-correction"));
        format!(
            "<blockquote class=\"correction\"><strong>⚠️ {name}</strong> {}</blockquote>\n",
            blocks(correction.get(language))
        )
    });
    format!(
        "<article id=\"{id}\">\n<h3><a href=\"#{id}\">{heading}</a></h3>\n{}{}<p class=\"source\">{}</p>\n</article>\n",
        blocks(note.text().get(language)),
        correction.unwrap_or_default(),
        inline(&source(speak, note.excerpt())),
    )
}

/// The lines of the post that a passage comes from; a reader of the pages may have the post at hand.
fn source(speak: &Speaker<'_>, note: &Excerpt) -> String {
    if note.source_lines.is_empty() {
        return excerpt::source(speak, note);
    }
    let count = u32::try_from(note.source_lines.len()).unwrap_or(u32::MAX);
    let lines = ("lines", lines(&note.source_lines).into());
    speak.say_with("site-source", &[("section", note.section.as_str().into()), lines, ("count", count.into())])
}

/// `11, 13–15`: neighbours are drawn together.
fn lines(lines: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let text = |(first, last): (u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    runs.into_iter().map(text).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_lines_are_drawn_together() {
        for (given, drawn) in
            [(&[11][..], "11"), (&[11, 12, 13], "11–13"), (&[11, 14, 15, 20], "11, 14–15, 20"), (&[], "")]
        {
            assert_eq!(lines(given), drawn);
        }
    }
}
