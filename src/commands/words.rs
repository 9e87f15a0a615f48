//! The words of the rules for the output forms, taken from their documentation.

use crate::checks;
use crate::diagnostic::{RuleInfo, RuleText};

/// All rules of the program.
pub(super) struct Words;

impl RuleInfo for Words {
    fn rule(&self, name: &str) -> Option<RuleText<'_>> {
        let rule = checks::rule(name)?;
        Some(RuleText {
            title: rule.what,
            why: rule.why,
            help: "",
            serves: serves(rule),
            severity: rule.severity,
        })
    }
}

/// The clauses a rule serves, as people write them.
pub(super) fn serves(rule: &checks::Rule) -> Vec<String> {
    rule.serves.iter().map(|(standard, clause)| format!("{} {clause}", standard_name(standard))).collect()
}

/// The name of a standard by its short name.
fn standard_name(short: &str) -> &str {
    match short {
        "iso9001" => "ISO 9001",
        "iso27001" => "ISO/IEC 27001",
        other => other,
    }
}
