//! The proof of a net: four answers, and what is wrong where one is no.

use super::kernel::Kernel;
use super::net::{Net, NodeId, ROOT, Role, SILENT, index};
use super::reach::prune;
use super::reduce::{Rules, is_done, reduce, reduce_from};
use super::search::{Found, Sample, Waiting, search, search_on};
use super::work::{NONE, Work};

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// The budget was too small to say.
    Undecided,
    /// Something in the process has no meaning here; for callers, the core never says so.
    Unsupported,
}

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Nothing can start.
    NothingStarts,
    /// Can get stuck: some run stands still before the end.
    Stuck,
    /// Can never finish: some run goes on for ever, and there is no way back to an end.
    NeverEnds,
    /// Goes on after the end: an end is reached while something is left to do, or is reached again.
    RunsOn,
    /// Can be started twice: a step is begun while it is under way.
    RunsTwice,
    /// Can never happen: no run gets to the step.
    NeverHappens,
    /// A rule is broken ([`super::runs`]); never among the findings of a proof.
    RuleBroken,
}

/// One thing that is wrong.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What.
    pub reason: Reason,
    /// A run to it: all nodes in order, silent ones and ends too ([`Finding::steps`] leaves the silent ones out).
    /// Empty where there is none to tell: of a step that never happens, and of what only came out after the budget
    /// for telling runs was used up.
    pub run: Vec<NodeId>,
    /// How many steps the run is: nodes that somebody wrote and that fire; ends do not count, nobody does them.
    pub length: u32,
    /// Whether no run to such a thing is shorter.
    pub shortest: bool,
    /// Where it hangs: nodes before which work is left; the step that is started twice; the steps that never
    /// happen, those first that a run gets near to. Never empty but where nothing starts or nothing
    /// was written; of nodes of ours, what leads to them says more.
    pub at: Vec<Hang>,
    /// Of what never ends: what follows the run once.
    pub after: Vec<NodeId>,
    /// What is done again and again after that; empty where it is never quite the same.
    pub round: Vec<NodeId>,
}

/// A node before which something is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hang {
    /// The node.
    pub node: NodeId,
    /// Nodes that it has something from.
    pub has: Vec<NodeId>,
    /// Nodes that it waits for.
    pub waits_for: Vec<NodeId>,
}

impl Finding {
    fn without_run(reason: Reason, at: Vec<Hang>) -> Self {
        let (run, after, round) = Default::default();
        Self { reason, run, length: 0, shortest: true, at, after, round }
    }

    /// Where nothing that somebody wrote is named as the place: the round of what never ends, else
    /// the last that was done, else the first that can be.
    fn place(&mut self, net: &Net) {
        let written = |n: NodeId| net.node(n).tag != SILENT;
        // What is left to do behind a node of ours is known by what leads to it.
        let known = self.reason == Reason::RunsOn && !self.at.is_empty();
        if known || self.at.iter().any(|h| written(h.node)) {
            return;
        }
        let ends = |n: &NodeId| net.node(*n).role == Role::Step || self.reason == Reason::RunsOn;
        let next = self.round.iter().chain(&self.after).copied().find(|&n| written(n));
        let last = || self.run.iter().rev().filter(|n| ends(n)).copied().find(|&n| written(n));
        let first = || {
            let begun = first_written(net, self.at.iter().map(|h| h.node));
            begun.or_else(|| first_written(net, [ROOT]))
        };
        let ahead = if self.reason == Reason::NeverEnds { next.or_else(first) } else { None };
        if let Some(node) = ahead.or_else(last).or_else(first) {
            self.at.push(Hang { node, has: Vec::new(), waits_for: Vec::new() });
        }
    }

    /// The tags of the run, without silent nodes.
    pub fn steps<'a>(&'a self, net: &'a Net) -> impl Iterator<Item = u32> + 'a {
        self.run.iter().map(|&n| net.node(n).tag).filter(|&tag| tag != SILENT)
    }
}

/// What is known of a net.
#[derive(Debug, Clone)]
pub struct Proof {
    /// All four of the following.
    pub sound: Answer,
    /// From wherever a run has come to, an end can be reached at which nothing is left.
    pub option_to_complete: Answer,
    /// When an end is reached nothing is left to do ([`super::net::Ends::One`]), or no end is reached twice.
    pub proper_completion: Answer,
    /// Every step and end happens in some run.
    pub no_dead_step: Answer,
    /// No step is begun while it is under way.
    pub safe: Answer,
    /// What is wrong, at most one finding for each reason, in the order of [`Reason`].
    pub findings: Vec<Finding>,
    /// How many states were looked at; none where reduction was enough.
    pub states: usize,
}

