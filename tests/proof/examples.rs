//! The examples of the rules that the proof gives show what their rule says, and the good ones are sound.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by falling over")]

use guidepost::checks::rules;
use guidepost::model::parse;
use guidepost::proof::lower::lower;
use guidepost::proof::verdict::{Answer, BUDGET, Proof, Reason};
use guidepost::source::from_texts;
use std::fmt::Write as _;

/// Steps that an example may lead to without showing them.
const LATER: [(&str, &str); 3] =
    [("send", "do: Send, next: file"), ("send-offer", "do: Send, next: file"), ("file", "end: Filed")];

/// The proof of steps.
fn proved(steps: &str) -> Proof {
    let first = steps.split("id: ").nth(1).unwrap().split([',', '\n']).next().unwrap();
    let mut text = format!("---\nid: A-1\ntitle: T\nstart: {{ next: {first} }}\nsteps:\n{steps}\n");
    for (id, step) in LATER {
        let named = text.split(|c: char| !c.is_alphanumeric() && c != '-').any(|word| word == id);
        let defined = text.contains(&format!("id: {id},")) || text.contains(&format!("id: {id}\n"));
        if named && !defined {
            let _ = writeln!(text, "- {{ id: {id}, {step} }}");
        }
    }
    text.push_str("---\n");
    let (handbook, _) = parse(from_texts(&[("a.md", &text)]));
    let g = &handbook.guidelines[0];
    let lowered = lower(g, &guidepost::graph::build(g));
    assert_eq!(lowered.unsupported, None, "{text}");
    lowered.prove(BUDGET)
}

#[test]
fn each_rule_is_shown_by_its_example() {
    for (name, reason) in [
        ("graph/stuck", Reason::Stuck),
        ("graph/never-ends", Reason::NeverEnds),
        ("graph/runs-on", Reason::RunsOn),
        ("graph/never-happens", Reason::NeverHappens),
        ("graph/runs-twice", Reason::RunsTwice),
    ] {
        let rule = rules().iter().find(|rule| rule.name == name).unwrap();
        let found: Vec<Reason> = proved(rule.bad).findings.iter().map(|f| f.reason).collect();
        assert!(found.contains(&reason), "{name}: {found:?}");
        assert_eq!(proved(rule.good).sound, Answer::Yes, "{name}");
    }
}
