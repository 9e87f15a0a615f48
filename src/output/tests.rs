//! The writer under every failure: each test says what the disk does, and what must lie there afterwards.

use super::*;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tempfile::TempDir;

type Site = BTreeMap<String, String>;

static GO_ON: AtomicBool = AtomicBool::new(false);

fn site(pages: &[(&str, &str)]) -> Site {
    pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// Builds a site as the command does.
fn build(disk: &dyn Disk, target: &Path, pages: &Site) -> Result<Done, Error> {
    let stage = Stage::open(disk, target, &GO_ON)?;
    for (path, text) in pages {
        stage.put(path, text.as_bytes())?;
    }
    stage.finish()
}

/// Everything a reader sees in a folder: files that are not the builder's own.
fn visible(target: &Path) -> Site {
    let mut out = Site::new();
    for entry in walkdir::WalkDir::new(target)
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with(".guidepost"))
    {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(target).unwrap().to_string_lossy().replace('\\', "/");
            out.insert(path, std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    out
}

fn old_site() -> Site {
    site(&[
        ("index.html", "home 1"),
        ("same.html", "same"),
        ("a/page.html", "a 1"),
        ("a/gone.html", "gone"),
        ("b/deep/gone.html", "gone"),
        ("turns", "file 1"),
        ("folds/in.html", "inner"),
    ])
}

/// Changes, additions, deletions, a file that becomes a folder, a folder that becomes a file.
fn new_site() -> Site {
    site(&[
        ("index.html", "home 2"),
        ("same.html", "same"),
        ("a/page.html", "a 2"),
        ("c/new/page.html", "new"),
        ("turns/index.html", "file 2"),
        ("folds", "outer"),
    ])
}

fn target() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn a_site_is_written_then_only_what_changed() {
    let dir = target();
    let out = dir.path().join("deep/site");
    assert_eq!(build(&RealDisk, &out, &old_site()).unwrap(), Done { written: 7, unchanged: 0, deleted: 0 });
    assert_eq!(visible(&out), old_site());
    assert_eq!(build(&RealDisk, &out, &new_site()).unwrap(), Done { written: 5, unchanged: 1, deleted: 4 });
    assert_eq!(visible(&out), new_site());
    assert!(!out.join("b").exists(), "folders that are empty now are gone");
    assert_eq!(build(&RealDisk, &out, &new_site()).unwrap(), Done { written: 0, unchanged: 6, deleted: 0 });
    assert!(!out.join(".guidepost-staging").exists());
}

#[test]
fn two_builds_give_the_same_bytes() {
    let (one, two) = (target(), target());
    build(&RealDisk, one.path(), &old_site()).unwrap();
    build(&RealDisk, one.path(), &new_site()).unwrap();
    build(&RealDisk, two.path(), &new_site()).unwrap();
    let manifest = |dir: &TempDir| std::fs::read(dir.path().join(MANIFEST)).unwrap();
    assert_eq!(manifest(&one), manifest(&two));
}

#[test]
fn files_of_others_are_left_alone() {
    let dir = target();
    std::fs::write(dir.path().join(".gitignore"), "*").unwrap();
    std::fs::create_dir(dir.path().join("a")).unwrap();
    std::fs::write(dir.path().join("a/mine.txt"), "mine").unwrap();
    build(&RealDisk, dir.path(), &old_site()).unwrap();
    build(&RealDisk, dir.path(), &site(&[("index.html", "x")])).unwrap();
    assert_eq!(
        visible(dir.path()),
        site(&[(".gitignore", "*"), ("a/mine.txt", "mine"), ("index.html", "x")])
    );
}

/// Builds over what `prepare` left, and gives the message; nothing may have changed.
fn refused(first: &Site, prepare: impl Fn(&Path), then: &Site) -> String {
    let dir = target();
    build(&RealDisk, dir.path(), first).unwrap();
    prepare(dir.path());
    let before = visible(dir.path());
    let error = build(&RealDisk, dir.path(), then).unwrap_err();
    assert!(matches!(error, Error::Conflicts(..)), "{error}");
    assert_eq!(visible(dir.path()), before);
    assert!(!dir.path().join(".guidepost-staging").exists());
    error.to_string()
}

#[test]
fn a_foreign_file_in_the_way_stops_the_build() {
    let message =
        refused(&Site::new(), |at| std::fs::write(at.join("index.html"), "theirs").unwrap(), &new_site());
    assert!(message.contains("index.html was not written by guidepost"), "{message}");
}

#[test]
fn a_page_that_somebody_edited_stops_the_build() {
    let edit = |at: &Path| std::fs::write(at.join("a/page.html"), "edited").unwrap();
    let message = refused(&old_site(), edit, &new_site());
    assert!(message.contains("a/page.html was changed by somebody"), "{message}");
    // Also where the page itself would stay, and where it would go.
    refused(&old_site(), edit, &old_site());
    refused(&old_site(), edit, &site(&[("index.html", "home 1")]));
}

#[test]
fn a_foreign_folder_or_file_on_the_way_stops_the_build() {
    let folder = |at: &Path| {
        std::fs::create_dir(at.join("c")).unwrap();
        std::fs::write(at.join("c/new"), "a file where a folder should be").unwrap();
    };
    assert!(refused(&old_site(), folder, &new_site()).contains("c/new is a file"));
    let inside = |at: &Path| std::fs::write(at.join("folds/theirs.txt"), "x").unwrap();
    assert!(refused(&old_site(), inside, &new_site()).contains("folds is a folder"));
    let empty = |at: &Path| std::fs::create_dir(at.join("c.html")).unwrap();
    assert!(refused(&Site::new(), empty, &site(&[("c.html", "x")])).contains("c.html is a folder"));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let elsewhere = target();
    std::fs::write(elsewhere.path().join("page.html"), "theirs").unwrap();
    let link = |at: &Path| std::os::unix::fs::symlink(elsewhere.path(), at.join("linked")).unwrap();
    let dir = target();
    link(dir.path());
    let error = build(&RealDisk, dir.path(), &site(&[("linked/new.html", "x")])).unwrap_err();
    assert!(error.to_string().contains("linked is a link"), "{error}");
    assert_eq!(visible(elsewhere.path()), site(&[("page.html", "theirs")]));
}

#[test]
fn a_file_that_is_the_same_already_is_taken_over() {
    let dir = target();
    build(&RealDisk, dir.path(), &old_site()).unwrap();
    std::fs::remove_file(dir.path().join(MANIFEST)).unwrap();
    assert_eq!(
        build(&RealDisk, dir.path(), &old_site()).unwrap(),
        Done { written: 0, unchanged: 7, deleted: 0 }
    );
    build(&RealDisk, dir.path(), &new_site()).unwrap();
    assert_eq!(visible(dir.path()), new_site());
}

#[test]
fn a_page_that_somebody_deleted_comes_back() {
    let dir = target();
    build(&RealDisk, dir.path(), &old_site()).unwrap();
    std::fs::remove_file(dir.path().join("index.html")).unwrap();
    build(&RealDisk, dir.path(), &old_site()).unwrap();
    assert_eq!(visible(dir.path()), old_site());
}

#[test]
fn a_manifest_that_names_other_peoples_files_is_not_believed() {
    let outer = target();
    let out = outer.path().join("site");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(outer.path().join("precious.txt"), "x").unwrap();
    let hash = manifest::hash(b"x");
    for path in ["../precious.txt", "/etc/passwd", ".guidepost-lock"] {
        let text = format!("{{\"version\":1,\"note\":\"\",\"files\":{{\"{path}\":\"{hash}\"}}}}");
        std::fs::write(out.join(MANIFEST), text).unwrap();
        let error = build(&RealDisk, &out, &new_site()).unwrap_err();
        assert!(matches!(error, Error::Manifest(..)), "{error}");
    }
    std::fs::write(out.join(MANIFEST), "{").unwrap();
    assert!(matches!(build(&RealDisk, &out, &new_site()), Err(Error::Manifest(..))));
    assert!(outer.path().join("precious.txt").exists());
}

/// A folder of the site that somebody replaced by a link leads to files that are not in the site, though the list
/// of ours names them with the right hash.
#[cfg(unix)]
#[test]
fn nothing_is_deleted_or_moved_behind_a_link() {
    let (dir, elsewhere) = (target(), target());
    let link = || std::os::unix::fs::symlink(elsewhere.path(), dir.path().join("a")).unwrap();
    build(&RealDisk, dir.path(), &old_site()).unwrap();
    let theirs =
        old_site().into_iter().filter_map(|(path, text)| Some((path.strip_prefix("a/")?.to_owned(), text)));
    let theirs: Site = theirs.collect();
    assert!(!theirs.is_empty());
    for (path, text) in &theirs {
        std::fs::write(elsewhere.path().join(path), text).unwrap();
    }
    std::fs::remove_dir_all(dir.path().join("a")).unwrap();
    link();
    for next in [site(&[("index.html", "all else goes")]), old_site(), new_site()] {
        let error = build(&RealDisk, dir.path(), &next).unwrap_err();
        assert!(matches!(error, Error::Conflicts(..)) && error.to_string().contains("is a link"), "{error}");
        assert_eq!(visible(elsewhere.path()), theirs);
    }
    // Nor by a journal.
    let staging = dir.path().join(".guidepost-staging");
    let hash = manifest::hash(theirs["page.html"].as_bytes());
    for journal in [
        format!("{{\"delete\":[{{\"path\":\"a/page.html\",\"old\":\"{hash}\"}}],\"put\":[]}}"),
        "{\"delete\":[],\"put\":[{\"path\":\"a/new.html\",\"staged\":0,\"old\":null}]}".to_owned(),
    ] {
        std::fs::create_dir_all(staging.join("new")).unwrap();
        std::fs::write(staging.join("new/0"), "x").unwrap();
        std::fs::write(staging.join("journal.json"), journal).unwrap();
        let error = build(&RealDisk, dir.path(), &old_site()).unwrap_err();
        assert!(error.to_string().contains("is a link"), "{error}");
        assert_eq!(visible(elsewhere.path()), theirs);
        std::fs::remove_dir_all(&staging).unwrap();
    }
}

#[test]
fn what_somebody_put_into_the_staging_folder_is_not_deleted() {
    for path in ["theirs.txt", "new/theirs.txt", "old/0/theirs.txt", "manifest.json/x"] {
        let dir = target();
        let file = dir.path().join(".guidepost-staging").join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, "theirs").unwrap();
        let error = build(&RealDisk, dir.path(), &new_site()).unwrap_err();
        assert!(matches!(error, Error::Conflicts(..)), "{path}: {error}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "theirs");
    }
}

#[cfg(unix)]
#[test]
fn our_own_names_taken_by_pipes_links_and_folders_are_told() {
    let make: [fn(&Path); 3] = [
        |at| std::fs::create_dir(at).unwrap(),
        |at| std::os::unix::fs::symlink("../elsewhere", at).unwrap(),
        // Where the command is missing, this is a folder too.
        |at| {
            if !std::process::Command::new("mkfifo").arg(at).status().is_ok_and(|status| status.success()) {
                std::fs::create_dir(at).unwrap();
            }
        },
    ];
    for name in [MANIFEST, ".guidepost-lock"] {
        for make in make {
            let outer = target();
            let out = outer.path().join("site");
            std::fs::create_dir(&out).unwrap();
            make(&out.join(name));
            let error = build(&RealDisk, &out, &new_site()).unwrap_err();
            assert!(matches!(error, Error::Conflicts(..)) && error.to_string().contains(name), "{error}");
            assert!(!outer.path().join("elsewhere").exists());
        }
    }
    let dir = target();
    std::os::unix::fs::symlink("nowhere", dir.path().join("site")).unwrap();
    let error = build(&RealDisk, &dir.path().join("site"), &new_site()).unwrap_err();
    assert!(error.to_string().contains("a link that leads nowhere"), "{error}");
}

#[test]
fn paths_that_collide_are_refused_before_anything_moves() {
    let dir = target();
    for pages in [
        site(&[("SAL-1.html", "a"), ("sal-1.html", "b")]),
        site(&[("A/x.html", "a"), ("a/y.html", "b")]),
        site(&[("a", "page"), ("a/b.html", "inside")]),
        site(&[("../up.html", "x")]),
        site(&[("CON/index.html", "x")]),
    ] {
        let error = build(&RealDisk, dir.path(), &pages).unwrap_err();
        assert!(matches!(error, Error::Path(_)), "{error}");
        assert_eq!(visible(dir.path()), Site::new());
    }
}

#[test]
fn the_second_build_is_told_about_the_first() {
    let dir = target();
    let first = Stage::open(&RealDisk, dir.path(), &GO_ON).unwrap();
    let error = build(&RealDisk, dir.path(), &new_site()).unwrap_err();
    assert!(error.to_string().contains("another build is writing"), "{error}");
    first.put("index.html", b"first").unwrap();
    first.finish().unwrap();
    assert_eq!(visible(dir.path()), site(&[("index.html", "first")]));
    build(&RealDisk, dir.path(), &new_site()).unwrap();
}

#[test]
fn a_build_that_is_stopped_leaves_the_old_site() {
    let dir = target();
    build(&RealDisk, dir.path(), &old_site()).unwrap();
    let stop = AtomicBool::new(false);
    let stage = Stage::open(&RealDisk, dir.path(), &stop).unwrap();
    stage.put("index.html", b"half").unwrap();
    stop.store(true, Ordering::Relaxed);
    assert!(matches!(stage.put("b.html", b"x"), Err(Error::Interrupted)));
    assert!(matches!(stage.finish(), Err(Error::Interrupted)));
    assert_eq!(visible(dir.path()), old_site());
    assert!(!dir.path().join(".guidepost-staging").exists());
}

#[test]
fn a_target_that_is_a_file_is_refused() {
    let dir = target();
    let file = dir.path().join("site");
    std::fs::write(&file, "x").unwrap();
    let error = build(&RealDisk, &file, &new_site()).unwrap_err();
    assert!(error.to_string().contains("is a file"), "{error}");
    assert!(build(&RealDisk, &file.join("inner"), &new_site()).is_err());
}

#[test]
fn the_site_never_goes_over_the_handbook() {
    let dir = target();
    let book = dir.path().join("policies");
    std::fs::create_dir_all(book.join("guidelines")).unwrap();
    std::fs::write(book.join("guidelines/a.md"), "x").unwrap();
    let check = |target: &Path| check_folder(&RealDisk, &book, target);
    assert!(check(&book).is_err());
    assert!(check(dir.path()).is_err());
    assert!(check(&book.join("guidelines")).is_err(), "a folder with sources in it");
    assert!(check(&book.join("guidelines/../../policies")).is_err(), "dots are followed");
    assert_eq!(check(&dir.path().join("site")).unwrap(), Handbook::Apart);
    assert_eq!(check(&dir.path().join("policies-site")).unwrap(), Handbook::Apart);
    assert_eq!(check(&book.join("out/site")).unwrap(), Handbook::Inside("out/site".to_owned()));
    std::fs::create_dir_all(book.join("site")).unwrap();
    build(&RealDisk, &book.join("site"), &old_site()).unwrap();
    assert_eq!(check(&book.join("site")).unwrap(), Handbook::Inside("site".to_owned()));
}

/// A disk that fails at one operation.
struct Failing {
    /// How many changing operations still succeed.
    left: AtomicUsize,
    /// Whether everything after the failure fails too, as when the process is killed.
    dies: bool,
    /// Whether it knows second names for files.
    links: bool,
}

impl Failing {
    fn at(operation: usize, dies: bool, links: bool) -> Self {
        Self { left: AtomicUsize::new(operation), dies, links }
    }

    /// Never fails.
    fn never() -> Self {
        Self::at(usize::MAX, false, true)
    }

    fn change(&self) -> io::Result<()> {
        let left = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| match left {
            0 if self.dies => Some(0),
            0 | usize::MAX => Some(usize::MAX),
            n => Some(n - 1),
        });
        if left == Ok(0) { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
    }

    fn failed(&self) -> bool {
        matches!(self.left.load(Ordering::Relaxed), 0 | usize::MAX)
    }
}

impl Disk for Failing {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        RealDisk.kind(path)
    }
    fn stamp(&self, path: &Path) -> io::Result<Option<Stamp>> {
        RealDisk.stamp(path)
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        RealDisk.read(path)
    }
    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        RealDisk.list(path)
    }
    fn write(&self, path: &Path, bytes: &[u8], _safe: bool) -> io::Result<()> {
        // No power is lost in these tests, so nothing waits for the disk.
        if let Err(error) = self.change() {
            // A full disk takes the first half.
            RealDisk.write(path, &bytes[..bytes.len() / 2], false)?;
            return Err(error);
        }
        RealDisk.write(path, bytes, false)
    }
    fn create_folders(&self, path: &Path) -> io::Result<()> {
        self.change()?;
        RealDisk.create_folders(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.change()?;
        RealDisk.rename(from, to)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        if !self.links {
            return Err(io::Error::from(io::ErrorKind::Unsupported));
        }
        self.change()?;
        RealDisk.link(from, to)
    }
    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.change()?;
        RealDisk.remove_file(path)
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.change()?;
        RealDisk.remove_folder(path)
    }
    fn remove_all(&self, path: &Path) -> io::Result<()> {
        self.change()?;
        RealDisk.remove_all(path)
    }
}

