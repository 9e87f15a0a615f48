//! What stands on the pages.

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build, page};
use guidepost::output::check_path;
use std::collections::BTreeSet;
use std::fmt::Write as _;

fn small() -> super::Files {
    build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        ("offers.md", GUIDELINE),
    ])
}

#[test]
fn the_control_strip_answers_the_first_five_questions() {
    let site = small();
    let page = page(&site, "d/SAL-G-001/index.html");
    for said in [
        "SAL-G-001",
        "<dt>Version</dt>",
        "In force",
        "Head of Sales",
        "Erika Mustermann",
        "2\u{a0}May\u{a0}2018",
        "2\u{a0}May\u{a0}2019",
    ] {
        assert!(page.contains(said), "{said} is missing");
    }
}

#[test]
fn chart_and_table_share_numbers_and_steps() {
    let site = small();
    let page = page(&site, "d/SAL-G-001/index.html");
    for step in ["write", "check", "sent"] {
        assert!(
            page.contains(&format!("data-step=\"{step}\" href=\"#{step}\"")),
            "{step} is not in the chart"
        );
        assert_eq!(page.matches(&format!(" id=\"{step}\"")).count(), 1, "{step} has not one row");
    }
    assert!(
        page.contains(">Is it right? ≤ 3\u{a0}rounds 2, Head of Sales\"") || page.contains("Is it right?")
    );
}

#[test]
fn prose_of_a_step_folds_out_at_its_row_and_nowhere_else() {
    let site = small();
    let page = page(&site, "d/SAL-G-001/index.html");
    assert_eq!(page.matches("With care.").count(), 1);
    let folded = page.split("<tr class=\"more\">").nth(1).expect("one step has prose");
    assert!(folded.starts_with("<td></td><td colspan=\"5\"><details><summary>How</summary>"));
    assert!(page.contains("<h2 id=\"more\">More</h2>") && page.contains("<a href=\"#more\">More</a>"));
    assert!(page.contains("<a href=\"#check\">the check</a>"));
}

#[test]
fn a_role_page_says_what_to_do_first() {
    let site = small();
    let clerk = page(&site, "r/clerk/index.html");
    assert!(clerk.contains("You do") && clerk.contains("../../d/SAL-G-001/index.html#write"));
    let head = page(&site, "r/head/index.html");
    let order =
        ["You decide", "You answer for", "You own"].map(|t| head.find(t).unwrap_or_else(|| panic!("no {t}")));
    assert!(order.is_sorted(), "the parts stand in another order");
}

#[test]
fn the_register_is_a_table_and_a_csv() {
    let site = small();
    assert!(page(&site, "register/index.html").contains("href=\"../register/register.csv\""));
    let csv = page(&site, "register/register.csv");
    assert!(csv.starts_with("\u{feff}Number,Title,"), "{csv}");
    assert!(csv.contains("SAL-G-001,Make an offer,Guideline,Offers,1.0,In force,Head of Sales,internal,2018-05-02,2019-05-02"), "{csv}");
}

#[test]
fn an_overdue_review_is_a_banner() {
    let late = GUIDELINE.replace("2018-05-02 }", "2016-05-02 }");
    let site = build(&[("handbook.yaml", HANDBOOK), ("organisation.yaml", ORGANISATION), ("a.md", &late)]);
    assert!(page(&site, "d/SAL-G-001/index.html").contains("overdue since <time datetime=\"2017-05-02\">"));
    assert!(page(&site, "index.html").contains("overdue"));
}

#[test]
fn every_state_but_in_force_has_its_banner() {
    for (status, said) in [
        ("draft", "This is a draft"),
        ("in-review", "being reviewed"),
        ("retired", "retired. Do not use"),
        ("planned", "is planned"),
    ] {
        let text = GUIDELINE.replace("status: approved", &format!("status: {status}"));
        let site = build(&[("organisation.yaml", ORGANISATION), ("a.md", &text)]);
        assert!(page(&site, "d/SAL-G-001/index.html").contains(said), "{status}");
    }
    let future = GUIDELINE.replace("version: \"1.0\"", "version: \"1.0\"\neffective: 2018-09-01");
    let site = build(&[("organisation.yaml", ORGANISATION), ("a.md", &future)]);
    let page = page(&site, "d/SAL-G-001/index.html");
    assert!(
        page.contains("comes into force on <time datetime=\"2018-09-01\">")
            && page.contains("Not yet in force")
    );
}

#[test]
fn somebody_elses_markdown_is_readable_at_once() {
    let site = build(&[
        ("README.md", "# Policies of a company\n\nSee [access](policies/access.md) and [all](policies/).\n"),
        ("policies/README.md", "# All policies\n"),
        ("policies/access.md", "name: Access policy\nacronym: AP\n---\n# Access\n\nKeys are returned.\n"),
        ("register/index.md", "# A page in the way of ours\n"),
    ]);
    let home = page(&site, "index.html");
    assert!(home.contains("href=\"policies/access.html\"") && home.contains("<h3>policies</h3>"));
    let readme = page(&site, "README.html");
    assert!(
        readme.contains("href=\"policies/access.html\"") && readme.contains("href=\"policies/README.html\"")
    );
    let access = page(&site, "policies/access.html");
    assert!(access.contains("Keys are returned.") && access.contains("Uncontrolled page"));
    assert_eq!(access.matches("<h1").count(), 1);
    assert!(page(&site, "pages/register/index.html").contains("A page in the way of ours"));
}

#[test]
fn an_empty_handbook_says_how_to_begin() {
    let site = build(&[("handbook.yaml", HANDBOOK)]);
    assert!(page(&site, "index.html").contains("guidepost new"));
}

