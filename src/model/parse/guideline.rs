//! A guideline's front matter.

use super::{get, parts, process, rule, step};
use crate::model::{Guideline, Text, read};
use crate::source::{Kind, Node, SourceFile, Style};

/// The guideline of a file. Without readable keys it is empty but for the id, so that links to it still lead
/// somewhere.
pub(super) fn lower(file: &SourceFile) -> Guideline {
    let nothing = Node { at: file.front_span, kind: Kind::Empty };
    let front = file.front.as_ref().unwrap_or(&nothing);
    let id = get::text(front, "id")
        .or_else(|| file.rescued_id.as_ref().map(|(id, at)| Text::new(id.trim().to_owned(), *at)))
        .filter(|id| !id.value.is_empty());
    let process::Process { starts, phases, steps, anytime } = process::lower(front);
    let mut accept = rule::accepted(front);
    for entry in &mut accept {
        entry.document.clone_from(&id);
    }
    Guideline {
        file: file.id,
        front: file.front_span,
        body: file.body,
        broken: file.broken,
        id,
        title: get::text(front, "title"),
        doc_type: get::text(front, "type"),
        owner: get::text(front, "owner"),
        status: get::value(front, "status", read::status),
        process: get::value(front, "process", read::process),
        class: get::text(front, "class"),
        purpose: get::text(front, "purpose"),
        scope: get::text(front, "scope"),
        version: get::text(front, "version"),
        version_unquoted: matches!(
            front.get("version").map(|n| &n.kind),
            Some(Kind::Scalar { style: Style::Plain, .. })
        ),
        approved: front.get("approved").and_then(parts::approved),
        changes: get::list(front, "changes").iter().filter_map(parts::change).collect(),
        effective: get::value(front, "effective", read::date),
        review: front.get("review").and_then(parts::review),
        replaces: get::texts(front, "replaces"),
        retention: get::value(front, "retention", read::duration),
        within: front.get("within").and_then(step::within),
        norms: get::texts(front, "norms"),
        acknowledge: get::texts(front, "acknowledge"),
        responsibilities: get::named(front, "responsibilities").iter().map(parts::responsibility).collect(),
        duties: get::list(front, "duties").iter().filter_map(parts::duty).collect(),
        records: get::named(front, "records").iter().map(parts::record).collect(),
        kpis: parts::kpis(front),
        risks: parts::matters(front, "risks"),
        resources: parts::matters(front, "resources"),
        open: get::texts(front, "open"),
        origin: get::value(front, "origin", read::origin),
        attachment: get::text(front, "file"),
        distribution: get::texts(front, "distribution"),
        facts: get::facts(front, "facts"),
        defaults: front.get("defaults").map(step::letters).unwrap_or_default(),
        starts,
        phases,
        steps,
        anytime,
        chart: front.get("chart").map(parts::chart).unwrap_or_default(),
        rules: rule::rules(front),
        accept,
    }
}
