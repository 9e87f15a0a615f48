//! Pictures of the whole: the map of processes, the overview of a process. Picture and table say the same, and both
//! follow the guidelines.

use crate::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build, page};
use std::collections::BTreeSet;

const TWO_PROCESSES: &str = "processes:\n  sales: { name: Sales, owner: head, parts: { offers: { name: Offers }, \
    orders: { name: Orders }, care: { name: Care } } }\n  service: { name: Service, owner: clerk }\n\
    flows:\n- { from: care, to: orders, what: wish }\n";

/// Takes the offer, delivers to the customer and tells the service.
const ORDERS: &str = r#"---
id: SAL-G-002
title: Take an order
type: guideline
owner: clerk
status: approved
class: internal
process: sales/orders
version: "1.0"
start: { event: An order, from: SAL-G-001, out: offer, next: book }
steps:
- { id: book, do: Book it, R: clerk, A: head, in: [offer, wish], out: [order, goods], next: done }
- { id: done, end: Done, hand-over: { customer: goods, service: order } }
---
"#;

fn handbook(orders: &str) -> crate::Files {
    let offers = GUIDELINE.replace("end: Sent }", "end: Sent, hand-over: { SAL-G-002: offer } }");
    build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", TWO_PROCESSES),
        ("offers.md", &offers),
        ("orders.md", orders),
    ])
}

/// The flows named in a stretch of a page.
fn flows(text: &str) -> BTreeSet<String> {
    let after = text.split("data-flow=\"").skip(1).filter_map(|rest| rest.split('"').next());
    after.flat_map(|keys| keys.split(' ')).map(|key| key.replace("&gt;", ">")).collect()
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}")).1;
    rest.split_once(to).map_or(rest, |(found, _)| found)
}

fn set(keys: &[&str]) -> BTreeSet<String> {
    keys.iter().map(|k| (*k).to_owned()).collect()
}

#[test]
fn picture_and_table_of_a_process_say_the_same() {
    let files = handbook(ORDERS);
    let sales = page(&files, "a/sales/index.html");
    let picture = flows(between(sales, "gp-overview", "</svg>"));
    let table = flows(between(sales, "class=\"sipoc\"", "</table>"));
    assert_eq!(picture, table);
    let expected = ["customer>offers", "offers>orders", "care>orders", "orders>customer", "orders>service"];
    assert_eq!(picture, set(&expected));
    // Outside parties and missing parts are dashed, other processes are links.
    assert!(
        sales.contains("class=\"gp-neighbour\" href=\"../../a/service/index.html\" aria-label=\"Service\"")
    );
    assert!(sales.contains("class=\"gp-unit gp-missing\""), "nothing is written about Care");
    assert!(sales.contains("aria-label=\"Offers, Head of Sales\""));
}

#[test]
fn a_changed_guideline_changes_picture_and_table() {
    let files = handbook(&ORDERS.replace("customer: goods", "clerk: goods, customer: order"));
    let sales = page(&files, "a/sales/index.html");
    let picture = flows(between(sales, "gp-overview", "</svg>"));
    assert!(picture.contains("orders>clerk") && picture.contains("orders>customer"));
    assert_eq!(picture, flows(between(sales, "class=\"sipoc\"", "</table>")));
}

#[test]
fn the_map_shows_what_goes_between_processes() {
    let files = handbook(ORDERS);
    let home = page(&files, "index.html");
    let picture = flows(between(home, "gp-map", "</svg>"));
    assert_eq!(picture, set(&["customer>sales", "sales>customer", "sales>service"]));
    assert_eq!(picture, flows(between(home, "class=\"handed", "</section>")));
    assert!(home.contains("aria-label=\"Sales, Head of Sales\""));
    assert!(home.contains("aria-label=\"Care, no document yet\""));
    // Said in words too, for those who do not see it.
    let desc = between(between(home, "gp-map", "</svg>"), "<desc", "</desc>");
    assert!(desc.contains("Sales → Service: order."), "{desc}");
}

#[test]
fn a_part_with_several_guidelines_has_a_picture_and_one_with_one_has_a_table() {
    let files = handbook(&ORDERS.replace("sales/orders", "sales/offers"));
    let offers = page(&files, "a/sales/offers/index.html");
    let picture = flows(between(offers, "gp-overview", "</svg>"));
    assert!(picture.contains("SAL-G-001>SAL-G-002"), "{picture:?}");
    assert_eq!(picture, flows(between(offers, "class=\"sipoc\"", "</table>")));
    let files = handbook(ORDERS);
    let offers = page(&files, "a/sales/offers/index.html");
    assert!(!offers.contains("gp-overview"));
    assert_eq!(
        flows(between(offers, "class=\"sipoc\"", "</table>")),
        set(&["customer>SAL-G-001", "SAL-G-001>orders"])
    );
}

#[test]
fn what_is_withheld_is_in_no_picture() {
    let files = handbook(&ORDERS.replace("class: internal", "class: secret"));
    for (path, text) in &files {
        assert!(!text.contains("Take an order"), "{path}");
    }
    let sales = page(&files, "a/sales/index.html");
    assert!(!sales.contains("orders>customer") && !sales.contains("orders&gt;customer"));
}

#[test]
fn a_handbook_without_flows_has_a_map_and_no_list_of_them() {
    let files = build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
    ]);
    let home = page(&files, "index.html");
    assert!(home.contains("gp-map") && !home.contains("class=\"handed"));
}
