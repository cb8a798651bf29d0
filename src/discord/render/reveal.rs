//! To be written.

use serde_json::Value;

use crate::actions::close_round::Reveal;
use crate::discord::words::Words;
use crate::domain::bank::Bank;
use crate::domain::ids::ChannelId;
use crate::domain::language::Language;
use crate::domain::question::Question;
use crate::domain::round::Round;

/// The public reveal of a closed round.
pub fn reveal(_words: &Words, _bank: &Bank, _question: &Question, _reveal: &Reveal, _language: Language) -> Value {
    todo!()
}

/// The public word that a round is void.
pub fn void_notice(_words: &Words, _bank: &Bank, _question: Option<&Question>, _round: &Round, _language: Language) -> Value {
    todo!()
}

/// What keeps the bot from posting, to the manager.
pub fn trouble(_words: &Words, _missing: &str, _channel: ChannelId, _language: Language) -> Value {
    todo!()
}

/// A member's report, to the manager. `text` is "member question text".
pub fn report(_words: &Words, _bank: &Bank, _text: &str, _language: Language) -> Value {
    todo!()
}
