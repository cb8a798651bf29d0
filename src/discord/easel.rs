//! Makes pictures beside the threads that answer: a few at once, each only once while it is remembered.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::pictures::raster;

/// How many pictures are made at once.
const AT_ONCE: usize = 2;

/// How long the picture of a reply waits for its turn; then the text goes out without it.
pub const FOR_A_REPLY: Duration = Duration::from_secs(2);

/// The same for a post that nobody has asked for: better a little late than without its picture for ever.
pub const FOR_A_POST: Duration = Duration::from_secs(20);

/// How many of the last pictures are kept, at some 50 KB each.
const KEPT: usize = 64;

/// Where pictures are made.
#[derive(Debug)]
pub struct Easel {
    places: Arc<Semaphore>,
    /// The last ones with their SVG, the newest at the end.
    kept: Mutex<VecDeque<(String, Arc<[u8]>)>>,
}

impl Default for Easel {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)), kept: Mutex::default() }
    }
}

impl Easel {
    /// The picture of this SVG as PNG; `None` when it cannot be made, or has no turn for so long. That is logged.
    pub async fn png(&self, svg: String, waits_for: Duration) -> Option<Arc<[u8]>> {
        if let Some(known) = self.known(&svg) {
            return Some(known);
        }
        // The semaphore is never closed.
        let Ok(Ok(place)) = timeout(waits_for, Arc::clone(&self.places).acquire_owned()).await else {
            tracing::warn!("a picture was left out: others are being made");
            return None;
        };
        // Whoever had the place may have made the same.
        if let Some(known) = self.known(&svg) {
            return Some(known);
        }
        let made = tokio::task::spawn_blocking(move || {
            let made = raster::png(&svg);
            drop(place);
            (svg, made)
        });
        match made.await {
            Ok((svg, Ok(png))) => Some(self.keep(svg, png.into())),
            Ok((_, Err(error))) => {
                tracing::error!(%error, "could not make a picture");
                None
            }
            // A panic was logged where it happened.
            Err(_) => None,
        }
    }

    fn known(&self, svg: &str) -> Option<Arc<[u8]>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == svg).map(|(_, png)| Arc::clone(png))
    }

    fn keep(&self, svg: String, png: Arc<[u8]>) -> Arc<[u8]> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.pop_front();
        }
        kept.push_back((svg, Arc::clone(&png)));
        png
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(side: usize) -> String {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}"></svg>"#)
    }

    #[tokio::test]
    async fn the_same_picture_is_made_once_and_an_old_one_is_forgotten() {
        let easel = Easel::default();
        let first = easel.png(square(1), FOR_A_POST).await.expect("a picture");
        let again = easel.png(square(1), FOR_A_POST).await.expect("a picture");
        assert!(Arc::ptr_eq(&first, &again));
        for side in 2..2 + KEPT {
            easel.png(square(side), FOR_A_POST).await.expect("a picture");
        }
        assert_eq!(easel.kept.lock().expect("a lock").len(), KEPT);
        let forgotten = easel.png(square(1), FOR_A_POST).await.expect("a picture");
        assert!(!Arc::ptr_eq(&first, &forgotten));
    }

    #[tokio::test]
    async fn what_others_made_while_it_waited_is_taken() {
        let easel = Easel::default();
        let taken = easel.places.acquire_many(2).await.expect("places");
        let others = async {
            let theirs = easel.keep(square(1), Arc::from([1]));
            drop(taken);
            theirs
        };
        let (made, theirs) = tokio::join!(easel.png(square(1), FOR_A_POST), others);
        assert!(Arc::ptr_eq(&made.expect("a picture"), &theirs));
    }

    #[tokio::test]
    async fn what_cannot_be_drawn_is_no_picture_and_keeps_no_place() {
        let easel = Easel::default();
        for _ in 0..=AT_ONCE {
            assert_eq!(easel.png("no svg".to_owned(), FOR_A_POST).await, None);
        }
        assert!(easel.png(square(1), FOR_A_POST).await.is_some());
    }

    #[tokio::test]
    async fn when_all_places_are_taken_the_text_goes_without_a_picture() {
        let easel = Easel::default();
        let taken = easel.places.acquire_many(2).await.expect("places");
        assert_eq!(easel.png(square(1), Duration::from_millis(1)).await, None);
        drop(taken);
        assert!(easel.png(square(1), FOR_A_POST).await.is_some());
    }
}
