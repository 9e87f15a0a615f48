//! What is wrong with a reference, if anything.

use super::anchors::{Anchors, Named};
use super::paths::{Found, Paths};
use super::references::{Form, Reference};
use super::{anchor, broken, planned, stale, unsafe_link};
use crate::checks::Context;
use crate::checks::near::Near;
use crate::diagnostic::{FileId, Severity};
use crate::model::path::{decode, join, relative};
use crate::model::{DocStatus, Guideline, Standard};

/// What is wrong with a reference.
#[derive(Debug, Clone, Default)]
pub(super) struct Problem {
    pub(super) rule: &'static str,
    pub(super) severity: Option<Severity>,
    pub(super) message: String,
    /// What to write; empty where the nearest document is still to be looked for.
    pub(super) help: String,
    /// The reference written right, where that is beyond doubt.
    pub(super) instead: Option<String>,
    /// The id that no document has: the nearest one is looked for later, since that takes time.
    pub(super) id: Option<String>,
    /// Depends on the day.
    pub(super) dated: bool,
    /// It would run something: an error wherever it stands.
    pub(super) runs: bool,
}

/// Where references stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand<'a> {
    /// The file.
    pub(super) file: FileId,
    /// For a translation: the file it translates, and its language.
    pub(super) translates: Option<(FileId, &'a str)>,
    /// The nearest right word, for this file.
    pub(super) near: &'a Near,
}

/// What stands behind the id of a document.
#[derive(Clone, Copy)]
struct Behind<'t> {
    /// All before the `#`.
    whole: &'t str,
    /// Behind the `@`.
    pin: Option<&'t str>,
    /// Behind the `#`.
    fragment: Option<&'t str>,
}

/// What references are held against.
pub(super) struct Resolver<'a> {
    pub(super) cx: Context<'a>,
    pub(super) paths: Paths<'a>,
    anchors: Anchors<'a>,
}

fn problem(rule: &'static str, message: String, help: impl Into<String>) -> Problem {
    Problem { rule, message, help: help.into(), ..Problem::default() }
}

impl<'a> Resolver<'a> {
    pub(super) fn new(cx: &Context<'a>) -> Self {
        Self { cx: *cx, paths: Paths::of(cx.handbook), anchors: Anchors::of(cx) }
    }

    /// What is wrong with a reference.
    pub(super) fn check(&self, stand: Stand<'_>, r: &Reference<'_>) -> Option<Problem> {
        let text = r.text.trim();
        if text.is_empty() {
            return (r.form == Form::Link).then(|| {
                problem(
                    broken::RULE.name,
                    "this link leads nowhere".to_owned(),
                    "write where: `[text](SAL-G-002)`",
                )
            });
        }
        if let Some(found) = unsafe_scheme(text) {
            return Some(found);
        }
        match r.form {
            Form::Neighbour => {
                let g = self.cx.handbook.guideline(text)?;
                is_planned(g)
            }
            Form::Picture if web(text) => Some(Problem {
                severity: Some(Severity::Warning),
                ..problem(
                    unsafe_link::RULE.name,
                    format!(
                        "the picture `{}` lies elsewhere; no page loads anything from elsewhere",
                        short(text)
                    ),
                    "put the picture beside this file and name it here",
                )
            }),
            Form::Picture | Form::File => self.path(stand, text, r.form),
            _ => self.link(stand, text, r.form),
        }
    }

    fn link(&self, stand: Stand<'_>, text: &str, form: Form) -> Option<Problem> {
        if let Some(fragment) = text.strip_prefix('#') {
            let mut files = vec![stand.file];
            files.extend(stand.translates.map(|(file, _)| file));
            return self.fragment(stand, &files, "this document", "#", fragment);
        }
        if let Some((g, rest)) = self.document(text) {
            return self.in_document(stand, g, rest);
        }
        if web(text) || (form == Form::Link && is_mail(text)) {
            return None;
        }
        if matches!(form, Form::Document | Form::Replaced) {
            return Some(no_document(text));
        }
        if let Some((scheme, rest)) = text.split_once(':').filter(|(s, _)| is_scheme(s)) {
            return self.scheme(stand, text, scheme, rest);
        }
        if form == Form::Anything && self.is_name(text) {
            return None;
        }
        self.path(stand, text, form)
    }

