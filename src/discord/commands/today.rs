//! `/today`: the open question with its buttons, for whoever asks.

use super::{Audience, Command};
use crate::actions::show_today::{Today, show_today};
use crate::discord::call::Call;
use crate::discord::message::Message;
use crate::discord::render::{buttons, moment, question as draw, rounds, verdict};
use crate::discord::reply::{Reply, Thinking, Visibility};
use crate::discord::words::Speaker;
use crate::domain::settings::Feedback;
use crate::domain::verdict::Verdict;
use crate::store::StoreError;
use crate::store::answers::Answer;
use crate::store::editions::Drawn;

pub(super) const COMMAND: Command = Command {
    name: "today",
    audience: Audience::Members,
    thinking: Some(Thinking::Private),
    define: |_, command| command,
    run: |call, _| Box::pin(run(call)),
    complete: None,
};

/// Answers it.
async fn run(call: &mut Call) -> Result<Reply, StoreError> {
    let (server, member, at) = (call.server, call.member, call.at);
    let today = call.app.store.read(move |tx| show_today(tx, server, member, at)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(match today {
        Today::Open { drawn, answer, answered, others } => open(&speak, &drawn, answer.as_ref(), answered, others),
        Today::Stuck { day, stuck } => Reply::private(rounds::stuck_today(&speak, day, &stuck)),
        Today::Nothing { next: Some(next) } => {
            Reply::private(speak.say_with("today-nothing", &[("next", moment::relative(next.at).into())]))
        }
        Today::Nothing { next: None } => Reply::private(speak.say("today-paused")),
        Today::NotSetUp => Reply::private(speak.say("today-not-set-up")),
    })
}

fn open(
    speak: &Speaker<'_>,
    Drawn { round, sheet }: &Drawn,
    answer: Option<&Answer>,
    answered: u32,
    others: usize,
) -> Reply {
    let Some(sheet) = sheet else {
        return Reply::private(speak.say("answer-gone"));
    };
    let mut lines = Vec::new();
    if let Some(answer) = answer {
        let key = match answer.graded {
            Some((Verdict::Right, _)) => "today-right",
            Some((Verdict::Wrong, _)) => "today-wrong",
            None => "today-recorded",
        };
        lines.push(speak.say_with(key, &[("choice", verdict::spaced(answer.choice).into())]));
    }
    if others > 0 {
        lines.push(speak.say_with("today-others", &[("count", u32::try_from(others).unwrap_or(u32::MAX).into())]));
    }
    let embed = draw::open(speak, sheet, round.closes_at, answered);

    let is_final = answer.is_some() && round.feedback == Feedback::Instant;
    let rows = if is_final {
        vec![buttons::after_answer(speak, sheet.edition(), round.id)]
    } else {
        draw::round_controls(speak, sheet, round.id)
    };
    let body = Message { content: lines.join("\n"), embeds: vec![embed], ..Message::default() };
    Reply::Message(body.with_rows(rows), Visibility::OnlyYou)
}
