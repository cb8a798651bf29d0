//! Seasons that follow each other are told apart by their number, and the running one can be made the last.

use crate::engine::Beside;
use crate::study;
use crate::study::Study;
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
/// A moment after the last midnights of four weeks that begin on 2026-11-23 in Seoul, and of the four weeks after them.
const ENDS: [&str; 2] = ["2026-12-20T15:00:06Z", "2027-01-17T15:00:06Z"];

async fn with_repeating(locale: &str) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    let options = [("name", json!("겨울")), ("length", json!("4-weeks")), ("repeat", json!(true))];
    let reply = study.owner().slash("season start", &options).await;
    assert!(reply.text().contains("**겨울**"), "{reply:?}");
    study
}

/// The titles of the podiums in the channel.
fn podiums(study: &Study) -> Vec<String> {
    let messages = study.discord.messages(study.channel);
    let titles = messages.iter().filter_map(|message| message["embeds"][0]["title"].as_str());
    titles.filter(|title| title.starts_with("🏁")).map(str::to_owned).collect()
}

/// One is right on the newest question, of which there is none open at midnight.
async fn play_until(study: &Study, morning: &str, end: &str) {
    study.move_to(morning);
    study.pass(chrono::TimeDelta::zero()).await;
    let post = study.discord.messages(study.channel).into_iter().rfind(study::takes_answers).expect("a question");
    let post = study::Post::of(study, post);
    let told = post.press(&study.member(1), &post.key()).await;
    assert!(told.text().contains('✅'), "{told:?}");
    study.move_to(end);
    study.until("select not exists (select 1 from season where owes = 1)").await;
    study.pass(chrono::TimeDelta::zero()).await;
}

fn seasons(study: &Study, which: &str) -> i64 {
    Beside::open(&study.database()).number(&format!("select count(*) from season where {which}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn seasons_that_follow_each_other_are_told_apart_by_their_number() {
    for (locale, titles, board, unknown) in [
        ("ko", ["🏁 겨울: 시즌이 끝났어요!", "🏁 겨울 · 2회: 시즌이 끝났어요!"], "🏆 겨울 · 2회 순위", "겨울 · 9회"),
        ("en-US", ["🏁 겨울 is over!", "🏁 겨울 · no. 2 is over!"], "🏆 Leaderboard: 겨울 · no. 2", "겨울 · no. 9"),
    ] {
        let study = with_repeating(locale).await;
        play_until(&study, "2026-12-01T00:00:00Z", ENDS[0]).await;
        play_until(&study, "2027-01-05T00:00:00Z", ENDS[1]).await;

        assert_eq!(podiums(&study), titles);
        let list = study.owner().slash("season list", &[]).await.text();
        let second = titles[1].trim_start_matches("🏁 ");
        let second = &second[..second.find([':', 'i']).expect("an end")].trim_end();
        assert!(list.contains("**겨울** · 🥇") && list.contains(&format!("**{second}** · 🥇")), "{list}");
        let typed = study.member(1).type_into("leaderboard", "season", "2", &[]).await;
        assert!(typed.choices().iter().any(|choice| choice.0.starts_with(second)), "{:?}", typed.choices());
        // By its number in either language; a bare name is the newest's.
        for name in ["겨울 · 2회", "겨울 · no. 2"] {
            let shown = study.member(5).slash("leaderboard", &[("season", json!(name))]).await.text();
            assert!(shown.contains(board), "{name}: {shown}");
        }
        let none = study.member(5).slash("leaderboard", &[("season", json!(unknown))]).await;
        assert!(none.message().is_private(), "{none:?}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_that_repeats_can_be_made_the_last_and_runs_to_its_end() {
    for (locale, asked, label, said, repeats_not, over) in [
        (
            "ko",
            "반복도 멈춰서",
            "반복만 멈추기",
            "✅ **겨울**: 이번 시즌(2026년 11월 23일~12월 20일)은 끝까지 이어지고, 다음 시즌은 시작되지 않아요.",
            "한 번만 열리는 시즌이에요",
            "이미 끝난 시즌이에요",
        ),
        (
            "en-US",
            "It stops repeating too",
            "Only stop repeating",
            "✅ **겨울** (Nov 23 – Dec 20, 2026) runs to its end, and no next season starts.",
            "It runs once",
            "is already over",
        ),
    ] {
        let study = with_repeating(locale).await;
        study.move_to("2026-12-01T00:00:00Z");
        let post = study.post(1).await;
        post.press(&study.member(1), &post.key()).await;
        let question = study.owner().slash("season end", &[]).await;
        assert!(question.text().contains(asked) && question.text().contains(label), "{question:?}");
        let ids = question.message().custom_ids();
        assert_eq!(ids.len(), 3, "{ids:?}");

        let stopped = study.owner().click(question.message().id(), &ids[1]).await;

        assert!(stopped.text().contains(said), "{stopped:?}");
        assert_eq!((seasons(&study, "ended_at is null"), seasons(&study, "repeats = 1")), (1, 0));
        let shown = study.owner().slash("season show", &[]).await.text();
        assert!(shown.contains(repeats_not), "{shown}");
        let again = study.owner().slash("season end", &[]).await;
        assert_eq!(again.message().custom_ids().len(), 2, "nothing repeats: {again:?}");

        study.move_to(ENDS[0]);
        study.until("select count(*) = 1 from season where told_at is not null").await;
        study.pass(chrono::TimeDelta::zero()).await;
        assert_eq!((podiums(&study).len(), seasons(&study, "true")), (1, 1), "no other season follows");
        let late = study.owner().unchecked().click(question.message().id(), &ids[1]).await;
        assert!(late.text().contains(over), "{late:?}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_who_was_asked_makes_a_season_the_last() {
    let study = with_repeating("ko").await;
    let question = study.owner().slash("season end", &[]).await;
    let ids: Vec<Value> = question.message().custom_ids().into_iter().map(Value::from).collect();
    let stop = ids[1].as_str().expect("an id");
    study.member(1).unchecked().click(question.message().id(), stop).await;
    assert_eq!(seasons(&study, "repeats = 1"), 1);
}
