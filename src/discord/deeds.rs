//! What managers confirm: asks once, naming the question or the day, does it, and offers the way back.

use chrono::NaiveDate;
use serenity::all::{ButtonStyle, CreateActionRow, CreateButton};

use super::button::{ButtonId, Deed};
use super::call::Call;
use super::message::Message;
use super::render::{moment, named_days, question as draw, season, settings};
use super::words::Speaker;
use crate::actions::close_round::{CloseOutcome, close_round, round_to_close};
use crate::actions::end_season::{EndOutcome, If, Stage, end_season, season_to_end};
use crate::actions::recount_round::{MEMBERS_AT_ONCE, continue_recount};
use crate::actions::restore_round::{RestoreOutcome, restore_round};
use crate::actions::skip_round::{SkipOutcome, UnskipOutcome, day_to_skip, skip_round, unskip_round};
use crate::actions::stop_repeat::{StopOutcome, stop_repeat};
use crate::actions::void_round::{VoidOutcome, round_to_void, void_round};
use crate::domain::ids::{MemberId, RoundId, ScheduleId, SeasonId};
use crate::domain::schedule::Due;
use crate::domain::season::Season;
use crate::store::StoreError;
use crate::store::editions::Drawn;

/// Asks whether a round is to close: the named one, else the newest open.
pub(super) async fn ask_to_close(call: &Call, asked: Option<RoundId>) -> Result<Message, StoreError> {
    let (server, at) = (call.server, call.at);
    let found = call.app.store.read(move |tx| round_to_close(tx, server, asked, at)).await?;
    let Some((drawn, answered)) = found else {
        // Whether there is none or it is over, is said as if it was confirmed; it changes nothing.
        return close(call, asked).await;
    };
    let speak = call.app.words.speak(call.language);
    let parts = [("title", title(&speak, &drawn).into()), ("count", answered.into())];
    let question = speak.say_with("round-close-ask", &parts);
    Ok(ask(&speak, question, Deed::Close(drawn.round.id), "confirm-close", call.member))
}

/// Asks whether a round is to be void: the named one, else the newest posted.
pub(super) async fn ask_to_void(call: &Call, asked: Option<RoundId>) -> Result<Message, StoreError> {
    let server = call.server;
    let found = call.app.store.read(move |tx| round_to_void(tx, server, asked)).await?;
    let Some((drawn, answered)) = found else {
        return void(call, asked).await;
    };
    let speak = call.app.words.speak(call.language);
    let parts = [("title", title(&speak, &drawn).into()), ("count", answered.into())];
    let question = speak.say_with("round-void-ask", &parts);
    Ok(ask(&speak, question, Deed::Void(drawn.round.id), "confirm-void", call.member))
}

/// Asks whether a schedule is to leave its next day out: the named one, else the first.
pub(super) async fn ask_to_skip(call: &Call, asked: Option<ScheduleId>) -> Result<Message, StoreError> {
    let (server, at) = (call.server, call.at);
    let found = call.app.store.read(move |tx| day_to_skip(tx, server, asked, at)).await?;
    let speak = call.app.words.speak(call.language);
    let Some(found) = found else {
        return Ok(Message::text(speak.say("settings-not-set-up")));
    };
    let day = ("day", moment::day(&speak, found.day).into());
    let question = match &found.named {
        Some(name) => speak.say_with("round-skip-ask-one", &[day, ("name", settings::name(&speak, name).into())]),
        None => speak.say_with("round-skip-ask", &[day]),
    };
    Ok(ask(&speak, question, Deed::Skip(found.schedule, found.day), "confirm-skip", call.member))
}

/// Asks whether the season that runs is to end now.
pub(super) async fn ask_to_end_season(call: &Call) -> Result<Message, StoreError> {
    let (server, at) = (call.server, call.at);
    let speak = call.app.words.speak(call.language);
    let (found, stage) = match call.app.store.read(move |tx| season_to_end(tx, server, at)).await {
        Ok(Some(found)) => found,
        Ok(None) => return Ok(Message::text(speak.say("season-none-running"))),
        Err(error) if error.is_unreadable() => return Ok(Message::text(speak.say("season-damaged"))),
        Err(error) => return Err(error),
    };
    let question = season::end_asked(&speak, &found, stage);
    let (deed, label) = match stage {
        Stage::Played => (Deed::EndSeason(found.id), "confirm-end-season"),
        Stage::Ahead | Stage::Empty => (Deed::CancelSeason(found.id), "confirm-cancel-season"),
    };
    let mut buttons = vec![confirm(&speak, deed, label, call.member, ButtonStyle::Danger)];
    if found.repeats {
        let stop = Deed::StopRepeat(found.id);
        buttons.push(confirm(&speak, stop, "confirm-stop-repeat", call.member, ButtonStyle::Primary));
    }
    buttons.push(leave(&speak, call.member));
    Ok(Message::text(question).with_rows(vec![CreateActionRow::Buttons(buttons)]))
}

