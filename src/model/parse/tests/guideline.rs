//! A guideline that uses every key.

use super::{at, guideline, products, stands, word, words};
use crate::model::{
    Bound, Cast, DocStatus, Duration, Interval, Letter, Origin, RuleForm, Separate, StepKind, TimeUnit, When,
    Within,
};

const HEAD: &str = r#"id: SAL-G-002
title: Opportunity Management
type: guideline
owner: head-of-sales
status: in-review
process: sales/opportunity-management
class: internal
purpose: Manage opportunities
scope: Sales
version: 1.10
approved: { by: managing-director, date: 2018-05-02, proof: merge request 41 }
changes:
- { version: "1.10", date: 2018-05-02, by: head-of-sales, why: Offers are checked }
- { version: "1.0", date: 2017-05-02, by: head-of-sales, why: First version }
effective: 2018-06-01
review: { every: half-year, warn: 2 weeks, last: 2018-05-02, next: 2018-09-01 }
replaces: SAL-G-001
retention: 10 years
within: { time: 6 months, since: start }
norms: [iso9001:8.2.1, iso27001]
acknowledge: [head-of-sales, all]
responsibilities:
  head-of-sales: Decide
  sales-support:
  - Create the offer
  - Create the order
duties:
- { id: forecast, what: Report, who: [sales, finance], every: quarter, record: forecast, last: 2018-04-02 }
records:
  offer: { kept-in: ERP, keep: 6 years, class: confidential, basis: tax law, see: [SAL-G-007], made-by: send }
kpis:
- id: won
  name: Share won
  definition: Won by ended
  target: ">= 30 %"
  every: month
  owner: head-of-sales
  discussed-in: [summary, SAL-G-008]
  results: CRM
risks:
- Forecast too high
- { what: Late offer, measure: Warn, step: send }
resources: CRM
open: Who stands in?
origin: external
file: form.docx
distribution: [all sites, customer]
facts: { probability: 10 %, systems: [CRM, ERP] }
defaults: { A: head-of-sales }
"#;

#[test]
fn the_head() {
    let (h, g) = guideline(HEAD);
    assert!(stands(&h, g.id.as_ref().unwrap()) && stands(&h, g.title.as_ref().unwrap()));
    assert_eq!(g.id(), "SAL-G-002");
    let said = [&g.title, &g.doc_type, &g.owner, &g.class, &g.purpose, &g.scope, &g.version, &g.attachment];
    assert_eq!(
        said.map(word),
        [
            "Opportunity Management",
            "guideline",
            "head-of-sales",
            "internal",
            "Manage opportunities",
            "Sales",
            "1.10",
            "form.docx"
        ]
    );
    assert!(g.version_unquoted);
    assert_eq!(g.state(), DocStatus::InReview);
    assert_eq!(at(&h, g.status.as_ref().unwrap().at), "in-review");
    assert_eq!(g.process.as_ref().unwrap().part.as_deref(), Some("opportunity-management"));
    let approved = g.approved.as_ref().unwrap();
    assert_eq!((word(&approved.by), word(&approved.proof)), ("managing-director", "merge request 41"));
    assert_eq!(approved.date.as_ref().unwrap().value.to_string(), "2018-05-02");
    assert_eq!(at(&h, approved.date.as_ref().unwrap().at), "2018-05-02");
    assert_eq!(g.changes.len(), 2);
    assert_eq!((word(&g.changes[0].version), word(&g.changes[1].why)), ("1.10", "First version"));
    assert!(at(&h, g.changes[1].at).starts_with("{ version: \"1.0\""));
    assert_eq!(g.effective.as_ref().unwrap().value.to_string(), "2018-06-01");
    let review = g.review.as_ref().unwrap();
    let half_year = Interval { count: 6, unit: TimeUnit::Month };
    assert_eq!(review.cycle.every.as_ref().unwrap().value, half_year);
    assert_eq!(review.cycle.warn.as_ref().unwrap().value, Duration { count: 2, unit: TimeUnit::Week });
    assert_eq!(h.review_due(&g).unwrap().to_string(), "2018-09-01");
    assert_eq!(words(&g.replaces), "SAL-G-001");
    assert_eq!(g.retention.as_ref().unwrap().value, Duration { count: 10, unit: TimeUnit::Year });
    assert!(matches!(&g.within, Some(Within::Since(d, s)) if d.count == 6 && s.as_str() == "start"));
    assert_eq!(words(&g.norms), "iso9001:8.2.1 iso27001");
    assert_eq!(words(&g.acknowledge), "head-of-sales all");
    assert_eq!(g.origin.as_ref().unwrap().value, Origin::External);
    assert_eq!(words(&g.distribution), "all sites customer");
    assert_eq!(words(&g.open), "Who stands in?");
}