    /// The document of `SAL-G-002`, `SAL-G-002#qualify`, `SAL-G-002@1.0`, and what stands behind its id.
    fn document<'t>(&self, text: &'t str) -> Option<(&'a Guideline, Behind<'t>)> {
        let (whole, fragment) = text.split_once('#').map_or((text, None), |(a, b)| (a, Some(b)));
        if let Some(g) = self.cx.handbook.guideline(whole) {
            return Some((g, Behind { whole, pin: None, fragment }));
        }
        let (id, pin) = whole.split_once('@')?;
        let g = self.cx.handbook.guideline(id)?;
        Some((g, Behind { whole, pin: Some(pin), fragment }))
    }

    fn in_document(&self, stand: Stand<'_>, g: &Guideline, behind: Behind<'_>) -> Option<Problem> {
        // Of a document that cannot be read, nothing is known but that it is there.
        if g.broken {
            return None;
        }
        let pinned = behind.pin.and_then(|pin| self.pinned(g, pin));
        pinned.or_else(|| is_planned(g)).or_else(|| {
            let mut files = vec![g.file];
            let twin = stand.translates.and_then(|(_, lang)| self.cx.handbook.translation(g.file, lang));
            files.extend(twin.map(|t| t.file));
            self.fragment(stand, &files, g.id(), &format!("{}#", behind.whole), behind.fragment?)
        })
    }

    fn pinned(&self, g: &Guideline, pin: &str) -> Option<Problem> {
        let current = g.version.as_ref()?.as_str();
        if pin == current {
            return None;
        }
        let known = g.changes.iter().filter_map(|c| c.version.as_ref()).any(|v| v.as_str() == pin);
        if !known && !g.changes.is_empty() {
            let message = format!("{} has no version `{pin}`", g.id());
            return Some(problem(
                broken::RULE.name,
                message,
                format!("its version is `{current}`: `{}@{current}`", g.id()),
            ));
        }
        if !g.in_force(self.cx.today) {
            return None;
        }
        let message = format!("version `{pin}` of {} is no longer in force; it is at `{current}`", g.id());
        let help = format!(
            "read what has changed, then write `{}@{current}`, or `{}` for whichever is in force",
            g.id(),
            g.id()
        );
        Some(Problem { dated: g.effective.is_some(), ..problem(stale::RULE.name, message, help) })
    }

    fn fragment(
        &self,
        stand: Stand<'_>,
        files: &[FileId],
        whom: &str,
        before: &str,
        fragment: &str,
    ) -> Option<Problem> {
        let message = format!("{whom} has no step or heading `{}`", short(fragment));
        match self.anchors.find(files, fragment, stand.near) {
            Named::There => None,
            Named::Otherwise(right) => Some(Problem {
                instead: Some(format!("{before}{right}")),
                ..problem(anchor::RULE.name, message, format!("write `{before}{right}`"))
            }),
            Named::Nearly(right) => {
                Some(problem(anchor::RULE.name, message, format!("did you mean `{before}{right}`?")))
            }
            Named::Nothing => {
                let help = "name a step by its id, or a heading by its text in small letters with hyphens; a heading can have an id of its own, `{#my-id}`";
                Some(problem(broken::RULE.name, message, help))
            }
        }
    }

    /// `role:head-of-sales`, `iso9001:8.2.1`.
    fn scheme(&self, stand: Stand<'_>, text: &str, scheme: &str, rest: &str) -> Option<Problem> {
        let h = self.cx.handbook;
        if scheme == "role" {
            if h.party(rest).is_some() {
                return None;
            }
            let roles = h.organisation.roles.iter().map(|r| r.id.as_str());
            let groups = h.organisation.groups.iter().map(|g| g.id.as_str());
            let help = match stand.near.nearest(rest, roles.chain(groups)) {
                Some(right) => format!("did you mean `role:{right}`?"),
                None => "write a role of organisation.yaml".to_owned(),
            };
            return Some(problem(broken::RULE.name, format!("there is no role `{}`", short(rest)), help));
        }
        if let Some(standard) = h.standard(scheme) {
            return clause(standard, scheme, rest.trim(), stand.near);
        }
        let standards = h.standards.iter().flat_map(|s| [s.short.as_str(), s.id.as_str()]);
        let help = match stand.near.nearest(scheme, standards) {
            Some(right) => format!("did you mean `{right}:{rest}`?"),
            None => "a link goes to a document by its id, to a role with `role:`, to a clause with the short name of its standard, or to an address with `https:`".to_owned(),
        };
        Some(problem(broken::RULE.name, format!("`{}` leads to nothing that is known", short(text)), help))
    }

    /// Names that a field may give instead of a link: a standard, a role, a process, a work product.
    fn is_name(&self, text: &str) -> bool {
        let h = self.cx.handbook;
        let place = match text.split_once('/') {
            Some((process, part)) => h.part(process, part).is_some(),
            None => h.process(text).is_some(),
        };
        place || h.party(text).is_some() || h.standard(text).is_some() || h.product(text).is_some()
    }

    /// A path, from the file it stands in.
    fn path(&self, stand: Stand<'_>, text: &str, form: Form) -> Option<Problem> {
        let (path, fragment) = text.split_once('#').map_or((text, None), |(p, f)| (p, Some(f)));
        let path = path.split('?').next().unwrap_or_default();
        if form != Form::Picture && form != Form::File && !is_path(path) {
            return Some(no_document(path));
        }
        let from = self.cx.handbook.sources.path(stand.file);
        let decoded = decode(path);
        let Some(full) = join(from, &decoded) else {
            let message = format!("`{}` leads out of the handbook", short(path));
            let help = "move the file into the handbook, or give an address with `https:`";
            return Some(problem(unsafe_link::RULE.name, message, help));
        };
        let Some(found) = self.paths.get(&full) else {
            let message = format!("there is no file `{}`", short(path));
            return Some(match self.paths.nearly(&full) {
                Some(right) => {
                    let right = relative(from, right);
                    let fragment = fragment.map(|f| format!("#{f}")).unwrap_or_default();
                    problem(broken::RULE.name, message, format!("did you mean `{right}{fragment}`?"))
                }
                None => problem(
                    broken::RULE.name,
                    message,
                    "a path goes from the folder of this file; a document is best named by its id, which stays when the file moves",
                ),
            });
        };
        match found {
            Found::Document(n) => {
                let g = self.cx.handbook.guidelines.get(n).filter(|g| !g.broken)?;
                is_planned(g)
                    .or_else(|| self.fragment(stand, &[g.file], g.id(), &format!("{path}#"), fragment?))
            }
            Found::Text(text) => {
                let whom = self.cx.handbook.sources.path(text);
                self.fragment(stand, &[text], whom, &format!("{path}#"), fragment?)
            }
            Found::File => None,
        }
    }
}

