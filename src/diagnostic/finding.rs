//! A finding: what is wrong, where, and what to write instead.

use super::Span;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never counts.
    Info,
    /// Counts with `--deny warnings`.
    Warning,
    /// Counts.
    Error,
}

impl Severity {
    /// The word used in every output form and in `handbook.yaml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A replacement that mends a finding: the text of `at` becomes `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What is replaced (a point inserts).
    pub at: Span,
    /// The new text.
    pub text: String,
    /// One sentence for a person: "Write `version: \"1.10\"`".
    pub what: String,
    /// Whether nobody could have meant anything else, so that `check --fix` makes it unasked. Otherwise it is one way
    /// to mend the finding, for its author to decide.
    pub safe: bool,
}

/// One finding. Built with [`Finding::new`] and the `with`-less builder methods below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Public name of the rule, `family/name`.
    pub rule: &'static str,
    /// Severity where the finding itself decides it (`rule/separate`); `None` takes the rule's default. The
    /// judging stage fills it in, so that after `checks::judge` it is always `Some`.
    pub severity: Option<Severity>,
    /// Where.
    pub at: Span,
    /// One sentence: what is wrong. Words of a quality manager, no type names, no full stop needed.
    pub message: String,
    /// One sentence: what to write instead.
    pub help: String,
    /// Id of the document, where the finding belongs to one.
    pub document: Option<String>,
    /// Id of the step, where it belongs to one.
    pub step: Option<String>,
    /// Path of the part of a document that is not a step, as in translations: `kpi/tp`, `record/offer`.
    pub key: Option<String>,
    /// What the finding names (the missing id, the product, the clause): its identity for a baseline, together
    /// with rule, document and step. Never a line number or a count.
    pub about: String,
    /// Other places that belong to it, each with a short note.
    pub related: Vec<(Span, String)>,
    /// A run of the process that shows it, where there is one: nodes of the process graph of its document, in order.
    pub run: Vec<usize>,
    /// Findings that merely follow from this one.
    pub follows: Vec<Finding>,
    /// Rules whose findings about the same place (file, step, part) merely follow from this one: who writes
    /// `nxt` for `next` has no dead end to mend. The judging stage folds them under it.
    pub explains: Vec<&'static str>,
    /// An edit that mends it.
    pub fix: Option<Fix>,
    /// Whether it depends on today's date: such a finding never stops a build.
    pub dated: bool,
}

impl Finding {
    /// A finding of `rule` at a place. `rule` is one of the names in `checks::RULES`.
    pub fn new(rule: &'static str, at: Span, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: None,
            at,
            message: message.into(),
            help: String::new(),
            document: None,
            step: None,
            key: None,
            about: String::new(),
            related: Vec::new(),
            run: Vec::new(),
            follows: Vec::new(),
            explains: Vec::new(),
            fix: None,
            dated: false,
        }
    }

    /// What to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The severity, where the finding decides it and not the rule.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// The document it belongs to.
    #[must_use]
    pub fn document(mut self, id: impl Into<String>) -> Self {
        self.document = Some(id.into());
        self
    }

    /// The step it belongs to.
    #[must_use]
    pub fn step(mut self, id: impl Into<String>) -> Self {
        self.step = Some(id.into());
        self
    }

    /// The part of the document it belongs to (`kpi/tp`).
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// What it names.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = about.into();
        self
    }

    /// Another place that belongs to it.
    #[must_use]
    pub fn also(mut self, at: Span, note: impl Into<String>) -> Self {
        self.related.push((at, note.into()));
        self
    }

    /// Rules whose findings about the same place merely follow.
    #[must_use]
    pub fn explains(mut self, rules: impl IntoIterator<Item = &'static str>) -> Self {
        self.explains.extend(rules);
        self
    }

    /// A safe edit.
    #[must_use]
    pub fn fix(mut self, at: Span, text: impl Into<String>, what: impl Into<String>) -> Self {
        self.fix = Some(Fix { at, text: text.into(), what: what.into(), safe: true });
        self
    }

    /// An edit that would mend it, if that is what its author means.
    #[must_use]
    pub fn offer(mut self, at: Span, text: impl Into<String>, what: impl Into<String>) -> Self {
        self.fix = Some(Fix { at, text: text.into(), what: what.into(), safe: false });
        self
    }

    /// Marks it as depending on today's date.
    #[must_use]
    pub fn dated(mut self) -> Self {
        self.dated = true;
        self
    }
}
