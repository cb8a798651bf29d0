//! Finds notes by what members type, and the nearest ones where nothing fits.

use std::cmp::Reverse;
use std::sync::OnceLock;

use super::note::Note;
use super::spelling::distance;
use super::typed::{keystrokes, plain, spoken, squeezed, without_marks};

mod pieces;
mod words;

use words::{PARTICLES, SAYING_NOTHING};

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

    /// Whether a squeezed word stands here; a longer one also where the text parts it by spaces or marks.
    fn holds(&self, word: &str) -> bool {
        let parted = if word.is_ascii() { FOUND_PARTED } else { FOUND_PARTED_KOREAN };
        self.plain.contains(word) || (word.chars().count() >= parted && self.squeezed.contains(word))
    }
}

/// From so many letters on, a word is also found where the note parts it by spaces or marks.
const FOUND_PARTED: usize = 4;
/// The same for Korean syllables.
const FOUND_PARTED_KOREAN: usize = 3;

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
        self.forms.iter().any(|form| text.holds(form))
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

    /// How much it tells that a word stands here; `None` when it stands nowhere. A word in the heading counts most.
    fn worth(&self, word: &str) -> Option<usize> {
        [(9, &self.heading), (3, &self.place), (1, &self.text)]
            .into_iter()
            .find(|(_, text)| text.holds(word))
            .map(|(worth, _)| worth)
    }

    /// The same for a word with its forms.
    fn rank(&self, word: &Word) -> Option<usize> {
        word.forms.iter().filter_map(|form| self.worth(form)).max()
    }

    /// How near the note is: the letters of words that it lacks, those that are wrong, and its rank, the least first.
    ///
    /// `None` when most of what was typed has nothing to do with what the note is called.
    fn nearness(&self, words: &[Word]) -> Option<(usize, usize, Reverse<usize>)> {
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
    /// Spaces, slashes, hyphens, width, case and Korean particles are of no account, nor are words that say nothing
    /// (`what is`, `뭔가요`) where others are there.
    pub fn search(&self, typed: &str) -> Matches<'_> {
        let typed = plain(typed);
        let searched = self.searched.get_or_init(|| self.all.iter().map(Searched::of).collect());
        let telling: Vec<&str> =
            typed.split(' ').filter(|word| !SAYING_NOTHING.contains(&without_marks(word).as_str())).collect();
        let (all, asked) = (squeezed(&typed), squeezed(&telling.concat()));
        if asked.is_empty() {
            return Matches::Nearest(Vec::new());
        }
        let bare = without_particles(&asked);
        // What stands so in a note is searched with its words that say nothing elsewhere.
        let stands = |text: &String| searched.iter().any(|searched| searched.worth(text).is_some());
        let as_it_is = [without_particles(&all), all].into_iter().filter(stands);
        let meant = spoken::meant(&asked).into_iter().chain(spoken::meant(&bare));
        // A word may end like a particle (`용도`), so that it is also searched whole.
        for way in as_it_is.chain([bare.clone(), asked.clone()]).chain(meant) {
            let fitting = self.fitting(searched, &way);
            if !fitting.is_empty() {
                return Matches::Fitting(fitting);
            }
        }
        Matches::Nearest(self.nearest(searched, &telling))
    }

    /// The notes that hold all of a squeezed text, the best first.
    fn fitting(&self, searched: &[Searched], text: &str) -> Vec<&Note> {
        let pieces = pieces::of(text, searched);
        let fits = |(note, searched)| Some((note, Reverse(pieces::fit(&pieces, text, searched)?)));
        best(self.all.iter().zip(searched).filter_map(fits))
    }

    /// The notes that are named most like what was typed, else those that are named with one of its words.
    fn nearest(&self, searched: &[Searched], telling: &[&str]) -> Vec<&Note> {
        let words: Vec<Word> = telling.iter().filter_map(|word| Word::of(word)).collect();
        let whole: Vec<Word> = Word::of(&telling.concat()).into_iter().collect();
        let both = || self.all.iter().zip(searched);
        let mut near = best(both().filter_map(|(note, searched)| {
            Some((note, [searched.nearness(&words), searched.nearness(&whole)].into_iter().flatten().min()?))
        }));
        if near.is_empty() {
            let is_long = |word: &&Word| word.len() >= if word.forms[0].is_ascii() { 4 } else { 2 };
            let named = |searched: &Searched| {
                let named = words.iter().filter(is_long).filter(|word| word.stands_in(&searched.heading));
                Some(named.map(Word::len).sum::<usize>()).filter(|letters| *letters > 0)
            };
            near = best(both().filter_map(|(note, searched)| Some((note, Reverse(named(searched)?)))));
        }
        near.truncate(MOST_NEAR);
        near
    }
}

/// A squeezed text without the particles and the words that say nothing at its end.
fn without_particles(squeezed: &str) -> String {
    let mut text = squeezed;
    for _ in 0..3 {
        let endings = SAYING_NOTHING.iter().filter(|word| !word.is_ascii()).chain(&PARTICLES);
        let mut bare = endings.filter_map(|ending| text.strip_suffix(ending)).filter(|bare| bare.chars().count() > 1);
        match bare.next() {
            Some(bare) => text = bare,
            None => break,
        }
    }
    text.to_owned()
}

/// The notes, those with the least value first.
fn best<'n, Value: Ord>(valued: impl Iterator<Item = (&'n Note, Value)>) -> Vec<&'n Note> {
    let mut valued: Vec<(&Note, Value)> = valued.collect();
    valued.sort_by(|(_, one), (_, other)| one.cmp(other));
    valued.into_iter().map(|(note, _)| note).collect()
}

#[cfg(test)]
mod tests;
