//! `cls/no-handling`: a class without a handling rule.

use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::Class;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "cls/no-handling",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Each class of handbook.yaml says how such information is handled.",
    why: "A label alone protects nothing: people must know what they may do with it.",
    serves: &[("iso27001", "A.5.12"), ("iso27001", "A.5.13")],
    bad: "classes:\n- { id: confidential }",
    good: "classes:\n- { id: confidential, handling: Only to those named; encrypted on the way out }",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for class in cx.handbook.settings.classes.iter().filter(|c| !says(c)) {
        out.push(
            Finding::new(
                RULE.name,
                class.id.at,
                format!("the class `{}` has no handling rule", class.id.value),
            )
            .help("add `handling:` with what may be done with it: to whom, how it is sent, where it is kept")
            .key(format!("class/{}", class.id.value))
            .about(class.id.as_str()),
        );
    }
}

/// Whether a text says something in some language.
fn says(class: &Class) -> bool {
    class.handling.texts.iter().any(|(_, text)| !text.trim().is_empty())
}
