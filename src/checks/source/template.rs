//! `source/template`: the handbook's own templates can be used. Found by the commands, which know the pages.

use crate::checks::{Check, Rule};
use crate::diagnostic::Severity;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "source/template",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "A page template of the handbook's own (`templates/pages/`) can be read and stands where it takes effect. \
           What shows only while pages are made is told by `guidepost build`.",
    why: "In place of a template that cannot be used the built-in one is taken: the site is whole, but does not look \
          as it was meant to.",
    serves: &[],
    bad: "templates/guideline.html\n{% block main %}\n{{ title }",
    good: "templates/pages/guideline.html\n{% extends \"pages/layout.html\" %}\n{% block main %}{{ title }}{% endblock %}",
    check: Check::Elsewhere,
};
