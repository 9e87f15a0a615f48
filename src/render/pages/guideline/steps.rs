//! The step table: number, step, who, in, out, next; chart and table share the numbers.

use super::parts::RuleRow;
use super::touches::{self, Touch};
use crate::model::{Duration, Guideline, Letter, Limit, Step, StepKind, Text, Within};
use crate::render::prose::Section;
use crate::render::voice::{Link, Said, Voice};
use crate::render::when;
use crate::render::words::Tongue;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Value;

/// A phase and its steps; without a name where the guideline has no phases.
#[derive(Debug, Serialize)]
pub(crate) struct Phase<'a> {
    name: Option<Said<'a>>,
    facts: Vec<(Said<'a>, Said<'a>)>,
    any_order: bool,
    /// Where a phase in any order leads.
    next: Option<Way<'a>>,
    /// Id of the phase, as ways in any order name it.
    id: Option<&'a str>,
    rows: Vec<Row<'a>>,
}

/// A row of the table.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Row<'a> {
    /// The step's number; empty for a start.
    number: String,
    /// The row's anchor.
    id: Option<String>,
    /// The word that says the kind, as the source has it.
    kind: &'static str,
    /// The word that stands before the sentence; empty for a task or decision.
    label: &'static str,
    text: Said<'a>,
    /// Where the sentence leads: the sub-process.
    href: Option<String>,
    /// Who does or decides it.
    who: Vec<Link<'a>>,
    /// The other letters.
    others: Vec<Other<'a>>,
    inputs: Vec<Link<'a>>,
    outputs: Vec<Link<'a>>,
    ways: Vec<Way<'a>>,
    /// Where branches meet.
    join: Option<Way<'a>>,
    facts: Vec<(Said<'a>, Vec<Link<'a>>)>,
    note: Option<Said<'a>>,
    rules: Vec<Touch<'a>>,
    prose: Option<Prose>,
}

/// A letter beside the one that leads.
#[derive(Debug, Serialize)]
struct Other<'a> {
    letter: &'static str,
    who: Vec<Link<'a>>,
}

/// A way on.
#[derive(Debug, Serialize)]
struct Way<'a> {
    /// What leads there: an outcome, "when time is up"; none for the plain way on.
    label: Option<Said<'a>>,
    number: String,
    href: Option<String>,
    text: Said<'a>,
    /// Per mille of cases, as a reader writes it.
    share: Option<String>,
}

/// The prose of a step.
#[derive(Debug, Serialize)]
struct Prose {
    heading: String,
    html: Value,
    lang: Option<String>,
}

/// The phases with their steps; `prose` gives the sections of steps, each with its language where it is not the
/// page's.
pub(crate) fn phases<'a>(
    voice: &Voice<'a>,
    g: &'a Guideline,
    mut prose: BTreeMap<String, (Section, Option<&'a str>)>,
    rules: &[RuleRow<'a>],
) -> Vec<Phase<'a>> {
    let bare =
        || Phase { name: None, facts: Vec::new(), any_order: false, next: None, id: None, rows: Vec::new() };
    let mut phases: Vec<Phase<'a>> = Vec::new();
    let mut current: Option<Option<usize>> = None;
    if !g.starts.is_empty() {
        let rows = (0..g.starts.len()).map(|n| start(voice, g, n)).collect();
        phases.push(Phase { rows, ..bare() });
        current = Some(None);
    }
    for (n, step) in g.steps.iter().enumerate() {
        if current != Some(step.phase) || phases.is_empty() {
            current = Some(step.phase);
            phases.push(step.phase.and_then(|p| phase(voice, g, p)).unwrap_or_else(bare));
        }
        let mut row = row(voice, g, n, step);
        row.rules = touches::at(rules, n);
        row.prose = prose.remove(step.id()).map(|(section, lang)| Prose {
            heading: section.heading,
            html: Value::safe_string(&section.html),
            lang: lang.map(str::to_owned),
        });
        if let Some(last) = phases.last_mut() {
            last.rows.push(row);
        }
    }
    if !g.anytime.is_empty() {
        let rows = (0..g.anytime.len()).map(|n| anytime(voice, g, n)).collect();
        phases.push(Phase { name: Some(voice.word(voice.w.anytime)), rows, ..bare() });
    }
    phases
}

