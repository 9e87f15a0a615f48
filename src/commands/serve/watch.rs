//! Waits until something in the handbook's folder is saved, and a moment longer: an editor may write a file in several
//! moves, or another file that then takes its name.

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// How long nothing must happen before we look.
const QUIET: Duration = Duration::from_millis(25);
/// However much happens, we look after this time.
const LONGEST: Duration = Duration::from_millis(400);
/// How often a folder that went away is looked for.
const LOST: Duration = Duration::from_millis(300);

/// A watched folder.
#[derive(Debug)]
pub(super) struct Watch {
    /// As the system names it in its news.
    dir: PathBuf,
    tell: Sender<notify::Result<Event>>,
    news: Receiver<notify::Result<Event>>,
    /// None while the folder is away.
    watcher: Option<RecommendedWatcher>,
}

impl Watch {
    /// Watches from now on.
    pub(super) fn new(dir: &Path) -> notify::Result<Self> {
        let (tell, news) = channel();
        let dir = dir.canonicalize().map_err(notify::Error::io)?;
        let mut watch = Self { dir, tell, news, watcher: None };
        watch.attach()?;
        Ok(watch)
    }

    fn attach(&mut self) -> notify::Result<()> {
        let tell = self.tell.clone();
        let mut watcher = notify::recommended_watcher(move |news| _ = tell.send(news))?;
        watcher.watch(&self.dir, RecursiveMode::Recursive)?;
        self.watcher = Some(watcher);
        Ok(())
    }

    /// Waits for the next change; gives the paths within the folder that it concerns, sorted.
    pub(super) fn next(&mut self) -> Vec<String> {
        let mut saved = Vec::new();
        let mut until: Option<Instant> = None;
        loop {
            let wait = match until {
                Some(until) => QUIET.min(until.saturating_duration_since(Instant::now())),
                None => LOST,
            };
            match self.news.recv_timeout(wait) {
                Ok(news) => {
                    if self.concerns(news, &mut saved) {
                        until.get_or_insert_with(|| Instant::now() + LONGEST);
                    }
                }
                Err(RecvTimeoutError::Timeout) if until.is_some() => break,
                // We hold a sender ourselves, so nobody can have hung up.
                Err(_) => {
                    if self.watcher.is_none() && self.dir.is_dir() && self.attach().is_ok() {
                        break;
                    }
                }
            }
            if until.is_some_and(|until| Instant::now() >= until) {
                break;
            }
        }
        self.names(saved)
    }

    /// What is said to have been saved: not the files that an editor made and took away again on the way.
    fn names(&self, mut saved: Vec<String>) -> Vec<String> {
        if self.watcher.is_none() {
            saved.clear();
        }
        let (mut there, gone): (Vec<String>, Vec<String>) =
            saved.into_iter().partition(|path| self.dir.join(path).exists());
        if there.is_empty() {
            there = gone;
        }
        if there.is_empty() {
            there.push(self.dir.file_name().unwrap_or_default().to_string_lossy().into_owned());
        }
        there.sort();
        there.dedup();
        there
    }

    /// Takes down what the news is about; whether it is any of ours.
    fn concerns(&mut self, news: notify::Result<Event>, saved: &mut Vec<String>) -> bool {
        let Ok(event) = news else {
            // News were lost, or a folder cannot be watched: looking once too often does no harm.
            return true;
        };
        let read = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => true,
            _ => false,
        };
        if read {
            return false;
        }
        let gone = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
        let mut ours = event.paths.is_empty();
        for path in &event.paths {
            match path.strip_prefix(&self.dir) {
                Ok(inner) if inner.as_os_str().is_empty() => {
                    // The folder itself went, or another took its name.
                    if gone {
                        self.watcher = None;
                    }
                    ours = true;
                }
                Ok(inner) if counts(inner) => {
                    saved.push(inner.to_string_lossy().replace('\\', "/"));
                    ours = true;
                }
                _ => {}
            }
        }
        ours
    }
}

/// Whether a path within the folder can be a part of the handbook: not what editors, office programs and versioning
/// keep beside it.
fn counts(path: &Path) -> bool {
    path.components().all(|part| {
        let name = part.as_os_str().to_string_lossy();
        let aside = name.starts_with(['.', '#']) || name.starts_with("~$") || name.ends_with('~');
        // The file by which vim finds out whether it may write.
        !aside && name != "4913"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_editors_keep_beside_a_file_is_none_of_ours() {
        for name in ["a.md", "sales/offer.de.yaml", "templates/pages/layout.html", "pictures/floor plan.png"]
        {
            assert!(counts(Path::new(name)), "{name}");
        }
        for name in [
            ".git/index",
            "sales/.offer.md.swp",
            "offer.md~",
            "#offer.md#",
            "~$list.xlsx",
            "4913",
            ".guidepost/x",
        ] {
            assert!(!counts(Path::new(name)), "{name}");
        }
    }
}
