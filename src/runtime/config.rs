//! Checks the settings once, at the door; whatever comes after can rely on them.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::log_filter;
use super::secret::Secret;
use super::settings::{Setting, Settings};
use super::signature::PublicKey;
use crate::domain::shard::Shards;
use crate::store::{Address, PostgresUrl};
use rest::DISCORD;

/// The settings that every command needs.
#[derive(Debug, Clone)]
pub struct Config {
    /// `PROCTOR_DATABASE`: the database file, from the root of the disk on, or an address of `PostgreSQL`.
    pub database: Address,
    /// `PROCTOR_BANK`: the bank's folder; none for the bank inside the program.
    pub bank: Option<PathBuf>,
    /// `DISCORD_API_URL`: where Discord's API is, without a slash at the end.
    pub api_url: String,
    /// `PROCTOR_LISTEN`: where health and metrics are served, and signed requests taken; none for nowhere.
    pub listen: Option<SocketAddr>,
    /// `PROCTOR_INTERACTIONS`: how Discord tells what members do.
    pub interactions: Interactions,
    /// `PROCTOR_SHARDS`: which of the gateway's shards this process holds.
    pub shards: Shards,
    /// `PROCTOR_LOG_FORMAT`: how the log is written.
    pub log_format: LogFormat,
    /// `RUST_LOG`: what is logged; none for the default.
    pub log: Option<String>,
}

/// How Discord tells what members do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interactions {
    /// Over the gateway, to which the bot connects.
    Gateway,
    /// As requests to the bot, signed with this key's other half; there is no connection to the gateway.
    Http(PublicKey),
}

impl Interactions {
    /// The key, where signed requests are taken.
    pub fn key(&self) -> Option<&PublicKey> {
        match self {
            Self::Gateway => None,
            Self::Http(key) => Some(key),
        }
    }
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

impl Config {
    /// The settings, if all of them can be used.
    pub fn check(given: &Settings) -> Result<Self, Exit> {
        Ok(Self {
            database: database(given, password_file().as_deref())?,
            bank: given.get(Setting::Bank).map(PathBuf::from),
            api_url: api_url(given)?,
            listen: listen(given)?,
            interactions: interactions(given)?,
            shards: shards(given)?,
            log_format: log_format(given)?,
            log: log_filter(given)?,
        })
    }

    /// The file beside the database whose name ends so, such as `proctor.db.lock`; none where the database is no file.
    pub fn beside_database(&self, ending: &str) -> Option<PathBuf> {
        beside(&self.database, ending)
    }
}

/// The file beside a database whose name ends so; none where the database is no file.
pub fn beside(database: &Address, ending: &str) -> Option<PathBuf> {
    let mut name = database.file()?.as_os_str().to_owned();
    name.push(ending);
    Some(PathBuf::from(name))
}

/// The bot's token from the environment or a file, if it can be one.
///
/// `environment` is what `DISCORD_TOKEN` holds. Discord's own tokens have a known shape; for a stand-in any will do.
pub fn token(environment: Option<String>, given: &Settings, api_url: &str) -> Result<Secret, Exit> {
    let environment = environment.filter(|token| !token.trim().is_empty());
    let token = match (environment, given.get(Setting::TokenFile)) {
        (Some(_), Some(_)) => {
            return Err(unusable("set DISCORD_TOKEN or DISCORD_TOKEN_FILE, not both"));
        }
        (Some(token), None) => token,
        (None, Some(file)) => std::fs::read_to_string(file)
            .map_err(|error| unusable(format!("cannot read the token file {file}: {error}")))?,
        (None, None) => {
            return Err(unusable("set DISCORD_TOKEN (or DISCORD_TOKEN_FILE) to the bot's token"));
        }
    };
    let token = token.trim();
    if api_url == DISCORD && !looks_like_discords(token) {
        return Err(unusable("the token is not one of Discord's: those have three parts joined by dots"));
    }
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(unusable("the token is empty, or holds a space or a character that cannot be sent"));
    }
    Ok(Secret::new(token))
}

/// `DISCORD_TOKEN`, read once.
#[expect(clippy::disallowed_methods, reason = "the one reader of the environment besides the command line")]
pub fn token_in_environment() -> Option<String> {
    std::env::var("DISCORD_TOKEN").ok()
}

/// `PGPASSFILE`, as `PostgreSQL`'s own programs read it.
fn password_file() -> Option<PathBuf> {
    std::env::var_os("PGPASSFILE").filter(|file| !file.is_empty()).map(PathBuf::from)
}

