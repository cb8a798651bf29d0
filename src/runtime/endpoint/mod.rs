//! Serves `/health` and `/metrics` to those who watch the bot, and takes what Discord sends as signed requests.

mod signed;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio::time::{Instant, timeout};
use tracing::{error, info, warn};

use super::config::Config;
use super::exit::Exit;
use super::metrics::Metrics;
use super::shutdown::{CLOSE, Shutdown};
use crate::store::{Store, set_aside};
pub use signed::Doors;

/// What is served: the counts with the health, and the store whose queue is shown.
#[derive(Clone)]
struct Served {
    metrics: Arc<Metrics>,
    store: Store,
}

/// What listens. It takes nothing new once the end of the program begins.
#[derive(Debug)]
pub struct Endpoint(JoinHandle<()>);

impl Endpoint {
    /// Waits a moment until those who are answered have their answers.
    pub async fn end(mut self) {
        if timeout(CLOSE, &mut self.0).await.is_err() {
            self.0.abort();
            warn!("someone who asked was not answered in time");
        }
    }
}

/// Begins to serve where the settings say; `None` when that is nowhere. What Discord sends is taken through `doors`.
pub async fn serve(
    config: &Config,
    metrics: Arc<Metrics>,
    store: Store,
    doors: Option<Doors>,
    shutdown: Shutdown,
) -> Result<Option<Endpoint>, Exit> {
    let Some(address) = config.listen else { return Ok(None) };
    let listener = TcpListener::bind(address).await.map_err(|error| {
        Exit::Unusable(format!("cannot listen on {address}: {error}; choose another --listen (PROCTOR_LISTEN)"))
    })?;
    info!("health and metrics are at http://{address}");
    let routes = Router::new().route("/health", get(health)).route("/metrics", get(counts));
    let mut routes = routes.with_state(Served { metrics, store });
    if let Some(doors) = doors {
        info!("interactions are taken at http://{address}/interactions, events at http://{address}/events");
        let signed = Router::new().route("/interactions", post(signed::interaction));
        routes = routes.merge(signed.route("/events", post(signed::event)).with_state(doors));
    }
    let serve = axum::serve(listener, routes).with_graceful_shutdown(async move { shutdown.begun().await });
    Ok(Some(Endpoint(tokio::spawn(async move {
        if let Err(error) = serve.await {
            error!(%error, "nothing is served any more");
        }
    }))))
}

async fn health(State(served): State<Served>) -> impl IntoResponse {
    let (health, now) = (&served.metrics.health, Instant::now());
    let (red, warnings) = (health.red(now), health.warnings());
    let (code, status) = if red.is_empty() { (StatusCode::OK, "ok") } else { (StatusCode::SERVICE_UNAVAILABLE, "red") };
    let version = env!("CARGO_PKG_VERSION");
    let mut body = json!({ "status": status, "red": red, "warnings": warnings, "version": version });
    if health.needs_gateway() {
        body["gateway"] = json!({ "connected": true, "gaps": health.gateway_gaps() });
        if let Some(since) = health.gateway_gone_since() {
            body["gateway"]["connected"] = false.into();
            body["gateway"]["gone_for_seconds"] = now.saturating_duration_since(since).as_secs().into();
        }
        let (shards, gone) = health.shards();
        if shards > 1 {
            let gone: Vec<_> = gone.iter().map(ToString::to_string).collect();
            body["gateway"]["shards"] = json!({ "held": shards, "gone": gone });
        }
    }
    (code, [(header::CONTENT_TYPE, "application/json")], body.to_string())
}

async fn counts(State(served): State<Served>) -> impl IntoResponse {
    let set_aside = served.store.read(set_aside::count).await.ok();
    let text = served.metrics.text((served.store.queued(), served.store.retried_writes()), set_aside);
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text)
}
