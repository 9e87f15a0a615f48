//! `doc/uncontrolled`: what a plain page lacks to be a controlled document, in one finding.

use crate::checks::words::list;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity, Span};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "doc/uncontrolled",
    severity: Some(Severity::Info),
    since: "0.1.0",
    what: "A page says nothing of owner, status and approval, so it is not a controlled document. Says what it lacks.",
    why: "Explaining pages need no control. A page by which people work does: without owner, version and approval \
          an auditor cannot tell whether it is valid.",
    serves: &[("iso9001", "7.5.2"), ("iso27001", "7.5.2")],
    bad: "# Access policy\n\nAccess is granted …",
    good: "---\nid: SEC-P-001\ntitle: Access policy\ntype: policy\nowner: it-manager\nstatus: draft\nclass: internal\n\
           purpose: …\nscope: …\n---\n\nAccess is granted …",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for page in &cx.handbook.pages {
        // A README is the page that explains a folder; nobody means to control it.
        // Of one that cannot be read nobody knows what it lacks.
        if cx.handbook.is_broken(page.file)
            || page.path.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("README.md"))
        {
            continue;
        }
        let has = |key: &str| page.facts.iter().any(|(k, _)| k.as_str() == key);
        let missing: Vec<&str> = ["id", "title", "type", "owner", "status", "class", "purpose", "scope"]
            .into_iter()
            .filter(|key| !has(key))
            .collect();
        let message = format!("this page is not a controlled document: it lacks {}", list(&missing, 8));
        let help = if page.has_front {
            "if people work by it, add these to the block at the top; a page that only explains can stay as it is"
        } else {
            "if people work by it, begin the file with these between two lines `---`; a page that only explains can stay as it is"
        };
        out.push(Finding::new(RULE.name, Span::top(page.file), message).help(help));
    }
}
