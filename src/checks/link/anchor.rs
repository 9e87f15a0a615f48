//! `link/anchor`: what stands after `#` is written as the heading or step is. Links are looked at where they are
//! resolved; here are headings whose own id is nearly that of a step.

use crate::checks::near::Near;
use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{At, Guideline};
use std::collections::HashSet;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "link/anchor",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "The part of a link after `#` is a step or heading of the document; this one is nearly one. The anchor of a \
           heading is its text in small letters, without punctuation, with hyphens for spaces. A heading whose own id is nearly that of a step is a warning.",
    why: "The link opens the page, but not at the place that is meant; what stands under the heading is not shown with \
          its step.",
    serves: &[("iso9001", "7.5.3")],
    bad: "See [how to qualify](SAL-G-002#Qualify_the_Opportunity).",
    good: "See [how to qualify](SAL-G-002#qualify-the-opportunity).",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let headings = &cx.index.outline(g.file).headings;
    let given: HashSet<&str> = headings.iter().filter_map(|h| h.explicit_id.as_deref()).collect();
    let steps: HashSet<&str> = g.steps.iter().filter_map(|s| s.id.as_ref()).map(At::as_str).collect();
    let near = Near::for_document();
    for heading in headings {
        let Some(id) = heading.explicit_id.as_deref().filter(|id| !steps.contains(id)) else { continue };
        // A step that has its heading is not meant a second time.
        let free =
            g.steps.iter().filter_map(|s| s.id.as_ref()).map(At::as_str).filter(|s| !given.contains(s));
        if let Some(step) = near.nearest(id, free) {
            let message = format!("this heading has the id `{id}`, but there is no such step");
            let help = format!("if it belongs to the step `{step}`, write `{{#{step}}}`");
            let finding = on(g, RULE.name, heading.at, message).severity(Severity::Warning);
            out.push(finding.help(help).about(id));
        }
    }
}