impl Proof {
    pub(super) fn all(answer: Answer) -> Self {
        Self {
            sound: answer,
            option_to_complete: answer,
            proper_completion: answer,
            no_dead_step: answer,
            safe: answer,
            findings: Vec::new(),
            states: 0,
        }
    }

    /// The first thing that is wrong.
    pub fn reason(&self) -> Option<Reason> {
        self.findings.first().map(|f| f.reason)
    }
}

/// How many states are looked at where nothing else is said.
pub const BUDGET: usize = 100_000;

/// Proves a net; at most `budget` states are looked at, a few times over.
pub fn prove(net: &Net, budget: usize) -> Proof {
    if net.outs(ROOT).is_empty() {
        return nothing_starts();
    }
    let mut work = Work::new(net);
    reduce(&mut work, Rules::Exact);
    if is_done(&work) {
        return Proof::all(Answer::Yes);
    }
    let changed = prune(&mut work);
    reduce_from(&mut work, Rules::Exact, changed);
    let mut proof = if is_done(&work) { Proof::all(Answer::Yes) } else { by_search(net, &mut work, budget) };
    if proof.no_dead_step != Answer::No {
        // What was pruned may be nothing but silent nodes; and a search that was cut says less.
        let dead = dead_steps(net, &mut work, None);
        if !dead.is_empty() {
            proof.no_dead_step = Answer::No;
            proof.findings.push(never_happens(net, &dead));
        }
    }
    proof.findings.sort_by_key(|f| f.reason);
    let answers = [proof.option_to_complete, proof.proper_completion, proof.no_dead_step, proof.safe];
    proof.sound = if answers.contains(&Answer::No) {
        Answer::No
    } else if answers.contains(&Answer::Undecided) {
        proof.sound
    } else {
        Answer::Yes
    };
    proof
}

fn nothing_starts() -> Proof {
    let finding = Finding::without_run(Reason::NothingStarts, Vec::new());
    Proof {
        sound: Answer::No,
        option_to_complete: Answer::No,
        no_dead_step: Answer::No,
        findings: vec![finding],
        ..Proof::all(Answer::Undecided)
    }
}

fn by_search(net: &Net, work: &mut Work, budget: usize) -> Proof {
    let mut case = Case::new(net, work.clone(), budget);
    let mut proof = Proof::all(Answer::Undecided);
    // Where tokens wait is a matter of every single node to an inclusive join, so nothing more can be merged.
    if case.found.cut && !work.inclusive {
        widen(net, work, budget, &mut case.found, &mut proof);
    }
    let found = &case.found;
    proof.option_to_complete = found.option;
    proof.proper_completion = found.proper;
    proof.safe = found.safe;
    proof.states = found.states;
    proof.findings.extend(found.samples.iter().map(|s| finding(net, s)));
    if proof.no_dead_step == Answer::Undecided {
        let is_all = found.is_all;
        let dead = case.dead_steps(net);
        proof.no_dead_step = match (dead.is_empty(), is_all) {
            (true, _) => Answer::Yes,
            (false, true) => Answer::No,
            (false, false) => Answer::Undecided,
        };
        if proof.no_dead_step == Answer::No {
            proof.findings.push(never_happens(net, &dead));
        }
    }
    proof
}

/// A working graph, its kernel, and what a search of it found.
struct Case {
    work: Work,
    kernel: Kernel,
    found: Found,
}

impl Case {
    fn new(net: &Net, work: Work, budget: usize) -> Self {
        let kernel = Kernel::new(net, &work);
        let found = search(&kernel, budget, work.plain);
        if !found.over {
            return Self { work, kernel, found };
        }
        // An inclusive join makes one of two tokens that come at once, and which do depends on every single way:
        // once a step can run twice, the whole net is played.
        if !work.inclusive {
            let found = search_on(&kernel, budget, &found);
            return Self { work, kernel, found };
        }
        let mut work = Work::new(net);
        prune(&mut work);
        let kernel = Kernel::new(net, &work);
        let found = search_on(&kernel, budget, &found);
        Self { work, kernel, found }
    }

    fn dead_steps(&mut self, net: &Net) -> Vec<NodeId> {
        dead_steps(net, &mut self.work, Some((&self.kernel, &self.found.fired)))
    }
}

