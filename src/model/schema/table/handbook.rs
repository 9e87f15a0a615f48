//! `handbook.yaml` (format reference, section 2).

use super::parts::{CHARTS, CYCLE, NAME};
use super::rule::{ACCEPTED, RULES};
use crate::model::schema::form::{Form, Names, Need, Object, Target, Value, key};

static TYPE: Object = Object::plain(
    "a type of document",
    &[
        key("letter", Form::Text, "Its letter in the numbering.")
            .need(Need::Always)
            .eg("letter: G")
            .aka(&["code", "short", "letters"]),
        NAME,
    ],
);

static CLASS: Object = Object::plain(
    "a class of information",
    &[
        key("id", Form::Value(Value::Id), "Its id.").need(Need::Always).eg("id: internal"),
        NAME,
        key(
            "handling",
            Form::Localized,
            "What may be done with information of this class; `cls/no-handling` asks for it.",
        )
        .need(Need::By("cls/no-handling", "always"))
        .eg("handling: Stays in the company")
        .aka(&["rule", "rules", "umgang"]),
    ],
);

static THEME: Object = Object::plain(
    "the theme",
    &[
        key("accent", Form::Value(Value::Colours), "Links, and what is chosen.")
            .eg("accent: \"#00457c / #7fc4ff\"")
            .aka(&["color", "colour", "link", "primary"]),
        key("paper", Form::Value(Value::Colours), "The ground.").eg("paper: \"#ffffff / #14181b\"").aka(&["background"]),
        key("ink", Form::Value(Value::Colours), "Text and lines of charts.")
            .eg("ink: \"#1a2226 / #e8eced\"")
            .aka(&["text", "foreground"]),
        key("quiet", Form::Value(Value::Colours), "Text that stands back.").eg("quiet: \"#556066\"").aka(&["muted"]),
        key("hair", Form::Value(Value::Colours), "Thin lines.").eg("hair: \"#c9d1d4\"").aka(&["line", "border"]),
        key("shade", Form::Value(Value::Colours), "The ground of every other lane and of boxes.").eg("shade: \"#f2f5f3\""),
        key("ok", Form::Value(Value::Colours), "In force, done.").eg("ok: \"#1a6b3c\""),
        key("attention", Form::Value(Value::Colours), "Due soon, warnings.").eg("attention: \"#8a5a00\"").aka(&["warning"]),
        key("stop", Form::Value(Value::Colours), "Overdue, errors.").eg("stop: \"#a3241f\"").aka(&["error", "danger"]),
        key("draft", Form::Value(Value::Colours), "Drafts.").eg("draft: \"#5b4a9e\""),
        key("logo", Form::Value(Value::Picture), "A picture before the handbook's name, on screen and on paper: its path within the handbook.")
            .eg("logo: pictures/logo.svg"),
        key("font", Form::Value(Value::Typeface), "The typeface: the path of a font file within the handbook, or names of typefaces that readers have.")
            .eg("font: fonts/company.woff2")
            .aka(&["typeface", "font-family"]),
        key("font-bold", Form::Value(Value::Typeface), "The font file for bold text, where `font` is a file.").eg("font-bold: fonts/company-bold.woff2"),
        key("mono", Form::Value(Value::Typeface), "The typeface of code.").eg("mono: Fira Mono"),
        key("footer", Form::Localized, "A line at the foot of every page.").eg("footer: Example Ltd, Quality management"),
    ],
);

static PRINT: Object = Object::plain(
    "the print",
    &[
        key(
            "uncontrolled",
            Form::Value(Value::YesNo),
            "Whether every printed page says at its foot that a print is uncontrolled: `yes`, unless it is written otherwise.",
        )
        .eg("uncontrolled: no"),
        key("note", Form::Localized, "What stands at the foot of a printed page instead.")
            .eg("note: Copy for information only")
            .aka(&["text", "footer"]),
    ],
);

/// The schemes of letters.
pub const SCHEMES: &[(&str, &str)] = &[
    ("RACI", "R responsible, A accountable, C consulted, I informed"),
    ("RASCI", "RACI with S, who supports"),
    ("DACI", "D driver, A approver, C contributors, I informed"),
];

