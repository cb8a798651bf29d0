//! Whom a text pings, given what the message allows.

use serde_json::Value;

/// The pings of a message: `everyone`, `role:1`, `user:2`.
pub(crate) fn pings(body: &Value) -> Vec<String> {
    let content = body["content"].as_str().unwrap_or_default();
    let allowed = &body["allowed_mentions"];
    let allows = |kind: &str, id: Option<&str>| {
        if allowed.is_null() {
            return true;
        }
        let holds =
            |field: &str, value: &str| allowed[field].as_array().is_some_and(|all| all.iter().any(|one| one == value));
        holds("parse", kind) || id.is_some_and(|id| holds(kind, id))
    };
    let mut pings = Vec::new();
    if (content.contains("@everyone") || content.contains("@here")) && allows("everyone", None) {
        pings.push("everyone".to_owned());
    }
    for part in content.split("<@").skip(1) {
        let Some((inner, _)) = part.split_once('>') else {
            continue;
        };
        let (kind, id) = match inner.strip_prefix('&') {
            Some(role) => ("roles", role),
            None => ("users", inner.trim_start_matches('!')),
        };
        if !id.is_empty() && id.chars().all(|c| c.is_ascii_digit()) && allows(kind, Some(id)) {
            pings.push(format!("{}:{id}", kind.trim_end_matches('s')));
        }
    }
    pings
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_is_allowed_pings() {
        let content = "@everyone <@1> <@&2>";
        let table = [
            (json!({ "content": content }), vec!["everyone", "user:1", "role:2"]),
            (json!({ "content": content, "allowed_mentions": { "parse": [] } }), vec![]),
            (json!({ "content": content, "allowed_mentions": { "parse": [], "roles": ["2"] } }), vec!["role:2"]),
            (json!({ "content": content, "allowed_mentions": { "parse": ["users"] } }), vec!["user:1"]),
        ];
        for (body, expected) in table {
            assert_eq!(pings(&body), expected, "{body}");
        }
    }
}
