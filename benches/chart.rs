//! Layout of charts of 14, 35, 100 and 1,000 steps. Times drift with the machine, so each size is followed by its
//! ratio to something well known run beside it in turn: petgraph's topological order of the same graph.
//!
//! `cargo bench --bench chart`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints its table and may stop at anything"
)]

use divan::{Bencher, black_box};
use guidepost::chart::{Drawing, Edge, EdgeKind, Lane, Node, NodeKind, layout};
use petgraph::algo::toposort;
use petgraph::graph::DiGraph;
use std::time::Instant;

const SIZES: [usize; 4] = [14, 35, 100, 1000];

/// A process with decisions that skip steps or lead back, over three to twelve lanes.
fn process(nodes: usize) -> Drawing {
    let lanes = (nodes / 10).clamp(3, 12);
    let mut drawing = Drawing::default();
    for i in 0..lanes {
        drawing.lanes.push(Lane { name: format!("Role {i}"), ..Lane::default() });
    }
    for i in 0..nodes {
        let kind = match i {
            0 => NodeKind::Start,
            _ if i + 1 == nodes => NodeKind::End,
            _ if i % 5 == 3 => NodeKind::Decision,
            _ => NodeKind::Task,
        };
        // Two or three steps in a lane, then over to another not far off.
        let lane = (i / 3 + i / 7) % lanes;
        let text = format!("Do what is to be done in step {i}");
        drawing.nodes.push(Node { id: format!("n{i}"), kind, lane, text, ..Node::default() });
        if i > 0 {
            let label = if (i - 1) % 5 == 3 { "yes" } else { "" };
            drawing.edges.push(Edge { from: i - 1, to: i, label: label.to_owned(), ..Edge::default() });
        }
        if i % 5 == 3 && i + 4 < nodes {
            let back = i % 10 == 3;
            let to = if back { i - 2 } else { i + 3 };
            let kind = EdgeKind::Outcome;
            drawing.edges.push(Edge { from: i, to, kind, label: "no".to_owned(), back, ..Edge::default() });
        }
    }
    drawing
}

/// The same graph without its loops.
fn graph(drawing: &Drawing) -> DiGraph<(), ()> {
    let mut graph = DiGraph::new();
    let nodes: Vec<_> = drawing.nodes.iter().map(|_| graph.add_node(())).collect();
    for edge in drawing.edges.iter().filter(|e| !e.back) {
        graph.add_edge(nodes[edge.from], nodes[edge.to], ());
    }
    graph
}

#[divan::bench(args = SIZES)]
fn place_and_route(bencher: Bencher, nodes: usize) {
    let drawing = process(nodes);
    bencher.bench(|| layout(black_box(&drawing)));
}

#[divan::bench(args = SIZES)]
fn topological_order(bencher: Bencher, nodes: usize) {
    let graph = graph(&process(nodes));
    bencher.bench(|| toposort(black_box(&graph), None).unwrap());
}

/// Seconds of one of `times` runs.
fn seconds(times: u32, mut run: impl FnMut()) -> f64 {
    let begin = Instant::now();
    for _ in 0..times {
        run();
    }
    begin.elapsed().as_secs_f64() / f64::from(times)
}

/// How many topological orders one layout is worth: the middle of eleven pairs run in turn.
fn ratios() {
    println!("{:>6} {:>12} {:>22}", "nodes", "layout in ms", "x topological order");
    for nodes in SIZES {
        let drawing = process(nodes);
        let graph = graph(&drawing);
        let times = u32::try_from(2000 / nodes).unwrap().max(2);
        let mut pairs: Vec<(f64, f64)> = (0..11)
            .map(|_| {
                let layout = seconds(times, || drop(black_box(layout(&drawing))));
                let order = seconds(100 * times, || drop(black_box(toposort(&graph, None))));
                (layout / order, layout)
            })
            .collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (ratio, layout) = pairs[pairs.len() / 2];
        println!("{nodes:>6} {:>12.3} {ratio:>22.0}", layout * 1000.0);
    }
}

fn main() {
    divan::main();
    // Not where the benches are only listed or tried out.
    if std::env::args().any(|a| a == "--bench") && !std::env::args().any(|a| a == "--list" || a == "--test") {
        ratios();
    }
}