fn phase<'a>(voice: &Voice<'a>, g: &'a Guideline, n: usize) -> Option<Phase<'a>> {
    let phase = g.phases.get(n)?;
    Some(Phase {
        name: Some(voice.tell(voice.handbook().phase_name(g, n, voice.lang))),
        facts: facts(voice, &phase.facts),
        any_order: phase.any_order,
        next: phase.next.as_ref().filter(|_| phase.any_order).map(|to| way(voice, g, None, to)),
        id: phase
            .id
            .as_ref()
            .filter(|id| phase.any_order && g.step(id.as_str()).is_none())
            .map(crate::model::Text::as_str),
        rows: Vec::new(),
    })
}

fn facts<'a>(voice: &Voice<'a>, facts: &'a [(Text, Text)]) -> Vec<(Said<'a>, Said<'a>)> {
    facts.iter().map(|(k, v)| (voice.source_text(k.as_str()), voice.source_text(v.as_str()))).collect()
}

fn start<'a>(voice: &Voice<'a>, g: &'a Guideline, n: usize) -> Row<'a> {
    let Some(start) = g.starts.get(n) else { return Row::default() };
    let mut facts = Vec::new();
    if !start.from.is_empty() {
        let from = start.from.iter().map(|f| voice.refer(f.as_str())).collect();
        facts.push((voice.word(voice.w.from), from));
    }
    if let Some(every) = voice.often(start.every.as_ref()) {
        facts.push((voice.word(voice.w.how_often), vec![Link::text(voice.word(every))]));
    }
    Row {
        id: Some(match start.id.as_ref().filter(|id| g.step(id.as_str()).is_none()) {
            Some(id) => id.value.clone(),
            None => format!("start--{}", n + 1),
        }),
        kind: "start",
        label: voice.w.start,
        text: voice.tell(voice.handbook().start_event(g, n, voice.lang)),
        outputs: start.out.iter().map(|p| voice.product_ref(p)).collect(),
        ways: start.next.iter().map(|to| way(voice, g, None, to)).collect(),
        facts,
        ..Row::default()
    }
}

fn anytime<'a>(voice: &Voice<'a>, g: &'a Guideline, n: usize) -> Row<'a> {
    let Some(event) = g.anytime.get(n) else { return Row::default() };
    let phases = event.within_phases.iter().map(|id| {
        let found = g.phases.iter().position(|p| p.id.as_ref().is_some_and(|i| i.as_str() == id.as_str()));
        Link::text(match found {
            Some(p) => voice.tell(voice.handbook().phase_name(g, p, voice.lang)),
            None => voice.source_text(id.as_str()),
        })
    });
    let phases: Vec<_> = phases.collect();
    let id = event.id.as_ref().map_or_else(|| (n + 1).to_string(), |id| id.value.clone());
    Row {
        id: Some(format!("anytime--{id}")),
        kind: "anytime",
        text: voice.tell(voice.handbook().anytime_event(g, n, voice.lang)),
        ways: event.next.iter().map(|to| way(voice, g, None, to)).collect(),
        facts: if phases.is_empty() { Vec::new() } else { vec![(voice.word(voice.w.during), phases)] },
        ..Row::default()
    }
}

