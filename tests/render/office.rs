//! The pages that an office and an auditor keep.

use super::{Files, HANDBOOK, LANDSCAPE, ORGANISATION, build, page};

/// A handbook in which every list of the office has something.
fn site() -> Files {
    let handbook = HANDBOOK.to_owned()
        + "review: { every: 12 months, warn: 30 days }\nretention: 10 years\nstandards: [iso9001-2015]\n\
           rules:\n- { id: wait, text: We wait for nobody, every: { kind: wait }, has: within }\n\
           accept:\n- { rule: map/no-risk, why: Not yet looked at, by: head, until: 2018-05-31 }\n";
    let organisation = ORGANISATION
        .replace("holder: max }", "holder: max, short: CLK, deputy: head }")
        .replace("people:", "  auditor: { name: Auditor }\npeople:");
    build(&[
        ("handbook.yaml", &handbook),
        ("organisation.yaml", &organisation),
        ("landscape.yaml", LANDSCAPE),
        ("a.md", GUIDELINE),
        ("law.yaml", EXTERNAL),
        ("old.yaml", RETIRED),
    ])
}

const GUIDELINE: &str = "---
id: SAL-G-001
title: Make an offer
type: guideline
process: sales/offers
status: approved
class: internal
version: \"1.1\"
owner: head
approved: { by: head, date: 2018-05-02, proof: minutes }
replaces: [SAL-G-000, OLD-7]
changes:
- { version: \"1.1\", date: 2018-05-01, by: head, why: The clerk asked }
- { version: \"1.0\", date: 2016-05-01, by: head, why: Too long ago }
purpose: p
scope: s
duties:
- { id: drafts, what: Look through the drafts, who: clerk, every: quarter, last: 2018-04-20 }
records:
  offer: { kept-in: ERP, keep: 6 years }
kpis:
- { id: won, name: Won, definition: Offers won, every: month, owner: head, results: \"https://example.com/board\" }
risks:
- { what: We promise too much, measure: Two persons look, step: check }
resources: [erp]
start: { event: A request, next: write }
steps:
- { id: write, do: Write the offer, R: clerk, A: head, tools: ERP, out: offer, next: check }
- { id: check, ask: Is it right?, A: head, in: offer, complete: true, outcomes: { yes: sent, no: write }, limit: 3 rounds }
- { id: sent, end: Sent }
rules:
- { id: two, text: Two do it, separate: [write, check] }
---
";

const EXTERNAL: &str = "id: X-1\ntitle: The law\ntype: policy\norigin: external\nstatus: approved\nclass: internal\n\
    version: \"2016\"\nowner: head\napproved: { by: head, date: 2018-05-02, proof: list }\npurpose: p\nscope: s\n\
    facts: { publisher: The state }\n";

const RETIRED: &str = "id: SAL-G-000\ntitle: The old way\ntype: guideline\nstatus: retired\nclass: internal\n\
    version: \"1.0\"\nowner: head\napproved: { by: head, date: 2015-05-02, proof: mail }\npurpose: p\nscope: s\n";

/// The rows of the first table of a page that hold a text.
fn rows<'a>(page: &'a str, with: &str) -> Vec<&'a str> {
    let all = page.split("<tr").skip(1).filter_map(|row| row.split("</tr>").next());
    all.filter(|row| row.contains(with) && !row.contains("scope=\"col\"")).collect()
}

#[test]
fn the_calendar_has_what_is_overdue_first_and_then_months() {
    let site = site();
    let page = page(&site, "calendar/index.html");
    let overdue = page.find(">Overdue").expect("something is overdue");
    let july = page.find(">July 2018").expect("a duty is due in July");
    assert!(overdue < july);
    let acceptance = page.find("Exception ends").expect("the acceptance is dated");
    assert!(acceptance < july && page.contains("Not yet looked at"));
    assert!(rows(page, "Look through the drafts")[0].contains("every quarter"));
    assert!(rows(page, "Look through the drafts")[0].contains("#duty--drafts"));
    assert!(rows(page, ">Review<")[0].contains("d/SAL-G-001/index.html"));
}

#[test]
fn changes_are_those_of_twelve_months() {
    let site = site();
    let page = page(&site, "changes/index.html");
    assert_eq!(rows(page, "The clerk asked").len(), 1);
    assert!(!page.contains("Too long ago"), "a change of 2016 is history");
    assert!(!page.contains("SAL-G-000"));
    assert_eq!(rows(page, ">Approval<").len(), 2);
}

#[test]
fn about_counts_what_the_edition_holds_and_what_not() {
    let site = site();
    let page = page(&site, "about/index.html");
    assert!(page.contains(">15\u{a0}June\u{a0}2018</time>") && page.contains(env!("CARGO_PKG_VERSION")));
    assert!(page.contains("Digest of the sources"));
    assert!(rows(page, ">Retired</span>")[0].contains(">1<"));
}

#[test]
fn a_digest_is_of_the_sources_alone() {
    let digest = |files: &[(&str, &str)]| {
        let site = build(files);
        let page = page(&site, "about/index.html").to_owned();
        page.split("<code>").nth(1).and_then(|s| s.split('<').next()).expect("a digest").to_owned()
    };
    let one = digest(&[("a.md", GUIDELINE), ("organisation.yaml", ORGANISATION)]);
    assert_eq!(one, digest(&[("a.md", GUIDELINE), ("organisation.yaml", ORGANISATION)]));
    assert_ne!(one, digest(&[("b.md", GUIDELINE), ("organisation.yaml", ORGANISATION)]));
    assert_eq!(one.len(), 64);
}

#[test]
fn registers_gather_from_documents_and_shared_files() {
    let site = site();
    let records = page(&site, "records/index.html");
    let offer = rows(records, "ERP")[0];
    assert!(offer.contains("6\u{a0}years") && offer.contains("SAL-G-001/index.html#write"), "{offer}");
    assert!(records.contains("10\u{a0}years"), "how long documents are kept");
    let kpis = page(&site, "kpis/index.html");
    assert!(rows(kpis, "Won")[0].contains("https://example.com/board"));
    let risks = page(&site, "risks/index.html");
    assert!(rows(risks, "promise too much")[0].contains("Two persons look"));
    let systems = page(&site, "systems/index.html");
    let erp = rows(systems, ">ERP<");
    assert_eq!(erp.len(), 1, "a tool, a resource and a place are one system");
    assert!(erp[0].contains("SAL-G-001, step 1") && erp[0].contains("offer"));
    let rules = page(&site, "rules/index.html");
    assert!(rows(rules, "We wait for nobody")[0].contains("All documents"));
    assert!(rows(rules, "Two do it")[0].contains("#rule--two"));
    let exceptions = page(&site, "exceptions/index.html");
    assert!(rows(exceptions, "map/no-risk")[0].contains("expired"));
    assert!(rows(page(&site, "external/index.html"), "The law")[0].contains("publisher: The state"));
    assert!(rows(page(&site, "abbreviations/index.html"), ">CLK<")[0].contains("Clerk"));
}

#[test]
fn separation_says_who_could_hold_both() {
    let site = site();
    let row = rows(page(&site, "separation/index.html"), "Two do it")[0];
    assert!(row.contains("somebody could") && row.contains("Erika Mustermann (deputy, holder)"), "{row}");
}

#[test]
fn vacant_roles_and_roles_without_deputy_stand_apart() {
    let site = site();
    let page = page(&site, "vacancies/index.html");
    let (vacant, alone) = page.split_once("Roles without deputy").expect("both heads");
    assert!(vacant.contains("Auditor") && !vacant.contains("Head of Sales"));
    assert!(alone.contains("Head of Sales") && !alone.contains("Clerk"));
}

#[test]
fn a_number_that_was_replaced_leads_on() {
    let site = site();
    let moved = page(&site, "d/OLD-7/index.html");
    assert!(moved.contains("content=\"0; url=../../d/SAL-G-001/index.html\""));
    assert!(moved.contains("<a href=\"../../d/SAL-G-001/index.html\""), "without a redirect, too");
    assert!(page(&site, "d/SAL-G-000/index.html").contains("The old way"), "it has its own page still");
    let retired = page(&site, "retired/index.html");
    assert!(rows(retired, "The old way")[0].contains("SAL-G-001"));
    assert!(rows(retired, "OLD-7")[0].contains("no longer in the handbook"));
}

#[test]
fn an_empty_list_says_what_would_be_in_it() {
    let site = build(&[("a.yaml", "id: A-1\ntitle: A\ntype: policy\nstatus: draft\nowner: head\n")]);
    for (list, hint) in [("records", "kept-in"), ("calendar", "review"), ("separation", "separate")] {
        assert!(page(&site, &format!("{list}/index.html")).contains(hint), "{list}");
    }
}

#[test]
fn the_calendar_file_is_whole_and_its_bytes_repeat() {
    let site = site();
    let file = page(&site, "calendar/calendar.ics");
    assert_eq!(file, page(&self::site(), "calendar/calendar.ics"));
    assert!(
        file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:") && file.ends_with("END:VCALENDAR\r\n")
    );
    assert!(!file.replace("\r\n", "").contains(['\n', '\r']), "every line ends with both");
    assert!(file.split("\r\n").all(|line| line.len() <= 75));
    let whole = file.replace("\r\n ", "");
    let events: Vec<&str> = whole.split("BEGIN:VEVENT").skip(1).collect();
    assert_eq!(events.len(), 4, "two reviews, a duty, an acceptance: {whole}");
    let ids: std::collections::BTreeSet<&str> =
        events.iter().filter_map(|e| e.split("UID:").nth(1)?.lines().next()).collect();
    assert_eq!(ids.len(), 4);
    let duty = events.iter().find(|e| e.contains("Look through the drafts")).expect("the duty");
    for said in [
        "DTSTAMP:20180615T000000Z",
        "DTSTART;VALUE=DATE:20180720",
        "RRULE:FREQ=MONTHLY;INTERVAL=3",
        "SUMMARY:Look through the drafts (SAL-G-001)",
    ] {
        assert!(duty.contains(&format!("{said}\r\n")), "{said}: {duty}");
    }
}

#[test]
fn the_feed_has_the_changes_with_identities_that_stay() {
    let site = site();
    let feed = page(&site, "feed.xml");
    let ids = |feed: &str| -> Vec<String> {
        feed.split("<id>").skip(1).filter_map(|s| Some(s.split('<').next()?.to_owned())).collect()
    };
    let all = ids(feed);
    assert_eq!(all.len(), 1 + 3, "the feed and three entries: {feed}");
    assert!(all.iter().all(|id| id.starts_with("urn:uuid:")));
    assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len());
    assert!(feed.contains("<updated>2018-05-02T00:00:00Z</updated>"), "of the handbook, not of the build");
    assert!(feed.contains("<summary>The clerk asked</summary>"));
    assert!(feed.contains("href=\"d/SAL-G-001/index.html\""));
    assert!(quick_xml(feed), "well-formed");
}

