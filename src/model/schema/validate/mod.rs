//! Holds a source file against its key table and reports everything of the wrong form, each once, at its place.

mod kind;
mod letters;
mod missing;
mod name;
mod phase;
mod place;
mod rule;
mod scalar;
mod shape;
mod step;
mod unknown;

pub(super) use place::every_table;

use kind::KindOf;
use place::Beside;

use super::form::{Form, Key, Names, Need, Object};
use super::table;
use crate::diagnostic::{Finding, Sources, Span};
use crate::model::{RaciScheme, Settings};
use crate::source::{FileKind, Kind, Node, SourceFile};
use std::cell::OnceCell;

/// What the form of one file depends on elsewhere in the handbook.
#[derive(Debug, Clone)]
pub struct SchemaContext {
    /// The letters a step may carry.
    pub raci: RaciScheme,
    /// Ids of the types of documents.
    pub types: Vec<String>,
    /// The languages; the first is the source language.
    pub languages: Vec<String>,
}

impl SchemaContext {
    /// What `handbook.yaml` says.
    pub fn of(settings: &Settings) -> Self {
        Self {
            raci: settings.raci,
            types: settings.types.iter().map(|t| t.id.clone()).collect(),
            languages: settings.languages.iter().map(|l| l.value.clone()).collect(),
        }
    }
}

/// Everything of the wrong form in a file, in the order of reading. Pages, the baseline and files of no known
/// kind have no form. A file flagged `broken` is not asked for what is missing.
pub fn validate(file: &SourceFile, sources: &Sources, cx: &SchemaContext) -> Vec<Finding> {
    let (Some(root), Some(front)) = (table::table(file.kind), &file.front) else { return Vec::new() };
    let document = || text_of(front, "id").map(|id| id.trim().to_owned());
    let mut walk = Walk {
        cx,
        sources,
        root,
        front,
        broken: file.broken,
        document: if file.kind == FileKind::Guideline { document() } else { None },
        part: None,
        step: None,
        findings: Vec::new(),
        steps: OnceCell::new(),
        tables: OnceCell::new(),
        unknown: 0,
    };
    let top = Span { end: file.front_span.start, ..file.front_span };
    let at = front.get("id").filter(|id| !blank(id)).map_or(top, |id| id.at);
    walk.object(front, root, Spot { top: true, ..Spot::of("", at) });
    walk.findings
}

/// The text of a key, unless it is blank.
fn text_of<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key).and_then(Node::text).filter(|t| !t.trim().is_empty())
}

/// Whether nothing is said: no value, or quotes with nothing in them.
fn blank(node: &Node) -> bool {
    match &node.kind {
        Kind::Empty => true,
        Kind::Scalar { text, .. } => text.trim().is_empty(),
        _ => false,
    }
}

/// Where a value stands: the key it belongs to, and the place that stands for the whole of it.
#[derive(Clone, Copy)]
struct Spot<'a> {
    /// Key as written; empty at the top of a file.
    key: &'a str,
    /// Place of the key, or where the object begins.
    at: Span,
    /// Whether its keys are the top of a file.
    top: bool,
    /// Whether it is an entry of a list.
    item: bool,
    /// What the tables say of the key, where it is one of theirs.
    known: Option<&'static Key>,
}

impl<'a> Spot<'a> {
    /// The value of a key.
    fn of(key: &'a str, at: Span) -> Self {
        Self { key, at, top: false, item: false, known: None }
    }

    /// The value of a key of a table.
    fn known(key: &'static Key, at: Span) -> Self {
        Self { known: Some(key), ..Self::of(key.name, at) }
    }

    /// The key with a value, as an author would write it, where that fits on a line.
    fn example(self) -> Option<&'static str> {
        self.known.map(|k| k.example).filter(|e| !e.is_empty() && !e.contains('\n'))
    }

    /// Rules that ask for it.
    fn rules(self) -> impl Iterator<Item = &'static str> {
        self.known.into_iter().flat_map(Key::rules)
    }

    /// How it is called in a sentence.
    fn name(self) -> String {
        if self.item { format!("an entry of `{}`", self.key) } else { format!("`{}`", self.key) }
    }
}

