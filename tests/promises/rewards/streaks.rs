//! Roles as prizes: given for a streak that is reached, kept, and told once where Discord does not let the bot give them; in both
//! languages, against a stand-in with Discord's order of roles.

use sandbox::{Permission, World};
use serde_json::json;

use crate::rewards::place::{EVE, begin, changes, has, play, reward, the_word_of_leavers, told, wait_for};
use crate::study::{self, Study};

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reaches_a_streak_gets_its_role_once_and_keeps_it() {
    for (locale, set, listed, removed) in [
        ("ko", "**3일 연속**을 달성하면", "3일 연속 → <@&", "**3일 연속** 보상을 없앴어요"),
        (
            "en-US",
            "**3-day streak**: members who reach it get",
            "3-day streak → <@&",
            "The reward for **3-day streak** is gone",
        ),
    ] {
        let (mut study, role) = begin(locale).await;
        let said = reward(&study, 3, role).await;
        assert!(said.contains(set) && !said.contains("⚠️"), "{said}");
        let shown = study.owner().slash("rewards list", &[]).await.text();
        assert!(shown.contains(listed) && !shown.contains("⚠️"), "{shown}");

        play(&study, 1..=2, &[1, 2]).await;
        assert!(!has(&study, 1, role), "two days are not three");
        play(&study, 3..=3, &[1]).await;
        wait_for(&study, 1, role).await;
        play(&study, 4..=4, &[1]).await;
        study.pass(chrono::TimeDelta::minutes(5)).await;
        study.stop().await;
        study.start().await;
        study.pass(chrono::TimeDelta::minutes(5)).await;
        assert!(!has(&study, 2, role));
        assert_eq!(changes(&study, 1, role), 1, "a second run changes nothing");

        // The streak ends; the role stays, also when nobody gets it any more.
        play(&study, 5..=6, &[]).await;
        play(&study, 7..=7, &[1]).await;
        let said = study.owner().slash("rewards remove", &[("reward", json!("streak 3"))]).await.text();
        assert!(said.contains(removed), "{said}");
        study.pass(chrono::TimeDelta::minutes(5)).await;
        assert!(has(&study, 1, role) && changes(&study, 1, role) == 1);
        assert!(told(&study).is_empty(), "{:?}", told(&study));
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_streak_that_a_void_or_a_late_answer_makes_long_enough_brings_its_role_at_once_and_only_once() {
    let (study, role) = begin("ko").await;
    reward(&study, 3, role).await;
    play(&study, 1..=1, &[1, 2]).await;
    play(&study, 2..=2, &[2]).await;
    play(&study, 3..=4, &[1]).await;
    assert!(!has(&study, 1, role), "a day is missing");

    study.confirmed("round void", &[("round", json!("2"))]).await;
    wait_for(&study, 1, role).await;
    // What is not earned any more stays, as a streak that ends does.
    study.owner().slash("round restore", &[("round", json!("2"))]).await;
    study.confirmed("round void", &[("round", json!("2"))]).await;
    study.pass(chrono::TimeDelta::minutes(5)).await;
    assert_eq!((has(&study, 1, role), changes(&study, 1, role)), (true, 1));
    assert!(!has(&study, 2, role), "one day is left of two");
    assert!(told(&study).is_empty(), "{:?}", told(&study));

    // The question of a day that is open for a week is answered after those of the next two.
    let (study, role) = begin("ko").await;
    reward(&study, 3, role).await;
    study.owner().slash("settings set", &[("days", json!("화")), ("open_for", json!(168))]).await;
    let other = [("name", json!("아침")), ("days", json!("매일")), ("time", json!("10:00"))];
    study.owner().slash("schedule add", &other).await;
    study.move_to("2026-11-24T00:00:00Z");
    let study::Post { json: first, .. } = study.post(1).await;
    study.move_to("2026-11-24T01:00:00Z");
    study.post(2).await;
    for (day, messages) in [(25, 4), (26, 6)] {
        study.move_to(&format!("2026-11-{day}T01:00:00Z"));
        let post = study.post(messages).await;
        post.press(&study.member(1), &post.key()).await;
    }
    assert!(!has(&study, 1, role));
    let first = study::Post::of(&study, first);
    first.press(&study.member(1), &first.key()).await;
    wait_for(&study, 1, role).await;
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_given_is_said_at_once() {
    for (locale, not_given, high, no_permission, powerful) in [
        ("ko", "봇이 줄 수 없어요", "봇의 역할보다 위에", "**역할 관리하기**", "관리하는 권한이 있어요"),
        ("en-US", "I can't give this role", "is above my own role", "**Manage Roles**", "lets its members manage"),
    ] {
        let (study, role) = begin(locale).await;
        for refused in [study.guild, study.guild + 1] {
            let said = reward(&study, 3, refused).await;
            assert!(said.contains(not_given), "everyone's role and the bot's own: {said}");
        }
        let moderators = study.discord.make_role(study.guild, "moderators", 1);
        study.discord.set_role_permission(study.guild, moderators, Permission::ManageGuild, true);
        let said = reward(&study, 3, moderators).await;
        assert!(said.contains(powerful), "{said}");
        let none = study.owner().slash("rewards list", &[]).await.text();
        assert!(!none.contains("<@&"), "nothing was changed: {none}");

        study.discord.move_role(study.guild, role, 5);
        let said = reward(&study, 3, role).await;
        assert!(said.contains(high), "{said}");
        study.discord.set_role_permission(study.guild, study.guild + 1, Permission::ManageRoles, false);
        let said = reward(&study, 3, role).await;
        assert!(said.contains(no_permission), "{said}");
        let listed = study.owner().slash("rewards list", &[]).await.text();
        assert!(listed.contains(no_permission), "{listed}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_who_left_and_one_role_that_is_gone_never_stop_the_others_and_are_told_once() {
    for (locale, left, gone) in [
        ("ko", "님이 서버를 나가서 **2일 연속** 보상", "그 역할이 지워졌어요"),
        ("en-US", "left the server, so I couldn't give them", "The role was deleted."),
    ] {
        let (study, role) = begin(locale).await;
        let lost = study.discord.make_role(study.guild, "lost", 1);
        reward(&study, 2, role).await;
        reward(&study, 3, lost).await;
        play(&study, 1..=1, &[1, 2, 3]).await;
        study.discord.leave(study.guild, study.member(1).id());
        play(&study, 2..=2, &[]).await;
        // The bot hears of nobody who leaves; the press of the first is on its way.
        let messages = study.messages(3).await;
        let post = study::Post::of(&study, messages[2].clone());
        for member in [1, 2, 3] {
            post.press(&study.member(member), &post.key()).await;
        }
        wait_for(&study, 2, role).await;
        wait_for(&study, 3, role).await;
        drop(post);
        the_word_of_leavers(&study, 1).await;
        study.discord.wait_until("the manager is told", |_| told(&study).len() == 1).await;
        assert!(told(&study)[0].contains(left), "{:?}", told(&study));

        study.discord.delete_role_in_silence(study.guild, lost);
        play(&study, 3..=3, &[2, 3]).await;
        study.discord.wait_until("the manager is told", |_| told(&study).len() == 2).await;
        study.pass(chrono::TimeDelta::hours(4)).await;
        let told = told(&study);
        assert!(told.len() == 2 && told[1].contains(gone), "{told:?}");
        let status = study.owner().slash("status", &[]).await.text();
        assert!(status.contains(gone), "{status}");
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_above_the_bots_is_told_once_and_given_when_it_is_moved() {
    for (locale, high) in [("ko", "봇의 역할보다 위에"), ("en-US", "is above my own role")] {
        let (study, role) = begin(locale).await;
        reward(&study, 2, role).await;
        study.discord.move_role(study.guild, role, 5);
        play(&study, 1..=2, &[1, 2]).await;
        study.discord.wait_until("the manager is told", |_| told(&study).len() == 1).await;
        assert!(told(&study)[0].contains(high), "{:?}", told(&study));
        let status = study.owner().slash("status", &[]).await.text();
        assert!(status.contains(high), "{status}");
        study.pass(chrono::TimeDelta::hours(1)).await;
        assert_eq!(told(&study).len(), 1, "once");

        study.discord.move_role(study.guild, role, 1);
        study.pass(chrono::TimeDelta::hours(4)).await;
        wait_for(&study, 1, role).await;
        wait_for(&study, 2, role).await;
        let status = study.owner().slash("status", &[]).await.text();
        assert!(!status.contains(high), "{status}");
        assert_eq!(told(&study).len(), 1);
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_who_wait_for_a_role_above_the_bots_keep_nobody_from_another() {
    let study = Study::begin_in(World::study_group("ko").with_more_members(30), "ko", EVE).await;
    study.set_up(&[]).await;
    let (high, low) = (study.discord.make_role(study.guild, "high", 1), study.discord.make_role(study.guild, "low", 1));
    study.discord.set_role_permission(study.guild, study.guild + 1, Permission::ManageRoles, true);
    reward(&study, 2, high).await;
    reward(&study, 3, low).await;
    study.discord.move_role(study.guild, high, 5);
    // More than are changed at once.
    let members: Vec<usize> = (1..=24).collect();

    play(&study, 1..=3, &members).await;

    for _ in 0..6 {
        study.pass(chrono::TimeDelta::minutes(30)).await;
    }
    for member in &members {
        wait_for(&study, *member, low).await;
        assert!(!has(&study, *member, high));
    }
    assert_eq!(told(&study).len(), 1, "{:?}", told(&study));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_moderators_delete_is_told_once() {
    let (study, role) = begin("ko").await;
    reward(&study, 3, role).await;
    study.discord.delete_role(study.guild, role);
    study.discord.wait_until("the manager is told", |_| told(&study).len() == 1).await;
    assert!(told(&study)[0].contains("그 역할이 지워졌어요"), "{:?}", told(&study));
    let listed = study.owner().slash("rewards list", &[]).await.text();
    assert!(listed.contains("그 역할이 지워졌어요"), "{listed}");
    // Another one takes its place.
    let other = study.discord.make_role(study.guild, "other", 1);
    reward(&study, 3, other).await;
    play(&study, 1..=3, &[1]).await;
    wait_for(&study, 1, other).await;
    assert_eq!(told(&study).len(), 1);
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hides_or_is_forgotten_loses_the_role() {
    for (locale, taken, back) in [
        ("ko", "보상으로 받은 역할은 숨어 있는 동안 거둬 두고", "보상으로 받은 역할도 돌아와요"),
        ("en-US", "Roles you got as rewards are taken while you hide", "Roles you got as rewards come back"),
    ] {
        let (study, role) = begin(locale).await;
        let show = async |member: usize, show: &str| {
            study.member(member).slash("privacy board", &[("show", json!(show))]).await.text()
        };
        let said = [show(3, "no").await, show(3, "yes").await].concat();
        assert!(!said.contains(taken) && !said.contains(back), "no roles are given here: {said}");
        reward(&study, 2, role).await;
        assert!(show(3, "no").await.contains(taken));
        play(&study, 1..=2, &[1, 2, 3]).await;
        wait_for(&study, 1, role).await;
        wait_for(&study, 2, role).await;

        assert!(show(1, "no").await.contains(taken));
        study.discord.wait_until("it is taken", |_| !has(&study, 1, role)).await;
        let asked = study.member(2).slash("privacy delete", &[]).await;
        let ids = asked.message().custom_ids();
        study.member(2).click(asked.message().id(), &ids[0]).await;
        study.discord.wait_until("it is taken", |_| !has(&study, 2, role)).await;
        assert!(!has(&study, 3, role), "whoever hides gets none");

        assert!(show(1, "yes").await.contains(back));
        wait_for(&study, 1, role).await;
        study.until("select not exists (select 1 from given_role where owed = 1)").await;
        study.assert_well_behaved();
    }
}
