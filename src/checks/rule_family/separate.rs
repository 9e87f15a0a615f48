//! `rule/separate`: what different persons are to do, one and the same person cannot come to do.

use super::broken::{head, note};
use super::not_checked;
use crate::checks::apart::{Pair, Verdict, between, separated};
use crate::checks::both::{at, help, step_called, told, with_places};
use crate::checks::words::of;
use crate::checks::{Check, Context, Rule};
use crate::diagnostic::{Finding, Severity};
use crate::model::{DocStatus, Guideline, Handbook, HouseRule, RuleForm, Separate};
use rayon::prelude::*;

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "rule/separate",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Steps, or letters of one step, that a `separate` rule keeps apart are done by different persons: who holds \
           the roles is compared role by role, with deputies, delegations and included roles, by case where letters go \
           by case. An error where both come down to one and the same person, a warning where somebody stands in both.",
    why: "Four eyes on paper are two eyes in practice where one person holds both roles, stands in for the other on \
          holiday, or decides by delegation. An outside party and a role named case by case count as somebody else, a \
          vacant role is not compared, and of two holders of one role the second one does it.",
    serves: &[("iso27001", "A.5.3")],
    bad: "roles:\n  clerk: { holder: erika }\n  head: { holder: erika }\n…\nrules:\n- id: four-eyes\n  separate: [write-offer, check-offer]   # clerk and head",
    good: "roles:\n  clerk: { holder: [erika, max] }\n  head: { holder: ida }\n…\nrules:\n- id: four-eyes\n  separate: [write-offer, check-offer]",
    check: Check::Handbook(check),
};

fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let h = cx.handbook;
    let keeps_apart = |r: &&HouseRule| matches!(r.form, RuleForm::Separate(_));
    let house: Vec<&HouseRule> = h.settings.rules.iter().filter(keeps_apart).collect();
    let found: Vec<Finding> = h
        .guidelines
        .par_iter()
        .filter(|g| !g.broken && (!house.is_empty() || !g.rules.is_empty()))
        .flat_map_iter(|g| {
            let own = g.rules.iter().filter(keeps_apart).map(|r| (r, false));
            let alive = g.state() != DocStatus::Retired;
            let all = own.chain(house.iter().filter(|_| alive).map(|r| (*r, true)));
            all.flat_map(|(rule, is_house)| in_one(h, g, rule, is_house)).collect::<Vec<_>>()
        })
        .collect();
    out.extend(found);
    for rule in house {
        out.extend(across(h, rule));
    }
}

/// What a rule keeps apart within one document.
fn in_one(h: &Handbook, g: &Guideline, rule: &HouseRule, house: bool) -> Vec<Finding> {
    let RuleForm::Separate(separate) = &rule.form else { return Vec::new() };
    let pairs = match separate {
        // `SAL-G-002#check-offer` in a rule of the house means the step of that document.
        Separate::Steps(names) if house && names.iter().any(|n| n.contains('#')) => Vec::new(),
        _ => separated(h, g, separate),
    };
    tell(h, g, rule, house, &pairs)
}

/// What a rule of the house keeps apart that lies in several documents: steps named with their document, or steps of
/// which no document has both. One case goes through all of them.
fn across(h: &Handbook, rule: &HouseRule) -> Vec<Finding> {
    let RuleForm::Separate(Separate::Steps(names)) = &rule.form else { return Vec::new() };
    let meaning = |word: &str| -> Vec<(&Guideline, usize)> {
        if let Some((document, step)) = word.split_once('#') {
            let g = h.guideline(document).filter(|g| g.state() != DocStatus::Retired);
            return g.and_then(|g| Some((g, g.step_index(step)?))).into_iter().collect();
        }
        let alive = h.guidelines.iter().filter(|g| g.state() != DocStatus::Retired);
        alive.filter_map(|g| Some((g, g.step_index(word)?))).collect()
    };
    let named = names.iter().any(|n| n.contains('#'));
    let meant: Vec<Vec<(&Guideline, usize)>> = names.iter().map(|n| meaning(n.as_str())).collect();
    let mut out = Vec::new();
    for (n, first) in meant.iter().enumerate() {
        for second in &meant[n + 1..] {
            let together = first.iter().any(|(g, _)| second.iter().any(|(o, _)| std::ptr::eq(*g, *o)));
            if together && !named {
                continue;
            }
            let mut pairs = Vec::new();
            if first.len().max(second.len()) > MOST {
                out.push(too_many(rule, if first.len() > MOST { first } else { second }));
            }
            for &(g, a) in first.iter().take(MOST) {
                for &(o, b) in second.iter().take(MOST) {
                    pairs.extend(between(h, (g, a), (o, b)));
                }
            }
            if let Some(g) = pairs.first().map(|p| p.second.g) {
                out.extend(tell(h, g, rule, true, &pairs));
            }
        }
    }
    out
}

