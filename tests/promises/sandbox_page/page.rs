//! `proctor sandbox` as its page asks it.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use crate::started::{Started, start};

/// How long the sandbox may take for what it was asked.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

pub(crate) struct Page {
    started: Started,
    pub(crate) address: String,
    pub(crate) http: reqwest::Client,
}

impl Page {
    pub(crate) fn open(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
        command.args(["sandbox", "--listen", "127.0.0.1:0"]).args(arguments);
        let (started, address) = start(&mut command, "open ");
        Self { started, address, http: reqwest::Client::builder().no_proxy().build().expect("a client") }
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        let answer = self.http.post(format!("{}{path}", self.address)).json(&body).send().await.expect("an answer");
        answer.json().await.expect("JSON")
    }

    /// What a user sees.
    pub(crate) async fn state(&self, user: &str) -> Value {
        let url = format!("{}/state?as={user}", self.address);
        self.http.get(url).send().await.expect("the state").json().await.expect("JSON")
    }

    pub(crate) async fn control(&self, name: &str, numbers: Value) {
        assert_eq!(self.post("/control", json!({ "name": name, "numbers": numbers })).await, json!({}), "{name}");
    }

    /// Waits until the state is as it should be.
    pub(crate) async fn until(&self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
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
    pub(crate) async fn questions(&self) -> Vec<Value> {
        questions(&self.state("0").await)
    }

    /// Asks it to end as Ctrl-C does, and waits for its code.
    pub(crate) fn interrupt(mut self) -> Option<i32> {
        let id = self.started.0.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill").success());
        self.started.0.wait().expect("its end").code()
    }
}

/// The channel of questions, as it is called in the language of the world.
pub(crate) fn channel(state: &Value) -> &Value {
    let is_it = |one: &&Value| one["name"] == "오늘의-문제" || one["name"] == "daily-question";
    state["channels"].as_array().expect("channels").iter().find(is_it).expect("the channel of questions")
}

pub(crate) fn messages(state: &Value) -> Vec<Value> {
    channel(state)["messages"].as_array().cloned().unwrap_or_default()
}

/// What was posted there by itself: a reveal answers the post of its round, and a private message is no post.
pub(crate) fn questions(state: &Value) -> Vec<Value> {
    let is_post = |message: &Value| message["message_reference"].is_null() && message["flags"].as_u64() != Some(64);
    messages(state).into_iter().filter(is_post).collect()
}
