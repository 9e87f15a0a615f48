//! `raci/unknown-role`: every role, group and person that is named is in organisation.yaml.

use super::places::{Kind, Place, of_guideline, of_rule};
use crate::checks::near::Near;
use crate::checks::words::{list, on};
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::graph::ProcessGraph;
use crate::model::{Guideline, Handbook, Role, Text};
use std::collections::{HashMap, HashSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/unknown-role",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Every role, group and person that is named is in organisation.yaml. A name that stands in several places \
           of a document is one finding.",
    why: "A task of \"others\" is done by nobody. One word for one role lets each reader find the own tasks.",
    serves: &[("iso9001", "5.3"), ("iso27001", "A.5.2")],
    bad: "R: [sales-support, others]",
    good: "R: [sales-support, marketing]",
    check: Check::Document(check),
};

fn check(cx: &Context<'_>, g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    if names_no_role(h) {
        return;
    }
    let mut first: HashMap<&str, usize> = HashMap::new();
    let first_here = out.len();
    let near = Near::for_document();
    for place in of_guideline(g) {
        if known(h, place.name, place.kind) {
            continue;
        }
        if let Some(&n) = first.get(place.name.as_str()) {
            let again = placed(
                on(g, RULE.name, place.name.at, format!("`{}` is named here too", place.name.value)),
                &place,
            );
            if let Some(finding) = out.get_mut(first_here + n) {
                finding.follows.push(again);
            }
            continue;
        }
        first.insert(place.name.as_str(), out.len() - first_here);
        let (message, help) = complaint(h, place.name, place.kind, &near);
        out.push(placed(on(g, RULE.name, place.name.at, message).help(help), &place));
    }
}

/// Whether no role at all is known; then that is one finding, not one for each name (`shared_files`).
pub(in crate::checks) fn names_no_role(h: &Handbook) -> bool {
    h.organisation.roles.is_empty()
}

/// The one finding where no role is known, at the first place that names one.
fn no_role(h: &Handbook) -> Option<Finding> {
    let wanted = |place: &Place<'_>| place.kind != Kind::RoleOrPerson;
    let mut first: Option<(&Guideline, &Text)> = None;
    let mut names: HashSet<&str> = HashSet::new();
    for g in &h.guidelines {
        let places = of_guideline(g).into_iter().filter(wanted).map(|place| place.name);
        for name in g.owner.iter().chain(places).filter(|name| !matches!(name.as_str(), "" | "all")) {
            first = first.or(Some((g, name)));
            names.insert(name.as_str());
        }
    }
    let (g, name) = first?;
    let named = match names.len() {
        1 => format!("so the role `{}` is not known", name.value),
        n => format!("so none of the {n} roles that the documents name is known"),
    };
    let (message, help) = match h.organisation.file {
        None => (format!("there is no organisation.yaml, {named}"), "write organisation.yaml, with"),
        Some(_) => (format!("organisation.yaml names no role, {named}"), "write them there, as in"),
    };
    let help = format!("{help} `roles: {{ {}: {{ name: … }} }}`", name.value);
    Some(on(g, RULE.name, name.at, message).help(help).about("organisation.yaml"))
}

fn placed(mut finding: Finding, place: &Place<'_>) -> Finding {
    finding.step = place.step.map(str::to_owned);
    finding.key.clone_from(&place.key);
    finding.about(place.name.as_str())
}

fn known(h: &Handbook, name: &Text, kind: Kind) -> bool {
    match kind {
        Kind::Party => h.party(name).is_some(),
        Kind::Role => h.role(name).is_some(),
        Kind::RoleOrPerson => h.role(name).is_some() || h.person(name).is_some(),
    }
}

/// What is wrong with a name and what to write instead.
fn complaint(h: &Handbook, name: &Text, kind: Kind, near: &Near) -> (String, String) {
    let word = name.as_str();
    if kind != Kind::Party && h.party(word).is_some() {
        let message = format!("`{word}` is a group of roles; here one role is named");
        return (message, "write the role".to_owned());
    }
    let message = match kind {
        Kind::RoleOrPerson => format!("there is no role or person `{word}`"),
        _ => format!("there is no role `{word}`"),
    };
    (message, instead(h, word, kind, near))
}

