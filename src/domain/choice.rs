//! The letters of a question's options, and what a member picked among them.

use std::fmt;

/// The letter of an option as it is shown: A to F.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Letter(u8);

impl Letter {
    /// The letters that a question may use, A first.
    pub fn all() -> impl Iterator<Item = Letter> {
        (0..6).map(Letter)
    }

    /// The letter at a place counted from 0, at most 5.
    pub fn at(index: usize) -> Option<Self> {
        u8::try_from(index).ok().filter(|index| *index < 6).map(Self)
    }

    /// Its place counted from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The letter in either case.
    pub fn parse(letter: char) -> Option<Self> {
        let upper = letter.to_ascii_uppercase();
        upper.is_ascii_uppercase().then(|| usize::from(upper as u8 - b'A')).and_then(Self::at)
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", char::from(b'A' + self.0))
    }
}

/// A set of letters: what a member picked, or what is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Choice(u8);

impl Choice {
    /// The set of these letters.
    pub fn of(letters: impl IntoIterator<Item = Letter>) -> Self {
        Self(letters.into_iter().fold(0, |set, letter| set | (1 << letter.0)))
    }

    /// The set as letters, such as `AC`; `None` for no letters, or other ones. What people type is read in
    /// [`typed::letters`](super::typed::letters).
    pub fn parse(text: &str) -> Option<Self> {
        let letters: Option<Vec<Letter>> = text.chars().map(Letter::parse).collect();
        letters.filter(|letters| !letters.is_empty()).map(Self::of)
    }

    /// The letters in order.
    pub fn letters(self) -> impl Iterator<Item = Letter> {
        Letter::all().filter(move |letter| self.contains(*letter))
    }

    /// Whether a letter is in the set.
    pub fn contains(self, letter: Letter) -> bool {
        self.0 & (1 << letter.0) != 0
    }

    /// How many letters are in the set.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether no letter is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set as a number for the store: bit 0 is A.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// The set that [`Choice::bits`] wrote.
    pub fn from_bits(bits: u8) -> Option<Self> {
        (bits < 64).then_some(Self(bits))
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.letters().try_for_each(|letter| letter.fmt(f))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_read_from_its_letters_in_any_order() {
        for typed in ["AC", "ac", "CA", "ACA"] {
            assert_eq!(Choice::parse(typed).map(|choice| choice.to_string()).as_deref(), Some("AC"), "{typed}");
        }
    }

    #[test]
    fn anything_else_is_no_choice() {
        for typed in ["", " ", "1", "G", "AG", "A C", "정답"] {
            assert_eq!(Choice::parse(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn a_choice_reads_back_what_the_store_keeps() {
        for bits in 0..64 {
            assert_eq!(Choice::from_bits(bits).map(Choice::bits), Some(bits));
        }
        assert_eq!(Choice::from_bits(64), None);
    }
}
