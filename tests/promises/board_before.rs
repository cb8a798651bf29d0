//! Who won: from the board of a week, a month or a season one press leads to the final board of the one before.

use crate::study::Study;
use chrono::TimeDelta;
use sandbox::Outcome;
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T14:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";
const NEXT_WEEK: &str = "2026-11-30T00:30:00Z";
const DECEMBER: &str = "2026-12-01T00:30:00Z";
const JANUARY: &str = "2027-01-01T00:30:00Z";

/// A group in which members 1 and 2 were right and 3 was not, on 2026-11-24 alone.
async fn answered(study: &Study) {
    study.move_to(NINE);
    let post = study.post(1).await;
    for (member, letters) in [(1, post.key()), (2, post.key()), (3, post.wrong())] {
        post.press(&study.member(member), &letters).await;
    }
    drop(post);
    study.owner().slash("schedule pause", &[]).await;
}

async fn november(locale: &str) -> Study {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    answered(&study).await;
    study
}

async fn board(study: &Study, period: &str) -> Outcome {
    study.member(5).slash("leaderboard", &[("period", json!(period))]).await
}

/// The buttons of a board that lead to a final one.
fn to_final(board: &Outcome) -> Vec<String> {
    board.message().custom_ids().into_iter().filter(|id| id.ends_with(":final")).collect()
}

fn of_the_month(board: &Outcome) -> String {
    to_final(board).into_iter().find(|id| id.starts_with("l:month/")).expect("a month before")
}

fn name(study: &Study, member: usize) -> String {
    study.discord.world().name_of(study.member(member).id())
}

