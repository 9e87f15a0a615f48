//! Rules a company gives itself (format reference, section 7).

use super::step::STEP_KINDS;
use crate::model::schema::form::{Form, Key, Kinds, Need, Object, Target, Value, key};

const STEP: Form = Form::Ref(Target::Step);
const STEPS: Form = Form::OneOrList(&STEP);

/// The words of [`STEP_KINDS`] with their meaning.
pub(super) const KIND_WORDS: &[(&str, &str)] = &[
    ("do", "tasks"),
    ("ask", "decisions"),
    ("parallel", "forks"),
    ("wait", "waits"),
    ("call", "sub-processes"),
    ("end", "ends"),
];
const _: () = assert!(KIND_WORDS.len() == STEP_KINDS.len(), "a kind of step without its meaning");

static PATH: Object = Object::plain(
    "the rule form `path`",
    &[
        key("to", STEPS, "Ends or steps the rule is about.").need(Need::Always).eg("to: [won]"),
        key("through", STEPS, "At least one of these happened before.")
            .eg("through: [check-offer]")
            .aka(&["via", "by"]),
        key("from", STEP, "Counts since the last of this step, and only where it came before.")
            .eg("from: revise-offer"),
        key("never", STEPS, "None of these happens between `from` and `to`; written instead of `through`.")
            .eg("never: send-offer")
            .aka(&["not", "without"]),
        key(
            "unless",
            Form::OneOrList(&Form::Ref(Target::Outcome)),
            "Leaves out runs that took one of these outcomes.",
        )
        .eg("unless: [how-much/up-to-500]")
        .aka(&["except"]),
    ],
);

static ORDER: Object = Object::plain(
    "the rule form `order`",
    &[
        key("before", STEP, "What must be finished.")
            .need(Need::Always)
            .eg("before: check-offer")
            .aka(&["first", "step"]),
        key("then", STEP, "Before this happens.")
            .need(Need::Always)
            .eg("then: send-offer")
            .aka(&["after", "next"]),
    ],
);

static AFTER: Object = Object::plain(
    "the rule form `after`",
    &[
        key("step", STEP, "When this happened (a phase or a sub-process: began) …")
            .need(Need::Always)
            .eg("step: send-offer")
            .aka(&["after", "before"]),
        key("then", STEP, "… this always follows.")
            .need(Need::Always)
            .eg("then: report-success")
            .aka(&["next"]),
    ],
);

static SEPARATE: Object = Object::plain(
    "the rule form `separate`",
    &[
        key("step", STEP, "The step.").need(Need::Always).eg("step: check-offer"),
        key(
            "letters",
            Form::OneOrList(&Form::Value(Value::Letter)),
            "The letters that different persons hold.",
        )
        .need(Need::Always)
        .eg("letters: [R, A]")
        .aka(&["letter"]),
    ],
);

static DELEGATE: Object = Object::plain(
    "the rule form `delegate`",
    &[
        key("from", Form::Ref(Target::Role), "Who hands over.").need(Need::Always).eg("from: head-of-sales"),
        key("to", Form::Ref(Target::Role), "Who takes over.")
            .need(Need::Always)
            .eg("to: key-account-manager"),
        key("what", Form::Word(KIND_WORDS), "The kind of steps; `ask` where it is left out.").eg("what: ask"),
        key("except", STEPS, "Steps that are not handed over.")
            .eg("except: [check-offer]")
            .aka(&["unless", "without"]),
    ],
);

static SELECTOR: Object = Object::plain(
    "a choice of steps",
    &[
        key("kind", Form::OneOrList(&Form::Word(KIND_WORDS)), "Steps of this kind.").eg("kind: wait"),
        key("letter", Form::OneOrList(&Form::Value(Value::Letter)), "Steps that carry this letter.")
            .eg("letter: C"),
        key("role", Form::OneOrList(&Form::Ref(Target::Party)), "Steps in which this role has a letter.")
            .eg("role: bid-manager"),
        key("contact", Form::OneOrList(&Form::Ref(Target::Party)), "Steps in contact with this party.")
            .eg("contact: customer"),
        key("phase", Form::OneOrList(&Form::Ref(Target::Phase)), "Steps of this phase.").eg("phase: offer"),
        key("class", Form::OneOrList(&Form::Ref(Target::Class)), "Steps of documents of this class.")
            .eg("class: confidential"),
        key("type", Form::OneOrList(&Form::Ref(Target::Type)), "Steps of documents of this type.")
            .eg("type: guideline"),
    ],
);

