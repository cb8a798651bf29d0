//! The steps of a round's post around the request: committed before it, recorded after it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::ids::{MessageId, RoundId, ServerId};
use crate::domain::round::{Round, RoundState, SkipReason};
use crate::domain::settings::Settings;
use crate::store::rounds::Outgoing;
use crate::store::{StoreError, WriteTx, rounds, servers};

/// The first pause after a failed try; it doubles up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);
/// The longest pause between two tries; within it a mended permission is noticed.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(5);

/// A round whose request may go out now.
#[derive(Debug, Clone)]
pub struct Posting {
    /// The round, with the close that its post names.
    pub round: Round,
    /// The server's settings now.
    pub settings: Settings,
    /// When a request may first have been sent; `None` when none was.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Commits that a round's request is about to be sent.
///
/// `None` when it must not be sent: it was voided or skipped meanwhile, or the server is gone.
pub fn begin_posting(tx: &WriteTx<'_>, outgoing: &Outgoing, now: DateTime<Utc>) -> Result<Option<Posting>, StoreError> {
    let Some(server) = servers::find(tx, outgoing.round.server)?.filter(|server| server.removed_at.is_none()) else {
        rounds::set_skipped(tx, outgoing.round.id, SkipReason::NoAccess)?;
        return Ok(None);
    };
    // A try that may have reached Discord must be repeated as it was: same channel, same close.
    let (channel, closes_at) = match (outgoing.sent_at, outgoing.round.closes_at) {
        (Some(_), Some(closes_at)) => (outgoing.round.channel, closes_at),
        _ => (server.settings.channel, closes_at(&server, &outgoing.round, now)),
    };
    rounds::set_posting(tx, outgoing.round.id, now, closes_at, channel)?;

    let Some(round) = rounds::find(tx, outgoing.round.id)? else {
        return Ok(None);
    };
    let waiting = round.state == RoundState::Posting;
    Ok(waiting.then_some(Posting { round, settings: server.settings, sent_at: outgoing.sent_at }))
}

/// A round closes after `open_for`, or when the server's next scheduled one comes.
fn closes_at(server: &servers::Server, round: &Round, now: DateTime<Utc>) -> DateTime<Utc> {
    let full = now + server.settings.open_for;
    let next = server.next_question().filter(|due| due.day > round.day && due.at > now);
    next.map_or(full, |next| next.at.min(full))
}

/// What a recorded post means for the round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recorded {
    /// Answers count from now on, or do so already, because someone pressed the post first.
    Open,
    /// It was void, skipped or recorded already: the message needs no buttons.
    NotWaiting,
}

/// Stores the message that Discord took: the round is open.
pub fn record_posting(
    tx: &WriteTx<'_>,
    round: &Round,
    message: MessageId,
    posted_at: DateTime<Utc>,
) -> Result<Recorded, StoreError> {
    if !rounds::set_open(tx, round, message, posted_at)? {
        let now = rounds::find(tx, round.id)?;
        let adopted = now.is_some_and(|now| now.state == RoundState::Open && now.message == Some(message));
        return Ok(if adopted { Recorded::Open } else { Recorded::NotWaiting });
    }
    if round.number == 0 {
        rounds::close_others_at(tx, round, posted_at)?;
    }
    servers::set_trouble(tx, round.server, None, posted_at)?;
    Ok(Recorded::Open)
}

/// Opens a round whose post was pressed before its recording: the press itself shows that Discord took it.
pub fn adopt_pressed(
    tx: &WriteTx<'_>,
    server: ServerId,
    round: RoundId,
    message: MessageId,
    posted_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let waiting = rounds::find(tx, round)?.filter(|round| round.server == server && round.state == RoundState::Posting);
    waiting.map_or(Ok(()), |round| record_posting(tx, &round, message, posted_at).map(drop))
}

/// Records that a round's post was deleted by someone before it was recorded: it is not posted again.
pub fn record_removed(tx: &WriteTx<'_>, round: RoundId) -> Result<(), StoreError> {
    rounds::set_removed(tx, round)
}

/// How a try to post failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Discord refused for lack of access; nothing was posted. Names what is missing.
    NoAccess {
        /// What is said to the manager: a permission's name, or `channel`.
        missing: String,
    },
    /// Certainly nothing was posted.
    NotSent,
    /// The request may have been accepted.
    Unknown,
}

/// What follows from a failed try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AfterFailure {
    /// It is tried again.
    TryAgain {
        /// When.
        at: DateTime<Utc>,
        /// Whether the manager is to be told now, for the first time.
        tell_manager: bool,
    },
    /// The grace is over: the day has no round.
    GaveUp(SkipReason),
}

/// Records a failed try: another one follows within the grace, then the day is skipped.
pub fn record_failure(
    tx: &WriteTx<'_>,
    outgoing: &Outgoing,
    failure: &Failure,
    now: DateTime<Utc>,
) -> Result<AfterFailure, StoreError> {
    let round = &outgoing.round;
    let grace = servers::find(tx, round.server)?.map_or(TimeDelta::zero(), |server| server.settings.grace);
    let mut tell_manager = false;
    if let Failure::NoAccess { missing } = failure {
        servers::set_trouble(tx, round.server, Some(missing), now)?;
        tell_manager = servers::tell_trouble_once(tx, round.server, missing)?;
    }
    if *failure != Failure::Unknown && outgoing.sent_at.is_none() {
        rounds::set_unsent(tx, round.id)?;
        if now - round.due_at > grace {
            let reason = match failure {
                Failure::NoAccess { .. } => SkipReason::NoAccess,
                Failure::NotSent | Failure::Unknown => SkipReason::DiscordFailed,
            };
            rounds::set_skipped(tx, round.id, reason)?;
            return Ok(AfterFailure::GaveUp(reason));
        }
    }
    let at = now + pause_after(outgoing.tries);
    rounds::set_try_at(tx, round.id, at)?;
    Ok(AfterFailure::TryAgain { at, tell_manager })
}

/// Gives a round up whose grace is over and whose post is certainly not there.
pub fn give_up(tx: &WriteTx<'_>, round: RoundId) -> Result<(), StoreError> {
    rounds::set_skipped(tx, round, SkipReason::DiscordFailed)
}

/// The pause before the next try, doubling.
pub fn pause_after(tries: u32) -> TimeDelta {
    LONGEST_PAUSE.min(FIRST_PAUSE * 2i32.saturating_pow(tries.min(10)))
}
