//! What carrying a delivery out came to.

use crate::actions::record_delivery::Outcome;
use crate::discord::snowflake;
use crate::domain::ids::MessageId;

/// What a delivery came to, with what else keeps the bot from its work there.
pub(super) struct Carried {
    pub(super) outcome: Outcome,
    pub(super) what_else: Option<String>,
}

impl From<Outcome> for Carried {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, what_else: None }
    }
}

/// A message is there; its id tells when Discord took it.
pub(super) fn there(message: MessageId) -> Outcome {
    Outcome::There { message: Some(message), at: snowflake::time_of(message.0) }
}
