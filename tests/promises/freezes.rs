//! Freezes: earned by playing, used by themselves where they cover a whole gap, and told with the reason; in both languages.

use crate::replay;
use crate::study::{Post, Study, instant};
use chrono::{DateTime, TimeDelta, Utc};
use proctor::domain::ids::ServerId;
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";

/// Nine in Seoul on the first, second, third day.
fn nine_on(day: usize) -> DateTime<Utc> {
    instant("2026-11-24T00:00:00Z") + TimeDelta::days(i64::try_from(day).expect("a few") - 1)
}

/// The post of a day, when each day before it had one.
async fn post_of(study: &Study, day: usize) -> Post<'_> {
    study.discord.clock().set(nine_on(day));
    study.post(2 * day - 1).await
}

/// Has these members answer right on each of some days; what the first of them is told last.
async fn play(study: &Study, days: std::ops::RangeInclusive<usize>, members: &[usize]) -> String {
    let mut told = String::new();
    for day in days {
        let post = post_of(study, day).await;
        for member in members.iter().rev() {
            told = post.press(&study.member(*member), &post.key()).await.text();
        }
    }
    told
}

async fn stats(study: &Study, member: usize) -> String {
    study.member(member).slash("stats", &[]).await.text()
}

/// All that is told is what a replay of the answers gives.
async fn assert_is_a_replay(mut study: Study) {
    study.assert_well_behaved();
    study.stop().await;
    let server = ServerId(study.guild);
    assert_eq!(replay::kept(&study.database(), server), replay::replay(&study.database(), server));
}