fn labels(study: &Study, channel: u64) -> String {
    study.discord.messages(channel).iter().map(|message| message["components"].to_string()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_month_its_final_places_are_one_press_away_for_nobody_but_who_presses() {
    for (locale, label, won, title, count) in [
        ("ko", "지난달 결과", "🥇 지난달 1위: ", "2026년 11월 최종 순위", "👥 3명"),
        ("en-US", "\"Last month\"", "🥇 Last month: ", "Final leaderboard, November 2026", "👥 3 members"),
    ] {
        let study = november(locale).await;
        assert_eq!(to_final(&board(&study, "month").await), Vec::<String>::new(), "nothing was before the first month");
        assert!(!labels(&study, study.channel).contains(label));
        study.move_to(DECEMBER);

        let shown = board(&study, "month").await;

        let ids = shown.message().custom_ids();
        assert_eq!(ids, ["l:month:own", "l:month/2026-11-01:final"], "nothing else leads anywhere yet");
        assert!(!shown.message().is_private() && shown.text().contains(won), "{shown:?}");
        assert!(shown.text().contains(&name(&study, 1)) && !shown.text().contains(&name(&study, 3)), "{shown:?}");
        assert!(labels(&study, study.channel).contains(label));
        let last = study.member(4).click(shown.message().id(), &to_final(&shown)[0]).await;
        assert!(last.message().is_private(), "{last:?}");
        assert!(last.text().contains(title) && last.text().contains(count), "{last:?}");
        assert_eq!(last.text().matches("🥇").count(), 2, "{last:?}");
        assert_eq!(to_final(&last), Vec::<String>::new(), "what is over has no last month of its own");
        assert_eq!(to_final(&board(&study, "all").await), Vec::<String>::new());
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_an_old_message_leads_to_its_month_for_ever_and_a_month_without_answers_has_none() {
    let study = november("ko").await;
    study.move_to(DECEMBER);
    let december = board(&study, "month").await;
    study.move_to(JANUARY);

    let last = study.member(4).click(december.message().id(), &to_final(&december)[0]).await;

    assert!(last.text().contains("2026년 11월 최종 순위"), "{last:?}");
    assert!(last.text().contains("👥 3명") && last.message().is_private(), "{last:?}");
    let january = board(&study, "month").await;
    assert_eq!(january.message().custom_ids(), ["l:month:own"], "nobody answered in December: {january:?}");
    assert!(!january.text().contains("지난달"), "{january:?}");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_week_leads_to_the_week_before() {
    for (locale, label, title) in [
        ("ko", "지난주 결과", "2026년 11월 23일~11월 29일 최종 순위"),
        ("en-US", "\"Last week\"", "Final leaderboard, Nov 23 – Nov 29, 2026"),
    ] {
        let study = november(locale).await;
        assert_eq!(to_final(&board(&study, "week").await), Vec::<String>::new());
        study.move_to(NEXT_WEEK);
        let shown = board(&study, "week").await;
        assert_eq!(to_final(&shown), ["l:week/2026-11-23:final"]);
        assert!(labels(&study, study.channel).contains(label));
        let last = study.member(4).click(shown.message().id(), &to_final(&shown)[0]).await;
        assert!(last.message().is_private() && last.text().contains(title), "{last:?}");
        assert!(last.text().contains(&name(&study, 2)), "{last:?}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_leads_to_the_season_before() {
    for (locale, label, won) in
        [("ko", "지난 시즌 결과", "🥇 지난 시즌 1위: "), ("en-US", "\"Last season\"", "🥇 Last season: ")]
    {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        let season = [("name", json!("겨울")), ("length", json!("4-weeks")), ("repeat", json!(true))];
        study.owner().slash("season start", &season).await;
        answered(&study).await;
        assert_eq!(to_final(&board(&study, "season").await), Vec::<String>::new());
        study.move_to("2026-12-21T00:10:00Z");
        study.until("select count(*) = 2 from season").await;

        let shown = board(&study, "season").await;

        assert_eq!(to_final(&shown), ["l:season/1:final"]);
        assert!(shown.text().contains(won), "{shown:?}");
        assert!(labels(&study, study.channel).contains(label));
        let last = study.member(4).click(shown.message().id(), "l:season/1:final").await;
        assert!(last.message().is_private() && last.text().contains(&name(&study, 1)), "{last:?}");
        assert!(last.text().contains("겨울"), "{last:?}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_hides_is_left_out_of_the_month_before_and_when_all_hide_nothing_leads_there() {
    let study = november("ko").await;
    study.move_to(DECEMBER);
    let hide = async |member: usize| {
        study.member(member).slash("privacy board", &[("show", json!("no"))]).await;
    };
    hide(1).await;

    let shown = board(&study, "month").await;

    assert!(!shown.text().contains(&name(&study, 1)) && shown.text().contains(&name(&study, 2)), "{shown:?}");
    let last = study.member(4).click(shown.message().id(), &to_final(&shown)[0]).await;
    assert!(!last.text().contains(&name(&study, 1)) && last.text().contains("👥 2명"), "{last:?}");
    hide(2).await;
    let shown = board(&study, "month").await;
    assert!(!shown.text().contains("1위"), "nobody wins without points: {shown:?}");
    assert_eq!(to_final(&shown).len(), 1, "the third had an answer: {shown:?}");
    hide(3).await;
    assert_eq!(to_final(&board(&study, "month").await), Vec::<String>::new());
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_that_keeps_itself_current_leads_there_too_and_changes_once_for_it() {
    for (locale, label) in [("ko", "지난달 결과"), ("en-US", "\"Last month\"")] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        let place = study.channel + 1;
        let owner = study.discord.user(study.owner().id(), place).speaking(locale);
        owner.slash("board here", &[]).await;
        let live =
            || study.discord.messages(place).into_iter().find(|one| one["components"].to_string().contains("\"b:"));
        study.discord.wait_until("the board is there", |_| live().is_some()).await;
        answered(&study).await;
        study.pass(TimeDelta::minutes(6)).await;
        assert!(!labels(&study, place).contains(":final"), "{:#?}", live());

        study.move_to(DECEMBER);
        study.discord.wait_until("the button is there", |_| labels(&study, place).contains(label)).await;

        let message: Value = live().expect("the board");
        let id: u64 = message["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        let edits = study.discord.edits(id);
        let member = study.discord.user(study.member(4).id(), place).speaking(locale);
        let last = member.click(id, "l:month/2026-11-01:final").await;
        assert!(last.message().is_private() && last.text().contains(&name(&study, 1)), "{last:?}");
        for _ in 0..4 {
            study.pass(TimeDelta::minutes(30)).await;
        }
        assert_eq!(study.discord.edits(id), edits, "it shows nothing else, so it does not change");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_won_yesterday_is_one_press_away_from_every_board_that_runs() {
    const WEDNESDAY: &str = "2026-11-25T03:00:00Z";
    for (locale, label, title, count, own) in [
        ("ko", "어제 결과", "11월 24일(화) 순위", "👥 3명", "내 순위(11월 24일(화))"),
        ("en-US", "\"Yesterday\"", "Leaderboard, Tue, Nov 24", "👥 3 members", "Your place (Tue, Nov 24)"),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        let season = [("name", json!("겨울")), ("length", json!("4-weeks"))];
        study.owner().slash("season start", &season).await;
        answered(&study).await;
        assert_eq!(to_final(&board(&study, "week").await), Vec::<String>::new(), "today is not yesterday");
        study.move_to(WEDNESDAY);

        for period in ["week", "month", "all", "season"] {
            let shown = board(&study, period).await;
            assert_eq!(to_final(&shown), ["l:day/2026-11-24:final"], "{period}");
        }
        assert!(labels(&study, study.channel).contains(label));
        let shown = board(&study, "week").await;
        let day = study.member(4).click(shown.message().id(), "l:day/2026-11-24:final").await;
        assert!(day.message().is_private() && day.text().contains(title) && day.text().contains(count), "{day:?}");
        assert_eq!(day.text().matches("🥇").count(), 2, "{day:?}");
        assert!(day.text().contains(&name(&study, 3)) && day.text().contains("3. "), "{day:?}");
        assert_eq!(to_final(&day), Vec::<String>::new());
        let mine = study.member(3).unchecked().click(shown.message().id(), "l:day/2026-11-24:own").await;
        assert!(mine.message().is_private() && mine.text().contains(own), "{mine:?}");

        // Another day has another yesterday; the old button keeps its day.
        study.move_to("2026-11-26T03:00:00Z");
        assert_eq!(to_final(&board(&study, "week").await), Vec::<String>::new(), "nobody answered on Wednesday");
        let again = study.member(4).click(shown.message().id(), "l:day/2026-11-24:final").await;
        assert!(again.text().contains(title) && again.text().contains(count), "{again:?}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_counts_the_points_of_its_questions_alone_and_nobody_who_hides() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    drop(post);
    study.move_to("2026-11-24T23:59:30Z");
    study.messages(2).await;
    study.move_to("2026-11-25T00:00:05Z");
    let post = study.post(3).await;
    for (member, letters) in [(1, post.wrong()), (2, post.key()), (3, post.key())] {
        post.press(&study.member(member), &letters).await;
    }
    drop(post);
    // The evening after midnight: the question of the 25th is open until nine.
    study.move_to("2026-11-25T16:00:00Z");
    let shown = board(&study, "week").await;
    let press = async |member: usize, turn: &str| {
        let button = format!("l:day/2026-11-25:{turn}");
        study.member(member).unchecked().click(shown.message().id(), &button).await.text()
    };
    let day = press(5, "final").await;
    assert!(day.contains("아직 답할 수 있어요") && day.contains("👥 3명"), "{day}");
    assert!(day.contains(&format!("3. **{}** · 0점", name(&study, 1))), "yesterday's points alone: {day}");
    assert_eq!(day.matches("🥇").count(), 2, "{day}");
    study.member(2).slash("privacy board", &[("show", json!("no"))]).await;
    let day = press(5, "final").await;
    assert!(!day.contains(&name(&study, 2)) && day.contains("👥 2명") && day.contains("2. "), "{day}");
    let own = press(2, "own").await;
    assert!(own.contains(&name(&study, 2)) && own.contains("숨어 있어서"), "{own}");
    assert!(!press(3, "own").await.contains(&name(&study, 2)));
    for member in [1, 3] {
        study.member(member).slash("privacy board", &[("show", json!("no"))]).await;
    }
    assert_eq!(to_final(&board(&study, "week").await), Vec::<String>::new(), "nobody is shown");
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_first_of_a_month_while_a_question_of_it_is_open() {
    for (locale, label, won, still) in [
        ("ko", "지난달 결과", "🥇 지난달 1위: ", "집계 중이에요"),
        ("en-US", "\"Last month\"", "🥇 Last month: ", "still counting"),
    ] {
        let study = Study::at_nine_in_seoul(locale, "2026-11-29T14:00:00Z").await;
        study.move_to("2026-11-30T00:00:00Z");
        let post = study.post(1).await;
        post.press(&study.member(2), &post.key()).await;
        // Half past midnight in Seoul.
        study.move_to("2026-11-30T15:30:00Z");

        let shown = board(&study, "month").await;
        assert!(!shown.text().contains(won), "{shown:?}");
        assert!(labels(&study, study.channel).contains(label));
        let last = study.member(4).click(shown.message().id(), &of_the_month(&shown)).await.text();
        assert!(last.contains(still) && !last.contains("최종") && !last.contains("Final"), "{last}");

        post.press(&study.member(1), &post.key()).await;
        study.move_to(DECEMBER);
        let shown = board(&study, "month").await;
        assert!(shown.text().contains(won) && shown.text().contains(&name(&study, 2)), "{shown:?}");
        let last = study.member(4).click(shown.message().id(), &of_the_month(&shown)).await.text();
        assert!(!last.contains(still) && (last.contains("최종") || last.contains("Final")), "{last}");
        let own = study.member(5).unchecked().click(shown.message().id(), "l:month/2026-11-01:own").await.text();
        assert!(own.contains("답한 기록이 없어요") || own.contains("no answers in this period"), "{own}");
    }
}
