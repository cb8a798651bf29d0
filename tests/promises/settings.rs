//! A wrong setting is one clear line and nothing else; the token is never shown.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends here")]

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A token of Discord's shape that must not be seen anywhere.
const CANARY: &str = "Q2FuYXJ5.Q2FuYXJ5.Q2FuYXJ5Q2FuYXJ5Q2FuYXJ5";

/// The program in an empty folder, with no setting but those that a test gives.
fn proctor(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
    command.args(arguments).current_dir(folder.path()).env_clear().stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn everything(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// Exit code 2, one line that holds these words, and no file made.
fn assert_refused(folder: &TempDir, output: &Output, words: &str) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("proctor: ") && said.contains(words), "{said}");
    assert!(output.stdout.is_empty());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "a file was made");
}

fn empty_folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_missing_token_is_named() {
    let folder = empty_folder();
    let output = proctor(&folder, &["run"]).output().unwrap();
    assert_refused(&folder, &output, "DISCORD_TOKEN");

    let output = proctor(&folder, &["run"]).env("DISCORD_TOKEN", "").output().unwrap();
    assert_refused(&folder, &output, "DISCORD_TOKEN");
}

#[test]
fn a_malformed_token_is_refused_and_not_repeated() {
    for malformed in ["sesame", "sesame.sesame", "Bot sesame.a.b", "sesame..b"] {
        let folder = empty_folder();
        let output = proctor(&folder, &["run"]).env("DISCORD_TOKEN", malformed).output().unwrap();
        assert_refused(&folder, &output, "token");
        assert!(!everything(&output).contains("sesame"));
    }
}

#[test]
fn a_token_file_that_is_missing_is_named() {
    let folder = empty_folder();
    let output = proctor(&folder, &["run"]).env("DISCORD_TOKEN_FILE", "/no/such/file").output().unwrap();
    assert_refused(&folder, &output, "/no/such/file");
}

#[test]
fn a_token_is_not_taken_from_a_flag() {
    let folder = empty_folder();
    let output = proctor(&folder, &["run", "--token", CANARY]).output().unwrap();
    assert_refused(&folder, &output, "--token");
    assert!(!everything(&output).contains(CANARY));
}

#[test]
fn a_database_that_cannot_be_reached_is_named() {
    let folder = empty_folder();
    let run =
        |place: &str| proctor(&folder, &["run", "--database", place]).env("DISCORD_TOKEN", CANARY).output().unwrap();
    assert_refused(&folder, &run("/no/such/folder/proctor.db"), "/no/such/folder/proctor.db");
    assert_refused(&folder, &run("/tmp"), "/tmp");
}

#[test]
fn a_faulty_bank_is_named() {
    let folder = empty_folder();
    let bank = empty_folder();
    fs::write(bank.path().join("bank.toml"), "this is = = no bank").unwrap();

    let mut command = proctor(&folder, &["run"]);
    let output = command.env("DISCORD_TOKEN", CANARY).env("PROCTOR_BANK", bank.path()).output().unwrap();

    assert_refused(&folder, &output, "bank");
}

#[test]
fn settings_that_make_no_sense_are_named() {
    let cases = [
        ("PROCTOR_LISTEN", "nowhere"),
        ("PROCTOR_INTERACTIONS", "carrier pigeon"),
        ("DISCORD_PUBLIC_KEY", "sesame"),
        ("PROCTOR_LOG_FORMAT", "xml"),
        ("DISCORD_API_URL", "discord.com"),
        ("RUST_LOG", "proctor=loudly"),
    ];
    for (name, value) in cases {
        let folder = empty_folder();
        let output = proctor(&folder, &["run"]).env("DISCORD_TOKEN", CANARY).env(name, value).output().unwrap();
        assert_refused(&folder, &output, name);
    }
}

#[test]
fn interactions_by_http_without_a_key_or_a_place_are_refused() {
    let key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    let cases: [(&[&str], &str); 4] = [
        (&["--listen=127.0.0.1:0"], "DISCORD_PUBLIC_KEY"),
        (&["--listen=127.0.0.1:0", "--public-key", &key[2..]], "64 hex digits"),
        (&["--listen=127.0.0.1:0", "--public-key", "zz"], "64 hex digits"),
        (&["--public-key", key], "PROCTOR_LISTEN"),
    ];
    for (more, words) in cases {
        let folder = empty_folder();
        let arguments = [&["run", "--interactions=http"][..], more].concat();
        let output = proctor(&folder, &arguments).env("DISCORD_TOKEN", CANARY).output().unwrap();
        assert_refused(&folder, &output, words);
    }
}

#[test]
fn an_unknown_flag_or_command_is_named() {
    let folder = empty_folder();
    assert_refused(&folder, &proctor(&folder, &["run", "--fast"]).output().unwrap(), "--fast");
    assert_refused(&folder, &proctor(&folder, &["dance"]).output().unwrap(), "dance");
    assert_refused(&folder, &proctor(&folder, &["export"]).output().unwrap(), "--server");
}

