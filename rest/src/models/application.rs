//! The application that a bot belongs to.

use serde::Deserialize;

use super::fields::number;

/// An application.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Application {
    /// Its id; of old ones it is not the bot's.
    #[serde(deserialize_with = "number")]
    pub id: u64,
}
