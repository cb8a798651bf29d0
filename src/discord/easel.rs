//! Makes pictures beside the threads that answer: a few at once, each only once while it is remembered.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::pictures::raster;

/// How many pictures are made at once.
const AT_ONCE: usize = 2;

/// How long a picture waits for its turn; then the text goes out without it.
const WAITS_FOR: Duration = Duration::from_secs(2);

/// How many of the last pictures are kept, at some 50 KB each.
const KEPT: usize = 64;

/// Where pictures are made.
#[derive(Debug)]
pub struct Easel {
    places: Arc<Semaphore>,
    waits_for: Duration,
    /// The last ones with their SVG, the newest at the end.
    kept: Mutex<VecDeque<(String, Arc<[u8]>)>>,
}

impl Default for Easel {
    fn default() -> Self {
        Self { places: Arc::new(Semaphore::new(AT_ONCE)), waits_for: WAITS_FOR, kept: Mutex::default() }
    }
}

impl Easel {
    /// The picture of this SVG as PNG; `None` when it cannot be had now. That is logged, and nobody has to wait for it.
    pub async fn png(&self, svg: String) -> Option<Arc<[u8]>> {
        if let Some(known) = self.known(&svg) {
            return Some(known);
        }
        // The semaphore is never closed.
        let Ok(Ok(place)) = timeout(self.waits_for, Arc::clone(&self.places).acquire_owned()).await else {
            tracing::warn!("a picture was left out: others are being made");
            return None;
        };
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
        let first = easel.png(square(1)).await.expect("a picture");
        let again = easel.png(square(1)).await.expect("a picture");
        assert!(Arc::ptr_eq(&first, &again));
        for side in 2..2 + KEPT {
            easel.png(square(side)).await.expect("a picture");
        }
        assert_eq!(easel.kept.lock().expect("a lock").len(), KEPT);
        let forgotten = easel.png(square(1)).await.expect("a picture");
        assert!(!Arc::ptr_eq(&first, &forgotten));
    }

    #[tokio::test]
    async fn what_cannot_be_drawn_is_no_picture_and_keeps_no_place() {
        let easel = Easel::default();
        for _ in 0..=AT_ONCE {
            assert_eq!(easel.png("no svg".to_owned()).await, None);
        }
        assert!(easel.png(square(1)).await.is_some());
    }

    #[tokio::test]
    async fn when_all_places_are_taken_the_text_goes_without_a_picture() {
        let easel = Easel { waits_for: Duration::from_millis(1), ..Easel::default() };
        let taken = easel.places.acquire_many(2).await.expect("places");
        assert_eq!(easel.png(square(1)).await, None);
        drop(taken);
        assert!(easel.png(square(1)).await.is_some());
    }
}