#[test]
fn the_parts() {
    let (h, g) = guideline(HEAD);
    assert_eq!(g.responsibilities.len(), 2);
    assert_eq!(g.responsibilities[1].who.as_str(), "sales-support");
    assert_eq!(words(&g.responsibilities[1].texts), "Create the offer Create the order");
    let duty = &g.duties[0];
    assert_eq!((word(&duty.id), word(&duty.what), word(&duty.record)), ("forecast", "Report", "forecast"));
    assert_eq!(words(&duty.who), "sales finance");
    assert_eq!(duty.every.as_ref().unwrap().value, Interval { count: 1, unit: TimeUnit::Quarter });
    assert_eq!(duty.last.as_ref().unwrap().value.to_string(), "2018-04-02");
    let record = &g.records[0];
    assert_eq!(record.name.as_str(), "offer");
    assert!(at(&h, record.at).starts_with("offer: {"));
    let said = [&record.kept_in, &record.keep, &record.class, &record.basis, &record.made_by];
    assert_eq!(said.map(word), ["ERP", "6 years", "confidential", "tax law", "send"]);
    assert_eq!(words(&record.see), "SAL-G-007");
    let kpi = &g.kpis[0];
    let said = [&kpi.id, &kpi.name, &kpi.definition, &kpi.target, &kpi.owner, &kpi.results];
    assert_eq!(said.map(word), ["won", "Share won", "Won by ended", ">= 30 %", "head-of-sales", "CRM"]);
    assert_eq!(words(&kpi.discussed_in), "summary SAL-G-008");
    assert_eq!(word(&g.risks[0].what), "Forecast too high");
    assert_eq!((word(&g.risks[1].measure), word(&g.risks[1].step)), ("Warn", "send"));
    assert_eq!(word(&g.resources[0].what), "CRM");
    let facts: Vec<_> = g.facts.iter().map(|(k, t)| (k.as_str(), t.as_str())).collect();
    assert_eq!(facts, [("probability", "10 %"), ("systems", "CRM, ERP")]);
    assert!(matches!(g.defaults.get(Letter::A), Some(Cast::Roles(r)) if words(r) == "head-of-sales"));
}

const PROCESS: &str = r"id: X
defaults: { A: boss, R: staff }
start:
- { id: phone, event: A call, from: [SAL-G-001, customer], out: lead, every: month, next: create }
- { event: A letter, next: create }
phases:
- id: one
  name: First
  facts: { probability: 10 % }
  steps:
  - id: create
    do: Create it
    R: [kam, sales]
    A: { components: delivery, features: platform }
    I: customer
    in: [lead, approval?]
    out: opportunity
    within: { components: 4 hours, features: 5 working days }
    until: the agreed date
    late: fork
    escalate:
    - { after: 2 days, tell: boss }
    - { after: 4 days, tell: [boss, board] }
    limit: { rounds: 3, then: lost }
    every: 2 hours
    contact: customer
    see: [SAL-G-010, iso9001:8.2]
    tools: CRM
    note: Quickly
    facts: { cost centre: 4711 }
    next: how-much
  - id: how-much
    ask: How much is it?
    of: amount
    outcomes:
      small: { to: fork, when: up to 500 EUR }
      middle: { to: fork, when: 500 to 5000 EUR, text: In between, share: 12.5 % }
      named: { to: fork, when: [gold, silver] }
      else: lost
  - id: fork
    parallel: [pause]
    optional: { sub: when it is large }
    join: decide
    note: Both at once
