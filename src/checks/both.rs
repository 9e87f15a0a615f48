//! Somebody who could do both of two duties, in words (`rule/separate`, `raci/sod`).

use super::apart::{Held, How, Pair, Verdict, delegations, holders, included};
use super::graph::{called, head};
use super::words::list;
use crate::diagnostic::{Finding, Span};
use crate::model::{Guideline, Handbook, Letter, StepKind};

/// As many persons are named.
const MOST: usize = 3;

/// A step in a sentence; of another document than `g` with its id.
pub(super) fn step_called(g: &Guideline, held: Held<'_>) -> String {
    let Some(step) = held.g.steps.get(held.step) else { return String::new() };
    match &step.id {
        Some(id) if !std::ptr::eq(g, held.g) => format!("`{}#{}`", held.g.id(), id.value),
        _ => called(step),
    }
}

/// Where a duty stands: the step.
pub(super) fn at(held: Held<'_>) -> Span {
    held.g.steps.get(held.step).map_or(held.g.head(), head)
}

/// What comes of a pair: "both come down to one and the same person, Erika Muster", "Erika Muster could do both, …".
pub(super) fn told(h: &Handbook, pair: &Pair<'_>) -> String {
    let person = |id: &str| h.person_name(id).to_owned();
    if pair.verdict == Verdict::Same {
        let holder = pair.who.iter().find(|(_, a, b)| *a == How::Holder && *b == How::Holder);
        let who = holder.map_or(String::new(), |(id, ..)| format!(", {}", person(id)));
        return format!("both come down to one and the same person{who}");
    }
    // Persons who stand in both in the same way are named together.
    let mut ways: Vec<(How, How, Vec<String>)> = Vec::new();
    for &(id, a, b) in &pair.who {
        match ways.iter_mut().find(|(x, y, _)| (*x, *y) == (a, b)) {
            Some((.., persons)) => persons.push(person(id)),
            None => ways.push((a, b, vec![person(id)])),
        }
    }
    let each: Vec<String> = ways
        .iter()
        .map(|(a, b, persons)| {
            let (first, second) = (as_what(pair.first, *a), as_what(pair.second, *b));
            let names: Vec<&str> = persons.iter().map(String::as_str).collect();
            format!("{} could do both, the one {first} and the other {second}", list(&names, MOST))
        })
        .collect();
    each.join("; ")
}

fn as_what(held: Held<'_>, how: How) -> String {
    let role = held.role.id.as_str();
    match how {
        How::Holder => format!("as holder of `{role}`"),
        How::Deputy => format!("as deputy of `{role}`"),
        How::Delegate => format!("by delegation from `{role}`"),
    }
}

/// What to do about it.
pub(super) fn help(g: &Guideline, pair: &Pair<'_>) -> String {
    let (first, second) = (step_called(g, pair.first), step_called(g, pair.second));
    let (one, other) = (pair.first.role.id.as_str(), pair.second.role.id.as_str());
    let how = |how: How| pair.who.iter().any(|&(_, a, b)| a == how || b == how);
    if pair.verdict == Verdict::Same {
        return if one == other {
            format!(
                "name a second holder of `{one}`, who then does the other one; or give one of them to another role"
            )
        } else {
            format!(
                "give one of them to a role that somebody else holds; `{one}` and `{other}` are held by one person"
            )
        };
    }
    if how(How::Delegate) {
        let delegated = pair.who.iter().find(|(_, a, b)| *a == How::Delegate || *b == How::Delegate);
        let spared = if delegated.is_some_and(|(_, _, b)| *b == How::Delegate) { &second } else { &first };
        return format!("leave {spared} out of the delegation, under `except`");
    }
    if how(How::Deputy) {
        if (pair.first.step, pair.first.g.id()) == (pair.second.step, pair.second.g.id()) {
            return format!("name another deputy, or say in the text who stands in at {second}");
        }
        return format!(
            "name another deputy, or say in the text who stands in at {second} where that person did {first}"
        );
    }
    format!("let different persons hold `{one}` and `{other}`, or give one of the steps to another role")
}

