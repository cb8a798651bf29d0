//! The role of a season's first place: given when the season ends, moved when the next one does or when the final board is put
//! right; in both languages, against a stand-in with Discord's order of roles.

use sandbox::Permission;
use serde_json::{Value, json};

use crate::rewards::place::{begin, the_word_of_leavers};
use crate::study::Study;

const LANGUAGES: [&str; 2] = ["ko", "en-US"];

async fn reward(study: &Study, role: u64) -> String {
    study.owner().slash("rewards champion", &[("role", json!(role.to_string()))]).await.text()
}

async fn season(study: &Study) {
    study.owner().slash("season start", &[("name", json!("Winter")), ("length", json!("4-weeks"))]).await;
    study.until("select count(*) = 1 from season where ended_at is null").await;
}

/// On the question of a day of November, the last of so many messages, these members are right and those wrong.
async fn play(study: &Study, day: u32, messages: usize, right: &[usize], wrong: &[usize]) {
    study.move_to(&format!("2026-11-{day}T00:00:00Z"));
    let post = study.post(messages).await;
    for member in right {
        post.press(&study.member(*member), &post.key()).await;
    }
    for member in wrong {
        post.press(&study.member(*member), &post.wrong()).await;
    }
}

/// The season ends on a day, after its question, and all of that is told and done.
async fn end(study: &Study, day: u32) {
    study.move_to(&format!("2026-11-{day}T00:01:00Z"));
    study.confirmed("season end", &[]).await;
    study.move_to(&format!("2026-11-{day}T00:02:00Z"));
    study.until("select not exists (select 1 from season where ended_at is null)").await;
    settled(study).await;
}

async fn settled(study: &Study) {
    study.until("select not exists (select 1 from season where owes = 1)").await;
    let nothing_is_owed = "select not exists (select 1 from delivery where state in ('due', 'sending') \
                           and kind in ('podium', 'correction', 'role'))";
    study.until(nothing_is_owed).await;
}

/// Which of the first members have a role.
fn holders(study: &Study, role: u64) -> Vec<usize> {
    let has = |member: &usize| study.discord.roles_of(study.guild, study.member(*member).id()).contains(&role);
    (0..5).filter(has).collect()
}

fn changes(study: &Study, role: u64) -> usize {
    let path = |member| format!("/guilds/{}/members/{}/roles/{role}", study.guild, study.member(member).id());
    (0..5).map(|member| study.discord.count("PUT", &path(member)) + study.discord.count("DELETE", &path(member))).sum()
}

