//! What a delivery brings, read as it is now.

use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{ChannelId, MemberId, MessageId, RoleId};
use crate::domain::round::{Round, RoundState};
use crate::domain::settings::Thread;
use crate::store::deliveries::Delivery;
use crate::store::editions::{self, Drawn};
use crate::store::servers::Server;
use crate::store::{ReadTx, StoreError, rounds, troubles};

use super::close_quiz_question::{QuestionOver, question_over};
use super::close_round::{Reveal, reveal};
use super::deal_with_report::{ReportCard, show_report};
use super::hand_out::{self, RoleChange};
use super::hold_ceremony::{Ceremony, ceremony};
use super::live_board::Current;
use super::note_trouble;
use super::tell_prize::{self, PrizeTrouble};
use super::tell_quiz::QuizTold;
use super::tell_season::{Podium, podium, podium_again};

/// What a delivery brings.
#[derive(Debug, Clone)]
pub enum Content {
    /// A round's question, with the role to mention.
    Post(Drawn, Option<RoleId>),
    /// The count on an open round's post.
    Count(Drawn, Option<RoleId>, u32),
    /// A post without its buttons, with its last count.
    Close(Drawn, Option<RoleId>, u32),
    /// The talk under a post.
    Thread(Drawn),
    /// The newest post is pinned; the one that was pinned before it is unpinned.
    Pin {
        /// The round of the newest post.
        round: Round,
        /// Where the one before is.
        before: Option<(ChannelId, MessageId)>,
    },
    /// The key of a closed round.
    Reveal(Reveal),
    /// The word that a round does not count.
    Void(Drawn),
    /// The word that a round counts again.
    Restored(Drawn),
    /// What is missing in a channel, to the manager.
    Trouble {
        /// Which of the bot's works it stops.
        about: String,
        /// What is missing, as the locales name it.
        missing: String,
        /// Where.
        channel: ChannelId,
        /// Who is told; nobody in particular after a deletion.
        manager: Option<MemberId>,
    },
    /// A member's report, to this manager.
    Report(ReportCard, MemberId),
    /// The word to a member that a manager has looked at their report.
    ReportAnswer(ReportCard),
    /// The end of a season.
    Podium(Box<Podium>),
    /// The word that a season's final board was put right.
    Correction(Box<Podium>),
    /// The podium of a season, as it is now, for the message that showed it.
    Redraw(Box<Podium>, MessageId),
    /// The greeting of a new server.
    Greeting,
    /// The ceremony of a week.
    Ceremony(Box<Ceremony>),
    /// A role that a member gets or loses.
    Role(RoleChange),
    /// What keeps the bot from giving a role, to the manager who promised it.
    Prize(PrizeTrouble),
    /// The board that keeps itself current.
    Board(Box<Current>),
    /// A board that may have been made though nobody wants it any more; it is only looked for.
    StrayBoard,
    /// A board's message, to be taken down.
    Unboard(MessageId),
    /// A step of a live quiz.
    Quiz(Box<QuizTold>),
    /// A question of a quiz without its buttons.
    QuizClose(Box<QuestionOver>),
}

