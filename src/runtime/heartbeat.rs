//! Leaves a sign of life beside the database, so that the bot's health can be asked without a network.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, interval};
use tracing::warn;

use super::clock::Clock;
use super::metrics::Metrics;

/// How often the sign is renewed.
const EVERY: Duration = Duration::from_secs(15);

/// A sign older than this was left by a program that is gone or stuck.
const FRESH: chrono::Duration = chrono::Duration::seconds(60);

/// The sign of life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heartbeat {
    /// When it was left.
    pub at: DateTime<Utc>,
    /// What was wrong then.
    pub red: Vec<String>,
}

impl Heartbeat {
    /// What is wrong at `now`; nothing when the bot is healthy.
    pub fn faults(&self, now: DateTime<Utc>) -> Vec<String> {
        let age = now - self.at;
        if age > FRESH {
            return vec![format!("no sign of life for {} s", age.num_seconds())];
        }
        self.red.clone()
    }

    /// The sign in a file.
    pub fn read(path: &Path) -> std::io::Result<Self> {
        Ok(serde_json::from_slice(&std::fs::read(path)?)?)
    }

    /// Leaves the sign in a file; a reader sees the old one or the new one, never a half.
    pub fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut draft = path.as_os_str().to_owned();
        draft.push(".new");
        std::fs::write(&draft, serde_json::to_vec(self)?)?;
        std::fs::rename(&draft, path)
    }
}

/// Renews the sign for as long as the program runs.
pub async fn keep(path: PathBuf, metrics: Arc<Metrics>) {
    // The sign is read by another program, so it is always dated by the computer's clock.
    let clock = Clock::system();
    let mut ticks = interval(EVERY);
    loop {
        ticks.tick().await;
        let red = metrics.health.red(Instant::now()).into_iter().map(str::to_owned).collect();
        if let Err(error) = (Heartbeat { at: clock.now(), red }).write(&path) {
            warn!(%error, "cannot leave a sign of life in {}", path.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_of_life_says_what_is_wrong_and_grows_stale() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("proctor.db.health");
        let at = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let left = Heartbeat { at, red: vec!["gateway down".to_owned()] };

        left.write(&path).unwrap();
        let found = Heartbeat::read(&path).unwrap();

        assert_eq!(found, left);
        assert_eq!(found.faults(at + FRESH), ["gateway down"]);
        assert_eq!(found.faults(at + FRESH * 2), ["no sign of life for 120 s"]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
