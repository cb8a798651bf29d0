//! Draws the rounds of the last thirty days: posted, late, skipped and why, and how they were answered.

use chrono::NaiveDate;
use serenity::all::CreateEmbed;

use super::{moment, question as draw};
use crate::actions::find_stuck::Stuck;
use crate::actions::list_rounds::{Listed, Rounds};
use crate::actions::start_round::StartOutcome;
use crate::discord::message::Message;
use crate::discord::reply::{Reply, Visibility};
use crate::discord::words::Speaker;
use crate::domain::round::{Punctuality, Round, RoundState};
use crate::domain::sheet::Sheet;

/// The most characters of a box's text that rounds may take; what stands around them has the rest.
const LONGEST_LIST: usize = 3_600;

/// The most days to come that are named.
const DAYS_NAMED: usize = 10;

/// The private list.
pub fn list(speak: &Speaker<'_>, rounds: &Rounds) -> Reply {
    if rounds.past.is_empty() && rounds.left_out.is_empty() {
        return Reply::private(speak.say("rounds-none"));
    }
    let mut text = left_out(speak, rounds).unwrap_or_default();
    let mut shown = 0;
    for round in &rounds.past {
        let line = format!("- {}\n", line(speak, round));
        if text.chars().count() + line.chars().count() > LONGEST_LIST {
            break;
        }
        text += &line;
        shown += 1;
    }
    let more = u32::try_from(rounds.past.len() - shown).unwrap_or(u32::MAX);
    if more > 0 {
        text += &speak.say_with("rounds-more", &[("count", more.into())]);
        text.push('\n');
    }
    let embed = CreateEmbed::new().title(speak.say("rounds-title")).description(text).color(draw::CALM);
    Reply::Message(Message::embed(embed), Visibility::OnlyYou)
}

/// The days to come that have no round.
fn left_out(speak: &Speaker<'_>, rounds: &Rounds) -> Option<String> {
    let days: Vec<String> = rounds.left_out.iter().take(DAYS_NAMED).map(|day| moment::day(speak, *day)).collect();
    (!days.is_empty())
        .then(|| format!("{}\n\n", speak.say_with("rounds-left-out", &[("days", days.join(" · ").into())])))
}

/// The day, the question, what became of it and how it was answered.
pub fn line(speak: &Speaker<'_>, listed: &Listed) -> String {
    let (round, edition) = (&listed.drawn.round, listed.drawn.sheet.as_ref().map(Sheet::edition));
    let title = edition.map(|edition| draw::short_name(speak, edition));
    let extra = (round.number > 0).then(|| speak.say("round-extra"));
    let state = match &listed.stuck {
        Some(stuck) => {
            let parts = [("why", why_stuck(speak, stuck).into()), ("since", moment::relative(stuck.since).into())];
            speak.say_with("round-state-stuck", &parts)
        }
        None => state(speak, round),
    };
    let parts = [Some(moment::day(speak, round.day)), title, extra, Some(state), answers(speak, listed)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What became of a manager's wish for a question now.
pub fn started(speak: &Speaker<'_>, outcome: &StartOutcome) -> String {
    match outcome {
        StartOutcome::Today => speak.say("round-started-today"),
        StartOutcome::Extra => speak.say("round-started-extra"),
        StartOutcome::OnItsWay { day, stuck: None } => {
            speak.say_with("round-on-its-way", &[("day", moment::day(speak, *day).into())])
        }
        StartOutcome::OnItsWay { day, stuck: Some(stuck) } => {
            let parts = [
                ("day", moment::day(speak, *day).into()),
                ("why", why_stuck(speak, stuck).into()),
                ("since", moment::relative(stuck.since).into()),
            ];
            speak.say_with("round-is-stuck", &parts)
        }
        StartOutcome::NoQuestion => speak.say("round-no-question"),
        StartOutcome::NotSetUp => speak.say("settings-not-set-up"),
    }
}

/// That a question of a day is not posted yet, and why.
pub fn stuck_today(speak: &Speaker<'_>, day: NaiveDate, stuck: &Stuck) -> String {
    let parts = [
        ("day", moment::day(speak, day).into()),
        ("why", why_stuck(speak, stuck).into()),
        ("since", moment::relative(stuck.since).into()),
    ];
    speak.say_with("today-stuck", &parts)
}

/// Why a round is not posted, in a few words.
pub fn why_stuck(speak: &Speaker<'_>, stuck: &Stuck) -> String {
    match stuck.missing.as_deref() {
        None => speak.say("stuck-discord"),
        Some(missing @ ("channel" | "channel-kind" | "timed-out" | "thread-locked" | "refused")) => {
            speak.say(&format!("permission-{missing}"))
        }
        Some(missing) => {
            let permission = speak.say(&format!("permission-{missing}"));
            speak.say_with("stuck-permission", &[("permission", permission.into())])
        }
    }
}

/// How many answered, and of a closed round how many were right.
fn answers(speak: &Speaker<'_>, listed: &Listed) -> Option<String> {
    let tally = listed.tally;
    let answered = ("answered", tally.answered.into());
    match (listed.drawn.round.state, tally.answered) {
        (RoundState::Closed, 1..) => {
            let parts = [answered, ("right", tally.right.into()), ("share", tally.percent().into())];
            Some(speak.say_with("round-answered-right", &parts))
        }
        (RoundState::Open | RoundState::Closed | RoundState::Void, _) => {
            Some(speak.say_with("round-answered", &[answered]))
        }
        (RoundState::Due | RoundState::Skipped | RoundState::Removed, _) => None,
    }
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
