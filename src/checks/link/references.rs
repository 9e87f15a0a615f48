//! Everything in a handbook that refers to something else, but for roles, steps, clauses under `norms`, and
//! neighbours, which are other families' business.

use crate::checks::Context;
use crate::diagnostic::{FileId, Span};
use crate::model::{Guideline, Handbook, StepKind, Text, read};
use crate::source::markdown::LinkKind;

/// How a reference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Form {
    /// A link in prose.
    Link,
    /// A picture in prose.
    Picture,
    /// A field that names a document, step, clause, page or address.
    Anything,
    /// A field that names a document.
    Document,
    /// A number that the document replaces; it may be from before the handbook.
    Replaced,
    /// A field that names a neighbour: only whether it is planned is of interest here.
    Neighbour,
    /// A field that names a file beside the document.
    File,
    /// A field that names a file or a document.
    FileOrDocument,
}

/// A reference.
#[derive(Debug, Clone, Copy)]
pub(in crate::checks) struct Reference<'a> {
    /// As written.
    pub(in crate::checks) text: &'a str,
    /// Where.
    pub(in crate::checks) at: Span,
    pub(in crate::checks) form: Form,
    /// Step or part that it belongs to.
    pub(in crate::checks) step: Option<&'a str>,
    pub(in crate::checks) key: Option<&'a str>,
}

fn field(text: &Text, form: Form) -> Reference<'_> {
    Reference { text: text.as_str(), at: text.at, form, step: None, key: None }
}

/// The references of a document's front matter, then those of its prose.
pub(in crate::checks) fn of_guideline<'a>(cx: &Context<'a>, g: &'a Guideline) -> Vec<Reference<'a>> {
    let mut found: Vec<Reference<'a>> = Vec::new();
    found.extend(g.replaces.iter().map(|t| field(t, Form::Replaced)));
    found.extend(g.attachment.iter().map(|t| field(t, Form::File)));
    for record in &g.records {
        found.extend(
            record.see.iter().map(|t| Reference { key: Some(&record.name), ..field(t, Form::Anything) }),
        );
    }
    for from in g.starts.iter().flat_map(|s| &s.from) {
        found.push(field(from, Form::Neighbour));
    }
    for step in &g.steps {
        let id = step.id.as_ref().map(crate::model::At::as_str);
        let on_step = |t: &'a Text, form| Reference { step: id, ..field(t, form) };
        match &step.kind {
            StepKind::Call { document, .. } => found.push(on_step(document, Form::Document)),
            StepKind::End { hand_over, .. } => {
                found.extend(hand_over.iter().map(|(to, _)| on_step(to, Form::Neighbour)));
            }
            _ => {}
        }
        found.extend(step.see.iter().map(|t| on_step(t, Form::Anything)));
    }
    for rule in &g.rules {
        found.extend(rule.see.iter().chain(cites(rule)).map(|t| field(t, Form::Anything)));
    }
    found.extend(of_prose(cx, g.file));
    found
}

/// What an `every` rule asks steps to cite.
fn cites(rule: &crate::model::HouseRule) -> Option<&Text> {
    match &rule.form {
        crate::model::RuleForm::Every { cites, .. } => cites.as_ref(),
        _ => None,
    }
}

/// The links and pictures of a file's prose.
pub(in crate::checks) fn of_prose<'a>(
    cx: &Context<'a>,
    file: FileId,
) -> impl Iterator<Item = Reference<'a>> + use<'a> {
    cx.index.outline(file).links.iter().map(|link| Reference {
        text: &link.dest,
        at: link.dest_at,
        form: if link.kind == LinkKind::Image { Form::Picture } else { Form::Link },
        step: None,
        key: None,
    })
}

/// The references of the shared files.
pub(in crate::checks) fn of_shared_files(h: &Handbook) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    for rule in &h.settings.rules {
        found.extend(rule.see.iter().chain(cites(rule)).map(|t| field(t, Form::Anything)));
    }
    for (key, value) in &h.settings.theme {
        let file = match key.as_str() {
            "logo" => read::picture(value).is_ok(),
            "font" | "font-bold" | "mono" => matches!(read::typeface(value), Ok(read::Typeface::File(_))),
            _ => false,
        };
        if file {
            found.push(Reference { key: Some(key), ..field(value, Form::File) });
        }
    }
    for product in &h.landscape.products {
        let template = product.template.iter();
        found
            .extend(template.map(|t| Reference { key: Some(&product.id), ..field(t, Form::FileOrDocument) }));
    }
    for term in &h.glossary.terms {
        found.extend(term.see.iter().map(|t| Reference { key: Some(&term.id), ..field(t, Form::Anything) }));
    }
    for control in h.soa.iter().flat_map(|s| &s.controls) {
        let evidence = control.evidence.iter();
        found.extend(evidence.map(|t| Reference { key: Some(&control.id), ..field(t, Form::Anything) }));
    }
    found
}
