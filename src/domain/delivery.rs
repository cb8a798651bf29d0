//! What is owed to Discord: its kinds, which goes first, how long each is tried, and when the next try comes.

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
    /// The talk under a post.
    Thread,
    /// The newest post is pinned, and the one before unpinned.
    Pin,
    /// The manager is told what keeps the bot from its work.
    Trouble,
    /// The manager is told that a member found a fault.
    Report,
    /// The number of answers on an open round's post.
    Count,
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
    /// The questions.
    Posts,
    /// All other messages.
    Messages,
    /// Changes of messages.
    Edits,
}

impl Room {
    /// The lane of what is in it. Posts and other messages keep one order in a channel all the same.
    pub fn lane(self) -> Lane {
        match self {
            Self::Posts | Self::Messages => Lane::Messages,
            Self::Edits => Lane::Edits,
        }
    }

    /// The least and the greatest urgency of what is in it.
    pub fn urgencies(self) -> (u8, u8) {
        match self {
            Self::Posts => (0, 0),
            Self::Messages => (1, u8::MAX),
            Self::Edits => (0, u8::MAX),
        }
    }
}

impl DeliveryKind {
    /// All kinds, the most urgent first.
    pub const ALL: [DeliveryKind; 9] = [
        Self::Post,
        Self::Reveal,
        Self::Void,
        Self::Close,
        Self::Thread,
        Self::Pin,
        Self::Trouble,
        Self::Report,
        Self::Count,
    ];

    /// The word used in the database and in the log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Post => "post",
            Self::Close => "close",
            Self::Reveal => "reveal",
            Self::Void => "void",
            Self::Thread => "thread",
            Self::Pin => "pin",
            Self::Trouble => "trouble",
            Self::Report => "report",
            Self::Count => "count",
        }
    }

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Which goes first when Discord's limits are short: 0 before 1. Posts come before everything, counts last.
    pub fn urgency(self) -> u8 {
        match self {
            Self::Post => 0,
            Self::Reveal | Self::Void => 1,
            Self::Close | Self::Thread | Self::Pin => 2,
            Self::Trouble | Self::Report => 3,
            Self::Count => 4,
        }
    }

    /// Whose order it keeps in its channel.
    pub fn lane(self) -> Lane {
        match self {
            Self::Post | Self::Reveal | Self::Void | Self::Thread | Self::Trouble | Self::Report => Lane::Messages,
            Self::Close | Self::Count | Self::Pin => Lane::Edits,
        }
    }

    /// How long it is tried. A post has the grace of its schedule instead.
    pub fn patience(self) -> TimeDelta {
        match self {
            Self::Post | Self::Reveal | Self::Void | Self::Report => TimeDelta::hours(24),
            // It ends with its round, which lasts a week at most.
            Self::Count => TimeDelta::days(31),
            Self::Thread | Self::Pin => TimeDelta::hours(6),
            Self::Close => TimeDelta::days(7),
            Self::Trouble => TimeDelta::days(30),
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
    },
    /// Discord will never take it: what it belongs to is gone, or it is malformed.
    Never {
        /// Discord's sentence, for the log.
        reason: String,
    },
    /// Certainly nothing was done: a limit, or Discord was not reached.
    NotSent,
    /// The request may have been accepted.
    Unknown,
}

/// The first pause after a try that failed for no reason of the server's; it doubles up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);

/// The longest pause between two such tries.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// The first pauses after a channel turned out to be closed to the bot.
const CLOSED_PAUSES: [TimeDelta; 4] =
    [TimeDelta::minutes(5), TimeDelta::minutes(15), TimeDelta::minutes(40), TimeDelta::hours(1)];

/// The pause while a channel is known to be closed: a few tries a day. Discord bans an address that goes on asking, and
/// a channel that opens again is tried at once when the bot hears of it.
pub const CLOSED_PAUSE: TimeDelta = TimeDelta::hours(3);

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

/// Whether a channel's trouble is new or was there before this delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Began {
    /// It began with this delivery.
    New,
    /// The channel was closed to the bot already.
    Known,
}

/// The pause before the next try. `tries` counts those before this one.
pub fn pause_after(failed: &Failed, tries: u32, trouble: Began) -> TimeDelta {
    match (failed, trouble) {
        (Failed::NoAccess { .. }, Began::Known) => CLOSED_PAUSE,
        (Failed::NoAccess { .. }, Began::New) => {
            let nth = usize::try_from(tries).unwrap_or(usize::MAX);
            CLOSED_PAUSES.get(nth).copied().unwrap_or(CLOSED_PAUSE)
        }
        (Failed::Never { .. } | Failed::NotSent | Failed::Unknown, _) => {
            LONGEST_PAUSE.min(FIRST_PAUSE * 2i32.saturating_pow(tries.min(10)))
        }
    }
}

/// A post of the last hour shows a new count at most this often.
const PACE_YOUNG: TimeDelta = TimeDelta::seconds(10);

/// An older post shows a new count at most this often: Discord has a cap of its own on edits of old messages.
const PACE_OLD: TimeDelta = TimeDelta::minutes(2);

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
    fn a_closed_channel_is_asked_a_few_times_a_day() {
        let closed = Failed::NoAccess { missing: "send-messages".to_owned() };
        let tries_in = |hours: i64, trouble| {
            let mut at = TimeDelta::zero();
            let mut tries = 0;
            while at < TimeDelta::hours(hours) {
                at += pause_after(&closed, tries, trouble);
                tries += 1;
            }
            tries
        };
        assert_eq!((tries_in(24, Began::New), tries_in(24, Began::Known)), (12, 8));
        assert!(tries_in(6, Began::Known) <= 3);
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
            let rooms: Vec<Room> = [Room::Posts, Room::Messages, Room::Edits].into_iter().filter(is_in).collect();
            assert_eq!(rooms.len(), 1, "{kind:?}");
            assert_eq!(rooms[0] == Room::Posts, kind == DeliveryKind::Post);
        }
    }

    #[test]
    fn a_failure_of_discord_is_tried_again_soon() {
        let pauses: Vec<i64> =
            (0..9).map(|tries| pause_after(&Failed::Unknown, tries, Began::New).num_seconds()).collect();
        assert_eq!(pauses, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
    }

    #[test]
    fn counts_keep_a_polite_pace() {
        let posted: DateTime<Utc> = "2026-11-24T00:00:00Z".parse().expect("an instant");
        let after = |minutes| next_count(posted, posted + TimeDelta::minutes(minutes)) - posted;
        assert_eq!(after(5), TimeDelta::seconds(310));
        assert_eq!(after(90), TimeDelta::minutes(92));
    }
}
