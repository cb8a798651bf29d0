//! Draws a member's figures: what is weakest comes first.

use serenity::all::CreateEmbed;

use super::inert::inert;
use super::question as draw;
use crate::actions::show_stats::MemberStats;
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::language::Language;
use crate::domain::stats::Tally;

/// The figures of one member.
pub fn body(words: &Words, of: &MemberStats, language: Language) -> Message {
    let speak = words.speak(language);
    let name = of.name.as_ref().map(|name| inert(&cut(name, 32))).filter(|name| !name.is_empty());
    let head = speak.say_with(
        "stats-title",
        &[("name", name.map_or_else(|| format!("<@{}>", of.member), |name| format!("**{name}**")).into())],
    );
    if of.stats.total.answered == 0 {
        return Message::text(format!("{head}\n{}", speak.say("stats-none")));
    }
    let total = of.stats.total;
    let figures = speak.say_with(
        "stats-figures",
        &[
            ("answered", total.answered.into()),
            ("right", total.right.into()),
            ("accuracy", total.percent().into()),
            ("points", of.points.into()),
        ],
    );
    let streaks = speak.say_with("stats-streaks", &[("streak", of.streak.into()), ("best", of.best_streak.into())]);
    let sections = of.stats.sections.iter().map(|(section, tally)| line(&speak, &section.name, *tally));
    let domains = of
        .stats
        .domains
        .iter()
        .map(|(domain, tally)| line(&speak, &speak.say(&format!("domain-{}", domain.number())), *tally));
    let parts = [
        format!("{figures}\n{streaks}"),
        format!("**{}**\n{}", speak.say("stats-by-section"), sections.collect::<Vec<_>>().join("\n")),
        format!("**{}**\n{}", speak.say("stats-by-domain"), domains.collect::<Vec<_>>().join("\n")),
    ];
    let embed = CreateEmbed::new().description(format!("{head}\n\n{}", parts.join("\n\n"))).color(draw::CALM);
    Message::embed(embed)
}

fn line(speak: &Speaker<'_>, name: &str, tally: Tally) -> String {
    let arguments = [
        ("name", name.to_owned().into()),
        ("accuracy", tally.percent().into()),
        ("right", tally.right.into()),
        ("answered", tally.answered.into()),
    ];
    format!("- {}", speak.say_with("stats-line", &arguments))
}
