//! Runs every rule: documents side by side, then the rules about the handbook as a whole.

use super::{Check, Context, rules};
use crate::diagnostic::Finding;
use rayon::prelude::*;

/// Everything that the rules find, in no particular order but the same every time. Findings of reading and
/// parsing are not among them; the caller puts them together for [`super::judge`].
pub fn run(cx: &Context<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = cx
        .handbook
        .guidelines
        .par_iter()
        .zip(cx.graphs.par_iter())
        .flat_map_iter(|(guideline, graph)| {
            let mut found = Vec::new();
            for rule in rules() {
                if let Check::Document(check) = rule.check {
                    check(cx, guideline, graph, &mut found);
                }
            }
            found
        })
        .collect();
    let whole: Vec<Finding> = rules()
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
