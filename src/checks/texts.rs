//! The paths by which translations name a guideline's texts (format reference, section 8).

use crate::model::{Guideline, StepKind, Text};

fn id_or_number(id: Option<&Text>, n: usize) -> String {
    id.map_or_else(|| (n + 1).to_string(), |id| id.value.clone())
}

/// Paths of the texts that a reader sees and a translation should have: steps with a sentence, outcomes with a
/// text or id, phases with a name, rules with a text, events, duties, KPIs, risks, resources, responsibilities.
pub(super) fn text_paths(g: &Guideline) -> Vec<String> {
    paths(g, false)
}

/// All paths that a translation may use, also those that need no translation (a `parallel` without a note).
pub(super) fn all_text_paths(g: &Guideline) -> Vec<String> {
    paths(g, true)
}

fn paths(g: &Guideline, all: bool) -> Vec<String> {
    let mut p = Vec::new();
    for (n, s) in g.starts.iter().enumerate() {
        let id = id_or_number(s.id.as_ref(), n);
        if all {
            p.push(format!("start/{}", n + 1));
        }
        if s.event.is_some() || all {
            p.push(format!("start/{id}"));
        }
    }
    for (n, phase) in g.phases.iter().enumerate() {
        p.push(format!("phase/{}", id_or_number(phase.id.as_ref(), n)));
    }
    for s in g.steps.iter().filter(|s| s.id.is_some()) {
        if s.text.is_some() || all {
            p.push(s.id().to_owned());
        }
        p.extend(s.outcomes().iter().map(|o| format!("{}/{}", s.id(), o.id.value)));
        if let StepKind::Parallel { optional, .. } = &s.kind {
            p.extend(optional.iter().map(|(to, _)| format!("{}/{}", s.id(), to.value)));
        }
        if all {
            p.extend(["note", "until"].map(|key| format!("{}/{key}", s.id())));
        }
    }
    let mut numbered = |kind: &str, ids: Vec<Option<&Text>>| {
        for (n, id) in ids.into_iter().enumerate() {
            p.push(format!("{kind}/{}", id_or_number(id, n)));
            if all && id.is_some() {
                p.push(format!("{kind}/{}", n + 1));
            }
        }
    };
    numbered("anytime", g.anytime.iter().map(|a| a.id.as_ref()).collect());
    numbered("rule", g.rules.iter().filter(|r| r.text.is_some() || all).map(|r| r.id.as_ref()).collect());
    numbered("duty", g.duties.iter().map(|d| d.id.as_ref()).collect());
    numbered("kpi", g.kpis.iter().map(|k| k.id.as_ref()).collect());
    numbered("risk", g.risks.iter().map(|_| None).collect());
    numbered("resource", g.resources.iter().map(|_| None).collect());
    numbered("responsibility", g.responsibilities.iter().map(|r| Some(&r.who)).collect());
    if all {
        numbered("record", g.records.iter().map(|r| Some(&r.name)).collect());
        numbered("open", g.open.iter().map(|_| None).collect());
        for (n, k) in g.kpis.iter().enumerate() {
            let id = id_or_number(k.id.as_ref(), n);
            p.extend(["definition", "target"].map(|key| format!("kpi/{id}/{key}")));
        }
        p.extend((0..g.risks.len()).map(|n| format!("risk/{}/measure", n + 1)));
    }
    p
}
