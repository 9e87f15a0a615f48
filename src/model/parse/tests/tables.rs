//! The key tables and the lowering are in step: each key of each table, written as its own example says, changes
//! the typed value. A key that is only in the table is found here.

use crate::diagnostic::{FileId, Span};
use crate::model::parse;
use crate::model::schema::{Form, Key, Need, Object, table};
use crate::source::{Entry, FileKind, Key as Name, Kind, Node, SourceFile, Style, Tree, yaml};

/// One place for everything, so that only values differ.
const AT: Span = Span { file: FileId(0), start: 0, end: 0 };

fn map(entries: Vec<Entry>) -> Node {
    Node { at: AT, kind: Kind::Map(entries) }
}

fn entry(key: &str, value: Node) -> Entry {
    Entry { key: Name { text: key.to_owned(), at: AT }, value }
}

/// The entry that an example writes.
fn example(key: &Key) -> Option<Entry> {
    let root = yaml::parse(FileId(0), key.example, 0..key.example.len()).root?;
    let first = root.entries().first()?;
    assert_eq!(first.key.text, key.name, "the example of `{}` is of another key", key.name);
    Some(entry(key.name, placeless(&first.value)))
}

fn placeless(node: &Node) -> Node {
    let kind = match &node.kind {
        Kind::Empty => Kind::Empty,
        Kind::Scalar { text, .. } => Kind::Scalar { text: text.clone(), style: Style::Quoted },
        Kind::List(items) => Kind::List(items.iter().map(placeless).collect()),
        Kind::Map(entries) => {
            Kind::Map(entries.iter().map(|e| entry(&e.key.text, placeless(&e.value))).collect())
        }
    };
    Node { at: AT, kind }
}

/// Everything a file says, as one text.
fn lowered(kind: FileKind, front: Node) -> String {
    let file = SourceFile {
        id: FileId(0),
        kind,
        lang: None,
        front: Some(front),
        front_span: AT,
        body: AT,
        broken: false,
        rescued_id: None,
        known: false,
    };
    let (h, _) = parse(Tree { files: vec![file], ..Tree::default() });
    let own: Vec<_> = h.standards.iter().filter(|s| s.at.is_some()).collect();
    let shared = (&h.settings, &h.organisation, &h.landscape, &h.glossary, &h.soa, own);
    format!("{shared:?} {:?} {:?}", h.guidelines, h.translations)
}

/// What to write around an object.
type Around = Box<dyn Fn(Node) -> Node>;

/// The objects behind a form, each with what to write around it.
fn objects(form: &'static Form) -> Vec<(&'static Object, Around)> {
    let around = |inner: &'static Form, wrap: fn(Node) -> Node| {
        let wrapped = |(object, inside): (_, Around)| {
            let outside: Around = Box::new(move |node| wrap(inside(node)));
            (object, outside)
        };
        objects(inner).into_iter().map(wrapped).collect()
    };
    match form {
        Form::Object(object) => vec![(object, Box::new(|node| node))],
        Form::OneOrList(inner) | Form::List(inner) => {
            around(inner, |node| Node { at: AT, kind: Kind::List(vec![node]) })
        }
        Form::Map(_, inner) => around(inner, |node| map(vec![entry("x", node)])),
        Form::Either(forms) => forms.iter().flat_map(objects).collect(),
        _ => Vec::new(),
    }
}

/// Entries that an object needs before a key makes sense: what must always be there, and the kind it belongs to.
fn base(object: &'static Object, key: &Key) -> Vec<Entry> {
    let kind = object.kinds.and_then(|kinds| {
        let own = kinds.words.contains(&key.name);
        let first = if kinds.optional { None } else { kinds.words.first().copied() };
        if own { None } else { key.on.first().copied().or(first) }
    });
    let needed = |k: &&Key| k.name != key.name && (k.need == Need::Always || Some(k.name) == kind);
    object.keys.iter().filter(needed).filter_map(example).collect()
}

fn walk(
    kind: FileKind,
    object: &'static Object,
    depth: usize,
    around: &dyn Fn(Node) -> Node,
    lost: &mut Vec<String>,
    seen: &mut usize,
) {
    for key in object.keys {
        let without = base(object, key);
        if let Some(written) = example(key) {
            let with = without.iter().cloned().chain([written]).collect();
            *seen += 1;
            if lowered(kind, around(map(with))) == lowered(kind, around(map(without.clone()))) {
                lost.push(format!("{} of {}", key.name, object.what));
            }
        }
        // A guideline's steps are three levels down, their outcomes five.
        if depth < 6 {
            for (inner, wrap) in objects(&key.form) {
                let inside = |node: Node| {
                    let entries = without.iter().cloned().chain([entry(key.name, wrap(node))]).collect();
                    around(map(entries))
                };
                walk(kind, inner, depth + 1, &inside, lost, seen);
            }
        }
    }
}

/// Keys whose example changes nothing, and why.
const EXPECTED: [&str; 3] = [
    // The example is the default.
    "raci of `handbook.yaml`",
    "kind of an entry of a catalogue",
    // In a guideline it is the guideline itself.
    "document of an accepted finding",
];

#[test]
fn every_key_of_the_tables_is_read() {
    let kinds = [
        FileKind::Handbook,
        FileKind::Organisation,
        FileKind::Landscape,
        FileKind::Glossary,
        FileKind::Soa,
        FileKind::Standard,
        FileKind::Guideline,
        FileKind::Translation,
    ];
    let (mut lost, mut seen) = (Vec::new(), 0);
    for kind in kinds {
        let object = table::table(kind).unwrap();
        walk(kind, object, 0, &|node| node, &mut lost, &mut seen);
    }
    lost.retain(|key| !EXPECTED.contains(&key.as_str()));
    assert!(lost.is_empty(), "in the tables, but not in the typed handbook: {lost:#?}");
    assert!(seen > 200, "only {seen} keys have an example");
}
