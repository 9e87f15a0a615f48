//! The form for people: the place, the line with a mark under it, one sentence what is wrong, one what to
//! write, and what merely follows folded beneath. The last line sums up.

use super::window::{WIDTH, Window};
use super::{Report, count, plain, weight};
use crate::diagnostic::{Finding, Severity, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title};
use std::fmt::Write;

/// How many of the findings folded under another are named.
const NAMED: usize = 5;
/// How many other places are drawn; the rest are counted.
const PLACES: usize = 4;

/// The findings with a blank line between them, then the summary.
pub(super) fn render(report: &Report<'_>, colour: bool) -> String {
    // Lines were cut before; the library need not do it again.
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(1_000);
    let mut out = String::with_capacity(report.findings.len() * 400);
    for finding in report.findings {
        out.push_str(&draw(report, &renderer, finding));
        out.push_str("\n\n");
    }
    out.push_str(&summary_line(report));
    out.push('\n');
    out
}

/// One finding.
fn draw(report: &Report<'_>, renderer: &Renderer, finding: &Finding) -> String {
    let mut drawn = Drawn { cut: Vec::new() };
    let message = plain(&finding.message);
    let mut group = Group::with_title(title(weight(finding), &message).id(finding.rule));

    let path = plain(&report.path(finding.at.file)).into_owned();
    let window = line_of(report, finding.at);
    // A note on the place itself stands beside the mark; other places are drawn below.
    let (run, places): (Vec<_>, Vec<_>) = finding.related.iter().partition(|(_, note)| is_step(note));
    let (here, elsewhere): (Vec<_>, Vec<_>) = places.into_iter().partition(|(span, _)| *span == finding.at);
    if finding.at == Span::top(finding.at.file) {
        // About the file as a whole: its first line would say nothing.
        group = group.element(Origin::path(path.as_str()).line(1).char_column(1));
    } else {
        let notes: Vec<&str> = here.iter().map(|(_, note)| note.as_str()).collect();
        let label = plain(&notes.join("; ")).into_owned();
        group = group.element(drawn.snippet(&path, &window, AnnotationKind::Primary, &label));
    }
    for (span, note) in elsewhere.iter().take(PLACES) {
        let path = plain(&report.path(span.file)).into_owned();
        let window = line_of(report, *span);
        group = group.element(drawn.snippet(&path, &window, AnnotationKind::Context, &plain(note)));
    }
    if elsewhere.len() > PLACES {
        let rest = count(elsewhere.len() - PLACES, "other place", "other places");
        group = group.element(Level::NOTE.with_name("also").message(rest));
    }
    if !run.is_empty() {
        let mut steps: Vec<String> = run.iter().map(|(at, note)| step(report, finding, *at, note)).collect();
        if let Some(before) = left_out(&run[0].1) {
            steps.insert(0, format!("(after {})", count(before, "other step", "other steps")));
        }
        group = group.element(Level::NOTE.with_name("run").message(steps.join("\n")));
    }
    if !finding.help.is_empty() {
        group = group.element(Level::HELP.message(plain(&finding.help).into_owned()));
    }
    if !finding.follows.is_empty() {
        group = group.element(Level::NOTE.with_name("then").message(folded(report, finding)));
    }
    drawn.finish(renderer.render(&[group]))
}

