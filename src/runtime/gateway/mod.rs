//! Listens to Discord's gateway, for as long as Discord lets it: what can be mended is mended here.
//!
//! serenity's own gateway waits for a failed heartbeat before it tries again, turns in a circle while Discord sends it
//! away, and drops what it cannot read; it offers no place to change that from outside.

mod connection;
mod end;
mod event;
mod line;
mod pace;
mod payload;
mod rights;
mod session;
mod turns;

use std::sync::Arc;

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout};
use tracing::warn;

use super::exit::Exit;
use super::metrics::Metrics;
use super::secret::Secret;
use super::shutdown::CLOSE;
use crate::domain::shard::{Shard, Shards};
pub use event::{GatewayEvent, Rights};
use line::Line;
pub use turns::Turns;

/// The connections to the gateway, one for each shard. They end with this handle.
#[derive(Debug)]
pub struct Gateway {
    /// Each ends with why Discord refuses the bot for good; with `None` after a goodbye.
    lines: JoinSet<Option<Exit>>,
    stop: watch::Sender<bool>,
}

impl Gateway {
    /// Begins to connect to the gateway at `url` for each of the shards. `take` gets what happens there, in Discord's order for
    /// each shard, and must return at once.
    pub fn connect(
        url: &str,
        token: &Secret,
        shards: Shards,
        metrics: &Arc<Metrics>,
        turns: &Turns,
        mut rng: StdRng,
        take: impl Fn(Shard, GatewayEvent) + Clone + Send + 'static,
    ) -> Self {
        let stop = watch::Sender::new(false);
        let mut lines = JoinSet::new();
        let now = Instant::now();
        metrics.health.need_shards((0..).zip(shards.each()).map(|(place, shard)| (shard, now + turns.waits(place))));
        for shard in shards.each() {
            let (metrics, rng) = (Arc::clone(metrics), StdRng::from_rng(&mut rng));
            let line = Line::new(shard, url.to_owned(), token.clone(), metrics, turns.clone(), rng);
            let take = take.clone();
            lines.spawn(line.keep(stop.subscribe(), move |event| take(shard, event)));
        }
        Self { lines, stop }
    }

    /// Waits until Discord refuses the bot for good, and says why. Everything else is mended by connecting anew.
    pub async fn refused(&mut self) -> Exit {
        match self.lines.join_next().await {
            Some(Ok(Some(fault))) => fault,
            Some(Ok(None)) | None => Exit::Failed("the gateway ended".to_owned()),
            Some(Err(error)) => Exit::Failed(format!("the gateway broke off: {error}")),
        }
    }

    /// Says goodbye, and waits a moment for it to arrive.
    pub async fn close(mut self) {
        self.stop.send_replace(true);
        let all = async { while self.lines.join_next().await.is_some() {} };
        if timeout(CLOSE, all).await.is_err() {
            warn!("the gateway did not close in time");
        }
    }
}
