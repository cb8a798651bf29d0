//! Translates: interactions in, messages out. Words live in `data/locales`, rules in [`crate::domain`].

pub mod app;
pub mod button;
pub mod call;
mod command_mentions;
pub mod commands;
pub mod components;
mod deeds;
pub mod easel;
pub mod handled;
pub mod interactions;
pub mod membership;
pub mod message;
pub mod names;
pub mod outbox;
pub mod permissions;
pub mod render;
pub mod reply;
pub mod rounds_named;
pub mod schedules;
pub mod snowflake;
pub mod words;
