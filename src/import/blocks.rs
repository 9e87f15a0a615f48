//! Where the branches of a fork meet. A guideline says it with `join`; BPMN draws gateways anywhere, so that the place
//! has to be found: the first that no branch gets round. Where what is between is no block of its own, or the gateway
//! there waits for something else than its branches, it is told.

use super::Why;
use super::ways::{Part, Ways};
use petgraph::algo::dominators::{Dominators, simple_fast};
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::HashMap;

/// So many pieces are looked at in all blocks of a process; past it, blocks count as not found.
const MOST: usize = 4_000_000;

/// Fork and join by pieces. Ends of branches that meet nowhere else become one end, which is the join.
pub(super) fn blocks(ways: &mut Ways<'_>) -> HashMap<usize, usize> {
    let forks: Vec<usize> =
        (0..ways.pieces.len()).filter(|&p| matches!(ways.pieces[p].part, Part::Fork(_))).collect();
    let exit = ways.pieces.len();
    let plain = meeting(ways, |part| part == Part::End(false));
    let any = meeting(ways, |part| matches!(part, Part::End(_)));
    let after = |dominators: &Dominators<NodeIndex>, fork: usize| {
        dominators.immediate_dominator(NodeIndex::new(fork)).map(NodeIndex::index)
    };
    let join = |f| ways.drawn_join(f).or_else(|| after(&plain, f)).or_else(|| after(&any, f));
    let meets: HashMap<usize, usize> = forks.iter().filter_map(|&f| Some((f, join(f)?))).collect();
    let mut together: HashMap<usize, Vec<usize>> = HashMap::new();
    for &fork in &forks {
        if let Some(&meet) = meets.get(&fork) {
            together.entry(meet).or_default().push(fork);
        }
    }
    let mut finder = Finder { found: vec![(0, 0); exit], round: 0, left: MOST };
    let mut joins = HashMap::new();
    let mut waited = vec![false; exit];
    for &fork in &forks {
        let Some(&meet) = meets.get(&fork) else {
            told(ways, fork, Why::Fork);
            continue;
        };
        let region = finder.region(ways, fork, meet);
        if meet == exit {
            if let Some(end) = one_end(ways, &region.inside) {
                joins.insert(fork, end);
            }
        } else {
            joins.insert(fork, meet);
        }
        if let Some(why) = region.wrong(ways, fork, meet, &together) {
            told(ways, fork, why);
        } else if meet < exit {
            waited[meet] = true;
        }
    }
    for (p, waited) in waited.into_iter().enumerate() {
        if let (Part::Join(inclusive), false) = (ways.pieces[p].part, waited) {
            told(ways, p, if inclusive { Why::InclusiveJoin } else { Why::Join });
        }
    }
    joins
}

fn told(ways: &mut Ways<'_>, piece: usize, why: Why) {
    // What was put in before several things that begin together is known by the first of them.
    let first = || ways.pieces[piece].outs.first().and_then(|w| ways.pieces[w.to].node);
    if let Some(n) = ways.pieces[piece].node.or_else(first) {
        ways.remark(n, why);
    }
}

/// From each piece the pieces that no way to an end gets round. Ways that lead to no such end do not count.
fn meeting(ways: &Ways<'_>, is_exit: impl Fn(Part) -> bool) -> Dominators<NodeIndex> {
    let mut graph: DiGraph<(), ()> = DiGraph::new();
    for _ in 0..=ways.pieces.len() {
        graph.add_node(());
    }
    let exit = NodeIndex::new(ways.pieces.len());
    for (p, piece) in ways.pieces.iter().enumerate() {
        for way in &piece.outs {
            graph.add_edge(NodeIndex::new(way.to), NodeIndex::new(p), ());
        }
        if is_exit(piece.part) {
            graph.add_edge(exit, NodeIndex::new(p), ());
        }
    }
    simple_fast(&graph, exit)
}

struct Finder {
    /// Of each piece: the round in which it was found last, and the branch by which.
    found: Vec<(usize, usize)>,
    round: usize,
    left: usize,
}

/// What is between a fork and the place where its branches meet.
struct Region {
    inside: Vec<usize>,
    /// Ways from each branch to the place.
    arrivals: Vec<usize>,
    /// By branch: what was found in it first.
    branch_of: HashMap<usize, usize>,
    /// Two branches run into one another, it can be entered from elsewhere, or there was no time to look.
    shared: bool,
    entered: bool,
}