struct Walk<'a> {
    cx: &'a SchemaContext,
    sources: &'a Sources,
    root: &'static Object,
    front: &'a Node,
    broken: bool,
    document: Option<String>,
    part: Option<String>,
    step: Option<String>,
    findings: Vec<Finding>,
    /// Id and place of every step, in written order; worked out when a key stands in the wrong place.
    steps: OnceCell<Vec<(&'a str, Span)>>,
    /// Every table of this kind of file; likewise.
    tables: OnceCell<Vec<&'static Object>>,
    /// How many keys were unknown so far.
    unknown: usize,
}

impl Walk<'_> {
    fn report(&mut self, mut finding: Finding) {
        finding.document.clone_from(&self.document);
        finding.step.clone_from(&self.step);
        if self.step.is_none() {
            finding.key.clone_from(&self.part);
        }
        self.findings.push(finding);
    }

    /// A value against its form.
    fn value(&mut self, node: &Node, form: &Form, spot: Spot<'_>) {
        match (form, &node.kind) {
            (Form::Either(forms), _) => match shape::pick(forms, node) {
                Some(form) => self.value(node, form, spot),
                None => self.mismatch(node, form, spot),
            },
            (Form::OneOrList(of) | Form::List(of), Kind::List(items)) => {
                self.list(items, of, spot);
            }
            (
                Form::OneOrList(_) | Form::List(_) | Form::Map(..) | Form::Facts | Form::LocalizedList,
                Kind::Empty,
            ) => {}
            (Form::OneOrList(of), _) => self.one(node, of, spot),
            (Form::Object(table), Kind::Map(_)) => self.object(node, table, spot),
            (Form::Map(names, of), Kind::Map(_)) => self.map(node, *names, of, spot),
            (Form::Facts, Kind::Map(entries)) => {
                for entry in entries {
                    self.name(entry, Names::Free("fact"), spot);
                }
            }
            (Form::Localized, Kind::Map(_)) => self.localized(node, &Form::Text, spot),
            (Form::LocalizedList, Kind::Map(_)) => self.localized(node, &Form::OneOrList(&Form::Text), spot),
            (Form::LocalizedList, Kind::List(items)) => self.list(items, &Form::Text, spot),
            (Form::Accountable, Kind::List(items)) => self.accountable(node, items, spot),
            (
                Form::Text
                | Form::Localized
                | Form::LocalizedList
                | Form::Word(_)
                | Form::Value(_)
                | Form::Ref(_)
                | Form::Accountable,
                Kind::Scalar { text, style },
            ) => {
                if blank(node) {
                    self.says_nothing(spot);
                } else {
                    self.scalar(node, form, text, *style, spot);
                }
            }
            (_, Kind::Empty) => self.says_nothing(spot),
            _ => self.mismatch(node, form, spot),
        }
    }

    fn list(&mut self, items: &[Node], of: &Form, spot: Spot<'_>) {
        let outer = self.part.clone();
        for (n, item) in items.iter().enumerate() {
            if spot.top {
                self.part = part_word(spot.key).map(|w| {
                    text_of(item, "id").map_or_else(|| format!("{w}/{}", n + 1), |id| format!("{w}/{id}"))
                });
            }
            let at = item.entries().first().map_or(item.at, |e| e.key.at);
            if item.is_empty() {
                let help = "write something behind the `-`, or take it out";
                let message = format!("an entry of `{}` says nothing", spot.key);
                let at = Span { start: spot.at.start, ..item.at };
                let at = if at.end > at.start { item.at } else { spot.at };
                self.report(Finding::new("doc/value", at, message).help(help).about(spot.key));
                continue;
            }
            self.value(item, of, Spot { item: true, ..Spot::of(spot.key, at) });
        }
        self.part = outer;
    }

    /// One of what may be several: by its id, or as number 1.
    fn one(&mut self, node: &Node, of: &Form, spot: Spot<'_>) {
        let outer = self.part.clone();
        if spot.top {
            self.part = part_word(spot.key).map(|w| format!("{w}/{}", text_of(node, "id").unwrap_or("1")));
        }
        self.value(node, of, Spot { top: false, ..spot });
        self.part = outer;
    }

    fn map(&mut self, node: &Node, names: Names, of: &Form, spot: Spot<'_>) {
        let outer = self.part.clone();
        for entry in node.entries() {
            if spot.top {
                self.part = part_word(spot.key).map(|w| format!("{w}/{}", entry.key.text));
            }
            if !self.name(entry, names, spot) {
                continue;
            }
            if blank(&entry.value) && missing::may_stay_empty(of) {
                continue;
            }
            self.value(&entry.value, of, Spot::of(&entry.key.text, entry.key.at));
        }
        self.part = outer;
    }

    fn localized(&mut self, node: &Node, of: &Form, spot: Spot<'_>) {
        for entry in node.entries() {
            if !self.known_language(entry, spot) {
                continue;
            }
            self.value(&entry.value, of, Spot::of(&entry.key.text, entry.key.at));
        }
    }

    fn object(&mut self, node: &Node, table: &'static Object, spot: Spot<'_>) {
        let outer = self.step.clone();
        if std::ptr::eq(table, &raw const table::STEP_TABLE) {
            self.step = text_of(node, "id").map(str::to_owned);
        }
        let kind = self.kind(node, table, spot);
        let mut meant: Vec<&'static str> = Vec::new();
        let mut beside = Beside::default();
        for (n, entry) in node.entries().iter().enumerate() {
            if kind.consumed == Some(n) {
                continue;
            }
            let name = entry.key.text.as_str();
            let known = table.key(name).filter(|k| kind.allows(k));
            if self.beside(&mut beside, entry, known, table) {
                continue;
            }
            match table.key(name) {
                Some(key) if !kind.allows(key) => self.wrong_kind(entry, key, &kind),
                Some(_) if self.not_of_the_scheme(entry, table) => {}
                // Of a key that must be there, it is told below or by another rule that it says nothing.
                Some(key) if blank(&entry.value) && !key.form.may_be_empty() => {
                    if key.need == Need::No {
                        self.says_nothing(Spot::known(key, entry.key.at));
                    }
                }
                Some(key) => {
                    self.value(
                        &entry.value,
                        &key.form,
                        Spot { top: spot.top, ..Spot::known(key, entry.key.at) },
                    );
                }
                None => meant.extend(self.unknown(entry, node, table, &kind)),
            }
        }
        let lacking = Self::missing(node, table, &kind, &meant);
        self.lacks(node, table, &lacking, spot);
        self.together(node, table, &kind, spot);
        self.step = outer;
    }

    /// What only several keys of an object together show.
    fn together(&mut self, node: &Node, table: &'static Object, kind: &KindOf, spot: Spot<'_>) {
        if std::ptr::eq(table, &raw const table::STEP_TABLE) {
            self.step_as_a_whole(node, kind);
        } else if std::ptr::eq(table, &raw const table::PHASE_TABLE) {
            self.phase_as_a_whole(node);
        } else if std::ptr::eq(table, &raw const table::RULE_TABLE) {
            self.rule_as_a_whole(node, kind, spot);
        }
    }
}

