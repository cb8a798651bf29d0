//! What concerns all of a server is told beside its board, and in the channel of its questions once that of the board is gone.

use crate::study::Study;
use chrono::TimeDelta;
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T12:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";
/// The Monday after, when the week's ceremony is due.
const MONDAY: &str = "2026-11-30T00:00:05Z";

/// The messages of a channel that say something.
fn said(study: &Study, channel: u64, part: &str) -> usize {
    study.discord.messages(channel).iter().filter(|message| message.to_string().contains(part)).count()
}

/// A group in which a member answered, whose board has a channel of its own.
async fn with_a_board(locale: &str) -> (Study, u64) {
    let study = Study::at_nine_in_seoul(locale, EVE).await;
    let place = study.channel + 1;
    study.owner().slash("settings set", &[("weekly", json!(true))]).await;
    study.owner().slash("season start", &[("name", json!("W")), ("length", json!("4-weeks"))]).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;
    study.owner().slash("schedule pause", &[]).await;
    study.move_to("2026-11-25T00:00:00Z");
    study.messages(2).await;
    let owner = study.discord.user(study.owner().id(), place).speaking(locale);
    owner.slash("board here", &[]).await;
    study.discord.wait_until("the board is there", |_| said(&study, place, "\"b:") == 1).await;
    study.pass(TimeDelta::zero()).await;
    (study, place)
}

struct Said {
    locale: &'static str,
    podium: &'static str,
    ceremony: &'static str,
    /// What the manager is told of the board's channel, and of that of the questions.
    board_gone: &'static str,
    questions_gone: &'static str,
}

const SAID: [Said; 2] = [
    Said {
        locale: "ko",
        podium: "시즌이 끝났어요!",
        ceremony: "지난주 결산",
        board_gone: "순위판이 있던 채널이 없어졌어요",
        questions_gone: "문제를 올리던 채널이 없어졌어요",
    },
    Said {
        locale: "en-US",
        podium: "W is over!",
        ceremony: "Last week's results",
        board_gone: "The live board's channel is gone",
        questions_gone: "The channel for the questions is gone",
    },
];

/// The manager hears once that the board's channel is gone, and of nothing else.
async fn assert_told(study: &Study, words: &Said) {
    let told = |part| said(study, study.channel - 1, part) + said(study, study.channel, part);
    study.discord.wait_until("the manager is told", |_| told(words.board_gone) > 0).await;
    for _ in 0..3 {
        study.pass(TimeDelta::hours(2)).await;
    }
    assert_eq!((told(words.board_gone), told(words.questions_gone)), (1, 0));
    study.assert_well_behaved();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_podium_goes_beside_the_board_and_to_the_questions_when_that_channel_is_gone() {
    for words in SAID {
        for is_gone in [false, true] {
            let (study, place) = with_a_board(words.locale).await;
            if is_gone {
                study.discord.delete_channel(place);
            }
            study.confirmed("season end", &[]).await;
            study.pass(TimeDelta::seconds(10)).await;
            study.until("select not exists (select 1 from season where owes = 1)").await;
            study.pass(TimeDelta::zero()).await;
            study.pass(TimeDelta::minutes(10)).await;
            let there = (said(&study, place, words.podium), said(&study, study.channel, words.podium));
            assert_eq!(there, if is_gone { (0, 1) } else { (1, 0) }, "{is_gone}");
            if is_gone {
                assert_told(&study, &words).await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ceremony_goes_beside_the_board_and_to_the_questions_when_that_channel_is_gone() {
    for words in SAID {
        for is_gone in [false, true] {
            let (study, place) = with_a_board(words.locale).await;
            study.move_to("2026-11-29T23:50:00Z");
            study.owner().slash("schedule resume", &[]).await;
            study.pass(TimeDelta::zero()).await;
            if is_gone {
                study.discord.delete_channel(place);
            }
            study.move_to(MONDAY);
            study.until("select ceremony_at > 1796000000000 from server").await;
            study.pass(TimeDelta::zero()).await;
            study.pass(TimeDelta::minutes(10)).await;
            let there = (said(&study, place, words.ceremony), said(&study, study.channel, words.ceremony));
            assert_eq!(there, if is_gone { (0, 1) } else { (1, 0) }, "{is_gone}");
            if is_gone {
                assert_told(&study, &words).await;
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_channel_of_the_questions_is_gone_too_it_waits_for_another_one() {
    let (study, place) = with_a_board("ko").await;
    study.discord.delete_channel(place);
    study.discord.delete_channel(study.channel);
    let elsewhere = study.discord.user(study.owner().id(), study.channel - 1).speaking("ko");
    let asked = elsewhere.slash("season end", &[]).await;
    elsewhere.click(asked.message().id(), &asked.message().custom_ids()[0]).await;
    study.pass(TimeDelta::seconds(10)).await;
    study.until("select not exists (select 1 from season where owes = 1)").await;
    study.pass(TimeDelta::zero()).await;
    study.pass(TimeDelta::hours(1)).await;
    let other: Value = json!((study.channel - 1).to_string());
    elsewhere.slash("setup", &[("channel", other)]).await;
    study.pass(TimeDelta::minutes(1)).await;
    assert_eq!(said(&study, study.channel - 1, SAID[0].podium), 1);
}
