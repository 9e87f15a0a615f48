//! Nets made from a stream of bytes, so that a failing one shrinks with its bytes: structured ones, mutated ones,
//! and heaps of nodes and ways without any plan.

#![expect(clippy::cast_possible_truncation, reason = "the nets of a test are small")]

use guidepost::proof::builder::Builder;
use guidepost::proof::net::{Area, Ends, Guard, In, Net, NodeId, Out, ROOT, Role, SILENT, Special};

/// Bytes as choices; when they run out, always the first.
pub struct Dice<'a>(std::slice::Iter<'a, u8>);

impl<'a> Dice<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes.iter())
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % sides.max(1)
    }
}

/// Which constructs may come.
#[derive(Clone, Copy, Default)]
pub struct Kit {
    pub inclusive: bool,
    pub stops: bool,
    pub each: bool,
}

pub struct Maker<'a> {
    pub b: Builder,
    pub dice: Dice<'a>,
    kit: Kit,
    tag: u32,
    left: usize,
    gateways: Vec<NodeId>,
    ways: Vec<(NodeId, NodeId)>,
}

impl<'a> Maker<'a> {
    pub fn new(bytes: &'a [u8], kit: Kit, size: usize) -> Self {
        let mut dice = Dice::new(bytes);
        let ends = if kit.each && dice.roll(2) == 1 { Ends::Each } else { Ends::One };
        Self { b: Builder::new(ends), dice, kit, tag: 0, left: size, gateways: vec![], ways: vec![] }
    }

    fn tag(&mut self) -> u32 {
        self.tag += 1;
        if self.dice.roll(4) == 3 { SILENT } else { self.tag }
    }

    fn task(&mut self) -> NodeId {
        let tag = self.tag();
        self.b.task(tag)
    }

    pub fn gate(&mut self, into: In, out: Out) -> NodeId {
        let tag = self.tag();
        let n = self.b.node(tag, into, out);
        self.gateways.push(n);
        n
    }

    pub fn way(&mut self, from: NodeId, to: NodeId) {
        self.ways.push((from, to));
    }

    /// A well made block: where it begins and where it ends.
    pub fn block(&mut self, deep: usize) -> (NodeId, NodeId) {
        let kinds = if self.kit.inclusive { 6 } else { 5 };
        let kind = if deep == 0 || self.left == 0 { 0 } else { self.dice.roll(kinds) };
        self.left = self.left.saturating_sub(1);
        match kind {
            1 => {
                let (a, b) = (self.block(deep - 1), self.block(deep - 1));
                self.way(a.1, b.0);
                (a.0, b.1)
            }
            2 | 3 | 5 => {
                let (out, into) = match kind {
                    2 => (Out::One, In::Any),
                    3 => (Out::All, In::All),
                    _ => (Out::Some, In::Some),
                };
                let (split, join) = (self.gate(In::Any, out), self.gate(into, Out::One));
                for _ in 0..2 + self.dice.roll(2) {
                    if self.dice.roll(4) == 3 {
                        self.way(split, join);
                    } else {
                        let body = self.block(deep - 1);
                        self.way(split, body.0);
                        self.way(body.1, join);
                    }
                }
                (split, join)
            }
            4 => {
                let (merge, split) = (self.gate(In::Any, Out::One), self.gate(In::Any, Out::One));
                let body = self.block(deep - 1);
                self.way(merge, body.0);
                self.way(body.1, split);
                if self.dice.roll(2) == 1 {
                    let back = self.block(deep - 1);
                    self.way(split, back.0);
                    self.way(back.1, merge);
                } else {
                    self.way(split, merge);
                }
                (merge, split)
            }
            _ => {
                let n = self.task();
                (n, n)
            }
        }
    }

    fn end(&mut self) -> NodeId {
        self.tag += 1;
        let role = match self.dice.roll(if self.kit.stops { 8 } else { 6 }) {
            6 | 7 => Role::Stop,
            5 if self.kit.each => Role::Sink,
            _ => Role::End,
        };
        self.b.end(self.tag, role)
    }

    /// Breaks one thing.
    fn mutate(&mut self) {
        let gates = self.gateways.clone();
        let all = self.b.len() as NodeId;
        let any = |d: &mut Dice| 1 + d.roll(all as usize - 1) as NodeId;
        match self.dice.roll(7) {
            0 | 1 if !gates.is_empty() => {
                let n = gates[self.dice.roll(gates.len())];
                let into = [In::Any, In::All, if self.kit.inclusive { In::Some } else { In::Any }];
                let out = [Out::One, Out::All, if self.kit.inclusive { Out::Some } else { Out::One }];
                self.b.set_kinds(n, into[self.dice.roll(3)], out[self.dice.roll(3)]);
            }
            2 => {
                let w = self.dice.roll(self.ways.len());
                self.ways[w].1 = any(&mut self.dice);
            }
            3 => {
                let way = (any(&mut self.dice), any(&mut self.dice));
                self.ways.push(way);
            }
            4 => {
                let w = self.dice.roll(self.ways.len());
                self.ways.swap_remove(w);
            }
            _ => {
                let w = self.dice.roll(self.ways.len());
                let end = self.end();
                self.ways[w].1 = end;
            }
        }
    }

