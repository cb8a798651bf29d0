//! What goes wrong on demand, for requests that fit.

use std::time::Duration;

use serde_json::Value;

/// What happens to a request.
#[derive(Debug, Clone)]
pub enum Trouble {
    /// It is answered so, and nothing is done.
    Status(u16, Value),
    /// It is answered with 429 and this waiting time in seconds, and nothing is done.
    RateLimited(f64),
    /// It is answered as Cloudflare does: 429, a page of HTML, no header but `retry-after` with these seconds.
    Cloudflare(u32),
    /// It is done, but only after a time.
    Delay(Duration),
    /// It is done, but only once all trouble is ended.
    Hold,
    /// The connection is closed and nothing is done.
    DropBefore,
    /// It is done, and the connection is closed before the answer.
    AcceptAndLose,
}

impl Trouble {
    /// Its name on the page.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Status(..) => "error",
            Self::RateLimited(_) | Self::Cloudflare(_) => "limit",
            Self::Delay(_) => "slow",
            Self::DropBefore => "drop",
            Self::Hold => "hold",
            Self::AcceptAndLose => "lose",
        }
    }
}

/// Trouble for the next requests that fit.
#[derive(Debug, Clone)]
pub struct Fault {
    /// `GET`, `POST` …; empty for any.
    pub method: &'static str,
    /// A part of the path, such as `/messages`; empty for any.
    pub path: String,
    /// How many requests it meets before it is over.
    pub times: u32,
    /// What happens to them.
    pub trouble: Trouble,
}

/// What goes wrong for a bot that connects to the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GatewayTrouble {
    /// The connection ends before a word is said.
    Refuse,
    /// The connection is taken, and nothing is ever said over it.
    SayNothing,
    /// Hello is said, and nothing after it.
    SayHelloOnly,
    /// Whoever begins or resumes a session is sent away, with this code or without one.
    CloseWhenAsked(Option<u16>),
    /// The same, right after READY or what was missed.
    CloseWhenReady(Option<u16>),
}

impl Fault {
    /// Whether it meets a request.
    pub(crate) fn meets(&self, method: &str, path: &str) -> bool {
        self.times > 0 && (self.method.is_empty() || self.method == method) && path.contains(&self.path)
    }
}
