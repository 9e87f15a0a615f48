//! Plays a guideline straight from the words of the format reference: steps that are to be done, branches that are out,
//! ends. It knows nothing of nets, and shares no code with what lowers and searches them. Slow and plain on purpose.
//!
//! A step that is to be done carries the branches it lies in: of each block around it the step that opened it and the
//! number of the branch. When it comes to the step at which the innermost of these blocks meets, the branch is home;
//! once all that began are, that step is to be done, in the branches around the block.

use guidepost::model::{Guideline, Phase, StepKind, Text};
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
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct State {
    begun: bool,
    /// Steps that are to be done, with the branches they lie in.
    todo: Vec<(usize, Branches)>,
    /// Blocks under way: opener and the branches around it; which branches are out, which are home.
    out: BTreeMap<(Opener, Branches), (BTreeSet<usize>, BTreeSet<usize>)>,
    ended: bool,
    came: BTreeSet<usize>,
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
    g: &'g Guideline,
    ids: HashMap<&'g str, usize>,
    /// By `parallel` step: what lies inside its block.
    inside: HashMap<usize, BTreeSet<usize>>,
}

impl<'g> Play<'g> {
    pub fn new(g: &'g Guideline) -> Self {
        let mut ids = HashMap::new();
        for (n, step) in g.steps.iter().enumerate() {
            ids.entry(step.id()).or_insert(n);
        }
        let mut play = Self { g, ids, inside: HashMap::new() };
        for n in 0..g.steps.len() {
            if let Some(inside) = play.block(n) {
                play.inside.insert(n, inside);
            }
        }
        play
    }

    /// Inside a block is what can be reached only through its `parallel` step: neither from a start nor from where it
    /// meets is there a way round it.
    fn block(&self, parallel: usize) -> Option<BTreeSet<usize>> {
        let StepKind::Parallel { branches, optional, .. } = &self.g.steps[parallel].kind else { return None };
        let join = self.join(parallel)?;
        let starts = self.g.starts.iter().filter_map(|s| s.next.as_ref());
        let events = self.g.anytime.iter().filter_map(|a| a.next.as_ref());
        let heads: Vec<usize> =
            branches.iter().chain(optional.iter().map(|o| &o.0)).flat_map(|t| self.meant(t)).collect();
        let begins: Vec<usize> = starts.chain(events).flat_map(|t| self.meant(t)).chain([join]).collect();
        let round = self.reach(&begins, parallel);
        let mut within = self.reach(&heads, parallel);
        within.retain(|n| !round.contains(n) && *n != join);
        Some(within)
    }