/// Whether an end is none that somebody drew.
fn is_own_end(ways: &Ways<'_>, p: usize) -> bool {
    matches!(ways.pieces[p].part, Part::End(_)) && ways.pieces[p].node.is_none()
}

impl Finder {
    fn region(&mut self, ways: &Ways<'_>, fork: usize, meet: usize) -> Region {
        self.round += 1;
        let outs = &ways.pieces[fork].outs;
        let mut region = Region {
            inside: Vec::new(),
            arrivals: vec![0; outs.len()],
            branch_of: HashMap::new(),
            shared: false,
            entered: false,
        };
        for (branch, way) in outs.iter().enumerate() {
            let mut todo = vec![way.to];
            while let Some(p) = todo.pop() {
                if p == meet {
                    region.arrivals[branch] += 1;
                    continue;
                }
                if self.found[p].0 == self.round {
                    // An end that was put in may be reached by all of them.
                    region.shared |= self.found[p].1 != branch && !is_own_end(ways, p);
                    continue;
                }
                if self.left == 0 {
                    region.entered = true;
                    return region;
                }
                self.left -= 1;
                self.found[p] = (self.round, branch);
                region.branch_of.insert(p, branch);
                region.inside.push(p);
                todo.extend(ways.pieces[p].outs.iter().map(|w| w.to));
            }
        }
        let outside = |p: &usize| *p != fork && self.found[*p].0 != self.round;
        region.entered = self.found[fork].0 == self.round
            || region.inside.iter().any(|&p| {
                let end = matches!(ways.pieces[p].part, Part::End(_));
                !end && ways.pieces[p].ins.iter().any(outside)
            });
        region
    }
}

impl Region {
    /// What is told of it, if it is no block as a guideline has them.
    fn wrong(
        &self,
        ways: &Ways<'_>,
        fork: usize,
        meet: usize,
        together: &HashMap<usize, Vec<usize>>,
    ) -> Option<Why> {
        if self.entered {
            return Some(Why::Fork);
        }
        if self.shared {
            return Some(Why::NoJoin);
        }
        let join = ways.pieces.get(meet)?;
        let same = together.get(&meet).map_or(&[][..], Vec::as_slice);
        match (join.part, ways.pieces[fork].part) {
            (Part::Join(inclusive), Part::Fork(some)) => {
                let inside = |p: &&usize| **p == fork || self.branch_of.contains_key(*p);
                if join.ins.iter().filter(inside).count() != join.ins.len() {
                    // The join of an outer block: that one is asked.
                    let outer = same.iter().any(|f| *f != fork && !self.branch_of.contains_key(f));
                    if !outer {
                        return Some(Why::Join);
                    }
                }
                if inclusive {
                    return None;
                }
                if some {
                    return Some(Why::Join);
                }
                // A branch may arrive as often as it was split by forks within that meet here, too.
                let mut expected = vec![1; self.arrivals.len()];
                for &f in same {
                    if let Some(&branch) = self.branch_of.get(&f) {
                        expected[branch] += ways.pieces[f].outs.len().saturating_sub(1);
                    }
                }
                (expected != self.arrivals).then_some(Why::Join)
            }
            // The end of all of them; BPMN reaches it once for each.
            (Part::End(_), _) if is_own_end(ways, meet) => None,
            _ => Some(Why::NoJoin),
        }
    }
}

/// One end for all plain ends of a block; `None` where it has none.
fn one_end(ways: &mut Ways<'_>, inside: &[usize]) -> Option<usize> {
    let mut ends: Vec<usize> = Vec::new();
    for &p in inside {
        if ways.pieces[p].part == Part::End(false) {
            let mut at = p;
            while let Some(instead) = ways.pieces[at].instead {
                at = instead;
            }
            if !ends.contains(&at) {
                ends.push(at);
            }
        }
    }
    let first = *ends.first()?;
    if ends.len() == 1 {
        return Some(first);
    }
    let end = ways.piece(Part::End(false), None);
    for at in ends {
        ways.pieces[at].instead = Some(end);
    }
    Some(end)
}
