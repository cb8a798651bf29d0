//! Looks whether health and metrics can be served.

use std::io::ErrorKind;

use tokio::net::TcpListener;

use super::Report;
use crate::runtime::clock::Clock;
use crate::runtime::config::Config;
use crate::runtime::exit::Exit;
use crate::runtime::healthcheck;

const WHAT: &str = "port";

pub(super) async fn look(report: &mut Report, config: &Config) -> Result<(), Exit> {
    let Some(address) = config.listen else {
        return report.well(WHAT, "nothing is to be served; PROCTOR_LISTEN=127.0.0.1:9090 serves health and metrics");
    };
    let Err(error) = TcpListener::bind(address).await else {
        return report.well(WHAT, &format!("{address} is free"));
    };
    if error.kind() == ErrorKind::AddrInUse && healthcheck::ask(config, &Clock::system()).await.is_ok() {
        return report.well(WHAT, &format!("a healthy proctor answers on {address}"));
    }
    report.wrong(WHAT, &format!("cannot listen on {address}: {error}; choose another --listen (PROCTOR_LISTEN)"))
}
