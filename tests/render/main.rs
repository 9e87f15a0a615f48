//! The pages: what is on them, and what must never be.

#![expect(clippy::expect_used, clippy::panic, reason = "a test says what it expects by falling over")]

mod areas;
mod chart;
mod classes;
mod guidelines;
mod home;
mod incremental;
mod known;
mod languages;
mod office;
mod overrides;
mod pages;
mod print;
mod product_pages;
mod prose;
mod raci;
mod role_pages;
mod search;
mod whole;

use guidepost::checks::{self, Context, Index, Selection};
use guidepost::graph::{self, ProcessGraph};
use guidepost::model::parse;
use guidepost::render::{Edition, Fault, Override, Report, Site};
use guidepost::source::from_texts;
use jiff::civil::date;
use std::collections::BTreeMap;
use std::sync::Mutex;

/// A site, by path.
pub(crate) type Files = BTreeMap<String, String>;

/// Builds a handbook from texts, as on 15 June 2018.
pub(crate) fn build(files: &[(&str, &str)]) -> Files {
    build_with(files, &[]).0
}

/// Builds a handbook with templates of its own.
pub(crate) fn build_with(files: &[(&str, &str)], overrides: &[Override]) -> (Files, Report) {
    let text = |path: &str| path.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "md" | "yaml"));
    let (texts, assets): (Vec<_>, Vec<_>) = files.iter().copied().partition(|(path, _)| text(path));
    let mut tree = from_texts(&texts);
    tree.assets = assets.iter().map(|(path, content)| ((*path).to_owned(), content.len() as u64)).collect();
    let (handbook, mut found) = parse(tree);
    let graphs: Vec<ProcessGraph> = handbook.guidelines.iter().map(graph::build).collect();
    let index = Index::build(&handbook, &graphs);
    let today = date(2018, 6, 15);
    let cx = Context { handbook: &handbook, graphs: &graphs, index: &index, today };
    found.extend(checks::run(&cx));
    let verdict = checks::judge(&cx, found, None, &Selection::default());
    let edition = Edition {
        handbook: &handbook,
        graphs: &graphs,
        findings: &verdict.findings,
        today,
        draft: false,
        prints: guidepost::render::Prints::Auto,
    };
    let site = Site::new(edition, overrides);
    let files = Mutex::new(Files::new());
    let (report, _) = site
        .write(None, &|path: &str, bytes: &[u8]| -> Result<(), Fault> {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let before = files.lock().expect("no panic holds the lock").insert(path.to_owned(), text);
            assert!(before.is_none(), "{path} is written twice");
            Ok(())
        })
        .expect("our own templates fit every page");
    (files.into_inner().expect("no panic held the lock"), report)
}

/// A page.
pub(crate) fn page<'a>(files: &'a Files, path: &str) -> &'a str {
    files.get(path).unwrap_or_else(|| panic!("there is no {path}, only {:?}", files.keys()))
}

/// The pages of a site that are HTML.
pub(crate) fn html(files: &Files) -> impl Iterator<Item = (&str, &str)> {
    let ends = |path: &str| path.rsplit_once('.').is_some_and(|(_, end)| end == "html");
    files.iter().map(|(path, text)| (path.as_str(), text.as_str())).filter(move |(path, _)| ends(path))
}

/// The settings that most cases share.
pub(crate) const HANDBOOK: &str = "name: Test handbook\nlanguages: [en]\nclasses:\n\
    - { id: internal, handling: Stays inside }\n- { id: secret, handling: Named people only }\nsite-class: internal\n";

/// Roles that most cases share.
pub(crate) const ORGANISATION: &str = "roles:\n  head: { name: Head of Sales, holder: erika }\n  \
    clerk: { name: Clerk, holder: max }\n  customer: { name: Customer, external: true }\n\
    people:\n  erika: { name: Erika Mustermann }\n  max: { name: Max Mustermann }\n";

/// A landscape with one process.
pub(crate) const LANDSCAPE: &str =
    "processes:\n  sales: { name: Sales, owner: head, parts: { offers: { name: Offers } } }\n";

/// A guideline with a small process.
pub(crate) const GUIDELINE: &str = r#"---
id: SAL-G-001
title: Make an offer
type: guideline
owner: head
status: approved
class: internal
process: sales/offers
version: "1.0"
approved: { by: erika, date: 2018-05-02, proof: minutes 7 }
purpose: Offers are right
scope: Sales
review: { every: 12 months, last: 2018-05-02 }
start: { event: A customer asks, from: customer, out: request, next: write }
steps:
- { id: write, do: Write the offer, R: clerk, A: head, in: request, out: offer, next: check }
- id: check
  ask: Is it right?
  A: head
  in: offer
  complete: true
  outcomes: { "yes": sent, "no": write }
  limit: 3 rounds
- { id: sent, end: Sent }
---
## How {#write}

With care.

## More

See [the check](SAL-G-001#check).
"#;
