//! Signed requests in place of the gateway: only what Discord signed is heard, once, and a group needs no connection.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::study::Study;
use chrono::TimeDelta;
use reqwest::{Client, StatusCode};
use rusqlite::Connection;
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// A request as anyone may send it.
struct Sent<'s> {
    body: &'s str,
    signature: Option<&'s str>,
    timestamp: Option<&'s str>,
}

/// Sends a request to a path of the bot.
async fn send(study: &Study, path: &str, sent: Sent<'_>) -> (StatusCode, String) {
    let url = format!("http://{}{path}", study.listen.expect("an address"));
    let mut request = Client::new().post(url).body(sent.body.to_owned());
    for (name, value) in [("x-signature-ed25519", sent.signature), ("x-signature-timestamp", sent.timestamp)] {
        if let Some(value) = value {
            request = request.header(name, value);
        }
    }
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.text().await.expect("a text"))
}

/// Sends what Discord signed.
async fn send_signed(study: &Study, path: &str, body: &str) -> (StatusCode, String) {
    let signature = study.discord.signature(1_700_000_000, body);
    send(study, path, Sent { body, signature: Some(&signature), timestamp: Some("1700000000") }).await
}

/// How many requests the bot has counted that Discord had not signed.
async fn unsigned(study: &Study) -> u32 {
    let url = format!("http://{}/metrics", study.listen.expect("an address"));
    let metrics = reqwest::get(url).await.expect("metrics").text().await.expect("a text");
    let count = metrics.lines().find_map(|line| line.strip_prefix("proctor_unsigned_requests_total "));
    count.and_then(|count| count.parse().ok()).expect("a number")
}