fn ask(speak: &Speaker<'_>, question: String, deed: Deed, label: &str, member: MemberId) -> Message {
    let buttons = vec![confirm(speak, deed, label, member, ButtonStyle::Danger), leave(speak, member)];
    Message::text(question).with_rows(vec![CreateActionRow::Buttons(buttons)])
}

fn confirm(speak: &Speaker<'_>, deed: Deed, label: &str, member: MemberId, style: ButtonStyle) -> CreateButton {
    CreateButton::new(ButtonId::Do(deed, member).to_string()).label(speak.say(label)).style(style)
}

fn leave(speak: &Speaker<'_>, member: MemberId) -> CreateButton {
    let id = ButtonId::Leave(member).to_string();
    CreateButton::new(id).label(speak.say("confirm-leave")).style(ButtonStyle::Secondary)
}

/// Does what a manager confirmed, and says what came of it.
pub(super) async fn perform(call: &Call, deed: Deed) -> Result<Message, StoreError> {
    match deed {
        Deed::Close(round) => close(call, Some(round)).await,
        Deed::Void(round) => void(call, Some(round)).await,
        Deed::Restore(round) => restore(call, Some(round)).await,
        Deed::Skip(schedule, day) => skip(call, schedule, day).await,
        Deed::Unskip(schedule, day) => unskip(call, Some(schedule), Some(day)).await,
        Deed::EndSeason(season) => end_of_season(call, season, If::Anyway).await,
        Deed::CancelSeason(season) => end_of_season(call, season, If::NobodyPlayed).await,
        Deed::StopRepeat(season) => end_of_repeats(call, season).await,
    }
}

async fn close(call: &Call, asked: Option<RoundId>) -> Result<Message, StoreError> {
    let (server, at) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| close_round(tx, server, asked, at)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Message::text(match outcome {
        CloseOutcome::Closed(round) => speak.say_with("round-closed", &[("title", title(&speak, &round).into())]),
        CloseOutcome::IsOver(round) => speak.say_with("round-is-over", &[("title", title(&speak, &round).into())]),
        CloseOutcome::NoRound => speak.say("round-none-open"),
        CloseOutcome::NotSetUp => speak.say("settings-not-set-up"),
    }))
}

async fn end_of_season(call: &Call, asked: SeasonId, only_if: If) -> Result<Message, StoreError> {
    let (server, at) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| end_season(tx, server, asked, only_if, at)).await?;
    let speak = call.app.words.speak(call.language);
    let named = |key: &str, over: &Season| speak.say_with(key, &[("name", named_days::name(&speak, over).into())]);
    Ok(Message::text(match &outcome {
        EndOutcome::Ended(over) => named("season-ended", over),
        EndOutcome::Cancelled(over) => named("season-cancelled", over),
        EndOutcome::CancelledEmpty(over) => named("season-cancelled-empty", over),
        EndOutcome::IsOver(over) => named("season-is-over", over),
        EndOutcome::IsPlayed => return ask_to_end_season(call).await,
        EndOutcome::NoSeason => speak.say("season-none-running"),
        EndOutcome::Damaged => speak.say("season-damaged"),
    }))
}

async fn end_of_repeats(call: &Call, season: SeasonId) -> Result<Message, StoreError> {
    let (server, at) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| stop_repeat(tx, server, season, at)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Message::text(match &outcome {
        StopOutcome::Stopped(last) => {
            let name = ("name", named_days::name(&speak, last).into());
            speak.say_with("season-repeats-no-more", &[name, ("days", named_days::days(&speak, last).into())])
        }
        StopOutcome::IsOver(over) => {
            speak.say_with("season-is-over", &[("name", named_days::name(&speak, over).into())])
        }
        StopOutcome::NoSeason => speak.say("season-none-running"),
        StopOutcome::Damaged => speak.say("season-damaged"),
    }))
}

async fn void(call: &Call, asked: Option<RoundId>) -> Result<Message, StoreError> {
    let (server, at) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| void_round(tx, server, asked, at)).await?;
    while call.app.store.write(move |tx| continue_recount(tx, MEMBERS_AT_ONCE, at)).await? {}
    let speak = call.app.words.speak(call.language);
    let (word, round) = match outcome {
        VoidOutcome::Void { round, answered } => {
            let parts = [("title", title(&speak, &round).into()), ("count", answered.into())];
            (speak.say_with("round-voided", &parts), round)
        }
        VoidOutcome::AlreadyVoid(round) => {
            (speak.say_with("round-already-void", &[("title", title(&speak, &round).into())]), round)
        }
        VoidOutcome::NoRound => return Ok(Message::text(speak.say("round-none-to-void"))),
        VoidOutcome::NotSetUp => return Ok(Message::text(speak.say("settings-not-set-up"))),
    };
    Ok(with_way_back(&speak, word, Deed::Restore(round.round.id), "undo-void", call.member))
}

