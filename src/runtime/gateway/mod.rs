//! Listens to Discord's gateway, for as long as Discord lets it: what can be mended is mended here.
//!
//! serenity's own gateway waits for a failed heartbeat before it tries again, turns in a circle while Discord sends it
//! away, and drops what it cannot read; it offers no place to change that from outside.

mod connection;
mod end;
mod event;
mod pace;
mod payload;
mod rights;
mod session;

use std::sync::Arc;
use std::time::Duration;

use rand::rngs::StdRng;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};
use tracing::{info, warn};

use super::exit::Exit;
use super::health::Condition;
use super::metrics::Metrics;
use super::secret::Secret;
use super::shutdown::CLOSE;
use end::{End, Next};
pub use event::{GatewayEvent, Rights};
use pace::Pace;
use session::Session;

/// After so many new sessions in a row that Discord has not heard, another one helps nobody.
const UNHEARD_SESSIONS: u32 = 3;

/// The connection to the gateway. It ends with this handle.
#[derive(Debug)]
pub struct Gateway {
    /// Why Discord refuses the bot for good; `None` after a goodbye.
    work: JoinHandle<Option<Exit>>,
    stop: watch::Sender<bool>,
}

impl Gateway {
    /// Begins to connect to the gateway at `url`. `take` gets what happens there, in Discord's order, and must return at
    /// once.
    pub fn connect(
        url: String,
        token: &Secret,
        metrics: Arc<Metrics>,
        rng: StdRng,
        take: impl FnMut(GatewayEvent) + Send + 'static,
    ) -> Self {
        let stop = watch::Sender::new(false);
        let line = Line { url, token: token.clone(), metrics, rng, session: None, unheard: 0, pace: Pace::default() };
        let work = tokio::spawn(line.keep(stop.subscribe(), take));
        Self { work, stop }
    }

    /// Waits until Discord refuses the bot for good, and says why. Everything else is mended by connecting anew.
    pub async fn refused(&mut self) -> Exit {
        match (&mut self.work).await {
            Ok(Some(fault)) => fault,
            Ok(None) => Exit::Failed("the gateway ended".to_owned()),
            Err(error) => Exit::Failed(format!("the gateway broke off: {error}")),
        }
    }

    /// Says goodbye, and waits a moment for it to arrive.
    pub async fn close(mut self) {
        self.stop.send_replace(true);
        if timeout(CLOSE, &mut self.work).await.is_err() {
            warn!("the gateway did not close in time");
        }
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.work.abort();
    }
}

/// Everything that outlives a connection.
struct Line {
    url: String,
    token: Secret,
    metrics: Arc<Metrics>,
    rng: StdRng,
    session: Option<Session>,
    /// How many new sessions in a row Discord closed as if it had heard nothing.
    unheard: u32,
    pace: Pace,
}

impl Line {
    /// Holds one connection after the other, until Discord refuses the bot for good or the program says goodbye.
    async fn keep(
        mut self,
        mut stop: watch::Receiver<bool>,
        mut take: impl FnMut(GatewayEvent) + Send,
    ) -> Option<Exit> {
        loop {
            let mut up_since = None;
            let end = self.hold(&mut stop, &mut take, &mut up_since).await?;
            self.metrics.health.note_gateway(Condition::Down, Instant::now());
            self.pace.note_end(up_since.map_or(Duration::ZERO, |since| since.elapsed()));
            match self.next(&end, up_since.is_some()) {
                Next::Resume => {}
                Next::Begin => self.session = None,
                Next::GiveUp(why) => return Some(Exit::Failed(why.to_owned())),
            }
            if self.pace.failures() <= 1 {
                info!("the gateway's connection ended ({end}); connecting again");
            } else {
                warn!(failures = self.pace.failures(), "no connection to the gateway ({end}); trying again");
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
                "Discord closes each new session with code 4003: something on the way keeps it from hearing the bot",
            ),
            _ => end.next(),
        }
    }

    /// Waits as long as it must, then holds one connection to its end; `None` after a goodbye.
    async fn hold(
        &mut self,
        stop: &mut watch::Receiver<bool>,
        take: &mut (impl FnMut(GatewayEvent) + Send),
        up_since: &mut Option<Instant>,
    ) -> Option<End> {
        let pause = self.pause();
        let at = self.address().to_owned();
        let opened = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return None,
            opened = async {
                sleep(pause).await;
                self.pace.note_try(Instant::now());
                connection::open(&at).await
            } => opened,
        };
        let mut connection = match opened {
            Ok(connection) => connection,
            Err(end) => return Some(end),
        };
        if self.session.is_none() {
            self.pace.note_session(Instant::now());
        }
        let (session, token, rng, health) = (&mut self.session, &self.token, &mut self.rng, &self.metrics.health);
        let end = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => None,
            end = async {
                if let Err(end) = connection.begin(session, token, take).await {
                    return end;
                }
                let now = Instant::now();
                *up_since = Some(now);
                health.note_gateway(Condition::Up, now);
                connection.listen(session, take, rng).await
            } => Some(end),
        };
        if end.is_none() {
            connection.close().await;
        }
        end
    }

    fn pause(&mut self) -> Duration {
        let now = Instant::now();
        let pause = self.pace.before_connection(now, &mut self.rng);
        match self.session {
            Some(_) => pause,
            None => pause.max(self.pace.before_session(now)),
        }
    }

    /// Where to connect: after a failure now here, now there, as one of them may be gone for good.
    fn address(&self) -> &str {
        match &self.session {
            Some(session) if self.pace.failures() % 2 == 1 => session.resume_at(&self.url),
            _ => &self.url,
        }
    }
}
