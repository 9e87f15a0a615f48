//! `cls/leak`: what the site's class keeps out would come in by another way.

use crate::checks::links::{beside, document};
use crate::checks::words::{of, on};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{FileId, Finding, Severity, Span};
use crate::model::{Guideline, Handbook, Page, Text};
use crate::source::Link;
use std::collections::HashMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "cls/leak",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Nothing of a class above `site-class` gets into the site: no file of such a document, no title of one in \
           the link of another, no page that calls itself so; and nothing is built whose `site-class` cannot be read.",
    why: "What was published cannot be called back. This rule can neither be switched off nor accepted.",
    serves: &[("iso27001", "A.5.12"), ("iso27001", "A.5.13"), ("iso27001", "A.5.14")],
    bad: "See [Salaries of the sales team](HR-G-007).        # HR-G-007 is confidential, the site internal",
    good: "See [HR-G-007](HR-G-007).        # the id alone says nothing; the page shows \"not in this edition\"",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let Some(limit) = &h.settings.site_class else {
        out.extend(unread_limit(h));
        return;
    };
    out.extend(h.pages.iter().filter_map(|page| secret_page(h, page, limit)));
    let secrets = Secrets::of(cx);
    let public = |g: &&Guideline| !h.withheld(g);
    for g in h.guidelines.iter().filter(public) {
        links(cx, &secrets, g.file, Some(g), out);
        let attached =
            g.attachment.as_ref().and_then(|a| Some((a, secrets.owner(h.sources.path(g.file), a)?)));
        if let Some((attachment, owner)) = attached {
            let message = format!("this file belongs to {} too, which is not in this site", owner.id());
            let finding = on(g, RULE.name, attachment.at, message);
            out.push(finding.help("give each document a file of its own").about(owner.id()));
        }
    }
    for page in &h.pages {
        links(cx, &secrets, page.file, None, out);
    }
    for t in &h.translations {
        let g = h.guideline(&t.translates);
        if g.is_none_or(|g| !h.withheld(g)) {
            links(cx, &secrets, t.file, g, out);
        }
    }
}

/// A `site-class` that was written and could not be read: nobody knows what may be published.
fn unread_limit(h: &Handbook) -> Option<Finding> {
    let file = h.settings.file?;
    let text = &h.sources.get(file).text;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix("site-class").is_some_and(|rest| rest.trim_start().starts_with(':')) {
            let place = Span::new(file, at, at + "site-class".len());
            let message = "`site-class` cannot be read, so nobody knows what may be published";
            let help = "write the highest class that the site may hold: `site-class: internal`";
            return Some(Finding::new(RULE.name, place, message).help(help).about("site-class"));
        }
        at += line.len();
    }
    // A file that is there and of which nothing could be read may hold one.
    (text.is_empty() && h.is_broken(file)).then(|| {
        let message = "handbook.yaml cannot be read, so nobody knows what may be published";
        Finding::new(RULE.name, Span::top(file), message).help("mend the file first").about("site-class")
    })
}

/// A page that says of itself that it is of a higher class.
fn secret_page(h: &Handbook, page: &Page, limit: &Text) -> Option<Finding> {
    let (_, class) = page.facts.iter().find(|(k, _)| matches!(k.as_str(), "class" | "classification"))?;
    let known = h.settings.classes.iter().position(|c| {
        let names = std::iter::once(&c.id).chain(c.name.texts.iter().map(|(_, name)| name));
        names.into_iter().any(|name| name.to_lowercase() == class.to_lowercase())
    });
    if known? <= h.class_rank(limit)? {
        return None;
    }
    let message = format!("this page calls itself `{}`, and the site is `{}`", class.value, limit.value);
    Some(Finding::new(RULE.name, class.at, message)
        .help("make it a controlled document (id, type, owner, status), which is then kept out; or add it to `ignore` in handbook.yaml")
        .about(class.as_str()))
}

/// What is kept out.
struct Secrets<'a> {
    /// Files that belong to a document that is kept out, itself and its translations among them.
    files: HashMap<String, &'a Guideline>,
    /// Titles in other languages.
    titles: HashMap<FileId, Vec<&'a str>>,
}

impl<'a> Secrets<'a> {
    fn of(cx: &Context<'a>) -> Self {
        let h = cx.handbook;
        let (mut files, mut titles) = (HashMap::new(), HashMap::new());
        for g in h.guidelines.iter().filter(|g| h.withheld(g)) {
            let path = h.sources.path(g.file);
            let attached = g.attachment.as_ref().and_then(|a| beside(path, a));
            files.extend(attached.into_iter().chain([path.to_owned()]).map(|path| (path, g)));
            titles.insert(g.file, Vec::new());
        }
        for t in &h.translations {
            let Some(g) = h.guideline(&t.translates).filter(|g| h.withheld(g)) else { continue };
            files.insert(h.sources.path(t.file).to_owned(), g);
            titles.entry(g.file).or_default().extend(t.title.as_ref().map(Text::as_str));
        }
        Self { files, titles }
    }

    /// The document to which a file belongs that is named relative to a path.
    fn owner(&self, path: &str, file: &str) -> Option<&'a Guideline> {
        self.files.get(&beside(path, file)?).copied()
    }

    /// Whether a link's text, or what shows when one points at it, holds the title of a document in any language.
    fn tells_title(&self, link: &Link, whole: &str, to: &Guideline) -> bool {
        let (text, whole) = (link.text.trim().to_lowercase(), whole.to_lowercase());
        let own = to.title.as_ref().map(Text::as_str);
        let titles = self.titles.get(&to.file).into_iter().flatten().copied().chain(own);
        titles.map(|title| title.trim().to_lowercase()).any(|title| {
            // Within a sentence, a title of a word ("Offers") says nothing that the id does not.
            let long = title.chars().count() >= 8;
            !title.is_empty()
                && title != to.id().to_lowercase()
                && (text == title || (long && (text.contains(&title) || whole.contains(&title))))
        })
    }
}

/// Links of a text that is built.
fn links(
    cx: &Context<'_>,
    secrets: &Secrets<'_>,
    file: FileId,
    g: Option<&Guideline>,
    out: &mut Vec<Finding>,
) {
    let h = cx.handbook;
    for link in &cx.index.outline(file).links {
        let secret = document(cx, file, &link.dest).map(|(to, _)| to).filter(|to| h.withheld(to));
        if let Some(to) = secret {
            if secrets.tells_title(link, h.sources.slice(link.at), to) {
                let message =
                    format!("this text gives away the title of {}, which is not in this site", to.id());
                let finding = Finding::new(RULE.name, link.at, message);
                out.push(of(
                    g,
                    finding.help(format!("write the id alone: `[{0}]({0})`", to.id())).about(to.id()),
                ));
            }
        } else if let Some(owner) = secrets.owner(h.sources.path(file), &link.dest) {
            let message = format!("this file belongs to {}, which is not in this site", owner.id());
            let help = "take the link out, or link to the document by its id";
            out.push(of(g, Finding::new(RULE.name, link.dest_at, message).help(help).about(owner.id())));
        }
    }
}
