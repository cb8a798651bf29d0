//! A live quiz: which questions it asks, what an answer brings, who stands where, and when it goes on or ends.

mod standing;
mod timing;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::BuildHasher;
use std::ops::RangeInclusive;

use chrono::TimeDelta;
use rand::Rng;
use rand::seq::SliceRandom as _;

use super::ids::QuestionId;
use super::question::Difficulty;
use super::scoring::base_points;
use super::selection::{Listed, Wanted};
use super::verdict::Verdict;

pub use standing::{Given, Rank, UNANSWERED_IN_A_ROW, is_deserted, standing};
pub use timing::{
    AWAY_AT_MOST, BEFORE_PODIUM, COUNTDOWN, ON_THE_WAY, READING, TOO_SHORT, closes_at, ends_at, told_until, waits_until,
};

/// How many questions a quiz may have.
pub const QUESTIONS: RangeInclusive<u32> = 3..=20;
/// How many it has where nothing was said.
pub const QUESTIONS_BY_ITSELF: u32 = 10;

/// How many seconds a question may have.
pub const SECONDS: RangeInclusive<u32> = 15..=120;
/// How many it has where nothing was said: time to read a situation and its options.
pub const SECONDS_BY_ITSELF: u32 = 60;

/// The most that speed adds to a right answer.
pub const MOST_FOR_SPEED: u32 = 5;

/// How many quizzes run at once in all servers together, so that all of them hold their seconds at Discord's limits.
pub const AT_ONCE: u32 = 200;

/// Whether quick answers bring more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// They do not.
    Off,
    /// Up to [`MOST_FOR_SPEED`] points.
    Small,
}

impl Speed {
    /// Both, the default first.
    pub const ALL: [Speed; 2] = [Self::Off, Self::Small];

    /// The word used in commands and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Small => "small",
        }
    }

    /// The one with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|speed| speed.code() == code)
    }
}

/// Why a quiz is over. Points are kept whatever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndReason {
    /// All questions were asked.
    Finished,
    /// A manager stopped it.
    Stopped,
    /// Nobody answered any more.
    Nobody,
    /// The channel is closed to the bot, or gone.
    NoAccess,
    /// The bot was away for too long.
    Away,
    /// Discord did not take its messages, or its rows cannot be read.
    Failed,
}

impl EndReason {
    /// All reasons.
    pub const ALL: [EndReason; 6] =
        [Self::Finished, Self::Stopped, Self::Nobody, Self::NoAccess, Self::Away, Self::Failed];

    /// The word used in the database and the locales.
    pub fn code(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Stopped => "stopped",
            Self::Nobody => "nobody",
            Self::NoAccess => "no-access",
            Self::Away => "away",
            Self::Failed => "failed",
        }
    }

    /// The reason with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// Where a question of a quiz stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionState {
    /// It is not asked yet, or is to be asked again.
    Waiting,
    /// Its message is there.
    Open,
    /// Its key is told.
    Closed,
    /// It counts for nobody: its round had opened meanwhile, or its message went.
    LeftOut,
}

impl QuestionState {
    const ALL: [QuestionState; 4] = [Self::Waiting, Self::Open, Self::Closed, Self::LeftOut];

    /// The word used in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::LeftOut => "left_out",
        }
    }

    /// The state with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Which question of a quiz a delivery is about, and the how-manieth showing of it: `3`, or `3.2` when it is asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Showing {
    /// Counted from 1.
    pub number: u32,
    /// 1, or 2 for a question that is asked again.
    pub time: u32,
}

impl Showing {
    /// What its text stands for.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, time) = text.split_once('.').unwrap_or((text, "1"));
        Some(Self { number: number.parse().ok()?, time: time.parse().ok()? })
    }
}

impl fmt::Display for Showing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            0 | 1 => write!(f, "{}", self.number),
            time => write!(f, "{}.{time}", self.number),
        }
    }
}

/// The points of an answer, the only place that knows them: as in the rounds by difficulty, without streaks. With
/// [`Speed::Small`] each fifth of the time that is left, the begun one included, adds a point to a right answer.
///
/// `taken` lies between two ids of Discord, that of the question's message and that of the press: how long anything takes
/// on our side changes nothing.
pub fn points(verdict: Verdict, difficulty: Difficulty, speed: Speed, taken: TimeDelta, seconds: u32) -> u32 {
    match (verdict, speed) {
        (Verdict::Wrong, _) => 0,
        (Verdict::Right, Speed::Off) => base_points(difficulty),
        (Verdict::Right, Speed::Small) => base_points(difficulty) + for_speed(taken, seconds),
    }
}

fn for_speed(taken: TimeDelta, seconds: u32) -> u32 {
    let whole = i64::from(seconds.max(1)) * 1_000;
    let gone = taken.num_milliseconds().clamp(0, whole) * i64::from(MOST_FOR_SPEED) / whole;
    MOST_FOR_SPEED.saturating_sub(u32::try_from(gone).unwrap_or(MOST_FOR_SPEED))
}

/// Draws the questions of a quiz, so many or as many as there are, in the order in which they are asked.
///
/// Those that the server had neither in a round nor in a quiz come first, then those that it had in rounds alone, then
/// those of quizzes, the longest ago first. Those that are `barred` never come.
pub fn draw<'b, R: BuildHasher, Q: BuildHasher, B: BuildHasher>(
    bank: &'b [Listed],
    wanted: &Wanted<'_>,
    in_rounds: &HashMap<QuestionId, u64, R>,
    in_quizzes: &HashMap<QuestionId, u64, Q>,
    barred: &HashSet<QuestionId, B>,
    many: usize,
    rng: &mut impl Rng,
) -> Vec<&'b Listed> {
    let mut fitting: Vec<&Listed> =
        bank.iter().filter(|listed| wanted.fits(listed) && !barred.contains(&listed.question)).collect();
    fitting.shuffle(rng);
    fitting.sort_by_key(|listed| {
        (in_quizzes.get(&listed.question).copied().unwrap_or(0), in_rounds.contains_key(&listed.question))
    });
    fitting.truncate(many);
    fitting
}

#[cfg(test)]
mod tests;
