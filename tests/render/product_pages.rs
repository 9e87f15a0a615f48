//! The page of a work product.

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build, page};

#[test]
fn it_says_who_makes_it_who_needs_it_and_where_it_is_kept() {
    let landscape =
        LANDSCAPE.to_owned() + "products:\n  offer: { name: Offer, class: secret }\n  idle: { name: Idle }\n";
    let records = "records:\n  offer: { kept-in: ERP, keep: 6 years, basis: commercial law }\nstart:";
    let text = GUIDELINE.replace("start:", records);
    let site = build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", &landscape),
        ("a.md", &text),
    ]);
    let offer = page(&site, "p/offer/index.html");
    for said in [
        "Named people only",
        "<tr id=\"made--1\">",
        "d/SAL-G-001/index.html#write\" data-id=\"SAL-G-001\">Write the offer</a></td><td><a href=\"../../r/clerk/index.html\">",
        "d/SAL-G-001/index.html#check\" data-id=\"SAL-G-001\">Is it right?</a></td><td><a href=\"../../r/head/index.html\">",
        "<th scope=\"row\">ERP</th><td>6\u{a0}years</td><td>commercial law</td><td>secret</td>",
    ] {
        assert!(offer.contains(said), "{said} is missing");
    }
    assert!(page(&site, "p/idle/index.html").contains("No document says where it is kept"));
}
