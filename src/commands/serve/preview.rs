//! The preview as a machine with one move: the folder is read anew, and what it gives takes the place of what was
//! shown, or does not. It knows no browser and no clock but the date.

use super::files::{File, Files, Shown, inside, is_page};
use super::told::Told;
use crate::checks::{Selection, shorten};
use crate::commands::options::{Overrides, Today};
use crate::commands::pipeline::{self, Checked};
use crate::commands::{Failure, templates};
use crate::model::Known;
use crate::render::{Edition, Fault, Memory, Pages, Prints, Report, Site};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A handbook that is shown.
#[derive(Debug)]
pub(super) struct Preview {
    dir: PathBuf,
    overrides: Overrides,
    today: Today,
    files: Arc<Files>,
    /// What files said that have not changed since.
    known: Known,
    /// What the pages were made from.
    memory: Memory,
    /// Whether the pages were made from files that could all be read.
    whole: bool,
}

/// Pages on their way, beside those that are shown.
struct Onto<'a> {
    before: &'a Files,
    made: Mutex<Files>,
}

impl Onto<'_> {
    fn insert(&self, path: &str, file: File) {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), file);
    }
}

impl Pages<Fault> for Onto<'_> {
    /// A file that did not change is not held twice.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        let file = match self.before.get(path) {
            Some(File::Made(before)) if **before == *bytes => File::Made(Arc::clone(before)),
            _ => File::Made(bytes.into()),
        };
        self.insert(path, file);
        Ok(())
    }

    fn has(&self, path: &str) -> bool {
        matches!(self.before.get(path), Some(File::Made(_)))
    }

    fn text(&self, path: &str) -> Option<String> {
        match self.before.get(path) {
            Some(File::Made(bytes)) => String::from_utf8(bytes.to_vec()).ok(),
            _ => None,
        }
    }

    fn keep(&self, path: &str) -> Result<(), Fault> {
        if let Some(file) = self.before.get(path) {
            self.insert(path, file.clone());
        }
        Ok(())
    }
}

/// What a move gave.
#[derive(Debug)]
pub(super) struct Rebuilt {
    /// What is shown now.
    pub(super) shown: Shown,
    /// How many pages and other files changed or came.
    changed: [usize; 2],
    /// How many went.
    removed: usize,
    /// How long it took.
    took: Duration,
}

impl Preview {
    /// Nothing is shown yet.
    pub(super) fn new(dir: PathBuf, overrides: Overrides, today: Today) -> Self {
        Self {
            dir,
            overrides,
            today,
            files: Arc::default(),
            known: Known::default(),
            memory: Memory::default(),
            whole: false,
        }
    }

    /// Makes everything for the first time.
    ///
    /// # Errors
    /// Where there is no handbook to read; later that is told over the pages.
    pub(super) fn first(&mut self) -> Result<Rebuilt, Failure> {
        let started = Instant::now();
        let checked = self.check()?;
        Ok(self.take(checked, started))
    }

    /// Reads the folder anew.
    pub(super) fn rebuild(&mut self) -> Rebuilt {
        let started = Instant::now();
        match self.check() {
            Ok(checked) => self.take(checked, started),
            Err(failure) => self.done(Arc::clone(&self.files), Told::failure(&failure.0), started),
        }
    }

    fn check(&mut self) -> Result<Checked, Failure> {
        let known = std::mem::take(&mut self.known);
        pipeline::check(&self.dir, self.overrides, &Selection::default(), self.today.get(), None, known)
    }

