//! Puts a round in its channel: committed before the request, recorded after it, looked for before a late repetition.

use chrono::{DateTime, Utc};

use super::{NONCE_HOLDS, Poster, Sent, missing_access};
use crate::actions::record_posting::{self, AfterFailure, Failure, Posting, Recorded};
use crate::discord::permissions;
use crate::discord::render;
use crate::discord::snowflake;
use crate::domain::ids::MessageId;
use crate::domain::round::{Punctuality, nonce};
use crate::domain::settings::Thread;
use crate::store::rounds::Outgoing;
use crate::store::{StoreError, notices};
use rest::RestError;

/// Posts a round that is due, or finds the post of an earlier try.
pub async fn post_round(poster: &Poster, outgoing: Outgoing, now: DateTime<Utc>) -> Sent {
    match try_to_post(poster, outgoing, now).await {
        Ok(sent) => sent,
        Err(error) => {
            super::log_store_error("record a post", &error);
            Sent::Later
        }
    }
}

async fn try_to_post(poster: &Poster, outgoing: Outgoing, now: DateTime<Utc>) -> Result<Sent, StoreError> {
    let begun = outgoing.clone();
    let begun = poster.app.store.write(move |tx| record_posting::begin_posting(tx, &begun, now)).await?;
    let Some(posting) = begun else {
        return Ok(Sent::Never);
    };

    let may_be_there = posting.sent_at.is_some_and(|sent_at| now - sent_at > NONCE_HOLDS);
    if may_be_there {
        match find_earlier(poster, &posting).await {
            Ok(Some(message)) => return record(poster, &posting, message).await,
            Ok(None) if now - posting.round.due_at > posting.settings.grace => {
                let round = posting.round.id;
                poster.app.store.write(move |tx| record_posting::give_up(tx, round)).await?;
                return Ok(Sent::Never);
            }
            Ok(None) => {}
            Err(failure) => return failed(poster, outgoing, failure, now).await,
        }
    }
    match send(poster, &posting).await {
        Ok(message) => record(poster, &posting, message).await,
        // The same nonce met a message that is gone: someone deleted it, and it is not wanted back.
        Err(error) if error.code() == Some(10_008) => {
            tracing::warn!(round = %posting.round.id, server = %posting.round.server, "the post was deleted before it was recorded; it is not posted again");
            let round = posting.round.id;
            poster.app.store.write(move |tx| record_posting::record_removed(tx, round)).await?;
            Ok(Sent::Never)
        }
        Err(error) => {
            tracing::warn!(round = %posting.round.id, server = %posting.round.server, %error, "could not post a round");
            failed(poster, outgoing, failure_of(&error), now).await
        }
    }
}

async fn send(poster: &Poster, posting: &Posting) -> Result<MessageId, RestError> {
    let Posting { round, settings, .. } = posting;
    let app = &poster.app;
    let question = round.question.as_ref().and_then(|id| app.bank.question(id));
    // A bank that lost the question of a round that is due is our fault, not Discord's.
    let question = question.ok_or_else(|| RestError::NotSent("the bank has no such question".to_owned()))?;
    let post = render::question::post(&app.words, &app.bank, question, round, settings.language, settings.ping, 0);
    let post = post.once(nonce(round.id)).to_json();
    app.rest.create_message(round.channel.0, &post, &[], super::until()).await.map(|message| MessageId(message.id))
}

async fn record(poster: &Poster, posting: &Posting, message: MessageId) -> Result<Sent, StoreError> {
    let round = posting.round.clone();
    let posted_at = snowflake::time_of(message.0);
    let recorded =
        poster.app.store.write(move |tx| record_posting::record_posting(tx, &round, message, posted_at)).await?;
    if recorded == Recorded::NotWaiting {
        return Ok(Sent::Never);
    }
    tracing::info!(round = %posting.round.id, server = %posting.round.server, "posted a round");
    if posting.round.thread == Thread::Open {
        open_thread(poster, posting, message).await;
    }
    Ok(match Punctuality::of(posting.round.due_at, posted_at) {
        Punctuality::OnTime => Sent::OnTime,
        Punctuality::Late => Sent::Late,
    })
}

/// Opens the round's thread; without it the reveal is a reply to the post.
async fn open_thread(poster: &Poster, posting: &Posting, message: MessageId) {
    let body = serde_json::json!({ "name": posting.round.day.to_string(), "auto_archive_duration": 1440 });
    if let Err(error) = poster.app.rest.start_thread(posting.round.channel.0, message.0, &body, super::until()).await {
        tracing::warn!(round = %posting.round.id, server = %posting.round.server, %error, "could not open a thread under a post");
    }
}

/// Looks for the post of an earlier try in the channel.
async fn find_earlier(poster: &Poster, posting: &Posting) -> Result<Option<MessageId>, Failure> {
    let round = &posting.round;
    let sent_at = posting.sent_at.unwrap_or(round.due_at);
    let found =
        super::seen::find(poster, round.channel, sent_at, |message| super::seen::is_post_of(message, round.id)).await;
    match found {
        Ok(super::seen::Seen::Found(message)) => Ok(Some(message)),
        Ok(super::seen::Seen::NotThere) => Ok(None),
        // Without the history Discord shows an empty channel: nothing can be told from it.
        Ok(super::seen::Seen::Nothing) => {
            let needed = permissions::missing(&poster.app, poster.bot, round.server, round.channel, Thread::None).await;
            match needed {
                Ok(missing) => missing
                    .first()
                    .map_or(Ok(None), |missing| Err(Failure::NoAccess { missing: (*missing).to_owned() })),
                Err(_) => Err(Failure::Unknown),
            }
        }
        Err(error) => Err(match missing_access(&error) {
            Some(missing) => Failure::NoAccess { missing: missing.to_owned() },
            None => Failure::Unknown,
        }),
    }
}

fn failure_of(error: &RestError) -> Failure {
    match missing_access(error) {
        Some(missing) => Failure::NoAccess { missing: missing.to_owned() },
        None if error.may_have_happened() => Failure::Unknown,
        None => Failure::NotSent,
    }
}

async fn failed(poster: &Poster, outgoing: Outgoing, failure: Failure, now: DateTime<Utc>) -> Result<Sent, StoreError> {
    let server = outgoing.round.server;
    let after = poster
        .app
        .store
        .write(move |tx| {
            let after = record_posting::record_failure(tx, &outgoing, &failure, now)?;
            if let (AfterFailure::TryAgain { tell_manager: true, .. }, Failure::NoAccess { missing }) =
                (&after, &failure)
            {
                notices::insert(tx, server, notices::NoticeKind::Trouble, missing, now)?;
            }
            Ok(after)
        })
        .await?;
    Ok(match after {
        AfterFailure::TryAgain { .. } => Sent::Later,
        AfterFailure::GaveUp(_) => Sent::Never,
    })
}
