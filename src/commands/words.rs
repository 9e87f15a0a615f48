//! The words of the rules for the output forms, taken from their documentation; and words in lines.

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

/// Lines of at most `width` characters, where words are not longer.
pub(super) fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let long = word.chars().count();
        if used > 0 && used + 1 + long > width {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.push_str(word);
        used += long;
    }
    out
}
