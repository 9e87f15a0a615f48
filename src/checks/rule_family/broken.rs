//! A broken rule in words: what can happen, a shortest run to it, the place where that run turns off, what to do.

use super::claim::{Form, Named, Nodes, nodes};
use super::proof::{Meanings, Meant, See};
use crate::checks::graph::{by, node_called, node_head, on_node};
use crate::diagnostic::{Finding, Span};
use crate::graph::{EdgeKind, NodeId, NodeKind, ProcessGraph, blocks, flood};
use crate::model::{Guideline, HouseRule, StepKind, Text};
use crate::proof::calls::{Place, Whole};
use crate::proof::net;
use crate::proof::runs::Ruling;

/// As many steps of a run are told.
const MOST: usize = 12;

/// A rule that is broken.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) finding: Finding,
    /// The document in which the step lies that breaks it.
    pub(super) within: usize,
    /// An edit that may mend it: where a step is named, and which to name in its place.
    pub(super) edit: Option<(Span, String)>,
}

/// What there is to say of a broken rule in the process of `root`.
pub(super) fn tell(
    see: &See<'_>,
    whole: &Whole,
    root: usize,
    meant: &Meant<'_>,
    nodes: &Nodes,
    ruling: &Ruling,
) -> Broken {
    let told = Told { see, whole, root, meant, nodes, run: &ruling.run };
    let claim = &meant.claim;
    let watched = if claim.form == Form::After { &nodes.from } else { &nodes.to };
    let key = ruling.run.iter().rposition(|n| watched.contains(n)).unwrap_or(ruling.run.len());
    let reached = ruling.run.get(key).copied();
    let against = match &claim.rule.id {
        Some(id) => format!(", against the rule `{}`", id.value),
        None => ", against a rule".to_owned(),
    };
    let says = claim.rule.text.as_ref().map_or_else(String::new, |t| format!(" (\"{}\")", t.value.trim()));
    let message = told.message(reached) + &against + &says;
    let at = told.near(key);
    let help = told.help(key);
    let Some((g, graph)) = see.get(root) else {
        let finding = Finding::new(claim.goes_by(), claim.rule.at, message).help(help);
        return Broken { finding, within: root, edit: None };
    };
    let finding = on_node(g, graph, at.unwrap_or_default(), claim.goes_by(), message).help(help);
    let about = claim.rule.id.as_ref().map_or("", |id| id.as_str());
    let mut finding = finding.about(about).also(head(claim.rule), stands(see.house).to_owned());
    let run: Vec<Place> = told.written().collect();
    // Drawn is what of it lies in the guideline itself.
    finding.run = run.iter().filter(|place| place.document == root).map(|place| place.node).collect();
    let left_out = run.len().saturating_sub(MOST);
    for (n, place) in run.iter().enumerate().skip(left_out) {
        let Some((g, graph)) = see.get(place.document) else { continue };
        let who = by(g, graph, place.node);
        let by = if who.is_empty() { who } else { format!(", by {who}") };
        let note = format!("{}. {}{by}", n + 1, told.called(*place));
        finding = finding.also(node_head(g, graph, place.node), note);
    }
    let within = reached.and_then(|n| told.place(n)).map_or(root, |p| p.document);
    Broken { finding, within, edit: told.edit() }
}

/// Where a rule stands: its id.
pub(super) fn head(rule: &HouseRule) -> Span {
    rule.id.as_ref().map_or(Span { end: rule.at.start, ..rule.at }, |id| id.at)
}

fn stands(house: bool) -> &'static str {
    if house { "the rule of the house" } else { "the rule" }
}

/// What a rule says, for a place that is shown beside a finding.
pub(super) fn note(rule: &HouseRule, house: bool) -> String {
    let what = stands(house);
    match &rule.text {
        Some(text) => format!("{what}: \"{}\"", text.value.trim()),
        None => what.to_owned(),
    }
}

/// Where a run turns off what a rule asks for.
struct Turn<'a> {
    step: NodeId,
    next: NodeId,
    outcome: Option<&'a str>,
    kind: EdgeKind,
    /// What is asked for lies in branches that need not begin.
    optional: bool,
    /// Where the next step is named.
    at: Span,
}

struct Told<'a> {
    see: &'a See<'a>,
    whole: &'a Whole,
    root: usize,
    meant: &'a Meant<'a>,
    nodes: &'a Nodes,
    run: &'a [net::NodeId],
}

impl<'a> Told<'a> {
    /// The steps of the run that somebody wrote.
    fn written(&self) -> impl Iterator<Item = Place> {
        self.run.iter().filter_map(|&n| self.place(n))
    }

