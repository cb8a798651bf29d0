//! Takes an interaction and sees to it that it is answered: in time, once, and with a sentence even when we fail.

mod arrival;
mod door;
pub mod reading;
mod recent;
mod responder;

use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use serenity::all::Interaction;
use serenity::futures::FutureExt as _;
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::app::App;
use super::button::ButtonId;
use super::call::{Call, Options};
use super::reply::Reply;
use super::{commands, components, snowflake};
use crate::domain::language::Language;
use crate::store::StoreError;
use arrival::{Arrival, Wish};
pub use door::Door;
use recent::Recent;
use responder::{Responder, Shown};

/// A handler that needs longer has Discord shown "thinking": Discord itself gives up after three seconds.
const THINKING_AFTER: Duration = Duration::from_millis(1_500);

/// Where the answer itself must come first, a sentence takes its place after this time; it has to reach Discord in time too.
const SENTENCE_AFTER: Duration = Duration::from_secs(2);

/// The most handlers at work at once. The others wait for a place; a wait for Discord takes none.
const WORKING: usize = 256;

/// The most replies on their way at once: a reply to a Discord 200 ms away then leaves place for nearly 2,000 a second.
const ON_THEIR_WAY: usize = 384;

/// The most interactions that are held at once, at work, waiting or on their way back. What comes beyond is let go.
const HELD: usize = 10_000;

/// Takes interactions and answers them. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Desk {
    app: App,
    bot: u64,
    held: Arc<Semaphore>,
    working: Arc<Semaphore>,
    on_their_way: Arc<Semaphore>,
    recent: Arc<Recent>,
}

impl Desk {
    /// The desk of the bot with this user id, at which nobody waits yet.
    pub fn new(app: App, bot: u64) -> Self {
        Self {
            app,
            bot,
            held: Arc::new(Semaphore::new(HELD)),
            working: Arc::new(Semaphore::new(WORKING)),
            on_their_way: Arc::new(Semaphore::new(ON_THEIR_WAY)),
            recent: Arc::default(),
        }
    }

    /// Takes note that whoever asks is known to Discord alone by its signature, which stays good: what Discord made before
    /// `began` is a request of old that someone kept.
    pub fn take_none_before(&self, began: DateTime<Utc>) {
        self.recent.forget_below(snowflake::first_id_at(began));
    }

    /// Whether an interaction with this id comes from before that, or came already.
    pub fn is_old(&self, id: u64) -> bool {
        self.recent.is_old(id)
    }

    /// Answers an interaction that arrived at `received`. `rng` is the chance for what its handler draws.
    pub async fn answer(&self, interaction: Interaction, received: Instant, door: Door, rng: StdRng) {
        let Ok(_held) = self.held.try_acquire() else {
            tracing::warn!("an interaction was let go: {HELD} are held already");
            self.app.handled.failures.count();
            return;
        };
        let arrival = arrival::arrival(self.app.clone(), self.bot, interaction, rng);
        let Some(Arrival { wish, back, call, language }) = arrival else {
            return;
        };
        if !self.recent.is_new(back.id) {
            return;
        }
        let places = Arc::clone(&self.on_their_way);
        let responder = Responder { rest: self.app.rest.clone(), back, door, received, places };
        let answered = match call {
            Some(call) => {
                let (server, member, name) = (call.server, call.member, call.name.clone());
                let is_direct = call.is_direct;
                let answered = self.work(call, wish, &responder).await;
                if !is_direct {
                    self.app.names.keep(&self.app.store, server, member, name).await;
                }
                answered
            }
            None => responder.reply(Shown::Nothing, &sentence(&self.app, language, "failure-not-in-dm")).await,
        };
        if !answered {
            self.app.handled.failures.count();
        }
    }

    /// Has the handler work, and shows "thinking" when the reply is not there in time, whatever it waits for. Says whether
    /// the handler did its work and its reply is there.
    async fn work(&self, call: Call, wish: Wish, responder: &Responder) -> bool {
        let (language, server) = (call.language, call.server);
        let (name, suggests, thinking) =
            (wish.name().to_owned(), matches!(wish, Wish::Suggestions { .. }), wish.thinking());
        let work = async {
            // What opens a form only reads, and cannot wait behind those that write. The semaphore is never closed.
            let _place = if thinking.is_some() || suggests { Some(self.working.acquire().await) } else { None };
            // A board shows its reader under the name of now.
            if thinking.is_some() && !wish.is_answer() && !call.is_direct {
                call.app.names.keep(&call.app.store, call.server, call.member, call.name.clone()).await;
            }
            answer(call, wish).await
        };
        let mut work = pin!(AssertUnwindSafe(work).catch_unwind());

        let (outcome, shown) = tokio::select! {
            outcome = &mut work => (outcome, Shown::Nothing),
            () = sleep_until(responder.received + THINKING_AFTER) => match thinking {
                Some(thinking) => tokio::join!(&mut work, responder.think(thinking)),
                None if suggests => return responder.reply(Shown::Nothing, &Reply::Suggestions(Vec::new())).await,
                None => match timeout_at(responder.received + SENTENCE_AFTER, &mut work).await {
                    Ok(outcome) => (outcome, Shown::Nothing),
                    Err(_) => return responder.reply(Shown::Nothing, &sentence(&self.app, language, "failure-slow")).await,
                },
            },
        };
        let failed = !matches!(outcome, Ok(Ok(_)));
        let reply = match outcome {
            Ok(Ok(reply)) => reply,
            Ok(Err(failure)) => {
                tracing::error!(command = name, %server, %failure, "could not answer a member");
                if suggests {
                    Reply::Suggestions(Vec::new())
                } else {
                    sentence(&self.app, language, "failure-database")
                }
            }
            // The panic itself was logged where it happened.
            Err(_) => {
                tracing::error!(command = name, %server, "a handler panicked");
                if suggests { Reply::Suggestions(Vec::new()) } else { sentence(&self.app, language, "failure-bug") }
            }
        };
        responder.reply(shown, &reply).await && !failed
    }
}

fn sentence(app: &App, language: Language, key: &str) -> Reply {
    Reply::private(app.words.speak(language).say(key))
}

/// The reply to an interaction, without the way there and back; `None` for one that gets no reply from a handler.
pub async fn reply_to(app: App, bot: u64, interaction: Interaction, rng: StdRng) -> Option<Result<Reply, StoreError>> {
    let Arrival { wish, call, .. } = arrival::arrival(app, bot, interaction, rng)?;
    Some(answer(call?, wish).await)
}

async fn answer(mut call: Call, wish: Wish) -> Result<Reply, StoreError> {
    match wish {
        Wish::Command { name, options } => match commands::named(&name) {
            Some(command) => command.answer(&mut call, &Options::of(&options)).await,
            None => Ok(say(&call, "failure-unknown-command")),
        },
        Wish::Suggestions { name, options } => match commands::named(&name) {
            Some(command) => command.suggest(&call, &Options::of(&options)).await.map(Reply::Suggestions),
            None => Ok(Reply::Suggestions(Vec::new())),
        },
        Wish::Press { id, values } => match ButtonId::parse(&id) {
            Some(id) => components::press(&mut call, id, &values).await,
            None => Ok(say(&call, "failure-unknown-button")),
        },
        Wish::Form { id, text } => match ButtonId::parse(&id) {
            Some(id) => components::submit(&mut call, id, &text)
                .await
                .unwrap_or_else(|| Ok(say(&call, "failure-unknown-button"))),
            None => Ok(say(&call, "failure-unknown-button")),
        },
    }
}

fn say(call: &Call, key: &str) -> Reply {
    sentence(&call.app, call.language, key)
}
