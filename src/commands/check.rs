//! `guidepost check`.

use super::mend::mend;
use super::options::{FindingsAs, Folder, Overrides, Select, Today};
use super::pipeline::{self, Checked};
use super::terminal::Terminal;
use super::{Failure, Outcome};
use crate::checks::{Baseline, shorten};
use crate::diagnostic::render::{Report, render};
use crate::model::Known;
use clap::{Args, ValueEnum};
use std::fs;
use std::path::Path;

/// Check a handbook and show every finding
///
/// Reads all files of the handbook and reports everything that is wrong in one run. Writes nothing, unless `--fix` or
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
    overrides: Overrides,
    #[command(flatten)]
    today: Today,
    /// Make the edits that are safe to make unasked, and show what is left; nothing else in a file changes
    #[arg(long, conflicts_with = "write_baseline")]
    fix: bool,
    /// Write all errors and warnings of now to `baseline.yaml`, so that only new ones count from then on
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
        let dir = &self.folder.dir;
        let mut checked =
            pipeline::check(dir, self.overrides, &selection, self.today.get(), None, Known::default())?;
        if self.fix {
            let again =
                || pipeline::check(dir, self.overrides, &selection, self.today.get(), None, Known::default());
            let (after, mended) = mend(dir, checked, again)?;
            terminal.note(&mended.text());
            checked = after;
        }
        if self.write_baseline {
            terminal.note(&write_baseline(&checked, dir)?);
            // Shown is what the next run will show.
            checked =
                pipeline::check(dir, self.overrides, &selection, self.today.get(), None, Known::default())?;
        }
        // Not before the baseline is written, which holds everything.
        shorten(&mut checked.verdict.findings);
        checked.summary.deny_warnings = self.deny == Some(Deny::Warnings);
        let report = Report { screen: Terminal::width(), ..checked.report() };
        terminal.print(&render(self.format.into(), &report, self.format.colour(terminal)))?;
        let counts = report.findings.iter().any(|finding| report.summary.counts(finding));
        Ok(if counts { Outcome::Findings } else { Outcome::Fine })
    }
}

/// Writes everything that counts now, and what the baseline held already and still occurs. Says what it did.
fn write_baseline(checked: &Checked, dir: &Path) -> Result<String, Failure> {
    let verdict = &checked.verdict;
    let findings = verdict.baselined.iter().chain(&verdict.findings);
    let baseline = Baseline::of(findings, &checked.handbook.sources);
    let text = baseline.to_yaml().map_err(Failure)?;
    let path = dir.join("baseline.yaml");
    replace(&path, &text).map_err(|error| Failure(format!("cannot write {}: {error}", path.display())))?;
    let times = match baseline.len() {
        1 => "1 finding".to_owned(),
        n => format!("{n} findings"),
    };
    Ok(format!("Wrote {times} to {}. From now on only new ones count.", path.display()))
}

/// Replaces a file in one step, so that a crash leaves the old one.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    // Hidden, so that it is no part of the handbook even if it stays behind.
    let draft = path.with_file_name(".baseline.yaml.draft");
    let done = fs::write(&draft, text).and_then(|()| fs::rename(&draft, path));
    if done.is_err() {
        let _ = fs::remove_file(&draft);
    }
    done
}
