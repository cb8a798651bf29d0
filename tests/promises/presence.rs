//! Which servers the bot is in: told by Discord in its own order, and proved by whoever acts there.

use crate::study::Study;
use chrono::TimeDelta;
use sandbox::{Fault, Trouble, World};
use serde_json::json;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// A server that has removed the bot, and has it back without a word over the gateway.
async fn silently_back() -> Study {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.remove_bot(study.guild);
    study.until("select exists (select 1 from server where removed_at is not null)").await;
    study.discord.add_bot_in_silence(study.guild);
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_acts_in_a_server_proves_that_the_bot_is_there() {
    for way in ["command", "suggestions", "button", "form"] {
        let study = silently_back().await;
        let member = study.member(1).unchecked();
        let form = json!({ "custom_id": "r:1", "components": [{ "components": [{ "custom_id": "text" }] }] });
        match way {
            "command" => drop(member.slash("help", &[]).await),
            "suggestions" => drop(member.type_into("notes", "query", "vpc", &[]).await),
            "button" => drop(member.click(1, "a:1:A").await),
            _ => drop(member.submit(&form, "wrong").await),
        }
        study.move_to(NINE);
        study.messages(1).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_of_a_new_session_proves_it_too() {
    let mut study = silently_back().await;
    study.stop().await;
    study.discord.shape_events(|event, data| {
        if event == "GUILD_CREATE" {
            *data = json!({ "id": { "of a": "new kind" } });
        }
    });
    study.start().await;
    study.move_to(NINE);
    study.messages(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_acts_while_a_list_is_written_proves_it_too() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.shape_events(|event, data| match event {
        "READY" => data["guilds"] = json!([]),
        "GUILD_CREATE" => *data = json!({ "id": { "of a": "new kind" } }),
        _ => {}
    });
    study.discord.say_ready_again();
    study.member(1).slash("help", &[]).await;
    study.move_to(NINE);
    study.messages(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_joins_right_after_the_list_stays() {
    let world = World::study_group("ko").with_more_members(1);
    let study = Study::begin_in(world, "ko", EVE).await;
    study.set_up(&[]).await;
    study.discord.shape_events(|event, data| {
        if event == "READY" {
            data["guilds"] = json!([]);
        }
    });
    for _ in 0..50 {
        study.discord.say_ready_again();
    }
    study.move_to(NINE);
    study.messages(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_owed_when_the_bot_was_removed_comes_when_it_is_back_in_time() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let path = format!("{}/messages", study.channel);
    let refusal = Trouble::Status(500, json!({}));
    study.discord.make_trouble(Fault { method: "POST", path: path.clone(), times: 1, trouble: refusal });
    study.move_to(NINE);
    study.discord.wait_until("the post was tried", |discord| discord.count("POST", &path) == 1).await;
    study.discord.remove_bot(study.guild);
    study.pass(TimeDelta::hours(1)).await;
    assert!(study.discord.messages(study.channel).is_empty(), "where the bot is not, it posts nothing");
    study.discord.add_bot(study.guild);
    study.messages(1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_left_gets_no_posts_and_one_with_an_outage_does() {
    let world = World::study_group("ko").with_another_group("ko");
    let (left, away) = (world.guild_ids()[0], world.guild_ids()[1]);
    let other = (world.channel_ids(away)[1], world.user_ids(away)[0]);
    let study = Study::begin_in(world, "ko", EVE).await;
    study.set_up(&[]).await;
    let options = [("time", json!("09:00")), ("timezone", json!("Asia/Seoul"))];
    study.discord.user(other.1, other.0).slash("setup", &options).await;
    study.discord.remove_bot(left);
    study.until("select exists (select 1 from server where removed_at is not null)").await;
    study.discord.begin_outage(away);
    study.move_to(NINE);
    study.discord.wait_until("the other server has its post", |discord| discord.messages(other.0).len() == 1).await;
    study.pass(TimeDelta::zero()).await;
    assert_eq!(study.discord.count("POST", &format!("/channels/{}/messages", study.channel)), 0, "it was not tried");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_deleted_before_discord_has_said_where_the_bot_is() {
    let mut study = silently_back().await;
    study.stop().await;
    study.move_to("2026-12-31T12:00:00Z");
    study.discord.make_gateway_trouble(sandbox::GatewayTrouble::Refuse, 3);
    study.start().await;
    let settings = study.owner().slash("settings show", &[]).await.text();
    assert!(settings.contains("09:00 (Asia/Seoul)"), "{settings}");
}

/// A post that is on its way to Discord while the server removes the bot.
async fn removed_under_a_post() -> Study {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let path = format!("/channels/{}/messages", study.channel);
    study.discord.make_trouble(Fault { method: "POST", path, times: 1, trouble: Trouble::Hold });
    study.move_to(NINE);
    study.until("select exists (select 1 from delivery where kind = 'post' and state = 'sending')").await;
    study.discord.remove_bot(study.guild);
    study.until("select exists (select 1 from server where removed_at is not null)").await;
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_discord_takes_proves_that_the_bot_is_there() {
    let study = removed_under_a_post().await;
    study.discord.clock().advance(TimeDelta::seconds(1));
    study.discord.add_bot_in_silence(study.guild);
    study.discord.end_trouble();
    study.messages(1).await;
    study.until("select exists (select 1 from server where removed_at is null)").await;
    // The next day's question comes without a word from anyone.
    study.move_to("2026-11-25T00:00:10Z");
    study.messages(3).await;

    // The program has heard of it too: a removal after it is one.
    study.discord.remove_bot(study.guild);
    study.until("select exists (select 1 from server where removed_at is not null)").await;
    study.discord.add_bot_in_silence(study.guild);
    study.member(1).slash("help", &[]).await;
    study.until("select exists (select 1 from server where removed_at is null)").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_discord_took_before_the_removal_proves_nothing() {
    let study = removed_under_a_post().await;
    study.discord.add_bot_in_silence(study.guild);
    // Its message is as old as the removal.
    study.discord.end_trouble();
    study.until("select exists (select 1 from delivery where kind = 'post' and state = 'done')").await;
    study.until("select exists (select 1 from server where removed_at is not null)").await;
}
