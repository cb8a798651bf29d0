//! What a handler answers: a message, a change of one, a form, or suggestions.

use serde_json::{Value, json};
use serenity::all::CreateModal;

use super::message::{Message, cut};
use rest::Attachment;

/// Who sees a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Whoever asked.
    OnlyYou,
    /// Everyone in the channel.
    Everyone,
}

/// What Discord shows when an answer takes a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thinking {
    /// "Thinking…", for whoever asked.
    Private,
    /// "Thinking…", for everyone.
    Public,
    /// Nothing; the message with the button will change.
    Silent,
}

/// A suggestion of autocomplete: what is shown, and what is sent when it is picked. Both are cut to 100 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What the member reads.
    pub name: String,
    /// What the command gets.
    pub value: String,
}

/// What a handler answers.
#[derive(Debug, Clone)]
pub enum Reply {
    /// A new message.
    Message(Message, Visibility),
    /// The message with the pressed button changes.
    Update(Message),
    /// A form opens.
    Form(CreateModal),
    /// Autocomplete offers these, 25 at most.
    Suggestions(Vec<Suggestion>),
}

/// Discord's flag for a message that only its receiver sees.
const EPHEMERAL: u64 = 1 << 6;

impl Reply {
    /// A sentence for whoever asked.
    pub fn private(content: impl Into<String>) -> Self {
        Self::Message(Message::text(content), Visibility::OnlyYou)
    }

    /// The first response to an interaction, as Discord takes it.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Message(message, visibility) => {
                let mut data = message.to_json();
                if *visibility == Visibility::OnlyYou {
                    data["flags"] = EPHEMERAL.into();
                }
                json!({ "type": 4, "data": data })
            }
            Self::Update(message) => json!({ "type": 7, "data": message.to_json() }),
            Self::Form(form) => json!({ "type": 9, "data": form }),
            Self::Suggestions(suggestions) => {
                let choices: Vec<Value> = suggestions
                    .iter()
                    .take(25)
                    .map(|one| json!({ "name": cut(&one.name, 100), "value": cut(&one.value, 100) }))
                    .collect();
                json!({ "type": 8, "data": { "choices": choices } })
            }
        }
    }

    /// The files that go with it.
    pub fn files(&self) -> Vec<Attachment> {
        match self {
            Self::Message(message, _) | Self::Update(message) => message.attachments(),
            Self::Form(_) | Self::Suggestions(_) => Vec::new(),
        }
    }
}
