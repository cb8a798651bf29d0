//! A message: all that goes out to Discord, in answer to someone or into a channel. It mentions nobody unless told.

use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{CreateActionRow, CreateEmbed};

use super::easel::Easel;
use crate::domain::ids::{MemberId, MessageId, RoleId};
use rest::Attachment;

/// A message on its way out.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// Plain text.
    pub content: String,
    /// Boxes with text.
    pub embeds: Vec<CreateEmbed>,
    /// Buttons and menus.
    pub rows: Vec<CreateActionRow>,
    /// Files that stand beside it.
    pub files: Vec<Attachment>,
    /// What its boxes show: the first picture the first one, each further one a box of its own.
    pub pictures: Vec<Attachment>,
    /// The one role that its text may mention; nobody else can be, whatever the text says.
    pub mentions: Option<RoleId>,
    /// The one member that its text may mention.
    pub calls: Option<MemberId>,
    /// The message under which it stands; when that one is gone, it stands alone.
    pub replies_to: Option<MessageId>,
    /// Makes Discord take a repetition within a few minutes for the same message; 25 characters at most.
    pub nonce: Option<String>,
}

/// A picture before it is made.
#[derive(Debug, Clone)]
pub struct Sketch {
    /// The name of its file, such as `stats.png`.
    pub name: &'static str,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// The picture itself.
    pub svg: String,
}

/// The most characters of an alt text.
const ALT_UP_TO: usize = 1_024;

impl Message {
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

    /// The same with one more picture; without it when it cannot be made, or has no turn for so long.
    pub async fn showing(mut self, easel: &Easel, sketch: Sketch, waits_for: Duration) -> Self {
        let Sketch { name, alt, svg } = sketch;
        let picture = easel.png(svg, waits_for).await.map(|png| Attachment {
            name: name.to_owned(),
            bytes: png.to_vec(),
            description: Some(cut(&alt, ALT_UP_TO)),
        });
        self.pictures.extend(picture);
        self
    }

    /// All files that go with it: those beside it, then what its box shows.
    pub fn attachments(&self) -> Vec<Attachment> {
        self.files.iter().chain(&self.pictures).cloned().collect()
    }

    /// The same with a role mentioned above it.
    #[must_use]
    pub fn calling(self, role: Option<RoleId>) -> Self {
        let content = role.map(|role| format!("<@&{role}>")).unwrap_or_default();
        Self { content, mentions: role, ..self }
    }

    /// The same with a member mentioned before its text.
    #[must_use]
    pub fn calling_member(self, member: MemberId) -> Self {
        Self { content: format!("<@{member}> {}", self.content), calls: Some(member), ..self }
    }

    /// The same under another message.
    #[must_use]
    pub fn in_reply_to(self, message: MessageId) -> Self {
        Self { replies_to: Some(message), ..self }
    }

    /// The same, sent once however often it is repeated within a few minutes.
    #[must_use]
    pub fn once(self, nonce: impl Into<String>) -> Self {
        Self { nonce: Some(nonce.into()), ..self }
    }

    /// Whether it says something in boxes.
    pub fn has_boxes(&self) -> bool {
        !self.embeds.is_empty()
    }

    /// The same with the text of its boxes in plain view, for a channel in which boxes are dropped; `None` without any.
    pub fn in_plain_text(&self) -> Option<Self> {
        let boxes: Vec<Value> = self.embeds.iter().map(|embed| json!(embed)).collect();
        let texts = boxes.iter().flat_map(|one| ["title", "description"].map(|part| one[part].as_str()));
        let texts: Vec<&str> = texts.flatten().collect();
        let content = [self.content.as_str()].into_iter().chain(texts).filter(|text| !text.is_empty());
        let content = content.collect::<Vec<_>>().join("\n\n");
        (!boxes.is_empty()).then(|| Self { content, embeds: Vec::new(), ..self.clone() })
    }

    /// A change of a message that keeps the files which it has.
    pub fn to_json_with_its_files(&self) -> Value {
        let mut json = self.to_json();
        if let Some(fields) = json.as_object_mut() {
            fields.remove("attachments");
        }
        json
    }

    /// The message as Discord takes it. An empty part clears what an edited message had, so a change of one with a picture
    /// brings the picture again or takes it away.
    pub fn to_json(&self) -> Value {
        let mut mentions = json!({ "parse": [] });
        if let Some(role) = self.mentions {
            mentions["roles"] = json!([role.to_string()]);
        }
        if let Some(member) = self.calls {
            mentions["users"] = json!([member.to_string()]);
        }
        let attachments =
            self.files.iter().chain(&self.pictures).enumerate().map(
                |(n, file)| json!({ "id": n.to_string(), "filename": file.name, "description": file.description }),
            );
        let mut json = json!({
            "content": self.content,
            "embeds": self.embeds,
            "components": self.rows,
            "attachments": attachments.collect::<Value>(),
            "allowed_mentions": mentions,
        });
        if let Some(boxes) = json["embeds"].as_array_mut().filter(|boxes| !boxes.is_empty()) {
            for (n, picture) in self.pictures.iter().enumerate() {
                let colour = boxes[0]["color"].clone();
                if n >= boxes.len() {
                    boxes.push(json!({ "color": colour }));
                }
                boxes[n]["image"] = json!({ "url": format!("attachment://{}", picture.name) });
            }
        }
        if let Some(message) = self.replies_to {
            json["message_reference"] = json!({ "message_id": message.to_string(), "fail_if_not_exists": false });
        }
        if let Some(nonce) = &self.nonce {
            json["nonce"] = nonce.as_str().into();
            json["enforce_nonce"] = true.into();
        }
        json
    }
}

/// The text in at most so many characters; a cut is shown by an ellipsis.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_mentions_nobody_unless_told() {
        let silent = Message::text("<@&5> @everyone <@7>");
        let told = Message { mentions: Some(RoleId(5)), ..silent.clone() };

        assert_eq!(silent.to_json()["allowed_mentions"], json!({ "parse": [] }));
        assert_eq!(told.to_json()["allowed_mentions"], json!({ "parse": [], "roles": ["5"] }));
        let called = Message::text("@everyone <@8>").calling_member(MemberId(7)).to_json();
        assert_eq!(called["allowed_mentions"], json!({ "parse": [], "users": ["7"] }));
    }

    #[test]
    fn a_reply_stands_alone_when_what_it_replies_to_is_gone() {
        let json = Message::text("so").in_reply_to(MessageId(9)).once("notice-4").to_json();

        assert_eq!(json["message_reference"], json!({ "message_id": "9", "fail_if_not_exists": false }));
        assert_eq!((json["nonce"].as_str(), json["enforce_nonce"].as_bool()), (Some("notice-4"), Some(true)));
    }
}
