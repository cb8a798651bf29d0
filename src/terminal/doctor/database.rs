//! Looks at the bank, the database and the disk that it is on.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use super::{Found, Report};
use crate::bank;
use crate::runtime::config::Config;
use crate::runtime::exit::Exit;
use crate::store::examine::Examined;
use crate::store::{self, Address};
use crate::terminal::output::count;

/// Below so many bytes of room a bot is soon without.
const LITTLE_ROOM: u64 = 200 * 1_024 * 1_024;

/// From here on whoever answers waits for the disk.
const SLOW_SYNC: Duration = Duration::from_millis(20);

/// How many syncs are timed.
const SYNCS: usize = 15;

pub(super) fn look(report: &mut Report, config: &Config) -> Result<(), Exit> {
    match bank::open(config.bank.as_deref()) {
        Ok(bank) => {
            let (questions, notes) = (bank.questions().len(), bank.notes().len());
            report.well("bank", &format!("{}: {questions} questions and {notes} notes", bank.id()))?;
        }
        Err(faults) => report.wrong("bank", &bank::in_one_line(config.bank.as_deref(), &faults))?,
    }
    match &config.database {
        Address::File(file) => {
            look_at_rows(report, &config.database, file)?;
            look_at_disk(report, config, file)
        }
        Address::Postgres(_) => look_at_server(report, &config.database),
    }
}

fn look_at_server(report: &mut Report, place: &Address) -> Result<(), Exit> {
    match store::examine::examine(place) {
        Ok(state) => report.well("database", &format!("{place} answers: {}", counted(&state))),
        Err(error) => report.wrong("database", &error.to_string()),
    }
}

fn counted(state: &Examined) -> String {
    let counts = [(state.servers, "server"), (state.rounds, "round"), (state.answers, "answer")];
    counts.map(|(number, what)| count(number, what)).join(", ")
}

fn look_at_rows(report: &mut Report, place: &Address, file: &Path) -> Result<(), Exit> {
    let shown = file.display();
    if !file.exists() {
        return report.well("database", &format!("{shown} is not there yet; `proctor run` makes it"));
    }
    let can_write = OpenOptions::new().append(true).open(file);
    match (store::examine::examine(place), can_write) {
        (Err(error), _) => report.wrong("database", &error.to_string()),
        (Ok(state), _) if state.damage.is_some() => {
            let damage = state.damage.unwrap_or_default();
            report.wrong("database", &format!("{shown} is damaged ({damage}); put a backup in its place"))
        }
        (Ok(_), Err(error)) => {
            report.wrong("database", &format!("{shown} cannot be written to: {error}; give it to the bot's user"))
        }
        (Ok(state), Ok(_)) => report.well("database", &format!("{shown} is sound: {}", counted(&state))),
    }
}

fn look_at_disk(report: &mut Report, config: &Config, file: &Path) -> Result<(), Exit> {
    let folder = file.parent().unwrap_or(Path::new("/"));
    let trial = config.beside_database(&format!(".doctor-{}", std::process::id()));
    let timed = time_syncs(&trial.unwrap_or_else(|| file.to_owned()));
    let sync = match timed {
        Ok(sync) => sync,
        Err(error) => {
            let sentence = format!("cannot write in {}: {error}; name a --database elsewhere", folder.display());
            return report.wrong("disk", &sentence);
        }
    };
    let room = rustix::fs::statvfs(folder).map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize));
    match room {
        Ok(room) if room < LITTLE_ROOM => {
            let left = room / 1_024 / 1_024;
            report.wrong("disk", &format!("{left} MiB are left in {}; make room", folder.display()))?;
        }
        Ok(room) => report.well("disk", &format!("{} MiB are left in {}", room / 1_024 / 1_024, folder.display()))?,
        Err(error) => report.wrong("disk", &format!("cannot ask for the room in {}: {error}", folder.display()))?,
    }
    let took = sync.as_secs_f64() * 1_000.0;
    if sync < SLOW_SYNC {
        report.well("disk sync", &format!("{took:.1} ms; an answer is acknowledged after one"))
    } else {
        let sentence =
            format!("{took:.1} ms, and an answer is acknowledged after one; a local disk takes a few milliseconds");
        report.note(Found::Worth, "disk sync", &sentence)
    }
}

/// How long a small write takes until it is on disk, in the middle of some; the file is gone after it.
fn time_syncs(path: &Path) -> io::Result<Duration> {
    let mut file = OpenOptions::new().create_new(true).write(true).open(path)?;
    let timed = (0..SYNCS)
        .map(|_| {
            let begun = Instant::now();
            file.write_all(&[0; 4_096])?;
            file.sync_data()?;
            Ok(begun.elapsed())
        })
        .collect::<io::Result<Vec<_>>>();
    fs::remove_file(path)?;
    let mut timed = timed?;
    timed.sort_unstable();
    Ok(timed[SYNCS / 2])
}
