//! Runs every rule: documents side by side, then the rules about the handbook as a whole.

use super::judge::covers;
use super::{Check, Context, Rule, rules};
use crate::diagnostic::{FileId, Finding};
use crate::graph::ProcessGraph;
use crate::model::Guideline;
use foldhash::HashMap;
use rayon::prelude::*;

/// Rules that go by what `organisation.yaml`, `landscape.yaml` or `handbook.yaml` say. Where such a file could not
/// be read whole, they would say a hundred times that something is missing which is written there; so they wait.
const ORGANISATION: &[&str] = &[
    "doc/owner",
    "doc/person-as-owner",
    "raci/unknown-role",
    "raci/vacant-role",
    "raci/role-without-step",
    "raci/role-not-listed",
    "raci/sod",
    "rule/separate",
    "cls/contact",
    "life/self-approval",
    "map/hand-over",
];
const LANDSCAPE: &[&str] = &["map", "io"];
const HANDBOOK: &[&str] = &[
    "cls/unknown",
    "cls/no-handling",
    "cls/contact",
    "norm",
    "soa/missing",
    "lang/missing",
    "lang/unknown-step",
];

fn is_alone(rule: &Rule) -> bool {
    matches!(rule.check, Check::Alone(_))
}

/// Which rules told something of a guideline.
type Spoke = (FileId, Vec<u16>);

/// What the rules say.
#[derive(Debug, Default)]
pub struct Told {
    /// Everything that they find, in no particular order but the same every time.
    pub findings: Vec<Finding>,
    /// Of each guideline the rules that look at nothing else ([`Check::Alone`]) and told something, by their number:
    /// what [`crate::model::Handbook::told`] of a later run is to be.
    pub alone: HashMap<FileId, Vec<u16>>,
}

/// Everything that the rules find, in no particular order but the same every time. Findings of reading and
/// parsing are not among them; the caller puts them together for [`super::judge`].
pub fn run(cx: &Context<'_>) -> Vec<Finding> {
    tell(cx).findings
}

/// As [`run`], with what a later run need not ask again. Rules that look at one guideline only are asked of all those
/// that this run has read, and of the others where they told something before.
pub fn tell(cx: &Context<'_>) -> Told {
    let h = cx.handbook;
    let waiting = |names: &'static [&str], file: Option<FileId>| {
        if h.is_broken(file) { names } else { &[] }
    };
    let waiting: Vec<&str> = [
        waiting(ORGANISATION, h.organisation.file),
        waiting(LANDSCAPE, h.landscape.file),
        waiting(HANDBOOK, h.settings.file),
    ]
    .concat();
    let asked: Vec<&Rule> = rules()
        .iter()
        .filter(|rule| is_alone(rule) || !waiting.iter().any(|name| covers(name, rule.name)))
        .collect();
    let numbered = || (0..).zip(asked.iter().filter(|rule| is_alone(rule)));
    let one = |(g, graph): (&Guideline, &ProcessGraph)| {
        let (mut found, mut told) = (Vec::new(), Vec::new());
        let before = h.told.get(&g.file);
        for (n, rule) in numbered().filter(|(n, _)| before.is_none_or(|before| before.contains(n))) {
            let count = found.len();
            if let Check::Alone(check) = rule.check {
                check(g, graph, &mut found);
            }
            if found.len() > count {
                told.push(n);
            }
        }
        for rule in &asked {
            if let Check::Document(check) = rule.check {
                check(cx, g, graph, &mut found);
            }
        }
        (found, (g.file, told))
    };
    let by_document: Vec<(Vec<Finding>, Spoke)> =
        h.guidelines.par_iter().zip(cx.graphs.par_iter()).map(one).collect();
    let (found, alone): (Vec<Vec<Finding>>, HashMap<FileId, Vec<u16>>) = by_document.into_iter().unzip();
    let mut findings: Vec<Finding> = found.into_iter().flatten().collect();
    let whole: Vec<Finding> = asked
        .par_iter()
        .flat_map_iter(|rule| {
            let mut found = Vec::new();
            if let Check::Handbook(check) = rule.check {
                check(cx, &mut found);
            }
            found
        })
        .collect();
    findings.extend(whole);
    Told { findings, alone }
}
