//! Lowering a guideline, against playing it straight from the words of the format reference.

mod draw;
mod play;

use crate::made::Dice;
use draw::{Callee, Draw};
use guidepost::graph::{EdgeKind, Escape, EscapeKind, NodeId, NodeKind, ProcessGraph, blocks, build};
use guidepost::model::{Guideline, Handbook, StepKind, parse};
use guidepost::proof::calls::{Place, Sources, Whole};
use guidepost::proof::lower::{Lowered, Wanted, lower, lower_for, proved};
use guidepost::proof::net;
use guidepost::proof::runs::{Rule, check};
use guidepost::proof::verdict::{Answer, Reason};
use guidepost::source::from_texts;
use play::{Says, Thing, truth};
use proptest::prelude::*;
use std::collections::HashSet;

const MOST: usize = 800;

/// A guideline that can be spoken of, with its net; none where ways lead nowhere or out of blocks, which other rules tell.
fn lowered(text: &str) -> Option<(Handbook, ProcessGraph, Lowered)> {
    let (handbook, _) = parse(from_texts(&[("a.md", text)]));
    let g = handbook.guidelines.first()?;
    let graph = build(g);
    let whole = graph.lost.is_empty()
        && blocks(g, &graph).iter().all(|b| b.escapes.iter().all(|e| played(&graph, b.fork, e)));
    // A step of a phase in any order that something else leads to, or where branches meet, is no such phase.
    let any_order =
        |n: NodeId| graph.step_of(n).is_some() && graph.nodes[n].phase.is_some_and(|p| g.phases[p].any_order);
    let leads_in = |n: NodeId| !matches!(graph.nodes[n].kind, NodeKind::PhaseIn(_));
    let entered = graph.edges.iter().any(|e| any_order(e.to) && leads_in(e.from))
        || graph.blocks.iter().any(|(_, join)| any_order(*join));
    // A block that meets at the step that opens it is none.
    let own = graph.blocks.iter().any(|(fork, join)| fork == join);
    if !whole || entered || own {
        return None;
    }
    let lowered = lower(g, &graph);
    (lowered.unsupported.is_none() && !lowered.crossed).then_some((handbook, graph, lowered))
}

/// An end inside a block can be played, and so can a way past the branches, though the rules tell it first; other ways
/// out of blocks have no meaning in words.
fn played(graph: &ProcessGraph, fork: NodeId, escape: &Escape) -> bool {
    let edge = graph.edges[escape.edge];
    let past = edge.from == fork && matches!(edge.kind, EdgeKind::Late | EdgeKind::RoundsUsedUp);
    escape.kind == EscapeKind::End || past
}

fn thing(graph: &ProcessGraph, node: NodeId) -> Option<Thing> {
    match graph.nodes[node].kind {
        NodeKind::Start(n) => Some(Thing::Start(n)),
        NodeKind::Step(n) => Some(Thing::Step(n)),
        NodeKind::Anytime(n) => Some(Thing::Event(n)),
        _ => None,
    }
}

fn agree(text: &str) -> Option<()> {
    let (handbook, graph, _) = lowered(text)?;
    let g = &handbook.guidelines[0];
    let truth = truth(std::slice::from_ref(g), None, MOST);
    if truth.partial && truth.twice.is_none() {
        return None;
    }
    let dead = (0..graph.nodes.len()).filter_map(|n| thing(&graph, n)).any(|t| !truth.happens.contains(&t));
    let stopped = lower_for(g, &graph, &Wanted { stopped: true, ..Wanted::default() });
    let stopped_proof = stopped.prove(20_000);
    for (lowered, proof) in [proved(g, &graph, 20_000), (stopped, stopped_proof)] {
        let why = || format!("{text}\n{proof:#?}\n{truth:#?}\n{:?}", lowered.net);
        let length = |reason| proof.findings.iter().find(|f| f.reason == reason).map(|f| f.length);
        assert_eq!(proof.safe == Answer::No, truth.twice.is_some(), "twice {}", why());
        if truth.twice.is_some() {
            continue;
        }
        assert_eq!(proof.option_to_complete == Answer::No, truth.trapped, "option {}", why());
        assert_eq!(proof.proper_completion == Answer::No, truth.runs_on.is_some(), "proper {}", why());
        assert_eq!(length(Reason::Stuck), truth.stuck, "stuck {}", why());
        assert_eq!(length(Reason::RunsOn), truth.runs_on, "runs on {}", why());
        assert_eq!(proof.no_dead_step == Answer::No, dead, "dead {}", why());
    }
    Some(())
}

