//! The ids of buttons, menus and forms: each carries its whole state, so it works after a restart and an upgrade.

mod attendance;
mod deed;
mod handling;
mod quiz;
mod step;
mod turn;

use std::fmt;

use chrono::NaiveDate;

use crate::domain::choice::Letter;
use crate::domain::ids::{DeliveryId, MemberId, QuestionId, RoundId, ServerId};
use crate::domain::leaderboard::{BoardOf, PeriodKind};
pub use attendance::Sheetful;
pub use deed::Deed;
pub use handling::{CardOf, Handling};
pub use quiz::QuizButton;
pub use step::Step;
pub use turn::Turn;

/// What a press asks for. Its text is at most 100 characters and is never changed once released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ButtonId {
    /// `a:4821:B`: answer a round with one letter.
    Answer(RoundId, Letter),
    /// `s:4821`: answer a round with the letters picked in its menu.
    Select(RoundId),
    /// `e:4821`: explain a round's question to whoever presses.
    Explain(RoundId),
    /// `p:4821:1`: turn to a page of a round's explanation, counted from 0.
    ExplainPage(RoundId, usize),
    /// `n:4821`: show the notes on a round's question to whoever presses.
    Notes(RoundId),
    /// `m:4821`: tell whoever presses what their answer to a round came to.
    Result(RoundId),
    /// `t:123`: show the figures of a member by every section.
    Sections(MemberId),
    /// `l:month:…`, `l:season/12:…`: a page of a leaderboard.
    Board(BoardOf, Turn),
    /// `b:17:month`: the own place of whoever presses, on the board that keeps itself current of this number.
    LiveBoard(DeliveryId, BoardOf),
    /// `v:post:week:2026-11-23`: the attendance of the week or month of this day.
    Attendance(Sheetful, PeriodKind, NaiveDate),
    /// `f:123`: forget this member, confirmed.
    Forget(MemberId),
    /// `k:123`: keep this member's data after all.
    Keep(MemberId),
    /// `r:vpc-private-path`: the form of a report on a question.
    Report(QuestionId),
    /// `do:void:4821:123`: what this manager asked for, confirmed.
    Do(Deed, MemberId),
    /// `c:keep:12:81384788765712384`: what a manager does with a report.
    Card(Handling, CardOf),
    /// `g:start`: a step of a new server.
    First(Step),
    /// `y:vpc-private-path:B`: answer a sample question with a letter.
    Sample(QuestionId, Letter),
    /// `q:a:12:3:B`: something in a live quiz.
    Quiz(QuizButton),
    /// `no:123`: what this manager asked for is left undone after all.
    Leave(MemberId),
}

impl fmt::Display for ButtonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(round, letter) => write!(f, "a:{round}:{letter}"),
            Self::Select(round) => write!(f, "s:{round}"),
            Self::Explain(round) => write!(f, "e:{round}"),
            Self::ExplainPage(round, page) => write!(f, "p:{round}:{page}"),
            Self::Notes(round) => write!(f, "n:{round}"),
            Self::Result(round) => write!(f, "m:{round}"),
            Self::Sections(member) => write!(f, "t:{member}"),
            Self::Board(of, turn) => write!(f, "l:{of}:{turn}"),
            Self::LiveBoard(number, of) => write!(f, "b:{number}:{of}"),
            Self::Attendance(sheetful, kind, day) => write!(f, "v:{}:{}:{day}", sheetful.code(), kind.code()),
            Self::Forget(member) => write!(f, "f:{member}"),
            Self::Keep(member) => write!(f, "k:{member}"),
            Self::Report(question) => write!(f, "r:{question}"),
            Self::Do(deed, member) => write!(f, "do:{deed}:{member}"),
            Self::Card(handling, CardOf { report, server }) => write!(f, "c:{handling}:{report}:{server}"),
            Self::First(step) => write!(f, "g:{step}"),
            Self::Sample(question, letter) => write!(f, "y:{question}:{letter}"),
            Self::Quiz(button) => write!(f, "q:{button}"),
            Self::Leave(member) => write!(f, "no:{member}"),
        }
    }
}

impl ButtonId {
    /// The id that this text is; `None` for one that no version has drawn.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        match kind {
            "a" => {
                let (round, letter) = rest.split_once(':')?;
                Some(Self::Answer(RoundId(number(round)?), one_letter(letter)?))
            }
            "c" => {
                let mut parts = rest.splitn(3, ':');
                let handling = Handling::parse(parts.next()?)?;
                let (report, server) = (number(parts.next()?)?, ServerId(number(parts.next()?)?));
                Some(Self::Card(handling, CardOf { report, server }))
            }
            "g" => Some(Self::First(Step::parse(rest)?)),
            "y" => {
                let (question, letter) = rest.split_once(':')?;
                Some(Self::Sample(QuestionId::new(question)?, one_letter(letter)?))
            }
            "s" => Some(Self::Select(RoundId(number(rest)?))),
            "e" => Some(Self::Explain(RoundId(number(rest)?))),
            "p" => {
                let (round, page) = rest.split_once(':')?;
                Some(Self::ExplainPage(RoundId(number(round)?), usize::try_from(number(page)?).ok()?))
            }
            "n" => Some(Self::Notes(RoundId(number(rest)?))),
            "m" => Some(Self::Result(RoundId(number(rest)?))),
            "t" => Some(Self::Sections(MemberId(number(rest)?))),
            "l" => {
                let (of, turn) = rest.split_once(':')?;
                Some(Self::Board(BoardOf::parse(of)?, Turn::parse(turn)?))
            }
            "b" => {
                let (delivery, of) = rest.split_once(':')?;
                Some(Self::LiveBoard(DeliveryId(number(delivery)?), BoardOf::parse(of)?))
            }
            "v" => {
                let (sheetful, rest) = rest.split_once(':')?;
                let (kind, day) = rest.split_once(':')?;
                let date = day.parse::<NaiveDate>().ok().filter(|date| date.to_string() == day)?;
                Some(Self::Attendance(Sheetful::from_code(sheetful)?, PeriodKind::from_code(kind)?, date))
            }
            "f" => Some(Self::Forget(MemberId(number(rest)?))),
            "k" => Some(Self::Keep(MemberId(number(rest)?))),
            "r" => Some(Self::Report(QuestionId::new(rest)?)),
            "do" => {
                let (deed, member) = rest.rsplit_once(':')?;
                Some(Self::Do(Deed::parse(deed)?, MemberId(number(member)?)))
            }
            "q" => Some(Self::Quiz(QuizButton::parse(rest)?)),
            "no" => Some(Self::Leave(MemberId(number(rest)?))),
            _ => None,
        }
    }
}

/// One upper-case letter.
fn one_letter(text: &str) -> Option<Letter> {
    let mut letters = text.chars();
    let letter = letters.next().filter(char::is_ascii_uppercase).and_then(Letter::parse)?;
    letters.next().is_none().then_some(letter)
}

/// A number in its one spelling: no sign, no leading zero.
fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests;
