//! Sees to it that Discord has the bot's commands, all of them once, also when another program changed them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use rest::models::Command;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, sleep, sleep_until};
use tracing::{info, warn};

use super::shutdown::Shutdown;
use crate::discord::app::App;
use crate::discord::commands;
use crate::domain::ids::ServerId;
use crate::domain::shard::Shard;
use crate::store::remembered;

/// The name under which the registered commands are remembered.
const REMEMBERED_AS: &str = "registered commands";

/// The name under which the servers are remembered that have no commands of their own.
const SWEPT_AS: &str = "servers without own commands";

/// How long a request may wait for Discord's limits.
const REGISTERS_WITHIN: Duration = Duration::from_mins(1);

/// The pause after a failure.
const TRIES_AGAIN_AFTER: Duration = Duration::from_mins(1);

/// How often Discord is asked without a reason.
const LOOK_EVERY: Duration = Duration::from_hours(6);

/// A doubt is looked into this long after the one before, so that nobody's clicks make many requests.
const BETWEEN_DOUBTS: Duration = Duration::from_mins(5);

/// The pause between two servers that are looked at: commands are no reason to keep posts waiting.
const BETWEEN_SERVERS: Duration = Duration::from_millis(250);

/// What Discord was given, and what it made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// Where: a database that moves to another bot or another Discord registers anew.
    api: String,
    application: u64,
    commands: Vec<Value>,
    /// Discord's id and version of each command, by name. A version changes with each change.
    stamps: BTreeMap<String, Stamp>,
}

/// Discord's id and version of a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The id, which a clickable mention of the command names.
    pub id: String,
    version: String,
}

fn stamps(found: Vec<Command>) -> BTreeMap<String, Stamp> {
    let stamp = |one: Command| (one.name, Stamp { id: one.id.to_string(), version: one.version });
    found.into_iter().map(stamp).collect()
}

/// What the sessions told, and who came after them.
#[derive(Debug, Clone)]
struct Session {
    application: u64,
    servers: BTreeSet<ServerId>,
}

/// Keeps the commands registered. Cheap to clone; all clones are one.
#[derive(Debug, Clone)]
pub struct Registration {
    session: watch::Sender<Option<Session>>,
    doubt: Arc<Notify>,
    names: Arc<BTreeSet<String>>,
}

impl Registration {
    /// Begins to keep them, from the first session on until the program ends. `api_url` is Discord's address.
    pub fn keep(app: App, api_url: Arc<str>, shutdown: Shutdown) -> Self {
        let wanted = commands::definitions(&app.words);
        let name = |one: &Value| one["name"].as_str().map(str::to_owned);
        let registration = Self {
            session: watch::Sender::new(None),
            doubt: Arc::new(Notify::new()),
            names: Arc::new(wanted.iter().filter_map(name).collect()),
        };
        let keeper = Keeper { app, api_url, wanted };
        let (session, doubt) = (registration.session.subscribe(), Arc::clone(&registration.doubt));
        tokio::spawn(async move {
            tokio::select! {
                () = shutdown.begun() => {}
                () = keeper.keep(session, doubt) => {}
            }
        });
        registration
    }

    /// A shard's session has begun: another program may have changed the commands meanwhile.
    pub fn look(&self, application: u64, shard: Shard, servers: Vec<ServerId>) {
        self.session.send_modify(|session| {
            let others = session.take().map(|session| session.servers).unwrap_or_default();
            let others = others.into_iter().filter(|server| !shard.has(*server));
            *session = Some(Session { application, servers: others.chain(servers).collect() });
        });
    }

    /// A server is there: one that the session did not tell of has just joined.
    pub fn hear_of_server(&self, server: ServerId) {
        self.session.send_if_modified(|session| session.as_mut().is_some_and(|session| session.servers.insert(server)));
    }

    /// A command was used: one that the bot does not know, or that stands in one server alone, is none of its own.
    pub fn note_use(&self, name: &str, in_one_server_alone: bool) {
        if in_one_server_alone || !self.names.contains(name) {
            self.doubt.notify_one();
        }
    }
}

struct Keeper {
    app: App,
    api_url: Arc<str>,
    wanted: Vec<Value>,
}

impl Keeper {
    async fn keep(&self, mut session: watch::Receiver<Option<Session>>, doubt: Arc<Notify>) {
        let mut doubted: Option<Instant> = None;
        loop {
            let next_doubt = async {
                if let Some(at) = doubted {
                    sleep_until(at + BETWEEN_DOUBTS).await;
                }
                doubt.notified().await;
            };
            let has_doubt = tokio::select! {
                changed = session.changed() => if changed.is_ok() { false } else { return },
                () = sleep(LOOK_EVERY) => false,
                () = next_doubt => true,
            };
            let Some(Session { application, servers }) = session.borrow_and_update().clone() else { continue };
            if has_doubt {
                doubted = Some(Instant::now());
            }
            while let Err(fault) = self.register(application).await {
                warn!("could not register the commands ({fault}); trying again in {} s", TRIES_AGAIN_AFTER.as_secs());
                sleep(TRIES_AGAIN_AFTER).await;
            }
            self.sweep(application, &servers, has_doubt).await;
        }
    }