fn no_document(text: &str) -> Problem {
    let id = text.split(['#', '@']).next().unwrap_or_default().to_owned();
    let message = format!("there is no document `{}`", short(&id));
    Problem { id: Some(id), ..problem(broken::RULE.name, message, String::new()) }
}

fn is_planned(g: &Guideline) -> Option<Problem> {
    (g.state() == DocStatus::Planned).then(|| {
        let message = format!("{} is planned, but not written yet", g.id());
        problem(planned::RULE.name, message, "write it, or say here what holds until then")
    })
}

fn clause(standard: &Standard, written: &str, number: &str, near: &Near) -> Option<Problem> {
    if standard.clause(number).is_some() {
        return None;
    }
    let message = format!("`{written}` has no clause `{}`", short(number));
    let annexed = format!("A.{number}");
    let help = if standard.clause(&annexed).is_some() {
        format!("controls of Annex A are written with their letter: `{written}:{annexed}`")
    } else {
        match near.nearest(number, standard.items.iter().map(|c| c.id.as_str())) {
            Some(right) => format!("did you mean `{written}:{right}`?"),
            None => "look the number up in the list of clauses".to_owned(),
        }
    };
    Some(problem(broken::RULE.name, message, help))
}

/// Schemes that run something, or lead to one computer, whatever stands around them.
fn unsafe_scheme(text: &str) -> Option<Problem> {
    const RUNS: [&str; 5] = ["javascript", "vbscript", "data", "blob", "filesystem"];
    const ELSEWHERE: [&str; 4] = ["file", "ftp", "sftp", "smb"];
    // Browsers pass over white space and control signs within a scheme; so do we.
    let before = text.split_once(':').map_or("", |(before, _)| before);
    let before = if before.contains(['/', '#', '?']) { "" } else { before };
    let bare: String = before.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(20).collect();
    let has = !bare.is_empty();
    let scheme = bare.to_ascii_lowercase();
    let message = format!("the link `{}` is not safe", short(text));
    let drive = scheme.len() == 1 && scheme.chars().all(|c| c.is_ascii_alphabetic());
    let help = if has && RUNS.contains(&scheme.as_str()) {
        "a link opens a page, it does not run anything: write a document's id, a path, or an address with `https:`"
    } else if has && (ELSEWHERE.contains(&scheme.as_str()) || drive) || text.starts_with("\\\\") {
        "this works on some computers only: put the file beside this one, or give an address with `https:`"
    } else if text.starts_with("//") {
        "write the whole address, with `https:`"
    } else if has && text.contains("://") && !web(text) && is_scheme(&scheme) {
        "write an address with `https:`, `http:`, `mailto:` or `tel:`"
    } else {
        return None;
    };
    let runs = has && RUNS.contains(&scheme.as_str());
    Some(Problem { runs, ..problem(unsafe_link::RULE.name, message, help) })
}