/// The finding with the places that lead to it: the duties, the deputies and delegations.
pub(super) fn with_places(h: &Handbook, mut finding: Finding, pair: &Pair<'_>) -> Finding {
    for held in [pair.first, pair.second] {
        let place = letter_at(held).unwrap_or_else(|| at(held));
        let word = match held.letter {
            Letter::A if is_ask(held) => "decided by",
            Letter::A => "answered for by",
            _ => "done by",
        };
        finding = finding.also(place, format!("{word} `{}`", held.role.id.value));
    }
    // One person holds both: who stands in for them has nothing to do with it.
    let alone = pair
        .who
        .iter()
        .find(|(_, a, b)| pair.verdict == Verdict::Same && *a == How::Holder && *b == How::Holder);
    let first = alone.or(pair.who.first()).into_iter();
    for (person, held, how) in first.flat_map(|&(id, a, b)| [(id, pair.first, a), (id, pair.second, b)]) {
        match how {
            How::Deputy => {
                let is_meant = |d: &&crate::model::Text| match h.role(d.as_str()) {
                    Some(role) => holders(h, role).contains(&person),
                    None => d.as_str() == person,
                };
                if let Some(deputy) = held.role.deputies.iter().find(is_meant) {
                    finding = finding.also(deputy.at, format!("deputy of `{}`", held.role.id.value));
                }
            }
            How::Delegate => {
                if let Some((rule, _)) = delegations(h, held).next() {
                    let at = rule.id.as_ref().map_or(rule.form_at, |id| id.at);
                    finding = finding.also(at, "the delegation");
                }
            }
            How::Holder => {
                if let Some((above, at)) = included(h, held.role, person) {
                    let note = format!("`{}` includes `{}`", above.id.value, held.role.id.value);
                    finding = finding.also(at.at, note);
                }
            }
        }
    }
    finding
}

fn is_ask(held: Held<'_>) -> bool {
    held.g.steps.get(held.step).is_some_and(|s| matches!(s.kind, StepKind::Ask { .. }))
}

/// Where the letter is written that gives a role its duty.
fn letter_at(held: Held<'_>) -> Option<Span> {
    let step = held.g.steps.get(held.step)?;
    held.g.letters(step).into_iter().find(|l| l.letter == held.letter).map(|l| l.at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::apart::own_work;
    use crate::model::parse;
    use crate::source::from_texts;

    /// The notes beside a finding about a decision on one's own work, each with the words it stands at.
    fn places(organisation: &str) -> Vec<String> {
        let text = "id: X\ntitle: X\nstart: { event: e, next: a }\nsteps:\n- { id: a, do: Make, R: clerk, out: p, next: b }\n\
             - { id: b, ask: Good?, A: head, in: p, outcomes: { yes: c, no: a } }\n- { id: c, end: Done }\n";
        let (h, _) = parse(from_texts(&[("organisation.yaml", organisation), ("x.yaml", text)]));
        let pairs = own_work(&h, &h.guidelines[0]);
        let finding = with_places(&h, Finding::new("raci/sod", at(pairs[0].second), ""), &pairs[0]);
        finding.related.iter().map(|(at, note)| format!("{}: {note}", h.sources.slice(*at))).collect()
    }

    #[test]
    fn the_deputy_is_shown_that_is_meant() {
        let places = places(
            "roles:\n  clerk: { holder: max }\n  other: { holder: ida }\n  head: { holder: erika, deputy: [other, clerk] }\n",
        );
        assert_eq!(places[2], "clerk: deputy of `head`");
    }

    #[test]
    fn where_one_person_holds_both_no_deputy_is_shown() {
        let places = places(
            "roles:\n  ida: { holder: ida }\n  clerk: { holder: max, deputy: ida }\n  head: { holder: max, deputy: ida }\n",
        );
        assert_eq!(places, ["R: done by `clerk`", "A: decided by `head`"]);
    }

    #[test]
    fn a_role_that_includes_the_other_is_shown() {
        let places =
            places("roles:\n  clerk: { holder: max, includes: [head] }\n  head: { holder: erika }\n");
        assert_eq!(places[2], "head: `clerk` includes `head`");
    }
}
