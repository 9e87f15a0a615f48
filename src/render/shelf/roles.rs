//! What each role does, by letter, over all documents of the edition.

use crate::model::{Guideline, Handbook, HouseRule, Letter, Role, RuleForm, StepKind, Text};
use foldhash::HashMap;

/// A role's letter at a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct StepUse {
    /// Index of the document.
    pub(crate) document: usize,
    /// Index of the step.
    pub(crate) step: usize,
    /// The letter.
    pub(crate) letter: Letter,
    /// Whether the step is a decision.
    pub(crate) decides: bool,
    /// Whether the letter comes from the guideline's defaults.
    pub(crate) inherited: bool,
}

/// Everything that names one role.
#[derive(Debug, Clone, Default, Hash)]
pub(crate) struct RoleShelf {
    /// Its letters, in order of document and step.
    pub(crate) steps: Vec<StepUse>,
    /// Steps that wait for it: document and step.
    pub(crate) awaited: Vec<(usize, usize)>,
    /// Documents it owns.
    pub(crate) owns: Vec<usize>,
    /// Documents it confirms.
    pub(crate) reads: Vec<usize>,
    /// Documents that are given to it.
    pub(crate) given: Vec<usize>,
    /// Roles whose deputy it is.
    pub(crate) stands_in: Vec<usize>,
    /// Rules that hand its decisions on, and those that hand decisions to it: document (none for a rule of the
    /// house) and rule.
    pub(crate) hands_on: Vec<(Option<usize>, usize)>,
    pub(crate) is_handed: Vec<(Option<usize>, usize)>,
    /// Recurring duties: document and duty.
    pub(crate) duties: Vec<(usize, usize)>,
    /// Responsibilities: document and entry.
    pub(crate) responsibilities: Vec<(usize, usize)>,
    /// KPIs it owns: document and KPI.
    pub(crate) kpis: Vec<(usize, usize)>,
    /// Processes it owns.
    pub(crate) processes: Vec<usize>,
    /// Groups it belongs to.
    pub(crate) groups: Vec<usize>,
}

/// Sorts the documents that are shown. A name may be a group: then each of its roles has it, once per step.
pub(crate) fn sort(handbook: &Handbook, shown: &[bool]) -> Vec<RoleShelf> {
    let mut sorter = Sorter::new(handbook);
    for (n, g) in handbook.guidelines.iter().enumerate().filter(|(n, _)| shown[*n]) {
        sorter.document(n, g);
    }
    for (n, p) in handbook.landscape.processes.iter().enumerate() {
        sorter.each(p.owner.iter(), |shelf| shelf.processes.push(n));
    }
    for (n, role) in handbook.organisation.roles.iter().enumerate() {
        sorter.each(role.deputies.iter(), |shelf| shelf.stands_in.push(n));
    }
    sorter.delegations(None, &handbook.settings.rules);
    for (n, group) in handbook.organisation.groups.iter().enumerate() {
        sorter.each(group.roles.iter(), |shelf| shelf.groups.push(n));
    }
    sorter.shelves
}

struct Sorter<'a> {
    shelves: Vec<RoleShelf>,
    /// Roles of each role, group and `all`, by name.
    members: HashMap<&'a str, Vec<usize>>,
    /// Which list of names is under way, and in which each role was met last.
    turn: usize,
    seen: Vec<usize>,
}

impl<'a> Sorter<'a> {
    fn new(handbook: &'a Handbook) -> Self {
        let roles = &handbook.organisation.roles;
        let index: HashMap<&str, usize> =
            roles.iter().enumerate().rev().map(|(n, r)| (r.id.as_str(), n)).collect();
        let indices = |found: Vec<&Role>| -> Vec<usize> {
            found.iter().filter_map(|r| index.get(r.id.as_str()).copied()).collect()
        };
        let groups = handbook.organisation.groups.iter().map(|g| g.id.as_str());
        let names = roles.iter().map(|r| r.id.as_str()).chain(groups).chain(["all"]);
        Self {
            shelves: vec![RoleShelf::default(); roles.len()],
            turn: 0,
            seen: vec![0; roles.len()],
            members: names.map(|name| (name, indices(handbook.expand(name)))).collect(),
        }
    }

    fn each<'t>(&mut self, names: impl Iterator<Item = &'t Text>, mut add: impl FnMut(&mut RoleShelf)) {
        self.turn += 1;
        for name in names {
            for &role in self.members.get(name.as_str()).into_iter().flatten() {
                if let (Some(seen), Some(shelf)) = (self.seen.get_mut(role), self.shelves.get_mut(role))
                    && std::mem::replace(seen, self.turn) != self.turn
                {
                    add(shelf);
                }
            }
        }
    }

    fn document(&mut self, n: usize, g: &Guideline) {
        self.each(g.owner.iter(), |shelf| shelf.owns.push(n));
        self.each(g.acknowledge.iter(), |shelf| shelf.reads.push(n));
        self.each(g.distribution.iter(), |shelf| shelf.given.push(n));
        self.delegations(Some(n), &g.rules);
        for (d, duty) in g.duties.iter().enumerate() {
            self.each(duty.who.iter(), |shelf| shelf.duties.push((n, d)));
        }
        for (r, entry) in g.responsibilities.iter().enumerate() {
            self.each(std::iter::once(&entry.who), |shelf| shelf.responsibilities.push((n, r)));
        }
        for (k, kpi) in g.kpis.iter().enumerate() {
            self.each(kpi.owner.iter(), |shelf| shelf.kpis.push((n, k)));
        }
        for (s, step) in g.steps.iter().enumerate() {
            let decides = matches!(step.kind, StepKind::Ask { .. });
            for c in g.letters(step) {
                let entry =
                    StepUse { document: n, step: s, letter: c.letter, decides, inherited: c.inherited };
                self.each(c.cast.names(), |shelf| shelf.steps.push(entry));
            }
            if let StepKind::Wait { party, .. } = &step.kind {
                self.each(party.iter(), |shelf| shelf.awaited.push((n, s)));
            }
        }
    }

    fn delegations(&mut self, document: Option<usize>, rules: &[HouseRule]) {
        for (r, rule) in rules.iter().enumerate() {
            if let RuleForm::Delegate { from, to, .. } = &rule.form {
                self.each(from.iter(), |shelf| shelf.hands_on.push((document, r)));
                self.each(to.iter(), |shelf| shelf.is_handed.push((document, r)));
            }
        }
    }
}
