//! Draws a server's settings, what comes next, and what the bot is missing.

use chrono::Weekday;

use super::inert::inert;
use super::moment;
use crate::actions::configure_server::Configured;
use crate::discord::permissions::{Look, Ping};
use crate::discord::words::Speaker;
use crate::domain::current_bank::CurrentBank;
use crate::domain::settings::{Days, Feedback, Pin, Settings, Thread};

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

/// All settings, one a line.
pub fn all(speak: &Speaker<'_>, bank: &CurrentBank, configured: &Configured) -> String {
    let of = &configured.settings;
    let feedback = match of.feedback {
        Feedback::Instant => "settings-feedback-instant",
        Feedback::AtClose => "settings-feedback-at-close",
    };
    let thread = match of.thread {
        Thread::Open => "settings-thread-open",
        Thread::None => "settings-thread-none",
    };
    let lines = [
        ("settings-channel", format!("<#{}>", of.channel)),
        ("settings-time", format!("{} ({})", of.time.format("%H:%M"), of.zone.name())),
        ("settings-days", days(speak, of.days)),
        ("settings-language", speak.say(&format!("language-{}", of.language.code()))),
        ("settings-feedback", speak.say(feedback)),
        ("settings-open-for", speak.say_with("settings-hours", &[("hours", of.open_for.num_hours().into())])),
        ("settings-ping", of.ping.map_or_else(|| speak.say("settings-ping-none"), |role| format!("<@&{role}>"))),
        ("settings-thread", speak.say(thread)),
        ("settings-pin", speak.say(if of.pin == Pin::Newest { "settings-pin-newest" } else { "settings-pin-none" })),
        (
            "settings-sections",
            if of.sections.is_empty() { speak.say("settings-sections-all") } else { sections(bank, of) },
        ),
        (
            "settings-difficulty",
            of.difficulty.map_or_else(
                || speak.say("settings-difficulty-all"),
                |difficulty| speak.say(super::question::difficulty_key(difficulty)),
            ),
        ),
        ("settings-grace", speak.say_with("settings-hours", &[("hours", of.grace.num_hours().into())])),
    ];
    let lines = lines.iter().map(|(key, value)| format!("- **{}** {value}", speak.say(key)));
    // Which of several it is, has to be said.
    let named =
        configured.is_one_of_many.then(|| format!("- **{}** {}", speak.say("settings-name"), name(&configured.name)));
    named.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
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

/// A name that a manager typed, so that nothing in it is markup.
pub fn name(name: &str) -> String {
    inert(name)
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
            format!("**{}**", name(&schedule.name)),
            format!("<#{}>", of.channel),
            format!("{} {}", days(speak, of.days), of.time.format("%H:%M")),
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
    let dates = configured.upcoming.iter().map(|due| format!("- {}", moment::with_weekday(due.at)));
    format!("{}\n{}", speak.say("settings-upcoming"), dates.collect::<Vec<_>>().join("\n"))
}

/// What a look at the channel found, one paragraph each; `None` when the look did not finish.
pub fn look(speak: &Speaker<'_>, settings: &Settings, look: Option<&Look>) -> Vec<String> {
    let channel = format!("<#{}>", settings.channel);
    let Some(look) = look else {
        return vec![speak.say_with("permissions-unknown", &[("channel", channel.into())])];
    };
    let mut parts = vec![match (&look.missing[..], look.timed_out_until) {
        ([], _) => speak.say_with("permissions-complete", &[("channel", channel.into())]),
        (["channel"], _) => speak.say("trouble-channel"),
        (_, Some(until)) => speak.say_with("permissions-timed-out", &[("until", moment::full(until).into())]),
        (missing, None) => {
            let names = missing.iter().map(|name| format!("- **{}**", speak.say(&format!("permission-{name}"))));
            let head = speak.say_with("permissions-missing", &[("channel", channel.into())]);
            format!("{head}\n{}\n{}", names.collect::<Vec<_>>().join("\n"), speak.say("permissions-how"))
        }
    }];
    let role = settings.ping.map(|role| format!("<@&{role}>")).unwrap_or_default();
    match look.ping {
        Ping::Heard => {}
        Ping::Unheard => parts.push(speak.say_with("ping-unheard", &[("role", role.into())])),
        Ping::Gone => parts.push(speak.say("ping-gone")),
    }
    parts
}
