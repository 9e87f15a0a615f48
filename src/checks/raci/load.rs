//! `raci/load`: no role has far more to do, or is asked and told far more often, than the others.

use crate::checks::words::count;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Cast, DocStatus, Guideline, Handbook, Letter, RoleOrGroup};
use std::collections::HashMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/load",
    severity: Some(Severity::Info),
    since: "0.2.0",
    what: "Names each role that does or decides at least 40 steps and three times as many as three of four roles have at \
           most; or is asked or told (C, I) at 80 or more, compared in the same way. Who only answers for a step (A) \
           does not do it. A group of up to six roles counts as its roles, a larger one as nobody in particular. \
           Outside parties are left out.",
    why: "Where everything comes together at one desk, cases wait there, and nobody can stand in. Whoever is told \
          everything reads nothing. It may be meant; the figures are ours and no standard's.",
    serves: &[],
    bad: "The `head-of-sales` does or decides 64 steps, three of four roles 9 at most.",
    good: "Those who do the work decide what they can decide themselves: `A: key-account-manager`.",
    check: Check::Handbook(check),
};

/// From so many on, and so many times what three of four roles have.
const DOES: usize = 40;
const HEARS: usize = 80;
const FAR_MORE: usize = 3;
/// With fewer roles at work there is nothing to compare with.
const FEWEST: usize = 4;
/// A group of more roles counts as nobody in particular.
const SMALL_GROUP: usize = 6;

/// So many names of a document are looked through.
const MOST_NAMES: usize = 32;

/// What a role has.
#[derive(Debug, Clone, Copy, Default)]
struct Load {
    does: usize,
    hears: usize,
    documents: usize,
    /// The last document counted.
    last: usize,
}

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let loads = loads(h);
    let usual = |of: &dyn Fn(&Load) -> usize| {
        let mut all: Vec<usize> = loads.iter().map(of).filter(|n| *n > 0).collect();
        all.sort_unstable();
        let three_of_four = (all.len() * 3).div_ceil(4);
        (all.len() >= FEWEST).then(|| all.get(three_of_four - 1).copied().unwrap_or(0))
    };
    let (does, hears) = (usual(&|l| l.does), usual(&|l| l.hears));
    let far = |n: usize, usual: Option<usize>, least: usize| {
        usual.filter(|u| n >= least && n >= u.saturating_mul(FAR_MORE))
    };
    for (role, load) in h.organisation.roles.iter().zip(&loads).filter(|(role, _)| !role.external) {
        let mut says = Vec::new();
        if let Some(usual) = far(load.does, does, DOES) {
            says.push(format!(
                "does or decides {} steps in {}, where three of four roles have at most {usual}",
                load.does,
                count(load.documents, "document", "documents")
            ));
        }
        if let Some(usual) = far(load.hears, hears, HEARS) {
            says.push(format!(
                "is asked or told at {} steps, where three of four roles are at most at {usual}",
                load.hears
            ));
        }
        if says.is_empty() {
            continue;
        }
        let message = format!("`{}` {}", role.id.value, says.join("; and "));
        let help = "let those decide who do the work, or share the role out; the page of responsibilities shows where \
                    it all comes from";
        out.push(Finding::new(RULE.name, role.id.at, message).help(help).about(role.id.as_str()));
    }
}

/// By role, in declared order.
fn loads(h: &Handbook) -> Vec<Load> {
    let mut loads = vec![Load::default(); h.organisation.roles.len()];
    let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
    let used = |g: &Guideline| !matches!(g.state(), DocStatus::Planned | DocStatus::Retired);
    for (n, g) in h.guidelines.iter().enumerate().filter(|(_, g)| used(g)) {
        for (name, does, hears) in counts(g) {
            for &role in known.entry(name).or_insert_with(|| roles(h, name)).iter() {
                if let Some(load) = loads.get_mut(role) {
                    load.does += does;
                    load.hears += hears;
                    load.documents += usize::from(does > 0 && load.last != n + 1);
                    load.last = if does > 0 { n + 1 } else { load.last };
                }
            }
        }
    }
    loads
}

/// The names of a document, with how often each does and hears something. They are few, so that looking through them
/// is quicker than any index; where there are many, one name may come several times.
fn counts(g: &Guideline) -> Vec<(&str, usize, usize)> {
    let mut found: Vec<(&str, usize, usize)> = Vec::new();
    for step in &g.steps {
        let heard = [Letter::C, Letter::I].map(|letter| (g.letter(step, letter), 0, 1));
        for (cast, does, hears) in heard.into_iter().chain([(g.doers(step), 1, 0)]) {
            for name in cast.into_iter().flat_map(Cast::names) {
                match found.iter_mut().take(MOST_NAMES).find(|(known, _, _)| *known == name.as_str()) {
                    Some(entry) => {
                        entry.1 += does;
                        entry.2 += hears;
                    }
                    None => found.push((name.as_str(), does, hears)),
                }
            }
        }
    }
    found
}

fn roles(h: &Handbook, name: &str) -> Vec<usize> {
    let index = |id: &str| match h.party(id) {
        Some(RoleOrGroup::Role(n)) => Some(n),
        _ => None,
    };
    match h.party(name) {
        Some(RoleOrGroup::Role(n)) => vec![n],
        Some(RoleOrGroup::Group(_)) => {
            let roles = h.expand(name);
            let small = roles.len() <= SMALL_GROUP;
            roles.into_iter().filter(|_| small).filter_map(|r| index(r.id.as_str())).collect()
        }
        _ => Vec::new(),
    }
}