#[test]
fn help_lists_every_setting_and_no_value() {
    let folder = empty_folder();
    let mut command = proctor(&folder, &["run", "--help"]);
    let output = command.env("DISCORD_TOKEN", CANARY).env("PROCTOR_DATABASE", "/some/where.db").output().unwrap();
    let overview = proctor(&folder, &["--help"]).output().unwrap();

    for help in [text(&output.stdout), text(&overview.stdout)] {
        for name in [
            "DISCORD_TOKEN_FILE",
            "PROCTOR_DATABASE",
            "PROCTOR_BANK",
            "DISCORD_API_URL",
            "PROCTOR_LISTEN",
            "PROCTOR_INTERACTIONS",
            "DISCORD_PUBLIC_KEY",
            "PROCTOR_LOG_FORMAT",
            "RUST_LOG",
        ] {
            assert!(help.contains(name), "{name} is not in the help");
        }
        assert!(!help.contains("/some/where.db") && !help.contains(CANARY));
    }
    assert!(text(&overview.stdout).contains("DISCORD_TOKEN "));
}

/// A stand-in that gives every request the same answer; returns its address.
fn stand_in(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for connection in listener.incoming() {
            answer_one(connection.unwrap(), answer);
        }
    });
    format!("http://{address}")
}

fn answer_one(mut connection: TcpStream, answer: &str) {
    let mut request = [0; 8_192];
    // The caller may be gone by now, which is its own affair.
    let _ = connection.read(&mut request);
    let _ = connection.write_all(answer.as_bytes());
}

const UNAUTHORIZED: &str = "HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\nconnection: close\r\n\
    content-length: 43\r\n\r\n{\"message\": \"401: Unauthorized\", \"code\": 0}";

const BROKEN: &str = "HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

fn kept_in(folder: &Path) -> String {
    let files = fs::read_dir(folder).unwrap().map(|entry| fs::read(entry.unwrap().path()).unwrap());
    files.map(|bytes| text(&bytes)).collect()
}

#[test]
fn a_token_that_discord_refuses_ends_the_program() {
    let folder = empty_folder();
    let mut command = proctor(&folder, &["run"]);
    command.env("DISCORD_TOKEN", CANARY).env("DISCORD_API_URL", stand_in(UNAUTHORIZED)).env("RUST_LOG", "off");

    let output = command.output().unwrap();

    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr), "proctor: Discord refuses this token\n");
}

#[test]
fn the_log_says_where_the_database_is_from_the_root_on() {
    let folder = empty_folder();
    let mut command = proctor(&folder, &["run", "--database", "study.db"]);
    command.env("DISCORD_TOKEN", CANARY).env("DISCORD_API_URL", stand_in(UNAUTHORIZED));

    let said = text(&command.output().unwrap().stderr);

    let database = folder.path().canonicalize().unwrap().join("study.db");
    assert!(said.contains(&format!("starting version=\"{}\"", env!("CARGO_PKG_VERSION"))), "{said}");
    assert!(said.contains(&format!("database={}", database.display())), "{said}");
}

#[test]
fn the_token_is_never_shown_however_much_is_logged() {
    for format in ["text", "json"] {
        for api in [UNAUTHORIZED, BROKEN] {
            let folder = empty_folder();
            let mut command = proctor(&folder, &["run"]);
            command.env("DISCORD_TOKEN", CANARY).env("DISCORD_API_URL", stand_in(api));
            command.env("RUST_LOG", "trace").env("PROCTOR_LOG_FORMAT", format);
            command.stdout(Stdio::piped()).stderr(Stdio::piped());

            let mut child = command.spawn().unwrap();
            thread::sleep(Duration::from_secs(2));
            let _ = Command::new("kill").arg(child.id().to_string()).status().unwrap();
            let asked = Instant::now();
            child.wait().unwrap();
            let output = child.wait_with_output().unwrap();

            assert!(asked.elapsed() < Duration::from_secs(8), "the end took too long");
            let said = everything(&output);
            assert!(!said.is_empty(), "nothing was logged");
            assert!(!said.contains(CANARY) && !kept_in(folder.path()).contains(CANARY), "{said}");
        }
    }
}

#[test]
fn a_second_program_on_the_same_database_says_so() {
    let folder = empty_folder();
    let api = stand_in(BROKEN);
    let run = || {
        let mut command = proctor(&folder, &["run"]);
        command.env("DISCORD_TOKEN", CANARY).env("DISCORD_API_URL", &api).stderr(Stdio::null());
        command
    };
    let mut first = run().spawn().unwrap();
    let health = folder.path().join("proctor.db.health");
    while !health.exists() {
        thread::sleep(Duration::from_millis(20));
    }

    let second = run().stderr(Stdio::piped()).env("RUST_LOG", "off").output().unwrap();
    first.kill().unwrap();
    first.wait().unwrap();

    assert_eq!(second.status.code(), Some(2));
    assert!(text(&second.stderr).contains("another proctor is running"), "{}", text(&second.stderr));
}

#[test]
fn without_a_running_bot_the_health_check_fails_in_one_line() {
    let folder = empty_folder();
    let output = proctor(&folder, &["healthcheck"]).output().unwrap();

    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr).lines().count(), 1);
}
