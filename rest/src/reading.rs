//! Reads what Discord's answer to a request means. Nothing in it is believed further than it can be true.

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use serde::Deserialize;
use serde_json::Number;
use serde_json::value::RawValue;

use super::error::{RestError, Scope};

/// How long to wait when a refusal does not say it, or says what nobody means.
const UNTOLD_WAIT: Duration = Duration::from_mins(1);

/// No limit of one route is longer: the longest is that of new commands, over a day.
const LONGEST_WAIT: Duration = Duration::from_hours(24);

/// A wait that holds everything is asked about again after this time, whatever it says.
const LONGEST_HOLD: Duration = Duration::from_hours(1);

/// The longest piece of a refusal's sentence that is kept, in characters.
const MESSAGE_UP_TO: usize = 300;

/// A status 429.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wait {
    pub(crate) retry_after: Duration,
    pub(crate) scope: Scope,
}

/// What an answer means.
#[derive(Debug, PartialEq)]
pub(crate) enum Reading {
    /// Done; the answer's JSON, `null` when there is none.
    Done(Vec<u8>),
    /// Not now.
    Wait(Wait),
    /// A page from the servers in front of Discord, which did not let the request in.
    Page,
    /// Not done, or nobody knows.
    Failed(RestError),
}

impl Reading {
    /// Whether Discord counts the request as invalid.
    pub(crate) fn is_invalid(&self) -> bool {
        match self {
            Self::Done(_) => false,
            Self::Wait(wait) => wait.scope != Scope::Shared,
            Self::Page => true,
            Self::Failed(error) => matches!(error.status(), Some(401 | 403)),
        }
    }

    /// Whether the bot may not do this there, however often it asks.
    pub(crate) fn is_forbidden(&self) -> bool {
        matches!(self, Self::Failed(RestError::Refused { status: 403, .. }))
    }
}

/// The fields of a refusal. Each is taken as it comes, because one that is odd must not hide the others.
#[derive(Debug, Default, Deserialize)]
struct Refusal<'a> {
    #[serde(borrow)]
    code: Option<&'a RawValue>,
    #[serde(borrow)]
    message: Option<&'a RawValue>,
    #[serde(borrow)]
    errors: Option<&'a RawValue>,
    #[serde(borrow)]
    retry_after: Option<&'a RawValue>,
    #[serde(borrow)]
    global: Option<&'a RawValue>,
}

/// Reads an answer; without a body only its status is known.
pub(crate) fn read(status: StatusCode, headers: &HeaderMap, body: Option<Vec<u8>>) -> Reading {
    if status.is_success() {
        return match body {
            None => lost("an answer that is cut off or too long"),
            Some(body) if body.is_empty() => Reading::Done(b"null".to_vec()),
            Some(body) => Reading::Done(body),
        };
    }
    let refusal: Option<Refusal<'_>> = body.as_deref().and_then(|body| serde_json::from_slice(body).ok());
    match status.as_u16() {
        401 => Reading::Failed(RestError::Unauthorized),
        403 if refusal.is_none() => Reading::Page,
        429 => Reading::Wait(wait(headers, refusal.as_ref())),
        500.. => lost(&format!("status {}", status.as_u16())),
        other => Reading::Failed(refused(other, &refusal.unwrap_or_default())),
    }
}

/// The content of an answer to a request that was done.
pub(crate) fn content<T: for<'d> Deserialize<'d>>(json: &[u8]) -> Result<T, RestError> {
    // The fault itself may quote what the answer holds.
    serde_json::from_slice(json).map_err(|error| {
        RestError::Lost(format!("an answer that cannot be read (column {}, {:?})", error.column(), error.classify()))
    })
}

fn lost(what: &str) -> Reading {
    Reading::Failed(RestError::Lost(what.to_owned()))
}

fn wait(headers: &HeaderMap, refusal: Option<&Refusal<'_>>) -> Wait {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let told = refusal.and_then(|refusal| seconds(refusal.retry_after?.get()));
    let told = told.or_else(|| seconds(header(RETRY_AFTER.as_str())?));
    let is_global = refusal.is_some_and(|refusal| refusal.global.is_some_and(|global| global.get() == "true"))
        || header("x-ratelimit-global").is_some_and(|global| global.eq_ignore_ascii_case("true"));
    let scope = match header("x-ratelimit-scope") {
        Some("global") => Scope::Everything,
        // Without Discord's JSON the refusal comes from the servers in front of it, and is about our address.
        _ if is_global || refusal.is_none() => Scope::Everything,
        Some("shared") => Scope::Shared,
        _ => Scope::Route,
    };
    let retry_after = told.unwrap_or(UNTOLD_WAIT);
    Wait { retry_after: if scope == Scope::Everything { retry_after.min(LONGEST_HOLD) } else { retry_after }, scope }
}

/// A time in seconds as a number or as text of one; nothing for one that cannot be meant.
pub(crate) fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.trim().trim_matches('"').parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok().filter(|time| *time <= LONGEST_WAIT)
}

