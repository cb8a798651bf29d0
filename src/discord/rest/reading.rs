//! Reads what Discord's answer to a request means.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use serde_json::Value;

use super::error::RestError;

/// How long to wait when a refusal does not say it.
const UNTOLD_WAIT: Duration = Duration::from_mins(1);

/// The longest piece of a refusal's sentence that is kept.
const MESSAGE_UP_TO: usize = 300;

/// A status 429.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wait {
    pub(super) retry_after: Duration,
    /// The limit is that of the whole bot or its address, not that of one route.
    pub(super) is_for_everyone: bool,
    /// The limit is that of a resource which others use too; Discord does not hold it against us.
    pub(super) is_shared: bool,
}

/// What an answer means.
#[derive(Debug, PartialEq)]
pub(super) enum Reading {
    /// Done; the answer's JSON, or null when there is none.
    Done(Value),
    /// Not now.
    Wait(Wait),
    /// A page from the servers in front of Discord, which did not let the request in.
    Page,
    /// Not done, or nobody knows.
    Failed(RestError),
}

impl Reading {
    /// Whether Discord counts the request as invalid.
    pub(super) fn is_invalid(&self) -> bool {
        match self {
            Self::Done(_) => false,
            Self::Wait(wait) => !wait.is_shared,
            Self::Page => true,
            Self::Failed(error) => matches!(error.status(), Some(401 | 403)),
        }
    }
}

/// Reads an answer.
pub(super) fn read(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Reading {
    let json: Option<Value> = serde_json::from_slice(body).ok();
    match status.as_u16() {
        200..300 if body.is_empty() => Reading::Done(Value::Null),
        200..300 => json.map_or_else(|| lost("an answer that is no JSON"), Reading::Done),
        401 => Reading::Failed(RestError::Unauthorized),
        403 if json.is_none() => Reading::Page,
        429 => Reading::Wait(wait(headers, json.as_ref())),
        500.. => lost(&format!("status {status}")),
        _ => Reading::Failed(refused(status, json.as_ref())),
    }
}

fn lost(what: &str) -> Reading {
    Reading::Failed(RestError::Lost(what.to_owned()))
}

fn wait(headers: &HeaderMap, json: Option<&Value>) -> Wait {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let told = json.and_then(|json| json["retry_after"].as_f64());
    let header = || text(RETRY_AFTER.as_str()).and_then(|seconds| seconds.parse().ok());
    let seconds = told.or_else(header).and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let is_global = json.is_some_and(|json| json["global"] == true)
        || text("x-ratelimit-global").is_some_and(|global| global.eq_ignore_ascii_case("true"))
        || text("x-ratelimit-scope") == Some("global");
    Wait {
        retry_after: seconds.unwrap_or(UNTOLD_WAIT),
        // Without Discord's JSON the refusal comes from the servers in front of it, and is about our address.
        is_for_everyone: is_global || json.is_none(),
        is_shared: text("x-ratelimit-scope") == Some("shared"),
    }
}

fn refused(status: StatusCode, json: Option<&Value>) -> RestError {
    let code = json.and_then(|json| json["code"].as_u64()).and_then(|code| u32::try_from(code).ok()).unwrap_or(0);
    let sentence = json.and_then(|json| json["message"].as_str()).or_else(|| status.canonical_reason());
    let errors = json.and_then(|json| json.get("errors")).map(|errors| format!(" {errors}")).unwrap_or_default();
    let message = format!("{}{errors}", sentence.unwrap_or("no reason given"));
    RestError::Refused { status: status.as_u16(), code, message: message.chars().take(MESSAGE_UP_TO).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    fn reading(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Reading {
        read(StatusCode::from_u16(status).unwrap(), &with(headers), body.as_bytes())
    }

    fn waits(millis: u64, is_for_everyone: bool, is_shared: bool) -> Reading {
        Reading::Wait(Wait { retry_after: Duration::from_millis(millis), is_for_everyone, is_shared })
    }

    #[test]
    fn the_wait_is_the_one_discord_states() {
        let body = r#"{"message":"slow down","retry_after":0.4,"global":false}"#;
        assert_eq!(reading(429, &[("retry-after", "1")], body), waits(400, false, false));
        assert_eq!(reading(429, &[("retry-after", "2")], "{}"), waits(2_000, false, false));
        assert_eq!(reading(429, &[], r#"{"retry_after":1.5,"global":true}"#), waits(1_500, true, false));
        let shared = [("x-ratelimit-scope", "shared")];
        assert_eq!(reading(429, &shared, r#"{"retry_after":1}"#), waits(1_000, false, true));
    }

    #[test]
    fn a_429_without_json_is_about_our_address() {
        assert_eq!(reading(429, &[("retry-after", "30")], "<html>"), waits(30_000, true, false));
        assert_eq!(reading(429, &[], "error code: 1015"), waits(60_000, true, false));
        assert_eq!(reading(429, &[("retry-after", "-5")], ""), waits(60_000, true, false));
    }

    #[test]
    fn a_refusal_keeps_discords_code_and_sentence() {
        let Reading::Failed(error) = reading(403, &[], r#"{"code":50013,"message":"Missing Permissions"}"#) else {
            panic!("not a refusal");
        };
        assert_eq!(error.code(), Some(50013));
        assert_eq!(error.to_string(), "Discord refused it: Missing Permissions (status 403, code 50013)");
    }

    #[test]
    fn a_page_is_no_refusal_by_discord_and_a_redirect_is_not_success() {
        assert_eq!(reading(403, &[], "<html>Attention Required!"), Reading::Page);
        let Reading::Failed(error) = reading(302, &[("location", "http://elsewhere/")], "") else {
            panic!("followed");
        };
        assert_eq!(error.status(), Some(302));
    }

    #[test]
    fn after_a_server_error_nobody_knows() {
        for status in [500, 502, 503, 504] {
            assert!(matches!(reading(status, &[], "<html>"), Reading::Failed(RestError::Lost(_))));
        }
        assert!(matches!(reading(200, &[], "<html>"), Reading::Failed(RestError::Lost(_))));
        assert_eq!(reading(204, &[], ""), Reading::Done(Value::Null));
    }

    #[test]
    fn what_counts_as_invalid() {
        assert!(reading(401, &[], "{}").is_invalid());
        assert!(reading(403, &[], "{}").is_invalid());
        assert!(reading(429, &[], "{}").is_invalid());
        assert!(!reading(429, &[("x-ratelimit-scope", "shared")], "{}").is_invalid());
        assert!(!reading(404, &[], "{}").is_invalid());
    }
}
