//! `soa.yaml`.

use super::get::{key, named, text, texts, value, whole};
use super::parts;
use crate::model::{Control, Soa, read};
use crate::source::{Entry, Kind, Node, SourceFile};

pub(super) fn lower(file: &SourceFile) -> Soa {
    let nothing = Node { at: file.front_span, kind: Kind::Empty };
    let root = file.front.as_ref().unwrap_or(&nothing);
    Soa {
        file: file.id,
        standard: text(root, "standard"),
        version: text(root, "version"),
        date: value(root, "date", read::date),
        approved: root.get("approved").and_then(parts::approved),
        controls: named(root, "controls").iter().map(control).collect(),
    }
}

fn control(entry: &Entry) -> Control {
    let node = &entry.value;
    Control {
        id: key(entry),
        applicable: value(node, "applicable", read::applicable),
        why: text(node, "why"),
        state: text(node, "state"),
        evidence: texts(node, "evidence"),
        at: whole(entry),
    }
}