    fn place(&self, node: net::NodeId) -> Option<Place> {
        let place = self.whole.what.get(node as usize).copied().flatten()?;
        let kind = self.see.get(place.document)?.1.nodes.get(place.node)?.kind;
        (!matches!(kind, NodeKind::PhaseIn(_) | NodeKind::PhaseOut(_))).then_some(place)
    }

    /// The last step of the process itself up to a place in the run.
    fn near(&self, key: usize) -> Option<NodeId> {
        let before = self.run.get(..=key).unwrap_or(self.run);
        let own = |&n: &net::NodeId| self.place(n).filter(|p| p.document == self.root);
        before.iter().rev().find_map(own).map(|p| p.node)
    }

    fn called(&self, place: Place) -> String {
        let Some((g, graph)) = self.see.get(place.document) else { return String::new() };
        match graph.name(g, place.node) {
            name if place.document != self.root && !name.is_empty() => format!("`{}#{name}`", g.id()),
            _ => node_called(g, graph, place.node),
        }
    }

    /// The word of the rule that a node of the run stands for.
    fn word(&self, words: &[&'a Text], meanings: &[Meanings], node: Option<net::NodeId>) -> String {
        let is = |m: &Meanings| {
            m.iter().any(|(d, n)| node.is_some_and(|node| nodes(self.whole, *d, n, false).contains(&node)))
        };
        let one = words.iter().zip(meanings).find(|(_, m)| is(m)).map(|(w, m)| shown(w, m));
        one.unwrap_or_else(|| either(words, meanings))
    }

    fn message(&self, reached: Option<net::NodeId>) -> String {
        let meant = self.meant;
        let claim = &meant.claim;
        let between = either(&claim.between, &meant.between);
        let from = either(&claim.from, &meant.from);
        let to = self.word(&claim.to, &meant.to, reached);
        match claim.form {
            Form::Through if claim.from.is_empty() => {
                format!("{to} can be reached without {between} before it")
            }
            Form::Through => format!("after {from}, {to} can be reached without {between} in between"),
            Form::Never => format!("{between} can happen between {from} and {to}"),
            Form::Before => format!("{to} can happen before {between} is done"),
            Form::After => {
                let from = self.word(&claim.from, &meant.from, reached);
                format!("after {from} a case can end without {}", either(&claim.to, &meant.to))
            }
        }
    }

    /// What to do about it; and, where the run leaves a step by `limit … then` sooner than it really can, that.
    fn help(&self, key: usize) -> String {
        let help = self.mended(self.run.get(key).copied());
        match self.not_counted(key) {
            Some((step, rounds)) => format!(
                "{help}; mind that rounds are not counted: the run leaves {step} before its {rounds} rounds are used up"
            ),
            None => help,
        }
    }

    /// A step that the run leaves because its rounds are used up, though it was not entered as often. What comes once
    /// a rule is broken does not matter.
    fn not_counted(&self, key: usize) -> Option<(String, u32)> {
        let last = if self.meant.claim.form == Form::After { self.run.len() } else { key + 1 };
        let run = self.run.get(..last).unwrap_or(self.run);
        let run: Vec<Place> = run.iter().filter_map(|&n| self.place(n)).collect();
        run.iter().zip(run.iter().skip(1)).enumerate().find_map(|(n, (x, y))| {
            let (g, graph) = self.see.get(x.document).filter(|_| x.document == y.document)?;
            let step = graph.step_of(x.node).and_then(|s| g.steps.get(s))?;
            let mut ways = graph.ways(x.node).filter(|w| w.to == y.node).peekable();
            let used_up = ways.peek().is_some() && ways.all(|w| w.kind == EdgeKind::RoundsUsedUp);
            let entered = run[..=n].iter().filter(|p| *p == x).count();
            let rounds = step.limit.as_ref()?.rounds;
            (used_up && entered < rounds as usize).then(|| (self.called(*x), rounds))
        })
    }

    fn mended(&self, reached: Option<net::NodeId>) -> String {
        let meant = self.meant;
        let claim = &meant.claim;
        let (wanted, words) = match claim.form {
            Form::After => (&meant.to, &claim.to),
            _ => (&meant.between, &claim.between),
        };
        let wanted_said = either(words, wanted);
        let to = self.word(&claim.to, &meant.to, reached);
        if claim.form == Form::Never {
            let from = either(&claim.from, &meant.from);
            return format!(
                "lead the way from {from} to {to} past {wanted_said}, or end the case before {to}"
            );
        }
        if let Some(place) = reached.and_then(|n| self.place(n)).filter(|_| claim.form != Form::After)
            && self.side_by_side(place, wanted)
        {
            return format!(
                "{to} and {wanted_said} run side by side, and which comes first is chance: put {to} behind the step at which the branches meet"
            );
        }
        if let Some(phase) = reached.and_then(|n| self.place(n)).and_then(|p| self.any_order(p, wanted)) {
            return format!(
                "{to} and {wanted_said} have no order in the phase `{phase}`: put {to} behind that phase"
            );
        }
        let Some(Turn { step: x, next: y, outcome, kind, optional, .. }) = self.turn(wanted) else {
            return match claim.form {
                Form::After => format!(
                    "lead every way on from {} through {wanted_said}",
                    either(&claim.from, &meant.from)
                ),
                _ if claim.from.is_empty() => format!("lead every way to {to} through {wanted_said}"),
                _ => format!(
                    "lead every way from {} to {to} through {wanted_said}",
                    either(&claim.from, &meant.from)
                ),
            };
        };
        let (x, y) = (Place { document: self.root, node: x }, Place { document: self.root, node: y });
        let (at, next) = (self.called(x), self.called(y));
        if optional {
            return format!(
                "{wanted_said} comes in a branch of {at} that is optional: write that branch under `parallel`, so that it always begins"
            );
        }
        let goes = match kind {
            EdgeKind::Late => format!("at {at} the case goes on to {next} when the time is up"),
            EdgeKind::RoundsUsedUp => {
                format!("at {at} the case goes on to {next} when the rounds are used up")
            }
            EdgeKind::Anytime => format!("{at} leads to {next}"),
            _ => format!("at {at} the case goes on to {next}"),
        };
        if kind == EdgeKind::Late && claim.form != Form::After && Self::asks_for(wanted, x) {
            return format!("{goes}, and {at} is not done then: lead to another step there");
        }
        let mut help = match claim.form {
            Form::After => {
                format!("{goes} and never comes to {wanted_said}: lead that way through {wanted_said}")
            }
            _ => format!("{goes}, past {wanted_said}: lead that way through {wanted_said} first"),
        };
        if let (Form::Through, Some(outcome)) = (claim.form, outcome) {
            let way = format!("{}/{outcome}", at.trim_matches('`'));
            help = format!("{help}; if such a case may do without, write `unless: [{way}]` in the rule");
        }
        help
    }

    /// The phase in any order in which a step lies together with all of what is wanted before it.
    fn any_order(&self, place: Place, wanted: &[Meanings]) -> Option<&'a str> {
        let (g, graph) = self.see.get(self.root).filter(|_| place.document == self.root)?;
        let phase = |n: NodeId| graph.nodes.get(n).and_then(|n| n.phase);
        let of = phase(place.node)?;
        let named = g.phases.get(of).filter(|p| p.any_order && self.meant.claim.form != Form::After)?;
        let goals = self.own(g, graph, wanted);
        let together = !goals.is_empty() && goals.iter().all(|n| phase(*n) == Some(of) && *n != place.node);
        named.id.as_ref().filter(|_| together).map(crate::model::At::as_str)
    }

