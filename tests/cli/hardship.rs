//! Builds that are killed, stopped, forbidden or short of room: the old site stays or the new one is whole, and the
//! next build goes on.
#![cfg(unix)]

use super::build::visible;
use super::{Ran, guidepost, handbook, run, write};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A handbook with enough pages that a build takes a moment.
fn large() -> TempDir {
    let dir = handbook();
    change_all(dir.path(), "first");
    dir
}

/// Writes every document anew, so that a build has something to do.
fn change_all(dir: &Path, word: &str) {
    for n in 0..24 {
        let text = format!(
            "---\nid: SAL-P-{n:03}\ntitle: Policy {n} {word}\ntype: policy\nprocess: sales\nstatus: draft\n\
             class: internal\nowner: head-of-sales\npurpose: x\nscope: y\n---\n{}\n",
            format!("{word} ").repeat(1_000)
        );
        write(dir, &format!("policies/documents/{n}.md"), text);
    }
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
    // It may be over already, which is one of the cases.
    let _ = sent;
}

/// Starts a build and waits until it writes, or is over.
fn start_and_wait(dir: &Path, delay: Duration) -> Child {
    let mut child = guidepost()
        .current_dir(dir)
        .arg("build")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let staging = dir.join("site/.guidepost-staging/new/0");
    let begun = Instant::now();
    while !staging.exists() && child.try_wait().unwrap().is_none() && begun.elapsed() < Duration::from_mins(1)
    {
        std::thread::sleep(Duration::from_millis(1));
    }
    std::thread::sleep(delay);
    child
}

#[test]
fn a_build_that_is_killed_is_finished_or_forgotten_by_the_next() {
    let dir = large();
    let site = dir.path().join("site");
    assert_eq!(run(dir.path(), &["build"]).code, Some(0));
    let mut old = visible(&site);
    for (round, to) in ["one", "two", "three"].into_iter().enumerate() {
        change_all(dir.path(), to);
        let mut child = start_and_wait(dir.path(), Duration::from_millis(round as u64 * 40));
        signal(&child, "KILL");
        child.wait().unwrap();
        let after = visible(&site);
        let ran = run(dir.path(), &["build"]);
        assert_eq!(ran.code, Some(0), "round {round}: {}", ran.err);
        let new = visible(&site);
        // Whatever lay there after the kill was a whole page of one of the two sites.
        for (path, bytes) in &after {
            assert!(old.get(path) == Some(bytes) || new.get(path) == Some(bytes), "round {round}: {path}");
        }
        assert!(!site.join(".guidepost-staging").exists());
        old = new;
    }
}

#[test]
fn ctrl_c_leaves_the_old_site_and_gives_130() {
    let dir = large();
    let site = dir.path().join("site");
    assert_eq!(run(dir.path(), &["build"]).code, Some(0));
    let old = visible(&site);
    change_all(dir.path(), "changed");
    let mut child = start_and_wait(dir.path(), Duration::ZERO);
    signal(&child, "INT");
    let status = child.wait().unwrap();
    if status.code() == Some(0) {
        // It came too late: then the new site is whole.
        assert!(run(dir.path(), &["build"]).out.contains(": 0 written, "));
    } else {
        assert_eq!(status.code(), Some(130));
        assert!(visible(&site) == old, "the old site is untouched");
    }
    assert!(!site.join(".guidepost-staging").exists());
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_nothing_is_changed() {
    let dir = handbook();
    assert_eq!(run(dir.path(), &["build"]).code, Some(0));
    let before = visible(&dir.path().join("site"));
    change_all(dir.path(), &"long".repeat(20));
    // The signal that comes with the limit is ignored, as a full disk sends none either.
    let script = "trap '' XFSZ; ulimit -f 100; exec \"$0\" build";
    let ran: Ran = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_guidepost")])
        .current_dir(dir.path())
        .output()
        .unwrap()
        .into();
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    assert!(ran.err.contains("larger than the system allows"), "{}", ran.err);
    assert_eq!(visible(&dir.path().join("site")), before);
    assert!(!dir.path().join("site/.guidepost-staging").exists());
    assert_eq!(run(dir.path(), &["build"]).code, Some(0));
}

/// Runs the program as somebody who may not do all: as root, under another user; else as we are. `None` where that
/// cannot be had, with the reason on standard error.
fn as_nobody(dir: &Path, args: &[&str]) -> Option<Ran> {
    let mut command = if fs::metadata("/root").is_ok() && fs::read_dir("/root").is_ok() {
        // The program must lie where the other user can reach it.
        let program = dir.join("guidepost-of-nobody");
        let ours = env!("CARGO_BIN_EXE_guidepost");
        // A second name rather than a copy: a program that is still open for writing, be it in a process that
        // another test is just starting, cannot be run.
        if !program.exists() && fs::hard_link(ours, &program).is_err() {
            fs::copy(ours, &program).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
            std::thread::sleep(Duration::from_millis(300));
        }
        fs::set_permissions(dir, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
        command
    } else {
        guidepost()
    };
    match command.current_dir(dir).args(args).stdin(Stdio::null()).output() {
        Ok(output) => Some(output.into()),
        Err(error) => {
            eprintln!("left out: setpriv cannot be run ({error})");
            None
        }
    }
}

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn an_output_without_permission_is_told() {
    let dir = handbook();
    mode(dir.path(), 0o555);
    let ran = as_nobody(dir.path(), &["build"]);
    // As root the helper opened it again for others to read, which is what is wanted.
    let site = dir.path().join("site").exists();
    mode(dir.path(), 0o755);
    let Some(ran) = ran else { return };
    assert_eq!(ran.code, Some(2), "{}", ran.out);
    assert!(ran.err.contains("site: no permission"), "{}", ran.err);
    assert!(!site);
}

#[test]
fn a_file_without_permission_is_a_finding_that_counts() {
    let dir = handbook();
    let secret = dir.path().join("policies/guidelines/secret.md");
    write(dir.path(), "policies/guidelines/secret.md", "# Secret\n");
    mode(&secret, 0o000);
    let ran = as_nobody(dir.path(), &["check", "--format", "concise"]);
    mode(&secret, 0o644);
    let Some(ran) = ran else { return };
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(ran.out.contains("secret.md:1:1: error[source/unreadable]"), "{}", ran.out);
}

#[test]
fn a_page_without_permission_stops_the_build_before_anything_moves() {
    let dir = handbook();
    assert_eq!(run(dir.path(), &["build"]).code, Some(0));
    let site = dir.path().join("site");
    let before = visible(&site);
    // The other user may write everywhere but into one folder that holds pages.
    let inner = fs::read_dir(&site).unwrap().map(|entry| entry.unwrap().path()).find(|path| path.is_dir());
    let Some(inner) = inner else { return };
    for entry in walkdir::WalkDir::new(&site) {
        mode(entry.unwrap().path(), 0o777);
    }
    mode(&inner, 0o555);
    let guideline = dir.path().join("policies/guidelines/answering-enquiries.md");
    let text = fs::read_to_string(&guideline).unwrap().replace("Answering enquiries", "Answering quickly");
    fs::write(&guideline, text).unwrap();
    let ran = as_nobody(dir.path(), &["build"]);
    mode(&inner, 0o755);
    let Some(ran) = ran else { return };
    if ran.code == Some(2) {
        assert!(ran.err.contains("no permission"), "{}", ran.err);
        assert_eq!(visible(&site), before);
    } else {
        assert_eq!(ran.code, Some(0), "no page of that folder changed: {}", ran.err);
    }
}
