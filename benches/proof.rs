//! How long the proof takes: nested nets of 8,000 to 800,000 nodes, 20 branches side by side, a net of the size that
//! is usual. Times drift with the machine, so each stands beside the time of a search for strongly connected parts
//! of the same net, run in turn. Building the net is counted separately. Last come the figures of others, as far as
//! there are any: a prototype with one hash map a node, and `rust_bpmn_analyzer`, which looks at every state.
//!
//! From 80,000 to 800,000 nodes both columns grow by more than ten: the net no longer lies in the caches of the
//! processor. That the steps taken do not grow faster than the net is held by a test (`proof/reduce.rs`).
//!
//! `cargo bench --bench proof`

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints its table, and falls over where it cannot run"
)]

mod generate;

use guidepost::checks::{self, Check, Context, Index};
use guidepost::graph::{self, ProcessGraph};
use guidepost::model::Guideline;
use guidepost::model::parse::parse;
use guidepost::proof::builder::Builder;
use guidepost::proof::lower::proved;
use guidepost::proof::net::{Ends, In, Net, Out, ROOT, Role};
use guidepost::proof::reach::parts;
use guidepost::proof::shapes::{Event, starts};
use guidepost::proof::verdict::{Answer, BUDGET, prove};
use guidepost::source::{ReadOptions, read};
use rayon::prelude::*;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most.max(1) as u64).unwrap_or(0)
    }
}

/// A well made net: ways are made into sequences, choices, blocks and loops until there are enough nodes.
fn nested(nodes: usize, seed: u64) -> (Builder, Vec<(u32, u32)>) {
    let mut random = Random(seed);
    let mut b = Builder::new(Ends::One);
    let end = b.end(0, Role::End);
    let mut ways = vec![(ROOT, end)];
    let mut tag = 0;
    let mut fresh = |b: &mut Builder, into, out| {
        tag += 1;
        b.node(tag, into, out)
    };
    while b.len() < nodes {
        let at = random.below(ways.len());
        let (u, v) = ways[at];
        let kind = random.below(8);
        if kind < 3 {
            let t = fresh(&mut b, In::Any, Out::One);
            ways[at] = (u, t);
            ways.push((t, v));
            continue;
        }
        let (into, out) = if kind < 5 { (In::All, Out::All) } else { (In::Any, Out::One) };
        if kind == 7 {
            let (merge, task, split) = (
                fresh(&mut b, In::Any, Out::One),
                fresh(&mut b, In::Any, Out::One),
                fresh(&mut b, In::Any, Out::One),
            );
            ways[at] = (u, merge);
            ways.extend([(merge, task), (task, split), (split, merge), (split, v)]);
            continue;
        }
        let (split, join) = (fresh(&mut b, In::Any, out), fresh(&mut b, into, Out::One));
        ways[at] = (u, split);
        ways.push((join, v));
        for _ in 0..2 + random.below(3) {
            let t = fresh(&mut b, In::Any, Out::One);
            ways.extend([(split, t), (t, join)]);
        }
    }
    (b, ways)
}

fn close(mut b: Builder, ways: &[(u32, u32)]) -> Net {
    for &(from, to) in ways {
        b.edge(from, to);
    }
    b.build()
}

/// So many branches side by side, each of three steps.
fn wide(branches: u32) -> Net {
    let mut b = Builder::new(Ends::One);
    let (split, join, end) =
        (b.node(1, In::Any, Out::All), b.node(2, In::All, Out::One), b.end(3, Role::End));
    b.edge(ROOT, split);
    b.edge(join, end);
    for n in 0..branches {
        let (first, second, third) = (b.task(n * 3 + 4), b.task(n * 3 + 5), b.task(n * 3 + 6));
        b.edge(split, first);
        b.edge(first, second);
        b.edge(second, third);
        b.edge(third, join);
    }
    b.build()
}

/// The same, but one branch may lead back before the split.
fn wide_and_wrong(branches: u32) -> Net {
    let mut b = wide(branches).reopen();
    let choice = b.node(1000, In::Any, Out::One);
    let last = 3 + branches * 3;
    b.redirect(last, 2, choice);
    b.edge(choice, 2);
    b.edge(choice, 3);
    b.build()
}

