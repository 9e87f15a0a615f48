//! Plays a guideline straight from the words of the format reference: steps that are to be done, branches that are out,
//! ends. It knows nothing of nets, and shares no code with what lowers and searches them. Slow and plain on purpose.
//!
//! A step that is to be done carries the branches it lies in: of each block around it the step that opened it and the
//! number of the branch. When it comes to the step at which the innermost of these blocks meets, the branch is home;
//! once all that began are, that step is to be done, in the branches around the block. A sub-process that is under way
//! is such a branch, too, opened by the step that calls it.
//!
//! Steps, phases, starts and events of all documents are numbered through; those of the first come first.

use guidepost::model::{Anytime, Guideline, Phase, Start, Step, StepKind, Text};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

/// Something that happens: a start, step or end, or an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    Start(usize),
    Step(usize),
    Event(usize),
}

/// The branches that a step lies in, the outermost first: who opened it, and its number.
type Branches = Vec<(Opener, usize)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Opener {
    Parallel(usize),
    Phase(usize),
    Call(usize),
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct State {
    begun: bool,
    /// Steps that are to be done, with the branches they lie in; past the last step, starts of sub-processes.
    todo: Vec<(usize, Branches)>,
    /// Blocks under way: opener and the branches around it; which branches are out, which are home.
    out: BTreeMap<(Opener, Branches), (BTreeSet<usize>, BTreeSet<usize>)>,
    ended: bool,
    /// Events that came, each in the sub-process that it lies in.
    came: BTreeSet<(usize, Branches)>,
    /// The word of a rule beside it.
    word: u8,
}

/// What happens in one turn.
#[derive(Debug, Clone)]
pub struct Turn {
    pub things: Vec<Thing>,
    pub to: State,
    pub runs_on: bool,
    pub twice: bool,
    /// A block is opened while an old one of the same step waits for ever: what comes of it is not played.
    pub lost: bool,
}

pub struct Play<'g> {
    documents: &'g [Guideline],
    steps: Vec<(usize, &'g Step)>,
    phases: Vec<(usize, &'g Phase)>,
    starts: Vec<(usize, &'g Start)>,
    events: Vec<(usize, &'g Anytime)>,
    ids: HashMap<(usize, &'g str), usize>,
    /// By `parallel` step: what lies inside its block.
    inside: HashMap<usize, BTreeSet<usize>>,
}

/// All of some kind, each with its document.
fn all<'g, T>(documents: &'g [Guideline], of: impl Fn(&'g Guideline) -> &'g Vec<T>) -> Vec<(usize, &'g T)> {
    documents.iter().enumerate().flat_map(|(d, g)| of(g).iter().map(move |one| (d, one))).collect()
}

/// The sub-process that branches lie in: the branches up to the last call.
fn frame(branches: &[(Opener, usize)]) -> &[(Opener, usize)] {
    let call = branches.iter().rposition(|(opener, _)| matches!(opener, Opener::Call(_)));
    &branches[..call.map_or(0, |at| at + 1)]
}

impl<'g> Play<'g> {
    pub fn new(documents: &'g [Guideline]) -> Self {
        let steps = all(documents, |g| &g.steps);
        let mut ids = HashMap::new();
        for (n, (d, step)) in steps.iter().enumerate() {
            ids.entry((*d, step.id())).or_insert(n);
        }
        let mut play = Self {
            documents,
            steps,
            phases: all(documents, |g| &g.phases),
            starts: all(documents, |g| &g.starts),
            events: all(documents, |g| &g.anytime),
            ids,
            inside: HashMap::new(),
        };
        for n in 0..play.steps.len() {
            if let Some(inside) = play.block(n) {
                play.inside.insert(n, inside);
            }
        }
        play
    }

    fn step(&self, n: usize) -> &'g Step {
        self.steps[n].1
    }

    /// The phase that a step lies in.
    fn phase_of(&self, n: usize) -> Option<usize> {
        let (d, step) = self.steps[n];
        let first = self.phases.iter().position(|(of, _)| *of == d)?;
        step.phase.map(|p| first + p)
    }

    /// The document that a step calls.
    fn called(&self, n: usize) -> Option<usize> {
        let StepKind::Call { document, .. } = &self.step(n).kind else { return None };
        self.documents.iter().position(|g| g.id() == document.as_str())
    }

    /// Those of a list that belong to a document.
    fn of<T>(list: &[(usize, &'g T)], document: usize) -> Vec<(usize, &'g T)> {
        let mine = list.iter().enumerate().filter(|(_, (d, _))| *d == document);
        mine.map(|(n, (_, one))| (n, *one)).collect()
    }

    /// Inside a block is what can be reached only through its `parallel` step: neither from a start nor from where it
    /// meets is there a way round it.
    fn block(&self, parallel: usize) -> Option<BTreeSet<usize>> {
        let (d, step) = self.steps[parallel];
        let StepKind::Parallel { branches, optional, .. } = &step.kind else { return None };
        let join = self.join(parallel)?;
        let starts = Self::of(&self.starts, d).into_iter().filter_map(|(_, s)| s.next.as_ref());
        let events = Self::of(&self.events, d).into_iter().filter_map(|(_, a)| a.next.as_ref());
        let heads: Vec<usize> =
            branches.iter().chain(optional.iter().map(|o| &o.0)).flat_map(|t| self.meant(d, t)).collect();
        let begins: Vec<usize> = starts.chain(events).flat_map(|t| self.meant(d, t)).chain([join]).collect();
        let round = self.reach(&begins, parallel);
        let mut within = self.reach(&heads, parallel);
        within.retain(|n| !round.contains(n) && *n != join);
        Some(within)
    }

    /// The steps that a name leads to: itself, or all steps of a phase in any order.
    fn meant(&self, d: usize, name: &str) -> Vec<usize> {
        match (self.ids.get(&(d, name)), self.phase(d, name)) {
            (Some(&n), _) => vec![n],
            (None, Some(p)) => self.of_phase(p),
            _ => Vec::new(),
        }
    }

    fn of_phase(&self, phase: usize) -> Vec<usize> {
        (0..self.steps.len()).filter(|&s| self.phase_of(s) == Some(phase)).collect()
    }

    fn reach(&self, from: &[usize], without: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut todo = from.to_vec();
        while let Some(n) = todo.pop() {
            if n == without || !seen.insert(n) {
                continue;
            }
            let (d, step) = self.steps[n];
            let mut ways: Vec<&Text> = step.next.iter().chain(&step.late).collect();
            ways.extend(step.outcomes().iter().filter_map(|o| o.to.as_ref()));
            ways.extend(step.limit.iter().filter_map(|l| l.then.as_ref()));
            if let StepKind::Parallel { branches, optional, join } = &step.kind {
                ways.extend(branches.iter().chain(optional.iter().map(|o| &o.0)));
                ways.extend(join.iter().filter(|_| branches.is_empty()));
            }
            let phase = self.phase_of(n).map(|p| self.phases[p].1);
            let phase = phase.filter(|p| p.any_order && step.next.is_none());
            ways.extend(phase.and_then(|p| p.next.as_ref()));
            todo.extend(ways.into_iter().flat_map(|t| self.meant(d, t)));
        }
        seen
    }

    pub fn is_over(state: &State) -> bool {
        state.begun && state.ended && !Self::is_left(state)
    }

    /// Something is to be done, or a branch that is home waits for others; one that left for good waits for nothing.
    fn is_left(state: &State) -> bool {
        !state.todo.is_empty() || state.out.values().any(|(_, at_home)| !at_home.is_empty())
    }

    fn phase(&self, d: usize, id: &str) -> Option<usize> {
        let is = |p: &Phase| p.any_order && p.id.as_ref().is_some_and(|t| t.as_str() == id);
        self.phases.iter().position(|(of, p)| *of == d && is(p))
    }

    /// All that can happen next.
    pub fn turns(&self, state: &State) -> Vec<Turn> {
        let mut turns = Vec::new();
        if !state.begun {
            for (n, start) in Self::of(&self.starts, 0) {
                let begun = State { begun: true, ..state.clone() };
                let way = (start.next.as_ref(), &Vec::new());
                self.goes(begun, Thing::Start(n), (0, None), way, &mut turns);
            }
            return turns;
        }
        for (n, (step, branches)) in state.todo.iter().enumerate() {
            let mut rest = state.clone();
            rest.todo.remove(n);
            self.does(&rest, *step, branches, &mut turns);
        }
        self.comes(state, 0, &Vec::new(), &mut turns);
        for (opener, around) in state.out.keys() {
            self.gives_up(state, *opener, around, &mut turns);
            let Opener::Call(call) = *opener else { continue };
            let mut inner = around.clone();
            inner.push((*opener, 0));
            if let Some(callee) = self.called(call) {
                self.comes(state, callee, &inner, &mut turns);
            }
        }
        turns
    }

    /// What may come at any time in a process or sub-process, while there is work in it.
    fn comes(&self, state: &State, document: usize, inner: &Branches, turns: &mut Vec<Turn>) {
        for (n, event) in Self::of(&self.events, document) {
            let named = |phase: &str| event.within_phases.iter().any(|p| p.as_str() == phase);
            let lies = |step: usize| {
                let phase = (step < self.steps.len()).then(|| self.phase_of(step)).flatten();
                let id = phase.and_then(|p| self.phases[p].1.id.as_ref());
                event.within_phases.is_empty() || id.is_some_and(|p| named(p.as_str()))
            };
            // What is done in a sub-process is work in the phase of its call.
            let call = |branches: &Branches| {
                branches[inner.len()..].iter().find_map(|(opener, _)| match opener {
                    Opener::Call(c) => Some(*c),
                    _ => None,
                })
            };
            let home = |opener: &Opener| match opener {
                Opener::Parallel(p) => self.join(*p).is_some_and(lies),
                Opener::Phase(p) => {
                    let id = self.phases[*p].1.id.as_ref();
                    event.within_phases.is_empty() || id.is_some_and(|p| named(p.as_str()))
                }
                Opener::Call(_) => false,
            };
            // A branch that is home waits for the step behind: that one is under way.
            let mut out = state.out.iter().filter(|((_, around), _)| around.starts_with(inner));
            let waits = out.any(|((opener, around), (_, at_home))| {
                !at_home.is_empty() && call(around).map_or_else(|| home(opener), lies)
            });
            let mut todo = state.todo.iter().filter(|(_, branches)| branches.starts_with(inner));
            let works = waits || todo.any(|(step, branches)| lies(call(branches).unwrap_or(*step)));
            let starts = |(step, branches): &(usize, Branches)| {
                *step >= self.steps.len() && frame(branches) == inner.as_slice()
            };
            let began = !state.todo.iter().any(starts);
            let key = (n, inner.clone());
            if works && began && !state.came.contains(&key) {
                let mut alone = state.clone();
                alone.came.insert(key);
                alone.todo.retain(|(_, branches)| !branches.starts_with(inner));
                alone.out.retain(|(_, around), _| !around.starts_with(inner));
                self.goes(alone, Thing::Event(n), (document, None), (event.next.as_ref(), inner), turns);
            }
        }
    }

    fn join(&self, parallel: usize) -> Option<usize> {
        let (d, step) = self.steps[parallel];
        let StepKind::Parallel { join: Some(join), .. } = &step.kind else { return None };
        self.ids.get(&(d, join.as_str())).copied()
    }

    /// The time of a `parallel` or a call is up: what it began is given up, and the case goes on from the step.
    fn gives_up(&self, state: &State, opener: Opener, around: &Branches, turns: &mut Vec<Turn>) {
        let (Opener::Parallel(n) | Opener::Call(n)) = opener else { return };
        let Some(late) = &self.step(n).late else { return };
        let rest = Self::without(state, opener, around);
        let mut turn = Turn { things: Vec::new(), to: rest, runs_on: false, twice: false, lost: false };
        self.arrive(&mut turn, (self.steps[n].0, Some(n)), Some(late), around);
        turns.push(turn);
    }

    /// What is left when a block or sub-process is given up.
    fn without(state: &State, opener: Opener, around: &Branches) -> State {
        let mut rest = state.clone();
        let lies_in = |branches: &Branches| {
            branches.len() > around.len()
                && branches.starts_with(around)
                && branches[around.len()].0 == opener
        };
        rest.todo.retain(|(_, branches)| !lies_in(branches));
        rest.out
            .retain(|(other, branches), _| !(lies_in(branches) || (*other == opener && branches == around)));
        rest
    }

    /// A step is done: each way on is a turn of its own.
    fn does(&self, rest: &State, n: usize, branches: &Branches, turns: &mut Vec<Turn>) {
        if let Some((d, start)) = n.checked_sub(self.steps.len()).map(|s| self.starts[s]) {
            let thing = Thing::Start(n - self.steps.len());
            self.goes(rest.clone(), thing, (d, None), (start.next.as_ref(), branches), turns);
            return;
        }
        let (d, step) = self.steps[n];
        let one = || Turn {
            things: vec![Thing::Step(n)],
            to: rest.clone(),
            runs_on: false,
            twice: false,
            lost: false,
        };
        let then = step.limit.as_ref().and_then(|l| l.then.as_ref());
        if let StepKind::Parallel { branches: all, optional, join } = &step.kind {
            // Each of the first; those of the second whose condition holds.
            for chosen in 0..1usize << optional.len() {
                let some =
                    optional.iter().enumerate().filter(|(o, _)| chosen >> o & 1 == 1).map(|(_, (to, _))| to);
                let begin: Vec<&Text> = all.iter().chain(some).collect();
                let mut turn = one();
                if begin.is_empty() {
                    self.arrive(&mut turn, (d, Some(n)), join.as_ref(), branches);
                } else {
                    self.open(&mut turn, Opener::Parallel(n), &begin, branches);
                }
                turns.push(turn);
            }
            if let Some(then) = then {
                self.goes(rest.clone(), Thing::Step(n), (d, Some(n)), (Some(then), branches), turns);
            }
            return;
        }
        if let (StepKind::Call { start, .. }, Some(callee)) = (&step.kind, self.called(n)) {
            let mut turn = one();
            self.enter(&mut turn, n, callee, start.as_deref(), branches);
            turns.push(turn);
            if let Some(then) = then {
                self.goes(rest.clone(), Thing::Step(n), (d, Some(n)), (Some(then), branches), turns);
            }
            return;
        }
        let outcomes = step.outcomes().iter().filter_map(|o| o.to.as_ref());
        let ways: Vec<&Text> = step.next.iter().chain(outcomes).chain(&step.late).chain(then).collect();
        let any_order = self.phase_of(n).filter(|&p| self.phases[p].1.any_order);
        if let (Some(p), true) = (any_order, step.next.is_none()) {
            let mut turn = one();
            self.home(&mut turn, Opener::Phase(p), branches);
            turns.push(turn);
            return;
        }
        for way in ways {
            self.goes(rest.clone(), Thing::Step(n), (d, Some(n)), (Some(way), branches), turns);
        }
    }

    /// A sub-process begins with the start that its call names.
    fn enter(&self, turn: &mut Turn, call: usize, callee: usize, name: Option<&str>, around: &Branches) {
        let starts = Self::of(&self.starts, callee);
        let is = |s: &Start| name.is_none_or(|name| s.id.as_ref().is_some_and(|id| id.as_str() == name));
        let Some((start, _)) = starts.into_iter().find(|(_, s)| is(s)) else { return };
        let mut inner = around.clone();
        inner.push((Opener::Call(call), 0));
        turn.to.came.retain(|(_, of)| *of != inner);
        let key = (Opener::Call(call), around.clone());
        turn.lost |= turn.to.out.insert(key, (BTreeSet::from([0]), BTreeSet::new())).is_some();
        turn.to.todo.push((self.steps.len() + start, inner));
        turn.to.todo.sort();
    }

    /// An end of a sub-process: the case goes on where it is called. What `stops: everything` stops is in it.
    fn leaves(&self, turn: &mut Turn, end: usize, stops: bool, inner: &[(Opener, usize)]) {
        let Some(((opener @ Opener::Call(call), _), around)) = inner.split_last() else { return };
        let is_inner = |branches: &Branches| branches.starts_with(inner);
        let left =
            turn.to.todo.iter().any(|(_, b)| is_inner(b)) || turn.to.out.keys().any(|(_, b)| is_inner(b));
        turn.lost |= left && !stops;
        turn.to = Self::without(&turn.to, *opener, &around.to_vec());
        let (d, step) = self.steps[*call];
        let id = self.step(end).id();
        let outcome = step.outcomes().iter().find(|o| o.id.as_str() == id).and_then(|o| o.to.as_ref());
        self.arrive(turn, (d, Some(*call)), outcome.or(step.next.as_ref()), &around.to_vec());
    }

    fn goes(
        &self,
        to: State,
        thing: Thing,
        from: (usize, Option<usize>),
        (way, branches): (Option<&Text>, &Branches),
        turns: &mut Vec<Turn>,
    ) {
        let mut turn = Turn { things: vec![thing], to, runs_on: false, twice: false, lost: false };
        self.arrive(&mut turn, from, way, branches);
        turns.push(turn);
    }

    /// A case comes from a step of a document to a step or phase of it, from within some branches.
    fn arrive(
        &self,
        turn: &mut Turn,
        (d, from): (usize, Option<usize>),
        way: Option<&Text>,
        branches: &Branches,
    ) {
        let Some(way) = way else { return };
        let Some(&n) = self.ids.get(&(d, way.as_str())) else {
            let Some(p) = self.phase(d, way.as_str()) else { return };
            let inside = self.of_phase(p);
            let ids: Vec<&Text> = inside.iter().filter_map(|&s| self.step(s).id.as_ref()).collect();
            self.open(turn, Opener::Phase(p), &ids, branches);
            return;
        };
        // The innermost block that meets here, with the blocks within it left behind.
        let meets = |(opener, _): &(Opener, usize)| match opener {
            Opener::Parallel(p) => {
                let from_inside = from == Some(*p) || from.is_some_and(|f| self.inside[p].contains(&f));
                self.join(*p) == Some(n) && from_inside
            }
            Opener::Phase(_) | Opener::Call(_) => false,
        };
        if let Some(at) = branches.iter().rposition(meets) {
            let within = branches[..=at].to_vec();
            self.home(turn, within[at].0, &within);
            return;
        }
        if let StepKind::End { stops_everything, .. } = self.step(n).kind {
            turn.things.push(Thing::Step(n));
            let inner = frame(branches);
            if !inner.is_empty() {
                self.leaves(turn, n, stops_everything, inner);
                return;
            }
            let left = Self::is_left(&turn.to);
            turn.runs_on |= turn.to.ended || (left && !stops_everything);
            turn.to.ended = true;
            if stops_everything {
                turn.to.todo.clear();
                turn.to.out.clear();
            }
            return;
        }
        self.put(turn, n, branches.clone());
    }

    fn put(&self, turn: &mut Turn, n: usize, mut branches: Branches) {
        // Who leaves a block is in none of its branches any more.
        let mut at = 0;
        let inner = frame(&branches).len();
        branches.retain(|(opener, _)| {
            at += 1;
            match opener {
                Opener::Parallel(p) if at > inner => self.inside[p].contains(&n),
                _ => true,
            }
        });
        let same = |(step, other): &(usize, Branches)| *step == n && frame(other) == frame(&branches);
        turn.twice |= turn.to.todo.iter().any(same);
        turn.to.todo.push((n, branches));
        turn.to.todo.sort();
    }

    fn open(&self, turn: &mut Turn, opener: Opener, begin: &[&Text], around: &Branches) {
        let key = (opener, around.clone());
        let same = |(known, other): &(Opener, Branches)| *known == opener && frame(other) == frame(around);
        turn.lost |= turn.to.out.keys().any(same);
        turn.to.out.insert(key, ((0..begin.len()).collect(), BTreeSet::new()));
        for (n, to) in begin.iter().enumerate() {
            let mut branches = around.clone();
            branches.push((opener, n));
            // In a phase in any order, a step is begun as it is; a branch begins where it says.
            match opener {
                Opener::Phase(p) => self.put(turn, self.ids[&(self.phases[p].0, to.as_str())], branches),
                Opener::Parallel(p) => {
                    self.arrive(turn, (self.steps[p].0, Some(p)), Some(to), &branches);
                }
                Opener::Call(_) => {}
            }
        }
    }

    /// A branch has come to where its block meets.
    fn home(&self, turn: &mut Turn, opener: Opener, branches: &Branches) {
        let (around, number) = (branches[..branches.len() - 1].to_vec(), branches[branches.len() - 1].1);
        let key = (opener, around.clone());
        let Some((out, at_home)) = turn.to.out.get_mut(&key) else {
            turn.twice = true;
            return;
        };
        turn.twice |= !at_home.insert(number);
        if at_home.len() < out.len() {
            return;
        }
        turn.to.out.remove(&key);
        match opener {
            Opener::Parallel(p) => {
                let StepKind::Parallel { join, .. } = &self.step(p).kind else { return };
                self.arrive(turn, (self.steps[p].0, Some(p)), join.as_ref(), &around);
            }
            Opener::Phase(p) => {
                let (d, phase) = self.phases[p];
                let of_phase = self.of_phase(p).first().copied();
                self.arrive(turn, (d, of_phase), phase.next.as_ref(), &around);
            }
            Opener::Call(_) => {}
        }
    }

    /// What it counts: ends are done by nobody.
    fn cost(&self, thing: Thing) -> u32 {
        let is_end = |n: usize| matches!(self.step(n).kind, StepKind::End { .. });
        u32::from(!matches!(thing, Thing::Step(n) if is_end(n)))
    }
}

/// All there is to know of a guideline.
#[derive(Debug, Default)]
pub struct Truth {
    pub partial: bool,
    pub trapped: bool,
    /// Least cost of a run that stands still before the end.
    pub stuck: Option<u32>,
    pub runs_on: Option<u32>,
    pub twice: Option<u32>,
    pub happens: BTreeSet<Thing>,
    /// Least cost of a run that breaks the rule.
    pub broken: Option<u32>,
}

/// A rule in the words of the format reference, about things by name.
#[derive(Debug, Clone)]
pub enum Says {
    /// Each time `to` is reached, `through` happened before; with `from`, since the last of it and only after one.
    Path { to: Thing, through: Thing, from: Option<Thing> },
    /// No `never` between `from` and the next `to`.
    Never { from: Thing, to: Thing, never: Thing },
    /// After `step`, `then` always follows, given that the case ends.
    After { step: Thing, then: Thing },
}

impl Says {
    fn first(&self) -> u8 {
        u8::from(matches!(self, Self::Path { from: None, .. }))
    }

    /// What is remembered after something happened, and whether the rule is broken by it. Bit 1: it speaks; bit 2:
    /// what it looks for has happened since.
    fn hears(&self, word: u8, thing: Thing) -> (u8, bool) {
        let (mut speaks, mut seen, mut broken) = (word & 1 == 1, word & 2 == 2, false);
        match self {
            Self::Path { to, through, from } => {
                broken = thing == *to && speaks && !seen;
                if Some(thing) == *from {
                    (speaks, seen) = (true, false);
                }
                seen |= thing == *through;
            }
            Self::Never { from, to, never } => {
                seen |= thing == *never && speaks;
                if thing == *to {
                    broken = seen;
                    (speaks, seen) = (false, false);
                }
                speaks |= thing == *from;
            }
            Self::After { step, then } => {
                speaks &= thing != *then;
                speaks |= thing == *step;
            }
        }
        (u8::from(speaks) | u8::from(seen) << 1, broken)
    }
}

/// Plays every run of the first of some documents, with the sub-processes that it calls, up to so many states.
pub fn truth(documents: &[Guideline], says: Option<&Says>, most: usize) -> Truth {
    let play = Play::new(documents);
    let mut truth = Truth::default();
    let first = State { word: says.map_or(0, Says::first), ..State::default() };
    let mut cost: BTreeMap<State, u32> = BTreeMap::from([(first.clone(), 0)]);
    let mut known: Vec<State> = vec![first];
    let mut heap = BinaryHeap::from([(std::cmp::Reverse(0u32), 0usize)]);
    let mut back: Vec<Vec<usize>> = vec![Vec::new()];
    let mut done: Vec<bool> = vec![false];
    let mut index: HashMap<State, usize> = HashMap::from([(known[0].clone(), 0)]);
    let less = |old: &mut Option<u32>, new: u32| *old = Some(old.map_or(new, |o| o.min(new)));
    while let Some((std::cmp::Reverse(at), n)) = heap.pop() {
        if std::mem::replace(&mut done[n], true) {
            continue;
        }
        let state = known[n].clone();
        let turns = play.turns(&state);
        if Play::is_over(&state) {
            if matches!(says, Some(Says::After { .. })) && state.word & 1 == 1 {
                less(&mut truth.broken, at);
            }
        } else if turns.is_empty() {
            less(&mut truth.stuck, at);
        }
        for mut turn in turns {
            let mut now = at;
            for &thing in &turn.things {
                truth.happens.insert(thing);
                now += play.cost(thing);
                if let Some(says) = says {
                    let (word, broken) = says.hears(turn.to.word, thing);
                    turn.to.word = word;
                    if broken {
                        less(&mut truth.broken, now);
                    }
                }
            }
            if turn.runs_on {
                less(&mut truth.runs_on, now);
            }
            if turn.twice {
                less(&mut truth.twice, now);
                truth.partial = true;
                continue;
            }
            if turn.lost || known.len() >= most {
                truth.partial = true;
                continue;
            }
            let to = *index.entry(turn.to.clone()).or_insert_with(|| {
                known.push(turn.to.clone());
                back.push(Vec::new());
                done.push(false);
                known.len() - 1
            });
            back[to].push(n);
            if cost.get(&turn.to).is_none_or(|&old| now < old) {
                cost.insert(turn.to, now);
                heap.push((std::cmp::Reverse(now), to));
            }
        }
    }
    let mut can: Vec<bool> = known.iter().map(Play::is_over).collect();
    let mut todo: Vec<usize> = (0..known.len()).filter(|&n| can[n]).collect();
    while let Some(n) = todo.pop() {
        for &b in &back[n] {
            if !std::mem::replace(&mut can[b], true) {
                todo.push(b);
            }
        }
    }
    truth.trapped = !truth.partial && can.contains(&false);
    truth
}
