//! What a manager is told of the rewards' roles is what a look at them shows now, though nobody has won one yet.

use sandbox::Permission;

use crate::rewards::place::{begin, play, reward, told, wait_for};
use crate::study::Study;

async fn status(study: &Study) -> String {
    study.owner().slash("status", &[]).await.text()
}

async fn list(study: &Study) -> String {
    study.owner().slash("rewards list", &[]).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn status_names_what_is_in_the_way_of_a_role_before_anybody_won_it_and_no_longer_than_it_is_so() {
    for (locale, prize, high, no_permission, powerful) in [
        ("ko", "**2일 연속** → <@&", "봇의 역할보다 위에", "**역할 관리하기**", "관리하는 권한이 생겼어요"),
        ("en-US", "**2-day streak** → <@&", "is above my own role", "**Manage Roles**", "now lets its members manage"),
    ] {
        let (study, role) = begin(locale).await;
        let in_the_way = [high, no_permission, powerful];
        let named = async || {
            let said = [status(&study).await, list(&study).await];
            in_the_way.map(|what| said.each_ref().map(|text| text.contains(what)))
        };
        study.discord.move_role(study.guild, role, 5);
        reward(&study, 2, role).await;
        assert!(status(&study).await.contains(prize));
        assert_eq!(named().await, [[true; 2], [false; 2], [false; 2]]);
        study.discord.move_role(study.guild, role, 1);
        assert!(!status(&study).await.contains(prize));
        study.discord.set_role_permission(study.guild, study.guild + 1, Permission::ManageRoles, false);
        assert_eq!(named().await, [[false; 2], [true; 2], [false; 2]]);
        study.discord.set_role_permission(study.guild, study.guild + 1, Permission::ManageRoles, true);
        // A role that runs the server is refused when it is set; this one becomes one later.
        study.discord.set_role_permission(study.guild, role, Permission::ManageGuild, true);
        assert_eq!(named().await, [[false; 2], [false; 2], [true; 2]]);
        study.discord.set_role_permission(study.guild, role, Permission::ManageGuild, false);
        assert_eq!(named().await, [[false; 2]; 3]);
        assert_eq!(told(&study), Vec::<String>::new());
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stood_in_the_way_when_a_role_was_tried_is_not_named_once_it_is_mended() {
    for (locale, high) in [("ko", "봇의 역할보다 위에"), ("en-US", "is above my own role")] {
        let (study, role) = begin(locale).await;
        reward(&study, 2, role).await;
        study.discord.move_role(study.guild, role, 5);
        play(&study, 1..=2, &[1]).await;
        study.discord.wait_until("the manager is told", |_| told(&study).len() == 1).await;
        let since =
            if locale == "ko" { "부터 **2일 연속** 보상을 주지 못하고" } else { "first tried <t:" };
        let said = status(&study).await;
        assert!(said.contains(high) && said.contains(since), "{said}");
        // The role is not tried again for hours, and needs not be to know that it could be given.
        study.discord.move_role(study.guild, role, 1);
        let said = [status(&study).await, list(&study).await];
        assert!(said.iter().all(|text| !text.contains(high)) && !said[0].contains(since), "{said:?}");
        study.pass(chrono::TimeDelta::hours(5)).await;
        wait_for(&study, 1, role).await;
        study.assert_well_behaved();
    }
}
