//! Measures a chart with eyes of its own: nothing of the layout is used but its result.

use guidepost::chart::text::{Weight, width};
use guidepost::chart::{Direction, Drawing, EdgeLine, Geometry, Point, Rect, TextBlock, TextStyle};

/// What is wrong with a chart; empty when every gate is at zero.
pub(crate) fn faults(drawing: &Drawing, g: &Geometry) -> Vec<String> {
    let mut faults = Vec::new();
    complete(drawing, g, &mut faults);
    shapes(drawing, g, &mut faults);
    lines(drawing, g, &mut faults);
    labels(drawing, g, &mut faults);
    lanes(drawing, g, &mut faults);
    texts(g, &mut faults);
    faults
}

fn name(drawing: &Drawing, node: usize) -> &str {
    &drawing.nodes[node].id
}

/// All that a node covers: its shape, words beside it, documents.
fn covers(g: &Geometry, i: usize) -> Vec<Rect> {
    let node = &g.nodes[i];
    let mut all = vec![node.rect];
    all.extend(node.texts.iter().map(|t| t.rect).filter(|t| !holds(node.rect, *t)));
    all.extend(node.documents.iter().flat_map(|d| [d.glyph, d.text.rect]));
    all
}

fn holds(outer: Rect, inner: Rect) -> bool {
    inner.x >= outer.x
        && inner.y >= outer.y
        && inner.right() <= outer.right()
        && inner.bottom() <= outer.bottom()
}

fn segments(line: &EdgeLine) -> impl Iterator<Item = Rect> + '_ {
    line.points.windows(2).map(|w| between(w[0], w[1]))
}

fn between(a: Point, b: Point) -> Rect {
    Rect { x: a.x.min(b.x), y: a.y.min(b.y), w: (a.x - b.x).abs(), h: (a.y - b.y).abs() }
}

/// A segment (a rectangle without area) runs through the inside of a rectangle.
fn cuts(segment: Rect, r: Rect) -> bool {
    segment.x < r.right() && segment.right() > r.x && segment.y < r.bottom() && segment.bottom() > r.y
}

fn complete(drawing: &Drawing, g: &Geometry, faults: &mut Vec<String>) {
    if g.nodes.len() != drawing.nodes.len() {
        faults.push(format!("{} of {} nodes drawn", g.nodes.len(), drawing.nodes.len()));
    }
    let valid =
        drawing.edges.iter().filter(|e| e.from < drawing.nodes.len() && e.to < drawing.nodes.len()).count();
    if g.edges.len() != valid {
        faults.push(format!("{} of {valid} edges drawn", g.edges.len()));
    }
    let words = drawing.edges.iter().filter(|e| !e.label.trim().is_empty()).count();
    let drawn = g.edges.iter().filter(|e| e.label.is_some()).count();
    if words != drawn && valid == drawing.edges.len() {
        faults.push(format!("{drawn} of {words} labels drawn"));
    }
    let sheet = Rect { x: 0, y: 0, w: g.width, h: g.height };
    let mut rects: Vec<Rect> = (0..g.nodes.len()).flat_map(|i| covers(g, i)).collect();
    rects.extend(g.edges.iter().flat_map(|e| e.points.iter().map(|p| Rect { x: p.x, y: p.y, w: 0, h: 0 })));
    rects.extend(g.edges.iter().filter_map(|e| e.label.as_ref().map(|l| l.rect)));
    rects.extend(g.lanes.iter().map(|l| l.rect));
    for r in rects {
        if !holds(sheet, r) {
            faults.push(format!("{r:?} outside of the sheet"));
        }
    }
}

fn shapes(drawing: &Drawing, g: &Geometry, faults: &mut Vec<String>) {
    let all: Vec<Vec<Rect>> = (0..g.nodes.len()).map(|i| covers(g, i)).collect();
    for i in 0..all.len() {
        for j in 0..i {
            if all[i].iter().any(|a| all[j].iter().any(|b| a.overlaps(*b))) {
                faults.push(format!("node {} on node {}", name(drawing, i), name(drawing, j)));
            }
        }
        for (k, a) in all[i].iter().enumerate() {
            if all[i][..k].iter().any(|b| a.overlaps(*b)) {
                faults.push(format!("node {}: its own parts overlap", name(drawing, i)));
            }
        }
    }
}

