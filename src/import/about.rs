//! What is looked up again and again: nodes by id and by scope, flows by node, who stands in which lane, what data is
//! called.

use super::ids::slug;
use super::{Remark, Why};
use crate::bpmn::{Event, Kind, Lane, Lines, Model, Performer};
use std::collections::{HashMap, HashSet};

/// Who wrote our own BPMN.
const OURS: &str = "guidepost";

/// Look-ups over a model.
pub(super) struct About<'a> {
    pub(super) model: &'a Model,
    lines: &'a Lines,
    /// The file is one of ours: names of steps, lanes and products tell their ids.
    pub(super) ours: bool,
    /// Flow nodes by id.
    pub(super) ids: HashMap<&'a str, usize>,
    /// By scope: its flow nodes, in the order of the file.
    pub(super) nodes: Vec<Vec<usize>>,
    /// By flow node: the flows out of it that stay in its scope, and how many come in.
    pub(super) outs: Vec<Vec<usize>>,
    pub(super) ins: Vec<usize>,
    /// By scope and name of a link: where it is caught.
    pub(super) links: HashMap<(usize, &'a str), usize>,
    /// Links that are thrown.
    pub(super) thrown: HashSet<(usize, &'a str)>,
    /// By flow node: its lane.
    lanes: HashMap<&'a str, usize>,
    /// By id of a process: its pool.
    pools: HashMap<&'a str, usize>,
    pool_ids: HashMap<&'a str, usize>,
    /// Processes by id.
    processes: HashMap<&'a str, usize>,
    /// Lanes by name, without what stands behind it in brackets.
    lane_names: HashMap<&'a str, usize>,
    /// Data by id, with what is only named.
    things: HashMap<&'a str, usize>,
    named: HashMap<&'a str, &'a str>,
    /// By flow node: message flows from it, and to it.
    pub(super) sent: HashMap<usize, Vec<usize>>,
    pub(super) got: HashMap<usize, Vec<usize>>,
    /// By flow node, or flow: text annotations; by flow node: things read and made by plain lines.
    remarks: HashMap<&'a str, Vec<usize>>,
    reads: HashMap<usize, Vec<&'a str>>,
    makes: HashMap<usize, Vec<&'a str>>,
    /// Flows that lead nowhere, and data that hangs on nothing.
    pub(super) lost: Vec<Remark>,
}

/// A role: id, name, and whether it is a pool that nobody looks into.
pub(super) type Role = (String, String, bool);

impl<'a> About<'a> {
    pub(super) fn of(model: &'a Model, lines: &'a Lines) -> Self {
        let count = model.nodes.len();
        let mut about = Self {
            model,
            lines,
            ours: model.exporter == OURS,
            ids: HashMap::new(),
            nodes: vec![Vec::new(); model.scopes.len()],
            outs: vec![Vec::new(); count],
            ins: vec![0; count],
            links: HashMap::new(),
            thrown: HashSet::new(),
            lanes: HashMap::new(),
            pools: HashMap::new(),
            pool_ids: HashMap::new(),
            processes: HashMap::new(),
            lane_names: HashMap::new(),
            things: model.things.iter().enumerate().map(|(n, t)| (t.id.as_str(), n)).collect(),
            named: model.named.iter().map(|n| (n.id.as_str(), n.name.as_str())).collect(),
            sent: HashMap::new(),
            got: HashMap::new(),
            remarks: HashMap::new(),
            reads: HashMap::new(),
            makes: HashMap::new(),
            lost: Vec::new(),
        };
        for (n, node) in model.nodes.iter().enumerate() {
            about.nodes[node.scope].push(n);
            // Nothing can lead to what has no id.
            if !node.id.is_empty() && *about.ids.entry(&node.id).or_insert(n) != n {
                let remark = about.of_node(n, Why::SameId);
                about.lost.push(remark);
            }
        }
        about.flows();
        for (n, node) in model.nodes.iter().enumerate() {
            if let Event::Link(name) = &node.event {
                let link = (node.scope, name.as_str());
                if about.catches(n) {
                    about.links.entry(link).or_insert(n);
                } else {
                    about.thrown.insert(link);
                }
            }
        }
        about.nameless();
        for (s, scope) in model.scopes.iter().enumerate().filter(|(_, s)| s.owner.is_none()) {
            if !scope.id.is_empty() && *about.processes.entry(&scope.id).or_insert(s) != s {
                let what = label(&scope.name, &scope.id);
                about.lost.push(Remark { line: lines.line(scope.at), why: Why::SameId, what });
            }
        }
        for (l, lane) in model.lanes.iter().enumerate() {
            about.lane_names.entry(lane.name.split(" (").next().unwrap_or_default()).or_insert(l);
        }
        for (n, pool) in model.pools.iter().enumerate() {
            about.pools.entry(&pool.process).or_insert(n);
            about.pool_ids.insert(&pool.id, n);
        }
        for (l, lane) in model.lanes.iter().enumerate() {
            for node in &lane.nodes {
                // Lanes within lanes come after them.
                about.lanes.insert(node, l);
            }
        }
        for (m, message) in model.messages.iter().enumerate() {
            if let Some(&n) = about.ids.get(message.from.as_str()) {
                about.sent.entry(n).or_default().push(m);
            }
            if let Some(&n) = about.ids.get(message.to.as_str()) {
                about.got.entry(n).or_default().push(m);
            }
        }
        about.ties();
        about.pools_only();
        about
    }

    fn flows(&mut self) {
        for (f, flow) in self.model.flows.iter().enumerate() {
            let ends = (self.ids.get(flow.from.as_str()), self.ids.get(flow.to.as_str()));
            match ends {
                (Some(&from), Some(&to)) if self.model.nodes[from].scope == self.model.nodes[to].scope => {
                    self.outs[from].push(f);
                    self.ins[to] += 1;
                }
                _ => {
                    let remark = self.of_flow(f, Why::Flow);
                    self.lost.push(remark);
                }
            }
        }
    }

    /// Lanes and pools with an inside that are called nothing.
    fn nameless(&mut self) {
        let lanes = self.model.lanes.iter().map(|l| (&l.id, &l.name, l.at));
        let pools = self.model.pools.iter().filter(|p| !p.process.is_empty()).map(|p| (&p.id, &p.name, p.at));
        let all = lanes.chain(pools).filter(|(_, name, _)| name.trim().is_empty() && !self.ours);
        let remark = |(id, _, at): (&String, &String, usize)| Remark {
            line: self.lines.line(at),
            why: Why::NoLabel,
            what: label("", id),
        };
        let told: Vec<Remark> = all.map(remark).collect();
        self.lost.extend(told);
    }

    /// Messages that neither begin nor end at a step.
    fn pools_only(&mut self) {
        let is_step = |id: &String| self.ids.contains_key(id.as_str());
        let between = |m: &usize| {
            let message = &self.model.messages[*m];
            !is_step(&message.from) && !is_step(&message.to)
        };
        let all = (0..self.model.messages.len()).filter(between);
        let told: Vec<Remark> = all.map(|m| self.message(m)).collect();
        self.lost.extend(told);
    }

    /// A remark about a message of which nothing is left.
    pub(super) fn message(&self, m: usize) -> Remark {
        Remark { line: self.line(self.model.messages[m].at), why: Why::Message, what: self.of_message(m) }
    }

    /// Whether what is in a scope has no order.
    pub(super) fn is_ad_hoc(&self, scope: usize) -> bool {
        let owner = self.model.scopes[scope].owner.map(|o| self.model.nodes[o].element);
        owner == Some("adHocSubProcess")
    }

    fn ties(&mut self) {
        let mut remarks: HashMap<&str, usize> =
            self.model.remarks.iter().enumerate().map(|(r, remark)| (remark.id.as_str(), r)).collect();
        remarks.remove("");
        let flows: HashMap<&str, usize> =
            self.model.flows.iter().enumerate().map(|(f, flow)| (flow.id.as_str(), f)).collect();
        for (from, to, directed) in &self.model.ties {
            let (from, to) = (from.as_str(), to.as_str());
            if let Some(&r) = remarks.get(from).or_else(|| remarks.get(to)) {
                let other = if remarks.contains_key(from) { to } else { from };
                self.remarks.entry(other).or_default().push(r);
                continue;
            }
            let (thing_first, thing) = match (self.things.get(from), self.things.get(to)) {
                (Some(&t), None) => (true, t),
                (None, Some(&t)) => (false, t),
                _ => continue,
            };
            let other = if thing_first { to } else { from };
            let thing_id = self.model.things[thing].id.as_str();
            match (self.ids.get(other), flows.get(other)) {
                (Some(&n), _) if *directed && thing_first => self.reads.entry(n).or_default().push(thing_id),
                (Some(&n), _) if *directed => self.makes.entry(n).or_default().push(thing_id),
                // Data on a line goes from one step to the next.
                (None, Some(&f)) => {
                    let flow = &self.model.flows[f];
                    if let (Some(&a), Some(&b)) =
                        (self.ids.get(flow.from.as_str()), self.ids.get(flow.to.as_str()))
                    {
                        self.makes.entry(a).or_default().push(thing_id);
                        self.reads.entry(b).or_default().push(thing_id);
                    }
                }
                _ => {
                    let t = &self.model.things[thing];
                    let remark =
                        Remark { line: self.lines.line(t.at), why: Why::Data, what: label(&t.name, &t.id) };
                    self.lost.push(remark);
                }
            }
        }
    }

    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.line(at)
    }

    /// A remark about a node.
    pub(super) fn of_node(&self, n: usize, why: Why) -> Remark {
        let node = &self.model.nodes[n];
        Remark { line: self.line(node.at), why, what: label(&node.name, &node.id) }
    }

    /// A remark about a flow.
    pub(super) fn of_flow(&self, f: usize, why: Why) -> Remark {
        let flow = &self.model.flows[f];
        let name = |id: &str| match self.ids.get(id) {
            Some(&n) => label(&self.model.nodes[n].name, id),
            None => format!("`{id}`"),
        };
        let what = if flow.name.trim().is_empty() {
            format!("{} → {}", name(&flow.from), name(&flow.to))
        } else {
            label(&flow.name, "")
        };
        Remark { line: self.line(flow.at), why, what }
    }

    /// What a message is called, else from whom to whom it goes.
    pub(super) fn of_message(&self, m: usize) -> String {
        let message = &self.model.messages[m];
        if !message.name.trim().is_empty() {
            return label(&message.name, "");
        }
        let end = |id: &str| match (self.ids.get(id), self.pool_ids.get(id)) {
            (Some(&n), _) => label(&self.model.nodes[n].name, id),
            (None, Some(&p)) => label(&self.model.pools[p].name, id),
            _ => format!("`{id}`"),
        };
        format!("{} → {}", end(&message.from), end(&message.to))
    }

    /// Who does what stands here: the innermost lane with a name, else who is named at it, else the lane of the
    /// sub-process, else the pool.
    pub(super) fn role(&self, n: usize) -> Option<Role> {
        self.in_lane(n).or_else(|| self.performer(n)).or_else(|| {
            let scope = &self.model.scopes[self.model.nodes[n].scope];
            match scope.owner {
                Some(owner) => self.role(owner),
                None => self.pools.get(scope.id.as_str()).and_then(|&p| self.pool(p)),
            }
        })
    }

    /// Who is named at a node, where one is.
    fn performer(&self, n: usize) -> Option<Role> {
        let mut performers = self.model.nodes[n].performers.iter();
        performers.find_map(|p| role(self.named(&p.resource), false))
    }

    /// Who is named at a node and is not its role.
    pub(super) fn others(&self, n: usize) -> Vec<Remark> {
        let own = self.role(n).map(|(id, _, _)| id);
        let other = |p: &&Performer| {
            let named = role(self.named(&p.resource), false).map(|(id, _, _)| id);
            named.is_none() || named != own
        };
        let performers = self.model.nodes[n].performers.iter().filter(other);
        let remark = |p: &Performer| {
            let all = [self.named(&p.resource), p.expression.as_str(), p.name.as_str()];
            let said = all.into_iter().find(|t| !t.trim().is_empty()).unwrap_or_default();
            let node = &self.model.nodes[n];
            let what = format!("{} of {}", label(said, &p.resource), label(&node.name, &node.id));
            Remark { line: self.line(p.at), why: Why::Performer, what }
        };
        performers.map(remark).collect()
    }

    /// The innermost lane with a name that a node stands in.
    fn in_lane(&self, n: usize) -> Option<Role> {
        let node = &self.model.nodes[n];
        let mut lane = self.lanes.get(node.id.as_str()).copied();
        while let Some(l) = lane {
            let it = &self.model.lanes[l];
            if let Some(role) = self.lane_role(&it.id, &it.name) {
                return Some(role);
            }
            lane = it.within;
        }
        None
    }

    /// A process by its id.
    pub(super) fn process(&self, id: &str) -> Option<usize> {
        self.processes.get(id).copied().filter(|_| !id.is_empty())
    }

    /// A lane by its name.
    pub(super) fn lane_by_name(&self, name: &str) -> Option<&'a Lane> {
        let bare = name.split(" (").next().unwrap_or_default();
        self.lane_names.get(bare).map(|&l| &self.model.lanes[l])
    }

    /// The roles of all lanes, in the order of the file.
    pub(super) fn lanes(&self) -> impl Iterator<Item = String> {
        self.model.lanes.iter().filter_map(|l| Some(self.lane_role(&l.id, &l.name)?.0))
    }

    fn lane_role(&self, id: &str, name: &str) -> Option<Role> {
        if let Some(id) =
            id.strip_prefix("lane-").filter(|id| self.ours && crate::model::read::id(id).is_ok())
        {
            return Some((id.to_owned(), name.to_owned(), false));
        }
        role(name, false)
    }

    /// A pool as a party; one without a process is somebody else's.
    pub(super) fn pool(&self, p: usize) -> Option<Role> {
        let pool = &self.model.pools[p];
        // In our own files the pool is the house.
        if self.ours {
            return None;
        }
        role(&pool.name, pool.process.is_empty())
    }

    /// The pool of a process.
    pub(super) fn pool_of(&self, scope: usize) -> Option<usize> {
        self.pools.get(self.model.scopes[scope].id.as_str()).copied()
    }

    /// Who is at the other end of a message: the id of a flow node or of a pool.
    pub(super) fn party(&self, id: &str) -> Option<Role> {
        match (self.ids.get(id), self.pool_ids.get(id)) {
            (Some(&n), _) => self.role(n),
            (None, Some(&p)) => self.pool(p),
            _ => None,
        }
    }

    /// What a message, an error, a signal is called.
    pub(super) fn named(&self, id: &str) -> &'a str {
        // Some tools write the name of the message with the prefix of its space.
        self.named.get(id).or_else(|| self.named.get(id.rsplit(':').next()?)).copied().unwrap_or_default()
    }

    /// What a node reads, and makes: id and name.
    pub(super) fn data(&self, n: usize, reads: bool) -> Vec<(String, String)> {
        let node = &self.model.nodes[n];
        let (own, tied) =
            if reads { (&node.inputs, self.reads.get(&n)) } else { (&node.outputs, self.makes.get(&n)) };
        let all = own.iter().map(String::as_str).chain(tied.into_iter().flatten().copied());
        let mut found: Vec<(String, String)> = Vec::new();
        for (id, name) in all.filter_map(|id| self.product(id)) {
            if found.iter().all(|(known, _)| *known != id) {
                found.push((id, name));
            }
        }
        found
    }

    fn product(&self, id: &str) -> Option<(String, String)> {
        let thing = &self.model.things[*self.things.get(id)?];
        // A reference without a name has that of what it refers to.
        let own = || self.things.get(thing.of.as_str()).map(|&t| self.model.things[t].name.as_str());
        let name = if thing.name.trim().is_empty() { own().unwrap_or_default() } else { &thing.name };
        let name = if name.trim().is_empty() { self.named(&thing.of) } else { name };
        let slug = slug(name);
        (!slug.is_empty()).then(|| (slug, name.to_owned()))
    }

    /// What is written of a node for people, with the annotations that hang on it.
    pub(super) fn words(&self, n: usize) -> String {
        let node = &self.model.nodes[n];
        let notes = self.remarks.get(node.id.as_str()).into_iter().flatten();
        let texts = notes.map(|&r| self.model.remarks[r].text.as_str());
        let all = std::iter::once(node.documentation.as_str()).chain(texts);
        all.map(str::trim).filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// Annotations that hang on no flow node.
    pub(super) fn loose_remarks(&self) -> Vec<String> {
        let mut tied = vec![false; self.model.remarks.len()];
        for (id, remarks) in &self.remarks {
            for &r in remarks {
                tied[r] |= self.ids.contains_key(id);
            }
        }
        let loose = self.model.remarks.iter().zip(tied).filter(|(r, tied)| !tied && !r.text.is_empty());
        loose.map(|(r, _)| r.text.clone()).collect()
    }

    /// Whether something waits to happen: a catching event, or a receive task.
    pub(super) fn catches(&self, n: usize) -> bool {
        let node = &self.model.nodes[n];
        node.receives || (node.kind == Kind::Intermediate && node.element == "intermediateCatchEvent")
    }
}

fn role(name: &str, outside: bool) -> Option<Role> {
    let slug = slug(name);
    // `all` stands for every internal role.
    let id = if slug == "all" { "all-roles".to_owned() } else { slug };
    (!id.is_empty()).then(|| (id, name.to_owned(), outside))
}

/// What something is called, else its id.
pub(super) fn label(name: &str, id: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match (name.is_empty(), id.is_empty()) {
        (false, _) => format!("\"{name}\""),
        (true, false) => format!("`{id}`"),
        (true, true) => "something without a name".to_owned(),
    }
}
