//! Draws a server's settings, what comes next, and what the bot is missing.

use chrono::{DateTime, TimeDelta, Utc, Weekday};
use serenity::all::CreateEmbed;

use super::inert::inert;
use super::moment;
use super::question::CALM;
use crate::actions::configure_server::{Configured, FIRST_SCHEDULE};
use crate::discord::message::cut;
use crate::discord::permissions::{self, Look, Ping};
use crate::discord::words::Speaker;
use crate::domain::current_bank::CurrentBank;
use crate::domain::ids::ChannelId;
use crate::domain::settings::{Days, Feedback, Freezes, Pin, Settings, Thread};

/// The most characters of one setting that are shown: three of them with a short one fit into a field (Discord, "Embed Limits").
const LONGEST_VALUE: usize = 280;

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "day-mon"),
    (Weekday::Tue, "day-tue"),
    (Weekday::Wed, "day-wed"),
    (Weekday::Thu, "day-thu"),
    (Weekday::Fri, "day-fri"),
    (Weekday::Sat, "day-sat"),
    (Weekday::Sun, "day-sun"),
];

/// The weekdays in words.
pub fn days(speak: &Speaker<'_>, days: Days) -> String {
    if days == Days::EVERY {
        return speak.say("day-every");
    }
    let named = WEEKDAYS.iter().filter(|(day, _)| days.contains(*day)).map(|(_, key)| speak.say(key));
    named.collect::<Vec<_>>().join(", ")
}

/// The settings in groups and the next dates, under what is said first: a strong line, and what belongs to it.
pub fn card(speak: &Speaker<'_>, bank: &CurrentBank, configured: &Configured, said: &[String]) -> CreateEmbed {
    let groups = [
        ("settings-group-answers", answers(speak, &configured.settings).join("\n")),
        ("settings-group-questions", questions(speak, bank, &configured.settings).join("\n")),
        ("settings-group-posts", posts(speak, &configured.settings).join("\n")),
    ];
    let groups = groups.map(|(key, lines)| (speak.say(key), lines, true));
    let next = (!configured.paused).then(|| (speak.say("settings-upcoming"), dates(configured), false));
    let paused = configured.paused.then(|| speak.say("settings-paused"));
    let said: Vec<&str> = said.iter().chain(&paused).map(String::as_str).collect();
    CreateEmbed::new().description(said.join("\n")).fields(groups.into_iter().chain(next)).color(CALM)
}

/// When and where a schedule asks; which of several it is, has to be said.
pub fn when(speak: &Speaker<'_>, configured: &Configured) -> String {
    let of = &configured.settings;
    let arguments = [
        ("days", days(speak, of.days).into()),
        ("time", moment::clock(speak, of.time).into()),
        ("zone", of.zone.name().into()),
        ("channel", format!("<#{}>", of.channel).into()),
    ];
    let named = configured.is_one_of_many.then(|| format!("{} · ", name(speak, &configured.name)));
    format!("📮 {}{}", named.unwrap_or_default(), speak.say_with("settings-when", &arguments))
}

fn line(speak: &Speaker<'_>, key: &str, value: &str) -> String {
    format!("{} **{}**", speak.say(key), cut(value, LONGEST_VALUE))
}

fn answers(speak: &Speaker<'_>, of: &Settings) -> [String; 4] {
    let hours = |length: TimeDelta| speak.say_with("settings-hours", &[("hours", length.num_hours().into())]);
    let feedback = match of.feedback {
        Feedback::Instant => "settings-feedback-instant",
        Feedback::AtClose => "settings-feedback-at-close",
    };
    let freezes = if of.freezes == Freezes::On { "settings-freezes-on" } else { "settings-freezes-none" };
    [
        line(speak, "settings-open-for", &hours(of.open_for)),
        line(speak, "settings-feedback", &speak.say(feedback)),
        line(speak, "settings-grace", &hours(of.grace)),
        line(speak, "settings-freezes", &speak.say(freezes)),
    ]
}

fn questions(speak: &Speaker<'_>, bank: &CurrentBank, of: &Settings) -> [String; 3] {
    let chosen = if of.sections.is_empty() { speak.say("settings-sections-all") } else { sections(bank, of) };
    let difficulty = of.difficulty.map_or("settings-difficulty-all", super::question::difficulty_key);
    [
        line(speak, "settings-sections", &chosen),
        line(speak, "settings-difficulty", &speak.say(difficulty)),
        line(speak, "settings-language", &speak.say(&format!("language-{}", of.language.code()))),
    ]
}

fn posts(speak: &Speaker<'_>, of: &Settings) -> [String; 3] {
    let thread = match of.thread {
        Thread::Open => "settings-thread-open",
        Thread::None => "settings-thread-none",
    };
    let pin = if of.pin == Pin::Newest { "settings-pin-newest" } else { "settings-pin-none" };
    let ping = of.ping.map_or_else(|| speak.say("settings-ping-none"), |role| format!("<@&{role}>"));
    [
        line(speak, "settings-ping", &ping),
        line(speak, "settings-thread", &speak.say(thread)),
        line(speak, "settings-pin", &speak.say(pin)),
    ]
}

