//! A naive checker: plays every run of a small net, token by token, on the net as it is written, and shares nothing
//! with the search but the net itself. Slow and plain on purpose.

#![expect(clippy::cast_possible_truncation, reason = "the nets of a test are small")]

use guidepost::proof::net::{Area, Ends, Guard, In, Net, NodeId, Out, ROOT, Role, SILENT};
use std::collections::{HashMap, HashSet};

/// The most tokens on a way; a state with more is not looked at.
const MOST_TOKENS: u8 = 3;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct State {
    started: bool,
    tokens: Vec<u8>,
    /// How often each node was reached as an end, up to two.
    ended: Vec<u8>,
}

/// What a node did when it fired.
#[derive(Debug, Clone)]
pub struct Step {
    pub node: NodeId,
    /// The ends and sinks that it reached.
    pub reached: Vec<NodeId>,
    pub to: State,
    pub runs_on: bool,
    pub too_many: bool,
}

/// Everything there is to know of a net.
#[derive(Debug)]
pub struct Truth {
    /// Some states were not looked at.
    pub partial: bool,
    pub stuck: Option<u32>,
    pub trapped: Option<u32>,
    pub runs_on: Option<u32>,
    pub twice: Option<u32>,
    /// Steps and ends with a tag that nothing ever got to.
    pub dead: Vec<NodeId>,
}

pub fn first(net: &Net) -> State {
    State { started: false, tokens: vec![0; net.edges().len()], ended: vec![0; net.nodes().len()] }
}

fn work(net: &Net, s: &State) -> bool {
    !s.started || (0..s.tokens.len()).any(|e| s.tokens[e] > 0 && !net.edges()[e].loose)
}

fn is_final(net: &Net, s: &State) -> bool {
    !work(net, s) && s.ended.iter().any(|&n| n > 0)
}

fn in_area(net: &Net, s: &State, area: Area) -> bool {
    match area {
        Area::Whole => work(net, s),
        Area::Region(r) => {
            let nodes = &net.regions()[r as usize];
            let marked = |e: usize| s.tokens[e] > 0 && !net.edges()[e].loose;
            (0..s.tokens.len()).any(|e| marked(e) && nodes.contains(&net.edges()[e].to))
        }
    }
}

/// Two tokens before one step.
pub fn is_double(net: &Net, s: &State) -> bool {
    (0u32..).zip(net.nodes()).any(|(n, node)| {
        let on = |e: &u32| if net.edge(*e).loose { 0 } else { s.tokens[*e as usize] };
        node.role == Role::Step
            && match node.into {
                In::Any => net.ins(n).iter().map(on).sum::<u8>() > 1,
                _ => net.ins(n).iter().any(|e| on(e) > 1),
            }
    })
}

/// Whether a token on way `from` can come to way `to` without `join`.
fn leads(net: &Net, from: u32, to: u32, join: NodeId) -> bool {
    let mut seen = vec![false; net.edges().len()];
    let mut todo = vec![from];
    while let Some(e) = todo.pop() {
        if seen[e as usize] || net.edge(e).loose {
            continue;
        }
        seen[e as usize] = true;
        if e == to {
            return true;
        }
        if net.edge(e).to != join {
            todo.extend(net.outs(net.edge(e).to));
        }
    }
    false
}

fn subsets<T: Clone>(list: &[T]) -> Vec<Vec<T>> {
    let mut all = vec![vec![]];
    for item in list {
        let with: Vec<Vec<T>> =
            all.iter().map(|s: &Vec<T>| [s.clone(), vec![item.clone()]].concat()).collect();
        all.extend(with);
    }
    all.retain(|s| !s.is_empty());
    all
}

/// The choices of ways in that a node may take from now.
fn takes(net: &Net, s: &State, n: NodeId) -> Vec<Vec<u32>> {
    if n == ROOT {
        return if s.started { vec![] } else { vec![vec![]] };
    }
    let ins = net.ins(n);
    let full: Vec<u32> = ins.iter().copied().filter(|&e| s.tokens[e as usize] > 0).collect();
    if full.is_empty() {
        return vec![];
    }
    match net.node(n).into {
        In::Any => full.into_iter().map(|e| vec![e]).collect(),
        In::All if full.len() == ins.len() => vec![full],
        In::All => vec![],
        In::Some => {
            let waits = (0..net.edges().len() as u32).any(|f| {
                let to_empty = |e: &u32| !full.contains(e) && leads(net, f, *e, n);
                s.tokens[f as usize] > 0
                    && ins.iter().any(to_empty)
                    && !full.iter().any(|&e| leads(net, f, e, n))
            });
            if waits { vec![] } else { vec![full] }
        }
    }
}

