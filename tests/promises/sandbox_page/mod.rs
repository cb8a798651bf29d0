//! `proctor sandbox` as its page uses it: what it refuses, what it plays, how it heals and ends.
#![cfg(feature = "sandbox")]

mod page;
mod quiz;
mod season;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use page::{PATIENCE, Page, channel, messages, questions};
use serde_json::{Value, json};

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
}

#[tokio::test]
async fn the_page_is_made_of_files_that_are_all_here_and_of_their_kind() {
    let page = Page::open(&["--fresh"]);
    let mut asked = vec!["/".to_owned()];
    let mut next = 0;
    while let Some(path) = asked.get(next).cloned() {
        next += 1;
        let answer = page.http.get(format!("{}{path}", page.address)).send().await.expect("a file");
        assert_eq!(answer.status(), 200, "{path}");
        let kind = answer.headers()["content-type"].to_str().expect("text").to_owned();
        assert!(kind.starts_with(kind_of(&path).unwrap_or("text/html")), "{path} is {kind}");
        let text = answer.text().await.expect("text");
        assert!(!text.contains("src=\"http") && !text.contains("url(http") && !text.contains("innerHTML"), "{path}");
        let imports = text.split("from \"./").skip(1).map(|rest| format!("/page/{}", until_quote(rest)));
        let linked =
            text.split(" href=\"/").chain(text.split(" src=\"/")).map(|rest| format!("/{}", until_quote(rest)));
        let files = imports.chain(linked.filter(|path| kind_of(path).is_some()));
        let new: Vec<String> = files.filter(|path| !asked.contains(path)).collect();
        asked.extend(new);
    }
    assert!(asked.len() > 15, "{asked:?}");
}

/// What a file's name says that it is.
fn kind_of(path: &str) -> Option<&'static str> {
    match path.rsplit_once('.')?.1 {
        "js" => Some("text/javascript"),
        "css" => Some("text/css"),
        _ => None,
    }
}

fn until_quote(text: &str) -> &str {
    text.split('"').next().unwrap_or_default()
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
    let slash = json!({
        "kind": "slash", "as": owner, "channel": channel(&state)["id"], "locale": "en-US", "command": "leaderboard", "options": {},
    });
    let shown = page.post("/act", slash).await;
    let board = messages(&page.state(owner).await).into_iter().find(|one| one["id"] == shown["message"]);
    let board = board.expect("the board")["embeds"][0]["description"].as_str().expect("text").to_owned();
    let best = board.lines().next().expect("a line");
    assert!(best.contains("Daniel") && best.contains("100%"), "{board}");
    assert_eq!(board.matches("100%").count(), 1, "{board}");
    assert_eq!(page.state("0").await["complaints"], json!([]), "Discord would have refused nothing");
}

#[tokio::test]
async fn members_answer_wherever_the_questions_are() {
    let page = Page::open(&["--fresh", "--lang", "ko"]);
    let failed = page.post("/control", json!({ "name": "next-round" })).await;
    assert!(failed["failed"][0].as_str().is_some_and(|why| why.contains("</setup:0>")), "{failed}");
    let state = page.state("0").await;
    let first = state["channels"][0]["id"].clone();
    let setup = json!({
        "kind": "slash", "as": state["me"], "channel": first, "locale": "ko", "command": "setup", "options": { "time": "09:00" },
    });
    assert!(page.post("/act", setup).await["message"].is_string());
    page.control("next-round", json!({})).await;
    page.control("group", json!({})).await;
    page.control("month", json!({ "days": 2 })).await;
    let state = page.state("0").await;
    let there = state["channels"][0]["messages"].as_array().expect("messages").len();
    assert!(there >= 5, "three questions and two reveals, not {there}");
    assert_eq!(page.questions().await.len(), 0, "and none in another channel");

    let back = page.post("/clock", json!({ "by": -86_400 })).await;
    assert!(back["failed"][1].as_str().is_some_and(|why| why.contains("cannot go back")), "{back}");
}

#[tokio::test]
async fn it_heals_from_every_trouble_and_posts_each_question_once() {
    let page = Page::open(&[]);
    let state = page.state("0").await;
    let channel = channel(&state)["id"].as_str().expect("an id").to_owned();
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
    assert_eq!(page.post("/trouble", json!({ "kind": "nonsense" })).await["failed"][1], "No such trouble is known");
}

#[tokio::test]
async fn a_permission_that_was_taken_away_and_given_back_and_a_deleted_channel_are_met_calmly() {
    let page = Page::open(&[]);
    let state = page.state("0").await;
    let channel = channel(&state)["id"].as_str().expect("an id").to_owned();
    let trouble = async |kind: &str| page.post("/trouble", json!({ "kind": kind, "channel": channel })).await;

    assert_eq!(trouble("deny-send").await, json!({}));
    let due = page.post("/control", json!({ "name": "next-round" })).await;
    assert!(due["failed"][1].as_str().is_some_and(|why| why.contains("a permission missing")), "{due}");
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
    assert!(!names.contains(&"오늘의-문제"), "{names:?}");
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
    let channel = channel(&state)["id"].clone();
    let member = state["users"][1]["id"].clone();
    let part = question["components"][0]["components"][0].clone();
    let asked = usize::try_from(part["min_values"].as_u64().unwrap_or(0)).expect("a few");
    let press = match part["type"].as_u64() {
        Some(3) => json!({
            "kind": "select", "as": member, "channel": channel, "locale": "ko", "message": question["id"], "custom_id": part["custom_id"],
            "values": &["A", "B", "C"][..asked],
        }),
        _ => {
            json!({ "kind": "click", "as": member, "channel": channel, "locale": "ko", "message": question["id"], "custom_id": part["custom_id"] })
        }
    };
    page.control("kill", json!({})).await;
    assert_eq!(page.post("/act", press.clone()).await["failed"][1], "The application did not respond");
    let group = page.post("/control", json!({ "name": "group" })).await;
    let why = group["failed"][0].as_str().unwrap_or_default();
    assert!(why.contains("응답하지 않았어요") && !why.contains("respond"), "{group}");
    let due = page.post("/control", json!({ "name": "next-round" })).await;
    assert_eq!(due["failed"][1], "The bot is down. Start it again first");
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
    let forms = item["shown"].as_array().expect("forms");
    let titles: Vec<&str> = forms.iter().filter_map(|one| one["title"][0].as_str()).collect();
    assert!(titles.len() >= 8, "post, verdict, reveal and explain in two languages: {titles:?}");
    let is_english = |title: &&&str| title.chars().any(|c| c.is_ascii_alphabetic());
    assert_eq!(titles.iter().find(is_english), None, "whoever reads Korean reads Korean titles");

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
    let rest = page.post("/gallery", json!({ "find": "" })).await;
    assert_eq!(rest["found"].as_u64(), all["found"].as_u64().map(|found| found - 1), "the sound ones are still shown");
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
