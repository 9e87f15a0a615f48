//! The drawing as the layout sees it: items in lanes and links between them, loops broken, phases known.
//!
//! Loops are broken as the author wrote them: marked edges, and of each ring those that lead back in the order of the
//! text, the longest first. Never by what would give fewest.

use super::drawing::{Drawing, EdgeKind, NodeKind};

/// What the layout must know about a kind of node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A box, a circle.
    Plain,
    /// A lozenge: its main outcome goes straight on, the others leave at the sides.
    Choice,
    /// A bar.
    Bar,
    /// A place on a line where the word of an outcome stands; has no shape.
    Tag,
}

/// Something that takes a cell of the grid.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub role: Role,
    pub lane: usize,
    pub phase: usize,
    /// Node of the drawing, or for a tag the link whose words it carries.
    pub source: usize,
}

/// A line between two items.
#[expect(clippy::struct_excessive_bools, reason = "five facts about a line that do not depend on each other")]
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub from: usize,
    pub to: usize,
    /// Edges of the drawing: several where outcomes of one decision lead to one place. An edge with a tag is two
    /// links.
    pub edges: Vec<usize>,
    pub main: bool,
    pub back: bool,
    /// Has a word at its start and so needs a port for itself.
    pub labelled: bool,
    /// Between a node and the words of one of its ways: to be short.
    pub tight: bool,
    /// May share the beginning of its line with others of its source.
    pub shared: bool,
}

/// Items and links.
#[derive(Clone, Debug, Default)]
pub(super) struct Net {
    pub items: Vec<Item>,
    pub links: Vec<Link>,
    pub lanes: usize,
    pub phases: usize,
    /// Links that leave an item, in declaration order.
    pub out: Vec<Vec<usize>>,
    /// Links that enter an item.
    pub into: Vec<Vec<usize>>,
    /// Items so that every forward link leads to a later one; phases in order.
    pub order: Vec<usize>,
}

/// More words than this at one node go onto tags, since a shape has three sides for what leaves it.
const MOST_PORTS: usize = 3;
/// With more words than this, each goes near the end of its line.
const MOST_WORDS: usize = 6;

impl Net {
    /// Reads a drawing.
    pub(super) fn of(drawing: &Drawing) -> Self {
        let mut net = Self { lanes: drawing.lanes.len().max(1), ..Self::default() };
        let count = drawing.nodes.len();
        for (i, node) in drawing.nodes.iter().enumerate() {
            let role = match node.kind {
                NodeKind::Decision | NodeKind::ValueDecision => Role::Choice,
                NodeKind::Fork | NodeKind::Join => Role::Bar,
                _ => Role::Plain,
            };
            net.items.push(Item { role, lane: node.lane.min(net.lanes - 1), phase: 0, source: i });
        }
        for (i, edge) in drawing.edges.iter().enumerate() {
            if edge.from < count && edge.to < count {
                let labelled = !edge.label.trim().is_empty();
                let same = net.links.iter_mut().find(|l| {
                    let first = &drawing.edges[l.edges[0]];
                    (first.from, first.to, first.kind, first.back)
                        == (edge.from, edge.to, edge.kind, edge.back)
                        && l.labelled == labelled
                });
                if let Some(link) = same {
                    link.edges.push(i);
                    link.main |= edge.main && !edge.back;
                    continue;
                }
                net.links.push(Link {
                    from: edge.from,
                    to: edge.to,
                    edges: vec![i],
                    main: edge.main && !edge.back,
                    back: edge.back || edge.kind == EdgeKind::Loop || edge.from == edge.to,
                    labelled,
                    shared: !labelled,
                    tight: false,
                });
            }
        }
        net.index();
        net.phases = set_phases(&mut net, drawing);
        for link in &mut net.links {
            link.back |= net.items[link.from].phase > net.items[link.to].phase;
        }
        net.break_loops(drawing);
        net.add_tags();
        net.index();
        net.order = net.forward_order();
        if !net.links.iter().any(|l| l.main) {
            net.mark_main_way(drawing);
        }
        net
    }