#[test]
fn the_same_handbook_gives_the_same_bytes() {
    assert_eq!(small(), small());
}

#[test]
fn ids_that_would_leave_the_site_stay_in_it() {
    let wild = GUIDELINE.replace("id: SAL-G-001", "id: ../../CON").replace("SAL-G-001#check", "#check");
    let site = build(&[("organisation.yaml", ORGANISATION), ("a.md", &wild)]);
    assert!(
        site.keys().all(|path| !path.split('/').any(|part| part == ".." || part == "CON")),
        "{:?}",
        site.keys()
    );
    assert!(site.contains_key("d/_.._.._CON/index.html"), "{:?}", site.keys());
}

#[test]
fn every_local_link_leads_to_a_file_and_a_place_in_it() {
    let site = small();
    let mut broken = Vec::new();
    for (path, html) in super::html(&site) {
        for href in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if href.contains(':') {
                continue;
            }
            let (file, anchor) = href.split_once('#').unwrap_or((href, ""));
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            for part in file.split('/').filter(|p| !p.is_empty()) {
                if part == ".." {
                    parts.pop();
                } else {
                    parts.push(part);
                }
            }
            let target = if file.is_empty() { path.to_owned() } else { parts.join("/") };
            let there = site
                .get(&target)
                .is_some_and(|text| anchor.is_empty() || text.contains(&format!("id=\"{anchor}\"")));
            if !there {
                broken.push(format!("{path}: {href}"));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn no_page_brings_a_script_or_style_of_its_own() {
    for (path, html) in super::html(&small()) {
        assert!(!html.contains(" style=\"") && !html.contains("<style"), "{path}");
        assert_eq!(html.matches("<script").count(), 1, "{path}");
        assert!(html.contains("default-src 'none'"), "{path}");
        assert!(
            !html.contains("http://") && !html.contains("https://"),
            "{path} names an address of the web"
        );
    }
}

#[test]
fn paths_that_no_disk_could_hold_become_ones_that_every_disk_can() {
    let long = format!("{}.md", "ä".repeat(125));
    let deep = format!("{}x.md", "folder/".repeat(150));
    let site = build(&[
        ("handbook.yaml", HANDBOOK),
        ("A/x.md", "# One\n"),
        ("a/y.md", "# Two\n"),
        ("LPT¹.md", "# Three\n"),
        ("b.md", "# Four\n"),
        ("b.html/c.md", "# Five\n\n![p](../B.HTML/p.png)\n"),
        ("B.HTML/p.png", "p"),
        (&long, "# Six\n"),
        (&deep, "# Seven\n"),
    ]);
    let paths: Vec<&String> = site.keys().collect();
    for (n, path) in paths.iter().enumerate() {
        assert!(check_path(path).is_ok(), "{path}");
        for other in &paths[n + 1..] {
            assert!(!other.starts_with(&format!("{path}/")), "{path} and {other}");
        }
    }
    // Folders that differ in case only would be one on some systems.
    let folders: BTreeSet<&str> = paths.iter().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
    let lower: BTreeSet<String> = folders.iter().map(|folder| folder.to_lowercase()).collect();
    assert_eq!(folders.len(), lower.len(), "{folders:?}");
}

/// A process with as many ways between its steps as can be: drawing it would take minutes.
#[test]
fn what_is_too_large_to_be_drawn_is_not_drawn() {
    let guideline = |steps: usize| {
        let mut text =
            String::from("---\nid: SAL-G-009\ntitle: T\ntype: guideline\nclass: internal\nsteps:\n");
        for n in 0..steps {
            let _ = write!(text, "- id: s{n}\n  ask: Which?\n  A: head\n  outcomes:\n");
            for to in 0..steps {
                let _ = writeln!(text, "    o{to}: s{to}");
            }
        }
        text + "---\n"
    };
    let said = |steps: usize| {
        let text = guideline(steps);
        let site =
            build(&[("handbook.yaml", HANDBOOK), ("organisation.yaml", ORGANISATION), ("x.md", &text)]);
        let page = page(&site, "d/SAL-G-009/index.html");
        (page.contains("<svg"), page.contains("too large to be drawn"), page.contains(" id=\"s0\""))
    };
    assert_eq!(said(6), (true, false, true));
    assert_eq!(said(40), (false, true, true), "the table is there all the same");
}

#[test]
fn a_run_that_breaks_a_rule_is_told_and_drawn_beside_its_finding() {
    let rule = "rules:\n- { id: checked, path: { to: [sent], through: [write] } }\n\
        - { id: asked-first, order: { before: check, then: write } }\n---\n## How";
    let text = GUIDELINE.replacen("---\n## How", rule, 1);
    let site = build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        ("offer.md", &text),
    ]);
    let findings = page(&site, "findings/index.html");
    // The first rule holds; the second is broken by the first step already.
    assert_eq!(findings.matches("<ol class=\"run\">").count(), 1, "{findings}");
    assert!(findings.contains("<code>rule/order</code>"));
    let steps = "<li>A customer asks</li><li><a href=\"../d/SAL-G-001/index.html#write\">Write the offer</a></li></ol>";
    assert!(findings.contains(steps), "{findings}");
    // Drawn: the start, and the line from it to the step that it is about; nothing behind that.
    assert_eq!(findings.matches("class=\"gp-edge gp-main gp-run\"").count(), 1, "{findings}");
    assert!(findings.contains("gp-node gp-start gp-run\""));
    assert!(findings.contains("gp-wrong\" data-step=\"write\" href=\"../d/SAL-G-001/index.html#write\""));
    assert!(findings.contains("gp-node gp-decision\""));
}
