//! House rules and accepted findings, as they stand in a guideline or in `handbook.yaml`.

use super::get::{key, maps, scalars, text, texts, value};
use crate::diagnostic::Span;
use crate::model::{Accepted, HouseRule, Letter, PathRule, RuleForm, Selector, Separate, read};
use crate::source::{Entry, Kind, Node};

/// The keys that say the form of a rule.
const FORMS: [&str; 7] = ["path", "order", "after", "separate", "delegate", "every", "applies"];

/// `rules:` of a file.
pub(super) fn rules(front: &Node) -> Vec<HouseRule> {
    maps(front.get("rules")).map(rule).collect()
}

fn rule(node: &Node) -> HouseRule {
    let entry = node.entries().iter().find(|e| FORMS.contains(&e.key.text.as_str()));
    let start = Span { end: node.at.start, ..node.at };
    HouseRule {
        at: node.at,
        id: text(node, "id"),
        text: text(node, "text"),
        see: texts(node, "see"),
        form: entry.map_or(RuleForm::Shown, |e| form(node, e)),
        form_at: entry.map_or_else(|| node.entry("text").map_or(start, |e| e.key.at), |e| e.key.at),
    }
}

fn form(rule: &Node, entry: &Entry) -> RuleForm {
    let node = &entry.value;
    match entry.key.text.as_str() {
        "path" => RuleForm::Path(PathRule {
            to: texts(node, "to"),
            through: texts(node, "through"),
            from: text(node, "from"),
            never: texts(node, "never"),
            unless: texts(node, "unless"),
        }),
        "order" => RuleForm::Order { before: text(node, "before"), then: text(node, "then") },
        "after" => RuleForm::After { step: text(node, "step"), then: text(node, "then") },
        "separate" => RuleForm::Separate(separate(node)),
        "delegate" => RuleForm::Delegate {
            from: text(node, "from"),
            to: text(node, "to"),
            what: text(node, "what"),
            except: texts(node, "except"),
        },
        "every" => RuleForm::Every {
            of: selector(node),
            cites: text(rule, "cites"),
            has: text(rule, "has"),
            letter: text(rule, "letter"),
        },
        "applies" => RuleForm::Applies(selector(node)),
        _ => RuleForm::Shown,
    }
}

fn separate(node: &Node) -> Separate {
    if !matches!(node.kind, Kind::Map(_)) {
        return Separate::Steps(scalars(node));
    }
    let letter = |word: &str| Letter::ALL.into_iter().find(|l| l.word() == word);
    let letters = texts(node, "letters").iter().filter_map(|t| letter(t.as_str())).collect();
    Separate::Letters { step: text(node, "step"), letters }
}

fn selector(node: &Node) -> Selector {
    let matches = node.entries().iter().map(|e| (key(e), scalars(&e.value)));
    Selector { matches: matches.filter(|(_, words)| !words.is_empty()).collect() }
}

/// `accept:` of a file.
pub(super) fn accepted(front: &Node) -> Vec<Accepted> {
    maps(front.get("accept"))
        .map(|node| Accepted {
            at: node.at,
            rule: text(node, "rule"),
            document: text(node, "document"),
            step: text(node, "step"),
            part: text(node, "at"),
            why: text(node, "why"),
            by: text(node, "by"),
            until: value(node, "until", read::date),
        })
        .collect()
}
