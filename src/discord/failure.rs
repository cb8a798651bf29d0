//! Our own failures while a handler works: told politely, and logged once where the handler ends.

use crate::store::StoreError;
use rest::RestError;

/// Why a handler could not answer. What a member did wrong is never one of these.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The database failed.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// Discord did not take a request.
    #[error("{0}")]
    Rest(#[from] RestError),
}
