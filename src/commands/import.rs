//! `guidepost import`.

use super::init::write_new;
use super::terminal::Terminal;
use super::{Failure, Outcome};
use crate::bpmn::{self, Lines, Model};
use crate::import::{Imported, Wishes, import};
use clap::Args;
use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// So many places of one kind are shown.
const PLACES: usize = 20;

/// Make guidelines of a process that was drawn elsewhere
///
/// Reads a BPMN 2.0 file and writes a draft for each process in it, and for each sub-process that shows its inside:
/// lanes become roles, tasks and decisions steps, data what they read and make, times time limits. What could not be
/// carried, and what had to be read into the drawing, is listed with its line, and stands in the draft as an open
/// question. Roles and work products that the handbook has to know stand at the top of the draft.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// The BPMN file, `order.bpmn`
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The file to write; where the drawing gives several guidelines, a folder. By default they go to the terminal
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Write over files that are there
    #[arg(long, requires = "output")]
    force: bool,
    /// The id of the guideline; further ones get theirs from it. By default it is made from the name of the process
    #[arg(long, value_name = "ID", value_parser = id)]
    id: Option<String>,
    /// The role that answers for it
    #[arg(long, value_name = "ROLE", value_parser = id)]
    owner: Option<String>,
    /// The part of the landscape that it describes, `sales/order-management`
    #[arg(long, value_name = "PATH", value_parser = path)]
    process: Option<String>,
    /// Its class of information; by default `internal`
    #[arg(long, value_name = "CLASS", value_parser = id)]
    class: Option<String>,
}

fn id(text: &str) -> Result<String, String> {
    crate::model::read::id(text).map_err(|misread| format!("{}. {}", misread.why, misread.write))
}

fn path(text: &str) -> Result<String, String> {
    let parts: Result<Vec<String>, String> = text.split('/').map(id).collect();
    parts.map(|parts| parts.join("/"))
}

impl Import {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let (model, text) = read(&self.file)?;
        let name = self.file.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let wishes = Wishes {
            file: name,
            id: self.id.clone(),
            owner: self.owner.clone(),
            process: self.process.clone(),
            class: self.class.clone(),
        };
        let made = import(&model, &Lines::of(&text), &wishes);
        if made.is_empty() {
            return Err(nothing_in(&self.file, &model, &text));
        }
        match &self.output {
            None => terminal.print(&made.iter().map(|m| m.text.as_str()).collect::<Vec<_>>().join("\n"))?,
            Some(output) => self.write(output, &made, terminal)?,
        }
        let told = told(&made);
        if !told.is_empty() {
            terminal.note(&told);
        }
        Ok(Outcome::Fine)
    }

    fn write(&self, output: &Path, made: &[Imported], terminal: &Terminal) -> Result<(), Failure> {
        let file = |m: &Imported| output.join(format!("{}.md", m.id));
        // A name that ends like that of a folder is one, also where it is not there yet.
        let folder = output.as_os_str().as_encoded_bytes().ends_with(b"/") || output.is_dir();
        let single = made.len() == 1 && !folder;
        if !single && output.is_file() {
            return Err(Failure(format!(
                "{} holds {} guidelines, and {} is a file; name a folder for them",
                self.file.display(),
                made.len(),
                output.display()
            )));
        }
        let files: Vec<PathBuf> =
            if single { vec![output.to_owned()] } else { made.iter().map(file).collect() };
        // All of them or none.
        if let Some(there) = files.iter().find(|f| f.exists()).filter(|_| !self.force) {
            return Err(Failure(format!(
                "{} is already there; `--force` writes over it, and what was written into it is lost",
                there.display()
            )));
        }
        let mut said = String::new();
        for (file, made) in files.iter().zip(made) {
            let written =
                if self.force { overwrite(file, &made.text) } else { write_new(file, made.text.as_bytes()) };
            written.map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => Failure(format!("{} is already there", file.display())),
                _ => Failure(format!("cannot write {}: {error}", file.display())),
            })?;
            let _ = writeln!(said, "Wrote {} ({}) into {}", made.id, made.title, file.display());
        }
        terminal.print(&shown(&said))
    }
}

fn overwrite(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(file, text)
}

/// Reads a BPMN file; with its text, for lines.
pub(super) fn read(file: &Path) -> Result<(Model, String), Failure> {
    let size = std::fs::metadata(file).map_or(0, |m| m.len());
    if usize::try_from(size).unwrap_or(usize::MAX) > bpmn::LARGEST {
        return Err(Failure(format!("{} is larger than {} MB", file.display(), bpmn::LARGEST >> 20)));
    }
    let bytes =
        std::fs::read(file).map_err(|e| Failure(format!("{} cannot be read: {e}", file.display())))?;
    let text = bpmn::text(bytes).ok_or_else(|| {
        Failure(format!("{} is no UTF-8 text; export it from your tool as BPMN 2.0 XML", file.display()))
    })?;
    let model = bpmn::read(&text).map_err(|e| {
        Failure(format!(
            "{}:{}: this is no BPMN file: {}",
            file.display(),
            Lines::of(&text).line(e.at),
            e.why
        ))
    })?;
    Ok((model, text))
}

/// Why a file gives nothing.
pub(super) fn nothing_in(file: &Path, model: &Model, text: &str) -> Failure {
    let lines = Lines::of(text);
    let unread: Vec<String> =
        model.unread.iter().map(|(at, what)| format!("{what} (line {})", lines.line(*at))).collect();
    let what = match (model.scopes.is_empty(), unread.is_empty()) {
        (_, false) => format!("no process with anything in it, only what is not read: {}", unread.join(", ")),
        (true, true) => "no process in it; is it a BPMN 2.0 file?".to_owned(),
        (false, true) => "no process with anything in it".to_owned(),
    };
    Failure(shown(&format!("{} has {what}", file.display())).trim_end().to_owned())
}

/// What could not be carried, and what was read into the drawing, kind by kind.
fn told(made: &[Imported]) -> String {
    let mut all: Vec<_> = made.iter().flat_map(|m| &m.remarks).collect();
    all.sort_by_key(|r| (r.why, r.line));
    // A message is told at both of its ends.
    all.dedup();
    let mut out = String::new();
    for lost in [true, false] {
        let of_kind: Vec<_> = all.iter().filter(|r| r.why.lost() == lost).collect();
        if of_kind.is_empty() {
            continue;
        }
        let head = if lost { "Not carried over:" } else { "To be looked at:" };
        let _ = writeln!(out, "{head}");
        for group in of_kind.chunk_by(|a, b| a.why == b.why) {
            let _ = writeln!(out, "  {}", group[0].why.text());
            for remark in group.iter().take(PLACES) {
                let _ = writeln!(out, "    line {:<5} {}", remark.line, remark.what);
            }
            if group.len() > PLACES {
                let _ = writeln!(out, "    and {} more, all of them in the drafts", group.len() - PLACES);
            }
        }
    }
    shown(out.trim_end())
}

/// Words of a stranger's file go to the terminal: without what would steer it.
fn shown(text: &str) -> String {
    text.lines().map(|line| crate::diagnostic::render::plain(line).into_owned() + "\n").collect()
}
