//! `landscape.yaml`.

use super::get::{key, localized, maps, name_of, named, says, text, texts, whole};
use super::parts;
use crate::model::{Flow, Landscape, Part, Process, ProcessGroup, Product};
use crate::source::{Entry, Node, SourceFile};

pub(super) fn lower(file: &SourceFile) -> Landscape {
    let mut landscape = Landscape { file: Some(file.id), ..Landscape::default() };
    let Some(root) = &file.front else { return landscape };
    landscape.groups = named(root, "groups")
        .iter()
        .map(|e| ProcessGroup { id: key(e), name: name_of(&e.value, &[]) })
        .collect();
    landscape.processes = named(root, "processes").iter().map(process).collect();
    landscape.flows = maps(root.get("flows")).map(flow).collect();
    landscape.products = named(root, "products").iter().map(product).collect();
    landscape
}

fn process(entry: &Entry) -> Process {
    let node = &entry.value;
    Process {
        id: key(entry),
        name: name_of(node, &["group", "owner", "purpose", "kpis", "risks", "parts"]),
        group: text(node, "group"),
        owner: text(node, "owner"),
        purpose: localized(node, "purpose"),
        kpis: parts::kpis(node),
        risks: parts::matters(node, "risks"),
        parts: named(node, "parts").iter().map(part).collect(),
        at: whole(entry),
    }
}

fn part(entry: &Entry) -> Part {
    let node = &entry.value;
    Part {
        id: key(entry),
        name: name_of(node, &["owner", "purpose"]),
        owner: text(node, "owner"),
        purpose: localized(node, "purpose"),
    }
}

fn flow(node: &Node) -> Flow {
    Flow { from: text(node, "from"), to: text(node, "to"), what: texts(node, "what"), at: node.at }
}

fn product(entry: &Entry) -> Product {
    let node = &entry.value;
    Product {
        id: key(entry),
        name: name_of(node, &["owner", "class", "norms", "template", "from"]),
        owner: text(node, "owner"),
        class: text(node, "class"),
        norms: texts(node, "norms"),
        template: text(node, "template"),
        from_outside: says(node, "from", "outside"),
    }
}
