//! Another server with the same bot, which must feel nothing of what goes wrong in the first.

use sandbox::{Discord, User, World};
use serde_json::json;

use crate::study::Study;

/// The other server.
pub(crate) struct Neighbour {
    pub(crate) guild: u64,
    pub(crate) channel: u64,
    owner: u64,
}

impl Neighbour {
    /// A study group that is set up for nine in Seoul, with a neighbour that is set up alike.
    pub(crate) async fn beside_a_study(now: &str) -> (Study, Self) {
        let world = World::study_group("ko").with_another_group("ko");
        let guild = world.guild_ids()[1];
        let neighbour = Self { guild, channel: world.channel_ids(guild)[1], owner: world.user_ids(guild)[0] };
        let study = Study::begin_in(world, "ko", now).await;
        study.set_up(&[]).await;
        let (time, zone) = (("time", json!("09:00")), ("timezone", json!("Asia/Seoul")));
        neighbour.owner(&study.discord).slash("setup", &[time, zone]).await;
        (study, neighbour)
    }

    pub(crate) fn owner(&self, discord: &Discord) -> User {
        discord.user(self.owner, self.channel)
    }
}