/// What to write in place of a name that is none.
pub(in crate::checks) fn instead(h: &Handbook, word: &str, kind: Kind, near: &Near) -> String {
    let several: Vec<&str> = word.split([',', ';', '/', '+']).map(str::trim).collect();
    if kind == Kind::Party && several.len() > 1 && several.iter().all(|one| h.party(one).is_some()) {
        return format!("several roles are a list: `[{}]`", several.join(", "));
    }
    if near.may_compare(h.organisation.roles.len())
        && let Some(role) = called_so(h, word)
    {
        return format!("the role is called `{}`", role.id.value);
    }
    let people = || h.organisation.people.iter().map(|p| p.id.as_str());
    if kind != Kind::RoleOrPerson && people().any(|p| p == word) {
        let held = h.organisation.roles.iter().filter(|r| r.holders.iter().any(|p| p.as_str() == word));
        let held: Vec<String> = held.map(|r| format!("`{}`", r.id.value)).collect();
        let held: Vec<&str> = held.iter().map(String::as_str).collect();
        if held.is_empty() {
            return format!("`{word}` is a person; name a role that they hold");
        }
        return format!("`{word}` is a person; write the role: {}", list(&held, 4));
    }
    let roles = h.organisation.roles.iter().map(|r| r.id.as_str());
    let groups = h.organisation.groups.iter().map(|g| g.id.as_str()).chain(["all"]);
    let right = match kind {
        Kind::Party => near.nearest(word, roles.chain(groups)),
        Kind::Role => near.nearest(word, roles),
        Kind::RoleOrPerson => near.nearest(word, roles.chain(people())),
    };
    match right {
        Some(right) => format!("did you mean `{right}`?"),
        None => "write a role of organisation.yaml, or add this one there".to_owned(),
    }
}

/// The role that goes by a word: its name in any language, its short form, an alias, or its id written otherwise.
fn called_so<'h>(h: &'h Handbook, word: &str) -> Option<&'h Role> {
    let same = |text: &str| text.trim().to_lowercase().replace([' ', '_'], "-");
    let wanted = same(word);
    h.organisation.roles.iter().find(|r| {
        let names = r.name.texts.iter().map(|(_, t)| t).chain(&r.short).chain(&r.aliases).chain([&r.id]);
        names.into_iter().any(|t| same(t) == wanted)
    })
}

/// The same for the shared files: who holds, deputizes and belongs to what; rules and accepted findings of
/// handbook.yaml. Run with `raci/vacant-role`.
pub(super) fn shared_files(h: &Handbook, out: &mut Vec<Finding>) {
    let o = &h.organisation;
    if names_no_role(h) {
        out.extend(no_role(h).filter(|_| !h.is_broken(o.file)));
        return;
    }
    let people: HashSet<&str> = o.people.iter().map(|p| p.id.as_str()).collect();
    let near = Near::for_handbook();
    let mut wrong = |name: &Text, message: String, help: String, key: String| {
        out.push(Finding::new(RULE.name, name.at, message).help(help).about(name.as_str()).key(key));
    };
    for role in &o.roles {
        let key = || format!("roles/{}", role.id.value);
        // Without a list of people, holders are names.
        for person in role.holders.iter().filter(|p| !people.is_empty() && !people.contains(p.as_str())) {
            let help = match near.nearest(person, o.people.iter().map(|p| p.id.as_str())) {
                _ if h.role(person).is_some() => {
                    format!(
                        "`{}` is a role; write the person, or `includes: {}`",
                        person.value, role.id.value
                    )
                }
                Some(right) => format!("did you mean `{right}`?"),
                None => "write a person of `people`, or add this one there".to_owned(),
            };
            wrong(person, format!("there is no person `{}`", person.value), help, key());
        }
        let deputies = role
            .deputies
            .iter()
            .filter(|d| !known(h, d, Kind::RoleOrPerson) && (h.party(d).is_some() || !o.people.is_empty()));
        for deputy in deputies {
            let (message, help) = complaint(h, deputy, Kind::RoleOrPerson, &near);
            wrong(deputy, message, help, key());
        }
        for other in role.includes.iter().filter(|r| !known(h, r, Kind::Role)) {
            let (message, help) = complaint(h, other, Kind::Role, &near);
            wrong(other, message, help, key());
        }
        if let Some(unit) = &role.unit
            && !o.units.iter().any(|u| u.id.value == unit.value)
        {
            let help = match near.nearest(unit, o.units.iter().map(|u| u.id.as_str())) {
                Some(right) => format!("did you mean `{right}`?"),
                None => "write one of `units`, or add this one there".to_owned(),
            };
            wrong(unit, format!("there is no unit `{}`", unit.value), help, key());
        }
    }
    for group in &o.groups {
        for role in group.roles.iter().filter(|r| !known(h, r, Kind::Role)) {
            let (message, help) = complaint(h, role, Kind::Role, &near);
            wrong(role, message, help, format!("groups/{}", group.id.value));
        }
    }
    for rule in &h.settings.rules {
        for (name, kind) in of_rule(rule) {
            if !known(h, name, kind) {
                let (message, help) = complaint(h, name, kind, &near);
                wrong(name, message, help, crate::checks::graph::rule_key(rule));
            }
        }
    }
    for name in h.settings.accept.iter().filter_map(|a| a.by.as_ref()) {
        if !known(h, name, Kind::RoleOrPerson) {
            let (message, help) = complaint(h, name, Kind::RoleOrPerson, &near);
            wrong(name, message, help, "accept".to_owned());
        }
    }
}
