//! Discord's REST API for a bot that must neither lose nor double anything. It knows no bot in particular.
//!
//! Every request is paced before Discord has to refuse it, its answer is read within bounds, and what went wrong says
//! what the caller has to know: whether it happened, and whether it ever can.
//!
//! | file | job |
//! |---|---|
//! | `calls` | one thin function for each request |
//! | `models` | what Discord answers, as far as a bot looks at it |
//! | `route` | where a request goes, under the name that logs and limits know it by |
//! | `limits` | when it may go |
//! | `send`, `exchange` | the way there and back |
//! | `reading`, `error` | what an answer means |
//! | `date` | what time Discord says it is |

mod attachment;
mod calls;
mod date;
mod error;
mod exchange;
mod limits;
pub mod models;
mod reading;
mod route;
mod send;
mod wait;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::HeaderValue;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use tokio::sync::watch;
use tokio::time::Instant;

pub use attachment::Attachment;
pub use calls::{Around, SERVERS_AT_ONCE};
pub use date::Heard;
pub use error::{Gone, Lacking, Meaning, RestError, Scope};
pub use limits::Urgency;

use limits::Limits;

/// Where Discord's API is, unless the settings say otherwise.
pub const DISCORD: &str = "https://discord.com";

/// How long a connection may take to come up.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Connections that stay open for the next request; a new one costs three ways to Discord and back.
const IDLE_CONNECTIONS: usize = 64;

/// Why requests could not be prepared at all: a setting that is no address, or a token that no header can carry.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct BadSetup(String);

/// The handle to Discord's REST API: cheap to clone, safe to share; all clones keep to the same limits.
///
/// Each call takes `until`, the caller's patience: no request starts after it, and no wait for a limit goes beyond it.
#[derive(Debug, Clone)]
pub struct Rest {
    inner: Arc<Inner>,
    urgency: Urgency,
}

#[derive(Debug)]
struct Inner {
    http: Client,
    base: Url,
    /// Marked as sensitive, so that no `Debug` shows it.
    authorization: HeaderValue,
    limits: Limits,
    heard: Mutex<Option<Heard>>,
    stopped: watch::Sender<bool>,
}

impl Rest {
    /// Prepares to talk to `api_url` (normally [`DISCORD`]) as the bot whose token this is. Sends nothing.
    ///
    /// `agent` is how the program names itself; Discord wants the form `DiscordBot (address, version)`.
    pub fn new(api_url: &str, token: &str, agent: &str) -> Result<Self, BadSetup> {
        let mut authorization = HeaderValue::from_str(&format!("Bot {token}"))
            .map_err(|_| BadSetup("the token holds a character that cannot be sent".to_owned()))?;
        authorization.set_sensitive(true);

        let http = Client::builder()
            .user_agent(agent)
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_idle_timeout(Duration::from_mins(1))
            .pool_max_idle_per_host(IDLE_CONNECTIONS)
            .tcp_nodelay(true)
            .build()
            .map_err(|error| BadSetup(format!("cannot prepare requests: {error}")))?;

        let inner = Inner {
            http,
            base: base(api_url)?,
            authorization,
            limits: Limits::default(),
            heard: Mutex::default(),
            stopped: watch::Sender::new(false),
        };
        Ok(Self { inner: Arc::new(inner), urgency: Urgency::Post })
    }

    /// The same handle for requests of another urgency, which counts when more is to be sent than may be.
    #[must_use]
    pub fn with(&self, urgency: Urgency) -> Self {
        Self { inner: Arc::clone(&self.inner), urgency }
    }

    /// The program ends: from now on only requests go out that someone waits for. All others, those that wait for a limit
    /// too, come back as not sent.
    pub fn stop(&self) {
        self.inner.stopped.send_replace(true);
    }

    /// How many more requests Discord may refuse as invalid, within its ten minutes, before this program stops sending
    /// ordinary ones. Few left means: ask nothing that is likely to be refused.
    pub fn invalid_requests_left(&self) -> u32 {
        self.inner.limits.invalid_requests_left(Instant::now())
    }

    /// What time Discord said it is, in its last answer; nothing before the first one.
    pub fn discord_time(&self) -> Option<Heard> {
        *self.inner.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn base(api_url: &str) -> Result<Url, BadSetup> {
    let address = format!("{}/api/v10", api_url.trim_end_matches('/'));
    let base = Url::parse(&address).map_err(|error| BadSetup(format!("{api_url} is no address: {error}")))?;
    let usable = matches!(base.scheme(), "http" | "https") && base.query().is_none() && base.fragment().is_none();
    if usable { Ok(base) } else { Err(BadSetup(format!("{api_url} is no http or https address"))) }
}
