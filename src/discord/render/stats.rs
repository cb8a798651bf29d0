//! Draws a member's figures: what is weakest comes first.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton, CreateEmbed};

use super::inert::inert;
use super::{bar, freezes, question as draw};
use crate::actions::show_stats::MemberStats;
use crate::discord::button::ButtonId;
use crate::discord::message::{Message, cut};
use crate::discord::words::{Speaker, Words};
use crate::domain::language::Language;
use crate::domain::stats::{ENOUGH, Tally};

/// How many sections are drawn before all are asked for.
const FIRST: usize = 5;

/// How much of the figures is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The sections that need work most, with a button for the others.
    Weakest,
    /// Every section.
    All,
}

/// Where the exam domains are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domains {
    /// In the picture below, with its words.
    InPicture,
    /// As text, where there is no picture.
    InText,
}

/// The figures of one member.
pub fn body(words: &Words, of: &MemberStats, detail: Detail, domains: Domains, language: Language) -> Message {
    let speak = words.speak(language);
    let name = of.name.as_ref().map(|name| inert(&cut(name, 32))).filter(|name| !name.is_empty());
    let name = name.map_or_else(|| format!("<@{}>", of.member), |name| format!("**{name}**"));
    let owner = speak.say_with("stats-title", &[("name", name.into())]);
    let total = of.stats.total;
    if total.answered == 0 {
        return Message::text(format!("{owner}\n{}", speak.say("stats-none")));
    }
    let figures = speak.say_with(
        "stats-figures",
        &[("answered", total.answered.into()), ("right", total.right.into()), ("accuracy", total.percent().into())],
    );
    let points = speak.say_with("stats-points", &[("points", of.points.into())]);
    let streaks = speak.say_with("stats-streaks", &[("streak", of.streak.into()), ("best", of.best_streak.into())]);
    let shown = if detail == Detail::All { of.stats.sections.len() } else { FIRST };
    let sections = of.stats.sections.iter().take(shown).map(|(section, tally)| line(*tally, &section.name));
    let told = of.stats.domains.iter().filter(|_| domains == Domains::InText).map(|(domain, tally)| {
        let name = speak.say(&format!("domain-{}", domain.number()));
        line(*tally, &name)
    });
    let held = freezes::held(&speak, &of.freezes).map(|held| format!("\n{held}")).unwrap_or_default();
    let mut parts = vec![format!("{owner}\n## {figures}\n{points} · {streaks}{held}")];
    parts.extend(table(&speak, "stats-by-domain", told));
    parts.extend(table(&speak, "stats-by-section", sections));
    let few = of.stats.sections.iter().take(shown).filter(|(_, tally)| tally.answered < ENOUGH).count();
    if (1..of.stats.sections.len().min(shown)).contains(&few) {
        parts.push(format!("-# {}", speak.say_with("stats-few", &[("count", ENOUGH.into())])));
    }
    let embed = CreateEmbed::new().description(parts.join("\n\n")).color(draw::CALM);
    let more = of.stats.sections.len() > shown;
    let rows = more.then(|| CreateActionRow::Buttons(vec![all_sections(&speak, of)]));
    Message::embed(embed).with_rows(rows.into_iter().collect())
}

/// Lines under a heading; `None` without any.
fn table(speak: &Speaker<'_>, heading: &str, lines: impl Iterator<Item = String>) -> Option<String> {
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| format!("**{}**\n{}", speak.say(heading), lines.join("\n")))
}

/// The bar first, so that all bars begin at the edge.
fn line(tally: Tally, name: &str) -> String {
    format!("{} **{}%** {name} ({}/{})", bar::of(tally), tally.percent(), tally.right, tally.answered)
}

fn all_sections(speak: &Speaker<'_>, of: &MemberStats) -> CreateButton {
    CreateButton::new(ButtonId::Sections(of.member).to_string())
        .label(speak.say("button-sections"))
        .style(ButtonStyle::Secondary)
}