/// All that can happen in a state; and the nodes that could fire if they had a way out.
pub fn steps(net: &Net, s: &State) -> (Vec<Step>, Vec<NodeId>) {
    let (mut found, mut idle) = (vec![], vec![]);
    for (n, node) in (0u32..).zip(net.nodes()) {
        let special = net.special(n);
        let allowed = match special.guard {
            Guard::Free => true,
            Guard::While(a) => in_area(net, s, a),
            Guard::Quiet(a) => !in_area(net, s, a),
        };
        for take in takes(net, s, n) {
            if !allowed {
                continue;
            }
            let outs: Vec<u32> = net.outs(n).collect();
            if outs.is_empty() {
                idle.push(n);
                continue;
            }
            let gives = match node.out {
                Out::One => outs.iter().map(|&e| vec![e]).collect(),
                Out::Ready => {
                    let there = |e: &u32, i: &u32| i == e || s.tokens[*i as usize] > 0;
                    let ready = |e: &u32| {
                        let to = net.edge(*e).to;
                        net.node(to).into != In::All || net.ins(to).iter().all(|i| there(e, i))
                    };
                    outs.iter().filter(|e| ready(e)).map(|&e| vec![e]).collect()
                }
                Out::All => vec![outs],
                Out::Some => subsets(&outs),
            };
            for give in gives {
                found.push(fire(net, s, n, &take, &give, special.clears));
            }
        }
    }
    (found, idle)
}

fn fire(net: &Net, s: &State, node: NodeId, take: &[u32], give: &[u32], clears: Option<Area>) -> Step {
    let mut to = s.clone();
    if node == ROOT {
        to.started = true;
    }
    for &e in take {
        to.tokens[e as usize] -= 1;
    }
    let hit = |area: Area, e: usize| match area {
        Area::Whole => true,
        Area::Region(r) => net.regions()[r as usize].contains(&net.edges()[e].to),
    };
    if let Some(area) = clears {
        for e in 0..to.tokens.len() {
            if hit(area, e) && !net.edges()[e].loose {
                to.tokens[e] = 0;
            }
        }
    }
    let reached: Vec<NodeId> =
        give.iter().map(|&e| net.edge(e).to).filter(|&n| net.node(n).role != Role::Step).collect();
    let (mut again, mut ended, mut stopped, mut too_many) = (false, false, false, false);
    for &e in give {
        let edge = net.edge(e);
        let count = &mut to.tokens[e as usize];
        match net.node(edge.to).role {
            Role::Step if edge.loose => *count = 1,
            Role::Step if *count == MOST_TOKENS => too_many = true,
            Role::Step => *count += 1,
            Role::Sink => {}
            role => {
                let was = to.ended.iter().map(|&n| usize::from(n)).sum::<usize>();
                again |= match net.ends() {
                    Ends::One => was > 0,
                    Ends::Each => to.ended[edge.to as usize] > 0,
                } && role == Role::End;
                to.ended[edge.to as usize] = 1;
                ended = true;
                stopped |= role == Role::Stop;
            }
        }
    }
    if stopped {
        for e in 0..to.tokens.len() {
            if !net.edges()[e].loose {
                to.tokens[e] = 0;
            }
        }
        return Step { node, reached, to, runs_on: false, too_many: false };
    }
    let left = net.ends() == Ends::One && ended && (work(net, &to) || too_many);
    Step { node, reached, to, runs_on: again || left, too_many }
}

