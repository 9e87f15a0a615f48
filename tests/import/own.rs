//! Files of our own: what each construct becomes.

use super::hostile::lost;
use super::way_back::{differences, handbook, imported};
use guidepost::import::Why;
use guidepost::proof::verdict::Answer;
use proptest::prelude::*;
use std::fmt::Write as _;

const ORDER: &str = include_str!("order.bpmn");
/// Nothing wrong, nothing different.
const NONE: &[&str] = &[];
const ODD: &str = include_str!("odd.bpmn");

/// A process from lines: `startEvent s Name`, ways `s > a > b`, or XML.
fn file(lines: &[&str]) -> String {
    let mut text = String::from(r#"<definitions><process id="p">"#);
    let mut flows = 0;
    for line in lines {
        if line.starts_with('<') {
            text.push_str(line);
        } else if line.contains('>') {
            let ids: Vec<&str> = line.split('>').map(str::trim).collect();
            for pair in ids.windows(2) {
                flows += 1;
                let (from, to) = (pair[0], pair[1]);
                let _ = write!(text, r#"<sequenceFlow id="f{flows}" sourceRef="{from}" targetRef="{to}"/>"#);
            }
        } else {
            let (kind, rest) = line.split_once(' ').unwrap();
            let (id, name) = rest.split_once(' ').unwrap_or((rest, ""));
            let _ = write!(text, r#"<{kind} id="{id}" name="{name}"/>"#);
        }
    }
    text + "</process></definitions>"
}

/// The steps that are made of a process, and what is told.
fn steps(lines: &[&str]) -> (String, Vec<Why>) {
    let made = imported(&file(lines));
    let (read, form, _) = handbook(&made);
    assert_eq!(form, NONE);
    assert_eq!(differences(&read), NONE);
    let text = made[0].text.split_once("\nsteps:\n").map_or("", |(_, s)| s);
    let text = text.split_once("---").map_or(text, |(s, _)| s);
    let plain: Vec<&str> = text.lines().map(|l| l.split("  # ").next().unwrap_or_default().trim()).collect();
    (plain.join(" "), made[0].remarks.iter().map(|r| r.why).filter(|w| *w != Why::NoRole).collect())
}

#[test]
fn a_process_as_tools_draw_it() {
    let made = imported(ORDER);
    let texts: Vec<&str> = made.iter().map(|m| m.text.as_str()).collect();
    insta::assert_snapshot!(texts.join("\n"));
    assert!(made.iter().all(|m| m.remarks.is_empty()), "{:?}", made[0].remarks);
    let (read, form, _) = handbook(&made);
    assert_eq!(form, NONE);
    assert_eq!(differences(&read), NONE);
}

#[test]
fn what_our_format_has_no_word_for() {
    let made = imported(ODD);
    let texts: Vec<&str> = made.iter().map(|m| m.text.as_str()).collect();
    insta::assert_snapshot!(texts.join("\n"));
    let (read, form, _) = handbook(&made);
    assert_eq!(form, NONE);
    assert_eq!(differences(&read), NONE);
}

#[test]
fn branches_meet_where_no_branch_gets_round() {
    let lines = [
        "startEvent s",
        "parallelGateway f",
        "task a A",
        "task b B",
        "task c C",
        "parallelGateway j",
        "endEvent e Done",
    ];
    let (text, told) = steps(&[&lines[..], &["s > f > a > j > e", "f > b > c > j"]].concat());
    assert!(text.starts_with("- id: side-by-side parallel: [a, b] join: done"), "{text}");
    assert_eq!(told, []);
    // A decision inside that arrives by two ways is two tokens too few for BPMN, so it is told.
    let (_, told) = steps(
        &[&lines[..], &["exclusiveGateway x", "s > f > a > j > e", "f > x > b > j", "x > c > j"]].concat(),
    );
    assert!(told.contains(&Why::Join), "{told:?}");
    // Without a gateway BPMN does what follows twice.
    let (_, told) = steps(&[&lines[..], &["s > f > a > c > e", "f > b > c"]].concat());
    assert!(told.contains(&Why::NoJoin), "{told:?}");
    // One branch is entered from elsewhere.
    let (_, told) =
        steps(&[&lines[..], &["exclusiveGateway x", "s > x > f > a > j > e", "x > b", "f > b > j"]].concat());
    assert!(told.contains(&Why::Fork), "{told:?}");
}

#[test]
fn ends_of_branches_become_one() {
    let lines =
        ["startEvent s", "parallelGateway f", "task a A", "task b B", "endEvent d Paid", "endEvent e Sent"];
    let (text, told) = steps(&[&lines[..], &["s > f > a > d", "f > b > e"]].concat());
    assert!(text.contains("join: end"), "{text}");
    assert!(text.contains("end: Paid; Sent"), "{text}");
    assert_eq!(told, []);
}

#[test]
fn blocks_may_end_in_the_same_place() {
    let lines = [
        "startEvent s",
        "parallelGateway f",
        "parallelGateway g",
        "task a A",
        "task b B",
        "task c C",
        "parallelGateway j",
        "endEvent e Done",
    ];
    let (text, told) = steps(&[&lines[..], &["s > f > a > j > e", "f > g > b > j", "g > c > j"]].concat());
    assert!(text.contains("parallel: [a, side-by-side-2] join: done"), "{text}");
    assert!(text.contains("parallel: [b, c] join: done"), "{text}");
    assert_eq!(told, []);
}

#[test]
fn ways_under_conditions_are_optional_branches() {
    let lines = [
        "startEvent s",
        "<inclusiveGateway id='g' default='f9'/>",
        "task a A",
        "task b B",
        "inclusiveGateway j",
        "endEvent e Done",
        "s > g",
        "a > j > e",
        "b > j",
        "<sequenceFlow id='x1' name='when new' sourceRef='g' targetRef='a'/>",
        "<sequenceFlow id='x2' sourceRef='g' targetRef='b'><conditionExpression>amount &gt; 5</conditionExpression></sequenceFlow>",
        "<sequenceFlow id='f9' sourceRef='g' targetRef='j'/>",
    ];
    let (text, told) = steps(&lines);
    assert!(text.contains("parallel: [] optional: a: when new b: amount > 5 join: done"), "{text}");
    assert_eq!(told, []);
}

#[test]
fn what_bpmn_says_without_drawing_it_is_written() {
    let (text, told) = steps(&["task a A", "task b B", "a > b"]);
    assert_eq!(text.trim(), "- id: a do: A next: b - id: b do: B next: end - id: end end: End");
    assert_eq!(told, [Why::ImplicitEnd, Why::ImplicitStart]);
}

#[test]
fn words_of_a_drawing_stay_words() {
    let name = "- &quot;a&quot;: {{b}} # c, [d] &amp; *e* \u{202e}&#10;f";
    let made = imported(&file(&[
        &format!("task a {name}"),
        "<task id='b' name='&lt;b&gt;'><documentation># not a title&#10;&lt;script&gt; [x](javascript:y) {{ z }}</documentation></task>",
    ]));
    let (read, form, _) = handbook(&made);
    assert_eq!(form, NONE);
    let texts: Vec<&str> = read.guidelines[0]
        .steps
        .iter()
        .filter_map(|s| s.text.as_ref())
        .map(guidepost::model::At::as_str)
        .collect();
    assert!(texts.contains(&"- \"a\": {{b}} # c, [d] & *e* \u{202e} f"), "{texts:?}");
    assert!(texts.contains(&"<b>"), "{texts:?}");
    assert_eq!(differences(&read), NONE);
}

/// Each is a drawing that would take the square of its size if somebody looked at all of it from each of its parts.
#[test]
fn a_drawing_made_to_hurt_takes_no_longer_than_others() {
    const MANY: usize = 4_000;
    let chain = |kind: &str, way: &dyn Fn(usize) -> String| {
        let mut lines = vec!["startEvent s".to_owned(), "endEvent e".to_owned(), "s > g0".to_owned()];
        lines.push(format!("g{} > e", MANY - 1));
        for n in 0..MANY {
            lines.push(format!("{kind} g{n} Same"));
            lines.push(format!("task t{n} Same"));
            lines.push(way(n));
        }
        lines
    };
    let next = |n: usize| if n + 1 < MANY { n + 1 } else { n };
    let drawings = [
        // Forks in forks, whose ends are ends of all that are around them.
        chain("parallelGateway", &|n| format!("g{n} > t{n} > e")),
        chain("parallelGateway", &|n| format!("g{n} > g{}", next(n))),
        // Gateways in a row, at whose end every step waits.
        chain("exclusiveGateway", &|n| format!("t{n} > g0 > g{}", next(n))),
        chain("inclusiveGateway", &|n| format!("g{n} > t{n} > g{}", next(n))),
        // Everything is a link, and a call.
        chain("callActivity", &|n| format!("g{n} > g{}", next(n))),
    ];
    let begin = std::time::Instant::now();
    for lines in drawings {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert!(!imported(&file(&lines)).is_empty());
    }
    // A second each on a slow machine without optimisation is ten times what it takes.
    assert!(begin.elapsed().as_secs() < 30, "{:?}", begin.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Lines of our files, some of them left out, some twice, ids mixed up: whatever comes of it has the right form,
    /// and comes back the same.
    #[test]
    fn broken_drawings_give_guidelines_of_the_right_form(
        which in any::<bool>(),
        changes in prop::collection::vec((any::<u16>(), 0u8..3, any::<u16>()), 1..8),
    ) {
        let mut lines: Vec<String> = (if which { ORDER } else { ODD }).lines().map(str::to_owned).collect();
        for (at, what, other) in changes {
            let (at, other) = (usize::from(at) % lines.len(), usize::from(other) % lines.len());
            match what {
                0 => drop(lines.remove(at)),
                1 => lines.swap(at, other),
                _ => lines.insert(at, lines[other].clone()),
            }
        }
        let text = lines.join("\n");
        if let Ok(model) = guidepost::bpmn::read(&text) {
            let lines = guidepost::bpmn::Lines::of(&text);
            let made = guidepost::import::import(&model, &lines, &guidepost::import::Wishes::default());
            let (read, form, _) = handbook(&made);
            prop_assert_eq!(form, NONE);
            prop_assert_eq!(differences(&read), NONE);
            prop_assert_eq!(lost(&model, &lines, &made), NONE);
            for part in guidepost::proof::bpmn::lower(&model) {
                let proof = part.prove(1_000);
                prop_assert!(proof.sound != Answer::No || !proof.findings.is_empty(), "{:?}", proof);
            }
        }
    }
}
