//! Two branches that make the same, against an oracle that compares the branches of every `parallel` with each other.

use super::super::undecided;
use crate::checks::{Check, Context, Index};
use crate::graph::{ProcessGraph, build};
use crate::model::parse;
use crate::source::from_texts;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A piece of a process.
#[derive(Debug, Clone)]
enum Part {
    /// A task that makes a product.
    Make(usize),
    /// A call of one of [`CALLED`].
    Call(usize),
    Seq(Vec<Part>),
    Choice(Vec<Part>),
    /// Branches side by side; the last one only now and then.
    Both(Vec<Part>, bool),
}

/// What sub-processes make, themselves or by calling on.
const CALLED: [&[usize]; 3] = [&[0], &[1, 2], &[2]];

/// The sub-processes: the second makes one product itself and calls the third.
const TEXTS: [&str; 3] = [
    "id: C-0\nstart: { event: E, next: a }\nsteps:\n- { id: a, do: D, out: w0, next: z }\n- { id: z, end: Z }\n",
    "id: C-1\nstart: { event: E, next: a }\nsteps:\n- { id: a, do: D, out: w1, next: b }\n\
     - { id: b, call: C-2, next: z }\n- { id: z, end: Z }\n",
    "id: C-2\nstart: { event: E, next: a }\nsteps:\n- { id: a, do: D, out: w2, next: z }\n- { id: z, end: Z }\n",
];

fn part() -> impl Strategy<Value = Part> {
    let leaf = prop_oneof![(0..4_usize).prop_map(Part::Make), (0..3_usize).prop_map(Part::Call)];
    leaf.prop_recursive(4, 16, 3, |inner| {
        let some = || vec(inner.clone(), 2..4);
        prop_oneof![
            some().prop_map(Part::Seq),
            some().prop_map(Part::Choice),
            (some(), any::<bool>()).prop_map(|(parts, optional)| Part::Both(parts, optional)),
        ]
    })
}

/// Writes a part that goes on at `next`, and gives its first step. Notes which forks have branches that make the same.
fn write(
    part: &Part,
    next: &str,
    steps: &mut String,
    count: &mut usize,
    twice: &mut BTreeSet<(String, usize)>,
) -> (String, BTreeSet<usize>) {
    *count += 1;
    let n = *count;
    match part {
        Part::Make(w) => {
            let _ = writeln!(steps, "- {{ id: d{n}, do: D, out: w{w}, next: {next} }}");
            (format!("d{n}"), BTreeSet::from([*w]))
        }
        Part::Call(c) => {
            let _ = writeln!(steps, "- {{ id: c{n}, call: C-{c}, next: {next} }}");
            (format!("c{n}"), CALLED[*c].iter().copied().collect())
        }
        Part::Seq(parts) => {
            let mut made = BTreeSet::new();
            let mut head = next.to_owned();
            for part in parts.iter().rev() {
                let (first, of) = write(part, &head, steps, count, twice);
                head = first;
                made.extend(of);
            }
            (head, made)
        }
        Part::Choice(parts) => {
            let all: Vec<_> = parts.iter().map(|p| write(p, next, steps, count, twice)).collect();
            let outcomes: Vec<String> =
                all.iter().enumerate().map(|(i, (first, _))| format!("o{i}: {first}")).collect();
            let _ = writeln!(steps, "- {{ id: q{n}, ask: Q, outcomes: {{ {} }} }}", outcomes.join(", "));
            (format!("q{n}"), all.into_iter().flat_map(|(_, made)| made).collect())
        }
        Part::Both(parts, optional) => {
            // Half of them meet at a step that the block around leads to as well.
            let join = if n.is_multiple_of(2) { next.to_owned() } else { format!("j{n}") };
            let all: Vec<_> = parts.iter().map(|p| write(p, &join, steps, count, twice)).collect();
            if join != next {
                let _ = writeln!(steps, "- {{ id: {join}, do: J, next: {next} }}");
            }
            let firsts: Vec<&str> = all.iter().map(|(first, _)| first.as_str()).collect();
            let (always, rest) = firsts.split_at(firsts.len() - usize::from(*optional));
            let rest: Vec<String> = rest.iter().map(|r| format!("{r}: now and then")).collect();
            let _ = writeln!(
                steps,
                "- {{ id: p{n}, parallel: [{}], optional: {{ {} }}, join: {join} }}",
                always.join(", "),
                rest.join(", ")
            );
            let mut made = BTreeSet::new();
            for (_, of) in all {
                twice.extend(of.intersection(&made).map(|w| (format!("p{n}"), *w)));
                made.extend(of);
            }
            (format!("p{n}"), made)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_fork_with_two_branches_that_make_the_same_is_told(p in part()) {
        let (mut steps, mut expected) = (String::new(), BTreeSet::new());
        let (first, _) = write(&p, "last", &mut steps, &mut 0, &mut expected);
        // Who goes on with all of it, so that one step of a sub-process counts in both branches.
        let root = format!(
            "id: A\nstart: {{ event: E, next: {first} }}\nsteps:\n{steps}\
             - {{ id: last, do: L, in: [w0?, w1?, w2?, w3?], next: end }}\n- {{ id: end, end: E }}\n"
        );
        let (h, _) = parse(from_texts(&[
            ("a.yaml", root.as_str()),
            ("c0.yaml", TEXTS[0]),
            ("c1.yaml", TEXTS[1]),
            ("c2.yaml", TEXTS[2]),
        ]));
        let graphs: Vec<ProcessGraph> = h.guidelines.iter().map(build).collect();
        let index = Index::build(&h, &graphs);
        let cx = Context { handbook: &h, graphs: &graphs, index: &index, today: date(2026, 1, 1) };
        let mut out = Vec::new();
        let Check::Document(check) = undecided::RULE.check else { panic!("it looks at one document") };
        check(&cx, &h.guidelines[0], &graphs[0], &mut out);
        let found: BTreeSet<(String, usize)> = out
            .iter()
            .filter(|f| f.rule == super::RULE.name)
            .map(|f| {
                let fork = f.message.rsplit("after `").next().unwrap_or_default().trim_end_matches('`');
                (fork.to_owned(), f.about[1..].parse().expect("a product"))
            })
            .collect();
        prop_assert!(out.iter().all(|f| f.rule != undecided::RULE.name));
        prop_assert_eq!(found, expected, "{}", root);
    }
}
