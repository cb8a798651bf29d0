//! The program: reads the command line, has the work done, and says in one line why it could not be.

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;
use proctor::runtime::cli::Cli;
use proctor::runtime::exit::Exit;
use proctor::terminal::command;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    match command::perform(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(exit) => end(&exit),
    }
}

/// Shows the help that was asked for, or the first line of what is wrong with the command line.
fn refuse(error: &clap::Error) -> ExitCode {
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    if is_help {
        error.exit();
    }
    let text = error.to_string();
    let reason: Vec<_> = text.lines().take_while(|line| !line.is_empty()).map(str::trim).collect();
    let reason = reason.join(" ");
    end(&Exit::Unusable(format!("{} (see proctor --help)", reason.trim_start_matches("error: "))))
}

fn end(exit: &Exit) -> ExitCode {
    eprintln!("proctor: {exit}");
    ExitCode::from(exit.code())
}
