//! What is owed to Discord: its kinds, which goes first, how long each is tried, and how a try fails.

use chrono::{DateTime, TimeDelta, Utc};

/// What a delivery brings to Discord.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeliveryKind {
    /// A round's question.
    Post,
    /// The buttons of a round that is over are taken off its post.
    Close,
    /// The key of a closed round.
    Reveal,
    /// The word that a round does not count.
    Void,
    /// The word that a round counts again.
    Restored,
    /// The talk under a post.
    Thread,
    /// The newest post is pinned, and the one before unpinned.
    Pin,
    /// The end of a season: its podium.
    Podium,
    /// The word that the final board of a season was put right.
    Correction,
    /// The podium of a season is drawn anew, as its board was put right.
    Redraw,
    /// The manager is told what keeps the bot from its work.
    Trouble,
    /// The manager is told that a member found a fault.
    Report,
    /// A member who reported a question is told that a manager has looked at it.
    ReportAnswer,
    /// A new server is greeted.
    Greeting,
    /// The weekly ceremony.
    Ceremony,
    /// The message of a server's board that keeps itself current; it comes again and again.
    Board,
    /// A board that nobody wants any more is taken down.
    Unboard,
    /// A live quiz is announced, with the time of its first question.
    QuizCall,
    /// A question of a live quiz.
    QuizQuestion,
    /// The key of a quiz's question, who chose what, and the standing.
    QuizKey,
    /// The end of a quiz, with its podium.
    QuizEnd,
    /// The buttons of a quiz's question that is over are taken off.
    QuizClose,
    /// A manager is told what keeps the bot from giving a role.
    Prize,
    /// The number of answers on an open round's post.
    Count,
    /// A member gets a role, or loses it.
    Role,
}

/// Deliveries of one lane keep their order in a channel; the two lanes do not wait for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lane {
    /// What adds something: messages and threads.
    Messages,
    /// What changes a message that is there.
    Edits,
}

/// Which deliveries share the room for what is under way at once, so that none waits for another sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Room {
    /// The questions of the day.
    Posts,
    /// The steps of live quizzes, which hold their seconds.
    Quizzes,
    /// All other messages.
    Messages,
    /// Changes of messages.
    Edits,
}

impl Room {
    /// The lane of what is in it. Posts and other messages keep one order in a channel all the same.
    pub fn lane(self) -> Lane {
        match self {
            Self::Posts | Self::Quizzes | Self::Messages => Lane::Messages,
            Self::Edits => Lane::Edits,
        }
    }

    /// The least and the greatest urgency of what is in it.
    pub fn urgencies(self) -> (u8, u8) {
        match self {
            Self::Posts => (0, 0),
            Self::Quizzes => (1, 1),
            Self::Messages => (2, u8::MAX),
            Self::Edits => (0, u8::MAX),
        }
    }
}

impl DeliveryKind {
    /// All kinds, the most urgent first.
    pub const ALL: [DeliveryKind; 25] = [
        Self::Post,
        Self::QuizCall,
        Self::QuizQuestion,
        Self::QuizKey,
        Self::QuizEnd,
        Self::Reveal,
        Self::Void,
        Self::Restored,
        Self::Close,
        Self::Thread,
        Self::Pin,
        Self::Podium,
        Self::Correction,
        Self::Redraw,
        Self::Trouble,
        Self::Report,
        Self::ReportAnswer,
        Self::Greeting,
        Self::Ceremony,
        Self::Prize,
        Self::Board,
        Self::Unboard,
        Self::QuizClose,
        Self::Count,
        Self::Role,
    ];

    /// The word used in the database and in the log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Close => "close",
            Self::Reveal => "reveal",
            Self::Void => "void",
            Self::Restored => "restored",
            Self::Thread => "thread",
            Self::Pin => "pin",
            Self::Podium => "podium",
            Self::Correction => "correction",
            Self::Redraw => "redraw",
            Self::Trouble => "trouble",
            Self::Report => "report",
            Self::ReportAnswer => "report-answer",
            Self::Greeting => "greeting",
            Self::Ceremony => "ceremony",
            Self::Board => "board",
            Self::Unboard => "unboard",
            Self::QuizCall => "quiz-call",
            Self::QuizQuestion => "quiz-question",
            Self::QuizKey => "quiz-key",
            Self::QuizEnd => "quiz-end",
            Self::QuizClose => "quiz-close",
            Self::Prize => "prize",
            Self::Count => "count",
            Self::Role => "role",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Which goes first when Discord's limits are short: 0 before 1. Posts come before everything, roles last.
    pub fn urgency(self) -> u8 {
        match self {
            Self::Post => 0,
            Self::QuizCall | Self::QuizQuestion | Self::QuizKey | Self::QuizEnd => 1,
            Self::Reveal | Self::Void | Self::Restored => 2,
            Self::Close | Self::Thread | Self::Pin => 3,
            Self::Podium
            | Self::Correction
            | Self::Redraw
            | Self::Ceremony
            | Self::Prize
            | Self::Trouble
            | Self::Report
            | Self::ReportAnswer
            | Self::Greeting => 4,
            Self::Board | Self::Unboard | Self::QuizClose | Self::Count => 5,
            Self::Role => 6,
        }
    }