/// An address that a page may lead to.
fn web(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    ["http", "https", "mailto", "tel"].iter().any(|s| scheme.eq_ignore_ascii_case(s)) && !rest.is_empty()
}

/// `<somebody@example.com>`.
fn is_mail(text: &str) -> bool {
    let domain = text.split_once('@').map(|(_, domain)| domain);
    domain.is_some_and(|d| d.contains('.') && d.starts_with(|c: char| c.is_alphabetic()) && !d.contains('/'))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-' | '_'))
}

/// Whether a text is meant as a path rather than as an id: it has folders, or ends like a file.
fn is_path(text: &str) -> bool {
    let ending = |(name, end): (&str, &str)| {
        !name.is_empty()
            && (2..=5).contains(&end.len())
            && end.chars().all(|c| c.is_ascii_alphanumeric())
            && end.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    text.contains('/') || text.starts_with('.') || text.rsplit_once('.').is_some_and(ending)
}

/// A text for a message: not endless.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST - 1).collect();
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_or_leads_to_one_computer_is_not_safe() {
        for bad in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            " javascript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "C:\\plans\\a.xlsx",
            "\\\\server\\share",
            "//example.com/x",
            "ftp://example.com",
            "chrome://settings",
        ] {
            assert!(unsafe_scheme(bad.trim_start_matches(' ')).is_some(), "{bad}");
        }
        for good in [
            "https://a.b/c?d=e:f",
            "mailto:a@b.c",
            "SAL-G-002",
            "iso9001:8.2.1",
            "role:x",
            "a/b:c",
            "#javascript:x",
        ] {
            assert!(unsafe_scheme(good).is_none(), "{good}");
        }
    }

    #[test]
    fn files_are_told_from_ids() {
        assert!(is_path("a.md") && is_path("../x") && is_path("img/a.png"));
        assert!(!is_path("SAL-G-002") && !is_path("v1.0") && !is_path("Competence catalogue"));
    }
}
