//! A controlled document (format reference, section 5).

use super::parts::{APPROVED, CHART, KPIS, NORMS, RISKS};
use super::rule::{ACCEPTED, RULES};
use super::step::{LETTERS, STEP_TABLE, WITHIN};
use crate::model::schema::form::{Form, Names, Need, Object, Target, Value, key};

const STEP: Form = Form::Ref(Target::Step);
const TEXTS: Form = Form::OneOrList(&Form::Text);
const PARTIES: Form = Form::OneOrList(&Form::Ref(Target::Party));
const STEPS: Form = Form::List(&Form::Object(&STEP_TABLE));

static CHANGE: Object = Object::plain(
    "an entry of the change history",
    &[
        key("version", Form::Value(Value::Version), "The version.").need(Need::Always).eg("version: \"1.1\""),
        key("date", Form::Value(Value::Date), "Its day.")
            .need(Need::Always)
            .eg("date: 2018-05-02")
            .aka(&["on", "datum"]),
        key("by", Form::Ref(Target::RoleOrPerson), "Who changed it: a role or person.")
            .need(Need::Always)
            .eg("by: head-of-sales")
            .aka(&["who", "author", "autor"]),
        key("why", Form::Text, "The reason.")
            .need(Need::By("life/no-reason", "always"))
            .eg("why: First version")
            .aka(&["reason", "what", "change", "grund", "description"]),
    ],
);

static REVIEW: Object = Object::plain(
    "the review",
    &[
        key("every", Form::Value(Value::Interval), "How often; else as `handbook.yaml` says.")
            .eg("every: 12 months")
            .aka(&["interval", "cycle"]),
        key(
            "warn",
            Form::Value(Value::Duration),
            "How long before the day it is announced; else as `handbook.yaml` says.",
        )
        .eg("warn: 30 days"),
        key("last", Form::Value(Value::Date), "When it was last reviewed.")
            .eg("last: 2018-05-02")
            .aka(&["date", "done"]),
        key(
            "next",
            Form::Value(Value::Date),
            "The next review, only where it differs from `last` and `every`.",
        )
        .eg("next: 2018-11-01")
        .aka(&["due"]),
    ],
);

static DUTY: Object = Object::plain(
    "a duty",
    &[
        key("id", Form::Value(Value::Id), "Its id, for translations and acceptances.").eg("id: forecast"),
        key("what", Form::Text, "What is done.")
            .need(Need::Always)
            .eg("what: Report the forecast")
            .aka(&["name", "text", "do", "title"]),
        key("who", PARTIES, "Who does it.")
            .need(Need::Always)
            .eg("who: sales-controller")
            .aka(&["R", "owner", "by", "role"]),
        key("every", Form::Value(Value::Interval), "How often.")
            .need(Need::Always)
            .eg("every: quarter")
            .aka(&["interval", "when"]),
        key("record", Form::Text, "The record it leaves.").eg("record: forecast").aka(&["out", "records"]),
        key("last", Form::Value(Value::Date), "When it was last done.")
            .eg("last: 2018-04-02")
            .aka(&["done", "date"]),
    ],
);

static RECORD: Object = Object::plain(
    "a record",
    &[
        key("kept-in", Form::Text, "Where it is kept.")
            .need(Need::By("rec/no-retention", "always"))
            .eg("kept-in: contract archive")
            .aka(&["place", "where", "storage", "kept"]),
        key("keep", Form::Text, "How long it is kept.")
            .need(Need::By("rec/no-retention", "always"))
            .eg("keep: 10 years")
            .aka(&["retention", "period", "how-long"]),
        key("class", Form::Ref(Target::Class), "Class of the thing itself.")
            .eg("class: confidential")
            .aka(&["classification"]),
        key("basis", Form::Text, "What the period rests on.")
            .eg("basis: commercial code")
            .aka(&["law", "reason", "why"]),
        key("see", Form::OneOrList(&Form::Ref(Target::Anything)), "Documents to look at.")
            .eg("see: SAL-G-007"),
        key("made-by", STEP, "The step that makes it, where no `out` says so.")
            .eg("made-by: send-contract")
            .aka(&["step", "by"]),
    ],
);

static START: Object = Object::plain(
    "a start",
    &[
        key(
            "id",
            Form::Value(Value::Id),
            "Its id, where a guideline has several starts and others call one of them.",
        )
        .eg("id: by-phone"),
        key("event", Form::Text, "What happens.")
            .need(Need::Always)
            .eg("event: Qualified lead")
            .aka(&["name", "text", "title", "when", "do"]),
        key(
            "from",
            Form::OneOrList(&Form::Ref(Target::Neighbour)),
            "Where it comes from: a guideline, a part of a process, an external role.",
        )
        .eg("from: SAL-G-001")
        .aka(&["by"]),
        key("out", Form::OneOrList(&Form::Ref(Target::Product)), "Work products it brings in.")
            .eg("out: qualified-lead")
            .aka(&["in", "brings", "with"]),
        key("every", Form::Value(Value::Interval), "How often it happens by itself.").eg("every: quarter"),
        key("next", STEP, "The first step.")
            .need(Need::By("graph/dead-end", "always"))
            .eg("next: create-opportunity")
            .aka(&["to", "then", "step"]),
    ],
);

