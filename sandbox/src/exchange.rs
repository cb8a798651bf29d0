//! A request as it is read, the answer to it, and what is remembered of both.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// A request as it is read.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// The path after `/api/v10`.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) token: Option<String>,
    pub(crate) body: Value,
    pub(crate) files: Vec<(String, Vec<u8>)>,
}

impl Asked {
    /// A value of the query.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) html: bool,
}

impl Answer {
    pub(crate) fn new(status: u16, body: Value) -> Self {
        Self { status, body, ..Self::default() }
    }

    pub(crate) fn ok(body: Value) -> Self {
        Self::new(200, body)
    }

    pub(crate) fn nothing() -> Self {
        Self::new(204, Value::Null)
    }

    pub(crate) fn refused(status: u16, code: u32, message: &str) -> Self {
        Self::new(status, json!({ "code": code, "message": message }))
    }
}

/// A request that came in.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// `GET`, `POST` …
    pub method: String,
    /// The path after `/api/v10`, without the query.
    pub path: String,
    /// The JSON body; null without one.
    pub body: Value,
    /// The status of the answer; 0 when there was none.
    pub status: u16,
    /// When it was answered, by the stand-in's clock.
    pub at: DateTime<Utc>,
    /// The name of the trouble that it met.
    pub met: Option<&'static str>,
}

/// An id in a path or a query; 0 for what is none.
pub(crate) fn number(text: &str) -> u64 {
    text.parse().unwrap_or(0)
}
