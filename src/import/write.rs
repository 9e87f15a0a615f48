//! A draft as Markdown with front matter, in the style of the sample handbook: one key a line, text in quotes where
//! YAML could take it for something else.

use super::draft::{Draft, Kind, Mark, Outcome, Start, Step};
use super::{Why, Wishes};
use std::fmt::{Display, Write};

/// A remark of one line up to this length is a `note`, a longer one goes into the prose.
const NOTE: usize = 160;
/// So many places of one kind are named in an open question.
const PLACES: usize = 12;

/// The text of a guideline.
pub(super) fn write(draft: &Draft, wishes: &Wishes) -> String {
    let mut page = Page(String::new());
    page.head(draft, wishes);
    page.open(draft, wishes);
    if draft.lanes.len() > 1 {
        page.line(format_args!("chart: {{ lanes: [{}] }}", draft.lanes.join(", ")));
    }
    page.line("");
    match draft.starts.as_slice() {
        [] => {}
        [one] => {
            page.line("start:");
            page.start(one, "  ", "  ");
        }
        many => {
            page.line("start:");
            for start in many {
                page.start(start, "- ", "  ");
            }
        }
    }
    if !draft.anytime.is_empty() {
        page.line("");
        page.line("anytime:");
        for event in &draft.anytime {
            page.start(event, "- ", "  ");
        }
    }
    if !draft.steps.is_empty() {
        page.line("");
        page.line("steps:");
    }
    for step in &draft.steps {
        page.step(step);
    }
    page.line("---");
    page.prose(draft);
    page.0
}

struct Page(String);

impl Page {
    fn line(&mut self, text: impl Display) {
        let _ = writeln!(self.0, "{text}");
    }

    /// A key with a text.
    fn text(&mut self, indent: &str, key: &str, value: &str) {
        self.line(format_args!("{indent}{key}: {}", quoted(value)));
    }

    /// A key with an id.
    fn id(&mut self, indent: &str, key: &str, id: Option<&String>) {
        if let Some(id) = id {
            self.line(format_args!("{indent}{key}: {id}"));
        }
    }

    /// A key with one id or several.
    fn ids(&mut self, indent: &str, key: &str, ids: &[String]) {
        match ids {
            [] => {}
            [one] => self.line(format_args!("{indent}{key}: {one}")),
            many => self.line(format_args!("{indent}{key}: [{}]", many.join(", "))),
        }
    }

    fn head(&mut self, draft: &Draft, wishes: &Wishes) {
        self.line("---");
        let of =
            if draft.bpmn.is_empty() { String::new() } else { format!(", process `{}`", plain(&draft.bpmn)) };
        self.line(format_args!("# Imported from {}{of} (line {}).", plain(&wishes.file), draft.line));
        self.line("# R is the lane that a step stands in; A of a decision is the lane of its gateway, as who stands there");
        self.line("# decides. Who answers for a task (A) no drawing says: name the role at each step, or once for all:");
        self.line("# defaults: { A: the-role-that-answers }");
        // As they stand in the drawing, since lanes are drawn in the order of the organisation.
        let place = |id: &String| draft.lanes.iter().position(|l| l == id).unwrap_or(usize::MAX);
        let mut roles: Vec<_> = draft.roles.iter().collect();
        roles.sort_by_key(|(id, _)| place(id));
        self.list(
            "Roles, for organisation.yaml",
            roles.into_iter().map(|(id, (name, outside))| {
                let external = if *outside { ", external: true" } else { "" };
                format!("{id}: {{ name: {}{external} }}", in_braces(name))
            }),
        );
        let products =
            draft.products.iter().map(|(id, name)| format!("{id}: {{ name: {} }}", in_braces(name)));
        self.list("Work products, for landscape.yaml", products);
        self.line(format_args!("id: {}", draft.id));
        self.text("", "title", &draft.title);
        self.line("type: guideline");
        self.line(format_args!("process: {}", wishes.process.as_deref().unwrap_or(TO_BE_NAMED)));
        self.line("status: draft");
        self.line(format_args!("class: {}", wishes.class.as_deref().unwrap_or("internal")));
        self.line(format_args!("owner: {}", wishes.owner.as_deref().unwrap_or(TO_BE_NAMED)));
        let purpose = draft.about.split("\n\n").next().unwrap_or_default();
        self.text("", "purpose", if purpose.is_empty() { TO_BE_WRITTEN } else { purpose });
        self.text("", "scope", TO_BE_WRITTEN);
    }

