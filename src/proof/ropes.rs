//! Sequences of nodes of the net that grow by joining, in constant time and room: what a reduced way or node stands
//! for, told only when an example is.

use super::net::{NodeId, index};
use super::work::NONE;

/// A sequence of nodes of the net: a single node, or two sequences after one another ([`Ropes`]).
pub(super) type Content = u32;

/// Sequences of nodes as a forest of pairs.
#[derive(Debug, Clone, Default)]
pub(super) struct Ropes(Vec<(Content, Content)>);

const ROPE: u32 = 1 << 31;

impl Ropes {
    /// Two sequences after one another.
    pub(super) fn join(&mut self, a: Content, b: Content) -> Content {
        match (a, b) {
            (NONE, x) | (x, NONE) => x,
            _ => {
                self.0.push((a, b));
                index(self.0.len() - 1) | ROPE
            }
        }
    }

    /// Appends the nodes of a sequence.
    pub(super) fn expand(&self, content: Content, to: &mut Vec<NodeId>) {
        let mut todo = vec![content];
        while let Some(c) = todo.pop() {
            if c == NONE {
            } else if c & ROPE == 0 {
                to.push(c);
            } else if let Some(&(a, b)) = self.0.get((c & !ROPE) as usize) {
                todo.extend([b, a]);
            }
        }
    }

    /// Its first node.
    pub(super) fn first(&self, content: Content) -> Option<NodeId> {
        let mut c = content;
        while c != NONE && c & ROPE != 0 {
            c = self.0.get((c & !ROPE) as usize)?.0;
        }
        (c != NONE).then_some(c)
    }
}
