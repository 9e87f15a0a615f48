//! Where a guideline names roles, groups and people.

use crate::model::{Guideline, HouseRule, RuleForm, Step, StepKind, Text};

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::checks) enum Kind {
    /// A role or a group.
    Party,
    /// A role.
    Role,
    /// A role or a person.
    RoleOrPerson,
}

/// A name, what it may be, and the step or part of the document it belongs to.
#[derive(Debug, Clone)]
pub(super) struct Place<'a> {
    pub(super) name: &'a Text,
    pub(super) kind: Kind,
    pub(super) step: Option<&'a str>,
    pub(super) key: Option<String>,
}

/// Every name in `g`, roughly in written order. The owner of the document and of its KPIs is `doc/owner`, whom a
/// start comes from is `map/hand-over`.
pub(super) fn of_guideline(g: &Guideline) -> Vec<Place<'_>> {
    let mut found = Vec::new();
    let plain = |name, kind| Place { name, kind, step: None, key: None };
    let keyed = |name, kind, key: String| Place { name, kind, step: None, key: Some(key) };
    if let Some(by) = g.approved.as_ref().and_then(|a| a.by.as_ref()) {
        found.push(plain(by, Kind::RoleOrPerson));
    }
    // Who made an old version may have left long ago.
    if let Some(by) = g.changes.first().and_then(|c| c.by.as_ref()) {
        found.push(plain(by, Kind::RoleOrPerson));
    }
    found.extend(g.acknowledge.iter().map(|n| plain(n, Kind::Party)));
    for r in &g.responsibilities {
        found.push(keyed(&r.who, Kind::Party, format!("responsibility/{}", r.who.value)));
    }
    for (n, duty) in g.duties.iter().enumerate() {
        let key = duty.id.as_ref().map_or_else(|| (n + 1).to_string(), |id| id.value.clone());
        found.extend(duty.who.iter().map(|n| keyed(n, Kind::Party, format!("duty/{key}"))));
    }
    found.extend(g.defaults.cells.iter().flat_map(|(_, _, c)| c.names()).map(|n| plain(n, Kind::Party)));
    found.extend(g.chart.lanes.iter().map(|n| plain(n, Kind::Party)));
    for step in &g.steps {
        let id = step.id.as_ref().map(crate::model::At::as_str);
        found.extend(of_step(step).into_iter().map(|name| Place {
            name,
            kind: Kind::Party,
            step: id,
            key: None,
        }));
    }
    for rule in &g.rules {
        let key = format!("rule/{}", rule.id.as_ref().map_or("", |t| t.as_str()));
        found.extend(of_rule(rule).into_iter().map(|(name, kind)| keyed(name, kind, key.clone())));
    }
    for accepted in &g.accept {
        found.extend(accepted.by.iter().map(|n| plain(n, Kind::RoleOrPerson)));
    }
    found
}

/// Every role or group that a step names.
pub(super) fn of_step(step: &Step) -> Vec<&Text> {
    let mut found: Vec<&Text> = step.letters.cells.iter().flat_map(|(_, _, c)| c.names()).collect();
    if let StepKind::Wait { party, .. } = &step.kind {
        found.extend(party);
    }
    found.extend(&step.contact);
    found.extend(step.escalate.iter().flat_map(|e| &e.tell));
    found
}

/// The roles and groups that a rule names.
pub(super) fn of_rule(rule: &HouseRule) -> Vec<(&Text, Kind)> {
    match &rule.form {
        RuleForm::Delegate { from, to, .. } => from.iter().chain(to).map(|n| (n, Kind::Role)).collect(),
        RuleForm::Every { of, .. } | RuleForm::Applies(of) => {
            let parties = of.matches.iter().filter(|(key, _)| matches!(key.as_str(), "role" | "contact"));
            parties.flat_map(|(_, words)| words).map(|n| (n, Kind::Party)).collect()
        }
        _ => Vec::new(),
    }
}
