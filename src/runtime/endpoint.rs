//! Serves `/health` and `/metrics` to those who watch the bot.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::time::Instant;
use tracing::{error, info};

use super::exit::Exit;
use super::metrics::Metrics;
use crate::store::{Store, set_aside};

/// What is served: the counts with the health, and the store whose queue is shown.
#[derive(Clone)]
struct Served {
    metrics: Arc<Metrics>,
    store: Store,
}

/// Begins to serve at this address.
pub async fn serve(address: SocketAddr, metrics: Arc<Metrics>, store: Store) -> Result<(), Exit> {
    let listener = TcpListener::bind(address).await.map_err(|error| {
        Exit::Unusable(format!("cannot listen on {address}: {error}; choose another --listen (PROCTOR_LISTEN)"))
    })?;
    info!("health and metrics are at http://{address}");
    let routes = Router::new().route("/health", get(health)).route("/metrics", get(counts));
    let routes = routes.with_state(Served { metrics, store });
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, routes).await {
            error!(%error, "health and metrics are no longer served");
        }
    });
    Ok(())
}

async fn health(State(served): State<Served>) -> impl IntoResponse {
    let (health, now) = (&served.metrics.health, Instant::now());
    let (red, warnings) = (health.red(now), health.warnings());
    let mut gateway = json!({ "connected": true, "gaps": health.gateway_gaps() });
    if let Some(since) = health.gateway_gone_since() {
        gateway["connected"] = false.into();
        gateway["gone_for_seconds"] = (now - since).as_secs().into();
    }
    let (code, status) = if red.is_empty() { (StatusCode::OK, "ok") } else { (StatusCode::SERVICE_UNAVAILABLE, "red") };
    let version = env!("CARGO_PKG_VERSION");
    let body = json!({ "status": status, "red": red, "warnings": warnings, "gateway": gateway, "version": version });
    (code, [(header::CONTENT_TYPE, "application/json")], body.to_string())
}

async fn counts(State(served): State<Served>) -> impl IntoResponse {
    let set_aside = served.store.read(set_aside::count).await.ok();
    let text = served.metrics.text(served.store.queued(), set_aside);
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text)
}