/// What changes with the next question, where the open one was posted with another feedback.
pub fn from_next_question(speak: &Speaker<'_>, feedback: Feedback, now: Option<Feedback>) -> Option<String> {
    now.filter(|now| *now != feedback).map(|_| {
        speak.say(match feedback {
            Feedback::Instant => "from-next-instant",
            Feedback::AtClose => "from-next-at-close",
        })
    })
}

/// A schedule's name as a list shows it: the first one was named by the bot, so each reader has it in their own words.
pub fn plain_name(speak: &Speaker<'_>, name: &str) -> String {
    if name == FIRST_SCHEDULE { speak.say("schedule-first") } else { name.to_owned() }
}

/// The same, so that nothing that a manager typed is markup.
pub fn name(speak: &Speaker<'_>, name: &str) -> String {
    inert(&plain_name(speak, name))
}

/// Several schedules, one a line: where, when, from what, and what comes next.
pub fn list(speak: &Speaker<'_>, bank: &CurrentBank, schedules: &[Configured]) -> String {
    let lines = schedules.iter().map(|schedule| {
        let of = &schedule.settings;
        let next = match schedule.upcoming.first().filter(|_| !schedule.paused) {
            Some(due) => moment::relative(due.at),
            None => speak.say("schedule-is-paused"),
        };
        let mut parts = vec![
            format!("**{}**", name(speak, &schedule.name)),
            format!("<#{}>", of.channel),
            format!("{} {}", days(speak, of.days), moment::clock(speak, of.time)),
        ];
        if !of.sections.is_empty() {
            parts.push(sections(bank, of));
        }
        if let Some(difficulty) = of.difficulty {
            parts.push(speak.say(super::question::difficulty_key(difficulty)));
        }
        parts.push(next);
        format!("- {}", parts.join(" · "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn sections(bank: &CurrentBank, of: &Settings) -> String {
    let names = of.sections.iter().map(|id| bank.section(id).map_or(id.as_str(), |section| section.name.as_str()));
    names.collect::<Vec<_>>().join(", ")
}

/// The next five questions; while the schedule is paused there is none.
pub fn upcoming(speak: &Speaker<'_>, configured: &Configured) -> String {
    if configured.paused {
        return speak.say("settings-paused");
    }
    format!("**{}**\n{}", speak.say("settings-upcoming"), dates(configured))
}

fn dates(configured: &Configured) -> String {
    let dates = configured.upcoming.iter().map(|due| moment::with_weekday(due.at));
    dates.collect::<Vec<_>>().join("\n")
}

/// Whether a look at the channel found nothing to be done.
pub fn is_well(look: Option<&Look>) -> bool {
    look.is_some_and(|look| look.missing.is_empty() && look.timed_out_until.is_none() && look.ping == Ping::Heard)
}

/// Whether the server has weekly ceremonies, and when the next one is.
pub fn weekly(speak: &Speaker<'_>, next: Option<DateTime<Utc>>) -> String {
    match next {
        Some(next) => speak.say_with("settings-weekly-on", &[("next", moment::with_weekday(next).into())]),
        None => speak.say("settings-weekly-off"),
    }
}

/// What a look at the channel found, one paragraph each.
pub fn look(speak: &Speaker<'_>, settings: &Settings, look: Option<&Look>) -> Vec<String> {
    let mut parts = vec![place(speak, settings.channel, look)];
    let Some(look) = look else {
        return parts;
    };
    parts.extend(look.optional.iter().map(|name| {
        let named = speak.say(&format!("permission-{name}"));
        format!("-# {}", speak.say_with("permissions-optional", &[("permission", named.into())]))
    }));
    let role = settings.ping.map(|role| format!("<@&{role}>")).unwrap_or_default();
    match look.ping {
        Ping::Heard => {}
        Ping::Unheard => parts.push(speak.say_with("ping-unheard", &[("role", role.into())])),
        Ping::Gone => parts.push(speak.say("ping-gone")),
    }
    parts
}

/// What the bot may do in a channel that was looked at.
pub fn place(speak: &Speaker<'_>, channel: ChannelId, look: Option<&Look>) -> String {
    let channel = format!("<#{channel}>");
    let Some(look) = look else {
        return speak.say_with("permissions-unknown", &[("channel", channel.into())]);
    };
    match (&look.missing[..], look.timed_out_until) {
        ([], _) => speak.say_with("permissions-complete", &[("channel", channel.into())]),
        (["channel"], _) => speak.say("trouble-channel"),
        (_, Some(until)) => speak.say_with("permissions-timed-out", &[("until", moment::full(until).into())]),
        (missing, None) => {
            let (extras, needed): (Vec<&str>, Vec<&str>) =
                missing.iter().copied().partition(|name| permissions::is_for_extras(name));
            let extras_key =
                if needed.is_empty() { "permissions-missing-extras" } else { "permissions-missing-extras-too" };
            let mut lines = Vec::new();
            for (key, names) in [("permissions-missing", needed), (extras_key, extras)] {
                if !names.is_empty() {
                    lines.push(speak.say_with(key, &[("channel", channel.clone().into())]));
                    lines
                        .extend(names.iter().map(|name| format!("- **{}**", speak.say(&format!("permission-{name}")))));
                }
            }
            lines.push(speak.say("permissions-how"));
            lines.join("\n")
        }
    }
}
