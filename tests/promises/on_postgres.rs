//! Every promise once more with PostgreSQL behind it, on a server that lives as long as the test.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::engine;

/// What asks most of the engine for the least work: answers, rounds, leases, banks and the days of a group, and several
/// processes at once. The rest costs ten times as much and is run by hand.
const IN_EVERY_RUN: &[&str] = &[
    "answering::",
    "at_once::",
    "bank_loading::",
    "both_engines::",
    "daily_round::",
    "editions::",
    "leases::",
    "moved::",
];

/// What has nothing to do with the engine, or is of a file alone, and why.
const NOT_ON_POSTGRES: &[(&str, &str)] = &[
    ("migrations::", "the steps of a file, from its first on"),
    ("queries::", "the plans of SQLite"),
    ("store::", "what the writer of a file and its backup do"),
    ("damage::", "only a file's checks can be switched off to damage a row"),
    ("a_season_that_cannot_be_read", "as above"),
    ("a_row_of_the_board_that_cannot_be_read", "as above"),
    ("rounds_from_before_editions", "a database of that age is a file"),
    ("disk_trouble::", "a file on a full disk, and one that another program holds"),
    ("answered_in_time::", "a file that another program holds"),
    ("by_http::", "as above; the commands go through that door by themselves"),
    ("few_answers_are_scored_again_at_once", "counts by a trigger of SQLite what is written"),
    ("what_a_member_wrote_is_found_nowhere", "goes through all tables by SQLite's own list of them"),
    ("all_that_names_a_member", "as above"),
    ("program::", "starts the program on a file"),
    ("command_line::", "as above"),
    ("settings::", "as above"),
    ("counted::", "as above"),
    ("gateway::", "no word of the database"),
    ("sandbox_page::", "a page on a file"),
    ("pictures::", "no database"),
    ("locales::", "no database"),
    ("said_elsewhere::", "no database"),
    ("readme::", "no database"),
    ("figures::", "no database"),
    ("bank_site::", "no database"),
    ("own_words::", "no database"),
    ("no_other_host::", "starts the program on a file"),
    ("real_program", "as above"),
    ("quiz_crash::", "as above"),
];

/// A server that ends with the test.
struct Server {
    process: Child,
    folder: TempDir,
    programs: PathBuf,
    owner: Option<(u32, u32)>,
}

impl Server {
    /// Starts a server on a socket in a folder of its own; none where PostgreSQL is not installed.
    fn start() -> Option<Self> {
        let programs = programs()?;
        let folder = tempfile::tempdir().expect("a folder");
        // It refuses to work for root.
        let owner = (fs::metadata("/proc/self").expect("this process").uid() == 0).then(unprivileged);
        if let Some((user, group)) = owner {
            chown(folder.path(), Some(user), Some(group)).expect("a folder for somebody else");
        }
        let data = folder.path().join("data");
        let mut initdb = command(&programs.join("initdb"), owner);
        initdb
            .args(["--username=proctor", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C", "-D"])
            .arg(&data);
        let made = initdb.current_dir(folder.path()).output().expect("initdb");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let mut serve = command(&programs.join("postgres"), owner);
        serve.arg("-D").arg(&data).arg("-k").arg(folder.path()).args(["-c", "listen_addresses="]);
        for faster in [
            "fsync=off",
            "full_page_writes=off",
            "synchronous_commit=off",
            "max_connections=500",
            "autovacuum=off",
            "jit=off",
        ] {
            serve.args(["-c", faster]);
        }
        let log = fs::File::create(folder.path().join("log")).expect("a log");
        let process = serve.current_dir(folder.path()).stdout(Stdio::null()).stderr(log).spawn().expect("a server");
        let server = Self { process, folder, programs, owner };
        server.wait_until_ready();
        Some(server)
    }

    fn wait_until_ready(&self) {
        for _ in 0..500 {
            let mut ask = command(&self.programs.join("pg_isready"), None);
            let ready = ask.arg("-q").arg("-h").arg(self.folder.path()).status().expect("pg_isready");
            if ready.success() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("no server: {}", fs::read_to_string(self.folder.path().join("log")).expect("a log"));
    }

    fn url(&self) -> String {
        format!("postgres://proctor@/postgres?host={}", self.folder.path().display())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = command(&self.programs.join("pg_ctl"), self.owner);
        stop.args(["stop", "-m", "immediate", "-s", "-D"]).arg(self.folder.path().join("data"));
        // The folder goes with everything in it either way.
        let _ = stop.current_dir(self.folder.path()).status();
        let _ = self.process.wait();
    }
}

fn command(program: &Path, owner: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(program);
    command.env_clear();
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}

/// Where `initdb` is: on the path, or where Debian puts it.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions.map(|version| version.path().join("bin"));
    let found = debian.chain(std::env::split_paths(&path)).find(|folder| folder.join("initdb").is_file())?;
    // A link leads to where the other programs are.
    fs::canonicalize(found.join("initdb")).ok()?.parent().map(Path::to_owned)
}

/// A user that a server may work for where the tests run as root.
fn unprivileged() -> (u32, u32) {
    let users = fs::read_to_string("/etc/passwd").expect("the users");
    let id = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut ids = line.split(':').skip(2).map(|id| id.parse().ok());
        ids.next().flatten().zip(ids.next().flatten())
    };
    id("postgres").or_else(|| id("nobody")).expect("a user besides root")
}

/// Runs this program's tests once more on a server, these alone where any are named.
fn run_again(only: &[&str]) {
    let named = std::env::var_os("PROCTOR_TEST_POSTGRES").map(|url| url.to_string_lossy().into_owned());
    let started = if named.is_none() { Server::start() } else { None };
    let Some(url) = named.or_else(|| started.as_ref().map(Server::url)) else {
        println!("skipped: PROCTOR_TEST_POSTGRES names no server, and there is no initdb to start one with");
        return;
    };
    let mut again = Command::new(std::env::current_exe().expect("this program"));
    again.args(only);
    for (part, _) in NOT_ON_POSTGRES {
        again.args(["--skip", part]);
    }
    let done = again.env(engine::SERVER, &url).output().expect("a second run");
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "on PostgreSQL:\n{said}\n{}", String::from_utf8_lossy(&done.stderr));
    for part in only {
        assert!(said.contains(&format!("test {part}")), "{part} has no test any more");
    }
    let summary = said.lines().rfind(|line| line.starts_with("test result"));
    println!("on PostgreSQL: {}", summary.unwrap_or("nothing"));
}

#[test]
fn what_asks_most_of_the_engine_is_kept_on_postgresql() {
    if !engine::is_postgres() {
        run_again(IN_EVERY_RUN);
    }
}

#[test]
#[ignore = "by hand: as long as all the other tests together"]
fn every_promise_is_kept_on_postgresql() {
    run_again(&[]);
}
