//! Draws an excerpt of the notes: the passage, its correction, and where both come from.

use crate::discord::words::Speaker;
use crate::domain::edition::{Edition, Wording};
use crate::domain::note::Excerpt;

/// A note with its heading, its text, its correction and its place in the post.
pub fn note(speak: &Speaker<'_>, note: &Excerpt) -> String {
    let language = speak.language;
    let mut text = format!("**{}**\n{}", note.heading.get(language), note.text.get(language));
    if let Some(correction) = &note.correction {
        let quoted = correction.get(language).replace('\n', "\n> ");
        text += &format!("\n> ⚠️ **{}** {quoted}", speak.say("excerpt-correction"));
    }
    text += "\n-# ";
    text + &source(speak, note)
}

/// The notes that a passage stands in, or the pages of AWS for one that goes beyond them.
pub fn source(speak: &Speaker<'_>, note: &Excerpt) -> String {
    let section = ("section", note.section.as_str().into());
    if note.source_lines.is_empty() {
        let pages: Vec<String> = note.pages.iter().map(|page| link(&page.title, Some(&page.url))).collect();
        return speak.say_with("excerpt-source-pages", &[section, ("pages", pages.join(" · ").into())]);
    }
    speak.say_with("excerpt-source", &[section])
}

/// A title that leads to its page, where the address is known.
fn link(title: &str, url: Option<&str>) -> String {
    url.map_or_else(|| title.to_owned(), |url| format!("[{title}](<{url}>)"))
}

/// The AWS page that an edition was checked against, in small print.
pub fn aws_page(speak: &Speaker<'_>, edition: &Edition) -> String {
    let Wording { aws_doc, aws_url, as_of, .. } = edition.wording();
    let page = link(aws_doc, aws_url.as_deref());
    format!(
        "-# {}",
        speak.say_with("excerpt-aws-page", &[("page", page.into()), ("month", month(speak, as_of).into())])
    )
}

/// Where to read on, in small print: the first note by its heading, the page of AWS behind a short link, and whether the
/// note puts the post right.
pub fn sources(speak: &Speaker<'_>, edition: &Edition) -> String {
    let Wording { notes, aws_doc, aws_url, .. } = edition.wording();
    let first = notes.first();
    let note = first.map(|note| speak.say_with("sources-note", &[("note", note.heading.get(speak.language).into())]));
    let page = match aws_url {
        Some(url) => link(&speak.say("sources-aws"), Some(url)),
        None => aws_doc.clone(),
    };
    let corrected = first.filter(|note| note.correction.is_some()).map(|_| speak.say("sources-corrected"));
    let parts: Vec<String> = note.into_iter().chain([page]).chain(corrected).collect();
    format!("-# {}", parts.join(" · "))
}

/// `2026-11` as people say it.
fn month(speak: &Speaker<'_>, as_of: &str) -> String {
    let parts = as_of.split_once('-').and_then(|(year, month)| Some((year, month.parse::<u32>().ok()?)));
    parts.map_or_else(
        || as_of.to_owned(),
        |(year, month)| speak.say_with("month", &[("year", year.into()), ("month", month.into())]),
    )
}
