//! The files of a message: what a body says of them, and which of them an edit keeps.

use serde_json::Value;

use crate::exchange::number;

/// A file of a message.
#[derive(Debug, Clone)]
pub(crate) struct Attached {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// What it shows, for those who do not see it.
    pub(crate) description: Option<String>,
}

/// The files of a message after a request: those of before that it keeps, then those that came with it, which get these ids. A
/// body that says nothing of attachments keeps all.
pub(crate) fn after(before: Vec<Attached>, body: &Value, came: Vec<(String, Vec<u8>)>, ids: &[u64]) -> Vec<Attached> {
    let listed = body["attachments"].as_array();
    let entry = |id: u64| listed.and_then(|all| all.iter().find(|one| id_of(one) == Some(id)));
    let mut files: Vec<Attached> =
        before.into_iter().filter(|one| listed.is_none() || entry(one.id).is_some()).collect();
    for ((n, (name, bytes)), id) in (0..).zip(came).zip(ids) {
        let description = entry(n).and_then(|one| one["description"].as_str()).map(str::to_owned);
        files.push(Attached { id: *id, name, bytes, description });
    }
    files
}

/// What a body names that is no file of its message, after a request with so many files.
pub(crate) fn missing(files: &[Attached], body: &Value, came: usize) -> Vec<String> {
    let is_known = |id: u64| id < came as u64 || files.iter().any(|file| file.id == id);
    let listed = body["attachments"].as_array().into_iter().flatten();
    let unknown = listed.filter(|one| !id_of(one).is_some_and(is_known));
    let unknown = unknown.map(|one| format!("the attachment {one} is no file of the message"));
    let embeds = body["embeds"].as_array().into_iter().flatten();
    let shown = embeds.filter_map(|embed| embed["image"]["url"].as_str()?.strip_prefix("attachment://"));
    let unseen = shown.filter(|shown| files.iter().all(|file| file.name != *shown));
    unknown.chain(unseen.map(|shown| format!("an embed shows {shown}, which is no file of the message"))).collect()
}

/// The id as a number or, as Discord writes it, as a text.
fn id_of(attachment: &Value) -> Option<u64> {
    attachment["id"].as_u64().or_else(|| attachment["id"].as_str().map(number))
}
