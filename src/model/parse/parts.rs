//! The parts of a guideline beside its process: approval, changes, review, duties, records, KPIs, risks.

use super::get::{key, list, maps, scalar, scalars, text, texts, value, whole};
use super::settings;
use crate::model::{Approved, Change, ChartWishes, Duty, Kpi, Matter, Record, Responsibility, Review, read};
use crate::source::{Entry, Kind, Node};

/// Whether a value has keys.
fn is_map(node: &Node) -> bool {
    matches!(node.kind, Kind::Map(_))
}

pub(super) fn approved(node: &Node) -> Option<Approved> {
    is_map(node).then(|| Approved {
        at: node.at,
        by: text(node, "by"),
        date: value(node, "date", read::date),
        proof: text(node, "proof"),
    })
}

pub(super) fn change(node: &Node) -> Option<Change> {
    is_map(node).then(|| Change {
        at: node.at,
        version: text(node, "version"),
        date: value(node, "date", read::date),
        by: text(node, "by"),
        why: text(node, "why"),
    })
}

pub(super) fn review(node: &Node) -> Option<Review> {
    is_map(node).then(|| Review {
        at: node.at,
        cycle: settings::cycle(node),
        last: value(node, "last", read::date),
        next: value(node, "next", read::date),
    })
}

pub(super) fn responsibility(entry: &Entry) -> Responsibility {
    Responsibility { who: key(entry), texts: scalars(&entry.value) }
}

pub(super) fn duty(node: &Node) -> Option<Duty> {
    is_map(node).then(|| Duty {
        at: node.at,
        id: text(node, "id"),
        what: text(node, "what"),
        who: texts(node, "who"),
        every: value(node, "every", read::interval),
        record: text(node, "record"),
        last: value(node, "last", read::date),
    })
}

pub(super) fn record(entry: &Entry) -> Record {
    let node = &entry.value;
    Record {
        at: whole(entry),
        name: key(entry),
        kept_in: text(node, "kept-in"),
        keep: text(node, "keep"),
        class: text(node, "class"),
        basis: text(node, "basis"),
        see: texts(node, "see"),
        made_by: text(node, "made-by"),
    }
}

/// The KPIs of a guideline or a process.
pub(super) fn kpis(node: &Node) -> Vec<Kpi> {
    maps(node.get("kpis"))
        .map(|node| Kpi {
            at: node.at,
            id: text(node, "id"),
            name: text(node, "name"),
            definition: text(node, "definition"),
            target: text(node, "target"),
            every: value(node, "every", read::interval),
            owner: text(node, "owner"),
            discussed_in: texts(node, "discussed-in"),
            results: text(node, "results"),
        })
        .collect()
}

/// Risks or resources: texts, or `{ what, measure, step }`.
pub(super) fn matters(node: &Node, key: &str) -> Vec<Matter> {
    list(node, key)
        .iter()
        .filter_map(|node| {
            if is_map(node) {
                let (what, measure, step) = (text(node, "what"), text(node, "measure"), text(node, "step"));
                return Some(Matter { at: node.at, what, measure, step });
            }
            let what = scalar(node)?;
            Some(Matter { at: node.at, what: Some(what), measure: None, step: None })
        })
        .collect()
}

/// `chart`.
pub(super) fn chart(node: &Node) -> ChartWishes {
    ChartWishes {
        lanes: texts(node, "lanes"),
        direction: value(node, "direction", read::way),
        documents: value(node, "documents", read::yes_no),
    }
}
