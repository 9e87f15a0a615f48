//! Each bound, run into: what was not looked through is said, in one finding. Bounds too far to run into in a test are
//! made small.

use super::*;
use crate::checks::Index;
use crate::graph::{build, supply};
use crate::model::parse;
use crate::source::from_texts;
use jiff::civil::date;
use std::fmt::Write as _;

/// What is found of the first of several guidelines, and of no other rule than is asked for.
fn found(texts: &[String], limits: Limits) -> Vec<Finding> {
    let files: Vec<(String, &str)> =
        texts.iter().enumerate().map(|(n, t)| (format!("g{n:03}.yaml"), t.as_str())).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let (handbook, _) = parse(from_texts(&files));
    let graphs: Vec<ProcessGraph> = handbook.guidelines.iter().map(build).collect();
    let index = Index::build(&handbook, &graphs);
    let cx = Context { handbook: &handbook, graphs: &graphs, index: &index, today: date(2026, 1, 1) };
    let mut out = Vec::new();
    within(&cx, &handbook.guidelines[0], &graphs[0], limits, &mut out);
    out
}

/// The one message, which is of this rule.
fn said(texts: &[String], limits: Limits) -> String {
    let found = found(texts, limits);
    assert_eq!(found.iter().map(|f| f.rule).collect::<Vec<_>>(), [RULE.name], "{found:#?}");
    found[0].message.clone()
}

fn guideline(id: usize, steps: &str) -> String {
    format!(
        "id: G-{id}\ntitle: G\nstart: {{ event: Go, next: begin }}\nsteps:\n{steps}- {{ id: done, end: Done }}\n"
    )
}

/// A guideline that goes on with what it calls, `deep` calls deep, where it is made.
fn chain(deep: usize) -> Vec<String> {
    let first = "- { id: begin, ask: Ours?, A: m, outcomes: { ours: own, theirs: theirs } }\n\
                 - { id: own, do: Make, R: m, out: report, next: read }\n\
                 - { id: theirs, call: G-1, A: m, next: read }\n\
                 - { id: read, do: Read, R: m, in: report, next: done }\n";
    let calls =
        (1..deep).map(|n| guideline(n, &format!("- {{ id: begin, call: G-{}, A: m, next: done }}\n", n + 1)));
    let last = guideline(deep, "- { id: begin, do: Make, R: m, out: report, next: done }\n");
    std::iter::once(guideline(0, first)).chain(calls).chain([last]).collect()
}

/// Blocks within one another that all meet at one step, and something that is made in the innermost and read there.
fn nested(deep: usize) -> String {
    let mut steps = String::new();
    for n in 0..deep {
        let id = if n == 0 { "begin".to_owned() } else { format!("p{n}") };
        let inner = if n + 1 == deep { "last".to_owned() } else { format!("p{}", n + 1) };
        let _ = write!(
            steps,
            "- {{ id: {id}, parallel: [a{n}, {inner}], join: read }}\n- {{ id: a{n}, do: Work, R: m, next: read }}\n"
        );
    }
    let last = "- { id: last, do: Make, R: m, out: report, next: read }\n\
                - { id: read, do: Read, R: m, in: report, out: report, next: done }\n";
    guideline(0, &(steps + last))
}

#[test]
fn calls_deeper_than_anybody_looks_are_said() {
    assert!(found(&chain(DEEPEST), Limits::USUAL).is_empty());
    let said = said(&chain(DEEPEST + 1), Limits::USUAL);
    assert_eq!(
        said,
        "it is not decided whether `report` is there on every way before it is read: `theirs` calls a guideline that \
         calls another in turn, and so on, more than 20 deep, and the last of them were not looked at"
    );
}

#[test]
fn calls_of_too_much_are_said() {
    let limits = |called| Limits { called, ..Limits::USUAL };
    // Three nodes each: start, call or task, end.
    assert!(found(&chain(4), limits(12)).is_empty());
    let said = said(&chain(4), limits(11));
    assert!(said.contains("what `theirs` calls is so large"), "{said}");
}

#[test]
fn what_is_there_without_the_call_is_decided() {
    let mut texts = chain(DEEPEST + 1);
    texts[0] = texts[0].replace("start: { event: Go,", "start: { event: Go, out: report,");
    assert!(found(&texts, Limits::USUAL).is_empty());
}

#[test]
fn very_many_blocks_within_one_another_are_said_once() {
    let most = Limits::USUAL.meetings.alike;
    assert!(found(&[nested(most)], Limits::USUAL).is_empty());
    let said = said(&[nested(most + 1)], Limits::USUAL);
    assert_eq!(
        said,
        "it is not decided whether each work product is there on every way before it is read, or branches that run \
         side by side make the same work product: so many `parallel` steps lie within one another that not all of \
         them could be looked through"
    );
    let limits = Limits { meetings: supply::Bounds { nodes: 5, alike: 100 }, ..Limits::USUAL };
    assert!(super::tests::said(&[nested(2)], limits).contains("so many `parallel` steps"));
}

