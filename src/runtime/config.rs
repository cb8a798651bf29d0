//! Checks the settings once, at the door; whatever comes after can rely on them.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::cli::Settings;
use super::exit::Exit;
use super::secret::Secret;
use rest::DISCORD;

/// The settings that every command needs.
#[derive(Debug, Clone)]
pub struct Config {
    /// `PROCTOR_DATABASE`: the database file.
    pub database: PathBuf,
    /// `PROCTOR_BANK`: the bank's folder; none for the bank inside the program.
    pub bank: Option<PathBuf>,
    /// `DISCORD_API_URL`: where Discord's API is, without a slash at the end.
    pub api_url: String,
    /// `PROCTOR_LISTEN`: where health and metrics are served; none for nowhere.
    pub listen: Option<SocketAddr>,
    /// `PROCTOR_LOG_FORMAT`: how the log is written.
    pub log_format: LogFormat,
    /// `RUST_LOG`: what is logged; none for the default.
    pub log: Option<String>,
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
    /// The settings, if all of them can be used. One that is empty counts as not given.
    pub fn check(given: &Settings) -> Result<Self, Exit> {
        let database = text(given.database.as_ref()).unwrap_or("proctor.db");
        Ok(Self {
            database: PathBuf::from(database),
            bank: text(given.bank.as_ref()).map(PathBuf::from),
            api_url: api_url(text(given.api_url.as_ref()))?,
            listen: text(given.listen.as_ref()).map(listen).transpose()?,
            log_format: log_format(text(given.log_format.as_ref()))?,
            log: text(given.log.as_ref()).map(str::to_owned),
        })
    }

    /// The file beside the database whose name ends so, such as `proctor.db.lock`.
    pub fn beside_database(&self, ending: &str) -> PathBuf {
        let mut name = self.database.clone().into_os_string();
        name.push(ending);
        PathBuf::from(name)
    }
}

/// The bot's token from the environment or a file, if it can be one.
///
/// `environment` is what `DISCORD_TOKEN` holds. Discord's own tokens have a known shape; for a stand-in any will do.
pub fn token(environment: Option<String>, given: &Settings, api_url: &str) -> Result<Secret, Exit> {
    let environment = environment.filter(|token| !token.trim().is_empty());
    let token = match (environment, text(given.token_file.as_ref())) {
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

fn text(given: Option<&String>) -> Option<&str> {
    given.map(|value| value.trim()).filter(|value| !value.is_empty())
}

fn api_url(given: Option<&str>) -> Result<String, Exit> {
    let url = given.unwrap_or(DISCORD).trim_end_matches('/');
    let is_web = url.starts_with("http://") || url.starts_with("https://");
    if is_web {
        Ok(url.to_owned())
    } else {
        Err(unusable("DISCORD_API_URL is no http or https address; an example is http://127.0.0.1:4000"))
    }
}

fn listen(given: &str) -> Result<SocketAddr, Exit> {
    given.parse().map_err(|_| unusable(format!("PROCTOR_LISTEN is {given:?}; an example is 127.0.0.1:9090")))
}

fn log_format(given: Option<&str>) -> Result<LogFormat, Exit> {
    match given {
        None | Some("text") => Ok(LogFormat::Text),
        Some("json") => Ok(LogFormat::Json),
        Some(other) => Err(unusable(format!("PROCTOR_LOG_FORMAT is {other:?}; it can be text or json"))),
    }
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
        let given = Settings { listen: Some(String::new()), bank: Some(" ".to_owned()), ..Settings::default() };

        let config = Config::check(&given).unwrap();

        assert_eq!(config.database, PathBuf::from("proctor.db"));
        assert_eq!((config.bank.as_deref(), config.listen), (None, None));
        assert_eq!((config.api_url.as_str(), config.log_format), (DISCORD, LogFormat::Text));
        assert_eq!(config.beside_database(".lock"), PathBuf::from("proctor.db.lock"));
    }

    #[test]
    fn a_wrong_setting_is_named() {
        let listen = Settings { listen: Some("9090".to_owned()), ..Settings::default() };
        let format = Settings { log_format: Some("xml".to_owned()), ..Settings::default() };
        let url = Settings { api_url: Some("discord.com".to_owned()), ..Settings::default() };

        for (given, name) in [(listen, "PROCTOR_LISTEN"), (format, "PROCTOR_LOG_FORMAT"), (url, "DISCORD_API_URL")] {
            let fault = Config::check(&given).unwrap_err();
            assert!(fault.to_string().contains(name), "{fault}");
            assert_eq!(fault.code(), 2);
        }
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
        let given = Settings { token_file: Some(file.display().to_string()), ..Settings::default() };

        assert_eq!(token(None, &given, DISCORD).unwrap().reveal(), SHAPED);
        assert_eq!(token(Some(String::new()), &given, DISCORD).unwrap().reveal(), SHAPED);
        assert!(token(Some(SHAPED.to_owned()), &given, DISCORD).is_err());
        assert!(token(None, &Settings::default(), DISCORD).is_err());
    }
}
