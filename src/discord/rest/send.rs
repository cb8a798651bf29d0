//! Sends one request: waits for its turn, sends it, reads the answer, and waits again when Discord says so.

use std::sync::{MutexGuard, PoisonError};
use std::time::Duration;

use reqwest::header::AUTHORIZATION;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::Value;
use tokio::time::{Instant, sleep_until, timeout_at};
use tracing::{debug, warn};

use super::Rest;
use super::attachment::{Attachment, form};
use super::error::RestError;
use super::limits::{Limits, Turn};
use super::reading::{Reading, read};
use super::route::{Class, Route};

/// How long an answer may take.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);

/// Discord gives up on an interaction after three seconds.
const CALLBACK_TIMEOUT: Duration = Duration::from_millis(2_500);

/// How often a request that only reads is sent, when its answer is lost.
const READ_ATTEMPTS: u32 = 3;

/// The pause before a request that only reads is sent again; it doubles each time.
const READ_PAUSE: Duration = Duration::from_millis(500);

/// What goes out with a request.
#[derive(Clone, Copy)]
pub(super) enum Body<'b> {
    Nothing,
    Json(&'b Value),
    WithFiles(&'b Value, &'b [Attachment]),
}

impl<'b> Body<'b> {
    pub(super) fn new(json: &'b Value, files: &'b [Attachment]) -> Self {
        if files.is_empty() { Self::Json(json) } else { Self::WithFiles(json, files) }
    }
}

impl Rest {
    /// Sends a request, and waits for limits until `until` at the latest. Only a request that reads is repeated when
    /// its answer is lost.
    pub(super) async fn send(&self, route: Route, body: Body<'_>, until: Instant) -> Result<Value, RestError> {
        let mut pause = READ_PAUSE;
        for _ in 1..READ_ATTEMPTS {
            match self.send_once(&route, body, until).await {
                Err(error @ (RestError::Lost(_) | RestError::NotSent(_))) if route.method == Method::GET => {
                    let next = Instant::now() + pause;
                    if next > until {
                        return Err(error);
                    }
                    sleep_until(next).await;
                    pause *= 2;
                }
                outcome => return outcome,
            }
        }
        self.send_once(&route, body, until).await
    }

    /// Sends until there is an answer other than "wait".
    async fn send_once(&self, route: &Route, body: Body<'_>, until: Instant) -> Result<Value, RestError> {
        loop {
            self.wait_for_turn(route, until).await?;
            let response = self.request(route, body, until).await?;
            if let Some(value) = self.take_answer(route, response, until).await? {
                return Ok(value);
            }
        }
    }

    async fn wait_for_turn(&self, route: &Route, until: Instant) -> Result<(), RestError> {
        loop {
            let turn = self.limits().turn(route, Instant::now(), until)?;
            match turn {
                Turn::AskAgain(moment) => wait_until(moment).await,
                Turn::Go(moment) => {
                    wait_until(moment).await;
                    if self.limits().may_still_go(route, Instant::now()) {
                        return Ok(());
                    }
                }
            }
        }
    }

    async fn request(&self, route: &Route, body: Body<'_>, until: Instant) -> Result<(Response, Vec<u8>), RestError> {
        let now = Instant::now();
        let deadline = match route.class {
            Class::Callback => until.min(now + CALLBACK_TIMEOUT),
            Class::Ordinary | Class::Webhook => now + ANSWER_TIMEOUT,
        };
        if deadline <= now {
            return Err(RestError::NotSent("it is too late".to_owned()));
        }
        let answer = timeout_at(deadline, exchange(self.prepare(route, body))).await;
        let outcome = answer.unwrap_or_else(|_| Err(RestError::Lost("it takes too long".to_owned())));
        let millis = now.elapsed().as_millis();
        match &outcome {
            Ok((response, _)) => debug!(route = route.template, status = response.status().as_u16(), millis, "request"),
            Err(error) => debug!(route = route.template, %error, millis, "request"),
        }
        outcome
    }

    fn prepare(&self, route: &Route, body: Body<'_>) -> RequestBuilder {
        let request = self.0.http.request(route.method.clone(), route.url(&self.0.base));
        let request = match route.class {
            Class::Ordinary => request.header(AUTHORIZATION, self.0.authorization.clone()),
            // The token in the address is what these are allowed by.
            Class::Callback | Class::Webhook => request,
        };
        match body {
            Body::Nothing => request,
            Body::Json(json) => request.json(json),
            Body::WithFiles(json, files) => request.multipart(form(json, files)),
        }
    }

    /// The answer's JSON, or nothing when Discord said to wait and the wait is over.
    async fn take_answer(
        &self,
        route: &Route,
        (response, body): (Response, Vec<u8>),
        until: Instant,
    ) -> Result<Option<Value>, RestError> {
        let reading = read(response.status(), response.headers(), &body);
        let learned = self.limits().learn(route, response.headers(), &reading, Instant::now(), until);
        if let Reading::Wait(wait) = &reading {
            let seconds = wait.retry_after.as_secs_f32();
            warn!(route = route.template, everyone = wait.is_for_everyone, "Discord asks to wait {seconds} s");
        }
        if let Some(moment) = learned? {
            wait_until(moment).await;
            return Ok(None);
        }
        match reading {
            Reading::Done(value) => Ok(Some(value)),
            Reading::Failed(error) => Err(error),
            Reading::Wait(_) | Reading::Page => Ok(None),
        }
    }

    fn limits(&self) -> MutexGuard<'_, Limits> {
        self.0.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Waits for a moment, and not at all once it has come: a timer takes a millisecond even then.
async fn wait_until(moment: Instant) {
    if moment > Instant::now() {
        sleep_until(moment).await;
    }
}

async fn exchange(request: RequestBuilder) -> Result<(Response, Vec<u8>), RestError> {
    let mut response = request.send().await.map_err(failure)?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| RestError::Lost(reason(error)))? {
        body.extend_from_slice(&chunk);
    }
    Ok((response, body))
}

fn failure(error: reqwest::Error) -> RestError {
    let never_left = error.is_connect() || error.is_builder();
    if never_left { RestError::NotSent(reason(error)) } else { RestError::Lost(reason(error)) }
}

/// The innermost cause, without the address: an interaction's address holds its token.
fn reason(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    #[tokio::test]
    async fn a_moment_that_has_come_is_not_waited_for() {
        let mut context = Context::from_waker(Waker::noop());
        let now = Instant::now();

        assert_eq!(pin!(wait_until(now)).as_mut().poll(&mut context), Poll::Ready(()));
        assert_eq!(pin!(wait_until(now + Duration::from_mins(1))).as_mut().poll(&mut context), Poll::Pending);
    }
}
