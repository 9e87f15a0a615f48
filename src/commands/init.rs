//! `guidepost init`.

use super::terminal::Terminal;
use super::{Failure, Outcome};
use clap::Args;
use include_dir::{Dir, File, include_dir};
use std::fmt::Write as _;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// The handbook that `init` writes.
static TEMPLATE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/init");

/// Start a handbook: a few files that check clean and build, with comments that teach
///
/// Overwrites nothing: where one of the files is there already, nothing is written.
#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder of the new handbook; made where it is not there
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

impl Init {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let files = files(&TEMPLATE);
        self.refuse(&files)?;
        let mut written = Vec::new();
        for file in &files {
            let path = self.dir.join(file.path());
            if let Err(error) = write_new(&path, file.contents()) {
                // All or nothing here too.
                for path in written {
                    let _ = fs::remove_file(path);
                }
                return Err(Failure(format!("cannot write {}: {error}", path.display())));
            }
            written.push(path);
        }
        let dir = self.dir.display();
        let named = if self.dir == Path::new("policies") { String::new() } else { format!(" {dir}") };
        let mut out = format!("Started a handbook in {dir}:\n\n");
        for path in &written {
            let _ = writeln!(out, "  {}", path.display());
        }
        let _ = writeln!(
            out,
            "\nNext: see what is wrong with `guidepost check{named}`, publish with `guidepost build{named}`."
        );
        terminal.print(&out)?;
        Ok(Outcome::Fine)
    }

    /// Refuses where anything would be overwritten, before anything is written.
    fn refuse(&self, files: &[&File<'_>]) -> Result<(), Failure> {
        if self.dir.exists() && !self.dir.is_dir() {
            return Err(Failure(format!("{} is a file; choose a folder", self.dir.display())));
        }
        let there: Vec<String> = files
            .iter()
            .map(|file| self.dir.join(file.path()))
            .filter(|path| path.symlink_metadata().is_ok())
            .map(|path| path.display().to_string())
            .collect();
        if there.is_empty() {
            return Ok(());
        }
        Err(Failure(format!(
            "{} already there, and `init` overwrites nothing; choose another folder",
            if there.len() == 1 { format!("{} is", there[0]) } else { format!("{} are", there.join(", ")) }
        )))
    }
}

/// All files of the template, sorted.
fn files<'a>(dir: &'a Dir<'a>) -> Vec<&'a File<'a>> {
    let mut out: Vec<_> = dir.files().chain(dir.dirs().flat_map(files)).collect();
    out.sort_by_key(|file| file.path());
    out
}

/// Writes a file that must not be there yet, with the folders above it.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.as_ref().is_err_and(|error| error.kind() != ErrorKind::AlreadyExists) {
        let _ = fs::remove_file(path);
    }
    written
}
