//! Keys that may not stand where they stand: the nearest right word, or the place where they belong.

use super::{Beside, KindOf, Spot, Walk, blank, listed, text_of};
use crate::diagnostic::{Finding, Span};
use crate::model::read;
use crate::model::schema::form::{Form, Key, Object};
use crate::model::schema::table;
use crate::source::{Entry, Node};

/// A file with more unknown keys than this is no handbook file with slips in it; comparing each with every word
/// would only take time.
const MOST_GUESSES: usize = 200;

/// Calls `visit` with a table and every table below it, each once.
pub(in crate::model::schema) fn every_table(root: &'static Object, visit: &mut impl FnMut(&'static Object)) {
    let mut seen: Vec<&'static Object> = Vec::new();
    let mut waiting = vec![root];
    while let Some(table) = waiting.pop() {
        if seen.iter().any(|t| std::ptr::eq(*t, table)) {
            continue;
        }
        seen.push(table);
        visit(table);
        let mut below = Vec::new();
        for key in table.keys {
            tables_of(&key.form, &mut below);
        }
        waiting.extend(below.into_iter().rev());
    }
}

fn tables_of(form: &'static Form, into: &mut Vec<&'static Object>) {
    match form {
        Form::Object(table) => into.push(table),
        Form::OneOrList(of) | Form::List(of) | Form::Map(_, of) => tables_of(of, into),
        Form::Either(forms) => forms.iter().for_each(|f| tables_of(f, into)),
        _ => {}
    }
}

