//! What whoever is at the terminal is told: what was meant, which setting is wrong, and what a command takes.

use std::fs;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// The program in an empty folder, with no setting but those of the environment that a test gives.
fn proctor_with(environment: &[(&str, &str)], arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    proctor_in(&folder, environment, arguments)
}

fn proctor_in(folder: &TempDir, environment: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proctor"));
    command.args(arguments).current_dir(folder.path()).env_clear().envs(environment.iter().copied());
    command.stdin(Stdio::null()).output().expect("the program")
}

fn proctor(arguments: &[&str]) -> Output {
    proctor_with(&[], arguments)
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn written(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// One line that holds these words, and the code for what cannot be used.
fn assert_refused(output: &Output, words: &[&str]) {
    let said = said(output);
    assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    assert!(words.iter().all(|word| said.contains(word)), "{said}");
}

#[test]
fn a_slip_is_told_what_was_meant_and_where_help_is() {
    assert_refused(&proctor(&["snadbox"]), &["'snadbox'; did you mean sandbox? (see proctor --help)"]);
    assert_refused(&proctor(&["bnak"]), &["did you mean backup or bank?"]);
    assert_refused(&proctor(&["run", "--tokn-file", "x"]), &["did you mean --token-file? (see proctor run --help)"]);
    assert_refused(&proctor(&["bank", "chekc"]), &["did you mean check? (see proctor bank --help)"]);
    assert_refused(&proctor(&["export", "--server", "900000000000000001", "--format", "jso"]), &["did you mean json?"]);
    assert_refused(&proctor(&["dance"]), &["'dance' (see proctor --help)"]);
}

#[test]
fn a_wrong_setting_is_named_as_it_was_given() {
    let token = ("DISCORD_TOKEN", "Q2FuYXJ5.Q2FuYXJ5.Q2FuYXJ5Q2FuYXJ5Q2FuYXJ5");
    for (flag, variable, value, needed) in [
        ("--listen", "PROCTOR_LISTEN", "9090", "an address and a port"),
        ("--log-format", "PROCTOR_LOG_FORMAT", "xml", "text or json"),
        ("--api-url", "DISCORD_API_URL", "discord.com", "an http or https address"),
        ("--log", "RUST_LOG", "debgu", "off, error, warn, info, debug or trace"),
    ] {
        let by_flag = proctor_with(&[token], &["run", flag, value]);
        assert_refused(&by_flag, &[&format!("{flag} is \"{value}\""), needed]);
        let by_variable = proctor_with(&[token, (variable, value)], &["run"]);
        assert_refused(&by_variable, &[&format!("{variable} is \"{value}\""), needed]);
    }
}

#[test]
fn an_id_that_is_none_is_told_what_an_id_is() {
    for wrong in ["abc", "12", "-1", "123456789012345678901"] {
        let output = proctor(&["export", &format!("--server={wrong}")]);
        assert_refused(&output, &["a server's id is a number of 17 to 20 digits"]);
    }
}

#[test]
fn a_command_takes_only_the_settings_that_it_uses() {
    const DOOR: [&str; 2] = ["--interactions", "--public-key"];
    let all =
        ["--database", "--bank", "--token-file", "--api-url", "--listen", DOOR[0], DOOR[1], "--log-format", "--log "];
    for (command, used) in [
        (&["run"][..], &all[..]),
        (&["bank", "check"], &["--bank"]),
        (&["bank", "stats"], &["--database", "--bank"]),
        (&["backup"], &["--database"]),
        (&["export"], &["--database"]),
        (&["healthcheck"], &["--database", "--listen"]),
        (&["doctor"], &["--database", "--bank", "--token-file", "--api-url", "--listen", DOOR[0], DOOR[1]]),
        (&["invite"], &[]),
        (&["completions"], &[]),
        (&["man"], &[]),
    ] {
        let help = written(&proctor(&[command, &["--help"]].concat()));
        for setting in all {
            assert_eq!(help.contains(setting), used.contains(&setting), "{setting} in the help of {command:?}: {help}");
        }
    }
    // What is no setting of a command cannot spoil it.
    assert!(proctor_with(&[("PROCTOR_LISTEN", "nowhere")], &["bank", "stats"]).status.success());
}

#[cfg(feature = "sandbox")]
#[test]
fn the_sandbox_tells_its_own_defaults_and_nothing_that_has_no_effect() {
    let help = written(&proctor(&["sandbox", "--help"]));
    for word in ["[default: 127.0.0.1:8420]", "[default: one that is gone at the end]", "[default: warn]", "--bank"] {
        assert!(help.contains(word), "{word}: {help}");
    }
    for word in ["--token-file", "--api-url", "DISCORD_TOKEN", "nowhere", "proctor.db"] {
        assert!(!help.contains(word), "{word}: {help}");
    }
}

#[test]
fn without_a_bot_the_health_check_names_the_database_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = proctor_in(&folder, &[], &["healthcheck"]);
    let database = folder.path().canonicalize().expect("the folder").join("proctor.db");
    let expected = format!("proctor: no bot is running on the database {}\n", database.display());
    assert_eq!((output.status.code(), said(&output)), (Some(1), expected));
}

#[test]
fn a_bank_that_is_not_there_is_one_line() {
    assert_refused(&proctor(&["bank", "check", "/no/such/bank"]), &["there is no folder /no/such/bank"]);
    for command in ["stats", "export"] {
        let output = proctor(&["bank", command, "/no/such/bank"]);
        let said = said(&output);
        assert_eq!((output.status.code(), said.lines().count()), (Some(1), 1), "{said}");
        assert!(said.contains("/no/such/bank: cannot be read") && !said.contains("more"), "{said}");
    }
}

#[test]
fn exam_domains_are_named() {
    let stats = written(&proctor(&["bank", "stats"]));
    for name in
        ["1 Development with AWS Services ", "2 Security ", "3 Deployment ", "4 Troubleshooting and Optimization "]
    {
        assert!(stats.contains(name), "{name}: {stats}");
    }
}

#[test]
fn an_invitation_asks_for_what_the_bot_checks_and_for_no_more() {
    let address = written(&proctor(&["invite", "--application", "900000000000000002"]));
    let needed = [10, 11, 14, 15, 16, 35, 38, 51].map(|bit| 1_u64 << bit).iter().sum::<u64>();
    let expected = format!(
        "https://discord.com/oauth2/authorize?client_id=900000000000000002&scope=bot+applications.commands&permissions={needed}\n"
    );
    assert_eq!(address, expected);
    let wrong = proctor(&["invite", "--application", "proctor"]);
    assert_refused(&wrong, &["an application's id is a number of 17 to 20 digits"]);
}

#[test]
fn a_shell_can_complete_commands_and_flags() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = written(&proctor(&["completions", shell]));
        for word in ["healthcheck", "stats", "token-file", "application"] {
            assert!(script.contains(word), "{word} for {shell}");
        }
    }
    assert_refused(&proctor(&["completions", "bahs"]), &["did you mean bash?"]);
}

