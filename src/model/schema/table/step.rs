//! Steps (format reference, section 6).

use crate::model::schema::form::{Form, Key, Kinds, Names, Need, Object, Target, Value, key};

/// The words that say what kind a step is, in the order of the reference.
pub const STEP_KINDS: &[&str] = &["do", "ask", "parallel", "wait", "call", "end"];

const STEP: Form = Form::Ref(Target::Step);
const STEPS: Form = Form::OneOrList(&STEP);
const PARTIES: Form = Form::OneOrList(&Form::Ref(Target::Party));
const OUTPUT: Form = Form::OneOrList(&Form::Ref(Target::Product));
const CAST: Form = Form::Either(&[PARTIES, Form::Map(Names::Cases, &PARTIES)]);
const ACCOUNTABLE: Form = Form::Either(&[Form::Accountable, Form::Map(Names::Cases, &Form::Accountable)]);

const R: Key =
    key("R", CAST, "Responsible: who does it. A role, a group, a list of them, or a table by case.")
        .need(Need::By("raci/no-responsible", "on `do`, here or in `defaults`"))
        .eg("R: [key-account-manager, head-of-sales]")
        .aka(&["responsible", "role", "who", "by", "actor", "verantwortlich", "durchführung", "wykonawca"]);
const D: Key =
    key("D", CAST, "Driver: with DACI, stands where R stands.").eg("D: key-account-manager").aka(&["driver"]);
const A: Key = key(
    "A",
    ACCOUNTABLE,
    "Accountable (with DACI: approver): exactly one role, never a list or a group; where it depends on the case, one in each case.",
)
.need(Need::By("raci/accountable", "on `do`, `ask` and `call`, here or in `defaults`"))
.asked(&["raci/no-decider"]).eg("A: head-of-sales")
.aka(&["accountable", "owner", "approver", "decider", "rechenschaftspflichtig"]);
const S: Key = key("S", CAST, "Supports those who are responsible.")
    .eg("S: sales-support")
    .aka(&["support", "supports"]);
const C: Key = key("C", CAST, "Consulted: asked before.").eg("C: customer").aka(&["consulted", "consult"]);
const I: Key = key("I", CAST, "Informed: told afterwards.")
    .eg("I: [bid-manager, internal]")
    .aka(&["informed", "inform"]);

/// The letters of `defaults`.
pub(super) static LETTERS: Object = Object::plain("the defaults", &[R, D, A, S, C, I]);

static OUTCOME: Object = Object::plain(
    "an outcome",
    &[
        key("to", STEP, "The step it leads to.").need(Need::Always).eg("to: create-offer").aka(&["next", "then", "goto"]),
        key("text", Form::Text, "Its words for readers, where they differ from its name.").eg("text: not qualified").aka(&["name", "title", "label"]),
        key("share", Form::Value(Value::Share), "How many of all cases take it; those of one decision come to 100 % at most.").eg("share: 30 %").aka(&["probability", "percent"]),
        key(
            "when",
            Form::Either(&[Form::Value(Value::Condition), Form::List(&Form::Text)]),
            "For a decision by value (`of`): a range of figures or a list of words. `up to` includes its figure, `over` does not.",
        )
        .eg("when: up to 500 EUR")
        .aka(&["if", "condition"]),
    ],
);

static SINCE: Object = Object::plain(
    "a time limit",
    &[
        key("time", Form::Value(Value::Duration), "How long.")
            .need(Need::Always)
            .eg("time: 72 hours")
            .aka(&["within", "duration"]),
        key("since", Form::Ref(Target::StepOrStart), "Since when: `start`, or the id of a step.")
            .eg("since: start")
            .aka(&["from", "after"]),
    ],
);

/// `within`, of a step or of a whole guideline.
pub(super) const WITHIN: Form = Form::Either(&[
    Form::Value(Value::Duration),
    Form::Object(&SINCE),
    Form::Map(Names::Cases, &Form::Value(Value::Duration)),
]);

static ESCALATION: Object = Object::plain(
    "an escalation",
    &[
        key("after", Form::Value(Value::Duration), "After how long.")
            .need(Need::Always)
            .eg("after: 2 days")
            .aka(&["within", "time"]),
        key("tell", PARTIES, "Who is told.")
            .need(Need::Always)
            .eg("tell: head-of-sales")
            .aka(&["to", "role", "inform", "I"]),
    ],
);

static LIMIT: Object = Object::plain(
    "a limit",
    &[
        key("rounds", Form::Value(Value::Count), "How often the step is entered in one case at most.")
            .need(Need::Always)
            .eg("rounds: 3")
            .aka(&["times", "limit", "max"]),
        key("then", STEP, "Where the case goes on when the rounds are used up.")
            .eg("then: break-off")
            .aka(&["next", "to", "late"]),
    ],
);

