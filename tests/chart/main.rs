//! Charts measured: every gate at zero over random drawings, and figures on known ones.

mod graphs;
mod measure;
mod opportunity;
mod overall;
mod sample;
mod sheets;
mod ways;

use graphs::{Shape, fan, random};
use guidepost::chart::{
    Direction, Document, Drawing, Edge, Lane, Node, NodeKind, SvgOptions, from_bare_json, layout, svg,
};
use measure::{bends, crossings, detour, faults};

#[track_caller]
fn passes(what: &str, drawing: &Drawing) {
    let geometry = layout(drawing);
    let faults = faults(drawing, &geometry);
    assert!(
        faults.is_empty(),
        "{what}: {} faults\n{}",
        faults.len(),
        faults[..faults.len().min(12)].join("\n")
    );
}

/// How many random drawings; `GUIDEPOST_CHART_SEEDS=20` draws twenty times as many.
fn seeds(usual: u32) -> u32 {
    let times = std::env::var("GUIDEPOST_CHART_SEEDS").ok().and_then(|v| v.parse().ok());
    usual * times.unwrap_or(1)
}

#[test]
fn random_small() {
    for (seed, n) in (0..seeds(120)).zip(0usize..) {
        let shape = Shape { nodes: 2 + (n * 7) % 23, lanes: 1 + n % 6, phases: n % 4, extra: 15 };
        passes(&format!("seed {seed}"), &random(seed, shape));
    }
}

#[test]
fn random_middling() {
    for (seed, n) in (1000..1000 + seeds(12)).zip(0usize..) {
        let shape = Shape { nodes: 60, lanes: 1 + n % 12, phases: n % 6, extra: 25 };
        passes(&format!("seed {seed}"), &random(seed, shape));
    }
}

#[test]
fn random_large() {
    for seed in 2000..2000 + seeds(1) {
        passes(&format!("seed {seed}"), &random(seed, Shape { nodes: 300, lanes: 12, phases: 5, extra: 10 }));
    }
}

#[test]
fn many_ways_out() {
    for (ways, lanes) in [(4, 1), (5, 3), (12, 2), (40, 1), (40, 12)] {
        for direction in [Direction::TopDown, Direction::LeftRight] {
            passes(&format!("{ways} ways, {lanes} lanes"), &fan(ways, lanes, direction));
        }
    }
}

#[test]
fn nothing_and_nearly_nothing() {
    passes("nothing", &Drawing::default());
    let lane = Lane { name: "Somebody".to_owned(), ..Lane::default() };
    let lonely = Node { id: "a".to_owned(), text: "Do".to_owned(), lane: 7, ..Node::default() };
    passes("lanes only", &Drawing { lanes: vec![lane.clone(), lane.clone()], ..Drawing::default() });
    let edge = |from, to| Edge { from, to, ..Edge::default() };
    let mut drawing = Drawing { lanes: vec![lane], nodes: vec![lonely.clone()], ..Drawing::default() };
    passes("one node, its lane past the end", &drawing);
    drawing.edges = vec![edge(0, 0), edge(0, 0), edge(0, 9)];
    passes("self-loops and an edge to nowhere", &drawing);
    drawing.nodes = vec![lonely; 3];
    drawing.edges = vec![edge(0, 1), edge(1, 2), edge(2, 0), edge(2, 1), edge(0, 1)];
    passes("a ring without a start", &drawing);
}

fn plain(id: usize, kind: NodeKind, lane: usize) -> Node {
    Node { id: format!("n{id}"), kind, lane, text: format!("Step {id}"), ..Node::default() }
}

fn lanes(count: usize) -> Vec<Lane> {
    (0..count).map(|i| Lane { name: format!("Role {i}"), ..Lane::default() }).collect()
}

fn to(from: usize, to: usize) -> Edge {
    Edge { from, to, ..Edge::default() }
}