/// Whether a note is a step of a run: "3. `check`, by `clerk`".
fn is_step(note: &str) -> bool {
    note.split_once(". ").is_some_and(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// How many steps of a long run are left out before the first that is told.
fn left_out(first: &str) -> Option<usize> {
    let number = first.split_once(". ")?.0.parse::<usize>().ok()?;
    number.checked_sub(1).filter(|before| *before > 0)
}

/// A step of a run with its line; in another file, with its path too.
fn step(report: &Report<'_>, finding: &Finding, at: Span, note: &str) -> String {
    let line = report.sources.locate(at).line;
    if at.file == finding.at.file {
        format!("{} (line {line})", plain(note))
    } else {
        format!("{} ({}:{line})", plain(note), plain(&report.path(at.file)))
    }
}

/// The line of a place, short enough for the screen: beside it stand the line's number, a bar and two dots.
fn line_of(report: &Report<'_>, at: Span) -> Window {
    let number = report.sources.locate(at).line.to_string().len();
    let width = report.screen.map_or(WIDTH, |screen| screen.saturating_sub(number + 5));
    Window::of(report.sources.get(at.file), at, width)
}

/// The head line.
fn title(severity: Severity, message: &str) -> Title<'_> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
    .primary_title(message)
}

/// What must be put right after drawing.
struct Drawn {
    /// For each line whose beginning was cut: the place as the library writes it, and as it is.
    cut: Vec<(String, String)>,
}

impl Drawn {
    /// A window as the library wants it.
    fn snippet(
        &mut self,
        path: &str,
        window: &Window,
        kind: AnnotationKind,
        label: &str,
    ) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
        if window.cut {
            // The library counts columns in what it was given.
            let shown = window.text.get(..window.mark.start).map_or(0, |s| s.chars().count()) + 1;
            self.cut.push((
                format!("{path}:{}:{shown}", window.line),
                format!("{path}:{}:{}", window.line, window.column),
            ));
        }
        let mut mark = kind.span(window.mark.clone());
        if !label.is_empty() {
            mark = mark.label(label.to_owned());
        }
        Snippet::source(window.text.clone())
            .path(path.to_owned())
            .line_start(window.line as usize)
            .annotation(mark)
    }

    /// The drawing with the true columns.
    fn finish(&self, text: String) -> String {
        if self.cut.is_empty() {
            return text;
        }
        // The head line is the author's text and is left alone.
        let (head, body) = text.split_once('\n').unwrap_or((&text, ""));
        let mut body = body.to_owned();
        for (shown, real) in &self.cut {
            body = body.replacen(shown, real, 1);
        }
        format!("{head}\n{body}")
    }
}

/// "5 steps can no longer be reached: b, c and 3 more (line 12)"; of several, the first few.
fn folded(report: &Report<'_>, finding: &Finding) -> String {
    let follows = &finding.follows;
    let mut out = match follows.len() {
        1 => String::new(),
        n => format!("and {n} more follow from this: "),
    };
    for (n, follow) in follows.iter().take(NAMED).enumerate() {
        if n > 0 {
            out.push_str("; ");
        }
        let at = report.sources.locate(follow.at);
        out.push_str(&plain(&follow.message));
        if follow.at.file == finding.at.file {
            let _ = write!(out, " (line {})", at.line);
        } else {
            let _ = write!(out, " ({}:{})", plain(&report.path(follow.at.file)), at.line);
        }
    }
    if follows.len() > NAMED {
        let _ = write!(out, "; and {} more", follows.len() - NAMED);
    }
    out
}

/// "2 errors, 1 warning in 19 documents; 1.2 s".
pub(super) fn summary_line(report: &Report<'_>) -> String {
    let mut found = [0usize; 3];
    for finding in report.findings {
        found[weight(finding) as usize] += 1;
    }
    let [infos, warnings, errors] = found;
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(count(errors, "error", "errors"));
    }
    if warnings > 0 {
        parts.push(count(warnings, "warning", "warnings"));
    }
    if infos > 0 {
        parts.push(count(infos, "info", "infos"));
    }
    let summary = report.summary;
    let found = if parts.is_empty() { "No findings".to_owned() } else { parts.join(", ") };
    let mut out = format!("{found} in {}", count(summary.documents, "document", "documents"));
    let mut set_aside = Vec::new();
    if summary.accepted > 0 {
        set_aside.push(format!("{} accepted", summary.accepted));
    }
    if summary.baseline > 0 {
        set_aside.push(format!("{} in the baseline", summary.baseline));
    }
    if !set_aside.is_empty() {
        let _ = write!(out, " ({})", set_aside.join(", "));
    }
    if let Some(elapsed) = summary.elapsed {
        let _ = write!(out, "; {:.1} s", elapsed.as_secs_f64());
    }
    out
}
