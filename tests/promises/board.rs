//! A page of the leaderboard: shared places, harmless names, buttons that lead somewhere, and Discord's limits.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use proctor::actions::find_climbers::Climbers;
use proctor::actions::show_leaderboard::{Board, Last, Subject};
use proctor::discord::render::board::{page, place};
use proctor::discord::words::Words;
use proctor::domain::ids::MemberId;
use proctor::domain::language::Language;
use proctor::domain::leaderboard::{BoardOf, Period, PeriodKind, Standing};
use proctor::store::standings::Edge;
use serde_json::{Value, json};

fn standing(member: u64, place: u64, name: &str) -> Standing {
    Standing { member: MemberId(member), place, name: name.to_owned(), points: 120, answered: 10, right: 9, streak: 5 }
}

fn edge() -> Edge {
    Edge { points: u32::MAX, reached_at: DateTime::<Utc>::UNIX_EPOCH, member: MemberId(u64::MAX) }
}

fn board(rows: Vec<Standing>, before: Option<Edge>, after: Option<Edge>) -> Board {
    let period = Period::of(PeriodKind::Month, NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"));
    let own = rows.first().cloned();
    let subject = Subject::Current(period);
    Board {
        subject,
        is_over: false,
        is_counting: false,
        begins: None,
        ends_at: Some(DateTime::UNIX_EPOCH),
        rows,
        own,
        hides: false,
        next: None,
        members: 3,
        before,
        after,
        last: None,
        climbers: None,
        yesterday: None,
    }
}

/// What October came to, with so many who share the first place.
fn october(winners: u64, name: &str) -> Last {
    let period = Period::of(PeriodKind::Month, NaiveDate::from_ymd_opt(2026, 10, 1).expect("a day"));
    Last { of: BoardOf::Past(period), winners: (1..=winners).map(|n| standing(n, 1, name)).collect() }
}

fn drawn(board: &Board, language: Language) -> Value {
    page(&Words::load().expect("the words"), board, language).to_json()
}

#[test]
fn a_row_tells_place_name_points_accuracy_and_streak() {
    let rows = vec![standing(1, 1, "민준"), standing(2, 1, "@everyone **x**"), standing(3, 3, "")];
    let message = drawn(&board(rows, None, None), Language::Korean);
    let text = message["embeds"][0]["description"].as_str().unwrap_or_default();
    assert!(text.starts_with("🥇 **민준** · 120점 · 9/10 (90%) · 🔥 5\n🥇 "), "{text}");
    assert!(text.contains("🥉 <@3> · "), "{text}");
    assert!(text.ends_with("👥 3명 · <t:-1:D>까지"), "{text}");
    assert!(!text.contains("@everyone") && !text.contains("**x**"), "{text}");
    assert_eq!(message["allowed_mentions"], json!({ "parse": [] }));
}

#[test]
fn nobody_has_a_medal_for_no_points() {
    let rows = vec![Standing { points: 0, streak: 1, ..standing(1, 1, "민준") }];
    let message = drawn(&board(rows, None, None), Language::Korean);
    let text = message["embeds"][0]["description"].as_str().unwrap_or_default();
    assert!(text.starts_with("1. **민준** · 0점"), "{text}");
}

#[test]
fn a_public_board_has_no_row_of_its_readers_own() {
    let rows = vec![standing(1, 1, "민준"), standing(2, 1, "지우")];
    let text = |own: Option<Standing>| {
        let message = drawn(&Board { own, ..board(rows.clone(), None, None) }, Language::Korean);
        message["embeds"][0]["description"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(text(Some(standing(9, 7, "하은"))), text(None));
}

#[test]
fn my_place_marks_the_own_row_and_says_what_the_next_place_costs() {
    let row = |n: u32| Standing { points: 130 - 10 * n, ..standing(u64::from(n), u64::from(n), "") };
    let rows: Vec<Standing> = (3..=7).map(row).collect();
    let text = |next: Option<(u64, u32)>, hides: bool| {
        let shown = Board { next, hides, ..board(rows.clone(), None, None) };
        let message = place(&Words::load().expect("the words"), &shown, &row(5), Language::Korean).to_json();
        message["embeds"][0]["description"].as_str().unwrap_or_default().to_owned()
    };
    let fifth = text(Some((4, 90)), false);
    assert!(fifth.contains("<@5> · 80점 · 9/10 (90%) · 🔥 5 ← 나"), "{fifth}");
    assert_eq!(fifth.matches("← 나").count(), 1, "{fifth}");
    assert!(fifth.ends_with("4위까지 10점 남았어요.**"), "{fifth}");
    assert!(!text(None, false).contains("위까지"), "nothing is above the first");
    assert!(text(Some((4, 90)), true).contains("순위표에서 숨어 있어서"));
}

#[test]
fn only_buttons_that_lead_somewhere_are_there_and_no_two_have_one_id() {
    let rows = || vec![standing(1, 1, "민준")];
    let table = [
        (None, None, vec!["My place"]),
        (None, Some(edge()), vec!["Next", "My place"]),
        (Some(edge()), None, vec!["First", "Previous", "My place"]),
        (Some(edge()), Some(edge()), vec!["First", "Previous", "Next", "My place"]),
    ];
    for (before, after, expected) in table {
        let message = drawn(&board(rows(), before, after), Language::English);
        let buttons = message["components"][0]["components"].as_array().expect("buttons");
        let text = |one: &Value, field: &str| one[field].as_str().unwrap_or_default().to_owned();
        assert_eq!(buttons.iter().map(|one| text(one, "label")).collect::<Vec<_>>(), expected);
        let ids: HashSet<String> = buttons.iter().map(|one| text(one, "custom_id")).collect();
        assert_eq!(ids.len(), buttons.len());
        assert!(ids.iter().all(|id| id.len() <= 100), "{ids:?}");
        assert!(buttons.iter().all(|one| one["disabled"] != true), "{buttons:?}");
    }
}

#[test]
fn the_month_before_has_its_button_after_all_others_and_its_winners_in_small_print() {
    for (language, label, won) in [
        (Language::Korean, "지난달 결과", "\n-# 🥇 지난달 1위: "),
        (Language::English, "Last month", "\n-# 🥇 Last month: "),
    ] {
        for rows in [vec![standing(1, 1, "민준")], Vec::new()] {
            let (before, after) =
                (Some(edge()).filter(|_| !rows.is_empty()), Some(edge()).filter(|_| !rows.is_empty()));
            let shown = Board { last: Some(october(4, "@everyone **x**")), ..board(rows.clone(), before, after) };
            let message = drawn(&shown, language);
            let buttons = message["components"][0]["components"].as_array().expect("buttons");
            assert_eq!(buttons.len(), if rows.is_empty() { 2 } else { 5 });
            let last = buttons.last().expect("a button");
            assert_eq!((&last["label"], &last["custom_id"]), (&json!(label), &json!("l:month/2026-10-01:final")));
            let text = message["embeds"][0]["description"].as_str().unwrap_or_default();
            assert!(text.contains(won) && text.ends_with(", …"), "{text}");
            assert!(!text.contains("@everyone") && !text.contains("**x**"), "{text}");
        }
    }
}

#[test]
fn yesterday_stands_beside_the_month_before_and_six_buttons_take_two_rows() {
    for (language, label) in [(Language::Korean, "어제 결과"), (Language::English, "Yesterday")] {
        let yesterday = NaiveDate::from_ymd_opt(2026, 11, 23);
        for (edges, rows) in [(None, vec![3]), (Some(edge()), vec![4, 2])] {
            let shown =
                Board { last: Some(october(1, "민준")), yesterday, ..board(vec![standing(1, 1, "")], edges, edges) };
            let message = drawn(&shown, language);
            let found = message["components"].as_array().expect("rows").iter();
            let found: Vec<&Vec<Value>> = found.map(|row| row["components"].as_array().expect("buttons")).collect();
            assert_eq!(found.iter().map(|row| row.len()).collect::<Vec<_>>(), rows);
            let before_last = &found.last().expect("a row")[rows.last().expect("a row") - 2];
            assert_eq!(
                (&before_last["label"], &before_last["custom_id"]),
                (&json!(label), &json!("l:day/2026-11-23:final"))
            );
        }
    }
}

#[test]
fn who_climbed_most_stands_in_small_print_and_more_than_two_are_not_named() {
    let climbed = |names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let shown =
            Board { climbers: Some(Climbers { names, places: 2 }), ..board(vec![standing(1, 1, "")], None, None) };
        drawn(&shown, Language::English)["embeds"][0]["description"].as_str().unwrap_or_default().to_owned()
    };
    assert!(climbed(&["@everyone"]).contains(" · ▲ **@\u{200b}everyone** up 2 places"), "{}", climbed(&["@everyone"]));
    assert!(
        climbed(&["Ada", "Bea", "Cid"]).ends_with("▲ **Ada**, **Bea**, … up 2 places"),
        "{}",
        climbed(&["Ada", "Bea", "Cid"])
    );
}

#[test]
fn an_empty_board_leads_whoever_hides_to_their_own_place_and_no_season_leads_nowhere() {
    let empty = board(Vec::new(), None, None);
    let message = drawn(&empty, Language::English);
    let buttons = message["components"][0]["components"].as_array().expect("buttons");
    assert_eq!(buttons.iter().map(|one| &one["label"]).collect::<Vec<_>>(), ["My place"]);
    let message = drawn(&Board { subject: Subject::NoSeason, ..empty }, Language::English);
    assert_eq!(message["components"], json!([]));
}

#[test]
fn the_longest_page_fits() {
    for name in ["*".repeat(100), "가".repeat(100), "@".repeat(100)] {
        let rows = (0..10).map(|n| Standing { points: u32::MAX, ..standing(u64::MAX - n, 1_000_000, &name) }).collect();
        let shown = Board { last: Some(october(4, &name)), ..board(rows, Some(edge()), Some(edge())) };
        let message = drawn(&shown, Language::English);
        let length = message["embeds"][0]["description"].as_str().map_or(0, |text| text.chars().count());
        assert!((1..=4_096).contains(&length), "{length}");
    }
}
