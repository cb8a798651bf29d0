//! The settings: what each is called on the command line and in the environment, and what was given.

use std::collections::BTreeMap;

use clap::{Arg, ArgMatches, parser::ValueSource};

/// A setting that is read as text; [`super::config::Config::check`] says whether it can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Setting {
    Database,
    /// The bank's folder.
    Bank,
    /// The file that holds the bot's token.
    TokenFile,
    /// Where Discord's API is.
    ApiUrl,
    /// Where health and metrics are served, and signed requests taken.
    Listen,
    /// By which door interactions come.
    Interactions,
    /// Which shards of the gateway this process holds.
    Shards,
    /// The key with which Discord's signatures are verified.
    PublicKey,
    /// How the log is written.
    LogFormat,
    /// What is logged.
    Log,
}

impl Setting {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Setting; 10] = [
        Self::Database,
        Self::Bank,
        Self::TokenFile,
        Self::ApiUrl,
        Self::Listen,
        Self::Interactions,
        Self::Shards,
        Self::PublicKey,
        Self::LogFormat,
        Self::Log,
    ];

    /// Its flag, without the dashes.
    pub fn flag(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Bank => "bank",
            Self::TokenFile => "token-file",
            Self::ApiUrl => "api-url",
            Self::Listen => "listen",
            Self::Interactions => "interactions",
            Self::Shards => "shards",
            Self::PublicKey => "public-key",
            Self::LogFormat => "log-format",
            Self::Log => "log",
        }
    }

    /// Its name in the environment.
    pub fn variable(self) -> &'static str {
        match self {
            Self::Database => "PROCTOR_DATABASE",
            Self::Bank => "PROCTOR_BANK",
            Self::TokenFile => "DISCORD_TOKEN_FILE",
            Self::ApiUrl => "DISCORD_API_URL",
            Self::Listen => "PROCTOR_LISTEN",
            Self::Interactions => "PROCTOR_INTERACTIONS",
            Self::Shards => "PROCTOR_SHARDS",
            Self::PublicKey => "DISCORD_PUBLIC_KEY",
            Self::LogFormat => "PROCTOR_LOG_FORMAT",
            Self::Log => "RUST_LOG",
        }
    }

    /// What it is, for `--help`.
    pub fn about(self) -> &'static str {
        match self {
            Self::Database => {
                "The database file, or a PostgreSQL database such as postgres://proctor@db/proctor [default: proctor.db]"
            }
            Self::Bank => "The bank's folder [default: the bank inside the program]",
            Self::TokenFile => "The file that holds the bot's token",
            Self::ApiUrl => {
                "Discord's address, or that of a REST proxy or local Discord simulator, such as http://127.0.0.1:4000 [default: Discord]"
            }
            Self::Listen => {
                "Where /health, /metrics and, with http, /interactions are served, such as 127.0.0.1:9090 [default: nowhere]"
            }
            Self::Interactions => {
                "How Discord sends commands and clicks: gateway, or http for signed requests to /interactions [default: gateway]"
            }
            Self::Shards => {
                "The gateway's shards of this process, and how many there are, such as 0-3/16 [default: 0/1]"
            }
            Self::PublicKey => "With http: the application's public key, from the page \"General Information\"",
            Self::LogFormat => "How the log is written: text or json [default: text]",
            Self::Log => "What is logged, such as debug or proctor=debug [default: info]",
        }
    }

    /// As a flag of a command.
    pub(super) fn arg(self) -> Arg {
        let value = match self {
            Self::Database | Self::TokenFile => "FILE",
            Self::Bank => "DIR",
            Self::ApiUrl => "URL",
            Self::Listen => "ADDRESS",
            Self::Interactions => "DOOR",
            Self::Shards => "SHARDS",
            Self::PublicKey => "HEX",
            Self::LogFormat => "FORMAT",
            Self::Log => "FILTER",
        };
        let arg = Arg::new(self.flag()).long(self.flag()).value_name(value).help(self.about());
        arg.env(self.variable()).hide_env_values(true).help_heading("Settings")
    }
}

/// The settings that were given to a command.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    given: BTreeMap<Setting, Given>,
}

#[derive(Debug, Clone)]
struct Given {
    text: String,
    /// Whether the environment gave it, not a flag.
    by_environment: bool,
}

impl Settings {
    /// Those of the command that was asked for.
    pub(super) fn of(matches: &ArgMatches) -> Self {
        let mut given = BTreeMap::new();
        for setting in Setting::ALL {
            // A command that does not take the setting does not know its name.
            if let Ok(Some(text)) = matches.try_get_one::<String>(setting.flag()) {
                let by_environment = matches.value_source(setting.flag()) == Some(ValueSource::EnvVariable);
                given.insert(setting, Given { text: text.clone(), by_environment });
            }
        }
        Self { given }
    }

    /// With another one, as if its flag had been given.
    #[must_use]
    pub fn with(mut self, setting: Setting, text: impl Into<String>) -> Self {
        self.given.insert(setting, Given { text: text.into(), by_environment: false });
        self
    }

    /// What was given; one that is empty counts as not given.
    pub fn get(&self, setting: Setting) -> Option<&str> {
        self.given.get(&setting).map(|given| given.text.trim()).filter(|text| !text.is_empty())
    }

    /// The name by which it was given, for a sentence that says what is wrong with it.
    pub fn name(&self, setting: Setting) -> String {
        if self.given.get(&setting).is_some_and(|given| given.by_environment) {
            setting.variable().to_owned()
        } else {
            format!("--{}", setting.flag())
        }
    }
}