/// What a delivery brings; `None` when nothing is left of it.
pub(super) fn content(
    tx: &ReadTx<'_>,
    delivery: &Delivery,
    server: &Server,
    ping: Option<RoleId>,
) -> Result<Option<Content>, StoreError> {
    let round = delivery.round.map_or(Ok(None), |round| rounds::find(tx, round))?;
    let manager = server.set_up_by;
    Ok(match (delivery.kind, round) {
        (DeliveryKind::Post, Some(round)) if round.awaits_post(delivery.first_sent_at.is_some()) => {
            Some(Content::Post(editions::drawn(tx, round)?, ping))
        }
        (DeliveryKind::Count, Some(round)) if round.state == RoundState::Open => {
            let answered = rounds::answered(tx, round.id)?;
            let is_shown = delivery.first_sent_at.is_none() && delivery.subject == Some(answered.to_string());
            let drawn = editions::drawn(tx, round)?;
            (!is_shown).then_some(Content::Count(drawn, ping, answered))
        }
        (DeliveryKind::Close, Some(round)) if round.message.is_some() && round.state != RoundState::Open => {
            let answered = rounds::answered(tx, round.id)?;
            Some(Content::Close(editions::drawn(tx, round)?, ping, answered))
        }
        (DeliveryKind::Thread, Some(round)) if round.state == RoundState::Open && round.thread == Thread::Open => {
            Some(Content::Thread(editions::drawn(tx, round)?))
        }
        (DeliveryKind::Pin, Some(round)) if round.state == RoundState::Open => {
            let before = rounds::pinned_before(tx, &round)?;
            Some(Content::Pin { round, before })
        }
        (DeliveryKind::Reveal, Some(round)) if round.state == RoundState::Closed => {
            reveal(tx, round.id)?.map(Content::Reveal)
        }
        (DeliveryKind::Void, Some(round)) if round.state == RoundState::Void && round.message.is_some() => {
            Some(Content::Void(editions::drawn(tx, round)?))
        }
        (DeliveryKind::Restored, Some(round)) if round.state != RoundState::Void && round.message.is_some() => {
            Some(Content::Restored(editions::drawn(tx, round)?))
        }
        (DeliveryKind::Podium, _) => podium(tx, delivery)?.map(Box::new).map(Content::Podium),
        (DeliveryKind::Correction, _) => podium(tx, delivery)?.map(Box::new).map(Content::Correction),
        (DeliveryKind::Redraw, _) => {
            podium_again(tx, delivery)?.map(|(podium, message)| Content::Redraw(Box::new(podium), message))
        }
        (DeliveryKind::Trouble, _) => standing_trouble(tx, delivery, manager)?,
        // Without anybody to tell, `/status` shows it.
        (DeliveryKind::Report, _) => {
            report(tx, delivery)?.zip(manager).map(|(card, manager)| Content::Report(card, manager))
        }
        (DeliveryKind::ReportAnswer, _) => report(tx, delivery)?.map(Content::ReportAnswer),
        (DeliveryKind::Ceremony, _) => {
            let week = delivery.subject.as_deref().and_then(|subject| subject.parse().ok());
            let told = week.map_or(Ok(None), |week| ceremony(tx, delivery.server, week))?;
            told.map(|told| Content::Ceremony(Box::new(told)))
        }
        (DeliveryKind::Unboard, _) => {
            let message = delivery.subject.as_deref().and_then(|subject| subject.parse().ok());
            message.map(|message| Content::Unboard(MessageId(message)))
        }
        (DeliveryKind::QuizClose, _) => question_over(tx, delivery)?.map(Box::new).map(Content::QuizClose),
        (DeliveryKind::Role, _) => hand_out::change(tx, delivery)?.map(Content::Role),
        (DeliveryKind::Prize, _) => tell_prize::trouble(tx, delivery)?.map(Content::Prize),
        _ => None,
    })
}

/// The report that the subject names; whoever wrote it may have had it deleted since.
fn report(tx: &ReadTx<'_>, delivery: &Delivery) -> Result<Option<ReportCard>, StoreError> {
    let number = delivery.subject.as_deref().and_then(|subject| subject.parse().ok());
    number.map_or(Ok(None), |number| show_report(tx, number))
}

/// A trouble of which the manager was to be told, if it still stands: the subject says about what it is.
fn standing_trouble(
    tx: &ReadTx<'_>,
    delivery: &Delivery,
    manager: Option<MemberId>,
) -> Result<Option<Content>, StoreError> {
    let troubles = troubles::of_server(tx, delivery.server)?;
    let subject = delivery.subject.as_deref().unwrap_or_default();
    let about = troubles.into_iter().find(|trouble| note_trouble::subject_of(trouble) == subject);
    Ok(about.map(|trouble| Content::Trouble {
        about: trouble.about,
        missing: trouble.missing,
        channel: trouble.channel,
        manager,
    }))
}
