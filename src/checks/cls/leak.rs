//! `cls/leak`: what the site's class keeps out would come in by another way.

use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::Guideline;
use std::collections::HashMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "cls/leak",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Nothing of a class above `site-class` gets into the site: no file of such a document, no title of one in \
           the text of another, no page that calls itself so.",
    why: "What was published cannot be called back. This rule can neither be switched off nor accepted.",
    serves: &[("iso27001", "A.5.12"), ("iso27001", "A.5.13"), ("iso27001", "A.5.14")],
    bad: "See [Salaries of the sales team](HR-G-007).        # HR-G-007 is confidential, the site internal",
    good: "See [HR-G-007](HR-G-007).        # the id alone says nothing; the page shows \"not in this edition\"",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let Some(limit) = &h.settings.site_class else { return };
    let withheld: Vec<&Guideline> = h.guidelines.iter().filter(|g| h.withheld(g)).collect();
    let files: HashMap<String, &Guideline> = withheld
        .iter()
        .filter_map(|g| {
            g.attachment.as_ref().and_then(|a| beside(h.sources.path(g.file), a)).map(|path| (path, *g))
        })
        .collect();
    for page in &h.pages {
        let class = page.facts.iter().find(|(k, _)| matches!(k.as_str(), "class" | "classification"));
        let Some((_, class)) = class else { continue };
        let over = match (h.class_rank(&class.to_lowercase()), h.class_rank(limit)) {
            (Some(rank), Some(limit)) => rank > limit,
            _ => false,
        };
        if over {
            out.push(
                Finding::new(RULE.name, class.at, format!("this page calls itself `{}`, and the site is `{}`", class.value, limit.value))
                    .help("make it a controlled document (id, type, owner, status), which is then kept out; or add it to `ignore` in handbook.yaml")
                    .about(class.as_str()),
            );
        }
    }
    let built = h.guidelines.iter().filter(|g| !h.withheld(g)).map(|g| (g.file, Some(g)));
    let pages = h.pages.iter().map(|p| (p.file, None));
    for (file, g) in built.chain(pages) {
        let path = h.sources.path(file);
        let put = |f: Finding| match g.and_then(|g| g.id.as_ref()) {
            Some(id) => f.document(id.as_str()),
            None => f,
        };
        for link in &cx.index.outline(file).links {
            let secret =
                link.dest.split(['#', '@']).next().and_then(|id| h.guideline(id)).filter(|to| h.withheld(to));
            if let Some(to) = secret.filter(|to| tells_title(&link.text, to)) {
                let message =
                    format!("this text gives away the title of {}, which is not in this site", to.id());
                out.push(put(Finding::new(RULE.name, link.at, message)
                    .help(format!("write the id alone: `[{0}]({0})`", to.id()))
                    .about(to.id())));
            } else if let Some(owner) = beside(path, &link.dest).and_then(|p| files.get(&p)) {
                let message = format!("this file belongs to {}, which is not in this site", owner.id());
                out.push(put(Finding::new(RULE.name, link.dest_at, message)
                    .help("take the link out, or link to the document by its id")
                    .about(owner.id())));
            }
        }
        let Some(g) = g else { continue };
        if let Some(a) = &g.attachment
            && let Some(owner) = beside(path, a).and_then(|p| files.get(&p))
        {
            let message = format!("this file belongs to {} too, which is not in this site", owner.id());
            out.push(
                on(g, RULE.name, a.at, message)
                    .help("give each document a file of its own")
                    .about(owner.id()),
            );
        }
    }
}

/// Whether a link's text holds the title. Titles of a word or two ("Offer") say nothing that the id does not.
fn tells_title(text: &str, to: &Guideline) -> bool {
    let title = to.title.as_ref().map(|t| t.to_lowercase()).unwrap_or_default();
    title.len() >= 8 && title != to.id().to_lowercase() && text.to_lowercase().contains(&title)
}

/// The path within the handbook of a file named relative to `path`; nothing where it leaves the handbook.
fn beside(path: &str, file: &str) -> Option<String> {
    let file = file.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}
