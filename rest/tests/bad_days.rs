//! Requests to a server on loopback that answers as Discord does on a bad day.

mod scripted;

use std::time::Duration;

use rest::{Attachment, Rest, RestError, Scope};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::Instant;

use scripted::{at, discord, says, soon};

const CHANNEL: u64 = 1;

async fn post(rest: &Rest, until: Instant) -> Result<u64, RestError> {
    rest.create_message(CHANNEL, &json!({ "content": "hello" }), &[], until).await.map(|message| message.id)
}

#[tokio::test]
async fn a_429_is_waited_for_as_long_as_it_says_and_no_longer() {
    let (rest, script) = discord(vec![says(429, &[], r#"{"retry_after":0.3,"global":false}"#)]).await;
    let start = Instant::now();

    assert_eq!(post(&rest, soon()).await, Ok(9));

    assert!((Duration::from_millis(300)..Duration::from_millis(1_500)).contains(&start.elapsed()));
    assert_eq!(script.asked(), ["POST /api/v10/channels/1/messages"; 2]);
}

#[tokio::test]
async fn a_429_beyond_the_patience_is_given_back_at_once() {
    let (rest, script) = discord(vec![says(429, &[], r#"{"retry_after":600}"#)]).await;

    let outcome = post(&rest, soon()).await;
    let again = post(&rest, soon()).await;

    assert_eq!(outcome, Err(RestError::RateLimited { retry_after: Duration::from_mins(10), scope: Scope::Route }));
    assert!(matches!(again, Err(RestError::RateLimited { .. })), "the closed route is not asked again");
    assert_eq!(script.asked().len(), 1);
    assert!(rest.create_message(2, &json!({}), &[], soon()).await.is_ok(), "another channel is open");
}

#[tokio::test]
async fn a_global_429_holds_every_route_but_those_of_interactions() {
    let limit = says(429, &[("x-ratelimit-global", "true")], r#"{"retry_after":0.6,"global":true}"#);
    let (rest, _) = discord(vec![limit]).await;
    let now = Instant::now();

    assert!(post(&rest, now + Duration::from_millis(100)).await.is_err());
    rest.respond(5, "interaction-token", &json!({ "type": 5 }), &[], soon()).await.unwrap();
    assert!(now.elapsed() < Duration::from_millis(500), "an interaction waited");
    rest.channel(2, soon()).await.unwrap();

    assert!(now.elapsed() >= Duration::from_millis(600), "another route did not wait");
}

#[tokio::test]
async fn a_used_up_bucket_is_waited_for_before_sending() {
    let headers = [("x-ratelimit-bucket", "b"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset-after", "0.4")];
    let (rest, script) = discord(vec![says(200, &headers, r#"{"id":"3"}"#)]).await;
    let start = Instant::now();

    post(&rest, soon()).await.unwrap();
    post(&rest, soon()).await.unwrap();

    assert!(start.elapsed() >= Duration::from_millis(400));
    assert_eq!(script.asked().len(), 2);
}

#[tokio::test]
async fn pages_of_the_front_door_end_in_a_pause_instead_of_a_storm() {
    let page = || says(403, &[("content-type", "text/html")], "<html>Attention Required! | Cloudflare</html>");
    let (rest, script) = discord((0..10).map(|_| page()).collect()).await;

    for _ in 0..10 {
        assert!(matches!(post(&rest, soon()).await, Err(RestError::Blocked { .. })));
    }

    assert_eq!(script.asked().len(), 3);
}

#[tokio::test]
async fn a_refusal_has_discords_code() {
    let (rest, _) = discord(vec![
        says(403, &[], r#"{"code":50013,"message":"Missing Permissions"}"#),
        says(401, &[], r#"{"code":0,"message":"401: Unauthorized"}"#),
    ])
    .await;

    assert_eq!(post(&rest, soon()).await.unwrap_err().code(), Some(50013));
    assert_eq!(post(&rest, soon()).await, Err(RestError::Unauthorized));
}

#[tokio::test]
async fn a_lost_answer_is_not_sent_again_but_a_reading_request_is() {
    let failing = || says(502, &[], "<html>bad gateway");
    let (rest, script) = discord(vec![failing(), failing()]).await;

    assert!(matches!(post(&rest, soon()).await, Err(RestError::Lost(_))));
    assert!(rest.channel(CHANNEL, soon()).await.is_ok());

    assert_eq!(script.asked().len(), 3);
}

#[tokio::test]
async fn an_accepted_request_whose_answer_is_cut_off_is_lost() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let rest = at(listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut connection, _) = listener.accept().await.unwrap();
            let mut request = [0; 4_096];
            let _ = connection.read(&mut request).await;
            let _ = connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"id\":").await;
        }
    });

    let lost = rest.respond(5, "interaction-token", &json!({ "type": 5 }), &[], soon()).await.unwrap_err();

    assert!(lost.may_have_happened());
    let shown = format!("{lost} {lost:?}");
    assert!(!shown.contains("interaction-token") && !shown.contains("127.0.0.1"), "{shown}");
}

#[tokio::test]
async fn a_request_that_never_left_is_told_apart() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let closed = listener.local_addr().unwrap();
    drop(listener);

    assert!(matches!(post(&at(closed), soon()).await, Err(RestError::NotSent(_))));
}

#[tokio::test]
async fn an_interaction_is_answered_in_time_or_not_at_all() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let rest = at(listener.local_addr().unwrap());
    let start = Instant::now();

    let outcome = rest.respond(5, "t", &json!({}), &[], start + Duration::from_mins(1)).await;
    let late = rest.respond(5, "t", &json!({}), &[], start).await;

    assert!(matches!(outcome, Err(RestError::Lost(_))));
    assert!(start.elapsed() < Duration::from_secs(4));
    assert!(matches!(late, Err(RestError::NotSent(_))));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_no_other_host_is_reached() {
    let (_, elsewhere) = discord(Vec::new()).await;
    let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let location = format!("http://{}/", other.local_addr().unwrap());
    let mut redirect = says(307, &[], "");
    redirect.headers_mut().insert("location", location.parse().unwrap());
    let (rest, script) = discord(vec![redirect]).await;

    let outcome = post(&rest, soon()).await;

    assert_eq!(outcome.unwrap_err().status(), Some(307));
    assert_eq!(script.asked().len(), 1);
    assert!(elsewhere.asked().is_empty());
    let reached = tokio::time::timeout(Duration::from_millis(100), other.accept()).await;
    assert!(reached.is_err(), "the redirect was followed");
}

#[tokio::test]
async fn the_token_goes_only_where_it_is_needed_and_is_never_shown() {
    let (rest, script) = discord(Vec::new()).await;

    post(&rest, soon()).await.unwrap();
    rest.edit_original(7, "interaction-token", &json!({}), &[], soon()).await.unwrap();

    assert_eq!(*script.authorized.lock().unwrap(), [true, false]);
    assert!(!format!("{rest:?}").contains("canary"));
}

#[tokio::test]
async fn files_go_out_as_a_form() {
    let (rest, script) = discord(Vec::new()).await;
    let file = Attachment { name: "my-data.json".to_owned(), bytes: b"{}".to_vec(), description: None };

    rest.follow_up(7, "interaction-token", &json!({ "content": "here" }), &[file], soon()).await.unwrap();

    assert_eq!(script.asked(), ["POST /api/v10/webhooks/7/interaction-token?wait=true"]);
}
