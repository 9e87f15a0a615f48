//! The flowchart and the step table say the same, and the chart is drawn as its author wants it.

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build, page};
use guidepost::chart::{Direction, Drawing, NodeKind};
use guidepost::graph::{self, ProcessGraph};
use guidepost::model::parse;
use guidepost::render::{Edition, Site};
use guidepost::source::{ReadOptions, from_texts, read};
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Everything between two marks, wherever they stand.
fn between<'t>(text: &'t str, from: &str, to: &str) -> Vec<&'t str> {
    text.split(from).skip(1).filter_map(|rest| rest.split(to).next()).collect()
}

/// Each step of a table: id, number, who (without white space twice), the steps it leads to.
fn rows(html: &str) -> Vec<(String, String, String, BTreeSet<String>)> {
    let table = between(html, "<table class=\"steps\">", "</section>").concat();
    let mut rows = Vec::new();
    for row in table.split("<tr class=\"step ").skip(1) {
        let row = row.split("</tr>").next().unwrap_or_default();
        let Some(id) = between(row.split('>').next().unwrap_or_default(), "id=\"", "\"").first().copied()
        else {
            continue;
        };
        let cells: Vec<&str> = row.split("<td").skip(1).collect();
        let text = |cell: &str| {
            let cell = cell.split_once('>').map_or("", |c| c.1);
            let plain: String = between(&format!(">{cell}"), ">", "<").join(" ");
            plain.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let next = cells.last().copied().unwrap_or_default();
        let next = between(next, "class=\"to\" href=\"#", "\"").into_iter().map(str::to_owned).collect();
        rows.push((id.to_owned(), text(cells[0]), text(cells[2]), next));
    }
    rows
}

/// Each step of a chart: id and what is read out.
fn spoken(html: &str) -> Vec<(String, String)> {
    let chart =
        between(html, "<svg class=\"gp-chart gp-flow\"", "</svg>").first().copied().unwrap_or_default();
    let nodes = chart.split("data-step=\"").skip(1);
    let one = |node: &str| {
        let label = between(node.split('>').next().unwrap_or_default(), "aria-label=\"", "\"");
        Some((node.split('"').next()?.to_owned(), (*label.first()?).to_owned()))
    };
    nodes.filter_map(one).filter(|(id, _)| !id.starts_with("join-")).collect()
}

/// Where each step leads in the drawing; bars drawn before a join are passed.
fn successors(drawing: &Drawing) -> BTreeMap<&str, BTreeSet<&str>> {
    let id = |n: usize| drawing.nodes[n].id.as_str();
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edge in &drawing.edges {
        let mut to = edge.to;
        while id(to).starts_with("join-") {
            let Some(on) = drawing.edges.iter().find(|e| e.from == to) else { break };
            to = on.to;
        }
        found.entry(id(edge.from)).or_default().insert(id(to));
    }
    found
}

#[test]
fn chart_and_step_table_of_every_sample_guideline_say_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let tree = read(&folder, &ReadOptions::default()).expect("the sample handbook");
    let (handbook, _) = parse(tree);
    let graphs: Vec<ProcessGraph> = handbook.guidelines.iter().map(graph::build).collect();
    let edition = Edition {
        handbook: &handbook,
        graphs: &graphs,
        findings: &[],
        today: date(2018, 6, 15),
        draft: true,
        prints: guidepost::render::Prints::Auto,
    };
    let site = Site::new(edition, &[]);
    let pages = std::sync::Mutex::new(BTreeMap::new());
    site.write(None, &|path: &str, bytes: &[u8]| -> Result<(), guidepost::render::Fault> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        pages.lock().expect("no panic holds the lock").insert(path.to_owned(), text);
        Ok(())
    })
    .expect("our own templates fit");
    let pages = pages.into_inner().expect("no panic held the lock");
    let mut compared = 0;
    for (n, g) in handbook.guidelines.iter().enumerate() {
        let (Some(drawing), Some(html)) =
            (site.drawing(n, "en"), pages.get(&format!("d/{}/index.html", g.id())))
        else {
            continue;
        };
        let steps: BTreeSet<&str> = g.steps.iter().map(guidepost::model::Step::id).collect();
        let leads = successors(&drawing);
        let rows: Vec<_> = rows(html).into_iter().filter(|r| steps.contains(r.0.as_str())).collect();
        let spoken: Vec<_> = spoken(html).into_iter().filter(|s| steps.contains(s.0.as_str())).collect();
        let order = |ids: Vec<&String>| ids.into_iter().cloned().collect::<Vec<String>>();
        assert_eq!(
            order(rows.iter().map(|r| &r.0).collect()),
            order(spoken.iter().map(|s| &s.0).collect()),
            "{}: the same steps in the same order",
            g.id()
        );
        for ((id, number, who, next), (_, label)) in rows.iter().zip(&spoken) {
            let (said, lane) = label.rsplit_once(", ").expect("who does it is read out last");
            assert!(said.ends_with(number.as_str()), "{} {id}: {label} has not the number {number}", g.id());
            let doer = who.split([',', '<']).next().unwrap_or_default().trim();
            let lanes = drawing.lanes.iter().map(|l| l.name.as_str()).collect::<BTreeSet<_>>();
            assert!(lanes.contains(lane), "{} {id}: {lane} is no lane", g.id());
            assert!(
                doer.is_empty() || doer.starts_with(lane),
                "{} {id}: {lane} in the chart, {who} in the table",
                g.id()
            );
            // A phase without an order is a row in the table and two bars in the chart.
            let drawn = leads.get(id.as_str()).into_iter().flatten().filter(|s| steps.contains(**s));
            let drawn: BTreeSet<String> = drawn.map(|s| (*s).to_owned()).collect();
            let next: Vec<&String> = next.iter().filter(|s| steps.contains(s.as_str())).collect();
            // The row of a fork names where its branches meet again, which is no line of the fork.
            let meet = next.iter().filter(|s| !drawn.contains(**s)).count();
            let fork = drawing.nodes.iter().any(|n| n.id == *id && n.kind == NodeKind::Fork);
            assert!(
                drawn.iter().all(|d| next.contains(&d)) && meet <= usize::from(fork),
                "{} {id}: leads to {drawn:?} in the chart, to {next:?} in the table",
                g.id()
            );
            compared += 1;
        }
    }
    assert!(compared > 150, "only {compared} steps were compared");
}

