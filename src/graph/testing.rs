//! Guidelines from a few lines of text, for the tests of this room.
//!
//! ```text
//! start: a            a start that leads to a
//! anytime: a          an event that leads to a at any time
//! == offer            a phase; `== offer any -> x` is one with `order: any`
//! a: do -> b          a task
//! b: ask -> c d       a decision; its outcomes are called as the steps they lead to
//! p: parallel a b ? c -> x    branches a and b, optional c, join x
//! w: wait -> c late d
//! s: call X-1 -> c
//! e: end
//! t: end!             stops everything
//! ```
//!
//! `limit` at the end of a line gives the step a limit of three rounds.

use crate::diagnostic::{FileId, Span};
use crate::model::{Anytime, Guideline, Letters, Limit, Outcome, Phase, Start, Step, StepKind, Text};

/// The guideline that `lines` describe.
pub(crate) fn guideline(lines: &str) -> Guideline {
    let mut g = blank();
    let mut phase = None;
    for (n, line) in lines.lines().map(str::trim).enumerate().filter(|(_, l)| !l.is_empty()) {
        let at = Span::new(FileId(0), n * 100, n * 100 + 1);
        if let Some(rest) = line.strip_prefix("== ") {
            let (head, next) = split_next(rest);
            let mut words = head.split_whitespace();
            let id = words.next().map(|w| text(w, at));
            let any_order = words.next() == Some("any");
            let next = next.first().map(|w| text(w, at));
            g.phases.push(Phase { at, id, name: None, facts: Vec::new(), any_order, next });
            phase = Some(g.phases.len() - 1);
            continue;
        }
        let (id, rest) = line.split_once(':').expect("a line is `id: …`");
        let target = || rest.split_whitespace().next().map(|w| text(w, at));
        match id {
            "start" => g.starts.push(Start {
                at,
                id: None,
                event: None,
                from: Vec::new(),
                out: Vec::new(),
                every: None,
                next: target(),
            }),
            "anytime" => g.anytime.push(Anytime {
                at,
                id: None,
                event: None,
                within_phases: Vec::new(),
                next: target(),
            }),
            _ => g.steps.push(step(id, rest, phase, at)),
        }
    }
    g
}

/// The names of nodes, for comparison.
pub(crate) fn names(g: &Guideline, graph: &super::ProcessGraph, nodes: &[super::NodeId]) -> String {
    nodes.iter().map(|&n| graph.name(g, n)).collect::<Vec<_>>().join(" ")
}

fn split_next(rest: &str) -> (&str, Vec<&str>) {
    rest.split_once("->").map_or((rest, Vec::new()), |(a, b)| (a, b.split_whitespace().collect()))
}

fn text(word: &str, at: Span) -> Text {
    Text::new(word.to_owned(), at)
}

fn step(id: &str, rest: &str, phase: Option<usize>, at: Span) -> Step {
    let rest = rest.trim();
    let limited = rest.ends_with(" limit");
    let (head, mut to) = split_next(rest.strip_suffix(" limit").unwrap_or(rest));
    let late = to.iter().position(|w| *w == "late").map(|n| {
        let late = to[n + 1];
        to.truncate(n);
        text(late, at)
    });
    let words: Vec<&str> = head.split_whitespace().collect();
    let next = to.first().map(|w| text(w, at));
    let outcomes = || to.iter().map(|w| outcome(w, at)).collect();
    let split = words.iter().position(|w| *w == "?").unwrap_or(words.len());
    let (kind, next) = match words[0] {
        "ask" => (StepKind::Ask { outcomes: outcomes(), of: None, complete: true }, None),
        "wait" => (StepKind::Wait { party: None, outcomes: Vec::new() }, next),
        "call" => (StepKind::Call { document: text(words[1], at), start: None, outcomes: Vec::new() }, next),
        "end" | "end!" => {
            (StepKind::End { hand_over: Vec::new(), stops_everything: words[0] == "end!" }, None)
        }
        "parallel" => (
            StepKind::Parallel {
                branches: words[1..split].iter().map(|w| text(w, at)).collect(),
                optional: words[split..].iter().skip(1).map(|w| (text(w, at), text("if", at))).collect(),
                join: next,
            },
            None,
        ),
        _ => (StepKind::Do, next),
    };
    Step {
        at,
        id: Some(text(id, at)),
        kind,
        text: None,
        phase,
        next,
        letters: Letters::default(),
        input: Vec::new(),
        output: Vec::new(),
        within: None,
        until: None,
        late,
        escalate: Vec::new(),
        limit: limited.then_some(Limit { at, rounds: 3, then: None }),
        every: None,
        contact: Vec::new(),
        see: Vec::new(),
        tools: Vec::new(),
        note: None,
        facts: Vec::new(),
    }
}

fn outcome(word: &str, at: Span) -> Outcome {
    Outcome { id: text(word, at), to: Some(text(word, at)), text: None, share: None, when: None }
}

fn blank() -> Guideline {
    let top = Span::top(FileId(0));
    Guideline {
        file: FileId(0),
        front: top,
        body: top,
        broken: false,
        id: Some(Text::new("X-1".to_owned(), top)),
        title: None,
        doc_type: None,
        owner: None,
        status: None,
        process: None,
        class: None,
        purpose: None,
        scope: None,
        version: None,
        version_unquoted: false,
        approved: None,
        changes: Vec::new(),
        effective: None,
        review: None,
        replaces: Vec::new(),
        retention: None,
        within: None,
        norms: Vec::new(),
        acknowledge: Vec::new(),
        responsibilities: Vec::new(),
        duties: Vec::new(),
        records: Vec::new(),
        kpis: Vec::new(),
        risks: Vec::new(),
        resources: Vec::new(),
        open: Vec::new(),
        origin: None,
        attachment: None,
        distribution: Vec::new(),
        facts: Vec::new(),
        defaults: Letters::default(),
        starts: Vec::new(),
        phases: Vec::new(),
        steps: Vec::new(),
        anytime: Vec::new(),
        rules: Vec::new(),
        accept: Vec::new(),
        chart: crate::model::ChartWishes::default(),
    }
}
