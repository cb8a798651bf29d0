//! Keeps posts current: the count while a round is open, no buttons when it is over.

use chrono::{DateTime, Utc};

use super::{Poster, Sent};
use crate::actions::record_posting::pause_after;
use crate::discord::render;
use crate::domain::round::Round;
use crate::store::rounds::{self, Outgoing};
use crate::store::{StoreError, servers};
use rest::RestError;

/// Shows the current count on an open round's post.
pub async fn show_count(poster: &Poster, round: Round, answered: u32, now: DateTime<Utc>) -> Sent {
    match try_to_show(poster, &round, answered, now).await {
        Ok(sent) => sent,
        Err(error) => {
            super::log_store_error("record a count", &error);
            Sent::Later
        }
    }
}

async fn try_to_show(poster: &Poster, round: &Round, answered: u32, now: DateTime<Utc>) -> Result<Sent, StoreError> {
    let outcome = edit(poster, round, Look::Open { answered }).await?;
    // A post that cannot be changed is left alone until the next answer.
    let id = round.id;
    poster.app.store.write(move |tx| rounds::set_shown(tx, id, answered, now)).await?;
    Ok(match outcome {
        Ok(()) => Sent::OnTime,
        Err(_) => Sent::Never,
    })
}

/// Takes the buttons off the post of a round that is over.
pub async fn tidy(poster: &Poster, outgoing: Outgoing, now: DateTime<Utc>) -> Sent {
    match try_to_tidy(poster, &outgoing, now).await {
        Ok(sent) => sent,
        Err(error) => {
            super::log_store_error("record a closed post", &error);
            Sent::Later
        }
    }
}

async fn try_to_tidy(poster: &Poster, outgoing: &Outgoing, now: DateTime<Utc>) -> Result<Sent, StoreError> {
    const MOST_TRIES: u32 = 20;
    let id = outgoing.round.id;
    let answered = poster.app.store.read(move |tx| rounds::answered(tx, id)).await?;
    let outcome = edit(poster, &outgoing.round, Look::Over { answered }).await?;
    // A post that is gone, or closed to us, has no buttons to take off; late presses are answered all the same.
    let over = match &outcome {
        Ok(()) => true,
        Err(error) => error.status().is_some() || outgoing.tries >= MOST_TRIES,
    };
    let try_at = now + pause_after(outgoing.tries);
    poster
        .app
        .store
        .write(move |tx| if over { rounds::set_tidied(tx, id) } else { rounds::set_tidy_try(tx, id, try_at) })
        .await?;
    Ok(if over { Sent::OnTime } else { Sent::Later })
}

/// How a post is to look.
enum Look {
    Open { answered: u32 },
    Over { answered: u32 },
}

async fn edit(poster: &Poster, round: &Round, look: Look) -> Result<Result<(), RestError>, StoreError> {
    let app = &poster.app;
    let server = round.server;
    let Some(found) = app.store.read(move |tx| servers::find(tx, server)).await? else {
        return Ok(Ok(()));
    };
    let question = round.question.as_ref().and_then(|id| app.bank.question(id));
    let (Some(question), Some(message)) = (question, round.message) else {
        return Ok(Ok(()));
    };
    let (language, ping) = (found.settings.language, found.settings.ping);
    let post = match look {
        // An edit notifies nobody again, whoever its text mentions.
        Look::Open { answered } => {
            render::question::post(&app.words, &app.bank, question, round, language, ping, answered)
        }
        Look::Over { answered } => {
            render::question::closed_post(&app.words, &app.bank, question, round, language, ping, answered)
        }
    };
    Ok(app.rest.edit_message(round.channel.0, message.0, &post.to_json(), super::until()).await.map(drop))
}
