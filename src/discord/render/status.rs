//! Draws the state of the bot in a server, for its managers.

use fluent_bundle::FluentValue;
use serenity::all::CreateEmbed;

use super::inert::inert;
use super::question::CALM;
use super::{moment, report, rewards, rounds, settings};
use crate::actions::configure_server::Configured;
use crate::actions::show_status::Status;
use crate::discord::message::{Message, cut};
use crate::discord::permissions::{Look, RoleLook};
use crate::discord::words::Speaker;
use crate::domain::ids::ChannelId;
use crate::store::set_aside::SetAside;
use crate::store::troubles::Trouble;

/// The most troubled rounds that are listed.
const ROUNDS: usize = 7;

/// How the bot does here: a strong line, what has to be seen to, what comes next, and what went wrong lately. `minutes_ahead`
/// is by how much the computer's clock is wrong.
pub fn body(
    speak: &Speaker<'_>,
    configured: &Configured,
    (look, roles): (Option<&Look>, Option<&[RoleLook]>),
    status: &Status,
    minutes_ahead: i64,
) -> Message {
    let (seen, is_well) = (settings::look(speak, &configured.settings, look), settings::is_well(look));
    let (mut problems, well) = if is_well { (Vec::new(), seen) } else { (seen, Vec::new()) };
    problems.extend(troubles(speak, status, (look, configured.settings.channel)));
    problems.extend(rewards::standing(speak, &status.rewards, roles));
    problems.extend(
        status
            .board_gone
            .map(|channel| speak.say_with("status-board-gone", &[("channel", format!("<#{channel}>").into())])),
    );
    problems.extend(set_aside(speak, status.set_aside));
    problems.extend(computer_clock(speak, minutes_ahead));
    let head = match problems.len() {
        0 => speak.say("status-well"),
        some => speak.say_with("status-problems", &[("count", count(some))]),
    };
    let left = [("left", count(status.questions_left)), ("all", count(status.questions))];
    let mut parts = problems;
    parts.extend(well);
    parts.push(settings::upcoming(speak, configured));
    parts.push(speak.say_with("status-bank", &left));
    parts.push(lately(speak, status));
    parts.extend(reports(speak, status));
    parts.push(format!("-# proctor {}", env!("CARGO_PKG_VERSION")));
    let text = format!("### {head}\n{}", parts.join("\n\n"));
    Message::embed(CreateEmbed::new().description(text).color(CALM))
}

fn count(number: usize) -> FluentValue<'static> {
    u32::try_from(number).unwrap_or(u32::MAX).into()
}

/// What keeps the bot from its work, without what a look at the channel of its first schedule has just named.
fn troubles(speak: &Speaker<'_>, status: &Status, (seen, channel): (Option<&Look>, ChannelId)) -> Vec<String> {
    let named = |trouble: &&Trouble| {
        trouble.channel == channel && seen.is_some_and(|look| look.missing.contains(&trouble.missing.as_str()))
    };
    let told = status.troubles.iter().filter(|trouble| !named(trouble)).map(|trouble| {
        let since = ("since", moment::relative(trouble.since).into());
        let about = trouble.about.as_str();
        if about == "ping" {
            return speak.say_with("status-ping-gone", &[since]);
        }
        let permission = speak.say(&format!("permission-{}", trouble.missing));
        let why = match trouble.missing.as_str() {
            "channel" | "channel-kind" | "timed-out" | "thread-locked" | "refused" | "threads-full" | "pins-full"
            | "direct-messages" => format!("{permission}."),
            _ => speak.say_with("status-no-permission", &[("permission", permission.into())]),
        };
        let what = speak.say_with(status_of(about), &[("channel", format!("<#{}>", trouble.channel).into())]);
        speak.say_with("status-trouble", &[("what", what.into()), ("why", why.into()), since])
    });
    told.collect()
}

/// The sentence of what a trouble stops.
fn status_of(about: &str) -> &'static str {
    match about {
        "thread" => "status-no-thread",
        "pin" => "status-no-pin",
        "edit" => "status-no-edit",
        "embeds" => "status-no-embeds",
        "board" => "status-no-board",
        _ => "status-no-post",
    }
}

/// The rounds of the last days that were late or missing.
fn lately(speak: &Speaker<'_>, status: &Status) -> String {
    if status.troubled.is_empty() {
        return speak.say("status-no-errors");
    }
    let lines = status.troubled.iter().take(ROUNDS).map(|round| format!("- {}", rounds::line(speak, round)));
    format!("**{}**\n{}", speak.say("status-errors"), lines.collect::<Vec<_>>().join("\n"))
}

/// What members reported and no manager has dealt with; `None` without any.
fn reports(speak: &Speaker<'_>, status: &Status) -> Option<String> {
    let lines = status.reports.iter().map(|card| {
        let (question, report) = (report::question(speak, card), &card.report);
        format!("- {question} · <@{}>\n  > {}", report.member, inert(&cut(&report.text, 100)).replace('\n', " "))
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| format!("**{}**\n{}", speak.say("status-reports"), lines.join("\n")))
}

/// What cannot be read and is left out, and what to do about it.
pub fn set_aside(speak: &Speaker<'_>, found: SetAside) -> Option<String> {
    let counts = [
        (found.schedules, "status-set-aside-schedules"),
        (found.rounds, "status-set-aside-rounds"),
        (found.deliveries, "status-set-aside-deliveries"),
        (found.seasons, "status-set-aside-seasons"),
    ];
    let named = counts.iter().filter(|(count, _)| *count > 0);
    let named: Vec<String> = named.map(|(count, key)| speak.say_with(key, &[("count", (*count).into())])).collect();
    (!named.is_empty()).then(|| speak.say_with("status-set-aside", &[("what", named.join(", ").into())]))
}

/// The computer's clock when it is wrong; it is told in days once it is off by two of them.
fn computer_clock(speak: &Speaker<'_>, minutes_ahead: i64) -> Option<String> {
    let minutes = u32::try_from(minutes_ahead.unsigned_abs()).unwrap_or(u32::MAX);
    let (count, key) = match minutes {
        0 => return None,
        1..120 => (minutes, "status-clock-minutes"),
        120..2_880 => (minutes / 60, "status-clock-hours"),
        _ => (minutes / 1_440, "status-clock-days"),
    };
    let off = speak.say_with(key, &[("count", count.into())]);
    let key = if minutes_ahead < 0 { "status-clock-behind" } else { "status-clock-ahead" };
    Some(speak.say_with(key, &[("off", off.into())]))
}
