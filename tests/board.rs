//! A page of the leaderboard: shared places, harmless names, buttons that lead somewhere, and Discord's limits.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use proctor::actions::show_leaderboard::Board;
use proctor::discord::render::board::page;
use proctor::discord::words::Words;
use proctor::domain::ids::MemberId;
use proctor::domain::language::Language;
use proctor::domain::leaderboard::{Period, Standing, Window};
use proctor::store::standings::Edge;
use serde_json::{Value, json};

fn standing(member: u64, place: u64, name: &str) -> Standing {
    Standing { member: MemberId(member), place, name: name.to_owned(), points: 120, answered: 10, right: 9, streak: 5 }
}

fn edge() -> Edge {
    Edge { points: u32::MAX, reached_at: DateTime::<Utc>::UNIX_EPOCH, member: MemberId(u64::MAX) }
}

fn board(rows: Vec<Standing>, before: Option<Edge>, after: Option<Edge>) -> Board {
    let period = Period::of(Window::Month, NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"));
    let own = rows.first().cloned();
    Board { window: Window::Month, period, ends_at: Some(DateTime::UNIX_EPOCH), rows, own, members: 3, before, after }
}

fn drawn(board: &Board, language: Language) -> Value {
    page(&Words::load().expect("the words"), board, language).to_json()
}

/// The four buttons as (id, whether it can be pressed).
fn buttons(message: &Value) -> Vec<(String, bool)> {
    let row = message["components"][0]["components"].as_array().cloned().unwrap_or_default();
    row.iter().map(|one| (one["custom_id"].as_str().unwrap_or_default().to_owned(), one["disabled"] != true)).collect()
}

#[test]
fn a_row_tells_place_name_points_accuracy_and_streak() {
    let rows = vec![standing(1, 1, "민준"), standing(2, 1, "@everyone **x**"), standing(3, 3, "")];
    let message = drawn(&board(rows, None, None), Language::Korean);
    let text = message["embeds"][0]["description"].as_str().unwrap_or_default();
    assert!(text.starts_with("🥇 1. **민준** — 120점 · 정답률 90% (9/10) · 🔥 5\n🥇 1. "), "{text}");
    assert!(text.contains("🥉 3. <@3> — "), "{text}");
    assert!(text.contains("<t:0:R>") && text.contains("내 순위"), "{text}");
    assert!(!text.contains("@everyone") && !text.contains("**x**"), "{text}");
    assert_eq!(message["allowed_mentions"], json!({ "parse": [] }));
}

#[test]
fn only_buttons_that_lead_somewhere_can_be_pressed_and_no_two_have_one_id() {
    let rows = || vec![standing(1, 1, "민준")];
    // First, previous, next, and the page of whoever presses.
    let table = [
        (None, None, [false, false, false, true]),
        (None, Some(edge()), [false, false, true, true]),
        (Some(edge()), None, [true, true, false, true]),
        (Some(edge()), Some(edge()), [true, true, true, true]),
    ];
    for (before, after, expected) in table {
        let buttons = buttons(&drawn(&board(rows(), before, after), Language::English));
        assert_eq!(buttons.iter().map(|(_, enabled)| *enabled).collect::<Vec<_>>(), expected);
        assert_eq!(buttons.iter().map(|(id, _)| id).collect::<HashSet<_>>().len(), 4, "{buttons:?}");
        assert!(buttons.iter().all(|(id, _)| id.len() <= 100), "{buttons:?}");
    }
}

#[test]
fn an_empty_board_has_no_buttons() {
    let message = drawn(&board(Vec::new(), None, None), Language::English);
    assert_eq!(message["components"], json!([]));
}

#[test]
fn the_longest_page_fits() {
    for name in ["*".repeat(100), "가".repeat(100), "@".repeat(100)] {
        let rows = (0..10).map(|n| Standing { points: u32::MAX, ..standing(u64::MAX - n, 1_000_000, &name) }).collect();
        let message = drawn(&board(rows, Some(edge()), Some(edge())), Language::English);
        let length = message["embeds"][0]["description"].as_str().map_or(0, |text| text.chars().count());
        assert!((1..=4_096).contains(&length), "{length}");
    }
}
