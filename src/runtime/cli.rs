//! The command line: what the program can be asked to do, and which settings each command takes.

use std::ffi::OsString;
#[cfg(feature = "sandbox")]
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::settings::{Setting, Settings};

/// Where the sandbox's page is when nothing else is asked for.
#[cfg(feature = "sandbox")]
pub const SANDBOX_PAGE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8420);

/// A Discord bot that gives a study group one AWS DVA-C02 question a day.
#[derive(Debug, Parser)]
#[command(name = "proctor", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// With which settings.
    #[arg(skip)]
    pub settings: Settings,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the bot
    Run,
    /// Check, count or export the questions and notes, or make web pages of them
    #[command(subcommand)]
    Bank(BankCommand),
    /// Copy the live database to DEST, verified before it gets that name
    Backup {
        /// The file to make; it must not exist yet
        dest: PathBuf,
    },
    /// Write a server's history to standard output
    Export {
        /// The server's Discord id
        #[arg(long, value_name = "ID", value_parser = server_id)]
        server: u64,
        /// How to write it
        #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
        format: ExportFormat,
    },
    /// Copy everything from one database into another, empty one, and compare both
    Migrate {
        /// The database that is copied: a file, or an address of PostgreSQL; no proctor may be running on it
        from: String,
        /// The database that it goes to
        to: String,
    },
    /// Ask whether the running bot is healthy: exit 0 when it is
    Healthcheck,
    /// Look at token, permissions, clock, database, disk and port, and say what to do; exit 0 when all is well
    Doctor,
    /// Print the address that invites the bot into a server, with the permissions that it needs
    Invite {
        /// The application's id, from the page "General Information" of the developer portal
        #[arg(long, value_name = "ID", value_parser = application_id)]
        application: u64,
    },
    /// Write what makes a shell complete the commands and flags to standard output
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the man pages of all commands into a folder
    Man {
        /// The folder; it is made when it is not there
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Try the bot in a browser, on a local simulator of Discord: no account, no token, nothing leaves this computer
    #[cfg(feature = "sandbox")]
    Sandbox(SandboxOptions),
}

/// How the sandbox starts.
#[cfg(feature = "sandbox")]
#[derive(Debug, Clone, clap::Args)]
pub struct SandboxOptions {
    /// The language of the page and the server
    #[arg(long, value_enum, default_value_t = PageLanguage::Ko)]
    pub lang: PageLanguage,
    /// Leave the server as it is when the bot has just come in
    #[arg(long)]
    pub fresh: bool,
    /// Let other computers reach the page, where --listen names such an address
    #[arg(long)]
    pub expose: bool,
}

/// A language of the sandbox.
#[cfg(feature = "sandbox")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageLanguage {
    /// Korean
    Ko,
    /// English
    En,
}

/// What can be done with a bank. Without DIR it is the one of the settings.
#[derive(Debug, Subcommand)]
pub enum BankCommand {
    /// Name every fault with its file, question and field; exit 1 if there is one
    Check {
        /// The bank's folder
        dir: Option<PathBuf>,
    },
    /// Count by section, exam domain, difficulty, kind and key position; with --database, what members answered, too
    Stats {
        /// The bank's folder
        dir: Option<PathBuf>,
    },
    /// Write the bank as JSON to standard output
    Export {
        /// The bank's folder
        dir: Option<PathBuf>,
    },
    /// Write the bank as web pages into a folder, in Korean and English, with a search
    Site {
        /// The folder to make; what was made there before is made anew
        dir: PathBuf,
    },
}

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One JSON document
    Json,
    /// One table of answers
    Csv,
}

impl Cli {
    /// What was asked for, of the program's arguments and its environment.
    ///
    /// # Errors
    ///
    /// What is wrong with it, or the help that was asked for.
    pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let matches = command().try_get_matches_from(arguments)?;
        let mut cli = Self::from_arg_matches(&matches)?;
        let mut innermost = &matches;
        while let Some((_, matches)) = innermost.subcommand() {
            innermost = matches;
        }
        cli.settings = Settings::of(innermost);
        Ok(cli)
    }
}

/// The command line with the settings under the commands that use them.
pub fn command() -> clap::Command {
    use Setting::{ApiUrl, Bank, Database, Interactions, Listen, Log, LogFormat, PublicKey, Shards, TokenFile};
    let taking = |command: clap::Command, settings: &[Setting]| command.args(settings.iter().map(|one| one.arg()));
    let command = Cli::command()
        .after_help(about_settings())
        .mut_subcommand("run", |run| {
            let settings = [Database, Bank, TokenFile, ApiUrl, Listen, Interactions, Shards, PublicKey, LogFormat, Log];
            taking(run, &settings).after_help(TOKEN_HELP)
        })
        .mut_subcommand("bank", |bank| {
            bank.mut_subcommand("check", |check| taking(check, &[Bank]))
                .mut_subcommand("stats", |stats| taking(stats, &[Bank, Database]))
                .mut_subcommand("export", |export| taking(export, &[Bank]))
                .mut_subcommand("site", |site| taking(site, &[Bank]))
        })
        .mut_subcommand("backup", |backup| taking(backup, &[Database]))
        .mut_subcommand("export", |export| taking(export, &[Database]))
        .mut_subcommand("doctor", |doctor| {
            let settings = [Database, Bank, TokenFile, ApiUrl, Listen, Interactions, Shards, PublicKey];
            taking(doctor, &settings).after_help(TOKEN_HELP)
        })
        .mut_subcommand("healthcheck", |healthcheck| taking(healthcheck, &[Database, Listen]));
    #[cfg(feature = "sandbox")]
    let command = command.mut_subcommand("sandbox", |sandbox| {
        taking(sandbox, &[Bank, LogFormat])
            .arg(Database.arg().help("A database that keeps what happens [default: one that is gone at the end]"))
            .arg(Listen.arg().help(format!("Where the page is served [default: {SANDBOX_PAGE}]")))
            .arg(Log.arg().help("What is logged, such as debug or proctor=debug [default: warn]"))
    });
    command
}

const TOKEN_HELP: &str = "\
The bot's token is read from the environment or a file, never from a flag, which other users of the computer could see:
  DISCORD_TOKEN       the token
  DISCORD_TOKEN_FILE  or the file that holds it (also --token-file)";

/// All settings, for the overview of the commands.
fn about_settings() -> String {
    let lines = Setting::ALL.map(|one| format!("\n  {:<22}--{:<14}{}", one.variable(), one.flag(), one.about()));
    let token = format!("\n  {:<22}{:<16}The bot's token, if no file holds it", "DISCORD_TOKEN", "");
    format!("Settings, from the environment or a flag of the commands that take them:{}{token}", lines.concat())
}

fn server_id(typed: &str) -> Result<u64, String> {
    snowflake(typed).ok_or_else(|| "a server's id is a number of 17 to 20 digits".to_owned())
}

fn application_id(typed: &str) -> Result<u64, String> {
    snowflake(typed).ok_or_else(|| "an application's id is a number of 17 to 20 digits".to_owned())
}

fn snowflake(typed: &str) -> Option<u64> {
    let is_long_enough = (17..=20).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit());
    typed.parse().ok().filter(|_| is_long_enough)
}
