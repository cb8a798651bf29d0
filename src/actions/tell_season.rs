//! The end of a season is told once nothing can change it any more by itself: the podium, and later that it was put right.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::find_hardest::hardest_question;
use super::hand_out::{ChampionRole, crown, role_of_first};
use super::redraw_podium::redraw_podium;
use super::show_race::show_race;
use super::show_seasons::{Played, played};
use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::{ChannelId, MemberId, MessageId, SeasonId, ServerId};
use crate::domain::race::Race;
use crate::domain::season::Season;
use crate::domain::stats::Tally;
use crate::store::deliveries::{self, Delivery, NewDelivery};
use crate::store::editions::Drawn;
use crate::store::set_aside::{self, if_readable};
use crate::store::troubles::{self, Trouble};
use crate::store::{ReadTx, StoreError, WriteTx, hidden, live_boards, members, podiums, schedules, seasons};

/// Owes the word of so many seasons at most; says whether there may be more.
pub fn tell_seasons(tx: &WriteTx<'_>, now: DateTime<Utc>, at_most: u32) -> Result<bool, StoreError> {
    let due = seasons::to_tell(tx, now, at_most)?;
    for id in &due {
        match tell_one(tx, *id, now) {
            Err(error) if error.is_unreadable() => set_aside::insert(tx, "season", id.0, &error.to_string(), now)?,
            told => told?,
        }
    }
    Ok(!due.is_empty())
}

fn tell_one(tx: &WriteTx<'_>, id: SeasonId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let Some(season) = seasons::find(tx, id)? else {
        return Ok(());
    };
    let played = played(tx, season)?;
    let season = &played.season;
    if season.told_at.is_none() {
        // A season that nobody played ends without a word.
        if played.members > 0 {
            owe(tx, season, DeliveryKind::Podium, now)?;
        }
    } else if !is_to_come(tx, season, DeliveryKind::Podium)? && !is_to_come(tx, season, DeliveryKind::Correction)? {
        owe(tx, season, DeliveryKind::Correction, now)?;
    }
    seasons::set_told(tx, id, now)?;
    crown(tx, season.server, now)
}

/// Whether a word is owed that certainly has not gone out: it will tell what is true then.
fn is_to_come(tx: &ReadTx<'_>, season: &Season, kind: DeliveryKind) -> Result<bool, StoreError> {
    deliveries::is_to_come(tx, season.server, kind, &season.id.to_string())
}

fn owe(tx: &WriteTx<'_>, season: &Season, kind: DeliveryKind, now: DateTime<Utc>) -> Result<(), StoreError> {
    let new = NewDelivery {
        server: season.server,
        round: None,
        kind,
        subject: Some(&season.id.to_string()),
        channel: announcement_channel(tx, season.server)?,
        due_at: now,
        expires_at: now + kind.patience(),
    };
    deliveries::insert(tx, &new, now)
}

/// Where a server is told what concerns all of it: beside its board while that can be kept, else in the channel of its
/// first schedule.
pub(super) fn announcement_channel(tx: &ReadTx<'_>, server: ServerId) -> Result<Option<ChannelId>, StoreError> {
    if let Some(board) = if_readable("live board", live_boards::of_server(tx, server))?.filter(|board| !board.gone) {
        let shuts = |trouble: &Trouble| {
            trouble.channel == board.channel && (trouble.about == "board" || trouble.missing == "channel")
        };
        if !troubles::of_server(tx, server)?.iter().any(shuts) {
            return Ok(Some(board.channel));
        }
    }
    Ok(schedules::of_server(tx, server)?.first().map(|schedule| schedule.settings.channel))
}

/// The podium of a season is there, or the word that its board was put right: what stood there before is drawn anew.
pub(super) fn arrived(
    tx: &WriteTx<'_>,
    delivery: &Delivery,
    message: Option<MessageId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(season) = season_of(tx, delivery)? else {
        return Ok(());
    };
    seasons::set_winners_told(tx, season.id)?;
    if let (DeliveryKind::Podium, Some(channel), Some(message)) = (delivery.kind, delivery.channel, message) {
        podiums::set(tx, season.id, channel, message)?;
    }
    if delivery.kind == DeliveryKind::Correction && podiums::find(tx, season.id)?.is_some() {
        redraw_podium(tx, &season, now)?;
    }
    Ok(())
}

