//! A channel that opens to the bot again is tried at once; a change that opens nothing asks nobody.

use crate::study::{Study, instant};
use chrono::TimeDelta;
use sandbox::Permission::{self, SendMessages};
use serde_json::json;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// How often a message was sent into the channel, taken or not.
fn asked(study: &Study) -> usize {
    study.discord.count("POST", &format!("/channels/{}/messages", study.channel))
}

/// A group whose question is due and waits: the bot may not write, in this way. It heard nothing of how that came.
async fn closed(close: impl FnOnce(&Study)) -> Study {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.stop().await;
    close(&study);
    study.start().await;
    study.move_to(NINE);
    study.pass(TimeDelta::zero()).await;
    assert!(study.discord.messages(study.channel).is_empty());
    study
}

/// The clock stands: nothing but what was heard can have brought it.
async fn comes_at_once(study: &Study) {
    study.post(1).await;
    assert_eq!(study.discord.clock().now(), instant(NINE));
    assert_eq!(asked(study), 2, "one was refused, one taken");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permission_of_the_channel_brings_what_waits_there() {
    let study = closed(|study| study.discord.deny(study.channel, SendMessages)).await;
    study.discord.allow(study.channel, SendMessages);
    comes_at_once(&study).await;
}

/// Nobody writes in the server any more but administrators.
fn silence_all(study: &Study) {
    for role in [study.guild, study.guild + 1] {
        study.discord.set_role_permission(study.guild, role, SendMessages, false);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_permission_of_a_role_brings_what_waits_in_the_server() {
    let study = closed(silence_all).await;
    study.discord.set_role_permission(study.guild, study.guild + 1, SendMessages, true);
    comes_at_once(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_of_its_own_brings_what_waits_in_the_server() {
    let helpers = |study: &Study| study.discord.world().study_role(study.guild);
    let study = closed(|study| {
        silence_all(study);
        study.discord.set_role_permission(study.guild, helpers(study), SendMessages, true);
    })
    .await;
    study.discord.set_bot_role(study.guild, helpers(&study), true);
    comes_at_once(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_a_time_out_brings_what_waits_in_the_server() {
    let until = instant("2026-11-24T12:00:00Z");
    let study = closed(|study| study.discord.time_out_bot(study.guild, Some(until))).await;
    study.discord.time_out_bot(study.guild, None);
    comes_at_once(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_time_out_that_ends_by_itself_is_waited_for_and_no_longer() {
    let until = instant("2026-11-24T00:30:00Z");
    let study = closed(|study| study.discord.time_out_bot(study.guild, Some(until))).await;
    study.move_to("2026-11-24T00:29:59Z");
    study.pass(TimeDelta::zero()).await;
    assert_eq!(asked(&study), 1, "its end is known");
    study.move_to("2026-11-24T00:30:05Z");
    study.post(1).await;
    assert_eq!(asked(&study), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_an_outage_brings_what_waits_in_the_server() {
    let study = closed(|study| study.discord.deny(study.channel, SendMessages)).await;
    study.discord.allow_in_silence(study.channel, SendMessages);
    study.discord.begin_outage(study.guild);
    study.discord.come_back(study.guild);
    comes_at_once(&study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manager_who_could_not_be_told_is_told_once_a_channel_opens() {
    let study = closed(|study| {
        for channel in study.channel - 1..=study.channel + 1 {
            study.discord.deny(channel, SendMessages);
        }
        let body = json!({ "code": 50_007, "message": "Cannot send messages to this user" });
        study.discord.make_trouble(sandbox::Fault {
            method: "POST",
            path: "/users/@me/channels".to_owned(),
            times: 1_000,
            trouble: sandbox::Trouble::Status(403, body),
        });
    })
    .await;
    let general = study.channel - 1;
    study.discord.allow(general, SendMessages);
    study.discord.wait_until("the manager is told", |discord| discord.messages(general).len() == 1).await;
    assert_eq!(asked(&study), 1, "the other channel is as closed as before");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_opens_nothing_asks_nobody() {
    let study = closed(|study| study.discord.deny(study.channel, SendMessages)).await;
    let role = study.discord.world().study_role(study.guild);
    study.discord.set_role_permission(study.guild, role, SendMessages, false);
    study.discord.rename_channel(study.channel, "question");
    for n in 0..20 {
        // The names of channels and the looks of roles change all the time, and so do other channels.
        study.discord.rename_channel(study.channel, &format!("{n} members"));
        study.discord.set_mentionable(study.guild, role, n % 2 == 0);
        study.discord.deny(study.channel + 1, Permission::EmbedLinks);
        study.discord.allow(study.channel + 1, Permission::EmbedLinks);
        study.owner().slash("help", &[]).await;
    }
    study.pass(TimeDelta::minutes(1)).await;
    // The first word of a channel and of a role may be news; nothing after it is.
    assert!(asked(&study) <= 3, "asked {} times", asked(&study));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_storm_of_changes_asks_a_closed_channel_once_in_a_while() {
    let study = closed(|study| study.discord.deny(study.channel, SendMessages)).await;
    let begun = std::time::Instant::now();
    for _ in 0..15 {
        study.discord.deny(study.channel, Permission::AttachFiles);
        study.discord.allow(study.channel, Permission::AttachFiles);
        for _ in 0..2 {
            study.owner().slash("help", &[]).await;
            study.pass(TimeDelta::zero()).await;
        }
    }
    // Once at nine, once for the first change, and once for every half minute that this took.
    let at_most = 2 + usize::try_from(begun.elapsed().as_secs() / 30).expect("a small number");
    assert!(asked(&study) <= at_most, "asked {} times, at most {at_most}", asked(&study));
}

#[tokio::test(flavor = "multi_thread")]
async fn events_that_cannot_be_read_are_counted_and_open_nothing() {
    let study = closed(|study| study.discord.deny(study.channel, SendMessages)).await;
    for event in ["CHANNEL_UPDATE", "GUILD_ROLE_UPDATE", "GUILD_MEMBER_UPDATE"] {
        study.discord.say(event, &json!({ "id": { "of a": "new kind" }, "guild_id": study.guild.to_string() }));
    }
    study.discord.allow(study.channel, SendMessages);
    comes_at_once(&study).await;
}
