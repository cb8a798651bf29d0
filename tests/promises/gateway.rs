//! The connection to Discord's gateway: short gaps, long ones, storms, and what it ends the program for.

use std::time::Duration;

use crate::running::Running;
use crate::study::Study;
use sandbox::{Clock, Discord, GatewayTrouble, World};
use serde_json::json;

const EVE: &str = "2026-11-23T12:00:00Z";
const FOR_EVER: u32 = u32::MAX;

/// So soon members are answered again once the gateway works.
const SOON: Duration = Duration::from_secs(5);

/// Waits until the bot has begun or resumed a session once more, and then answers.
async fn is_back(study: &Study, before: u64) {
    study
        .discord
        .wait_until("the bot is back", |discord| discord.connections() > before && discord.is_connected())
        .await;
    let reply = study.member(1).slash("help", &[]).await;
    assert!(reply.failed().is_none(), "{reply:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_whose_first_reconnects_fail_is_soon_over() {
    for trouble in [
        GatewayTrouble::Refuse,
        GatewayTrouble::SayNothing,
        GatewayTrouble::SayHelloOnly,
        GatewayTrouble::CloseWhenAsked(None),
        GatewayTrouble::CloseWhenAsked(Some(1_001)),
        GatewayTrouble::CloseWhenReady(Some(4_000)),
    ] {
        let study = Study::begin("ko", EVE).await;
        let (before, tried) = (study.discord.connections(), study.discord.attempts());
        study.discord.make_gateway_trouble(trouble, 2);
        study.discord.drop_gateway();
        study.discord.wait_until("its last failure has begun", |discord| discord.attempts() >= tried + 2).await;
        let begun_in_vain = if matches!(trouble, GatewayTrouble::CloseWhenReady(_)) { 2 } else { 0 };
        let back = tokio::time::timeout(SOON, is_back(&study, before + begun_in_vain)).await;
        assert!(back.is_ok(), "{trouble:?}: the bot is not back");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_can_be_mended_is_mended() {
    let study = Study::begin("ko", EVE).await;
    let codes = [1_000, 1_001, 4_000, 4_001, 4_002, 4_003, 4_005, 4_007, 4_008, 4_009];
    for code in codes {
        let before = study.discord.connections();
        study.discord.close_gateway(code);
        is_back(&study, before).await;
    }
    let before = study.discord.connections();
    study.discord.close_gateway_without_code();
    is_back(&study, before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_falls_silent_is_given_up() {
    let study = Study::begin("ko", EVE).await;
    let before = study.discord.connections();
    study.discord.freeze_gateway();
    let back = async {
        while study.discord.connections() == before {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), back).await.expect("a new connection");
    is_back(&study, before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_ends_each_session_at_once_makes_no_storm() {
    for trouble in [
        GatewayTrouble::CloseWhenReady(None),
        GatewayTrouble::CloseWhenReady(Some(4_009)),
        GatewayTrouble::CloseWhenAsked(None),
        GatewayTrouble::CloseWhenAsked(Some(4_003)),
        GatewayTrouble::Refuse,
    ] {
        let discord = Discord::start(World::study_group("ko"), Clock::system()).await;
        discord.make_gateway_trouble(trouble, FOR_EVER);
        let program = Running::start(&discord);
        discord.wait_until("it has tried", |discord| discord.attempts() >= 1).await;

        let (tries, work) = (discord.attempts(), program.cpu_time());
        tokio::time::sleep(Duration::from_secs(3)).await;
        let (tries, work) = (discord.attempts() - tries, program.cpu_time().saturating_sub(work));

        assert!(tries <= 12, "{trouble:?}: {tries} connections in three seconds");
        assert!(discord.identified() <= 2, "{trouble:?}: {} sessions begun", discord.identified());
        assert!(work < Duration::from_secs(1), "{trouble:?}: {work:?} of work in three seconds");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_mended_ends_the_program_and_is_said_plainly() {
    for (code, said) in [
        (4_004, "Discord refuses this token"),
        (4_010, "see to it that PROCTOR_SHARDS names the same total"),
        (4_011, "divide them into shards with PROCTOR_SHARDS"),
        (4_012, "a newer proctor is needed"),
        (4_013, "does not know the gateway intent"),
        (4_014, "refuses the gateway intent"),
    ] {
        let discord = Discord::start(World::study_group("ko"), Clock::system()).await;
        discord.make_gateway_trouble(GatewayTrouble::CloseWhenAsked(Some(code)), FOR_EVER);
        let mut program = Running::start(&discord);
        assert_eq!(program.end().await, Some(1), "{code}");
        let log = program.log();
        assert!(log.contains(said) && log.contains(&format!("({code})")), "{code}: {log}");
        assert_eq!(discord.attempts(), 1, "{code}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_never_hears_a_new_session_ends_the_program() {
    let discord = Discord::start(World::study_group("ko"), Clock::system()).await;
    discord.make_gateway_trouble(GatewayTrouble::CloseWhenAsked(Some(4_003)), FOR_EVER);
    let mut program = Running::start(&discord);
    assert_eq!(program.end().await, Some(1));
    assert!(program.log().contains("closes each new session with code 4003"), "{}", program.log());
    assert_eq!(discord.attempts(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_goes_on_though_discord_says_no_more_than_that() {
    let discord = Discord::start(World::study_group("ko"), Clock::system()).await;
    let program = Running::start(&discord);
    discord.wait_ready().await;
    discord.shape_events(|event, data| {
        if event == "RESUMED" {
            *data = json!(null);
        }
    });
    let before = discord.connections();
    discord.drop_gateway();
    discord.wait_until("it has resumed", |discord| discord.connections() > before).await;
    program.wait_for_metric("proctor_gateway_connected 1").await;
    assert_eq!((discord.identified(), program.health().await["gateway"]["gaps"].as_u64()), (1, Some(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spent_budget_of_sessions_is_waited_for() {
    let discord = Discord::start(World::study_group("ko"), Clock::system()).await;
    discord.set_sessions_left(0, Duration::from_hours(1));
    let program = Running::start(&discord);
    program.wait_for_log("no more sessions").await;
    assert_eq!((discord.identified(), discord.attempts()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_shows_in_the_health_and_the_metrics() {
    let discord = Discord::start(World::study_group("ko"), Clock::system()).await;
    let program = Running::start(&discord);
    discord.wait_ready().await;
    assert_eq!(program.health().await["gateway"], json!({ "connected": true, "gaps": 0 }));

    discord.make_gateway_trouble(GatewayTrouble::Refuse, FOR_EVER);
    let tried = discord.attempts();
    discord.drop_gateway();
    discord.wait_until("it has tried again", |discord| discord.attempts() > tried).await;
    let gap = program.health().await;
    assert_eq!((&gap["gateway"]["connected"], &gap["gateway"]["gaps"]), (&json!(false), &json!(1)), "{gap}");
    assert!(gap["gateway"]["gone_for_seconds"].is_u64(), "{gap}");

    discord.end_trouble();
    discord.wait_until("it is back", Discord::is_connected).await;
    program.wait_for_metric("proctor_gateway_connected 1").await;
    program.wait_for_metric("proctor_gateway_gaps_total 1").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_told_by_kind_and_server_and_counted() {
    const SECRET: &str = "words-of-a-member";
    let world = World::study_group("ko");
    let guild = world.guild_ids()[0];
    let (channel, owner) = (world.channel_ids(guild)[1], world.user_ids(guild)[0]);
    let discord = Discord::start(world, Clock::system()).await;
    let program = Running::start(&discord);
    discord.wait_ready().await;

    discord.shape_events(|event, data| {
        if event == "INTERACTION_CREATE" {
            data["data"] = json!({ "name": { "new": SECRET } });
        }
    });
    let reply = discord.user(owner, channel).speaking("ko").slash("status", &[]).await;
    assert!(reply.message().is_private() && reply.text().contains("지원하지 않는 입력"), "{reply:?}");
    discord.say("GUILD_CREATE", &json!({ "id": { "new": SECRET } }));
    discord.say_text(&format!("{{ {SECRET}"));
    discord.say_text(&json!({ "op": 0, "s": null, "d": { "guild_id": guild.to_string(), "new": SECRET } }).to_string());

    program.wait_for_metric("proctor_unread_events_total 4").await;
    let log = program.log();
    let lost: Vec<&str> = log.lines().filter(|line| line.contains("could not be read")).collect();
    assert!(lost[0].contains("INTERACTION_CREATE") && lost[0].contains(&guild.to_string()), "{lost:?}");
    assert!(lost[1].contains("GUILD_CREATE"), "{lost:?}");
    assert!(lost[3].contains("unknown") && lost[3].contains(&guild.to_string()), "{lost:?}");
    assert!(!log.contains(SECRET) && !log.contains("interaction-token"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_of_a_new_kind_lose_nothing() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.discord.shape_events(|event, data| match event {
        "INTERACTION_CREATE" => {
            data["entitlements"] = json!(null);
            data["channel"]["nsfw"] = json!(null);
            data["member"]["permissions"] = json!("18446744073709551615");
            if let Some(rows) = data["message"]["components"].as_array_mut() {
                rows.push(json!({ "type": 99, "new": { "kind": true } }));
            }
        }
        "GUILD_CREATE" => data["channels"] = json!([{ "id": "1", "type": 99, "nsfw": null, "available_tags": null }]),
        "READY" => data["guilds"][0]["new"] = json!({ "kind": true }),
        _ => {}
    });
    study.discord.say_ready_again();
    study.move_to("2026-11-24T00:00:00Z");
    let post = study.post(1).await;
    let verdict = post.press(&study.member(1), &post.key()).await;
    assert!(verdict.text().contains("정답"), "{verdict:?}");
    study.assert_well_behaved();
}
