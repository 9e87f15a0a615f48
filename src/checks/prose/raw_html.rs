//! `prose/raw-html`: prose is Markdown, not HTML.

use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{FileId, Finding, Severity};
use rayon::prelude::*;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "prose/raw-html",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Prose holds no raw HTML; it is shown as text. One finding per document. Comments are dropped, `<br>` is \
           kept.",
    why: "HTML can load pictures and scripts from elsewhere, look different in print and on a phone, and hide text \
          from readers and searches.",
    serves: &[],
    bad: "<table><tr><td>Offer</td></tr></table>",
    good: "| Offer |\n|---|\n| … |",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let guidelines = h.guidelines.iter().map(|g| (g.file, g.id.as_ref().map(crate::model::At::as_str)));
    let pages = h.pages.iter().map(|p| (p.file, None));
    let translations = h.translations.iter().map(|t| (t.file, None));
    let files: Vec<(FileId, Option<&str>)> = guidelines.chain(pages).chain(translations).collect();
    out.par_extend(files.par_iter().filter_map(|&(file, id)| finding(cx, file, id)));
}

fn finding(cx: &Context<'_>, file: FileId, id: Option<&str>) -> Option<Finding> {
    let html: Vec<_> =
        cx.index.outline(file).html.iter().filter(|at| !harmless(cx.handbook.sources.slice(**at))).collect();
    let first = **html.first()?;
    let tag: String = cx.handbook.sources.slice(first).chars().take_while(|c| *c != '\n').take(40).collect();
    let message = match html.len() {
        1 => format!("raw HTML is shown as text: `{tag}`"),
        n => format!("raw HTML is shown as text, in {n} places; the first is `{tag}`"),
    };
    let finding = Finding::new(RULE.name, first, message).help(
        "write it as Markdown; a `<` that is meant as such is written `\\<`, or stands between backquotes",
    );
    Some(match id {
        Some(id) => finding.document(id),
        None => finding,
    })
}

/// Comments are dropped and line breaks kept.
fn harmless(html: &str) -> bool {
    let html = html.trim();
    let tag: String =
        html.chars().filter(|c| !c.is_whitespace() && *c != '/').collect::<String>().to_lowercase();
    tag == "<br>"
        || (html.starts_with("<!--") && html.find("-->").is_some_and(|end| html[end + 3..].trim().is_empty()))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn comments_and_line_breaks_are_no_html() {
        assert!(harmless("<br>") && harmless("<br />") && harmless("<BR/>"));
        assert!(harmless("<!-- later -->") && harmless("<!-- two\n lines -->\n"));
        assert!(!harmless("<b>") && !harmless("<!-- a --><b>"));
    }
}
