//! Days that are played over the end of a season: its podium stands there with its picture, and its prize beside a name.

use serde_json::{Value, json};

use crate::sandbox_page::page::{Page, channel, messages};

/// The owner uses a command.
async fn command(page: &Page, locale: &str, command: &str, options: Value) {
    let state = page.state("0").await;
    let slash = json!({
        "kind": "slash", "as": state["me"], "channel": channel(&state)["id"], "locale": locale, "command": command,
        "options": options,
    });
    let done = page.post("/act", slash).await;
    assert!(done["message"].is_string(), "{command}: {done}");
}

/// Whether a message is the podium of this season, with its picture.
fn is_podium(message: &Value, season: &str) -> bool {
    let title = message["embeds"][0]["title"].as_str().unwrap_or_default();
    title.contains(season) && message["embeds"][0]["image"]["url"] == "attachment://podium.png"
}

#[tokio::test]
async fn playing_over_the_end_of_a_season_brings_its_podium_and_its_prize() {
    for (lang, locale, season, role) in [("ko", "ko", "겨울", "챔피언"), ("en", "en-US", "Winter", "Champion")] {
        let page = Page::open(&["--lang", lang]);
        let state = page.state("0").await;
        let roles = state["guild"]["roles"].as_array().expect("roles");
        let prize = roles.iter().find(|one| one["name"] == role).expect("a role to win");
        command(&page, locale, "rewards champion", json!({ "role": prize["id"] })).await;
        command(&page, locale, "season start", json!({ "name": season, "length": "4-weeks" })).await;
        let numbers = json!({ "days": 29, "strength-0": 100, "strength-1": 0, "strength-2": 0, "strength-3": 0 });
        page.control("month", numbers).await;

        let podiums = |state: &Value| messages(state).iter().filter(|one| is_podium(one, season)).count();
        let has_role = |user: &Value| user["roles"].to_string().contains(role);
        let is_over = |state: &Value| {
            podiums(state) == 1 && state["users"].as_array().is_some_and(|users| users.iter().any(has_role))
        };
        let state = page.until("the podium and the prize are there", is_over).await;
        let best: Vec<bool> = state["users"].as_array().expect("users").iter().map(has_role).collect();
        assert_eq!(best, [false, true, false, false, false], "the best of them has it");
        assert_eq!(page.state("0").await["complaints"], json!([]), "Discord would have refused nothing");
    }
}
