//! What Discord refuses in messages, forms, suggestions and commands (its reference, "Embed Limits" and the like).

use std::collections::HashSet;

use serde_json::{Value, json};

/// What is wrong with a body: where, and in Discord's words or ours.
pub(crate) type Wrong = Vec<(String, String)>;

/// Discord's answer to a malformed body.
pub(crate) fn refusal(wrong: &Wrong) -> Value {
    let errors: serde_json::Map<String, Value> = wrong
        .iter()
        .map(|(place, reason)| (place.clone(), json!({ "_errors": [{ "code": "BASE_TYPE_BAD", "message": reason }] })))
        .collect();
    json!({ "code": 50_035, "message": "Invalid Form Body", "errors": errors })
}

fn length(value: &Value) -> usize {
    value.as_str().map_or(0, |text| text.chars().count())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn at_most(wrong: &mut Wrong, place: &str, value: &Value, most: usize) {
    if length(value) > most {
        wrong.push((place.to_owned(), format!("has {} characters; {most} are the most", length(value))));
    }
}

/// A message that is made (`files` counts its attachments) or the parts that an edit names.
pub(crate) fn message(body: &Value, files: usize) -> Wrong {
    let mut wrong = Wrong::new();
    at_most(&mut wrong, "content", &body["content"], 2_000);
    let embeds = list(&body["embeds"]);
    if embeds.len() > 10 {
        wrong.push(("embeds".to_owned(), "10 are the most".to_owned()));
    }
    let mut together = 0;
    for (n, embed) in embeds.iter().enumerate() {
        together += one_embed(&mut wrong, &format!("embeds.{n}"), embed);
    }
    if together > 6_000 {
        wrong.push(("embeds".to_owned(), format!("have {together} characters together; 6000 are the most")));
    }
    components(&mut wrong, list(&body["components"]));
    for (n, attachment) in list(&body["attachments"]).iter().enumerate() {
        at_most(&mut wrong, &format!("attachments.{n}.description"), &attachment["description"], 1_024);
    }
    if files > 10 {
        wrong.push(("files".to_owned(), "10 are the most".to_owned()));
    }
    if body["nonce"].as_str().is_some_and(|nonce| nonce.chars().count() > 25) {
        wrong.push(("nonce".to_owned(), "has more than 25 characters".to_owned()));
    }
    wrong
}

/// Whether a message would show nothing.
pub(crate) fn is_empty(body: &Value, files: usize) -> bool {
    length(&body["content"]) == 0
        && list(&body["embeds"]).is_empty()
        && list(&body["components"]).is_empty()
        && files == 0
}

fn one_embed(wrong: &mut Wrong, place: &str, embed: &Value) -> usize {
    let mut sum = 0;
    let mut part = |name: &str, value: &Value, most: usize| {
        at_most(wrong, &format!("{place}.{name}"), value, most);
        sum += length(value);
    };
    part("title", &embed["title"], 256);
    part("description", &embed["description"], 4_096);
    part("footer.text", &embed["footer"]["text"], 2_048);
    part("author.name", &embed["author"]["name"], 256);
    let fields = list(&embed["fields"]);
    for (n, field) in fields.iter().enumerate() {
        part(&format!("fields.{n}.name"), &field["name"], 256);
        part(&format!("fields.{n}.value"), &field["value"], 1_024);
    }
    if fields.len() > 25 {
        wrong.push((format!("{place}.fields"), "25 are the most".to_owned()));
    }
    sum
}

fn components(wrong: &mut Wrong, rows: &[Value]) {
    if rows.len() > 5 {
        wrong.push(("components".to_owned(), "5 rows are the most".to_owned()));
    }
    let mut ids = HashSet::new();
    for (n, row) in rows.iter().enumerate() {
        let place = format!("components.{n}");
        let parts = list(&row["components"]);
        let selects = parts.iter().filter(|part| part["type"] == 3).count();
        if row["type"] != 1 || parts.is_empty() || parts.len() > 5 || (selects > 0 && parts.len() > 1) {
            wrong.push((place.clone(), "must be a row of 1 to 5 buttons or of one menu".to_owned()));
        }
        for part in parts {
            one_component(wrong, &place, part, &mut ids);
        }
    }
}

fn one_component(wrong: &mut Wrong, place: &str, part: &Value, ids: &mut HashSet<String>) {
    let id = part["custom_id"].as_str().unwrap_or_default();
    if !(1..=100).contains(&id.chars().count()) {
        wrong.push((format!("{place}.custom_id"), "must have 1 to 100 characters".to_owned()));
    }
    if !ids.insert(id.to_owned()) {
        wrong.push((format!("{place}.custom_id"), format!("\"{id}\" stands twice")));
    }
    match part["type"].as_u64() {
        Some(2) => {
            at_most(wrong, &format!("{place}.label"), &part["label"], 80);
            if length(&part["label"]) == 0 && part["emoji"].is_null() {
                wrong.push((format!("{place}.label"), "is empty".to_owned()));
            }
        }
        Some(3) => menu(wrong, place, part),
        Some(4) => {
            at_most(wrong, &format!("{place}.label"), &part["label"], 45);
            at_most(wrong, &format!("{place}.placeholder"), &part["placeholder"], 100);
        }
        other => wrong.push((place.to_owned(), format!("type {other:?} is not known to the stand-in"))),
    }
}

fn menu(wrong: &mut Wrong, place: &str, part: &Value) {
    let options = list(&part["options"]);
    if !(1..=25).contains(&options.len()) {
        wrong.push((format!("{place}.options"), "1 to 25 are needed".to_owned()));
    }
    at_most(wrong, &format!("{place}.placeholder"), &part["placeholder"], 150);
    let mut values = HashSet::new();
    for option in options {
        for name in ["label", "value", "description"] {
            at_most(wrong, &format!("{place}.options.{name}"), &option[name], 100);
        }
        if !values.insert(option["value"].as_str().unwrap_or_default()) {
            wrong.push((format!("{place}.options"), "a value stands twice".to_owned()));
        }
    }
    let most = part["max_values"].as_u64().unwrap_or(1);
    if most > options.len() as u64 || part["min_values"].as_u64().unwrap_or(1) > most {
        wrong.push((format!("{place}.max_values"), "does not fit the options".to_owned()));
    }
}

/// A form.
pub(crate) fn form(data: &Value) -> Wrong {
    let mut wrong = Wrong::new();
    at_most(&mut wrong, "title", &data["title"], 45);
    if length(&data["title"]) == 0 || !(1..=100).contains(&length(&data["custom_id"])) {
        wrong.push(("custom_id".to_owned(), "a form needs a title and an id of 1 to 100 characters".to_owned()));
    }
    components(&mut wrong, list(&data["components"]));
    wrong
}

/// Suggestions of autocomplete.
pub(crate) fn suggestions(data: &Value) -> Wrong {
    let mut wrong = Wrong::new();
    let choices = list(&data["choices"]);
    if choices.len() > 25 {
        wrong.push(("choices".to_owned(), "25 are the most".to_owned()));
    }
    for (n, choice) in choices.iter().enumerate() {
        for name in ["name", "value"] {
            if choice[name].is_string() && !(1..=100).contains(&length(&choice[name])) {
                wrong.push((format!("choices.{n}.{name}"), "must have 1 to 100 characters".to_owned()));
            }
        }
    }
    wrong
}

/// The commands of an application.
pub(crate) fn commands(all: &[Value]) -> Wrong {
    let mut wrong = Wrong::new();
    if all.len() > 100 {
        wrong.push(("commands".to_owned(), "100 are the most".to_owned()));
    }
    let mut names = HashSet::new();
    for command in all {
        command_part(&mut wrong, command, "");
        if !names.insert(command["name"].as_str().unwrap_or_default()) {
            wrong.push(("name".to_owned(), "stands twice".to_owned()));
        }
    }
    wrong
}

fn command_part(wrong: &mut Wrong, part: &Value, path: &str) {
    let name = part["name"].as_str().unwrap_or_default();
    let path = format!("{path}/{name}");
    let is_name = |name: &str| {
        (1..=32).contains(&name.chars().count())
            && name.to_lowercase() == name
            && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\''))
    };
    let names = std::iter::once(name).chain(
        part["name_localizations"].as_object().into_iter().flat_map(|all| all.values()).filter_map(Value::as_str),
    );
    for name in names.filter(|name| !is_name(name)) {
        wrong.push((path.clone(), format!("\"{name}\" is no name of a command or option")));
    }
    let localized = part["description_localizations"].as_object().into_iter().flat_map(|all| all.values());
    for text in std::iter::once(&part["description"]).chain(localized) {
        if !(1..=100).contains(&length(text)) {
            wrong.push((path.clone(), "a description must have 1 to 100 characters".to_owned()));
        }
    }
    let options = list(&part["options"]);
    if options.len() > 25 || list(&part["choices"]).len() > 25 {
        wrong.push((path.clone(), "25 options or choices are the most".to_owned()));
    }
    let mut optional_seen = false;
    for option in options {
        let required = option["required"] == true;
        if required && optional_seen {
            wrong.push((path.clone(), "required options must come first".to_owned()));
        }
        optional_seen |= !required;
        if option["autocomplete"] == true && !list(&option["choices"]).is_empty() {
            wrong.push((path.clone(), "an option has either choices or autocomplete".to_owned()));
        }
        command_part(wrong, option, &path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_discord_refuses_is_refused() {
        let button = |id: &str| json!({ "type": 2, "style": 1, "label": "A", "custom_id": id });
        let row = |parts: Vec<Value>| json!([{ "type": 1, "components": parts }]);
        let table = [
            json!({ "content": "x".repeat(2_001) }),
            json!({ "embeds": [{ "description": "x".repeat(4_097) }] }),
            json!({ "embeds": [{ "description": "x".repeat(3_500) }, { "description": "x".repeat(2_501) }] }),
            json!({ "embeds": vec![json!({ "title": "x" }); 11] }),
            json!({ "components": row(vec![button("a"), button("a")]) }),
            json!({ "components": row(vec![button("")]) }),
            json!({ "components": row((0..6).map(|n| button(&n.to_string())).collect()) }),
            json!({ "components": row(vec![json!({ "type": 3, "custom_id": "s", "options": [] })]) }),
        ];
        for body in table {
            assert!(!message(&body, 0).is_empty(), "{body}");
        }
        assert!(
            message(&json!({ "content": "x".repeat(2_000), "components": row(vec![button("a"), button("b")]) }), 0)
                .is_empty()
        );
        assert!(is_empty(&json!({ "content": "" }), 0));
    }
}
