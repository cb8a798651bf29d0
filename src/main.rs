//! The program: reads the command line, has the work done, and says in one line why it could not be.

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use proctor::runtime::cli::Cli;
use proctor::runtime::exit::Exit;
use proctor::terminal::command;

fn main() -> ExitCode {
    let cli = match Cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    match command::perform(&cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(exit) => end(&exit),
    }
}

/// Shows the help that was asked for, or in one line what is wrong with the command line.
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
    let reason = reason.trim_start_matches("error: ");
    end(&Exit::Unusable(format!("{reason}{} (see {} --help)", meant(error), command_of(&text))))
}

/// What may have been meant, as a question.
fn meant(error: &clap::Error) -> String {
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let words: Vec<String> = kinds
        .into_iter()
        .flat_map(|kind| match error.get(kind) {
            Some(ContextValue::String(word)) => vec![word.clone()],
            Some(ContextValue::Strings(words)) => words.clone(),
            _ => Vec::new(),
        })
        .collect();
    if words.is_empty() { String::new() } else { format!("; did you mean {}?", words.join(" or ")) }
}

/// The command that the usage in the text of an error is of, such as `proctor bank check`.
fn command_of(text: &str) -> String {
    let usage = text.lines().find_map(|line| line.strip_prefix("Usage: ")).unwrap_or("proctor");
    let words = usage.split(' ').take_while(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
    words.collect::<Vec<_>>().join(" ")
}

fn end(exit: &Exit) -> ExitCode {
    eprintln!("proctor: {exit}");
    ExitCode::from(exit.code())
}
