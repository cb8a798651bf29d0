//! Where a `PostgreSQL` database is and how to get in: an address with the parameters that libpq knows.

use std::fmt;
use std::path::{Path, PathBuf};

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// An address as `PostgreSQL`'s own programs take it, such as `postgres://proctor@db1,db2/proctor?target_session_attrs=read-write`.
///
/// It is shown without its password.
#[derive(Clone)]
pub struct PostgresUrl {
    pub(super) config: Box<Config>,
    pub(super) trust: Trust,
    pub(super) root_certificate: Option<PathBuf>,
}

/// How much of the server's certificate is looked at, as libpq's `sslmode` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// Nothing: the line is encrypted, who is at its other end is not known.
    Anybody,
    /// Who signed it.
    Signed,
    /// Also whose it is.
    Named,
}

impl PostgresUrl {
    /// Whether a setting names a `PostgreSQL` database, and not a file.
    pub fn is_meant(text: &str) -> bool {
        text.starts_with("postgres://") || text.starts_with("postgresql://")
    }

    /// Reads an address. A password that it does not hold is looked up in a file as `PGPASSFILE` names it.
    ///
    /// # Errors
    /// What is wrong with it, without its password.
    pub fn parse(text: &str, password_file: Option<&Path>) -> Result<Self, String> {
        let (address, parameters) = text.split_once('?').unwrap_or((text, ""));
        if parameters.contains('@') && !address.contains('@') {
            return Err("a ? in a password is written as %3F".to_owned());
        }
        let mut passed_on = Vec::new();
        let (mut mode, mut trust, mut root_certificate) = (SslMode::Prefer, Trust::Anybody, None);
        let mut password_file = password_file.map(Path::to_owned);
        for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
            match parameter.split_once('=').unwrap_or((parameter, "")) {
                ("sslmode", value) => (mode, trust) = ssl_mode(value)?,
                ("sslrootcert", value) => root_certificate = Some(PathBuf::from(plain(value)?)),
                ("passfile", value) => password_file = Some(PathBuf::from(plain(value)?)),
                _ => passed_on.push(parameter),
            }
        }
        let parsed = format!("{address}?{}", passed_on.join("&")).parse::<Config>();
        let mut config = parsed.map_err(|error| {
            // Its cause names the part that is wrong, never a value.
            std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string)
        })?;
        if config.get_hosts().is_empty() {
            return Err("it names no host, such as localhost or a socket's folder (?host=/run/postgresql)".to_owned());
        }
        // libpq trusts whoever it wants encryption of, unless there is a certificate to compare with.
        if mode == SslMode::Require && trust == Trust::Anybody && root_certificate.is_some() {
            trust = Trust::Signed;
        }
        config.ssl_mode(mode);
        if config.get_application_name().is_none() {
            config.application_name("proctor");
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(super::CONNECT_TIMEOUT);
        }
        // A machine that is gone without a word is noticed in seconds, not in hours.
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(super::SILENCE);
        }
        if config.get_keepalives_idle() > super::SILENCE {
            config.keepalives_idle(super::SILENCE).keepalives_interval(super::SILENCE / 5).keepalives_retries(3);
        }
        if let (None, Some(file)) = (config.get_password(), &password_file) {
            let lines = std::fs::read_to_string(file)
                .map_err(|error| format!("the password file {}: {error}", file.display()))?;
            if let Some(password) = password(&lines, &config) {
                config.password(password);
            }
        }
        Ok(Self { config: Box::new(config), trust, root_certificate })
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hosts: Vec<String> = self.config.get_hosts().iter().map(host_text).collect();
        write!(f, "postgres://{}/{}", hosts.join(","), self.config.get_dbname().unwrap_or_default())
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn host_text(host: &Host) -> String {
    match host {
        Host::Tcp(name) => name.clone(),
        Host::Unix(folder) => folder.display().to_string(),
    }
}

fn ssl_mode(value: &str) -> Result<(SslMode, Trust), String> {
    Ok(match value {
        "disable" => (SslMode::Disable, Trust::Anybody),
        "allow" | "prefer" => (SslMode::Prefer, Trust::Anybody),
        "require" => (SslMode::Require, Trust::Anybody),
        "verify-ca" => (SslMode::Require, Trust::Signed),
        "verify-full" => (SslMode::Require, Trust::Named),
        _ => return Err("sslmode can be disable, allow, prefer, require, verify-ca or verify-full".to_owned()),
    })
}