fn lines(drawing: &Drawing, g: &Geometry, faults: &mut Vec<String>) {
    for line in &g.edges {
        let edge = &drawing.edges[line.edge];
        let called = format!("{} > {}", name(drawing, edge.from), name(drawing, edge.to));
        if line.points.len() < 2 {
            faults.push(format!("line {called} has no length"));
            continue;
        }
        if line.points.windows(2).any(|w| w[0].x != w[1].x && w[0].y != w[1].y) {
            faults.push(format!("line {called} is not upright: {:?}", line.points));
        }
        for (point, node) in [(line.points[0], edge.from), (line.points[line.points.len() - 1], edge.to)] {
            let r = g.nodes[node].rect;
            let m = r.middle();
            let docked = ((point.x == r.x || point.x == r.right()) && point.y == m.y)
                || ((point.y == r.y || point.y == r.bottom()) && point.x == m.x);
            if !docked {
                faults.push(format!("line {called} does not end at the middle of a side"));
            }
        }
        let runs: Vec<Rect> = segments(line).collect();
        for node in 0..g.nodes.len() {
            let own = node == edge.from || node == edge.to;
            for r in covers(g, node) {
                if runs.iter().any(|s| cuts(*s, r)) {
                    let of = if own { "its own node" } else { "node" };
                    faults.push(format!(
                        "line {called} through {of} {}: {:?}",
                        name(drawing, node),
                        line.points
                    ));
                }
            }
        }
    }
    for (i, a) in g.edges.iter().enumerate() {
        for b in &g.edges[..i] {
            let (ea, eb) = (&drawing.edges[a.edge], &drawing.edges[b.edge]);
            if ea.from == eb.from || ea.to == eb.to {
                continue;
            }
            for s in segments(a) {
                for t in segments(b) {
                    let along_x = s.h == 0 && t.h == 0 && (s.y - t.y).abs() < 3;
                    let along_y = s.w == 0 && t.w == 0 && (s.x - t.x).abs() < 3;
                    let (x, y) =
                        (s.right().min(t.right()) - s.x.max(t.x), s.bottom().min(t.bottom()) - s.y.max(t.y));
                    if (along_x && x >= 0) || (along_y && y >= 0) {
                        let n = |i: usize| name(drawing, i);
                        faults.push(format!(
                            "lines {} > {} and {} > {} lie on each other: {:?} {:?}",
                            n(ea.from),
                            n(ea.to),
                            n(eb.from),
                            n(eb.to),
                            a.points,
                            b.points
                        ));
                    }
                }
            }
        }
    }
}

fn labels(drawing: &Drawing, g: &Geometry, faults: &mut Vec<String>) {
    let all: Vec<(usize, Rect)> =
        g.edges.iter().enumerate().filter_map(|(i, e)| e.label.as_ref().map(|l| (i, l.rect))).collect();
    for (k, (i, r)) in all.iter().enumerate() {
        let word = &drawing.edges[g.edges[*i].edge].label;
        if all[..k].iter().any(|(_, other)| other.overlaps(*r)) {
            faults.push(format!("label {word} on a label"));
        }
        if (0..g.nodes.len()).any(|n| covers(g, n).iter().any(|c| c.overlaps(*r))) {
            faults.push(format!("label {word} on a node"));
        }
        for line in &g.edges {
            if segments(line).any(|s| cuts(s, *r)) {
                faults.push(format!("label {word} on a line"));
            }
        }
        // It stands at its own line: nothing else is nearer.
        let near = |line: &EdgeLine| segments(line).map(|s| distance(s, *r)).min().unwrap_or(i32::MAX);
        // Words of several outcomes on one line stand below each other.
        let own = &drawing.edges[g.edges[*i].edge];
        let on_line = drawing.edges.iter().filter(|e| (e.from, e.to) == (own.from, own.to)).count();
        if near(&g.edges[*i]) > if on_line > 1 { 200 } else { 8 } {
            faults.push(format!("label {word} is {} px from its line", near(&g.edges[*i])));
        }
    }
}

fn distance(a: Rect, b: Rect) -> i32 {
    let gap = |a0: i32, a1: i32, b0: i32, b1: i32| (b0 - a1).max(a0 - b1).max(0);
    gap(a.x, a.right(), b.x, b.right()) + gap(a.y, a.bottom(), b.y, b.bottom())
}