fn database(given: &Settings, password_file: Option<&Path>) -> Result<Address, Exit> {
    let named = given.get(Setting::Database).unwrap_or("proctor.db");
    address(named, password_file).map_err(|reason| unusable(format!("PROCTOR_DATABASE: {reason}")))
}

/// A database that is named on the command line.
pub fn named_database(named: &str) -> Result<Address, Exit> {
    address(named, password_file().as_deref()).map_err(unusable)
}

/// A reason never repeats what was given, which may hold a password.
fn address(named: &str, password_file: Option<&Path>) -> Result<Address, String> {
    let named = named.trim();
    if PostgresUrl::is_meant(named) {
        return PostgresUrl::parse(named, password_file).map(Address::Postgres);
    }
    if named.contains("://") || named.contains(":/") && named.contains('@') {
        return Err("an address of PostgreSQL begins with postgres://".to_owned());
    }
    let path = PathBuf::from(named);
    // Where the folder that it is in is gone, opening it says so.
    Ok(Address::File(std::path::absolute(&path).unwrap_or(path)))
}

fn api_url(given: &Settings) -> Result<String, Exit> {
    let url = given.get(Setting::ApiUrl).unwrap_or(DISCORD).trim_end_matches('/');
    let is_web = url.starts_with("http://") || url.starts_with("https://");
    if is_web {
        Ok(url.to_owned())
    } else {
        Err(wrong(given, Setting::ApiUrl, "it needs an http or https address, such as http://127.0.0.1:4000"))
    }
}

fn listen(given: &Settings) -> Result<Option<SocketAddr>, Exit> {
    let address = given.get(Setting::Listen).map(str::parse).transpose();
    address.map_err(|_| wrong(given, Setting::Listen, "it needs an address and a port, such as 127.0.0.1:9090"))
}

fn interactions(given: &Settings) -> Result<Interactions, Exit> {
    const PLACE: &str = "the application's public key from the page \"General Information\" of the developer portal";
    let key = given.get(Setting::PublicKey).map(|text| {
        let needed = || wrong(given, Setting::PublicKey, &format!("it needs {PLACE}: 64 hex digits"));
        PublicKey::read(text).ok_or_else(needed)
    });
    let key = key.transpose()?;
    match (given.get(Setting::Interactions), key) {
        (None | Some("gateway"), _) => Ok(Interactions::Gateway),
        (Some("http"), None) => {
            Err(unusable(format!("interactions by http need DISCORD_PUBLIC_KEY (--public-key): {PLACE}")))
        }
        (Some("http"), Some(key)) if given.get(Setting::Listen).is_some() => Ok(Interactions::Http(key)),
        (Some("http"), Some(_)) => Err(unusable(
            "interactions by http need PROCTOR_LISTEN (--listen): an address and a port to which a proxy brings them, such as 127.0.0.1:9090",
        )),
        (Some(_), _) => Err(wrong(given, Setting::Interactions, "it can be gateway or http")),
    }
}

fn shards(given: &Settings) -> Result<Shards, Exit> {
    let Some(text) = given.get(Setting::Shards) else { return Ok(Shards::default()) };
    let shards = Shards::parse(text).map_err(|fault| wrong(given, Setting::Shards, &fault.to_string()))?;
    match given.get(Setting::Interactions) {
        Some("http") => Err(wrong(
            given,
            Setting::Shards,
            "shards are the gateway's, and with interactions by http there is no connection to it; leave it out",
        )),
        _ => Ok(shards),
    }
}

fn log_format(given: &Settings) -> Result<LogFormat, Exit> {
    match given.get(Setting::LogFormat) {
        None | Some("text") => Ok(LogFormat::Text),
        Some("json") => Ok(LogFormat::Json),
        Some(_) => Err(wrong(given, Setting::LogFormat, "it can be text or json")),
    }
}

fn log_filter(given: &Settings) -> Result<Option<String>, Exit> {
    let filter = given.get(Setting::Log);
    if filter.is_none_or(log_filter::is_filter) {
        return Ok(filter.map(str::to_owned));
    }
    let levels = "it takes off, error, warn, info, debug or trace, also for a part, such as proctor::store=debug";
    Err(wrong(given, Setting::Log, levels))
}

/// A sentence that names a setting as it was given, what it is, and what it can be.
fn wrong(given: &Settings, setting: Setting, needed: &str) -> Exit {
    let text = given.get(setting).unwrap_or_default();
    unusable(format!("{} is {text:?}; {needed}", given.name(setting)))
}

