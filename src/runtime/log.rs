//! Writes the log to standard error, and keeps out of it what must not be read there.

use tracing::level_filters::LevelFilter;
use tracing::{Level, Metadata};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt};

use super::config::LogFormat;
use super::exit::Exit;

/// What is logged unless the settings say otherwise.
const DEFAULT: &str = "info";

/// Begins to log. `filter` is in the form of `RUST_LOG`.
pub fn start(format: LogFormat, filter: Option<&str>) -> Result<(), Exit> {
    let asked = EnvFilter::builder()
        .with_default_directive(LevelFilter::INFO.into())
        .parse(filter.unwrap_or(DEFAULT))
        .map_err(|error| Exit::Unusable(format!("RUST_LOG cannot be read: {error}")))?;
    let plain = fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let lines: Box<dyn Layer<Registry> + Send + Sync> = match format {
        LogFormat::Text => plain.boxed(),
        LogFormat::Json => plain.json().flatten_event(true).boxed(),
    };
    let lines = lines.with_filter(asked).with_filter(filter_fn(may_be_written));
    tracing_subscriber::registry()
        .with(lines)
        .try_init()
        .map_err(|error| Exit::Failed(format!("cannot log: {error}")))?;
    log_panics();
    Ok(())
}

/// Whether lines from this place can hold no token, whatever `RUST_LOG` asks for.
///
/// The WebSocket's library writes out what it sends and gets: the bot's token, and the tokens of interactions.
fn may_be_written(metadata: &Metadata<'_>) -> bool {
    let target = metadata.target();
    let is_ours = target == "proctor" || target.starts_with("proctor::");
    let shows_events = target.starts_with("tungstenite") || target.starts_with("tokio_tungstenite");
    is_ours || (metadata.is_event() && *metadata.level() <= Level::WARN && !shows_events)
}

/// A panic ends one task, not the program; it is logged as a fault of ours.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let cause = panic.payload_as_str().unwrap_or("no reason given");
        tracing::error!(place, "a task broke off: {cause}");
    }));
}
