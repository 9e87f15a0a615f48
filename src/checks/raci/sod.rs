//! `raci/sod`: nobody decides on his own work.

use crate::checks::apart::{Held, Pair, Verdict, between, holders, judge, lead};
use crate::checks::both::{at, help, step_called, told, with_places};
use crate::checks::words::on;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{Cast, DocStatus, Guideline, Handbook, Role, RuleForm, Separate, Step, StepKind};
use foldhash::{HashMap, HashMapExt, HashSet};
use rayon::prelude::*;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/sod",
    severity: Some(Severity::Warning),
    since: "0.1.0",
    what: "Whoever decides has not made what is decided on: each `ask` is compared with every step, in any document, \
           that makes one of its `in`, role by role, with deputies and delegations.",
    why: "A check by the one who did the work finds what that one would have found anyway. Where a `separate` rule \
          speaks of the two steps, that rule is told; where the second look is not needed, accept the finding with the \
          reason.",
    serves: &[("iso27001", "A.5.3")],
    bad: "- id: create-offer\n  do: Create the offer\n  R: key-account-manager\n  out: offer\n- id: check-offer\n  ask: Is the offer in order?\n  A: head-of-sales\n  in: offer\n…\nrules:\n- id: delegate\n  delegate: { from: head-of-sales, to: key-account-manager }",
    good: "…\nrules:\n- id: delegate\n  delegate: { from: head-of-sales, to: key-account-manager, except: [check-offer] }",
    check: Check::Handbook(check),
};

/// More pairs of roles in one document are one finding.
const MOST: usize = 3;

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let alive = |g: &&Guideline| !g.broken && g.state() != DocStatus::Retired;
    let asks = |g: &&Guideline| g.steps.iter().any(is_ask);
    let deciding: Vec<&Guideline> = h.guidelines.par_iter().filter(alive).filter(asks).collect();
    if deciding.is_empty() {
        return;
    }
    let makers = Makers::of(h, &deciding);
    let crowd = Crowd::of(h);
    let found: Vec<Finding> =
        deciding.par_iter().flat_map_iter(|g| of_document(h, g, &makers, &crowd)).collect();
    out.extend(found);
}

/// A decision by a role, on something.
fn is_ask(step: &Step) -> bool {
    matches!(step.kind, StepKind::Ask { of: None, .. }) && !step.input.is_empty()
}

/// Who makes what decisions are about: of each work product each role once, with a step where it does.
struct Makers<'h>(HashMap<&'h str, Vec<(&'h Role, &'h Guideline, usize)>>);

impl<'h> Makers<'h> {
    fn of(h: &'h Handbook, deciding: &[&'h Guideline]) -> Self {
        let asks = deciding.iter().flat_map(|g| g.steps.iter().filter(|s| is_ask(s)));
        let read = asks.flat_map(|s| &s.input).map(|p| p.id.as_str());
        let mut made: HashMap<&str, Vec<(&Role, &Guideline, usize)>> = HashMap::new();
        read.for_each(|id| {
            made.entry(id).or_default();
        });
        for g in h.guidelines.iter().filter(|g| g.state() != DocStatus::Retired) {
            for (n, step) in g.steps.iter().enumerate() {
                for product in &step.output {
                    let Some(makers) = made.get_mut(product.id.as_str()) else { continue };
                    let cast = lead(g, n).and_then(|letter| g.letter(step, letter));
                    for role in
                        cast.into_iter().flat_map(Cast::names).flat_map(|name| h.expand(name.as_str()))
                    {
                        if !makers.iter().any(|(known, ..)| std::ptr::eq(*known, role)) {
                            makers.push((role, g, n));
                        }
                    }
                }
            }
        }
        Self(made)
    }
}

/// Who stands in each role in any way but by delegation: most pairs have nobody in common, and need not be looked at.
struct Crowd<'h> {
    persons: HashMap<&'h str, Vec<&'h str>>,
    delegates: HashSet<&'h str>,
}

impl<'h> Crowd<'h> {
    fn of(h: &'h Handbook) -> Self {
        let persons = h.organisation.roles.iter().map(|role| {
            let mut all = holders(h, role);
            for deputy in &role.deputies {
                match h.role(deputy.as_str()) {
                    Some(role) => all.extend(holders(h, role)),
                    None => all.push(deputy.as_str()),
                }
            }
            (role.id.as_str(), all)
        });
        let rules = h.guidelines.iter().flat_map(|g| &g.rules).chain(&h.settings.rules);
        let delegates = rules.filter_map(|r| match &r.form {
            RuleForm::Delegate { from: Some(from), .. } => Some(from.as_str()),
            _ => None,
        });
        Self { persons: persons.collect(), delegates: delegates.collect() }
    }

    fn may_meet(&self, one: &Role, other: &Role) -> bool {
        let delegated = |r: &Role| self.delegates.contains(r.id.as_str());
        let of = |r: &Role| self.persons.get(r.id.as_str()).map_or(&[][..], Vec::as_slice);
        delegated(one) || delegated(other) || of(one).iter().any(|p| of(other).contains(p))
    }
}

