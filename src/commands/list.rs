//! `guidepost list`.

use super::options::{Folder, did_you_mean};
use super::terminal::Terminal;
use super::{Failure, Outcome, pipeline, table};
use crate::diagnostic::render::plain;
use crate::model::{DocStatus, Guideline, Handbook, NormRef, Standard};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

/// List the documents of a handbook: the document register
///
/// Filters can be combined; a document is listed where all of them hold.
#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    folder: Folder,
    /// How the list is written
    #[arg(long, value_name = "FORM", default_value = "table")]
    format: As,
    /// Only documents of this owner (a role)
    #[arg(long, value_name = "ROLE")]
    owner: Option<String>,
    /// Only documents in this state
    #[arg(long)]
    status: Option<Status>,
    /// Only documents of this class
    #[arg(long)]
    class: Option<String>,
    /// Only documents of this process, or of a part of it (`sales`, `sales/order-management`)
    #[arg(long)]
    process: Option<String>,
    /// Only documents that cite this clause, one below it, or this standard (`iso9001:8.2`, `iso9001`)
    #[arg(long)]
    clause: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// For people
    Table,
    /// For spreadsheets
    Csv,
    /// For other programs
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Status {
    Planned,
    Draft,
    InReview,
    Approved,
    Retired,
}

impl From<Status> for DocStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Planned => Self::Planned,
            Status::Draft => Self::Draft,
            Status::InReview => Self::InReview,
            Status::Approved => Self::Approved,
            Status::Retired => Self::Retired,
        }
    }
}

/// The columns; also the keys of the JSON form.
const COLUMNS: [&str; 9] =
    ["id", "title", "type", "status", "version", "owner", "class", "process", "review"];

impl List {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let handbook = pipeline::load(&self.folder.dir, None)?.handbook;
        self.refuse_unknown(&handbook)?;
        let clause = self.clause.as_deref().map(|text| Cited::read(&handbook, text)).transpose()?;
        let mut listed: Vec<&Guideline> =
            handbook.guidelines.iter().filter(|g| self.takes(&handbook, g, clause.as_ref())).collect();
        // Those without an id come last, by their path.
        listed.sort_by_key(|g| (g.id.is_none(), g.id(), handbook.sources.path(g.file)));
        terminal.print(&match self.format {
            As::Table => in_words(&handbook, &listed, Terminal::width()),
            As::Csv => table::csv(&COLUMNS, &rows(&handbook, &listed)),
            As::Json => serde_json::to_string_pretty(&json(&handbook, &listed))? + "\n",
        })?;
        Ok(Outcome::Fine)
    }

    fn takes(&self, handbook: &Handbook, g: &Guideline, clause: Option<&Cited<'_>>) -> bool {
        let is = |wanted: &Option<String>, own: Option<&str>| wanted.is_none() || wanted.as_deref() == own;
        let process = g.process.as_ref().map(|path| path_text(path));
        is(&self.owner, g.owner.as_deref().map(String::as_str))
            && self.status.is_none_or(|wanted| DocStatus::from(wanted) == g.state())
            && is(&self.class, g.class.as_deref().map(String::as_str))
            && self.process.as_ref().is_none_or(|wanted| {
                process.as_ref().is_some_and(|own| {
                    own == wanted
                        || own.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.starts_with('/'))
                })
            })
            && clause.is_none_or(|clause| clause.by(handbook, g))
    }

    /// Refuses a filter that can match nothing, with the nearest word that can.
    fn refuse_unknown(&self, handbook: &Handbook) -> Result<(), Failure> {
        let of = |get: fn(&Guideline) -> Option<String>| handbook.guidelines.iter().filter_map(get);
        let roles = handbook.organisation.roles.iter().map(|role| role.id.value.clone());
        refuse("role", self.owner.as_ref(), roles.chain(of(|g| g.owner.as_ref().map(|o| o.value.clone()))))?;
        let classes = handbook.settings.classes.iter().map(|class| class.id.value.clone());
        refuse(
            "class",
            self.class.as_ref(),
            classes.chain(of(|g| g.class.as_ref().map(|c| c.value.clone()))),
        )?;
        let processes = handbook.landscape.processes.iter().flat_map(|process| {
            let own = process.id.value.clone();
            let parts = process.parts.iter().map(|part| format!("{}/{}", process.id.value, part.id.value));
            std::iter::once(own).chain(parts.collect::<Vec<_>>())
        });
        refuse(
            "process",
            self.process.as_ref(),
            processes.chain(of(|g| g.process.as_ref().map(|p| path_text(p)))),
        )
    }
}

/// How many right words are named.
const FEW: usize = 12;

fn refuse(what: &str, word: Option<&String>, known: impl Iterator<Item = String>) -> Result<(), Failure> {
    let Some(word) = word else { return Ok(()) };
    let known: Vec<String> = known.collect();
    if known.contains(word) {
        return Ok(());
    }
    let near = match did_you_mean(word, known.iter().map(String::as_str)) {
        // Nothing is near: all there are, where these are few.
        near if near == "." && !known.is_empty() => {
            let mut known = known;
            known.sort();
            known.dedup();
            let more = if known.len() > FEW { ", …" } else { "" };
            known.truncate(FEW);
            format!("; it has {}{more}", known.join(", "))
        }
        near => near,
    };
    Err(Failure(format!("this handbook has no {what} \"{word}\"{near}")))
}