/// Runs a build that fails at operation 0, 1, 2 … until none fails any more, and calls `after` with the folder
/// and what the build said.
fn at_every_operation(dies: bool, links: bool, after: impl Fn(&Path, usize, Result<Done, Error>)) {
    for operation in 0..1_000 {
        let dir = target();
        build(&Failing::never(), dir.path(), &old_site()).unwrap();
        let disk = Failing::at(operation, dies, links);
        let result = build(&disk, dir.path(), &new_site());
        if !disk.failed() {
            assert!(operation > 20, "the build has more operations than that");
            return;
        }
        after(dir.path(), operation, result);
    }
    panic!("the build never came to an end");
}

#[test]
fn a_full_disk_is_called_that() {
    let dir = target();
    let error = build(&Failing::at(5, true, true), dir.path(), &new_site()).unwrap_err();
    assert!(error.to_string().contains("the disk is full"), "{error}");
    assert_eq!(visible(dir.path()), Site::new());
}

#[test]
fn one_failing_operation_leaves_the_old_site_or_the_new() {
    for links in [true, false] {
        at_every_operation(false, links, |at, operation, result| {
            let now = visible(at);
            match result {
                // Not everything matters: clearing up may fail.
                Ok(_) => assert_eq!(now, new_site(), "operation {operation}"),
                Err(error) => {
                    assert!(matches!(error, Error::Io { .. }), "operation {operation}: {error}");
                    assert_eq!(now, old_site(), "operation {operation}");
                }
            }
            build(&Failing::never(), at, &new_site()).unwrap();
            assert_eq!(visible(at), new_site(), "operation {operation}");
        });
    }
}

