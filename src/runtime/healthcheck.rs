//! Asks the running bot whether it is healthy; Docker does so every 30 seconds.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use serde_json::Value;

use super::clock::Clock;
use super::config::Config;
use super::exit::Exit;
use super::heartbeat::Heartbeat;

/// How long the bot may take to answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(3);

/// Asks over the network when the bot listens, else reads its sign of life. A fault is what is wrong.
pub async fn ask(config: &Config, clock: &Clock) -> Result<(), Exit> {
    let faults = match config.listen {
        Some(address) => ask_at(reachable(address)).await?,
        None => read_sign(config, clock)?,
    };
    if faults.is_empty() { Ok(()) } else { Err(Exit::Failed(format!("not healthy: {}", faults.join(", ")))) }
}

async fn ask_at(address: SocketAddr) -> Result<Vec<String>, Exit> {
    let silent = |error: reqwest::Error| Exit::Failed(format!("the bot does not answer on {address}: {error}"));
    let http = reqwest::Client::builder().no_proxy().timeout(ANSWERS_WITHIN).build().map_err(silent)?;
    let answer = http.get(format!("http://{address}/health")).send().await.map_err(silent)?;
    let is_healthy = answer.status().is_success();
    let body: Value = answer.json().await.unwrap_or_default();
    let red: Vec<String> = serde_json::from_value(body["red"].clone()).unwrap_or_default();
    Ok(if is_healthy || !red.is_empty() { red } else { vec!["an answer that cannot be read".to_owned()] })
}

fn read_sign(config: &Config, clock: &Clock) -> Result<Vec<String>, Exit> {
    let path = config.beside_database(".health").ok_or_else(|| {
        Exit::Unusable("a bot on PostgreSQL is asked for its health where it listens: set PROCTOR_LISTEN".to_owned())
    })?;
    let sign = Heartbeat::read(&path).map_err(|error| {
        if error.kind() == ErrorKind::NotFound {
            Exit::Failed(format!("no bot is running on the database {}", config.database))
        } else {
            Exit::Failed(format!("cannot read the sign of life {}: {error}", path.display()))
        }
    })?;
    Ok(sign.faults(clock.now()))
}

/// Where to ask a bot that listens on every address of its computer.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bot_that_listens_everywhere_is_asked_here() {
        let asked = |listen: &str| reachable(listen.parse().unwrap()).to_string();

        assert_eq!(asked("0.0.0.0:9090"), "127.0.0.1:9090");
        assert_eq!(asked("[::]:9090"), "[::1]:9090");
        assert_eq!(asked("10.0.0.7:9090"), "10.0.0.7:9090");
    }
}