/// As many documents with one step are compared with those of the other.
const MOST: usize = 50;

/// Which documents a rule of the house was not compared in.
fn too_many(rule: &HouseRule, all: &[(&Guideline, usize)]) -> Finding {
    let step = all.first().and_then(|(g, s)| g.steps.get(*s)).map_or("", |s| s.id());
    let last = all.get(MOST - 1).map_or("", |(g, _)| g.id());
    not_checked::house(
        rule,
        &format!(
            "{} documents have the step `{step}`, and who does it was compared for the first {MOST} only, up to {last}",
            all.len()
        ),
    )
}

/// As many further pairs stand beside the first.
const SHOWN: usize = 10;

/// At most one error and one warning of a rule in a document; further pairs stand beside the first.
fn tell(h: &Handbook, g: &Guideline, rule: &HouseRule, house: bool, pairs: &[Pair<'_>]) -> Vec<Finding> {
    let id = rule.id.as_ref().map_or("", |id| id.as_str());
    let against = if house { "the rule of the house" } else { "the rule" };
    let grades = [(Verdict::Same, Severity::Error), (Verdict::Both, Severity::Warning)];
    let one = |(verdict, severity): (Verdict, Severity)| {
        let mut pairs = pairs.iter().filter(|p| p.verdict == verdict);
        let first = pairs.next()?;
        let left_out = pairs.clone().count().saturating_sub(SHOWN);
        let g = if std::ptr::eq(g, first.second.g) { g } else { first.second.g };
        let (a, b) = (step_called(g, first.first), step_called(g, first.second));
        let what = if first.first.step == first.second.step && std::ptr::eq(first.first.g, first.second.g) {
            format!("{} and {} of {b}", first.first.letter.word(), first.second.letter.word())
        } else {
            format!("{a} and {b}")
        };
        let message = match verdict {
            Verdict::Same => format!("{what}: {}, against {against} `{id}`", told(h, first)),
            _ => format!(
                "{what} are to be done by different persons ({against} `{id}`), but {}",
                told(h, first)
            ),
        };
        let finding = of(Some(g), Finding::new(RULE.name, at(first.second), message));
        let mut finding = finding.help(help(g, first)).severity(severity).about(id);
        finding = finding.also(head(rule), note(rule, house));
        if let Some(step) = first.second.g.steps.get(first.second.step).and_then(|s| s.id.as_ref()) {
            finding = finding.step(step.as_str());
        }
        finding = with_places(h, finding, first);
        for other in pairs.take(SHOWN) {
            let text = format!(
                "{} and {}: {}",
                step_called(g, other.first),
                step_called(g, other.second),
                told(h, other)
            );
            finding = finding.also(at(other.second), text);
        }
        if left_out > 0 {
            finding.message = format!("{}; {} more alike", finding.message, left_out + SHOWN);
        }
        Some(finding)
    };
    grades.into_iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse;
    use crate::source::from_texts;

    #[test]
    fn documents_that_are_not_compared_are_said() {
        let found = |count: usize| {
            let guideline = |id: &str, step: &str| {
                format!(
                    "id: {id}\ntitle: T\nstart: {{ event: E, next: {step} }}\nsteps:\n- {{ id: {step}, do: D, R: r, next: e }}\n- {{ id: e, end: E }}\n"
                )
            };
            let rule = "rules:\n- { id: apart, separate: [make, check] }\n".to_owned();
            let mut texts =
                vec![("handbook.yaml".to_owned(), rule), ("check.yaml".to_owned(), guideline("C", "check"))];
            texts.extend((0..count).map(|n| (format!("m{n:03}.yaml"), guideline(&format!("M-{n}"), "make"))));
            let texts: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
            let (h, _) = parse(from_texts(&texts));
            across(&h, &h.settings.rules[0]).into_iter().map(|f| f.message).collect::<Vec<_>>()
        };
        assert!(found(MOST).is_empty());
        let said = found(MOST + 2);
        assert_eq!(
            said,
            [
                "the rule `apart` is not proved everywhere: 52 documents have the step `make`, and who does it was compared for the first 50 only, up to M-49"
            ]
        );
    }
}
