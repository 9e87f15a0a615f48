//! `guidepost prove`.

use super::options::{Folder, did_you_mean};
use super::terminal::Terminal;
use super::{Failure, Outcome, pipeline};
use crate::bpmn::{Lines, Model};
use crate::graph;
use crate::model::Guideline;
use crate::proof::bpmn::{Part, lower as parts_of};
use crate::proof::lower::{Unsupported, lower};
use crate::proof::net::{NodeId, SILENT};
use crate::proof::verdict::{Answer, BUDGET, Proof, Reason};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;

/// Prove what a process can and cannot do
///
/// Can every case be finished? Is nothing left to do when an end is reached? Can each step happen, and none be begun
/// while it is under way? Each no comes with a shortest run that shows it. Without an id, all guidelines with steps
/// are proved; with the name of a BPMN file, the processes in it.
#[derive(Debug, Args)]
pub(super) struct Prove {
    /// The guideline's id, for example SAL-G-002; or a BPMN file, `order.bpmn`
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

/// As many steps are named where a case hangs; JSON has all of them.
const MOST_NAMED: usize = 12;

/// A process and what is known of it, with the names of what its author wrote.
struct Proved {
    id: String,
    title: String,
    nodes: usize,
    proof: Proof,
    /// What is wrong first, or why nothing can be said.
    reason: Option<String>,
    /// Where it hangs.
    at: Vec<String>,
    /// The steps of the shortest run to it.
    example: Vec<String>,
}

impl Prove {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let file = self.id.as_deref().map(Path::new).filter(|p| p.extension().is_some_and(|e| e == "bpmn"));
        let proved = match file {
            Some(file) => self.file(file)?,
            None => self.guidelines()?,
        };
        terminal.print(&match self.format {
            As::Text => proved.iter().map(Proved::text).collect::<Vec<_>>().join("\n"),
            As::Json => {
                let mut all: Vec<Value> = proved.iter().map(Proved::json).collect();
                // One guideline that was asked for is one answer; a file may hold several processes.
                let one = self.id.is_some() && file.is_none();
                let answer = if one { all.pop().unwrap_or_default() } else { json!(all) };
                serde_json::to_string_pretty(&answer)? + "\n"
            }
        })?;
        let fine = proved.iter().all(|p| p.proof.sound == Answer::Yes);
        Ok(if fine { Outcome::Fine } else { Outcome::Findings })
    }

    /// Guidelines of the handbook.
    fn guidelines(&self) -> Result<Vec<Proved>, Failure> {
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
        Ok(asked.into_iter().map(|g| Proved::guideline(g, self.budget)).collect())
    }

    /// Processes of a BPMN file; those that send messages to one another are proved together.
    fn file(&self, file: &Path) -> Result<Vec<Proved>, Failure> {
        let (model, text) = super::import::read(file)?;
        let lines = Lines::of(&text);
        let line = |at: usize| lines.line(at);
        let parts = parts_of(&model);
        if parts.is_empty() {
            return Err(Failure(format!("{} has no process with anything in it", file.display())));
        }
        Ok(parts.iter().map(|part| Proved::part(&model, part, self.budget, line)).collect())
    }
}

impl Proved {
    fn guideline(g: &Guideline, budget: usize) -> Self {
        let graph = graph::build(g);
        let lowered = lower(g, &graph);
        let name = |n: usize| graph.name(g, n);
        let proof = lowered.prove(budget);
        let reason = match lowered.unsupported {
            Some(Unsupported::LeavesFork(n)) => {
                Some(format!("`{}` is left while its branches run; that cannot be proved yet", name(n)))
            }
            Some(Unsupported::TooDeep(n)) => Some(format!(
                "the branches of `{}` lie within those of too many other steps; this is not proved",
                name(n)
            )),
            Some(Unsupported::Lost(n)) => Some(format!("`{}` leads to a step that is not there", name(n))),
            None => proof.reason().map(|reason| plain(reason).to_owned()),
        };
        let of = |node: NodeId| {
            let tag = || usize::try_from(lowered.net.node(node).tag).ok();
            lowered.joins.get(&node).copied().or_else(tag).map(name)
        };
        let title = g.title.as_ref().map_or("", |t| t.as_str()).to_owned();
        Self { id: g.id().to_owned(), title, nodes: graph.nodes.len(), reason, ..Self::found(proof, of) }
    }

    fn part(model: &Model, part: &Part, budget: usize, line: impl Fn(usize) -> usize) -> Self {
        let proof = part.prove(budget);
        let unsupported: Vec<String> = part
            .unsupported
            .iter()
            .filter_map(|&(n, what)| {
                model.nodes.get(n).map(|node| format!("{what} `{}` (line {})", node.id, line(node.at)))
            })
            .collect();
        let reason = if unsupported.is_empty() {
            proof.reason().map(|reason| plain(reason).to_owned())
        } else {
            Some(format!("this cannot be proved yet: {}", unsupported.join(", ")))
        };
        let of = |node: NodeId| {
            let tag = usize::try_from(part.net.node(node).tag).ok()?;
            model.nodes.get(tag).map(|node| node.id.as_str())
        };
        let written = |node: &&crate::proof::net::Node| node.tag != SILENT;
        let nodes = part.net.nodes().iter().filter(written).count();
        Self { id: part.processes.join(" + "), nodes, reason, ..Self::found(proof, of) }
    }

    /// The first finding of a proof, told with names.
    fn found<'a>(proof: Proof, of: impl Fn(NodeId) -> Option<&'a str>) -> Self {
        let first = proof.findings.first();
        let named = |node: NodeId| of(node).filter(|name| !name.is_empty()).map(str::to_owned);
        let mut at: Vec<String> =
            first.into_iter().flat_map(|f| &f.at).filter_map(|h| named(h.node)).collect();
        at.dedup();
        let example = first.into_iter().flat_map(|f| &f.run).filter_map(|&n| named(n)).collect();
        Self { id: String::new(), title: String::new(), nodes: 0, reason: None, at, example, proof }
    }

    fn json(&self) -> Value {
        let p = &self.proof;
        json!({
            "id": self.id,
            "nodes": self.nodes,
            "sound": word(p.sound),
            "option_to_complete": word(p.option_to_complete),
            "proper_completion": word(p.proper_completion),
            "no_dead_step": word(p.no_dead_step),
            "safe": word(p.safe),
            "reason": self.reason,
            "example": self.example,
        })
    }

    fn text(&self) -> String {
        let mut out = format!("{}\n", [self.id.as_str(), self.title.as_str()].join(" ").trim());
        let p = &self.proof;
        for (asked, answer) in [
            ("every case can be finished", p.option_to_complete),
            ("nothing is left to do at an end", p.proper_completion),
            ("every step can happen", p.no_dead_step),
            ("no step is begun while it is under way", p.safe),
        ] {
            let _ = writeln!(out, "  {asked:<40} {}", word(answer));
        }
        if let Some(reason) = &self.reason {
            let colon = if self.at.is_empty() { "" } else { ": " };
            let (told, rest) = self.at.split_at(self.at.len().min(MOST_NAMED));
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            let _ = writeln!(out, "  {reason}{colon}{}{more}", told.join(", "));
        }
        if !self.example.is_empty() {
            let _ = writeln!(out, "  the shortest way there: {}", self.example.join(" → "));
        }
        plain_text(&out)
    }
}

/// Ids of a stranger's file go to the terminal: without what would steer it.
fn plain_text(text: &str) -> String {
    text.lines().map(|line| crate::diagnostic::render::plain(line).into_owned() + "\n").collect()
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
