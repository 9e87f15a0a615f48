//! What the class of the site keeps out is in no file of it.

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build, page};

/// In every text of the withheld document; in no file of the site.
const MARK: &str = "xyzzy";

fn secret() -> String {
    format!(
        r#"---
id: SAL-G-009
title: Prices {MARK}
type: guideline
owner: head
status: approved
class: secret
process: sales/offers
version: "9.{MARK}"
replaces: OLD-{MARK}
resources: [System {MARK}]
facts: {{ fact-{MARK}: Fact {MARK} }}
accept:
- {{ rule: rec/no-retention, why: Excuse {MARK}, by: head, until: 2018-12-31 }}
approved: {{ by: erika, date: 2018-05-02, proof: {MARK} }}
purpose: Purpose {MARK}
scope: Scope {MARK}
norms: [iso9001:8.2.1]
changes:
- {{ version: "1", date: 2018-05-02, by: head, why: Why {MARK} }}
acknowledge: [clerk]
responsibilities:
  clerk: Duty {MARK}
duties:
- {{ id: d, what: Look {MARK}, who: clerk, every: month, last: 2018-01-01 }}
records:
  record-{MARK}: {{ kept-in: Place {MARK} }}
kpis:
- {{ id: k, name: Margin {MARK}, owner: clerk }}
risks: [Risk {MARK}]
start: {{ event: Event {MARK}, from: SAL-G-001, next: a }}
steps:
- {{ id: a, do: Reckon {MARK}, R: clerk, A: head, out: product-{MARK}, tools: Tool {MARK}, see: iso9001:8.2.2, next: b }}
- {{ id: b, end: Reckoned {MARK}, hand-over: {{ SAL-G-001: product-{MARK} }} }}
rules:
- {{ id: r, text: Rule {MARK} }}
- {{ id: apart, text: Apart {MARK}, separate: {{ step: a, letters: [R, A] }} }}
---
## Prose {MARK}

Text {MARK} ![p](secret-{MARK}.png) and nobody@example.com.
"#
    )
}

fn translated() -> String {
    format!(
        "---\ntranslates: SAL-G-009\nlang: de\nversion: \"1\"\ntitle: Preise {MARK}\ntexts:\n  a: Rechnen {MARK}\n---\nProsa {MARK}\n"
    )
}

fn site() -> super::Files {
    let open = GUIDELINE
        .replace(
            "- { id: write, do:",
            "- { id: price, call: SAL-G-009, A: head, next: write }\n- { id: write, see: SAL-G-009, do:",
        )
        .replace("- { id: sent, end: Sent }", "- { id: sent, end: Sent, hand-over: { SAL-G-009: offer } }")
        .replace(
            "See [the check]",
            &format!("See [Prices {}](SAL-G-009), [[SAL-G-009]] and [the check]", "by the book"),
        );
    let handbook = HANDBOOK.replace("languages: [en]", "languages: [en, de]\nstandards: [iso9001-2015]")
        + &format!(
            "accept:\n- {{ rule: kpi/undefined, document: SAL-G-009, why: Reason {MARK}, by: head, until: 2019-01-01 }}\n"
        );
    build(&[
        ("handbook.yaml", &handbook),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        ("glossary.yaml", "terms:\n  price: { name: Price, meaning: What it costs, see: SAL-G-009 }\n"),
        ("open.md", &open),
        ("secret.md", &secret()),
        ("secret.de.md", &translated()),
        ("secret-xyzzy.png", "png"),
    ])
}

#[test]
fn no_file_of_the_site_holds_a_word_of_it() {
    for (path, text) in site() {
        assert!(!path.contains(MARK) && !text.contains(MARK), "{path} holds what its class keeps out");
        assert!(!path.contains("SAL-G-009"), "{path}");
    }
}

#[test]
fn every_kind_of_file_is_looked_through() {
    let site = site();
    for end in ["html", "csv", "ics", "xml", "json", "js", "css"] {
        let there = site.keys().any(|path| path.rsplit_once('.').is_some_and(|(_, e)| e == end));
        assert!(there, "no .{end} to look through");
    }
    for list in
        ["calendar", "changes", "records", "kpis", "risks", "systems", "rules", "exceptions", "separation"]
    {
        assert!(site.contains_key(&format!("{list}/index.html")), "{list}");
    }
}

#[test]
fn a_link_to_it_says_that_it_is_not_in_this_edition() {
    let site = site();
    let page = page(&site, "d/SAL-G-001/index.html");
    assert!(!page.contains("href=\"../SAL-G-009"), "it leads nowhere");
    assert!(page.contains("<span class=\"absent\">SAL-G-009 <small>(not in this edition)</small></span>"));
    assert!(page.contains("SAL-G-009 <small>(not in this edition)</small>"));
    assert!(!page.contains("by the book"), "the words of a link may be the title");
}

#[test]
fn the_pages_count_it_without_naming_it() {
    let site = site();
    assert!(page(&site, "index.html").contains("1 document kept out of this edition by class"));
    assert!(page(&site, "register/index.html").contains("1 document kept out of this edition by class"));
    assert!(page(&site, "s/iso9001-2015/index.html").contains("1 document not in this edition"));
    let about = page(&site, "about/index.html");
    let secret = about.split("<tr").find(|row| row.contains(">secret<")).expect("the class has a row");
    assert!(secret.contains(">0</td>") && secret.contains(">1</td>"), "{secret}");
    let data: serde_json::Value = serde_json::from_str(page(&site, "handbook.json")).expect("JSON");
    assert_eq!(data["edition"]["withheld"], 1);
    assert_eq!(data["standards"][0]["cited"]["8.2.1"]["withheld"], 1);
}

#[test]
fn a_document_without_a_class_is_kept_out_as_soon_as_there_is_a_limit() {
    let open = GUIDELINE.replace("class: internal\n", "");
    let site = build(&[("handbook.yaml", HANDBOOK), ("organisation.yaml", ORGANISATION), ("a.md", &open)]);
    assert!(!site.contains_key("d/SAL-G-001/index.html"));
}
