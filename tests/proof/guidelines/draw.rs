//! Small guidelines at random, as somebody could have written them: nested decisions, loops, blocks, limits, phases in
//! any order, events; and with one way or join changed, so that something goes wrong.

use crate::made::Dice;
use std::fmt::Write as _;

pub struct Draw<'a> {
    dice: Dice<'a>,
    /// Lines of steps, by phase: the main one first, then those in any order.
    phases: Vec<Vec<String>>,
    ids: Vec<String>,
    left: usize,
    calls: Vec<Callee>,
}

/// A guideline that others may call.
#[derive(Clone)]
pub struct Callee {
    id: String,
    ends: Vec<String>,
    starts: usize,
}

impl Callee {
    pub fn of(id: &str, text: &str) -> Self {
        let line = |l: &str| Some(l.trim().strip_prefix("- { id: ")?.split_once(", end:")?.0.to_owned());
        let starts = text.lines().filter(|l| l.starts_with("- { id: s")).count();
        Self { id: id.to_owned(), ends: text.lines().filter_map(line).collect(), starts }
    }
}

impl<'a> Draw<'a> {
    /// A guideline of about so many steps.
    pub fn guideline(bytes: &'a [u8], size: usize) -> String {
        Self::drawn("A-1", bytes, size, Vec::new(), true)
    }

    /// One that is well made and may call others.
    pub fn calling(id: &str, bytes: &'a [u8], size: usize, calls: Vec<Callee>) -> String {
        Self::drawn(id, bytes, size, calls, false)
    }

    fn drawn(id: &str, bytes: &'a [u8], size: usize, calls: Vec<Callee>, changed: bool) -> String {
        let dice = Dice::new(bytes);
        let mut draw = Self { dice, phases: vec![Vec::new()], ids: Vec::new(), left: size, calls };
        let mutate = draw.dice.roll(3) > 0 && changed;
        draw.line("done, end: Done");
        let mut next = "done".to_owned();
        let mut gates = Vec::new();
        for _ in 0..=draw.dice.roll(3) {
            next = if draw.dice.roll(4) == 3 {
                let gate = draw.any_order(&next);
                gates.push(gate.0.clone());
                gate.0
            } else {
                draw.part(&next, 0)
            };
        }
        let mut text = format!("---\nid: {id}\ntitle: T\nstart:\n- {{ id: s0, next: {next} }}\n");
        if draw.dice.roll(4) == 3 {
            let first = draw.part("done", 0);
            let _ = writeln!(text, "- {{ id: s1, next: {first} }}");
        }
        let mut events = String::new();
        if draw.dice.roll(4) == 3 {
            let after = draw.part("done", 0);
            let within = match draw.dice.roll(3) {
                0 => String::new(),
                1 => "in: [m], ".to_owned(),
                _ => format!("in: [q{}], ", draw.phases.len() - 1),
            };
            let within = within.replace("q0", "m");
            let _ = writeln!(events, "anytime:\n- {{ id: w, {within}next: {after} }}");
        }
        if mutate {
            draw.mutate();
        }
        text.push_str("phases:\n");
        for (n, steps) in draw.phases.iter().enumerate() {
            match gates.get(n.wrapping_sub(1)).filter(|_| n > 0) {
                None => text.push_str("- id: m\n  steps:\n"),
                Some(_) => {
                    let _ = write!(text, "- id: q{n}\n  order: any\n  next: {}\n  steps:\n", steps[0]);
                }
            }
            for line in steps.iter().skip(usize::from(n > 0)) {
                let _ = writeln!(text, "  - {{ id: {line} }}");
            }
        }
        text.push_str(&events);
        text.push_str("---\n");
        text
    }

    fn line(&mut self, line: &str) {
        self.phases[0].push(line.to_owned());
        self.left = self.left.saturating_sub(1);
    }

    fn id(&mut self) -> String {
        let id = format!("n{}", self.ids.len());
        self.ids.push(id.clone());
        id
    }

    /// A phase in any order that goes on at `next`; its id.
    fn any_order(&mut self, next: &str) -> (String, usize) {
        let n = self.phases.len();
        let mut steps = vec![next.to_owned()];
        for _ in 0..=self.dice.roll(3) {
            let id = self.id();
            steps.push(format!("{id}, do: Do"));
        }
        self.phases.push(steps);
        (format!("q{n}"), n)
    }

    /// Some steps that lead to `next`; the first of them.
    fn part(&mut self, next: &str, depth: usize) -> String {
        let mut to = next.to_owned();
        for _ in 0..=self.dice.roll(2) {
            to = self.one(&to, depth);
        }
        to
    }

