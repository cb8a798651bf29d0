//! Takes HTTP requests, makes the trouble that was ordered, and answers in JSON.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::exchange::{Answer, Asked, Recorded};
use crate::faults::Trouble;
use crate::rest;
use crate::shared::Shared;
use crate::state::State;

/// The connection is closed without an answer.
#[derive(Debug)]
struct Lost;

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("closed on purpose")
    }
}

impl std::error::Error for Lost {}

pub(crate) async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let service = service_fn(move |request| serve(request, Arc::clone(&shared)));
            // A client that goes away, and an answer that is lost on purpose, end the connection alone.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

async fn serve(request: Request<Incoming>, shared: Arc<Shared>) -> Result<Response<Full<Bytes>>, Lost> {
    let (parts, body) = request.into_parts();
    let bytes = body.collect().await.map_err(|_| Lost)?.to_bytes();
    let content_type =
        parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    let (body, files) = read_body(&content_type, bytes).await;
    let asked = Asked {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().trim_start_matches("/api/v10").to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        token: parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).map(str::to_owned),
        body,
        files,
    };
    let (answer, at) = take(&shared, asked).await;
    let date = at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    answer.map(|answer| into_response(answer, &date)).ok_or(Lost)
}

/// Takes a request through the trouble that was ordered and keeps note of it; the answer, or none when it is lost, and when.
pub(crate) async fn take(shared: &Arc<Shared>, asked: Asked) -> (Option<Answer>, DateTime<Utc>) {
    let trouble = shared.change(|state| {
        let met = state.faults.iter_mut().find(|fault| fault.meets(&asked.method, &asked.path));
        met.map(|fault| {
            fault.times -= 1;
            fault.trouble.clone()
        })
    });
    let met = trouble.as_ref().map(Trouble::name);
    let answer = answer(shared, &asked, trouble).await;
    let status = answer.as_ref().map_or(0, |answer| answer.status);
    let at = shared.look(State::now);
    let Asked { method, path, body, .. } = asked;
    shared.change(|state| state.requests.push(Recorded { method, path, body, status, at, met }));
    (answer, at)
}

/// The answer, or none when it is lost.
async fn answer(shared: &Arc<Shared>, asked: &Asked, trouble: Option<Trouble>) -> Option<Answer> {
    match trouble {
        None => Some(shared.change(|state| rest::answer(state, asked))),
        Some(Trouble::Status(status, body)) => Some(Answer::new(status, body)),
        Some(Trouble::RateLimited(seconds)) => {
            let body = json!({ "message": "You are being rate limited.", "retry_after": seconds, "global": false });
            let mut answer = Answer::new(429, body);
            answer.headers =
                vec![("retry-after", seconds.ceil().to_string()), ("x-ratelimit-scope", "user".to_owned())];
            Some(answer)
        }
        Some(Trouble::Cloudflare(seconds)) => {
            let page = Value::String("<html><body>error code: 1015</body></html>".to_owned());
            let headers = vec![("retry-after", seconds.to_string())];
            Some(Answer { html: true, headers, ..Answer::new(429, page) })
        }
        Some(Trouble::Delay(time)) => {
            tokio::time::sleep(time.min(Duration::from_secs(20))).await;
            Some(shared.change(|state| rest::answer(state, asked)))
        }
        Some(Trouble::Hold) => {
            let mut changes = shared.changes();
            while shared.look(|state| !state.faults.is_empty()) {
                // The sender lives as long as the state.
                let _ = changes.changed().await;
            }
            Some(shared.change(|state| rest::answer(state, asked)))
        }
        Some(Trouble::DropBefore) => None,
        Some(Trouble::AcceptAndLose) => {
            shared.change(|state| rest::answer(state, asked));
            None
        }
    }
}

/// The answer on its way, with the date of the stand-in's own clock.
fn into_response(answer: Answer, date: &str) -> Response<Full<Bytes>> {
    let text = match (&answer.body, answer.html) {
        (Value::String(page), true) => page.clone(),
        (Value::Null, _) => String::new(),
        (body, _) => body.to_string(),
    };
    let kind = if answer.html { "text/html" } else { "application/json" };
    let mut response = Response::builder().status(answer.status).header("content-type", kind).header("date", date);
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    response.body(Full::new(Bytes::from(text))).unwrap_or_default()
}

/// The JSON of a body, and its files.
async fn read_body(content_type: &str, bytes: Bytes) -> (Value, Vec<(String, Vec<u8>)>) {
    let Ok(boundary) = multer::parse_boundary(content_type) else {
        return (serde_json::from_slice(&bytes).unwrap_or_default(), Vec::new());
    };
    let stream = futures_util::stream::iter([Ok::<Bytes, Infallible>(bytes)]);
    let mut form = multer::Multipart::new(stream, boundary);
    let (mut body, mut files) = (Value::Null, Vec::new());
    while let Ok(Some(field)) = form.next_field().await {
        let (name, file) = (field.name().map(str::to_owned), field.file_name().map(str::to_owned));
        let Ok(content) = field.bytes().await else {
            break;
        };
        match (name.as_deref(), file) {
            (Some("payload_json"), _) => body = serde_json::from_slice(&content).unwrap_or_default(),
            (_, Some(file)) => files.push((file, content.to_vec())),
            _ => {}
        }
    }
    (body, files)
}
