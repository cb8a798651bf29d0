//! No statement of the store gets slower as rows become more: each finds its rows by an index.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proctor::store::Store;
use regex::Regex;
use rusqlite::Connection;

/// Statements that may read a whole table, by a part of their text, and why.
const WHOLE_TABLES: &[(&str, &str)] = &[
    ("select server_id from server where removed_at is null", "the servers that are present are nearly all there are"),
    ("correct is not null and round.option_order", "the figures of a whole bank are made of all answers"),
    ("delete from mark_key where round_id in", "marks are few"),
    ("select count(*) from set_aside", "damaged rows are few"),
    ("select (select count(*) from round) as rounds", "a backup says what it wrote, once, from the copy"),
    ("select (select count(*) from server) as servers", "the doctor counts when somebody asks it"),
    ("select server_id from server where exists", "one row a server, some times a day"),
    ("from bank_question join edition using (edition_id) order by", "a question is drawn from all of the bank"),
    ("delete from bank_question", "a start lists the whole bank"),
    ("delete from edition where not exists", "once a start"),
    ("update round set edition_id", "once in the life of a database"),
];

/// Statements that must use this index, although another would not be a whole table either.
const BY_INDEX: &[(&str, &str)] = &[
    ("state = 'open' order by position desc", "round_open"),
    ("delete from standing where member_id", "standing_of_member"),
    ("delete from report where member_id", "report_of_member"),
    ("from server where removed_at <", "server_removed"),
    ("standing where server_id = :server and period = :period and member_id = :member", "PRIMARY KEY"),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// A file's texts in quotes, as the program sees them.
fn texts(code: &str) -> Vec<String> {
    let quoted = Regex::new(r#"(?s)"((?:[^"\\]|\\.)*)""#).expect("a pattern");
    let continued = Regex::new(r"\\\n\s*").expect("a pattern");
    let texts = quoted.captures_iter(code).map(|text| continued.replace_all(&text[1], "").replace("\\\"", "\""));
    texts.collect()
}

/// The store's statements, each as it is prepared: constants filled in, endings joined to the beginnings of their file.
fn statements() -> BTreeSet<String> {
    let constant = Regex::new(r#"(?s)const ([A-Z_]+): &str =\s*"((?:[^"\\]|\\.)*)";"#).expect("a pattern");
    let statement = Regex::new(r"^(select|insert|update|delete|with)\s").expect("a pattern");
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let mut codes = BTreeMap::new();
    let mut statements = BTreeSet::new();
    for path in files(&store) {
        let text = fs::read_to_string(&path).expect("a readable file");
        // What is said to the other engine alone cannot be asked of this one; what copies a table reads all of it.
        if path.components().any(|part| part.as_os_str() == "postgres" || part.as_os_str() == "transfer") {
            continue;
        }
        if path.extension().is_some_and(|ending| ending == "sql") {
            statements.insert(text);
        } else {
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            codes.insert(path, code.join("\n"));
        }
    }
    let constants = |code: &str| -> Vec<(String, String)> {
        constant.captures_iter(code).map(|found| (found[1].to_owned(), texts(&found[0]).concat())).collect()
    };
    for (path, code) in &codes {
        let above = codes.get(&path.with_file_name("mod.rs")).map(|code| constants(code)).unwrap_or_default();
        let known: Vec<_> = constants(code).into_iter().chain(above).collect();
        let filled = |mut text: String| {
            for (name, value) in &known {
                text = text.replace(&format!("{{{name}}}"), value);
            }
            text
        };
        let texts: Vec<String> = texts(code).into_iter().map(filled).collect();
        let (open, whole): (Vec<_>, Vec<_>) =
            texts.iter().filter(|text| statement.is_match(text)).cloned().partition(|text| text.contains("{rest}"));
        statements.extend(whole.into_iter().filter(|sql| !sql.contains("sqlite_schema")));
        for ending in texts.iter().filter(|text| text.starts_with("where ")) {
            statements.extend(open.iter().map(|beginning| beginning.replace("{rest}", ending)));
        }
    }
    statements
}

fn rows(database: &Connection, sql: &str) -> Vec<String> {
    let mut statement = database.prepare(sql).unwrap_or_else(|error| panic!("{error} in\n{sql}"));
    let column = statement.column_count() - 1;
    let rows = statement.raw_query().mapped(|row| row.get(column)).collect::<Result<_, _>>();
    rows.unwrap_or_else(|error| panic!("{error} in\n{sql}"))
}

async fn database(folder: &Path) -> Connection {
    let path = folder.join("empty.db");
    Store::open(&path).expect("a database").close().await;
    Connection::open(path).expect("the database")
}

#[tokio::test]
async fn no_statement_reads_a_whole_table_that_grows() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = database(folder.path()).await;
    let partial: BTreeSet<String> =
        rows(&database, "select name from sqlite_schema where type = 'index' and sql like '%) where %'")
            .into_iter()
            .collect();
    let scan = Regex::new(r"^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?$").expect("a pattern");
    let bracket = Regex::new(r"\) as (\w+)").expect("a pattern");
    let statements = statements();
    assert!(statements.len() > 60, "only {} statements were found", statements.len());

    let mut faults = Vec::new();
    let mut excepted = BTreeSet::new();
    for sql in &statements {
        let plan = rows(&database, &format!("explain query plan {sql}"));
        for step in plan.iter().filter_map(|step| scan.captures(step)) {
            // A partial index holds the few rows that wait for something.
            if step.get(2).is_some_and(|index| partial.contains(index.as_str())) {
                continue;
            }
            // What stands in brackets was found by steps of its own.
            if bracket.captures_iter(sql).any(|name| name[1] == step[1]) {
                continue;
            }
            match WHOLE_TABLES.iter().find(|(part, _)| sql.contains(part)) {
                Some((part, _)) => excepted.extend([*part]),
                None => faults.push(format!("{}\n    {sql}", &step[0])),
            }
        }
        for (part, index) in BY_INDEX.iter().filter(|(part, _)| sql.contains(part)) {
            if !plan.iter().any(|step| step.contains(index)) {
                faults.push(format!("{part} does not use {index}: {plan:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for (part, _) in BY_INDEX {
        assert!(statements.iter().any(|sql| sql.contains(part)), "no statement holds {part:?}");
    }
    for (part, _) in WHOLE_TABLES {
        assert!(excepted.contains(part), "no statement needs the exception for {part:?}");
    }
}

#[tokio::test]
async fn what_points_at_a_row_is_found_when_the_row_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = database(folder.path()).await;
    let keys = "select tables.name || '.' || keys.\"from\" from sqlite_schema as tables, pragma_foreign_key_list(tables.name) as keys \
                where tables.type = 'table' and not exists ( \
                    select 1 from pragma_index_list(tables.name) as indexes, pragma_index_info(indexes.name) as columns \
                    where columns.seqno = 0 and columns.name = keys.\"from\") \
                and not exists ( \
                    select 1 from pragma_table_info(tables.name) as columns where columns.pk = 1 and columns.name = keys.\"from\")";
    assert_eq!(rows(&database, keys), Vec::<String>::new(), "these columns begin no index");
}