/// The channel's messages about the champion's role.
fn told(study: &Study) -> Vec<String> {
    let messages = study.discord.messages(study.channel);
    messages.iter().map(Value::to_string).filter(|text| text.contains('👑')).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_of_a_season_has_the_role_until_the_next_one_ends_and_equals_all_get_it() {
    for (locale, set, line) in [
        ("ko", "**시즌 1위**에게 <@&", "1위에게 다음 시즌이 끝날 때까지"),
        ("en-US", "**First place in a season** gets <@&", "First place keeps"),
    ] {
        let (mut study, role) = begin(locale).await;
        let said = reward(&study, role).await;
        assert!(said.contains(set) && !said.contains("⚠️"), "{said}");
        season(&study).await;
        play(&study, 24, 1, &[1], &[2, 3]).await;
        assert_eq!(holders(&study, role), Vec::<usize>::new(), "the season is not over");
        end(&study, 24).await;
        assert_eq!(holders(&study, role), [1]);
        let podium = told(&study).remove(0);
        assert!(podium.contains(line) && podium.contains(&format!("<@&{role}>")), "{podium}");
        assert!(podium.contains("\"mentions\":[]"), "{podium}");

        season(&study).await;
        play(&study, 25, 4, &[2, 3], &[1]).await;
        assert_eq!(holders(&study, role), [1], "it stays until the next one is over");
        end(&study, 25).await;
        assert_eq!(holders(&study, role), [2, 3]);

        study.stop().await;
        study.start().await;
        study.pass(chrono::TimeDelta::minutes(5)).await;
        reward(&study, role).await;
        settled(&study).await;
        assert_eq!((holders(&study, role), changes(&study, role)), (vec![2, 3], 4), "a second run changes nothing");
        assert_eq!(told(&study).len(), 2);

        // Nobody wins the third.
        season(&study).await;
        play(&study, 26, 7, &[], &[1]).await;
        end(&study, 26).await;
        assert_eq!(holders(&study, role), Vec::<usize>::new());
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_that_nobody_played_takes_no_role_and_hides_no_season() {
    for (locale, asked, called_off) in [
        ("ko", "아직 아무도 답하지 않은 시즌이에요. 취소할까요?", "오늘 바로 새 시즌을 시작할 수 있어요"),
        ("en-US", "Nobody has answered in **Winter**", "You can start a new season today"),
    ] {
        let (study, role) = begin(locale).await;
        reward(&study, role).await;
        season(&study).await;
        play(&study, 24, 1, &[1], &[2]).await;
        end(&study, 24).await;
        // By mistake, and called off a minute later.
        study.move_to("2026-11-24T15:01:00Z");
        season(&study).await;
        study.move_to("2026-11-24T15:02:00Z");
        let question = study.owner().slash("season end", &[]).await;
        assert!(question.text().contains(asked), "{question:?}");
        let done = study.owner().click(question.message().id(), &question.message().custom_ids()[0]).await;
        assert!(done.text().contains(called_off), "{done:?}");
        settled(&study).await;
        assert_eq!(holders(&study, role), [1]);
        study.until("select count(*) = 1 from season").await;

        season(&study).await;
        study.until("select first_day = '2026-11-25' from season where ended_at is null").await;
        let board = study.member(4).slash("leaderboard", &[("period", json!("season"))]).await;
        assert!(board.message().custom_ids().contains(&"l:season/1:final".to_owned()), "{board:?}");

        // Its four weeks pass without a question, and another one runs.
        study.owner().slash("schedule pause", &[]).await;
        study.move_to("2026-12-23T01:00:00Z");
        study.until("select count(*) = 2 from season where told_at is not null").await;
        settled(&study).await;
        assert_eq!(holders(&study, role), [1]);
        season(&study).await;
        let board = study.member(4).slash("leaderboard", &[("period", json!("season"))]).await;
        assert!(board.message().custom_ids().contains(&"l:season/1:final".to_owned()), "{board:?}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_void_that_changes_the_first_place_moves_the_role_and_says_so_once() {
    for (locale, line, changed, same) in [
        ("ko", "바로잡은 순위의 1위에게 가요", "1위가 바뀌었어요: ", "1위는 그대로예요"),
        (
            "en-US",
            "goes to first place on the corrected leaderboard",
            "First place changed: ",
            "First place is unchanged",
        ),
    ] {
        let (study, role) = begin(locale).await;
        reward(&study, role).await;
        // The second has a streak when the season begins, so a point more for its first question.
        play(&study, 24, 1, &[2], &[]).await;
        study.move_to("2026-11-24T15:30:00Z");
        season(&study).await;
        play(&study, 25, 3, &[1, 2], &[]).await;
        play(&study, 26, 5, &[1], &[]).await;
        end(&study, 26).await;
        assert_eq!(holders(&study, role), [1]);

        study.confirmed("round void", &[]).await;
        study.discord.wait_until("the word is there", |_| told(&study).len() == 2).await;
        settled(&study).await;
        assert_eq!(holders(&study, role), [2]);
        assert!(told(&study)[1].contains(line) && told(&study)[1].contains("\"mentions\":[]"), "{:?}", told(&study));
        let name = |member| study.discord.world().name_of(study.member(member).id());
        let moved = |from, to| format!("{changed}**{}** → **{}**", name(from), name(to));
        assert!(told(&study)[1].contains(&moved(1, 2)), "{:?}", told(&study));

        study.owner().slash("round restore", &[]).await;
        study.discord.wait_until("the second word is there", |_| told(&study).len() == 3).await;
        settled(&study).await;
        assert_eq!((holders(&study, role), told(&study).len()), (vec![1], 3));
        assert!(told(&study)[2].contains(&moved(2, 1)), "{:?}", told(&study));

        // A void that changes points and nobody's first place.
        study.confirmed("round void", &[("round", json!("2"))]).await;
        study.discord.wait_until("the third word is there", |_| told(&study).len() == 4).await;
        settled(&study).await;
        assert_eq!(holders(&study, role), [1]);
        assert!(told(&study)[3].contains(same) && !told(&study)[3].contains(changed), "{:?}", told(&study));
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hides_is_no_champion_and_the_first_of_the_others_is() {
    for locale in LANGUAGES {
        let (study, role) = begin(locale).await;
        reward(&study, role).await;
        season(&study).await;
        play(&study, 24, 1, &[1], &[]).await;
        play(&study, 25, 3, &[1, 2], &[3]).await;
        study.member(1).slash("privacy board", &[("show", json!("no"))]).await;
        end(&study, 25).await;
        assert_eq!(holders(&study, role), [2]);

        study.member(1).slash("privacy board", &[("show", json!("yes"))]).await;
        settled(&study).await;
        assert_eq!(holders(&study, role), [1]);
        study.member(1).slash("privacy board", &[("show", json!("no"))]).await;
        settled(&study).await;
        assert_eq!(holders(&study, role), [2]);
        let asked = study.member(2).slash("privacy delete", &[]).await;
        study.member(2).click(asked.message().id(), &asked.message().custom_ids()[0]).await;
        settled(&study).await;
        assert_eq!(holders(&study, role), Vec::<usize>::new(), "nobody else has points");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_champion_who_left_stops_nobody_else() {
    for (locale, left) in [("ko", "님이 서버를 나가서 **시즌 1위** 보상"), ("en-US", "for **First place in a season**")]
    {
        let (study, role) = begin(locale).await;
        reward(&study, role).await;
        season(&study).await;
        play(&study, 24, 1, &[1, 2], &[]).await;
        study.discord.leave(study.guild, study.member(1).id());
        end(&study, 24).await;
        assert_eq!(holders(&study, role), [2]);
        the_word_of_leavers(&study, 1).await;
        let channels = study.discord.world().channel_ids(study.guild);
        let messages = channels.into_iter().flat_map(|channel| study.discord.messages(channel));
        let words = messages.filter(|message| message["content"].as_str().is_some_and(|text| text.contains(left)));
        assert_eq!(words.count(), 1, "the manager is told once");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_season_that_is_over_already_counts_and_whoever_has_a_removed_reward_keeps_it() {
    for (locale, none, listed, removed, replaced) in [
        (
            "ko",
            "시즌 1위에게 줄 역할을 정할",
            "시즌 1위 → <@&",
            "**시즌 1위** 보상을 없앴어요",
            ["전에 주던 ", " 역할은 거두고 새 역할로 바꿔 줘요"],
        ),
        (
            "en-US",
            "to first place when a season ends",
            "First place in a season → <@&",
            "is gone. Members who already have",
            ["Members who have ", " get the new role in its place"],
        ),
    ] {
        let replaced = |role| format!("{}<@&{role}>{}", replaced[0], replaced[1]);
        let (study, role) = begin(locale).await;
        let said = study.owner().slash("rewards list", &[]).await.text();
        assert!(said.contains(none) && said.contains("</rewards champion:"), "{said}");
        season(&study).await;
        play(&study, 24, 1, &[1], &[2]).await;
        end(&study, 24).await;
        assert_eq!(told(&study), Vec::<String>::new(), "no role, no word");
        reward(&study, role).await;
        settled(&study).await;
        assert_eq!(holders(&study, role), [1]);
        let said = study.owner().slash("rewards list", &[]).await.text();
        assert!(said.contains(listed), "{said}");

        // Another role takes its place.
        let other = study.discord.make_role(study.guild, "other", 1);
        let said = reward(&study, other).await;
        assert!(said.contains(&replaced(role)), "{said}");
        settled(&study).await;
        assert_eq!((holders(&study, role), holders(&study, other)), (vec![], vec![1]));
        let said = reward(&study, other).await;
        assert!(!said.contains(&replaced(other)) && !said.contains(&replaced(role)), "nothing changes: {said}");

        let said = study.owner().slash("rewards remove", &[("reward", json!("champion 0"))]).await.text();
        assert!(said.contains(removed), "{said}");
        season(&study).await;
        play(&study, 25, 4, &[2], &[1]).await;
        end(&study, 25).await;
        assert_eq!(holders(&study, other), [1], "it is not the bot's any more");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_podium_promises_no_role_that_cannot_be_given_and_names_it_again_once_it_can() {
    for (locale, line, waits) in [
        ("ko", "1위에게 다음 시즌이 끝날 때까지", "아직 줄 수 없어요"),
        ("en-US", "First place keeps", "can't be given to first place yet"),
    ] {
        let (study, role) = begin(locale).await;
        reward(&study, role).await;
        season(&study).await;
        play(&study, 24, 1, &[1], &[2]).await;
        let may_manage =
            |may| study.discord.set_role_permission(study.guild, study.guild + 1, Permission::ManageRoles, may);
        may_manage(false);
        study.move_to("2026-11-24T00:01:00Z");
        study.confirmed("season end", &[]).await;
        // Nobody knows it before the role is tried, which may be while the podium is on its way.
        study.move_to("2026-11-24T00:02:00Z");
        study.until("select exists (select 1 from reward where obstacle is not null)").await;
        study.until("select exists (select 1 from delivery where kind = 'podium' and state = 'done')").await;
        study.pass(chrono::TimeDelta::minutes(2)).await;
        let podium_says = |text: &str| told(&study).first().is_some_and(|podium| podium.contains(text));
        study.discord.wait_until("the podium says so", |_| podium_says(waits)).await;
        assert!(!podium_says(line), "{:?}", told(&study));
        let channel_was_told = told(&study).len();

        // It is known when the next one ends.
        season(&study).await;
        play(&study, 25, 4 + channel_was_told - 1, &[2], &[1]).await;
        study.move_to("2026-11-25T00:01:00Z");
        study.confirmed("season end", &[]).await;
        study.move_to("2026-11-25T00:03:00Z");
        study.discord.wait_until("the second podium", |_| told(&study).len() == channel_was_told + 1).await;
        let second = || told(&study).pop().unwrap_or_default();
        assert!(second().contains(waits) && second().contains(&format!("<@&{role}>")), "{}", second());
        assert!(!second().contains("edited_timestamp\":\""), "it was so from the start: {}", second());

        may_manage(true);
        study.pass(chrono::TimeDelta::hours(5)).await;
        study.discord.wait_until("the podium names it", |_| second().contains(line)).await;
        assert_eq!(holders(&study, role), [2]);
        study.assert_well_behaved();
    }
}
