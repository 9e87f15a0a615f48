//! `organisation.yaml`.

use super::get::{facts, flag, key, name_of, named, scalar, scalars, text, texts, whole};
use crate::model::{Group, Localized, Organisation, Person, Role, Unit};
use crate::source::{Entry, Kind, SourceFile};

pub(super) fn lower(file: &SourceFile) -> Organisation {
    let mut organisation = Organisation { file: Some(file.id), ..Organisation::default() };
    let Some(root) = &file.front else { return organisation };
    organisation.units =
        named(root, "units").iter().map(|e| Unit { id: key(e), name: name_of(&e.value, &[]) }).collect();
    organisation.roles = named(root, "roles").iter().map(role).collect();
    organisation.groups = named(root, "groups").iter().map(group).collect();
    organisation.people = named(root, "people")
        .iter()
        .map(|e| Person { id: key(e), name: scalar(&e.value).or_else(|| text(&e.value, "name")) })
        .collect();
    organisation
}

/// Keys of a role beside its name.
const ROLE: [&str; 9] =
    ["short", "aliases", "unit", "holder", "deputy", "includes", "external", "per", "facts"];

fn role(entry: &Entry) -> Role {
    let node = &entry.value;
    Role {
        id: key(entry),
        name: name_of(node, &ROLE),
        short: text(node, "short"),
        aliases: texts(node, "aliases"),
        unit: text(node, "unit"),
        holders: texts(node, "holder"),
        deputies: texts(node, "deputy"),
        includes: texts(node, "includes"),
        external: flag(node, "external"),
        per: text(node, "per"),
        facts: facts(node, "facts"),
        at: whole(entry),
    }
}

/// `internal: [service, marketing]`, or `{ name, roles }`.
fn group(entry: &Entry) -> Group {
    let (name, roles) = match entry.value.kind {
        Kind::Map(_) => (name_of(&entry.value, &["roles"]), texts(&entry.value, "roles")),
        _ => (Localized::default(), scalars(&entry.value)),
    };
    Group { id: key(entry), name, roles }
}
