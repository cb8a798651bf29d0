//! Reads a file of notes: a passage is a heading with an id, a few sentences, and maybe a correction in a block quote.
//!
//! ```markdown
//! # VPC
//!
//! ## VPC Flow Logs {#vpc-flow-logs facts=VPC-07 lines=17,18}
//!
//! Flow logs record metadata of IP traffic …
//!
//! > [!IMPORTANT]
//! > **Correction** The post says … AWS documents that … (page title; checked 2026-11)
//! ```

use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::fault::Faults;
use crate::domain::ids::NoteId;
use crate::domain::language::Language;

/// One passage in one language.
pub(super) struct Passage {
    pub(super) id: NoteId,
    pub(super) heading: String,
    pub(super) text: String,
    pub(super) correction: Option<String>,
    pub(super) facts: Vec<String>,
    pub(super) source_lines: Vec<u32>,
}

/// A file of notes as it stands.
pub(super) struct NotesFile {
    /// The heading of the page, which names the section.
    pub(super) title: String,
    pub(super) passages: Vec<Passage>,
}

/// A part of a page, with the place of its source.
enum Part {
    Title(String),
    Heading { text: String, id: String, attributes: Vec<(String, String)> },
    Correction,
    Text,
}

pub(super) fn read(source: &str, language: Language, faults: &mut Faults<'_>) -> NotesFile {
    let mut page = NotesFile { title: String::new(), passages: Vec::new() };
    // A heading with a fault still takes the text under it away from the passage before it.
    let mut open: Option<Option<Passage>> = None;
    for (part, range) in parts(source) {
        let inner = source[range].trim();
        match part {
            Part::Title(title) => page.title = title,
            Part::Heading { text, id, attributes } => {
                page.passages.extend(open.take().flatten());
                open = Some(passage(text, &id, &attributes, faults));
            }
            Part::Correction => match open.as_mut() {
                Some(Some(passage)) if passage.correction.is_none() => {
                    passage.correction = Some(correction(inner, language));
                }
                Some(Some(passage)) => faults.add(passage.id.as_str(), "", "has more than one correction"),
                Some(None) => {}
                None => faults.add("", "", "a correction stands before the first passage"),
            },
            Part::Text => match open.as_mut() {
                Some(Some(passage)) => {
                    if !passage.text.is_empty() {
                        passage.text.push_str("\n\n");
                    }
                    passage.text.push_str(inner);
                }
                Some(None) => {}
                None => faults.add("", "", "text stands before the first passage"),
            },
        }
    }
    page.passages.extend(open.flatten());
    page
}

/// The top-level parts of a page.
fn parts(source: &str) -> Vec<(Part, Range<usize>)> {
    let options = Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_GFM;
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut heading = String::new();
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    heading.clear();
                    parts.push((part(tag), range));
                }
                depth += 1;
            }
            Event::End(TagEnd::Heading(_)) if depth == 1 => {
                depth = 0;
                if let Some((Part::Title(text) | Part::Heading { text, .. }, _)) = parts.last_mut() {
                    heading.trim().clone_into(text);
                }
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) | Event::Code(text) => heading.push_str(&text),
            _ => {}
        }
    }
    parts
}

fn part(tag: Tag<'_>) -> Part {
    match tag {
        Tag::Heading { level: HeadingLevel::H1, .. } => Part::Title(String::new()),
        Tag::Heading { id, attrs, .. } => {
            let owned = |text: Option<CowStr<'_>>| text.map(CowStr::into_string).unwrap_or_default();
            let attributes = attrs.into_iter().map(|(name, value)| (name.into_string(), owned(value))).collect();
            Part::Heading { text: String::new(), id: owned(id), attributes }
        }
        Tag::BlockQuote(Some(BlockQuoteKind::Important)) => Part::Correction,
        _ => Part::Text,
    }
}

fn passage(heading: String, id: &str, attributes: &[(String, String)], faults: &mut Faults<'_>) -> Option<Passage> {
    let Some(id) = NoteId::new(id) else {
        faults.add(&heading, "", "the heading needs an id of small letters, digits and hyphens, such as {#vpc-flow-logs facts=VPC-07 lines=17}");
        return None;
    };
    let value = |name: &str| attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    for (name, _) in attributes.iter().filter(|(name, _)| !matches!(name.as_str(), "facts" | "lines")) {
        faults.add(id.as_str(), name, "is not known; a heading has facts and lines");
    }
    let list = |text: &str| {
        text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let facts = list(value("facts"));
    if facts.is_empty() {
        faults.add(id.as_str(), "facts", "is missing: name the facts that the passage states");
    }
    let lines: Option<Vec<u32>> = list(value("lines")).iter().map(|line| line.parse().ok()).collect();
    let source_lines = lines.unwrap_or_default();
    Some(Passage { id, heading, text: String::new(), correction: None, facts, source_lines })
}

/// The text of a correction without the marks of the block quote and without its first word.
fn correction(quote: &str, language: Language) -> String {
    let lines = quote.lines().map(|line| line.trim_start().trim_start_matches('>').trim());
    let text: Vec<&str> = lines.filter(|line| *line != "[!IMPORTANT]").collect();
    let text = text.join("\n");
    let first = match language {
        Language::Korean => "**정정**",
        Language::English => "**Correction**",
    };
    let text = text.trim();
    text.strip_prefix(first).unwrap_or(text).trim().to_owned()
}
