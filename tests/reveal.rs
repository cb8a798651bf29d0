//! The reveal tells how the answers are spread, and who gave them stays the leaderboard's business.

use chrono::{DateTime, Utc};
use proctor::actions::close_round::Reveal;
use proctor::bank::embedded;
use proctor::discord::render::reveal;
use proctor::discord::words::Words;
use proctor::domain::choice::Choice;
use proctor::domain::ids::{ChannelId, MessageId, RoundId, ServerId};
use proctor::domain::language::Language;
use proctor::domain::question::{OptionOrder, Question};
use proctor::domain::round::{Round, RoundState};
use proctor::domain::settings::{Feedback, Thread};
use serde_json::json;

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn round(question: &Question, state: RoundState) -> Round {
    Round {
        id: RoundId(u64::MAX),
        server: ServerId(1),
        day: "2026-11-24".parse().expect("a day"),
        number: 0,
        question: Some(question.id().clone()),
        order: OptionOrder::stored(question.options().len()),
        state,
        due_at: instant("2026-11-24T00:00:00Z"),
        posted_at: Some(instant("2026-11-24T00:00:00Z")),
        closes_at: Some(instant("2026-11-25T00:00:00Z")),
        closed_at: None,
        channel: ChannelId(u64::MAX),
        message: Some(MessageId(u64::MAX)),
        feedback: Feedback::Instant,
        thread: Thread::None,
        skip_reason: None,
    }
}

#[test]
fn the_reveal_names_no_one_and_draws_shares_that_add_up() {
    let (words, bank) = (Words::load().expect("the words"), embedded().expect("the bank"));
    let question = bank.questions().iter().find(|question| question.choose() == 1).expect("a question");
    let closed = round(question, RoundState::Closed);
    let key = question.key(&closed.order);
    let other = Choice::of(closed.order.letters().letters().find(|letter| !key.contains(*letter)));
    let reveal = Reveal { round: closed, choices: vec![(key, 3), (other, 1)] };
    let body = reveal::reveal(&words, &bank, question, &reveal, Language::English).to_json();
    let text = body["embeds"][0]["description"].as_str().unwrap_or_default();
    assert!(text.contains("75% (3)") && text.contains("25% (1)") && text.contains("3 of 4 got it right"), "{text}");
    assert!(text.contains("▇▇▇▇▇▇▇▇▁▁") && text.contains("▇▇▇▁▁▁▁▁▁▁"), "{text}");
    assert_eq!(body["allowed_mentions"], json!({ "parse": [] }));
}
