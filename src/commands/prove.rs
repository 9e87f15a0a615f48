//! `guidepost prove`.

use super::options::{Folder, did_you_mean};
use super::terminal::Terminal;
use super::{Failure, Outcome, pipeline};
use crate::graph::{self, ProcessGraph};
use crate::model::Guideline;
use crate::proof::lower::{Lowered, Unsupported, lower};
use crate::proof::verdict::{Answer, BUDGET, Proof, Reason, prove};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Prove what a process can and cannot do
///
/// Can every case be finished? Is nothing left to do when an end is reached? Can each step happen, and none be begun
/// while it is under way? Each no comes with a shortest run that shows it. Without an id, all guidelines with steps
/// are proved.
#[derive(Debug, Args)]
pub(super) struct Prove {
    /// The guideline's id, for example SAL-G-002
    id: Option<String>,
    #[command(flatten)]
    folder: Folder,
    /// How the answer is written
    #[arg(long, value_name = "FORM", default_value = "text")]
    format: As,
    /// How many states are looked at in each process; past it the answer is "undecided"
    #[arg(long, value_name = "STATES", default_value_t = BUDGET)]
    budget: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// For people
    Text,
    /// For other programs
    Json,
}

/// A guideline and what is known of it.
struct Proved<'a> {
    g: &'a Guideline,
    graph: ProcessGraph,
    lowered: Lowered,
    proof: Proof,
}

impl Prove {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let handbook = pipeline::load(&self.folder.dir, None)?.handbook;
        let with_steps = |g: &&Guideline| !g.steps.is_empty();
        let asked: Vec<&Guideline> = match &self.id {
            None => handbook.guidelines.iter().filter(with_steps).collect(),
            Some(id) => {
                let Some(g) = handbook.guideline(id) else {
                    let known = handbook.guidelines.iter().filter(with_steps).map(Guideline::id);
                    return Err(Failure(format!("there is no guideline `{id}`{}", did_you_mean(id, known))));
                };
                if g.steps.is_empty() {
                    return Err(Failure(format!("`{id}` has no steps, so there is nothing to prove")));
                }
                vec![g]
            }
        };
        let proved: Vec<Proved<'_>> = asked.into_iter().map(|g| Proved::new(g, self.budget)).collect();
        terminal.print(&match self.format {
            As::Text => proved.iter().map(Proved::text).collect::<Vec<_>>().join("\n"),
            As::Json => {
                let all: Vec<Value> = proved.iter().map(Proved::json).collect();
                let one = if self.id.is_some() { all.into_iter().next() } else { Some(json!(all)) };
                serde_json::to_string_pretty(&one)? + "\n"
            }
        })?;
        let fine = proved.iter().all(|p| matches!(p.proof.sound, Answer::Yes));
        Ok(if fine { Outcome::Fine } else { Outcome::Findings })
    }
}

impl<'a> Proved<'a> {
    fn new(g: &'a Guideline, budget: usize) -> Self {
        let graph = graph::build(g);
        let lowered = lower(g, &graph);
        let proof = match lowered.unsupported {
            None => prove(&lowered.net, budget),
            Some(_) => Proof::unsupported(),
        };
        Self { g, graph, lowered, proof }
    }

    /// Ids of the steps of the shortest run to what is wrong first.
    fn example(&self) -> Vec<&str> {
        let run = self.proof.findings.first().into_iter().flat_map(|f| f.steps(&self.lowered.net));
        let nodes = run.filter_map(|tag| usize::try_from(tag).ok());
        nodes.map(|n| self.graph.name(self.g, n)).filter(|name| !name.is_empty()).collect()
    }

    /// Nodes that the first finding is about, by name.
    fn at(&self) -> Vec<&str> {
        let found = self.proof.findings.first().into_iter().flat_map(|f| &f.at);
        let nodes = found.filter_map(|h| {
            let join = self.lowered.joins.get(&h.node).copied();
            join.or_else(|| usize::try_from(self.lowered.net.node(h.node).tag).ok())
        });
        nodes.map(|n| self.graph.name(self.g, n)).filter(|name| !name.is_empty()).collect()
    }

    fn json(&self) -> Value {
        let p = &self.proof;
        json!({
            "id": self.g.id(),
            "nodes": self.graph.nodes.len(),
            "sound": word(p.sound),
            "option_to_complete": word(p.option_to_complete),
            "proper_completion": word(p.proper_completion),
            "no_dead_step": word(p.no_dead_step),
            "safe": word(p.safe),
            "reason": self.reason(),
            "example": self.example(),
        })
    }

    fn reason(&self) -> Option<String> {
        match self.lowered.unsupported {
            Some(Unsupported::LeavesFork(n)) => {
                let name = self.graph.name(self.g, n);
                Some(format!("`{name}` is left while its branches run; that cannot be proved yet"))
            }
            Some(Unsupported::Lost(n)) => {
                Some(format!("`{}` leads to a step that is not there", self.graph.name(self.g, n)))
            }
            None => self.proof.reason().map(|reason| plain(reason).to_owned()),
        }
    }

    fn text(&self) -> String {
        let mut out = format!("{} {}\n", self.g.id(), self.g.title.as_ref().map_or("", |t| t.as_str()));
        let p = &self.proof;
        for (asked, answer) in [
            ("every case can be finished", p.option_to_complete),
            ("nothing is left to do at an end", p.proper_completion),
            ("every step can happen", p.no_dead_step),
            ("no step is begun while it is under way", p.safe),
        ] {
            let _ = writeln!(out, "  {:<40} {}", asked, word(answer));
        }
        if let Some(reason) = self.reason() {
            let _ = writeln!(out, "  {reason}: {}", self.at().join(", "));
        }
        let run = self.example();
        if !run.is_empty() {
            let _ = writeln!(out, "  the shortest way there: {}", run.join(" → "));
        }
        out
    }
}

/// An answer as it is written.
fn word(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "yes",
        Answer::No => "no",
        Answer::Undecided => "undecided",
        Answer::Unsupported => "unsupported",
    }
}

/// What is wrong, in plain words.
fn plain(reason: Reason) -> &'static str {
    match reason {
        Reason::NothingStarts => "nothing can start",
        Reason::Stuck => "can get stuck",
        Reason::NeverEnds => "can never finish",
        Reason::RunsOn => "goes on after the end",
        Reason::RunsTwice => "can be started twice",
        Reason::NeverHappens => "can never happen",
        Reason::RuleBroken => "breaks a rule",
    }
}
