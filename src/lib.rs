//! proctor posts one exam question a day in each study-group server and keeps its leaderboard.
//!
//! One direction; `tests/architecture.rs` holds it:
//!
//! | folder | job | may use |
//! |---|---|---|
//! | [`domain`] | decides: pure rules and values | nothing of ours |
//! | [`store`] | remembers: the only folder that knows SQL | `domain` |
//! | [`actions`] | does: one verb, one file, one transaction | `domain`, `store` |

pub mod actions;
pub mod domain;
pub mod store;
