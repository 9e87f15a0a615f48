//! What only several keys of a rule together show.

use super::{KindOf, Spot, Walk};
use crate::diagnostic::Finding;
use crate::model::read;
use crate::model::schema::table::STEP_TABLE;
use crate::source::{Kind, Node};

impl Walk<'_> {
    pub(super) fn rule_as_a_whole(&mut self, node: &Node, kind: &KindOf, spot: Spot<'_>) {
        match kind.one() {
            None if kind.words.is_empty() && node.get("text").is_none() && !self.broken => {
                let finding = Finding::new("doc/required-field", spot.at, "this rule says nothing")
                    .help("write its `text`, and what it checks: `path`, `order`, `after`, `separate`, `delegate`, `every` or `applies`");
                self.report(finding.about("text"));
            }
            Some("path") => self.path(node),
            Some("separate") => self.separate(node),
            Some("every") => self.every(node, spot),
            _ => {}
        }
    }

    fn path(&mut self, node: &Node) {
        let Some(entry) = node.entry("path") else { return };
        let Kind::Map(_) = entry.value.kind else { return };
        let path = &entry.value;
        match (path.entry("through"), path.entry("never")) {
            (Some(_), Some(never)) => {
                let finding =
                    Finding::new("doc/value", never.key.at, "`path` has both `through` and `never`");
                let help = "write two rules, or keep one: `through` for what must come before, `never` for what must not come between";
                self.report(finding.help(help).about("never"));
            }
            (None, None) if !self.broken => {
                let finding = Finding::new(
                    "doc/required-field",
                    entry.key.at,
                    "this path does not say what it must go through",
                );
                let help =
                    "write `through: [check-offer]`; or `from` and `never` for what must not come between";
                self.report(finding.help(help).about("through"));
            }
            (None, Some(never)) if path.get("from").is_none() => {
                let finding = Finding::new("doc/required-field", never.key.at, "`never` needs a `from`");
                self.report(
                    finding
                        .help("write from which step on it must not happen: `from: check-offer`")
                        .about("from"),
                );
            }
            _ => {}
        }
    }

    fn separate(&mut self, node: &Node) {
        let Some(value) = node.get("separate") else { return };
        if let Kind::List(items) = &value.kind
            && items.len() < 2
        {
            let finding = Finding::new("doc/value", value.at, "`separate` needs two steps or more");
            let help = "write `separate: [create-offer, check-offer]`; for two letters of one step `separate: { step: check-offer, letters: [R, A] }`";
            self.report(finding.help(help).about("separate"));
        }
        if let Some(letters) = value.get("letters")
            && letters.items().len() < 2
        {
            let finding = Finding::new("doc/value", letters.at, "`separate` needs two letters or more");
            self.report(finding.help("write `letters: [R, A]`").about("letters"));
        }
    }

    fn every(&mut self, node: &Node, spot: Spot<'_>) {
        let asks = ["cites", "has", "letter"];
        if asks.iter().all(|k| node.get(k).is_none()) && !self.broken {
            let at = node.entry("every").map_or(spot.at, |e| e.key.at);
            let finding =
                Finding::new("doc/required-field", at, "this rule does not say what every such step has");
            let help = "write beside `every` one of `cites: ISM-G-003`, `has: within`, `letter: I`";
            self.report(finding.help(help).about("cites"));
        }
        if let Some(has) = node.get("has")
            && let Some(text) = has.text()
            && STEP_TABLE.key(text.trim()).is_none()
        {
            let keys = STEP_TABLE.keys.iter().map(|k| k.name);
            let help = match read::nearest(text, keys) {
                Some(right) => format!("did you mean `{right}`?"),
                None => "write a key of a step, such as `within` or `out`".to_owned(),
            };
            let finding =
                Finding::new("doc/value", has.at, format!("no step has a key {}", read::shown(text)));
            self.report(finding.help(help).about(text));
        }
    }
}