    /// What other files of the handbook need, to be copied.
    fn list(&mut self, title: &str, lines: impl Iterator<Item = String>) {
        let mut lines = lines.peekable();
        if lines.peek().is_some() {
            self.line(format_args!("# {title}:"));
            for line in lines {
                self.line(format_args!("#   {line}"));
            }
        }
    }

    /// What somebody has to decide or look at.
    fn open(&mut self, draft: &Draft, wishes: &Wishes) {
        let mut open = Vec::new();
        let missing = [("owner", wishes.owner.is_none()), ("process", wishes.process.is_none())];
        let mut keys: Vec<&str> = missing.iter().filter(|m| m.1).map(|m| m.0).collect();
        if draft.about.is_empty() {
            keys.push("purpose");
        }
        keys.push("scope");
        open.push(format!("A drawing does not say it: {}", keys.join(", ")));
        let mut kinds: Vec<Why> = draft.remarks.iter().map(|r| r.why).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for why in kinds {
            let of_kind: Vec<_> = draft.remarks.iter().filter(|r| r.why == why).collect();
            let mut places: Vec<String> =
                of_kind.iter().take(PLACES).map(|r| format!("{} (line {})", r.what, r.line)).collect();
            if of_kind.len() > PLACES {
                places.push(format!("and {} more", of_kind.len() - PLACES));
            }
            let head = if why.lost() { "Not carried over" } else { "To be looked at" };
            open.push(format!("{head}: {}: {}", why.text(), places.join("; ")));
        }
        self.line("open:");
        for question in open {
            self.line(format_args!("- {}", quoted(&question)));
        }
    }

    fn start(&mut self, start: &Start, first: &str, rest: &str) {
        let mut indent = first;
        if let Some(id) = &start.id {
            self.line(format_args!("{indent}id: {id}"));
            indent = rest;
        }
        self.line(format_args!("{indent}event: {}{}", quoted(&start.event), mark(&start.mark)));
        self.ids(rest, "from", &start.from);
        self.ids(rest, "out", &start.out);
        self.id(rest, "every", start.every.as_ref());
        self.id(rest, "next", start.next.as_ref());
    }

    fn step(&mut self, step: &Step) {
        self.line(format_args!("- id: {}{}", step.id, mark(&step.mark)));
        match &step.kind {
            Kind::Do => self.text("  ", "do", &step.text),
            Kind::Ask(_) => self.text("  ", "ask", &step.text),
            Kind::Wait { party, .. } => {
                self.text("  ", "wait", &step.text);
                self.id("  ", "for", party.as_ref());
            }
            Kind::Call(document) => self.line(format_args!("  call: {document}")),
            Kind::End { stops } => {
                self.text("  ", "end", &step.text);
                if *stops {
                    self.line("  stops: everything");
                }
            }
            Kind::Parallel { branches, optional, join } => {
                self.line(format_args!("  parallel: [{}]", branches.join(", ")));
                if !optional.is_empty() {
                    self.line("  optional:");
                }
                for (to, when) in optional {
                    self.text("    ", to, when);
                }
                self.id("  ", "join", join.as_ref());
            }
        }
        self.id("  ", "R", step.responsible.as_ref());
        self.id("  ", "A", step.accountable.as_ref());
        self.ids("  ", "contact", &step.contact);
        self.ids("  ", "in", &step.input);
        self.ids("  ", "out", &step.output);
        self.id("  ", "within", step.within.as_ref());
        if let Some(until) = &step.until {
            self.text("  ", "until", until);
        }
        self.id("  ", "late", step.late.as_ref());
        if let Kind::Ask(outcomes) | Kind::Wait { outcomes, .. } = &step.kind {
            self.outcomes(outcomes);
        }
        if let Some(note) = note(step) {
            self.text("  ", "note", &note);
        }
        self.id("  ", "next", step.next.as_ref());
    }