fn path_text(path: &crate::model::ProcessPath) -> String {
    match &path.part {
        Some(part) => format!("{}/{part}", path.process),
        None => path.process.clone(),
    }
}

/// A clause or standard that is asked for.
struct Cited<'a> {
    standard: &'a Standard,
    clause: Option<String>,
}

impl<'a> Cited<'a> {
    fn read(handbook: &'a Handbook, text: &str) -> Result<Self, Failure> {
        let wanted = NormRef::read(text);
        let Some(standard) = handbook.standard(&wanted.standard) else {
            let known: Vec<&str> =
                handbook.standards.iter().flat_map(|s| [s.short.as_str(), s.id.as_str()]).collect();
            let near = did_you_mean(&wanted.standard, known.into_iter());
            return Err(Failure(format!("there is no standard \"{}\"{near}", wanted.standard)));
        };
        if let Some(clause) = &wanted.clause
            && standard.clause(clause).is_none()
        {
            let near = did_you_mean(clause, standard.items.iter().map(|item| item.id.as_str()));
            return Err(Failure(format!("{} has no clause \"{clause}\"{near}", standard.id)));
        }
        Ok(Self { standard, clause: wanted.clause })
    }

    /// Whether a document cites it, itself or in a step.
    fn by(&self, handbook: &Handbook, g: &Guideline) -> bool {
        let cited = g.norms.iter().chain(g.steps.iter().flat_map(|step| &step.see));
        cited.map(|text| NormRef::read(text)).any(|norm| {
            handbook.standard(&norm.standard).is_some_and(|standard| standard.id == self.standard.id)
                && self.covers(norm.clause.as_deref())
        })
    }

    /// Whether a cited clause is the one asked for or lies below it.
    fn covers(&self, cited: Option<&str>) -> bool {
        let Some(wanted) = self.clause.as_deref() else { return true };
        let mut at = cited;
        // A catalogue of the user's own may run in a circle.
        for _ in 0..20 {
            match at {
                Some(clause) if clause == wanted => return true,
                Some(clause) => at = self.standard.clause(clause).and_then(|item| item.parent.as_deref()),
                None => return false,
            }
        }
        false
    }
}

fn rows(handbook: &Handbook, listed: &[&Guideline]) -> Vec<Vec<String>> {
    let text = |value: Option<&crate::model::Text>| value.map_or_else(String::new, |text| text.value.clone());
    let row = |g: &&Guideline| {
        vec![
            g.id().to_owned(),
            if g.title.is_none() && g.id.is_none() {
                handbook.sources.path(g.file).to_owned()
            } else {
                g.title().to_owned()
            },
            text(g.doc_type.as_ref()),
            g.state().word().to_owned(),
            text(g.version.as_ref()),
            text(g.owner.as_ref()),
            text(g.class.as_ref()),
            g.process.as_ref().map_or_else(String::new, |path| path_text(path)),
            handbook.review_due(g).map_or_else(String::new, |day| day.to_string()),
        ]
    };
    listed.iter().map(row).collect()
}

/// Columns that go first where the screen is too narrow for all of them.
const LEFT_OUT: [&str; 6] = ["process", "class", "type", "version", "review", "owner"];

fn in_words(handbook: &Handbook, listed: &[&Guideline], screen: Option<usize>) -> String {
    let mut heads = COLUMNS.to_vec();
    let mut rows: Vec<Vec<String>> = rows(handbook, listed)
        .into_iter()
        .map(|row| {
            row.iter()
                .map(|cell| if cell.is_empty() { "–".to_owned() } else { plain(cell).into_owned() })
                .collect()
        })
        .collect();
    let mut left_out = Vec::new();
    for column in LEFT_OUT {
        if screen.is_none_or(|screen| table::width(&heads, &rows) <= screen) {
            break;
        }
        if let Some(n) = heads.iter().position(|head| *head == column) {
            left_out.insert(0, heads.remove(n));
            for row in &mut rows {
                row.remove(n);
            }
        }
    }
    let count = match rows.len() {
        1 => "1 document".to_owned(),
        n => format!("{n} documents"),
    };
    let rest = if left_out.is_empty() {
        String::new()
    } else {
        format!("; no room for {} (`--format csv` has all)", left_out.join(", "))
    };
    format!("{}{count}{rest}\n", table::aligned(&heads, &rows))
}

fn json(handbook: &Handbook, listed: &[&Guideline]) -> Value {
    let filled = rows(handbook, listed);
    let one = |(g, row): (&&Guideline, Vec<String>)| {
        let mut out: serde_json::Map<String, Value> = COLUMNS
            .iter()
            .zip(row)
            .map(|(key, cell)| ((*key).to_owned(), if cell.is_empty() { Value::Null } else { cell.into() }))
            .collect();
        let norms: Vec<&str> = g.norms.iter().map(|norm| norm.value.as_str()).collect();
        out.insert("norms".to_owned(), json!(norms));
        out.insert("file".to_owned(), handbook.sources.path(g.file).into());
        Value::Object(out)
    };
    listed.iter().zip(filled).map(one).collect()
}
