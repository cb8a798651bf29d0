//! What a user sees after acting.

use std::time::Duration;

use serde_json::Value;

/// What came of an action.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub(crate) seen: Seen,
    /// How long the first response took; `None` when there was none.
    pub first_after: Option<Duration>,
}

#[derive(Debug, Clone)]
pub(crate) enum Seen {
    Message(Box<Shown>),
    Form(Value),
    Choices(Vec<(String, String)>),
    /// "The application did not respond", or the client itself would not send it.
    Failed(String),
}

impl Outcome {
    /// The message that is shown.
    ///
    /// # Panics
    /// When something else came of it.
    pub fn message(&self) -> &Shown {
        match &self.seen {
            Seen::Message(shown) => shown,
            other => panic!("no message came of it: {other:?}"),
        }
    }

    /// All text of the message that is shown.
    pub fn text(&self) -> String {
        self.message().text()
    }

    /// The form that opened.
    ///
    /// # Panics
    /// When something else came of it.
    pub fn form(&self) -> &Value {
        match &self.seen {
            Seen::Form(form) => form,
            other => panic!("no form came of it: {other:?}"),
        }
    }

    /// The suggestions: what is shown, and what is sent.
    ///
    /// # Panics
    /// When something else came of it.
    pub fn choices(&self) -> &[(String, String)] {
        match &self.seen {
            Seen::Choices(choices) => choices,
            other => panic!("no suggestions came of it: {other:?}"),
        }
    }

    /// Why it failed; `None` when it did not.
    pub fn failed(&self) -> Option<&str> {
        match &self.seen {
            Seen::Failed(why) => Some(why),
            _ => None,
        }
    }
}

/// A message as a user sees it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The message in Discord's JSON.
    pub json: Value,
    /// Its files: name and content.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Shown {
    /// Its id.
    pub fn id(&self) -> u64 {
        self.json["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or(0)
    }

    /// Whether only whoever acted sees it.
    pub fn is_private(&self) -> bool {
        self.json["flags"].as_u64().unwrap_or(0) & 64 != 0
    }

    /// All text that can be read in it, one piece a line.
    pub fn text(&self) -> String {
        let mut text = Vec::new();
        collect(&self.json, &mut text);
        text.join("\n")
    }

    /// The ids of its buttons and menus.
    pub fn custom_ids(&self) -> Vec<String> {
        let rows = self.json["components"].as_array().into_iter().flatten();
        let parts = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
        parts.filter_map(|part| part["custom_id"].as_str()).map(str::to_owned).collect()
    }
}

fn collect(part: &Value, text: &mut Vec<String>) {
    const READ: [&str; 7] = ["content", "title", "description", "name", "value", "label", "text"];
    match part {
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !matches!(name.as_str(), "author" | "pings")) {
                match value.as_str() {
                    Some(value) if READ.contains(&name.as_str()) => text.push(value.to_owned()),
                    _ => collect(value, text),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, text)),
        _ => {}
    }
}