/// What random drawings have now and then, each by itself and to excess, both ways.
#[test]
fn one_thing_to_excess() {
    let chain = |n: usize| (1..n).map(|i| to(i - 1, i)).collect::<Vec<Edge>>();
    let tasks = |n: usize, lane: &dyn Fn(usize) -> usize| -> Vec<Node> {
        (0..n).map(|i| plain(i, NodeKind::Task, lane(i))).collect()
    };
    let of = |lanes, nodes, edges| Drawing { lanes, nodes, edges, ..Drawing::default() };
    let mut cases = vec![
        ("one node in each of twelve lanes", of(lanes(12), tasks(12, &|i| i), chain(12))),
        ("there and back over twelve lanes", of(lanes(12), tasks(23, &|i| 11 - i.abs_diff(11)), chain(23))),
        ("empty lanes between", of(lanes(12), tasks(10, &|i| 11 * (i % 2)), chain(10))),
        ("nobody reaches anything", of(lanes(3), tasks(20, &|i| i % 3), Vec::new())),
        ("one lane of 300 steps", of(lanes(1), tasks(300, &|_| 0), chain(300))),
    ];
    let mut many = of(lanes(3), vec![plain(0, NodeKind::Task, 1)], Vec::new());
    for i in 1..=40 {
        many.nodes.push(plain(i, if i <= 20 { NodeKind::Start } else { NodeKind::End }, i % 3));
        many.edges.push(if i <= 20 { to(i, 0) } else { to(0, i) });
    }
    cases.push(("twenty starts, twenty ends", many));
    let mut turning = of(lanes(2), tasks(8, &|i| i % 2), chain(8));
    turning.edges.extend((0..8).map(|i| Edge { label: "once more".to_owned(), ..to(i, i) }));
    cases.push(("every step goes back to itself", turning));
    let mut back = of(lanes(4), tasks(16, &|i| i % 4), chain(16));
    back.edges.extend((1..16).map(|i| to(i, 0)));
    cases.push(("every step goes back to the first", back));
    let mut wordy = of(lanes(3), tasks(6, &|i| i % 3), chain(6));
    let word = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunt";
    assert_eq!(word.len(), 60);
    wordy.lanes.iter_mut().for_each(|l| l.name = word.to_owned());
    wordy.edges.iter_mut().for_each(|e| e.label = word.to_owned());
    for node in &mut wordy.nodes {
        (node.text, node.sub, node.badge) = (format!("{word} {word}"), word.to_owned(), word.to_owned());
        node.outputs = vec![Document { text: word.to_owned(), href: String::new() }];
    }
    wordy.documents = true;
    cases.push(("words of sixty letters", wordy));
    for (what, drawing) in cases {
        for direction in [Direction::TopDown, Direction::LeftRight] {
            passes(what, &Drawing { direction, ..drawing.clone() });
        }
    }
}

/// A process of 35 nodes in five lanes with loops, as a bare graph.
fn complaints() -> Drawing {
    from_bare_json(include_str!("complaints.json")).unwrap_or_default()
}

/// Crossings, bends per hundred edges and detour in percent of two known processes stay as good as they are.
#[test]
fn figures_of_known_processes() {
    use Direction::{LeftRight, TopDown};
    let known = [
        ("complaints", complaints(), TopDown, (3, 50, 103)),
        ("complaints", complaints(), LeftRight, (3, 53, 103)),
        ("opportunity", opportunity::drawing(), TopDown, (3, 84, 103)),
        ("opportunity", opportunity::drawing(), LeftRight, (6, 94, 106)),
    ];
    for (name, drawing, direction, most) in known {
        let drawing = Drawing { direction, ..drawing };
        passes(name, &drawing);
        let g = layout(&drawing);
        let found = (crossings(&drawing, &g), bends(&g), detour(&g));
        assert!(
            found.0 <= most.0 && found.1 <= most.1 && found.2 <= most.2,
            "{name} {direction:?}: crossings, bends, detour {found:?}, at most {most:?}"
        );
    }
}

/// What leads back is what leads back in the text, though another way round the ring is seen first.
#[test]
fn loops_are_those_of_the_author() {
    let drawing = complaints();
    let g = layout(&drawing);
    let back: Vec<String> = g
        .edges
        .iter()
        .filter(|line| line.back)
        .map(|line| {
            let edge = &drawing.edges[line.edge];
            format!("{} > {}", drawing.nodes[edge.from].id, drawing.nodes[edge.to].id)
        })
        .collect();
    assert_eq!(back, ["q6 > n3", "p4 > n3", "c5 > d5", "q2 > d1"]);
}

