//! Letters by document: how often each role has which, and where one is missing. Gathered once; matrices of parts,
//! processes and the whole company are sums of these.

use super::flows::is_real;
use crate::model::{Guideline, Handbook, Letter, RaciScheme, RoleOrGroup, Step, StepKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A group of more roles than this keeps a column of its own.
const SMALL_GROUP: usize = 6;

/// Who a letter is given to: roles in declared order, then groups, then names that nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Column<'a> {
    /// A role, by index.
    Role(usize),
    /// A large or empty group, by index.
    Group(usize),
    /// Everybody inside.
    All,
    /// A name that is neither.
    Unknown(&'a str),
}

/// How often each letter, in the order of [`Letter::ALL`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Counts([usize; Letter::ALL.len()]);

impl Counts {
    /// One more of a letter.
    fn add(&mut self, letter: Letter) {
        for (known, count) in Letter::ALL.into_iter().zip(&mut self.0) {
            if known == letter {
                *count += 1;
            }
        }
    }

    /// Those of another on top.
    pub(crate) fn extend(&mut self, other: Self) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            *own += more;
        }
    }

    /// Letters that are there at all, with how often.
    pub(crate) fn each(self) -> impl Iterator<Item = (Letter, usize)> {
        Letter::ALL.into_iter().zip(self.0).filter(|(_, count)| *count > 0)
    }

    /// What has to be done or answered for: R, D and A.
    pub(crate) fn load(self) -> usize {
        self.each().filter(|(l, _)| matches!(l, Letter::R | Letter::D | Letter::A)).map(|(_, n)| n).sum()
    }
}

/// The letters of one document.
#[derive(Debug, Clone, Default, Hash)]
pub(crate) struct Tally<'a> {
    /// By role.
    pub(crate) counts: BTreeMap<Column<'a>, Counts>,
    /// Steps that have a letter or need one.
    pub(crate) steps: usize,
    /// Steps that need a letter nobody has, with that letter.
    pub(crate) lacks: Vec<(usize, Letter)>,
}

/// The letters of every document of the edition that is written and not withdrawn, by index.
pub(crate) fn tally<'a>(handbook: &'a Handbook, shown: &[bool]) -> Vec<Tally<'a>> {
    let mut known: HashMap<&'a str, Vec<Column<'a>>> = HashMap::new();
    let of = |(n, g): (usize, &'a Guideline)| {
        if shown.get(n) == Some(&true) && is_real(g) {
            document(handbook, g, &mut known)
        } else {
            Tally::default()
        }
    };
    handbook.guidelines.iter().enumerate().map(of).collect()
}

fn document<'a>(
    h: &'a Handbook,
    g: &'a Guideline,
    known: &mut HashMap<&'a str, Vec<Column<'a>>>,
) -> Tally<'a> {
    let mut tally = Tally::default();
    for (n, step) in g.steps.iter().enumerate() {
        let held = g.letters(step);
        let lacks = lacks(h, g, step);
        tally.steps += usize::from(!held.is_empty() || !lacks.is_empty());
        for letter in held {
            let mut to: BTreeSet<Column<'a>> = BTreeSet::new();
            for name in letter.cast.names() {
                to.extend(known.entry(name.as_str()).or_insert_with(|| columns(h, name)).iter());
            }
            for column in to {
                tally.counts.entry(column).or_default().add(letter.letter);
            }
        }
        tally.lacks.extend(lacks.into_iter().map(|l| (n, l)));
    }
    tally
}

/// The letters that a step needs and nobody has: who does a task, who answers for it, who takes a decision.
pub(crate) fn lacks(h: &Handbook, g: &Guideline, step: &Step) -> Vec<Letter> {
    let does = if h.settings.raci == RaciScheme::Daci { Letter::D } else { Letter::R };
    let mut lacks = Vec::new();
    if matches!(step.kind, StepKind::Do) && g.doers(step).is_none() {
        lacks.push(does);
    }
    if step.kind.takes_defaults() && g.letter(step, Letter::A).is_none() {
        lacks.push(Letter::A);
    }
    lacks
}

/// The columns that a name stands for: small groups are their roles.
pub(crate) fn columns<'a>(h: &'a Handbook, name: &'a str) -> Vec<Column<'a>> {
    let whole = match h.party(name) {
        Some(RoleOrGroup::Role(n)) => return vec![Column::Role(n)],
        Some(RoleOrGroup::Group(n)) => Column::Group(n),
        Some(RoleOrGroup::All) => Column::All,
        None => return vec![Column::Unknown(name)],
    };
    let roles = h.expand(name);
    if roles.is_empty() || roles.len() > SMALL_GROUP {
        return vec![whole];
    }
    let role = |r: &crate::model::Role| match h.party(r.id.as_str()) {
        Some(RoleOrGroup::Role(n)) => Some(Column::Role(n)),
        _ => None,
    };
    roles.into_iter().filter_map(role).collect()
}
