//! A piece as a step: what it says, who does it, what it reads and makes, how long it may take.

use super::carry::Carry;
use super::draft::{Kind, Outcome, Step};
use super::ids::{Ids, slug};
use super::ways::Part;
use super::{Why, time};
use crate::bpmn::{Event, Kind as Bpmn, TimeKind};

/// What an outcome is not called, since it is a key of a step.
const KEYS: [&str; 10] =
    ["next", "id", "outcomes", "limit", "within", "escalate", "contact", "facts", "tools", "complete"];

impl Carry<'_> {
    pub(super) fn step(&mut self, p: usize) -> Step {
        let n = self.ways.pieces[p].node;
        let part = self.ways.pieces[p].part;
        let mut step = Step {
            id: self.names[p].clone(),
            mark: self.mark(p),
            kind: Kind::Do,
            text: self.node(p).map(|n| self.text_of(n)).unwrap_or_default(),
            responsible: None,
            accountable: None,
            contact: Vec::new(),
            input: Vec::new(),
            output: Vec::new(),
            within: None,
            until: None,
            late: None,
            next: None,
            about: String::new(),
        };
        // Of a task with a fork behind it, the words and data belong to the task.
        let whole =
            matches!(part, Part::Body | Part::End(_)) || self.node(p).is_some_and(|n| n.kind.is_gateway());
        if let Some(n) = n.filter(|_| whole) {
            self.spoken.insert(n);
            step.about = self.about.words(n);
            step.input = self.products(Some(n), true);
            step.output = self.products(Some(n), false);
        }
        match part {
            Part::End(stops) => self.end(&mut step, p, stops),
            Part::Choice => {
                let role = n.and_then(|n| self.about.role(n));
                step.accountable = self.role(role);
                let outcomes = self.outcomes(p);
                self.question(&mut step, p, &outcomes);
                step.kind = Kind::Ask(outcomes);
            }
            Part::Fork(_) => self.fork(&mut step, p),
            Part::Events => self.events(&mut step, p),
            _ => self.body(&mut step, p),
        }
        step
    }

    fn end(&mut self, step: &mut Step, p: usize, stops: bool) {
        step.kind = Kind::End { stops };
        if let Some(n) = self.ways.pieces[p].node {
            let node = &self.model.nodes[n];
            self.thrown(n);
            self.messages(n, step, false);
            step.text = self.text_of(node);
        } else {
            // The ends that it stands for.
            step.text = self.ends.get(&p).map(|names| names.join("; ")).unwrap_or_default();
        }
        if step.text.trim().is_empty() {
            "End".clone_into(&mut step.text);
        }
    }

    /// An end that another one stands for: its name is kept there, the rest is told.
    pub(super) fn merged(&mut self, n: usize) {
        self.thrown(n);
        let sent = self.about.sent.get(&n).into_iter().flatten();
        self.told.extend(sent.map(|&m| self.about.message(m)));
    }

    /// Messages of a step to and from others. What is waited for says by itself from whom it comes.
    fn messages(&mut self, n: usize, step: &mut Step, waits: bool) {
        let sent = self.about.sent.get(&n).into_iter().flatten().map(|&m| (m, true));
        let got = self.about.got.get(&n).into_iter().flatten().map(|&m| (m, false));
        for (m, sends) in sent.chain(got).collect::<Vec<_>>() {
            let message = &self.model.messages[m];
            let other = if sends { &message.to } else { &message.from };
            let party = self.about.party(other);
            let outside = party.as_ref().is_some_and(|(_, _, outside)| *outside);
            if outside && (sends || !waits) {
                let role = self.role(party.clone());
                step.contact.extend(role.filter(|r| !step.contact.contains(r)));
            }
            // Its receiver tells of it, where that one waits for it or begins with it.
            let receiver = self.about.ids.get(message.to.as_str()).copied();
            let told =
                receiver.is_some_and(|r| self.about.catches(r) || self.model.nodes[r].kind == Bpmn::Start);
            if !told && !outside {
                self.told.push(self.about.message(m));
            }
        }
    }

    /// The words of a decision that has none: those of its ways.
    fn question(&mut self, step: &mut Step, p: usize, outcomes: &[Outcome]) {
        if !step.text.trim().is_empty() {
            return;
        }
        if let Some(n) = self.ways.pieces[p].node {
            self.tell(n, Why::NoLabel);
        }
        let words = outcomes.iter().map(|o| o.text.clone().unwrap_or_else(|| o.id.replace('-', " ")));
        let words: Vec<String> = words.take(4).collect();
        step.text =
            if words.is_empty() { "Which way?".to_owned() } else { format!("{}?", words.join(" / ")) };
    }

    fn outcomes(&mut self, p: usize) -> Vec<Outcome> {
        let mut ids = Ids::default();
        let default = self.node(p).map_or_else(String::new, |n| n.default.clone());
        let mut outcomes = Vec::new();
        for way in self.ways.pieces[p].outs.clone() {
            let to = self.id(self.ways.resolve(way.to));
            if to.is_none() {
                self.leads_nowhere(way.flow);
                continue;
            }
            let flow = way.flow.map(|f| &self.model.flows[f]);
            let (name, condition) =
                flow.map_or(("", ""), |f| (f.name.trim(), f.condition.as_deref().unwrap_or_default()));
            if let Some(f) =
                way.flow.filter(|_| !name.is_empty() && !condition.is_empty() && !self.about.ours)
            {
                self.told.push(self.about.of_flow(f, Why::Expression));
            }
            let words = if name.is_empty() { condition } else { name };
            // Only one way is for all other cases, whatever ids a file has twice.
            let otherwise = flow.is_some_and(|f| !default.is_empty() && f.id == default)
                && outcomes.iter().all(|o: &Outcome| o.id != "else");
            let id = match (otherwise, words.is_empty()) {
                (true, _) => "else".to_owned(),
                (false, false) => slug(words),
                (false, true) => {
                    if let Some(f) = way.flow {
                        self.told.push(self.about.of_flow(f, Why::NoCondition));
                    }
                    to.clone().unwrap_or_default()
                }
            };
            outcomes.push(outcome(&mut ids, &id, words, to));
        }
        outcomes
    }

    /// A way that only runs in a circle.
    fn leads_nowhere(&mut self, flow: Option<usize>) {
        self.told.extend(flow.map(|f| self.about.of_flow(f, Why::Flow)));
    }

    fn fork(&mut self, step: &mut Step, p: usize) {
        for way in self.ways.pieces[p].outs.clone() {
            if self.ways.resolve(way.to).is_none() {
                self.leads_nowhere(way.flow);
            }
        }
        let (always, optional) = self.branches(p);
        let join = self.joins.get(&p).and_then(|&j| self.ways.resolve(j));
        step.text.clear();
        let name = self.node(p).filter(|n| n.kind.is_gateway()).map(|n| n.name.trim().to_owned());
        if let Some(name) = name.filter(|name| !name.is_empty() && !self.about.ours) {
            prepend(&mut step.about, &name);
        }
        step.kind = Kind::Parallel {
            branches: always.into_iter().filter_map(|b| self.id(Some(b))).collect(),
            optional: optional.into_iter().filter_map(|(b, when)| Some((self.id(Some(b))?, when))).collect(),
            join: self.id(join),
        };
    }

    /// A wait for the first of several events.
    fn events(&mut self, step: &mut Step, p: usize) {
        let (mut ids, mut outcomes, mut parties) = (Ids::default(), Vec::new(), Vec::new());
        let role = self.ways.pieces[p].node.and_then(|n| self.about.role(n));
        for way in self.ways.pieces[p].outs.clone() {
            let to = self.successors_of_event(way.to);
            let to = self.id(to);
            if to.is_none() {
                self.leads_nowhere(way.flow);
                continue;
            }
            let Some(n) = self.ways.pieces[way.to].node.filter(|_| self.absorbed[way.to]) else {
                let words = way.flow.map_or("", |f| self.model.flows[f].name.trim()).to_owned();
                let id = if words.is_empty() { to.clone().unwrap_or_default() } else { slug(&words) };
                outcomes.push(outcome(&mut ids, &id, &words, to));
                continue;
            };
            self.spoken.insert(n);
            step.input.extend(self.products(Some(n), true));
            step.output.extend(self.products(Some(n), false));
            let words = self.about.words(n);
            if !words.is_empty() {
                add(&mut step.about, &words);
            }
            let is_timer = self.model.nodes[n].event == Event::Timer;
            if is_timer && step.late.is_none() && to.is_some() {
                self.limit(step, n);
                self.name_of_time(step, n);
                step.late = to;
                continue;
            }
            parties.extend(self.party(n));
            self.messages(n, step, true);
            let words = self.text_of(&self.model.nodes[n]);
            if words.is_empty() {
                self.tell(n, Why::NoLabel);
            }
            let id = if words.is_empty() { to.clone().unwrap_or_default() } else { slug(&words) };
            outcomes.push(outcome(&mut ids, &id, &words, to));
        }
        parties.dedup();
        step.input.dedup();
        step.output.dedup();
        match outcomes.as_slice() {
            [] => step.next = step.late.take(),
            // One event beside the time is no question.
            [only] => {
                let gateway = std::mem::take(&mut step.text);
                step.text = only.text.clone().unwrap_or_else(|| only.id.replace('-', " "));
                if !gateway.trim().is_empty() && slug(&gateway) != slug(&step.text) {
                    prepend(&mut step.about, &gateway);
                }
                step.next.clone_from(&only.to);
                outcomes.clear();
            }
            _ => {}
        }
        self.question(step, p, &outcomes);
        let party = parties.into_iter().next();
        if party.is_none() && step.within.is_none() && step.until.is_none() {
            step.until = Some("one of these has happened".to_owned());
        }
        step.responsible = self.role(role).filter(|r| Some(r) != party.as_ref());
        step.kind = Kind::Wait { party, outcomes };
    }

    fn successors_of_event(&self, p: usize) -> Option<usize> {
        if self.absorbed[p] { self.on(p).0 } else { self.ways.resolve(p) }
    }

    /// The time of a timer.
    fn limit(&mut self, step: &mut Step, n: usize) {
        let node = &self.model.nodes[n];
        let time = node.time.as_ref();
        let length = time.filter(|t| t.kind == TimeKind::Duration).and_then(|t| time::duration(&t.text));
        let written = time.map_or("", |t| t.text.as_str());
        // Who draws for people writes `3 days` into the name.
        let in_words = || {
            let said = if written.trim().is_empty() { node.name.trim() } else { written.trim() };
            crate::model::read::duration(said).is_ok().then(|| said.to_lowercase())
        };
        if let Some(length) = length.or_else(in_words) {
            step.within = Some(length);
            return;
        }
        if time.is_some_and(|t| t.kind != TimeKind::Date)
            || (written.is_empty() && node.name.trim().is_empty())
        {
            self.tell(n, Why::Time);
        }
        let words =
            [written, node.name.as_str(), "the time is up"].into_iter().find(|t| !t.trim().is_empty());
        step.until = words.map(str::to_owned);
    }

    /// What a timer is called, where that is no time, and so says something of its own.
    fn name_of_time(&self, step: &mut Step, timer: usize) {
        let name = self.model.nodes[timer].name.trim();
        let is_time = crate::model::read::duration(name).is_ok() || step.until.as_deref() == Some(name);
        add(&mut step.about, if is_time { "" } else { name });
    }

    fn body(&mut self, step: &mut Step, p: usize) {
        let Some(n) = self.ways.pieces[p].node else { return };
        let node = &self.model.nodes[n];
        let role = self.about.role(n);
        step.responsible = self.role(role);
        if step.responsible.is_none() && !self.about.ours {
            self.tell(n, Why::NoRole);
        }
        self.told.extend(self.about.others(n));
        if step.text.trim().is_empty() {
            self.tell(n, Why::NoLabel);
            step.text = if node.id.trim().is_empty() { "Without a name".to_owned() } else { node.id.clone() };
        }
        if node.repeats.is_some() {
            self.tell(n, Why::Repeats);
        }
        if node.events > 1 {
            self.tell(n, Why::Triggers);
        }
        let (next, late, timer) = self.on(p);
        (step.next, step.late) = (self.id(next), self.id(late));
        if step.next.is_none() && !self.about.ours {
            self.tell(n, Why::Flow);
        }
        if let Some(timer) = timer {
            self.limit(step, timer);
            self.spoken.insert(timer);
            self.name_of_time(step, timer);
            add(&mut step.about, &self.about.words(timer));
        }
        let waits = self.about.catches(n);
        self.messages(n, step, waits);
        match node.kind {
            _ if waits => self.wait(step, p, n),
            Bpmn::SubProcess(inside) | Bpmn::Odd(_, inside) => {
                if let Bpmn::Odd(..) = node.kind {
                    self.tell(n, Why::Odd);
                }
                if let Some(document) = self.documents.get(&inside) {
                    self.call(step, document.clone());
                }
            }
            _ if node.element == "callActivity" => match self.called(&node.called) {
                Some(document) => self.call(step, document),
                None => self.tell(n, Why::Called),
            },
            _ => self.thrown(n),
        }
    }

    /// An event that is sent out.
    fn thrown(&mut self, n: usize) {
        match self.model.nodes[n].event {
            Event::Signal | Event::Error | Event::Escalation => self.tell(n, Why::Thrown),
            Event::Compensation => self.tell(n, Why::Compensation),
            _ => {}
        }
    }

    /// A call; its name is that of what is called, so that another one is kept as a note.
    fn call(&self, step: &mut Step, document: String) {
        let name = std::mem::take(&mut step.text);
        if slug(&name) != slug(&document) && !document.ends_with(&slug(&name)) && !self.about.ours {
            prepend(&mut step.about, &name);
        }
        step.kind = Kind::Call(document);
    }

    /// The guideline that a call calls.
    fn called(&self, id: &str) -> Option<String> {
        let bare = id.rsplit(':').next().unwrap_or(id).trim();
        if let Some(document) = self.about.process(bare).and_then(|s| self.documents.get(&s)) {
            return Some(document.clone());
        }
        if crate::model::read::id(bare).is_ok() {
            return Some(bare.to_owned());
        }
        Some(slug(bare)).filter(|s| !s.is_empty())
    }

    fn wait(&mut self, step: &mut Step, p: usize, n: usize) {
        let node = &self.model.nodes[n];
        let party = self.party(n).into_iter().next();
        let outcomes = match self.answers.get(&p).copied() {
            Some(choice) => {
                step.next = None;
                self.outcomes(choice)
            }
            None => Vec::new(),
        };
        if node.event == Event::Timer && node.kind == Bpmn::Intermediate {
            self.limit(step, n);
        }
        if party.is_none() && step.within.is_none() && step.until.is_none() {
            step.until = Some(step.text.clone());
        }
        step.responsible = step.responsible.take().filter(|r| Some(r) != party.as_ref());
        step.kind = Kind::Wait { party, outcomes };
    }
}

/// Further words after what is there, as a paragraph of their own.
fn add(about: &mut String, words: &str) {
    if !words.is_empty() {
        *about = [about.as_str(), words].join("\n\n").trim().into();
    }
}

/// An outcome; its words are written where they are not those of its id.
fn outcome(ids: &mut Ids, wish: &str, words: &str, to: Option<String>) -> Outcome {
    let wish = if KEYS.contains(&wish) { format!("is-{wish}") } else { wish.to_owned() };
    let id = ids.give(if wish.is_empty() { "way" } else { &wish });
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = (!words.is_empty() && words != id.replace('-', " ") && words != id).then_some(words);
    Outcome { id, to, text }
}

/// Puts a paragraph before others.
fn prepend(to: &mut String, paragraph: &str) {
    let whole = [paragraph, to.as_str()].join("\n\n");
    whole.trim().clone_into(to);
}
