//! The home page: what is due, what changed, who one is.

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build, page};
use std::fmt::Write as _;

/// Places of texts in a page, in the order asked for.
fn order(page: &str, texts: &[&str]) -> Vec<usize> {
    texts.iter().map(|t| page.find(t).unwrap_or_else(|| panic!("no {t}"))).collect()
}

#[test]
fn what_is_due_stands_by_date_and_what_is_far_does_not() {
    let due = "duties:\n\
        - { id: old, what: Count the offers, who: clerk, every: month, last: 2018-04-01 }\n\
        - { id: soon, what: Weigh the offers, who: clerk, every: month, last: 2018-06-01 }\n\
        - { id: far, what: Burn the offers, who: clerk, every: year, last: 2018-06-01 }\n\
        accept:\n- { rule: kpi/undefined, why: Known, by: head, until: 2018-06-20 }\nstart:";
    let text = GUIDELINE.replace("start:", due);
    let site = build(&[("handbook.yaml", HANDBOOK), ("organisation.yaml", ORGANISATION), ("a.md", &text)]);
    let home = page(&site, "index.html");
    let found = order(home, &["Count the offers", "2018-06-20", "An exception ends", "Weigh the offers"]);
    assert!(found.is_sorted(), "{found:?}");
    assert!(!home.contains("Burn the offers"));
    assert!(home.contains("d/SAL-G-001/index.html#duty--old"), "it leads to the row");
    assert!(home.contains("href=\"calendar/index.html\">All dates"));
}

#[test]
fn an_approved_version_stands_under_the_day_of_its_approval() {
    let changes = "changes:\n- { version: \"1.0\", date: 2018-04-01, by: head, why: New }\nstart:";
    let text = GUIDELINE.replace("start:", changes);
    let site = build(&[("handbook.yaml", HANDBOOK), ("organisation.yaml", ORGANISATION), ("a.md", &text)]);
    let home = page(&site, "index.html");
    let lately = home.split("id=\"lately\"").nth(1).expect("something changed lately");
    assert!(lately.contains("Approved</small> <time datetime=\"2018-05-02\">"), "{lately}");
    assert!(!lately.contains("2018-04-01"), "one change, one line");
}

#[test]
fn how_complete_counts_documents_in_force() {
    let draft = GUIDELINE.replace("SAL-G-001", "SAL-G-002").replace("status: approved", "status: draft");
    let retired = GUIDELINE.replace("SAL-G-001", "SAL-G-003").replace("status: approved", "status: retired");
    let site = build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        ("a.md", GUIDELINE),
        ("b.md", &draft),
        ("c.md", &retired),
    ]);
    let home = page(&site, "index.html");
    assert!(home.contains("<dt>Documents in force</dt><dd><span><a href=\"register/index.html\">1 of 2</a>"));
}

#[test]
fn many_roles_are_folded_by_unit_and_read_without_script() {
    let mut organisation = String::from("units:\n  shop: { name: Shop }\nroles:\n");
    for n in 0..60 {
        let _ = writeln!(organisation, "  role{n}: {{ name: Role {n}, unit: shop }}");
    }
    let site = build(&[("handbook.yaml", HANDBOOK), ("organisation.yaml", &organisation)]);
    let home = page(&site, "index.html");
    assert!(home.contains("<details><summary>Shop</summary>"));
    assert!(home.contains("href=\"r/role59/index.html\"") && home.contains("All roles"));
}
