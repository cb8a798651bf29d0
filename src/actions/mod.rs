//! What proctor does: one verb, one file, one transaction. Load, decide, save; no clock, no waiting, no Discord.

pub mod begin_delivery;
pub mod change_schedule;
pub mod close_round;
pub mod configure_server;
pub mod explain_question;
pub mod export_server;
pub mod forget_member;
pub mod forget_role;
pub mod leave_server;
pub mod list_rounds;
pub mod load_bank;
mod note_trouble;
pub mod open_due_rounds;
pub mod plan_anew;
pub mod prune;
pub mod record_arrival;
pub mod record_delivery;
pub mod report_question;
pub mod show_leaderboard;
pub mod show_stats;
pub mod show_status;
pub mod show_today;
pub mod start_round;
pub mod submit_answer;
pub mod try_again;
pub mod update_standings;
pub mod void_round;
