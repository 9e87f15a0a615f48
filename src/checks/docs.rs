//! The rule pages of `docs/rules/`, made from the table of rules; a test holds the committed ones to these.

use super::{Rule, rules};
use std::fmt::Write as _;

/// What each family is about, in the order in which a newcomer meets them.
const FAMILIES: &[(&str, &str)] = &[
    ("source", "reading the files"),
    ("doc", "what every document says of itself"),
    ("life", "approval, review, changes"),
    ("raci", "who is responsible and who accountable"),
    ("graph", "how the process runs"),
    ("io", "what goes in and out"),
    ("time", "deadlines"),
    ("rule", "rules the company gave itself"),
    ("map", "the landscape of processes"),
    ("kpi", "figures"),
    ("rec", "records"),
    ("due", "recurring duties"),
    ("cls", "classes of information"),
    ("norm", "clauses of standards"),
    ("soa", "the Statement of Applicability"),
    ("lang", "languages and words"),
    ("link", "links"),
    ("prose", "the text"),
    ("accept", "accepted findings"),
    ("baseline", "findings from before"),
];

/// Whether rules have a family of this name.
pub(super) fn is_family(name: &str) -> bool {
    FAMILIES.iter().any(|(family, _)| *family == name)
}

/// File name and text of every page, the index first.
pub fn pages() -> Vec<(String, String)> {
    let mut pages = vec![("README.md".to_owned(), index())];
    pages.extend(families().map(|(family, about)| (format!("{family}.md"), page(family, about))));
    pages
}

fn families() -> impl Iterator<Item = (&'static str, &'static str)> {
    FAMILIES.iter().copied().filter(|(family, _)| of(family).next().is_some())
}

fn of(family: &str) -> impl Iterator<Item = &'static Rule> {
    rules().iter().filter(move |r| r.name.split('/').next() == Some(family))
}

fn severity(rule: &Rule) -> &'static str {
    rule.severity.map_or("off", crate::diagnostic::Severity::word)
}

fn index() -> String {
    let mut t = String::from(
        "# Rules\n\nMade from the code by `make docs`. Each rule has a severity that a handbook may change under \
         `checks` in handbook.yaml (`off`, `info`, `warning`, `error`), for a rule or for its family. A finding can \
         be accepted with a reason, a person and an end date (`accept`). \"Serves\" says which clause a rule helps \
         with, in our reading; it does not say that the clause asks for what the rule checks.\n",
    );
    for (family, about) in families() {
        let _ = write!(t, "\n## [{family}]({family}.md): {about}\n\n| rule | checks | |\n|---|---|---|\n");
        for r in of(family) {
            let _ = writeln!(
                t,
                "| [{}]({family}.md#{}) | {} | {} |",
                r.name,
                anchor(r),
                cell(r.what),
                severity(r)
            );
        }
    }
    t
}

fn page(family: &str, about: &str) -> String {
    let mut t = format!("# {family}: {about}\n\nMade from the code by `make docs`.\n");
    for r in of(family) {
        let _ = write!(t, "\n## {}\n\n**{}.** {}\n\n{}\n", r.name, severity(r), r.what, r.why);
        if r.serves.is_empty() {
            t.push('\n');
        } else {
            let serves: Vec<String> = r.serves.iter().map(|(s, c)| format!("{s} {c}")).collect();
            let _ = write!(t, "\nServes {}. ", serves.join(", "));
        }
        let _ = writeln!(t, "Since {}.", r.since);
        let _ = write!(t, "\nInstead of\n\n{}\nwrite\n\n{}", fenced(r.bad), fenced(r.good));
    }
    t
}

/// GitHub's anchor of a rule's heading.
fn anchor(rule: &Rule) -> String {
    rule.name.replace('/', "")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn fenced(text: &str) -> String {
    format!("```yaml\n{}\n```\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_has_its_page() {
        for r in rules() {
            let family = r.name.split('/').next().unwrap_or_default();
            assert!(FAMILIES.iter().any(|(f, _)| *f == family), "{family} has no page");
        }
    }
}