/// The word by which a part of a file is known to translations, acceptances and the baseline.
fn part_word(key: &str) -> Option<&'static str> {
    Some(match key {
        "kpis" => "kpi",
        "duties" => "duty",
        "records" => "record",
        "risks" => "risk",
        "resources" => "resource",
        "responsibilities" => "responsibility",
        "rules" => "rule",
        "phases" => "phase",
        "start" => "start",
        "anytime" => "anytime",
        "changes" => "change",
        "roles" => "role",
        "groups" => "group",
        "units" => "unit",
        "people" => "person",
        "processes" => "process",
        "products" => "product",
        "flows" => "flow",
        "types" => "type",
        "classes" => "class",
        "terms" => "term",
        "controls" => "control",
        "items" => "item",
        _ => return None,
    })
}

/// The first letter small, for a sentence that goes on after a key; what is in capitals stays.
fn low(text: &str) -> String {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(a), Some(b)) if a.is_uppercase() && !b.is_uppercase() => {
            a.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}

/// Words in backticks, with commas and a last `and` or `or`.
fn listed<'a>(words: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let mut all: Vec<String> = words.into_iter().map(|w| format!("`{w}`")).collect();
    match all.pop() {
        None => String::new(),
        Some(one) if all.is_empty() => one,
        Some(end) => format!("{} {last} {end}", all.join(", ")),
    }
}
