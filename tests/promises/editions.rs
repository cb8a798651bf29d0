//! A round keeps the wording that it was posted with, whatever becomes of the bank; and a question that is asked again is
//! a secret again.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::study::{Post, Study};
use sandbox::World;
use serde_json::{Value, json};

const BEFORE: &str = "2026-11-23T12:00:00Z";
/// Nine in Seoul on the 24th and the 25th.
const FIRST_DAY: &str = "2026-11-24T00:00:00Z";
const SECOND_DAY: &str = "2026-11-25T00:00:00Z";
/// Between the close of the first round and the second one.
const AFTER_THE_FIRST: &str = "2026-11-24T23:59:30Z";

/// A question of a small bank: its options, the right one, and its stem.
#[derive(Clone)]
struct Item {
    id: &'static str,
    stem: &'static str,
    options: [&'static str; 4],
    right: usize,
}

const ASKED: Item = Item {
    id: "vpc-one",
    stem: "A developer meets a situation. What should the developer do?",
    options: ["Open the gate", "Close the gate", "Paint the gate", "Sell the gate"],
    right: 1,
};

fn write_bank(folder: &Path, items: &[Item]) {
    for part in ["notes/ko", "notes/en", "questions"] {
        fs::create_dir_all(folder.join(part)).expect("a folder");
    }
    let about = "id = \"small\"\nlicense = \"CC-BY-4.0\"\ntitle = { ko = \"작은 은행\", en = \"Small bank\" }\n\
                 attribution = { ko = \"시험용\", en = \"For tests\" }\n[[sections]]\nid = \"vpc\"\nname = \"VPC\"\nfacts = \"VPC\"\n\
                 [[tasks]]\nid = \"1.1\"\nname = { ko = \"코드 개발\", en = \"Develop code\" }\n";
    let note =
        |heading: &str| format!("# VPC\n\n## {heading} {{#vpc-note facts=VPC-01 lines=11}}\n\nA gate is a gate.\n");
    let mut questions = "section = \"vpc\"\n".to_owned();
    for item in items {
        let _ = writeln!(
            questions,
            "\n[[questions]]\nid = \"{}\"\ntask = \"1.1\"\ndifficulty = \"easy\"\nfacts = [\"VPC-01\"]\nnotes = [\"vpc-note\"]\n\
             as_of = \"2026-11\"\naws_doc = \"Gates\"\nstem = {{ en = \"{}\", ko = \"{} (한국어)\" }}",
            item.id, item.stem, item.stem
        );
        for (at, text) in item.options.iter().enumerate() {
            let _ = writeln!(
                questions,
                "[[questions.options]]\nright = {}\ntext = {{ en = \"{text}\", ko = \"{text} (한국어)\" }}\n\
                 why = {{ en = \"This is so because of: {text}.\", ko = \"이것은 그렇게 동작하기 때문입니다: {text}.\" }}",
                at == item.right
            );
        }
    }
    let files = [
        ("bank.toml", about.to_owned()),
        ("notes/ko/01-vpc.md", note("한 대목")),
        ("notes/en/01-vpc.md", note("A passage")),
        ("questions/01-vpc.toml", questions),
    ];
    for (path, text) in files {
        fs::write(folder.join(path), text).expect("a file");
    }
}

/// A study group whose bank has these questions.
async fn with_bank(items: &[Item]) -> Study {
    let world = World::study_group("en-US").with_more_members(4);
    let prepare = |database: &Path| write_bank(&database.with_file_name("bank"), items);
    let study = Study::begin_with(world, "en-US", BEFORE, prepare).await;
    study.set_up(&[]).await;
    study
}

/// The bot is stopped, its bank is written anew, and it starts again.
async fn change_bank(study: &mut Study, items: &[Item]) {
    study.stop().await;
    write_bank(&study.bank_folder(), items);
    study.start().await;
}

/// The post of a day, as it can be pressed when the bank has it no more.
struct Asked {
    message: u64,
    ids: Vec<String>,
    key: String,
    wrong: String,
}

impl Asked {
    fn of(post: &Post<'_>) -> Self {
        Self { message: post.id, ids: post.custom_ids(), key: post.key(), wrong: post.wrong() }
    }

