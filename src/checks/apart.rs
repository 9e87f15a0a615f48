//! Who could hold both of two duties: the persons behind two steps, or behind two letters of one step, compared role
//! by role with holders, deputies and delegations.

use crate::model::{Cast, Guideline, Handbook, HouseRule, Letter, Role, RuleForm, Separate, Step, StepKind};

/// A duty: a letter at a step, and the role that has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held<'a> {
    /// The document of the step.
    pub(crate) g: &'a Guideline,
    /// Index of the step.
    pub(crate) step: usize,
    /// The letter.
    pub(crate) letter: Letter,
    /// The role.
    pub(crate) role: &'a Role,
}

/// How somebody stands in a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// As its holder, also through a role that includes it.
    Holder,
    /// As its deputy.
    Deputy,
    /// By a standing delegation.
    Delegate,
}

/// What comes of comparing two duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Both come down to one and the same person.
    Same,
    /// Somebody stands in both.
    Both,
    /// One role with at least two persons: the second one does it.
    Second,
    /// Nobody stands in both.
    Apart,
    /// An outside party or a role named case by case has one of them.
    Elsewhere,
    /// Nobody holds one of them, so there is nobody to compare.
    Vacant,
}

/// Two duties, compared.
#[derive(Debug)]
pub(crate) struct Pair<'a> {
    /// The first.
    pub(crate) first: Held<'a>,
    /// The second.
    pub(crate) second: Held<'a>,
    /// What comes of it.
    pub(crate) verdict: Verdict,
    /// Who stands in both, and how in each; in order of name.
    pub(crate) who: Vec<(&'a str, How, How)>,
}

/// Compares what a `separate` rule keeps apart in a guideline. Steps that the guideline does not have are passed over.
pub(crate) fn separated<'a>(h: &'a Handbook, g: &'a Guideline, rule: &Separate) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    match rule {
        Separate::Steps(names) => {
            let steps: Vec<usize> = names.iter().filter_map(|s| g.step_index(s.as_str())).collect();
            for (n, &first) in steps.iter().enumerate() {
                for &second in &steps[n + 1..] {
                    pairs.extend(between(h, (g, first), (g, second)));
                }
            }
        }
        Separate::Letters { step, letters } => {
            let Some(step) = step.as_ref().and_then(|s| g.step_index(s.as_str())) else { return pairs };
            for (n, &first) in letters.iter().enumerate() {
                for &second in &letters[n + 1..] {
                    compare(h, (g, step, first), (g, step, second), &mut pairs);
                }
            }
        }
    }
    pairs
}

/// Compares two steps, of one document or of two.
pub(crate) fn between<'a>(
    h: &'a Handbook,
    (g, first): (&'a Guideline, usize),
    (other, second): (&'a Guideline, usize),
) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    if let (Some(a), Some(b)) = (lead(g, first), lead(other, second)) {
        compare(h, (g, first, a), (other, second, b), &mut pairs);
    }
    pairs
}

/// Compares each decision with every step that made one of the things decided on; gives those that somebody could
/// hold both of.
pub(crate) fn own_work<'a>(h: &'a Handbook, g: &'a Guideline) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let decisions =
        g.steps.iter().enumerate().filter(|(_, s)| matches!(s.kind, StepKind::Ask { of: None, .. }));
    for (second, ask) in decisions {
        let makes = |s: &Step| {
            s.output.iter().any(|made| ask.input.iter().any(|read| read.id.as_str() == made.id.as_str()))
        };
        for (first, _) in g.steps.iter().enumerate().filter(|(n, s)| *n != second && makes(s)) {
            pairs.extend(between(h, (g, first), (g, second)));
        }
    }
    pairs.retain(|p| matches!(p.verdict, Verdict::Same | Verdict::Both));
    pairs
}

/// The letter of who does a step.
pub(crate) fn lead(g: &Guideline, step: usize) -> Option<Letter> {
    let it = g.steps.get(step)?;
    match it.kind {
        StepKind::Ask { .. } => Some(Letter::A),
        StepKind::Do | StepKind::Call { .. } => {
            Some(if g.letter(it, Letter::R).is_some() { Letter::R } else { Letter::D })
        }
        _ => None,
    }
}

