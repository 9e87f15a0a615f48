//! `guidepost rules`.

use super::terminal::Terminal;
use super::{Failure, Outcome, words};
use crate::checks::{self, Rule};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write;

/// List the rules that a handbook is checked by
///
/// A severity can be changed in `handbook.yaml` under `checks:`. `guidepost explain RULE` tells more about one.
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// How the list is written
    #[arg(long, value_name = "FORM", default_value = "table")]
    format: As,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// For people
    Table,
    /// With all their words, for other programs
    Json,
    /// With all their words, for a page
    Markdown,
}

impl Rules {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let rules = checks::rules();
        terminal.print(&match self.format {
            As::Table => table(rules, Terminal::width()),
            As::Json => serde_json::to_string_pretty(&json(rules))? + "\n",
            As::Markdown => markdown(rules),
        })?;
        Ok(Outcome::Fine)
    }
}

/// The word for a rule's severity.
pub(super) fn severity(rule: &Rule) -> &'static str {
    rule.severity.map_or("off", crate::diagnostic::Severity::word)
}

/// A line for each rule; on a screen that is too narrow for it, several, under one another.
fn table(rules: &[Rule], screen: Option<usize>) -> String {
    /// Room for words that is worth a column of their own.
    const ROOM: usize = 30;
    let names = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let before = names + 2 + 7 + 2;
    let room = screen.map_or(usize::MAX, |screen| screen.saturating_sub(before));
    let mut out = String::new();
    for rule in rules {
        let severity = severity(rule);
        if room < ROOM {
            let words = words::wrap(rule.what, screen.unwrap_or(usize::MAX).saturating_sub(4).max(ROOM));
            let _ = writeln!(out, "{} ({severity})\n    {}", rule.name, words.replace('\n', "\n    "));
            continue;
        }
        let words = words::wrap(rule.what, room).replace('\n', &format!("\n{:before$}", ""));
        let _ = writeln!(out, "{:names$}  {severity:7}  {words}", rule.name);
    }
    out
}

fn json(rules: &[Rule]) -> Value {
    let one = |rule: &Rule| {
        json!({
            "name": rule.name,
            "severity": severity(rule),
            "since": rule.since,
            "what": rule.what,
            "why": rule.why,
            "serves": rule.serves.iter().map(|(s, c)| format!("{s}:{c}")).collect::<Vec<_>>(),
            "bad": rule.bad,
            "good": rule.good,
        })
    };
    rules.iter().map(one).collect()
}

fn markdown(rules: &[Rule]) -> String {
    let mut out = String::from("# Rules\n");
    let mut family = "";
    for rule in rules {
        let own = rule.name.split('/').next().unwrap_or_default();
        if own != family {
            let _ = write!(out, "\n## {own}\n");
            family = own;
        }
        let _ = write!(out, "\n### {}\n\n{}\n\n{}\n\n", rule.name, rule.what, rule.why);
        let _ = write!(out, "Severity: {}. Since {}.", severity(rule), rule.since);
        let serves = words::serves(rule);
        if !serves.is_empty() {
            let _ = write!(out, " Serves: {}.", serves.join(", "));
        }
        let _ = write!(out, "\n\nWrong:\n\n{}\nRight:\n\n{}", fenced(rule.bad), fenced(rule.good));
    }
    out
}

/// An example as a code block.
fn fenced(example: &str) -> String {
    format!("````text\n{}\n````\n", example.trim_end())
}
