//! Prints: what a controlled copy says of itself, and several documents as one page.

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build, html, page};
use std::collections::BTreeSet;

const OTHER: &str = "---\nid: SAL-P-002\ntitle: Policy\ntype: policy\nclass: internal\nprocess: sales\n---\n\
    ## How {#write}\n\nSee [the step](SAL-G-001#write), [[SAL-G-001]] and [below](#write).\n";

fn site_with(handbook: &str) -> super::Files {
    build(&[
        ("handbook.yaml", &format!("{HANDBOOK}{handbook}")),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        ("a.md", GUIDELINE),
        ("b.md", OTHER),
    ])
}

fn ids(page: &str) -> Vec<&str> {
    page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_page_carries_what_its_print_says() {
    let site = site_with("");
    let page = page(&site, "d/SAL-G-001/index.html");
    assert!(page.contains(
        "data-print=\"SAL-G-001 · Make an offer · 1.0 · In force · internal · 2\u{a0}May\u{a0}2018\""
    ));
    assert!(page.contains("data-print-word=\"Uncontrolled when printed\""));
    assert!(
        page.contains("data-print-day=\"As of 15\u{a0}June\u{a0}2018\""),
        "the script puts the day of print over it"
    );
}

#[test]
fn what_is_controlled_does_not_say_otherwise() {
    let word = |handbook| {
        let site = site_with(handbook);
        let page = page(&site, "index.html");
        let word = page.split("data-print-word=\"").nth(1).expect("every page has it");
        word.split('"').next().map(str::to_owned)
    };
    assert_eq!(word("print: { uncontrolled: no }\n").as_deref(), Some(""));
    assert_eq!(word("print: { note: For information }\n").as_deref(), Some("For information"));
    assert_eq!(word("print: { uncontrolled: no, note: Controlled }\n").as_deref(), Some("Controlled"));
}

#[test]
fn every_document_stands_in_one_page_with_contents() {
    let site = site_with("");
    let all = page(&site, "print/all.html");
    let ids = ids(all);
    let once: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), once.len(), "{ids:?}");
    for link in all.split(" href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(once.contains(link), "#{link} leads nowhere");
    }
    assert!(all.contains("<a href=\"#d0\">Make an offer</a>"));
    // A step and a heading of one name, in two documents; links to either stay in the page.
    assert!(once.contains("d0--write") && once.contains("d1--write"));
    assert!(all.contains("href=\"#d0--write\" data-id=\"SAL-G-001\">the step</a>"));
    assert!(all.contains("href=\"#d1--write\">below</a>"));
    assert!(all.contains("href=\"../r/clerk/index.html\""), "other pages are where they were");
    assert_eq!(all.matches("<h1").count(), 1);
    assert_eq!(all.matches("<main").count(), 1);
}

#[test]
fn each_document_has_its_head_line_in_a_print_of_several() {
    let site = site_with("");
    assert!(page(&site, "print/all.html").contains("<link rel=\"stylesheet\" href=\"../print/all.css\">"));
    let style = page(&site, "print/all.css");
    assert!(style.contains("#d0 { page: d0 } #d0 .lying, #d0 :has(> .lying) { page: d0-lying }"));
    assert!(style.contains(
        "content: \"SAL-G-001 · Make an offer · 1.0 · In force · internal · 2\u{a0}May\u{a0}2018\""
    ));
}

#[test]
fn a_process_can_be_printed_alone() {
    let site = site_with("");
    let list = page(&site, "print/index.html");
    assert!(list.contains("href=\"../print/sales/index.html\">Sales</a> <small>2 documents</small>"));
    assert!(page(&site, "print/sales/index.html").contains("id=\"d1--write\""));
}

#[test]
fn what_the_class_keeps_out_is_in_no_print() {
    let secret = OTHER.replace("internal", "secret").replace("Policy", "Xyzzy");
    let site = build(&[("handbook.yaml", HANDBOOK), ("a.md", GUIDELINE), ("b.md", &secret)]);
    assert!(html(&site).all(|(_, text)| !text.contains("Xyzzy")));
    assert!(!page(&site, "print/all.css").contains("Xyzzy"));
}

#[test]
fn more_documents_than_a_print_holds_are_printed_by_process() {
    let many: Vec<(String, String)> = (0..501)
        .map(|n| {
            let place = if n % 2 == 0 { "sales" } else { "sales/offers" };
            let text = format!(
                "---\nid: SAL-P-{n:03}\ntitle: Policy {n}\nclass: internal\nprocess: {place}\n---\nText.\n"
            );
            (format!("{n}.md"), text)
        })
        .collect();
    let mut files = vec![("handbook.yaml", HANDBOOK), ("landscape.yaml", LANDSCAPE)];
    files.extend(many.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let site = build(&files);
    assert!(!site.contains_key("print/all.html") && !site.contains_key("print/sales/index.html"));
    assert!(page(&site, "print/sales/offers/index.html").contains("SAL-P-499"));
    let list = page(&site, "print/index.html");
    assert!(list.contains("The whole handbook: more documents than one print holds (501)."));
}

#[test]
fn a_link_to_a_document_shows_its_number_on_paper() {
    let site = site_with("");
    let register = page(&site, "register/index.html");
    assert!(register.contains("data-id=\"SAL-G-001\">Make an offer</a>"));
}