    /// The steps that a name leads to: itself, or all steps of a phase in any order.
    fn meant(&self, name: &str) -> Vec<usize> {
        match (self.ids.get(name), self.phase(name)) {
            (Some(&n), _) => vec![n],
            (None, Some((p, _))) => {
                (0..self.g.steps.len()).filter(|&s| self.g.steps[s].phase == Some(p)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn reach(&self, from: &[usize], without: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut todo = from.to_vec();
        while let Some(n) = todo.pop() {
            if n == without || !seen.insert(n) {
                continue;
            }
            let step = &self.g.steps[n];
            let mut ways: Vec<&Text> = step.next.iter().chain(&step.late).collect();
            ways.extend(step.outcomes().iter().filter_map(|o| o.to.as_ref()));
            ways.extend(step.limit.iter().filter_map(|l| l.then.as_ref()));
            if let StepKind::Parallel { branches, optional, join } = &step.kind {
                ways.extend(branches.iter().chain(optional.iter().map(|o| &o.0)));
                ways.extend(join.iter().filter(|_| branches.is_empty()));
            }
            let phase = step.phase.map(|p| &self.g.phases[p]).filter(|p| p.any_order && step.next.is_none());
            ways.extend(phase.and_then(|p| p.next.as_ref()));
            todo.extend(ways.into_iter().flat_map(|t| self.meant(t)));
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

    fn phase(&self, id: &str) -> Option<(usize, &'g Phase)> {
        let is = |p: &Phase| p.any_order && p.id.as_ref().is_some_and(|t| t.as_str() == id);
        self.g.phases.iter().enumerate().find(|(_, p)| is(p))
    }

    /// All that can happen next.
    pub fn turns(&self, state: &State) -> Vec<Turn> {
        let mut turns = Vec::new();
        if !state.begun {
            for (n, start) in self.g.starts.iter().enumerate() {
                let begun = State { begun: true, ..state.clone() };
                self.goes(begun, Thing::Start(n), None, (start.next.as_ref(), &Vec::new()), &mut turns);
            }
            return turns;
        }
        for (n, (step, branches)) in state.todo.iter().enumerate() {
            let mut rest = state.clone();
            rest.todo.remove(n);
            self.does(&rest, *step, branches, &mut turns);
        }
        for (opener, around) in state.out.keys() {
            self.gives_up(state, *opener, around, &mut turns);
        }
        for (n, event) in self.g.anytime.iter().enumerate() {
            let named = |phase: &str| event.within_phases.iter().any(|p| p.as_str() == phase);
            let lies = |step: usize| {
                let phase = self.g.steps[step].phase.and_then(|p| self.g.phases[p].id.as_ref());
                event.within_phases.is_empty() || phase.is_some_and(|p| named(p.as_str()))
            };
            let home = |opener: &Opener| match opener {
                Opener::Parallel(p) => self.join(*p).is_some_and(lies),
                Opener::Phase(p) => {
                    let id = self.g.phases[*p].id.as_ref();
                    event.within_phases.is_empty() || id.is_some_and(|p| named(p.as_str()))
                }
            };
            // A branch that is home waits for the step behind: that one is under way.
            let waits =
                state.out.iter().any(|((opener, _), (_, at_home))| !at_home.is_empty() && home(opener));
            let works = state.todo.iter().any(|(step, _)| lies(*step)) || waits;
            if works && !state.came.contains(&n) {
                let mut came = state.came.clone();
                came.insert(n);
                let alone =
                    State { begun: true, ended: state.ended, came, word: state.word, ..State::default() };
                self.goes(alone, Thing::Event(n), None, (event.next.as_ref(), &Vec::new()), &mut turns);
            }
        }
        turns
    }

    /// The time of a `parallel` is up: its branches are given up, and the case goes on from the step.
    fn gives_up(&self, state: &State, opener: Opener, around: &Branches, turns: &mut Vec<Turn>) {
        let Opener::Parallel(p) = opener else { return };
        let Some(late) = &self.g.steps[p].late else { return };
        let mut rest = state.clone();
        let lies_in = |branches: &Branches| {
            branches.len() > around.len()
                && branches.starts_with(around)
                && branches[around.len()].0 == opener
        };
        rest.todo.retain(|(_, branches)| !lies_in(branches));
        rest.out
            .retain(|(other, branches), _| !(lies_in(branches) || (*other == opener && branches == around)));
        let mut turn = Turn { things: Vec::new(), to: rest, runs_on: false, twice: false, lost: false };
        self.arrive(&mut turn, Some(p), Some(late), around);
        turns.push(turn);
    }

    fn join(&self, parallel: usize) -> Option<usize> {
        let StepKind::Parallel { join: Some(join), .. } = &self.g.steps[parallel].kind else { return None };
        self.ids.get(join.as_str()).copied()
    }

    /// A step is done: each way on is a turn of its own.
    fn does(&self, rest: &State, n: usize, branches: &Branches, turns: &mut Vec<Turn>) {
        let step = &self.g.steps[n];
        let any_order = step.phase.filter(|&p| self.g.phases[p].any_order);
        if let StepKind::Parallel { branches: all, optional, join } = &step.kind {
            // Each of the first; those of the second whose condition holds.
            for chosen in 0..1usize << optional.len() {
                let some =
                    optional.iter().enumerate().filter(|(o, _)| chosen >> o & 1 == 1).map(|(_, (to, _))| to);
                let begin: Vec<&Text> = all.iter().chain(some).collect();
                let mut turn = Turn {
                    things: vec![Thing::Step(n)],
                    to: rest.clone(),
                    runs_on: false,
                    twice: false,
                    lost: false,
                };
                if begin.is_empty() {
                    self.arrive(&mut turn, Some(n), join.as_ref(), branches);
                } else {
                    self.open(&mut turn, Opener::Parallel(n), &begin, branches);
                }
                turns.push(turn);
            }
            if let Some(then) = step.limit.as_ref().and_then(|l| l.then.as_ref()) {
                self.goes(rest.clone(), Thing::Step(n), Some(n), (Some(then), branches), turns);
            }
            return;
        }
        let outcomes = step.outcomes().iter().filter_map(|o| o.to.as_ref());
        let then = step.limit.as_ref().and_then(|l| l.then.as_ref());
        let ways: Vec<&Text> = step.next.iter().chain(outcomes).chain(&step.late).chain(then).collect();
        if let (Some(p), true) = (any_order, step.next.is_none()) {
            let mut turn = Turn {
                things: vec![Thing::Step(n)],
                to: rest.clone(),
                runs_on: false,
                twice: false,
                lost: false,
            };
            self.home(&mut turn, Opener::Phase(p), branches);
            turns.push(turn);
            return;
        }
        for way in ways {
            self.goes(rest.clone(), Thing::Step(n), Some(n), (Some(way), branches), turns);
        }
    }

    fn goes(
        &self,
        to: State,
        thing: Thing,
        from: Option<usize>,
        (way, branches): (Option<&Text>, &Branches),
        turns: &mut Vec<Turn>,
    ) {
        let mut turn = Turn { things: vec![thing], to, runs_on: false, twice: false, lost: false };
        self.arrive(&mut turn, from, way, branches);
        turns.push(turn);
    }

    /// A case comes from a step to a step or phase, from within some branches.
    fn arrive(&self, turn: &mut Turn, from: Option<usize>, way: Option<&Text>, branches: &Branches) {
        let Some(way) = way else { return };
        let Some(&n) = self.ids.get(way.as_str()) else {
            let Some((p, _)) = self.phase(way.as_str()) else { return };
            let inside: Vec<usize> =
                (0..self.g.steps.len()).filter(|&s| self.g.steps[s].phase == Some(p)).collect();
            let ids: Vec<&Text> = inside.iter().filter_map(|&s| self.g.steps[s].id.as_ref()).collect();
            self.open(turn, Opener::Phase(p), &ids, branches);
            return;
        };
        // The innermost block that meets here, with the blocks within it left behind.
        let meets = |(opener, _): &(Opener, usize)| match opener {
            Opener::Parallel(p) => {
                let from_inside = from == Some(*p) || from.is_some_and(|f| self.inside[p].contains(&f));
                self.join(*p) == Some(n) && from_inside
            }
            Opener::Phase(_) => false,
        };
        if let Some(at) = branches.iter().rposition(meets) {
            let within = branches[..=at].to_vec();
            self.home(turn, within[at].0, &within);
            return;
        }
        if let StepKind::End { stops_everything, .. } = self.g.steps[n].kind {
            turn.things.push(Thing::Step(n));
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
        branches.retain(|(opener, _)| match opener {
            Opener::Parallel(p) => self.inside[p].contains(&n),
            Opener::Phase(_) => true,
        });
        turn.twice |= turn.to.todo.iter().any(|(step, _)| *step == n);
        turn.to.todo.push((n, branches));
        turn.to.todo.sort();
    }

    fn open(&self, turn: &mut Turn, opener: Opener, begin: &[&Text], around: &Branches) {
        let key = (opener, around.clone());
        turn.lost |= turn.to.out.keys().any(|(known, _)| *known == opener);
        turn.to.out.insert(key, ((0..begin.len()).collect(), BTreeSet::new()));
        for (n, to) in begin.iter().enumerate() {
            let mut branches = around.clone();
            branches.push((opener, n));
            // In a phase in any order, a step is begun as it is; a branch begins where it says.
            match opener {
                Opener::Phase(_) => self.put(turn, self.ids[to.as_str()], branches),
                Opener::Parallel(p) => self.arrive(turn, Some(p), Some(to), &branches),
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
                let StepKind::Parallel { join, .. } = &self.g.steps[p].kind else { return };
                self.arrive(turn, Some(p), join.as_ref(), &around);
            }
            Opener::Phase(p) => {
                let of_phase = self.g.steps.iter().position(|s| s.phase == Some(p));
                self.arrive(turn, of_phase, self.g.phases[p].next.as_ref(), &around);
            }
        }
    }

    /// What it counts: ends are done by nobody.
    fn cost(&self, thing: Thing) -> u32 {
        let is_end = |n: usize| matches!(self.g.steps[n].kind, StepKind::End { .. });
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

/// Plays every run, up to so many states.
pub fn truth(g: &Guideline, says: Option<&Says>, most: usize) -> Truth {
    let play = Play::new(g);
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
