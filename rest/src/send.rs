//! Sends one request: waits for its turn, sends it, reads the answer, and waits again when Discord says so.

use std::sync::PoisonError;
use std::time::Duration;

use reqwest::header::AUTHORIZATION;
use reqwest::{Method, RequestBuilder};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use tokio::time::{Instant, sleep_until, timeout_at};
use tracing::{debug, warn};

use super::Rest;
use super::attachment::{Attachment, form};
use super::date::Heard;
use super::error::{RestError, Scope};
use super::exchange::{Answer, exchange};
use super::limits::Urgency;
use super::reading::{Reading, content, read};
use super::route::{Class, Route};
use super::wait::wait_until;

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
pub(crate) enum Body<'b> {
    Nothing,
    Json(&'b Value),
    WithFiles(&'b Value, &'b [Attachment]),
}

impl<'b> Body<'b> {
    pub(crate) fn new(json: &'b Value, files: &'b [Attachment]) -> Self {
        if files.is_empty() { Self::Json(json) } else { Self::WithFiles(json, files) }
    }
}

impl Rest {
    /// Sends a request of which only matters that it was done.
    pub(crate) async fn tell(&self, route: Route, body: Body<'_>, until: Instant) -> Result<(), RestError> {
        self.send::<IgnoredAny>(route, body, until).await.map(drop)
    }

    /// Sends a request, and waits for limits until `until` at the latest. Only a request that reads is repeated when
    /// its answer is lost.
    pub(crate) async fn send<T>(&self, route: Route, body: Body<'_>, until: Instant) -> Result<T, RestError>
    where
        T: for<'d> Deserialize<'d>,
    {
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
                outcome => return content(&outcome?),
            }
        }
        content(&self.send_once(&route, body, until).await?)
    }

    /// Sends until there is an answer other than "wait".
    async fn send_once(&self, route: &Route, body: Body<'_>, until: Instant) -> Result<Vec<u8>, RestError> {
        loop {
            self.unless_stopped(route, self.inner.limits.wait_for_turn(route, self.urgency, until)).await??;
            let answer = self.request(route, body, until).await?;
            if let Some(json) = self.take_answer(route, answer, until).await? {
                return Ok(json);
            }
        }
    }

    /// Waits; when the program ends, only for those who wait for an answer.
    async fn unless_stopped<T>(&self, route: &Route, wait: impl Future<Output = T>) -> Result<T, RestError> {
        if route.class != Class::Ordinary || self.urgency == Urgency::Interaction {
            return Ok(wait.await);
        }
        let mut stopped = self.inner.stopped.subscribe();
        tokio::select! {
            biased;
            // The sender lives as long as this handle.
            _ = stopped.wait_for(|stopped| *stopped) => Err(RestError::NotSent("the program ends".to_owned())),
            done = wait => Ok(done),
        }
    }

    async fn request(&self, route: &Route, body: Body<'_>, until: Instant) -> Result<Answer, RestError> {
        let now = Instant::now();
        let deadline = match route.class {
            Class::Callback => until.min(now + CALLBACK_TIMEOUT),
            Class::Ordinary | Class::Webhook => now + ANSWER_TIMEOUT,
        };
        if deadline <= now {
            return Err(RestError::NotSent("it is too late".to_owned()));
        }
        let answer = timeout_at(deadline, exchange(self.prepare(route, body), route.most_read())).await;
        let outcome = answer.unwrap_or_else(|_| Err(RestError::Lost("it takes too long".to_owned())));
        let millis = now.elapsed().as_millis();
        match &outcome {
            Ok(answer) => debug!(route = route.template, status = answer.status.as_u16(), millis, "request"),
            Err(error) => debug!(route = route.template, %error, millis, "request"),
        }
        outcome
    }

    fn prepare(&self, route: &Route, body: Body<'_>) -> RequestBuilder {
        let request = self.inner.http.request(route.method.clone(), route.url(&self.inner.base));
        let request = match route.class {
            Class::Ordinary => request.header(AUTHORIZATION, self.inner.authorization.clone()),
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
    async fn take_answer(&self, route: &Route, answer: Answer, until: Instant) -> Result<Option<Vec<u8>>, RestError> {
        let now = Instant::now();
        let Answer { status, headers, body } = answer;
        if let Some(heard) = Heard::read(&headers, now) {
            *self.inner.heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(heard);
        }
        let reading = read(status, &headers, body);
        if let Reading::Wait(wait) = &reading {
            let (seconds, everyone) = (wait.retry_after.as_secs_f32(), wait.scope == Scope::Everything);
            warn!(route = route.template, everyone, "Discord asks to wait {seconds} s");
        }
        if let Some(moment) = self.inner.limits.learn(route, &headers, &reading, now, until)? {
            self.unless_stopped(route, wait_until(moment)).await?;
            return Ok(None);
        }
        match reading {
            Reading::Done(json) => Ok(Some(json)),
            Reading::Failed(error) => Err(error),
            Reading::Wait(_) | Reading::Page => Ok(None),
        }
    }
}
