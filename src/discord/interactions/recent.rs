//! The interactions of late, so that one which Discord delivers twice is worked on once.

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// How many are remembered; the oldest is forgotten first. Discord repeats what it sent a moment before a reconnect.
const REMEMBERED: usize = 8_192;

/// The ids of the interactions of late.
#[derive(Debug, Default)]
pub(super) struct Recent(Mutex<Ids>);

#[derive(Debug, Default)]
struct Ids {
    known: HashSet<u64>,
    by_age: VecDeque<u64>,
}

impl Recent {
    /// Remembers an interaction; says whether it is a new one.
    pub(super) fn is_new(&self, id: u64) -> bool {
        let mut ids = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !ids.known.insert(id) {
            return false;
        }
        ids.by_age.push_back(id);
        if ids.by_age.len() > REMEMBERED
            && let Some(oldest) = ids.by_age.pop_front()
        {
            ids.known.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repetition_is_known_and_memory_stays_bounded() {
        let recent = Recent::default();

        assert!((0..20_000).all(|id| recent.is_new(id)));

        assert!(!recent.is_new(19_999));
        assert_eq!(recent.0.lock().unwrap().known.len(), REMEMBERED);
    }
}