/// Whether every element that opens closes, in order.
fn quick_xml(text: &str) -> bool {
    let mut open = Vec::new();
    for tag in text.split('<').skip(1).filter_map(|t| t.split('>').next()) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            None if tag.ends_with('/') || tag.starts_with('?') => {}
            None => open.push(name),
        }
    }
    open.is_empty()
}

fn data(site: &Files, path: &str) -> serde_json::Value {
    let data = serde_json::from_str(page(site, path)).expect("JSON");
    let validator = jsonschema::validator_for(&guidepost::render::data_schema()).expect("a schema");
    let complaints: Vec<String> =
        validator.iter_errors(&data).map(|e| format!("{}: {e}", e.instance_path())).take(3).collect();
    assert!(complaints.is_empty(), "{path}: {complaints:#?}");
    data
}

#[test]
fn the_data_has_every_fact_and_keeps_to_its_schema() {
    let site = site();
    let data = data(&site, "handbook.json");
    assert_eq!(data["edition"]["date"], "2018-06-15");
    let document = data["documents"].as_array().and_then(|d| d.iter().find(|d| d["id"] == "SAL-G-001"));
    let document = document.expect("the guideline");
    assert_eq!(document["steps"][0]["letters"]["R"]["who"][0], "clerk");
    assert_eq!(document["duties"][0]["next"], "2018-07-20");
    assert_eq!(document["records"][0]["kept-in"], "ERP");
    assert_eq!(document["rules"][0]["separate"]["steps"][1], "check");
    assert_eq!(document["url"], "d/SAL-G-001/index.html");
    assert!(document["findings"]["warning"].is_u64());
    assert!(site.keys().all(|path| !path.starts_with("data/")), "it fits in one file");
}

