//! Draws an option with its reason, so that the two never look alike.

use crate::discord::words::Speaker;
use crate::domain::choice::{Choice, Letter};
use crate::domain::edition::AnswerOption;

/// The option with its mark and letter, whether the reader picked it, and the reason as a quote below.
pub(super) fn with_reason(
    speak: &Speaker<'_>,
    (letter, option): (Letter, &AnswerOption),
    picked: Option<Choice>,
    why: &str,
) -> String {
    let mark = if option.right { "✅" } else { "❌" };
    let own = if picked.is_some_and(|picked| picked.contains(letter)) {
        format!(" **{}**", speak.say("explain-own"))
    } else {
        String::new()
    };
    let why = why.replace('\n', "\n> ");
    format!("{mark} **{letter}.** {}{own}\n> {why}", option.text.get(speak.language))
}
