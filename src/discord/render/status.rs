//! Draws the state of the bot in a server, for its managers.

use super::inert::inert;
use super::{moment, rounds};
use crate::actions::show_status::Status;
use crate::discord::message::cut;
use crate::discord::words::Speaker;
use crate::store::set_aside::SetAside;

/// The most troubled rounds that are listed.
const ROUNDS: usize = 7;

/// Bank left, what went wrong, reports, version. `minutes_ahead` is by how much the computer's clock is wrong.
pub fn text(speak: &Speaker<'_>, status: &Status, minutes_ahead: i64) -> String {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let arguments = [("left", count(status.questions_left).into()), ("all", count(status.questions).into())];
    let mut parts = vec![speak.say_with("status-bank", &arguments)];
    for trouble in &status.troubles {
        let since = ("since", moment::relative(trouble.since).into());
        parts.push(if trouble.about == "ping" {
            speak.say_with("status-ping-gone", &[since])
        } else {
            let named = speak.say(&format!("permission-{}", trouble.missing));
            speak.say_with("status-trouble", &[("trouble", named.into()), since])
        });
    }
    parts.extend(set_aside(speak, status.set_aside));
    parts.extend(computer_clock(speak, minutes_ahead));
    parts.push(if status.troubled.is_empty() {
        speak.say("status-no-errors")
    } else {
        let lines = status.troubled.iter().take(ROUNDS).map(|round| format!("- {}", rounds::line(speak, round)));
        format!("{}\n{}", speak.say("status-errors"), lines.collect::<Vec<_>>().join("\n"))
    });
    if !status.reports.is_empty() {
        let lines = status.reports.iter().map(|report| {
            format!("- `{}` · <@{}> · {}", report.question, report.member, inert(&cut(&report.text, 100)))
        });
        parts.push(format!("{}\n{}", speak.say("status-reports"), lines.collect::<Vec<_>>().join("\n")));
    }
    parts.push(format!("-# proctor {}", env!("CARGO_PKG_VERSION")));
    parts.join("\n\n")
}

/// What cannot be read and is left out, and what to do about it.
pub fn set_aside(speak: &Speaker<'_>, found: SetAside) -> Option<String> {
    let counts = [
        (found.schedules, "status-set-aside-schedules"),
        (found.rounds, "status-set-aside-rounds"),
        (found.deliveries, "status-set-aside-deliveries"),
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
