//! What kind a step or a rule is, told by the key that says so.

use super::{Spot, Walk, listed, text_of};
use crate::diagnostic::Finding;
use crate::model::read;
use crate::model::schema::form::{Key, Object};
use crate::model::schema::table;
use crate::source::{Entry, Node};

/// What kind an object is, where its table has kinds.
#[derive(Default)]
pub(super) struct KindOf {
    /// The kinds named, in written order.
    pub(super) words: Vec<&'static str>,
    /// Whether there should be a kind and none is named: then any key is taken as right.
    pub(super) unclear: bool,
    /// Entry that was meant as a kind and is reported as such.
    pub(super) consumed: Option<usize>,
    /// Whether neither kind nor id is there, which was reported as one thing.
    pub(super) nothing: bool,
}

impl KindOf {
    /// Whether an object of this kind may carry a key.
    pub(super) fn allows(&self, key: &Key) -> bool {
        key.on.is_empty() || self.unclear || self.words.iter().any(|w| key.on.contains(w))
    }

    /// The one kind, where there is exactly one.
    pub(super) fn one(&self) -> Option<&'static str> {
        match self.words.as_slice() {
            [one] => Some(one),
            _ => None,
        }
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
        // What could not be read may be the kind.
        if meant.is_some() || !self.broken {
            self.report(finding);
        }
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
}
