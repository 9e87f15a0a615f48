//! `organisation.yaml` (format reference, section 3).

use super::{Facts, Localized, Text};
use crate::diagnostic::{FileId, Span};

/// Units, roles, groups, people.
#[derive(Debug, Clone, Default)]
pub struct Organisation {
    /// The file, where there is one.
    pub file: Option<FileId>,
    /// Units in declared order.
    pub units: Vec<Unit>,
    /// Roles in declared order: the order of lanes.
    pub roles: Vec<Role>,
    /// Role groups in declared order.
    pub groups: Vec<Group>,
    /// People in declared order.
    pub people: Vec<Person>,
}

/// A unit.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its id.
    pub id: Text,
    /// Its name; may be empty.
    pub name: Localized,
}

/// A role.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its id.
    pub id: Text,
    /// Its name; the id stands in where it is empty.
    pub name: Localized,
    /// Short form (KAM).
    pub short: Option<Text>,
    /// Other words for it.
    pub aliases: Vec<Text>,
    /// Its unit.
    pub unit: Option<Text>,
    /// Persons who hold it.
    pub holders: Vec<Text>,
    /// Who stands in: a role or person, or several.
    pub deputies: Vec<Text>,
    /// Roles it also holds.
    pub includes: Vec<Text>,
    /// An outside party.
    pub external: bool,
    /// Named case by case (`per: opportunity`), so never vacant.
    pub per: Option<Text>,
    /// Free facts.
    pub facts: Facts,
    /// The whole entry.
    pub at: Span,
}

/// A group of roles.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id.
    pub id: Text,
    /// Its name, where it has one.
    pub name: Localized,
    /// Its roles.
    pub roles: Vec<Text>,
}

/// A person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id.
    pub id: Text,
    /// The name.
    pub name: Option<Text>,
}
