//! Random drawings, the same from the same seed, with everything that a layout trips over.

use guidepost::chart::{Direction, Document, Drawing, Edge, EdgeKind, Lane, LaneKind, Node, NodeKind, Phase};

/// A small generator of numbers (xorshift); good enough to be unlike a person.
pub(crate) struct Dice(u32);

impl Dice {
    pub(crate) fn new(seed: u32) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9) | 1)
    }
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        usize::try_from(self.0 >> 8).unwrap_or(0) % n.max(1)
    }
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

const WORDS: [&str; 16] = [
    "offer",
    "review",
    "the",
    "of",
    "contract",
    "Qualitätsmanagementbeauftragter",
    "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunte",
    "and",
    "approve",
    "a",
    "send",
    "customer's",
    "Anforderungs/Lösungsdesign",
    "żądanie",
    "X",
    "WWWWWWWW",
];

pub(crate) fn words(dice: &mut Dice, most: usize) -> String {
    (0..=dice.below(most)).map(|_| WORDS[dice.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
}

/// How wild a random drawing is.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) nodes: usize,
    pub(crate) lanes: usize,
    pub(crate) phases: usize,
    /// Edges beyond one per node, in percent of nodes.
    pub(crate) extra: usize,
}

/// A process with a spine and jumps, loops, self-loops, several starts, nodes nobody reaches, empty lanes.
pub(crate) fn random(seed: u32, shape: Shape) -> Drawing {
    let mut dice = Dice::new(seed);
    let mut drawing = Drawing {
        title: format!("random {seed}"),
        direction: if dice.chance(30) { Direction::LeftRight } else { Direction::TopDown },
        documents: dice.chance(50),
        ..Drawing::default()
    };
    for i in 0..shape.lanes {
        drawing.lanes.push(Lane {
            id: format!("l{i}"),
            name: words(&mut dice, 3),
            kind: if dice.chance(20) { LaneKind::Outside } else { LaneKind::Internal },
            sub: if dice.chance(20) { words(&mut dice, 3) } else { String::new() },
        });
    }
    for i in 0..shape.phases {
        drawing.phases.push(Phase {
            id: format!("p{i}"),
            name: words(&mut dice, 4),
            facts: vec![("probability".to_owned(), "10 %".to_owned())],
        });
    }
    let kinds = [
        NodeKind::Task,
        NodeKind::Task,
        NodeKind::Task,
        NodeKind::Decision,
        NodeKind::Decision,
        NodeKind::ValueDecision,
        NodeKind::Fork,
        NodeKind::Join,
        NodeKind::Wait,
        NodeKind::Call,
        NodeKind::Event,
    ];
    let used = 1 + dice.below(shape.lanes);
    let mut lane = dice.below(used);
    for i in 0..shape.nodes {
        if dice.chance(40) {
            lane = dice.below(used);
        }
        let kind = match i {
            0 => NodeKind::Start,
            _ if i + 1 == shape.nodes || dice.chance(6) => NodeKind::End,
            _ if dice.chance(3) => NodeKind::Start,
            _ if dice.chance(2) => NodeKind::EndAll,
            _ => kinds[dice.below(kinds.len())],
        };
        let mut documents = |percent| -> Vec<Document> {
            let n = if dice.chance(percent) { 1 + dice.below(3) } else { 0 };
            (0..n).map(|_| Document { text: words(&mut dice, 2), href: String::new() }).collect()
        };
        let (inputs, outputs) = (documents(30), documents(30));
        drawing.nodes.push(Node {
            id: format!("n{i}"),
            kind,
            lane,
            phase: (shape.phases > 0 && !dice.chance(10)).then(|| i * shape.phases / shape.nodes),
            number: dice.chance(70).then(|| i.to_string()),
            text: if matches!(kind, NodeKind::Fork | NodeKind::Join) {
                String::new()
            } else {
                words(&mut dice, 8)
            },
            sub: if dice.chance(25) { words(&mut dice, 4) } else { String::new() },
            href: format!("#n{i}"),
            inputs,
            outputs,
            badge: if dice.chance(15) { "at most 3 rounds".to_owned() } else { String::new() },
            ..Node::default()
        });
    }
    for i in 0..shape.nodes {
        let stop = matches!(drawing.nodes[i].kind, NodeKind::End | NodeKind::EndAll) && !dice.chance(5);
        if stop || i + 1 == shape.nodes {
            continue;
        }
        let next = (i + 1 + dice.below(3)).min(shape.nodes - 1);
        drawing.edges.push(edge(&mut dice, i, next));
        let more = if matches!(drawing.nodes[i].kind, NodeKind::Decision | NodeKind::Fork) {
            1 + dice.below(3)
        } else {
            usize::from(dice.chance(shape.extra))
        };
        for _ in 0..more {
            let to = match dice.below(10) {
                0 => i,
                1 | 2 => dice.below(i + 1),
                3 => dice.below(shape.nodes),
                _ => (i + 1 + dice.below(8)).min(shape.nodes - 1),
            };
            drawing.edges.push(edge(&mut dice, i, to));
        }
    }
    drawing
}

fn edge(dice: &mut Dice, from: usize, to: usize) -> Edge {
    let kinds = [EdgeKind::Flow, EdgeKind::Outcome, EdgeKind::Late, EdgeKind::OptionalBranch, EdgeKind::Loop];
    Edge {
        from,
        to,
        kind: kinds[dice.below(if to > from { 4 } else { 5 })],
        label: if dice.chance(40) { words(dice, 3) } else { String::new() },
        main: dice.chance(5),
        back: to < from && dice.chance(20),
        ..Edge::default()
    }
}

/// One decision with many ways out, over some lanes.
pub(crate) fn fan(ways: usize, lanes: usize, direction: Direction) -> Drawing {
    let mut drawing = Drawing { direction, ..Drawing::default() };
    for i in 0..lanes {
        drawing.lanes.push(Lane { name: format!("Lane {i}"), ..Lane::default() });
    }
    let node = |id: &str, kind, lane, text: &str| Node {
        id: id.to_owned(),
        kind,
        lane,
        text: text.to_owned(),
        ..Node::default()
    };
    drawing.nodes.push(node("s", NodeKind::Start, 0, "Order"));
    drawing.nodes.push(node("d", NodeKind::Decision, 0, "Which product group is it?"));
    drawing.edges.push(Edge { from: 0, to: 1, ..Edge::default() });
    for i in 0..ways {
        let at = drawing.nodes.len();
        drawing.nodes.push(node(
            &format!("t{i}"),
            NodeKind::Task,
            i % lanes,
            &format!("Deal with group {i}"),
        ));
        drawing.edges.push(Edge {
            from: 1,
            to: at,
            kind: EdgeKind::Outcome,
            label: format!("group {i}"),
            ..Edge::default()
        });
    }
    let end = drawing.nodes.len();
    drawing.nodes.push(node("e", NodeKind::End, 0, "Done"));
    for i in 0..ways {
        drawing.edges.push(Edge { from: 2 + i, to: end, ..Edge::default() });
    }
    drawing
}