fn lanes(drawing: &Drawing, g: &Geometry, faults: &mut Vec<String>) {
    let down = g.direction == Direction::TopDown;
    let across = |r: Rect| if down { (r.x, r.right()) } else { (r.y, r.bottom()) };
    let along = |r: Rect| if down { (r.y, r.bottom()) } else { (r.x, r.right()) };
    if g.lanes.len() != drawing.lanes.len().max(1) {
        faults.push("not every lane is drawn".to_owned());
    }
    for w in g.lanes.windows(2) {
        if across(w[0].rect).1 > across(w[1].rect).0 {
            faults.push("lanes overlap or are out of order".to_owned());
        }
        if along(w[0].rect) != along(w[1].rect) {
            faults.push("lanes are not of one length".to_owned());
        }
    }
    let lane_of = |node: usize| drawing.nodes[node].lane.min(g.lanes.len() - 1);
    for i in 0..g.nodes.len() {
        let lane = across(g.lanes[lane_of(i)].rect);
        let head = along(g.lanes[lane_of(i)].head);
        for r in covers(g, i) {
            if across(r).0 < lane.0 || across(r).1 > lane.1 || along(r).0 < head.1 {
                faults.push(format!("node {} leaves its lane", name(drawing, i)));
            }
        }
    }
    // A line crosses no more lane edges than lie between its ends.
    let at = |p: Point| {
        let v = if down { p.x } else { p.y };
        g.lanes.iter().position(|l| v < across(l.rect).1).unwrap_or(g.lanes.len() - 1)
    };
    for line in &g.edges {
        let edge = &drawing.edges[line.edge];
        let crossed: usize = line.points.windows(2).map(|w| at(w[0]).abs_diff(at(w[1]))).sum();
        if crossed > lane_of(edge.from).abs_diff(lane_of(edge.to)) {
            faults.push(format!(
                "line {} > {} leaves the lanes between its ends",
                name(drawing, edge.from),
                name(drawing, edge.to)
            ));
        }
    }
    for w in g.phases.windows(2) {
        if along(w[0].rect).1 > along(w[1].rect).0 || w[0].phase >= w[1].phase {
            faults.push("phases overlap or are out of order".to_owned());
        }
    }
    for (i, node) in g.nodes.iter().enumerate() {
        let Some(phase) = drawing.nodes[i].phase else { continue };
        let band = g.phases.iter().find(|b| b.phase == phase.min(drawing.phases.len().saturating_sub(1)));
        if let Some(band) = band
            && (along(node.rect).0 < along(band.rect).0 || along(node.rect).1 > along(band.rect).1)
        {
            faults.push(format!("node {} leaves its phase", name(drawing, i)));
        }
    }
}

fn texts(g: &Geometry, faults: &mut Vec<String>) {
    let mut fits = |block: &TextBlock, room: Option<Rect>| {
        let weight = if block.style == TextStyle::Head { Weight::Bold } else { Weight::Regular };
        for line in &block.lines {
            if width(line, block.style.size(), weight) > block.rect.w {
                faults.push(format!("`{line}` runs over its room"));
            }
        }
        let high = block.style.leading() * i32::try_from(block.lines.len()).unwrap_or(i32::MAX);
        if high > block.rect.h || room.is_some_and(|r| !holds(r, block.rect)) {
            faults.push(format!("`{}` is cut off", block.lines.join(" ")));
        }
    };
    for node in &g.nodes {
        for text in &node.texts {
            fits(text, None);
        }
        for d in &node.documents {
            fits(&d.text, None);
        }
    }
    for lane in &g.lanes {
        fits(&lane.name, Some(lane.head));
        if let Some(sub) = &lane.sub {
            fits(sub, Some(lane.head));
        }
    }
    for phase in &g.phases {
        fits(&phase.name, Some(phase.head));
        if let Some(facts) = &phase.facts {
            fits(facts, Some(phase.head));
        }
    }
    for edge in &g.edges {
        if let Some(label) = &edge.label {
            fits(label, None);
        }
    }
}

/// Lines crossing lines, as a reader counts them.
pub(crate) fn crossings(drawing: &Drawing, g: &Geometry) -> usize {
    let mut count = 0;
    for (i, a) in g.edges.iter().enumerate() {
        for b in &g.edges[..i] {
            let (ea, eb) = (&drawing.edges[a.edge], &drawing.edges[b.edge]);
            let shared = ea.from == eb.from || ea.to == eb.to;
            let mut points: Vec<(i32, i32)> = Vec::new();
            for s in segments(a) {
                for t in segments(b) {
                    let (flat, upright) = if s.h == 0 { (s, t) } else { (t, s) };
                    let crosses = flat.h == 0
                        && upright.w == 0
                        && flat.x < upright.x
                        && upright.x < flat.right()
                        && upright.y < flat.y
                        && flat.y < upright.bottom();
                    if crosses && !(shared && points.contains(&(upright.x, flat.y))) {
                        points.push((upright.x, flat.y));
                    }
                }
            }
            count += points.len();
        }
    }
    count
}

/// Corners per hundred edges.
pub(crate) fn bends(g: &Geometry) -> usize {
    g.edges.iter().map(|e| e.points.len() - 2).sum::<usize>() * 100 / g.edges.len().max(1)
}

/// Length of all lines over the distance of their ends, in percent.
pub(crate) fn detour(g: &Geometry) -> i32 {
    let length =
        |p: &[Point]| p.windows(2).map(|w| (w[0].x - w[1].x).abs() + (w[0].y - w[1].y).abs()).sum::<i32>();
    let long: i32 = g.edges.iter().map(|e| length(&e.points)).sum();
    let least: i32 = g.edges.iter().map(|e| length(&[e.points[0], e.points[e.points.len() - 1]])).sum();
    long * 100 / least.max(1)
}
