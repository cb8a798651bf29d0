//! Brings what is owed to Discord, each thing once, whatever is lost on the way: claim, draw, send, record.

mod announce;
mod boxes;
mod bring;
mod carried;
mod ceremony;
mod live;
mod look;
mod places;
mod quiz;
mod refusal;
mod roles;
mod shown;
mod tell;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::time::Instant;

use super::app::App;
use super::membership::is_gone_from;
use crate::actions::begin_delivery::{Begun, Order, begin_delivery, claim_deliveries};
use crate::actions::leave_server::leave_server;
use crate::actions::record_delivery::{Ended, Outcome, record_delivery};
use crate::domain::delivery::{ClosedChannels, DeliveryKind, Failed, Room};
use crate::domain::ids::{DeliveryId, MessageId, ServerId};
use crate::store::StoreError;
use crate::store::deliveries::{self, Claimed};

/// A lease lasts longer than any delivery is worked on.
const LEASE: TimeDelta = TimeDelta::seconds(90);

/// How long one delivery is worked on, waits for Discord's limits included.
const WORKED_ON_FOR: Duration = Duration::from_secs(75);

/// How long a change of a message waits for Discord's limits. One that would wait longer gives its place to others, as
/// there are few.
const CHANGE_WAITS_FOR: Duration = Duration::from_secs(3);

/// Within this time after a first request, Discord answers the same nonce with the same message.
///
/// Its documentation says "the past few minutes"; shorter here, as nothing hangs on the rest of it.
const NONCE_HOLDS: Duration = Duration::from_mins(2);

/// Brings what is owed. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Outbox {
    /// The store, the bank, the words and the way out.
    pub app: App,
    /// The bot's own user id, by which it knows its messages.
    pub bot: u64,
    /// This process among those that share the database.
    owner: u64,
    newest: Arc<AtomicU64>,
    /// When this process sent each delivery first that is still in doubt, by a clock that nobody can step.
    sent: Arc<Mutex<HashMap<DeliveryId, Instant>>>,
}

/// What a delivery came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brought {
    /// What it was.
    pub kind: DeliveryKind,
    /// What became of it.
    pub ended: Ended,
    /// The server in which Discord took its message, and when.
    pub taken: Option<(ServerId, DateTime<Utc>)>,
    /// The server that the bot is in no more.
    pub left: Option<ServerId>,
}

/// Until when a change of a message waits for a limit.
fn soon(until: Instant) -> Instant {
    until.min(Instant::now() + CHANGE_WAITS_FOR)
}

impl Outbox {
    /// An outbox of a process that calls itself `owner`, a number drawn at its start.
    pub fn new(app: App, bot: u64, owner: u64) -> Self {
        Self { app, bot, owner, newest: Arc::default(), sent: Arc::default() }
    }

    /// Takes note of an id that Discord made just now: whatever is sent later gets a higher one.
    pub fn note_id(&self, id: u64) {
        self.newest.fetch_max(id, Ordering::Relaxed);
    }

    /// Takes what is due of a room for this process.
    pub async fn claim(&self, room: Room, at_most: usize, now: DateTime<Utc>) -> Result<Vec<Claimed>, StoreError> {
        let (owner, closed) = (self.owner, self.closed_channels());
        self.app.store.write(move |tx| claim_deliveries(tx, owner, now, now + LEASE, (room, closed), at_most)).await
    }

    /// The next instant at which something of a room may go.
    pub async fn next_at(&self, room: Room) -> Result<Option<DateTime<Utc>>, StoreError> {
        let closed = self.closed_channels();
        self.app.store.read(move |tx| deliveries::next_at(tx, room, closed)).await
    }

    fn closed_channels(&self) -> ClosedChannels {
        ClosedChannels::with_refusals_left(self.app.rest.invalid_requests_left())
    }

