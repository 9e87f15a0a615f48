//! Languages: the same pages in each, and what is missing falls back and says so.

use super::{GUIDELINE, ORGANISATION, build, page};

fn site() -> super::Files {
    build(&[
        (
            "handbook.yaml",
            "name: { en: Handbook of sales, de: Vertriebshandbuch }\nlanguages: [en, de, pl]\n",
        ),
        (
            "organisation.yaml",
            &ORGANISATION.replace("name: Head of Sales", "name: { en: Head of Sales, de: Vertriebsleiter }"),
        ),
        ("offers.md", GUIDELINE),
        (
            "offers.de.md",
            "---\nversion: \"1.0\"\ntitle: Ein Angebot machen\npurpose: Angebote stimmen\ntexts:\n  write: Das Angebot schreiben\n  check/yes: ja, stimmt\n---\n## Wie {#write}\n\nMit Sorgfalt.\n",
        ),
    ])
}

#[test]
fn each_page_is_there_in_each_language() {
    let site = site();
    // The data are there once, with all languages in them.
    let source: Vec<&String> = site
        .keys()
        .filter(|p| *p != "handbook.json")
        .filter(|p| !p.starts_with("de/") && !p.starts_with("pl/") && !p.starts_with("assets/"))
        .collect();
    for path in source {
        assert!(
            site.contains_key(&format!("de/{path}")) && site.contains_key(&format!("pl/{path}")),
            "{path}"
        );
    }
}

#[test]
fn what_is_translated_is_said_in_the_language() {
    let site = site();
    let page = page(&site, "de/d/SAL-G-001/index.html");
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"de\""));
    for said in [
        "<h1>Ein Angebot machen</h1>",
        "Das Angebot schreiben",
        "ja, stimmt",
        "Vertriebsleiter",
        "Mit Sorgfalt.",
        "2.\u{a0}Mai\u{a0}2018",
        "In Kraft",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn what_is_not_falls_back_and_carries_its_language() {
    let site = site();
    let german = page(&site, "de/d/SAL-G-001/index.html");
    assert!(german.contains("<span lang=\"en\">Is it right?</span>"));
    assert!(german.contains("lang=\"en\"") && german.contains("noch nicht übersetzt"));
    let polish = page(&site, "pl/d/SAL-G-001/index.html");
    assert!(polish.contains("<h1 lang=\"en\">Make an offer</h1>"));
    assert!(polish.contains("Obowiązuje") && polish.contains("2\u{a0}maja\u{a0}2018"));
}

#[test]
fn the_language_switch_stays_on_the_page() {
    let site = site();
    let german = page(&site, "de/d/SAL-G-001/index.html");
    assert!(
        german
            .contains("<a href=\"../../../d/SAL-G-001/index.html\" lang=\"en\" hreflang=\"en\">English</a>")
    );
    assert!(
        german.contains(
            "<a href=\"../../../pl/d/SAL-G-001/index.html\" lang=\"pl\" hreflang=\"pl\">Polski</a>"
        )
    );
    assert!(german.contains("hreflang=\"de\" aria-current=\"true\">Deutsch</a>"));
    let english = page(&site, "d/SAL-G-001/index.html");
    assert!(english.contains("<a href=\"../../de/d/SAL-G-001/index.html\" lang=\"de\""));
}

#[test]
fn a_translation_behind_its_source_says_so() {
    let files = [
        ("handbook.yaml", "languages: [en, de]\n"),
        ("organisation.yaml", ORGANISATION),
        ("offers.md", &GUIDELINE.replace("version: \"1.0\"", "version: \"1.1\"")),
        ("offers.de.md", "---\nversion: \"1.0\"\ntitle: Ein Angebot machen\n---\n"),
    ];
    let site = build(&files);
    assert!(page(&site, "de/d/SAL-G-001/index.html").contains("Diese Übersetzung gibt Version wieder: 1.0"));
}

#[test]
fn every_page_offers_feedback_and_the_file_that_it_is_made_from() {
    let handbook = super::HANDBOOK.replace("[en]", "[en, de]")
        + "feedback: handbook@example.com\nedit-link: \"https://git.example.com/{path}\"\n";
    let german = "---\ntranslates: SAL-G-001\nlang: de\nversion: \"1.0\"\ntitle: Angebot\n---\n";
    let site = super::build(&[
        ("handbook.yaml", &handbook),
        ("organisation.yaml", super::ORGANISATION),
        ("landscape.yaml", super::LANDSCAPE),
        ("sales/a.md", super::GUIDELINE),
        ("sales/a.de.md", german),
        ("notes/b.md", "# Note\n"),
    ]);
    for (path, text) in super::html(&site).filter(|(_, text)| text.contains("<main")) {
        assert!(text.contains("<a href=\"mailto:handbook@example.com?subject="), "{path}");
    }
    for (path, file) in [
        ("index.html", "handbook.yaml"),
        ("d/SAL-G-001/index.html", "sales/a.md"),
        ("de/d/SAL-G-001/index.html", "sales/a.de.md"),
        ("de/notes/b.html", "notes/b.md"),
        ("r/clerk/index.html", "organisation.yaml"),
        ("vacancies/index.html", "organisation.yaml"),
        ("about/index.html", "handbook.yaml"),
        ("a/sales/offers/index.html", "landscape.yaml"),
    ] {
        assert!(
            page(&site, path).contains(&format!("<a href=\"https://git.example.com/{file}\">")),
            "{path}"
        );
    }
}

#[test]
fn the_language_switch_stays_on_a_sub_page_of_a_list() {
    let handbook = super::HANDBOOK.replace("[en]", "[en, de]");
    let site = super::build(&[
        ("handbook.yaml", &handbook),
        ("organisation.yaml", super::ORGANISATION),
        ("landscape.yaml", super::LANDSCAPE),
        ("a.md", super::GUIDELINE),
    ]);
    let english = page(&site, "raci/sales/index.html");
    assert!(english.contains("<a href=\"../../de/raci/sales/index.html\" lang=\"de\""));
    let german = page(&site, "de/print/all.html");
    assert!(german.contains("<a href=\"../../print/all.html\" lang=\"en\""));
    assert!(german.contains("lang=\"en\">Make an offer</a>"), "a title that is not translated says so");
}