impl Walk<'_> {
    /// Tells the kind of an object, and reports none or two.
    pub(super) fn kind(&mut self, node: &Node, table: &'static Object, spot: Spot<'_>) -> KindOf {
        let Some(kinds) = table.kinds else { return KindOf::default() };
        let named: Vec<&Entry> =
            node.entries().iter().filter(|e| kinds.words.contains(&e.key.text.as_str())).collect();
        let words: Vec<&'static str> =
            named.iter().filter_map(|e| kinds.words.iter().find(|w| **w == e.key.text).copied()).collect();
        if let [first, second, ..] = named.as_slice() {
            let (a, b) = (&first.key.text, &second.key.text);
            let message = format!("{} is both `{a}` and `{b}`", self.named(node, table));
            let help = if kinds.optional {
                "write two rules, each with an id of its own".to_owned()
            } else {
                format!("write two steps, the second beginning with `- id:`; or keep one of `{a}` and `{b}`")
            };
            let finding = Finding::new(kinds.rule, second.key.at, message).help(help).about(b.as_str());
            self.report(finding.also(first.key.at, format!("it is a `{a}` here")));
        }
        // Branches that only may begin are a fork too.
        if words.is_empty()
            && std::ptr::eq(table, &raw const table::STEP_TABLE)
            && node.get("optional").is_some()
        {
            return KindOf { words: vec!["parallel"], ..KindOf::default() };
        }
        if !words.is_empty() || kinds.optional {
            return KindOf { words, ..KindOf::default() };
        }
        let meant = node.entries().iter().enumerate().find_map(|(n, e)| {
            let name = e.key.text.as_str();
            if table.key(name).is_some() {
                return None;
            }
            let aka =
                |w: &&&str| table.key(w).is_some_and(|k| k.aka.iter().any(|a| a.eq_ignore_ascii_case(name)));
            let near = || {
                let right = read::nearest(name, table.keys.iter().map(|k| k.name))?;
                kinds.words.iter().find(|w| **w == right)
            };
            kinds.words.iter().find(aka).or_else(near).map(|w| (n, e, *w))
        });
        let who = self.named(node, table);
        let nothing = meant.is_none() && node.get("id").is_none();
        let above = if nothing { self.step_before(node.at) } else { None };
        let finding = match &meant {
            Some((_, entry, word)) => {
                let written = &entry.key.text;
                Finding::new(kinds.rule, entry.key.at, format!("`{written}` is not a kind of step"))
                    .help(format!("write `{word}`; the kinds are {}", listed(kinds.words.iter().copied(), "and")))
                    .about(written.as_str())
            }
            None if nothing => {
                let finding = Finding::new(kinds.rule, spot.at, "a step begins here that has neither an `id` nor a kind");
                match above {
                    Some((id, at)) => finding
                        .help(format!("if these keys belong to the step `{id}` above, put spaces in the place of the dash"))
                        .also(at, format!("the step `{id}` is here")),
                    None => finding.help("write `- id: …` and what it is, such as `do: …`"),
                }
            }
            None => Finding::new(kinds.rule, spot.at, format!("{who} does not say what kind of step it is"))
                .help("write `do: …` for a task, `ask: …` for a decision, `parallel: […]`, `wait: …`, `call: …` or `end: …`")
                .about(text_of(node, "id").unwrap_or_default()),
        };
        self.report(finding);
        KindOf { words, unclear: true, consumed: meant.map(|(n, ..)| n), nothing }
    }

    /// A key of this object that does not go with its kind.
    pub(super) fn wrong_kind(&mut self, entry: &Entry, key: &Key, kind: &KindOf) {
        let name = key.name;
        let ours = listed(kind.words.iter().copied(), "and");
        let on = listed(key.on.iter().copied(), "or");
        let (message, help) = match (name, kind.one()) {
            ("next", Some("ask")) => (
                "a decision has no `next`".to_owned(),
                "write under `outcomes` where each outcome leads".to_owned(),
            ),
            ("next", Some("parallel")) => (
                "a `parallel` has no `next`".to_owned(),
                "its ways on are the steps it names, and `join` says where they meet".to_owned(),
            ),
            ("next", Some("end")) => {
                ("an `end` has no `next`".to_owned(), "take one of the two out".to_owned())
            }
            ("outcomes", Some("do")) => (
                "a task (`do`) has no `outcomes`".to_owned(),
                "write `ask:` if this is a decision, or `next:` with the one step that follows".to_owned(),
            ),
            (_, None) if kind.words.is_empty() => {
                (format!("`{name}` stands without {on}"), format!("write it together with {on}"))
            }
            _ => (format!("`{name}` does not go with {ours}"), format!("`{name}` is a key of {on} only")),
        };
        let finding = Finding::new("doc/unknown-field", entry.key.at, message).help(help).about(name);
        self.report(finding.explains(key.rules()));
    }

    /// A key that is not in the table; gives the key that was meant, where that is plain.
    pub(super) fn unknown(
        &mut self,
        entry: &Entry,
        node: &Node,
        table: &'static Object,
        kind: &KindOf,
    ) -> Option<&'static str> {
        let name = entry.key.text.as_str();
        let message = format!("`{}` is not a key of {}", read::shown(name).trim_matches('`'), table.what);
        let finding = Finding::new("doc/unknown-field", entry.key.at, message).about(name);
        let keys = || table.keys.iter().filter(|k| kind.allows(k));
        let known_as = keys().find(|k| k.aka.iter().any(|a| same(a, name)));
        self.unknown += 1;
        let near = keys()
            .take_while(|_| self.unknown <= MOST_GUESSES)
            .map(|k| (k, k.name))
            .chain(
                keys()
                    .take_while(|_| self.unknown <= MOST_GUESSES)
                    .flat_map(|k| k.aka.iter().map(move |a| (k, *a))),
            )
            .collect::<Vec<_>>();
        let near = read::nearest(name, near.iter().map(|(_, w)| *w))
            .and_then(|right| near.iter().find(|(_, w)| *w == right).copied());
        let elsewhere = self.elsewhere(name, table);
        let (finding, meant) = match (known_as, near, elsewhere) {
            (Some(key), ..) | (None, Some((key, _)), None) => {
                (word_for(finding, entry, node, key), Some(key.name))
            }
            (None, Some((key, word)), Some(_)) if slip(name, word) => {
                (word_for(finding, entry, node, key), Some(key.name))
            }
            (None, _, Some(other)) => (self.belongs(finding, entry, node, table, other), None),
            (None, None, None) => (finding.help(self.not_known(entry, node, table, kind)), None),
        };
        self.report(finding);
        meant
    }

    /// Keys that stand beside a key without a value and belong below it: one finding for all of them. True where
    /// nothing else is to be said of this one.
    pub(super) fn beside<'n>(
        &mut self,
        beside: &mut Beside<'n>,
        entry: &'n Entry,
        known: Option<&'static Key>,
        table: &Object,
    ) -> bool {
        if let Some(key) = known {
            let opens = entry.value.is_empty() && has_keys(&key.form);
            *beside = Beside { open: opens.then_some((entry, key)), said: false };
            return false;
        }
        let Some((open, key)) = beside.open else { return false };
        let name = entry.key.text.as_str();
        let meant = |k: &Key| slip(name, k.name) || k.aka.iter().any(|a| same(a, name));
        if !leads_to_key(&key.form, name) && table.keys.iter().any(meant) {
            return false;
        }
        if !beside.said {
            beside.said = true;
            let above = &open.key.text;
            let message = format!("`{name}` stands beside `{above}`, so nothing stands below that");
            let finding = Finding::new("doc/unknown-field", entry.key.at, message)
                .help(format!("indent it, and what follows and belongs to `{above}`, with two spaces more"))
                .about(name)
                .also(open.key.at, format!("`{above}` is here"))
                .explains(key.rules());
            self.report(finding);
        }
        true
    }

    /// What to do with a key that resembles nothing.
    fn not_known(&self, entry: &Entry, node: &Node, table: &'static Object, kind: &KindOf) -> String {
        let name = &entry.key.text;
        if let [only] = table.keys {
            return format!("write it under `{}`, indented", only.name);
        }
        if self.sources.slice(node.at).starts_with('{') {
            return "take it out; or, if it belongs to the text before it, put that text in quotes"
                .to_owned();
        }
        if table.key("facts").is_some() {
            let value = entry.value.text().unwrap_or("…");
            return format!("take it out, or write it as a fact of your own: `facts: {{ {name}: {value} }}`");
        }
        let keys = table.keys.iter().filter(|k| kind.allows(k)).map(|k| k.name);
        format!("take it out; the keys here are {}", listed(keys, "and"))
    }

    /// Id and place of the last step that begins before a place.
    fn step_before(&self, at: Span) -> Option<(&str, Span)> {
        let steps = self.steps.get_or_init(|| steps_of(self.front));
        let after = steps.partition_point(|(_, step)| step.start < at.start);
        steps.get(after.checked_sub(1)?).copied()
    }

    /// Another table of this file that has a key.
    fn elsewhere(&self, name: &str, not: &'static Object) -> Option<&'static Object> {
        let tables = self.tables.get_or_init(|| {
            let mut all = Vec::new();
            every_table(self.root, &mut |table| all.push(table));
            all
        });
        let mut others = tables.iter().copied().filter(|t| !std::ptr::eq(*t, not) && t.key(name).is_some());
        let first = others.next()?;
        // A step's keys are the ones most often indented wrongly.
        let step = others.find(|t| std::ptr::eq(*t, &raw const table::STEP_TABLE));
        Some(step.unwrap_or(first))
    }

    /// A key of another place.
    fn belongs(
        &self,
        finding: Finding,
        entry: &Entry,
        node: &Node,
        here: &'static Object,
        other: &'static Object,
    ) -> Finding {
        let name = &entry.key.text;
        let whose = format!("`{name}` is a key of {}", other.what);
        if std::ptr::eq(other, &raw const table::STEP_TABLE) {
            if let Some((id, at)) = self.step_before(entry.key.at) {
                return finding
                    .help(format!("{whose}: indent it like the other keys of the step `{id}` above it"))
                    .also(at, format!("the step `{id}` is here"));
            }
        } else if std::ptr::eq(other, self.root) {
            return finding.help(format!("{whose}: move it to the left margin"));
        } else if let Some(above) = here.keys.iter().find(|k| leads_to(&k.form, other)) {
            return finding.help(format!("{whose}: write it under `{}`, indented", above.name));
        } else if std::ptr::eq(here, &raw const table::STEP_TABLE) && text_of(node, "id").is_some() {
            return finding.help(format!("{whose}; here it is indented into a step"));
        }
        finding.help(whose)
    }

    /// The language of a text; false where its value is not worth looking at.
    pub(super) fn known_language(&mut self, entry: &Entry, spot: Spot<'_>) -> bool {
        let name = entry.key.text.as_str();
        if self.cx.languages.iter().any(|l| l == name) {
            return true;
        }
        let ours = listed(self.cx.languages.iter().map(String::as_str), "and");
        let (message, help) = match read::language(name) {
            Ok(_) => (
                format!("`{name}` is not a language of this handbook"),
                format!("its languages are {ours}; add it to `languages` in handbook.yaml, or take it out"),
            ),
            Err(_) => (
                format!(
                    "`{name}` is not a language; the text of `{}` is one text, or one for each language",
                    spot.key
                ),
                format!(
                    "write {ours} before the texts; a text that holds a colon or begins with a brace needs quotes"
                ),
            ),
        };
        self.report(Finding::new("doc/unknown-field", entry.key.at, message).help(help).about(name));
        false
    }

    /// The name of an outcome; false where a key of the step was indented too far.
    pub(super) fn outcome_name(&mut self, entry: &Entry) -> bool {
        const NEVER: [&str; 9] =
            ["next", "id", "outcomes", "limit", "within", "escalate", "contact", "facts", "tools"];
        let name = entry.key.text.as_str();
        let is_true = name == "complete" && entry.value.text().is_some_and(|t| read::yes_no(t).is_ok());
        if NEVER.contains(&name) || is_true {
            let finding = Finding::new(
                "doc/unknown-field",
                entry.key.at,
                format!("`{name}` stands among the outcomes, so it counts as one of them"),
            );
            let help = "it is a key of the step: indent it like `outcomes`; an outcome needs another name";
            self.report(finding.help(help).about(name));
            return false;
        }
        if let Err(misread) = read::id(name) {
            let finding = Finding::new(
                "doc/value",
                entry.key.at,
                format!("the outcome `{name}` is named with more than an id"),
            );
            let short = misread.instead.unwrap_or_else(|| "yes".to_owned());
            let to = entry.value.text().unwrap_or("…");
            let help = format!(
                "write a short name, and the words for readers as its text: `{short}: {{ to: {to}, text: \"{name}\" }}`"
            );
            self.report(finding.help(help).about(name));
        }
        if blank(&entry.value) {
            let finding =
                Finding::new("doc/value", entry.key.at, format!("the outcome `{name}` leads nowhere"));
            self.report(
                finding
                    .help(format!("write the id of the step it leads to: `{name}: create-offer`"))
                    .about(name),
            );
            return false;
        }
        true
    }
}

fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.trim().to_lowercase().replace(['_', ' '], "-")
}

/// Whether an object of a form has a key of this name.
fn leads_to_key(form: &'static Form, name: &str) -> bool {
    let mut tables = Vec::new();
    tables_of(form, &mut tables);
    tables.iter().any(|t| t.key(name).is_some())
}

/// Whether a form has keys, known ones or such as the author chooses.
fn has_keys(form: &Form) -> bool {
    match form {
        Form::Map(..) | Form::Facts | Form::Object(_) => true,
        Form::Either(forms) => forms.iter().any(has_keys),
        Form::OneOrList(of) => has_keys(of),
        _ => false,
    }
}

/// Whether a word is another with a slip of the pen: a letter too many, too few, or swapped.
fn slip(wrong: &str, right: &str) -> bool {
    wrong.chars().count() > 3 && strsim::osa_distance(&wrong.to_lowercase(), right) <= 1
}

/// Points to the right key.
fn word_for(finding: Finding, entry: &Entry, node: &Node, key: &'static Key) -> Finding {
    let (name, right) = (&entry.key.text, key.name);
    if node.get(right).is_some() {
        return finding
            .help(format!("the right word is `{right}`, which is here already; keep one of the two"));
    }
    let finding = finding.explains(key.rules());
    if slip(name, right) || same(right, name) {
        let finding = finding.help(format!("did you mean `{right}`?"));
        return finding.fix(entry.key.at, right, format!("Write `{right}`"));
    }
    let one_line = !key.example.is_empty() && !key.example.contains('\n');
    finding.help(if one_line {
        format!("write `{right}`, as in `{}`", key.example)
    } else {
        format!("write `{right}`")
    })
}

/// Whether the values of a form are objects of a table.
fn leads_to(form: &'static Form, table: &'static Object) -> bool {
    let mut tables = Vec::new();
    tables_of(form, &mut tables);
    tables.iter().any(|t| std::ptr::eq(*t, table))
}

/// Id and place of every step, in written order.
fn steps_of(front: &Node) -> Vec<(&str, Span)> {
    let phases = front.get("phases").map_or(&[][..], Node::items);
    let lists = phases.iter().filter_map(|p| p.get("steps")).chain(front.get("steps"));
    let mut steps: Vec<(&str, Span)> = lists
        .flat_map(Node::items)
        .filter_map(|step| Some((text_of(step, "id")?, step.get("id")?.at)))
        .collect();
    steps.sort_by_key(|(_, at)| at.start);
    steps
}