    fn one(&mut self, next: &str, depth: usize) -> String {
        let id = self.id();
        let kind = if self.left == 0 { 0 } else { self.dice.roll(9) };
        if kind == 0 && self.left > 0 && !self.calls.is_empty() {
            self.call(&id, next, depth);
            return id;
        }
        match kind {
            1 | 2 => {
                let yes = self.part(next, depth);
                let no = if self.dice.roll(2) == 1 { self.part(next, depth) } else { next.to_owned() };
                self.line(&format!("{id}, ask: Which?, outcomes: {{ yes: {yes}, no: {no} }}"));
            }
            3 => {
                let back = self.id();
                self.line(&format!("{back}, ask: Again?, outcomes: {{ on: {next}, again: {id} }}"));
                let body = self.part(&back, depth);
                self.line(&format!("{id}, do: Do, next: {body}"));
            }
            4 | 5 => {
                let join = if self.dice.roll(3) == 2 && next.starts_with('n') {
                    next.to_owned()
                } else {
                    let join = self.id();
                    self.line(&format!("{join}, do: Join, next: {next}"));
                    join
                };
                let all: Vec<String> = (0..=self.dice.roll(2)).map(|_| self.part(&join, depth + 1)).collect();
                let some: Vec<String> = (0..self.dice.roll(2))
                    .map(|_| format!("{}: if so", self.part(&join, depth + 1)))
                    .collect();
                let (all, some) = (all.join(", "), some.join(", "));
                let past = match self.dice.roll(5) {
                    1 => format!(", within: 2 days, late: {}", self.past(&join, next, depth)),
                    2 => format!(", limit: {{ rounds: 3, then: {} }}", self.past(&join, next, depth)),
                    _ => String::new(),
                };
                self.line(&format!("{id}, parallel: [{all}], optional: {{ {some} }}, join: {join}{past}"));
            }
            6 => {
                let late = self.part(next, depth);
                self.line(&format!("{id}, wait: Wait, within: 2 days, late: {late}, next: {next}"));
            }
            7 => {
                let end = self.id();
                let stops = if depth > 0 || self.dice.roll(2) == 1 { ", stops: everything" } else { "" };
                self.line(&format!("{end}, end: Over{stops}"));
                let then = if self.dice.roll(2) == 1 { self.part(next, depth) } else { next.to_owned() };
                self.line(&format!("{id}, do: Do, next: {then}, limit: {{ rounds: 3, then: {end} }}"));
            }
            _ => self.line(&format!("{id}, do: Do, next: {next}")),
        }
        id
    }

    /// A step that calls another guideline, some of whose ends lead to other steps than the rest.
    fn call(&mut self, id: &str, next: &str, depth: usize) {
        let callee = self.calls[self.dice.roll(self.calls.len())].clone();
        let start = if callee.starts > 1 { ", start: s1" } else { "" };
        let ways = if self.dice.roll(2) == 1 {
            let other = self.part(next, depth);
            let way = |(n, end): (usize, &String)| format!("{end}: {}", if n == 0 { &other } else { next });
            let ways: Vec<String> = callee.ends.iter().enumerate().map(way).collect();
            format!(", outcomes: {{ {} }}", ways.join(", "))
        } else {
            format!(", next: {next}")
        };
        let past = match self.dice.roll(5) {
            1 => format!(", within: 2 days, late: {}", self.past(next, next, depth)),
            2 => format!(", limit: {{ rounds: 3, then: {} }}", self.past(next, next, depth)),
            _ => String::new(),
        };
        self.line(&format!("{id}, call: {}{start}{ways}{past}", callee.id));
    }

    /// Where a block leads past its branches: to where they meet, to what comes after, or to an end.
    fn past(&mut self, join: &str, next: &str, depth: usize) -> String {
        let to = match self.dice.roll(3) {
            0 => join.to_owned(),
            1 => next.to_owned(),
            _ => {
                let end = self.id();
                self.line(&format!("{end}, end: Over, stops: everything"));
                end
            }
        };
        self.part(&to, depth)
    }

    /// Leads one way, or a join, to another step.
    fn mutate(&mut self) {
        let keys = ["next: ", "yes: ", "no: ", "again: ", "on: ", "late: ", "join: ", "then: "];
        let line = self.dice.roll(self.phases[0].len());
        let to = self.ids[self.dice.roll(self.ids.len().max(1)).min(self.ids.len() - 1)].clone();
        let Some(line) = self.phases[0].get_mut(line) else { return };
        let found: Vec<usize> = keys.iter().filter_map(|k| Some(line.find(k)? + k.len())).collect();
        if found.is_empty() {
            return;
        }
        let at = found[self.dice.roll(found.len())];
        let end = line[at..].find([' ', ',', '}']).map_or(line.len(), |n| at + n);
        line.replace_range(at..end, &to);
    }
}
