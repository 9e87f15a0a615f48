//! The one table of rules, sorted by name.

use super::Rule;
use std::sync::LazyLock;

/// The rules of each family; a family is a folder of this room.
const FAMILIES: &[&[Rule]] = &[
    super::accept::RULES,
    super::baseline::RULES,
    super::cls::RULES,
    super::doc::RULES,
    super::due::RULES,
    super::graph::RULES,
    super::io::RULES,
    super::kpi::RULES,
    super::lang::RULES,
    super::life::RULES,
    super::link::RULES,
    super::map::RULES,
    super::norm::RULES,
    super::prose::RULES,
    super::raci::RULES,
    super::rec::RULES,
    super::rule_family::RULES,
    super::soa::RULES,
    super::source::RULES,
    super::time::RULES,
];

static TABLE: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut all: Vec<Rule> = FAMILIES.iter().flat_map(|f| f.iter().copied()).collect();
    all.sort_by_key(|r| r.name);
    all
});

/// All rules, sorted by name.
pub fn rules() -> &'static [Rule] {
    &TABLE
}

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    TABLE.binary_search_by_key(&name, |r| r.name).ok().and_then(|n| TABLE.get(n))
}

/// Names that are public already; their checks come with later stages. A handbook may speak of them.
const LATER: &[&str] = &["ack/missing", "life/changed-since-approval"];

/// Names of all rules, also of those to come, then of their families.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let rules = || rules().iter().map(|r| r.name).chain(LATER.iter().copied());
    rules().chain(rules().filter_map(|name| name.split_once('/').map(|(family, _)| family)))
}

/// Whether there is a rule or family of a name.
pub(super) fn is_known(name: &str) -> bool {
    let family = name.split('/').next().unwrap_or_default();
    names().any(|known| known == name)
        // Families whose rules are still to come.
        || (super::docs::is_family(family) && !rules().iter().any(|r| super::judge::covers(family, r.name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_every_rule_is_documented() {
        for pair in rules().windows(2) {
            assert!(pair[0].name < pair[1].name, "{} is there twice", pair[0].name);
        }
        for r in rules() {
            assert!(r.name.split_once('/').is_some(), "{} has no family", r.name);
            for (field, text) in [("what", r.what), ("why", r.why), ("bad", r.bad), ("good", r.good)] {
                assert!(!text.trim().is_empty(), "{}: `{field}` is empty", r.name);
            }
            assert!(!r.why.to_lowercase().contains("iso requires"), "{} claims more than it knows", r.name);
        }
    }
}
