//! A sheet: an edition with its options in a drawn order, as a member sees and answers it.

use std::fmt;
use std::sync::Arc;

use super::choice::{Choice, Letter};
use super::edition::{AnswerOption, Edition, MOST_OPTIONS};
use super::verdict::Verdict;

/// The drawn order of a sheet: at each shown place, the id of the option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionOrder(Vec<u8>);

impl OptionOrder {
    /// The options in the order of their ids.
    pub fn stored(options: usize) -> Self {
        Self((0..u8::try_from(options.min(MOST_OPTIONS)).unwrap_or(0)).collect())
    }

    /// An order drawn by chance.
    pub fn draw(options: usize, rng: &mut impl rand::Rng) -> Self {
        use rand::seq::SliceRandom as _;
        let mut order = Self::stored(options);
        order.0.shuffle(rng);
        order
    }

    /// The order that its text stands for: `2031` shows the option with the id 2 as A.
    pub fn parse(text: &str) -> Option<Self> {
        let ids: Option<Vec<u8>> =
            text.bytes().map(|b| b.checked_sub(b'0').filter(|id| usize::from(*id) < text.len())).collect();
        let ids = ids?;
        let distinct = (0..ids.len()).all(|place| ids.iter().any(|id| usize::from(*id) == place));
        (distinct && (2..=MOST_OPTIONS).contains(&ids.len())).then_some(Self(ids))
    }
}

impl fmt::Display for OptionOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|id| write!(f, "{id}"))
    }
}

/// Why letters are no answer to a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// Some of them stand at no option.
    UnknownLetter {
        /// The letters of the sheet.
        letters: Choice,
    },
    /// Another number of letters is asked.
    WrongCount {
        /// How many are asked.
        asked: usize,
    },
}

/// An edition with its options in a drawn order. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    edition: Arc<Edition>,
    order: OptionOrder,
}

impl Sheet {
    /// An edition in an order; `None` when the order is one of another number of options.
    pub fn new(edition: Arc<Edition>, order: OptionOrder) -> Option<Self> {
        (edition.options().len() == order.0.len()).then_some(Self { edition, order })
    }

    /// An edition in an order drawn by chance.
    pub fn draw(edition: Arc<Edition>, rng: &mut impl rand::Rng) -> Self {
        let order = OptionOrder::draw(edition.options().len(), rng);
        Self { edition, order }
    }

    /// An edition with its options in the order of their ids, as whoever writes them knows them.
    pub fn as_written(edition: Arc<Edition>) -> Self {
        let order = OptionOrder::stored(edition.options().len());
        Self { edition, order }
    }

    /// What is asked.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The drawn order.
    pub fn order(&self) -> &OptionOrder {
        &self.order
    }

    /// The options as they are shown, each with its letter.
    pub fn shown(&self) -> impl Iterator<Item = (Letter, &AnswerOption)> {
        let places = self.order.0.iter().enumerate();
        places.filter_map(|(place, id)| Some((Letter::at(place)?, self.edition.options().get(usize::from(*id))?)))
    }

    /// The letters that it shows.
    pub fn letters(&self) -> Choice {
        Choice::of(self.shown().map(|(letter, _)| letter))
    }

    /// The letters that are right.
    pub fn key(&self) -> Choice {
        Choice::of(self.shown().filter(|(_, option)| option.right).map(|(letter, _)| letter))
    }

    /// The verdict on letters, whenever they were given: the exact set or nothing, as in the exam.
    pub fn verdict(&self, choice: Choice) -> Verdict {
        if choice == self.key() { Verdict::Right } else { Verdict::Wrong }
    }

    /// Judges letters, or says why they are no answer.
    pub fn judge(&self, choice: Choice) -> Result<Verdict, Misfit> {
        let letters = self.letters();
        if choice.letters().any(|letter| !letters.contains(letter)) {
            return Err(Misfit::UnknownLetter { letters });
        }
        let asked = self.edition.choose();
        if choice.len() == asked { Ok(self.verdict(choice)) } else { Err(Misfit::WrongCount { asked }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng as _;

    #[test]
    fn a_drawn_order_reads_back_what_is_stored() {
        let mut rng = rand::rngs::StdRng::seed_from_u64(7);
        for options in 2..=6 {
            let drawn = OptionOrder::draw(options, &mut rng);
            assert_eq!(OptionOrder::parse(&drawn.to_string()), Some(drawn));
        }
    }

    #[test]
    fn an_order_with_a_gap_or_a_double_is_refused() {
        for text in ["", "0", "00", "013", "0124", "abc", "0123456"] {
            assert_eq!(OptionOrder::parse(text), None, "{text:?}");
        }
    }
}
