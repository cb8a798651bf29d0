//! A database belongs to one application, whichever bot's token is used on it.

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::program::Program;

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_another_bot_is_refused_in_one_line_and_left_as_it_is() {
    let mut program = Program::start().await;
    assert_eq!(program.stop(), Some(0));
    program.run().await;
    assert_eq!(program.stop(), Some(0), "its own bot may come again");
    let path = program.folder.path().join("proctor.db");
    let database = Connection::open(path).expect("the database");
    let changed = database.execute("update remembered set value = '42' where name = 'application'", []).expect("a bot");
    assert_eq!(changed, 1);
    // As with another bank: loading this one would put the question back.
    let sql = "delete from bank_question where question = (select min(question) from bank_question)";
    assert_eq!(database.execute(sql, []).expect("a statement"), 1);
    let before = everything(&database);

    let refused = program.output(&["run"]);

    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(2), "{said}");
    let last = said.lines().last().unwrap_or_default();
    assert!(
        last.contains("belongs to the bot 42") && last.contains(&program.discord.application_id().to_string()),
        "{said}"
    );
    assert!(everything(&database) == before, "the database was changed");
    assert!(!program.folder.path().join("proctor.db.health").exists(), "no bot is running");
}

/// Each row of each table.
fn everything(database: &Connection) -> Vec<String> {
    let sql = "select name from sqlite_master where type = 'table' order by name";
    let tables = database
        .prepare(sql)
        .expect("tables")
        .query_map([], |row| row.get(0))
        .expect("tables")
        .map(|name| name.expect("a name"))
        .collect::<Vec<String>>();
    let mut all = Vec::new();
    for table in tables {
        let mut rows = database.prepare(&format!("select * from {table}")).expect("rows");
        let width = rows.column_count();
        let rows =
            rows.query_map([], |row| (0..width).map(|at| row.get::<_, Value>(at)).collect::<Result<Vec<_>, _>>());
        all.extend(rows.expect("rows").map(|row| format!("{table} {:?}", row.expect("a row"))));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_knows_its_bot_by_the_user_opens_and_knows_the_application_from_then_on() {
    let mut program = Program::start().await;
    assert_eq!(program.stop(), Some(0));
    let path = program.folder.path().join("proctor.db");
    assert_eq!(
        std::fs::metadata(path.with_extension("db-wal")).map_or(0, |log| log.len()),
        0,
        "nothing is left beside it"
    );
    let database = Connection::open(path).expect("the database");
    let known_by_user = |id: u64| {
        database.execute("delete from remembered where name = 'application'", []).expect("a statement");
        let sql = "insert or replace into remembered (name, value) values ('bot', ?1)";
        database.execute(sql, [id.to_string()]).expect("a statement");
    };
    known_by_user(42);
    assert_eq!(program.output(&["run"]).status.code(), Some(2), "another bot's");

    known_by_user(program.discord.bot_id());
    program.run().await;
    assert_eq!(program.stop(), Some(0));
    let sql = "select value from remembered where name = 'application'";
    let application: String = database.query_row(sql, [], |row| row.get(0)).expect("a value");
    assert_eq!(application, program.discord.application_id().to_string());
}
