//! Puts the files of a request to a message.

use serde_json::Value;

use crate::attached::{self, Attached};
use crate::exchange::Asked;
use crate::state::State;

/// The files of a message after a request; complains of what the body names and nobody sent.
pub(super) fn attach(state: &mut State, before: Vec<Attached>, body: &Value, asked: &Asked) -> Vec<Attached> {
    let ids: Vec<u64> = asked.files.iter().map(|_| state.new_id()).collect();
    let files = attached::after(before, body, asked.files.clone(), &ids);
    for complaint in attached::missing(&files, body, ids.len()) {
        state.complain(complaint);
    }
    files
}
