//! `link/broken`: what is referred to is there.

use super::references::{Form, Reference, of_guideline, of_prose, of_shared_files};
use super::resolve::{Problem, Resolver, Stand};
use crate::checks::near::Near;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{FileId, Finding, Severity};
use crate::model::{Guideline, Handbook};
use rayon::prelude::*;
use std::collections::HashMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "link/broken",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every document, step, heading, role, clause and file that is referred to is there: in prose, and in `see`, \
           `call`, `replaces`, `evidence`, `template`, `file`. What is referred to several times in a document is one \
           finding. On a plain page it is a warning, one for the page. A number under `replaces` may be from before the \
           handbook, and its page then leads to the document that replaces it: that is an info, and only where the \
           number is much like that of another document.",
    why: "\"See the catalogue of authorities\" helps nobody who cannot find it; an auditor asks for it first.",
    serves: &[("iso9001", "7.5.3")],
    bad: "see: SAL-G-10",
    good: "see: SAL-G-010",
    check: Check::Handbook(check),
};

/// A file whose references are looked at.
#[derive(Clone, Copy)]
enum Whose<'a> {
    Guideline(&'a Guideline),
    /// A translation, with the file that it translates and its language.
    Translation(FileId, Option<(FileId, &'a str)>),
    Page(FileId),
}

type Found<'a> = Vec<(Reference<'a>, Problem)>;

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let resolver = Resolver::new(cx);
    let translated = |id: &str| {
        let by_id = h.guideline(id).map(|g| g.file);
        by_id.or_else(|| resolver.paths.page(id))
    };
    let translations = h.translations.iter().map(|t| {
        let translates = translated(&t.translates).map(|file| (file, t.lang.as_str()));
        Whose::Translation(t.file, translates)
    });
    let files: Vec<Whose<'_>> = h
        .guidelines
        .iter()
        .map(Whose::Guideline)
        .chain(h.pages.iter().map(|p| Whose::Page(p.file)))
        .chain(translations)
        .collect();
    let found: Vec<(Whose<'_>, Found<'_>)> = files
        .par_iter()
        .map(|&whose| (whose, problems(&resolver, whose)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    let mut ids = Ids { h, known: HashMap::new(), near: Near::for_handbook() };
    for (whose, found) in found {
        let (document, page) = match whose {
            Whose::Guideline(g) => (g.id.as_ref().map(crate::model::At::as_str), false),
            Whose::Translation(..) => (None, false),
            Whose::Page(_) => (None, true),
        };
        report(found, document, page, &mut ids, out);
    }
    let near = Near::for_document();
    let shared: Found<'_> = of_shared_files(h)
        .into_iter()
        .filter_map(|r| {
            resolver.check(Stand { file: r.at.file, translates: None, near: &near }, &r).map(|p| (r, p))
        })
        .collect();
    report(shared, None, false, &mut ids, out);
}

fn problems<'a>(resolver: &Resolver<'a>, whose: Whose<'a>) -> Found<'a> {
    let cx = &resolver.cx;
    let (file, translates, references) = match whose {
        Whose::Guideline(g) => (g.file, None, of_guideline(cx, g)),
        Whose::Translation(file, translates) => (file, translates, of_prose(cx, file).collect()),
        Whose::Page(file) => (file, None, of_prose(cx, file).collect()),
    };
    let stand = Stand { file, translates, near: &Near::for_document() };
    references.into_iter().filter_map(|r| resolver.check(stand, &r).map(|p| (r, p))).collect()
}

/// Findings of one file: the same thing referred to again follows from the first; on a plain page all of a rule are
/// one, and weigh less: nobody promised anything there.
fn report(found: Found<'_>, document: Option<&str>, page: bool, ids: &mut Ids<'_>, out: &mut Vec<Finding>) {
    let mut first: HashMap<(&str, String), usize> = HashMap::new();
    for (r, mut p) in found {
        if let Some(id) = p.id.take() {
            p.help = ids.instead(&id);
            // A number from before the handbook; only one much like another may be a slip.
            if r.form == Form::Replaced && !p.help.starts_with("did you mean") {
                continue;
            }
        }
        let same = if page { String::new() } else { r.text.to_owned() };
        let earlier = first.get(&(p.rule, same.clone())).and_then(|&n| out.get_mut(n));
        if let Some(cause) = earlier {
            cause.follows.push(finding(&r, p, document, page));
        } else {
            first.insert((p.rule, same), out.len());
            out.push(finding(&r, p, document, page));
        }
    }
}

fn finding(r: &Reference<'_>, p: Problem, document: Option<&str>, page: bool) -> Finding {
    let mut finding = Finding::new(p.rule, r.at, p.message).help(p.help).about(r.text.trim());
    finding.severity = p.severity;
    if page && !p.runs {
        finding.severity = Some(Severity::Warning);
    }
    if r.form == Form::Replaced && p.rule == RULE.name {
        finding.severity = Some(Severity::Info);
    }
    finding.document = document.map(str::to_owned);
    finding.step = r.step.map(str::to_owned);
    finding.key = r.key.map(str::to_owned);
    finding.dated = p.dated;
    match p.instead {
        Some(right) => finding.fix(r.at, right.clone(), format!("Write `{right}`")),
        None => finding,
    }
}

/// Looks for the document that was meant.
struct Ids<'h> {
    h: &'h Handbook,
    known: HashMap<String, String>,
    near: Near,
}

impl Ids<'_> {
    fn instead(&mut self, id: &str) -> String {
        if let Some(known) = self.known.get(id) {
            return known.clone();
        }
        let near = self.near.nearest(id, self.h.guidelines.iter().map(Guideline::id));
        let help = match near {
            Some(right) => match self.h.guideline(right) {
                Some(g) if g.title() != g.id() => format!("did you mean `{right}` ({})?", g.title()),
                _ => format!("did you mean `{right}`?"),
            },
            None => "write the id of a document; one that is still to be written can be listed with `status: planned`".to_owned(),
        };
        self.known.insert(id.to_owned(), help.clone());
        help
    }
}