/// Every branch may lead back before the split: more states than any budget.
fn all_may_escape(branches: u32) -> Net {
    let mut b = wide(branches).reopen();
    for n in 0..branches {
        let choice = b.node(1000 + n, In::Any, Out::One);
        b.redirect(6 + n * 3, 2, choice);
        b.edge(choice, 2);
        b.edge(choice, 3);
    }
    b.build()
}

/// Branches as in [`wide`], all of which an event may stop.
fn wide_under_event(branches: u32) -> Net {
    let mut b = Builder::new(Ends::One);
    let (split, join, end) =
        (b.node(1, In::Any, Out::All), b.node(2, In::All, Out::One), b.end(3, Role::End));
    b.edge(join, end);
    let mut phase = vec![split, join];
    for n in 0..branches {
        let (first, second) = (b.task(n * 2 + 4), b.task(n * 2 + 5));
        b.edge(split, first);
        b.edge(first, second);
        b.edge(second, join);
        phase.extend([first, second]);
    }
    starts(&mut b, &[split], &[Event { tag: 1_000, within: Some(phase), next: end }]);
    b.build()
}

/// Decisions that lead to any two others, each on its way to the end: nothing to reduce, but nothing side by side.
fn tangle(nodes: u32) -> Net {
    let mut random = Random(99);
    let mut b = Builder::new(Ends::One);
    let list: Vec<u32> = (0..nodes).map(|n| b.node(n, In::Any, Out::One)).collect();
    let end = b.end(nodes, Role::End);
    b.edge(ROOT, list[0]);
    for (n, &node) in list.iter().enumerate() {
        b.edge(node, list.get(n + 1).copied().unwrap_or(end));
        b.edge(node, list[random.below(list.len())]);
    }
    b.build()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A row of the table: `must` and aim, and what others need.
fn row(name: &str, must: &str, others: &str, net: &Net, expected: Answer, rounds: usize) {
    let (mut own, mut other) = (Vec::new(), Vec::new());
    let inner = if expected == Answer::Yes && net.nodes().len() < 1000 { 100 } else { 1 };
    for _ in 0..rounds {
        let start = Instant::now();
        for _ in 0..inner {
            let proof = prove(black_box(net), BUDGET);
            assert_eq!(proof.sound, expected);
        }
        own.push(start.elapsed() / inner);
        let start = Instant::now();
        for _ in 0..inner {
            black_box(parts(black_box(net), |_| true));
        }
        other.push(start.elapsed() / inner);
    }
    let (own, other) = (median(own), median(other));
    let ratio = own.as_secs_f64() / other.as_secs_f64();
    println!("{name:<36} {own:>11.2?} {other:>11.2?} {ratio:>7.1}   {must:<16} {others}");
}

/// A row without a comparison on the same net.
fn plain(name: &str, took: Duration, must: &str, others: &str) {
    println!("{name:<36} {took:>11.2?} {:>11} {:>7}   {must:<16} {others}", "", "");
}

/// Guidelines of a handbook as it is written: 12 steps each, proved from their process graphs; then every rule there
/// is over all of them, those across documents included.
fn guidelines(count: usize) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("proof-bench");
    let _ = std::fs::remove_dir_all(&folder);
    generate::write(&folder, count).unwrap();
    let (handbook, _) = parse(read(&folder, &ReadOptions::default()).unwrap());
    std::fs::remove_dir_all(&folder).unwrap();
    let graphs: Vec<ProcessGraph> = handbook.guidelines.iter().map(graph::build).collect();
    let each = || handbook.guidelines.iter().zip(&graphs).filter(|(g, _)| !g.steps.is_empty());
    let start = Instant::now();
    let sound = each().filter(|(g, graph)| proved(g, graph, BUDGET).1.sound == Answer::Yes).count();
    plain(&format!("{count} guidelines, all proofs"), start.elapsed(), "", &format!("{sound} are sound"));
    let today = "2018-06-15".parse().unwrap();
    let start = Instant::now();
    let index = Index::build(&handbook, &graphs);
    plain("  what several documents need", start.elapsed(), "", "");
    let cx = Context { handbook: &handbook, graphs: &graphs, index: &index, today };
    let mut all = start.elapsed();
    for family in PROVED {
        let start = Instant::now();
        let found = asked(&cx, |rule| family.iter().any(|name| rule.starts_with(name)));
        all += start.elapsed();
        plain(&format!("  {}", family.join(" ")), start.elapsed(), "", &format!("{found} findings"));
    }
    plain("  together, across documents too", all, "1 s / 0.3 s", "");
    let start = Instant::now();
    let found = checks::run(&cx).len();
    plain("  every rule there is", start.elapsed(), "", &format!("{found} findings"));
}

