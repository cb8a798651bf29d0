//! Something changed that may have opened a place to the bot: what waits there is tried at once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::domain::ids::{ChannelId, ServerId};
use crate::store::{ReadTx, StoreError, WriteTx, deliveries};

/// Where in a server the bot may be able to do more than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Places {
    /// In these channels.
    Channels(BTreeSet<ChannelId>),
    /// Anywhere.
    All,
}

/// What a server has that could be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Nothing.
    Nothing,
    /// Something waits for its next try.
    Something,
    /// Something is being tried, and may have been refused before the change.
    UnderWay,
}

/// What a server has that could be tried in these places.
pub fn waiting(tx: &ReadTx<'_>, server: ServerId, places: &Places, now: DateTime<Utc>) -> Result<Waiting, StoreError> {
    let waits = match places {
        Places::All => deliveries::waits(tx, server, None, now)?,
        Places::Channels(channels) => {
            let mut waits = false;
            for channel in channels {
                waits |= deliveries::waits(tx, server, Some(*channel), now)?;
            }
            waits
        }
    };
    Ok(if waits {
        Waiting::Something
    } else if deliveries::is_under_way(tx, server, now)? {
        Waiting::UnderWay
    } else {
        Waiting::Nothing
    })
}

/// Has what waits in these places of a server tried at once. A manager may be told in any of them.
pub fn try_again(tx: &WriteTx<'_>, server: ServerId, places: &Places, now: DateTime<Utc>) -> Result<(), StoreError> {
    match places {
        Places::All => deliveries::hurry(tx, server, now),
        Places::Channels(channels) => {
            for channel in channels {
                deliveries::hurry_channel(tx, *channel, now)?;
            }
            deliveries::hurry_troubles(tx, server, now)
        }
    }
}
