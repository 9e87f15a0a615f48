//! `guidepost explain`.

use super::options::known;
use super::terminal::Terminal;
use super::{Failure, Outcome, rules, words};
use crate::checks::{self, Rule};
use annotate_snippets::renderer::{DEFAULT_EMPHASIS_STYLE, DEFAULT_HELP_STYLE};
use clap::Args;
use std::fmt::Write;

/// Explain a rule: what it checks, why it matters, what clause it serves, a bad and a good example
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The rule, for example `graph/dead-end`; or a family, for example `graph`
    #[arg(value_name = "RULE")]
    rule: String,
}

impl Explain {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        known(&self.rule)?;
        let text = match checks::rule(&self.rule) {
            Some(rule) => one(rule, Terminal::width().unwrap_or(WIDTH).min(WIDTH)),
            None => family(&self.rule),
        };
        terminal.print(&text)?;
        Ok(Outcome::Fine)
    }
}

/// Characters of a line, where the terminal is wide enough.
const WIDTH: usize = 80;

fn one(rule: &Rule, width: usize) -> String {
    let (bold, label) = (DEFAULT_EMPHASIS_STYLE, DEFAULT_HELP_STYLE);
    let mut out = format!(
        "{bold}{}{bold:#} ({}, since {})\n\n{}\n\n{}\n",
        rule.name,
        rules::severity(rule),
        rule.since,
        words::wrap(rule.what, width),
        words::wrap(rule.why, width),
    );
    let serves = words::serves(rule);
    let serves = if serves.is_empty() { "no clause; a convention".to_owned() } else { serves.join(", ") };
    let _ = write!(out, "\n{label}Serves{label:#}: {serves}\n");
    for (title, example) in [("Wrong", rule.bad), ("Right", rule.good)] {
        let _ = write!(out, "\n{label}{title}{label:#}:\n\n");
        for line in example.trim_end().lines() {
            let _ = writeln!(out, "{}", format!("    {line}").trim_end());
        }
    }
    let _ = write!(out, "\nChange its severity in handbook.yaml: checks: {{ {}: off }}\n", rule.name);
    out
}

fn family(name: &str) -> String {
    let of_it = |rule: &&Rule| rule.name.split('/').next() == Some(name);
    let mut out = String::new();
    for rule in checks::rules().iter().filter(of_it) {
        let bold = DEFAULT_EMPHASIS_STYLE;
        let _ = write!(out, "{bold}{}{bold:#} ({})\n    {}\n", rule.name, rules::severity(rule), rule.what);
    }
    out
}
