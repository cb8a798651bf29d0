//! A post is found again by Discord's ids, whatever the computer's clock says.

use chrono::TimeDelta;
use sandbox::{Fault, Trouble};

use super::computer::{Computer, EVE, NINE, posts, until};
use crate::engine::Beside;
use crate::study::{Study, instant};

#[tokio::test(flavor = "multi_thread")]
async fn a_post_whose_response_was_lost_is_found_though_the_clock_is_always_wrong() {
    for minutes in [15, -15] {
        let mut study = Study::at_nine_in_seoul("ko", EVE).await;
        let computer = Computer::new(&study);
        study.stop().await;
        computer.set_ahead(TimeDelta::minutes(minutes));
        study.start_by(computer.believed()).await;
        for trouble in [Trouble::AcceptAndLose, Trouble::DropBefore] {
            let times = if matches!(trouble, Trouble::AcceptAndLose) { 1 } else { u32::MAX };
            study.discord.make_trouble(Fault { method: "", path: "/messages".to_owned(), times, trouble });
        }
        // Nine by the bot's clock.
        study.discord.clock().set(instant(NINE) - TimeDelta::minutes(minutes));
        study.messages(1).await;
        // Discord is away until it has forgotten the nonce.
        study.discord.clock().advance(TimeDelta::minutes(10));
        study.discord.wait_until("it was tried again", |discord| discord.count("GET", "/messages") >= 1).await;
        study.discord.end_trouble();
        study.discord.clock().advance(TimeDelta::minutes(10));

        let post = study.post(1).await;

        let reply = post.press(&study.member(1), &post.key()).await;
        assert!(reply.text().contains("정답이에요"), "{reply:?}");
        assert_eq!(posts(&study), 1);
        study.assert_well_behaved();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_is_found_behind_all_that_was_said_since_the_time_of_a_clock_that_is_far_behind() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    let computer = Computer::new(&study);
    study.stop().await;
    computer.set_ahead(-TimeDelta::days(10));
    study.start_by(computer.believed()).await;
    // More than is read back, all of it later than the bot's own time.
    study.discord.chat(study.channel, study.member(1).id(), 1_100);
    study.owner().slash("status", &[]).await;
    study.discord.make_trouble(Fault {
        method: "POST",
        path: "/messages".to_owned(),
        times: 1,
        trouble: Trouble::AcceptAndLose,
    });
    study.discord.clock().set(instant(NINE) + TimeDelta::days(10));
    study.messages(1_101).await;
    study.discord.clock().advance(TimeDelta::minutes(20));
    let recorded = "select count(*) from delivery where kind = 'post' and state = 'done'";
    let database = Beside::open(&study.database());
    until(|| database.number(recorded) > 0).await;
    study.messages(1_101).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_id_before_a_first_try_is_known_from_what_members_do() {
    let mut study = Study::at_nine_in_seoul("ko", EVE).await;
    // What the bot knew is gone with its process.
    study.stop().await;
    study.start().await;
    study.owner().slash("status", &[]).await;
    let trouble = Trouble::AcceptAndLose;
    study.discord.make_trouble(Fault { method: "POST", path: "/messages".to_owned(), times: 1, trouble });
    study.move_to(NINE);
    study.messages(1).await;

    let database = Beside::open(&study.database());
    let sql = "select seen_before from delivery where kind = 'post'";
    let seen = database.number(sql);

    let seen_at = instant("2015-01-01T00:00:00Z") + TimeDelta::milliseconds(seen >> 22);
    assert_eq!(seen_at, instant(EVE));
}
