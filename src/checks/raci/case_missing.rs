//! `raci/case-missing`: tables by case that belong together have the same cases.

use crate::checks::graph::on_step;
use crate::checks::words::{list, on};
use crate::checks::{Check, Rule};
use crate::diagnostic::{Finding, Severity, Span};
use crate::graph::ProcessGraph;
use crate::model::{Cast, Guideline, Step, Within};
use std::collections::{HashMap, HashSet};

/// The rule.
pub(super) const RULE: Rule = Rule {
    name: "raci/case-missing",
    severity: Some(Severity::Error),
    since: "0.1.0",
    what: "Where letters or times depend on the case, tables that share a case word have all their words.",
    why: "In the case that one table leaves out, nobody is named for that step.",
    serves: &[("iso9001", "5.3")],
    bad: "A: { components: delivery-lead, features: platform-lead }\nR: { components: developer }",
    good: "A: { components: delivery-lead, features: platform-lead }\nR: { components: developer, features: developer }",
    check: Check::Alone(check),
};

/// A table: where its key or first word stands, its step, what it is of, and its words.
struct Table<'g> {
    at: Span,
    step: Option<&'g Step>,
    of: &'static str,
    words: Vec<&'g str>,
}

fn check(g: &Guideline, _: &ProcessGraph, out: &mut Vec<Finding>) {
    let tables = tables(g);
    if tables.len() < 2 {
        return;
    }
    // Tables that share a word, by way of others too, belong together: each gets the number of the first.
    let mut family: Vec<usize> = (0..tables.len()).collect();
    let mut first: HashMap<&str, usize> = HashMap::new();
    for (n, table) in tables.iter().enumerate() {
        for &word in &table.words {
            let other = *first.entry(word).or_insert(n);
            let (a, b) = (root(&mut family, n), root(&mut family, other));
            family[a.max(b)] = a.min(b);
        }
    }
    // The words of each family in written order.
    let mut all: HashMap<usize, Vec<&str>> = HashMap::new();
    let mut counted: HashSet<&str> = HashSet::new();
    for (n, table) in tables.iter().enumerate() {
        let words = all.entry(root(&mut family, n)).or_default();
        words.extend(table.words.iter().copied().filter(|&w| counted.insert(w)));
    }
    for (n, table) in tables.iter().enumerate() {
        let Some(words) = all.get(&root(&mut family, n)).filter(|w| w.len() > table.words.len()) else {
            continue;
        };
        let own: HashSet<&str> = table.words.iter().copied().collect();
        let missing: Vec<&str> = words.iter().copied().filter(|w| !own.contains(w)).collect();
        if missing.is_empty() {
            continue;
        }
        let quoted: Vec<String> = missing.iter().map(|w| format!("`{w}`")).collect();
        let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
        let message =
            format!("`{}` says nothing for the case {}, which other tables have", table.of, list(&quoted, 6));
        let help = "write every case in each of these tables; a table of other cases needs words of its own";
        let finding = match table.step {
            Some(step) => on_step(g, step, RULE.name, table.at, message),
            None => on(g, RULE.name, table.at, message),
        };
        out.push(finding.help(help).about(format!("{} {}", table.of, missing.join(" "))));
    }
}

fn root(family: &mut [usize], mut n: usize) -> usize {
    while family[n] != n {
        family[n] = family[family[n]];
        n = family[n];
    }
    n
}

fn tables(g: &Guideline) -> Vec<Table<'_>> {
    let mut found = Vec::new();
    let steps = g.steps.iter().map(|s| (Some(s), &s.letters, s.within.as_ref()));
    for (step, letters, within) in std::iter::once((None, &g.defaults, g.within.as_ref())).chain(steps) {
        for (letter, at, cast) in &letters.cells {
            if let Cast::ByCase(cases) = cast {
                let words = cases.iter().map(|(w, _)| w.as_str()).collect();
                found.push(Table { at: *at, step, of: letter.word(), words });
            }
        }
        if let Some(Within::ByCase(cases)) = within {
            let at = cases.first().map_or_else(|| g.head(), |(w, _)| w.at);
            let words = cases.iter().map(|(w, _)| w.as_str()).collect();
            found.push(Table { at, step, of: "within", words });
        }
    }
    found
}
