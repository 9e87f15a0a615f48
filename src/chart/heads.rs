//! The heads of lanes and the edges of phases: their words measured, the bands they make.

use super::block::set;
use super::drawing::Drawing;
use super::geometry::{LaneBox, PhaseBand, Rect, TextBlock, TextStyle};

/// The head of a lane, measured.
pub(super) struct LaneHead {
    name: TextBlock,
    sub: Option<TextBlock>,
}

impl LaneHead {
    pub(super) fn lane(&self, lane: usize, rect: Rect, head: Rect) -> LaneBox {
        let h = self.name.rect.h + self.sub.as_ref().map_or(0, |s| s.rect.h);
        let mut y = head.y + (head.h - h) / 2;
        let mut put = |t: &TextBlock| {
            let rect = t.rect.moved(head.x + (head.w - t.rect.w) / 2, y);
            y += t.rect.h;
            TextBlock { rect, ..t.clone() }
        };
        LaneBox { lane, rect, head, name: put(&self.name), sub: self.sub.as_ref().map(put) }
    }
}

/// The edge of a phase, measured.
pub(super) struct PhaseHead {
    name: TextBlock,
    facts: Option<TextBlock>,
    /// Least extent along the flow.
    pub least: i32,
}

impl PhaseHead {
    pub(super) fn band(&self, phase: usize, rect: Rect, head: Rect) -> PhaseBand {
        let (x, y) = (head.x + 8, head.y + 10);
        let name = TextBlock { rect: self.name.rect.moved(x, y), ..self.name.clone() };
        let facts = self
            .facts
            .as_ref()
            .map(|f| TextBlock { rect: f.rect.moved(x, y + self.name.rect.h + 4), ..f.clone() });
        PhaseBand { phase, rect, head, name, facts }
    }
}

/// All heads, and how thick their bands are.
pub(super) struct Heads {
    pub lanes: Vec<LaneHead>,
    pub phases: Vec<PhaseHead>,
    pub lane_least: Vec<i32>,
    /// Extent of the band of lane heads along the flow.
    pub lane_band: i32,
    /// Extent of the band of phase heads across the flow.
    pub phase_band: i32,
}

impl Heads {
    pub(super) fn of(drawing: &Drawing, turned: bool) -> Self {
        let empty =
            || TextBlock { rect: Rect::default(), lines: Vec::new(), style: TextStyle::Head, centred: true };
        let limit = if turned { 110 } else { 150 };
        let mut lanes: Vec<LaneHead> = drawing
            .lanes
            .iter()
            .map(|lane| LaneHead {
                name: set(&lane.name, TextStyle::Head, limit, true).unwrap_or_else(empty),
                sub: set(&lane.sub, TextStyle::Quiet, limit, true),
            })
            .collect();
        if lanes.is_empty() {
            lanes.push(LaneHead { name: empty(), sub: None });
        }
        let size = |l: &LaneHead| {
            let w = l.name.rect.w.max(l.sub.as_ref().map_or(0, |s| s.rect.w));
            let h = l.name.rect.h + l.sub.as_ref().map_or(0, |s| s.rect.h);
            (w, h)
        };
        let across = |l: &LaneHead| if turned { size(l).1 + 20 } else { size(l).0 + 24 };
        let along = |l: &LaneHead| if turned { size(l).0 + 20 } else { size(l).1 + 16 };
        let lane_least = lanes.iter().map(|l| across(l).max(64)).collect();
        let lane_band = lanes.iter().map(along).max().unwrap_or(0).max(32);
        let phases: Vec<PhaseHead> = drawing
            .phases
            .iter()
            .map(|phase| {
                let limit = if turned { 150 } else { 100 };
                let name = set(&phase.name, TextStyle::Head, limit, false).unwrap_or_else(empty);
                let facts: Vec<TextBlock> = phase
                    .facts
                    .iter()
                    .filter_map(|(k, v)| set(&format!("{k}: {v}"), TextStyle::Quiet, limit, false))
                    .collect();
                let facts = facts.into_iter().reduce(|mut all, f| {
                    all.rect.w = all.rect.w.max(f.rect.w);
                    all.rect.h += f.rect.h;
                    all.lines.extend(f.lines);
                    all
                });
                let h = name.rect.h + facts.as_ref().map_or(0, |f| f.rect.h + 4) + 24;
                let w = name.rect.w.max(facts.as_ref().map_or(0, |f| f.rect.w)) + 20;
                PhaseHead { name, facts, least: if turned { w } else { h } }
            })
            .collect();
        let thick = |p: &PhaseHead| {
            let w = p.name.rect.w.max(p.facts.as_ref().map_or(0, |f| f.rect.w)) + 16;
            let h = p.name.rect.h + p.facts.as_ref().map_or(0, |f| f.rect.h + 4) + 20;
            if turned { h } else { w }
        };
        let phase_band = phases.iter().map(thick).max().unwrap_or(0);
        Self { lanes, phases, lane_least, lane_band, phase_band }
    }
}
