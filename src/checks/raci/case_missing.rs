//! `raci/case-missing`: tables by case that belong together have the same cases.

use crate::checks::graph::on_step;
use crate::checks::words::{on, quoted};
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
    // The words of each family in written order, and how many tables have each; the tables of each family.
    let mut all: HashMap<usize, Vec<&str>> = HashMap::new();
    let mut count: HashMap<&str, usize> = HashMap::new();
    let mut size: HashMap<usize, usize> = HashMap::new();
    for (n, table) in tables.iter().enumerate() {
        let root = root(&mut family, n);
        *size.entry(root).or_default() += 1;
        let words = all.entry(root).or_default();
        for &word in &table.words {
            let count = count.entry(word).or_default();
            if *count == 0 {
                words.push(word);
            }
            *count += 1;
        }
    }
    let tables_with = |word: &str| count.get(word).copied().unwrap_or(0);
    // A word of one table only, in place of one that all the others have: a slip of the pen, told there alone.
    let mut slips: HashMap<&str, &str> = HashMap::new();
    for (n, table) in tables.iter().enumerate() {
        let root = root(&mut family, n);
        let others = size.get(&root).map_or(0, |s| s - 1);
        let Some(words) = all.get(&root).filter(|_| others >= 2) else { continue };
        let own: HashSet<&str> = table.words.iter().copied().collect();
        let mut lone = table.words.iter().filter(|w| tables_with(w) == 1);
        let mut lacks = words.iter().filter(|w| !own.contains(**w) && tables_with(w) == others);
        if let (Some(lone), None, Some(lacked), None) = (lone.next(), lone.next(), lacks.next(), lacks.next())
        {
            slips.insert(lone, lacked);
        }
    }
    // Tables that lack the same are mended together.
    let mut first_of: HashMap<(usize, Vec<&str>), usize> = HashMap::new();
    for (n, table) in tables.iter().enumerate() {
        let root = root(&mut family, n);
        let Some(words) = all.get(&root).filter(|w| w.len() > table.words.len()) else { continue };
        let own: HashSet<&str> = table.words.iter().copied().collect();
        let missing: Vec<&str> =
            words.iter().copied().filter(|w| !own.contains(w) && !slips.contains_key(w)).collect();
        if missing.is_empty() {
            continue;
        }
        let slip = table.words.iter().find_map(|w| Some((*w, *slips.get(w)?)));
        let slip = slip.filter(|(_, right)| missing == [*right]);
        let finding = finding(g, table, &missing, slip);
        let same = (root, missing);
        if let Some(first) = first_of.get(&same).and_then(|&n| out.get_mut(n)) {
            first.follows.push(finding);
        } else {
            first_of.insert(same, out.len());
            out.push(finding);
        }
    }
}

/// `slip`: the word of this table only, and the one that is probably meant.
fn finding(g: &Guideline, table: &Table<'_>, missing: &[&str], slip: Option<(&str, &str)>) -> Finding {
    let (message, help) = match slip {
        Some((word, right)) => (
            format!("`{}` has the case `{word}`, where all other tables have `{right}`", table.of),
            format!("write `{right}`; or, if `{word}` is one more case, write both in each of these tables"),
        ),
        None => (
            format!(
                "`{}` says nothing for the case {}, which other tables have",
                table.of,
                quoted(missing, 6)
            ),
            "write every case in each of these tables; a table of other cases needs words of its own"
                .to_owned(),
        ),
    };
    let finding = match table.step {
        Some(step) => on_step(g, step, RULE.name, table.at, message),
        None => on(g, RULE.name, table.at, message),
    };
    finding.help(help).about(format!("{} {}", table.of, missing.join(" ")))
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
