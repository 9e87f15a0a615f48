//! Runs every rule: documents side by side, then the rules about the handbook as a whole.

use super::judge::covers;
use super::{Check, Context, Rule, rules};
use crate::diagnostic::{FileId, Finding};
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

/// Everything that the rules find, in no particular order but the same every time. Findings of reading and
/// parsing are not among them; the caller puts them together for [`super::judge`].
pub fn run(cx: &Context<'_>) -> Vec<Finding> {
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
    let asked: Vec<&Rule> =
        rules().iter().filter(|rule| !waiting.iter().any(|name| covers(name, rule.name))).collect();
    let mut found: Vec<Finding> = h
        .guidelines
        .par_iter()
        .zip(cx.graphs.par_iter())
        .flat_map_iter(|(guideline, graph)| {
            let mut found = Vec::new();
            for rule in &asked {
                if let Check::Document(check) = rule.check {
                    check(cx, guideline, graph, &mut found);
                }
            }
            found
        })
        .collect();
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
    found.extend(whole);
    found
}