/// A step.
pub static STEP_TABLE: Object = Object {
    what: "a step",
    kinds: Some(Kinds { rule: "graph/step-kind", words: STEP_KINDS, optional: false }),
    keys: &[
        key("id", Form::Value(Value::Id), "Its id, by which others lead to it; unique in the document.").need(Need::Always).eg("id: create-offer"),
        // The kinds.
        key("do", Form::Text, "A task: what is done.").eg("do: Create the opportunity").aka(&["task", "action", "activity", "todo", "aufgabe"]),
        key("ask", Form::Text, "A decision: the question, with `outcomes`.").eg("ask: Is it qualified?").aka(&["decision", "decide", "question", "gateway", "entscheidung", "if"]),
        key("parallel", STEPS, "A fork: each of these steps begins, side by side, until they meet at `join`.").eg("parallel: [qualify, analyse-risks]").aka(&["fork", "split", "and"]),
        key("wait", Form::Text, "Something from another party (`for`), or a pause until a time is up.").eg("wait: The customer signs").aka(&["receive", "pause", "event"]),
        key("call", Form::Ref(Target::Document), "A sub-process: the id of another guideline; `SAL-G-011#start-id` where it has several starts.").eg("call: SAL-G-011").aka(&["sub-process", "subprocess", "process"]),
        key("end", Form::Text, "An end of the process.").eg("end: Won").aka(&["stop", "finish", "ende"]),
        // What belongs to single kinds.
        key("outcomes", Form::Map(Names::Ids("outcome"), &Form::Either(&[STEP, Form::Object(&OUTCOME)])), "The ways on: each outcome with the step it leads to, or with `to`, `text`, `share`, `when`. An outcome `else` takes the rest; of a `call`, the ids of its ends.")
            .need(Need::By("graph/one-outcome", "on `ask`"))
            .on(&["ask", "wait", "call"])
            .asked(&["graph/dead-end"]).eg("outcomes: { qualified: create-offer, not-qualified: inform-customer }")
            .aka(&["options", "answers", "branches", "ways", "ergebnisse"]),
        key("complete", Form::Value(Value::Truth), "Says that the outcomes are all there are.").on(&["ask"]).asked(&["graph/no-else"]).eg("complete: true"),
        key("of", Form::Text, "What the value is of: makes it a decision by value that nobody takes; each outcome then has a `when`.").on(&["ask"]).asked(&["raci/no-decider"]).eg("of: amount").aka(&["value"]),
        key("optional", Form::Map(Names::Of(Target::Step), &Form::Text), "Further branches, each with its condition in words.").on(&["parallel"]).eg("optional: { legal-check: when the contract is not ours }"),
        key("join", STEP, "Where the branches meet.").need(Need::By("graph/parallel-without-join", "on `parallel`")).on(&["parallel"]).eg("join: information-complete").aka(&["meet", "merge"]),
        key("for", Form::Ref(Target::Party), "For whom it waits.").on(&["wait"]).eg("for: customer").aka(&["from"]),
        key("hand-over", Form::Map(Names::Of(Target::Neighbour), &OUTPUT), "What goes on to whom: a guideline or part of a process, with the work products it gets.").on(&["end"]).eg("hand-over: { SAL-G-004: order }").aka(&["handover", "hand_over", "to"]),
        key("stops", Form::Word(&[("everything", "all branches that still run stop too")]), "`everything`: this end also ends whatever runs beside it.").on(&["end"]).eg("stops: everything"),
        // What any step may have.
        key("next", STEP, "The step after this one. It is always written, never implied by the order.")
            .need(Need::By("graph/dead-end", "on `do`, and on `wait` and `call` without `outcomes`"))
            .on(&["do", "wait", "call"])
            .eg("next: send-offer")
            .aka(&["to", "then", "goto", "weiter"]),
        R, D, A, S, C, I,
        key("in", Form::OneOrList(&Form::Value(Value::Input)), "Work products it reads; `approval?` is taken if it is there.").eg("in:\n- solution-design\n- approval?").aka(&["input", "inputs", "needs"]),
        key("out", OUTPUT, "Work products it makes.").eg("out: offer").aka(&["output", "outputs", "makes", "produces"]),
        key("within", WITHIN, "The time it may take: a time, a time `since` a step or the start, or one for each case.").asked(&["graph/wait-without-limit", "graph/late-missing"]).eg("within: 2 working days").aka(&["deadline", "duration", "time", "frist", "dauer"]),
        key("until", Form::Text, "A day or event it lasts to.").asked(&["graph/wait-without-limit"]).eg("until: the agreed delivery date"),
        key("late", STEP, "The step that is taken when the time is up; what a `parallel` began is given up then.").asked(&["graph/late-missing"]).eg("late: break-off").aka(&["timeout", "overdue", "on-timeout"]),
        key("escalate", Form::OneOrList(&Form::Object(&ESCALATION)), "Who is told after which time; the step goes on.").eg("escalate: { after: 2 days, tell: head-of-sales }").aka(&["escalation"]),
        key("limit", Form::Either(&[Form::Value(Value::Rounds), Form::Object(&LIMIT)]), "How often it is entered in one case at most, so that a loop comes to an end; with `then`, where it goes on after the last round.").asked(&["graph/loop-without-limit"]).eg("limit: 3 rounds").aka(&["rounds", "max", "repeat"]),
        key("every", Form::Value(Value::Interval), "Repeats a `do` while its block runs.").eg("every: 2 hours").aka(&["interval"]),
        key("contact", PARTIES, "An outside party it is in contact with; handling rules apply.").eg("contact: customer"),
        key("see", Form::OneOrList(&Form::Ref(Target::Anything)), "Documents, steps or clauses to look at.").eg("see: SAL-G-010").aka(&["ref", "refs", "reference", "references", "link", "siehe"]),
        key("tools", Form::OneOrList(&Form::Text), "What it is done with.").eg("tools: Salesforce").aka(&["tool", "system", "systems"]),
        key("note", Form::Text, "A remark shown with it.").eg("note: Early, while the figures are fresh.").aka(&["notes", "comment", "remark", "description", "hint"]),
        key("facts", Form::Facts, "Free facts, shown with it.").eg("facts: { cost centre: 4711 }"),
    ],
};