/// The rules that are proofs, of one process or across documents.
const PROVED: [&[&str]; 6] = [
    &["graph/"],
    &["rule/"],
    &["io/"],
    &["time/"],
    &["map/hand-over", "map/neighbour"],
    &["raci/sod", "raci/load", "raci/vacant-role"],
];

/// Asks some rules of everything; how much they find.
fn asked(cx: &Context<'_>, wanted: impl Fn(&str) -> bool) -> usize {
    let rules: Vec<Check> = checks::rules().iter().filter(|r| wanted(r.name)).map(|r| r.check).collect();
    let one = |(g, graph): (&Guideline, &ProcessGraph)| {
        let mut found = Vec::new();
        for check in &rules {
            match check {
                Check::Alone(check) => check(g, graph, &mut found),
                Check::Document(check) => check(cx, g, graph, &mut found),
                _ => {}
            }
        }
        found.len()
    };
    let by_document: usize = cx.handbook.guidelines.par_iter().zip(cx.graphs.par_iter()).map(one).sum();
    let whole = |check: &Check| {
        let mut found = Vec::new();
        if let Check::Handbook(check) = check {
            check(cx, &mut found);
        }
        found.len()
    };
    by_document + rules.par_iter().map(whole).sum::<usize>()
}

fn main() {
    println!("{:<36} {:>11} {:>11} {:>7}   {:<16} others", "net", "proof", "parts", "ratio", "must / aim");
    let sizes = [
        (8_000, "5 ms / 2.5 ms", 15, "prototype 11 to 20 ms"),
        (80_000, "60 ms / 30 ms", 9, "prototype 280 to 320 ms with parsing"),
        (800_000, "1 s / 0.5 s", 5, "prototype 11 s with parsing, wall"),
    ];
    for (nodes, must, rounds, others) in sizes {
        let (b, ways) = nested(nodes, 88_172_645_463_325_252);
        let start = Instant::now();
        let net = close(b, &ways);
        let built = start.elapsed();
        row(&format!("nested, {} nodes", net.nodes().len()), must, others, &net, Answer::Yes, rounds);
        plain("  building it", built, "", "");
    }
    let analyzer = "prototype 0.03 ms, rust_bpmn_analyzer 8.8 s";
    row("20 branches side by side", "1 ms / 0.1 ms", analyzer, &wide(20), Answer::Yes, 15);
    row("20 branches, one escapes to the end", "", "", &wide_and_wrong(20), Answer::No, 15);
    row("20 branches, each may escape", "", "", &all_may_escape(20), Answer::No, 5);
    row("20 branches under an event", "", "", &wide_under_event(20), Answer::Yes, 9);
    row("5,000 branches", "", "", &wide(5_000), Answer::Yes, 9);
    row("decisions every which way, 20,000", "", "", &tangle(20_000), Answer::Yes, 3);
    let mut times = Vec::new();
    for seed in 1..40 {
        let (b, ways) = nested(17, seed * 7_919);
        let net = close(b, &ways);
        let start = Instant::now();
        for _ in 0..1000 {
            black_box(prove(black_box(&net), BUDGET));
        }
        times.push(start.elapsed() / 1000);
    }
    let others = "prototype 12.5 µs, rust_bpmn_analyzer 54 µs (real models)";
    plain("usual, 17 nodes (median of 39)", median(times), "20 µs / 5 µs", others);
    let small = |seed: u64| {
        let (b, ways) = nested(usize::try_from(10 + seed % 20).unwrap_or(10), seed * 7_919);
        close(b, &ways)
    };
    let nets: Vec<Net> = (1..=10_000).map(small).collect();
    let start = Instant::now();
    let sound = nets.iter().filter(|net| prove(net, BUDGET).sound == Answer::Yes).count();
    plain("10,000 nets of 10 to 30 nodes", start.elapsed(), "1 s / 0.3 s", &format!("{sound} are sound"));
    guidelines(10_000);
}