- id: two
  order: any
  next: decide
  steps:
  - { id: pause, wait: A week passes, within: 1 week, next: decide }
  - { id: answer, wait: They answer, for: customer, until: Friday, late: lost, outcomes: { yes: decide, no: lost } }
  - { id: sub, call: SAL-G-011#renewal, outcomes: { done: decide } }
steps:
- { id: decide, ask: Is it good?, complete: true, outcomes: { good: won, bad: lost }, limit: 3 rounds }
- { id: won, end: Won, hand-over: { SAL-G-004: [order, contract?], sales/rfi: }, stops: everything }
- { id: lost, end: Lost }
- { id: odd, note: No kind }
anytime:
- { id: withdrawn, event: The customer withdraws, in: [one, two], next: lost }
";

#[test]
fn starts_phases_and_events() {
    let (h, g) = guideline(PROCESS);
    assert_eq!(g.starts.len(), 2);
    assert_eq!(
        (word(&g.starts[0].id), word(&g.starts[0].event), word(&g.starts[0].next)),
        ("phone", "A call", "create")
    );
    assert_eq!(
        (words(&g.starts[0].from), products(&g.starts[0].out)),
        ("SAL-G-001 customer".into(), "lead".into())
    );
    assert_eq!(word(&g.starts[1].id), "-");
    assert_eq!(g.phases.len(), 2);
    assert_eq!((word(&g.phases[0].name), g.phases[0].any_order), ("First", false));
    assert_eq!(g.phases[0].facts[0].1.as_str(), "10 %");
    assert_eq!((word(&g.phases[1].next), g.phases[1].any_order), ("decide", true));
    let steps: Vec<_> = g.steps.iter().map(|s| (s.id(), s.phase)).collect();
    assert_eq!(
        steps,
        [
            ("create", Some(0)),
            ("how-much", Some(0)),
            ("fork", Some(0)),
            ("pause", Some(1)),
            ("answer", Some(1)),
            ("sub", Some(1)),
            ("decide", None),
            ("won", None),
            ("lost", None),
            ("odd", None),
        ]
    );
    assert!(at(&h, g.step("won").unwrap().at).starts_with("{ id: won"));
    let event = &g.anytime[0];
    assert_eq!(
        (word(&event.id), word(&event.event), word(&event.next)),
        ("withdrawn", "The customer withdraws", "lost")
    );
    assert_eq!(words(&event.within_phases), "one two");
}

#[test]
fn a_task_with_every_key() {
    let (h, g) = guideline(PROCESS);
    let step = g.step("create").unwrap();
    assert!(matches!(step.kind, StepKind::Do));
    assert!(stands(&h, step.text.as_ref().unwrap()) && stands(&h, step.next.as_ref().unwrap()));
    assert!(matches!(step.letters.get(Letter::R), Some(Cast::Roles(r)) if words(r) == "kam sales"));
    let Some(Cast::ByCase(cases)) = step.letters.get(Letter::A) else { panic!("a table") };
    assert_eq!((cases[1].0.as_str(), words(&cases[1].1)), ("features", "platform".into()));
    assert_eq!(at(&h, step.letters.cells[1].1), "A");
    assert_eq!(
        (products(&step.input), products(&step.output)),
        ("lead approval?".into(), "opportunity".into())
    );
    let Some(Within::ByCase(times)) = &step.within else { panic!("a table") };
    assert_eq!(times[1].1.value, Duration { count: 5, unit: TimeUnit::WorkingDay });
    assert_eq!((word(&step.until), word(&step.late)), ("the agreed date", "fork"));
    assert_eq!(words(&step.escalate[1].tell), "boss board");
    assert_eq!(step.escalate[0].after.as_ref().unwrap().value, Duration { count: 2, unit: TimeUnit::Day });
    let limit = step.limit.as_ref().unwrap();
    assert_eq!((limit.rounds, word(&limit.then)), (3, "lost"));
    assert_eq!(step.every.as_ref().unwrap().value, Interval { count: 2, unit: TimeUnit::Hour });
    assert_eq!(words(&step.contact), "customer");
    assert_eq!((words(&step.see), words(&step.tools)), ("SAL-G-010 iso9001:8.2".into(), "CRM".into()));
    assert_eq!((word(&step.note), step.facts[0].1.as_str()), ("Quickly", "4711"));
}

#[test]
fn other_kinds_of_steps() {
    let (_, g) = guideline(PROCESS);
    let StepKind::Parallel { branches, optional, join } = &g.step("fork").unwrap().kind else {
        panic!("fork")
    };
    assert_eq!((words(branches), word(join)), ("pause".into(), "decide"));
    assert_eq!((optional[0].0.as_str(), optional[0].1.as_str()), ("sub", "when it is large"));
    assert_eq!(word(&g.step("fork").unwrap().text), "Both at once");
    let StepKind::Wait { party, outcomes } = &g.step("answer").unwrap().kind else { panic!("wait") };
    assert_eq!((word(party), outcomes.len(), word(&outcomes[1].to)), ("customer", 2, "lost"));
    let StepKind::Call { document, start, outcomes } = &g.step("sub").unwrap().kind else { panic!("call") };
    assert_eq!((document.as_str(), start.as_deref(), outcomes.len()), ("SAL-G-011", Some("renewal"), 1));
    let StepKind::Ask { of: None, complete: true, .. } = &g.step("decide").unwrap().kind else {
        panic!("ask")
    };
    assert_eq!(g.step("decide").unwrap().limit.as_ref().unwrap().rounds, 3);
    let StepKind::End { hand_over, stops_everything: true } = &g.step("won").unwrap().kind else {
        panic!("end")
    };
    assert_eq!((hand_over[0].0.as_str(), products(&hand_over[0].1)), ("SAL-G-004", "order contract?".into()));
    assert_eq!((hand_over[1].0.as_str(), hand_over[1].1.len()), ("sales/rfi", 0));
    assert!(matches!(g.step("odd").unwrap().kind, StepKind::Unknown));
}

#[test]
fn a_decision_by_value() {
    let (_, g) = guideline(PROCESS);
    let StepKind::Ask { outcomes, of: Some(of), complete: false } = &g.step("how-much").unwrap().kind else {
        panic!("a decision by value")
    };
    assert_eq!(of.as_str(), "amount");
    let when = |n: usize| &outcomes[n].when.as_ref().unwrap().value;
    let high = Some(Bound { figure: 500_000, inclusive: true, soft: false });
    assert_eq!(when(0), &When::Range { low: None, high, unit: "EUR".into() });
    assert!(matches!(when(1), When::Range { low: Some(Bound { soft: true, .. }), .. }));
    assert_eq!((word(&outcomes[1].text), outcomes[1].share.as_ref().unwrap().value), ("In between", 125));
    assert_eq!(when(2), &When::Words(vec!["gold".into(), "silver".into()]));
    assert_eq!((when(3), word(&outcomes[3].to)), (&When::Rest, "lost"));
}

#[test]
fn letters_are_inherited_where_somebody_acts() {
    let (h, g) = guideline(PROCESS);
    let held = |id: &str| -> String {
        let letters = g.letters(g.step(id).unwrap());
        let one = |l: &crate::model::HeldLetter| {
            format!("{}{}", l.letter.word(), if l.inherited { "*" } else { "" })
        };
        letters.iter().map(one).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(held("create"), "R A I");
    assert_eq!(held("decide"), "R* A*");
    assert_eq!(held("sub"), "R* A*");
    assert_eq!(held("how-much"), "");
    assert_eq!(held("pause"), "");
    let inherited = g.letters(g.step("decide").unwrap());
    assert_eq!(at(&h, inherited[1].at), "A");
}

#[test]
fn rules_of_every_form() {
    let (h, g) = guideline(
        r"id: X
rules:
- { id: p, text: Said, see: ISM-G-003, path: { to: [x], through: [y, z], from: a, unless: how/small } }
- { id: n, path: { from: a, to: b, never: c } }
- { id: o, order: { before: x, then: y } }
- { id: f, after: { step: a, then: b } }
- { id: s, separate: [a, b] }
- { id: l, separate: { step: x, letters: [R, A] } }
- { id: d, delegate: { from: boss, to: kam, what: ask, except: [check] } }
- { id: e, every: { contact: customer, kind: [do, ask] }, cites: ISM-G-003, has: within, letter: I }
- { id: a, text: Look it up, applies: { contact: customer } }
- { id: t, text: Only said }
accept:
- { rule: kpi/undefined, at: kpi/tp, step: x, why: Because, by: boss, until: 2018-12-31 }
",
    );
    let forms: Vec<&RuleForm> = g.rules.iter().map(|r| &r.form).collect();
    assert!(
        matches!(forms[0], RuleForm::Path(p) if words(&p.through) == "y z" && words(&p.unless) == "how/small")
    );
    assert_eq!((word(&g.rules[0].text), words(&g.rules[0].see)), ("Said", "ISM-G-003".into()));
    assert_eq!(at(&h, g.rules[0].form_at), "path");
    assert!(matches!(forms[1], RuleForm::Path(p) if word(&p.from) == "a" && words(&p.never) == "c"));
    assert!(matches!(forms[2], RuleForm::Order { before, then } if word(before) == "x" && word(then) == "y"));
    assert!(matches!(forms[3], RuleForm::After { step, then } if word(step) == "a" && word(then) == "b"));
    assert!(matches!(forms[4], RuleForm::Separate(Separate::Steps(s)) if words(s) == "a b"));
    assert!(
        matches!(forms[5], RuleForm::Separate(Separate::Letters { letters, .. }) if letters == &[Letter::R, Letter::A])
    );
    assert!(
        matches!(forms[6], RuleForm::Delegate { what, except, .. } if word(what) == "ask" && words(except) == "check")
    );
    let RuleForm::Every { of, cites, has, letter } = forms[7] else { panic!("every") };
    assert_eq!((word(cites), word(has), word(letter)), ("ISM-G-003", "within", "I"));
    assert_eq!((of.matches[1].0.as_str(), words(&of.matches[1].1)), ("kind", "do ask".into()));
    assert!(matches!(forms[8], RuleForm::Applies(s) if s.matches.len() == 1));
    assert!(matches!(forms[9], RuleForm::Shown));
    let accepted = &g.accept[0];
    let said =
        [&accepted.rule, &accepted.document, &accepted.step, &accepted.part, &accepted.why, &accepted.by];
    assert_eq!(said.map(word), ["kpi/undefined", "X", "x", "kpi/tp", "Because", "boss"]);
    assert_eq!(accepted.until.as_ref().unwrap().value.to_string(), "2018-12-31");
}

#[test]
fn the_form_check_agrees() {
    let text = format!("---\n{HEAD}---\n");
    let (_, findings) = crate::model::parse(crate::source::from_texts(&[("a.md", &text)]));
    let found: Vec<_> = findings.iter().map(|f| (f.rule, f.about.as_str())).collect();
    assert_eq!(found, [("doc/version", "1.10")]);
}
