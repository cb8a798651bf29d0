//! The running bot: what it is made of, and what each thing leads to that it hears of Discord.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use serenity::all::Interaction;
use tokio::sync::{Notify, oneshot};
use tokio::time::Instant;
use tracing::{info, warn};

use super::clock::Clock;
use super::config::Config;
use super::gateway::GatewayEvent;
use super::metrics::{InteractionKind, Metrics};
use super::openings::Openings;
use super::presence::{News, Presence};
use super::registration::Registration;
use super::scheduler::{Scheduler, chance, owner};
use super::shutdown::{Shutdown, Tasks};
use crate::discord::app::App;
use crate::discord::button::ButtonId;
use crate::discord::interactions::{Desk, Door, reading};
use crate::discord::outbox::Outbox;
use crate::domain::ids::ServerId;
use crate::domain::shard::Shard;

/// A signed interaction that is older by Discord's own clock is a copy that someone kept. Discord itself waits three seconds
/// for an answer, and lets an interaction live for fifteen minutes.
const LATEST: TimeDelta = TimeDelta::minutes(5);

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
    registration: Registration,
    presence: Presence,
    openings: Openings,
    desk: Desk,
}

impl Bot {
    /// Puts the bot together. `bot` is its own user id.
    pub fn new(config: &Config, app: App, bot: u64, clock: Clock, metrics: Arc<Metrics>, shutdown: Shutdown) -> Self {
        let tasks = Tasks::default();
        let outbox = Outbox::new(app.clone(), bot, owner());
        let due = Arc::new(Notify::new());
        let presence = Presence::keep(app.store.clone(), Arc::clone(&due));
        let openings = Openings::keep(app.store.clone(), bot, clock.clone(), shutdown.clone(), Arc::clone(&due));
        let scheduler =
            Scheduler::new(outbox, clock.clone(), tasks.clone(), Arc::clone(&metrics), presence.clone(), due);
        let desk = Desk::new(app.clone(), bot);
        let registration = Registration::keep(app.clone(), config.api_url.as_str().into(), shutdown.clone());
        Self { app, clock, metrics, tasks, scheduler, shutdown, registration, presence, openings, desk }
    }

    /// Begins what an event of a shard leads to, and returns at once.
    pub fn take(&self, shard: Shard, event: GatewayEvent) {
        let now = self.clock.now();
        match event {
            GatewayEvent::Ready { application_id, servers } => {
                self.hear_where_it_is(application_id, shard, servers);
            }
            GatewayEvent::ServerAvailable { server, joined_at, roles } => {
                self.registration.hear_of_server(server);
                self.openings.hear_of_server(server);
                self.presence.tell(News::Here(server, joined_at), now);
                if let Some(roles) = roles {
                    self.presence.tell(News::Roles { server, roles }, now);
                }
            }
            GatewayEvent::RoleDeleted { server, role } => {
                self.presence.tell(News::RoleDeleted { server, role }, now);
                self.openings.hear_of_deleted_role(server);
            }
            GatewayEvent::Rights { server, told } => self.openings.hear(server, &told),
            GatewayEvent::ServerRemoved(server) => self.presence.tell(News::Gone(server), now),
            GatewayEvent::ServerUnavailable(server) => {
                info!(%server, "a server has an outage");
                self.openings.hear_of_outage(server);
            }
            GatewayEvent::Interaction { text, received } => {
                self.tasks.spawn(self.clone().read(text, received, Door::gateway()));
            }
            GatewayEvent::Lost { kind, server } => self.note_lost(&kind, server),
        }
    }

    /// Discord told of all servers that the bot is in, of those that belong to a shard.
    pub fn hear_where_it_is(&self, application: u64, shard: Shard, servers: Vec<ServerId>) {
        info!(%shard, servers = servers.len(), "Discord told where the bot is");
        self.registration.look(application, shard, servers.clone());
        self.presence.tell(News::All(shard, servers), self.clock.now());
    }

    /// Begins to take signed requests: interactions from before are copies that someone kept.
    pub fn begin_to_take_requests(&self, application: u64) {
        // Until Discord has told where the bot is, its commands can be looked at all the same.
        self.registration.look(application, Shard::ONLY, Vec::new());
        if let Some(heard) = self.app.rest.discord_time() {
            self.desk.take_none_before(heard.time);
        }
    }

    /// Begins to answer an interaction that came as a signed request. What is received is the request's answer; nothing is
    /// when the interaction gets none.
    pub fn take_request(&self, text: Box<str>, received: Instant) -> oneshot::Receiver<Value> {
        if let Some(heard) = self.app.rest.discord_time() {
            self.desk.take_none_before(heard.now(received) - LATEST);
        }
        let (door, response) = Door::request();
        self.tasks.spawn(self.clone().read(text, received, door));
        response
    }

    /// Discord told that the bot came into a server at an instant.
    pub fn hear_of_new_server(&self, server: ServerId, at: DateTime<Utc>) {
        self.registration.hear_of_server(server);
        self.presence.tell(News::Added(server, at), self.clock.now());
    }

    /// An event that could not be read is told by its kind and its server alone: its content is nobody's business.
    fn note_lost(&self, kind: &str, server: Option<ServerId>) {
        self.metrics.unread_events.count();
        let server = server.map_or_else(|| "unknown".to_owned(), |server| server.to_string());
        warn!(kind, server, "an event could not be read and is lost");
    }

    async fn read(self, text: Box<str>, received: Instant, door: Door) {
        match reading::read(&text) {
            Ok(interaction) if self.desk.is_old(interaction.id().get()) => {}
            Ok(interaction) => {
                self.scheduler.note_id(interaction.id().get());
                if let Some(server) = server_of(&interaction) {
                    self.presence.prove(server, self.clock.now());
                }
                if let Interaction::Command(command) = &interaction {
                    self.registration.note_use(&command.data.name, command.data.guild_id.is_some());
                }
                Box::pin(self.answer(interaction, received, door)).await;
            }
            Err(unread) if unread.id().is_some_and(|id| self.desk.is_old(id)) => {}
            Err(unread) => {
                self.note_lost("INTERACTION_CREATE", unread.server);
                if let Some(server) = unread.server {
                    self.presence.prove(server, self.clock.now());
                }
                reading::apologize(&self.app, &unread, &door).await;
            }
        }
    }

    async fn answer(self, interaction: Interaction, received: Instant, door: Door) {
        let Some(kind) = kind(&interaction) else {
            return;
        };
        let may_change_what_is_due = match &interaction {
            Interaction::Command(_) | Interaction::Modal(_) => true,
            Interaction::Component(one) => {
                matches!(ButtonId::parse(&one.data.custom_id), Some(ButtonId::Do(..) | ButtonId::First(..)))
            }
            _ => false,
        };
        self.desk.answer(interaction, received, door, chance()).await;
        self.metrics.count_interaction(kind, received.elapsed());
        if may_change_what_is_due {
            self.scheduler.wake();
        }
    }
}

fn server_of(interaction: &Interaction) -> Option<ServerId> {
    let id = match interaction {
        Interaction::Command(one) | Interaction::Autocomplete(one) => one.guild_id,
        Interaction::Component(one) => one.guild_id,
        Interaction::Modal(one) => one.guild_id,
        _ => None,
    };
    id.map(|id| ServerId(id.get()))
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