fn compare<'a>(
    h: &'a Handbook,
    (g, first, a): (&'a Guideline, usize, Letter),
    (other_g, second, b): (&'a Guideline, usize, Letter),
    pairs: &mut Vec<Pair<'a>>,
) {
    let cast = |g: &'a Guideline, step: usize, letter| g.steps.get(step).and_then(|s| g.letter(s, letter));
    let (Some(one), Some(other)) = (cast(g, first, a), cast(other_g, second, b)) else { return };
    let known = pairs.len();
    for (left, right) in cases(h, one, other) {
        for &x in &left {
            for &y in &right {
                let first = Held { g, step: first, letter: a, role: x };
                let second = Held { g: other_g, step: second, letter: b, role: y };
                let seen = |p: &Pair<'_>| std::ptr::eq(p.first.role, x) && std::ptr::eq(p.second.role, y);
                if !pairs[known..].iter().any(seen) {
                    pairs.push(judge(h, first, second));
                }
            }
        }
    }
}

/// Roles that can meet: case by case where both go by cases, else all with all.
fn cases<'a>(h: &'a Handbook, one: &'a Cast, other: &'a Cast) -> Vec<(Vec<&'a Role>, Vec<&'a Role>)> {
    let roles = |names: &'a [crate::model::Text]| -> Vec<&'a Role> {
        names.iter().flat_map(|n| h.expand(n.as_str())).collect()
    };
    if let (Cast::ByCase(one), Cast::ByCase(other)) = (one, other)
        && one.iter().any(|(word, _)| other.iter().any(|(w, _)| w.as_str() == word.as_str()))
    {
        let meet = one.iter().filter_map(|(word, left)| {
            let (_, right) = other.iter().find(|(w, _)| w.as_str() == word.as_str())?;
            Some((roles(left), roles(right)))
        });
        return meet.collect();
    }
    let all = |cast: &'a Cast| -> Vec<&'a Role> { cast.names().flat_map(|n| h.expand(n.as_str())).collect() };
    vec![(all(one), all(other))]
}

/// Compares two duties.
pub(crate) fn judge<'a>(h: &'a Handbook, first: Held<'a>, second: Held<'a>) -> Pair<'a> {
    let pair = |verdict, who| Pair { first, second, verdict, who };
    if [first.role, second.role].iter().any(|r| r.external || r.per.is_some()) {
        return pair(Verdict::Elsewhere, Vec::new());
    }
    let (one, other) = (holders(h, first.role), holders(h, second.role));
    if one.is_empty() || other.is_empty() {
        return pair(Verdict::Vacant, Vec::new());
    }
    if std::ptr::eq(first.role, second.role) && one.len() > 1 {
        return pair(Verdict::Second, Vec::new());
    }
    let left = standing(h, first);
    let right = standing(h, second);
    let mut who: Vec<(&str, How, How)> = left
        .iter()
        .filter_map(|&(person, a)| {
            let (_, b) = right.iter().find(|(other, _)| *other == person)?;
            Some((person, a, *b))
        })
        .collect();
    who.sort_unstable();
    let alone = one.len() == 1 && one == other;
    let verdict = match who.is_empty() {
        _ if alone => Verdict::Same,
        true => Verdict::Apart,
        false => Verdict::Both,
    };
    pair(verdict, who)
}

/// Who holds a role: by its own entry, or by holding one that includes it.
pub(crate) fn holders<'a>(h: &'a Handbook, role: &'a Role) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    let mut roles: Vec<&Role> = vec![role];
    let mut at = 0;
    while let Some(&it) = roles.get(at) {
        found.extend(it.holders.iter().map(crate::model::At::as_str));
        let includes = |r: &&Role| r.includes.iter().any(|i| i.as_str() == it.id.as_str());
        for above in h.organisation.roles.iter().filter(includes) {
            if !roles.iter().any(|known| std::ptr::eq(*known, above)) {
                roles.push(above);
            }
        }
        at += 1;
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The entry of `includes` by which a person holds a role; `None` where the role names that person itself.
pub(crate) fn included<'a>(
    h: &'a Handbook,
    role: &'a Role,
    person: &str,
) -> Option<(&'a Role, &'a crate::model::Text)> {
    if role.holders.iter().any(|p| p.as_str() == person) {
        return None;
    }
    let entry = |r: &'a Role| Some((r, r.includes.iter().find(|i| i.as_str() == role.id.as_str())?));
    let all = h.organisation.roles.iter().filter_map(entry);
    all.into_iter().find(|(above, _)| holders(h, above).contains(&person))
}

