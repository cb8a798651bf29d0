//! The buttons of a live quiz: each names its quiz and its question.

use std::fmt;

use super::{number, one_letter};
use crate::domain::choice::Letter;
use crate::domain::ids::QuizId;

/// What is pressed in a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuizButton {
    /// `a:12:3:B`: answer the third question of a quiz with one letter.
    Answer(QuizId, u32, Letter),
    /// `s:12:3`: answer it with the letters picked in its menu.
    Select(QuizId, u32),
    /// `o:12:3`: what whoever presses answered, and where they stand; 0 for the whole quiz.
    Own(QuizId, u32),
}

impl QuizButton {
    /// What this text is; `None` for one that no version has drawn.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let word = parts.next()?;
        let quiz = QuizId(number(parts.next()?)?);
        let question = u32::try_from(number(parts.next()?)?).ok()?;
        let letter = parts.next();
        if parts.next().is_some() {
            return None;
        }
        match (word, letter) {
            ("a", Some(letter)) => Some(Self::Answer(quiz, question, one_letter(letter)?)),
            ("s", None) => Some(Self::Select(quiz, question)),
            ("o", None) => Some(Self::Own(quiz, question)),
            _ => None,
        }
    }
}

impl fmt::Display for QuizButton {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(quiz, question, letter) => write!(f, "a:{quiz}:{question}:{letter}"),
            Self::Select(quiz, question) => write!(f, "s:{quiz}:{question}"),
            Self::Own(quiz, question) => write!(f, "o:{quiz}:{question}"),
        }
    }
}
