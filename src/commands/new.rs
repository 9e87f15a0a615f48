//! `guidepost new`.

use super::init::write_new;
use super::options::did_you_mean;
use super::terminal::Terminal;
use super::{Failure, Outcome, pipeline};
use crate::model::{DocType, Handbook, RaciScheme};
use crate::output::check_path;
use clap::Args;
use std::io::ErrorKind;
use std::path::PathBuf;

const GUIDELINE: &str = include_str!("../../templates/new/guideline.md");
const DOCUMENT: &str = include_str!("../../templates/new/document.md");

/// How documents are numbered where `handbook.yaml` does not say.
const NUMBERING: &str = "{area}-{type}-{nnn}";

/// Start a document from a template, with the next free number
///
/// The draft has comments that teach. A number is never used twice: those of retired, planned and replaced
/// documents, and those that some text mentions, count as taken.
#[derive(Debug, Args)]
pub(super) struct New {
    /// The type: policy, process, guideline, procedure, instruction, form, record, or one of `handbook.yaml`
    #[arg(value_name = "TYPE")]
    doc_type: String,
    /// The area, as `handbook.yaml` names it under `areas`
    #[arg(long)]
    area: String,
    /// The title
    #[arg(long)]
    title: Option<String>,
    /// The handbook's folder
    #[arg(value_name = "DIR", default_value = "policies")]
    dir: PathBuf,
}

impl New {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let handbook = pipeline::load(&self.dir, None)?.handbook;
        let doc_type = self.doc_type(&handbook)?;
        let process = self.process(&handbook)?;
        if let Some(title) =
            self.title.as_deref().filter(|t| t.trim().is_empty() || t.chars().any(char::is_control))
        {
            return Err(Failure(format!("the title \"{}\" must be one line of text", title.escape_debug())));
        }
        let id = next_id(&handbook, &self.area, &doc_type.letter)?;
        let text = self.text(&handbook, doc_type, &process, &id);
        let within = self.place(&handbook, &id);
        let path = self.dir.join(&within);
        write_new(&path, text.as_bytes()).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => Failure(format!(
                "{} is already there, and `new` overwrites nothing; choose another title with `--title`",
                path.display()
            )),
            _ => Failure(format!("cannot write {}: {error}", path.display())),
        })?;
        terminal.print(&format!("Started {id} in {}\n", path.display()))?;
        Ok(Outcome::Fine)
    }

    fn doc_type<'a>(&self, handbook: &'a Handbook) -> Result<&'a DocType, Failure> {
        let types = &handbook.settings.types;
        types.iter().find(|known| known.id == self.doc_type).ok_or_else(|| {
            let near = did_you_mean(&self.doc_type, types.iter().map(|known| known.id.as_str()));
            let all: Vec<&str> = types.iter().map(|known| known.id.as_str()).collect();
            Failure(format!("there is no type \"{}\"{near} Types are {}", self.doc_type, all.join(", ")))
        })
    }

    /// The process that the area stands for.
    fn process(&self, handbook: &Handbook) -> Result<String, Failure> {
        let areas = &handbook.settings.areas;
        if areas.is_empty() {
            return Err(Failure(
                "handbook.yaml names no areas, so a document cannot be numbered. Write for example \
                 `areas: { SAL: sales }`"
                    .to_owned(),
            ));
        }
        let found = areas.iter().find(|area| area.code.as_str() == self.area);
        found.map(|area| area.process.value.clone()).ok_or_else(|| {
            let upper = areas.iter().find(|area| area.code.eq_ignore_ascii_case(&self.area));
            let near = match upper {
                Some(area) => format!("; did you mean \"{}\"?", area.code.as_str()),
                None => did_you_mean(&self.area, areas.iter().map(|area| area.code.as_str())),
            };
            let all: Vec<&str> = areas.iter().map(|area| area.code.as_str()).collect();
            Failure(format!("there is no area \"{}\"{near} Areas are {}", self.area, all.join(", ")))
        })
    }

    /// The template with its gaps filled.
    fn text(&self, handbook: &Handbook, doc_type: &DocType, process: &str, id: &str) -> String {
        let settings = &handbook.settings;
        let title = self.title.clone().unwrap_or_else(|| format!("New {}", doc_type.id));
        let of_process = handbook.landscape.processes.iter().find(|known| known.id.as_str() == process);
        let internal = || handbook.organisation.roles.iter().find(|role| !role.external).map(|role| &role.id);
        let owner = of_process.and_then(|process| process.owner.as_ref()).or_else(internal);
        let class = settings.classes.iter().map(|class| &class.id).find(|id| id.as_str() == "internal");
        let class = class.or(settings.site_class.as_ref()).map_or("internal", |class| class.as_str());
        let steps = matches!(doc_type.id.as_str(), "guideline" | "procedure" | "process");
        let template = if steps { GUIDELINE } else { DOCUMENT };
        let mut out = String::new();
        let mut front = 0;
        for line in template.lines() {
            front += usize::from(line == "---");
            let mut line = line.to_owned();
            if settings.raci == RaciScheme::Daci {
                line = line.replace("  R: ", "  D: ");
            }
            for (gap, value) in [
                ("{id}", id),
                ("{type}", &doc_type.id),
                ("{process}", process),
                ("{class}", class),
                ("{owner}", owner.map_or("name-of-a-role", |owner| owner.as_str())),
                // Last, so that nothing in it is taken for a gap.
                ("{title}", &if front == 1 { quoted(&title) } else { title.clone() }),
            ] {
                line = line.replace(gap, value);
            }
            out.push_str(&aligned(&line));
            out.push('\n');
        }
        out
    }

    /// Where the document goes: beside those of its area, else into `guidelines/`.
    fn place(&self, handbook: &Handbook, id: &str) -> String {
        let of_area = |g: &&crate::model::Guideline| g.id().starts_with(&self.area);
        let folder = handbook
            .guidelines
            .iter()
            .find(of_area)
            .map(|g| handbook.sources.path(g.file))
            .map_or("guidelines", |path| path.rsplit_once('/').map_or("", |(folder, _)| folder));
        let slug = |text: &str| {
            let ascii = deunicode::deunicode(text).to_lowercase();
            let words: Vec<&str> =
                ascii.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
            words.join("-")
        };
        let join =
            |name: &str| if folder.is_empty() { format!("{name}.md") } else { format!("{folder}/{name}.md") };
        let by_title =
            self.title.as_deref().map(slug).filter(|name| !name.is_empty()).map(|name| join(&name));
        by_title.filter(|path| check_path(path).is_ok()).unwrap_or_else(|| join(&slug(id)))
    }
}