fn row<'a>(voice: &Voice<'a>, g: &'a Guideline, n: usize, step: &'a Step) -> Row<'a> {
    let w = voice.w;
    let (who, others) = letters(voice, g, step);
    let mut row = Row {
        number: (n + 1).to_string(),
        id: step.id.as_ref().map(|id| id.value.clone()),
        kind: step.kind.word(),
        text: voice.step(g, n),
        who,
        others,
        inputs: step.input.iter().map(|p| voice.product_ref(p)).collect(),
        outputs: step.output.iter().map(|p| voice.product_ref(p)).collect(),
        ways: step.next.iter().map(|to| way(voice, g, None, to)).collect(),
        facts: step_facts(voice, g, step),
        note: step
            .note
            .as_ref()
            .filter(|t| step.text.as_ref() != Some(*t))
            .and_then(|t| voice.said(g, &format!("{}/note", g.step_path(n)), Some(t))),
        ..Row::default()
    };
    for outcome in step.outcomes() {
        let label = voice.tell(voice.handbook().outcome_text(g, n, outcome, voice.lang));
        let share =
            outcome.share.as_ref().map(|s| format!("{} {}", percent(voice, s.value), w.share_of_cases));
        if let Some(to) = &outcome.to {
            row.ways.push(Way { share, ..way(voice, g, Some(label), to) });
        }
    }
    match &step.kind {
        StepKind::Ask { of: Some(of), .. } => {
            row.facts.insert(0, (voice.word(w.by_value), vec![Link::text(voice.source_text(of.as_str()))]));
        }
        StepKind::Parallel { branches, optional, join } => {
            row.label = w.side_by_side;
            if step.text.is_none() {
                row.text = Said::default();
            }
            row.ways.extend(branches.iter().map(|to| way(voice, g, None, to)));
            for (to, when) in optional {
                let path = format!("{}/{}", g.step_path(n), to.as_str());
                let when = voice.said(g, &path, Some(when)).unwrap_or_default();
                let label = Said { text: format!("{} {}", w.if_so, when.text).into(), ..when };
                row.ways.push(way(voice, g, Some(label), to));
            }
            row.join = join.as_ref().map(|to| way(voice, g, Some(voice.word(w.then)), to));
        }
        StepKind::Wait { party, .. } => {
            row.label = w.wait;
            row.who = party.iter().map(|p| voice.party(p.as_str())).collect();
        }
        StepKind::Call { document, .. } => {
            row.label = w.sub_process;
            row.href = voice.refer(document.as_str()).href;
        }
        StepKind::End { hand_over, stops_everything } => {
            row.label = w.end;
            for (to, what) in hand_over {
                let mut items = vec![voice.refer(to.as_str())];
                items.extend(what.iter().map(|p| voice.product_ref(p)));
                row.facts.push((voice.word(w.goes_to), items));
            }
            if *stops_everything {
                row.note = row.note.or(Some(voice.word(w.stops_everything)));
            }
        }
        _ => {}
    }
    if let Some(late) = &step.late {
        row.ways.push(way(voice, g, Some(voice.word(w.when_late)), late));
    }
    if let Some(then) = step.limit.as_ref().and_then(|l| l.then.as_ref()) {
        row.ways.push(way(voice, g, Some(voice.word(w.rounds_then)), then));
    }
    row
}

/// Who leads a step (does or decides it), and the other letters that the step itself gives.
fn letters<'a>(voice: &Voice<'a>, g: &'a Guideline, step: &'a Step) -> (Vec<Link<'a>>, Vec<Other<'a>>) {
    let lead = match step.kind {
        StepKind::Ask { .. } => Some(Letter::A),
        _ => [Letter::R, Letter::D].into_iter().find(|l| g.letter(step, *l).is_some()),
    };
    let mut who = Vec::new();
    let mut others = Vec::new();
    for held in g.letters(step) {
        let named = cast(voice, held.cast);
        if Some(held.letter) == lead {
            who = named;
        } else if !held.inherited {
            others.push(Other { letter: held.letter.word(), who: named });
        }
    }
    (who, others)
}

/// Roles and groups of a letter; by case, each with its case word.
pub(crate) fn cast<'a>(voice: &Voice<'a>, cast: &'a crate::model::Cast) -> Vec<Link<'a>> {
    match cast {
        crate::model::Cast::Roles(roles) => voice.parties(roles),
        crate::model::Cast::ByCase(cases) => cases
            .iter()
            .flat_map(|(case, roles)| {
                let note = Some(case.as_str());
                voice.parties(roles).into_iter().map(move |link| Link { note, ..link })
            })
            .collect(),
    }
}

