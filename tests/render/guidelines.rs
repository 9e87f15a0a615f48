//! The page of a guideline: where it stands, what is related to it, what touches its steps.

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build, html, page};
use std::collections::BTreeSet;

/// What takes over from [`GUIDELINE`]; only this side says so.
const AFTER: &str = r#"---
id: SAL-G-002
title: Take an order
type: guideline
owner: head
status: approved
class: internal
process: sales/offers
version: "1.0"
approved: { by: erika, date: 2018-05-02, proof: minutes 8 }
purpose: Orders are right
scope: Sales
acknowledge: [clerk]
start: { event: The offer is taken, from: SAL-G-001, out: order, next: enter }
steps:
- { id: enter, do: Enter it, R: clerk, A: head, in: order, see: SAL-G-001, next: done }
- { id: done, end: Entered }
---
"#;

fn site(guideline: &str) -> super::Files {
    build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        ("a.md", guideline),
        ("b.md", AFTER),
    ])
}

fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let rest = page.split(from).nth(1).unwrap_or_else(|| panic!("no {from}"));
    rest.split(to).next().unwrap_or_default()
}

#[test]
fn the_line_says_what_comes_before_and_after_whoever_said_it() {
    let site = site(GUIDELINE);
    let first = page(&site, "d/SAL-G-001/index.html");
    let line = part(first, "<section class=\"line\"", "</section>");
    let before = part(line, "class=\"before\"", "class=\"here\"");
    assert!(before.contains("Customer</a>: ") && before.contains("request</a>"), "{before}");
    assert!(part(line, "class=\"after\"", "</section>").contains("Take an order</a>: "), "{line}");
    let second = page(&site, "d/SAL-G-002/index.html");
    let turn = part(second, "<nav class=\"flow\"", "</nav>");
    assert!(
        turn.contains("href=\"../../d/SAL-G-001/index.html\" data-id=\"SAL-G-001\">Make an offer</a>"),
        "{turn}"
    );
}

#[test]
fn related_documents_are_found_from_both_sides() {
    let linked = GUIDELINE.replace("See [the check]", "See [orders](SAL-G-002) and [the check]");
    let site = site(&linked);
    let related =
        |path| part(page(&site, path), "id=\"sec--related\"", "</section>").split("<dt>").collect::<Vec<_>>();
    for path in ["d/SAL-G-001/index.html", "d/SAL-G-002/index.html"] {
        let lists = related(path);
        for title in ["Refers to", "Referred to in", "In the same place"] {
            assert!(lists.iter().any(|l| l.starts_with(title)), "{path} lacks {title}: {lists:?}");
        }
    }
}

#[test]
fn who_must_confirm_it_stands_at_the_top() {
    let site = site(GUIDELINE);
    let page = page(&site, "d/SAL-G-002/index.html");
    let top = page.split("id=\"sec--chart\"").next().unwrap_or_default();
    assert!(part(top, "To be read and confirmed by", "</div>").contains("Clerk</a>"));
}

#[test]
fn every_step_says_which_rules_touch_it() {
    let rules = "rules:\n- { id: right, text: Only what is checked goes out, path: { to: sent, through: check } }\n\
        - { id: talk, text: Mind the class, applies: { contact: customer } }\nsteps:";
    let text = GUIDELINE
        .replace("steps:\n", &format!("{rules}\n"))
        .replace("do: Write the offer,", "do: Write the offer, contact: customer,");
    let handbook = HANDBOOK.to_owned()
        + "rules:\n- { id: limits, text: Every decision ends, every: { kind: ask }, has: limit }\n";
    let site = build(&[("handbook.yaml", &handbook), ("organisation.yaml", ORGANISATION), ("a.md", &text)]);
    let page = page(&site, "d/SAL-G-001/index.html");
    let row = |id: &str| part(page, &format!("<tr class=\"step {id}"), "</tr>").to_owned();
    let check = row("ask\" id=\"check\"");
    assert!(
        check.contains("<a href=\"#rule--right\">§&nbsp;1<span class=\"unseen\"> Only what is checked"),
        "{check}"
    );
    assert!(check.contains("href=\"#house-rule--limits\""), "{check}");
    assert!(row("do\" id=\"write\"").contains("§&nbsp;2</a> Mind the class"));
    assert!(row("end\" id=\"sent\"").contains("#rule--right"));
    assert!(page.contains("<li id=\"rule--right\">") && page.contains("<li id=\"house-rule--limits\">"));
}

#[test]
fn a_link_to_a_step_opens_its_prose_without_a_script() {
    let site = site(GUIDELINE);
    let page = page(&site, "d/SAL-G-001/index.html");
    let after = part(page, " id=\"write\">", "<details>");
    assert!(after.ends_with("</tr>\n<tr class=\"more\"><td></td><td colspan=\"5\">"), "{after}");
    let style = super::page(&site, "assets/guidepost.css");
    assert!(style.contains("tr:target + .more details::details-content"), "the style sheet opens it");
    assert!(
        page.contains("<a href=\"#write\" data-show=\"write\">1</a>"),
        "the number is the link to give away"
    );
}

#[test]
fn rows_have_anchors_and_no_page_has_two_of_one() {
    let rich = GUIDELINE.replace(
        "start:",
        "records:\n  offer: { kept-in: ERP, keep: 6 years }\n  a note: { kept-in: CRM, keep: 1 year }\n\
         risks: [It is late]\nresources: [Telephone]\nresponsibilities: { clerk: Write }\n\
         changes:\n- { version: \"1.0\", date: 2018-05-01, by: head, why: New }\nstart:",
    );
    let site = site(&rich);
    let page = page(&site, "d/SAL-G-001/index.html");
    for id in [
        "record--offer",
        "record--a_note",
        "product--offer",
        "risk--1",
        "resource--1",
        "responsibility--1",
        "version--1-0",
        "start--1",
    ] {
        assert!(page.contains(&format!(" id=\"{id}\"")), "{id} is missing");
    }
    for (path, text) in html(&site) {
        let mut seen = BTreeSet::new();
        for id in text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(seen.insert(id), "{path} has {id} twice");
        }
    }
}
