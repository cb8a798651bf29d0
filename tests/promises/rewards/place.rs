//! A study group whose bot may give roles, and what its members and managers see of that.

use sandbox::Permission;
use serde_json::{Value, json};

use crate::study::Study;

pub(crate) const EVE: &str = "2026-11-23T12:00:00Z";

/// A group at nine in Seoul whose bot may manage roles, and a role below the bot's own.
pub(crate) async fn begin(locale: &str) -> (Study, u64) {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    let role = study.discord.make_role(study.guild, "week", 1);
    study.discord.set_role_permission(study.guild, study.guild + 1, Permission::ManageRoles, true);
    (study, role)
}

pub(crate) async fn reward(study: &Study, days: u32, role: u64) -> String {
    let options = [("days", json!(days)), ("role", json!(role.to_string()))];
    study.owner().slash("rewards streak", &options).await.text()
}

/// Has these members answer on each of some days.
pub(crate) async fn play(study: &Study, days: std::ops::RangeInclusive<usize>, members: &[usize]) {
    for day in days {
        study.move_to(&format!("2026-11-{}T00:00:00Z", 23 + day));
        let post = study.post(2 * day - 1).await;
        for member in members {
            post.press(&study.member(*member), &post.key()).await;
        }
    }
}

pub(crate) fn has(study: &Study, member: usize, role: u64) -> bool {
    study.discord.roles_of(study.guild, study.member(member).id()).contains(&role)
}

pub(crate) async fn wait_for(study: &Study, member: usize, role: u64) {
    study.discord.wait_until("the role is there", |_| has(study, member, role)).await;
}

/// The words to managers, wherever they were said: the bot's messages that speak of rewards.
pub(crate) fn told(study: &Study) -> Vec<String> {
    let channels = study.discord.world().channel_ids(study.guild);
    let messages = channels.into_iter().flat_map(|channel| study.discord.messages(channel));
    let text = |message: &Value| message["content"].as_str().unwrap_or_default().to_owned();
    messages.map(|message| text(&message)).filter(|text| text.contains("🎁")).collect()
}

pub(crate) fn changes(study: &Study, member: usize, role: u64) -> usize {
    let path = format!("/guilds/{}/members/{}/roles/{role}", study.guild, study.member(member).id());
    study.discord.count("PUT", &path) + study.discord.count("DELETE", &path)
}

/// So many words of members who left are owed, and their time to wait for others is over.
pub(crate) async fn the_word_of_leavers(study: &Study, words: usize) {
    let count = "(select count(*) from delivery where kind = 'prize' and subject like '% left%')";
    study.until(&format!("select {count} = {words}")).await;
    study.until("select not exists (select 1 from given_role where owed = 1)").await;
    study.pass(chrono::TimeDelta::minutes(1)).await;
}
