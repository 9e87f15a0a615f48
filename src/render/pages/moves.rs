//! Moves between the phases of guidelines: on, back, over a phase, out.

use crate::graph::{self, EdgeKind, Move, MoveKind, ProcessGraph};
use crate::model::Guideline;
use crate::render::voice::{Link, Said, Voice};
use serde::Serialize;

/// How many guidelines a page lists moves of.
const ENOUGH: usize = 60;

/// The moves of a guideline.
#[derive(Debug, Serialize)]
pub(crate) struct MovesRow<'a> {
    document: Link<'a>,
    /// On, back, skipped, out: each with its word.
    kinds: [(&'static str, Vec<Hop<'a>>); 4],
}

/// From a phase to another one, or to an end.
#[derive(Debug, Serialize)]
struct Hop<'a> {
    from: Said<'a>,
    to: Said<'a>,
    /// The steps that lead there, each with the outcome that does.
    ways: Vec<Link<'a>>,
}

/// From which phase, to which, or to which end.
type Goal = (usize, usize, Option<usize>);

/// The moves of all guidelines that have any.
pub(crate) fn rows<'a>(voice: &Voice<'a>, within: &[(usize, &'a Guideline)]) -> Vec<MovesRow<'a>> {
    let rows = within.iter().filter_map(|&(n, g)| row(voice, n, g));
    rows.take(ENOUGH).collect()
}

/// The moves of one guideline, where it has any.
pub(crate) fn row<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline) -> Option<MovesRow<'a>> {
    let graph = voice.shelf.graph(n)?;
    let found = graph::moves(g, graph);
    if found.is_empty() {
        return None;
    }
    let w = &voice.w.reader;
    let kinds = [
        (w.move_on, MoveKind::On),
        (w.move_back, MoveKind::Back),
        (w.move_skip, MoveKind::Skip),
        (w.move_out, MoveKind::Exit),
    ];
    let document = voice.document(n, Some("sec--steps"));
    let hops = |kind| hops(voice, n, g, graph, &found, kind);
    Some(MovesRow { document, kinds: kinds.map(|(word, kind)| (word, hops(kind))) })
}

fn hops<'a>(
    voice: &Voice<'a>,
    n: usize,
    g: &'a Guideline,
    graph: &ProcessGraph,
    found: &[Move],
    kind: MoveKind,
) -> Vec<Hop<'a>> {
    let phase = |p: usize| voice.tell(voice.handbook().phase_name(g, p, voice.lang));
    // An end is where one gets to; between phases the phase is.
    let goal = |m: &Move| graph.edges.get(m.edge).map(|e| e.to).filter(|_| m.kind == MoveKind::Exit);
    let mut hops: Vec<(Goal, Hop<'a>)> = Vec::new();
    for m in found.iter().filter(|m| m.kind == kind) {
        let end = goal(m);
        let key = (m.from, if end.is_some() { 0 } else { m.to }, end);
        let Some(way) = way(voice, n, g, graph, m) else { continue };
        if let Some((_, hop)) = hops.iter_mut().find(|(known, _)| *known == key) {
            hop.ways.push(way);
            continue;
        }
        let to = match end.and_then(|node| graph.step_of(node)) {
            Some(step) => voice.step(g, step),
            None => phase(m.to),
        };
        hops.push((key, Hop { from: phase(m.from), to, ways: vec![way] }));
    }
    hops.into_iter().map(|(_, hop)| hop).collect()
}

/// The step a move starts from: its number, and the outcome.
fn way<'a>(
    voice: &Voice<'a>,
    n: usize,
    g: &'a Guideline,
    graph: &ProcessGraph,
    m: &Move,
) -> Option<Link<'a>> {
    let edge = graph.edges.get(m.edge)?;
    let step = graph.step_of(edge.from)?;
    let label = match edge.kind {
        EdgeKind::Outcome(o) => {
            let outcome = g.steps.get(step)?.outcomes().get(o)?;
            voice.tell(voice.handbook().outcome_text(g, step, outcome, voice.lang))
        }
        EdgeKind::Late => voice.word(voice.w.when_late),
        EdgeKind::RoundsUsedUp => voice.word(voice.w.rounds_then),
        _ => Said::default(),
    };
    let id = g.steps.get(step).map_or("", |s| s.id());
    let text = format!("{} {}", step + 1, label.text).trim_end().to_owned();
    Some(Link { text: text.into(), lang: label.lang, ..voice.document(n, (!id.is_empty()).then_some(id)) })
}
