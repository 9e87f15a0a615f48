//! `rule/path`: what is reached is reached through what the rule asks for.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rule/path",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A `path` rule holds in every run of the process: each time one of `to` is reached, one of `through` \
           happened before; with `from`, since the last of it; with `never`, nothing of that happens in between. \
           A step that is left because its time is up (`late`) is not what `through` asks for.",
    why: "The rule is what the company promised, and the process is what people will do. One way round the check \
          is enough for somebody to take it. The finding shows a shortest run that does. A step in a parallel branch \
          happens in every run; which of two branches is first is chance.",
    serves: &[("iso9001", "8.2.1")],
    bad: "outcomes: { yes: offer, no: ended }\n…\nrules:\n- id: customer-informed\n  path: { to: [ended], through: [inform-customer] }",
    good: "outcomes: { yes: offer, no: inform-customer }\n…\nrules:\n- id: customer-informed\n  path: { to: [ended], through: [inform-customer] }",
    check: Check::Alone(super::own::check),
};
