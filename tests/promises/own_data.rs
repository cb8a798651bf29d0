//! A member's own data: what is deleted is gone and cannot be used twice, reports reach the manager once, names stay current.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::engine::Beside;
use crate::study::{Post, Study};
use chrono::TimeDelta;
use rusqlite::Connection;
use sandbox::Permission;
use serde_json::{Value, json};

const EVE: &str = "2026-11-23T14:00:00Z";
const NINE: &str = "2026-11-24T00:00:00Z";

/// How often a text stands in the database: in any column of any table.
fn found_in_database(study: &Study, text: &str) -> i64 {
    let database = Connection::open(study.database()).expect("the database");
    let columns = "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'";
    let mut statement = database.prepare(columns).expect("a query");
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("the columns");
    let columns: Vec<(String, String)> = columns.map(|column| column.expect("a column")).collect();
    let count = |(table, column): &(String, String)| -> i64 {
        let sql = format!("select count(*) from \"{table}\" where instr(cast(\"{column}\" as text), ?1) > 0");
        database.query_row(&sql, [text], |row| row.get(0)).expect("a count")
    };
    columns.iter().map(count).sum()
}

/// Waits until the database says so; nobody is told when it changes.
async fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..500 {
        if is_so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("waited in vain until {what}");
}

async fn delete_data_of(study: &Study, member: usize) {
    let asked = study.member(member).slash("privacy delete", &[]).await;
    let confirm = asked.message().custom_ids().remove(0);
    let done = study.member(member).click(asked.message().id(), &confirm).await;
    assert!(done.text().contains("모두 지웠어요"), "{done:?}");
}

