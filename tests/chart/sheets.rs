//! Charts cut for paper: everything is there once, fits, and leads on.

use crate::graphs::{Shape, fan, random};
use crate::opportunity;
use guidepost::chart::{
    Direction, Drawing, Paper, Rect, SMALLEST, Sheet, SvgOptions, layout, sheet_svg, sheets,
};

fn cut(drawing: &Drawing) -> Vec<Sheet> {
    sheets(&layout(drawing), Paper::A4)
}

/// What is wrong with the sheets of a drawing.
fn faults(drawing: &Drawing) -> Vec<String> {
    let whole = layout(drawing);
    let sheets = sheets(&whole, Paper::A4);
    let mut faults = Vec::new();
    let mut seen: Vec<usize> = sheets.iter().flat_map(|s| s.geometry.nodes.iter().map(|n| n.node)).collect();
    seen.sort_unstable();
    if seen != (0..whole.nodes.len()).collect::<Vec<_>>() {
        faults.push(format!("{} of {} nodes on sheets: {seen:?}", seen.len(), whole.nodes.len()));
    }
    let labels = |g: &guidepost::chart::Geometry| g.edges.iter().filter(|e| e.label.is_some()).count();
    let drawn: usize = sheets.iter().map(|s| labels(&s.geometry)).sum();
    if drawn != labels(&whole) {
        faults.push(format!("{drawn} of {} words on sheets", labels(&whole)));
    }
    for (n, sheet) in sheets.iter().enumerate() {
        let g = &sheet.geometry;
        let page = Rect { x: 0, y: 0, w: g.width, h: g.height };
        let (w, h) = if sheet.landscape { Paper::A4.lying } else { Paper::A4.upright };
        if sheet.scale < SMALLEST
            || g.width * sheet.scale / 1000 > w + 1
            || g.height * sheet.scale / 1000 > h + 1
        {
            faults.push(format!(
                "sheet {} of {}, {} x {} at {} (lying: {}), does not fit",
                n + 1,
                sheets.len(),
                g.width,
                g.height,
                sheet.scale,
                sheet.landscape
            ));
        }
        let mut rects: Vec<Rect> = g.nodes.iter().map(|n| n.rect).collect();
        rects.extend(sheet.connectors.iter().map(|c| c.rect));
        rects.extend(
            g.edges.iter().flat_map(|e| e.points.iter().map(|p| Rect { x: p.x, y: p.y, w: 0, h: 0 })),
        );
        for r in rects {
            if r.x < 0 || r.y < 0 || r.right() > page.w || r.bottom() > page.h {
                faults.push(format!("{r:?} outside of sheet {}", n + 1));
            }
        }
        for (i, a) in sheet.connectors.iter().enumerate() {
            if sheet.connectors[..i].iter().any(|b| a.rect.overlaps(b.rect)) {
                faults.push(format!("letters on letters on sheet {}", n + 1));
            }
            if g.nodes.iter().any(|b| b.rect.overlaps(a.rect)) {
                faults.push(format!("letter {} on a node of sheet {}", a.letter, n + 1));
            }
            for &other in &a.sheets {
                let back = sheets.get(other - 1).is_some_and(|s| {
                    s.connectors
                        .iter()
                        .any(|b| b.letter == a.letter && b.leaves != a.leaves && b.sheets.contains(&(n + 1)))
                });
                if !back {
                    faults.push(format!("{} of sheet {} leads to nothing on {other}", a.text(), n + 1));
                }
            }
        }
        let words = g.edges.iter().any(|e| e.label.is_some());
        if g.nodes.is_empty() && !words && sheets.len() > 1 {
            faults.push(format!("nothing stands on sheet {}", n + 1));
        }
        let lanes: Vec<usize> = g.lanes.iter().map(|l| l.lane).collect();
        if !lanes.is_sorted() {
            faults.push(format!("lanes of sheet {}: {lanes:?}", n + 1));
        }
        for e in &g.edges {
            if e.points.windows(2).any(|w| w[0].x != w[1].x && w[0].y != w[1].y) {
                faults.push(format!("a line of sheet {} is not upright", n + 1));
            }
        }
    }
    // Every line begins once and ends once.
    for edge in &whole.edges {
        let heads =
            sheets.iter().flat_map(|s| &s.geometry.edges).filter(|e| e.edge == edge.edge && !e.goes_on);
        if heads.count() != 1 {
            faults.push(format!("line {} does not end once", edge.edge));
        }
    }
    faults
}

#[track_caller]
fn passes(what: &str, drawing: &Drawing) {
    let faults = faults(drawing);
    assert!(faults.is_empty(), "{what}:\n{}", faults[..faults.len().min(12)].join("\n"));
}

#[test]
fn a_small_chart_stays_on_one_sheet_as_it_is() {
    let drawing = fan(2, 2, Direction::TopDown);
    let made = cut(&drawing);
    assert_eq!((made.len(), made[0].scale, made[0].landscape), (1, 1000, false));
    assert_eq!(made[0].geometry, layout(&drawing));
}

#[test]
fn a_large_chart_is_cut_at_its_phases() {
    let made = cut(&opportunity::drawing());
    assert!(made.len() > 1);
    passes("opportunity management", &opportunity::drawing());
    let text = sheet_svg(&made[0], &opportunity::drawing(), &SvgOptions::default());
    assert!(text.contains(" → A<") || text.contains(">A → "), "a letter tells where a line goes on");
}

#[test]
fn random_charts() {
    for (seed, n) in (0..30).zip(0usize..) {
        let shape = Shape { nodes: 4 + (n * 11) % 70, lanes: 1 + n % 9, phases: n % 5, extra: 15 };
        passes(&format!("seed {seed}"), &random(seed, shape));
    }
}

#[test]
fn charts_from_left_to_right() {
    for (seed, n) in (100..115).zip(0usize..) {
        let shape = Shape { nodes: 4 + (n * 13) % 60, lanes: 1 + n % 9, phases: n % 5, extra: 15 };
        let drawing = Drawing { direction: Direction::LeftRight, ..random(seed, shape) };
        passes(&format!("seed {seed}"), &drawing);
    }
}

/// The largest that has to be readable on A4: 200 nodes, 8 lanes.
#[test]
fn a_large_chart_is_never_printed_too_small() {
    let made = cut(&random(41, Shape { nodes: 200, lanes: 8, phases: 4, extra: 10 }));
    let least = made.iter().map(|s| s.scale).min();
    assert!(least.is_some_and(|l| l >= SMALLEST), "{least:?}");
}

#[test]
fn a_very_large_chart() {
    passes("300 nodes", &random(7, Shape { nodes: 300, lanes: 12, phases: 5, extra: 10 }));
}
