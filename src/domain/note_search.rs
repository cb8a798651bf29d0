//! Finds notes by what members type, and the nearest ones where nothing fits.

use std::cmp::Reverse;
use std::sync::OnceLock;

use super::note::Note;
use super::spelling::distance;
use super::typed::{keystrokes, plain, squeezed, without_marks};

/// The particles that Korean writers put behind a noun, the longer ones first.
const PARTICLES: [&str; 24] = [
    "이라는",
    "에서",
    "으로",
    "이란",
    "에는",
    "에게",
    "까지",
    "부터",
    "처럼",
    "보다",
    "하고",
    "이랑",
    "란",
    "을",
    "를",
    "은",
    "는",
    "이",
    "가",
    "의",
    "에",
    "로",
    "와",
    "과",
];

/// From so many letters on, a word is also found where the note parts it by spaces or marks.
const FOUND_PARTED: usize = 4;

/// The most notes that are near.
const MOST_NEAR: usize = 3;

/// The longest part of what was typed that is compared with the names of notes, in keystrokes.
const COMPARED_KEYSTROKES: usize = 60;

/// The notes of a bank in the order of their sections, ready to be searched.
#[derive(Debug, Clone)]
pub struct Notes {
    all: Vec<Note>,
    /// What is searched of each note, in the same order; made by the first search.
    searched: OnceLock<Vec<Searched>>,
}

