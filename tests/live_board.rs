//! A board that keeps itself current: one message a server, changed at a polite pace and only when it shows something else.

mod study;

use chrono::{DateTime, TimeDelta, Utc};
use sandbox::{Fault, Permission, Recorded, Trouble, World};
use serde_json::{Value, json};
use serenity::futures::future::join_all;
use study::Study;

const EVE: &str = "2026-11-23T14:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// The channel of the board: one in which nothing else is posted.
fn place(study: &Study) -> u64 {
    study.channel + 1
}

async fn make(study: &Study, channel: u64, options: &[(&str, Value)]) -> String {
    let owner = study.discord.user(study.owner().id(), channel).speaking(&study.locale);
    owner.slash("board here", options).await.text()
}

/// The messages that are boards and keep themselves current.
fn boards(study: &Study, channel: u64) -> Vec<Value> {
    let is_board = |message: &Value| message["components"].to_string().contains("\"b:");
    study.discord.messages(channel).into_iter().filter(is_board).collect()
}

async fn board(study: &Study, channel: u64) -> Value {
    study.discord.wait_until("the board is there", |_| boards(study, channel).len() == 1).await;
    study.pass(TimeDelta::zero()).await;
    boards(study, channel).remove(0)
}

fn id(message: &Value) -> u64 {
    message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
}

fn shown(message: &Value) -> String {
    format!("{}\n{}", message["embeds"][0]["title"], message["embeds"][0]["description"])
}

/// A group with a board of its own channel, in which members 1 to 3 answered.
async fn with_a_board(locale: &str) -> (Study, Value) {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    make(&study, place(&study), &[]).await;
    board(&study, place(&study)).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    for number in 1..=3 {
        post.press(&study.member(number), &post.key()).await;
    }
    drop(post);
    study.pass(TimeDelta::minutes(6)).await;
    let there = board(&study, place(&study)).await;
    (study, there)
}

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
    let told = |study: &Study| {
        let everywhere = [study.channel - 1, study.channel].map(|channel| study.discord.messages(channel));
        everywhere
            .iter()
            .flatten()
            .filter(|message| message["content"].to_string().contains("순위판을 갱신하지 못했"))
            .count()
    };
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
    let told = |study: &Study| {
        let everywhere = [study.channel - 1, study.channel].map(|channel| study.discord.messages(channel));
        everywhere
            .iter()
            .flatten()
            .filter(|message| message["content"].to_string().contains("The live board's channel is gone"))
            .count()
    };
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
