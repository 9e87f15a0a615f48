//! `guidepost schema`.

use super::options::did_you_mean;
use super::terminal::Terminal;
use super::{Failure, Outcome, table};
use crate::model::schema::{SCHEMAS, json_schema};
use crate::render::data_schema;
use crate::source::FileKind;
use clap::Args;
use std::fs;
use std::path::{Path, PathBuf};

/// Print or write JSON Schemas of the source files, for completion and errors in an editor; and of handbook.json
///
/// Without a kind it lists the kinds. With `--dir`, those of the source files are written, or the one named; the README
/// shows how to tell Visual Studio Code of them.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// The kind of file: handbook, organisation, landscape, glossary, soa, standard, guideline, translation; or data, for handbook.json of the site
    #[arg(value_name = "KIND")]
    kind: Option<String>,
    /// Write `KIND.json` into this folder instead of printing it
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Schema {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let chosen = self.kind.as_deref().map(find).transpose()?;
        match (&self.dir, chosen) {
            (Some(dir), chosen) => {
                let one = chosen.map(|one| vec![one]);
                for (kind, name, _) in
                    one.unwrap_or_else(|| schemas().filter(|(kind, _, _)| kind.is_some()).collect())
                {
                    let path = dir.join(format!("{name}.json"));
                    write(&path, &text(kind)?)?;
                    terminal.print(&format!("Wrote {}\n", path.display()))?;
                }
            }
            (None, Some((kind, _, _))) => terminal.print(&text(kind)?)?,
            (None, None) => {
                let rows: Vec<Vec<String>> =
                    schemas().map(|(_, name, files)| vec![name.to_owned(), files.to_owned()]).collect();
                terminal.print(&table::aligned(&["kind", "files"], &rows))?;
            }
        }
        Ok(Outcome::Fine)
    }
}

/// A schema: the kind of source file, or none for the data of a site; its name; what it is for.
type Known = (Option<FileKind>, &'static str, &'static str);

/// All schemas.
fn schemas() -> impl Iterator<Item = Known> {
    let sources = SCHEMAS.iter().map(|&(kind, name, files)| (Some(kind), name, files));
    sources.chain([(None, "data", "handbook.json of a site, and of a large one the files below data/")])
}

/// The schema of a name.
fn find(name: &str) -> Result<Known, Failure> {
    schemas().find(|(_, known, _)| *known == name).ok_or_else(|| {
        let near = did_you_mean(name, schemas().map(|(_, known, _)| known));
        Failure(format!("there is no schema \"{name}\"{near} `guidepost schema` lists them"))
    })
}

fn text(kind: Option<FileKind>) -> Result<String, Failure> {
    let schema = match kind {
        Some(kind) => {
            json_schema(kind).ok_or_else(|| Failure("this kind of file has no schema".to_owned()))?
        }
        None => data_schema(),
    };
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

/// Writes a schema; replaces another schema, but nothing else.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| Failure(format!("cannot write {}: {error}", path.display()));
    if let Ok(there) = fs::read(path) {
        let schema = serde_json::from_slice::<serde_json::Value>(&there)
            .is_ok_and(|there| there.get("$schema").is_some());
        if !schema {
            return Err(Failure(format!(
                "{} is there already and is no schema, so it is left alone; choose another folder",
                path.display()
            )));
        }
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}