/// The next number by the handbook's pattern.
fn next_id(handbook: &Handbook, area: &str, letter: &str) -> Result<String, Failure> {
    let pattern = handbook.settings.numbering.as_ref().map_or(NUMBERING, |pattern| pattern.as_str());
    let pattern = pattern.replace("{area}", area).replace("{type}", letter);
    let digits = |rest: &str| rest.bytes().take_while(|b| *b == b'n').count();
    let gap = pattern.match_indices("{n").find_map(|(at, _)| {
        let width = digits(&pattern[at + 1..]);
        pattern[at + 1 + width..].starts_with('}').then_some((at, width))
    });
    let Some((at, width)) = gap else {
        return Err(Failure(format!(
            "the numbering \"{pattern}\" in handbook.yaml has no place for a number; write for example \
             \"{NUMBERING}\""
        )));
    };
    let (before, after) = (&pattern[..at], &pattern[at + width + 2..]);
    let number = |id: &str| -> Option<usize> {
        let figures = id.strip_prefix(before)?.strip_suffix(after)?;
        (figures.len() == width && figures.bytes().all(|b| b.is_ascii_digit()))
            .then(|| figures.parse().ok())?
    };
    let replaced = handbook.guidelines.iter().flat_map(|g| g.replaces.iter().map(crate::model::Text::as_str));
    let own = handbook.guidelines.iter().map(crate::model::Guideline::id);
    let highest = own.chain(replaced).filter_map(number).max().unwrap_or(0);
    let mentioned = |id: &str| handbook.sources.iter().any(|(_, file)| file.text.contains(id));
    let end = u32::try_from(width).ok().and_then(|width| 10usize.checked_pow(width)).unwrap_or(usize::MAX);
    (highest + 1..end).map(|n| format!("{before}{n:0width$}{after}")).find(|id| !mentioned(id)).ok_or_else(
        || Failure(format!("the numbers of {before}… are used up; change `numbering` in handbook.yaml")),
    )
}

/// A text as a YAML value: in quotes where it could be taken for something else.
fn quoted(text: &str) -> String {
    let plain = text.chars().next().is_some_and(char::is_alphanumeric)
        && !text.ends_with(' ')
        && !text.contains([
            ':', '#', '"', '\'', '\\', '[', ']', '{', '}', ',', '&', '*', '!', '|', '>', '%', '@', '`',
        ]);
    if plain { text.to_owned() } else { format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")) }
}

/// A line with its comment in the column of the others, as far as it fits.
fn aligned(line: &str) -> String {
    const COLUMN: usize = 37;
    match line.rsplit_once("  # ") {
        Some((value, comment)) if !value.trim_start().starts_with('#') && !value.trim().is_empty() => {
            format!("{:COLUMN$}# {comment}", format!("{} ", value.trim_end()))
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stay_what_they_are_in_yaml() {
        assert_eq!(quoted("Answering enquiries"), "Answering enquiries");
        assert_eq!(quoted("Angebot: \"erstellen\""), "\"Angebot: \\\"erstellen\\\"\"");
        assert_eq!(quoted("- item"), "\"- item\"");
    }

    #[test]
    fn comments_stay_in_their_column() {
        assert_eq!(
            aligned("owner: head-of-sales      # a role"),
            "owner: head-of-sales                 # a role"
        );
        assert_eq!(aligned("#   A: x      # who decides"), "#   A: x      # who decides");
    }
}
