//! Answers as no documentation describes them: endless, cut off, absurd. None may fill memory, wait for ever or panic.

mod scripted;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::response::IntoResponse as _;
use rest::{Around, Meaning, Rest, RestError, Scope};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::Instant;

use scripted::{at, discord, says, soon};

const CHANNEL: u64 = 1;

/// Discord's address where each connection is answered with `head`, and with `piece` as often as it is taken.
async fn endless(head: &'static str, piece: Vec<u8>) -> (Rest, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let rest = at(listener.local_addr().expect("an address"));
    let sent = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&sent);
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            let (counted, piece) = (Arc::clone(&counted), piece.clone());
            tokio::spawn(async move {
                let _ = connection.read(&mut [0; 4_096]).await;
                let _ = connection.write_all(head.as_bytes()).await;
                while connection.write_all(&piece).await.is_ok() {
                    counted.fetch_add(piece.len(), Ordering::Relaxed);
                }
            });
        }
    });
    (rest, sent)
}

/// More than the buffers of a connection hold beside what was read.
const BUFFERS: usize = 32_000_000;

#[tokio::test]
async fn an_answer_without_an_end_is_not_read_on() {
    let chunk = [b"10000\r\n".to_vec(), vec![b'['; 0x10000], b"\r\n".to_vec()].concat();
    for head in [
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
        "HTTP/1.1 400 Bad Request\r\ntransfer-encoding: chunked\r\n\r\n",
    ] {
        let (rest, sent) = endless(head, chunk.clone()).await;

        let error = rest.create_message(CHANNEL, &json!({}), &[], soon()).await.unwrap_err();

        assert!(sent.load(Ordering::Relaxed) < BUFFERS);
        let is_told = if head.contains("200") { Meaning::MayHaveHappened } else { Meaning::Never };
        assert_eq!(error.meaning(), is_told);
    }
}