/// Takes the void of a round back: of the named one, else of the newest.
pub(super) async fn restore(call: &Call, asked: Option<RoundId>) -> Result<Message, StoreError> {
    let (server, at) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| restore_round(tx, server, asked, at)).await?;
    while call.app.store.write(move |tx| continue_recount(tx, MEMBERS_AT_ONCE, at)).await? {}
    let speak = call.app.words.speak(call.language);
    Ok(Message::text(match outcome {
        RestoreOutcome::Restored { round, answered } => {
            let parts = [("title", title(&speak, &round).into()), ("count", answered.into())];
            speak.say_with("round-restored", &parts)
        }
        RestoreOutcome::IsNotVoid(round) => {
            speak.say_with("round-is-not-void", &[("title", title(&speak, &round).into())])
        }
        RestoreOutcome::NoRound => speak.say("round-none-to-restore"),
        RestoreOutcome::NotSetUp => speak.say("settings-not-set-up"),
    }))
}

async fn skip(call: &Call, schedule: ScheduleId, day: NaiveDate) -> Result<Message, StoreError> {
    let (server, at) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| skip_round(tx, server, schedule, day, at)).await?;
    let speak = call.app.words.speak(call.language);
    let said = |key: &str, next: Option<Due>| match next {
        Some(next) => {
            let next = ("next", moment::with_weekday(next.at).into());
            speak.say_with(key, &[("day", moment::day(&speak, day).into()), next])
        }
        None => speak.say_with("round-skipped-paused", &[("day", moment::day(&speak, day).into())]),
    };
    let word = match outcome {
        SkipOutcome::Skipped { next, .. } => said("round-skipped", next),
        SkipOutcome::AlreadySkipped { next, .. } => said("round-already-skipped", next),
        SkipOutcome::TooLate { day } => {
            let day = ("day", moment::day(&speak, day).into());
            return Ok(Message::text(speak.say_with("round-skip-too-late", &[day])));
        }
        SkipOutcome::NoSchedule => return Ok(Message::text(speak.say("schedule-none"))),
    };
    Ok(with_way_back(&speak, word, Deed::Unskip(schedule, day), "undo-skip", call.member))
}

/// Takes a wanted skip back: of the named day, else of the last one.
pub(super) async fn unskip(
    call: &Call,
    schedule: Option<ScheduleId>,
    day: Option<NaiveDate>,
) -> Result<Message, StoreError> {
    let (server, at) = (call.server, call.at);
    let outcome = call.app.store.write(move |tx| unskip_round(tx, server, schedule, day, at)).await?;
    let speak = call.app.words.speak(call.language);
    Ok(Message::text(match outcome {
        UnskipOutcome::Back { day, at: None } => {
            speak.say_with("round-unskipped-paused", &[("day", moment::day(&speak, day).into())])
        }
        UnskipOutcome::Back { day, at: Some(due) } if due <= at => {
            speak.say_with("round-unskipped-now", &[("day", moment::day(&speak, day).into())])
        }
        UnskipOutcome::Back { day, at: Some(due) } => {
            let parts = [("day", moment::day(&speak, day).into()), ("at", moment::with_weekday(due).into())];
            speak.say_with("round-unskipped", &parts)
        }
        UnskipOutcome::NotSkipped { day } => {
            speak.say_with("round-not-skipped", &[("day", moment::day(&speak, day).into())])
        }
        UnskipOutcome::NothingSkipped => speak.say("round-none-skipped"),
        UnskipOutcome::NotSetUp => speak.say("settings-not-set-up"),
    }))
}

fn with_way_back(speak: &Speaker<'_>, word: String, deed: Deed, label: &str, member: MemberId) -> Message {
    let back =
        CreateButton::new(ButtonId::Do(deed, member).to_string()).label(speak.say(label)).style(ButtonStyle::Secondary);
    Message::text(word).with_rows(vec![CreateActionRow::Buttons(vec![back])])
}

/// The day and the question of a round.
fn title(speak: &Speaker<'_>, drawn: &Drawn) -> String {
    let title = drawn.sheet.as_ref().map(|sheet| draw::title(speak, sheet.edition()));
    format!("{} · {}", moment::day(speak, drawn.round.day), title.unwrap_or_default())
}