/// Several guidelines, the first of which calls the others, as one process and played; whether the rule is broken.
fn agree_on_calls(texts: &[String; 3], dice: &mut Dice<'_>) -> Option<bool> {
    for text in texts {
        lowered(text)?;
    }
    let files = [("a.md", texts[0].as_str()), ("b.md", texts[1].as_str()), ("c.md", texts[2].as_str())];
    let (handbook, _) = parse(from_texts(&files));
    let all = &handbook.guidelines;
    let graphs: Vec<ProcessGraph> = all.iter().map(build).collect();
    let sources = Sources {
        guidelines: all,
        graphs: &graphs,
        find: &|id| all.iter().position(|g| g.id() == id),
        is_whole: &|_| true,
        opened: &|_| true,
        watched: &|_| HashSet::new(),
    };
    let whole = Whole::of(&sources, 0).ok()?;
    // What a call means as a word of a rule is held by cases; here it is asked of what is called.
    let mut first = 0;
    let mut steps = Vec::new();
    for (document, g) in all.iter().enumerate() {
        for (n, step) in g.steps.iter().enumerate() {
            let place = Place { document, node: graphs[document].of_step(n) };
            // In a process, an end of what it calls is no end: nothing that a rule about it could name.
            let end = document > 0 && matches!(step.kind, StepKind::End { .. });
            if !matches!(step.kind, StepKind::Call { .. }) && !whole.begun(place).is_empty() && !end {
                steps.push((Thing::Step(first + n), whole.begun(place).to_vec()));
            }
        }
        first += g.steps.len();
    }
    let mut one = || steps[dice.roll(steps.len())].clone();
    let ((a, step), (b, then), (c, third)) = (one(), one(), one());
    let (says, rule) = match dice.roll(4) {
        0 => (
            Says::Path { to: b, through: a, from: None },
            Rule::Path { to: then, through: step, from: vec![], unless: vec![] },
        ),
        1 => (
            Says::Path { to: b, through: a, from: Some(c) },
            Rule::Path { to: then, through: step, from: third, unless: vec![] },
        ),
        2 => (
            Says::Never { from: a, to: b, never: c },
            Rule::Never { from: step, to: then, never: third, unless: vec![] },
        ),
        _ => (Says::After { step: a, then: b }, Rule::After { step, then }),
    };
    let truth = truth(all, Some(&says), MOST);
    if truth.partial {
        return None;
    }
    let ruling = check(&whole.net, &rule, 20_000);
    let why = || format!("{says:?}\n{}\n{ruling:#?}\n{truth:#?}\n{:?}", texts.join("\n"), whole.net);
    let known = if truth.broken.is_some() { Answer::No } else { Answer::Yes };
    assert_eq!(ruling.holds, known, "{}", why());
    if let Some(least) = truth.broken {
        assert_eq!(ruling.length, least, "{}", why());
    }
    Some(truth.broken.is_some())
}

