//! What presses of buttons, picks of menus and sent forms lead to.

pub mod answer;
pub mod explain;
pub mod leaderboard;
pub mod privacy;
pub mod report;

use super::button::ButtonId;
use super::call::Call;
use super::failure::Failure;
use super::reply::Reply;
use crate::domain::choice::Choice;

/// Does what a pressed button or a menu with picked values asks for.
pub async fn press(call: &mut Call, id: ButtonId, values: &[String]) -> Result<Reply, Failure> {
    match id {
        ButtonId::Answer(round, letter) => answer::press(call, round, Choice::of([letter])).await,
        ButtonId::Select(round) => answer::press(call, round, picked(values)).await,
        ButtonId::Explain(round) => explain::press(call, round).await,
        ButtonId::Board(window, turn) => leaderboard::press(call, window, turn).await,
        ButtonId::Forget(member) => privacy::forget(call, member).await,
        ButtonId::Keep(member) => Ok(privacy::keep(call, member)),
        ButtonId::Report(question) => Ok(report::press(call, &question)),
    }
}

/// Takes a form that was sent; `None` for one that is not ours.
pub async fn submit(call: &mut Call, id: ButtonId, text: &str) -> Option<Result<Reply, Failure>> {
    match id {
        ButtonId::Report(question) => Some(report::submit(call, &question, text).await),
        _ => None,
    }
}

fn picked(values: &[String]) -> Choice {
    Choice::parse(&values.concat()).unwrap_or_default()
}
