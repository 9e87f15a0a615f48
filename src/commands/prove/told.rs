//! What a proof found, told with the names that people gave.

use crate::proof::net::{Ends, Net, NodeId};
use crate::proof::verdict::{Finding, Reason};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::fmt::Write as _;

/// As many steps are named where a case hangs; JSON has all of them.
const MOST_NAMED: usize = 12;

/// What somebody wrote.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Its id.
    pub(super) id: String,
    /// What people call it.
    pub(super) said: String,
    /// Where it stands, behind its name; may be empty.
    pub(super) place: String,
}

/// One thing that is wrong.
pub(super) struct Told {
    reason: Reason,
    /// Where it hangs.
    at: Vec<Named>,
    /// What it waits for.
    waits_for: Vec<Named>,
    /// Of what never happens: that to which nothing leads.
    loose: Vec<Named>,
    /// The steps to it.
    run: Vec<Named>,
    /// What follows once, and what then is done again and again.
    after: Vec<Named>,
    round: Vec<Named>,
    shortest: bool,
    /// What goes on after an end is that it is reached once more.
    again: bool,
    /// What else there is to say.
    because: String,
}

impl Told {
    pub(super) fn of(net: &Net, found: &Finding, of: &dyn Fn(NodeId) -> Option<Named>) -> Self {
        let steps = |run: &[NodeId]| run.iter().filter_map(|&n| of(n)).collect();
        let waits = found.at.iter().flat_map(|h| h.waits_for.iter().copied());
        Self {
            reason: found.reason,
            at: written(net, found.at.iter().map(|h| h.node), of),
            waits_for: if found.reason == Reason::Stuck { written(net, waits, of) } else { Vec::new() },
            loose: if found.reason == Reason::NeverHappens {
                let nodes = found.at.iter().map(|h| h.node);
                nodes.filter(|&n| net.ins(n).is_empty()).filter_map(of).collect()
            } else {
                Vec::new()
            },
            run: steps(&found.run),
            after: steps(&found.after),
            round: steps(&found.round),
            shortest: found.shortest,
            again: net.ends() == Ends::Each,
            because: String::new(),
        }
    }

    /// The same with a cause and its places.
    pub(super) fn because(self, why: &str, at: Vec<Named>) -> Self {
        Self { because: why.to_owned(), at, ..self }
    }

    /// What is wrong, in plain words.
    pub(super) fn plain(&self) -> &'static str {
        plain(self.reason)
    }

    /// The ids of the steps to it; of what never ends, its round once.
    pub(super) fn example(&self) -> Vec<&str> {
        ids(self.run.iter().chain(&self.after).chain(&self.round))
    }

    pub(super) fn json(&self) -> Value {
        json!({
            "reason": self.plain(),
            "at": ids(&self.at),
            "waits_for": ids(&self.waits_for),
            "example": self.example(),
            "again_and_again": ids(&self.round),
            "shortest": self.shortest,
        })
    }

    pub(super) fn text(&self, out: &mut String) {
        let place = [self.because.as_str(), &self.place()].join(": ");
        let place = place.trim_start_matches(": ").trim_end_matches(": ");
        let colon = if place.is_empty() { "" } else { ": " };
        let _ = writeln!(out, "  {}{colon}{place}", self.plain());
        let mut line = |head: &str, steps: &[Named]| {
            if !steps.is_empty() {
                let names: Vec<&str> = steps.iter().map(|s| s.said.as_str()).collect();
                let _ = writeln!(out, "    {head}: {}", names.join(" → "));
            }
        };
        line(if self.shortest { "the shortest way there" } else { "a way there" }, &self.run);
        line(if self.run.is_empty() { "from the start on" } else { "then" }, &self.after);
        line("and again and again", &self.round);
    }

    /// Where it hangs.
    fn place(&self) -> String {
        let at = listed(&self.at);
        match (self.reason, self.run.last()) {
            (Reason::Stuck, _) if !self.waits_for.is_empty() => {
                let waits = if self.at.len() == 1 { "waits" } else { "wait" };
                format!("{at} {waits} for ever for {}", listed(&self.waits_for))
            }
            (Reason::NeverHappens, _) if !self.loose.is_empty() => {
                format!("{at}; nothing leads to {}", listed(&self.loose))
            }
            (Reason::RunsOn, Some(end)) if self.again => format!("{} is reached once more", one(end)),
            (Reason::RunsOn, Some(end)) if *self.at != [end.clone()] => {
                format!("{} is reached while there is still to do: {at}", one(end))
            }
            _ => at,
        }
    }
}

/// What somebody wrote of several nodes; of a node of ours, what leads to it.
fn written(
    net: &Net,
    nodes: impl Iterator<Item = NodeId>,
    of: &dyn Fn(NodeId) -> Option<Named>,
) -> Vec<Named> {
    let mut todo: Vec<NodeId> = nodes.collect();
    let (mut seen, mut known, mut out) = (HashSet::new(), HashSet::new(), Vec::new());
    todo.reverse();
    while let Some(node) = todo.pop() {
        if !seen.insert(node) {
            continue;
        }
        match of(node) {
            Some(named) if known.insert(named.id.clone()) => out.push(named),
            Some(_) => {}
            None => todo.extend(net.ins(node).iter().map(|&e| net.edge(e).from)),
        }
    }
    out
}

fn ids<'a>(named: impl IntoIterator<Item = &'a Named>) -> Vec<&'a str> {
    named.into_iter().map(|n| n.id.as_str()).collect()
}

/// One, with its place.
fn one(named: &Named) -> String {
    [named.said.as_str(), named.place.as_str()].concat()
}

fn listed(named: &[Named]) -> String {
    let (told, rest) = named.split_at(named.len().min(MOST_NAMED));
    let all: Vec<String> = told.iter().map(one).collect();
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
    all.join(", ") + &more
}

/// What is wrong, in plain words.
fn plain(reason: Reason) -> &'static str {
    match reason {
        Reason::NothingStarts => "nothing can start",
        Reason::Stuck => "can get stuck",
        Reason::NeverEnds => "can never finish",
        Reason::RunsOn => "goes on after the end",
        Reason::RunsTwice => "can be started twice",
        Reason::NeverHappens => "can never happen",
        Reason::RuleBroken => "breaks a rule",
    }
}