/// A phase.
pub static PHASE_TABLE: Object = Object::plain(
    "a phase",
    &[
        key("id", Form::Value(Value::Id), "Its id.").need(Need::Always).eg("id: qualification"),
        key("name", Form::Text, "Its name.").eg("name: Requirements analysis").aka(&["title", "text"]),
        key("facts", Form::Facts, "Free facts, shown with it.").eg("facts: { probability: 10 % }").aka(&["probability"]),
        key("order", Form::Word(&[("any", "all its steps are done, in any order or side by side; then it goes on at `next`")]), "`any`: its steps have no order. They are `do`, `wait` or `call`, without `next`, `outcomes` or `late`; the phase is entered by its own id.").eg("order: any"),
        key("next", STEP, "Where a phase with `order: any` goes on.").need(Need::By("graph/dead-end", "with `order: any`")).eg("next: onboarding"),
        key("steps", STEPS, "Its steps.").aka(&["step"]),
    ],
);

static ANYTIME: Object = Object::plain(
    "an event at any time",
    &[
        key("id", Form::Value(Value::Id), "Its id.").eg("id: withdrawn"),
        key("event", Form::Text, "What happens.")
            .need(Need::Always)
            .eg("event: The customer withdraws")
            .aka(&["name", "text", "title", "when"]),
        key(
            "in",
            Form::OneOrList(&Form::Ref(Target::Phase)),
            "While a step of one of these phases is under way; left out: any step.",
        )
        .eg("in: [offer, negotiation]")
        .aka(&["phase", "phases"]),
        key("next", STEP, "Where the case goes on; everything else of it stops.")
            .need(Need::By("graph/dead-end", "always"))
            .eg("next: report-failure")
            .aka(&["to", "then"]),
    ],
);

/// The states of a document.
pub const STATES: &[(&str, &str)] = &[
    ("draft", "being written"),
    ("in-review", "written, being read"),
    ("approved", "in force, from `effective` on where that is written"),
    ("retired", "no longer in force"),
    ("planned", "named, not yet written: shows the gap"),
];

