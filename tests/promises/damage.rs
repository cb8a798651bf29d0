//! One row that cannot be read, in each table: it is left alone, and everything else goes on.

use crate::neighbour::Neighbour;
use crate::study;
use crate::study::Study;
use chrono::TimeDelta;
use rusqlite::Connection;
use serde_json::json;

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// Writes what no program of ours writes, while the bot is stopped.
async fn damage(study: &mut Study, sql: &str) {
    study.stop().await;
    let database = Connection::open(study.database()).expect("the database");
    database.execute_batch("pragma ignore_check_constraints = on").expect("a setting");
    let changed = database.execute(sql, []).expect("a statement");
    assert!(changed > 0, "{sql} changed nothing");
    drop(database);
    study.start().await;
}

/// How many rows are set aside.
fn set_aside(study: &Study) -> i64 {
    let database = Connection::open(study.database()).expect("the database");
    database.query_row("select count(*) from set_aside", [], |row| row.get(0)).expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_row_of_a_server_or_schedule_holds_up_no_other_server() {
    for set in [
        "server set zone = 'Mars/Olympus'",
        "server set language = 'tlh'",
        "server set feedback = 'never'",
        "schedule set due_day = 'someday'",
        "schedule set due_at = -9223372036854775808",
        "schedule set due_at = 9223372036854775807",
        "schedule set days = 0",
        "schedule set thread = 7",
        "schedule set grace_min = 9223372036854775807",
        "schedule set open_for_min = 150000000000",
    ] {
        let (mut study, neighbour) = Neighbour::beside_a_study(EVE).await;
        let guild = study.guild;
        damage(&mut study, &format!("update {set} where server_id = {guild}")).await;
        study.move_to(NINE);
        let (channel, discord) = (neighbour.channel, &study.discord);
        discord.wait_until("the other server is asked", |discord| discord.messages(channel).len() == 1).await;
        study.move_to("2026-11-25T00:00:10Z");
        let goes_on = |discord: &sandbox::Discord| discord.messages(channel).len() == 3;
        study.discord.wait_until("it is told the key and asked again", goes_on).await;
        assert!(study.discord.messages(study.channel).is_empty(), "{set}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_wordings_stop_no_server_and_are_mended_from_the_bank() {
    let (mut study, neighbour) = Neighbour::beside_a_study(EVE).await;
    let database = Connection::open(study.database()).expect("the database");
    database.execute_batch("pragma ignore_check_constraints = on").expect("a setting");
    let count = |what: &str| -> i64 {
        let sql = format!("select count(*) from edition where {what}");
        database.query_row(&sql, [], |row| row.get(0)).expect("a count")
    };
    let all = count("true");
    let third = "from (select edition_id as id, row_number() over (order by edition_id) % 3 as third from edition)";
    for (set, nth) in [("section = ''", 0), ("content = '{}'", 1)] {
        let sql = format!("update edition set {set} {third} where edition_id = id and third = {nth}");
        assert!(database.execute(&sql, []).expect("an update") > 100);
    }
    study.move_to(NINE);
    study.post(1).await;
    let channel = neighbour.channel;
    study.discord.wait_until("the other is asked", |discord| discord.messages(channel).len() == 1).await;
    assert_eq!(set_aside(&study), 0);

    study.stop().await;
    study.start().await;
    let sound = "section <> '' and content <> '{}'";
    study.discord.wait_until("they are mended", |_| count(sound) == all).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_row_of_an_open_round_stops_that_round_alone() {
    for set in ["day = 'someday'", "question = ''", "option_order = 'AAA'", "feedback = 'never'", "thread = 7"] {
        let mut study = Study::at_nine_in_seoul("ko", EVE).await;
        study.move_to(NINE);
        study.post(1).await;
        let guild = study.guild;
        damage(&mut study, &format!("update round set {set} where server_id = {guild}")).await;
        study.move_to("2026-11-25T00:00:10Z");
        study.pass(TimeDelta::zero()).await;
        // The next day comes all the same.
        study
            .discord
            .wait_until("the next question is there", |discord| discord.messages(study.channel).len() >= 2)
            .await;
        assert!(set_aside(&study) >= 1, "{set}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_delivery_holds_up_no_other_in_its_channel() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    let insert = format!(
        "insert into delivery (server_id, kind, urgency, lane, channel_id, state, try_at, expires_at, made_at) \
         values ({}, 'pigeon', 0, 0, {}, 'due', 0, 9000000000000, 0)",
        study.guild, study.channel
    );
    damage(&mut study, &insert).await;
    study.close_early().await;
    study.messages(2).await;
    study.pass(TimeDelta::hours(1)).await;
    study.messages(2).await;
    assert_eq!(set_aside(&study), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_rows_of_members_stop_no_close_no_reveal_and_no_board() {
    let damages = [
        "update answer set choice = 200 where member_id = {member}",
        "update answer set answered_at = 9223372036854775807 where member_id = {member}",
        "update answer set streak = -5 where member_id = {member}",
        "update standing set reached_at = 9223372036854775807 where member_id = {member}",
        "update standing set points = 9223372036854775807 where member_id = {member}",
        "update member set name = cast(x'ff' as text) where member_id = {member}",
        "insert into trouble (server_id, channel_id, about, missing, since) \
         values ({server}, {channel}, 'post', 'send-messages', 9223372036854775807)",
    ];
    for sql in damages {
        let mut study = Study::at_nine_in_seoul("ko", EVE).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        post.press(&study.member(1), &post.key()).await;
        study.close_early().await;
        study.messages(2).await;
        study.owner().slash("settings set", &[("feedback", json!("at_close"))]).await;
        study.move_to("2026-11-25T00:00:00Z");
        let post = study.post(3).await;
        for member in 1..=3 {
            let receipt = post.press(&study.member(member), &post.key()).await;
            assert!(receipt.failed().is_none(), "{receipt:?}");
        }
        let (member, server, channel) = (study.member(1).id(), study.guild, study.channel);
        let sql = sql.replace("{member}", &member.to_string());
        let sql = sql.replace("{server}", &server.to_string()).replace("{channel}", &channel.to_string());
        drop(post);
        damage(&mut study, &sql).await;
        study.close_early().await;
        study.messages(4).await;
        study.pass(TimeDelta::minutes(10)).await;
        let messages = study.messages(4).await;
        assert!(!study::takes_answers(&messages[2]), "{sql}: the buttons are gone");

        let board = study.member(2).slash("leaderboard", &[]).await;
        let name = study.discord.world().name_of(study.member(2).id());
        assert!(board.text().contains(&name), "{sql}: {board:?}");
        let status = study.owner().slash("status", &[]).await.text();
        assert!(status.contains("proctor"), "{sql}: {status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn status_says_how_much_is_set_aside_and_what_to_do() {
    let (mut study, neighbour) = Neighbour::beside_a_study(EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    let status = study.owner().slash("status", &[]).await.text();
    assert!(!status.contains("건너뛰"), "{status}");

    let guild = study.guild;
    let pigeon = format!(
        "insert into delivery (server_id, kind, urgency, lane, channel_id, state, try_at, expires_at, made_at) \
         values ({guild}, 'pigeon', 0, 0, {}, 'due', 0, 9000000000000, 0)",
        study.channel
    );
    damage(&mut study, &pigeon).await;
    damage(&mut study, &format!("update round set day = 'someday' where server_id = {guild}")).await;
    study.owner().slash("schedule add", &[("name", json!("저녁")), ("time", json!("21:00"))]).await;
    damage(&mut study, &format!("update schedule set days = 0 where server_id = {guild} and name = '저녁'")).await;
    study.move_to("2026-11-25T12:00:10Z");
    study.pass(TimeDelta::zero()).await;
    assert_eq!(set_aside(&study), 3);

    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("일정 1개") && status.contains(" 문제 1개") && status.contains("메시지 1개"), "{status}");
    assert!(status.contains("운영자"), "{status}");
    let english = study.owner().speaking("en-US").slash("status", &[]).await.text();
    assert!(english.contains("1 schedule, 1 question, 1 message"), "{english}");
    let theirs = neighbour.owner(&study.discord).speaking("ko").slash("status", &[]).await.text();
    assert!(!theirs.contains("건너뛰"), "{theirs}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_row_of_a_server_that_was_left_keeps_no_other_from_coming_back() {
    let (mut study, neighbour) = Neighbour::beside_a_study(EVE).await;
    let guild = study.guild;
    damage(&mut study, &format!("update server set removed_at = 1, zone = 'Mars/Olympus' where server_id = {guild}"))
        .await;
    damage(&mut study, &format!("update server set removed_at = 2 where server_id = {}", neighbour.guild)).await;
    let left = |study: &Study| -> i64 {
        let database = Connection::open(study.database()).expect("the database");
        let sql = "select count(*) from server where removed_at is not null";
        database.query_row(sql, [], |row| row.get(0)).expect("a count")
    };
    study.discord.say_ready_again();
    study.move_to(NINE);
    let channel = neighbour.channel;
    study.discord.wait_until("the other server is asked", |discord| discord.messages(channel).len() == 1).await;
    assert_eq!(left(&study), 0, "the bot is in both, and nothing of either is deleted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_wording_keeps_no_round_open_that_has_nothing_to_grade() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    drop(post);
    damage(&mut study, "update edition set content = 'no wording'").await;
    study.move_to("2026-11-25T12:00:00Z");
    study.pass(TimeDelta::zero()).await;
    let database = Connection::open(study.database()).expect("the database");
    let state: String =
        database.query_row("select state from round where round_id = 1", [], |row| row.get(0)).expect("a state");
    assert_eq!(state, "closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_members_data_that_is_damaged_in_part_is_exported_without_that_part_which_is_said() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    study.owner().slash("round now", &[]).await;
    let second = study.post(2).await;
    second.press(&study.member(1), &second.key()).await;
    drop((post, second));
    let whole = study.member(1).slash("privacy export", &[]).await;
    assert!(!whole.text().contains("손상"), "{whole:?}");
    damage(&mut study, "update answer set choice = 200 where round_id = 1").await;

    let file = study.member(1).slash("privacy export", &[]).await;

    assert!(file.text().contains("손상"), "{file:?}");
    let data: serde_json::Value = serde_json::from_slice(&file.message().files[0].1).expect("JSON");
    assert_eq!(data["answers"].as_array().map(Vec::len), Some(1), "{data}");
    assert_eq!(
        data["unreadable"],
        json!({ "names": 0, "answers": 1, "quiz_answers": 0, "reports": 0, "seasons": 0, "prizes": 0, "roles": 0, "quizzes_started": 0, "rewards_set": 0 }),
        "{data}"
    );
}
