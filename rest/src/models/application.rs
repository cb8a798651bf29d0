//! The application that a bot belongs to.

use serde::Deserialize;

use super::fields::{number, number_or_zero};

/// An application.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Application {
    /// Its id; of old ones it is not the bot's.
    #[serde(deserialize_with = "number")]
    pub id: u64,
    /// Discord's flags, all bits; some say which privileged intents are switched on.
    #[serde(default, deserialize_with = "number_or_zero")]
    pub flags: u64,
    /// Where Discord sends interactions instead of over the gateway; none for over the gateway.
    #[serde(rename = "interactions_endpoint_url", default)]
    pub interactions_url: Option<String>,
}
