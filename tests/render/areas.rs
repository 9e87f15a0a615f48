//! Processes and their parts: what is rolled up from their guidelines.

use super::{HANDBOOK, LANDSCAPE, ORGANISATION, build, page};

/// A guideline with three phases: on, back, over one, and out.
const PHASES: &str = r#"---
id: SAL-G-002
title: Win a customer
type: guideline
owner: head
status: approved
class: internal
process: sales/offers
version: "1.0"
approved: { by: erika, date: 2018-05-02, proof: minutes 7 }
purpose: Win
scope: Sales
kpis:
- { id: won, name: Share won, definition: Won by asked, target: half, every: month, owner: head }
resources: [Telephone]
start: { event: A customer asks, from: customer, out: request, next: look }
phases:
- id: first
  name: First look
  steps:
  - { id: look, do: Look, R: clerk, A: head, in: request, out: note, tools: Salesforce, next: worth }
  - { id: worth, ask: Is it worth it?, A: head, in: note, complete: true, outcomes: { "yes": write, sure: sign, "no": gone } }
  - { id: gone, end: Gone }
- id: second
  name: Offer
  steps:
  - { id: write, do: Write, R: clerk, A: head, out: offer, next: sign }
- id: third
  name: Close
  steps:
  - { id: sign, ask: Does the customer sign?, A: head, complete: true, limit: 3 rounds, outcomes: { "yes": won, again: write } }
  - { id: won, end: Won, hand-over: { customer: offer } }
---
"#;

fn site() -> super::Files {
    let landscape = LANDSCAPE.replace("owner: head,", "owner: head, purpose: Sell what we can keep,");
    build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", &landscape),
        ("a.md", PHASES),
    ])
}

/// A side of the turtle.
fn leg<'a>(page: &'a str, key: &str) -> &'a str {
    let rest = page.split(&format!("<div class=\"{key}\"><dt>")).nth(1).unwrap_or_else(|| panic!("no {key}"));
    rest.split("</div>").next().unwrap_or_default()
}

#[test]
fn the_turtle_is_rolled_up_from_the_guidelines() {
    let site = site();
    for path in ["a/sales/index.html", "a/sales/offers/index.html"] {
        let page = page(&site, path);
        for (key, said) in [
            ("in", "request</a>"),
            ("out", "offer</a>"),
            ("what", "Telephone</a>"),
            ("what", "Salesforce"),
            ("whom", "Head of Sales</a>"),
            ("how", "Win a customer</a>"),
            ("measured", "<a href=\"#kpi--SAL-G-002--won\">Share won</a>"),
        ] {
            assert!(leg(page, key).contains(said), "{path}: {key} lacks {said}: {}", leg(page, key));
        }
        assert!(page.contains("<tr id=\"kpi--SAL-G-002--won\">"), "{path}");
    }
}

#[test]
fn a_process_says_what_it_is_there_for() {
    assert!(page(&site(), "a/sales/index.html").contains("Sell what we can keep</p>"));
}

#[test]
fn interfaces_say_what_is_taken_and_given() {
    let site = site();
    let page = page(&site, "a/sales/index.html");
    let row = page.split("id=\"interfaces\"").nth(1).expect("there are interfaces");
    let cells: Vec<&str> = row.split("<td>").skip(1).take(2).collect();
    assert!(cells[0].contains("request</a>") && cells[1].contains("offer</a>"), "{cells:?}");
}

#[test]
fn moves_between_phases_say_the_steps_that_make_them() {
    let site = site();
    let page = page(&site, "a/sales/offers/index.html");
    let row = page.split("class=\"moves\"").nth(1).expect("there are moves");
    let cells: Vec<&str> = row.split("<td>").skip(1).take(4).collect();
    for (cell, said) in [
        (
            0,
            "First look → Offer <small>(<a href=\"../../../d/SAL-G-002/index.html#worth\" data-id=\"SAL-G-002\">2 yes</a>)",
        ),
        (0, "Offer → Close"),
        (1, "Close → Offer"),
        (2, "First look → Close"),
        (3, "First look → Gone"),
        (3, "Close → Won"),
    ] {
        assert!(cells[cell].contains(said), "{said}: {cells:#?}");
    }
    let own = super::page(&site, "d/SAL-G-002/index.html");
    assert!(own.contains("<a href=\"#worth\">2 sure</a>"), "the guideline lists them too");
}

#[test]
fn a_place_leads_to_its_matrix_and_its_print() {
    let site = site();
    let process = page(&site, "a/sales/index.html");
    assert!(
        process.contains("<a href=\"../../raci/sales/index.html\">Responsibility matrix</a>"),
        "{process}"
    );
    assert!(
        process.contains("<a href=\"../../print/sales/index.html\">All of it as one print</a>"),
        "{process}"
    );
    // A part stands in both of its process, and only the matrix is worth the way.
    let part = page(&site, "a/sales/offers/index.html");
    assert!(
        part.contains("<a href=\"../../../raci/sales/index.html\">") && !part.contains("print/sales"),
        "{part}"
    );
    assert!(
        page(&site, "r/clerk/index.html")
            .contains("<a href=\"../../raci/index.html\">Responsibility matrix</a>")
    );
}
