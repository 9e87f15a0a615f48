//! From a BPMN file to guidelines, from each to our own BPMN, and back: the same steps lead to the same steps.

use guidepost::bpmn::{Lines, read};
use guidepost::checks::{self, Context, Index, Selection};
use guidepost::graph::{self, ProcessGraph};
use guidepost::import::{Imported, Wishes, import};
use guidepost::model::{Cast, Guideline, Handbook, Letter, StepKind, Text, Within, parse::parse};
use guidepost::render::{Edition, Prints, Site};
use guidepost::source::from_texts;
use jiff::civil::date;
use std::collections::BTreeMap;

/// What a file gives.
pub fn imported(text: &str) -> Vec<Imported> {
    let model = read(text).unwrap();
    import(&model, &Lines::of(text), &Wishes { file: "process.bpmn".to_owned(), ..Wishes::default() })
}

/// A handbook with these guidelines, what is wrong with their form, and the rules that found something.
pub fn handbook(made: &[Imported]) -> (Handbook, Vec<String>, Vec<String>) {
    let names: Vec<String> = made.iter().map(|m| format!("{}.md", m.id)).collect();
    let mut files: Vec<(&str, &str)> =
        names.iter().zip(made).map(|(name, m)| (name.as_str(), m.text.as_str())).collect();
    files.push((
        "handbook.yaml",
        "name: Imported\nlanguages: [en]\nclasses:\n- { id: internal, handling: Ours }\n",
    ));
    let (handbook, mut found) = parse(from_texts(&files));
    let graphs: Vec<ProcessGraph> = handbook.guidelines.iter().map(graph::build).collect();
    let index = Index::build(&handbook, &graphs);
    let cx = Context { handbook: &handbook, graphs: &graphs, index: &index, today: date(2026, 1, 15) };
    found.extend(checks::run(&cx));
    let verdict = checks::judge(&cx, found, None, &Selection::default());
    let mut form = Vec::new();
    let mut rules = Vec::new();
    for finding in &verdict.findings {
        let path = handbook.sources.path(finding.at.file);
        let line = handbook.sources.locate(finding.at).line;
        if is_form(finding.rule) {
            form.push(format!("{path}:{line}: {}: {}", finding.rule, finding.message));
        }
        rules.push(finding.rule.to_owned());
    }
    (handbook, form, rules)
}

/// Whether a rule speaks of how something is written, and not of what it says.
fn is_form(rule: &str) -> bool {
    rule.starts_with("source/")
        || [
            "doc/value",
            "doc/unknown-field",
            "doc/required-field",
            "doc/id",
            "doc/version",
            "graph/step-kind",
            "graph/duplicate-id",
            "graph/unknown-step",
            "prose/raw-html",
            "link/unsafe",
            "link/anchor",
        ]
        .contains(&rule)
}

/// Our own BPMN of a guideline.
pub fn chart(handbook: &Handbook, n: usize) -> String {
    let graphs: Vec<ProcessGraph> = handbook.guidelines.iter().map(graph::build).collect();
    let edition = Edition {
        handbook,
        graphs: &graphs,
        findings: &[],
        today: date(2026, 1, 15),
        draft: true,
        prints: Prints::Auto,
    };
    let drawing = Site::new(edition, &[]).drawing(n, "en").unwrap();
    guidepost::chart::bpmn(&drawing)
}