/// A parameter's value without its percent signs.
fn plain(value: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next(), rest.next()].map(|digit| digit.and_then(|digit| char::from(digit).to_digit(16)));
            let [Some(high), Some(low)] = digits else {
                return Err("a % is not followed by two hexadecimal digits".to_owned());
            };
            bytes.extend(u8::try_from(high * 16 + low));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).map_err(|_| "a parameter is no text in UTF-8".to_owned())
}

/// The first line `host:port:database:user:password` that fits, `*` for any; a backslash keeps a colon.
fn password(lines: &str, config: &Config) -> Option<String> {
    let user = config.get_user().unwrap_or_default();
    let database = config.get_dbname().unwrap_or(user);
    let ports = config.get_ports();
    let hosts = config.get_hosts().iter().enumerate().map(|(place, host)| {
        let name = match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(_) => "localhost".to_owned(),
        };
        (name, ports.get(place).or(ports.first()).copied().unwrap_or(5432).to_string())
    });
    let hosts: Vec<_> = hosts.collect();
    lines.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let [host, port, name, who, password] = fields(line).try_into().ok()?;
        let fits = |pattern: &str, value: &str| pattern == "*" || pattern == value;
        let is_there = hosts.iter().any(|(known, at)| fits(&host, known) && fits(&port, at));
        (is_there && fits(&name, database) && fits(&who, user)).then_some(password)
    })
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ':' if fields.len() < 5 => fields.push(String::new()),
            '\\' => fields.last_mut().into_iter().for_each(|field| field.extend(letters.next())),
            other => fields.last_mut().into_iter().for_each(|field| field.push(other)),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        let url =
            PostgresUrl::parse("postgres://proctor:hushhush@db1:5433,db2/study?sslmode=disable", None).expect("one");
        assert_eq!(format!("{url} {url:?}"), "postgres://db1,db2/study postgres://db1,db2/study");
        assert_eq!(url.config.get_password(), Some(b"hushhush".as_slice()));
        for wrong in [
            "postgres://proctor:hushhush@db1/study?sslmode=hushhush",
            "postgres://proctor:hushhush@db1/study?hushhush=1",
            "postgres://proctor:hushhush@db1:hushhush/study",
            "postgres://proctor:hushhush@/study?connect_timeout=hushhush",
        ] {
            let said = PostgresUrl::parse(wrong, None).expect_err("a fault");
            assert!(!said.contains("proctor:"), "{said}");
        }
    }

    #[test]
    fn the_parameters_of_libpq_are_understood() {
        let parse = |parameters: &str| PostgresUrl::parse(&format!("postgresql://u@db/study?{parameters}"), None);
        let trust = |parameters: &str| parse(parameters).expect("an address").trust;
        assert_eq!(trust("sslmode=require"), Trust::Anybody);
        assert_eq!(trust("sslmode=require&sslrootcert=/etc/a%20root.pem"), Trust::Signed);
        assert_eq!(trust("sslmode=verify-ca"), Trust::Signed);
        assert_eq!(trust("target_session_attrs=read-write&sslmode=verify-full"), Trust::Named);
        assert_eq!(
            parse("sslrootcert=/etc/a%20root.pem").expect("an address").root_certificate.as_deref(),
            Some(Path::new("/etc/a root.pem"))
        );
        assert!(parse("sslmode=perhaps").expect_err("a fault").contains("verify-full"));
        assert!(parse("no_such_thing=1").expect_err("a fault").contains("no_such_thing"));
        assert!(PostgresUrl::parse("postgres:///study", None).expect_err("a fault").contains("host"));
    }

    #[test]
    fn a_password_is_found_in_a_file_by_host_port_database_and_user() {
        let lines = "# ours\nother:5432:study:u:no\ndb:5433:*:u:first\\:part\n*:*:study:u:any\n";
        let found = |url: &str| password(lines, &PostgresUrl::parse(url, None).expect("an address").config);
        assert_eq!(found("postgres://u@db:5433/else"), Some("first:part".to_owned()));
        assert_eq!(found("postgres://u@db/study"), Some("any".to_owned()));
        assert_eq!(found("postgres://u@x:1,db:5433/else"), Some("first:part".to_owned()));
        assert_eq!(found("postgres://v@db/study"), None);
        assert_eq!(found("postgres://u@db/else"), None);
    }
}