struct Said {
    locale: &'static str,
    earned: [&'static str; 2],
    held: [&'static str; 3],
    one_day: &'static str,
    two_days: &'static str,
    three_days: &'static str,
    none: &'static str,
    waiting: &'static str,
    used_for: &'static str,
    streak: fn(u32) -> String,
}

const SAID: [Said; 2] = [
    Said {
        locale: "ko",
        earned: ["❄️ 보호권 1장을 얻었어요(지금 1장)", "❄️ 보호권 1장을 얻었어요(지금 2장)"],
        held: ["❄️ 보호권 0장", "❄️ 보호권 1장", "❄️ 보호권 2장"],
        one_day: "❄️ 하루 빠졌지만 보호권 1장으로 연속 기록을 지켰어요. 남은 보호권은 1장이에요.",
        two_days: "❄️ 이틀 빠졌지만 보호권 2장으로 연속 기록을 지켰어요. 이제 남은 보호권이 없어요.",
        three_days: "❄️ 14일 연속 기록이 끝났어요. 3일 빠졌는데 보호권이 2장뿐이라",
        none: "❄️ 2일 연속 기록이 끝났어요. 하루 빠졌는데 가진 보호권이 없었어요.",
        waiting: "빠진 하루를 1장으로 메울 거예요",
        used_for: "마지막 사용: 12월 8일(화) · 12월 9일(수)에 빠져서 2장",
        streak: |days| format!("🔥 {days}일 연속"),
    },
    Said {
        locale: "en-US",
        earned: ["❄️ You earned a freeze and now have 1.", "❄️ You earned a freeze and now have 2."],
        held: ["❄️ 0 freezes", "❄️ 1 freeze", "❄️ 2 freezes"],
        one_day: "❄️ You missed a day, and a freeze saved your streak. You have 1 left.",
        two_days: "❄️ You missed 2 days, and 2 freezes saved your streak. You have none left.",
        three_days: "❄️ Your 14-day streak ended: you missed 3 days, and 2 freezes can't cover them all.",
        none: "❄️ Your 2-day streak ended: you missed a day and had no freeze.",
        waiting: "1 will be used for the day you missed",
        used_for: "last used: 2 for missing Tue, Dec 8 · Wed, Dec 9",
        streak: |days| format!("🔥 {days} days in a row"),
    },
];

#[tokio::test(flavor = "multi_thread")]
async fn freezes_are_earned_by_playing_and_cover_a_whole_gap_or_stay() {
    for said in SAID {
        let study = Study::at_nine_in_seoul(said.locale, EVE).await;
        // Four members play a week, and another one.
        let sixth = play(&study, 1..=6, &[1, 2, 3, 4]).await;
        assert!(!sixth.contains('❄') && stats(&study, 1).await.contains(said.held[0]), "{sixth}");
        let seventh = play(&study, 7..=7, &[1, 2, 3, 4]).await;
        assert!(seventh.contains(said.earned[0]) && stats(&study, 1).await.contains(said.held[1]), "{seventh}");
        let fourteenth = play(&study, 8..=14, &[1, 2, 3, 4]).await;
        assert!(fourteenth.contains(said.earned[1]) && stats(&study, 1).await.contains(said.held[2]), "{fourteenth}");

        // The first misses one day, the second two, the third three; the fourth none.
        play(&study, 15..=15, &[4]).await;
        post_of(&study, 16).await;
        let before = stats(&study, 1).await;
        assert!(before.contains(said.held[2]) && before.contains(said.waiting), "{before}");
        // The board is public, and goes where it counts for no question.
        let elsewhere = study.discord.user(study.member(4).id(), study.channel - 1).speaking(said.locale);
        let board = elsewhere.slash("leaderboard", &[]).await.text();
        assert_eq!(board.matches("🔥 14").count(), 3, "a streak that freezes cover is alive: {board}");
        let one_day = play(&study, 16..=16, &[1, 4]).await;
        assert!(one_day.contains(said.one_day) && one_day.contains(&(said.streak)(15)), "{one_day}");
        let two_days = play(&study, 17..=17, &[2, 1, 4]).await;
        assert!(two_days.contains(said.two_days) && two_days.contains(&(said.streak)(15)), "{two_days}");
        let used = stats(&study, 2).await;
        assert!(used.contains(said.held[0]) && used.contains(said.used_for), "{used}");
        let three_days = play(&study, 18..=18, &[3, 1, 4]).await;
        assert!(three_days.contains(said.three_days) && !three_days.contains(&(said.streak)(15)), "{three_days}");
        let kept = stats(&study, 3).await;
        assert!(kept.contains(said.held[2]), "the freezes are kept: {kept}");

        // The fourth holds two, whatever comes; a gap without any tells why the streak ended.
        play(&study, 19..=20, &[4, 5]).await;
        let third = play(&study, 21..=21, &[4]).await;
        assert!(!third.contains('❄') && stats(&study, 4).await.contains(said.held[2]), "{third}");
        let none = play(&study, 22..=22, &[5]).await;
        assert!(none.contains(said.none), "{none}");
        assert_is_a_replay(study).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_feedback_at_close_the_own_result_tells_it() {
    for said in SAID {
        let study = Study::at_nine_in_seoul(said.locale, EVE).await;
        study.owner().slash("settings set", &[("feedback", json!("at_close"))]).await;
        let receipt = play(&study, 1..=14, &[1]).await;
        assert!(!receipt.contains('❄'), "{receipt}");
        play(&study, 15..=15, &[2]).await;
        play(&study, 16..=16, &[1]).await;
        study.discord.clock().set(nine_on(17));
        let reveals = study.messages(33).await;

        let own = async |day: usize| {
            let reveal = reveals.iter().filter(|message| is_reveal(message)).nth(day - 1).expect("a reveal");
            let id = reveal["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
            study.member(1).click(id, &format!("m:{day}")).await.text()
        };
        let (week, after_the_gap) = (own(7).await, own(16).await);
        assert!(week.contains(said.earned[0]), "{week}");
        assert!(after_the_gap.contains(said.one_day), "{after_the_gap}");
        assert_is_a_replay(study).await;
    }
}

fn is_reveal(message: &Value) -> bool {
    message["components"].to_string().contains("\"m:")
}

#[tokio::test(flavor = "multi_thread")]
async fn days_without_a_question_and_void_ones_need_no_freeze() {
    for said in SAID {
        let study = Study::at_nine_in_seoul(said.locale, EVE).await;
        play(&study, 1..=7, &[1, 2]).await;
        study.confirmed("round skip", &[]).await;
        study.discord.clock().set(nine_on(8));
        study.messages(14).await;
        study.owner().slash("schedule pause", &[]).await;
        study.discord.clock().set(nine_on(9) + TimeDelta::hours(1));
        study.owner().slash("schedule resume", &[]).await;
        study.discord.clock().set(nine_on(10));
        // The tenth day's question turns out to be faulty.
        let post = study.post(15).await;
        post.press(&study.member(2), &post.key()).await;
        drop(post);
        study.confirmed("round void", &[]).await;
        study.messages(16).await;
        study.discord.clock().set(nine_on(11));

        let post = study.post(17).await;
        let told = post.press(&study.member(1), &post.key()).await.text();

        drop(post);
        assert!(!told.contains('❄') && told.contains(&(said.streak)(8)), "{told}");
        assert!(stats(&study, 1).await.contains(said.held[1]));
        assert_is_a_replay(study).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_void_and_a_restore_give_what_a_replay_gives() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    play(&study, 1..=7, &[1]).await;
    post_of(&study, 8).await;
    let told = play(&study, 9..=9, &[1]).await;
    assert!(told.contains("하루 빠졌지만") && stats(&study, 1).await.contains("보호권 0장"), "{told}");

    // The day that was missed counts for nobody: its freeze is back; and then it counts again.
    study.confirmed("round void", &[("round", json!("8"))]).await;
    assert!(stats(&study, 1).await.contains("보호권 1장"));
    study.owner().slash("round restore", &[("round", json!("8"))]).await;
    assert!(stats(&study, 1).await.contains("보호권 0장"));
    // The week's last day was faulty: no freeze was earned, and the missed day ends the streak.
    study.confirmed("round void", &[("round", json!("7"))]).await;
    let now = stats(&study, 1).await;
    assert!(now.contains("보호권 0장") && now.contains("🔥 1일 연속") && !now.contains("마지막 사용"), "{now}");
    assert_is_a_replay(study).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_can_turn_freezes_off_and_on_from_the_next_day() {
    for (locale, off, on, no_help, help, off_then) in [
        (
            "ko",
            "연속 기록 보호권: **사용 안 함**",
            "연속 기록 보호권: **사용**",
            "이 서버에서는 쓰지 않아요",
            "7일 쌓일 때마다",
            "빠진 날에는 이 서버에서 보호권을 쓰지 않고 있었어요",
        ),
        (
            "en-US",
            "Streak freezes: **off**",
            "Streak freezes: **on**",
            "They're off in this server",
            "Every 7 days",
            "freezes were off in this server when you missed a day",
        ),
    ] {
        let study = Study::at_nine_in_seoul(locale, EVE).await;
        let (shown, helped) =
            (study.owner().slash("settings show", &[]).await.text(), study.member(1).slash("help", &[]).await.text());
        assert!(shown.contains(on) && helped.contains(help), "{shown}\n{helped}");
        // The first member earns one before they are turned off, on a day that keeps them.
        play(&study, 1..=6, &[1, 2]).await;
        let post = post_of(&study, 7).await;
        let saved = study.owner().slash("settings set", &[("freezes", json!(false))]).await.text();
        assert!(saved.contains(off) && saved.contains("⏭️"), "{saved}");
        let earned = post.press(&study.member(1), &post.key()).await.text();
        assert!(earned.contains("❄️"), "{earned}");
        drop(post);
        let helped = study.member(1).slash("help", &[]).await.text();
        assert!(helped.contains(no_help) && !helped.contains(help), "{helped}");

        // It saves nothing on a day without them, and is kept.
        post_of(&study, 8).await;
        let ended = play(&study, 9..=9, &[1, 2]).await;
        assert!(ended.contains(off_then), "{ended}");
        let second = stats(&study, 2).await;
        assert!(!second.contains('❄'), "who holds none hears nothing of them: {second}");

        // Turned on again, it saves a day that is missed from then on.
        study.owner().slash("settings set", &[("freezes", json!(true))]).await;
        post_of(&study, 10).await;
        let told = play(&study, 11..=11, &[1]).await;
        assert!(told.contains("❄️") && told.contains('2'), "{told}");
        assert!(stats(&study, 1).await.contains("🔥 2"));
        assert_is_a_replay(study).await;
    }
}

async fn turn_freezes(study: &Study, on: bool) {
    study.owner().slash("settings set", &[("freezes", json!(on))]).await;
}

async fn attendance(study: &Study, period: &str, member: usize) -> String {
    let shown = study.owner().slash("attendance", &[("period", json!(period))]).await.text();
    let name = study.discord.world().name_of(study.member(member).id());
    let row = shown.lines().find(|line| line.ends_with(&name)).unwrap_or_else(|| panic!("{shown}"));
    row.split(' ').next().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn one_missed_day_without_freezes_is_enough_to_end_a_streak_and_they_are_kept() {
    for (said, off_then) in SAID
        .into_iter()
        .zip(["빠진 날에는 이 서버에서 보호권을 쓰지 않고 있었어요", "freezes were off in this server when you missed"])
    {
        let study = Study::at_nine_in_seoul(said.locale, EVE).await;
        play(&study, 1..=14, &[1, 2, 3]).await;
        // The first misses a day with freezes, one without, one with; the second the last two, the third the last one.
        post_of(&study, 15).await;
        turn_freezes(&study, false).await;
        play(&study, 15..=15, &[2, 3]).await;
        post_of(&study, 16).await;
        turn_freezes(&study, true).await;
        play(&study, 16..=16, &[3]).await;
        post_of(&study, 17).await;
        turn_freezes(&study, false).await;
        for (member, saved) in [(1, false), (2, false), (3, true)] {
            let told = play(&study, 18..=18, &[member]).await;
            assert_eq!(told.contains(said.one_day), saved, "{member}: {told}");
            assert_eq!(told.contains(off_then), !saved, "{member}: {told}");
            assert_eq!(told.contains(&(said.streak)(17)), saved, "{member}: {told}");
        }
        turn_freezes(&study, true).await;
        assert!([stats(&study, 1).await, stats(&study, 2).await].iter().all(|kept| kept.contains(said.held[2])));
        assert!(stats(&study, 3).await.contains(said.held[1]));
        // Days 14 to 17 are the 7th to the 10th of December, the 18th is the 11th.
        let rows = [attendance(&study, "this-month", 1).await, attendance(&study, "this-month", 2).await];
        assert_eq!(rows, ["+++++++XXX+", "++++++++XX+"]);
        assert_eq!(attendance(&study, "this-month", 3).await, "+++++++++*+");
        assert_is_a_replay(study).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_over_the_end_of_a_month_with_a_void_day_in_it_is_one_gap() {
    for said in SAID {
        let study = Study::at_nine_in_seoul(said.locale, "2026-11-15T12:00:00Z").await;
        let mut messages = 0;
        let mut post_on = async |day: i64| {
            study.discord.clock().set(instant("2026-11-16T00:00:00Z") + TimeDelta::days(day - 16));
            messages += if messages == 0 { 1 } else { 2 };
            study.post(messages).await
        };
        for day in 16..=29 {
            let post = post_on(day).await;
            post.press(&study.member(1), &post.key()).await;
        }
        // The 30th, the 1st and the 2nd are missed; the 1st turns out to be faulty.
        for day in 30..=32 {
            post_on(day).await;
        }
        let post = post_on(33).await;
        assert_eq!(attendance(&study, "this-month", 1).await, "XX?", "three days are more than two freezes cover");
        study.confirmed("round void", &[("round", json!("16"))]).await;
        assert_eq!(attendance(&study, "this-month", 1).await, "-~?");
        assert!(attendance(&study, "last-month", 1).await.ends_with("+~"));
        let told = post.press(&study.member(1), &post.key()).await.text();
        assert!(told.contains(said.two_days) && told.contains(&(said.streak)(15)), "{told}");
        drop(post);
        assert_eq!(attendance(&study, "this-month", 1).await, "-*+");
        assert!(attendance(&study, "last-month", 1).await.ends_with("+*"));
        assert_is_a_replay(study).await;
    }
}