/// What is drawn of the small guideline with more front matter.
fn drawn(front: &str, handbook: &str) -> Drawing {
    let guideline = GUIDELINE.replacen("steps:\n", &format!("{front}steps:\n"), 1);
    let settings = format!("{HANDBOOK}{handbook}");
    let tree = from_texts(&[
        ("handbook.yaml", settings.as_str()),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        ("a.md", guideline.as_str()),
    ]);
    let (handbook, found) = parse(tree);
    assert!(found.is_empty(), "{found:?}");
    let graphs: Vec<ProcessGraph> = handbook.guidelines.iter().map(graph::build).collect();
    let edition = Edition {
        handbook: &handbook,
        graphs: &graphs,
        findings: &[],
        today: date(2018, 6, 15),
        draft: true,
        prints: guidepost::render::Prints::Auto,
    };
    Site::new(edition, &[]).drawing(0, "en").expect("a guideline with steps")
}

fn lanes(drawing: &Drawing) -> Vec<&str> {
    drawing.lanes.iter().map(|l| l.name.as_str()).collect()
}

#[test]
fn lanes_stand_as_in_the_organisation_unless_the_guideline_says_otherwise() {
    assert_eq!(lanes(&drawn("", "")), ["Head of Sales", "Clerk"]);
    assert_eq!(lanes(&drawn("chart: { lanes: [clerk] }\n", "")), ["Clerk", "Head of Sales"]);
    assert_eq!(lanes(&drawn("chart: { lanes: clerk }\n", "")), ["Clerk", "Head of Sales"]);
}

#[test]
fn the_way_it_runs_is_said_by_the_guideline_before_the_handbook() {
    assert_eq!(drawn("", "").direction, Direction::TopDown);
    assert_eq!(drawn("", "chart: { direction: right }\n").direction, Direction::LeftRight);
    assert_eq!(
        drawn("chart: { direction: down }\n", "chart: { direction: right }\n").direction,
        Direction::TopDown
    );
}

#[test]
fn work_products_stand_beside_their_steps_unless_switched_off() {
    let read = |d: &Drawing| {
        let step = d.nodes.iter().find(|n| n.id == "write").expect("the step");
        let names =
            |list: &[guidepost::chart::Document]| list.iter().map(|d| d.text.clone()).collect::<Vec<_>>();
        (names(&step.inputs), names(&step.outputs))
    };
    let some = |text: &str| vec![text.to_owned()];
    assert_eq!(read(&drawn("", "")), (some("request"), some("offer")));
    assert_eq!(read(&drawn("", "chart: { documents: no }\n")), (vec![], vec![]));
    assert_eq!(
        read(&drawn("chart: { documents: yes }\n", "chart: { documents: no }\n")),
        (some("request"), some("offer"))
    );
}

#[test]
fn calls_and_hand_overs_lead_to_the_other_guideline() {
    let calling = GUIDELINE
        .replace("id: SAL-G-001", "id: SAL-G-002")
        .replace(
            "next: check }",
            "next: run }\n- { id: run, call: SAL-G-001, R: clerk, outcomes: { sent: check } }",
        )
        .replace("end: Sent }", "end: Sent, hand-over: { SAL-G-001: offer } }");
    let site = build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        ("a.md", GUIDELINE),
        ("b.md", &calling),
    ]);
    let html = page(&site, "d/SAL-G-002/index.html");
    let chart = between(html, "<svg class=\"gp-chart gp-flow\"", "</svg>").concat();
    let call = chart.split("data-step=\"run\"").nth(1).and_then(|rest| rest.split('>').next());
    assert!(call.is_some_and(|tag| tag.contains("href=\"../../d/SAL-G-001/index.html\"")), "{call:?}");
    assert!(chart.matches("href=\"../../d/SAL-G-001/index.html\"").count() >= 2, "the end leads there too");
}
