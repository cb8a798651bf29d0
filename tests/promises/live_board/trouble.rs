//! What comes between a board and its message: it is deleted, moved, taken away, lost, or its channel is closed or gone.

use chrono::TimeDelta;
use sandbox::{Fault, Permission, Trouble};
use serde_json::{Value, json};

use crate::engine::Beside;
use crate::live_board::place::{EVE, NINE, board, boards, id, make, place, shown, told, with_a_board};
use crate::study::Study;

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_message_is_not_made_again_until_someone_asks() {
    for (locale, gone, members) in [("ko", "순위판이 지워져서", "👥 2명"), ("en-US", "was deleted", "👥 2 members")]
    {
        let (study, there) = with_a_board(locale).await;
        study.discord.delete_message(id(&there));
        study.member(1).slash("privacy board", &[("show", json!("no"))]).await;
        for _ in 0..3 {
            study.pass(TimeDelta::hours(2)).await;
        }
        assert!(boards(&study, place(&study)).is_empty());
        let status = study.owner().slash("status", &[]).await.text();
        assert!(status.contains(gone), "{status}");

        make(&study, place(&study), &[("period", json!("all"))]).await;
        let new = board(&study, place(&study)).await;
        assert!(shown(&new).contains(members), "{new:#}");
        let status = study.owner().slash("status", &[]).await.text();
        assert!(!status.contains(gone), "{status}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_has_one_board_and_off_takes_it_away() {
    let (study, _) = with_a_board("ko").await;
    let general = study.channel - 1;
    let moved = make(&study, general, &[("period", json!("week"))]).await;
    assert!(moved.contains(&format!("<#{}>", place(&study))), "{moved}");
    let there = board(&study, general).await;
    assert!(shown(&there).contains("이번 주 순위"), "{there:#}");
    study.pass(TimeDelta::minutes(1)).await;
    assert!(boards(&study, place(&study)).is_empty(), "the old one is taken down");

    let off = study.owner().slash("board off", &[]).await.text();
    assert!(off.contains("순위판을 내렸어요"), "{off}");
    study.pass(TimeDelta::minutes(1)).await;
    assert!(boards(&study, general).is_empty());
    assert!(study.owner().slash("board off", &[]).await.text().contains("순위판이 없어요"));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manager_is_told_once_when_it_cannot_be_kept_and_it_goes_on_when_it_can() {
    let (study, there) = with_a_board("ko").await;
    study.discord.deny(place(&study), Permission::ViewChannel);
    study.member(1).slash("privacy board", &[("show", json!("no"))]).await;
    let told = |study: &Study| told(study, "순위판을 갱신하지 못했");
    study.pass(TimeDelta::minutes(6)).await;
    study.discord.wait_until("the manager is told", |_| told(&study) == 1).await;
    for _ in 0..3 {
        study.pass(TimeDelta::hours(4)).await;
    }
    assert_eq!(told(&study), 1);
    let status = study.owner().slash("status", &[]).await.text();
    assert!(status.contains("순위판을 갱신하지 못하고") && status.contains("채널 보기"), "{status}");

    study.discord.allow(place(&study), Permission::ViewChannel);
    study.pass(TimeDelta::hours(4)).await;
    let now = board(&study, place(&study)).await;
    assert!(shown(&now).contains("👥 2명") && id(&now) == id(&there), "{now:#}");
    let status = study.owner().slash("status", &[]).await.text();
    assert!(!status.contains("순위판을"), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_gone_is_told_once() {
    let (study, _) = with_a_board("en-US").await;
    study.discord.delete_channel(place(&study));
    study.member(1).slash("privacy board", &[("show", json!("no"))]).await;
    let told = |study: &Study| told(study, "The live board's channel is gone");
    study.pass(TimeDelta::minutes(6)).await;
    study.discord.wait_until("the manager is told", |_| told(&study) == 1).await;
    for _ in 0..3 {
        study.pass(TimeDelta::hours(4)).await;
    }
    assert_eq!(told(&study), 1);
    make(&study, study.channel - 1, &[]).await;
    board(&study, study.channel - 1).await;
    let status = study.owner().slash("status", &[]).await.text();
    assert!(!status.contains("cannot be kept current"), "{status}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_whose_response_was_lost_is_found_again_and_is_one() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    let path = format!("/channels/{}/messages", place(&study));
    study.discord.make_trouble(Fault { method: "POST", path, times: 1, trouble: Trouble::AcceptAndLose });
    make(&study, place(&study), &[]).await;
    study.discord.wait_until("it was accepted", |_| boards(&study, place(&study)).len() == 1).await;
    study.crash().await;
    study.discord.clock().advance(TimeDelta::minutes(30));
    study.start().await;
    study.pass(TimeDelta::hours(1)).await;
    assert_eq!(boards(&study, place(&study)).len(), 1);

    // One that was taken away in that state does not stay behind.
    let path = format!("/channels/{}/messages", study.channel - 1);
    study.discord.make_trouble(Fault { method: "POST", path, times: 1, trouble: Trouble::AcceptAndLose });
    make(&study, study.channel - 1, &[]).await;
    study.discord.wait_until("it was accepted", |_| boards(&study, study.channel - 1).len() == 1).await;
    study.owner().slash("board off", &[]).await;
    study.pass(TimeDelta::hours(1)).await;
    study.pass(TimeDelta::minutes(1)).await;
    assert_eq!(boards(&study, study.channel - 1), Vec::<Value>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_removed_the_bot_finds_its_board_current_again() {
    let (study, there) = with_a_board("ko").await;
    study.discord.remove_bot(study.guild);
    study.discord.clock().advance(TimeDelta::days(9));
    study.discord.add_bot(study.guild);
    study
        .discord
        .wait_until("December is shown", |_| {
            boards(&study, place(&study)).iter().any(|one| shown(one).contains("아직 기록이 없어요"))
        })
        .await;
    assert_eq!(id(&board(&study, place(&study)).await), id(&there));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_managers_make_boards_and_only_where_the_bot_may_write() {
    let study = Study::at_nine_in_seoul("en-US", EVE).await;
    let forced = study.member(1).unchecked().slash("board here", &[]).await;
    assert!(forced.text().contains("Manage Server") && forced.message().is_private(), "{forced:?}");
    study.discord.deny(place(&study), Permission::SendMessages);
    let shut = make(&study, place(&study), &[]).await;
    assert!(shut.contains("I can't post it here yet") && shut.contains("Send Messages"), "{shut}");
    study.pass(TimeDelta::minutes(1)).await;
    study.discord.allow(place(&study), Permission::SendMessages);
    study.pass(TimeDelta::hours(1)).await;
    board(&study, place(&study)).await;

    let study = Study::begin("en-US", EVE).await;
    assert!(make(&study, place(&study), &[]).await.contains("not set up"), "no server, no board");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_that_is_gone_stays_so_when_its_board_is_taken_away() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    make(&study, study.channel, &[]).await;
    board(&study, study.channel).await;
    study.discord.delete_channel(study.channel);
    study.move_to(NINE);
    let told = || told(&study, "문제를 올리던 채널이 없어졌어요");
    study.discord.wait_until("the manager is told", |_| told() == 1).await;

    let elsewhere = study.discord.user(study.owner().id(), study.channel - 1).speaking("ko");
    let off = elsewhere.slash("board off", &[]).await.text();

    assert!(off.contains("순위판을 내렸어요"), "{off}");
    study.until("select exists (select 1 from delivery where kind = 'unboard' and state = 'done')").await;
    for _ in 0..3 {
        study.pass(TimeDelta::hours(1)).await;
    }
    assert_eq!(told(), 1);
}

/// How often the board was looked at.
fn looks(study: &Study) -> i64 {
    Beside::open(&study.database()).number("select lease from delivery where kind = 'board'")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_that_rests_is_not_looked_at_when_something_else_may_be_tried_again() {
    // In its channel, and anywhere in its server.
    let changes: [fn(&Study, bool); 2] = [
        |study, shut| {
            if shut {
                study.discord.deny(study.channel, Permission::SendMessages);
            } else {
                study.discord.allow(study.channel, Permission::SendMessages);
            }
        },
        |study, shut| {
            let until = study.discord.clock().now() + TimeDelta::hours(2);
            study.discord.time_out_bot(study.guild, shut.then_some(until));
        },
    ];
    for change in changes {
        let study = Study::at_nine_in_seoul("ko", EVE).await;
        make(&study, study.channel, &[]).await;
        board(&study, study.channel).await;
        study.pass(TimeDelta::hours(9)).await;
        change(&study, true);
        study.move_to(NINE);
        study
            .until("select exists (select 1 from delivery where kind = 'post' and tries > 0 and lease_until is null)")
            .await;
        study.pass(TimeDelta::zero()).await;
        let before = looks(&study);

        change(&study, false);

        study.messages(2).await;
        study.pass(TimeDelta::zero()).await;
        assert_eq!(looks(&study), before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_language_that_changes_is_shown_as_soon_as_the_pace_allows() {
    let (study, _) = with_a_board("ko").await;
    study.set_up(&[("language", json!("en"))]).await;
    study.pass(TimeDelta::minutes(5)).await;
    let now = board(&study, place(&study)).await;
    assert!(shown(&now).contains("leaderboard"), "{now:#}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shut_channel_takes_the_board_of_no_other() {
    for (locale, stays, permission, replaced) in [
        ("ko", "그대로 뒀어요", "메시지 보내기", "새것으로 바꿔요"),
        ("en-US", "stays.", "Send Messages", "replaces the board"),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        make(&study, place(&study), &[]).await;
        let there = board(&study, place(&study)).await;
        study.discord.deny(study.channel, Permission::SendMessages);

        let said = make(&study, study.channel, &[]).await;

        let other = format!("<#{}>", place(&study));
        assert!(said.contains(stays) && said.contains(&other) && said.contains(permission), "{said}");
        study.pass(TimeDelta::minutes(6)).await;
        assert_eq!(id(&board(&study, place(&study)).await), id(&there));
        let again = make(&study, place(&study), &[]).await;
        assert!(again.contains(replaced) && !again.contains(&other), "{again}");
    }
}
