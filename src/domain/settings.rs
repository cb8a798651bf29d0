//! What a server's managers decide: where, when and how its questions come.

use chrono::{NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;

use super::ids::{ChannelId, RoleId, SectionId};
use super::language::Language;
use super::question::Difficulty;
use super::selection::Wanted;

/// When a member learns whether an answer was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feedback {
    /// At once; the answer is final.
    Instant,
    /// When the round closes; until then the answer may be changed.
    AtClose,
}

impl Feedback {
    /// Both modes, the default first.
    pub const ALL: [Feedback; 2] = [Self::Instant, Self::AtClose];

    /// The word used in commands and in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Instant => "instant",
            Self::AtClose => "at_close",
        }
    }

    /// The mode with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.code() == code)
    }
}

/// Whether each round gets a thread for its talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thread {
    /// Open one under the post; the reveal goes there.
    Open,
    /// Reveal as a reply to the post.
    None,
}

/// Whether a schedule keeps its newest question pinned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// Pin each new one, and unpin the one before.
    Newest,
    /// Pin nothing.
    None,
}

/// Whether freezes are earned and save streaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freezes {
    /// They do.
    On,
    /// What is held stays held and does nothing.
    Off,
}

/// The weekdays on which a question comes; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(u8);

impl Days {
    /// Monday to Sunday.
    pub const EVERY: Days = Days(0b111_1111);

    /// The days of a set; `None` when it is empty.
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Option<Self> {
        let bits = days.into_iter().fold(0, |bits, day| bits | 1 << day.num_days_from_monday());
        Self::from_bits(bits)
    }

    /// Whether a question comes on this weekday.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    /// The days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        (0..7u8).filter_map(|n| Weekday::try_from(n).ok()).filter(move |day| self.contains(*day))
    }

    /// The set as a number for the store: bit 0 is Monday.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// The set that [`Days::bits`] wrote.
    pub fn from_bits(bits: u8) -> Option<Self> {
        (1..128).contains(&bits).then_some(Self(bits))
    }
}

/// What is for all schedules of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServerSettings {
    /// The zone of its local times and days.
    pub zone: Tz,
    /// The language of public texts.
    pub language: Language,
    /// When members learn the verdict.
    pub feedback: Feedback,
    /// Whether there are freezes, from the next day with a question on.
    pub freezes: Freezes,
}

/// The settings that a schedule goes by, those of its server among them.
///
/// `/setup` makes them, `/settings set` and `/schedule add` change them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The channel of the posts.
    pub channel: ChannelId,
    /// The local time of the post, to the minute.
    pub time: NaiveTime,
    /// The zone of that time.
    pub zone: Tz,
    /// The language of public texts.
    pub language: Language,
    /// The weekdays with a question.
    pub days: Days,
    /// When members learn the verdict.
    pub feedback: Feedback,
    /// How long a round stays open.
    pub open_for: TimeDelta,
    /// The role that a post mentions.
    pub ping: Option<RoleId>,
    /// Whether a round gets a thread.
    pub thread: Thread,
    /// Whether the newest question is pinned.
    pub pin: Pin,
    /// The sections that questions come from; empty for all.
    pub sections: Vec<SectionId>,
    /// How hard the questions are; all without one.
    pub difficulty: Option<Difficulty>,
    /// How late a round may still be posted after an outage.
    pub grace: TimeDelta,
    /// Whether there are freezes, from the next day with a question on.
    pub freezes: Freezes,
}

/// The least and the most hours of `open_for`.
pub const OPEN_FOR_HOURS: std::ops::RangeInclusive<i64> = 1..=168;
/// The least and the most hours of `grace`.
pub const GRACE_HOURS: std::ops::RangeInclusive<i64> = 0..=23;

impl Settings {
    /// The settings of a new server: every day, instant feedback, open for 24 h, 6 h of grace, with freezes.
    pub fn new(channel: ChannelId, time: NaiveTime, zone: Tz, language: Language) -> Self {
        Self {
            channel,
            time,
            zone,
            language,
            days: Days::EVERY,
            feedback: Feedback::Instant,
            open_for: TimeDelta::hours(24),
            ping: None,
            thread: Thread::None,
            pin: Pin::None,
            sections: Vec::new(),
            difficulty: None,
            grace: TimeDelta::hours(6),
            freezes: Freezes::On,
        }
    }

    /// Which questions it takes.
    pub fn wanted(&self) -> Wanted<'_> {
        Wanted { sections: &self.sections, difficulty: self.difficulty }
    }

    /// Those that are for all schedules of the server.
    pub fn of_server(&self) -> ServerSettings {
        ServerSettings { zone: self.zone, language: self.language, feedback: self.feedback, freezes: self.freezes }
    }
}

/// The zone that a new server gets when its manager names none.
pub fn default_zone(language: Language) -> Tz {
    match language {
        Language::Korean => Tz::Asia__Seoul,
        Language::English => Tz::UTC,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_without_a_day_is_refused() {
        assert_eq!(Days::of([]), None);
        assert_eq!(Days::from_bits(0), None);
        assert_eq!(Days::of([Weekday::Mon, Weekday::Fri]).map(Days::bits), Some(0b1_0001));
    }
}