    /// Whose order it keeps in its channel.
    pub fn lane(self) -> Lane {
        match self {
            Self::Post
            | Self::Reveal
            | Self::Void
            | Self::Restored
            | Self::Thread
            | Self::Podium
            | Self::Correction
            | Self::Trouble
            | Self::Report
            | Self::ReportAnswer
            | Self::Greeting
            | Self::Ceremony
            | Self::QuizCall
            | Self::QuizQuestion
            | Self::QuizKey
            | Self::QuizEnd
            | Self::Prize => Lane::Messages,
            Self::Close
            | Self::Count
            | Self::Pin
            | Self::Board
            | Self::Unboard
            | Self::QuizClose
            | Self::Redraw
            | Self::Role => Lane::Edits,
        }
    }

    /// How long it is tried. A post has the grace of its schedule instead.
    pub fn patience(self) -> TimeDelta {
        match self {
            Self::Post
            | Self::Reveal
            | Self::Void
            | Self::Restored
            | Self::Report
            | Self::ReportAnswer
            | Self::Greeting
            | Self::Ceremony => TimeDelta::hours(24),
            // Nobody sits before a quiz that stands still.
            Self::QuizCall | Self::QuizQuestion | Self::QuizKey => TimeDelta::minutes(10),
            // It ends with its round, which lasts a week at most.
            Self::Count => TimeDelta::days(31),
            Self::Thread | Self::Pin | Self::QuizEnd | Self::QuizClose => TimeDelta::hours(6),
            Self::Close | Self::Unboard | Self::Podium | Self::Correction | Self::Redraw => TimeDelta::days(7),
            // It is kept until a manager wants it no more.
            Self::Board => TimeDelta::days(36_500),
            // A manager may take a while to move the bot's role up.
            Self::Trouble | Self::Role | Self::Prize => TimeDelta::days(30),
        }
    }
}

/// How a try failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failed {
    /// Discord refused for lack of access; nothing was done. Names what is missing, as the locales do.
    NoAccess {
        /// The name of a permission, or `channel` when it is gone.
        missing: String,
        /// When that ends by itself, as a time-out does.
        until: Option<DateTime<Utc>>,
    },
    /// Discord will never take it: what it belongs to is gone, or it is malformed.
    Never {
        /// Discord's sentence, for the log.
        reason: String,
    },
    /// Certainly nothing was done: Discord was not reached.
    NotSent,
    /// Certainly nothing was done: a limit asks for this wait.
    Limited {
        /// From the try on.
        wait: TimeDelta,
    },
    /// The request may have been accepted.
    Unknown,
}

/// While fewer requests than this may still be refused, channels that are known to be closed are not asked.
const LEFT_FOR_OTHERS: u32 = 4_000;

/// Whether channels that are known to be closed may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClosedChannels {
    /// As their pauses say.
    Asked,
    /// Not now: the room that is left is for the others.
    Spared,
}

impl ClosedChannels {
    /// What to do, given how many requests Discord may still refuse before the program stops asking.
    pub fn with_refusals_left(left: u32) -> Self {
        if left < LEFT_FOR_OTHERS { Self::Spared } else { Self::Asked }
    }
}

/// A post of the last hour shows a new count at most this often.
const PACE_YOUNG: TimeDelta = TimeDelta::seconds(10);

/// An older post shows a new count at most this often: Discord has a cap of its own on edits of old messages.
const PACE_OLD: TimeDelta = TimeDelta::minutes(2);

/// A board that keeps itself current changes at most this often.
pub const BOARD_PACE: TimeDelta = TimeDelta::minutes(5);

/// A board is looked at this often though nothing is known to have changed.
pub const BOARD_REST: TimeDelta = TimeDelta::hours(1);

/// When a post may show a new count.
pub fn next_count(posted_at: DateTime<Utc>, shown_at: DateTime<Utc>) -> DateTime<Utc> {
    let pace = if shown_at - posted_at < TimeDelta::hours(1) { PACE_YOUNG } else { PACE_OLD };
    shown_at + pace
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_one_kind() {
        for kind in DeliveryKind::ALL {
            assert_eq!(DeliveryKind::from_code(kind.code()), Some(kind));
        }
    }

    #[test]
    fn kinds_are_listed_by_urgency() {
        assert!(DeliveryKind::ALL.is_sorted_by_key(|kind| kind.urgency()));
    }

    #[test]
    fn closed_channels_leave_the_others_their_room() {
        let with = ClosedChannels::with_refusals_left;
        assert_eq!(
            [with(6_000), with(4_000), with(3_999), with(0)].map(|one| one == ClosedChannels::Asked),
            [true, true, false, false]
        );
    }

    #[test]
    fn each_kind_has_its_room_and_posts_have_their_own() {
        for kind in DeliveryKind::ALL {
            let is_in = |room: &Room| {
                let (first, last) = room.urgencies();
                room.lane() == kind.lane() && (first..=last).contains(&kind.urgency())
            };
            let rooms: Vec<Room> =
                [Room::Posts, Room::Quizzes, Room::Messages, Room::Edits].into_iter().filter(is_in).collect();
            assert_eq!(rooms.len(), 1, "{kind:?}");
            assert_eq!(rooms[0] == Room::Posts, kind == DeliveryKind::Post);
        }
    }

    #[test]
    fn counts_keep_a_polite_pace() {
        let posted: DateTime<Utc> = "2026-11-24T00:00:00Z".parse().expect("an instant");
        let after = |minutes| next_count(posted, posted + TimeDelta::minutes(minutes)) - posted;
        assert_eq!(after(5), TimeDelta::seconds(310));
        assert_eq!(after(90), TimeDelta::minutes(92));
    }
}
