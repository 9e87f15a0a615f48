//! `guidepost completions`.

use super::terminal::Terminal;
use super::{Failure, Outcome, definition};
use clap::Args;
use clap_complete::Shell;

/// Print completions for a shell
///
/// For bash: `guidepost completions bash > ~/.local/share/bash-completion/completions/guidepost`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let mut out = Vec::new();
        clap_complete::generate(self.shell, &mut definition(), "guidepost", &mut out);
        terminal.print(&String::from_utf8_lossy(&out))?;
        Ok(Outcome::Fine)
    }
}