#[test]
fn very_many_work_products_are_said() {
    let names: Vec<String> = (0..70).map(|n| format!("w{n:02}")).collect();
    let all = names.join(", ");
    let steps = format!(
        "- {{ id: begin, do: Make, R: m, out: [{all}], next: read }}\n- {{ id: read, do: Read, R: m, in: [{all}], next: done }}\n"
    );
    let texts = [guideline(0, &steps)];
    assert!(found(&texts, Limits { ways: 2 * 74, ..Limits::USUAL }).is_empty());
    let said = said(&texts, Limits { ways: 74, ..Limits::USUAL });
    assert!(said.contains("`w64`, `w65`, `w66`, `w67`, `w68` and `w69` are there on every way"), "{said}");
    assert!(said.contains("so many steps and work products"), "{said}");
    let said = super::tests::said(&texts, Limits { reads: 69, ..Limits::USUAL });
    assert!(said.contains("whether each work product is there"), "{said}");
}

#[test]
fn very_many_makers_are_said() {
    let steps = "- { id: begin, parallel: [a, b], join: c }\n- { id: a, do: A, R: m, out: x, next: c }\n\
                 - { id: b, do: B, R: m, out: [y, x], next: c }\n- { id: c, do: C, R: m, out: y, next: done }\n";
    let texts = [guideline(0, steps)];
    assert_eq!(found(&texts, Limits { makers: 4, ..Limits::USUAL })[0].rule, "io/written-twice");
    let found = found(&texts, Limits { makers: 3, ..Limits::USUAL });
    assert_eq!(found.iter().map(|f| f.rule).collect::<Vec<_>>(), ["io/written-twice", RULE.name]);
    assert!(found[1].message.contains("whether branches that run side by side make the same"));
}

#[test]
fn sub_processes_that_make_very_much_are_said() {
    let first = "- { id: begin, parallel: [a, b], join: c }\n- { id: a, call: G-1, A: m, next: c }\n\
                 - { id: b, call: G-2, A: m, next: c }\n- { id: c, do: C, R: m, next: done }\n";
    let make =
        |id, out| guideline(id, &format!("- {{ id: begin, do: Make, R: m, out: [{out}], next: done }}\n"));
    let texts = [guideline(0, first), make(1, "x, y"), make(2, "z")];
    assert!(found(&texts, Limits { gathered: 3, ..Limits::USUAL }).is_empty());
    let said = said(&texts, Limits { gathered: 2, ..Limits::USUAL });
    assert!(said.contains("what `b` calls is so large"), "{said}");
}

#[test]
fn where_ways_are_broken_that_is_told_first() {
    let mut texts = chain(DEEPEST + 1);
    texts[0] = texts[0].replace("in: report, next: done", "in: report");
    assert!(found(&texts, Limits::USUAL).is_empty());
}

#[test]
fn what_is_not_listed_is_counted() {
    let names: Vec<String> = (0..203).map(|n| format!("w{n:03}")).collect();
    let steps: String = "- { id: begin, ask: Long?, A: m, outcomes: { long: make, short: read } }\n"
        .to_owned()
        + &format!("- {{ id: make, do: Make, R: m, out: [{}], next: read }}\n", names.join(", "))
        + &format!("- {{ id: read, do: Read, R: m, in: [{}], next: done }}\n", names.join(", "));
    let found = found(&[guideline(0, &steps)], Limits::USUAL);
    assert_eq!(found.len(), 201);
    assert!(found[200].message.starts_with("3 more work products are read"), "{}", found[200].message);
}

/// Where branches run together before they meet, nothing is said here: the proof must have told something.
#[test]
fn where_nothing_is_said_of_branches_that_run_together_the_proof_tells_why() {
    use crate::graph::testing::guideline;
    use crate::proof::lower::proved;
    use crate::proof::verdict::Answer;
    let mut dice = 0x9e37_79b9_7f4a_7c15_u64;
    let mut roll = |sides: u64| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        (dice >> 33) % sides
    };
    let mut seen = 0;
    for _ in 0..ROUNDS {
        let count = 4 + roll(5);
        let mut lines = "start: s0\n".to_owned();
        for n in 0..count {
            // Mostly forward, so that ways are whole now and then.
            let mut to = || if roll(6) == 0 { roll(count) } else { (n + 1 + roll(3)).min(count) };
            let (a, b, x) = (to(), to(), to());
            let _ = match roll(5) {
                0 => writeln!(lines, "s{n}: do -> s{a}"),
                1 | 2 => writeln!(lines, "s{n}: ask -> s{a} s{b}"),
                3 => writeln!(lines, "s{n}: parallel s{a} s{b} -> s{x}"),
                _ => writeln!(lines, "s{n}: parallel s{a} ? s{b} -> s{x}"),
            };
        }
        let _ = writeln!(lines, "s{count}: end");
        let g = guideline(&lines);
        let graph = build(&g);
        if !ways_are_whole(&g, &graph)
            || Meetings::of(&graph, Limits::USUAL.meetings).err() != Some(Unmet::RunTogether)
        {
            continue;
        }
        seen += 1;
        let proof = proved(&g, &graph, 10_000).1;
        assert!(proof.sound != Answer::Yes, "{lines}");
    }
    assert!(seen > 30, "{seen}");
}

const ROUNDS: usize = 20_000;
