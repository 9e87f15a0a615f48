//! Findings, as a page and as a part of other pages: what, where, and what to write instead.

use super::frame::About;
use super::{Book, Made};
use crate::diagnostic::{Finding, Severity};
use crate::render::run::{Run, run};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Voice};
use crate::render::words::{Noun, Tongue};
use serde::Serialize;

/// A finding.
#[derive(Debug, Serialize)]
pub(crate) struct Row<'a> {
    rule: &'a str,
    /// `error`, `warning`, `info`.
    severity: &'static str,
    word: &'static str,
    message: Vec<Piece<'a>>,
    help: Vec<Piece<'a>>,
    file: &'a str,
    line: u32,
    document: Option<Link<'a>>,
    follows: Vec<Vec<Piece<'a>>>,
    /// The run that shows it; on the page of findings.
    run: Option<Run<'a>>,
}

/// As many runs are drawn on the page; the others are told in words.
const MOST_DRAWN: usize = 20;

/// A piece of a message: plain, or something to be written as it stands.
#[derive(Debug, Serialize)]
struct Piece<'a> {
    code: bool,
    text: &'a str,
}

/// A message in pieces: what stands between backticks is code.
fn pieces(message: &str) -> Vec<Piece<'_>> {
    let pieces = message.split('`').enumerate();
    pieces.map(|(n, text)| Piece { code: n % 2 == 1, text }).filter(|p| !p.text.is_empty()).collect()
}

/// The findings of a document.
pub(crate) fn of<'a>(voice: &Voice<'a>, document: usize) -> Vec<Row<'a>> {
    voice.shelf.findings_of(document).map(|f| row(voice, f)).collect()
}

fn row<'a>(voice: &Voice<'a>, f: &'a Finding) -> Row<'a> {
    let sources = &voice.handbook().sources;
    let severity = f.severity.unwrap_or(Severity::Error);
    let document = f.document.as_deref().and_then(|id| voice.handbook().guideline_index(id));
    Row {
        rule: f.rule,
        severity: severity.word(),
        word: match severity {
            Severity::Error => voice.w.error,
            Severity::Warning => voice.w.warning,
            Severity::Info => voice.w.info,
        },
        message: pieces(&f.message),
        help: pieces(&f.help),
        file: sources.path(f.at.file),
        line: sources.locate(f.at).line,
        document: document.map(|n| voice.document_id(n, f.step.as_deref())),
        follows: f.follows.iter().map(|f| pieces(&f.message)).collect(),
        run: None,
    }
}

/// How many findings of the edition have a severity.
pub(crate) fn count(voice: &Voice<'_>, severity: Severity) -> usize {
    voice.shelf.open_findings().filter(|f| f.severity == Some(severity)).count()
}

/// `2 errors, 1 warning`; `None` where there is nothing to count.
pub(crate) fn summary(voice: &Voice<'_>) -> Option<String> {
    let tongue: Tongue = voice.tongue;
    let errors = count(voice, Severity::Error);
    let warnings = count(voice, Severity::Warning);
    let infos = voice.shelf.open_findings().count() - errors - warnings;
    let mut said = Vec::new();
    if errors > 0 {
        said.push(tongue.count(errors, Noun::Error));
    }
    if warnings > 0 {
        said.push(tongue.count(warnings, Noun::Warning));
    }
    if infos > 0 {
        said.push(tongue.count(infos, Noun::Note));
    }
    (!said.is_empty()).then(|| said.join(", "))
}

/// Findings with the runs that show them.
fn with_runs<'a>(voice: &Voice<'a>, open: impl Iterator<Item = &'a Finding>) -> Vec<Row<'a>> {
    let mut told = 0;
    let with_run = |f: &'a Finding| {
        let mut row = row(voice, f);
        let document = f.document.as_deref().and_then(|id| voice.handbook().guideline_index(id));
        row.run = document.and_then(|n| run(voice, n, f, told + 1, told < MOST_DRAWN));
        told += usize::from(row.run.is_some());
        row
    };
    open.map(with_run).collect()
}

/// What the page of findings shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    rows: Vec<Row<'a>>,
    summary: Option<String>,
    accepted: Vec<super::guideline::parts::AcceptedRow<'a>>,
}

/// Makes the page of findings.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let open = voice.shelf.open_findings();
    let shared = voice.handbook().settings.accept.iter();
    let page = Page {
        rows: with_runs(voice, open),
        summary: summary(voice),
        // What is accepted for a document stands on its page.
        accepted: shared
            .filter(|a| a.document.is_none())
            .map(|a| super::guideline::parts::accepted(voice, a))
            .collect(),
    };
    let about = About { title: voice.w.findings.to_owned(), ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/findings.html", about, &page)?, ..Made::default() })
}
