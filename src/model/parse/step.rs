//! One step: its kind by its first word, and the keys that any step may have.

use super::get::{
    facts, flag, key, list, named, products, products_of, says, scalar, scalars, text, texts, value, value_of,
};
use crate::model::{
    At, Cast, Escalation, Letter, Letters, Limit, Outcome, Step, StepKind, Text, When, Within, read,
};
use crate::source::{Entry, Kind, Node};

/// The words that say the kind of a step. `optional` alone makes a parallel step too.
const KINDS: [&str; 7] = ["do", "ask", "parallel", "wait", "call", "end", "optional"];

pub(super) fn lower(node: &Node, phase: Option<usize>) -> Step {
    // Of two kinds the first written counts; that there are two is said elsewhere.
    let first =
        node.entries().iter().find(|e| e.key.text != "optional" && KINDS.contains(&e.key.text.as_str()));
    let first = first.or_else(|| node.entry("optional"));
    let word = first.map_or("", |e| e.key.text.as_str());
    let sentence = match word {
        "do" | "ask" | "wait" | "end" => first.and_then(|e| scalar(&e.value)),
        "parallel" | "optional" => text(node, "note"),
        _ => None,
    };
    Step {
        at: node.at,
        id: text(node, "id"),
        kind: kind(node, word, first),
        text: sentence,
        phase,
        next: text(node, "next"),
        letters: letters(node),
        input: products(node, "in"),
        output: products(node, "out"),
        within: node.get("within").and_then(within),
        until: text(node, "until"),
        late: text(node, "late"),
        escalate: list(node, "escalate").iter().filter_map(escalation).collect(),
        limit: node.get("limit").and_then(limit),
        every: value(node, "every", read::interval),
        contact: texts(node, "contact"),
        see: texts(node, "see"),
        tools: texts(node, "tools"),
        note: text(node, "note"),
        facts: facts(node, "facts"),
    }
}

fn kind(node: &Node, word: &str, first: Option<&Entry>) -> StepKind {
    let outcomes = |by_value: bool| named(node, "outcomes").iter().map(|e| outcome(e, by_value)).collect();
    match word {
        "do" => StepKind::Do,
        "ask" => {
            let of = text(node, "of");
            StepKind::Ask { outcomes: outcomes(of.is_some()), of, complete: flag(node, "complete") }
        }
        "parallel" | "optional" => StepKind::Parallel {
            branches: texts(node, "parallel"),
            optional: named(node, "optional")
                .iter()
                .map(|e| (key(e), scalar(&e.value).unwrap_or_else(|| Text::new(String::new(), e.value.at))))
                .collect(),
            join: text(node, "join"),
        },
        "wait" => StepKind::Wait { party: text(node, "for"), outcomes: outcomes(false) },
        "call" => match first.and_then(|e| scalar(&e.value)) {
            Some(target) => {
                let (document, start) = match target.value.split_once('#') {
                    Some((document, start)) => (document.trim().to_owned(), Some(start.trim().to_owned())),
                    None => (target.value.clone(), None),
                };
                let start = start.filter(|s| !s.is_empty());
                StepKind::Call { document: Text::new(document, target.at), start, outcomes: outcomes(false) }
            }
            None => StepKind::Unknown,
        },
        "end" => StepKind::End {
            hand_over: named(node, "hand-over").iter().map(|e| (key(e), products_of(&e.value))).collect(),
            stops_everything: says(node, "stops", "everything"),
        },
        _ => StepKind::Unknown,
    }
}

/// `qualified: name-bid-manager`, or `{ to, text, share, when }`.
fn outcome(entry: &Entry, by_value: bool) -> Outcome {
    let node = &entry.value;
    let id = key(entry);
    let written = node.get("when").and_then(when);
    let rest = || (by_value && id.as_str() == "else").then(|| At::new(When::Rest, id.at));
    Outcome {
        to: scalar(node).or_else(|| text(node, "to")),
        text: text(node, "text"),
        share: value(node, "share", read::share),
        when: written.or_else(rest),
        id,
    }
}

/// A condition, or a list of words.
fn when(node: &Node) -> Option<At<When>> {
    match &node.kind {
        Kind::List(_) => {
            let words: Vec<String> = scalars(node).into_iter().map(|t| t.value).collect();
            (!words.is_empty()).then(|| At::new(When::Words(words), node.at))
        }
        _ => value_of(node, read::when),
    }
}

/// The letters of a step or of `defaults`: a role or group, a list of them, or a table by case.
pub(super) fn letters(node: &Node) -> Letters {
    let cells = node.entries().iter().filter_map(|e| {
        let letter = Letter::ALL.into_iter().find(|l| l.word() == e.key.text)?;
        Some((letter, e.key.at, cast(&e.value)?))
    });
    Letters { cells: cells.collect() }
}

fn cast(node: &Node) -> Option<Cast> {
    if let Kind::Map(cases) = &node.kind {
        let cases: Vec<_> = cases.iter().map(|e| (key(e), scalars(&e.value))).collect();
        return (!cases.is_empty()).then_some(Cast::ByCase(cases));
    }
    let roles = scalars(node);
    (!roles.is_empty()).then_some(Cast::Roles(roles))
}

/// `2 working days`, `{ time, since }`, or a table by case.
pub(super) fn within(node: &Node) -> Option<Within> {
    let Kind::Map(entries) = &node.kind else {
        return value_of(node, read::duration).map(Within::Plain);
    };
    if node.get("time").is_some() {
        let time = value(node, "time", read::duration)?;
        return Some(match text(node, "since") {
            Some(since) => Within::Since(time, since),
            None => Within::Plain(time),
        });
    }
    let cases: Vec<_> =
        entries.iter().filter_map(|e| Some((key(e), value_of(&e.value, read::duration)?))).collect();
    (!cases.is_empty()).then_some(Within::ByCase(cases))
}

fn escalation(node: &Node) -> Option<Escalation> {
    matches!(node.kind, Kind::Map(_)).then(|| Escalation {
        at: node.at,
        after: value(node, "after", read::duration),
        tell: texts(node, "tell"),
    })
}

/// `3 rounds`, or `{ rounds, then }`.
fn limit(node: &Node) -> Option<Limit> {
    let (rounds, then) = match &node.kind {
        Kind::Map(_) => (value(node, "rounds", read::rounds)?, text(node, "then")),
        _ => (value_of(node, read::rounds)?, None),
    };
    Some(Limit { at: node.at, rounds: rounds.value, then })
}
