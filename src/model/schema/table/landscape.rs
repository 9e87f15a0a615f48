//! `landscape.yaml` (format reference, section 4).

use super::parts::{KPIS, NAME, NORMS, PROCESS_GROUP, RISKS};
use crate::model::schema::form::{Form, Key, Names, Need, Object, Target, key};

const PURPOSE: Key = key("purpose", Form::Localized, "What it is there for, in a sentence.")
    .eg("purpose: Win customers, and keep what we promise them")
    .aka(&["goal", "aim"]);

static PART: Object = Object::plain(
    "a part of a process",
    &[
        NAME,
        key(
            "owner",
            Form::Ref(Target::Role),
            "The role that answers for it, where it is not the owner of the process.",
        )
        .eg("owner: head-of-sales")
        .aka(&["responsible"]),
        PURPOSE,
    ],
);

static PROCESS: Object = Object::plain(
    "a process",
    &[
        NAME,
        key("group", Form::Ref(Target::ProcessGroup), "Its group.").eg("group: core").aka(&["kind", "type"]),
        key("owner", Form::Ref(Target::Role), "The role that answers for it.")
            .need(Need::By("map/no-owner", "always"))
            .eg("owner: head-of-sales")
            .aka(&["responsible"]),
        PURPOSE,
        KPIS,
        RISKS,
        key(
            "parts",
            Form::Map(Names::Ids("part"), &Form::Either(&[Form::Localized, Form::Object(&PART)])),
            "Its parts. Which guideline belongs to which is said in the guideline.",
        )
        .eg("parts: { order-management: { name: Order management } }")
        .aka(&["part", "sub-processes", "steps"]),
    ],
);

static FLOW: Object = Object::plain(
    "a flow",
    &[
        key("from", Form::Ref(Target::Neighbour), "Where it comes from.")
            .need(Need::Always)
            .eg("from: account-management")
            .aka(&["source"]),
        key("to", Form::Ref(Target::Neighbour), "Where it goes.")
            .need(Need::Always)
            .eg("to: planning-forecast")
            .aka(&["target", "next"]),
        key("what", Form::OneOrList(&Form::Ref(Target::Product)), "The work products.")
            .need(Need::Always)
            .eg("what: account-plan")
            .aka(&["product", "products", "out"]),
    ],
);

static PRODUCT: Object = Object::plain(
    "a work product",
    &[
        NAME,
        key("owner", Form::Ref(Target::Role), "The role that answers for it.")
            .eg("owner: key-account-manager"),
        key("class", Form::Ref(Target::Class), "Class of the thing itself; naming it is no leak.")
            .eg("class: confidential")
            .aka(&["classification"]),
        NORMS,
        key("template", Form::Ref(Target::File), "A form or document to begin with.")
            .eg("template: SAL-F-001")
            .aka(&["form", "file"]),
        key(
            "from",
            Form::Word(&[("outside", "nobody in the handbook makes it; it comes in from elsewhere")]),
            "`outside`: it is brought in.",
        )
        .eg("from: outside")
        .aka(&["source", "origin"]),
    ],
);

/// `landscape.yaml`.
pub static LANDSCAPE_TABLE: Object = Object::plain(
    "`landscape.yaml`",
    &[
        key(
            "groups",
            Form::Map(Names::Ids("process group"), &PROCESS_GROUP),
            "Process groups in order: management, core, support.",
        )
        .eg("groups: { core: { name: Core processes } }")
        .aka(&["group"]),
        key(
            "processes",
            Form::Map(Names::Ids("process"), &Form::Either(&[Form::Localized, Form::Object(&PROCESS)])),
            "The processes of the company.",
        )
        .aka(&["process"]),
        key(
            "flows",
            Form::List(&Form::Object(&FLOW)),
            "What flows between parts that have no guideline yet; all else is read from the guidelines.",
        )
        .eg("flows:\n- { from: account-management, to: planning-forecast, what: account-plan }")
        .aka(&["flow"]),
        key(
            "products",
            Form::Map(Names::Ids("work product"), &Form::Either(&[Form::Localized, Form::Object(&PRODUCT)])),
            "Work products with names and class; one that is not listed is known by its id.",
        )
        .eg("products: { offer: { name: { en: Offer, de: Angebot }, class: confidential } }")
        .aka(&["product", "work-products"]),
    ],
);
