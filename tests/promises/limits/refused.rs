//! What Discord refuses in a message.

use std::collections::HashSet;

use serde_json::Value;

/// What Discord would refuse in a message (its reference, "Embed Limits" and "Component Reference").
pub(crate) fn faults(message: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut at_most = |name: &str, text: &Value, most: usize| {
        let length = text.as_str().map_or(0, |text| text.chars().count());
        if length > most {
            faults.push(format!("{name} has {length} characters of {most}"));
        }
        length
    };
    at_most("content", &message["content"], 2_000);
    let mut together = 0;
    for embed in message["embeds"].as_array().into_iter().flatten() {
        together += at_most("title", &embed["title"], 256) + at_most("description", &embed["description"], 4_096);
        together += at_most("author", &embed["author"]["name"], 256);
        for field in parts(&embed["fields"]) {
            together += at_most("field", &field["name"], 256) + at_most("field", &field["value"], 1_024);
        }
    }
    let mut ids = Vec::new();
    for part in message["components"].as_array().into_iter().flatten().flat_map(|row| parts(&row["components"])) {
        at_most("label", &part["label"], 80);
        at_most("placeholder", &part["placeholder"], 150);
        at_most("custom_id", &part["custom_id"], 100);
        for option in parts(&part["options"]) {
            at_most("label", &option["label"], 100);
            at_most("description", &option["description"], 100);
        }
        ids.push(part["custom_id"].to_string());
    }
    if ids.iter().collect::<HashSet<_>>().len() < ids.len() {
        faults.push("two parts have one id".to_owned());
    }
    if together > 6_000 {
        faults.push(format!("the embeds have {together} characters of 6000"));
    }
    if parts(&message["components"]).iter().any(|row| parts(&row["components"]).len() > 5) {
        faults.push("a row has more than five parts".to_owned());
    }
    let rows = message["components"].as_array().map_or(0, Vec::len);
    if rows > 5 || parts(&message["embeds"]).len() > 10 {
        faults.push("too many rows or embeds".to_owned());
    }
    faults
}

/// A list in JSON.
pub(crate) fn parts(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}
