//! What leads on from a verdict: the buttons under it, also after a restart, and what lies ahead.

use crate::study::Study;
use proctor::discord::button::ButtonId;
use proctor::domain::ids::RoundId;

const NOTES: &str = "n:1";

#[tokio::test(flavor = "multi_thread")]
async fn every_button_under_a_verdict_leads_on_also_after_a_restart() {
    let mut study = Study::at_nine_in_seoul("ko", "2026-11-23T12:00:00Z").await;
    study.move_to("2026-11-24T00:00:00Z");
    let (key, wrong) = {
        let post = study.post(1).await;
        (post.key(), post.wrong())
    };
    let verdict = study.post(1).await.press(&study.member(1), &wrong).await;
    let text = verdict.text();
    assert!(text.contains("## ❌ 아쉬워요, 정답은") && text.contains("**←\u{a0}내\u{a0}답**"), "{text}");
    assert!(text.contains("다음 문제 <t:1795564800:R>") && text.contains("이번 달 0점 · 1위"), "{text}");

    study.stop().await;
    study.start().await;
    let ids: Vec<String> = verdict.message().custom_ids();
    assert_eq!(ids.len(), 4, "{ids:?}");
    for (id, told) in ids.iter().zip(["### ✅ 정답", "📒", "📍"]) {
        let reply = study.member(1).click(verdict.message().id(), id).await;
        assert!(reply.text().contains(told), "{id}: {reply:?}");
        // Discord may deliver a press twice: what it asks for is only told again.
        assert!(study.member(1).click(verdict.message().id(), id).await.text().contains(told), "{id}");
    }
    let form = study.member(1).click(verdict.message().id(), &ids[3]).await;
    assert_eq!(form.form()["custom_id"], *ids[3]);
    let right = study.post(1).await.press(&study.member(2), &key).await.text();
    assert!(right.contains("## ✅ 정답이에요! +") && right.contains("· 1위"), "{right}");
    study.assert_well_behaved();
    study.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_notes_of_an_open_question_are_for_those_who_answered_it() {
    assert_eq!(ButtonId::parse(NOTES), Some(ButtonId::Notes(RoundId(1))));
    let mut study = Study::at_nine_in_seoul("ko", "2026-11-23T12:00:00Z").await;
    study.move_to("2026-11-24T00:00:00Z");
    let post = study.post(1).await;
    let early = study.member(1).unchecked().click(post.id, NOTES).await.text();
    assert!(early.contains("해설은 마감된 뒤에") && !early.contains("📒"), "{early}");
    post.press(&study.member(1), &post.key()).await;
    let notes = study.member(1).unchecked().click(post.id, NOTES).await;
    assert!(notes.message().is_private() && notes.text().contains("📒"), "{notes:?}");
    study.stop().await;
}
