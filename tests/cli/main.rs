//! The command line as people and CI use it: the real program, in folders of its own.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test says what it expects by falling over")]

mod build;
mod chart;
mod check;
mod hardship;
mod import;
mod list;
mod prove;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod start;
mod words;

use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The program, with nothing of this machine's settings.
fn guidepost() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    // No test sees what another one built, nor does this machine's user.
    command.env("GUIDEPOST_CACHE", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    command
}

/// What a run gave.
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// Runs the program in `folder`.
fn run(folder: &Path, args: &[&str]) -> Ran {
    guidepost().current_dir(folder).args(args).output().unwrap().into()
}

/// A folder with these files in it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(dir.path(), path, text);
    }
    dir
}

fn write(dir: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = dir.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A folder with a handbook from `init` in `policies`.
fn handbook() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let ran = run(dir.path(), &["init", "policies"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    dir
}
