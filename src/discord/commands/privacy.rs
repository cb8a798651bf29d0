//! `/privacy`: a member's own data, as a file or deleted, and whether the boards show it.

use serenity::all::{ButtonStyle, CommandOptionType, CreateActionRow, CreateButton, CreateCommand};

use super::{Audience, Command, define};
use crate::actions::forget_member::export_member;
use crate::actions::hide_member::{HideOutcome, hide_member};
use crate::discord::button::ButtonId;
use crate::discord::call::{Call, Options};
use crate::discord::message::Message;
use crate::discord::render::own_data;
use crate::discord::reply::{Reply, Thinking, Visibility};
use crate::discord::words::Words;
use crate::store::StoreError;
use crate::store::kept::Unreadable;
use rest::Attachment;

/// What `show` can be.
const SHOW: &str = "yes";
const HIDE: &str = "no";

pub(super) const COMMAND: Command = Command {
    name: "privacy",
    audience: Audience::Members,
    thinking: Some(Thinking::Private),
    define,
    run: |call, options| Box::pin(run(call, options)),
    complete: None,
};

fn define(words: &Words, command: CreateCommand) -> CreateCommand {
    let part = |path| define::option(words, path, CommandOptionType::SubCommand);
    let mut show = define::option(words, "privacy-board-show", CommandOptionType::String).required(true);
    for (key, answer) in [("privacy-board-yes", SHOW), ("privacy-board-no", HIDE)] {
        show = define::choice(words, show, key, answer);
    }
    let board = part("privacy-board").add_sub_option(show);
    command.add_option(part("privacy-export")).add_option(part("privacy-delete")).add_option(board)
}

/// Answers it.
async fn run(call: &mut Call, options: &Options<'_>) -> Result<Reply, StoreError> {
    match options.subcommand() {
        Some("delete") => Ok(ask(call)),
        Some("board") => hide(call, options.text("show") == Some(HIDE)).await,
        _ => export(call).await,
    }
}

/// Has the boards of this server show the member, or not.
async fn hide(call: &Call, hide: bool) -> Result<Reply, StoreError> {
    let (server, member, now) = (call.server, call.member, call.at);
    let outcome = call.app.store.write(move |tx| hide_member(tx, server, member, hide, now)).await?;
    let speak = call.app.words.speak(call.language);
    let HideOutcome::Done { gives_roles } = outcome else {
        return Ok(Reply::private(speak.say("today-not-set-up")));
    };
    let (told, roles, small) = if hide {
        ("privacy-board-hidden", "privacy-board-roles-taken", "privacy-board-hidden-small")
    } else {
        ("privacy-board-shown", "privacy-board-roles-back", "privacy-board-shown-small")
    };
    let keys = [Some(told), gives_roles.then_some(roles), Some(small)].into_iter().flatten();
    Ok(Reply::private(keys.map(|key| speak.say(key)).collect::<Vec<_>>().join("\n")))
}

async fn export(call: &Call) -> Result<Reply, StoreError> {
    let member = call.member;
    let kept = call.app.store.read(move |tx| export_member(tx, member)).await?;
    let speak = call.app.words.speak(call.language);
    let lost = kept.unreadable != Unreadable::default();
    let file = Attachment { name: "proctor-my-data.json".to_owned(), bytes: own_data::file(kept), description: None };
    let mut said = speak.say("privacy-export");
    if lost {
        said = format!("{said}\n{}", speak.say("privacy-export-damaged"));
    }
    let body = Message { files: vec![file], ..Message::text(said) };
    Ok(Reply::Message(body, Visibility::OnlyYou))
}

/// Asks whether it is meant.
fn ask(call: &Call) -> Reply {
    let speak = call.app.words.speak(call.language);
    let button = |id: ButtonId, key: &str, style| CreateButton::new(id.to_string()).label(speak.say(key)).style(style);
    let row = CreateActionRow::Buttons(vec![
        button(ButtonId::Forget(call.member), "privacy-confirm", ButtonStyle::Danger),
        button(ButtonId::Keep(call.member), "privacy-keep", ButtonStyle::Secondary),
    ]);
    Reply::Message(Message::text(speak.say("privacy-delete")).with_rows(vec![row]), Visibility::OnlyYou)
}