impl PartialEq for Notes {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

impl Eq for Notes {}

/// What came of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matches<'n> {
    /// These fit, the best first.
    Fitting(Vec<&'n Note>),
    /// None fits; these are named most alike, or none is.
    Nearest(Vec<&'n Note>),
}

impl<'n> Matches<'n> {
    /// The notes, the best first.
    pub fn notes(&self) -> &[&'n Note] {
        match self {
            Self::Fitting(notes) | Self::Nearest(notes) => notes,
        }
    }
}

/// What is searched of a note.
#[derive(Debug, Clone)]
struct Searched {
    /// Its headings and its id.
    heading: Text,
    /// Its section and its facts.
    place: Text,
    /// What it says.
    text: Text,
    /// Its headings, its id and its section in keystrokes.
    names: Vec<Vec<char>>,
}

/// A text in both languages, as it is searched.
#[derive(Debug, Clone)]
struct Text {
    plain: String,
    squeezed: String,
}

impl Text {
    fn of(texts: &[&str]) -> Self {
        let plain = plain(&texts.join("\n"));
        Self { squeezed: without_marks(&plain), plain }
    }
}

/// A word that was typed, as it is and without each particle that it may end with.
struct Word {
    forms: Vec<String>,
}

impl Word {
    fn of(text: &str) -> Option<Self> {
        let word = squeezed(text);
        let bare = PARTICLES.iter().filter_map(|particle| word.strip_suffix(particle));
        let bare = bare.filter(|bare| bare.chars().count() > 1);
        let forms = std::iter::once(word.as_str()).chain(bare).map(str::to_owned).collect();
        (!word.is_empty()).then_some(Self { forms })
    }

    fn len(&self) -> usize {
        self.forms[0].chars().count()
    }

    fn stands_in(&self, text: &Text) -> bool {
        let is_long = |form: &String| form.chars().count() >= FOUND_PARTED;
        self.forms.iter().any(|form| text.plain.contains(form) || (is_long(form) && text.squeezed.contains(form)))
    }

    /// How many letters are wrong where a note is named most alike; `None` when too many are.
    fn slips_in(&self, searched: &Searched) -> Option<usize> {
        let of_form = |form: &String| {
            // Nothing in a Latin name is like a Korean word.
            let names = searched.names.iter().filter(|name| form.is_ascii() || !name.iter().all(char::is_ascii));
            let letters: Vec<char> = keystrokes(form).chars().take(COMPARED_KEYSTROKES).collect();
            let slips = names.map(|name| distance(&letters, name)).min()?;
            (slips <= allowed(form, letters.len())).then_some(slips)
        };
        self.forms.iter().filter_map(of_form).min()
    }
}

/// How many of a word's keystrokes may be wrong. Korean ones are many to a syllable.
fn allowed(word: &str, keystrokes: usize) -> usize {
    match keystrokes {
        0..=3 => 0,
        4..=9 if word.is_ascii() => 1,
        _ if word.is_ascii() => keystrokes / 5,
        _ => keystrokes / 6,
    }
}

impl Searched {
    fn of(note: &Note) -> Self {
        let (ko, en) = (&note.heading().ko, &note.heading().en);
        let facts = note.facts().iter().map(String::as_str);
        let correction = note.correction().map_or(["", ""], |text| [&text.ko, &text.en]);
        let letters = |name: &str| keystrokes(&squeezed(name)).chars().collect();
        Self {
            heading: Text::of(&[ko, en, note.id().as_str()]),
            place: Text::of(&std::iter::once(note.excerpt().section.as_str()).chain(facts).collect::<Vec<_>>()),
            text: Text::of(&[&note.text().ko, &note.text().en, correction[0], correction[1]]),
            names: [ko, en, note.id().as_str(), &note.excerpt().section].map(letters).into(),
        }
    }

    /// How well a word fits; `None` when it stands nowhere. A word in the heading counts most.
    fn rank(&self, word: &Word) -> Option<u32> {
        [(9, &self.heading), (3, &self.place), (1, &self.text)]
            .into_iter()
            .find(|(_, text)| word.stands_in(text))
            .map(|(rank, _)| rank)
    }

    /// How near the note is: the letters of words that it lacks, those that are wrong, and its rank, the least first.
    ///
    /// `None` when most of what was typed has nothing to do with what the note is called.
    fn nearness(&self, words: &[Word]) -> Option<(usize, usize, Reverse<u32>)> {
        let (mut lacking, mut wrong, mut rank) = (0, 0, 0);
        for word in words {
            let of_word = self.rank(word).unwrap_or(0);
            rank += of_word;
            // A word that stands only somewhere in the text says little: `the` does too.
            match if of_word > 1 { Some(0) } else { word.slips_in(self) } {
                Some(slips) => wrong += slips,
                None => lacking += word.len(),
            }
        }
        let all: usize = words.iter().map(Word::len).sum();
        (lacking * 2 <= all).then_some((lacking, wrong, Reverse(rank)))
    }
}

impl Notes {
    /// The notes in their order.
    pub fn new(all: Vec<Note>) -> Self {
        Self { all, searched: OnceLock::new() }
    }

    /// All of them.
    pub fn all(&self) -> &[Note] {
        &self.all
    }

    /// The notes that hold every word of what was typed, in either language; where there is none, the nearest.
    ///
    /// Spaces, slashes, hyphens, width, case and Korean particles are of no account.
    pub fn search(&self, typed: &str) -> Matches<'_> {
        let typed = plain(typed);
        let words: Vec<Word> = typed.split(' ').filter_map(Word::of).collect();
        let Some(whole) = Word::of(&typed) else {
            return Matches::Nearest(Vec::new());
        };
        let searched = self.searched.get_or_init(|| self.all.iter().map(Searched::of).collect());
        let both = || self.all.iter().zip(searched);
        let fitting = best(both().filter_map(|(note, searched)| Some((note, Reverse(fit(searched, &words, &whole)?)))));
        if !fitting.is_empty() {
            return Matches::Fitting(fitting);
        }
        let whole = [whole];
        let near = both().filter_map(|(note, searched)| {
            Some((note, [searched.nearness(&words), searched.nearness(&whole)].into_iter().flatten().min()?))
        });
        let mut near = best(near);
        near.truncate(MOST_NEAR);
        Matches::Nearest(near)
    }
}

/// The notes, those with the least value first.
fn best<'n, Value: Ord>(valued: impl Iterator<Item = (&'n Note, Value)>) -> Vec<&'n Note> {
    let mut valued: Vec<(&Note, Value)> = valued.collect();
    valued.sort_by(|(_, one), (_, other)| one.cmp(other));
    valued.into_iter().map(|(note, _)| note).collect()
}

/// How well a note fits; `None` when it lacks a word.
fn fit(searched: &Searched, words: &[Word], whole: &Word) -> Option<u32> {
    let each = words.iter().try_fold(0, |sum, word| Some(sum + searched.rank(word)?));
    let together = searched.rank(whole);
    if each.is_none() && together.is_none() { None } else { Some(each.unwrap_or(0) + 2 * together.unwrap_or(0)) }
}
