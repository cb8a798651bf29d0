//! Does what the command line asks for.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use clap_complete::Shell;

use super::output::{count, say};
use super::{bank, doctor, export, migrate, site};
use crate::actions::export_server::export_server;
use crate::discord::permissions;
use crate::domain::ids::ServerId;
use crate::runtime::cli::{self, BankCommand, Cli, Command, ExportFormat};
use crate::runtime::clock::Clock;
use crate::runtime::config::{self, Config};
use crate::runtime::exit::Exit;
use crate::runtime::settings::{Setting, Settings};
use crate::runtime::shutdown::Shutdown;
use crate::runtime::{healthcheck, log, run};
use crate::store::{self, Address};

/// Does it, and returns when it is done.
pub fn perform(cli: &Cli) -> Result<(), Exit> {
    let config = Config::check(&cli.settings)?;
    match &cli.command {
        Command::Run => run_bot(&config, &cli.settings),
        Command::Bank(BankCommand::Check { dir }) => {
            bank::check(dir.as_deref().or(config.bank.as_deref()), Clock::system().now().date_naive())
        }
        Command::Bank(BankCommand::Stats { dir }) => {
            let database = cli.settings.get(Setting::Database).map(|_| &config.database);
            bank::stats(dir.as_deref().or(config.bank.as_deref()), database)
        }
        Command::Bank(BankCommand::Export { dir }) => bank::export(dir.as_deref().or(config.bank.as_deref())),
        Command::Bank(BankCommand::Site { dir }) => {
            let bank = bank::usable(config.bank.as_deref())?;
            site::write(&bank, dir)
        }
        Command::Backup { dest } => back_up(&config, dest),
        Command::Export { server, format } => export_history(&config, ServerId(*server), *format),
        Command::Migrate { from, to } => runtime()?.block_on(migrate::migrate(from, to)),
        Command::Healthcheck => runtime()?.block_on(check_health(&config)),
        Command::Doctor => {
            let token = config::token(config::token_in_environment(), &cli.settings, &config.api_url);
            runtime()?.block_on(doctor::examine(&config, token))
        }
        Command::Invite { application } => say(&invitation(*application)),
        Command::Completions { shell } => say(&completions(*shell)),
        Command::Man { folder } => write_man_pages(folder),
        #[cfg(feature = "sandbox")]
        Command::Sandbox(options) => {
            log::start(config.log_format, config.log.as_deref().or(Some("warn")))?;
            let names_database = cli.settings.get(Setting::Database).is_some();
            runtime()?.block_on(super::sandbox::start(&config, names_database, options))
        }
    }
}

fn run_bot(config: &Config, settings: &Settings) -> Result<(), Exit> {
    let token = config::token(config::token_in_environment(), settings, &config.api_url)?;
    log::start(config.log_format, config.log.as_deref())?;
    runtime()?.block_on(async {
        let shutdown = Shutdown::on_signals()?;
        run::run(config, &token, Clock::watched_system(), shutdown).await
    })
}

fn back_up(config: &Config, destination: &Path) -> Result<(), Exit> {
    let Address::File(database) = &config.database else {
        let reason =
            "a PostgreSQL database is backed up by PostgreSQL's own pg_dump, such as `pg_dump -Fc -f backup.dump URL`";
        return Err(Exit::Unusable(reason.to_owned()));
    };
    let copied = store::backup::backup(database, destination).map_err(|error| Exit::Failed(error.to_string()))?;
    let (rounds, answers) = (count(copied.rounds, "round"), count(copied.answers, "answer"));
    say(&format!("wrote {}: {rounds}, {answers}\n", destination.display()))
}

/// Discord's page that asks somebody into which server the bot is to come.
fn invitation(application: u64) -> String {
    let permissions = permissions::all_needed();
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions={permissions}\n"
    )
}

fn completions(shell: Shell) -> String {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut cli::command(), "proctor", &mut text);
    String::from_utf8_lossy(&text).into_owned()
}

fn write_man_pages(folder: &Path) -> Result<(), Exit> {
    let written = fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(cli::command(), folder));
    written.map_err(|error| Exit::Failed(format!("cannot write into {}: {error}", folder.display())))?;
    say(&format!("wrote the man pages into {0}: man -l {0}/proctor.1\n", folder.display()))
}

async fn check_health(config: &Config) -> Result<(), Exit> {
    healthcheck::ask(config, &Clock::system()).await?;
    println!("healthy");
    Ok(())
}

fn export_history(config: &Config, server: ServerId, format: ExportFormat) -> Result<(), Exit> {
    let history = store::read_only(&config.database, |tx| export_server(tx, server))
        .map_err(|error| Exit::Unusable(error.to_string()))?;
    let history = export::document(server, history);
    if history.is_empty() {
        return Err(Exit::Failed(format!("nothing is known of a server {server}")));
    }
    let mut out = std::io::stdout().lock();
    let written = match format {
        ExportFormat::Json => history.write_json(&mut out),
        ExportFormat::Csv => history.write_csv(&mut out),
    };
    written.and_then(|()| out.flush()).map_err(|error| Exit::Failed(format!("cannot write: {error}")))
}

fn runtime() -> Result<tokio::runtime::Runtime, Exit> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Exit::Failed(format!("cannot start: {error}")))
}
