//! Sends what follows from a round or a trouble: the reveal, the word of a void question, a line to the manager.

use chrono::{DateTime, Utc};

use super::{NONCE_HOLDS, Poster, Sent, missing_access, seen};
use crate::actions::close_round;
use crate::actions::send_notices::{self, Outlook, Sending};
use crate::discord::message::Message;
use crate::discord::render;
use crate::domain::ids::{ChannelId, MessageId};
use crate::domain::round::Round;
use crate::domain::settings::Thread;
use crate::store::StoreError;
use crate::store::notices::{Notice, NoticeKind};
use crate::store::servers;
use rest::RestError;

/// Sends a notice that is due, or finds that it is there already.
pub async fn send_notice(poster: &Poster, notice: Notice, now: DateTime<Utc>) -> Sent {
    match try_to_send(poster, notice, now).await {
        Ok(sent) => sent,
        Err(error) => {
            super::log_store_error("record a notice", &error);
            Sent::Later
        }
    }
}

async fn try_to_send(poster: &Poster, notice: Notice, now: DateTime<Utc>) -> Result<Sent, StoreError> {
    let store = &poster.app.store;
    let begun = notice.clone();
    let Some(sending) = store.write(move |tx| send_notices::begin_notice(tx, &begun, now)).await? else {
        return Ok(Sent::Never);
    };
    let outcome = match sending.notice.kind {
        NoticeKind::Reveal | NoticeKind::Void => about_a_round(poster, &sending, now).await?,
        NoticeKind::Trouble | NoticeKind::Report => to_the_manager(poster, &sending).await?,
    };
    let Err(error) = outcome else {
        store.write(move |tx| send_notices::record_notice(tx, &notice)).await?;
        return Ok(Sent::OnTime);
    };
    tracing::warn!(server = %sending.notice.server, kind = ?sending.notice.kind, %error, "could not send a notice");
    // A missing permission may come back within the day; what Discord calls malformed never gets better.
    let hopeless = error.status().is_some_and(|status| status == 400) || error.code() == Some(10_003);
    let outlook = if hopeless { Outlook::Hopeless } else { Outlook::MaySucceed };
    store.write(move |tx| send_notices::record_notice_failure(tx, &notice, outlook, now)).await?;
    Ok(if hopeless { Sent::Never } else { Sent::Later })
}

/// Puts a reveal or the word of a void question under the round's post.
async fn about_a_round(
    poster: &Poster,
    sending: &Sending,
    now: DateTime<Utc>,
) -> Result<Result<(), RestError>, StoreError> {
    let Some((round, message)) = sending.round.as_ref().and_then(|round| round.message.map(|message| (round, message)))
    else {
        return Ok(Ok(()));
    };
    let Some(body) = body_about(poster, sending, round).await? else {
        return Ok(Ok(()));
    };
    let may_be_there = sending.notice.sent_at.is_some_and(|sent_at| now - sent_at > NONCE_HOLDS);
    let mut places = Vec::new();
    if round.thread == Thread::Open {
        // A thread that starts from a message has the message's id.
        places.push((ChannelId(message.0), body.clone()));
    }
    places.push((round.channel, body.in_reply_to(message)));

    let nonce = nonce(&sending.notice);
    let mut last = Ok(());
    for (channel, body) in places {
        if may_be_there {
            match is_there(poster, sending, round, message, channel).await {
                Ok(true) => return Ok(Ok(())),
                Ok(false) => {}
                Err(error) => {
                    last = Err(error);
                    continue;
                }
            }
        }
        last = poster
            .app
            .rest
            .create_message(channel.0, &body.once(&nonce).to_json(), &[], super::until())
            .await
            .map(drop);
        // Only a thread that is not there, or not to be written in, leaves the channel as a way.
        match &last {
            Err(error) if missing_access(error).is_some() || error.code() == Some(50_083) => {}
            _ => break,
        }
    }
    Ok(last)
}

async fn body_about(poster: &Poster, sending: &Sending, round: &Round) -> Result<Option<Message>, StoreError> {
    let app = &poster.app;
    let question = round.question.as_ref().and_then(|id| app.bank.question(id));
    if sending.notice.kind == NoticeKind::Void {
        return Ok(Some(render::reveal::void_notice(&app.words, &app.bank, question, round, sending.language)));
    }
    let id = round.id;
    let reveal = app.store.read(move |tx| close_round::reveal(tx, id)).await?;
    Ok(question
        .zip(reveal)
        .map(|(question, reveal)| render::reveal::reveal(&app.words, &app.bank, question, &reveal, sending.language)))
}

async fn is_there(
    poster: &Poster,
    sending: &Sending,
    round: &Round,
    message: MessageId,
    channel: ChannelId,
) -> Result<bool, RestError> {
    let since = sending.notice.sent_at.unwrap_or(sending.notice.made_at);
    let kind = sending.notice.kind;
    let found = seen::find(poster, channel, since, |found| match kind {
        NoticeKind::Reveal => seen::is_reveal_of(found, round.id),
        NoticeKind::Void | NoticeKind::Trouble | NoticeKind::Report => {
            seen::replies_to(found, message) && !seen::is_reveal_of(found, round.id)
        }
    });
    Ok(matches!(found.await?, seen::Seen::Found(_)))
}

/// Tells the manager: in a channel that the bot can write to, else in a direct message.
async fn to_the_manager(poster: &Poster, sending: &Sending) -> Result<Result<(), RestError>, StoreError> {
    let app = &poster.app;
    let notice = &sending.notice;
    let server = notice.server;
    let Some(found) = app.store.read(move |tx| servers::find(tx, server)).await? else {
        return Ok(Ok(()));
    };
    let text = notice.text.as_deref().unwrap_or_default();
    let nonce = nonce(notice);
    if notice.kind == NoticeKind::Report {
        let body = render::reveal::report(&app.words, &app.bank, text, sending.language);
        return Ok(direct(poster, sending, &body.once(nonce)).await);
    }
    let body = render::reveal::trouble(&app.words, text, found.settings.channel, sending.language).once(nonce);
    if let Some(channel) = other_channel(poster, sending, found.settings.channel).await
        && app.rest.create_message(channel.0, &body.to_json(), &[], super::until()).await.is_ok()
    {
        return Ok(Ok(()));
    }
    Ok(direct(poster, sending, &body).await)
}

async fn direct(poster: &Poster, sending: &Sending, body: &Message) -> Result<(), RestError> {
    let channel = poster.app.rest.open_dm(sending.manager.0, super::until()).await?;
    match poster.app.rest.create_message(channel.id, &body.to_json(), &[], super::until()).await {
        // The manager takes no direct messages: `/status` shows it all the same.
        Err(error) if matches!(error.code(), Some(50_007 | 50_278)) => Ok(()),
        other => other.map(drop),
    }
}

/// The channel that Discord itself writes its notices to, when it is another one.
async fn other_channel(poster: &Poster, sending: &Sending, not: ChannelId) -> Option<ChannelId> {
    let server = poster.app.rest.server(sending.notice.server.0, super::until()).await.ok()?;
    let ids = [server.updates_channel, server.system_channel];
    ids.into_iter().flatten().map(ChannelId).find(|channel| *channel != not)
}

fn nonce(notice: &Notice) -> String {
    format!("notice-{}", notice.id)
}
