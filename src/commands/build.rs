//! `guidepost build`.

use super::cache::{Cache, CacheOptions, Remembered};
use super::options::{Folder, Overrides, PrintsOf, Today};
use super::pipeline::{self, Checked};
use super::terminal::Terminal;
use super::{Failure, Outcome, site, templates};
use crate::checks::{Selection, shorten};
use crate::diagnostic::render::{Format, Report, Summary, render, summary_line};
use crate::diagnostic::{Finding, Severity};
use crate::output::{Disk, Done, Error, RealDisk, Stage, Stamp, check_folder};
use crate::render::{Fault, Memory};
use crate::source::Unchanged;
use clap::Args;
use rayon::prelude::*;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Check a handbook and write its site
///
/// The site is written whole or not at all. Errors stop the build, unless `--draft` is given; findings that depend
/// on today's date never do: they become banners on the pages. Only files that an earlier build wrote are replaced
/// or deleted; any other file in the way stops the build before anything is changed.
///
/// Exit code 0: the site is written. 1: errors stopped it. 2: it could not be written.
#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    folder: Folder,
    /// The folder the site is written to
    #[arg(short, long, value_name = "DIR", default_value = "site")]
    output: PathBuf,
    /// Build in spite of errors, and mark every page as a draft; what is classified higher stays out all the same
    #[arg(long)]
    draft: bool,
    /// Which processes are written as one page to print
    #[arg(long, value_name = "WHICH", value_enum, default_value_t)]
    prints: PrintsOf,
    #[command(flatten)]
    overrides: Overrides,
    #[command(flatten)]
    today: Today,
    #[command(flatten)]
    cache: CacheOptions,
}

/// Set by Ctrl-C.
static STOP: AtomicBool = AtomicBool::new(false);

