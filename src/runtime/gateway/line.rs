//! One shard's line to the gateway: holds one connection after the other.

use std::sync::Arc;
use std::time::Duration;

use rand::rngs::StdRng;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};
use tracing::{info, warn};

use super::connection::{self, Connection};
use super::end::{End, Next};
use super::event::GatewayEvent;
use super::pace::Pace;
use super::session::Session;
use super::turns::{Near, Turns};
use crate::domain::shard::Shard;
use crate::runtime::exit::Exit;
use crate::runtime::health::Condition;
use crate::runtime::metrics::Metrics;
use crate::runtime::secret::Secret;

/// After so many new sessions in a row that Discord has not heard, another one helps nobody.
const UNHEARD_SESSIONS: u32 = 3;

/// Everything that outlives a connection.
pub(super) struct Line {
    shard: Shard,
    url: String,
    token: Secret,
    metrics: Arc<Metrics>,
    turns: Turns,
    rng: StdRng,
    session: Option<Session>,
    /// How many new sessions in a row Discord closed as if it had heard nothing.
    unheard: u32,
    pace: Pace,
}

impl Line {
    /// The line of a shard to the gateway at `url`, with no session yet.
    pub(super) fn new(
        shard: Shard,
        url: String,
        token: Secret,
        metrics: Arc<Metrics>,
        turns: Turns,
        rng: StdRng,
    ) -> Self {
        Self { shard, url, token, metrics, turns, rng, session: None, unheard: 0, pace: Pace::default() }
    }

    /// Holds one connection after the other, until Discord refuses the bot for good or the program says goodbye.
    pub(super) async fn keep(
        mut self,
        mut stop: watch::Receiver<bool>,
        mut take: impl FnMut(GatewayEvent) + Send,
    ) -> Option<Exit> {
        loop {
            let mut up_since = None;
            let end = self.hold(&mut stop, &mut take, &mut up_since).await?;
            self.metrics.health.note_gateway(self.shard, Condition::Down, Instant::now());
            self.pace.note_end(up_since.map_or(Duration::ZERO, |since| since.elapsed()));
            match self.next(&end, up_since.is_some()) {
                Next::Resume => {}
                Next::Begin => self.session = None,
                Next::GiveUp(why) => return Some(Exit::Failed(why)),
            }
            if self.pace.failures() <= 1 {
                info!(shard = %self.shard, "the gateway's connection ended ({end}); connecting again");
            } else {
                warn!(shard = %self.shard, failures = self.pace.failures(), "no connection to the gateway ({end}); trying again");
            }
        }
    }

    fn next(&mut self, end: &End, was_up: bool) -> Next {
        if was_up {
            self.unheard = 0;
        } else if end.is_not_authenticated() && self.session.is_none() {
            self.unheard += 1;
        }
        match self.unheard {
            UNHEARD_SESSIONS.. => Next::GiveUp(
                "Discord closes each new session with code 4003: something on the way keeps it from hearing the bot"
                    .to_owned(),
            ),
            _ => end.next(self.shard),
        }
    }

    /// Waits as long as it must, then holds one connection to its end; `None` after a goodbye.
    async fn hold(
        &mut self,
        stop: &mut watch::Receiver<bool>,
        take: &mut (impl FnMut(GatewayEvent) + Send),
        up_since: &mut Option<Instant>,
    ) -> Option<End> {
        let pause = self.pace.before_connection(Instant::now(), &mut self.rng);
        let at = self.address().to_owned();
        let opened = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return None,
            opened = async {
                sleep(pause).await;
                self.open(&at).await
            } => opened,
        };
        let (mut connection, turn) = match opened {
            Ok(opened) => opened,
            Err(end) => return Some(end),
        };
        let (shard, turns) = (self.shard, &self.turns);
        let (session, token, rng, health) = (&mut self.session, &self.token, &mut self.rng, &self.metrics.health);
        let end = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => None,
            end = async {
                let begun = connection.begin(session, token, take).await;
                if let Some(turn) = turn {
                    turns.end(shard, turn).await;
                }
                if let Err(end) = begun {
                    return end;
                }
                let now = Instant::now();
                *up_since = Some(now);
                health.note_gateway(shard, Condition::Up, now);
                connection.listen(session, take, rng).await
            } => Some(end),
        };
        if end.is_none() {
            connection.close().await;
        }
        end
    }

    /// Opens a connection; where no session is known, at the turn of one that begins.
    async fn open(&mut self, at: &str) -> Result<(Connection, Option<Near>), End> {
        let turn = match self.session {
            Some(_) => None,
            None => Some(self.turns.come(self.shard).await),
        };
        self.pace.note_try(Instant::now());
        let connection = connection::open(at, self.shard).await?;
        if turn.is_some() && !self.turns.take(self.shard).await {
            return Err(End::Failed("the turn to begin a session went to another process".to_owned()));
        }
        Ok((connection, turn))
    }

    /// Where to connect: after a failure now here, now there, as one of them may be gone for good.
    fn address(&self) -> &str {
        match &self.session {
            Some(session) if self.pace.failures() % 2 == 1 => session.resume_at(&self.url),
            _ => &self.url,
        }
    }
}
