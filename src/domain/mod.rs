//! The rules of the daily round, as pure values and functions: no clock, no files, no database, no Discord.

pub mod choice;
pub mod current_bank;
pub mod delivery;
pub mod edition;
pub mod grading;
pub mod ids;
pub mod item_figures;
pub mod language;
pub mod leaderboard;
pub mod mark;
pub mod next_try;
pub mod note;
pub mod note_search;
pub mod question;
pub mod round;
pub mod schedule;
pub mod scoring;
pub mod selection;
pub mod sentence;
pub mod settings;
pub mod sheet;
pub mod spelling;
pub mod stats;
pub mod streak;
pub mod typed;
pub mod verdict;
