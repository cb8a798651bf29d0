//! Ends the program in good order: what was begun is finished, and nothing new is begun.

use std::future::Future;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::timeout;
use tracing::info;

use super::exit::Exit;

/// How long work that was begun may take to finish.
pub const DRAIN: Duration = Duration::from_secs(5);

/// How long the gateway, or what listens, may take to close.
pub const CLOSE: Duration = Duration::from_millis(1_500);

/// Says when the program has to end; cheap to clone.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Sender<bool>);

impl Default for Shutdown {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Shutdown {
    /// One that begins with SIGTERM or SIGINT. Needs tokio's runtime.
    pub fn on_signals() -> Result<Self, Exit> {
        let cannot = |error| Exit::Failed(format!("cannot wait for signals: {error}"));
        let mut terminate = signal(SignalKind::terminate()).map_err(cannot)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(cannot)?;
        let shutdown = Self::default();
        let begin = shutdown.clone();
        tokio::spawn(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            info!("asked to stop");
            begin.begin();
        });
        Ok(shutdown)
    }

    /// Begins the end.
    pub fn begin(&self) {
        self.0.send_replace(true);
    }

    /// Whether the end has begun.
    pub fn has_begun(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits for the end to begin.
    pub async fn begun(&self) {
        // The sender lives as long as `self`, so there is no other way out.
        let _ = self.0.subscribe().wait_for(|begun| *begun).await;
    }
}

/// The work under way; cheap to clone. A task that panics counts as finished.
#[derive(Debug, Clone)]
pub struct Tasks(watch::Sender<usize>);

impl Default for Tasks {
    fn default() -> Self {
        Self(watch::Sender::new(0))
    }
}

impl Tasks {
    /// Begins a piece of work that the end of the program waits for.
    pub fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let under_way = UnderWay::new(self.0.clone());
        tokio::spawn(async move {
            let _under_way = under_way;
            work.await;
        });
    }

    /// How many pieces of work are under way.
    pub fn count(&self) -> usize {
        *self.0.borrow()
    }

    /// Waits until all work is finished, or as long as `patience`; returns how much is not.
    pub async fn drain(&self, patience: Duration) -> usize {
        let mut count = self.0.subscribe();
        let finished = timeout(patience, count.wait_for(|count| *count == 0)).await;
        if finished.is_ok() { 0 } else { self.count() }
    }
}

struct UnderWay(watch::Sender<usize>);

impl UnderWay {
    fn new(count: watch::Sender<usize>) -> Self {
        count.send_modify(|count| *count += 1);
        Self(count)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_end_waits_for_what_was_begun() {
        let (tasks, shutdown) = (Tasks::default(), Shutdown::default());
        let end = shutdown.clone();
        tasks.spawn(async move { end.begun().await });

        assert_eq!(tasks.drain(Duration::from_millis(10)).await, 1);
        shutdown.begin();

        assert_eq!(tasks.drain(DRAIN).await, 0);
        assert!(shutdown.has_begun());
    }

    #[tokio::test]
    async fn work_that_panics_is_over() {
        let tasks = Tasks::default();

        tasks.spawn(async { panic!("on purpose") });

        assert_eq!(tasks.drain(DRAIN).await, 0);
    }
}
