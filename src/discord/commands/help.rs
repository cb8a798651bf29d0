//! `/help`: how it works in this server, from its settings and from the rules themselves.

use serenity::all::CreateEmbed;

use super::{Audience, Command, is_manager};
use crate::actions::configure_server::{Configured, show_settings};
use crate::actions::list_rounds::open_feedback;
use crate::actions::show_today::{Today, show_today};
use crate::discord::call::Call;
use crate::discord::message::Message;
use crate::discord::render::{moment, question as draw, rounds, settings};
use crate::discord::reply::{Reply, Thinking, Visibility};
use crate::discord::words::Speaker;
use crate::domain::question::Difficulty;
use crate::domain::scoring::{STREAK_COUNTS_UP_TO, base_points};
use crate::domain::settings::{Feedback, Freezes};
use crate::domain::streak::{DAYS_FOR_A_FREEZE, MOST_HELD};
use crate::store::{ReadTx, StoreError};

pub(super) const COMMAND: Command = Command {
    name: "help",
    audience: Audience::Members,
    thinking: Some(Thinking::Private),
    define: |_, command| command,
    run: |call, _| Box::pin(run(call)),
    complete: None,
};

/// Answers it.
async fn run(call: &mut Call) -> Result<Reply, StoreError> {
    let (server, member, at) = (call.server, call.member, call.at);
    let read = move |tx: &ReadTx<'_>| {
        Ok((show_settings(tx, server, None)?, open_feedback(tx, server)?, show_today(tx, server, member, at)?))
    };
    let (configured, now, today) = call.app.store.read(read).await?;
    let speak = call.app.words.speak(call.language);
    let mut lines = match &configured {
        Some(configured) => here(&speak, configured, now),
        None => vec![speak.say("today-not-set-up")],
    };
    if let Today::Stuck { day, stuck } = &today {
        lines.insert(0, rounds::stuck_today(&speak, *day, stuck));
    }
    lines.push(speak.say_with(
        "help-scoring",
        &[
            ("easy", base_points(Difficulty::Easy).into()),
            ("medium", base_points(Difficulty::Medium).into()),
            ("hard", base_points(Difficulty::Hard).into()),
        ],
    ));
    lines.push(speak.say_with("help-streak", &[("most", STREAK_COUNTS_UP_TO.into())]));
    lines.push(freezes(&speak, configured.as_ref()));
    lines.push(speak.say("help-commands"));
    if is_manager(call) {
        lines.push(speak.say("help-managers"));
    }
    let bank = &call.app.bank;
    let source = speak.say_with(
        "help-source",
        &[
            ("title", bank.title.get(call.language).into()),
            ("license", bank.license.replace("CC-BY-", "CC BY ").into()),
        ],
    );
    lines.push(format!("-# {source}"));
    let embed = CreateEmbed::new().title(speak.say("help-title")).description(lines.join("\n\n")).color(draw::CALM);
    Ok(Reply::Message(Message::embed(embed), Visibility::OnlyYou))
}

/// How freezes work here; as in a new server where nothing is set up.
fn freezes(speak: &Speaker<'_>, configured: Option<&Configured>) -> String {
    if configured.is_some_and(|configured| configured.settings.freezes == Freezes::Off) {
        return speak.say("help-freezes-off");
    }
    speak.say_with("help-freezes", &[("days", DAYS_FOR_A_FREEZE.into()), ("most", MOST_HELD.into())])
}

/// What holds in this server; `now` is the feedback of the open question.
fn here(speak: &Speaker<'_>, configured: &Configured, now: Option<Feedback>) -> Vec<String> {
    let of = &configured.settings;
    let next = configured.upcoming.first().map(|due| moment::relative(due.at)).unwrap_or_default();
    let when = [
        ("days", settings::days(speak, of.days).into()),
        ("time", moment::clock(speak, of.time).into()),
        ("zone", of.zone.name().into()),
        ("channel", of.channel.to_string().into()),
    ];
    let mut lines = vec![if configured.paused {
        speak.say_with("help-paused", &when)
    } else {
        let [days, time, zone, channel] = when;
        speak.say_with("help-when", &[days, time, zone, channel, ("next", next.into())])
    }];
    lines.push(speak.say_with("help-answer", &[("hours", of.open_for.num_hours().into())]));
    lines.push(speak.say(match now.unwrap_or(of.feedback) {
        Feedback::Instant => "help-instant",
        Feedback::AtClose => "help-at-close",
    }));
    lines.extend(settings::from_next_question(speak, of.feedback, now));
    lines
}
