//! `guidepost man`.

use super::terminal::Terminal;
use super::{Failure, Outcome, definition};
use clap::Args;

/// Print the manual page
///
/// Read it with `guidepost man | man -l -`. With a command's name, the page of that command.
#[derive(Debug, Args)]
pub(super) struct Man {
    /// A command; by default the page of all of them
    command: Option<String>,
}

impl Man {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let mut definition = definition();
        definition.build();
        let page = match &self.command {
            None => definition,
            Some(name) => definition
                .find_subcommand(name)
                .cloned()
                .ok_or_else(|| Failure(format!("there is no command \"{name}\"; see `guidepost --help`")))?,
        };
        let mut out = Vec::new();
        clap_mangen::Man::new(page).render(&mut out)?;
        terminal.print(&String::from_utf8_lossy(&out))?;
        Ok(Outcome::Fine)
    }
}