fn step_facts<'a>(voice: &Voice<'a>, g: &'a Guideline, step: &'a Step) -> Vec<(Said<'a>, Vec<Link<'a>>)> {
    let w = voice.w;
    let mut facts: Vec<(Said<'a>, Vec<Link<'a>>)> = Vec::new();
    let text = |t: String| vec![Link::text(voice.word(t))];
    let mut add = |label: &'static str, items: Vec<Link<'a>>| {
        if !items.is_empty() {
            facts.push((voice.word(label), items));
        }
    };
    add(w.time_limit, step.within.as_ref().map_or(Vec::new(), |t| limits(voice, g, t)));
    let until = step.id.as_ref().map(|id| format!("{}/until", id.as_str())).unwrap_or_default();
    let until = voice.said(g, &until, step.until.as_ref()).map(Link::text);
    add(w.until, until.into_iter().collect());
    add(
        w.rounds_limit,
        step.limit.as_ref().map_or(Vec::new(), |l: &Limit| text(when::rounds(voice.tongue, l.rounds))),
    );
    add(w.repeated, voice.often(step.every.as_ref()).map_or(Vec::new(), text));
    for e in &step.escalate {
        let mut items = voice.parties(&e.tell);
        if let Some(after) = &e.after {
            items.insert(0, Link::text(voice.word(format!("{} {}:", w.after, voice.time(after.value)))));
        }
        add(w.escalate, items);
    }
    add(w.in_contact, step.contact.iter().map(|c| voice.party(c.as_str())).collect());
    add(w.see, step.see.iter().map(|s| voice.refer(s.as_str())).collect());
    add(w.tools, step.tools.iter().map(|t| Link::text(voice.source_text(t.as_str()))).collect());
    for (label, text) in &step.facts {
        let text = vec![Link::text(voice.source_text(text.as_str()))];
        facts.push((voice.source_text(label.as_str()), text));
    }
    facts
}

/// A time limit: `30 days`, `72 hours since 3`, `P1: 4 hours`.
pub(crate) fn limits<'a>(voice: &Voice<'a>, g: &'a Guideline, within: &'a Within) -> Vec<Link<'a>> {
    let time = |d: Duration| voice.time(d);
    match within {
        Within::Plain(d) => vec![Link::text(voice.word(time(d.value)))],
        Within::Since(d, since) => {
            let from = match g.step_index(since.as_str()) {
                Some(n) => format!("{} {}", voice.w.this_step, n + 1),
                None if since.as_str() == "start" => voice.w.start.to_owned(),
                None => since.value.clone(),
            };
            vec![Link::text(voice.word(format!("{} {} {from}", time(d.value), voice.w.since)))]
        }
        Within::ByCase(cases) => cases
            .iter()
            .map(|(case, d)| Link::text(voice.word(format!("{}: {}", case.as_str(), time(d.value)))))
            .collect(),
    }
}

fn way<'a>(voice: &Voice<'a>, g: &'a Guideline, label: Option<Said<'a>>, to: &'a Text) -> Way<'a> {
    let href = Some(format!("#{}", crate::render::address::encode(to.as_str())));
    if let Some(n) = g.step_index(to.as_str()) {
        let said = voice.step(g, n);
        // Where several ways begin or meet there are seldom words; an id is none.
        let bare = matches!(g.steps[n].kind, StepKind::Parallel { .. }) && said.text == g.steps[n].id();
        let text = if bare { voice.word(voice.w.side_by_side) } else { said };
        return Way { label, number: (n + 1).to_string(), href, text, share: None };
    }
    let phase = g.phases.iter().position(|p| p.id.as_ref().is_some_and(|id| id.as_str() == to.as_str()));
    match phase {
        Some(p) => {
            let text = voice.tell(voice.handbook().phase_name(g, p, voice.lang));
            Way { label, number: text.text.to_string(), href, text, share: None }
        }
        None => Way {
            label,
            number: to.value.clone(),
            href: None,
            text: voice.word(voice.w.unknown_step),
            share: None,
        },
    }
}

/// Per mille as per cent: `10 %`, `2.5 %` or `2,5 %`.
fn percent(voice: &Voice<'_>, per_mille: u32) -> String {
    match per_mille % 10 {
        0 => format!("{}\u{a0}%", per_mille / 10),
        rest => {
            let point = if voice.tongue == Tongue::En { '.' } else { ',' };
            format!("{}{point}{rest}\u{a0}%", per_mille / 10)
        }
    }
}