    /// Makes the pages, or leaves them as they are: where a classified text would show, and where a file cannot be
    /// read and there are pages from when all could. The author of a half-written line wants to see his page with the
    /// line told, not half a page, nor how every other page looks without it.
    fn take(&mut self, mut checked: Checked, started: Instant) -> Rebuilt {
        let broken = &checked.handbook.broken;
        // Without its settings nobody knows which class may show.
        let unset = broken.iter().any(|file| checked.handbook.sources.path(*file) == "handbook.yaml");
        let whole = broken.is_empty();
        let leak = checked.verdict.findings.iter().any(|finding| finding.rule == "cls/leak");
        let keep = leak || unset || (self.whole && !whole);
        let files = if keep {
            Arc::clone(&self.files)
        } else {
            self.whole = whole;
            Arc::new(self.pages(&mut checked))
        };
        shorten(&mut checked.verdict.findings);
        let told = Told::findings(&checked.report(), keep);
        let Checked { handbook, graphs, .. } = checked;
        rayon::spawn(move || drop(graphs));
        self.known = Known::take(handbook);
        self.done(files, told, started)
    }

    /// All files of the site. A page that nothing changed for is not made again.
    fn pages(&mut self, checked: &mut Checked) -> Files {
        let edition = Edition {
            handbook: &checked.handbook,
            graphs: &checked.graphs,
            findings: &checked.verdict.findings,
            today: checked.today,
            draft: false,
            prints: Prints::Auto,
        };
        let onto = Onto { before: &self.files, made: Mutex::new(Files::new()) };
        let written = Site::new(edition, &checked.templates).write(Some(&self.memory), &onto);
        let mut files = onto.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        let failed = |fault| (Report { faults: vec![fault], ..Report::default() }, Memory::default());
        let (report, memory) = written.unwrap_or_else(failed);
        // A template that broke is told each time, so each time it must be met.
        self.memory = if report.faults.is_empty() { memory } else { Memory::default() };
        for (from, to) in report.copies {
            let path = self.dir.join(from);
            if inside(&self.dir, &path) {
                files.insert(to, File::copied(path));
            }
        }
        let broke = templates::broke(checked, &report.faults);
        checked.verdict.findings.extend(broke);
        files
    }

    fn done(&mut self, files: Arc<Files>, told: Told, started: Instant) -> Rebuilt {
        let differs = |(path, file): &(&String, &File)| !self.files.get(*path).is_some_and(|f| f.is(file));
        let mut changed = [0, 0];
        for (path, _) in files.iter().filter(differs) {
            changed[usize::from(!is_page(path))] += 1;
        }
        let removed = self.files.keys().filter(|path| !files.contains_key(*path)).count();
        let before = std::mem::replace(&mut self.files, files);
        // Who still reads it keeps it; otherwise taking it apart need not keep anybody waiting.
        rayon::spawn(move || drop(before));
        let shown = Shown { files: Arc::clone(&self.files), told: Arc::new(told) };
        Rebuilt { shown, changed, removed, took: started.elapsed() }
    }
}

impl Rebuilt {
    /// What happened, in a line: what was saved, what changed, what is wrong, how long it took.
    pub(super) fn line(&self, saved: &[String]) -> String {
        let mut out = match saved {
            [] => String::new(),
            [one] => format!("{one}: "),
            [one, rest @ ..] => format!("{one} and {} more: ", rest.len()),
        };
        let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let [pages, others] = self.changed;
        let mut parts = Vec::new();
        let verb = if saved.is_empty() { "made" } else { "changed" };
        if pages > 0 {
            parts.push(format!("{} {verb}", count(pages, "page")));
        }
        if others > 0 {
            parts.push(format!("{} {verb}", count(others, "other file")));
        }
        if self.removed > 0 {
            parts.push(format!("{} gone", self.removed));
        }
        if parts.is_empty() {
            parts.push("no page changed".to_owned());
        }
        let _ = write!(out, "{}", parts.join(", "));
        let told = self.shown.told.line();
        let _ = writeln!(
            out,
            "; {told}{}{:.2} s",
            if told.is_empty() { "" } else { "; " },
            self.took.as_secs_f64()
        );
        crate::diagnostic::render::plain(out.trim_end()).into_owned() + "\n"
    }
}
