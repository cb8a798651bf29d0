//! Loading a bank keeps what is new in it, drops what nothing points at, and words the rounds from before editions once.

use std::sync::Arc;

use crate::engine::Beside;
use crate::group::Group;
use proctor::actions::load_bank::load_bank;
use proctor::domain::edition::{Edition, Wording};
use proctor::domain::ids::RoundId;
use proctor::store::{editions, rounds};
use rusqlite::Connection;

/// The same questions, worded anew.
fn worded_anew(bank: &[Arc<Edition>]) -> Vec<Arc<Edition>> {
    let anew = |edition: &Arc<Edition>| {
        let mut wording: Wording = edition.wording().clone();
        wording.stem.en.push_str(" Think again.");
        Arc::new(Edition::new(wording).expect("an edition"))
    };
    bank.iter().map(anew).collect()
}

async fn load(group: &Group, bank: &[Arc<Edition>]) {
    let bank = bank.to_vec();
    group.write(move |tx| load_bank(tx, &bank)).await;
}

fn kept(group: &Group) -> u32 {
    Beside::open(&group.database()).number("select count(*) from edition").try_into().expect("a count")
}

/// What the round asks, in English.
async fn stem(group: &Group, round: RoundId) -> Option<String> {
    group
        .write(move |tx| {
            let round = rounds::find(tx, round)?.expect("the round");
            Ok(editions::sheet_of(tx, &round)?.map(|sheet| sheet.edition().stem().en.clone()))
        })
        .await
}

#[tokio::test]
async fn an_edition_is_kept_as_long_as_the_bank_or_a_round_has_it() {
    let mut group = Group::in_seoul().await;
    let first = group.bank.editions().to_vec();
    let round = group.post_on("2026-11-24").await;
    let asked = stem(&group, round.id).await.expect("a question");

    load(&group, &first).await;
    assert_eq!(kept(&group), 12, "nothing is new");
    load(&group, &worded_anew(&first)).await;
    assert_eq!(kept(&group), 13, "those of the new bank, and the one that a round asks");
    assert_eq!(stem(&group, round.id).await, Some(asked));
    let next = group.post_on("2026-11-25").await;
    assert!(
        stem(&group, next.id).await.is_some_and(|stem| stem.ends_with("Think again.")),
        "new rounds have the new wording"
    );
}

#[tokio::test]
async fn rounds_from_before_editions_are_worded_by_the_first_bank_and_by_no_later_one() {
    let mut group = Group::in_seoul().await;
    let first = group.bank.editions().to_vec();
    let (one, two) = (group.post_on("2026-11-24").await, group.post_on("2026-11-25").await);
    // As the version before left it: rounds know their question alone.
    let database = Connection::open(group.database()).expect("the database");
    database
        .execute_batch(
            "update round set edition_id = null; delete from remembered where name = 'old-rounds-have-editions'; \
             delete from bank_question; delete from edition;",
        )
        .expect("an older database");
    drop(database);
    let without_two: Vec<_> =
        first.iter().filter(|edition| Some(edition.question()) != two.question.as_ref()).cloned().collect();

    load(&group, &without_two).await;
    let worded = stem(&group, one.id).await;
    assert!(worded.is_some());
    assert_eq!(stem(&group, two.id).await, None, "its question is not in the bank");

    load(&group, &worded_anew(&first)).await;
    assert_eq!(stem(&group, one.id).await, worded);
    assert_eq!(stem(&group, two.id).await, None, "a bank that comes later words new rounds only");
}