#[tokio::test]
async fn what_was_asked_for_may_be_long_and_what_a_change_shows_may_not() {
    let long = |bytes: usize| format!(r#"[{{ "id": "9", "pad": "{}" }}]"#, "x".repeat(bytes)).into_response();
    let (rest, _) = discord(vec![long(7_900_000), long(8_000_000), long(250_000), long(256_000)]).await;

    let found = async || rest.messages(CHANNEL, Around::After(0), soon()).await;
    assert_eq!(found().await.expect("an answer").len(), 1);
    let changed = async || rest.put_commands(CHANNEL, &[], soon()).await;
    let no_second_try = Instant::now() + Duration::from_millis(400);
    let second = rest.messages(CHANNEL, Around::After(0), no_second_try).await;
    let third = changed().await;
    assert!(matches!(second, Err(RestError::Lost(_))), "{second:?}");
    assert_eq!(third.expect("an answer").len(), 1);
    assert!(changed().await.unwrap_err().may_have_happened());
}

#[tokio::test]
async fn a_callback_takes_no_long_answer_either() {
    let plain = "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n";
    let (rest, sent) = endless(plain, vec![b' '; 0x10000]).await;

    assert!(rest.respond(5, "t", &json!({ "type": 5 }), &[], soon()).await.unwrap_err().may_have_happened());
    assert!(sent.load(Ordering::Relaxed) < BUFFERS);
}

#[tokio::test]
async fn headers_without_an_end_are_not_read_on() {
    let (rest, sent) =
        endless("HTTP/1.1 200 OK\r\n", [b"x-odd: ".to_vec(), vec![b'a'; 4_000], b"\r\n".to_vec()].concat()).await;

    assert!(rest.create_message(CHANNEL, &json!({}), &[], soon()).await.unwrap_err().may_have_happened());
    assert!(sent.load(Ordering::Relaxed) < BUFFERS);
}

#[tokio::test]
async fn a_wait_that_nobody_means_is_given_back_as_a_minute() {
    for body in
        [r#"{"retry_after":1e19}"#, r#"{"retry_after":1e18}"#, r#"{"retry_after":-1}"#, r#"{"retry_after":"x"}"#]
    {
        let (rest, script) = discord(vec![says(429, &[("retry-after", "NaN")], body)]).await;

        let error = rest.create_message(CHANNEL, &json!({}), &[], soon()).await.unwrap_err();

        assert_eq!(
            error,
            RestError::RateLimited { retry_after: Duration::from_mins(1), scope: Scope::Route },
            "{body}"
        );
        assert_eq!(script.asked().len(), 1);
    }
}

#[tokio::test]
async fn absurd_headers_of_a_good_answer_do_not_close_the_route() {
    let odd = ["1e19", "1e300", "inf", "NaN", "-7", "99999999"];
    for reset in odd {
        let headers = [("x-ratelimit-remaining", "0"), ("x-ratelimit-bucket", "b"), ("x-ratelimit-reset-after", reset)];
        let (rest, _) = discord(vec![says(200, &headers, r#"{"id":"3"}"#)]).await;

        rest.create_message(CHANNEL, &json!({}), &[], soon()).await.unwrap();

        let at_once = Instant::now() + Duration::from_millis(500);
        assert!(rest.create_message(CHANNEL, &json!({}), &[], at_once).await.is_ok(), "{reset}");
    }
}

#[tokio::test]
async fn what_is_no_message_may_have_happened_all_the_same() {
    let bodies =
        ["", "null", "[]", "{}", r#"{"id":null}"#, r#"{"id":"x"}"#, r#"{"id":-1}"#, "<html>", "{\"id\":\"1\"", "\u{0}"];
    for body in bodies {
        let (rest, script) = discord(vec![says(200, &[], body)]).await;

        let error = rest.create_message(CHANNEL, &json!({}), &[], soon()).await.unwrap_err();

        assert_eq!(error.meaning(), Meaning::MayHaveHappened, "{body}");
        assert_eq!(script.asked().len(), 1, "what writes is not repeated");
    }
}

#[tokio::test]
async fn a_closed_route_of_others_is_not_held_against_this_bot() {
    let shared = || says(429, &[("x-ratelimit-scope", "shared")], r#"{"retry_after":100,"global":false}"#);
    let (rest, _) = discord(vec![shared()]).await;
    let before = rest.invalid_requests_left();

    let error = rest.create_message(CHANNEL, &json!({}), &[], soon()).await.unwrap_err();

    assert_eq!(error, RestError::RateLimited { retry_after: Duration::from_secs(100), scope: Scope::Shared });
    assert_eq!(rest.invalid_requests_left(), before);
}

#[tokio::test]
async fn what_discord_refuses_as_invalid_is_counted() {
    let no = || says(403, &[], r#"{"code":50001,"message":"Missing Access"}"#);
    let (rest, _) = discord(vec![no(), no()]).await;
    let before = rest.invalid_requests_left();

    for _ in 0..2 {
        rest.create_message(CHANNEL, &json!({}), &[], soon()).await.unwrap_err();
    }

    assert_eq!(rest.invalid_requests_left(), before - 2);
}

#[tokio::test]
async fn discords_time_is_the_one_of_its_last_answer() {
    let date = |text| says(200, &[("date", text)], r#"{"id":"3"}"#);
    let (rest, _) =
        discord(vec![date("Sat, 28 Nov 2026 00:00:07 GMT"), date("Sat, 28 Nov 2026 00:00:09 GMT"), date("soon")]).await;

    assert_eq!(rest.discord_time(), None);
    for told in ["2026-11-28T00:00:07Z", "2026-11-28T00:00:09Z", "2026-11-28T00:00:09Z"] {
        rest.channel(CHANNEL, soon()).await.unwrap();
        assert_eq!(rest.discord_time().map(|heard| heard.time), Some(told.parse().unwrap()));
    }
}
