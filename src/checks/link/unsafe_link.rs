//! `link/unsafe`: links lead where a reader expects, and nowhere else.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "link/unsafe",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "A link leads to the handbook or to an address with `https:`, `http:`, `mailto:` or `tel:`; a path does not lead out \
           of the handbook. A picture from elsewhere is a warning: no page loads anything from elsewhere.",
    why: "`javascript:` and `data:` run what somebody else wrote; a path out of the handbook or onto one computer \
          works for one person only.",
    serves: &[],
    bad: "[open](javascript:alert(1)) and [the plan](file:///C:/plan.xlsx)",
    good: "[open](https://example.com/plan) and [the plan](plan.xlsx), with the file beside this one",
    check: Check::Elsewhere,
};