    /// Registers the commands if Discord does not have them as they were left.
    async fn register(&self, application: u64) -> Result<(), String> {
        let last = self.remembered::<Registered>(REMEMBERED_AS).await?;
        let of_here = |last: &Registered| last.api == *self.api_url && last.application == application;
        let last = last.filter(of_here);
        if let Some(last) = &last {
            self.tell_ids(last);
        }
        let last = last.filter(|last| last.commands == self.wanted);
        let found = self.found(application).await?;
        if last.as_ref().is_some_and(|last| found.as_ref().is_none_or(|found| *found == last.stamps)) {
            return Ok(());
        }
        if last.is_some() {
            warn!("another program changed the commands; they are put back");
        }
        let sent = self.app.rest.put_commands(application, &self.wanted, Instant::now() + REGISTERS_WITHIN).await;
        let kept = sent.map_err(|error| error.to_string())?;
        info!(commands = self.wanted.len(), "registered the commands");

        let registered = Registered {
            api: self.api_url.to_string(),
            application,
            commands: self.wanted.clone(),
            stamps: stamps(kept),
        };
        self.tell_ids(&registered);
        self.remember(REMEMBERED_AS, &registered).await
    }

    /// Texts mention the commands by these ids from now on.
    fn tell_ids(&self, registered: &Registered) {
        let id = |(name, stamp): (&String, &Stamp)| Some((name.clone(), stamp.id.parse().ok()?));
        self.app.words.command_ids.set(registered.stamps.iter().filter_map(id).collect());
    }

    /// The commands that Discord has; `None` where it cannot be asked, as with a simple stand-in.
    async fn found(&self, application: u64) -> Result<Option<BTreeMap<String, Stamp>>, String> {
        match self.app.rest.commands(application, Instant::now() + REGISTERS_WITHIN).await {
            Ok(found) => Ok(Some(stamps(found))),
            Err(error) if matches!(error.status(), Some(404 | 405 | 501)) => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Takes away what an earlier program left in single servers, where it would stand beside the commands for all: once
    /// a server, or in all of them when such a command was used.
    async fn sweep(&self, application: u64, servers: &BTreeSet<ServerId>, has_doubt: bool) {
        let swept = self.remembered::<BTreeSet<u64>>(SWEPT_AS).await;
        let Ok(mut swept) = swept.map(Option::unwrap_or_default) else { return };
        let before = swept.clone();
        for server in servers.iter().filter(|server| has_doubt || !before.contains(&server.0)) {
            match self.sweep_one(application, *server).await {
                Ok(()) => {
                    swept.insert(server.0);
                }
                Err(error) => warn!(%server, error, "could not look at the commands of a server"),
            }
            sleep(BETWEEN_SERVERS).await;
        }
        if swept != before
            && let Err(error) = self.remember(SWEPT_AS, &swept).await
        {
            warn!(error, "could not remember which servers have no commands of their own");
        }
    }

    async fn sweep_one(&self, application: u64, server: ServerId) -> Result<(), String> {
        let rest = &self.app.rest;
        let found = match rest.server_commands(application, server.0, Instant::now() + REGISTERS_WITHIN).await {
            Ok(found) => found,
            // Without access to a server's commands there are none of ours.
            Err(error) if matches!(error.status(), Some(403..=405 | 501)) => return Ok(()),
            Err(error) => return Err(error.to_string()),
        };
        for command in &found {
            let until = Instant::now() + REGISTERS_WITHIN;
            rest.delete_server_command(application, server.0, command.id, until)
                .await
                .map_err(|error| error.to_string())?;
        }
        if !found.is_empty() {
            info!(%server, commands = found.len(), "took away commands that stood in one server alone");
        }
        Ok(())
    }

    /// A value as it was remembered; none that is of another version's form.
    async fn remembered<T: for<'t> Deserialize<'t>>(&self, name: &'static str) -> Result<Option<T>, String> {
        let text = self.app.store.read(move |tx| remembered::get(tx, name)).await.map_err(|error| error.to_string())?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    async fn remember(&self, name: &'static str, value: &impl Serialize) -> Result<(), String> {
        let text = serde_json::to_string(value).map_err(|error| error.to_string())?;
        let kept = self.app.store.write(move |tx| remembered::set(tx, name, &text)).await;
        kept.map_err(|error| error.to_string())
    }
}
