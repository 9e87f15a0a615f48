//! Pictures of the whole on a page: for the screen, and for a sheet of paper.

use crate::chart::End;
use crate::chart::{Picture, SvgOptions, picture_svg};
use crate::render::voice::Link;
use crate::render::whole::{ENOUGH, Whole, name};
use serde::Serialize;
use tera::Value;

/// A picture on a page.
#[derive(Debug, Serialize)]
pub(crate) struct Drawn {
    /// For the screen.
    svg: Value,
    /// For paper, where that is another picture.
    paper: Option<Value>,
    /// How it lies on paper: `upright`, `lying`; `none` where it could not be read there, and is left to the table.
    sheet: &'static str,
    /// Every flow is in the picture with all its words, on the screen and on paper.
    complete: bool,
    complete_on_paper: bool,
}

impl Drawn {
    /// Draws for both.
    pub(crate) fn new(screen: &Picture, paper: Option<&Picture>, prefix: &str) -> Self {
        let draw = |picture: &Picture, prefix: String| {
            Value::safe_string(&picture_svg(picture, &SvgOptions { standalone: false, id_prefix: prefix }))
        };
        let same = paper.is_some_and(|p| {
            (p.width, p.height, p.complete) == (screen.width, screen.height, screen.complete)
        });
        Self {
            svg: draw(screen, format!("{prefix}-")),
            paper: paper.filter(|_| !same).map(|p| draw(p, format!("{prefix}-paper-"))),
            sheet: match paper.and_then(Picture::fits) {
                Some(true) => "lying",
                Some(false) => "upright",
                None => "none",
            },
            complete: screen.complete,
            complete_on_paper: paper.is_some_and(|p| p.complete),
        }
    }
}

/// A flow in a list.
#[derive(Debug, Serialize)]
pub(crate) struct FlowRow<'a> {
    from: Link<'a>,
    to: Link<'a>,
    what: Vec<Link<'a>>,
    key: String,
}

/// All flows as a list.
pub(crate) fn flow_rows<'a>(whole: &Whole<'a>) -> Vec<FlowRow<'a>> {
    let link = |end| name(whole, end).cloned().unwrap_or_default();
    let rows = whole.flows.iter().take(ENOUGH).map(|f| FlowRow {
        from: link(f.from),
        to: link(f.to),
        what: f.what.clone(),
        key: f.key.clone(),
    });
    rows.collect()
}

/// What one unit takes and gives, line by line.
#[derive(Debug, Serialize)]
pub(crate) struct UnitRows<'a> {
    part: Link<'a>,
    who: Vec<Link<'a>>,
    rows: Vec<Pair<'a>>,
}

/// An input and an output that stand in one line; they need not belong together.
#[derive(Debug, Serialize)]
struct Pair<'a> {
    input: Option<Half<'a>>,
    output: Option<Half<'a>>,
}

#[derive(Debug, Serialize)]
struct Half<'a> {
    with: Link<'a>,
    what: Vec<Link<'a>>,
    key: String,
}

/// Supplier, input, part, output, receiver: the table that says the same as the picture.
pub(crate) fn unit_rows<'a>(whole: &Whole<'a>) -> Vec<UnitRows<'a>> {
    let half = |end, what: &[Link<'a>], key: &str| Half {
        with: name(whole, end).cloned().unwrap_or_default(),
        what: what.to_vec(),
        key: key.to_owned(),
    };
    let mut all = Vec::new();
    for (n, unit) in whole.units.iter().enumerate() {
        let into = whole.flows.iter().filter(|f| f.to == End::Unit(n));
        let out = whole.flows.iter().filter(|f| f.from == End::Unit(n));
        let mut into: Vec<Half<'a>> = into.map(|f| half(f.from, &f.what, &f.key)).collect();
        let mut out: Vec<Half<'a>> = out.map(|f| half(f.to, &f.what, &f.key)).collect();
        let lines = into.len().max(out.len());
        let mut into = into.drain(..);
        let mut out = out.drain(..);
        let rows: Vec<Pair<'a>> =
            (0..lines).map(|_| Pair { input: into.next(), output: out.next() }).collect();
        if !rows.is_empty() {
            all.push(UnitRows { part: unit.link.clone(), who: unit.who.clone(), rows });
        }
    }
    all
}
