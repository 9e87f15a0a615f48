//! `raci/accountable`: exactly one role answers for every task.

use crate::checks::graph::{called, head, on_step};
use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Cast, Guideline, Handbook, Letter, Letters, RoleOrGroup, StepKind, Text};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/accountable",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every `do` and `call` has exactly one accountable role: A, here or under `defaults`. Never a list, never a \
           group; where it depends on the case, one role in each. (A decision without A is `raci/no-decider`.)",
    why: "Several may do a task; if several answer for it, nobody does.",
    serves: &[("iso9001", "5.3")],
    bad: "A: [head-of-sales, key-account-manager]",
    good: "A: head-of-sales\nR: [head-of-sales, key-account-manager]",
    check: Check::Document(check),
};

/// Lists are found with the form of the file (`A: [a, b]`).
fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    if g.broken {
        return;
    }
    for name in groups(cx.handbook, &g.defaults) {
        out.push(on(g, RULE.name, name.at, message(name)).help(help(cx.handbook, name)).about(name.as_str()));
    }
    for step in &g.steps {
        if matches!(step.kind, StepKind::Do | StepKind::Call { .. }) && g.letter(step, Letter::A).is_none() {
            let message = format!("nobody is accountable for {}", called(step));
            let help =
                "write the one role that answers for it, `A: a-role`; or one for all steps under `defaults`";
            out.push(on_step(g, step, RULE.name, head(step), message).help(help).about("A"));
        }
        for name in groups(cx.handbook, &step.letters) {
            let finding = on_step(g, step, RULE.name, name.at, message(name));
            out.push(finding.help(help(cx.handbook, name)).about(name.as_str()));
        }
    }
}

/// The groups that stand where the accountable role should.
fn groups<'a>(h: &'a Handbook, letters: &'a Letters) -> impl Iterator<Item = &'a Text> {
    let is_group = |name: &&Text| matches!(h.party(name), Some(RoleOrGroup::Group(_) | RoleOrGroup::All));
    letters.get(Letter::A).into_iter().flat_map(Cast::names).filter(is_group)
}

fn message(name: &Text) -> String {
    format!("`{}` is a group; accountable is exactly one role", name.value)
}

fn help(h: &Handbook, name: &Text) -> String {
    match h.expand(name).first() {
        Some(role) => format!("write the one role that answers for it, such as `A: {}`", role.id.value),
        None => "write the one role that answers for it".to_owned(),
    }
}
