//! What every handler needs: the store's handle, the bank, the words, and the way out to Discord.

use std::sync::Arc;

use super::words::Words;
use crate::domain::current_bank::CurrentBank;
use crate::store::Store;
use rest::Rest;

/// What every handler needs. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub store: Store,
    /// What the bank says beside its questions.
    pub bank: Arc<CurrentBank>,
    /// The words in both languages.
    pub words: Arc<Words>,
    /// The way out to Discord.
    pub rest: Rest,
}
