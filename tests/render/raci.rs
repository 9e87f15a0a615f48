//! Who does what across documents: sums that add up, gaps that show.

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build, page};

/// A second document, in no place: its first step lacks who answers for it.
const LOOSE: &str = r#"---
id: SAL-G-002
title: File the offer
type: guideline
owner: head
status: draft
class: internal
version: "1.0"
start: { event: An offer is sent, next: file }
steps:
- { id: file, do: File the offer, R: [clerk, team], C: team, next: filed }
- { id: filed, end: Filed }
---
"#;

fn site() -> super::Files {
    let organisation = format!("{ORGANISATION}groups:\n  team: {{ name: Team, roles: [head, clerk] }}\n")
        .replace("  customer:", "  idle: { name: Idle, holder: max }\n  customer:");
    build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", &organisation),
        ("landscape.yaml", LANDSCAPE),
        ("a.md", GUIDELINE),
        ("b.md", LOOSE),
    ])
}

#[test]
fn the_company_has_its_roles_down_and_its_places_across() {
    let site = site();
    let company = page(&site, "raci/index.html");
    assert!(company.contains("href=\"../raci/sales/index.html#part--1\">Offers</a>"));
    assert!(company.contains("href=\"../raci/elsewhere.html\">Without a place</a>"));
    let row = |role: &str| {
        let at = company.find(&format!("{role}</a></th>")).expect("the role has a row");
        plain(company[at..].split("</tr>").next().unwrap_or_default())
    };
    // Here the head answers for two steps; there, by its group, it does one and is asked.
    assert_eq!(row("Head of Sales"), "Head of Sales | R 1 A 2 C 1 | A 2 | R 1 C 1 | ");
    // A role named by itself and by its group counts once a step.
    assert_eq!(row("Clerk"), "Clerk | R 2 C 1 | R 1 | R 1 C 1 | ");
}

/// The text of a row, cell by cell.
fn plain(row: &str) -> String {
    let row = row.replace("</td>", " | ").replace("</th>", " | ").replace('\u{a0}', " ");
    let texts = row.split('<').map(|t| t.split_once('>').map_or(t, |(_, text)| text));
    texts.collect()
}

#[test]
fn what_is_missing_stands_out() {
    let site = site();
    let company = page(&site, "raci/index.html");
    assert!(
        company.contains("SAL-G-002</a>: 1 <a href=\"../d/SAL-G-002/index.html#file\">File the offer</a>")
    );
    assert!(company.contains("<small class=\"state attention\">no A</small>"));
    assert!(
        company
            .contains("<dt>Roles inside without a letter</dt><dd><a href=\"../r/idle/index.html\">Idle</a>")
    );
    let loose = page(&site, "raci/elsewhere.html");
    assert!(loose.contains("<small class=\"state attention\">no A: 1</small>"));
    let own = page(&site, "d/SAL-G-002/index.html");
    assert!(own.contains("File the offer</a> <small class=\"state attention\">no A</small></th>"));
}

#[test]
fn a_process_has_its_documents_down() {
    let site = site();
    let process = page(&site, "raci/sales/index.html");
    assert!(process.contains(
        "href=\"../../d/SAL-G-001/index.html#sec--matrix\" data-id=\"SAL-G-001\">Make an offer</a>"
    ));
    assert!(!process.contains("SAL-G-002"));
    assert!(process.contains("id=\"part--1\""), "the company's matrix leads to the part");
}

#[test]
fn the_data_says_the_same() {
    let site = site();
    let csv = page(&site, "raci/raci.csv");
    assert!(csv.contains("SAL-G-001,Make an offer,Offers,Head of Sales,,,2,,,\r\n"), "{csv}");
    assert!(csv.contains("SAL-G-002,File the offer,,Clerk,1,,,,1,\r\n"), "{csv}");
}

#[test]
fn a_handbook_without_steps_has_no_matrix() {
    let site = build(&[("a.md", "---\nid: SAL-P-001\ntitle: Policy\ntype: policy\n---\nText.\n")]);
    assert!(!site.contains_key("raci/index.html"));
    assert!(!page(&site, "lists/index.html").contains("raci"));
}

#[test]
fn a_wide_matrix_is_cut_for_paper() {
    let roles = (0..20).map(|n| format!("  role-{n}: {{ name: Role {n}, holder: max }}\n"));
    let roles = roles.collect::<Vec<_>>().concat();
    let organisation = ORGANISATION.replace("people:", &format!("{roles}people:"));
    let steps = (0..20)
        .map(|n| format!("- {{ id: s{n}, do: Do it, R: role-{n}, A: head, next: s{} }}\n", n + 1))
        .collect::<Vec<_>>()
        .concat();
    let guideline = format!(
        "---\nid: SAL-G-003\ntitle: Wide\ntype: guideline\nclass: internal\nprocess: sales/offers\n\
         start: {{ event: Go, next: s0 }}\nsteps:\n{steps}- {{ id: s20, end: Done }}\n---\n"
    );
    let site = build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", &organisation),
        ("landscape.yaml", LANDSCAPE),
        ("a.md", &guideline),
    ]);
    let process = page(&site, "raci/sales/index.html");
    assert_eq!(process.matches("<table class=\"matrix counts\">").count(), 3, "the whole, and two pieces");
    assert_eq!(process.matches(" id=\"part--1\"").count(), 1);
}