const ON_EVERY: &[&str] = &["every"];

/// The keys that say what form a rule has.
pub const RULE_FORMS: &[&str] = &["path", "order", "after", "separate", "delegate", "every", "applies"];

const TEXT: Key =
    key("text", Form::Text, "The rule in a sentence, for readers. Alone, it is shown and not checked.")
        .eg("text: An offer is checked before it is sent.")
        .aka(&["name", "title", "rule", "description"]);

/// A rule.
pub static RULE_TABLE: Object = Object {
    what: "a rule",
    kinds: Some(Kinds { rule: "doc/value", words: RULE_FORMS, optional: true }),
    keys: &[
        key("id", Form::Value(Value::Id), "Its id, unique in the document.").need(Need::Always).eg("id: classification"),
        TEXT,
        key("see", Form::OneOrList(&Form::Ref(Target::Anything)), "Documents to look at.").eg("see: ISM-G-003").aka(&["ref", "reference"]),
        key("path", Form::Object(&PATH), "Each time one of `to` is reached, one of `through` happened before in that run; or, with `never`, none of those between `from` and `to`.").eg("path: { to: [won], through: [check-offer] }"),
        key("order", Form::Object(&ORDER), "Whenever `then` happens, `before` was finished at least once.").eg("order: { before: check-offer, then: send-offer }"),
        key("after", Form::Object(&AFTER), "After `step`, `then` always follows.").eg("after: { step: send-offer, then: report-success }"),
        key("separate", Form::Either(&[Form::List(&STEP), Form::Object(&SEPARATE)]), "In one case different persons do these steps; or hold these letters of one step.").eg("separate: [create-offer, check-offer]"),
        key("delegate", Form::Object(&DELEGATE), "A standing delegation from one role to another.").eg("delegate: { from: head-of-sales, to: key-account-manager, except: [check-offer] }"),
        key("every", Form::Object(&SELECTOR), "Every step that matches has what `cites`, `has` or `letter` asks for.").eg("every: { contact: customer }"),
        key("applies", Form::Object(&SELECTOR), "The text is shown at every step that matches.").eg("applies: { contact: customer }"),
        key("cites", Form::Ref(Target::Anything), "With `every`: a document or clause that each cites under `see`.").on(ON_EVERY).eg("cites: ISM-G-003").aka(&["cite"]),
        key("has", Form::Text, "With `every`: a key that each step has.").on(ON_EVERY).eg("has: within"),
        key("letter", Form::Value(Value::Letter), "With `every`: a letter that each step carries.").on(ON_EVERY).eg("letter: I").aka(&["letters"]),
    ],
};

/// `accept`.
pub(super) static ACCEPT: Object = Object::plain(
    "an accepted finding",
    &[
        key("rule", Form::Text, "The rule whose finding is accepted, or a family of rules.").need(Need::By("accept/no-reason", "always")).eg("rule: kpi/undefined"),
        key("document", Form::Ref(Target::Document), "The document; left out in the document itself, and in `handbook.yaml` for findings of the shared files.").eg("document: SAL-G-008").aka(&["doc", "id", "guideline"]),
        key("step", STEP, "The step, where it belongs to one.").eg("step: check-offer"),
        key("at", Form::Text, "The part of the document that is no step, as in translations.").eg("at: kpi/tp").aka(&["key", "part", "path"]),
        key("why", Form::Text, "The reason.").need(Need::By("accept/no-reason", "always")).eg("why: To be agreed with the board").aka(&["reason", "because", "grund"]),
        key("by", Form::Ref(Target::RoleOrPerson), "Who accepted it.").need(Need::By("accept/no-reason", "always")).eg("by: head-of-sales").aka(&["who", "owner"]),
        key("until", Form::Value(Value::Date), "The last day on which it holds.").need(Need::By("accept/no-reason", "always")).eg("until: 2018-12-31").aka(&["expires", "date", "end"]),
    ],
);

const ONE_RULE: Form = Form::Object(&RULE_TABLE);
const ONE_ACCEPTED: Form = Form::Object(&ACCEPT);

/// `rules`, in a guideline and in `handbook.yaml`.
pub(super) const RULES: Key =
    key("rules", Form::List(&ONE_RULE), "Rules of the process that readers see and Guidepost checks.");
/// Accepted findings.
pub(super) const ACCEPTED: Key = key(
    "accept",
    Form::List(&ONE_ACCEPTED),
    "Findings that are known and accepted: why, by whom, until when.",
)
.aka(&["accepted", "ignore", "exceptions"]);
