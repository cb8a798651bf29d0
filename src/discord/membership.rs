//! Whether the bot is still in a server, for when nobody tells it.

use rest::{Gone, Lacking, Meaning, Rest};
use tokio::time::Instant;

use crate::domain::ids::ServerId;

/// Whether Discord says that the bot is not in a server: it shows one to whoever is in it. When it says nothing, the bot is.
pub async fn is_gone_from(rest: &Rest, server: ServerId, until: Instant) -> bool {
    let refused = rest.server(server.0, until).await.err().map(|error| error.meaning());
    matches!(refused, Some(Meaning::Gone(Gone::Server) | Meaning::NoAccess(Lacking::ViewChannel)))
}