/// What is found in a document.
fn of_document<'h>(
    h: &'h Handbook,
    g: &'h Guideline,
    makers: &Makers<'h>,
    crowd: &Crowd<'h>,
) -> Vec<Finding> {
    let mut pairs: Vec<Pair<'h>> = Vec::new();
    for (second, ask) in g.steps.iter().enumerate().filter(|(_, s)| is_ask(s)) {
        let Some(cast) = lead(g, second).and_then(|l| g.letter(ask, l)) else { continue };
        let deciders: Vec<&Role> = cast.names().flat_map(|n| h.expand(n.as_str())).collect();
        let of_ask = || ask.input.iter().filter_map(|p| makers.0.get(p.id.as_str())).flatten();
        if !of_ask().any(|(role, ..)| deciders.iter().any(|d| crowd.may_meet(role, d))) {
            continue;
        }
        let reads =
            |s: &Step| s.output.iter().any(|o| ask.input.iter().any(|p| p.id.as_str() == o.id.as_str()));
        for (first, _) in g.steps.iter().enumerate().filter(|(n, s)| *n != second && reads(s)) {
            pairs.extend(between(h, (g, first), (g, second)));
        }
        for &(role, maker, step) in of_ask().filter(|(_, maker, _)| !std::ptr::eq(*maker, g)) {
            let Some(letter) = lead(maker, step) else { continue };
            for decider in deciders.iter().filter(|d| crowd.may_meet(role, d)) {
                let Some(other) = lead(g, second) else { continue };
                let first = Held { g: maker, step, letter, role };
                pairs.push(judge(h, first, Held { g, step: second, letter: other, role: decider }));
            }
        }
    }
    pairs.retain(|p| matches!(p.verdict, Verdict::Same | Verdict::Both) && !is_ruled(h, g, p));
    tell(h, g, &pairs)
}

/// Whether a `separate` rule speaks of the two steps: then that one is told.
fn is_ruled(h: &Handbook, g: &Guideline, pair: &Pair<'_>) -> bool {
    let names = |held: Held<'_>, word: &str| {
        let id = held.g.steps.get(held.step).map_or("", |s| s.id());
        match word.split_once('#') {
            Some((document, step)) => document == held.g.id() && step == id,
            None => word == id,
        }
    };
    g.rules.iter().chain(&h.settings.rules).any(|rule| match &rule.form {
        RuleForm::Separate(Separate::Steps(steps)) => {
            [pair.first, pair.second].iter().all(|held| steps.iter().any(|s| names(*held, s.as_str())))
        }
        _ => false,
    })
}

/// One finding for each pair of roles; where there are many, one for the document.
fn tell(h: &Handbook, g: &Guideline, pairs: &[Pair<'_>]) -> Vec<Finding> {
    let mut groups: Vec<Vec<&Pair<'_>>> = Vec::new();
    for pair in pairs {
        let same = |other: &Pair<'_>| {
            std::ptr::eq(other.first.role, pair.first.role)
                && std::ptr::eq(other.second.role, pair.second.role)
        };
        match groups.iter_mut().find(|group| group.first().is_some_and(|first| same(first))) {
            Some(group) => group.push(pair),
            None => groups.push(vec![pair]),
        }
    }
    if groups.len() > MOST {
        groups = vec![groups.into_iter().flatten().collect()];
    }
    groups.iter().filter_map(|group| one(h, g, group)).collect()
}

fn one(h: &Handbook, g: &Guideline, group: &[&Pair<'_>]) -> Option<Finding> {
    let first = group.first()?;
    let said = |pair: &Pair<'_>| {
        format!(
            "{} decides on what {} makes, and {}",
            step_called(g, pair.second),
            step_called(g, pair.first),
            told(h, pair)
        )
    };
    let more = match group.len() - 1 {
        0 => String::new(),
        1 => "; another decision alike stands beside".to_owned(),
        n => format!("; {n} more alike stand beside"),
    };
    let about = format!("{} {}", first.first.role.id.value, first.second.role.id.value);
    let finding = on(g, RULE.name, at(first.second), said(first) + &more).help(help(g, first)).about(about);
    let mut finding = with_places(h, finding, first);
    let decision = first.second.g.steps.get(first.second.step).and_then(|s| s.id.as_ref());
    if let Some(step) = decision.filter(|_| group.iter().all(|p| p.second.step == first.second.step)) {
        finding = finding.step(step.as_str());
    }
    for pair in &group[1..] {
        let alike = pair.verdict == first.verdict && pair.who == first.who;
        let text = if alike {
            let (decides, makes) = (step_called(g, pair.second), step_called(g, pair.first));
            format!("{decides} decides on what {makes} makes, too")
        } else {
            said(pair)
        };
        let same_step = pair.second.step == first.second.step;
        finding = finding.also(at(if same_step { pair.first } else { pair.second }), text);
    }
    Some(finding)
}