/// A delivery that draws a podium anew, with the place where that stands.
pub(super) fn at_its_podium(tx: &ReadTx<'_>, delivery: Delivery) -> Result<Delivery, StoreError> {
    let place = season_of(tx, &delivery)?.map_or(Ok(None), |season| podiums::find(tx, season.id))?;
    Ok(Delivery { channel: place.map(|(channel, _)| channel), ..delivery })
}

/// Whether the podium that a delivery draws anew may be on its way.
pub(super) fn is_podium_on_its_way(tx: &ReadTx<'_>, delivery: &Delivery) -> Result<bool, StoreError> {
    let season = delivery.subject.as_deref().unwrap_or_default();
    deliveries::may_be_there(tx, delivery.server, DeliveryKind::Podium, season)
}

/// The podium of a season that stands somewhere, as it is now.
pub(super) fn podium_again(tx: &ReadTx<'_>, delivery: &Delivery) -> Result<Option<(Podium, MessageId)>, StoreError> {
    let Some(podium) = podium(tx, delivery)? else {
        return Ok(None);
    };
    let place = podiums::find(tx, podium.played.season.id)?;
    Ok(place.map(|(_, message)| (podium, message)))
}

fn season_of(tx: &ReadTx<'_>, delivery: &Delivery) -> Result<Option<Season>, StoreError> {
    let id = delivery.subject.as_deref().and_then(|subject| subject.parse().ok()).map(SeasonId);
    id.map_or(Ok(None), |id| seasons::find(tx, id))
}

/// What the end of a season comes to.
#[derive(Debug, Clone)]
pub struct Podium {
    /// The season with its first places.
    pub played: Played,
    /// The one that began when it ended.
    pub next: Option<Season>,
    /// The role that its first places have, as long as no later season is over.
    pub champion: Option<ChampionRole>,
    /// How the first of them came there, where there is something to see.
    pub race: Option<Race>,
    /// The question that the smallest share had right.
    pub hardest: Option<(Drawn, Tally)>,
    /// What becomes of the first place that was told before.
    pub first_before: FirstBefore,
}

/// Who was told to be first, next to who is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirstBefore {
    /// Nobody was told who can be named.
    Nobody,
    /// The same.
    Same,
    /// Others, with their names.
    Others(Vec<(MemberId, String)>),
}

/// The podium of the season that a delivery names; `None` when it is gone.
pub(super) fn podium(tx: &ReadTx<'_>, delivery: &Delivery) -> Result<Option<Podium>, StoreError> {
    let Some(season) = season_of(tx, delivery)? else {
        return Ok(None);
    };
    let follows = |next: &Season| next.anchor_day == season.anchor_day && next.nth > season.nth;
    let next = if_readable("season", seasons::running(tx, season.server))?.filter(follows);
    let champion = role_of_first(tx, &season)?;
    let hardest = hardest_question(tx, season.server, (season.first_day, season.end_day))?;
    let played = played(tx, season)?;
    let race = show_race(tx, &played.season, &played.top, played.season.last_day())?;
    let first_before = first_before(tx, &played)?;
    Ok(Some(Podium { played, next, champion, race, hardest, first_before }))
}

fn first_before(tx: &ReadTx<'_>, played: &Played) -> Result<FirstBefore, StoreError> {
    let (server, told) = (played.season.server, &played.season.told_winners);
    let now: BTreeSet<MemberId> = played.winners().map(|row| row.member).collect();
    if !told.is_empty() && now == told.iter().copied().collect() {
        return Ok(FirstBefore::Same);
    }
    let mut named = Vec::new();
    for member in told {
        if !hidden::is_hidden(tx, server, *member)? {
            let name = if_readable("member", members::name(tx, server, *member))?.unwrap_or_default();
            named.push((*member, name));
        }
    }
    Ok(if named.is_empty() { FirstBefore::Nobody } else { FirstBefore::Others(named) })
}

/// Notes who is about to be told as first. What may be there already told what it told then.
pub(super) fn begin(tx: &WriteTx<'_>, delivery: &Delivery, told: &Podium) -> Result<(), StoreError> {
    if delivery.first_sent_at.is_some() {
        return Ok(());
    }
    let first: Vec<MemberId> = told.played.winners().map(|row| row.member).collect();
    seasons::set_winners_drawn(tx, told.played.season.id, &first)
}
