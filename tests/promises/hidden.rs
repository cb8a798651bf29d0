//! Who hides from the boards is on none of them, for nobody but themselves; everyone else's places close up.

use crate::study::Study;
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T14:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

async fn show(study: &Study, member: usize, answer: &str) -> String {
    let reply = study.member(member).slash("privacy board", &[("show", json!(answer))]).await;
    assert!(reply.message().is_private(), "{reply:?}");
    reply.text()
}

async fn place_of(study: &Study, member: usize) -> String {
    let board = study.owner().slash("leaderboard", &[]).await;
    let mine = board.message().custom_ids().pop().expect("a button");
    let place = study.member(member).click(board.message().id(), &mine).await;
    assert!(place.message().is_private(), "{place:?}");
    place.text()
}

/// A group in which members 1 to 3 answered right and 4 and 5 did not.
async fn answered(locale: &str) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    for number in 1..=5 {
        let letters = if number <= 3 { post.key() } else { post.wrong() };
        post.press(&study.member(number), &letters).await;
    }
    drop(post);
    study
}

#[tokio::test(flavor = "multi_thread")]
async fn places_close_up_and_the_hidden_member_alone_sees_their_own() {
    for (locale, hidden, shown, count, own, hint) in [
        ("ko", "나오지 않아요", "내가 나와요", "👥 4명", "← 나", "숨어 있어서"),
        ("en-US", "no longer appear", "You appear", "👥 4 members", "← you", "You're hidden"),
    ] {
        let study = answered(locale).await;
        let name = study.discord.world().name_of(study.member(1).id());
        assert!(study.member(4).slash("leaderboard", &[]).await.text().contains(&name));

        assert!(show(&study, 1, "no").await.contains(hidden));

        for asker in [1, 2] {
            let board = study.member(asker).slash("leaderboard", &[]).await.text();
            assert!(board.contains(count) && !board.contains(&name), "a public board: {board}");
            assert!(board.contains("\n3. "), "the two who were wrong are third now: {board}");
        }
        let mine = place_of(&study, 1).await;
        assert!(mine.contains(&name) && mine.contains(own) && mine.contains(hint), "{mine}");
        assert!(mine.starts_with("🥇") || mine.contains("\n🥇"), "counted as if shown: {mine}");
        assert!(!place_of(&study, 2).await.contains(&name), "nobody else's neighbour");

        assert!(show(&study, 1, "yes").await.contains(shown));
        assert!(study.member(4).slash("leaderboard", &[]).await.text().contains(&name));
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_of_a_hidden_member_are_for_nobody_but_them() {
    for (locale, sentence) in [("ko", "보여 주지 않기로 했어요"), ("en-US", "chose not to show")] {
        let study = answered(locale).await;
        let hidden = study.member(1).id();
        let of_hidden = [("member", json!(hidden.to_string()))];
        let own = study.member(1).slash("stats", &[]).await.text();
        assert_eq!(study.member(2).slash("stats", &of_hidden).await.text(), own);
        show(&study, 1, "no").await;

        for asker in [0, 2] {
            let told = study.member(asker).slash("stats", &of_hidden).await;
            assert!(told.text().contains(sentence) && told.message().is_private(), "{told:?}");
            assert_eq!((told.message().files.len(), told.message().custom_ids().len()), (0, 0), "{told:?}");
        }
        // The button below older figures tells no more.
        let board = study.member(2).slash("stats", &[]).await;
        let pressed = study.member(2).unchecked().click(board.message().id(), &format!("t:{hidden}")).await;
        assert!(pressed.text().contains(sentence), "{pressed:?}");
        assert_eq!(study.member(1).slash("stats", &of_hidden).await.text(), own, "they see their own");
        show(&study, 1, "yes").await;
        assert_eq!(study.member(2).slash("stats", &of_hidden).await.text(), own);
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hides_before_the_first_answer_never_shows() {
    for (locale, hidden, none, one, own, not_on_it) in [
        ("ko", "나오지 않아요", "아직 기록이 없어요", "👥 1명", "← 나", "이 기간에는 아직 기록이 없어요"),
        ("en-US", "no longer appear", "Nobody is here yet", "👥 1 member", "← you", "You are not on this board yet"),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        assert!(show(&study, 1, "no").await.contains(hidden));
        study.move_to(NINE);
        let post = study.post(1).await;
        post.press(&study.member(1), &post.key()).await;

        let board = study.member(2).slash("leaderboard", &[("period", json!("all"))]).await.text();
        assert!(board.contains(none) && !board.contains('👥'), "{board}");
        // Nobody is on it, and they see their own place all the same; so does nobody else.
        let name = study.discord.world().name_of(study.member(1).id());
        let mine = place_of(&study, 1).await;
        assert!(mine.contains("🥇") && mine.contains(&name) && mine.contains(own), "{mine}");
        let others = place_of(&study, 2).await;
        assert!(others.contains(not_on_it) && !others.contains(&name), "{others}");
        post.press(&study.member(2), &post.key()).await;
        let board = study.member(2).slash("leaderboard", &[("period", json!("all"))]).await.text();
        assert!(board.contains(one), "{board}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_wish_to_hide_is_in_the_export_and_goes_with_the_data() {
    let study = answered("ko").await;
    show(&study, 1, "no").await;
    let export = async || -> Value {
        let file = study.member(1).slash("privacy export", &[]).await;
        serde_json::from_slice(&file.message().files[0].1).expect("JSON")
    };
    assert_eq!(export().await["hides_in"], json!([study.guild.to_string()]));

    let asked = study.member(1).slash("privacy delete", &[]).await;
    study.member(1).click(asked.message().id(), &asked.message().custom_ids()[0]).await;

    assert_eq!(export().await["hides_in"], json!([]));
    let board = study.member(2).slash("leaderboard", &[]).await.text();
    assert!(board.contains("👥 4명"), "{board}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_void_puts_the_places_right_whoever_hides() {
    let study = answered("ko").await;
    show(&study, 1, "no").await;
    study.confirmed("round void", &[]).await;
    let board = study.member(2).slash("leaderboard", &[]).await.text();
    assert!(board.contains("아직 기록이 없어요"), "{board}");
    study.owner().slash("round restore", &[]).await;
    let board = study.member(2).slash("leaderboard", &[]).await.text();
    assert!(board.contains("👥 4명"), "{board}");
}

#[tokio::test(flavor = "multi_thread")]
async fn before_the_setup_nobody_can_hide() {
    let study = Study::begin("en-US", EVE).await;
    assert!(show(&study, 1, "no").await.contains("not set up"));
}
