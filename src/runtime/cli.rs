//! The command line: what the program can be asked to do, and with which settings.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const TOKEN_HELP: &str = "\
The bot's token is read from the environment or a file, never from a flag, which other users of the computer could see:
  DISCORD_TOKEN       the token
  DISCORD_TOKEN_FILE  or the file that holds it (also --token-file)";

/// A Discord bot that gives a study group one AWS DVA-C02 question a day.
#[derive(Debug, Parser)]
#[command(name = "proctor", version, after_help = TOKEN_HELP)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// With which settings.
    #[command(flatten)]
    pub settings: Settings,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the bot
    Run,
    /// Check, count or export the questions and notes
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
        #[arg(long, value_name = "ID")]
        server: u64,
        /// How to write it
        #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
        format: ExportFormat,
    },
    /// Ask whether the running bot is healthy: exit 0 when it is
    Healthcheck,
    /// Try the bot in a browser, on a stand-in of Discord: no account, no token, nothing leaves this computer
    #[cfg(feature = "sandbox")]
    Sandbox(SandboxOptions),
}

/// How the sandbox starts. `--listen` says where its page is (127.0.0.1:8420 without it), `--database` keeps what happens.
#[cfg(feature = "sandbox")]
#[derive(Debug, Clone, Args)]
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
}

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One JSON document
    Json,
    /// One table of answers
    Csv,
}

/// The settings as they were given; [`super::config::Config::check`] says whether they can be used.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Settings")]
pub struct Settings {
    /// The database file [default: proctor.db]
    #[arg(long, global = true, value_name = "FILE", env = "PROCTOR_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
    /// The bank's folder [default: the bank inside the program]
    #[arg(long, global = true, value_name = "DIR", env = "PROCTOR_BANK", hide_env_values = true)]
    pub bank: Option<String>,
    /// The file that holds the bot's token
    #[arg(long, global = true, value_name = "FILE", env = "DISCORD_TOKEN_FILE", hide_env_values = true)]
    pub token_file: Option<String>,
    /// Discord's address, or that of a REST proxy or stand-in, such as <http://127.0.0.1:4000> [default: Discord]
    #[arg(long, global = true, value_name = "URL", env = "DISCORD_API_URL", hide_env_values = true)]
    pub api_url: Option<String>,
    /// Where to serve /health and /metrics, such as 127.0.0.1:9090 [default: nowhere]
    #[arg(long, global = true, value_name = "ADDRESS", env = "PROCTOR_LISTEN", hide_env_values = true)]
    pub listen: Option<String>,
    /// How the log is written: text or json [default: text]
    #[arg(long, global = true, value_name = "FORMAT", env = "PROCTOR_LOG_FORMAT", hide_env_values = true)]
    pub log_format: Option<String>,
    /// What is logged, such as debug or proctor=debug [default: info]
    #[arg(long, global = true, value_name = "FILTER", env = "RUST_LOG", hide_env_values = true)]
    pub log: Option<String>,
}
