//! `proctor sandbox` as its page uses it: what it refuses, what it plays, how it heals and ends.
#![cfg(feature = "sandbox")]

mod started;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};
use started::{Started, start};

/// How long the sandbox may take for what it was asked.
const PATIENCE: Duration = Duration::from_secs(30);

struct Page {
    started: Started,
    address: String,
    http: reqwest::Client,
}

impl Page {
    fn open(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
        command.args(["sandbox", "--listen", "127.0.0.1:0"]).args(arguments);
        let (started, address) = start(&mut command, "open ");
        Self { started, address, http: reqwest::Client::builder().no_proxy().build().expect("a client") }
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let answer = self.http.post(format!("{}{path}", self.address)).json(&body).send().await.expect("an answer");
        answer.json().await.expect("JSON")
    }

    /// What a user sees.
    async fn state(&self, user: &str) -> Value {
        let url = format!("{}/state?as={user}", self.address);
        self.http.get(url).send().await.expect("the state").json().await.expect("JSON")
    }

    async fn control(&self, name: &str, numbers: Value) {
        assert_eq!(self.post("/control", json!({ "name": name, "numbers": numbers })).await, json!({}), "{name}");
    }

    /// Waits until the state is as it should be.
    async fn until(&self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let wait = async {
            loop {
                let state = self.state("0").await;
                if is_so(&state) {
                    return state;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.unwrap_or_else(|_| panic!("it never came to this: {what}"))
    }

    /// The questions that were posted.
    async fn questions(&self) -> Vec<Value> {
        questions(&self.state("0").await)
    }

    /// Asks it to end as Ctrl-C does, and waits for its code.
    fn interrupt(mut self) -> Option<i32> {
        let id = self.started.0.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
        self.started.0.wait().expect("its end").code()
    }
}

fn messages(state: &Value) -> Vec<Value> {
    let channel = state["channels"].as_array().expect("channels").iter().find(|one| one["name"] == "daily-question");
    channel.expect("the channel of questions")["messages"].as_array().cloned().unwrap_or_default()
}

/// What was posted there by itself: a reveal answers the post of its round, and a private message is no post.
fn questions(state: &Value) -> Vec<Value> {
    let is_post = |message: &Value| message["message_reference"].is_null() && message["flags"].as_u64() != Some(64);
    messages(state).into_iter().filter(is_post).collect()
}

#[tokio::test]
async fn only_this_computer_and_only_its_own_page_may_ask() {
    let page = Page::open(&["--fresh"]);
    let get = page.http.get(&page.address).header("host", "evil.example").send().await.expect("an answer");
    assert_eq!(get.status(), 403);
    let form = page.http.post(format!("{}/control", page.address)).body("name=kill").send().await.expect("an answer");
    assert_eq!(form.status(), 415);
    let long = json!({ "name": "x".repeat(70_000) });
    let long = page.http.post(format!("{}/control", page.address)).json(&long).send().await.expect("an answer");
    assert_eq!(long.status(), 413);
    let html = page.http.get(&page.address).send().await.expect("the page");
    let policy = html.headers()["content-security-policy"].to_str().expect("text").to_owned();
    assert!(policy.starts_with("default-src 'self'"), "{policy}");
    for file in ["", "/page.css", "/page.js"] {
        let text = page.http.get(format!("{}{file}", page.address)).send().await.expect("a file").text().await;
        let text = text.expect("text");
        assert!(!text.contains("src=\"http") && !text.contains("url(http") && !text.contains("import "), "{file}");
    }
}

#[test]
fn an_address_that_others_reach_must_be_asked_for_twice() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
    let output = command.args(["sandbox", "--listen", "0.0.0.0:0"]).output().expect("the program");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("can be reached from other computers") && said.contains("--expose"), "{said}");
}

#[tokio::test]
async fn the_group_plays_some_days_as_well_as_it_was_told_to() {
    let page = Page::open(&["--lang", "en"]);
    let numbers = json!({ "days": 3, "strength-0": 100, "strength-1": 0, "strength-2": 0, "strength-3": 0 });
    page.control("month", numbers).await;
    assert_eq!(page.questions().await.len(), 3, "a round a day");
    page.control("close", json!({})).await;
    let reveals = |state: &Value| messages(state).iter().filter(|one| !one["message_reference"].is_null()).count();
    let state = page.until("every answer is revealed", |state| reveals(state) == 3).await;
    let owner = state["me"].as_str().expect("the owner");
    let channel = state["channels"].as_array().expect("channels").iter().find(|one| one["name"] == "daily-question");
    let slash = json!({
        "kind": "slash", "as": owner, "channel": channel.expect("it")["id"], "locale": "en-US", "command": "leaderboard", "options": {},
    });
    let shown = page.post("/act", slash).await;
    let board = messages(&page.state(owner).await).into_iter().find(|one| one["id"] == shown["message"]);
    let board = board.expect("the board")["embeds"][0]["description"].as_str().expect("text").to_owned();
    let best = board.lines().next().expect("a line");
    assert!(best.contains("Seoyeon") && best.contains("100%"), "{board}");
    assert_eq!(board.matches("100%").count(), 1, "{board}");
    assert_eq!(page.state("0").await["complaints"], json!([]), "Discord would have refused nothing");
}

#[tokio::test]
async fn it_heals_from_every_trouble_and_posts_each_question_once() {
    let page = Page::open(&[]);
    let state = page.state("0").await;
    let channel = state["channels"].as_array().expect("channels").iter().find(|one| one["name"] == "daily-question");
    let channel = channel.expect("it")["id"].as_str().expect("an id").to_owned();
    let mut days = 0;
    for kind in ["gateway", "error", "slow", "lose", "limit"] {
        assert_eq!(page.post("/trouble", json!({ "kind": kind, "channel": channel })).await, json!({}), "{kind}");
        let state = page.state("0").await;
        // The next due time, without waiting for the post as the button does.
        let noon = state["now"].as_str().expect("now").to_owned();
        let now: chrono::DateTime<chrono::Utc> = noon.parse().expect("an instant");
        let at = |day: chrono::NaiveDate| day.and_hms_opt(0, 0, 0).expect("09:00 in Seoul").and_utc();
        let next = if now < at(now.date_naive()) { now.date_naive() } else { now.date_naive() + chrono::Days::new(1) };
        page.post("/clock", json!({ "to": at(next).to_rfc3339() })).await;
        days += 1;
        let healed = |state: &Value| questions(state).len() >= days && state["connected"] == true;
        let wait = async {
            while !healed(&page.state("0").await) {
                // The bot's pauses pass on the clock of the sandbox.
                page.post("/clock", json!({ "by": 5 })).await;
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        };
        assert!(tokio::time::timeout(PATIENCE, wait).await.is_ok(), "it did not heal from {kind}");
        page.post("/trouble", json!({ "kind": "end" })).await;
        assert_eq!(page.questions().await.len(), days, "{kind}");
    }
    assert_eq!(page.post("/trouble", json!({ "kind": "nonsense" })).await["failed"], "no such trouble is known");
}

#[tokio::test]
async fn a_permission_that_was_taken_away_and_given_back_and_a_deleted_channel_are_met_calmly() {
    let page = Page::open(&[]);
    let state = page.state("0").await;
    let channel = state["channels"].as_array().expect("channels").iter().find(|one| one["name"] == "daily-question");
    let channel = channel.expect("it")["id"].as_str().expect("an id").to_owned();
    let trouble = async |kind: &str| page.post("/trouble", json!({ "kind": kind, "channel": channel })).await;

    assert_eq!(trouble("deny-send").await, json!({}));
    let due = page.post("/control", json!({ "name": "next-round" })).await;
    assert!(due["failed"].as_str().is_some_and(|why| why.contains("a permission missing")), "{due}");
    assert_eq!(page.questions().await.len(), 0);
    assert_eq!(trouble("allow-send").await, json!({}));
    let wait = async {
        while page.questions().await.is_empty() {
            // The bot's pauses pass on the clock of the sandbox.
            page.post("/clock", json!({ "by": 30 })).await;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, wait).await.is_ok(), "the question comes once it may");
    assert_eq!(page.questions().await.len(), 1);

    assert_eq!(trouble("delete").await, json!({}));
    page.control("kill", json!({})).await;
    page.control("start", json!({})).await;
    let state = page.until("the bot is back", |state| state["connected"] == true).await;
    let names: Vec<&str> =
        state["channels"].as_array().expect("channels").iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(!names.contains(&"daily-question"), "{names:?}");
    let owner = state["me"].as_str().expect("the owner");
    let general = state["channels"][0]["id"].clone();
    let asked =
        json!({ "kind": "slash", "as": owner, "channel": general, "locale": "ko", "command": "status", "options": {} });
    assert!(page.post("/act", asked).await["message"].is_string(), "the bot still answers");
}

#[tokio::test]
async fn a_killed_bot_is_silent_and_started_again_it_answers_the_old_button() {
    let page = Page::open(&[]);
    page.control("next-round", json!({})).await;
    let question = page.questions().await.pop().expect("a question");
    let state = page.state("0").await;
    let channel = state["channels"].as_array().expect("channels").iter().find(|one| one["name"] == "daily-question");
    let channel = channel.expect("it")["id"].clone();
    let member = state["users"][1]["id"].clone();
    let part = question["components"][0]["components"][0].clone();
    let press = match part["type"].as_u64() {
        Some(3) => json!({
            "kind": "select", "as": member, "channel": channel, "locale": "ko", "message": question["id"], "custom_id": part["custom_id"],
            "values": ["A", "B"],
        }),
        _ => {
            json!({ "kind": "click", "as": member, "channel": channel, "locale": "ko", "message": question["id"], "custom_id": part["custom_id"] })
        }
    };
    page.control("kill", json!({})).await;
    assert_eq!(page.post("/act", press.clone()).await["failed"], "the application did not respond");
    page.control("start", json!({})).await;
    page.until("the bot is back", |state| state["connected"] == true).await;
    assert!(page.post("/act", press).await["message"].is_string(), "the old button works");
}

#[tokio::test]
async fn a_saved_bank_is_shown_at_once_with_its_faults_beside_it() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/dva-c02-network-cicd");
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["", "notes/ko", "notes/en", "questions"] {
        fs::create_dir_all(folder.path().join(part)).expect("a folder");
        for file in fs::read_dir(from.join(part)).expect("a folder").flatten().filter(|one| one.path().is_file()) {
            fs::copy(file.path(), folder.path().join(part).join(file.file_name())).expect("a copy");
        }
    }
    let page = Page::open(&["--bank", folder.path().to_str().expect("a path")]);
    let all = page.post("/gallery", json!({ "find": "" })).await;
    let next = page.post("/gallery", json!({ "find": "", "from": all["page"] })).await;
    assert!(all["found"].as_u64() > all["page"].as_u64(), "there is more than one page");
    assert_ne!(all["items"][0]["title"], next["items"][0]["title"]);
    let shown = page.post("/gallery", json!({ "find": "codepipeline-release-manager" })).await;
    let item = &shown["items"][0];
    assert_eq!(item["title"].as_str().map(|title| title.contains("codepipeline-release-manager")), Some(true));
    let titles: Vec<&str> =
        item["shown"].as_array().expect("forms").iter().filter_map(|one| one["title"].as_str()).collect();
    assert!(titles.len() >= 8, "post, verdict, reveal and explain in two languages: {titles:?}");

    let file = folder.path().join("questions/16-codepipeline.toml");
    let text = fs::read_to_string(&file).expect("the questions");
    fs::write(&file, text.replacen("LEAST operational overhead", "LEAST overhead of operations", 1)).expect("a save");
    let shown = page.post("/gallery", json!({ "find": "codepipeline-release-manager" })).await;
    assert!(shown.to_string().contains("LEAST overhead of operations"), "what was saved is shown");

    let broken = text.replacen("difficulty = \"medium\"", "difficulty = \"cruel\"", 1);
    fs::write(&file, broken).expect("a save");
    let shown = page.post("/gallery", json!({ "find": "codepipeline-release-manager" })).await;
    let faults = shown["faults"].to_string();
    assert!(faults.contains("16-codepipeline.toml") && faults.contains("difficulty"), "{faults}");
    // The bot goes on with what it had.
    page.control("next-round", json!({})).await;
    assert_eq!(page.questions().await.len(), 1);
}

#[tokio::test]
async fn it_ends_cleanly_on_ctrl_c_and_keeps_a_named_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("kept.db");
    let arguments = ["--database", database.to_str().expect("a path")];
    let page = Page::open(&arguments);
    page.control("next-round", json!({})).await;
    assert_eq!(page.interrupt(), Some(0));
    assert!(database.exists());
    let page = Page::open(&arguments);
    assert_eq!(page.interrupt(), Some(0));
}
