//! Draws a server's settings, what comes next, and what the bot is missing.

use chrono::Weekday;

use super::moment;
use crate::actions::configure_server::Configured;
use crate::discord::words::Speaker;
use crate::domain::current_bank::CurrentBank;
use crate::domain::ids::ChannelId;
use crate::domain::settings::{Days, Feedback, Thread};

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
    let sections = of.sections.iter().map(|id| bank.section(id).map_or(id.as_str(), |section| section.name.as_str()));
    let sections: Vec<&str> = sections.collect();
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
        (
            "settings-sections",
            if sections.is_empty() { speak.say("settings-sections-all") } else { sections.join(", ") },
        ),
        ("settings-grace", speak.say_with("settings-hours", &[("hours", of.grace.num_hours().into())])),
    ];
    lines.iter().map(|(key, value)| format!("- **{}** {value}", speak.say(key))).collect::<Vec<_>>().join("\n")
}

/// The next five questions; while the schedule is paused there is none.
pub fn upcoming(speak: &Speaker<'_>, configured: &Configured) -> String {
    if configured.paused {
        return speak.say("settings-paused");
    }
    let dates = configured.upcoming.iter().map(|due| format!("- {}", moment::with_weekday(due.at)));
    format!("{}\n{}", speak.say("settings-upcoming"), dates.collect::<Vec<_>>().join("\n"))
}

/// What the bot is missing in the channel; `None` when the look at it did not finish.
pub fn missing(speak: &Speaker<'_>, channel: ChannelId, missing: Option<&[&'static str]>) -> String {
    let channel = format!("<#{channel}>");
    match missing {
        None => speak.say_with("permissions-unknown", &[("channel", channel.into())]),
        Some([]) => speak.say_with("permissions-complete", &[("channel", channel.into())]),
        Some(["channel"]) => speak.say("trouble-channel"),
        Some(missing) => {
            let names = missing.iter().map(|name| format!("- **{}**", speak.say(&format!("permission-{name}"))));
            let head = speak.say_with("permissions-missing", &[("channel", channel.into())]);
            format!("{head}\n{}\n{}", names.collect::<Vec<_>>().join("\n"), speak.say("permissions-how"))
        }
    }
}
