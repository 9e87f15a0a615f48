//! What an output form may say about a rule. The rules themselves live further up; this room only names what
//! it wants to know about one.

use super::Severity;

/// The words that belong to a rule, in English.
#[derive(Debug, Clone, Default)]
pub struct RuleText<'a> {
    /// One line: what it checks.
    pub title: &'a str,
    /// Why it matters, in a sentence or two.
    pub why: &'a str,
    /// What to do about a finding of it; may be empty.
    pub help: &'a str,
    /// The clauses it serves (`ISO 9001:2015 7.5.2`); empty for a convention.
    pub serves: Vec<String>,
    /// Severity where neither handbook nor finding says otherwise.
    pub severity: Option<Severity>,
}

/// Knows the rules by name.
pub trait RuleInfo: Sync {
    /// The words of a rule; `None` where there is no such rule.
    fn rule(&self, name: &str) -> Option<RuleText<'_>>;
}

/// Knows no rule: for tests, and for output that needs no words.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoRules;

impl RuleInfo for NoRules {
    fn rule(&self, _name: &str) -> Option<RuleText<'_>> {
        None
    }
}
