//! `organisation.yaml` (format reference, section 3).

use super::parts::{NAME, UNIT};
use crate::model::schema::form::{Form, Names, Need, Object, Target, Value, key};

const ROLES: Form = Form::OneOrList(&Form::Ref(Target::Role));

static ROLE: Object = Object::plain(
    "a role",
    &[
        key("name", Form::Localized, "Its name, in one language or several.")
            .eg("name: { en: Head of Sales, de: Vertriebsleiter }")
            .aka(&["title", "label"]),
        key("short", Form::Text, "Its short form.").eg("short: KAM").aka(&["abbreviation", "kürzel"]),
        key("aliases", Form::OneOrList(&Form::Text), "Other words for it.")
            .eg("aliases: [Sales Director]")
            .aka(&["alias", "synonyms"]),
        key("unit", Form::Ref(Target::Unit), "The unit it belongs to.").eg("unit: sales").aka(&[
            "department",
            "team",
            "abteilung",
        ]),
        key("holder", Form::OneOrList(&Form::Ref(Target::Person)), "The person who holds it, or several.")
            .eg("holder: [max.mustermann, jan.kowalski]")
            .aka(&["holders", "person", "people", "inhaber", "who"]),
        key(
            "deputy",
            Form::OneOrList(&Form::Ref(Target::RoleOrPerson)),
            "Who stands in: a role or a person.",
        )
        .eg("deputy: managing-director")
        .aka(&["deputies", "vertretung", "substitute"]),
        key("includes", ROLES, "Roles that its holder holds too.")
            .eg("includes: handbook-editor")
            .aka(&["include", "also"]),
        key("external", Form::Value(Value::Truth), "An outside party.")
            .eg("external: true")
            .aka(&["outside", "extern"]),
        key("per", Form::Text, "Named case by case, so never vacant.").eg("per: opportunity"),
        key("facts", Form::Facts, "Free facts, shown with it.").eg("facts: { hours a month: 8 }"),
    ],
);

static GROUP: Object = Object::plain(
    "a group of roles",
    &[
        NAME,
        key("roles", ROLES, "Its roles.")
            .need(Need::Always)
            .eg("roles: [marketing, service]")
            .aka(&["members", "role"]),
    ],
);

static PERSON: Object = Object::plain(
    "a person",
    &[key("name", Form::Text, "The name.").eg("name: Erika Mustermann").aka(&["title"])],
);

/// `organisation.yaml`.
pub static ORGANISATION_TABLE: Object = Object::plain(
    "`organisation.yaml`",
    &[
        key("units", Form::Map(Names::Ids("unit"), &UNIT), "Units of the company.")
            .eg("units: { sales: { name: { en: Sales, de: Vertrieb } } }")
            .aka(&["unit", "departments"]),
        key(
            "roles",
            Form::Map(Names::Ids("role"), &Form::Either(&[Form::Localized, Form::Object(&ROLE)])),
            "Roles, in the order in which charts show their lanes.",
        )
        .eg("roles: { clerk: { name: Clerk, holder: erika.mustermann } }")
        .aka(&["role", "rollen"]),
        key(
            "groups",
            Form::Map(Names::Ids("group"), &Form::Either(&[ROLES, Form::Object(&GROUP)])),
            "Groups: each stands for its roles. `all` is built in and stands for every internal role.",
        )
        .eg("groups: { internal: [marketing, service] }")
        .aka(&["group", "gruppen"]),
        key(
            "people",
            Form::Map(Names::Ids("person"), &Form::Either(&[Form::Text, Form::Object(&PERSON)])),
            "People and their names.",
        )
        .eg("people: { erika.mustermann: { name: Erika Mustermann } }")
        .aka(&["persons", "person", "personen", "holders"]),
    ],
);
