//! Draws what freezes did: in a verdict, why they helped or not; in a member's stats, what is held and what they went for.

use super::moment;
use crate::actions::show_stats::FreezesHeld;
use crate::discord::words::Speaker;
use crate::domain::settings::Freezes;
use crate::domain::streak::{Missed, News};

/// The lines that a verdict has of freezes.
pub fn news(speak: &Speaker<'_>, news: News) -> Vec<String> {
    let earned = news.earned.map(|held| speak.say_with("verdict-freeze-earned", &[("held", held.into())]));
    news.missed.map(|missed| of_missed(speak, missed)).into_iter().chain(earned).collect()
}

fn of_missed(speak: &Speaker<'_>, missed: Missed) -> String {
    match missed {
        Missed::Covered { used, left } => {
            speak.say_with("verdict-freeze-covered", &[("used", used.into()), ("left", left.into())])
        }
        Missed::Ended { lost, held, freezes: Freezes::Off, .. } => {
            speak.say_with("verdict-freeze-off", &[("lost", lost.into()), ("held", held.into())])
        }
        Missed::Ended { lost, missed, held: 0, freezes: Freezes::On } => {
            speak.say_with("verdict-freeze-none", &[("lost", lost.into()), ("missed", missed.into())])
        }
        Missed::Ended { lost, missed, held, freezes: Freezes::On } => {
            let arguments = [("lost", lost.into()), ("missed", missed.into()), ("held", held.into())];
            speak.say_with("verdict-freeze-too-few", &arguments)
        }
    }
}

/// What a member holds, what of it is about to go, and what was used last; `None` where nobody waits for it.
pub fn held(speak: &Speaker<'_>, of: &FreezesHeld) -> Option<String> {
    let held = [("held", of.held.into())];
    let first = match of.setting {
        Freezes::On => speak.say_with("stats-freezes", &held),
        Freezes::Off if of.held > 0 => speak.say_with("stats-freezes-off", &held),
        Freezes::Off => return None,
    };
    let waiting = (of.waiting > 0).then(|| speak.say_with("stats-freezes-waiting", &[("count", of.waiting.into())]));
    let days: Vec<String> = of.last_used_for.iter().map(|day| moment::day(speak, *day)).collect();
    let count = u32::try_from(days.len()).unwrap_or(u32::MAX);
    let used = (!days.is_empty())
        .then(|| speak.say_with("stats-freezes-used", &[("days", days.join(" · ").into()), ("count", count.into())]));
    Some([first].into_iter().chain(waiting).chain(used).collect::<Vec<_>>().join(" · "))
}
