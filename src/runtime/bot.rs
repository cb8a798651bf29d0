//! The running bot: what it is made of, and what each event of the gateway leads to.

use std::sync::Arc;

use serenity::all::Interaction;
use tokio::sync::Semaphore;
use tokio::time::Instant;
use tracing::{info, warn};

use super::clock::Clock;
use super::config::Config;
use super::gateway::GatewayEvent;
use super::metrics::{InteractionKind, Metrics};
use super::registration;
use super::scheduler::{Scheduler, chance};
use super::shutdown::{Shutdown, Tasks};
use crate::actions::leave_server;
use crate::discord::app::App;
use crate::discord::dispatch;
use crate::discord::post::Poster;
use crate::domain::ids::ServerId;
use crate::store::{StoreError, WriteTx};

/// The most interactions that are worked on at once; each needs a connection to Discord.
const AT_ONCE: usize = 32;

/// The running bot. Cheap to clone.
#[derive(Clone)]
pub struct Bot {
    /// What handlers need.
    pub app: App,
    /// What time it is.
    pub clock: Clock,
    /// What is counted and watched.
    pub metrics: Arc<Metrics>,
    /// The work under way, which the end of the program waits for.
    pub tasks: Tasks,
    /// Does what is due.
    pub scheduler: Scheduler,
    /// When the program ends.
    pub shutdown: Shutdown,
    /// `DISCORD_API_URL`, which the commands were registered at.
    pub api_url: Arc<str>,
    places: Arc<Semaphore>,
}

impl Bot {
    /// Puts the bot together. `bot` is its own user id.
    pub fn new(config: &Config, app: App, bot: u64, clock: Clock, metrics: Arc<Metrics>, shutdown: Shutdown) -> Self {
        let tasks = Tasks::default();
        let poster = Poster { app: app.clone(), bot };
        let scheduler = Scheduler::new(poster, clock.clone(), tasks.clone(), Arc::clone(&metrics));
        let places = Arc::new(Semaphore::new(AT_ONCE));
        Self { app, clock, metrics, tasks, scheduler, shutdown, api_url: config.api_url.as_str().into(), places }
    }

    /// Begins what an event leads to, and returns at once.
    pub fn take(&self, event: GatewayEvent) {
        let now = self.clock.now();
        match event {
            GatewayEvent::Ready { application_id, servers, .. } => {
                info!(servers = servers.len(), "connected to Discord");
                self.write("note the servers", move |tx| leave_server::note_servers(tx, &servers, now));
                self.tasks.spawn(registration::register(self.clone(), application_id));
            }
            GatewayEvent::ServerAvailable { server, .. } => {
                self.write("note a server", move |tx| leave_server::return_to_server(tx, server, now));
            }
            GatewayEvent::ServerRemoved(server) => self.leave(server),
            GatewayEvent::ServerUnavailable(server) => info!(%server, "a server has an outage"),
            GatewayEvent::Interaction { interaction, received } => {
                self.tasks.spawn(self.clone().answer(*interaction, received));
            }
        }
    }

    /// Writes in the background; a failure is logged, and health turns red.
    fn write(&self, what: &'static str, action: impl FnMut(&WriteTx<'_>) -> Result<(), StoreError> + Send + 'static) {
        let bot = self.clone();
        self.tasks.spawn(async move {
            match bot.app.store.write(action).await {
                Ok(()) => bot.metrics.write_kept(),
                Err(error) => {
                    warn!(%error, "could not {what}");
                    bot.metrics.write_failed();
                }
            }
        });
    }

    fn leave(&self, server: ServerId) {
        let now = self.clock.now();
        info!(%server, "removed from a server");
        self.write("note that a server is left", move |tx| leave_server::leave_server(tx, server, now));
    }

    async fn answer(self, interaction: Interaction, received: Instant) {
        let Ok(_place) = self.places.acquire().await else {
            return;
        };
        let Some(kind) = kind(&interaction) else {
            return;
        };
        dispatch::handle(self.app.clone(), interaction, chance()).await;
        self.metrics.count_interaction(kind, received.elapsed());
        if matches!(kind, InteractionKind::Command | InteractionKind::Form) {
            // A manager may have changed what is due.
            self.scheduler.wake();
        }
    }
}

fn kind(interaction: &Interaction) -> Option<InteractionKind> {
    match interaction {
        Interaction::Command(_) => Some(InteractionKind::Command),
        Interaction::Autocomplete(_) => Some(InteractionKind::Autocomplete),
        Interaction::Component(_) => Some(InteractionKind::Component),
        Interaction::Modal(_) => Some(InteractionKind::Form),
        _ => None,
    }
}
