//! Names the discussion under a post, so that a member who looks through the list finds a day's and a section's.

use chrono::Datelike as _;

use crate::discord::message::cut;
use crate::discord::words::Words;
use crate::domain::edition::Edition;
use crate::domain::language::Language;
use crate::domain::round::Round;

/// Discord takes no longer name.
const LONGEST_THREAD_NAME: usize = 100;

/// The day and the section; a round beside the day's own has its number too.
pub fn name(words: &Words, round: &Round, edition: Option<&Edition>, language: Language) -> String {
    let speak = words.speak(language);
    let day = speak.say_with("thread-day", &[("month", round.day.month().into()), ("day", round.day.day().into())]);
    let Some(edition) = edition else {
        return day;
    };
    let section = edition.wording().section.name.as_str();
    let parts = [("day", day.into()), ("section", section.into()), ("extra", round.number.into())];
    cut(&speak.say_with("thread-name", &parts), LONGEST_THREAD_NAME)
}
