//! ▲: an answer that lifts a member says so, and the board names who climbed most by the last question. Nobody is told that
//! they fell.

use crate::study::{Post, Study};
use serde_json::json;

const EVE: &str = "2026-11-23T14:00:00Z";

/// The question of a day of November, when the one before it was closed.
async fn on_day(study: &Study, day: usize) -> Post<'_> {
    let count = 2 * (day - 24) + 1;
    if count > 1 {
        study.move_to(&format!("2026-11-{}T23:59:30Z", day - 1));
        study.messages(count - 1).await;
    }
    study.move_to(&format!("2026-11-{day}T00:00:05Z"));
    study.post(count).await
}

async fn board(study: &Study) -> String {
    // In another channel than the questions.
    let asker = study.discord.user(study.member(5).id(), study.channel + 1).speaking(&study.locale);
    asker.slash("leaderboard", &[("period", json!("month"))]).await.text()
}

/// The first member and the fourth are right on the first day, the second one on the two days after it: one of these lifts
/// them over both. Returns the day that did.
async fn climbed(study: &Study, first: &str, up: &str) -> usize {
    let post = on_day(study, 24).await;
    for (member, letters) in [(1, post.key()), (2, post.wrong()), (3, post.wrong()), (4, post.key())] {
        let told = post.press(&study.member(member), &letters).await.text();
        assert!(!told.contains('▲'), "nobody climbs from nowhere: {told}");
    }
    drop(post);
    for day in [25, 26] {
        let post = on_day(study, day).await;
        let told = post.press(&study.member(3), &post.wrong()).await.text();
        assert!(!told.contains('▲') && !board(study).await.contains('▲'), "nothing was gained: {told}");
        let told = post.press(&study.member(2), &post.key()).await.text();
        if told.contains(first) {
            assert!(told.contains(up), "{told}");
            return day;
        }
        assert!(!told.contains('▲'), "it passed nobody: {told}");
    }
    panic!("two right answers are more than one");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_passes_another_member_says_so_and_the_board_names_who_climbed_most() {
    for (locale, first, up, on_board) in
        [("ko", "· 1위", "1위(▲2)", " 2계단"), ("en-US", "· #1", "#1 (▲2)", " up 2 places")]
    {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        let day = climbed(&study, first, up).await;
        let name = study.discord.world().name_of(study.member(2).id());
        let shown = board(&study).await;
        assert!(shown.contains(&format!(" · ▲ **{name}**{on_board}")), "{shown}");
        assert_eq!(shown.matches('▲').count(), 1, "{shown}");
        assert!(!shown.contains('▼'));

        // With the next question another day is the last one with results.
        let post = on_day(&study, day + 1).await;
        assert!(board(&study).await.contains('▲'), "until it has an answer");
        let told = post.press(&study.member(1), &post.wrong()).await.text();
        assert!(!told.contains('▼') && !board(&study).await.contains('▲'), "{told}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hides_climbs_for_nobody_but_themselves() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.member(2).slash("privacy board", &[("show", json!("no"))]).await;
    climbed(&study, "· 1위", "1위(▲2)").await;
    let shown = board(&study).await;
    assert!(!shown.contains('▲'), "{shown}");
    study.assert_well_behaved();
}
