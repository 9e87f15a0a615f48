//! `glossary.yaml`, `soa.yaml`, catalogues of clauses, translations (format reference, sections 1, 8, 9).

use super::parts::APPROVED;
use crate::model::schema::form::{Form, Names, Need, Object, Target, Value, key};

static TERM: Object = Object::plain(
    "a term",
    &[
        key("name", Form::Localized, "The word to use, per language; left out, the id stands for it.")
            .eg("name: { en: opportunity, de: Opportunity }")
            .aka(&["term", "word", "title"]),
        key("meaning", Form::Localized, "What it means.")
            .need(Need::Always)
            .eg("meaning: { en: A chance of an order }")
            .aka(&["definition", "text", "means", "description"]),
        key("avoid", Form::LocalizedList, "Words to avoid, per language.")
            .eg("avoid: { en: [deal, prospect], de: [Verkaufschance] }")
            .aka(&["synonyms", "not", "forbidden"]),
        key("see", Form::OneOrList(&Form::Ref(Target::Anything)), "A document or clause that defines it.")
            .eg("see: SAL-G-002"),
    ],
);

/// `glossary.yaml`.
pub static GLOSSARY_TABLE: Object = Object::plain(
    "`glossary.yaml`",
    &[key(
        "terms",
        Form::Map(Names::Ids("term"), &Form::Object(&TERM)),
        "Terms: what they mean, and which words to avoid.",
    )
    .eg("terms: { opportunity: { meaning: A chance of an order, avoid: [deal] } }")
    .aka(&["term", "glossary", "words"])],
);

/// How far a control is put into practice.
pub const CONTROL_STATES: &[(&str, &str)] = &[
    ("implemented", "in practice"),
    ("partly", "in practice in part"),
    ("planned", "decided, not yet begun"),
    ("not-implemented", "not in practice"),
];

static CONTROL: Object = Object::plain(
    "a control",
    &[
        key("applicable", Form::Value(Value::YesNo), "Whether it applies: `yes` or `no`.")
            .need(Need::By("soa/incomplete", "always"))
            .eg("applicable: yes")
            .aka(&["applies"]),
        key("why", Form::Text, "The reason, for yes and for no.")
            .need(Need::By("soa/incomplete", "always"))
            .eg("why: Customers trust us with their data")
            .aka(&["reason", "justification"]),
        key("state", Form::Word(CONTROL_STATES), "How far it is in practice.")
            .need(Need::By("soa/incomplete", "where it applies"))
            .eg("state: implemented")
            .aka(&["status", "implemented"]),
        key("evidence", Form::OneOrList(&Form::Ref(Target::Anything)), "Documents and steps that show it.")
            .need(Need::By("soa/no-evidence", "where it is implemented"))
            .eg("evidence: [ISM-P-001, SAL-G-002#check-offer]")
            .aka(&["proof", "see", "documents"]),
    ],
);

/// `soa.yaml`.
pub static SOA_TABLE: Object = Object::plain(
    "`soa.yaml`",
    &[
        key("standard", Form::Ref(Target::Standard), "The catalogue it answers.")
            .need(Need::Always)
            .eg("standard: iso27001-2022")
            .aka(&["norm"]),
        key("version", Form::Value(Value::Version), "Its version, in quotes.").eg("version: \"1.0\""),
        key("date", Form::Value(Value::Date), "Its day.").eg("date: 2018-05-02"),
        key("approved", Form::Object(&APPROVED), "Who approved it, when, and where the proof is.")
            .eg("approved: { by: managing-director, date: 2018-05-02, proof: minutes 12 }")
            .aka(&["approval"]),
        key(
            "controls",
            Form::Map(Names::Free("control"), &Form::Object(&CONTROL)),
            "Every control with its answer.",
        )
        .need(Need::Always)
        .eg("controls: { A.5.1: { applicable: yes, why: Needed, state: implemented, evidence: ISM-P-001 } }")
        .aka(&["control"]),
    ],
);

static CLAUSE: Object = Object::plain(
    "an entry of a catalogue",
    &[
        key("id", Form::Text, "Its number.").need(Need::Always).eg("id: \"8.2.1\"").aka(&["number"]),
        key("title", Form::Localized, "Its title, where it has one.")
            .eg("title: { en: Customer communication }")
            .aka(&["name"]),
        key(
            "kind",
            Form::Word(&[
                ("chapter", "a heading that nobody need answer"),
                ("theme", "a theme of controls, likewise"),
                ("clause", "a clause"),
                ("control", "a control"),
            ]),
            "What it is.",
        )
        .need(Need::Always)
        .eg("kind: clause")
        .aka(&["type"]),
        key("parent", Form::Text, "The entry above it.").eg("parent: \"8.2\"").aka(&["in", "of"]),
    ],
);

/// `standards/*.yaml`.
pub static STANDARD_TABLE: Object = Object::plain(
    "a catalogue of clauses",
    &[
        key("id", Form::Value(Value::Id), "Its id, with the edition.")
            .need(Need::Always)
            .eg("id: iso9001-2015"),
        key("short", Form::Value(Value::Id), "Its short name, without the edition.")
            .need(Need::Always)
            .eg("short: iso9001")
            .aka(&["name"]),
        key("title", Form::Localized, "Its full title.")
            .need(Need::Always)
            .eg("title: { en: Quality management systems }"),
        key("items", Form::List(&Form::Object(&CLAUSE)), "Its clauses and controls in order.")
            .need(Need::Always)
            .eg("items:\n- { id: \"4\", title: { en: Context }, kind: chapter }")
            .aka(&["clauses", "controls"]),
    ],
);

/// A translation.
pub static TRANSLATION_TABLE: Object = Object::plain(
    "a translation",
    &[
        key("translates", Form::Ref(Target::Document), "The id of the document; for a plain page, its path. Left out where `NAME.de.md` lies beside `NAME.md`.").eg("translates: SAL-G-002").aka(&["of", "id", "source"]),
        key("lang", Form::Value(Value::Language), "The language, where the file name does not say it.").eg("lang: de").aka(&["language", "sprache"]),
        key("version", Form::Value(Value::Version), "The version that was translated; behind that of the source, the translation is stale.").eg("version: \"1.0\""),
        key("title", Form::Text, "The title.").eg("title: Opportunity-Management").aka(&["titel", "name"]),
        key("purpose", Form::Text, "The purpose.").eg("purpose: Opportunities steuern und bearbeiten").aka(&["zweck"]),
        key("scope", Form::Text, "The scope.").eg("scope: Vertrieb").aka(&["geltungsbereich"]),
        key("texts", Form::Map(Names::Free("path"), &Form::Text), "Texts by the path of what they translate: `create-opportunity` (a step), `qualified/not-qualified` (an outcome), `phase/offer`, `rule/…`, `start/…`, `anytime/…`, `duty/…`, `kpi/…`, `risk/…`, `responsibility/…`. What has no `id` goes by its number, from 1.").eg("texts: { create-opportunity: Opportunity anlegen }").aka(&["text", "steps", "texte"]),
    ],
);
