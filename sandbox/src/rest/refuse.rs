//! Answers to what Discord would not take, kept as complaints.

use crate::exchange::{Answer, Asked};
use crate::limits::{self, Wrong};
use crate::state::State;

pub(super) fn unknown(state: &mut State, asked: &Asked) -> Answer {
    state.complain(format!("{} {} is not known to the stand-in", asked.method, asked.path));
    Answer::refused(404, 0, "404: Not Found")
}

/// The answer to a malformed body; it is kept as a complaint.
pub(super) fn malformed(state: &mut State, asked: &Asked, wrong: &Wrong) -> Answer {
    state.complain(format!("{} {}: {wrong:?}", asked.method, asked.path));
    Answer::new(400, limits::refusal(wrong))
}
