//! Files that are wrong, odd or made to hurt: whatever is in one is a step, or told with its line.

use super::corpus::files;
use super::way_back::{differences, handbook, imported};
use guidepost::bpmn::{FlowNode, Kind, Lines, Model, read};
use guidepost::import::{Imported, Why};

/// Nothing wrong, nothing different.
const NONE: &[&str] = &[];

/// Names that mean something in YAML, Markdown, HTML or a template, or are none of the usual letters.
const NAMES: &[&str] = &[
    "a: b",
    "# comment",
    "- dash",
    "\"quoted\"",
    "it's",
    "{{ x }}",
    "{% raw %}",
    "${env}",
    "yes",
    "null",
    "~",
    "1.10",
    "2024-01-01",
    "[a, b]",
    "{a: b}",
    "*star",
    "&amp;",
    "!tag",
    "%dir",
    "@at",
    "`tick`",
    "a\\b",
    "| pipe",
    "> folded",
    "<script>alert(1)</script>",
    "Line\nbreak",
    "tab\tx",
    "Проверить заказ",
    "检查订单",
    "注文",
    "טקסט",
    "😀",
    "...",
    "---",
    "...\n---",
    "end",
    "start",
    "next",
    "outcomes",
    "else",
    "late",
    "?",
    ": c",
    "\u{2028}sep",
    "\u{202e}reversed",
    "\u{85}nel",
    "İstanbul",
    "NaN",
    "0x1F",
    "<<",
    "=",
    "[x](javascript:alert(1))",
    "![x](y)",
    "|a|b|",
    "1. one",
    "~~~",
    "$$",
    "{#anchor}",
    "&nbsp;",
    "Check it",
    "check it!",
    "CHECK-IT",
    "check-it-2",
    " ",
];

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
    out
}

/// A process in a file; each line of ways, `a > b > c`, becomes flows.
fn process(inside: &str, ways: &[&str]) -> String {
    let ways = ways.iter().flat_map(|way| {
        let ids: Vec<&str> = way.split(" > ").collect();
        let pairs: Vec<String> = ids
            .windows(2)
            .map(|p| {
                format!("<sequenceFlow id=\"{0}-{1}\" sourceRef=\"{0}\" targetRef=\"{1}\"/>\n", p[0], p[1])
            })
            .collect();
        pairs
    });
    format!(
        "<definitions>\n<process id=\"p\" name=\"Proc\">\n{inside}\n{}</process>\n</definitions>",
        ways.collect::<String>()
    )
}

/// The flow nodes of which nothing is left: neither a step or start, nor a word in the text, nor told with their line.
pub fn lost(model: &Model, lines: &Lines, made: &[Imported]) -> Vec<String> {
    let told = |line: usize| made.iter().any(|m| m.remarks.iter().any(|r| r.line == line));
    let says = |node: &FlowNode| {
        let words: Vec<&str> = node.name.split_whitespace().collect();
        let plain = words.join(" ").to_lowercase();
        let quoted = plain.replace('\\', "\\\\").replace('"', "\\\"");
        made.iter().map(|m| m.text.to_lowercase()).any(|text| text.contains(&plain) || text.contains(&quoted))
    };
    let marked = |node: &FlowNode| {
        let mark = if node.id.is_empty() { "# line".to_owned() } else { format!("# {}, line", node.id) };
        let mark = format!("{mark} {}\n", lines.line(node.at));
        made.iter().any(|m| m.text.contains(&mark))
    };
    // A gateway or link that only leads on says nothing, nor does a start or end without a word.
    let silent = |node: &FlowNode| {
        let leads_on = node.kind.is_gateway() || matches!(node.event, guidepost::bpmn::Event::Link(_));
        let plain = matches!(node.kind, Kind::Start | Kind::End) && node.name.trim().is_empty();
        // A time limit is a time of its step.
        let limit =
            node.kind == Kind::Boundary && node.event == guidepost::bpmn::Event::Timer && node.interrupts;
        let time = guidepost::model::read::duration(node.name.trim()).is_ok() || node.name.trim().is_empty();
        leads_on || plain || (limit && time) || matches!(node.kind, Kind::EventSubProcess(_))
    };
    let nodes = model.nodes.iter().filter(|n| !silent(n) && !marked(n) && !told(lines.line(n.at)));
    nodes.filter(|n| n.name.trim().is_empty() || !says(n)).map(|n| format!("{} {:?}", n.id, n.name)).collect()
}