/// Where the budget was used up: rules that keep answers but not lengths may leave less to search.
fn widen(net: &Net, work: &Work, budget: usize, found: &mut Found, proof: &mut Proof) {
    let mut smaller = work.clone();
    reduce(&mut smaller, Rules::Kinds);
    let settle = |old: &mut Answer, new: Answer| {
        if *old == Answer::Undecided {
            *old = new;
        }
    };
    if is_done(&smaller) {
        for answer in [&mut found.option, &mut found.proper, &mut found.safe, &mut proof.no_dead_step] {
            settle(answer, Answer::Yes);
        }
        return;
    }
    if smaller.live_edges == work.live_edges {
        return;
    }
    let mut case = Case::new(net, smaller, budget);
    let is_all = case.found.is_all;
    let dead = if is_all { case.dead_steps(net) } else { Vec::new() };
    let second = case.found;
    settle(&mut found.option, second.option);
    settle(&mut found.proper, second.proper);
    settle(&mut found.safe, second.safe);
    for mut sample in second.samples {
        let same =
            |s: &Sample| s.reason == sample.reason || is_incomplete(s.reason) && is_incomplete(sample.reason);
        if !found.samples.iter().any(same) {
            // Its nodes are merged too far for a run to be told.
            sample.run.clear();
            (sample.length, sample.shortest) = (0, false);
            (sample.after, sample.round) = Default::default();
            found.samples.push(sample);
        }
    }
    found.states += second.states;
    // A join that was merged with a later one may happen though the later one does not.
    if is_all && dead.is_empty() {
        proof.no_dead_step = Answer::Yes;
    }
}

fn is_incomplete(reason: Reason) -> bool {
    matches!(reason, Reason::Stuck | Reason::NeverEnds)
}

/// Steps and ends that somebody wrote and that never happen, as far as is known: those that were pruned, and those
/// whose part of the kernel did not fire.
fn dead_steps(net: &Net, work: &mut Work, fired: Option<(&Kernel, &[bool])>) -> Vec<NodeId> {
    if fired.is_some_and(|(_, f)| f.iter().all(|&f| f)) && work.live_nodes == net.nodes().len() {
        return Vec::new();
    }
    work.settle_holders();
    let mut way = vec![true; work.edges.len()];
    let mut node = vec![true; work.nodes.len()];
    (0u32..).zip(&work.nodes).for_each(|(n, w)| node[n as usize] = w.alive);
    (0u32..).zip(&work.edges).for_each(|(e, w)| way[e as usize] = w.alive && w.from != NONE);
    if let Some((kernel, fired)) = fired {
        for (k, &fired) in kernel.nodes.iter().zip(fired) {
            node[k.was as usize] = fired;
        }
        for edge in kernel.edges.iter().filter(|e| e.was != NONE) {
            let comes =
                kernel.nodes.get(edge.from as usize).is_some_and(|n| edge.gone || !kernel.stops_at_once(n));
            way[edge.was as usize] = comes && fired.get(edge.from as usize).copied().unwrap_or_default();
        }
    }
    let happens = |item: u32| {
        let holder = work.holder(item) as usize;
        way.get(holder).copied().unwrap_or_else(|| node[holder - way.len()])
    };
    let ends = |n: NodeId| net.ins(n).iter().any(|&e| happens(e));
    (0..index(net.nodes().len()))
        .filter(|&n| net.node(n).tag != SILENT)
        .filter(|&n| if net.node(n).role == Role::Step { !happens(work.item(n)) } else { !ends(n) })
        .collect()
}

/// Those first that something leads to that does happen.
fn never_happens(net: &Net, dead: &[NodeId]) -> Finding {
    let is_dead = |n: NodeId| dead.binary_search(&n).is_ok();
    let hang = |&node: &NodeId| {
        let from = |e: &u32| net.edge(*e).from;
        let (waits_for, has) = net.ins(node).iter().map(from).partition(|&n| is_dead(n));
        Hang { node, has, waits_for }
    };
    let mut at: Vec<Hang> = dead.iter().map(hang).collect();
    at.sort_by_key(|h| h.has.is_empty());
    Finding::without_run(Reason::NeverHappens, at)
}

fn finding(net: &Net, sample: &Sample) -> Finding {
    let source = |&e: &u32| net.edge(e).from;
    let hang = |w: &Waiting| Hang {
        node: w.node,
        has: w.has.iter().map(source).collect(),
        waits_for: w.misses.iter().map(source).collect(),
    };
    let mut finding = Finding {
        reason: sample.reason,
        run: sample.run.clone(),
        length: sample.length,
        shortest: sample.shortest,
        at: sample.waiting.iter().map(hang).collect(),
        after: sample.after.clone(),
        round: sample.round.clone(),
    };
    finding.place(net);
    finding
}

/// The nearest node ahead that somebody wrote.
fn first_written(net: &Net, from: impl IntoIterator<Item = NodeId>) -> Option<NodeId> {
    let mut seen = vec![false; net.nodes().len()];
    let mut todo: std::collections::VecDeque<NodeId> = from.into_iter().collect();
    while let Some(n) = todo.pop_front() {
        if net.node(n).tag != SILENT {
            return Some(n);
        }
        if !std::mem::replace(&mut seen[n as usize], true) {
            todo.extend(net.outs(n).map(|e| net.edge(e).to));
        }
    }
    None
}
