//! Exact search on what reduction leaves: every state that a run can come to, up to a budget.
//!
//! States are searched in breadth. Whether a run can still finish is asked backwards, from the states in which the
//! process is over, so that going round for ever counts as much as standing still. States whose followers were not
//! all looked at (the budget, or more tokens on a way than can be written down) may lead anywhere: from them,
//! nothing is concluded but what holds whatever they lead to (`doom`).

mod doom;
mod examples;
mod game;
mod monitor;
mod round;
mod space;
mod states;
mod walk;

pub(super) use examples::{Sample, Waiting};
pub(super) use monitor::{Form, Mark, Monitor};
pub(super) use space::Space;

use super::kernel::Kernel;
use super::verdict::{Answer, Reason};

/// What a search found out.
pub(super) struct Found {
    pub(super) option: Answer,
    pub(super) proper: Answer,
    pub(super) safe: Answer,
    /// By node of the kernel: it fired, or could have if it had a way out.
    pub(super) fired: Vec<bool>,
    /// Whether nodes that did not fire never do.
    pub(super) is_all: bool,
    /// Whether some step ran twice, and what comes after it was left out.
    pub(super) over: bool,
    /// Whether the budget was used up.
    pub(super) cut: bool,
    /// How many states were looked at.
    pub(super) states: usize,
    /// One for each property that does not hold.
    pub(super) samples: Vec<Sample>,
}

/// How many states are looked at once more tokens are let in: the main thing is known by then.
const MOST_OVER: usize = 20_000;

/// Searches a kernel through, as far as no step runs twice. `plain`: nothing runs side by side.
pub(super) fn search(kernel: &Kernel, budget: usize, plain: bool) -> Found {
    if plain && walk::can_walk(kernel) {
        return walk::walk(kernel);
    }
    let space = Space::explore(kernel, 1, budget, None);
    let safe = match (space.is_unsafe(), space.cut) {
        (true, _) => Answer::No,
        (false, false) => Answer::Yes,
        (false, true) => Answer::Undecided,
    };
    let samples: Vec<Sample> = space.twice().into_iter().collect();
    space.found(safe, samples)
}

/// Once a step can run twice: lets up to three tokens on a way, to see what else goes wrong. Takes over what was
/// found of that.
pub(super) fn search_on(kernel: &Kernel, budget: usize, before: &Found) -> Found {
    let space = Space::explore(kernel, 2, budget.min(MOST_OVER), None);
    let twice = before.samples.iter().filter(|s| s.reason == Reason::RunsTwice).cloned().collect();
    let mut found = space.found(before.safe, twice);
    found.states += before.states;
    found.cut |= before.cut;
    found
}

/// What was found out of a rule.
pub(super) struct Watched {
    pub(super) answer: Answer,
    pub(super) sample: Option<Sample>,
    /// By node of the kernel: it fired.
    pub(super) fired: Vec<bool>,
}

/// Looks for a run that breaks a rule.
pub(super) fn watch(kernel: &Kernel, monitor: &Monitor, budget: usize) -> Watched {
    let first = Space::explore(kernel, 1, budget, Some(monitor));
    // With steps that run twice, a run that keeps to single tokens is as good an example as any, if there is one.
    let space = if first.over && !first.broken {
        Space::explore(kernel, 2, budget.min(MOST_OVER), Some(monitor))
    } else {
        first
    };
    let partial = space.cut || space.over;
    let answer = match (space.broken, partial) {
        (true, _) => Answer::No,
        (false, false) => Answer::Yes,
        (false, true) => Answer::Undecided,
    };
    let sample = space.breaks();
    Watched { answer, sample, fired: space.into_fired() }
}
