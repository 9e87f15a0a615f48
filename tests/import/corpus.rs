//! All files of the folder that `BPMN_CORPUS` names.

use super::way_back::{differences, handbook, imported};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Every BPMN file of the corpus, sorted; nothing where there is none.
pub fn files() -> Vec<(String, String)> {
    let Ok(corpus) = std::env::var("BPMN_CORPUS") else {
        eprintln!("left out: BPMN_CORPUS does not name a folder of BPMN files");
        return Vec::new();
    };
    let corpus = PathBuf::from(corpus);
    let mut todo: Vec<PathBuf> = vec![corpus.clone()];
    let mut found = Vec::new();
    while let Some(folder) = todo.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|e| e == "bpmn") {
                let name = path.strip_prefix(&corpus).unwrap_or(Path::new("")).display().to_string();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_file_gives_guidelines_of_the_right_form() {
    let mut rules: BTreeMap<String, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let (_, form, found) = handbook(&imported(&text));
        wrong.extend(form.into_iter().map(|f| format!("{name}: {f}")));
        for rule in found {
            *rules.entry(rule).or_default() += 1;
        }
    }
    eprintln!("{rules:#?}");
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// What was carried whole can do the same as what it was made of.
#[test]
fn guidelines_are_as_sound_as_their_drawings() {
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (name, text) in files() {
        let made = imported(&text);
        let parts = guidepost::proof::bpmn::lower(&guidepost::bpmn::read(&text).unwrap());
        let ([one], [part]) = (made.as_slice(), parts.as_slice()) else { continue };
        if one.remarks.iter().any(|r| r.why.lost()) {
            continue;
        }
        let (handbook, _, _) = handbook(&made);
        let g = &handbook.guidelines[0];
        let before = part.prove(100_000);
        let after = guidepost::proof::lower::lower(g, &guidepost::graph::build(g)).prove(100_000);
        let (before, after) = (before.reason(), after.reason());
        compared += 1;
        if before != after {
            wrong.push(format!("{name}: {before:?} was drawn, {after:?} is made of it"));
        }
    }
    eprintln!("{compared} guidelines were compared with their drawings");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_comes_back_the_same() {
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let (handbook, _, _) = handbook(&imported(&text));
        wrong.extend(differences(&handbook).into_iter().map(|d| format!("{name}: {d}")));
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}
