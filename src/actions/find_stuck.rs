//! Finds what keeps a round that is due from being posted.

use chrono::{DateTime, Utc};

use crate::domain::delivery::DeliveryKind;
use crate::domain::round::{Round, RoundState};
use crate::store::{ReadTx, StoreError, deliveries, troubles};

/// Why a round that is due is not posted yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// What the bot is missing in the channel, as the locales name it; `None` when Discord does not take the post.
    pub missing: Option<String>,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// What keeps a round from being posted; `None` for one that is on its way or needs no post.
pub(super) fn find_stuck(tx: &ReadTx<'_>, round: &Round) -> Result<Option<Stuck>, StoreError> {
    if round.state != RoundState::Due {
        return Ok(None);
    }
    let post = deliveries::of_round(tx, round.id, DeliveryKind::Post)?;
    let channel = post.as_ref().and_then(|post| post.channel).unwrap_or(round.channel);
    if let Some(trouble) = troubles::find(tx, round.server, channel, "post")? {
        // What Discord drops from a post keeps no post back.
        let stands = trouble.missing != "embed-links";
        return Ok(stands.then_some(Stuck { missing: Some(trouble.missing), since: trouble.since }));
    }
    // The first tries may fail for a moment.
    let fails = post.filter(|post| post.tries > 1);
    Ok(fails.map(|_| Stuck { missing: None, since: round.due_at }))
}
