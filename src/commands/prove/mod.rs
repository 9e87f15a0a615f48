//! `guidepost prove`.

mod told;

use super::options::{Folder, did_you_mean};
use super::terminal::Terminal;
use super::{Failure, Outcome, pipeline};
use crate::bpmn::{Lines, Model};
use crate::graph;
use crate::model::Guideline;
use crate::proof::bpmn::{Part, lower as parts_of};
use crate::proof::lower::proved;
use crate::proof::net::{NodeId, SILENT};
use crate::proof::verdict::{Answer, BUDGET, Proof, Reason};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::Path;
use told::{Named, Told};

/// Prove what a process can and cannot do
///
/// Can every case be finished? Is nothing left to do when an end is reached? Can each step happen, and none be begun
/// while it is under way? Each no comes with a shortest run that shows it. Without an id, all guidelines with steps
/// are proved; with the name of a BPMN file, the processes in it.
#[derive(Debug, Args)]
pub(super) struct Prove {
    /// The guideline's id, for example SAL-G-002; or a BPMN file, `order.bpmn`; or the handbook's folder, for all of it
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

/// A process and what is known of it, with the names of what its author wrote.
struct Proved {
    id: String,
    title: String,
    nodes: usize,
    proof: Proof,
    /// Why nothing can be said.
    unsaid: Option<String>,
    /// Why some answers are "undecided" though others are known, where it is not the budget.
    open: Option<String>,
    /// What is wrong.
    told: Vec<Told>,
}

impl Prove {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        // A folder alone is the handbook's, as with other commands.
        let (id, dir) = match self.id.as_deref() {
            Some(folder) if Path::new(folder).is_dir() => (None, Path::new(folder)),
            id => (id, self.folder.dir.as_path()),
        };
        let file = id.map(Path::new).filter(|p| p.extension().is_some_and(|e| e == "bpmn"));
        let proved = match file {
            Some(file) => self.file(file)?,
            None => self.guidelines(id, dir)?,
        };
        terminal.print(&match self.format {
            As::Text => proved.iter().map(Proved::text).collect::<Vec<_>>().join("\n"),
            As::Json => {
                let mut all: Vec<Value> = proved.iter().map(Proved::json).collect();
                // One guideline that was asked for is one answer; a file may hold several processes.
                let one = id.is_some() && file.is_none();
                let answer = if one { all.pop().unwrap_or_default() } else { json!(all) };
                serde_json::to_string_pretty(&answer)? + "\n"
            }
        })?;
        let fine = proved.iter().all(|p| p.proof.sound == Answer::Yes);
        Ok(if fine { Outcome::Fine } else { Outcome::Findings })
    }

    /// Guidelines of the handbook.
    fn guidelines(&self, id: Option<&str>, dir: &Path) -> Result<Vec<Proved>, Failure> {
        let handbook = pipeline::load(dir, None)?.handbook;
        let with_steps = |g: &&Guideline| !g.steps.is_empty();
        let asked: Vec<&Guideline> = match id {
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
            return Err(super::import::nothing_in(file, &model, &text));
        }
        Ok(parts.iter().map(|part| Proved::part(&model, part, self.budget, line)).collect())
    }
}

impl Proved {
    fn guideline(g: &Guideline, budget: usize) -> Self {
        let graph = graph::build(g);
        let (lowered, proof) = proved(g, &graph, budget);
        let name = |n: usize| graph.name(g, n);
        let unsaid = match (lowered.unsupported, lowered.escapes) {
            (Some(why), _) => Some(format!("this is not proved: `{}` {}", name(why.at()), why.words())),
            (None, Some(n)) if proof.sound == Answer::Undecided => Some(format!(
                "`{}` leads out of its block, which `check` tells as `graph/parallel-escape`",
                name(n)
            )),
            _ => None,
        };
        let open = lowered.escapes.map(|n| {
            format!("`{}` leads out of its block, which `check` tells as `graph/parallel-escape`", name(n))
        });
        let of = |node: NodeId| {
            let tag = || usize::try_from(lowered.net.node(node).tag).ok();
            let n = lowered.joins.get(&node).copied().or_else(tag).filter(|&n| n < graph.nodes.len())?;
            let id = name(n).to_owned();
            (!id.is_empty()).then(|| Named { said: id.clone(), id, place: String::new() })
        };
        let told = proof.findings.iter().map(|f| Told::of(&lowered.net, f, &of)).collect();
        let title = g.title.as_ref().map_or("", |t| t.as_str()).to_owned();
        Self { id: g.id().to_owned(), title, nodes: graph.nodes.len(), proof, unsaid, open, told }
    }

    fn part(model: &Model, part: &Part, budget: usize, line: impl Fn(usize) -> usize) -> Self {
        let proof = part.prove(budget);
        let node = |n: usize| {
            let node = model.nodes.get(n)?;
            let words = node.name.split_whitespace().collect::<Vec<_>>().join(" ");
            let id = if node.id.is_empty() { node.element } else { node.id.as_str() };
            let said = if words.is_empty() { id.to_owned() } else { format!("\"{words}\"") };
            Some(Named { id: node.id.clone(), said, place: format!(" (line {})", line(node.at)) })
        };
        let unsupported: Vec<String> = part
            .unsupported
            .iter()
            .filter_map(|&(n, what)| node(n).map(|n| format!("{what} {}{}", n.said, n.place)))
            .collect();
        let unsaid = (!unsupported.is_empty())
            .then(|| format!("this cannot be proved yet: {}", unsupported.join(", ")));
        let of = |n: NodeId| usize::try_from(part.net.node(n).tag).ok().and_then(node);
        let told = proof.findings.iter().map(|f| match f.reason {
            Reason::NothingStarts => {
                let (why, first) = part.starts_with_nothing(model);
                Told::of(&part.net, f, &of).because(why, first.into_iter().filter_map(node).collect())
            }
            _ => Told::of(&part.net, f, &of),
        });
        let told = told.collect();
        let written = |node: &&crate::proof::net::Node| node.tag != SILENT;
        let nodes = part.net.nodes().iter().filter(written).count();
        let title = part.names(model).join(" + ");
        Self { id: part.processes.join(" + "), title, nodes, proof, unsaid, open: None, told }
    }

    /// Why nothing can be said, else the first thing that is wrong.
    fn reason(&self) -> Option<&str> {
        self.unsaid.as_deref().or_else(|| self.told.first().map(Told::plain))
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
            "reason": self.reason(),
            "example": self.told.first().map(Told::example).unwrap_or_default(),
            "findings": self.told.iter().map(Told::json).collect::<Vec<_>>(),
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
        match &self.unsaid {
            Some(why) => {
                let _ = writeln!(out, "  {why}");
            }
            None => self.told.iter().for_each(|told| told.text(&mut out)),
        }
        let answers = [p.option_to_complete, p.proper_completion, p.no_dead_step, p.safe];
        let begins = p.reason() != Some(Reason::NothingStarts);
        if begins && answers.contains(&Answer::Undecided) && (self.open.is_none() || self.unsaid.is_none()) {
            let why = if let Some(why) = &self.open {
                why.as_str()
            } else if p.safe == Answer::No {
                "what comes after a step that is started twice is followed only so far"
            } else {
                "there is more to look at than `--budget` allows"
            };
            let _ = writeln!(out, "  undecided: {why}");
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
