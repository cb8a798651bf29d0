//! What `/today` and a note's source tell, word by word, to a member who has answered.

use crate::study::Study;

#[tokio::test(flavor = "multi_thread")]
async fn today_tells_whether_the_own_answer_was_right() {
    let mut study = Study::at_nine_in_seoul("en-US", "2026-11-23T12:00:00Z").await;
    study.move_to("2026-11-24T00:00:00Z");
    let post = study.post(1).await;
    let (key, wrong) = (post.key(), post.wrong());

    let verdict = post.press(&study.member(1), &key).await;
    post.press(&study.member(2), &wrong).await;
    let (right, not_right) =
        (study.member(1).slash("today", &[]).await.text(), study.member(2).slash("today", &[]).await.text());

    assert!(right.contains("✅ You picked") && right.contains("that is correct"), "{right}");
    assert!(not_right.contains("❌ You picked") && not_right.contains("Not quite"), "{not_right}");
    let note = study.bank.notes_of(post.question).next().expect("a note");
    // Nobody here can open the post, so its lines would lead nowhere.
    let source = if note.source_lines().is_empty() { "AWS: [" } else { "Source: notes on " };
    let ids = verdict.message().custom_ids();
    let notes = ids.iter().find(|id| id.starts_with("n:")).expect("a button for the notes");
    let notes = study.member(1).click(verdict.message().id(), notes).await.text();
    assert!(notes.contains(source) && !notes.contains("original post"), "{notes}");
    study.assert_well_behaved();
    study.stop().await;
}