fn looks_like_discords(token: &str) -> bool {
    let is_base64url =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let parts: Vec<_> = token.split('.').collect();
    parts.len() == 3 && parts.into_iter().all(is_base64url)
}

fn unusable(sentence: impl Into<String>) -> Exit {
    Exit::Unusable(sentence.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPED: &str = "MTA.abc-_9.Xyz0";

    fn token_of(text: &str, api_url: &str) -> Result<Secret, Exit> {
        token(Some(text.to_owned()), &Settings::default(), api_url)
    }

    #[test]
    fn settings_have_defaults_and_empty_ones_count_as_not_given() {
        let given = Settings::default().with(Setting::Listen, "").with(Setting::Bank, " ");

        let config = Config::check(&given).unwrap();

        assert_eq!(config.database.file(), Some(std::path::absolute("proctor.db").unwrap().as_path()));
        assert_eq!((config.bank.as_deref(), config.listen), (None, None));
        assert_eq!((config.api_url.as_str(), config.log_format), (DISCORD, LogFormat::Text));
        assert!(config.beside_database(".lock").unwrap().ends_with("proctor.db.lock"));
    }

    #[test]
    fn a_wrong_setting_is_named_with_what_it_needs() {
        for (setting, text, needed) in [
            (Setting::Listen, "9090", "an address and a port"),
            (Setting::Interactions, "carrier pigeon", "gateway or http"),
            (Setting::PublicKey, "sesame", "64 hex digits"),
            (Setting::LogFormat, "xml", "text or json"),
            (Setting::Shards, "4", "such as 0-3/16"),
            (Setting::Shards, "4/4", "the last of 4 is 3"),
            (Setting::ApiUrl, "discord.com", "http"),
            (Setting::Log, "debgu", "debug"),
        ] {
            let fault = Config::check(&Settings::default().with(setting, text)).unwrap_err();
            let said = fault.to_string();
            assert!(said.starts_with(&format!("--{} is {text:?}", setting.flag())) && said.contains(needed), "{said}");
            assert_eq!(fault.code(), 2);
        }
    }

    #[test]
    fn interactions_by_http_need_a_key_and_a_place() {
        let key = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
        let http = Settings::default().with(Setting::Interactions, "http");
        let keyed = http.clone().with(Setting::PublicKey, key);
        let whole = keyed.clone().with(Setting::Listen, "127.0.0.1:9090");

        assert!(Config::check(&http).unwrap_err().to_string().contains("DISCORD_PUBLIC_KEY"));
        assert!(Config::check(&keyed).unwrap_err().to_string().contains("PROCTOR_LISTEN"));
        assert!(Config::check(&whole).unwrap().interactions.key().is_some_and(|read| read.is(key)));
        let sharded = Config::check(&whole.clone().with(Setting::Shards, "0/2")).unwrap_err().to_string();
        assert!(sharded.contains("there is no connection to it"), "{sharded}");
        let by_gateway = Settings::default().with(Setting::PublicKey, key);
        assert_eq!(Config::check(&by_gateway).unwrap().interactions, Interactions::Gateway);
    }

    #[test]
    fn a_token_of_discord_has_three_parts() {
        assert_eq!(token_of(&format!(" {SHAPED}\n"), DISCORD).unwrap().reveal(), SHAPED);
        for wrong in ["a.b", "a..c", "a.b.c.d", "a b.c.d", "Bot a.b.c", "a.b.ü"] {
            let fault = token_of(wrong, DISCORD).unwrap_err();
            assert!(!fault.to_string().contains(wrong), "the fault shows the token");
        }
    }

    #[test]
    fn a_stand_in_takes_any_token_that_can_be_sent() {
        assert!(token_of("any-thing", "http://127.0.0.1:4000").is_ok());
        for wrong in ["", " ", "a b", "a\u{7}b", "ü"] {
            assert!(token_of(wrong, "http://127.0.0.1:4000").is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_token_comes_from_one_place() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("token");
        std::fs::write(&file, format!("{SHAPED}\r\n")).unwrap();
        let given = Settings::default().with(Setting::TokenFile, file.display().to_string());

        assert_eq!(token(None, &given, DISCORD).unwrap().reveal(), SHAPED);
        assert_eq!(token(Some(String::new()), &given, DISCORD).unwrap().reveal(), SHAPED);
        assert!(token(Some(SHAPED.to_owned()), &given, DISCORD).is_err());
        assert!(token(None, &Settings::default(), DISCORD).is_err());
    }
}
