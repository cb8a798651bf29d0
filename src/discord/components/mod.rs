//! What presses of buttons, picks of menus and sent forms lead to.

mod answer;
mod explain;
mod first;
mod leaderboard;
mod manage;
mod privacy;
mod quiz;
mod report;
mod report_card;
mod result;
mod stats;

use super::button::{ButtonId, Handling, Sheetful, Turn};
use super::call::Call;
use super::commands::attendance;
use super::reply::{Reply, Thinking};
use crate::domain::choice::Choice;
use crate::domain::leaderboard::Period;
use crate::store::StoreError;

/// What is shown when the answer to a press takes a moment; `None` where the answer itself must come first.
pub fn thinking(id: &ButtonId) -> Option<Thinking> {
    match id {
        ButtonId::Answer(..)
        | ButtonId::Select(_)
        | ButtonId::Explain(_)
        | ButtonId::Notes(_)
        | ButtonId::Result(_)
        | ButtonId::First(_)
        | ButtonId::Card(Handling::Void | Handling::Tell, _)
        | ButtonId::LiveBoard(..)
        | ButtonId::Attendance(Sheetful::File, ..)
        | ButtonId::Quiz(_)
        | ButtonId::Board(_, Turn::Own | Turn::Final) => Some(Thinking::Private),
        ButtonId::ExplainPage(..)
        | ButtonId::Sections(_)
        | ButtonId::Board(..)
        | ButtonId::Forget(_)
        | ButtonId::Keep(_)
        | ButtonId::Do(..)
        | ButtonId::Sample(..)
        | ButtonId::Card(..)
        | ButtonId::Leave(_) => Some(Thinking::Silent),
        ButtonId::Attendance(..) => Some(Thinking::Public),
        // A form cannot follow a "thinking".
        ButtonId::Report(_) => None,
    }
}

/// Does what a pressed button or a menu with picked values asks for.
pub async fn press(call: &mut Call, id: ButtonId, values: &[String]) -> Result<Reply, StoreError> {
    match id {
        ButtonId::Answer(round, letter) => answer::press(call, round, Choice::of([letter])).await,
        ButtonId::Select(round) => answer::press(call, round, picked(values)).await,
        ButtonId::Explain(round) => explain::press(call, round).await,
        ButtonId::Card(handling, of) => report_card::press(call, handling, of).await,
        ButtonId::Quiz(button) => quiz::press(call, button, picked(values)).await,
        ButtonId::First(step) => first::press(call, step).await,
        ButtonId::Sample(question, letter) => first::judge(call, question, letter).await,
        ButtonId::Result(round) => result::press(call, round).await,
        ButtonId::ExplainPage(round, page) => explain::turn(call, round, page).await,
        ButtonId::Notes(round) => explain::notes(call, round).await,
        ButtonId::Sections(member) => stats::press(call, member).await,
        ButtonId::Board(of, turn) => leaderboard::press(call, of, turn).await,
        ButtonId::LiveBoard(_, of) => leaderboard::press(call, of, Turn::Own).await,
        ButtonId::Attendance(sheetful, kind, day) => attendance::press(call, sheetful, Period::of(kind, day)).await,
        ButtonId::Forget(member) => privacy::forget(call, member).await,
        ButtonId::Keep(member) => Ok(privacy::keep(call, member)),
        ButtonId::Report(question) => report::press(call, &question).await,
        ButtonId::Do(deed, member) => manage::perform(call, deed, member).await,
        ButtonId::Leave(member) => Ok(manage::leave(call, member)),
    }
}

/// Takes a form that was sent; `None` for one that is not ours.
pub async fn submit(call: &mut Call, id: ButtonId, text: &str) -> Option<Result<Reply, StoreError>> {
    match id {
        ButtonId::Report(question) => Some(report::submit(call, &question, text).await),
        _ => None,
    }
}

fn picked(values: &[String]) -> Choice {
    Choice::parse(&values.concat()).unwrap_or_default()
}
