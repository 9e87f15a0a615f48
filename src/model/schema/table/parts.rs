//! Objects that several files share.

use crate::model::schema::form::{Form, Key, Need, Object, Target, Value, key};

/// `approved`.
pub(super) static APPROVED: Object = Object::plain(
    "the approval",
    &[
        key("by", Form::Ref(Target::RoleOrPerson), "Who approved it: a role or person.")
            .need(Need::By("life/approval", "always"))
            .eg("by: managing-director")
            .aka(&["who", "approver", "role"]),
        key("date", Form::Value(Value::Date), "When.")
            .need(Need::By("life/approval", "always"))
            .eg("date: 2018-05-02")
            .aka(&["on", "datum", "when"]),
        key("proof", Form::Text, "Where it can be seen: a merge request, minutes, a signed sheet.")
            .need(Need::By("life/approval", "always"))
            .eg("proof: merge request 41")
            .aka(&["evidence", "nachweis", "where"]),
    ],
);

static KPI: Object = Object::plain(
    "a KPI",
    &[
        key("id", Form::Value(Value::Id), "Its id, for translations and acceptances.").eg("id: won"),
        key("name", Form::Text, "Its name.")
            .need(Need::Always)
            .eg("name: Share of opportunities won")
            .aka(&["title", "text", "what"]),
        key("definition", Form::Text, "How it is worked out.")
            .need(Need::By("kpi/undefined", "always"))
            .eg("definition: Opportunities won, divided by those ended")
            .aka(&["formula", "how", "meaning"]),
        key("target", Form::Text, "What is aimed at.").eg("target: at least 30 %").aka(&["goal", "ziel"]),
        key("every", Form::Value(Value::Interval), "How often it is measured.")
            .need(Need::By("kpi/undefined", "always"))
            .eg("every: quarter")
            .aka(&["period", "interval", "frequency"]),
        key("owner", Form::Ref(Target::Role), "The role that answers for it.")
            .need(Need::By("kpi/undefined", "always"))
            .eg("owner: head-of-sales")
            .aka(&["who", "responsible"]),
        key("discussed-in", Form::OneOrList(&Form::Text), "Where it is talked about.")
            .eg("discussed-in: quarterly sales meeting")
            .aka(&["discussed", "meeting"]),
        key("results", Form::Text, "Where its results lie.")
            .eg("results: https://intranet.example/sales")
            .aka(&["result", "data"]),
    ],
);

static MATTER_TABLE: Object =
    Object::plain(
        "a risk or resource",
        &[
            key("what", Form::Text, "What it is.")
                .need(Need::Always)
                .eg("what: The offer leaves too late")
                .aka(&["name", "risk", "text", "title", "resource"]),
            key("measure", Form::Text, "What is done about it.")
                .eg("measure: Reminder after two days")
                .aka(&["measures", "action", "mitigation"]),
            key("step", Form::Ref(Target::Step), "The step it belongs to.").eg("step: send-offer"),
        ],
    );

/// A text, or `{ what, measure, step }`.
pub(super) const MATTER: Form = Form::Either(&[Form::Text, Form::Object(&MATTER_TABLE)]);

const ONE_KPI: Form = Form::Object(&KPI);

/// `kpis`.
pub(super) const KPIS: Key = key("kpis", Form::List(&ONE_KPI), "How it is measured.")
    .eg("kpis:\n- { name: Share won, definition: Won divided by ended, every: quarter, owner: head-of-sales }")
    .aka(&["kpi", "measures", "kennzahlen", "metrics"]);

/// `risks`.
pub(super) const RISKS: Key = key(
    "risks",
    Form::OneOrList(&MATTER),
    "What may go wrong, and what is done about it.",
)
.eg("risks:\n- { what: The offer leaves too late, measure: Reminder after two days, step: send-offer }")
.aka(&["risk", "risiken"]);

/// `norms`.
pub(super) const NORMS: Key = key("norms", Form::OneOrList(&Form::Ref(Target::Clause)), "Clauses it answers: short name of the one edition in scope, `iso9001:8.2.1`; with two editions `iso9001-2015:8.2.1`; `iso27001` alone for a standard as a whole.")
    .eg("norms: [iso9001:8.2.1, iso27001:A.5.12]")
    .aka(&["norm", "standards", "clauses", "iso"]);

/// `name`, per language.
pub(super) const NAME: Key = key("name", Form::Localized, "Its name, in one language or several.")
    .eg("name: { en: Sales, de: Vertrieb }")
    .aka(&["title", "text", "label"]);

static NAMED_UNIT: Object = Object::plain("a unit", &[NAME]);
static NAMED_GROUP: Object = Object::plain("a process group", &[NAME]);

/// A unit: its name, short or as a key.
pub(super) const UNIT: Form = Form::Either(&[Form::Localized, Form::Object(&NAMED_UNIT)]);
/// A process group: its name, short or as a key.
pub(super) const PROCESS_GROUP: Form = Form::Either(&[Form::Localized, Form::Object(&NAMED_GROUP)]);

/// Which way a flowchart runs.
pub(super) const DIRECTIONS: &[(&str, &str)] = &[
    ("down", "from top to bottom, lanes side by side; prints well"),
    ("right", "from left to right, lanes below each other"),
];

const DIRECTION: Key =
    key("direction", Form::Word(DIRECTIONS), "Which way the process runs; `down` where nothing is said.")
        .eg("direction: right")
        .aka(&["orientation", "dir"]);

const DOCUMENTS: Key = key(
    "documents",
    Form::Value(Value::YesNo),
    "Whether what a step reads and makes is drawn beside it; `yes` where nothing is said.",
)
.eg("documents: no")
.aka(&["products", "work-products"]);

/// `chart` of `handbook.yaml`.
pub(super) static CHARTS: Object = Object::plain("the flowcharts", &[DIRECTION, DOCUMENTS]);

/// `chart` of a guideline.
pub(super) static CHART: Object = Object::plain(
    "the flowchart",
    &[
        key(
            "lanes",
            Form::OneOrList(&Form::Ref(Target::Party)),
            "Lanes in the order they stand in; those not named follow as in organisation.yaml.",
        )
        .eg("lanes: [customer, key-account-manager]")
        .aka(&["order", "roles"]),
        DIRECTION,
        DOCUMENTS,
    ],
);

/// A review cycle without dates.
pub(super) static CYCLE: Object = Object::plain(
    "the review cycle",
    &[
        key("every", Form::Value(Value::Interval), "How often.")
            .eg("every: 12 months")
            .aka(&["interval", "cycle"]),
        key("warn", Form::Value(Value::Duration), "How long before the day it is announced.")
            .eg("warn: 30 days")
            .aka(&["warning", "before"]),
    ],
);