#[test]
fn a_kill_at_any_operation_is_finished_or_forgotten_by_the_next_run() {
    for links in [true, false] {
        at_every_operation(true, links, |at, operation, _| {
            // Each page that is there is whole, old or new; with second names, none is ever missing that both
            // sites have.
            let (old, new, now) = (old_site(), new_site(), visible(at));
            for (path, text) in &now {
                let fine = [old.get(path), new.get(path)].contains(&Some(text));
                assert!(fine, "operation {operation}: {path} holds {text:?}");
            }
            if links {
                for path in old.keys().filter(|path| new.contains_key(*path)) {
                    assert!(now.contains_key(path), "operation {operation}: {path} is missing");
                }
            }
            // The next run may want something else; what the crash left is settled first, wholly.
            drop(Stage::open(&Failing::never(), at, &GO_ON).unwrap());
            let settled = visible(at);
            assert!(settled == old || settled == new, "operation {operation}: {settled:?}");
            build(&Failing::never(), at, &old).unwrap();
            assert_eq!(visible(at), old, "operation {operation}");
            assert!(!at.join(".guidepost-staging").exists());
        });
    }
}

#[test]
fn a_kill_during_the_recovery_is_finished_too() {
    for first in (0..60).step_by(3) {
        for second in 0..12 {
            let dir = target();
            build(&Failing::never(), dir.path(), &old_site()).unwrap();
            let _ = build(&Failing::at(first, true, true), dir.path(), &new_site());
            let _ = Stage::open(&Failing::at(second, true, true), dir.path(), &GO_ON).map(drop);
            drop(Stage::open(&RealDisk, dir.path(), &GO_ON).unwrap());
            let settled = visible(dir.path());
            assert!(settled == old_site() || settled == new_site(), "{first}, {second}: {settled:?}");
        }
    }
}

