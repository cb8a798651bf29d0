//! How much of a room is under way at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Notify;

use crate::domain::delivery::Room;

/// The deliveries of a room that are under way.
#[derive(Clone)]
pub(super) struct Workers {
    pub(super) room: Room,
    at_most: usize,
    under_way: Arc<AtomicUsize>,
    /// Something may have become due, or there is room again.
    pub(super) wake: Arc<Notify>,
}

impl Workers {
    pub(super) fn new(room: Room, at_most: usize) -> Self {
        Self { room, at_most, under_way: Arc::default(), wake: Arc::new(Notify::new()) }
    }

    pub(super) fn free(&self) -> usize {
        self.at_most.saturating_sub(self.under_way.load(Ordering::Relaxed))
    }
}

/// One delivery under way; it counts until it is dropped, however the work ends.
pub(super) struct Delivering(Workers);

impl Delivering {
    pub(super) fn begin(workers: &Workers) -> Self {
        workers.under_way.fetch_add(1, Ordering::Relaxed);
        Self(workers.clone())
    }
}

impl Drop for Delivering {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
        self.0.wake.notify_one();
    }
}
