//! What an answer is judged to be.

/// Whether an answer is right: the exact set of letters, or nothing, as in the exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Exactly the key.
    Right,
    /// Anything else.
    Wrong,
}