/// What is made of a file: of the right form, the same after the way to our own BPMN and back, and nothing lost.
fn holds(text: &str) -> Vec<Imported> {
    let made = imported(text);
    let (read_again, form, _) = handbook(&made);
    assert_eq!(form, NONE);
    assert_eq!(differences(&read_again), NONE);
    assert_eq!(lost(&read(text).unwrap(), &Lines::of(text), &made), NONE);
    made
}

fn whys(made: &[Imported]) -> Vec<Why> {
    let mut all: Vec<Why> = made.iter().flat_map(|m| &m.remarks).map(|r| r.why).collect();
    all.retain(|why| *why != Why::NoRole);
    all.sort();
    all.dedup();
    all
}

#[test]
fn nothing_of_the_corpus_is_lost() {
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let lost = lost(&read(&text).unwrap(), &Lines::of(&text), &imported(&text));
        wrong.extend(lost.into_iter().map(|l| format!("{name}: {l}")));
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn names_stay_what_they_are() {
    let tasks = |of: fn(usize, &str) -> String| {
        NAMES.iter().enumerate().map(|(n, name)| of(n, &escaped(name))).collect::<Vec<_>>().join("\n")
    };
    let chain: Vec<String> = (0..NAMES.len()).map(|n| format!("t{n}")).collect();
    let lanes =
        tasks(|n, name| format!("<lane id=\"l{n}\" name=\"{name}\"><flowNodeRef>t{n}</flowNodeRef></lane>"));
    let steps = tasks(|n, name| {
        format!(
            "<task id=\"t{n}\" name=\"{name}\"><documentation>{name}</documentation><dataOutputAssociation>\
             <targetRef>d{n}</targetRef></dataOutputAssociation></task><dataObjectReference id=\"d{n}\" name=\"{name}\"/>"
        )
    });
    holds(&process(&format!("<laneSet>{lanes}</laneSet>{steps}"), &[&chain.join(" > ")]));
    let asked = tasks(|n, name| {
        format!(
            "<task id=\"t{n}\" name=\"{name}\"/><sequenceFlow id=\"f{n}\" name=\"{name}\" sourceRef=\"g\" targetRef=\"t{n}\"/>"
        )
    });
    holds(&process(
        &format!("<startEvent id=\"s\"/><exclusiveGateway id=\"g\" name=\"{{{{ x }}}}?\"/>{asked}"),
        &["s > g"],
    ));
    let waited = tasks(|n, name| {
        format!(
            "<intermediateCatchEvent id=\"t{n}\" name=\"{name}\"><messageEventDefinition/></intermediateCatchEvent>\
             <sequenceFlow id=\"f{n}\" sourceRef=\"g\" targetRef=\"t{n}\"/>"
        )
    });
    holds(&process(&format!("<startEvent id=\"s\"/><eventBasedGateway id=\"g\"/>{waited}"), &["s > g"]));
}

/// All forms of times of ISO 8601, those that programs put there, and none.
const TIMES: &[&str] = &[
    "P1D",
    "PT1H",
    "P1Y2M3DT4H5M6S",
    "P1W",
    "PT0S",
    "PT90S",
    "P0D",
    "-P1D",
    "P1.5D",
    "PT1,5H",
    "2024-01-01",
    "2024-01-01T10:00:00Z",
    "R3/PT10H",
    "R/P1D",
    "R/2024-01-01T00:00:00Z/P1D",
    "R5/2024-01-01/2024-02-01",
    "0 0 9-17 * * MON-FRI",
    "${wait}",
    "=wait",
    "1 day",
    "3 Tage",
    "",
    "P",
    "T",
    "P99999999999999999999Y",
    "p1d",
    " P1D ",
    "tomorrow: noon # or so",
];

#[test]
fn times_of_all_forms_are_carried_or_told() {
    for kind in ["timeDuration", "timeDate", "timeCycle"] {
        for name in ["", "wait a bit"] {
            let timer = |n: usize, time: &str| {
                format!(
                    "name=\"{name}\" id=\"{kind}{n}\" ><timerEventDefinition><{kind}>{time}</{kind}></timerEventDefinition>"
                )
            };
            let all = |of: &dyn Fn(usize, &str) -> String| {
                TIMES.iter().enumerate().map(|(n, t)| of(n, t)).collect::<Vec<_>>().join("\n")
            };
            let chain: Vec<String> = (0..TIMES.len()).map(|n| format!("{kind}{n}")).collect();
            let caught = |n: usize, t: &str| {
                format!("<intermediateCatchEvent {}</intermediateCatchEvent>", timer(n, t))
            };
            holds(&process(&all(&caught), &[&chain.join(" > ")]));
            let begun = |n: usize, t: &str| {
                format!(
                    "<startEvent {}</startEvent><task id=\"t{n}\" name=\"T\"/><sequenceFlow sourceRef=\"{kind}{n}\" targetRef=\"t{n}\"/>",
                    timer(n, t)
                )
            };
            holds(&process(&all(&begun), &[]));
            let late = |n: usize, t: &str| {
                format!(
                    "<task id=\"t{n}\" name=\"T\"/><boundaryEvent attachedToRef=\"t{n}\" {}</boundaryEvent>\
                     <task id=\"l{n}\" name=\"L\"/><sequenceFlow sourceRef=\"{kind}{n}\" targetRef=\"l{n}\"/>",
                    timer(n, t)
                )
            };
            holds(&process(&all(&late), &[]));
        }
    }
}

#[test]
fn events_of_all_kinds_are_carried_or_told() {
    let kinds = [
        "message",
        "timer",
        "error",
        "escalation",
        "signal",
        "conditional",
        "compensate",
        "cancel",
        "terminate",
        "link",
    ];
    let all = |of: &dyn Fn(String, &str, bool) -> String| {
        let one = |kind: &&str| [true, false].map(|b| of(format!("{kind}{b}"), kind, b)).join("\n");
        kinds.iter().map(one).collect::<Vec<_>>().join("\n")
    };
    let border = all(&|id, kind, b| {
        format!(
            "<boundaryEvent id=\"{id}\" name=\"on {kind}\" attachedToRef=\"c\" cancelActivity=\"{b}\">\
             <{kind}EventDefinition/></boundaryEvent><task id=\"h{id}\" name=\"Handle {id}\"/>\
             <sequenceFlow sourceRef=\"{id}\" targetRef=\"h{id}\"/>"
        )
    });
    for host in ["callActivity", "task", "subProcess", "transaction"] {
        let made = holds(&process(
            &format!("<startEvent id=\"s\"/><{host} id=\"c\" name=\"C\"/>{border}"),
            &["s > c"],
        ));
        assert!(whys(&made).contains(&Why::Boundary), "{host}");
    }
    let handlers = all(&|id, kind, b| {
        format!(
            "<subProcess id=\"{id}\" name=\"On {id}\" triggeredByEvent=\"true\"><startEvent id=\"s{id}\" \
             isInterrupting=\"{b}\"><{kind}EventDefinition/></startEvent><task id=\"t{id}\" name=\"Handle {id}\"/>\
             <sequenceFlow sourceRef=\"s{id}\" targetRef=\"t{id}\"/></subProcess>"
        )
    });
    let inside = format!("<startEvent id=\"s\"/><task id=\"c\" name=\"C\"/>{handlers}");
    let made = holds(&process(&inside, &["s > c"]));
    assert!(whys(&made).contains(&Why::EventSubProcess));
    let ends = all(&|id, kind, _| {
        format!(
            "<endEvent id=\"{id}\" name=\"End {id}\"><{kind}EventDefinition/></endEvent>\
             <sequenceFlow sourceRef=\"c\" targetRef=\"{id}\"/>"
        )
    });
    let made =
        holds(&process(&format!("<startEvent id=\"s\"/><task id=\"c\" name=\"C\"/>{ends}"), &["s > c"]));
    assert!(whys(&made).contains(&Why::Thrown) && whys(&made).contains(&Why::Compensation));
    let thrown = all(&|id, kind, _| {
        format!(
            "<intermediateThrowEvent id=\"{id}\" name=\"{id}\"><{kind}EventDefinition/></intermediateThrowEvent>"
        )
    });
    holds(&process(&thrown, &[]));
}

#[test]
fn lines_and_ids_that_fit_nowhere_are_told() {
    let two = "<startEvent id=\"s\"/><task id=\"a\" name=\"A\"/><task id=\"a\" name=\"B\"/><task name=\"C\"/><task/>";
    let made = holds(&process(two, &["s > a > nothing", " > a"]));
    assert_eq!(whys(&made), [Why::Flow, Why::SameId, Why::ImplicitEnd, Why::Loose, Why::NoLabel]);
    let part = &guidepost::proof::bpmn::lower(&read(&process(two, &["s > a > nothing", " > a"])).unwrap())[0];
    assert_eq!(part.unsupported, [(1, "line from nothing to"), (2, "second element of the same id")]);
    // A ring of nothing but gateways, and of links.
    let ring = "<startEvent id=\"s\"/><exclusiveGateway id=\"g\"/><exclusiveGateway id=\"h\"/>";
    assert_eq!(whys(&holds(&process(ring, &["s > g > h > g"]))), [Why::Flow]);
    let asked = "<startEvent id=\"s\"/><exclusiveGateway id=\"c\" name=\"Go?\"/><exclusiveGateway id=\"g\"/><exclusiveGateway id=\"h\"/><endEvent id=\"e\"/>";
    let made = holds(&process(asked, &["s > c > g > h > g", "c > e"]));
    assert!(whys(&made).contains(&Why::Flow), "{:?}", whys(&made));
    // Lines across a border.
    let inside = "<startEvent id=\"s\"/><subProcess id=\"sub\" name=\"Sub\"><task id=\"i\" name=\"In\"/></subProcess><endEvent id=\"e\"/>";
    let text = process(inside, &["s > i > e", "s > sub > e"]);
    assert!(whys(&holds(&text)).contains(&Why::Flow));
    let part = &guidepost::proof::bpmn::lower(&read(&text).unwrap())[0];
    assert_eq!(part.unsupported, [(0, "line across a border from"), (2, "line across a border from")]);
}

#[test]
fn what_is_not_read_is_told() {
    let odd = "<startEvent id=\"s\"/><task id=\"a\" name=\"A\"><performer name=\"x\"><resourceAssignmentExpression>\
        <formalExpression>user(x)</formalExpression></resourceAssignmentExpression></performer></task>\n\
        <weirdTask id=\"w\" name=\"Weird\"/><callChoreography id=\"cc\"/><group id=\"g\"/>\
        <dataObjectReference id=\"d\" name=\"Offer\"><dataState name=\"approved\"/></dataObjectReference>\
        <extensionElements id=\"x\"/><property id=\"y\"/>";
    let made = holds(&process(odd, &["s > a"]));
    let told: Vec<&str> = made[0]
        .remarks
        .iter()
        .filter(|r| matches!(r.why, Why::Unread | Why::Performer))
        .map(|r| r.what.as_str())
        .collect();
    let expected = [
        "callChoreography `cc`",
        "group",
        "state \"approved\" of \"Offer\"",
        "weirdTask \"Weird\"",
        "\"user(x)\" of \"A\"",
    ];
    assert_eq!(told, expected);
}

#[test]
fn whatever_is_written_for_people_is_there() {
    let doc = |n: usize| format!("<documentation>Said {n}.</documentation>");
    let text = format!(
        "<definitions>\n<collaboration><participant id=\"P\" name=\"Shop\" processRef=\"p\">{}</participant></collaboration>\n\
         <process id=\"p\">{}<laneSet><lane id=\"l\" name=\"Clerk\">{}<flowNodeRef>a</flowNodeRef></lane></laneSet>\n\
         <startEvent id=\"s\">{}</startEvent><task id=\"a\" name=\"A\">{}</task>\n\
         <boundaryEvent id=\"t\" name=\"Too late\" attachedToRef=\"a\">{}<timerEventDefinition/></boundaryEvent>\n\
         <exclusiveGateway id=\"m\">{}</exclusiveGateway><exclusiveGateway id=\"g\" name=\"Go?\">{}</exclusiveGateway>\n\
         <parallelGateway id=\"f\" name=\"Both\">{}</parallelGateway><parallelGateway id=\"j\">{}</parallelGateway>\n\
         <task id=\"b\" name=\"B\"/><subProcess id=\"c\" name=\"C\">{}<task id=\"i\" name=\"I\">{}</task></subProcess>\n\
         <endEvent id=\"e\">{}</endEvent><endEvent id=\"x\">{}</endEvent><dataObjectReference id=\"d\" name=\"D\">{}\n\
         </dataObjectReference><textAnnotation id=\"n\"><text>Said 15.</text></textAnnotation>\n\
         <association sourceRef=\"n\" targetRef=\"j\"/><sequenceFlow id=\"s-a\" name=\"off we go\" sourceRef=\"s\" targetRef=\"a\">\n\
         {}</sequenceFlow><sequenceFlow sourceRef=\"a\" targetRef=\"m\"/><sequenceFlow sourceRef=\"t\" targetRef=\"m\"/>\n\
         <sequenceFlow sourceRef=\"m\" targetRef=\"g\"/><sequenceFlow name=\"no\" sourceRef=\"g\" targetRef=\"x\"/>\n\
         <sequenceFlow name=\"yes\" sourceRef=\"g\" targetRef=\"f\"/><sequenceFlow sourceRef=\"f\" targetRef=\"b\"/>\n\
         <sequenceFlow sourceRef=\"f\" targetRef=\"c\"/><sequenceFlow sourceRef=\"b\" targetRef=\"j\"/>\n\
         <sequenceFlow sourceRef=\"c\" targetRef=\"j\"/><sequenceFlow sourceRef=\"j\" targetRef=\"e\"/></process></definitions>",
        doc(0),
        doc(1),
        doc(2),
        doc(3),
        doc(4),
        doc(5),
        doc(6),
        doc(7),
        doc(8),
        doc(9),
        doc(10),
        doc(11),
        doc(12),
        doc(13),
        doc(14),
        doc(16)
    );
    let made = holds(&text);
    let all: String = made.iter().map(|m| m.text.as_str()).collect();
    let missing: Vec<String> =
        (0..17).map(|n| format!("Said {n}.")).filter(|said| !all.contains(said.as_str())).collect();
    assert_eq!(missing, NONE, "{all}");
    assert!(all.contains("Too late") && all.contains("Both"), "{all}");
    let labels: Vec<&str> =
        made[0].remarks.iter().filter(|r| r.why == Why::Label).map(|r| r.what.as_str()).collect();
    assert_eq!(labels, ["\"off we go\""]);
}

#[test]
fn messages_that_begin_or_end_at_no_step_are_told() {
    let text = "<definitions><collaboration><participant id=\"A\" name=\"Shop\" processRef=\"p\"/>\n\
        <participant id=\"B\" name=\"Customer\"/><messageFlow id=\"m\" name=\"hello\" sourceRef=\"A\" targetRef=\"B\"/>\n\
        <messageFlow id=\"n\" sourceRef=\"g\" targetRef=\"B\"/></collaboration><process id=\"p\"><startEvent id=\"s\"/>\n\
        <exclusiveGateway id=\"g\"/><endEvent id=\"e\"/><sequenceFlow sourceRef=\"s\" targetRef=\"g\"/>\n\
        <sequenceFlow sourceRef=\"g\" targetRef=\"e\"/></process></definitions>";
    let made = holds(text);
    let told: Vec<(usize, &str)> =
        made[0].remarks.iter().filter(|r| r.why == Why::Message).map(|r| (r.line, r.what.as_str())).collect();
    assert_eq!(told, [(2, "\"hello\""), (3, "`g` → \"Customer\"")]);
}

#[test]
fn who_is_named_at_a_step_does_it_where_no_lane_says_otherwise() {
    let text = |lane: &str| {
        let inside = format!(
            "{lane}<startEvent id=\"s\"/><userTask id=\"a\" name=\"A\"><potentialOwner name=\"Owner of A\">\
             <resourceRef>r</resourceRef></potentialOwner></userTask>"
        );
        process(&inside, &["s > a"])
            .replace("</definitions>", "<resource id=\"r\" name=\"Sales clerk\"/></definitions>")
    };
    let made = holds(&text(""));
    assert!(made[0].text.contains("  R: sales-clerk\n"), "{}", made[0].text);
    assert_eq!(whys(&made), [Why::ImplicitEnd]);
    let made =
        holds(&text("<laneSet><lane id=\"l\" name=\"Boss\"><flowNodeRef>a</flowNodeRef></lane></laneSet>"));
    assert!(made[0].text.contains("  R: boss\n"), "{}", made[0].text);
    assert_eq!(whys(&made), [Why::Performer, Why::ImplicitEnd]);
}

#[test]
fn what_only_events_begin_has_no_start() {
    let inside = "<subProcess id=\"stop\" name=\"Stop\" triggeredByEvent=\"true\"><startEvent id=\"ss\" \
        name=\"The order is withdrawn\"/><task id=\"sx\" name=\"Clean up\"/><sequenceFlow sourceRef=\"ss\" targetRef=\"sx\"/>\
        </subProcess>\n<boundaryEvent id=\"bm\" name=\"Customer calls\" attachedToRef=\"nobody\"/>";
    let made = holds(&process(inside, &[]));
    assert!(!made[0].text.contains("\nstart:"), "{}", made[0].text);
}

#[test]
fn a_step_called_start_is_not_the_start() {
    let inside = "<startEvent id=\"s\"/><task id=\"a\" name=\"Start\"/><task id=\"b\" name=\"Start\"/><endEvent id=\"e\"/>";
    holds(&process(inside, &["s > a > b > e"]));
}