/// A handbook with more documents than a list shows on one page.
fn large() -> Files {
    let landscape = "processes:\n  sales: { name: Sales, owner: head, parts: { offers: { name: Offers }, orders: { name: Orders } } }\n  index: { name: Index, owner: head }\n";
    let document = |n: usize| {
        let place = ["sales/offers", "sales/orders", "index"][n % 3];
        let text = format!(
            "id: G-{n}\ntitle: Title {n}\ntype: guideline\nstatus: approved\nclass: internal\nversion: \"1\"\nowner: head\n\
             process: {place}\napproved: {{ by: head, date: 2018-05-02, proof: x }}\npurpose: p\nscope: s\n\
             review: {{ every: 12 months, last: 2018-05-02 }}\nrecords: {{ product-{n}: {{ kept-in: Here, keep: 1 year }} }}\n\
             start: {{ event: e, next: a }}\nsteps: [ {{ id: a, do: Do, R: clerk, A: head, out: product-{n}, next: b }}, {{ id: b, end: Done }} ]\n"
        );
        (format!("{n}.yaml"), text)
    };
    let documents: Vec<(String, String)> = (0..900).map(document).collect();
    let mut files =
        vec![("handbook.yaml", HANDBOOK), ("organisation.yaml", ORGANISATION), ("landscape.yaml", landscape)];
    files.extend(documents.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    build(&files)
}

#[test]
fn long_lists_are_cut_by_process_and_part() {
    let site = large();
    for list in ["register", "records", "calendar", "changes"] {
        let first = page(&site, &format!("{list}/index.html"));
        for chapter in ["sales-offers", "sales-orders", "index~2"] {
            let name = format!("{list}/{chapter}.html");
            assert!(first.contains(&format!("href=\"../{name}\"")), "{name}");
            let rows = page(&site, &name).matches("SAL-G").count();
            assert_eq!(rows, 0);
            assert!(page(&site, &name).matches("<tr").count() > 300, "{name}");
        }
    }
    // From one chapter to the next, and back.
    let middle = page(&site, "records/sales-orders.html");
    let flow = middle.split("class=\"flow\"").nth(1).expect("a way on");
    assert!(flow.contains("Page before") && flow.contains("href=\"../records/sales-offers.html\""), "{flow}");
    assert!(flow.contains("Page after") && flow.contains("href=\"../records/index~2.html\""), "{flow}");
    assert!(!page(&site, "records/sales-offers.html").contains("Page before"));
    assert!(!page(&site, "records/index.html").contains("class=\"flow\""));
    let csv = page(&site, "register/register.csv");
    assert_eq!(csv.lines().count(), 901, "the data are whole");
}

#[test]
fn the_data_of_a_large_handbook_are_an_index_and_parts() {
    let site = large();
    let index = data(&site, "handbook.json");
    let files: Vec<&str> =
        index["files"].as_array().expect("parts").iter().filter_map(|f| f.as_str()).collect();
    assert_eq!(files.len(), 3);
    let parts: usize = files
        .iter()
        .map(|file| {
            let part = data(&site, file);
            assert_eq!(part["products"].as_array().map(Vec::len), part["documents"].as_array().map(Vec::len));
            part["documents"].as_array().map_or(0, Vec::len)
        })
        .sum();
    assert_eq!(parts, 900);
    assert!(index["documents"][0]["file"].is_string() && index["documents"][0].get("steps").is_none());
}

#[test]
fn a_standard_says_which_document_and_step_answers_a_clause() {
    let site = build(&[
        ("handbook.yaml", &format!("{HANDBOOK}standards: [iso9001-2015]\n")),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        ("a.md", &GUIDELINE.replace("tools: ERP,", "tools: ERP, see: iso9001:8.2.3,")),
    ]);
    let page = page(&site, "s/iso9001-2015/index.html");
    let row = rows(page, "id=\"clause--8-2-3\"")[0];
    assert!(row.contains("SAL-G-001, step <a href=\"../../d/SAL-G-001/index.html#write\">1</a>"), "{row}");
    assert!(page.contains("Gaps: <a href=\"#clause--4-1\">4.1</a>"));
    let chapter = rows(page, "id=\"clause--8\"")[0];
    assert!(chapter.contains("class=\"share\">") && !chapter.contains("\"share\">0 of"), "{chapter}");
}