    /// Whether a step is one of those that are asked for.
    fn asks_for(wanted: &[Meanings], place: Place) -> bool {
        let is = |named: &Named| matches!(named, Named::Step(n) if *n == place.node);
        wanted.iter().flatten().any(|(d, named)| *d == place.document && is(named))
    }

    /// The one step that the rule asks for, in place of where the run turns off.
    fn edit(&self) -> Option<(Span, String)> {
        let wanted = match self.meant.claim.form {
            Form::Never => return None,
            Form::After => &self.meant.to,
            Form::Through | Form::Before => &self.meant.between,
        };
        let [one] = wanted.as_slice() else { return None };
        let [(document, Named::Step(step))] = one.as_slice() else { return None };
        let (g, graph) = self.see.get(self.root).filter(|_| *document == self.root)?;
        let turn = self.turn(wanted)?;
        // In place of a branch, that branch would be lost; an event is no place to repair what it breaks into.
        let is_way = !matches!(turn.kind, EdgeKind::Branch(_) | EdgeKind::Optional(_) | EdgeKind::Anytime);
        (is_way && turn.step != *step).then(|| (turn.at, graph.name(g, *step).to_owned()))
    }

    /// Where the run turns off: the last step from which what is wanted could still be reached.
    fn turn(&self, wanted: &[Meanings]) -> Option<Turn<'a>> {
        let (g, graph) = self.see.get(self.root)?;
        let goals = self.own(g, graph, wanted);
        let ends = if self.meant.claim.form == Form::After {
            Vec::new()
        } else {
            self.own(g, graph, &self.meant.to)
        };
        let asked = if self.meant.claim.form == Form::After { Vec::new() } else { goals.clone() };
        let open = flood(graph.nodes.len(), goals.into_iter(), |n, to| {
            to.extend(graph.predecessors(n).filter(|p| !ends.contains(p)));
        });
        // What was before the last of `from` does not count.
        let since = |n: &net::NodeId| self.nodes.from.contains(n);
        let since =
            self.run.iter().rposition(since).map_or(self.run, |at| self.run.get(at..).unwrap_or_default());
        let own = since.iter().filter_map(|&n| self.place(n)).filter(|p| p.document == self.root);
        let run: Vec<NodeId> = own.map(|p| p.node).collect();
        (0..run.len().saturating_sub(1)).rev().find_map(|n| {
            let x = run[n];
            let mut ways = graph.ways(x).filter(|w| run[n + 1..].contains(&w.to) && !open[w.to]);
            // Of what is asked for the run takes the way on which it is not done.
            let way = if asked.contains(&x) { ways.find(|w| w.kind == EdgeKind::Late) } else { ways.next() }?;
            // An event takes the case away from wherever it is.
            if way.kind != EdgeKind::Anytime && !(open[x] && graph.step_of(x).is_some()) {
                return None;
            }
            let step = graph.step_of(x).and_then(|s| g.steps.get(s));
            let outcome = match way.kind {
                EdgeKind::Outcome(o) => step.and_then(|s| s.outcomes().get(o)).map(|o| o.id.as_str()),
                _ => None,
            };
            let mut wanted = graph.ways(x).filter(|w| open[w.to]).peekable();
            let optional = wanted.peek().is_some() && wanted.all(|w| matches!(w.kind, EdgeKind::Optional(_)));
            Some(Turn { step: x, next: way.to, outcome, kind: way.kind, optional, at: way.at })
        })
    }

    /// The nodes of the process itself at which something is reached; of what lies in a sub-process, its calls.
    fn own(&self, g: &Guideline, graph: &ProcessGraph, wanted: &[Meanings]) -> Vec<NodeId> {
        let mut found = Vec::new();
        for (document, named) in wanted.iter().flatten() {
            if *document != self.root {
                let id = self.see.guidelines.get(*document).map_or("", Guideline::id);
                let calls = g.steps.iter().enumerate().filter(
                    |(_, s)| matches!(&s.kind, StepKind::Call { document, .. } if document.as_str() == id),
                );
                found.extend(calls.map(|(s, _)| graph.of_step(s)));
                continue;
            }
            match named {
                Named::Step(n) | Named::Gates(n, _) => found.push(*n),
                Named::Ways(ways) => {
                    found.extend(ways.iter().filter_map(|&w| graph.edges.get(w)).map(|e| e.to));
                }
            }
        }
        found
    }

    /// Whether a step and all of what is wanted before it lie in branches of one block, and none waits for the other.
    fn side_by_side(&self, place: Place, wanted: &[Meanings]) -> bool {
        let Some((g, graph)) = self.see.get(self.root).filter(|_| place.document == self.root) else {
            return false;
        };
        let goals = self.own(g, graph, wanted);
        blocks(g, graph).iter().any(|b| {
            let inside = |n: &NodeId| b.inside.binary_search(n).is_ok();
            let after = flood(graph.nodes.len(), goals.iter().copied(), |n, to| {
                to.extend(graph.successors(n).filter(|&s| s != b.join && s != b.fork));
            });
            // What `late` of the block leads to is inside, too, but does not run beside the branches.
            let opens =
                |e: &&crate::graph::Edge| matches!(e.kind, EdgeKind::Branch(_) | EdgeKind::Optional(_));
            let heads = graph.ways(b.fork).collect::<Vec<_>>();
            let heads = heads.iter().copied().filter(opens).map(|e| e.to);
            let beside = flood(graph.nodes.len(), heads, |n, to| {
                to.extend(graph.successors(n).filter(|&s| s != b.join && s != b.fork));
            });
            let place = place.node;
            !goals.is_empty() && goals.iter().all(inside) && inside(&place) && beside[place] && !after[place]
        })
    }
}

/// A word of a rule as it is shown: a phase is called one.
fn shown(word: &Text, meaning: &Meanings) -> String {
    let phase = !word.contains('/') && meaning.iter().any(|(_, n)| !matches!(n, Named::Step(_)));
    if phase { format!("the phase `{}`", word.value) } else { format!("`{}`", word.value) }
}

/// "`a`, `b` or `c`".
fn either(words: &[&Text], meanings: &[Meanings]) -> String {
    let all: Vec<String> = words.iter().zip(meanings).map(|(w, m)| shown(w, m)).collect();
    match all.split_last() {
        None => String::new(),
        Some((one, [])) => one.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}