#[test]
fn each_command_has_a_man_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("share/man1");
    let told = written(&proctor(&["man", pages.to_str().expect("a path")]));
    assert!(told.contains("proctor.1"), "{told}");
    for (page, word) in [
        ("proctor", "healthcheck"),
        ("proctor-backup", "database"),
        ("proctor-bank-site", "web pages"),
        ("proctor-run", "token"),
    ] {
        let text = fs::read_to_string(pages.join(format!("{page}.1"))).expect(page);
        assert!(text.starts_with(".ie") && text.contains(".TH") && text.contains(word), "{page}: {text}");
    }
    let file = folder.path().join("file");
    fs::write(&file, "").expect("a file");
    let refused = proctor(&["man", file.to_str().expect("a path")]);
    assert!(!refused.status.success() && said(&refused).contains("cannot write into"));
}

#[test]
fn a_slip_in_an_address_tells_no_password() {
    for slip in ["postgre://bot:hushhush@db/x", "POSTGRES://bot:hushhush@db/x", "postgres:/bot:hushhush@db/x"] {
        let refused = proctor_with(&[("PROCTOR_DATABASE", slip), ("DISCORD_TOKEN", "a")], &["run"]);
        assert_refused(&refused, &["PROCTOR_DATABASE", "postgres://"]);
        assert!(!said(&refused).contains("hushhush"), "{}", said(&refused));
    }
    let refused = proctor_with(&[("PROCTOR_DATABASE", "postgres://bot:hush?hush@db/x")], &["run"]);
    assert_refused(&refused, &["%3F"]);
    assert!(!said(&refused).contains("hush"), "{}", said(&refused));
}
