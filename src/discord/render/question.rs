//! To be written.

use serde_json::Value;

use crate::discord::words::Words;
use crate::domain::bank::Bank;
use crate::domain::ids::RoleId;
use crate::domain::language::Language;
use crate::domain::question::Question;
use crate::domain::round::Round;

/// The post of an open round.
pub fn post(_words: &Words, _bank: &Bank, _question: &Question, _round: &Round, _language: Language, _ping: Option<RoleId>, _answered: u32) -> Value {
    todo!()
}

/// The post of a round that is over.
pub fn closed_post(_words: &Words, _bank: &Bank, _question: &Question, _round: &Round, _language: Language, _answered: u32) -> Value {
    todo!()
}
