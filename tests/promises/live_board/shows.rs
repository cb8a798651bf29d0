//! What the board shows: who answered, the period of now, each change of places, at a polite pace.

use chrono::{DateTime, TimeDelta, Utc};
use sandbox::{Recorded, World};
use serde_json::json;
use serenity::futures::future::join_all;

use crate::live_board::place::{EVE, NINE, board, id, make, place, shown, with_a_board};
use crate::study::Study;

#[tokio::test(flavor = "multi_thread")]
async fn the_message_shows_who_answered_and_its_button_tells_one_privately() {
    for (locale, made, title, members, own) in [
        ("ko", "곧 이 채널에 순위판이", "이번 달 순위", "👥 3명", "← 나"),
        ("en-US", "The live board will appear", "This month's leaderboard", "👥 3 members", "← you"),
    ] {
        let (study, there) = with_a_board(locale).await;
        assert!(shown(&there).contains(title) && shown(&there).contains(members), "{there:#}");
        assert_eq!(there["pings"], json!([]));
        let button = there["components"][0]["components"][0]["custom_id"].as_str().expect("a button");
        let mine = study.discord.user(study.member(2).id(), place(&study)).speaking(locale);
        let mine = mine.click(id(&there), button).await;
        assert!(mine.message().is_private() && mine.text().contains(own), "{mine:?}");
        let again = make(&study, place(&study), &[]).await;
        assert!(again.contains(made), "{again}");
        study.assert_well_behaved();
    }
}

/// The instants at which a message was changed, from one on.
fn changes(study: &Study, message: u64, since: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let path = format!("/channels/{}/messages/{message}", place(study));
    let is_change = |one: &Recorded| one.method == "PATCH" && one.path.ends_with(&path) && one.at >= since;
    study.discord.requests().iter().filter(|one| is_change(one)).map(|one| one.at).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_changes_at_most_every_five_minutes_and_only_when_it_shows_something_else() {
    let study = Study::begin_in(World::study_group("ko").with_more_members(1_500), "ko", EVE).await;
    study.set_up(&[]).await;
    make(&study, place(&study), &[]).await;
    let message = id(&board(&study, place(&study)).await);
    study.move_to(NINE);
    let post = study.post(1).await;
    study.pass(TimeDelta::minutes(10)).await;
    let begun = study.discord.clock().now();

    // 1,500 members answer within ten minutes, twenty at once.
    let key = post.key();
    let answer = async |n| post.press(&study.member(n), &key).await.failed().map(str::to_owned);
    for hundred in 0..15 {
        for twenty in 0..5 {
            let first = hundred * 100 + twenty * 20;
            let failed = join_all((first + 1..=first + 20).map(answer)).await;
            assert!(failed.iter().all(Option::is_none), "{failed:?}");
        }
        study.pass(TimeDelta::seconds(40)).await;
    }
    study.pass(TimeDelta::minutes(5)).await;
    let times = changes(&study, message, begun);
    assert!((2..=4).contains(&times.len()), "{times:?}");
    assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= TimeDelta::minutes(5)), "{times:?}");
    let last = shown(&board(&study, place(&study)).await);
    assert!(last.contains("👥 1500명") || last.contains("👥 1,500명"), "{last}");

    for _ in 0..8 {
        study.pass(TimeDelta::minutes(30)).await;
    }
    assert_eq!(changes(&study, message, begun).len(), times.len(), "nothing changed, so nothing is sent");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changes_places_changes_the_board() {
    let (study, there) = with_a_board("ko").await;
    let text = async || {
        study.pass(TimeDelta::minutes(6)).await;
        shown(&board(&study, place(&study)).await)
    };
    assert!(shown(&there).contains("👥 3명"));
    study.member(1).slash("privacy board", &[("show", json!("no"))]).await;
    assert!(text().await.contains("👥 2명"));
    study.discord.rename(study.guild, study.member(2).id(), "가람나래하나");
    study.member(2).slash("today", &[]).await;
    assert!(text().await.contains("가람나래하나"));
    let asked = study.member(2).slash("privacy delete", &[]).await;
    study.member(2).click(asked.message().id(), &asked.message().custom_ids()[0]).await;
    assert!(text().await.contains("👥 1명"));
    study.confirmed("round void", &[]).await;
    assert!(text().await.contains("아직 기록이 없어요"));
    assert_eq!(id(&board(&study, place(&study)).await), id(&there), "it is one message all the time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_month_begins_on_the_board_at_local_midnight_and_restarts_change_nothing() {
    let (mut study, there) = with_a_board("ko").await;
    study.stop().await;
    study.start().await;
    study.pass(TimeDelta::hours(2)).await;
    assert_eq!(id(&board(&study, place(&study)).await), id(&there));
    // The round of the 24th closes, and those of the next days are missed.
    study.owner().slash("schedule pause", &[]).await;
    study.move_to("2026-11-30T14:59:00Z");
    study.pass(TimeDelta::zero()).await;
    assert!(shown(&board(&study, place(&study)).await).contains("👥 3명"));
    study.move_to("2026-11-30T15:00:01Z");
    study.pass(TimeDelta::zero()).await;
    assert!(shown(&board(&study, place(&study)).await).contains("아직 기록이 없어요"), "December is level");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_of_the_season_shows_the_one_that_runs_and_goes_over_to_the_next() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    make(&study, place(&study), &[("period", json!("season"))]).await;
    let there = board(&study, place(&study)).await;
    assert!(shown(&there).contains("시즌"), "there is none yet: {there:#}");
    let season = [("name", json!("겨울")), ("length", json!("4-weeks")), ("repeat", json!(true))];
    study.owner().slash("season start", &season).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    study.pass(TimeDelta::minutes(6)).await;
    let running = board(&study, place(&study)).await;
    assert!(shown(&running).contains("겨울") && shown(&running).contains("👥 1명"), "{running:#}");
    drop(post);

    study.owner().slash("schedule pause", &[]).await;
    study.move_to("2026-12-21T00:10:00Z");
    study.until("select count(*) = 2 from season").await;
    study.pass(TimeDelta::minutes(6)).await;
    let next = board(&study, place(&study)).await;
    assert!(shown(&next).contains("겨울") && !shown(&next).contains("👥"), "all begin level: {next:#}");
    assert_eq!(id(&next), id(&there));
    study.assert_well_behaved();
}
