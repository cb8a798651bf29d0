//! A server on loopback that answers as it was told.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::time::Instant;

use rest::Rest;

const TOKEN: &str = "canary.token.text";

/// What was asked, as method and path with query, and the answers that are left.
#[derive(Clone, Default)]
pub(crate) struct Script {
    answers: Arc<Mutex<Vec<Response>>>,
    asked: Arc<Mutex<Vec<String>>>,
    pub(crate) authorized: Arc<Mutex<Vec<bool>>>,
}

impl Script {
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no panic").clone()
    }
}

async fn answer(State(script): State<Script>, request: Request) -> Response {
    script.asked.lock().expect("no panic").push(format!("{} {}", request.method(), request.uri()));
    script.authorized.lock().expect("no panic").push(request.headers().contains_key("authorization"));
    let mut answers = script.answers.lock().expect("no panic");
    if answers.is_empty() { made(9) } else { answers.remove(0) }
}

pub(crate) fn made(id: u64) -> Response {
    json!({ "id": id.to_string() }).to_string().into_response()
}

pub(crate) fn says(status: u16, headers: &[(&'static str, &'static str)], body: &'static str) -> Response {
    let mut response = (StatusCode::from_u16(status).expect("a status"), body).into_response();
    for (name, value) in headers {
        response.headers_mut().insert(*name, value.parse().expect("a header"));
    }
    response
}

pub(crate) async fn discord(answers: Vec<Response>) -> (Rest, Script) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let script = Script { answers: Arc::new(Mutex::new(answers)), ..Script::default() };
    let routes = Router::new().fallback(answer).with_state(script.clone());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (at(address), script)
}

pub(crate) fn at(address: SocketAddr) -> Rest {
    Rest::new(&format!("http://{address}"), TOKEN, "a test").expect("a client")
}

pub(crate) fn soon() -> Instant {
    Instant::now() + Duration::from_secs(20)
}
