//! A live quiz: which questions it asks, what an answer brings, who stands where, and when it goes on or ends.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::hash::BuildHasher;
use std::ops::RangeInclusive;

use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use rand::Rng;
use rand::seq::SliceRandom as _;

use super::choice::Choice;
use super::ids::{MemberId, QuestionId};
use super::question::Difficulty;
use super::scoring::base_points;
use super::selection::{Listed, Wanted};
use super::verdict::Verdict;

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

/// So many questions in a row without an answer end a quiz: everybody is gone.
pub const UNANSWERED_IN_A_ROW: usize = 2;

/// How many quizzes run at once in all servers together, so that all of them hold their seconds at Discord's limits.
pub const AT_ONCE: u32 = 200;

/// From the announcement to the first question.
pub const COUNTDOWN: TimeDelta = TimeDelta::seconds(15);

/// From a key to the next question.
pub const READING: TimeDelta = TimeDelta::seconds(10);

/// From the last key to the podium.
pub const BEFORE_PODIUM: TimeDelta = TimeDelta::seconds(5);

/// How long an answer may be on its way to us: Discord lets nobody wait longer for a reply.
pub const ON_THE_WAY: TimeDelta = TimeDelta::seconds(3);

/// A question that has less than this left when the bot is back is asked again.
pub const TOO_SHORT: TimeDelta = TimeDelta::seconds(10);

/// A quiz that stood still for longer than this is over.
pub const AWAY_AT_MOST: TimeDelta = TimeDelta::minutes(10);

/// What Discord's clock and ours may differ by, the way of a message included.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::seconds(80);

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

/// Until when a question that is sent now takes answers, as its message says: to the second, never too late.
pub fn told_until(now: DateTime<Utc>, seconds: u32) -> DateTime<Utc> {
    (now + TimeDelta::seconds(seconds.into())).trunc_subsecs(0)
}

/// Until when a question takes answers: its seconds from the instant in its message's id on, by Discord's clock.
pub fn closes_at(asked_at: DateTime<Utc>, seconds: u32) -> DateTime<Utc> {
    asked_at + TimeDelta::seconds(seconds.into())
}

/// The same by our clock, for a message that was sent at `sent_at`; one that was found again is older than we know.
pub fn ends_at(asked_at: DateTime<Utc>, seconds: u32, sent_at: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let by_discord = closes_at(asked_at, seconds);
    match sent_at.map(|sent_at| closes_at(sent_at, seconds)) {
        Some(by_us) if (by_us - by_discord).abs() > CLOCKS_DIFFER => by_us,
        _ => by_discord,
    }
}

/// How long a step waits that comes before its time. An instant that no step lies ahead of was planned by a clock that was
/// wrong.
pub fn waits_until(next_at: DateTime<Utc>, seconds: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let longest = TimeDelta::seconds(seconds.into()) + CLOCKS_DIFFER + ON_THE_WAY;
    (now < next_at && next_at - now <= longest).then_some(next_at)
}

/// Whether the last questions that were asked had no answer, so that everybody is gone. `answered` are the numbers of
/// their answers, the last one last.
pub fn is_deserted(answered: &[usize]) -> bool {
    answered.len() >= UNANSWERED_IN_A_ROW && answered.iter().rev().take(UNANSWERED_IN_A_ROW).all(|count| *count == 0)
}

/// An answer to a question of a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// The question's number.
    pub number: u32,
    /// Who gave it.
    pub member: MemberId,
    /// What was picked.
    pub choice: Choice,
    /// When, by Discord's clock.
    pub at: DateTime<Utc>,
    pub verdict: Verdict,
    /// The points for it.
    pub points: u32,
}

/// Where a member stands in a quiz.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    pub member: MemberId,
    /// Equal points share one.
    pub place: u32,
    pub points: u32,
    /// How many answers were right.
    pub right: u32,
    /// How many questions were asked since the member's first: what came before counts against nobody.
    pub asked: u32,
}

/// Who stands where after the questions with these numbers. Among equals the one who reached the points first is listed
/// first, then the lower id.
pub fn standing(given: &[Given], asked: &[u32]) -> Vec<Rank> {
    let mut of_member: BTreeMap<MemberId, Vec<&Given>> = BTreeMap::new();
    for one in given.iter().filter(|one| asked.contains(&one.number)) {
        of_member.entry(one.member).or_default().push(one);
    }
    let mut ranks: Vec<(Rank, DateTime<Utc>)> = of_member
        .into_iter()
        .filter_map(|(member, all)| {
            let first = all.iter().map(|one| one.number).min()?;
            let scored = all.iter().filter(|one| one.points > 0).map(|one| one.at).max();
            let reached_at = scored.or_else(|| all.iter().map(|one| one.at).min())?;
            let points = all.iter().map(|one| one.points).sum();
            let count = |right: usize| u32::try_from(right).unwrap_or(u32::MAX);
            let right = count(all.iter().filter(|one| one.verdict == Verdict::Right).count());
            let asked = count(asked.iter().filter(|number| **number >= first).count());
            Some((Rank { member, place: 0, points, right, asked }, reached_at))
        })
        .collect();
    ranks.sort_by_key(|(rank, reached_at)| (std::cmp::Reverse(rank.points), *reached_at, rank.member));
    let points: Vec<u32> = ranks.iter().map(|(rank, _)| rank.points).collect();
    let place = |of: u32| u32::try_from(points.iter().filter(|other| **other > of).count() + 1).unwrap_or(u32::MAX);
    ranks.into_iter().map(|(rank, _)| Rank { place: place(rank.points), ..rank }).collect()
}

#[cfg(test)]
mod tests;
