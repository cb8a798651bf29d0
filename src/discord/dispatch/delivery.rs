//! Brings a reply to Discord: as the first response, or after a "thinking".

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use super::wish::{Patience, Return};
use crate::discord::reply::{Reply, Visibility};
use crate::discord::rest::{Rest, RestError};

/// Until then Discord takes a first response; a little less than its three seconds, for the way.
const FIRST_WITHIN: Duration = Duration::from_millis(2_900);

/// How long a later response may wait for Discord's limits; its token lives for fifteen minutes.
const LATER_WITHIN: Duration = Duration::from_mins(1);

/// The pause before a first response is sent once more.
const PAUSE: Duration = Duration::from_millis(100);

/// Discord's code for a second first response: the one before arrived after all.
const ALREADY_ANSWERED: u32 = 40_060;

/// The way back of one interaction.
pub(super) struct Delivery {
    pub(super) rest: Rest,
    pub(super) back: Return,
    pub(super) received: Instant,
}

impl Delivery {
    /// Gives the first response.
    pub(super) async fn first(&self, reply: &Reply) {
        self.respond(&reply.to_json(), reply).await;
    }

    /// Shows that the answer takes a moment; says whether that arrived.
    pub(super) async fn thinking(&self, patience: Patience) -> bool {
        let body = match patience {
            Patience::Private => json!({ "type": 5, "data": { "flags": 64 } }),
            Patience::Public => json!({ "type": 5 }),
            Patience::Update => json!({ "type": 6 }),
            Patience::None => return false,
        };
        let until = self.received + FIRST_WITHIN;
        match self.rest.respond(self.back.id, &self.back.token, &body, &[], until).await {
            Ok(()) => true,
            Err(error) => error.code() == Some(ALREADY_ANSWERED),
        }
    }

    /// Puts the reply where "thinking" stood.
    pub(super) async fn after_thinking(&self, shown: Patience, reply: &Reply) {
        let Return { application, token, .. } = &self.back;
        let until = Instant::now() + LATER_WITHIN;
        let outcome = match reply {
            // The message with the button stays; the reply comes beside it.
            Reply::Message(body, visibility) if shown == Patience::Update => {
                let mut json = body.to_json();
                if *visibility == Visibility::OnlyYou {
                    json["flags"] = 64.into();
                }
                self.rest.follow_up(*application, token, &json, &body.files, until).await.map(drop)
            }
            Reply::Message(body, _) | Reply::Update(body) => {
                self.rest.edit_original(*application, token, &body.to_json(), &body.files, until).await
            }
            Reply::Form(_) | Reply::Suggestions(_) => return,
        };
        if let Err(error) = outcome {
            tracing::warn!(%error, "could not deliver a reply");
        }
    }

    /// Sends a first response, and once more if it may have been lost.
    async fn respond(&self, body: &Value, reply: &Reply) {
        let until = self.received + FIRST_WITHIN;
        let mut outcome = self.rest.respond(self.back.id, &self.back.token, body, reply.files(), until).await;
        if matches!(&outcome, Err(RestError::Lost(_) | RestError::NotSent(_))) && Instant::now() + PAUSE < until {
            tokio::time::sleep(PAUSE).await;
            outcome = self.rest.respond(self.back.id, &self.back.token, body, reply.files(), until).await;
        }
        match outcome {
            Err(error) if error.code() != Some(ALREADY_ANSWERED) => {
                tracing::warn!(%error, "could not deliver a reply");
            }
            _ => {}
        }
    }
}