    fn index(&mut self) {
        self.out = vec![Vec::new(); self.items.len()];
        self.into = vec![Vec::new(); self.items.len()];
        for (i, link) in self.links.iter().enumerate() {
            self.out[link.from].push(i);
            self.into[link.to].push(i);
        }
    }

    /// Where walks begin: starts, then what nothing leads to, then all others.
    fn roots(&self, drawing: &Drawing) -> Vec<usize> {
        let all = 0..drawing.nodes.len();
        let is_start = |i: usize| drawing.nodes[i].kind == NodeKind::Start;
        let mut roots: Vec<usize> = all.clone().filter(|&i| is_start(i)).collect();
        roots.extend(all.clone().filter(|&i| !is_start(i) && self.into[i].is_empty()));
        roots.extend(all);
        roots
    }

    /// Marks links as leading back until no ring is left.
    fn break_loops(&mut self, drawing: &Drawing) {
        let at = self.places(drawing);
        // What leads on in the text makes no ring. What leads back is taken as leading on too where that closes no
        // ring: short steps back first, since they are a matter of writing, while long ones are loops.
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); self.items.len()];
        let mut doubtful = Vec::new();
        for (l, link) in self.links.iter().enumerate().filter(|(_, link)| !link.back) {
            if at[link.from] < at[link.to] {
                next[link.from].push(link.to);
            } else {
                doubtful.push((!link.main, at[link.from] - at[link.to], l));
            }
        }
        doubtful.sort_unstable();
        let mut seen = vec![0usize; self.items.len()];
        for (turn, (_, _, l)) in (1..).zip(doubtful) {
            let (from, to) = (self.links[l].from, self.links[l].to);
            let mut stack = vec![to];
            seen[to] = turn;
            while let Some(i) = stack.pop() {
                for &n in &next[i] {
                    if seen[n] != turn {
                        seen[n] = turn;
                        stack.push(n);
                    }
                }
            }
            if seen[from] == turn {
                self.links[l].back = true;
            } else {
                next[from].push(to);
            }
        }
    }

    /// The place of each item in the text. A join has none of its own: it stands before what it leads to.
    fn places(&self, drawing: &Drawing) -> Vec<usize> {
        let count = self.items.len();
        let mut at: Vec<usize> = (0..count).map(|i| (i + 1) * (count + 1)).collect();
        // Joins that lead to joins: the last one first.
        for i in (0..count).rev() {
            if drawing.nodes[i].kind == NodeKind::Join
                && let [l] = self.out[i][..]
                && self.links[l].to != i
            {
                at[i] = at[self.links[l].to].saturating_sub(1);
            }
        }
        at
    }

    /// Gives the words of a node with many ways out a cell each.
    fn add_tags(&mut self) {
        for at in 0..self.out.len() {
            let words = self.out[at].iter().filter(|&&l| self.links[l].labelled).count();
            let plain = usize::from(self.out[at].iter().any(|&l| !self.links[l].labelled));
            if words + plain <= MOST_PORTS {
                continue;
            }
            for l in self.out[at].clone() {
                if !self.links[l].labelled {
                    continue;
                }
                let link = self.links[l].clone();
                let (from, to) = (&self.items[link.from], &self.items[link.to]);
                // A few words stand at the node; many hang on a bus, each near what it leads to.
                let near = link.back || words <= MOST_WORDS;
                let home = if near { from } else { to };
                let tag = Item { role: Role::Tag, lane: home.lane, phase: home.phase, source: l };
                self.items.push(tag);
                let tag = self.items.len() - 1;
                self.links[l] =
                    Link { to: tag, back: false, labelled: false, shared: true, tight: near, ..link.clone() };
                self.links.push(Link { from: tag, labelled: false, shared: true, tight: !near, ..link });
            }
        }
    }

    /// Items in an order in which forward links lead on, by phase, then as declared.
    fn forward_order(&self) -> Vec<usize> {
        let mut open: Vec<usize> =
            self.into.iter().map(|links| links.iter().filter(|&&l| !self.links[l].back).count()).collect();
        let mut ready: std::collections::BTreeSet<(usize, usize)> =
            (0..self.items.len()).filter(|&i| open[i] == 0).map(|i| (self.items[i].phase, i)).collect();
        let mut order = Vec::with_capacity(self.items.len());
        while let Some((_, at)) = ready.pop_first() {
            order.push(at);
            for &l in &self.out[at] {
                let link = &self.links[l];
                if !link.back {
                    open[link.to] -= 1;
                    if open[link.to] == 0 {
                        ready.insert((self.items[link.to].phase, link.to));
                    }
                }
            }
        }
        order
    }

    /// Without a main path from the author it leads from the first start to the end that the ways written first lead
    /// to, on the longest way. A way that comes to its end much sooner than another does not count as first; what
    /// happens only when time or rounds are used up counts where no end is reached without it.
    fn mark_main_way(&mut self, drawing: &Drawing) {
        let Some(start) = self.roots(drawing).first().copied() else { return };
        let rare = [EdgeKind::Late, EdgeKind::RoundsUsedUp, EdgeKind::OptionalBranch];
        let usual = |&l: &usize| self.links[l].edges.iter().any(|&e| !rare.contains(&drawing.edges[e].kind));
        let all: Vec<Vec<usize>> = self
            .out
            .iter()
            .map(|links| links.iter().copied().filter(|&l| !self.links[l].back).collect())
            .collect();
        let some: Vec<Vec<usize>> =
            all.iter().map(|links: &Vec<usize>| links.iter().copied().filter(usual).collect()).collect();
        let ends = |at: usize| all[at].is_empty();
        let mut ways = &some;
        let mut length = self.longest(ways, ends);
        if length[start] == 0 {
            ways = &all;
            length = self.longest(ways, ends);
        }
        let mut end = start;
        while let Some(&longest) = ways[end].iter().max_by_key(|&&l| length[self.links[l].to]) {
            let enough = length[self.links[longest].to];
            let first = ways[end].iter().find(|&&l| 2 * length[self.links[l].to] >= enough);
            end = self.links[*first.unwrap_or(&longest)].to;
        }
        let length = self.longest(ways, |at| at == end);
        let mut main = Vec::new();
        let mut at = start;
        while at != end {
            let best = ways[at].iter().rev().max_by_key(|&&l| length[self.links[l].to]);
            let Some(&l) = best else { break };
            main.push(l);
            at = self.links[l].to;
        }
        for l in main {
            self.links[l].main = true;
        }
    }

    /// How many items the longest way from each item to an end has; 0 where it leads to none.
    fn longest(&self, ways: &[Vec<usize>], ends: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut length = vec![0usize; self.items.len()];
        for &at in self.order.iter().rev() {
            let after = ways[at].iter().map(|&l| length[self.links[l].to]).max().unwrap_or(0);
            length[at] = if after > 0 || ends(at) { after + 1 } else { 0 };
        }
        length
    }
}

/// Each item gets a phase: its own, or that of what it leads to (starts), or that of what leads to it.
///
/// Returns how many phases there are; 1 where the drawing has none.
fn set_phases(net: &mut Net, drawing: &Drawing) -> usize {
    let phases = drawing.phases.len();
    if phases == 0 {
        return 1;
    }
    let mut phase: Vec<Option<usize>> =
        drawing.nodes.iter().map(|n| n.phase.map(|p| p.min(phases - 1))).collect();
    for _ in 0..phase.len() {
        let mut changed = false;
        for i in 0..phase.len() {
            if phase[i].is_some() {
                continue;
            }
            let before = net.into[i].iter().filter_map(|&l| phase[net.links[l].from]).max();
            let after = net.out[i].iter().filter_map(|&l| phase[net.links[l].to]).min();
            let known = if net.into[i].is_empty() { after } else { before.or(after) };
            if known.is_some() {
                phase[i] = known;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    for (item, phase) in net.items.iter_mut().zip(phase) {
        item.phase = phase.unwrap_or(0);
    }
    phases
}