impl Build {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let started = Instant::now();
        let dir = &self.folder.dir;
        check_folder(&RealDisk, dir, &self.output)?;
        let output = std::path::absolute(&self.output)?;
        let cache = self.cache.open(dir, &self.output);
        let (before, known) = cache.load();
        let unchanged = known.unchanged();
        let mut checked = pipeline::check(
            dir,
            self.overrides,
            &Selection::default(),
            self.today.get(),
            Some(output),
            known,
        )?;
        shorten(&mut checked.verdict.findings);
        let stopping: Vec<Finding> =
            checked.verdict.findings.iter().filter(|finding| self.stops(finding)).cloned().collect();
        if !stopping.is_empty() {
            self.explain(terminal, &checked, &stopping);
            return Ok(Outcome::Findings);
        }
        stop_on_ctrl_c();
        match self.write(&checked, &cache, &before, &unchanged) {
            Ok((done, faults)) => {
                tell_of_templates(terminal, &mut checked, &faults);
                terminal.print(&self.report(&checked, done, started))?;
                // The process ends here; taking apart what a large handbook is made of would only keep it waiting.
                std::mem::forget((checked, before, unchanged));
                Ok(Outcome::Fine)
            }
            Err(Error::Interrupted) => {
                terminal.note(&Error::Interrupted.to_string());
                Ok(Outcome::Interrupted)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Whether a finding keeps the site from being written.
    fn stops(&self, finding: &Finding) -> bool {
        let error = finding.severity == Some(Severity::Error);
        error && (finding.rule == "cls/leak" || !self.draft && !finding.dated)
    }

    /// Renders into the staging folder, then moves what changed.
    fn write(
        &self,
        checked: &Checked,
        cache: &Cache,
        before: &Remembered,
        unchanged: &Unchanged,
    ) -> Result<(Done, Vec<Fault>), Error> {
        let stage = Stage::open(&RealDisk, &self.output, &STOP)?;
        let (report, memory, kept) =
            site::write(checked, &self.folder.dir, (self.draft, self.prints.into()), &stage, before)?;
        // A template that broke is told anew by every build, so every build must meet it.
        let whole = report.faults.is_empty();
        let pack = || whole.then(|| cache.pack(&memory, &checked.handbook, (before, unchanged)));
        let (done, ready) = rayon::join(|| stage.finish(), pack);
        let done = done?;
        match ready {
            Some(ready) => cache.save(&ready, self.stamps(&memory, before, &kept), before),
            None => cache.forget(),
        }
        // As below: the process is about to end.
        std::mem::forget(memory);
        Ok((done, report.faults))
    }

    /// How the pages look now that they are in place: those that were kept as they did before.
    fn stamps(&self, memory: &Memory, before: &Remembered, kept: &[String]) -> HashMap<String, Stamp> {
        let same = |path: &String| Some((path.clone(), *before.stamps.get(path)?));
        let mut stamps: HashMap<String, Stamp> = kept.iter().filter_map(same).collect();
        let paths: Vec<&str> = memory.paths().filter(|path| !stamps.contains_key(*path)).collect();
        let stamp = |path: &&str| {
            let found = RealDisk.stamp(&self.output.join(path)).ok()??;
            Some(((*path).to_owned(), found))
        };
        stamps.par_extend(paths.par_iter().filter_map(stamp));
        stamps
    }

    /// Says why there is no site.
    fn explain(&self, terminal: &Terminal, checked: &Checked, stopping: &[Finding]) {
        let summary = Summary { elapsed: None, ..checked.summary.clone() };
        let screen = Terminal::width_beside();
        let report = Report { findings: stopping, summary: &summary, screen, ..checked.report() };
        terminal.note(render(Format::Full, &report, terminal.colour_beside()).trim_end());
        let leak = stopping.iter().any(|finding| finding.rule == "cls/leak");
        let way_out = if leak {
            "What is classified higher is never built in, also not with `--draft`"
        } else {
            "`--draft` builds all the same and marks every page"
        };
        terminal.note(&format!(
            "\nThe site was not built; {} is as it was. `guidepost check{}` shows all findings. {way_out}.",
            self.output.display(),
            named(&self.folder.dir),
        ));
    }

    /// What was done, in a line or two.
    fn report(&self, checked: &Checked, done: Done, started: Instant) -> String {
        let pages = done.written + done.unchanged;
        let draft = if self.draft { " as a draft" } else { "" };
        let mut out = format!(
            "Built {} file{} into {}{draft}: {} written, {} unchanged, {} removed; {:.1} s\n",
            pages,
            if pages == 1 { "" } else { "s" },
            self.output.display(),
            done.written,
            done.unchanged,
            done.deleted,
            started.elapsed().as_secs_f64(),
        );
        let check = format!("`guidepost check{}`", named(&self.folder.dir));
        let (dated, rest): (Vec<Finding>, Vec<Finding>) =
            checked.verdict.findings.iter().cloned().partition(|finding| finding.dated);
        let summary = Summary { elapsed: None, ..checked.summary.clone() };
        let others = summary_line(&Report { findings: &rest, summary: &summary, ..checked.report() });
        match (dated.len(), rest.is_empty()) {
            (0, true) => {}
            (0, false) => {
                let _ = writeln!(out, "{others}; see {check}");
            }
            (n, rest) => {
                let depend =
                    if n == 1 { "1 finding depends".to_owned() } else { format!("{n} findings depend") };
                let _ = writeln!(
                    out,
                    "{depend} on today's date, {} (reviews and duties that are due, acceptances that ended): \
                     none stops a build, the pages show them; `--today` takes another day",
                    checked.today,
                );
                if !rest {
                    let _ = writeln!(out, "Besides, {others}");
                }
                let _ = writeln!(out, "{check} shows all");
            }
        }
        out
    }
}

/// The folder as it is written after a command, where it must be.
fn named(dir: &Path) -> String {
    if dir == Path::new("policies") { String::new() } else { format!(" {}", dir.display()) }
}

/// Says which of the handbook's own templates could not be used: those that cannot be read, and those that broke
/// while pages were made.
fn tell_of_templates(terminal: &Terminal, checked: &mut Checked, faults: &[Fault]) {
    let known = |finding: &&Finding| finding.rule == "source/template";
    let mut told: Vec<Finding> = checked.verdict.findings.iter().filter(known).cloned().collect();
    told.extend(templates::broke(checked, faults));
    if told.is_empty() {
        return;
    }
    let report = Report { findings: &told, ..checked.report() };
    terminal.note(render(Format::Concise, &report, terminal.colour_beside()).trim_end());
    terminal.note("For these the built-in templates were taken.\n");
}

/// From here on Ctrl-C stops the build in good order; pressed again, at once (the next build clears up).
fn stop_on_ctrl_c() {
    let handler = || {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    };
    // Where no handler can be set, Ctrl-C ends the process as it always does, and the next build clears up.
    let _ = ctrlc::set_handler(handler);
}
