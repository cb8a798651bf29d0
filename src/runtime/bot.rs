//! The running bot: what it is made of, and what each event of the gateway leads to.

use std::sync::Arc;
use std::time::Duration;

use serenity::all::Interaction;
use tokio::time::Instant;
use tracing::{info, warn};

use super::clock::Clock;
use super::config::Config;
use super::gateway::GatewayEvent;
use super::metrics::{InteractionKind, Metrics};
use super::registration;
use super::scheduler::{Scheduler, chance, owner};
use super::shutdown::{Shutdown, Tasks};
use crate::actions::leave_server;
use crate::discord::app::App;
use crate::discord::interactions::Desk;
use crate::discord::outbox::Outbox;
use crate::domain::ids::ServerId;
use crate::store::{StoreError, WriteTx};

/// How long Discord is asked whether the bot is in a server.
const ASK_WITHIN: Duration = Duration::from_secs(10);

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
    desk: Desk,
}

impl Bot {
    /// Puts the bot together. `bot` is its own user id.
    pub fn new(config: &Config, app: App, bot: u64, clock: Clock, metrics: Arc<Metrics>, shutdown: Shutdown) -> Self {
        let tasks = Tasks::default();
        let outbox = Outbox::new(app.clone(), bot, owner());
        let scheduler = Scheduler::new(outbox, clock.clone(), tasks.clone(), Arc::clone(&metrics));
        let desk = Desk::new(app.clone());
        Self { app, clock, metrics, tasks, scheduler, shutdown, api_url: config.api_url.as_str().into(), desk }
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
                self.scheduler.note_id(interaction.id().get());
                self.tasks.spawn(self.clone().answer(*interaction, received));
            }
        }
    }

    /// Writes in the background.
    fn write(&self, what: &'static str, action: impl FnMut(&WriteTx<'_>) -> Result<(), StoreError> + Send + 'static) {
        let bot = self.clone();
        self.tasks.spawn(async move { bot.write_now(what, action).await });
    }

    /// Writes; a failure is logged.
    async fn write_now(
        &self,
        what: &'static str,
        action: impl FnMut(&WriteTx<'_>) -> Result<(), StoreError> + Send + 'static,
    ) {
        if let Err(error) = self.app.store.write(action).await {
            warn!(%error, "could not {what}");
        }
    }

    /// Notes that the bot was removed, and then asks whether it is back already: after a resume both events arrive
    /// together, and serenity hands events on side by side, so that the later one may have come first.
    fn leave(&self, server: ServerId) {
        let (bot, now) = (self.clone(), self.clock.now());
        self.tasks.spawn(async move {
            info!(%server, "removed from a server");
            bot.write_now("note that a server is left", move |tx| leave_server::leave_server(tx, server, now)).await;
            if bot.app.rest.server(server.0, Instant::now() + ASK_WITHIN).await.is_ok() {
                info!(%server, "back in the server");
                bot.write_now("note a server", move |tx| leave_server::return_to_server(tx, server, now)).await;
            }
        });
    }

    async fn answer(self, interaction: Interaction, received: Instant) {
        let Some(kind) = kind(&interaction) else {
            return;
        };
        self.desk.answer(interaction, received, chance()).await;
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
