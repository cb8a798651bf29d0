//! The door by which an interaction came in, and through which its first response goes out.

use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use tokio::sync::oneshot;

/// The door by which an interaction came in.
#[derive(Debug)]
pub struct Door(Option<Mutex<Option<oneshot::Sender<Value>>>>);

impl Door {
    /// It came over the gateway: a first response is a request of its own.
    pub fn gateway() -> Self {
        Self(None)
    }

    /// It came as a request, whose answer is the first response: what is received here has to be sent at once. Nothing is
    /// received when there is to be none.
    pub fn request() -> (Self, oneshot::Receiver<Value>) {
        let (answer, response) = oneshot::channel();
        (Self(Some(Mutex::new(Some(answer)))), response)
    }

    /// Whether it came as a request.
    pub(super) fn is_request(&self) -> bool {
        self.0.is_some()
    }

    /// Answers the request with a first response; `None` when it came over the gateway.
    pub(super) fn answer(&self, body: &Value) -> Option<Answered> {
        let answer = self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner).take();
        Some(match answer.map(|answer| answer.send(body.clone())) {
            Some(Ok(())) => Answered::Now,
            Some(Err(_)) => Answered::TooLate,
            None => Answered::Before,
        })
    }
}

/// What became of a request's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answered {
    /// It is on its way.
    Now,
    /// The request was answered before.
    Before,
    /// Nobody waits for it any more.
    TooLate,
}
