//! What a handler answers: a message, a change of one, a form, or suggestions. Nothing in it can ping by accident.

use serde_json::{Value, json};
use serenity::all::{CreateActionRow, CreateEmbed, CreateModal};

use super::rest::Attachment;

/// Who sees a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Whoever asked.
    OnlyYou,
    /// Everyone in the channel.
    Everyone,
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
    Message(Body, Visibility),
    /// The message with the pressed button changes.
    Update(Body),
    /// A form opens.
    Form(CreateModal),
    /// Autocomplete offers these, 25 at most.
    Suggestions(Vec<Suggestion>),
}

/// The content of a message.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// Plain text.
    pub content: String,
    /// Boxes with text.
    pub embeds: Vec<CreateEmbed>,
    /// Buttons and menus.
    pub rows: Vec<CreateActionRow>,
    /// Files.
    pub files: Vec<Attachment>,
}

impl Body {
    /// A message of one sentence.
    pub fn text(content: impl Into<String>) -> Self {
        Self { content: content.into(), ..Self::default() }
    }

    /// A message of one box.
    pub fn embed(embed: CreateEmbed) -> Self {
        Self { embeds: vec![embed], ..Self::default() }
    }

    /// The same with buttons.
    #[must_use]
    pub fn with_rows(self, rows: Vec<CreateActionRow>) -> Self {
        Self { rows, ..self }
    }

    /// The message as Discord takes it. It mentions nobody; an empty part clears what an edited message had.
    pub fn to_json(&self) -> Value {
        json!({
            "content": self.content,
            "embeds": self.embeds,
            "components": self.rows,
            "allowed_mentions": { "parse": [] },
        })
    }
}

/// Discord's flag for a message that only its receiver sees.
const EPHEMERAL: u64 = 1 << 6;

impl Reply {
    /// A sentence for whoever asked.
    pub fn private(content: impl Into<String>) -> Self {
        Self::Message(Body::text(content), Visibility::OnlyYou)
    }

    /// The first response to an interaction, as Discord takes it.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Message(body, visibility) => {
                let mut data = body.to_json();
                if *visibility == Visibility::OnlyYou {
                    data["flags"] = EPHEMERAL.into();
                }
                json!({ "type": 4, "data": data })
            }
            Self::Update(body) => json!({ "type": 7, "data": body.to_json() }),
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
    pub fn files(&self) -> &[Attachment] {
        match self {
            Self::Message(body, _) | Self::Update(body) => &body.files,
            Self::Form(_) | Self::Suggestions(_) => &[],
        }
    }
}

/// The text in at most so many characters; a cut is shown by an ellipsis.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}