fn agree_on_rule(text: &str, dice: &mut Dice<'_>) -> Option<()> {
    let (handbook, graph, _) = lowered(text)?;
    let g: &Guideline = &handbook.guidelines[0];
    let lowered = lower_for(g, &graph, &Wanted { stopped: true, ..Wanted::default() });
    let steps: Vec<usize> = (0..g.steps.len()).collect();
    let mut one = || steps[dice.roll(steps.len())];
    let (a, b, c) = (one(), one(), one());
    let node = |s: usize| -> net::NodeId { lowered.nodes[graph.of_step(s)] };
    let (step, then) = (Thing::Step(a), Thing::Step(b));
    let (says, rule) = match dice.roll(5) {
        0 | 1 => (
            Says::Path { to: then, through: step, from: None },
            Rule::Path { to: vec![node(b)], through: vec![node(a)], from: vec![], unless: vec![] },
        ),
        2 => (
            Says::Path { to: then, through: step, from: Some(Thing::Step(c)) },
            Rule::Path { to: vec![node(b)], through: vec![node(a)], from: vec![node(c)], unless: vec![] },
        ),
        3 => (
            Says::Never { from: step, to: then, never: Thing::Step(c) },
            Rule::Never { from: vec![node(a)], to: vec![node(b)], never: vec![node(c)], unless: vec![] },
        ),
        _ => (Says::After { step, then }, Rule::After { step: vec![node(a)], then: vec![node(b)] }),
    };
    let truth = truth(std::slice::from_ref(g), Some(&says), MOST);
    if truth.partial {
        return None;
    }
    let ruling = check(&lowered.net, &rule, 20_000);
    let why = || format!("{says:?}\n{text}\n{ruling:#?}\n{truth:#?}\n{:?}", lowered.net);
    let known = if truth.broken.is_some() { Answer::No } else { Answer::Yes };
    assert_eq!(ruling.holds, known, "{}", why());
    if let Some(least) = truth.broken {
        assert_eq!(ruling.length, least, "{}", why());
    }
    Some(())
}

proptest! {
    #![proptest_config(crate::made::config(300))]

    #[test]
    fn guidelines_mean_what_their_words_say(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        agree(&Draw::guideline(&bytes, 8));
    }

    #[test]
    fn rules_mean_what_their_words_say(bytes in proptest::collection::vec(any::<u8>(), 0..80), more in proptest::collection::vec(any::<u8>(), 8)) {
        agree_on_rule(&Draw::guideline(&bytes, 8), &mut Dice::new(&more));
    }

    #[test]
    fn calls_mean_what_their_words_say(a in proptest::collection::vec(any::<u8>(), 0..60), b in proptest::collection::vec(any::<u8>(), 0..40), c in proptest::collection::vec(any::<u8>(), 0..30), more in proptest::collection::vec(any::<u8>(), 8)) {
        agree_on_calls(&calling([&a, &b, &c]), &mut Dice::new(&more));
    }
}

/// Three guidelines, each of which may call those after it.
fn calling(bytes: [&[u8]; 3]) -> [String; 3] {
    let last = Draw::calling("C-1", bytes[2], 3, Vec::new());
    let third = Callee::of("C-1", &last);
    let middle = Draw::calling("B-1", bytes[1], 4, vec![third.clone()]);
    let second = Callee::of("B-1", &middle);
    [Draw::calling("A-1", bytes[0], 5, vec![second, third]), middle, last]
}

/// What is drawn is no straw: most of it can be spoken of, and all that can go wrong does.
#[test]
fn the_drawn_guidelines_show_what_can_go_wrong() {
    let mut seed = 1u64;
    let (mut whole, mut wrong) = (0, std::collections::BTreeMap::new());
    for _ in 0..400 {
        let bytes: Vec<u8> = (0..80)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                u8::try_from(seed >> 56).unwrap()
            })
            .collect();
        let text = Draw::guideline(&bytes, 9);
        if let Some((_, _, lowered)) = lowered(&text) {
            whole += 1;
            for finding in lowered.prove(20_000).findings {
                *wrong.entry(finding.reason).or_insert(0usize) += 1;
            }
        }
    }
    println!("{whole} of 400; {wrong:?}");
    assert!(whole > 100 && wrong.values().sum::<usize>() > 30, "{whole} {wrong:?}");
}

/// Calls are drawn often enough, and rules about what is called are asked and broken.
#[test]
fn the_drawn_calls_are_played() {
    let mut seed = 7u64;
    let (mut played, mut broken) = (0, 0);
    for _ in 0..400 {
        let mut bytes = || -> Vec<u8> {
            (0..50)
                .map(|_| {
                    seed =
                        seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    u8::try_from(seed >> 56).unwrap()
                })
                .collect()
        };
        let (a, b, c, more) = (bytes(), bytes(), bytes(), bytes());
        let texts = calling([&a, &b, &c]);
        if texts[0].contains(", call: ") {
            let agreed = agree_on_calls(&texts, &mut Dice::new(&more));
            played += usize::from(agreed.is_some());
            broken += usize::from(agreed == Some(true));
        }
    }
    println!("{played} of 400, {broken} with a broken rule");
    assert!(played > 60 && broken > 10, "{played} {broken}");
}
