//! The one way out to Discord's REST API: every request of the program is sent here, paced, and read back.
//!
//! | file | job |
//! |---|---|
//! | `calls` | one thin function for each request that the bot makes |
//! | `route` | where a request goes, under the name that logs and limits know it by |
//! | `limits`, `buckets`, `pace`, `guard` | when it may go |
//! | `reading` | what Discord's answer means |

mod attachment;
mod buckets;
mod calls;
mod error;
mod guard;
mod limits;
mod pace;
mod reading;
mod route;
mod send;

#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::header::HeaderValue;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};

pub use attachment::Attachment;
pub use error::RestError;

use limits::Limits;

/// Where Discord's API is, unless the settings say otherwise.
pub const DISCORD: &str = "https://discord.com";

/// How long a connection may take to come up.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How Discord asks bots to name themselves.
const USER_AGENT: &str =
    concat!("DiscordBot (https://github.com/proctor-bot/proctor, ", env!("CARGO_PKG_VERSION"), ")");

/// Why requests could not be prepared at all: a setting that is no address, or a token that no header can carry.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadSetup(String);

/// The handle to Discord's REST API: cheap to clone, safe to share; all clones keep to the same limits.
///
/// Each call takes `until`, the caller's patience: no request starts after it, and no wait for a limit goes beyond it.
#[derive(Debug, Clone)]
pub struct Rest(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    http: Client,
    base: Url,
    /// Marked as sensitive, so that no `Debug` shows it.
    authorization: HeaderValue,
    limits: Mutex<Limits>,
}

impl Rest {
    /// Prepares to talk to `api_url` (normally [`DISCORD`]) as the bot whose token this is. Sends nothing.
    pub fn new(api_url: &str, token: &str) -> Result<Self, BadSetup> {
        let mut authorization = HeaderValue::from_str(&format!("Bot {token}"))
            .map_err(|_| BadSetup("the token holds a character that cannot be sent".to_owned()))?;
        authorization.set_sensitive(true);

        let http = Client::builder()
            .user_agent(USER_AGENT)
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_idle_timeout(Duration::from_mins(1))
            .pool_max_idle_per_host(32)
            .tcp_nodelay(true)
            .build()
            .map_err(|error| BadSetup(format!("cannot prepare requests: {error}")))?;

        let limits = Mutex::new(Limits::default());
        Ok(Self(Arc::new(Inner { http, base: base(api_url)?, authorization, limits })))
    }
}

fn base(api_url: &str) -> Result<Url, BadSetup> {
    let address = format!("{}/api/v10", api_url.trim_end_matches('/'));
    let base = Url::parse(&address).map_err(|error| BadSetup(format!("{api_url} is no address: {error}")))?;
    let usable = matches!(base.scheme(), "http" | "https") && base.query().is_none() && base.fragment().is_none();
    if usable { Ok(base) } else { Err(BadSetup(format!("{api_url} is no http or https address"))) }
}
