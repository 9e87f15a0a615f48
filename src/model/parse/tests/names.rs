//! What things are called for a reader, and the paths of texts.

use super::handbook;

const SOURCE: &str = r"---
id: A-1
title: Offers
purpose: To offer
responsibilities: { kam: Talk, boss: [Decide, Sign] }
kpis:
- { id: won, name: Share won, definition: Won by all }
- { name: Second }
risks: [Loss]
start: { event: A call, next: write }
phases:
- id: one
  name: First
  steps:
  - { id: write, do: Write it, note: Soon, next: ok }
  - { id: ok, ask: Is it good?, outcomes: { yes: sub, not-yet: { to: write, text: Not yet done } } }
  - { id: sub, call: B-1, next: end }
  - { do: Nameless, next: end }
- id: two
  steps:
  - { id: end, end: Done }
rules:
- { id: r, text: Always }
---
";

const GERMAN: &str = r"---
title: Angebote
texts:
  write: Schreiben
  ok/yes: Ja
  phase/one: Erste
  start/1: Ein Anruf
  rule/r: Immer
  kpi/2: Zweite
---
";

#[test]
fn texts_fall_back_to_the_source_language_and_say_so() {
    let h = handbook(&[
        ("a.md", SOURCE),
        ("a.de.md", GERMAN),
        ("b.md", "---\nid: B-1\ntitle: Sub-process\n---\n"),
        ("b.de.md", "---\ntitle: Unterprozess\n---\n"),
        ("handbook.yaml", "languages: [en, de]\n"),
    ]);
    let g = h.guideline("A-1").unwrap();
    let said = |(text, said): crate::model::Said<'_>| format!("{text}{}", if said { "" } else { " (en)" });
    assert_eq!(said(h.title(g, "de")), "Angebote");
    assert_eq!(said(h.title(g, "en")), "Offers");
    assert_eq!(said(h.purpose(g, "de")), "To offer (en)");
    assert_eq!(said(h.scope(g, "de")), "");
    assert_eq!(said(h.step_text(g, 0, "de")), "Schreiben");
    assert_eq!(said(h.step_text(g, 0, "en")), "Write it");
    assert_eq!(said(h.step_text(g, 1, "de")), "Is it good? (en)");
    assert_eq!(said(h.step_text(g, 2, "de")), "Unterprozess");
    assert_eq!(said(h.step_text(g, 99, "de")), "");
    let outcomes = g.steps[1].outcomes();
    assert_eq!(said(h.outcome_text(g, 1, &outcomes[0], "de")), "Ja");
    assert_eq!(said(h.outcome_text(g, 1, &outcomes[0], "en")), "yes");
    assert_eq!(said(h.outcome_text(g, 1, &outcomes[1], "de")), "Not yet done (en)");
    assert_eq!(said(h.phase_name(g, 0, "de")), "Erste");
    assert_eq!(said(h.phase_name(g, 1, "de")), "two (en)");
    assert_eq!(said(h.start_event(g, 0, "de")), "Ein Anruf");
    assert_eq!(said(h.rule_text(g, 0, "de")), "Immer");
    assert_eq!(said(h.kpi_name(g, 0, "de")), "Share won (en)");
    assert_eq!(said(h.kpi_name(g, 1, "de")), "Zweite");
}

#[test]
fn every_text_has_a_path() {
    let h = handbook(&[("a.md", SOURCE)]);
    let g = h.guideline("A-1").unwrap();
    let texts: Vec<String> =
        g.texts().into_iter().map(|t| format!("{}: {}", t.path, t.text.as_str())).collect();
    assert_eq!(
        texts,
        [
            "responsibility/kam: Talk",
            "responsibility/boss/1: Decide",
            "responsibility/boss/2: Sign",
            "kpi/won: Share won",
            "kpi/won/definition: Won by all",
            "kpi/2: Second",
            "risk/1: Loss",
            "start/1: A call",
            "phase/one: First",
            "write: Write it",
            "write/note: Soon",
            "ok: Is it good?",
            "ok/yes: yes",
            "ok/not-yet: Not yet done",
            "4: Nameless",
            "end: Done",
            "rule/r: Always",
        ]
    );
}

#[test]
fn reviews_fall_due() {
    let h = handbook(&[
        ("handbook.yaml", "review: { every: 12 months, warn: 2 weeks }\n"),
        ("1.md", "---\nid: A\nreview: { last: 2018-05-02 }\n---\n"),
        ("2.md", "---\nid: B\napproved: { by: x, date: 2018-05-02 }\nreview: { every: quarter }\n---\n"),
        ("3.md", "---\nid: C\nreview: { last: 2018-05-02, next: 2018-06-01, warn: 1 day }\n---\n"),
        ("4.md", "---\nid: D\n---\n"),
    ]);
    let due = |id: &str| h.review_due(h.guideline(id).unwrap()).map(|d| d.to_string());
    assert_eq!(due("A").as_deref(), Some("2019-05-02"));
    assert_eq!(due("B").as_deref(), Some("2018-08-02"));
    assert_eq!(due("C").as_deref(), Some("2018-06-01"));
    assert_eq!(due("D"), None);
    assert_eq!(h.review_warn(h.guideline("A").unwrap()).days(), 14);
    assert_eq!(h.review_warn(h.guideline("C").unwrap()).days(), 1);
}
