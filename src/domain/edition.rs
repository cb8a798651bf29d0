//! An edition: one unchangeable wording of a question, known by what it says.
//!
//! A round points at an edition, so no later change of a bank moves a key, a letter or an old explanation.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::ids::{QuestionId, SectionId};
use super::language::Bilingual;
use super::note::Excerpt;
use super::question::{Difficulty, Domain, Snippet};

/// The most options of a question: they are lettered A to F.
pub const MOST_OPTIONS: usize = 6;

/// What an edition is known by: two editions have the same id exactly when they say the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EditionId([u8; 32]);

impl EditionId {
    /// The id that its text stands for: 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = value_of(pair[0])? * 16 + value_of(pair[1])?;
        }
        Some(Self(bytes))
    }
}

/// The value of a hexadecimal digit as [`EditionId`] writes it: small letters.
fn value_of(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for EditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for EditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EditionId({self})")
    }
}

/// The section that an edition belongs to, by the name that it had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub id: SectionId,
    /// Its official spelling, the same in both languages.
    pub name: String,
}

/// One option of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    /// Its own id, 0 to 5: a drawn order names it, wherever a bank puts it later.
    pub id: u8,
    /// Whether it belongs to the key.
    pub right: bool,
    /// What the member reads.
    pub text: Bilingual,
    /// Why it is right or wrong.
    pub why: Bilingual,
}

/// All that an edition says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// The question of which this is one wording.
    pub question: QuestionId,
    /// The section of the notes that it belongs to.
    pub section: Section,
    /// The exam domain that it practises.
    pub domain: Domain,
    /// The official task with its number, such as `1.2 Develop code for AWS Lambda`.
    pub task: String,
    /// How hard it is; it decides the points.
    pub difficulty: Difficulty,
    /// The situation and what is asked.
    pub stem: Bilingual,
    /// The snippet that belongs to the stem.
    pub snippet: Option<Snippet>,
    /// The options, each with an id of its own.
    pub options: Vec<AnswerOption>,
    /// The passages that explain it, the most telling first.
    pub notes: Vec<Excerpt>,
    /// The month (`2026-11`) in which it was checked against AWS's pages.
    pub as_of: String,
    /// The title of the AWS page that it was checked against.
    pub aws_doc: String,
    /// The address of that page.
    pub aws_url: Option<String>,
}

/// Why a wording cannot be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionFault {
    /// It has fewer than two options, or more than there are letters.
    OptionCount(usize),
    /// The ids of its options are not 0, 1, 2 and so on, each once.
    OptionIds,
    /// No option is right, or every one is.
    Key,
    /// A text that a member reads is empty.
    EmptyText,
}

impl fmt::Display for EditionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OptionCount(count) => write!(f, "has {count} options; a question has two to {MOST_OPTIONS}"),
            Self::OptionIds => f.write_str("has options whose ids are not 0, 1, 2 and so on, each once"),
            Self::Key => f.write_str("has no right option, or no wrong one"),
            Self::EmptyText => f.write_str("has an empty text"),
        }
    }
}

impl std::error::Error for EditionFault {}

/// One unchangeable wording of a question in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    id: EditionId,
    wording: Wording,
}

impl Edition {
    /// The edition that says this.
    pub fn new(mut wording: Wording) -> Result<Self, EditionFault> {
        wording.options.sort_by_key(|option| option.id);
        check(&wording)?;
        Ok(Self { id: id_of(&wording), wording })
    }

    /// What it is known by.
    pub fn id(&self) -> EditionId {
        self.id
    }

    /// All that it says; its options in the order of their ids.
    pub fn wording(&self) -> &Wording {
        &self.wording
    }

    /// The question of which it is one wording.
    pub fn question(&self) -> &QuestionId {
        &self.wording.question
    }

    /// How hard it is.
    pub fn difficulty(&self) -> Difficulty {
        self.wording.difficulty
    }

    /// The situation and what is asked.
    pub fn stem(&self) -> &Bilingual {
        &self.wording.stem
    }

    /// The options in the order of their ids; members see them in a drawn order.
    pub fn options(&self) -> &[AnswerOption] {
        &self.wording.options
    }

    /// How many options are right: 1, or 2 or 3 for a multiple response.
    pub fn choose(&self) -> usize {
        self.wording.options.iter().filter(|option| option.right).count()
    }
}

fn check(wording: &Wording) -> Result<(), EditionFault> {
    let options = &wording.options;
    if !(2..=MOST_OPTIONS).contains(&options.len()) {
        return Err(EditionFault::OptionCount(options.len()));
    }
    if !options.iter().zip(0..).all(|(option, id)| option.id == id) {
        return Err(EditionFault::OptionIds);
    }
    if options.iter().all(|option| option.right) || !options.iter().any(|option| option.right) {
        return Err(EditionFault::Key);
    }
    let read = options.iter().flat_map(|option| [&option.text, &option.why]).chain([&wording.stem]);
    let is_empty = |text: &Bilingual| text.ko.trim().is_empty() || text.en.trim().is_empty();
    if read.into_iter().any(is_empty) { Err(EditionFault::EmptyText) } else { Ok(()) }
}

/// The hash of all that a wording says. A change of this form would make every stored edition a new one.
fn id_of(wording: &Wording) -> EditionId {
    let Wording { question, section, domain, task, difficulty, stem, snippet, options, notes, as_of, aws_doc, aws_url } =
        wording;
    let mut feed = Feed(Sha256::new());
    feed.texts(["edition 1", question.as_str(), section.id.as_str(), &section.name, task, as_of, aws_doc]);
    feed.number(domain.number());
    feed.number(match difficulty {
        Difficulty::Easy => 1,
        Difficulty::Medium => 2,
        Difficulty::Hard => 3,
    });
    feed.maybe(aws_url.as_ref(), |feed, url| feed.texts([url.as_str()]));
    feed.both(stem);
    feed.maybe(snippet.as_ref(), |feed, snippet| feed.texts([snippet.lang.as_str(), &snippet.text]));
    feed.each(options, |feed, option| {
        feed.number(option.id);
        feed.number(u8::from(option.right));
        feed.both(&option.text);
        feed.both(&option.why);
    });
    feed.each(notes, |feed, note| {
        feed.texts([note.section.as_str()]);
        feed.both(&note.heading);
        feed.both(&note.text);
        feed.maybe(note.correction.as_ref(), Feed::both);
        feed.each(&note.source_lines, |feed, line| feed.0.update(line.to_le_bytes()));
        feed.each(&note.pages, |feed, page| feed.texts([page.title.as_str(), &page.url]));
    });
    EditionId(feed.0.finalize().into())
}

/// Feeds values to a hash so that no two different wordings feed it the same: every length stands before its part.
struct Feed(Sha256);

impl Feed {
    fn length(&mut self, length: usize) {
        self.0.update(u64::try_from(length).unwrap_or(u64::MAX).to_le_bytes());
    }

    fn number(&mut self, number: u8) {
        self.0.update([number]);
    }

    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        for text in texts {
            self.length(text.len());
            self.0.update(text);
        }
    }

    fn both(&mut self, text: &Bilingual) {
        self.texts([text.ko.as_str(), &text.en]);
    }

    fn maybe<T>(&mut self, value: Option<&T>, feed: impl FnOnce(&mut Self, &T)) {
        self.number(u8::from(value.is_some()));
        if let Some(value) = value {
            feed(self, value);
        }
    }

    fn each<T>(&mut self, values: &[T], feed: impl Fn(&mut Self, &T)) {
        self.length(values.len());
        for value in values {
            feed(self, value);
        }
    }
}

#[cfg(test)]
mod tests;