    async fn press(&self, study: &Study, member: usize, letter: &str) -> String {
        let id = self.ids.iter().find(|id| id.ends_with(&format!(":{letter}"))).expect("its button");
        study.member(member).click(self.message, id).await.text()
    }
}

/// What `/explain` tells a member of a question.
async fn explained(study: &Study, member: usize, question: &str) -> String {
    study.member(member).slash("explain", &[("question", json!(question))]).await.text()
}

/// The reveal in the channel, once it is there.
async fn reveal(study: &Study) -> Value {
    let of = |messages: Vec<Value>| {
        messages
            .into_iter()
            .find(|message| message["embeds"][0]["title"].as_str().is_some_and(|title| title.contains("🔓")))
    };
    study.discord.wait_until("the reveal is there", |discord| of(discord.messages(study.channel)).is_some()).await;
    of(study.discord.messages(study.channel)).expect("the reveal")
}

/// What the reveal's own button tells a member.
async fn press_explain(study: &Study, member: usize, reveal: &Value) -> String {
    let button = reveal["components"][0]["components"][0]["custom_id"].as_str().expect("the button");
    let message = reveal["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    study.member(member).click(message, button).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_change_of_the_bank_moves_a_key_a_letter_or_an_explanation() {
    let moved =
        Item { options: ["Sell the gate", "Open the gate", "Close the gate", "Paint the gate"], right: 2, ..ASKED };
    let swapped =
        Item { options: ["Close the gate", "Open the gate", "Paint the gate", "Sell the gate"], right: 0, ..ASKED };
    let other_key = Item { right: 2, ..ASKED };
    let worded_anew =
        Item { stem: "Something else is asked. What now?", options: ["One", "Two", "Three", "Four"], ..ASKED };
    let another = Item { id: "vpc-two", stem: "Another situation. What should be done?", ..ASKED };
    for changed in [moved, swapped, other_key, worded_anew, another] {
        let mut study = with_bank(&[ASKED]).await;
        study.move_to(FIRST_DAY);
        let asked = Asked::of(&study.post(1).await);
        let right = format!("✅ **{}.** {}", asked.key, ASKED.options[1]);

        change_bank(&mut study, &[changed]).await;

        let today = study.member(1).slash("today", &[]).await.text();
        let own = study.member(1).slash("answer", &[("choice", json!(asked.key))]).await.text();
        let others = asked.press(&study, 2, &asked.wrong).await;
        assert!(ASKED.options.iter().all(|option| today.contains(option)), "{today}");
        assert!(own.contains("Correct! +10 points") && own.contains(&right), "{own}");
        assert!(others.contains("Not quite") && others.contains(&right), "{others}");
        let open = explained(&study, 1, ASKED.id).await;
        assert!(open.contains(&right), "{open}");

        study.move_to(AFTER_THE_FIRST);
        let reveal = reveal(&study).await;
        let told = reveal["embeds"][0]["description"].as_str().unwrap_or_default();
        assert!(told.contains(&right) && told.contains(&format!("✅ **{}** ", asked.key)), "{told}");
        let head = reveal["embeds"][0]["title"].as_str().unwrap_or_default();
        assert!(head.contains("1 of 2 got it right"), "{head}");

        // The same for a round that is closed, in a bank that has nothing of it any more.
        let new = Item { id: "vpc-three", stem: "A third situation. What should be done?", ..ASKED };
        change_bank(&mut study, &[new]).await;
        let closed = press_explain(&study, 3, &reveal).await;
        assert!(closed.contains(&right), "{closed}");
        let offered = study.member(3).type_into("explain", "question", "situation", &[]).await;
        assert!(offered.choices().iter().any(|(_, id)| id == ASKED.id), "{offered:?}");
        study.assert_well_behaved();
        study.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_is_asked_again_is_a_secret_again() {
    let mut study = with_bank(&[ASKED]).await;
    study.move_to(FIRST_DAY);
    let first = Asked::of(&study.post(1).await);
    first.press(&study, 1, &first.key).await;
    study.move_to(SECOND_DAY);
    let is_second = |message: &Value| {
        message["id"] != first.message.to_string().as_str() && message.to_string().contains("\"label\":\"A\"")
    };
    let of = |messages: Vec<Value>| messages.into_iter().find(is_second);
    study.discord.wait_until("the second post is there", |discord| of(discord.messages(study.channel)).is_some()).await;
    let second = Asked::of(&Post::of(&study, of(study.discord.messages(study.channel)).expect("the second post")));
    let reveal = reveal(&study).await;
    // Neither who answered on the first day nor who did not is told the key again.
    for member in [1, 2] {
        let told = [
            study.member(member).slash("explain", &[]).await.text(),
            explained(&study, member, ASKED.id).await,
            press_explain(&study, member, &reveal).await,
            study.member(member).slash("notes", &[("query", json!("gate"))]).await.text(),
        ];
        for text in told {
            assert!(!text.contains("because of:") && !text.contains('✅'), "{text}");
        }
        let offered = study.member(member).type_into("explain", "question", "", &[]).await;
        assert_eq!(offered.choices(), [], "member {member}");
    }

    second.press(&study, 1, &second.wrong).await;
    let known = study.member(1).slash("explain", &[]).await.text();
    assert!(known.contains(&format!("✅ **{}.** {}", second.key, ASKED.options[1])), "{known}");
    assert!(!explained(&study, 2, ASKED.id).await.contains('✅'), "another member's answer tells nothing");
    study.assert_well_behaved();
    study.stop().await;
}