/// Who stands in a duty, each in the nearest way.
fn standing<'a>(h: &'a Handbook, held: Held<'a>) -> Vec<(&'a str, How)> {
    let mut found: Vec<(&str, How)> = holders(h, held.role).into_iter().map(|p| (p, How::Holder)).collect();
    for deputy in &held.role.deputies {
        match h.role(deputy.as_str()) {
            Some(role) => found.extend(holders(h, role).into_iter().map(|p| (p, How::Deputy))),
            None => found.push((deputy.as_str(), How::Deputy)),
        }
    }
    for (_, to) in delegations(h, held) {
        let roles = h.expand(to.as_str()).into_iter();
        found.extend(roles.flat_map(|r| holders(h, r)).map(|p| (p, How::Delegate)));
    }
    found.sort_unstable();
    found.dedup_by_key(|(person, _)| *person);
    found
}

/// The standing delegations that a duty falls under, each with whom it is handed to.
pub(crate) fn delegations<'a>(
    h: &'a Handbook,
    held: Held<'a>,
) -> impl Iterator<Item = (&'a HouseRule, &'a crate::model::Text)> {
    let step = held.g.steps.get(held.step);
    held.g.rules.iter().chain(&h.settings.rules).filter_map(move |rule| {
        let RuleForm::Delegate { from, to, what, except } = &rule.form else { return None };
        let kind = what.as_ref().map_or("ask", |w| w.as_str());
        let spared = |s: &Step| {
            except.iter().any(|e| match e.split_once('#') {
                Some((document, step)) => document == held.g.id() && step == s.id(),
                None => e.as_str() == s.id(),
            })
        };
        let meant = step.is_some_and(|s| s.kind.word() == kind && !spared(s));
        let ours = from.as_ref().is_some_and(|f| f.as_str() == held.role.id.as_str());
        to.as_ref().filter(|_| meant && ours).map(|to| (rule, to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse;
    use crate::source::from_texts;

    const ORGANISATION: &str = "roles:\n  clerk: { holder: max, deputy: head }\n  head: { holder: erika }\n  \
        team: { holder: [a, b] }\n  chair: { holder: erika }\n  empty: { name: Nobody }\n  guest: { external: true }\n";

    /// What comes of keeping two steps apart whose roles are these.
    fn verdict(first: &str, second: &str, more: &str) -> Verdict {
        let text = format!(
            "---\nid: X\ntitle: X\nstart: {{ event: e, next: a }}\nsteps:\n- {{ id: a, do: Make, R: {first}, out: p, next: b }}\n\
             - {{ id: b, ask: Good?, A: {second}, in: p, outcomes: {{ yes: c, no: a }} }}\n- {{ id: c, end: Done }}\n\
             rules:\n- {{ id: r, separate: [a, b] }}\n{more}---\n"
        );
        let (h, _) = parse(from_texts(&[("organisation.yaml", ORGANISATION), ("x.md", &text)]));
        let g = &h.guidelines[0];
        let RuleForm::Separate(rule) = &g.rules[0].form else { return Verdict::Vacant };
        let pairs = separated(&h, g, rule);
        assert_eq!(pairs.len(), 1);
        let found = own_work(&h, g).len();
        assert_eq!(found, usize::from(matches!(pairs[0].verdict, Verdict::Same | Verdict::Both)));
        pairs[0].verdict
    }

    #[test]
    fn roles_are_compared_with_holders_deputies_and_delegations() {
        assert_eq!(verdict("clerk", "clerk", ""), Verdict::Same);
        assert_eq!(verdict("head", "chair", ""), Verdict::Same, "one person in two roles");
        assert_eq!(verdict("team", "team", ""), Verdict::Second);
        assert_eq!(verdict("clerk", "head", ""), Verdict::Both, "erika stands in for the clerk");
        assert_eq!(verdict("team", "head", ""), Verdict::Apart);
        let delegation = "- { id: d, delegate: { from: head, to: team } }\n";
        assert_eq!(verdict("team", "head", delegation), Verdict::Both);
        let spared = "- { id: d, delegate: { from: head, to: team, except: [b] } }\n";
        assert_eq!(verdict("team", "head", spared), Verdict::Apart);
        assert_eq!(verdict("guest", "head", ""), Verdict::Elsewhere);
        assert_eq!(verdict("empty", "head", ""), Verdict::Vacant);
    }
}
