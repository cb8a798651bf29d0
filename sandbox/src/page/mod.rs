//! A web page that looks and works like Discord's client, served on loopback and without any file from elsewhere.
//!
//! The page knows no bot in particular. What a program adds for its own bot, such as "start the bot again", it hands in
//! as [`Control`]s and [`Dial`]s; a [`Gallery`] shows messages side by side, for those who write them.
//!
//! | path | answer |
//! |---|---|
//! | `/`, `/page.css`, `/page/….js` | the page and its modules |
//! | `/gallery` | the same in the shape of a gallery |
//! | `/state?as=…&after=…` | what a user sees; waits for a change after the given count, for 20 seconds at most |
//! | `/act`, `/clock`, `/trouble`, `/control`, `/gallery` | what the page asks for, as JSON |
//! | `/file/MESSAGE/N` | an attachment |

mod act;
mod assets;
mod extras;
mod reasons;
mod view;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;

pub use extras::{Control, Dial, Does, Extras, Gallery, Numbers, Step, Told};

use crate::discord::Discord;
use crate::outcome::Outcome;

/// How long a look at the state waits for a change.
const WAIT: Duration = Duration::from_secs(20);

/// The most bytes that the page may send at once.
const LONGEST_BODY: usize = 64 * 1_024;

struct Page {
    discord: Discord,
    extras: Extras,
}

impl Page {
    /// Every dial's number: what was sent, within its range, or where it stands at first.
    fn numbers(&self, sent: &Value) -> Numbers {
        let of = |dial: &Dial| {
            let sent = sent[&dial.name].as_u64().and_then(|number| u32::try_from(number).ok());
            sent.unwrap_or(dial.value).clamp(dial.range[0], dial.range[1])
        };
        self.extras.dials.iter().map(|dial| (dial.name.clone(), of(dial))).collect()
    }
}

impl Discord {
    /// Serves the page until the task is dropped.
    pub async fn serve_page(self, listener: TcpListener, extras: Extras) {
        let page = Arc::new(Page { discord: self, extras });
        while let Ok((stream, _)) = listener.accept().await {
            let page = Arc::clone(&page);
            tokio::spawn(async move {
                let service = service_fn(move |request| answer(Arc::clone(&page), request));
                // A browser that goes away ends its connection, and nothing else.
                let _ =
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
            });
        }
    }

    /// Tells the page what a long piece of work has done so far: `(done, all)`; `None` when it is over.
    pub fn show_progress(&self, progress: Option<(u32, u32)>) {
        self.shared.change(|state| state.progress = progress);
    }
}

impl Outcome {
    /// Why it failed, in Korean and in English; `None` when it did not.
    pub fn failed_in_both(&self) -> Option<Told> {
        self.failed().map(reasons::in_both)
    }
}

type Answer = Response<Full<Bytes>>;

async fn answer(page: Arc<Page>, request: Request<Incoming>) -> Result<Answer, std::convert::Infallible> {
    if !is_for_loopback(&request) {
        return Ok(text(StatusCode::FORBIDDEN, "text/plain", "this page answers to its own address only"));
    }
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or_default().to_owned();
    Ok(match (request.method(), path.as_str()) {
        (&Method::GET, "/" | "/gallery") => {
            let html = include_str!("../../assets/page.html").replace("%LANGUAGE%", page.extras.language);
            text(StatusCode::OK, "text/html; charset=utf-8", &html)
        }
        (&Method::GET, "/state") => state(&page, &query).await,
        (&Method::GET, path) if path.starts_with("/file/") => file(&page, path),
        (&Method::POST, "/act" | "/clock" | "/trouble" | "/control" | "/gallery") => {
            change(&page, &path, request).await
        }
        (&Method::GET, path) if let Some((kind, asset)) = assets::find(path) => text(StatusCode::OK, kind, asset),
        _ => text(StatusCode::NOT_FOUND, "text/plain", "not here"),
    })
}

/// Whether the request names this computer: a page from elsewhere must not reach it under another name.
fn is_for_loopback(request: &Request<Incoming>) -> bool {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let is_address = |host: &str| host.parse::<SocketAddr>().is_ok();
    host == "localhost"
        || host.starts_with("localhost:")
        || is_address(host)
        || host.parse::<std::net::IpAddr>().is_ok()
}