/// The front matter of a guideline, or of any other controlled document.
pub static GUIDELINE_TABLE: Object = Object::plain(
    "a guideline",
    &[
        key("id", Form::Value(Value::Id), "Its identity for ever: it stays when title or file name change, and is never used again.").need(Need::By("doc/id", "always")).eg("id: SAL-G-002").aka(&["number", "nummer", "nr"]),
        key("title", Form::Text, "Its title.").need(Need::Always).eg("title: Opportunity Management").aka(&["name", "titel", "heading", "tytuł"]),
        key("type", Form::Ref(Target::Type), "A type of document: policy, process, guideline, procedure, instruction, form, record, or one of `handbook.yaml`.").need(Need::Always).eg("type: guideline").aka(&["kind", "typ", "document-type"]),
        key("owner", Form::Ref(Target::Role), "The role that answers for it.").need(Need::Always).eg("owner: head-of-sales").aka(&["responsible", "author", "verantwortlich", "eigentümer", "właściciel"]),
        key("status", Form::Word(STATES), "Its state.").need(Need::Always).eg("status: draft").aka(&["state"]),
        key("process", Form::Ref(Target::ProcessPath), "The part of the landscape it describes: `process/part`; or a process alone, for what holds in all of it.").need(Need::WithSteps).eg("process: sales/opportunity-management").aka(&["part", "area", "prozess"]),
        key("class", Form::Ref(Target::Class), "Its class of information, as in `handbook.yaml`.").need(Need::UnlessPlanned).eg("class: internal").aka(&["classification", "klasse", "confidentiality", "klassifizierung"]),
        key("purpose", Form::Text, "What it is for, in a sentence.").need(Need::UnlessPlanned).eg("purpose: Manage and edit opportunities").aka(&["zweck", "goal", "aim", "description", "cel"]),
        key("scope", Form::Text, "Where and for whom it holds.").need(Need::UnlessPlanned).eg("scope: Sales & Business Development").aka(&["geltungsbereich", "applies-to", "zakres"]),
        key("version", Form::Value(Value::Version), "Its version, in quotes: other tools read 1.10 as 1.1.").need(Need::By("life/approval", "once approved")).eg("version: \"2.1\"").aka(&["revision", "rev"]),
        key("approved", Form::Object(&APPROVED), "Who approved it, when, and where the proof is.").need(Need::By("life/approval", "once approved")).eg("approved: { by: managing-director, date: 2018-05-02, proof: merge request 41 }").aka(&["approval", "freigabe", "approver", "approved-by"]),
        key("changes", Form::List(&Form::Object(&CHANGE)), "The change history, newest first.").need(Need::By("life/no-reason", "from the second version on")).eg("changes:\n- { version: \"1.0\", date: 2018-05-02, by: head-of-sales, why: First version }").aka(&["history", "changelog", "revisions", "change"]),
        key("effective", Form::Value(Value::Date), "In force from this day; before it, the document is approved but not yet in force.").eg("effective: 2018-07-01").aka(&["valid-from", "from", "effective-date", "gültig-ab"]),
        key("review", Form::Object(&REVIEW), "How often it is reviewed, and when it was last.").eg("review: { every: 12 months, last: 2018-05-02 }").aka(&["reviews", "review-date", "next-review"]),
        key("replaces", Form::OneOrList(&Form::Ref(Target::Document)), "The id of the document it takes the place of.").eg("replaces: SAL-G-001").aka(&["supersedes"]),
        key("retention", Form::Value(Value::Duration), "How long a superseded version is kept.").eg("retention: 10 years"),
        key("within", WITHIN, "The longest way from start to end.").eg("within: 6 months").aka(&["duration", "deadline"]),
        NORMS,
        key("acknowledge", PARTIES, "Roles or groups that confirm each version.").eg("acknowledge: [head-of-sales, bid-manager]").aka(&["acknowledged", "acknowledgement", "readers"]),
        key("responsibilities", Form::Map(Names::Of(Target::Party), &TEXTS), "What each role or group has to do, as text or list.").eg("responsibilities: { sales-support: Create the offer and the order }").aka(&["responsibility", "roles", "zuständigkeiten"]),
        key("duties", Form::List(&Form::Object(&DUTY)), "What comes again and again.").eg("duties:\n- { id: forecast, what: Report the forecast, who: sales-controller, every: quarter }").aka(&["duty", "recurring"]),
        key("records", Form::Map(Names::Free("record"), &Form::Object(&RECORD)), "Records that the process leaves: where and how long they are kept.").eg("records: { offer: { kept-in: ERP, keep: 6 years } }").aka(&["record", "aufzeichnungen"]),
        KPIS,
        RISKS,
        key("resources", Form::OneOrList(&super::parts::MATTER), "What it needs.").eg("resources: [CRM system]").aka(&["resource"]),
        key("open", TEXTS, "Open questions; none may be left once it is approved.").eg("open: Who stands in at weekends?").aka(&["questions", "todo", "open-questions", "open-points"]),
        key("origin", Form::Word(&[("external", "a document from outside"), ("generated", "a page that nobody approves")]), "Where it comes from, unless it is written here.").eg("origin: external").aka(&["source"]),
        key("file", Form::Ref(Target::File), "A file beside it: a form, or the outside document.").eg("file: offer-form.docx").aka(&["attachment", "datei"]),
        key("distribution", TEXTS, "Who gets it.").eg("distribution: all sites").aka(&["verteiler"]),
        key("facts", Form::Facts, "Free facts, shown with it.").eg("facts: { system: Salesforce }").aka(&["tags", "meta", "data"]),
        key("defaults", Form::Object(&LETTERS), "Letters that hold where a `do`, `ask` or `call` says nothing; shown as inherited.").eg("defaults: { A: head-of-sales }").aka(&["default"]),
        key("start", Form::OneOrList(&Form::Object(&START)), "How a case begins: one start, or a list.").need(Need::By("graph/start", "with steps")).eg("start: { event: Qualified lead, from: SAL-G-001, out: qualified-lead, next: create-opportunity }").aka(&["starts", "begin", "trigger"]),
        key("phases", Form::List(&Form::Object(&PHASE_TABLE)), "The process in phases, each with its steps.").aka(&["phase"]),
        key("steps", STEPS, "The process without phases.").aka(&["step", "schritte", "tasks"]),
        key("anytime", Form::List(&Form::Object(&ANYTIME)), "What may happen once in a case at any time: everything that runs stops, and the case goes on at `next`.").eg("anytime:\n- { id: withdrawn, event: The customer withdraws, in: [offer], next: report-failure }"),
        RULES,
        key("chart", Form::Object(&CHART), "How its flowchart is drawn.").eg("chart: { lanes: [customer, key-account-manager] }").aka(&["flowchart", "diagram"]),
        ACCEPTED,
    ],
);
