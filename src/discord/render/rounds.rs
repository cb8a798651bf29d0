//! Draws the rounds of the last thirty days: posted, late, skipped and why.

use serenity::all::CreateEmbed;

use super::{moment, question as draw};
use crate::discord::message::Message;
use crate::discord::reply::{Reply, Visibility};
use crate::discord::words::Speaker;
use crate::domain::round::{Punctuality, Round, RoundState};
use crate::domain::sheet::Sheet;
use crate::store::editions::Drawn;

/// The most characters of a box's text that are used.
const LONGEST_LIST: usize = 4_000;

/// The private list.
pub fn list(speak: &Speaker<'_>, rounds: &[Drawn]) -> Reply {
    if rounds.is_empty() {
        return Reply::private(speak.say("rounds-none"));
    }
    let mut text = String::new();
    for round in rounds {
        let line = format!("- {}\n", line(speak, round));
        if text.chars().count() + line.chars().count() > LONGEST_LIST {
            break;
        }
        text += &line;
    }
    let embed = CreateEmbed::new().title(speak.say("rounds-title")).description(text).color(draw::CALM);
    Reply::Message(Message::embed(embed), Visibility::OnlyYou)
}

/// The day, the question and what became of it.
pub fn line(speak: &Speaker<'_>, drawn: &Drawn) -> String {
    let (round, edition) = (&drawn.round, drawn.sheet.as_ref().map(Sheet::edition));
    let title = edition.map(|edition| format!(" · {}", draw::title(speak, edition))).unwrap_or_default();
    let extra = if round.number > 0 { format!(" · {}", speak.say("round-extra")) } else { String::new() };
    format!("{}{title}{extra} · {}", moment::day(speak, round.day), state(speak, round))
}

fn state(speak: &Speaker<'_>, round: &Round) -> String {
    let punctual = match (round.punctuality(), round.posted_at) {
        (Some(Punctuality::Late), Some(at)) => {
            format!(" ({})", speak.say_with("round-late", &[("at", moment::full(at).into())]))
        }
        _ => String::new(),
    };
    let state = match round.state {
        RoundState::Due => speak.say("round-state-waiting"),
        RoundState::Open => speak.say("round-state-open"),
        RoundState::Closed => speak.say("round-state-closed"),
        RoundState::Void => speak.say("round-state-void"),
        RoundState::Removed => speak.say("round-state-removed"),
        RoundState::Skipped => {
            let reason = round.skip_reason.map(|reason| speak.say(&format!("skip-{}", reason.code())));
            speak.say_with("round-state-skipped", &[("reason", reason.unwrap_or_default().into())])
        }
    };
    state + &punctual
}
