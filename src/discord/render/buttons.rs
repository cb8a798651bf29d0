//! The buttons that lead on from a question: its explanation, its notes, the own place, a report.

use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use crate::discord::button::{ButtonId, Turn};
use crate::discord::words::Speaker;
use crate::domain::edition::Edition;
use crate::domain::ids::RoundId;
use crate::domain::leaderboard::PeriodKind;

/// What follows a verdict, which has told why already: the other options, the notes, the own place, a report.
pub fn after_verdict(speak: &Speaker<'_>, edition: &Edition, round: RoundId) -> CreateActionRow {
    let others = button(speak, &ButtonId::Explain(round), "button-others").style(ButtonStyle::Primary);
    further(speak, others, edition, round)
}

/// What follows a question that is answered: the explanation, the notes, the own place, a report.
pub fn after_answer(speak: &Speaker<'_>, edition: &Edition, round: RoundId) -> CreateActionRow {
    further(speak, explain(speak, round), edition, round)
}

fn further(speak: &Speaker<'_>, first: CreateButton, edition: &Edition, round: RoundId) -> CreateActionRow {
    let place = button(speak, &ButtonId::Board(PeriodKind::Month.into(), Turn::Own), "board-mine");
    let buttons = [first].into_iter().chain(notes(speak, edition, round)).chain([place, report(speak, edition)]);
    CreateActionRow::Buttons(buttons.collect())
}

/// What follows a page of an explanation: the pages before and after it, the notes, a report.
pub fn after_explanation(
    speak: &Speaker<'_>,
    edition: &Edition,
    round: RoundId,
    (before, after): (Option<usize>, Option<usize>),
) -> CreateActionRow {
    let turn = |page: Option<usize>, label| page.map(|page| button(speak, &ButtonId::ExplainPage(round, page), label));
    let turns = turn(before, "board-previous").into_iter().chain(turn(after, "board-next"));
    CreateActionRow::Buttons(turns.chain(notes(speak, edition, round)).chain([report(speak, edition)]).collect())
}

/// Leads to the whole explanation.
pub fn explain(speak: &Speaker<'_>, round: RoundId) -> CreateButton {
    button(speak, &ButtonId::Explain(round), "button-explain").style(ButtonStyle::Primary)
}

/// Tells whoever presses what their answer came to.
pub fn own_result(speak: &Speaker<'_>, round: RoundId) -> CreateButton {
    button(speak, &ButtonId::Result(round), "button-result")
}

/// Leads to the notes; `None` for a question without any.
pub fn notes(speak: &Speaker<'_>, edition: &Edition, round: RoundId) -> Option<CreateButton> {
    (!edition.wording().notes.is_empty()).then(|| button(speak, &ButtonId::Notes(round), "button-notes"))
}

/// Opens the form of a report.
pub fn report(speak: &Speaker<'_>, edition: &Edition) -> CreateButton {
    button(speak, &ButtonId::Report(edition.question().clone()), "button-report")
}

fn button(speak: &Speaker<'_>, id: &ButtonId, label: &str) -> CreateButton {
    CreateButton::new(id.to_string()).label(speak.say(label)).style(ButtonStyle::Secondary)
}
