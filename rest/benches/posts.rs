//! How fast thousands of posts go out when a day begins everywhere, against a Discord that counts every second.
//!
//! Each channel takes five messages in five seconds, all together fifty in any second; what is more is answered 429.

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use rest::{Rest, Urgency};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

const POSTS: u64 = 4_000;
const CHANNELS: u64 = 2_500;

#[derive(Default)]
struct Counted {
    last_second: VecDeque<Instant>,
    in_channel: HashMap<String, VecDeque<Instant>>,
    most_in_a_second: usize,
    refused: usize,
}

type Shared = Arc<Mutex<Counted>>;

#[tokio::main]
async fn main() {
    // `cargo test --benches` only asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    posts().await;
    posts_before_counts().await;
}

async fn posts() {
    let (rest, counted) = discord().await;
    let begun = Instant::now();

    let sent = send(&rest, POSTS).join_all().await;

    let seconds = begun.elapsed().as_secs_f64();
    let counted = counted.lock().expect("no panic");
    println!(
        "{POSTS} posts in {CHANNELS} channels: {:.1} a second (goal 44), {} lost, {} answers 429, at most {} in a second",
        f64::from(u32::try_from(POSTS).expect("few")) / seconds,
        sent.iter().filter(|sent| !**sent).count(),
        counted.refused,
        counted.most_in_a_second
    );
}

/// Counts that were asked for first, and posts that come then.
async fn posts_before_counts() {
    let (rest, _) = discord().await;
    let counts = send(&rest.with(Urgency::Later), 450);
    tokio::task::yield_now().await;
    let begun = Instant::now();

    send(&rest, 225).join_all().await;

    let posts = begun.elapsed();
    counts.join_all().await;
    println!("225 posts behind 450 counts: {posts:.1?} (alone 5 s), the counts {:.1?}", begun.elapsed());
}

fn send(rest: &Rest, messages: u64) -> JoinSet<bool> {
    let until = tokio::time::Instant::now() + Duration::from_mins(10);
    let mut sending = JoinSet::new();
    for number in 0..messages {
        let rest = rest.clone();
        sending.spawn(async move {
            rest.create_message(1 + number % CHANNELS, &json!({ "content": "hello" }), &[], until).await.is_ok()
        });
    }
    sending
}

async fn discord() -> (Rest, Shared) {
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let counted = Shared::default();
    let routes = Router::new().fallback(answer).with_state(Arc::clone(&counted));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (Rest::new(&format!("http://{address}"), "none", "a bench").expect("a client"), counted)
}

async fn answer(State(counted): State<Shared>, request: Request) -> Response {
    let now = Instant::now();
    let mut counted = counted.lock().expect("no panic");
    let in_second = count(&mut counted.last_second, now, Duration::from_secs(1));
    counted.most_in_a_second = counted.most_in_a_second.max(in_second);
    let window = counted.in_channel.entry(request.uri().path().to_owned()).or_default();
    let in_channel = count(window, now, Duration::from_secs(5));
    let reset = Duration::from_secs(5).saturating_sub(now - window[0]).as_secs_f64();
    if in_second > 50 || in_channel > 5 {
        counted.refused += 1;
        let body = json!({ "retry_after": 1, "global": in_second > 50 }).to_string();
        return (StatusCode::TOO_MANY_REQUESTS, body).into_response();
    }
    let headers = [
        ("x-ratelimit-bucket", "messages".to_owned()),
        ("x-ratelimit-limit", "5".to_owned()),
        ("x-ratelimit-remaining", (5 - in_channel).to_string()),
        ("x-ratelimit-reset-after", format!("{reset:.3}")),
    ];
    (headers, json!({ "id": "9" }).to_string()).into_response()
}

/// Counts one more; returns how many there were within the time.
fn count(window: &mut VecDeque<Instant>, now: Instant, within: Duration) -> usize {
    while window.front().is_some_and(|first| now - *first >= within) {
        window.pop_front();
    }
    window.push_back(now);
    window.len()
}