    fn outcomes(&mut self, outcomes: &[Outcome]) {
        if !outcomes.is_empty() {
            self.line("  outcomes:");
        }
        for outcome in outcomes {
            let to = outcome.to.as_deref().unwrap_or(TO_BE_NAMED);
            match &outcome.text {
                None => self.line(format_args!("    {}: {to}", outcome.id)),
                Some(text) => {
                    self.line(format_args!("    {}: {{ to: {to}, text: {} }}", outcome.id, in_braces(text)));
                }
            }
        }
    }

    fn prose(&mut self, draft: &Draft) {
        let rest = draft.about.split_once("\n\n").map_or("", |(_, rest)| rest);
        if !rest.is_empty() {
            self.line("");
            self.line(escaped(rest));
        }
        for step in &draft.steps {
            if note(step).is_none() && !step.about.is_empty() {
                let title = if step.text.is_empty() { &step.id } else { &step.text };
                self.line(format_args!("\n## {} {{#{}}}\n", escaped(&one_line(title)), step.id));
                self.line(escaped(&step.about));
            }
        }
        if !draft.loose.is_empty() {
            self.line("\n## Remarks in the drawing");
        }
        for remark in &draft.loose {
            self.line(format_args!("\n{}", escaped(remark)));
        }
    }
}

/// What stands where a role or place has to be named.
pub(super) const TO_BE_NAMED: &str = "to-be-named";
const TO_BE_WRITTEN: &str = "To be written";

/// What is said of a step, where it fits a line.
fn note(step: &Step) -> Option<String> {
    let about = step.about.trim();
    (!about.is_empty() && !about.contains('\n') && about.chars().count() <= NOTE).then(|| about.to_owned())
}

/// Where something stands in the file, as a comment behind it.
fn mark(mark: &Mark) -> String {
    match (mark.bpmn.is_empty(), mark.line) {
        (_, 0) => String::new(),
        (true, line) => format!("  # line {line}"),
        (false, line) => format!("  # {}, line {line}", plain(&mark.bpmn)),
    }
}

/// What may stand in a comment.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') { '?' } else { c })
        .collect()
}

/// White space as single spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as a YAML value: in quotes where it could be taken for something else.
fn quoted(text: &str) -> String {
    let text = one_line(text);
    let bare = text.starts_with(char::is_alphanumeric)
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|c| is_usual(c) && !matches!(c, '"' | '\\'));
    if bare { text } else { in_quotes(&text) }
}

/// The same between braces, where commas and brackets are signs.
fn in_braces(text: &str) -> String {
    let text = one_line(text);
    let bare = !text
        .contains([',', '[', ']', '{', '}', ':', '#', '\'', '`', '&', '*', '!', '|', '>', '%', '@', '?']);
    if bare { quoted(&text) } else { in_quotes(&text) }
}

/// Whether a letter stands for itself in YAML, wherever it stands.
fn is_usual(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{2028}' | '\u{2029}')
}

fn in_quotes(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if is_usual(c) => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    out + "\""
}

/// Plain text as Markdown that shows it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, line) in text.lines().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let line = line.trim();
        let figures = line.bytes().take_while(u8::is_ascii_digit).count();
        for (at, c) in line.char_indices() {
            let sign = matches!(
                c,
                '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$'
            ) || (at == 0 && matches!(c, '#' | '+' | '-' | '=' | ':'))
                || (at == figures && figures > 0 && matches!(c, '.' | ')'));
            if sign {
                out.push('\\');
            }
            if is_usual(c) {
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_what_they_are_in_yaml() {
        assert_eq!(quoted("Is it qualified?"), "Is it qualified?");
        assert_eq!(quoted("Offer:\n \"new\""), "\"Offer: \\\"new\\\"\"");
        assert_eq!(quoted("- item"), "\"- item\"");
        assert_eq!(in_braces("a, b"), "\"a, b\"");
        assert_eq!(in_braces("up to 5 EUR"), "up to 5 EUR");
    }

    #[test]
    fn texts_stay_what_they_are_in_prose() {
        assert_eq!(escaped("# 5 < 6\n1. *one*"), "\\# 5 \\< 6\n1\\. \\*one\\*");
    }
}
