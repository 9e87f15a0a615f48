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
    let handbook = "theme: { accent: '#00538a / #7fc4ff', ink: 'red; } body { x', hair: rad }\n";
    let site = build(&[("handbook.yaml", handbook), ("a.md", GUIDELINE)]);
    assert_eq!(page(&site, "assets/theme.css"), ":root {\n  --accent: light-dark(#00538a, #7fc4ff);\n}\n");
    assert!(page(&site, "index.html").contains("href=\"assets/theme.css\""));
}

#[test]
fn logo_typeface_and_footer_of_the_handbook_are_on_every_page() {
    let handbook = "name: { en: Test handbook, de: Prüfhandbuch }\nlanguages: [en, de]\n\
        theme: { logo: art/logo.svg, font: art/a.woff2, font-bold: art/b.woff2, mono: 'Fira Mono', \
        footer: { en: Foot, de: Fuß } }\n";
    let files = [
        ("handbook.yaml", handbook),
        ("a.md", GUIDELINE),
        ("art/logo.svg", "<svg/>"),
        ("art/a.woff2", ""),
        ("art/b.woff2", ""),
    ];
    let (site, report) = build_with(&files, &[]);
    let copied: Vec<&str> = report.copies.iter().map(|(from, _)| from.as_str()).collect();
    assert_eq!(copied, ["art/logo.svg", "art/a.woff2", "art/b.woff2"]);
    for (path, text) in super::html(&site) {
        assert!(text.contains("/art/logo.svg\" alt=\"\">"), "{path}");
    }
    assert!(
        page(&site, "index.html")
            .contains("<img class=\"logo\" src=\"files/art/logo.svg\" alt=\"\"> Test handbook</a>")
    );
    let german = page(&site, "de/d/SAL-G-001/index.html");
    assert!(
        german.contains("src=\"../../../files/art/logo.svg\" alt=\"\"> Prüfhandbuch</a>")
            && german.contains("<p>Fuß</p>")
    );
    assert!(german.contains("font-src 'self' file:"));
    let style = page(&site, "assets/theme.css");
    assert!(
        style.contains("font-weight: 400; font-display: swap; src: url(\"../files/art/a.woff2\");"),
        "{style}"
    );
    assert!(style.contains("font-weight: 600 800; font-display: swap; src: url(\"../files/art/b.woff2\");"));
    assert!(style.contains("--type: \"Handbook\", system-ui, sans-serif;"));
    assert!(style.contains("--mono: Fira Mono, ui-monospace, monospace;"));
}

#[test]
fn a_logo_that_is_not_there_is_none() {
    let site = build(&[("handbook.yaml", "theme: { logo: art/logo.svg }\n"), ("a.md", GUIDELINE)]);
    assert!(!page(&site, "index.html").contains("class=\"logo\""));
    assert!(!site.contains_key("assets/theme.css"));
}

#[test]
fn each_style_sheet_and_the_script_can_be_replaced() {
    for name in [
        "assets/guidepost.css",
        "assets/chart.css",
        "assets/theme.css",
        "assets/guidepost.js",
        "assets/guidepost.svg",
    ] {
        let (site, report) = with(name, "/* ours */");
        assert_eq!(page(&site, name), "/* ours */");
        assert!(report.faults.is_empty(), "{name}: {:?}", report.faults);
    }
}

#[test]
fn a_file_that_no_disk_takes_or_that_is_in_the_way_is_left_out_and_told_of() {
    let plain = build(&[("organisation.yaml", ORGANISATION), ("a.md", GUIDELINE)]);
    for (name, said) in [
        ("assets/CON.css", "not every computer takes `CON.css`"),
        ("assets/a:b/x.css", "not every computer takes `a:b`"),
        ("assets/Guidepost.css", "in the way of `assets/guidepost.css`"),
        ("assets/chart.css/x.css", "in the way of `assets/chart.css`"),
    ] {
        let (site, report) = with(name, "x");
        let [fault] = report.faults.as_slice() else { panic!("{name}: {:?}", report.faults) };
        assert!(fault.message.contains(said), "{}", fault.message);
        assert!(site == plain, "{name} is left out");
    }
}