async fn state(page: &Page, query: &str) -> Answer {
    let value = |name: &str| query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let user = value("as").and_then(|id| id.parse().ok()).unwrap_or(0);
    let seen: Option<u64> = value("after").and_then(|count| count.parse().ok());
    let mut changes = page.discord.shared.changes();
    let news = async {
        while seen.is_some_and(|seen| *changes.borrow_and_update() == seen) {
            // The sender lives as long as the stand-in.
            let _ = changes.changed().await;
        }
    };
    // Without news the same state is told again.
    let _ = tokio::time::timeout(WAIT, news).await;
    let count = *page.discord.shared.changes().borrow();
    let mut shown = page.discord.shared.look(|state| view::of(state, user));
    shown["count"] = count.into();
    let controls = page.extras.controls.iter().map(|one| json!({ "name": one.name, "label": one.label }));
    shown["controls"] = controls.collect();
    let dials = page.extras.dials.iter();
    shown["dials"] = dials
        .map(|one| json!({ "name": one.name, "label": one.label, "value": one.value, "range": one.range }))
        .collect();
    shown["steps"] = page.extras.steps.iter().map(Step::json).collect();
    shown["gallery"] = page.extras.gallery.is_some().into();
    json_text(&shown)
}

async fn change(page: &Page, path: &str, request: Request<Incoming>) -> Answer {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind != "application/json" {
        // A form of another page can send no such type.
        return text(StatusCode::UNSUPPORTED_MEDIA_TYPE, "text/plain", "send JSON");
    }
    let body = match Limited::new(request.into_body(), LONGEST_BODY).collect().await {
        Ok(body) => body.to_bytes(),
        Err(_) => return text(StatusCode::PAYLOAD_TOO_LARGE, "text/plain", "too long"),
    };
    let Ok(asked) = serde_json::from_slice::<Value>(&body) else {
        return text(StatusCode::BAD_REQUEST, "text/plain", "send JSON");
    };
    let outcome = match path {
        "/act" => Ok(act::act(&page.discord, &asked).await),
        "/clock" => act::move_clock(&page.discord, &asked).map(|()| json!({})),
        "/trouble" => act::trouble(&page.discord, &asked).map(|()| json!({})),
        "/gallery" => match &page.extras.gallery {
            Some(gallery) => {
                let from = asked["from"].as_u64().and_then(|from| usize::try_from(from).ok()).unwrap_or(0);
                Ok(gallery(asked["find"].as_str().unwrap_or_default(), from))
            }
            None => Err(["모아 보기가 없어요".to_owned(), "there is no gallery".to_owned()]),
        },
        _ => match page.extras.controls.iter().find(|one| asked["name"] == one.name) {
            Some(control) => (control.work)(page.numbers(&asked["numbers"])).await.map(|()| json!({})),
            None => Err(["그런 버튼이 없어요".to_owned(), "there is no such button".to_owned()]),
        },
    };
    json_text(&outcome.unwrap_or_else(|failed| json!({ "failed": failed })))
}

fn file(page: &Page, path: &str) -> Answer {
    let mut parts = path.trim_start_matches("/file/").split('/').map(str::parse::<u64>);
    let (Some(Ok(message)), Some(Ok(number))) = (parts.next(), parts.next()) else {
        return text(StatusCode::NOT_FOUND, "text/plain", "no such file");
    };
    let found = page.discord.shared.look(|state| {
        let files = &state.messages.get(&message)?.files;
        files.get(usize::try_from(number).ok()?).map(|file| (file.name.clone(), file.bytes.clone()))
    });
    let Some((name, bytes)) = found else {
        return text(StatusCode::NOT_FOUND, "text/plain", "no such file");
    };
    let kind = match name.rsplit('.').next() {
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        _ => "application/octet-stream",
    };
    respond(StatusCode::OK, kind, Bytes::from(bytes))
}

fn json_text(json: &Value) -> Answer {
    text(StatusCode::OK, "application/json", &json.to_string())
}

fn text(status: StatusCode, kind: &str, text: &str) -> Answer {
    respond(status, kind, Bytes::copy_from_slice(text.as_bytes()))
}

fn respond(status: StatusCode, kind: &str, bytes: Bytes) -> Answer {
    Response::builder()
        .status(status)
        .header(CONTENT_TYPE, kind)
        .header("cache-control", "no-store")
        .header("x-content-type-options", "nosniff")
        .header("content-security-policy", "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'")
        .body(Full::new(bytes))
        .unwrap_or_default()
}
