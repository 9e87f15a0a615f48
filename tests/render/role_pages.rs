//! The page of a role: what do I have to do, and with whom?

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build, page};

/// Somebody else needs the offer, and makes what the clerk needs.
const OTHER: &str = r#"---
id: SAL-G-002
title: Weigh the market
type: guideline
owner: head
status: approved
class: internal
process: sales/offers
version: "1.0"
approved: { by: erika, date: 2018-05-02, proof: minutes 8 }
purpose: Know the market
scope: Sales
distribution: [clerk]
duties:
- { id: late, what: Count it, who: clerk, every: month, last: 2018-02-01 }
- { id: soon, what: Weigh it, who: clerk, every: month, last: 2018-06-01 }
start: { event: The month begins, every: month, next: weigh }
steps:
- { id: weigh, do: Weigh it, R: head, A: head, in: offer, out: prices, next: tell }
- { id: tell, do: Tell it, R: clerk, A: head, in: prices, S: head, next: done }
- { id: done, end: Weighed }
rules:
- { id: hand-on, text: The head may let the clerk decide, delegate: { from: head, to: clerk } }
---
"#;

fn site() -> super::Files {
    let organisation = ORGANISATION.replace("holder: erika }", "holder: erika, deputy: clerk }");
    build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", &organisation),
        ("landscape.yaml", LANDSCAPE),
        ("a.md", GUIDELINE),
        ("b.md", OTHER),
    ])
}

fn section<'a>(page: &'a str, id: &str) -> &'a str {
    let rest = page.split(&format!("<h2 id=\"{id}\">")).nth(1).unwrap_or_else(|| panic!("no section {id}"));
    rest.split("</section>").next().unwrap_or_default()
}

#[test]
fn letters_stand_in_the_order_of_what_they_ask() {
    let site = site();
    let head = page(&site, "r/head/index.html");
    let order = ["you-do", "you-decide", "you-answer", "you-support", "owns"]
        .map(|id| head.find(&format!("<h2 id=\"{id}\">")).unwrap_or_else(|| panic!("no {id}")));
    assert!(order.is_sorted(), "{order:?}");
    assert!(section(head, "you-do").contains("<div class=\"todo\" id=\"you-do--SAL-G-002\">"));
}

#[test]
fn what_changes_hands_says_with_whom() {
    let site = site();
    let clerk = page(&site, "r/clerk/index.html");
    let receives = section(clerk, "receives");
    let row = receives.split("id=\"receives--prices\"").nth(1).expect("the clerk needs the prices");
    assert!(row.split("<td>").nth(1).is_some_and(|from| from.contains("Head of Sales</a>")), "{row}");
    assert!(
        row.contains("d/SAL-G-002/index.html#tell\" data-id=\"SAL-G-002\">Weigh the market\u{a0}(2)</a>"),
        "{row}"
    );
    let gives = section(clerk, "gives");
    assert!(gives.contains("id=\"gives--offer\"") && gives.contains("Head of Sales</a>"), "{gives}");
    let customer = page(&site, "r/customer/index.html");
    assert!(section(customer, "gives").contains("request</a>"), "{customer}");
}

#[test]
fn dates_stand_with_the_next_first() {
    let site = site();
    let dates = section(page(&site, "r/clerk/index.html"), "dates");
    let at = |t: &str| dates.find(t).unwrap_or_else(|| panic!("no {t}"));
    assert!(at("overdue") < at("Count it") && at("Count it") < at("Weigh it"), "{dates}");
    assert!(section(page(&site, "r/head/index.html"), "dates").contains("id=\"review--SAL-G-001\""));
}

#[test]
fn standing_in_and_what_is_handed_on_is_said_on_both_pages() {
    let site = site();
    let clerk = section(page(&site, "r/clerk/index.html"), "stands-in");
    assert!(clerk.contains("You stand in for") && clerk.contains("May be handed to you"), "{clerk}");
    let head = section(page(&site, "r/head/index.html"), "stands-in");
    assert!(head.contains("Stands in for you") && head.contains("You may hand on"), "{head}");
    assert!(head.contains("d/SAL-G-002/index.html#rule--hand-on"), "{head}");
    assert!(section(page(&site, "r/clerk/index.html"), "reads").contains("You are given"));
}