async fn report(study: &Study, member: usize, text: &str) -> String {
    let form = study.member(member).slash("report", &[]).await;
    study.member(member).submit(form.form(), text).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_deletion_an_open_question_cannot_be_answered_again() {
    for feedback in ["instant", "at_close"] {
        let study = Study::at_nine_in_seoul("ko", EVE).await;
        study.owner().slash("settings set", &[("feedback", json!(feedback))]).await;
        study.move_to(NINE);
        let post = study.post(1).await;
        let member = study.member(1);
        post.press(&member, &post.wrong()).await;
        assert!(report(&study, 1, "보기가 이상해요").await.contains("고마워요"));
        let told = |discord: &sandbox::Discord| !discord.direct_messages(study.owner().id()).is_empty();
        study.discord.wait_until("the manager is told", told).await;

        delete_data_of(&study, 1).await;

        assert_eq!(found_in_database(&study, &member.id().to_string()), 0, "nothing names the member");
        assert_eq!(found_in_database(&study, "보기가 이상해요"), 0, "no word of the member is kept");
        let again = post.press(&member, &post.key()).await;
        assert!(again.text().contains("다시 답할 수 없"), "{again:?}");
        let other = post.press(&study.member(2), &post.key()).await;
        assert!(!other.text().contains("다시 답할 수 없"), "{other:?}");

        assert_eq!(rows(&study, "mark"), 1);
        study.move_to("2026-11-25T00:00:05Z");
        wait_until("the marks are gone", || rows(&study, "mark") + rows(&study, "mark_key") == 0).await;
    }
}

fn rows(study: &Study, table: &str) -> i64 {
    Beside::open(&study.database()).number(&format!("select count(*) from {table}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_members_reports_on_a_question_reach_the_manager_once_until_one_was_dealt_with() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post: Post<'_> = study.post(1).await;
    post.press(&study.member(1), &post.key()).await;

    assert!(report(&study, 1, "B도 정답이에요").await.contains("고마워요"));
    for _ in 0..10 {
        assert!(report(&study, 1, "정말 B도 정답이에요").await.contains("이미 신고"));
    }
    assert!(report(&study, 2, "저도 그렇게 생각해요").await.contains("고마워요"), "another member's is another report");
    let messages = |discord: &sandbox::Discord| discord.direct_messages(study.owner().id()).len();
    study.discord.wait_until("the manager hears of both", |discord| messages(discord) >= 2).await;

    study.confirmed("round void", &[]).await;
    assert!(report_on(&study, 1, &post).await.contains("고마워요"), "the void dealt with the first one");
    study.discord.wait_until("the manager hears of the third", |discord| messages(discord) >= 3).await;
    assert_eq!(messages(&study.discord), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_deletes_and_reports_again_and_again_is_told_of_some_times_a_day() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    study.post(1).await;
    for _ in 0..25 {
        assert!(report(&study, 1, "B도 정답이에요").await.contains("고마워요"));
        // What is deleted before the manager is told is never told.
        study.pass(TimeDelta::zero()).await;
        delete_data_of(&study, 1).await;
    }
    assert_eq!(study.discord.direct_messages(study.owner().id()).len(), 20);

    study.pass(TimeDelta::days(1)).await;
    assert!(report(&study, 2, "B도 정답이에요").await.contains("전할게요"));
    study.pass(TimeDelta::zero()).await;
    assert_eq!(study.discord.direct_messages(study.owner().id()).len(), 21);
}

async fn report_on(study: &Study, member: usize, post: &Post<'_>) -> String {
    let options: [(&str, Value); 1] = [("question", json!(post.question.id().as_str()))];
    let form = study.member(member).slash("report", &options).await;
    study.member(member).submit(form.form(), "다시 봐 주세요").await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_name_is_kept_whatever_the_member_does() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let post = study.post(1).await;
    let member = study.member(1);
    post.press(&member, &post.key()).await;

    for (name, command) in [("가람나래하나", "today"), ("가람나래둘", "leaderboard"), ("가람나래셋", "help")]
    {
        study.discord.rename(study.guild, member.id(), name);
        let reply = member.slash(command, &[]).await.text();
        assert_eq!(found_in_database(&study, name), 1, "{command}");
        assert!(command != "leaderboard" || reply.contains(name), "{reply}");
    }
    study.discord.rename(study.guild, member.id(), "가람나래넷");
    assert!(post.press(&member, &post.wrong()).await.text().contains("이미"));
    wait_until("the name is kept", || found_in_database(&study, "가람나래넷") == 1).await;

    study.discord.rename(study.guild, study.member(2).id(), "가람나래다섯");
    study.member(2).slash("today", &[]).await;
    study.member(1).slash("today", &[]).await;
    assert_eq!(found_in_database(&study, "가람나래다섯"), 0, "of one who never answered nothing is kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_export_shows_what_a_member_reported_and_nobody_elses() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    study.move_to(NINE);
    let question = study.post(1).await.question.id().to_string();
    report(&study, 1, "보기가 이상해요").await;
    report(&study, 2, "저는 다른 생각이에요").await;

    let file = study.member(1).slash("privacy export", &[]).await;

    let data: Value = serde_json::from_slice(&file.message().files[0].1).expect("JSON");
    let reports = data["reports"].as_array().expect("reports");
    assert_eq!(reports.len(), 1, "{data}");
    assert_eq!(reports[0]["text"], "보기가 이상해요");
    assert_eq!(reports[0]["question"], question);
    assert_eq!(reports[0]["server"], study.guild.to_string());
}

/// The columns that name members, by the schema: a bound of work under way names nobody.
fn member_columns(database: &Connection) -> Vec<(String, String)> {
    let sql = "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' \
               and (c.name = 'member_id' or c.name like '%!_by' escape '!' or c.name like '%winners%') order by 1, 2";
    let mut statement = database.prepare(sql).expect("a query");
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("the columns");
    columns.map(|column| column.expect("a column")).collect()
}

/// Those of them in which a member's id stands.
fn naming(study: &Study, id: u64) -> BTreeSet<(String, String)> {
    let database = Connection::open(study.database()).expect("the database");
    let names = |(table, column): &(String, String)| -> bool {
        let sql = format!("select exists (select 1 from \"{table}\" where instr(cast(\"{column}\" as text), ?1) > 0)");
        database.query_row(&sql, [id.to_string()], |row| row.get(0)).expect("an answer")
    };
    member_columns(&database).into_iter().filter(names).collect()
}

async fn export_of(study: &Study, member: usize) -> Value {
    let file = study.member(member).slash("privacy export", &[]).await;
    serde_json::from_slice(&file.message().files[0].1).expect("JSON")
}

/// Two days in which the owner, who decided on rewards, is first of a season and starts a quiz. Returns the roles.
async fn compete(study: &Study) -> [u64; 2] {
    let owner = study.owner();
    let roles = ["first", "two days"].map(|name| study.discord.make_role(study.guild, name, 1));
    study.discord.set_role_permission(study.guild, study.guild + 1, Permission::ManageRoles, true);
    owner.slash("rewards champion", &[("role", json!(roles[0].to_string()))]).await;
    owner.slash("rewards streak", &[("days", json!(2)), ("role", json!(roles[1].to_string()))]).await;
    owner.slash("season start", &[("name", json!("겨울")), ("length", json!("4-weeks"))]).await;
    for (day, count) in [(24, 1), (25, 3)] {
        study.move_to(&format!("2026-11-{day}T00:00:00Z"));
        let post = study.post(count).await;
        post.press(&owner, &post.key()).await;
        post.press(&study.member(1), &post.wrong()).await;
    }
    report(study, 0, "보기가 이상해요").await;
    study.move_to("2026-11-25T00:01:00Z");
    study.confirmed("season end", &[]).await;
    study.pass(TimeDelta::minutes(1)).await;
    study.until("select count(*) = 3 from given_role where given = 1").await;
    owner.slash("quiz start", &[("questions", json!(3)), ("seconds", json!(20))]).await;
    study.pass(TimeDelta::seconds(1)).await;
    study.pass(TimeDelta::seconds(15)).await;
    let question = Post::of(study, study.discord.messages(study.channel).pop().expect("a question"));
    question.press(&owner, &question.key()).await;
    roles
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_names_a_member_is_in_the_export_and_goes_with_a_deletion() {
    let study = Study::at_nine_in_seoul("ko", EVE).await;
    let (owner, id) = (study.owner(), study.owner().id());
    let roles = compete(&study).await;
    let before_hiding = naming(&study, id);

    let kept = export_of(&study, 0).await;
    let server = study.guild.to_string();
    assert_eq!(kept["manages"], json!([server]));
    assert_eq!(kept["roles"].as_array().map(Vec::len), Some(2), "{kept}");
    assert_eq!(kept["prizes"][0], json!({ "server": server, "won": "champion" }));
    assert_eq!(kept["prizes"][1], json!({ "server": server, "won": "streak", "days": 2 }));
    let set = json!({ "server": server, "won": "streak", "days": 2, "role": roles[1].to_string() });
    assert_eq!(kept["rewards_set"][1], set);
    assert_eq!(kept["quizzes_started"][0]["server"], json!(server));
    let season = &kept["seasons"][0];
    assert_eq!((&season["season"], &season["place"], &season["is_over"]), (&json!("겨울"), &json!(1), &json!(true)));
    assert_eq!((&season["first_day"], &season["last_day"]), (&json!("2026-11-23"), &json!("2026-11-25")));
    let others = export_of(&study, 1).await;
    for part in ["manages", "rewards_set", "quizzes_started"] {
        assert_eq!(others[part], json!([]), "{part}");
    }
    assert_eq!(others["seasons"][0]["place"], json!(2));

    owner.slash("privacy board", &[("show", json!("no"))]).await;
    let named: BTreeSet<_> = before_hiding.union(&naming(&study, id)).cloned().collect();
    let all = member_columns(&Connection::open(study.database()).expect("the database"));
    let never: Vec<_> = all.into_iter().filter(|column| !named.contains(column)).collect();
    // Who is about to be told stands there for the moment of the telling.
    assert_eq!(
        never,
        [("season".to_owned(), "winners_drawn".to_owned())],
        "no part of this story names the member there"
    );

    delete_data_of(&study, 0).await;

    study.pass(TimeDelta::hours(1)).await;
    study.until("select count(*) = 1 from given_role").await;
    study.pass(TimeDelta::zero()).await;
    assert_eq!(naming(&study, id), BTreeSet::new());
    assert_eq!(found_in_database(&study, &id.to_string()), 0);

    // What was set up goes on; who is to be told is told in a channel, by no name.
    study.discord.deny(study.channel, Permission::SendMessages);
    study.move_to("2026-11-26T00:00:00Z");
    let told = |part: &str| {
        let there = study.discord.messages(study.channel - 1);
        there.iter().filter(|message| message["content"].to_string().contains(part)).count()
    };
    study.discord.wait_until("it is told", |_| told("문제를 올리지 못했어요") == 1).await;
    assert_eq!(told(&format!("<@{id}>")), 0);
    study.assert_well_behaved();
}
