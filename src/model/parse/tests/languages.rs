//! Translations and plain pages: what they belong to, what they are called.

use super::{handbook, word};

#[test]
fn translations_find_their_document() {
    let h = handbook(&[
        ("a/offer.md", "---\nid: A-1\ntitle: Offers\n---\n"),
        (
            "a/offer.de.md",
            "---\ntitle: Angebote\nversion: \"1.0\"\npurpose: Zweck\nscope: Alle\ntexts: { x: Eins, x/yes: Ja }\n---\nText\n",
        ),
        ("a/elsewhere.md", "---\ntranslates: A-1\nlang: pl\ntitle: Oferty\n---\n"),
        ("a/page.md", "# Page\n"),
        ("a/page.de.md", "# Seite\n"),
        ("b/seite.md", "---\ntranslates: ../a/page.md\nlang: fr\n---\n"),
        ("flat.yaml", "id: B-1\n"),
        ("flat.de.yaml", "title: Flach\n"),
        ("noid.md", "---\ntype: guideline\n---\n"),
        ("noid.de.md", "---\ntitle: Ohne\n---\n"),
        ("gone.md", "---\ntranslates: A-9\nlang: de\n---\n"),
    ]);
    let found = |path: &str, lang: &str| {
        let file = h.guidelines.iter().map(|g| g.file).chain(h.pages.iter().map(|p| p.file));
        let file = file.into_iter().find(|f| h.sources.path(*f) == path).unwrap();
        h.translation(file, lang).map(|t| h.sources.path(t.file).to_owned())
    };
    assert_eq!(found("a/offer.md", "de").as_deref(), Some("a/offer.de.md"));
    assert_eq!(found("a/offer.md", "pl").as_deref(), Some("a/elsewhere.md"));
    assert_eq!(found("a/offer.md", "fr"), None);
    assert_eq!(found("a/page.md", "de").as_deref(), Some("a/page.de.md"));
    assert_eq!(found("a/page.md", "fr").as_deref(), Some("b/seite.md"));
    assert_eq!(found("flat.yaml", "de").as_deref(), Some("flat.de.yaml"));
    assert_eq!(found("noid.md", "de").as_deref(), Some("noid.de.md"));
    let german = h.translations.iter().find(|t| h.sources.path(t.file) == "a/offer.de.md").unwrap();
    assert_eq!(
        (german.translates.as_str(), german.lang.as_str(), word(&german.version)),
        ("A-1", "de", "1.0")
    );
    assert_eq!((german.text("x/yes"), german.text("y")), (Some("Ja"), None));
    assert_eq!(h.sources.slice(german.body).trim(), "Text");
    let gone = h.translations.iter().find(|t| h.sources.path(t.file) == "gone.md").unwrap();
    assert_eq!(gone.translates.as_str(), "A-9");
}

#[test]
fn pages_have_a_title() {
    let long = format!("{}\n# Far below\n", "word ".repeat(4000));
    let h = handbook(&[
        ("1.md", "---\ntitle: Said\nlayout: wide\nsatisfies: { TSC: [CC6.1, CC6.2] }\n---\n# Heading\n"),
        ("2.md", "---\nname: Named\n---\n"),
        ("3.md", "## Second\n\n# First *with* marks\n"),
        ("4.md", "### Only\n"),
        ("access-policy.md", "No heading\n"),
        ("far.md", &long),
        ("empty.md", ""),
    ]);
    let titles: Vec<_> = h.pages.iter().map(|p| p.title.as_str()).collect();
    assert_eq!(titles, ["Said", "Named", "First with marks", "Only", "Access policy", "Empty", "Far"]);
    let page = &h.pages[0];
    let facts: Vec<_> = page.facts.iter().map(|(k, t)| (k.as_str(), t.as_str())).collect();
    assert_eq!(facts, [("title", "Said"), ("layout", "wide"), ("satisfies", "TSC: CC6.1, CC6.2")]);
    assert!(page.has_front && !h.pages[2].has_front);
    assert_eq!(h.sources.slice(h.pages[2].title_at), "# First *with* marks");
}
