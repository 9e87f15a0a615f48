//! How a net is put together.

use super::net::{Edge, Ends, In, Net, Node, NodeId, Out, ROOT, RegionId, Role, SILENT, Special, index};

/// Builds a net. Ids that it did not give are ignored, and so are ways out of ends and into the root.
#[derive(Debug, Clone)]
pub struct Builder {
    ends: Ends,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    specials: Vec<Special>,
    regions: Vec<Vec<NodeId>>,
}

impl Net {
    /// The same net, to be changed.
    pub fn reopen(&self) -> Builder {
        Builder {
            ends: self.ends,
            nodes: self.nodes.clone(),
            edges: self.edges.clone(),
            specials: self.specials.clone(),
            regions: self.regions.clone(),
        }
    }
}

impl Builder {
    /// A net with nothing but its root, which is silent and takes one of its ways: several starts, of which any
    /// one begins a run. See [`Builder::all_starts`].
    pub fn new(ends: Ends) -> Self {
        let mut b =
            Self { ends, nodes: Vec::new(), edges: Vec::new(), specials: Vec::new(), regions: Vec::new() };
        b.node(SILENT, In::Any, Out::One);
        b
    }

    /// Makes the root give a token to all that it leads to: starts that begin together.
    pub fn all_starts(&mut self) {
        self.nodes[ROOT as usize].out = Out::All;
    }

    /// A node that passes tokens on.
    pub fn node(&mut self, tag: u32, into: In, out: Out) -> NodeId {
        self.push(Node { tag, into, out, role: Role::Step, special: u32::MAX })
    }

    /// A task: takes what comes, gives to its one way on.
    pub fn task(&mut self, tag: u32) -> NodeId {
        self.node(tag, In::Any, Out::One)
    }

    /// An end, a stop or a sink.
    pub fn end(&mut self, tag: u32, role: Role) -> NodeId {
        self.push(Node { tag, into: In::Any, out: Out::One, role, special: u32::MAX })
    }

    fn push(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        index(self.nodes.len() - 1)
    }

    /// A way.
    pub fn edge(&mut self, from: NodeId, to: NodeId) {
        self.link(from, to, false);
    }

    /// A loose way.
    pub fn loose(&mut self, from: NodeId, to: NodeId) {
        self.link(from, to, true);
    }

    fn link(&mut self, from: NodeId, to: NodeId, loose: bool) {
        let ends = self.nodes.get(from as usize).is_none_or(|n| n.role != Role::Step);
        if !ends && to != ROOT && (to as usize) < self.nodes.len() {
            self.edges.push(Edge { from, to, loose });
        }
    }

    /// A region.
    pub fn region(&mut self, nodes: Vec<NodeId>) -> RegionId {
        self.regions.push(nodes.into_iter().filter(|&n| (n as usize) < self.nodes.len()).collect());
        index(self.regions.len() - 1)
    }

    /// Adds nodes to every region that holds a node.
    pub fn widen_regions(&mut self, around: NodeId, more: &[NodeId]) {
        for region in self.regions.iter_mut().filter(|r| r.contains(&around)) {
            region.extend_from_slice(more);
        }
    }

    /// Gives a node a guard, and says what it clears.
    pub fn special(&mut self, node: NodeId, special: Special) {
        let next = index(self.specials.len());
        if let Some(n) = self.nodes.get_mut(node as usize) {
            n.special = next;
            self.specials.push(special);
        }
    }

    /// Changes what a node takes and gives.
    pub fn set_kinds(&mut self, node: NodeId, into: In, out: Out) {
        if let Some(n) = self.nodes.get_mut(node as usize) {
            (n.into, n.out) = (into, out);
        }
    }

    /// Leads all ways between two nodes to a third instead.
    pub fn redirect(&mut self, from: NodeId, to: NodeId, instead: NodeId) {
        for edge in self.edges.iter_mut().filter(|e| e.from == from && e.to == to) {
            edge.to = instead;
        }
    }

    /// What becomes of tokens at a node.
    pub fn role(&self, node: NodeId) -> Option<Role> {
        self.nodes.get(node as usize).map(|n| n.role)
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is nothing but the root.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
    }

    /// The net. Linear.
    pub fn build(self) -> Net {
        let Self { ends, nodes, edges, specials, regions } = self;
        let out_at = offsets(nodes.len(), edges.iter().map(|e| e.from));
        let edges = if edges.is_sorted_by_key(|e| e.from) { edges } else { by_source(&edges, &out_at) };
        let in_at = offsets(nodes.len(), edges.iter().map(|e| e.to));
        let mut next = in_at.clone();
        let mut in_list = vec![0; edges.len()];
        for (e, edge) in (0u32..).zip(&edges) {
            let at = &mut next[edge.to as usize];
            in_list[*at as usize] = e;
            *at += 1;
        }
        Net { ends, nodes, edges, out_at, in_at, in_list, specials, regions }
    }
}

fn by_source(edges: &[Edge], out_at: &[u32]) -> Vec<Edge> {
    let mut next = out_at.to_vec();
    let mut sorted = edges.to_vec();
    for edge in edges {
        let at = &mut next[edge.from as usize];
        sorted[*at as usize] = *edge;
        *at += 1;
    }
    sorted
}

fn offsets(count: usize, keys: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut at = vec![0u32; count + 1];
    for key in keys {
        at[key as usize + 1] += 1;
    }
    let mut sum = 0;
    for slot in &mut at {
        sum += *slot;
        *slot = sum;
    }
    at
}
