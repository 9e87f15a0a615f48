//! Data goes one way: a room uses the rooms before it and none after it (ARCHITECTURE.md). This reads the
//! `crate::…` paths of every file and fails on an arrow that runs back.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by falling over")]

use std::fs;
use std::path::{Path, PathBuf};

/// Room and the rooms it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("source", &["diagnostic"]),
    ("model", &["diagnostic", "source"]),
    ("graph", &["diagnostic", "model"]),
    ("bpmn", &["diagnostic"]),
    ("proof", &["diagnostic", "model", "graph", "bpmn"]),
    ("checks", &["diagnostic", "source", "model", "graph", "proof"]),
    ("chart", &["diagnostic", "model", "graph"]),
    ("render", &["diagnostic", "source", "model", "graph", "checks", "chart"]),
    ("output", &["diagnostic", "render"]),
    ("history", &["diagnostic", "source"]),
    ("import", &["diagnostic", "model", "bpmn"]),
    (
        "commands",
        &[
            "diagnostic",
            "source",
            "model",
            "graph",
            "bpmn",
            "proof",
            "checks",
            "chart",
            "render",
            "output",
            "history",
            "import",
        ],
    ),
];

/// Words that only the rooms named may hold: disk, clock, environment, printing.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("std::fs", &["source", "output", "commands"]),
    ("walkdir::", &["source", "output", "commands"]),
    ("std::env", &["commands"]),
    ("SystemTime", &["commands", "output"]),
    ("Zoned::now", &["commands"]),
    ("println!", &["commands"]),
];

#[test]
fn data_goes_one_way() {
    let mut wrong = Vec::new();
    for (room, file) in files() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(r, _)| *r == room) else {
            wrong.push(format!("{}: the room `{room}` is not in ARCHITECTURE.md's list", file.display()));
            continue;
        };
        for (n, line) in code(&file).lines().enumerate() {
            for used in line
                .match_indices("crate::")
                .filter_map(|(at, _)| line[at + 7..].split([':', ';', ',', ' ', '}']).next())
            {
                let known = MAY_USE.iter().any(|(r, _)| *r == used);
                if known && used != room && !allowed.contains(&used) {
                    wrong.push(format!("{}:{}: `{room}` uses `{used}`", file.display(), n + 1));
                }
            }
            for (word, rooms) in ONLY_IN {
                if line.contains(word) && !rooms.contains(&room.as_str()) {
                    wrong.push(format!("{}:{}: `{word}` has no place in `{room}`", file.display(), n + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is_for() {
    for (_, file) in files() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//!"), "{} does not begin with `//!`", file.display());
    }
}

/// The text of a file without comments and without its test modules.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    text.lines().map(|l| if l.trim_start().starts_with("//") { "" } else { l }).collect::<Vec<_>>().join("\n")
}

/// Every source file with its room.
fn files() -> Vec<(String, PathBuf)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut todo: Vec<PathBuf> =
        fs::read_dir(&src).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let room = path.strip_prefix(&src).unwrap().components().next().unwrap();
                found.push((room.as_os_str().to_string_lossy().into_owned(), path));
            }
        }
    }
    found.sort();
    found
}