#[test]
fn what_somebody_put_there_after_a_crash_is_not_lost() {
    // The first operation after the journal: nothing is moved yet.
    let dir = target();
    build(&Failing::never(), dir.path(), &old_site()).unwrap();
    let journal = dir.path().join(".guidepost-staging/journal.json");
    let crashed = (0..1_000).any(|operation| {
        let _ = build(&Failing::at(operation, true, true), dir.path(), &new_site());
        journal.exists()
    });
    assert!(crashed);
    std::fs::write(dir.path().join("index.html"), "theirs").unwrap();
    let error = build(&RealDisk, dir.path(), &new_site()).unwrap_err();
    assert!(error.to_string().contains("index.html was changed by somebody"), "{error}");
    assert_eq!(std::fs::read_to_string(dir.path().join("index.html")).unwrap(), "theirs");
    std::fs::remove_file(dir.path().join("index.html")).unwrap();
    build(&RealDisk, dir.path(), &new_site()).unwrap();
    assert_eq!(visible(dir.path()), new_site());
}

#[test]
fn pages_may_be_put_side_by_side() {
    use rayon::prelude::*;
    let dir = target();
    let pages: Vec<_> = (0..300).map(|n| (format!("p/{n}.html"), format!("page {n}"))).collect();
    let stage = Stage::open(&RealDisk, dir.path(), &GO_ON).unwrap();
    pages.par_iter().for_each(|(path, text)| stage.put(path, text.as_bytes()).unwrap());
    assert_eq!(stage.finish().unwrap().written, 300);
    assert_eq!(visible(dir.path()), pages.into_iter().collect::<Site>());
}
