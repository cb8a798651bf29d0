//! `proctor doctor` looks at everything that the bot needs, and says of what is wrong what to do.

use std::net::TcpListener;
use std::process::Output;

use chrono::TimeDelta;
use sandbox::Permission;
use serde_json::json;

use crate::program::Program;

/// A server that is set up, with its bot running.
async fn set_up() -> Program {
    let program = Program::start().await;
    program.user(0).slash("setup", &[("channel", json!(program.channel.to_string()))]).await;
    program
}

/// What was said, if it ended with this code and did not show the token.
fn told(program: &Program, output: &Output, code: i32) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert!(!said.contains(program.discord.token()), "{said}");
    said
}

/// The line of a look, which has to be there.
fn line<'t>(told: &'t str, mark: &str, what: &str) -> &'t str {
    let start = format!("{mark:<6}{what:<13}");
    told.lines().find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("no line {start}: {told}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn where_all_is_well_each_look_says_so_beside_the_running_bot() {
    let program = set_up().await;

    let said = told(&program, &program.output(&["doctor"]), 0);

    for what in [
        "bank",
        "database",
        "disk",
        "disk sync",
        "token",
        "clock",
        "application",
        "owner",
        "gateway",
        "channels",
        "port",
    ] {
        // A slow disk is a note, and no fault.
        let mark = if what == "disk sync" && said.contains("note  disk sync") { "note" } else { "ok" };
        line(&said, mark, what);
    }
    assert!(line(&said, "ok", "database").contains("1 server, 0 rounds, 0 answers"), "{said}");
    assert!(line(&said, "ok", "token").contains(&program.discord.bot_id().to_string()), "{said}");
    let left = std::fs::read_dir(program.folder.path()).expect("the folder");
    let left = left.filter_map(|file| file.expect("a file").file_name().into_string().ok());
    assert_eq!(left.filter(|name| name.contains("doctor")).collect::<Vec<_>>(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_permission_and_a_wrong_clock_are_named() {
    let program = set_up().await;
    for permission in [Permission::SendMessages, Permission::ReadMessageHistory] {
        program.discord.deny(program.channel, permission);
    }
    program.discord.clock().advance(TimeDelta::minutes(7));

    let said = told(&program, &program.output(&["doctor"]), 1);

    let channel = line(&said, "WRONG", "channel");
    for word in ["\"daily\"", &program.channel.to_string(), "Send Messages", "Read Message History"] {
        assert!(channel.contains(word), "{channel}");
    }
    assert!(line(&said, "WRONG", "clock").contains(" s behind Discord's"), "{said}");
    assert!(said.ends_with("looks found something wrong\n"), "{said}");

    program.discord.delete_channel(program.channel);
    let said = told(&program, &program.output(&["doctor"]), 1);
    assert!(line(&said, "WRONG", "channel").contains("is gone"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_token_it_says_so_and_looks_at_the_rest() {
    let program = set_up().await;
    let without = program.command(&["doctor"]).env_remove("DISCORD_TOKEN").output().expect("the program");

    let said = told(&program, &without, 1);

    assert!(line(&said, "WRONG", "token").contains("set DISCORD_TOKEN"), "{said}");
    for what in ["bank", "database", "disk", "clock", "port"] {
        line(&said, "ok", what);
    }
    assert!(!said.contains("channels"), "nobody can look at channels: {said}");

    let refused = program.command(&["doctor"]).env("DISCORD_TOKEN", "another").output().expect("the program");
    let said = told(&program, &refused, 1);
    assert!(line(&said, "WRONG", "token").contains("Reset Token"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_that_keeps_interactions_from_the_bot_is_named_and_an_idle_intent_is_a_note() {
    let program = set_up().await;
    program.discord.tell_of_application(&json!({ "flags": 1 << 19 }));
    let said = told(&program, &program.output(&["doctor"]), 0);
    assert!(line(&said, "note", "application").contains("Message Content"), "{said}");

    program.discord.tell_of_application(&json!({ "interactions_endpoint_url": "https://example.com/press" }));
    let said = told(&program, &program.output(&["doctor"]), 1);
    assert!(line(&said, "WRONG", "application").contains("https://example.com/press"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn by_http_the_doctor_looks_where_discord_sends_what_and_with_whose_key() {
    let mut program = set_up().await;
    assert_eq!(program.stop(), Some(0));
    let look =
        |key: &str| program.output(&["doctor", "--interactions=http", "--public-key", key, "--listen=127.0.0.1:0"]);
    let key = program.discord.public_key();

    let said = told(&program, &look(&key), 1);
    assert!(line(&said, "WRONG", "application").contains("ends with /interactions"), "{said}");
    program.discord.tell_of_application(&json!({ "interactions_endpoint_url": "https://example.com/interactions" }));
    let said = told(&program, &look(&key), 0);
    assert!(line(&said, "ok", "application").contains("no privileged intent"), "{said}");
    let other = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    let said = told(&program, &look(other), 1);
    assert!(line(&said, "WRONG", "application").contains("DISCORD_PUBLIC_KEY"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_taken_is_named_unless_a_healthy_bot_has_it() {
    let mut program = Program::start().await;
    assert_eq!(program.stop(), Some(0));
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();

    let said = told(&program, &program.output(&["doctor", "--listen", &address]), 1);
    assert!(line(&said, "WRONG", "port").contains(&address), "{said}");
    drop(taken);
    let said = told(&program, &program.output(&["doctor", "--listen", &address]), 0);
    assert!(line(&said, "ok", "port").contains("is free"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_database_and_that_of_another_bot_are_named_and_left_as_they_are() {
    let mut program = set_up().await;
    assert_eq!(program.stop(), Some(0));
    let path = program.folder.path().join("proctor.db");
    let database = rusqlite::Connection::open(&path).expect("the database");
    database.execute("update remembered set value = '42' where name = 'application'", []).expect("a bot");
    drop(database);

    let said = told(&program, &program.output(&["doctor"]), 1);
    assert!(line(&said, "WRONG", "owner").contains("belongs to the bot 42"), "{said}");

    let mut bytes = std::fs::read(&path).expect("the database");
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5a);
    std::fs::write(&path, &bytes).expect("a damaged file");
    let said = told(&program, &program.output(&["doctor"]), 1);
    assert!(line(&said, "WRONG", "database").contains("damaged"), "{said}");
    assert_eq!(std::fs::read(&path).expect("the database"), bytes, "nothing was mended");
}