fn refused(status: u16, refusal: &Refusal<'_>) -> RestError {
    let number = |raw: &RawValue| serde_json::from_str::<Number>(raw.get()).ok()?.as_u64();
    let code = refusal.code.and_then(number).and_then(|code| u32::try_from(code).ok()).unwrap_or(0);
    let sentence = refusal.message.and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
    let errors = refusal.errors.map(|errors| format!(" {}", errors.get())).unwrap_or_default();
    let message = format!("{}{errors}", sentence.as_deref().unwrap_or("no reason given"));
    RestError::Refused { status, code, message: message.chars().take(MESSAGE_UP_TO).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    fn reading(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Reading {
        let status = StatusCode::from_u16(status).unwrap();
        read(status, &with(headers), Some(body.as_bytes().to_vec()))
    }

    fn waits(millis: u64, scope: Scope) -> Reading {
        Reading::Wait(Wait { retry_after: Duration::from_millis(millis), scope })
    }

    #[test]
    fn the_wait_is_the_one_discord_states() {
        let body = r#"{"message":"slow down","retry_after":0.4,"global":false}"#;
        assert_eq!(reading(429, &[("retry-after", "1")], body), waits(400, Scope::Route));
        assert_eq!(reading(429, &[("retry-after", "2")], "{}"), waits(2_000, Scope::Route));
        assert_eq!(reading(429, &[], r#"{"retry_after":1.5,"global":true}"#), waits(1_500, Scope::Everything));
        let shared = [("x-ratelimit-scope", "shared")];
        assert_eq!(reading(429, &shared, r#"{"retry_after":1}"#), waits(1_000, Scope::Shared));
    }

    #[test]
    fn a_429_without_json_is_about_our_address() {
        assert_eq!(reading(429, &[("retry-after", "30")], "<html>"), waits(30_000, Scope::Everything));
        assert_eq!(reading(429, &[], "error code: 1015"), waits(60_000, Scope::Everything));
        assert_eq!(reading(429, &[("retry-after", "-5")], ""), waits(60_000, Scope::Everything));
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
        assert_eq!(reading(204, &[], ""), Reading::Done(b"null".to_vec()));
        assert!(matches!(content::<u64>(b"<html>"), Err(RestError::Lost(_))));
    }

    #[test]
    fn what_counts_as_invalid() {
        assert!(reading(401, &[], "{}").is_invalid());
        assert!(reading(403, &[], "{}").is_invalid());
        assert!(reading(429, &[], "{}").is_invalid());
        assert!(!reading(429, &[("x-ratelimit-scope", "shared")], "{}").is_invalid());
        assert!(!reading(404, &[], "{}").is_invalid());
    }

    #[test]
    fn a_wait_that_nobody_means_is_a_minute() {
        for odd in ["1e19", "1e18", "1e400", "-3", "90000", "\"soon\"", "null", "[]", "{}", "true"] {
            let body = format!(r#"{{"retry_after":{odd},"global":false}}"#);
            assert_eq!(reading(429, &[], &body), waits(60_000, Scope::Route), "{odd}");
        }
        for odd in ["NaN", "inf", "1e19", "-1", "", "Sat, 28 Nov 2026 00:00:00 GMT"] {
            assert_eq!(reading(429, &[("retry-after", odd)], "{}"), waits(60_000, Scope::Route), "{odd}");
        }
        assert_eq!(reading(429, &[], r#"{"retry_after":"0.5"}"#), waits(500, Scope::Route));
    }

    #[test]
    fn everything_is_held_for_an_hour_at_most() {
        assert_eq!(reading(429, &[("retry-after", "80000")], "banned"), waits(3_600_000, Scope::Everything));
        assert_eq!(reading(429, &[], r#"{"retry_after":80000}"#), waits(80_000_000, Scope::Route));
    }

    #[test]
    fn an_odd_field_does_not_hide_the_others() {
        let body = r#"{"code":50013,"message":["Missing"],"global":"no","errors":{"a":{"b":[1e999]}}}"#;
        let Reading::Failed(error) = reading(403, &[], body) else {
            panic!("not a refusal");
        };
        assert_eq!(error.code(), Some(50013));
        for code in ["-1", "1e3", "\"50013\"", "99999999999999999999", "null"] {
            let Reading::Failed(error) = reading(400, &[], &format!(r#"{{"code":{code},"message":"no"}}"#)) else {
                panic!("not a refusal");
            };
            assert_eq!((error.code(), error.status()), (None, Some(400)), "{code}");
        }
    }

    #[test]
    fn of_an_answer_without_an_end_only_the_status_is_known() {
        let cut = |status| read(status, &HeaderMap::new(), None);

        assert!(matches!(cut(StatusCode::OK), Reading::Failed(RestError::Lost(_))));
        assert!(matches!(cut(StatusCode::BAD_REQUEST), Reading::Failed(RestError::Refused { status: 400, .. })));
        assert_eq!(cut(StatusCode::FORBIDDEN), Reading::Page);
    }
}
