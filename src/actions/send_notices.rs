//! The steps of a notice (a reveal, the word of a void question, a trouble) around its request.

use chrono::{DateTime, TimeDelta, Utc};

use super::record_posting::pause_after;
use crate::domain::ids::MemberId;
use crate::domain::language::Language;
use crate::domain::round::Round;
use crate::store::notices::{Notice, NoticeKind};
use crate::store::{StoreError, WriteTx, notices, rounds, servers};

/// How long a notice is tried before it is given up.
const TRIED_FOR: TimeDelta = TimeDelta::hours(24);

/// A notice whose request may go out now.
#[derive(Debug, Clone)]
pub struct Sending {
    /// The notice.
    pub notice: Notice,
    /// The round that it follows from.
    pub round: Option<Round>,
    /// The server's language.
    pub language: Language,
    /// The manager who set the server up.
    pub manager: MemberId,
}

/// Commits that a notice's request is about to be sent; `None` when it must not be.
pub fn begin_notice(tx: &WriteTx<'_>, notice: &Notice, now: DateTime<Utc>) -> Result<Option<Sending>, StoreError> {
    let Some(server) = servers::find(tx, notice.server)?.filter(|server| server.removed_at.is_none()) else {
        notices::set_failed(tx, notice.id)?;
        return Ok(None);
    };
    let round = match notice.round {
        Some(id) => rounds::find(tx, id)?,
        None => None,
    };
    if notice.kind == NoticeKind::Reveal
        && round.as_ref().is_some_and(|round| round.state == crate::domain::round::RoundState::Void)
    {
        notices::set_failed(tx, notice.id)?;
        return Ok(None);
    }
    notices::set_posting(tx, notice.id, now)?;
    Ok(Some(Sending { notice: notice.clone(), round, language: server.settings.language, manager: server.set_up_by }))
}

/// Records that a notice is on Discord.
pub fn record_notice(tx: &WriteTx<'_>, notice: &Notice) -> Result<(), StoreError> {
    notices::set_done(tx, notice.id)
}

/// Records a failed try; it is given up after a day, or at once when it can never succeed.
pub fn record_notice_failure(
    tx: &WriteTx<'_>,
    notice: &Notice,
    outlook: Outlook,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if outlook == Outlook::Hopeless || now - notice.made_at > TRIED_FOR {
        return notices::set_failed(tx, notice.id);
    }
    notices::set_try_at(tx, notice.id, now + pause_after(notice.tries))
}

/// Whether another try can succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// It may.
    MaySucceed,
    /// The channel or the message is gone, or nobody may write there.
    Hopeless,
}
