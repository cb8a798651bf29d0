//! proctor posts one exam question a day in each study-group server and keeps its leaderboard.
//!
//! Eight folders, one direction; `tests/architecture/` holds it:
//!
//! | folder | job | may use |
//! |---|---|---|
//! | [`domain`] | decides: pure rules and values | nothing of ours |
//! | [`bank`] | reads: a bank from its files, or all its faults | `domain` |
//! | [`store`] | remembers: the only folder that knows SQL | `domain` |
//! | [`actions`] | does: one verb, one file, one transaction | `domain`, `store` |
//! | [`pictures`] | draws: values with their words in, PNG out | `domain` |
//! | [`discord`] | translates: interactions in, messages out | `domain`, `actions`, `pictures`, the store's handle |
//! | [`runtime`] | starts: settings, clock, scheduler, health, shutdown | all but `terminal` |
//! | [`terminal`] | shows: the commands of the program | all |
#![allow(missing_docs, reason = "nobody outside uses this crate; a doc stands where a name does not tell enough")]

pub mod actions;
pub mod bank;
pub mod discord;
pub mod domain;
pub mod pictures;
pub mod runtime;
pub mod store;
pub mod terminal;
