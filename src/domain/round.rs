//! A round: one question posted in one server for one local day, and the states that it goes through.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::edition::EditionId;
use super::ids::{ChannelId, MessageId, QuestionId, RoundId, ScheduleId, ServerId};
use super::settings::{Feedback, Thread};
use super::sheet::OptionOrder;

/// Where a round stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RoundState {
    /// Its time has come; Discord does not have the post yet, as far as we know.
    Due,
    /// Posted; answers count that are given before the close.
    Open,
    /// No more answers; the key is revealed.
    Closed,
    /// No post will come; the reason is kept.
    Skipped,
    /// The question was faulty: it counts for nobody.
    Void,
    /// Its post was deleted by someone before it was recorded.
    Removed,
}

impl RoundState {
    /// All states.
    pub const ALL: [RoundState; 6] = [Self::Due, Self::Open, Self::Closed, Self::Skipped, Self::Void, Self::Removed];

    /// The word used in the database.
    pub fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Skipped => "skipped",
            Self::Void => "void",
            Self::Removed => "removed",
        }
    }

    /// The state with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Why a day has no round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// The bot did not run at its time and came back after the grace.
    WasDown,
    /// A manager asked for it.
    Asked,
    /// The channel could not be written to until the grace was over.
    NoAccess,
    /// No question fits the server's sections.
    NoQuestion,
    /// Discord did not take the post until the grace was over.
    DiscordFailed,
}

impl SkipReason {
    /// All reasons.
    pub const ALL: [SkipReason; 5] =
        [Self::WasDown, Self::Asked, Self::NoAccess, Self::NoQuestion, Self::DiscordFailed];

    /// The word used in the database and the locales.
    pub fn code(self) -> &'static str {
        match self {
            Self::WasDown => "was-down",
            Self::Asked => "asked",
            Self::NoAccess => "no-access",
            Self::NoQuestion => "no-question",
            Self::DiscordFailed => "discord-failed",
        }
    }

    /// The reason with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// Whether a post came at its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Punctuality {
    /// Within [`LATE_AFTER`] of its instant.
    OnTime,
    /// Later, but within the grace.
    Late,
}

/// A post that is sent later than this after its instant is called late.
pub const LATE_AFTER: TimeDelta = TimeDelta::minutes(15);

/// A round closes so long before the next one is due: its reveal then stands above the new question.
pub const BEFORE_THE_NEXT: TimeDelta = TimeDelta::minutes(1);

/// How long an answer may be on its way to us. So long after its end a round waits for what was pressed before it.
pub const ON_THE_WAY: TimeDelta = TimeDelta::seconds(5);

/// The last instant at which a post may go out. One that counts as on time needs no grace.
pub fn last_chance(due_at: DateTime<Utc>, grace: TimeDelta) -> DateTime<Utc> {
    due_at + grace.max(LATE_AFTER)
}

impl Punctuality {
    /// What a post is called that was due at one instant and sent at another.
    pub fn of(due_at: DateTime<Utc>, posted_at: DateTime<Utc>) -> Self {
        if posted_at - due_at > LATE_AFTER { Self::Late } else { Self::OnTime }
    }
}

/// A round as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    pub id: RoundId,
    pub server: ServerId,
    /// The schedule that it is of; `None` when that was removed since.
    pub schedule: Option<ScheduleId>,
    /// Its local day.
    pub day: NaiveDate,
    /// 0 for its schedule's round of the day, 1 and up for extra ones.
    pub number: u32,
    /// Its question; `None` for a day that was skipped before one was drawn.
    pub question: Option<QuestionId>,
    /// The wording that it was drawn with; `None` for a day without a question, and where none was kept.
    pub edition: Option<EditionId>,
    /// The drawn order of the options.
    pub order: OptionOrder,
    /// Where it stands.
    pub state: RoundState,
    /// When it was due.
    pub due_at: DateTime<Utc>,
    /// When Discord took the post.
    pub posted_at: Option<DateTime<Utc>>,
    /// When answers stop to count.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// The channel of the post.
    pub channel: ChannelId,
    /// The post.
    pub message: Option<MessageId>,
    /// When members learn the verdict.
    pub feedback: Feedback,
    /// Whether it gets a thread.
    pub thread: Thread,
    /// Why it was skipped.
    pub skip_reason: Option<SkipReason>,
}

impl Round {
    /// Whether an answer given at an instant, by Discord's clock, counts; it may reach us up to [`ON_THE_WAY`] later.
    pub fn takes_answers_at(&self, at: DateTime<Utc>) -> bool {
        self.state == RoundState::Open && self.closes_at.is_none_or(|closes_at| at < closes_at)
    }

    /// Whether its post is still to be sent or found. One that was skipped may be there all the same: it is looked for, so
    /// that its buttons can be taken off.
    pub fn awaits_post(&self, may_be_there: bool) -> bool {
        match self.state {
            RoundState::Due => true,
            RoundState::Skipped => self.message.is_none() && may_be_there,
            RoundState::Open | RoundState::Closed | RoundState::Void | RoundState::Removed => false,
        }
    }

    /// When a round closes whose post goes out at `now`: after `open_for`, or [`BEFORE_THE_NEXT`] before the next one.
    pub fn close_of(now: DateTime<Utc>, open_for: TimeDelta, next: Option<DateTime<Utc>>) -> DateTime<Utc> {
        let full = now + open_for;
        let before_next = next.map(|next| (next - BEFORE_THE_NEXT).max(now + BEFORE_THE_NEXT));
        before_next.map_or(full, |before| before.min(full))
    }

    /// Whether the post came late.
    pub fn punctuality(&self) -> Option<Punctuality> {
        self.posted_at.map(|posted_at| Punctuality::of(self.due_at, posted_at))
    }
}
