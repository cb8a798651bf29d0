//! In which kinds of channels a board that keeps itself current can be.

use chrono::TimeDelta;
use sandbox::World;
use serde_json::json;

use crate::live_board::place::{EVE, NINE, board, boards, id, make, place, shown};
use crate::study::Study;

#[tokio::test(flavor = "multi_thread")]
async fn a_board_is_made_in_announcements_too_but_in_no_thread_or_voice_chat_and_the_old_one_stays() {
    for (locale, no_place, moved) in [
        ("ko", "스레드, 음성 채널 채팅, 포럼 글이 아닌", "이번 달 순위"),
        ("en-US", "in a thread, a voice chat or a forum post", "This month's leaderboard"),
    ] {
        let world = World::study_group(locale).with_more_members(12).with_channel(2, "voice").with_channel(5, "news");
        let study = Study::begin_in(world, locale, EVE).await;
        study.set_up(&[]).await;
        study.owner().slash("settings set", &[("thread", json!(true))]).await;
        make(&study, place(&study), &[]).await;
        let old = board(&study, place(&study)).await;
        study.move_to(NINE);
        study.post(1).await;
        study.pass(TimeDelta::minutes(1)).await;
        let thread = id(&study.messages(1).await[0]);
        let channels = study.discord.world().channel_ids(study.guild);
        let of_kind = |kind: u64| {
            let is = |channel: &&u64| study.discord.channel(**channel).is_some_and(|channel| channel["type"] == kind);
            *channels.iter().find(is).expect("a channel")
        };
        for nowhere in [thread, of_kind(2)] {
            let said = make(&study, nowhere, &[]).await;
            assert!(said.contains(no_place), "{said}");
            study.pass(TimeDelta::minutes(6)).await;
            assert!(boards(&study, nowhere).is_empty());
            assert_eq!(id(&board(&study, place(&study)).await), id(&old), "the old one stays");
        }

        make(&study, of_kind(5), &[]).await;
        let new = board(&study, of_kind(5)).await;
        assert!(shown(&new).contains(moved), "{new:#}");
        study.pass(TimeDelta::minutes(1)).await;
        assert!(boards(&study, place(&study)).is_empty());
        study.assert_well_behaved();
    }
}
