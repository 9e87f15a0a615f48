//! What is remembered of a run to tell whether it breaks a rule: a word beside the tokens.

/// What a node means to a rule; several may hold of one node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Mark {
    /// The rule begins to speak.
    From = 1,
    /// What must have been preceded, or followed.
    To = 2,
    /// What is asked for, or forbidden, between.
    Between = 4,
    /// Runs that come here are left out.
    Unless = 8,
}

/// What a rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Before each `To` there was a `Between` (since the last `From`, if there is any such mark).
    Through,
    /// There is no `Between` between a `From` and the next `To`.
    Never,
    /// After a `From` comes a `To` before the process is over.
    After,
}

/// Watches one rule.
#[derive(Debug, Clone)]
pub(crate) struct Monitor {
    pub(crate) form: Form,
    /// By node of the kernel: its marks.
    pub(crate) marks: Vec<u8>,
    /// By node of the kernel: it fires before anything else may.
    pub(crate) at_once: Vec<bool>,
    /// The rule speaks from the beginning.
    pub(crate) armed: bool,
    /// Some runs are left out: whether one is broken shows only once it is over.
    pub(crate) wait: bool,
}

const ARMED: u64 = 1;
const SEEN: u64 = 2;
const BROKEN: u64 = 4;

impl Monitor {
    /// What is remembered at first.
    pub(super) fn first(&self) -> u64 {
        u64::from(self.armed) * ARMED
    }

    /// Whether a node fires before anything else may.
    pub(super) fn hurries(&self, node: u32) -> bool {
        self.at_once.get(node as usize) == Some(&true)
    }

    /// Whether runs through a node are left out.
    pub(super) fn forbids(&self, node: u32) -> bool {
        self.is(node, Mark::Unless)
    }

    fn is(&self, node: u32, mark: Mark) -> bool {
        self.marks.get(node as usize).is_some_and(|m| m & mark as u8 != 0)
    }

    /// What is remembered after a node has fired, and whether the rule is broken by it.
    pub(super) fn step(&self, word: u64, node: u32) -> (u64, bool) {
        if word & BROKEN != 0 || self.marks.get(node as usize).is_none_or(|&m| m == 0) {
            return (word, false);
        }
        let is = |mark| self.is(node, mark);
        let mut word = word;
        let mut broken = false;
        match self.form {
            Form::Through => {
                broken = is(Mark::To) && word & ARMED != 0 && word & SEEN == 0;
                if is(Mark::From) {
                    word = ARMED;
                }
                if is(Mark::Between) {
                    word |= SEEN;
                }
            }
            Form::Never => {
                if is(Mark::Between) && word & ARMED != 0 {
                    word |= SEEN;
                }
                if is(Mark::To) {
                    broken = word & SEEN != 0;
                    word = 0;
                }
                if is(Mark::From) {
                    word |= ARMED;
                }
            }
            Form::After => {
                if is(Mark::To) {
                    word = 0;
                }
                if is(Mark::From) {
                    word = ARMED;
                }
            }
        }
        if broken && self.wait {
            return (BROKEN, false);
        }
        (word, broken)
    }

    /// Whether the rule is broken once the process is over.
    pub(super) fn is_broken_at_end(&self, word: u64) -> bool {
        word & BROKEN != 0 || (self.form == Form::After && word & ARMED != 0)
    }
}