    pub fn close(mut self) -> Net {
        for (from, to) in std::mem::take(&mut self.ways) {
            self.b.edge(from, to);
        }
        self.b.build()
    }
}

/// A well made net.
pub fn structured(bytes: &[u8], kit: Kit, size: usize) -> Net {
    let mut m = Maker::new(bytes, kit, size);
    well_made(&mut m);
    m.close()
}

fn well_made(m: &mut Maker) {
    let body = m.block(6);
    let end = m.b.end(1_000_000, Role::End);
    m.way(ROOT, body.0);
    m.way(body.1, end);
}

/// A well made net with up to three things broken.
pub fn mutated(bytes: &[u8], kit: Kit, size: usize) -> Net {
    let mut m = Maker::new(bytes, kit, size);
    well_made(&mut m);
    for _ in 0..=m.dice.roll(3) {
        if !m.ways.is_empty() {
            m.mutate();
        }
    }
    if m.dice.roll(8) == 7 {
        m.b.all_starts();
    }
    m.close()
}

/// Nodes and ways without a plan.
pub fn heap(bytes: &[u8], kit: Kit) -> Net {
    let mut m = Maker::new(bytes, kit, 0);
    let count = 2 + m.dice.roll(6);
    for _ in 0..count {
        let into = [In::Any, In::All, In::Any, if kit.inclusive { In::Some } else { In::All }];
        let out = [Out::One, Out::All, Out::One, if kit.inclusive { Out::Some } else { Out::All }];
        let (i, o) = (m.dice.roll(4), m.dice.roll(4));
        m.gate(into[i], out[o]);
    }
    for _ in 0..=m.dice.roll(2) {
        m.end();
    }
    let all = m.b.len() - 1;
    m.way(ROOT, 1);
    for n in 1..=count as NodeId {
        for _ in 0..=m.dice.roll(2) {
            let to = 1 + m.dice.roll(all) as NodeId;
            m.way(n, to);
        }
    }
    if m.dice.roll(4) == 3 {
        m.b.all_starts();
    }
    for _ in 0..m.dice.roll(2) {
        let to = 1 + m.dice.roll(all) as NodeId;
        m.way(ROOT, to);
    }
    m.close()
}

/// A net in which some nodes have guards or clear things, and some ways are loose.
pub fn guarded(bytes: &[u8], kit: Kit, size: usize) -> Net {
    let mut m = Maker::new(bytes, kit, size);
    well_made(&mut m);
    for _ in 0..m.dice.roll(3) {
        m.mutate();
    }
    for _ in 0..=m.dice.roll(2) {
        let area = |m: &mut Maker| {
            if m.dice.roll(2) == 0 {
                return Area::Whole;
            }
            let all = m.b.len();
            let nodes = if m.dice.roll(2) == 0 {
                (0..=m.dice.roll(3)).map(|_| 1 + m.dice.roll(all - 1) as NodeId).collect()
            } else {
                let from = 1 + m.dice.roll(all - 1);
                (from..all.min(from + 2 + m.dice.roll(8))).map(|n| n as NodeId).collect()
            };
            Area::Region(m.b.region(nodes))
        };
        match m.dice.roll(4) {
            // A gateway that waits for a message.
            3 => {
                let gates = m.gateways.clone();
                if let Some(&gate) = gates.get(m.dice.roll(gates.len())) {
                    m.b.set_kinds(gate, In::Any, Out::Ready);
                    let (from, to) = (1 + m.dice.roll(m.b.len() - 1) as NodeId, m.gate(In::All, Out::One));
                    let next = 1 + m.dice.roll(m.b.len() - 1) as NodeId;
                    m.way(gate, to);
                    m.way(to, next);
                    m.b.loose(from, to);
                }
            }
            // An event that may happen once.
            0 => {
                let watched = area(&mut m);
                let clears = if m.dice.roll(2) == 0 { Area::Whole } else { area(&mut m) };
                let event = m.gate(In::Any, Out::One);
                let next = 1 + m.dice.roll(m.b.len() - 1) as NodeId;
                m.b.all_starts();
                m.b.loose(ROOT, event);
                m.b.special(event, Special { guard: Guard::While(watched), clears: Some(clears) });
                m.way(event, next);
            }
            // Any node, any guard.
            1 => {
                let node = 1 + m.dice.roll(m.b.len() - 1) as NodeId;
                let guard = match m.dice.roll(3) {
                    0 => Guard::Free,
                    1 => Guard::While(area(&mut m)),
                    _ => Guard::Quiet(area(&mut m)),
                };
                let clears = (m.dice.roll(2) == 0).then(|| area(&mut m));
                m.b.special(node, Special { guard, clears });
            }
            // A message from anywhere to anywhere.
            _ => {
                let all = m.b.len() - 1;
                let (from, to) = (1 + m.dice.roll(all) as NodeId, 1 + m.dice.roll(all) as NodeId);
                m.b.loose(from, to);
            }
        }
    }
    m.close()
}

/// So many cases, unless `PROPTEST_CASES` says otherwise.
pub fn config(cases: u32) -> proptest::prelude::ProptestConfig {
    let said = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok());
    proptest::prelude::ProptestConfig {
        cases: said.unwrap_or(cases),
        failure_persistence: None,
        ..proptest::prelude::ProptestConfig::default()
    }
}
