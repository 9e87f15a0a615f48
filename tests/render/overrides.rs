//! A handbook's own templates: used where they are good, told of where they are not, never the end of a build.

use super::{GUIDELINE, ORGANISATION, build, build_with, page};
use guidepost::render::Override;

fn with(name: &str, text: &str) -> (super::Files, guidepost::render::Report) {
    let own = Override { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    build_with(&[("organisation.yaml", ORGANISATION), ("a.md", GUIDELINE)], &[own])
}

#[test]
fn a_template_of_the_handbook_takes_the_place_of_ours() {
    let (site, report) = with(
        "pages/findings.html",
        "{% extends \"pages/layout.html\" %}{% block main %}<h1>Ours: {{ w.findings }}</h1>{% endblock %}",
    );
    assert!(page(&site, "findings/index.html").contains("<h1>Ours: Findings</h1>"));
    assert!(report.faults.is_empty(), "{:?}", report.faults);
}

#[test]
fn a_style_sheet_of_the_handbook_takes_the_place_of_ours() {
    let (site, _) = with("assets/guidepost.css", "body { color: red }");
    assert_eq!(page(&site, "assets/guidepost.css"), "body { color: red }");
}

#[test]
fn a_template_that_does_not_parse_is_told_of_with_its_line() {
    let (site, report) = with(
        "pages/findings.html",
        "{% extends \"pages/layout.html\" %}\n{% block main %}\n{{ w. }}\n{% endblock %}",
    );
    let [fault] = report.faults.as_slice() else { panic!("{:?}", report.faults) };
    assert_eq!((fault.name.as_str(), fault.line), ("pages/findings.html", 3));
    let plain = build(&[("organisation.yaml", ORGANISATION), ("a.md", GUIDELINE)]);
    assert_eq!(site, plain, "the site is as without it");
}

#[test]
fn a_template_that_breaks_on_a_page_is_told_of_with_its_line() {
    let (site, report) = with(
        "pages/findings.html",
        "{% extends \"pages/layout.html\" %}\n{% block main %}\n{{ it.nothing.like.it }}\n{% endblock %}",
    );
    let [fault] = report.faults.as_slice() else { panic!("{:?}", report.faults) };
    assert_eq!((fault.name.as_str(), fault.line), ("pages/findings.html", 3));
    let plain = build(&[("organisation.yaml", ORGANISATION), ("a.md", GUIDELINE)]);
    assert_eq!(site, plain, "the page is made with ours");
}

#[test]
fn a_list_of_everything_that_would_be_right_is_left_out() {
    let (_, report) = with("pages/findings.html", "{{ w.oops }}");
    let [fault] = report.faults.as_slice() else { panic!("{:?}", report.faults) };
    assert_eq!(fault.message, "this template cannot be used: Field `oops` is not defined");
}

#[test]
fn a_template_in_the_wrong_place_is_told_of() {
    let (_, report) = with("guideline.html", "x");
    let [fault] = report.faults.as_slice() else { panic!("{:?}", report.faults) };
    assert!(fault.message.contains("pages/guideline.html"), "{}", fault.message);
}

#[test]
fn an_override_that_is_not_text_is_told_of() {
    let own = Override { name: "pages/layout.html".to_owned(), bytes: vec![0xff, 0xfe] };
    let (_, report) = build_with(&[("a.md", GUIDELINE)], &[own]);
    assert_eq!(report.faults.len(), 1);
}

#[test]
fn colours_of_the_handbook_come_over_ours() {
    let handbook = "theme: { accent: '#00538a / #7fc4ff', ink: 'red; } body { x', font: Comic }\n";
    let site = build(&[("handbook.yaml", handbook), ("a.md", GUIDELINE)]);
    assert_eq!(page(&site, "assets/theme.css"), ":root {\n  --accent: light-dark(#00538a, #7fc4ff);\n}\n");
    assert!(page(&site, "index.html").contains("href=\"assets/theme.css\""));
}
