//! What the bot may do in a channel: named truly, looked at before it is told, and never saved where it cannot work.

use std::time::Duration;

use crate::study::{Study, instant};
use chrono::{DateTime, Utc};
use sandbox::{Fault, Permission, Trouble, World};
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";

fn with_channel(channel: u64) -> [(&'static str, Value); 1] {
    [("channel", json!(channel.to_string()))]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_no_community_speaks_as_its_manager() {
    let world = World::study_group("ko").without_community();
    let study = Study::begin_in(world, "ko", EVE).await;
    let reply = study.owner().slash("setup", &with_channel(study.channel)).await.text();
    assert!(reply.contains("09:00 (Asia/Seoul)") && reply.contains("한국어"), "{reply}");
    assert!(reply.contains("`언어` 옵션으로") && reply.contains("`시간대` 옵션으로"), "{reply}");
    let again = study.owner().speaking("en-US").slash("setup", &with_channel(study.channel)).await.text();
    assert!(again.contains("09:00 (Asia/Seoul)") && !again.contains("The `language` option"), "{again}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_community_speaks_its_own_language_whoever_sets_it_up() {
    let study = Study::begin("ko", EVE).await;
    let reply = study.owner().speaking("en-GB").slash("setup", &with_channel(study.channel)).await.text();
    assert!(reply.contains("09:00 (Asia/Seoul)") && reply.contains("Korean"), "{reply}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_without_posts_is_named_and_not_saved() {
    let world = World::study_group("ko").with_channel(2, "voice").with_channel(15, "forum");
    let study = Study::begin_in(world, "ko", EVE).await;
    let channels = study.discord.world().channel_ids(study.guild);
    let (voice, forum) = (channels[3], channels[4]);
    let owner = study.discord.world().user_ids(study.guild)[0];
    let in_voice = study.discord.user(owner, voice).speaking("ko").slash("setup", &[]).await.text();
    let forged = study.owner().unchecked().slash("setup", &with_channel(forum)).await.text();
    let foreign = study.owner().unchecked().slash("setup", &with_channel(4_711)).await.text();
    for reply in [in_voice, forged, foreign] {
        assert!(reply.contains("거기에는 문제를 올릴 수 없어요") && !reply.contains("저장했어요"), "{reply}");
    }
    assert!(study.owner().slash("settings show", &[]).await.text().contains("/setup"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_without_posts_is_not_saved_either_when_the_look_takes_too_long() {
    let world = World::study_group("ko").with_channel(15, "forum");
    let study = Study::begin_in(world, "ko", EVE).await;
    let forum = study.discord.world().channel_ids(study.guild)[3];
    let slow = Trouble::Delay(Duration::from_secs(2));
    let path = format!("/guilds/{}/roles", study.guild);
    study.discord.make_trouble(Fault { method: "GET", path, times: 10, trouble: slow });
    let owner = study.discord.world().user_ids(study.guild)[0];

    let picked = study.owner().unchecked().slash("setup", &with_channel(forum)).await.text();
    let foreign = study.owner().unchecked().slash("setup", &with_channel(4_711)).await.text();
    let used_there = study.discord.user(owner, forum).speaking("ko").slash("setup", &[]).await.text();
    for reply in [picked, foreign, used_there] {
        assert!(reply.contains("거기에는 문제를 올릴 수 없어요") && !reply.contains("저장했어요"), "{reply}");
    }
    let saved = study.owner().slash("setup", &with_channel(study.channel)).await.text();
    assert!(saved.contains("저장했어요"), "{saved}");
    let added = [("name", json!("저녁")), ("time", json!("21:00")), ("channel", json!(forum.to_string()))];
    let added = study.owner().unchecked().slash("schedule add", &added).await.text();
    assert!(added.contains("거기에는 문제를 올릴 수 없어요"), "{added}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thread_is_no_place_for_posts_and_the_settings_stay() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.owner().slash("settings set", &[("thread", json!(true))]).await;
    study.move_to("2026-11-24T00:00:00Z");
    let thread = study.post(1).await.id;
    study.discord.wait_until("the thread is there", |discord| discord.channel(thread).is_some()).await;
    let owner = study.owner().id();
    let before = study.owner().slash("settings show", &[]).await.text();
    // Without `channel` nothing about the channel changes; with it the thread is refused.
    let moved = study.discord.user(owner, thread).speaking("ko").slash("setup", &[("time", json!("09:00"))]).await;
    assert!(moved.text().contains("저장했어요"), "{moved:?}");
    let refused = study.owner().unchecked().slash("setup", &with_channel(thread)).await.text();
    assert!(refused.contains("거기에는 문제를 올릴 수 없어요"), "{refused}");
    assert_eq!(study.owner().slash("settings show", &[]).await.text(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bot_in_time_out_says_until_when() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let until: DateTime<Utc> = instant("2026-11-23T18:00:00Z");
    study.discord.time_out_bot(study.guild, Some(until));
    for command in ["setup", "status"] {
        let reply = study.owner().slash(command, &[]).await.text();
        assert!(
            reply.contains("타임아웃") && reply.contains(&format!("<t:{}:f>", until.timestamp())),
            "{command}: {reply}"
        );
        assert!(!reply.contains("메시지 보내기"), "{command}: {reply}");
    }
    study.move_to("2026-11-23T18:00:01Z");
    let reply = study.owner().slash("status", &[]).await.text();
    assert!(reply.contains("권한이 모두 있어요"), "{reply}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_nobody_hears_of_is_said() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let role = study.discord.world().study_role(study.guild);
    let ping = [("ping", json!(role.to_string()))];
    let heard = study.owner().slash("settings set", &ping).await.text();
    assert!(!heard.contains("알림이 가지 않아요"), "{heard}");

    study.discord.set_mentionable(study.guild, role, false);
    let set = study.owner().slash("settings set", &ping).await.text();
    let status = study.owner().slash("status", &[]).await.text();
    for reply in [set, status] {
        assert!(reply.contains("알림이 가지 않아요"), "{reply}");
    }
    study.discord.allow(study.channel, Permission::MentionEveryone);
    let status = study.owner().slash("status", &[]).await.text();
    assert!(!status.contains("알림이 가지 않아요"), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_of_everyone_is_refused_and_nothing_changes() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let before = study.owner().slash("settings show", &[]).await.text();
    // Everyone has the role with the server's own id.
    let everyone = [("ping", json!(study.guild.to_string())), ("feedback", json!("at_close"))];
    let reply = study.owner().unchecked().slash("settings set", &everyone).await.text();
    assert!(reply.contains("모두에게 알림을 보낼 수는 없어요"), "{reply}");
    assert_eq!(study.owner().slash("settings show", &[]).await.text(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_role_stands_above_no_post() {
    for while_away in [false, true] {
        let mut study = Study::at_nine_in_seoul("ko", EVE).await;
        let role = study.discord.world().study_role(study.guild);
        study.owner().slash("settings set", &[("ping", json!(role.to_string()))]).await;
        if while_away {
            study.stop().await;
        }
        study.discord.delete_role(study.guild, role);
        if while_away {
            study.start().await;
        }
        let shown = || async { study.owner().slash("settings show", &[]).await.text().contains(&role.to_string()) };
        let mut looks = 0;
        while shown().await {
            looks += 1;
            assert!(looks < 1_000, "the role is still named");
        }
        study.move_to("2026-11-24T00:00:00Z");
        let post = study.post(1).await.json;
        assert!(!post["content"].as_str().is_some_and(|text| text.contains(&role.to_string())), "{post}");
    }
}
