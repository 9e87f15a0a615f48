//! `guidepost check`.

use super::options::{FindingsAs, Folder, Select, Today};
use super::terminal::Terminal;
use super::{Failure, Outcome, pipeline, words};
use crate::diagnostic::render::{Report, render};
use clap::{Args, ValueEnum};

/// Check a handbook and show every finding
///
/// Reads all files of the handbook and reports everything that is wrong in one run. Writes nothing, unless
/// `--write-baseline` is given.
///
/// Exit code 0: no error (with `--deny warnings`, no warning either). 1: findings that count. 2: no verdict
/// possible. Infos, accepted findings and those in the baseline never count.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    folder: Folder,
    /// How findings are shown
    #[arg(long, value_name = "FORM", default_value = "full")]
    format: FindingsAs,
    /// What counts besides errors
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
    #[command(flatten)]
    select: Select,
    #[command(flatten)]
    today: Today,
    /// Write all findings of today to `baseline.yaml`, so that only new ones count from now on
    #[arg(long, conflicts_with_all = ["only", "skip"])]
    write_baseline: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings count as errors do
    Warnings,
}

impl Check {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let selection = self.select.get()?;
        let mut checked = pipeline::check(&self.folder.dir, &selection, self.today.get(), None)?;
        if self.write_baseline {
            return Err(Failure("`--write-baseline` is not built yet".to_owned()));
        }
        checked.summary.deny_warnings = self.deny == Some(Deny::Warnings);
        let report = Report {
            findings: checked.findings(),
            sources: checked.sources(),
            rules: &words::Words,
            summary: &checked.summary,
            folder: &checked.folder,
        };
        terminal.print(&render(self.format.into(), &report, self.format.colour(terminal)));
        let counts = report.findings.iter().any(|finding| report.summary.counts(finding));
        Ok(if counts { Outcome::Findings } else { Outcome::Fine })
    }
}