/// Plays all runs, looking at no more than `most` states.
pub fn truth(net: &Net, most: usize) -> Truth {
    let mut number: HashMap<State, usize> = HashMap::new();
    let mut states = vec![first(net)];
    number.insert(first(net), 0);
    let mut moves: Vec<(usize, usize, u32)> = vec![];
    let mut open = vec![];
    let (mut on_moves, mut twice_moves, mut happened) = (vec![], vec![], vec![false; net.nodes().len()]);
    let mut stands = vec![];
    let mut at = 0;
    while at < states.len() {
        let state = states[at].clone();
        let (steps, idle) = steps(net, &state);
        for n in idle {
            happened[n as usize] = true;
        }
        if steps.is_empty() && !is_final(net, &state) {
            stands.push(at);
        }
        for step in steps {
            happened[step.node as usize] = true;
            step.reached.iter().for_each(|&n| happened[n as usize] = true);
            let cost = net.node(step.node).cost();
            if step.runs_on {
                on_moves.push((at, cost));
            }
            if step.too_many {
                twice_moves.push((at, cost));
            }
            if step.too_many || (states.len() >= most && !number.contains_key(&step.to)) {
                open.push(at);
                continue;
            }
            let to = *number.entry(step.to.clone()).or_insert_with(|| {
                states.push(step.to);
                states.len() - 1
            });
            moves.push((at, to, cost));
        }
        at += 1;
    }
    // Costs by relaxing until nothing changes.
    let mut cost = vec![u32::MAX; states.len()];
    cost[0] = 0;
    loop {
        let mut changed = false;
        for &(from, to, c) in &moves {
            if cost[from] != u32::MAX && cost[from] + c < cost[to] {
                cost[to] = cost[from] + c;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let mut can: Vec<bool> = states.iter().map(|s| is_final(net, s)).collect();
    for &s in &open {
        can[s] = true;
    }
    loop {
        let before = can.iter().filter(|c| **c).count();
        for &(from, to, _) in &moves {
            can[from] = can[from] || can[to];
        }
        if can.iter().filter(|c| **c).count() == before {
            break;
        }
    }
    let doubles = (0..states.len()).filter(|&s| is_double(net, &states[s])).map(|s| cost[s]);
    let tagged = |n: &u32| net.node(*n).tag != SILENT;
    Truth {
        partial: !open.is_empty(),
        stuck: stands.iter().map(|&s| cost[s]).min(),
        trapped: (0..states.len()).filter(|&s| !can[s]).map(|s| cost[s]).min(),
        runs_on: on_moves.iter().map(|&(s, c)| cost[s] + c).min(),
        twice: doubles.chain(twice_moves.iter().map(|&(s, c)| cost[s] + c)).min(),
        dead: (0..happened.len() as u32).filter(|n| !happened[*n as usize]).filter(tagged).collect(),
    }
}

/// All states that a run may come to, with whether its last step went on after an end, or put down too many tokens;
/// empty if it is no run.
pub fn replay(net: &Net, run: &[NodeId]) -> Vec<(State, bool, bool)> {
    replay_from(net, first(net), run)
}

fn replay_from(net: &Net, from: State, run: &[NodeId]) -> Vec<(State, bool, bool)> {
    let mut at = vec![(from, false, false)];
    for &n in run {
        if net.node(n).role != Role::Step {
            at.retain(|(s, _, _)| s.ended[n as usize] > 0 || net.node(n).role == Role::Sink);
            continue;
        }
        let mut next: Vec<(State, bool, bool)> = vec![];
        for (state, _, many) in at.iter().filter(|a| !a.2) {
            for step in steps(net, state).0.into_iter().filter(|s| s.node == n) {
                let after = (step.to, step.runs_on, *many || step.too_many);
                if !next.contains(&after) {
                    next.push(after);
                }
            }
        }
        at = next;
    }
    at
}

/// Whether nothing more can happen though the process is not over.
pub fn is_stuck(net: &Net, s: &State) -> bool {
    steps(net, s).0.is_empty() && !is_final(net, s)
}

/// Whether no end can be reached any more, as far as ways hold what they can and `most` states tell.
pub fn is_trapped(net: &Net, s: &State, most: usize) -> bool {
    let mut seen: HashSet<State> = HashSet::from([s.clone()]);
    let mut todo = std::collections::VecDeque::from([s.clone()]);
    while let Some(state) = todo.pop_front() {
        if is_final(net, &state) {
            return false;
        }
        for step in steps(net, &state).0 {
            if !step.too_many && seen.len() < most && seen.insert(step.to.clone()) {
                todo.push_back(step.to);
            }
        }
    }
    true
}

/// Whether a run from a state can lead back to it.
pub fn comes_back(net: &Net, s: &State, round: &[NodeId]) -> bool {
    !round.is_empty() && replay_from(net, s.clone(), round).iter().any(|(after, _, _)| after == s)
}

/// Whether the process is over.
pub fn is_over(net: &Net, s: &State) -> bool {
    is_final(net, s)
}
