//! The states that a run can come to, and what is true of them.

use super::super::kernel::Kernel;
use super::super::verdict::Answer;
use super::super::work::NONE;
use super::Found;
use super::doom::is_doomed;
use super::examples::Sample;
use super::game::Game;
use super::monitor::Monitor;
use super::states::States;

/// So many moves are kept (32 MB): where hundreds of things can be done in each state, a budget of states says little.
const MOST_MOVES: usize = 4_000_000;

/// So many ways are looked at to find states from which there is surely no end.
const MOST_LOOKS: usize = 4_000_000;

/// The explored states and the moves between them.
#[expect(clippy::struct_excessive_bools, reason = "five things that can be true together")]
pub(crate) struct Space<'a> {
    pub(super) game: Game<'a>,
    pub(super) states: States,
    /// By state: where its moves begin.
    at: Vec<usize>,
    /// The states that moves lead to ([`NONE`]: not looked at), and what they count, state by state.
    moves: Vec<(u32, u32)>,
    fired: Vec<bool>,
    /// Some way got more tokens than fit.
    pub(super) over: bool,
    /// The budget was used up.
    pub(super) cut: bool,
    pub(super) double: bool,
    pub(super) runs_on: bool,
    /// The rule that is watched is broken.
    pub(super) broken: bool,
    /// Some state has no move though the process is not over.
    pub(super) stands: bool,
}

impl<'a> Space<'a> {
    /// Looks at all states that hold up to so many bits of tokens on a way, at most `budget`.
    pub(super) fn explore(
        kernel: &'a Kernel,
        bits: u32,
        budget: usize,
        monitor: Option<&'a Monitor>,
    ) -> Self {
        let game = Game::new(kernel, bits, monitor);
        let states = States::new(game.first().len());
        let mut space = Self {
            cut: game.too_many_choices,
            game,
            states,
            at: vec![0],
            moves: Vec::new(),
            fired: vec![false; kernel.nodes.len()],
            over: false,
            double: false,
            runs_on: false,
            broken: false,
            stands: false,
        };
        let first = space.game.first();
        space.states.intern(&first, budget.max(1));
        if space.game.too_large {
            space.cut = true;
            space.moves.push((NONE, 0));
            space.at.push(1);
            return space;
        }
        let (mut state, mut next) = (Vec::new(), Vec::new());
        let mut todo = 0;
        while (todo as usize) < space.states.len() {
            if space.moves.len() < MOST_MOVES {
                state.clear();
                state.extend_from_slice(space.states.get(todo));
                space.follow(&state, &mut next, budget);
            } else {
                // It may lead anywhere.
                space.cut = true;
                space.moves.push((NONE, 0));
            }
            space.at.push(space.moves.len());
            todo += 1;
        }
        space
    }

    fn follow(&mut self, state: &[u64], next: &mut Vec<u64>, budget: usize) {
        let Self { game, states, moves, fired, over, cut, double, runs_on, stands, broken, .. } = self;
        let before = moves.len();
        let bits = game.bits;
        let mut idle = Vec::new();
        game.moves(
            state,
            |m| {
                fired[m.node as usize] = true;
                let effect = game.play(state, m, next);
                *double |= effect.double;
                *runs_on |= effect.runs_on;
                *broken |= effect.breaks;
                // What comes after a step that runs twice is for the search with more tokens.
                let over_now = effect.over || (effect.now && bits == 1);
                *over |= over_now;
                let to = if over_now { None } else { states.intern(next, budget) };
                *cut |= to.is_none() && !over_now;
                moves.push((to.unwrap_or(NONE), effect.cost));
            },
            |v| idle.push(v),
        );
        for v in idle {
            fired[v as usize] = true;
        }
        let is_final = game.is_final(state);
        *stands |= moves.len() == before && !is_final;
        *broken |= is_final && game.broken_at_end(state);
    }

    /// How many states were looked at.
    pub(super) fn len(&self) -> usize {
        self.states.len()
    }

    /// By node of the kernel: it fired.
    pub(super) fn into_fired(self) -> Vec<bool> {
        self.fired
    }

    /// Whether some step can run twice at once.
    pub(super) fn is_unsafe(&self) -> bool {
        self.over || self.double
    }

    /// The moves of a state: where they lead and what they count.
    pub(super) fn moves(&self, state: u32) -> &[(u32, u32)] {
        &self.moves[self.at[state as usize]..self.at[state as usize + 1]]
    }

    /// By state: whether the process can still come to its end from it, or perhaps can.
    pub(super) fn can_finish(&self) -> Vec<bool> {
        let count = self.states.len();
        let ids = || 0..super::super::net::index(count);
        // Moves backwards, by target.
        let mut at = vec![0usize; count + 1];
        for &(to, _) in self.moves.iter().filter(|m| m.0 != NONE) {
            at[to as usize + 1] += 1;
        }
        for n in 0..count {
            at[n + 1] += at[n];
        }
        let mut fill = at.clone();
        let mut from = vec![0u32; at[count]];
        for s in ids() {
            for &(to, _) in self.moves(s).iter().filter(|m| m.0 != NONE) {
                from[fill[to as usize]] = s;
                fill[to as usize] += 1;
            }
        }
        let mut can = vec![false; count];
        let mut looks = MOST_LOOKS / (self.game.kernel.edges.len() + 1);
        let mut open = |s: u32| {
            let state = self.states.get(s);
            if self.game.is_final(state) {
                return true;
            }
            let leads_out = self.moves(s).iter().any(|m| m.0 == NONE);
            if leads_out && looks > 0 {
                looks -= 1;
                return !is_doomed(&self.game, state);
            }
            leads_out
        };
        let mut todo: Vec<u32> = ids().filter(|&s| open(s)).collect();
        while let Some(s) = todo.pop() {
            if !std::mem::replace(&mut can[s as usize], true) {
                todo.extend_from_slice(&from[at[s as usize]..at[s as usize + 1]]);
            }
        }
        can
    }

    /// The answers, with an example for each no.
    pub(super) fn found(self, safe: Answer, mut samples: Vec<Sample>) -> Found {
        let partial = self.cut || self.over;
        let or = |no: bool| match (no, partial) {
            (true, _) => Answer::No,
            (false, false) => Answer::Yes,
            (false, true) => Answer::Undecided,
        };
        // With too many choices at an inclusive split, a state without followers may have some.
        let sure = !self.game.too_many_choices;
        let can = self.can_finish();
        let trapped = sure && can.contains(&false);
        let (mut option, proper) = (or(trapped), or(self.runs_on));
        if trapped {
            samples.extend(if self.stands { self.stuck() } else { self.trapped(&can) });
        } else if self.cut && sure && !self.game.too_large {
            let found = self.dive();
            if found.is_some() {
                option = Answer::No;
            }
            samples.extend(found);
        }
        if self.runs_on {
            samples.extend(self.goes_on());
        }
        let (states, fired) = (self.len(), self.fired);
        Found {
            option,
            proper,
            safe,
            fired,
            is_all: !partial,
            over: self.over,
            cut: self.cut,
            states,
            samples,
        }
    }
}