    /// Brings one that was claimed; `None` when there was nothing to bring.
    pub async fn bring(&self, claimed: Claimed, now: DateTime<Utc>) -> Option<Brought> {
        match self.try_to_bring(claimed, now).await {
            Ok(brought) => brought,
            Err(error) => {
                // Its lease ends by itself, and it is looked for before it is sent again.
                tracing::error!(delivery = %claimed.id, %error, "could not record a delivery; it is tried again");
                None
            }
        }
    }

    async fn try_to_bring(&self, claimed: Claimed, now: DateTime<Utc>) -> Result<Option<Brought>, StoreError> {
        let (id, newest) = (claimed.id, MessageId(self.newest.load(Ordering::Relaxed)));
        let begun = self.app.store.write(move |tx| begin_delivery(tx, claimed, newest, now)).await?;
        let order = match begun {
            Begun::Go(order) => order,
            Begun::Over { kind } => return Ok(Some(Brought { kind, ended: Ended::GivenUp, taken: None, left: None })),
            Begun::NotOurs => return Ok(None),
        };
        let kind = order.delivery.kind;
        let started = Instant::now();
        let is_fresh = self.is_fresh(id, &order, started, now);
        let done = self.carry(&order, is_fresh, started + WORKED_ON_FOR).await;

        let outcome = done.outcome.clone();
        let left = self.left(&order, &outcome, started + WORKED_ON_FOR).await;
        let ended = self
            .app
            .store
            .write(move |tx| {
                // Whoever removed the bot is not told that it misses the channel.
                left.map_or(Ok(()), |server| leave_server(tx, server, now))?;
                record_delivery(tx, claimed, &outcome, done.what_else.as_deref(), now)
            })
            .await?;
        self.remember(id, &done.outcome, started);
        if ended == Ended::GivenUp {
            let outcome = &done.outcome;
            tracing::warn!(server = %order.delivery.server, kind = kind.code(), ?outcome, "gave up a delivery");
        }
        if let (DeliveryKind::Post, Ended::Done(_)) = (kind, &ended) {
            tracing::info!(round = order.delivery.round.map(|round| round.0), server = %order.delivery.server, "posted a round");
        }
        let taken = match (&done.outcome, order.delivery.channel) {
            (Outcome::There { message: Some(_), at }, Some(_)) => Some((order.delivery.server, *at)),
            // Without a channel it may have gone to the manager directly.
            _ => None,
        };
        Ok(Some(Brought { kind, ended, taken, left }))
    }

    /// The server of a delivery whose channel is gone or hidden, if that is because the bot is in the server no more.
    async fn left(&self, order: &Order, outcome: &Outcome, until: Instant) -> Option<ServerId> {
        let Outcome::Failed(Failed::NoAccess { missing, .. }) = outcome else { return None };
        let server = order.delivery.server;
        let is_shut = matches!(missing.as_str(), "channel" | "view-channel");
        (is_shut && is_gone_from(&self.app.rest, server, soon(until)).await).then_some(server)
    }

    /// Whether Discord still knows the nonce of the first request: both clocks must say so, since the computer's may be
    /// stepped, and the other one stands still while a computer sleeps.
    fn is_fresh(&self, id: DeliveryId, order: &Order, started: Instant, now: DateTime<Utc>) -> bool {
        let sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied();
        let by_ours = sent.is_some_and(|sent| started - sent < NONCE_HOLDS);
        let by_wall =
            order.delivery.first_sent_at.is_some_and(|sent| (now - sent).to_std().is_ok_and(|age| age < NONCE_HOLDS));
        by_ours && by_wall
    }

    fn remember(&self, id: DeliveryId, outcome: &Outcome, started: Instant) {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        match outcome {
            Outcome::Failed(Failed::Unknown) => {
                sent.entry(id).or_insert(started);
            }
            Outcome::Failed(_) => {}
            Outcome::There { message, .. } => {
                sent.remove(&id);
                if let Some(message) = message {
                    self.note_id(message.0);
                }
            }
            Outcome::Deleted | Outcome::NotThere => {
                sent.remove(&id);
            }
        }
        // One that was taken over by another process, or given up, is not heard of again.
        sent.retain(|_, at| started.saturating_duration_since(*at) < NONCE_HOLDS);
    }
}