/// What was carried of a guideline, step by step.
fn carried(g: &Guideline) -> BTreeMap<String, String> {
    let text = |t: &Option<Text>| t.as_ref().map_or("-", |t| t.as_str()).to_owned();
    let mut out = BTreeMap::new();
    for start in &g.starts {
        let from: Vec<&str> = start.from.iter().map(Text::as_str).collect();
        let made: Vec<&str> = start.out.iter().map(|p| p.id.as_str()).collect();
        out.insert(
            format!("start {}", text(&start.id)),
            format!("{} from {from:?} out {made:?} next {}", text(&start.event), text(&start.next)),
        );
    }
    for event in &g.anytime {
        out.insert(format!("anytime {}", text(&event.event)), text(&event.next));
    }
    for step in &g.steps {
        let mut outcomes: Vec<String> =
            step.outcomes().iter().map(|o| format!("{}={}", o.id.as_str(), text(&o.to))).collect();
        outcomes.sort();
        let names = |list: &[Text]| {
            let mut names: Vec<String> = list.iter().map(|t| t.as_str().to_owned()).collect();
            names.sort();
            names.join(",")
        };
        let kind = match &step.kind {
            StepKind::Parallel { branches, optional, join } => {
                let mut optional: Vec<String> =
                    optional.iter().map(|(to, when)| format!("{}:{}", to.as_str(), when.as_str())).collect();
                optional.sort();
                format!("parallel [{}] {optional:?} join {}", names(branches), text(join))
            }
            StepKind::Wait { party, .. } => format!("wait for {}", text(party)),
            StepKind::Call { document, .. } => format!("call {}", document.as_str()),
            StepKind::End { stops_everything, .. } => format!("end {stops_everything}"),
            StepKind::Do => "do".to_owned(),
            StepKind::Ask { .. } => "ask".to_owned(),
            StepKind::Unknown => "unknown".to_owned(),
        };
        let made: Vec<&str> = step.output.iter().map(|p| p.id.as_str()).collect();
        let read: Vec<&str> = step.input.iter().map(|p| p.id.as_str()).collect();
        let within = match &step.within {
            Some(Within::Plain(d)) => format!("{} {}", d.value.count, d.value.unit.word()),
            _ => String::new(),
        };
        out.insert(
            step.id().to_owned(),
            format!(
                "{kind} \"{}\" next {} late {} within {within:?} until {} {outcomes:?} in {read:?} out {made:?}",
                text(&step.text),
                text(&step.next),
                text(&step.late),
                text(&step.until),
            ),
        );
    }
    out
}

/// Who has a letter, by step; a step without one stands in its neighbour's lane when it is drawn.
fn cast(g: &Guideline, letter: Letter) -> BTreeMap<String, String> {
    let one = |c: &Cast| c.names().next().map(|t| t.as_str().to_owned());
    g.steps.iter().filter_map(|s| Some((s.id().to_owned(), s.letters.get(letter).and_then(one)?))).collect()
}

/// What is not the same after the way to our own BPMN and back.
pub fn differences(handbook: &Handbook) -> Vec<String> {
    let mut out = Vec::new();
    for (n, before) in handbook.guidelines.iter().enumerate().filter(|(_, g)| !g.steps.is_empty()) {
        let bpmn = chart(handbook, n);
        let back = imported(&bpmn);
        let (again, form, _) = self::handbook(&back);
        out.extend(form);
        let [after] = again.guidelines.as_slice() else {
            out.push(format!("{}: {} guidelines came back", before.id(), again.guidelines.len()));
            continue;
        };
        if before.id() != after.id() || before.title() != after.title() {
            out.push(format!("{} {} is {} {} now", before.id(), before.title(), after.id(), after.title()));
        }
        let (was, is) = (carried(before), carried(after));
        for (id, said) in &was {
            match is.get(id) {
                Some(now) if now == said => {}
                Some(now) => out.push(format!("{}: {id}\n  was {said}\n  is  {now}", before.id())),
                None => out.push(format!("{}: {id} is gone ({said})", before.id())),
            }
        }
        for (id, now) in is.iter().filter(|(id, _)| !was.contains_key(*id)) {
            out.push(format!("{}: {id} is new ({now})", before.id()));
        }
        for letter in [Letter::R, Letter::A] {
            let after = cast(after, letter);
            for (id, role) in cast(before, letter).iter().filter(|(id, role)| after.get(*id) != Some(*role)) {
                out.push(format!("{}: {} of {id} was {role}", before.id(), letter.word()));
            }
        }
    }
    out
}