/// What a rule may be set to.
pub const SEVERITIES: &[(&str, &str)] = &[
    ("off", "not shown"),
    ("info", "never counts"),
    ("warning", "counts with `--deny warnings`"),
    ("error", "counts"),
];

/// `handbook.yaml`.
pub static HANDBOOK_TABLE: Object = Object::plain(
    "`handbook.yaml`",
    &[
        key("name", Form::Localized, "Name of the handbook.").eg("name: Sales handbook").aka(&["title"]),
        key("languages", Form::OneOrList(&Form::Value(Value::Language)), "Languages; the first is the source language, in which the guidelines are written.").eg("languages: [en, de, pl]").aka(&["language", "lang"]),
        key("site-class", Form::Ref(Target::Class), "The highest class that is built into the site; nothing above it is.").eg("site-class: internal").aka(&["class", "max-class"]),
        key("theme", Form::Object(&THEME), "The look of the company: colours, logo, typefaces, footer.").eg("theme: { accent: \"#00457c / #7fc4ff\" }").aka(&["colours", "colors", "style"]),
        key("chart", Form::Object(&CHARTS), "How flowcharts are drawn, where a guideline does not say it.").eg("chart: { documents: no }").aka(&["charts", "flowchart", "flowcharts"]),
        key("print", Form::Object(&PRINT), "What prints say of themselves.").eg("print: { uncontrolled: no }").aka(&["prints", "paper"]),
        key("feedback", Form::Text, "An address that every page offers.").eg("feedback: handbook@example.com").aka(&["contact", "email", "mail"]),
        key("edit-link", Form::Text, "Where a page can be edited; `{path}` stands for its file.").eg("edit-link: https://git.example.com/handbook/edit/main/{path}").aka(&["edit", "edit-url"]),
        key("standards", Form::OneOrList(&Form::Ref(Target::Standard)), "Catalogues of clauses in scope.").eg("standards: [iso9001-2015, iso27001-2022]").aka(&["norms", "standard"]),
        key("not-applicable", Form::Map(Names::Of(Target::Clause), &Form::Text), "Clauses that do not apply, each with the reason.").eg("not-applicable: { iso9001:8.3: We develop nothing }").aka(&["exclusions", "excluded"]),
        key("areas", Form::Map(Names::Free("area"), &Form::Ref(Target::Process)), "Codes of the numbering, each with its process of the landscape.").eg("areas: { SAL: sales }").aka(&["area"]),
        key("numbering", Form::Text, "How ids are made: `{area}`, `{type}` (its letter) and `{n}`, `{nn}`, `{nnn}`, …").eg("numbering: \"{area}-{type}-{nnn}\"").aka(&["numbers", "id"]),
        key("types", Form::Map(Names::Ids("type"), &Form::Object(&TYPE)), "Types of documents, beside or instead of the built-in policy, process, guideline, procedure, instruction, form, record.").eg("types: { guideline: { letter: G } }").aka(&["type"]),
        key("classes", Form::List(&Form::Object(&CLASS)), "Classes of information in order, the lowest first.").eg("classes:\n- { id: internal, handling: Stays in the company }").aka(&["class"]),
        key("raci", Form::Word(SCHEMES), "The letters a step may carry.").eg("raci: RASCI").aka(&["letters", "scheme"]),
        key("review", Form::Object(&CYCLE), "How often documents are reviewed, where they do not say it.").eg("review: { every: 12 months, warn: 30 days }").aka(&["reviews"]),
        key("retention", Form::Value(Value::Duration), "How long superseded versions are kept, where they do not say it.").eg("retention: 10 years"),
        key("checks", Form::Map(Names::Rules, &Form::Word(SEVERITIES)), "A rule, or a family of rules, and how much it weighs.").eg("checks: { raci/too-many-consulted: off }").aka(&["check", "severity", "severities"]),
        RULES,
        ACCEPTED,
        key("ignore", Form::OneOrList(&Form::Text), "Patterns of files to pass over.").eg("ignore: [drafts/**]").aka(&["exclude", "skip"]),
    ],
);
