//! Brings a reply to Discord: as the first response, or where "thinking" stands; also when answers of Discord get lost.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep, timeout_at};

use super::arrival::WayBack;
use super::door::{Answered, Door};
use crate::discord::reply::{Reply, Thinking, Visibility};
use rest::{Attachment, Rest, RestError};

/// Until then Discord takes a first response; a little less than its three seconds, for the way.
const FIRST_WITHIN: Duration = Duration::from_millis(2_900);

/// How long a later response may wait for Discord's limits; its token lives for fifteen minutes.
const LATER_WITHIN: Duration = Duration::from_mins(1);

/// How often a response is sent whose answer is lost.
const TRIES: u32 = 3;

/// How long the answer to a request may be on its way to Discord, which knows nothing of the interaction until it is there.
const ON_ITS_WAY: Duration = Duration::from_secs(2);

/// The pause before a response is sent once more.
const PAUSE: Duration = Duration::from_millis(100);

/// Discord's code for a second first response.
const ALREADY_ANSWERED: u32 = 40_060;

/// Discord's code for a later response to an interaction that has no first one yet, or whose time is over.
const UNKNOWN_WEBHOOK: u32 = 10_015;

/// What Discord shows before the reply comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Nothing of ours.
    Nothing,
    /// "Thinking".
    Thinking(Thinking),
    /// "Thinking" was sent, and no answer came back: it may be there.
    PerhapsThinking(Thinking),
}

/// What became of a first response.
enum First {
    /// It is there.
    Taken,
    /// Discord had a first response already: an earlier try of this one, or what was sent before it.
    AlreadyAnswered,
    /// It is not there, as far as can be told.
    Failed { error: RestError, may_be_there: bool },
}

/// The way back of one interaction.
pub(super) struct Responder {
    pub(super) rest: Rest,
    pub(super) back: WayBack,
    pub(super) door: Door,
    /// When the interaction arrived.
    pub(super) received: Instant,
    /// A place for each request that may be under way at once; each needs a connection.
    pub(super) places: Arc<Semaphore>,
}

impl Responder {
    /// Shows that the answer takes a moment.
    pub(super) async fn think(&self, thinking: Thinking) -> Shown {
        let body = match thinking {
            Thinking::Private => json!({ "type": 5, "data": { "flags": 64 } }),
            Thinking::Public => json!({ "type": 5 }),
            Thinking::Silent => json!({ "type": 6 }),
        };
        match self.first(&body, &[]).await {
            First::Taken | First::AlreadyAnswered => Shown::Thinking(thinking),
            First::Failed { may_be_there: true, .. } => Shown::PerhapsThinking(thinking),
            First::Failed { .. } => Shown::Nothing,
        }
    }

    /// Delivers the reply; says whether it is there.
    pub(super) async fn reply(&self, shown: Shown, reply: &Reply) -> bool {
        let files = reply.files();
        let outcome = match shown {
            Shown::Thinking(thinking) => self.later(thinking, reply, &files).await,
            Shown::Nothing if self.door.is_request() && !files.is_empty() => self.with_files(reply, &files).await,
            Shown::Nothing => match self.first(&reply.to_json(), &files).await {
                First::Taken | First::AlreadyAnswered => Ok(()),
                First::Failed { error, .. } => Err(error),
            },
            Shown::PerhapsThinking(thinking) => match self.first(&reply.to_json(), &files).await {
                First::Taken => Ok(()),
                // What is there may be "thinking" alone. If it is the reply, the same is written over it.
                First::AlreadyAnswered | First::Failed { .. } => self.later(thinking, reply, &files).await,
            },
        };
        if let Err(error) = &outcome {
            tracing::warn!(%error, "could not deliver a reply");
        }
        outcome.is_ok()
    }

    /// The answer to a request carries no files: they follow it.
    async fn with_files(&self, reply: &Reply, files: &[Attachment]) -> Result<(), RestError> {
        let thinking = match reply {
            Reply::Message(_, Visibility::Everyone) => Thinking::Public,
            Reply::Update(_) => Thinking::Silent,
            _ => Thinking::Private,
        };
        match self.think(thinking).await {
            Shown::Thinking(thinking) => self.later(thinking, reply, files).await,
            Shown::Nothing | Shown::PerhapsThinking(_) => Err(too_late()),
        }
    }

    /// Gives a first response through the door by which the interaction came.
    async fn first(&self, body: &Value, files: &[Attachment]) -> First {
        match self.door.answer(body) {
            None => self.call_back(body, files).await,
            Some(Answered::Now) => First::Taken,
            Some(Answered::Before) => First::AlreadyAnswered,
            Some(Answered::TooLate) => First::Failed { error: too_late(), may_be_there: false },
        }
    }

    /// Sends a first response, and again while its answer is lost and there is time.
    async fn call_back(&self, body: &Value, files: &[Attachment]) -> First {
        let until = self.received + FIRST_WITHIN;
        let Ok(_place) = timeout_at(until, self.places.acquire()).await else {
            let error = RestError::NotSent("too many replies are on their way".to_owned());
            return First::Failed { error, may_be_there: false };
        };
        let (mut trial, mut may_be_there) = (1, false);
        loop {
            match self.rest.respond(self.back.id, &self.back.token, body, files, until).await {
                Ok(()) => return First::Taken,
                Err(error) if error.code() == Some(ALREADY_ANSWERED) => return First::AlreadyAnswered,
                Err(error) => {
                    may_be_there |= error.may_have_happened();
                    if !may_go_again(&error) || trial == TRIES || Instant::now() + PAUSE >= until {
                        return First::Failed { error, may_be_there };
                    }
                }
            }
            trial += 1;
            sleep(PAUSE).await;
        }
    }

    /// Puts the reply where "thinking" stands.
    async fn later(&self, thinking: Thinking, reply: &Reply, files: &[Attachment]) -> Result<(), RestError> {
        let WayBack { application, token, .. } = &self.back;
        let begun = Instant::now();
        let until = begun + LATER_WITHIN;
        let _place = self.places.acquire().await;
        let mut trial = 1;
        loop {
            let outcome = match reply {
                // The message with the button stays; the reply comes beside it.
                Reply::Message(message, visibility) if thinking == Thinking::Silent => {
                    let mut json = message.to_json();
                    if *visibility == Visibility::OnlyYou {
                        json["flags"] = 64.into();
                    }
                    self.rest.follow_up(*application, token, &json, files, until).await.map(drop)
                }
                Reply::Message(message, _) | Reply::Update(message) => {
                    self.rest.edit_original(*application, token, &message.to_json(), files, until).await
                }
                Reply::Form(_) | Reply::Suggestions(_) => return Ok(()),
            };
            match outcome {
                Err(error) if may_go_again(&error) && trial < TRIES => trial += 1,
                Err(error) if self.is_ahead(&error, begun) => {}
                outcome => return outcome,
            }
            sleep(PAUSE * trial).await;
        }
    }

    /// Whether a later response, begun then, has overtaken the first one, which is on its way as the answer to a request.
    fn is_ahead(&self, error: &RestError, begun: Instant) -> bool {
        self.door.is_request() && error.code() == Some(UNKNOWN_WEBHOOK) && begun.elapsed() < ON_ITS_WAY
    }
}

fn too_late() -> RestError {
    RestError::NotSent("Discord waits for an answer no more".to_owned())
}

/// Whether the same request may succeed where this one did not.
fn may_go_again(error: &RestError) -> bool {
    matches!(error, RestError::Lost(_) | RestError::NotSent(_))
}
