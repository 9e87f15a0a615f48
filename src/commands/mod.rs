//! The command line: one command, one file; its doc comment is its help. The only room that prints, asks for
//! the date and sets exit codes.
//!
//! | exit code | means |
//! |---|---|
//! | 0 | done; no finding counts |
//! | 1 | findings that count |
//! | 2 | no verdict possible: no such folder, a wrong option, an output that cannot be written |
//! | 130 | stopped with Ctrl-C |

mod build;
mod cache;
mod chart;
mod check;
mod completions;
mod explain;
mod import;
mod init;
mod list;
mod man;
mod mend;
mod new;
mod options;
mod pipeline;
mod progress;
mod prove;
mod reference;
mod rules;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod table;
mod templates;
mod terminal;
mod words;

pub use reference::reference;

use clap::{CommandFactory, Parser, Subcommand};
use std::fmt;
use std::process::ExitCode;
use terminal::Terminal;

/// Guidelines as code: checks, charts and publishes a company's handbook from text files.
///
/// A handbook is a folder of text files (`policies` by default). Start one with `guidepost init`, see what is
/// wrong with it with `guidepost check`, publish it with `guidepost build`.
#[derive(Debug, Parser)]
#[command(name = "guidepost", version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    /// When to use colour: auto, always, never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    color: terminal::Colour,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Build(build::Build),
    #[cfg(feature = "serve")]
    Serve(serve::Serve),
    Chart(chart::Chart),
    Prove(prove::Prove),
    Import(import::Import),
    Init(init::Init),
    New(new::New),
    List(list::List),
    Explain(explain::Explain),
    Rules(rules::Rules),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// How a command ended, when it could do its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Exit 0.
    Fine,
    /// Exit 1: findings that count.
    Findings,
    /// Exit 130: stopped by the user.
    Interrupted,
}

/// Why a command could not do its work: a sentence for the user. Exit 2.
#[derive(Debug)]
struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let terminal = Terminal::new(cli.color);
    let outcome = match cli.command {
        Command::Check(command) => command.run(&terminal),
        Command::Build(command) => command.run(&terminal),
        #[cfg(feature = "serve")]
        Command::Serve(command) => command.run(&terminal),
        Command::Chart(command) => command.run(&terminal),
        Command::Prove(command) => command.run(&terminal),
        Command::Import(command) => command.run(&terminal),
        Command::Init(command) => command.run(&terminal),
        Command::New(command) => command.run(&terminal),
        Command::List(command) => command.run(&terminal),
        Command::Explain(command) => command.run(&terminal),
        Command::Rules(command) => command.run(&terminal),
        Command::Schema(command) => command.run(&terminal),
        Command::Completions(command) => command.run(&terminal),
        Command::Man(command) => command.run(&terminal),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Interrupted) => ExitCode::from(130),
        Err(failure) => {
            terminal.error(&failure.0);
            ExitCode::from(2)
        }
    }
}

/// The command line as clap knows it: for completions and the manual page.
fn definition() -> clap::Command {
    Cli::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_well_formed() {
        super::definition().debug_assert();
    }
}