/// Keeps every interaction that goes to the bot, as someone on the way could.
fn overhear(study: &Study) -> Arc<Mutex<Vec<String>>> {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&heard);
    study.discord.shape_events(move |event, data| {
        if event == "INTERACTION_CREATE" {
            keep.lock().expect("the list").push(data.to_string());
        }
    });
    heard
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_discord_signed_is_answered() {
    let study = Study::by_http("ko", EVE).await;
    let ping = r#"{"type":1,"version":1}"#;
    let good = study.discord.signature(1_700_000_000, ping);
    let other_body = study.discord.signature(1_700_000_000, r#"{"type":1,"version":2}"#);
    let cut = &good[..126];
    let twice = format!("{good}{good}");
    let time = Some("1700000000");
    let table = [
        ("as signed", ping, Some(good.as_str()), time, 200),
        ("in capitals", ping, Some(&good.to_uppercase()), time, 200),
        ("no signature", ping, None, time, 401),
        ("no time", ping, Some(&good), None, 401),
        ("nothing", ping, None, None, 401),
        ("another time", ping, Some(&good), Some("1700000001"), 401),
        ("an empty time", ping, Some(&good), Some(""), 401),
        ("another body", r#"{"type":1,"version":3}"#, Some(&good), time, 401),
        ("a space more", &format!("{ping} "), Some(&good), time, 401),
        ("an empty body", "", Some(&good), time, 401),
        ("of another body", ping, Some(&other_body), time, 401),
        ("cut off", ping, Some(cut), time, 401),
        ("twice as long", ping, Some(&twice), time, 401),
        ("no hex", ping, Some("sesame"), time, 401),
        ("none that can be", ping, Some(&"f".repeat(128)), time, 401),
        ("zeros", ping, Some(&"0".repeat(128)), time, 401),
    ];
    // Discord itself tries each address with a badly signed request.
    let before = unsigned(&study).await;
    for path in ["/interactions", "/events"] {
        for (what, body, signature, timestamp, expected) in table {
            let (status, answer) = send(&study, path, Sent { body, signature, timestamp }).await;
            let expected = if expected == 200 && path == "/events" { 204 } else { expected };
            assert_eq!(status.as_u16(), expected, "{path}, {what}: {answer}");
            assert_eq!(answer, if expected == 200 { r#"{"type":1}"# } else { "" }, "{path}, {what}");
        }
    }
    assert_eq!(unsigned(&study).await, before + 28);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_or_no_interaction_is_refused_and_the_bot_goes_on() {
    let study = Study::by_http("ko", EVE).await;
    let padded = |length: usize| {
        let frame = r#"{"type":1,"pad":""}"#;
        format!(r#"{{"type":1,"pad":"{}"}}"#, "x".repeat(length - frame.len()))
    };
    let status = async |body: &str| send_signed(&study, "/interactions", body).await.0.as_u16();
    assert_eq!(status(&padded(256 * 1024)).await, 200);
    assert_eq!(status(&padded(256 * 1024 + 1)).await, 413);
    assert_eq!(status("no JSON").await, 400);
    assert_eq!(status(r#"{"version":1}"#).await, 400);
    let get = reqwest::get(format!("http://{}/interactions", study.listen.expect("an address"))).await;
    assert_eq!(get.expect("an answer").status(), StatusCode::METHOD_NOT_ALLOWED);

    let (status, answer) = send_signed(&study, "/interactions", r#"{"type":2,"id":"5","token":"t","data":[]}"#).await;
    let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
    assert_eq!((status, &answer["type"]), (StatusCode::SERVICE_UNAVAILABLE, &Value::Null), "it is older than the bot");
    let id = study.owner().slash("help", &[]).await.message().id() + 1_000;
    let odd = json!({ "type": 2, "id": id.to_string(), "token": "t", "data": [], "locale": "ko" }).to_string();
    let (status, answer) = send_signed(&study, "/interactions", &odd).await;
    assert_eq!(status, StatusCode::OK);
    assert!(answer.contains("\"type\":4"), "a sentence says that it could not be read: {answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_group_plays_a_day_and_the_bot_never_connects() {
    let study = Study::by_http("ko", EVE).await;
    study.set_up(&[]).await;
    study.move_to(NINE);
    let post = study.post(1).await;

    let verdict = post.press(&study.member(1), &post.key()).await;
    assert!(verdict.text().contains("정답이에요") && verdict.message().is_private(), "{verdict:?}");
    let second = post.press(&study.member(1), &post.wrong()).await;
    assert!(!second.text().contains("정답이에요"), "the first answer stays: {second:?}");
    let letters = study.member(2).type_into("answer", "choice", "", &[]).await;
    assert!(!letters.choices().is_empty());
    let typed = study.member(2).slash("answer", &[("choice", json!(post.wrong()))]).await;
    assert!(typed.message().is_private(), "{typed:?}");
    let form = study.member(2).slash("report", &[]).await;
    let sent = study.member(2).submit(form.form(), "보기가 이상해요").await;
    assert!(sent.message().is_private(), "{sent:?}");
    let board = study.member(3).slash("leaderboard", &[]).await;
    assert!(!board.message().is_private() && board.text().contains("👥 2명"), "{board:?}");
    let mine =
        study.member(1).click(board.message().id(), board.message().custom_ids().last().expect("a button")).await;
    assert!(mine.text().contains("← 나"), "{mine:?}");

    study.move_to("2026-11-25T00:00:00Z");
    // The question and the board of yesterday, the reveal, the question of today.
    study.messages(4).await;
    assert_eq!(study.discord.attempts(), 0, "nobody connected to the gateway");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_answer_is_preceded_by_thinking_and_a_file_follows_it() {
    let study = Study::by_http("ko", EVE).await;
    study.set_up(&[]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    let thinking = |kind: u64| {
        study
            .discord
            .requests()
            .iter()
            .filter(|one| one.path.ends_with("/callback") && one.body["type"] == kind)
            .count()
    };
    assert_eq!(thinking(5), 0);

    let other_program = Connection::open(study.database()).expect("the database");
    other_program.execute_batch("begin immediate").expect("the lock");
    let button = post.custom_ids().remove(0);
    let letter = button.rsplit(':').next().expect("a letter").to_owned();
    let pressed = study.member(1).click_and_go_on(post.id, &button);
    study.discord.wait_until("the member sees thinking", |_| thinking(5) == 1).await;
    other_program.execute_batch("commit").expect("the lock is given back");
    let verdict = pressed.outcome().await;
    assert!(verdict.text().contains(&letter) && verdict.message().is_private(), "{verdict:?}");
    assert!(verdict.first_after.is_some_and(|after| after < Duration::from_secs(3)));

    // The answer to the request carries no file, and is late itself.
    let slow = sandbox::Trouble::Delay(Duration::from_millis(700));
    let slow = sandbox::Fault { method: "POST", path: "/callback".to_owned(), times: 1, trouble: slow };
    study.discord.make_trouble(slow);
    let export = study.member(1).slash("privacy export", &[]).await;
    let file = &export.message().files[0];
    assert!(serde_json::from_slice::<Value>(&file.1).is_ok(), "{export:?}");
    assert!(export.message().is_private());
    assert_eq!(thinking(5), 2);
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_someone_kept_does_nothing_again_even_after_a_restart() {
    let mut study = Study::by_http("ko", EVE).await;
    study.set_up(&[]).await;
    let heard = overhear(&study);
    study.owner().slash("round now", &[]).await;
    study.messages(1).await;
    study.owner().slash("settings set", &[("open_for", json!(12))]).await;
    study.owner().slash("settings set", &[("open_for", json!(20))]).await;
    let kept = heard.lock().expect("the list").clone();
    assert_eq!(kept.len(), 3);

    for restart in [false, true] {
        if restart {
            study.crash().await;
            study.discord.clock().advance(TimeDelta::minutes(1));
            study.start().await;
        }
        for body in &kept {
            let (status, answer) = send_signed(&study, "/interactions", body).await;
            assert_eq!((status, answer.as_str()), (StatusCode::SERVICE_UNAVAILABLE, ""));
        }
        assert_eq!(study.discord.messages(study.channel).len(), 1, "a second question was asked for");
        let shown = study.owner().slash("settings show", &[]).await.text();
        assert!(shown.contains("20"), "an old change came back: {shown}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_health_misses_no_gateway() {
    let study = Study::by_http("ko", EVE).await;
    let url = format!("http://{}/health", study.listen.expect("an address"));
    let health: Value = reqwest::get(url).await.expect("an answer").json().await.expect("JSON");
    assert_eq!((&health["status"], &health["gateway"]), (&json!("ok"), &Value::Null));
}

const IS_LEFT: &str = "select exists (select 1 from server where removed_at is not null)";

#[tokio::test(flavor = "multi_thread")]
async fn a_removal_is_learned_from_a_refused_post_and_a_return_from_an_event() {
    let study = Study::by_http("ko", EVE).await;
    study.set_up(&[]).await;
    study.discord.remove_bot(study.guild);
    study.move_to(NINE);
    study.until(IS_LEFT).await;

    // An event from before, which someone kept, brings nothing back; each is taken note of before the next.
    let added = |guild: u64, at: &str| {
        let data = json!({ "integration_type": 0, "guild": { "id": guild.to_string() } });
        let event = json!({ "type": "APPLICATION_AUTHORIZED", "timestamp": at, "data": data });
        json!({ "version": 1, "type": 1, "event": event }).to_string()
    };
    for (guild, at) in [(study.guild, EVE), (424_242, NINE)] {
        assert_eq!(send_signed(&study, "/events", &added(guild, at)).await.0, StatusCode::NO_CONTENT);
    }
    study.until("select exists (select 1 from delivery where server_id = 424242)").await;
    study.until(IS_LEFT).await;

    study.pass(TimeDelta::minutes(10)).await;
    assert!(study.discord.direct_messages(study.owner().id()).is_empty(), "nobody is told of a missing channel");
    study.discord.add_bot(study.guild);
    study.messages(1).await;
    study.until("select not exists (select 1 from server where removed_at is not null)").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_channel_is_no_removal() {
    let study = Study::by_http("ko", EVE).await;
    study.set_up(&[]).await;
    study.discord.deny(study.channel, sandbox::Permission::ViewChannel);
    study.move_to(NINE);
    let owner = study.owner().id();
    let is_told = |discord: &sandbox::Discord| {
        (study.channel - 1..=study.channel + 1).any(|channel| !discord.messages(channel).is_empty())
            || !discord.direct_messages(owner).is_empty()
    };
    study.discord.wait_until("the manager is told", is_told).await;
    study.until("select not exists (select 1 from server where removed_at is not null)").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_while_the_bot_was_off_is_learned_from_the_list_of_its_servers() {
    let mut study = Study::by_http("ko", EVE).await;
    study.set_up(&[]).await;
    study.stop().await;
    study.discord.remove_bot(study.guild);
    study.start().await;
    study.until(IS_LEFT).await;
    study.stop().await;
    study.discord.add_bot_in_silence(study.guild);
    study.start().await;
    study.until("select not exists (select 1 from server where removed_at is not null)").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_server_is_greeted_when_an_event_tells_of_it() {
    let mut study = Study::by_http("ko", EVE).await;
    study.stop().await;
    study.discord.remove_bot(study.guild);
    study.start().await;
    study.discord.add_bot(study.guild);
    let all = |discord: &sandbox::Discord| {
        (study.channel - 1..=study.channel + 1).map(|one| discord.messages(one).len()).sum::<usize>()
    };
    study.discord.wait_until("it is greeted", |discord| all(discord) == 1).await;
}