/// The main path ends where the ways written first lead to, by the longest way; not where most steps are.
#[test]
fn the_main_path_is_that_of_the_author() {
    let drawing = complaints();
    let g = layout(&drawing);
    let ends = g.edges.iter().filter(|line| line.main).map(|line| drawing.edges[line.edge].to);
    let ends: Vec<&str> = ends
        .filter(|&n| drawing.nodes[n].kind == NodeKind::End)
        .map(|n| drawing.nodes[n].id.as_str())
        .collect();
    assert_eq!(ends, ["e3"]);
}

/// The three graphs that engines are measured with, where the folder with them is at hand.
#[test]
fn known_graphs() {
    let Some(folder) = std::env::var_os("GUIDEPOST_CORPORA") else {
        eprintln!("left out: GUIDEPOST_CORPORA does not name the folder with charts/a.json, b.json, c.json");
        return;
    };
    // Crossings, bends per hundred edges, detour in percent.
    for (name, most) in [("a", (3, 90, 106)), ("b", (0, 20, 100)), ("c", (2, 50, 105))] {
        let path = std::path::Path::new(&folder).join("charts").join(format!("{name}.json"));
        let drawing = from_bare_json(&std::fs::read_to_string(path).unwrap()).unwrap();
        passes(name, &drawing);
        let g = layout(&drawing);
        let found = (crossings(&drawing, &g), bends(&g), detour(&g));
        assert!(found.0 <= most.0 && found.1 <= most.1 && found.2 <= most.2, "{name}: {found:?}");
    }
}

#[test]
fn a_sales_guideline() {
    for direction in [Direction::TopDown, Direction::LeftRight] {
        let drawing = Drawing { direction, ..opportunity::drawing() };
        passes("opportunity management", &drawing);
    }
}

#[test]
fn the_same_drawing_gives_the_same_bytes() {
    let drawing = random(77, Shape { nodes: 40, lanes: 5, phases: 3, extra: 20 });
    let draw = || svg(&layout(&drawing), &drawing, &SvgOptions::default());
    assert_eq!(draw(), draw());
}

/// A small drawing, byte for byte: whoever changes a look or a place sees what.
#[test]
fn golden() {
    let mut drawing = fan(2, 2, Direction::TopDown);
    drawing.title = "Two ways".to_owned();
    drawing.desc = "A small drawing".to_owned();
    drawing.documents = true;
    drawing.nodes[2].number = Some("2".to_owned());
    drawing.nodes[2].href = "#t0".to_owned();
    drawing.nodes[2].spoken = "2. Deal with group 0, Lane 0".to_owned();
    drawing.nodes[2].outputs = vec![Document { text: "Offer".to_owned(), href: "offer.html".to_owned() }];
    let geometry = layout(&drawing);
    insta::assert_snapshot!("two-ways.svg", svg(&geometry, &drawing, &SvgOptions::default()));
    let json = serde_json::to_string_pretty(&geometry.to_json(&drawing)).unwrap();
    insta::assert_snapshot!("two-ways.json", json);
}

/// Every step is a link with a spoken name, in process order; lines are hidden from screen readers.
#[test]
fn steps_are_read_out_in_process_order() {
    let drawing = opportunity::drawing();
    let text = svg(&layout(&drawing), &drawing, &SvgOptions::default());
    let mut at = 0;
    for node in drawing.nodes.iter().filter(|n| !n.text.is_empty()) {
        let link = format!("data-step=\"{}\" href=\"#{}\" aria-label=\"", node.id, node.id);
        let found = text[at..].find(&link);
        assert!(found.is_some(), "{} is missing or out of order", node.id);
        at += found.unwrap_or(0);
    }
    assert!(text.contains("<g class=\"gp-edges\" aria-hidden=\"true\">"));
}

#[test]
fn words_are_escaped() {
    let mut drawing = fan(2, 1, Direction::TopDown);
    drawing.title = "<b>&\"'".to_owned();
    drawing.nodes[1].text = "<script>alert(1)</script>".to_owned();
    drawing.nodes[2].kind = NodeKind::Call;
    drawing.nodes[2].href = "\"><script>".to_owned();
    let text = svg(&layout(&drawing), &drawing, &SvgOptions::default());
    assert!(!text.contains("<script") && !text.contains("<b>"), "{text}");
    assert!(!text.contains("style=") && !text.contains("<style"));
}
