//! The podium of a season is drawn anew where it stands, as what it tells is not so any more.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::delivery::DeliveryKind;
use crate::domain::ids::ServerId;
use crate::domain::season::Season;
use crate::store::deliveries::{self, NewDelivery};
use crate::store::{StoreError, WriteTx, podiums, seasons};

/// After how long it is looked for again where a podium that is on its way stands.
pub(super) const ON_ITS_WAY: TimeDelta = TimeDelta::minutes(1);

/// Owes that the podium of a season is drawn anew; one that is on its way is looked at once it is there.
pub(super) fn redraw_podium(tx: &WriteTx<'_>, season: &Season, now: DateTime<Utc>) -> Result<(), StoreError> {
    let (kind, subject) = (DeliveryKind::Redraw, season.id.to_string());
    if deliveries::is_to_come(tx, season.server, kind, &subject)? {
        return Ok(());
    }
    let place = podiums::find(tx, season.id)?;
    let new = NewDelivery {
        server: season.server,
        round: None,
        kind,
        subject: Some(&subject),
        channel: place.map(|(channel, _)| channel),
        due_at: if place.is_some() { now } else { now + ON_ITS_WAY },
        expires_at: now + kind.patience(),
    };
    deliveries::insert(tx, &new, now)
}

/// The same for the last season of a server that was told: who is first there has the champion's role.
pub(super) fn redraw_newest(tx: &WriteTx<'_>, server: ServerId, now: DateTime<Utc>) -> Result<(), StoreError> {
    let newest = seasons::newest_told(tx, server)?.map_or(Ok(None), |id| seasons::find(tx, id))?;
    newest.map_or(Ok(()), |season| redraw_podium(tx, &season, now))
}
