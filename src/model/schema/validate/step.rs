//! What only several keys of a step together show.

use super::{KindOf, Walk, blank, text_of};
use crate::diagnostic::Finding;
use crate::model::{When, read};
use crate::source::{Entry, Kind, Node};

impl Walk<'_> {
    pub(super) fn step_as_a_whole(&mut self, node: &Node, kind: &KindOf) {
        let Some(kind) = kind.one() else { return };
        if let (true, Some(_), Some(next)) =
            (matches!(kind, "wait" | "call"), node.entry("outcomes"), node.entry("next"))
        {
            let message = format!("a `{kind}` goes on by `next` or by `outcomes`, not by both");
            let help = "keep `outcomes` where the way on depends on the answer, else `next`";
            self.report(Finding::new("doc/value", next.key.at, message).help(help).about("next"));
        }
        match kind {
            "ask" => self.decision(node),
            "wait" => self.wait(node),
            "parallel" => self.fork(node),
            _ => {}
        }
        self.shares(node);
    }

    fn wait(&mut self, node: &Node) {
        let says = |k: &str| node.get(k).is_some_and(|v| !blank(v));
        if self.broken || ["for", "within", "until"].into_iter().any(says) {
            return;
        }
        let Some(entry) = node.entry("wait") else { return };
        let finding =
            Finding::new("doc/required-field", entry.key.at, "this wait says neither for whom nor how long");
        let help = "write for whom it waits, `for: customer`; or, for a pause, how long: `within: 2 weeks`";
        self.report(finding.help(help).about("for"));
    }

    fn fork(&mut self, node: &Node) {
        let Some(entry) = node.entry("parallel") else { return };
        if entry.value.items().is_empty() && node.get("optional").is_none_or(|o| o.entries().is_empty()) {
            let finding = Finding::new("doc/value", entry.key.at, "`parallel` names no steps");
            let help = "write the steps that begin side by side: `parallel: [qualify, analyse-risks]`";
            self.report(finding.help(help).about("parallel"));
        }
    }

    /// Shares of one decision come to 100 % at most.
    fn shares(&mut self, node: &Node) {
        let Some(outcomes) = node.entry("outcomes") else { return };
        let shares = outcomes.value.entries().iter().filter_map(|e| e.value.get("share")?.text());
        let sum: u32 = shares.filter_map(|t| read::share(t).ok()).fold(0, u32::saturating_add);
        if sum > 1000 {
            let message = format!("the shares of these outcomes come to {} %", f64::from(sum) / 10.0);
            let finding = Finding::new("doc/value", outcomes.key.at, message);
            self.report(finding.help("all cases together are 100 %; make the shares smaller").about("share"));
        }
    }

    /// `of` and `when` go together, and all conditions of a decision can be compared.
    fn decision(&mut self, node: &Node) {
        let Some(outcomes) = node.entry("outcomes") else { return };
        let entries = outcomes.value.entries();
        if text_of(node, "of").is_none() {
            if let Some(when) = entries.iter().find_map(|e| e.value.entry("when")) {
                let finding = Finding::new("doc/value", when.key.at, "`when` needs a value to look at");
                let help = "say at the step what the value is of, as in `of: amount`; or take `when` out and let somebody decide";
                self.report(finding.help(help).about("of"));
            }
            return;
        }
        let mut measure: Option<(&Entry, Measure)> = None;
        for entry in entries.iter().filter(|e| e.key.text != "else" && !blank(&e.value)) {
            let Some(when) = entry.value.get("when") else {
                let name = &entry.key.text;
                let to = entry.value.text().or_else(|| entry.value.get("to")?.text()).unwrap_or("…");
                let message = format!("the outcome `{name}` does not say for which value it holds");
                let help = if name.eq_ignore_ascii_case("else") {
                    format!("for all that is left, write `else: {to}`, in small letters")
                } else {
                    format!(
                        "write `{name}: {{ to: {to}, when: up to 500 EUR }}`; for all that is left, call it `else`"
                    )
                };
                self.report(Finding::new("doc/value", entry.key.at, message).help(help).about(name.as_str()));
                continue;
            };
            if let (Kind::List(_), Some(item)) =
                (&when.kind, when.items().iter().find(|i| i.text().is_some_and(is_range)))
            {
                let written = item.text().unwrap_or_default();
                let message = format!("`{written}` is a range of figures, and a list holds words");
                let help = "give each range an outcome of its own; two of them may lead to the same step";
                self.report(Finding::new("doc/value", item.at, message).help(help).about(written));
                return;
            }
            let Some(own) = measure_of(when) else { continue };
            match &measure {
                None => measure = Some((entry, own)),
                Some((_, first)) if first.is(&own) => {}
                Some((other, first)) => {
                    let (a, b) = (first.words(), own.words());
                    let message =
                        format!("one outcome is told by {a}, this one by {b}; they cannot be compared");
                    let help = "use one unit for all outcomes of a decision, or words for all of them";
                    let finding = Finding::new("doc/value", when.at, message).help(help);
                    let finding =
                        finding.about(entry.key.text.as_str()).also(other.key.at, "the other is here");
                    self.report(finding);
                    return;
                }
            }
        }
    }
}

/// Whether a condition is a range of figures.
fn is_range(text: &str) -> bool {
    matches!(read::when(text), Ok(When::Range { .. }))
}

/// By what a condition is told.
enum Measure {
    Words,
    /// Figures of a unit, which may be empty.
    Figures(String),
}

/// By what a condition is told; `None` where it cannot be read.
fn measure_of(when: &Node) -> Option<Measure> {
    match &when.kind {
        Kind::List(_) => Some(Measure::Words),
        Kind::Scalar { text, .. } => match read::when(text).ok()? {
            When::Range { unit, .. } => Some(Measure::Figures(unit)),
            When::Words(_) => Some(Measure::Words),
            When::Rest => None,
        },
        _ => None,
    }
}

impl Measure {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Words, Self::Words) => true,
            (Self::Figures(a), Self::Figures(b)) => read::same_unit(a, b),
            _ => false,
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Words => "words".to_owned(),
            Self::Figures(unit) if unit.is_empty() => "a bare figure".to_owned(),
            Self::Figures(unit) => format!("figures in {unit}"),
        }
    }
}
