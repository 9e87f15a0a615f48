//! What is generated is what is committed. `make docs` writes the files anew (`UPDATE_DOCS=1`).
#![expect(clippy::unwrap_used, reason = "a test says what it expects by falling over")]

use std::fs;
use std::path::Path;

/// Compares a file of the repository with what the code makes of it, or writes it.
fn held(path: &str, made: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, made).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == made, "{path} is not what the code makes: run `make docs`");
}

#[test]
fn rule_pages() {
    let pages = guidepost::checks::docs::pages();
    for (name, text) in &pages {
        held(&format!("docs/rules/{name}"), text);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(pages.iter().any(|(page, _)| *page == name), "docs/rules/{name} belongs to no rule family");
    }
}

#[test]
fn format_reference() {
    held("docs/format.md", &guidepost::model::schema::reference());
}

#[test]
fn command_reference() {
    held("docs/commands.md", &guidepost::commands::reference());
}

/// The README names every command.
#[test]
fn commands_in_the_readme() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let table = readme.split("## Commands").nth(1).unwrap().split("\n## ").next().unwrap();
    let reference = guidepost::commands::reference();
    for command in reference.lines().filter_map(|line| line.strip_prefix("## guidepost ")) {
        assert!(
            table.contains(&format!("`guidepost {command}")),
            "`guidepost {command}` is not in the table"
        );
    }
}

/// What the README and ARCHITECTURE.md lead to is there.
#[test]
fn links_of_the_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for page in ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(root.join(page)).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap();
            assert!(path.contains("://") || root.join(path).exists(), "{page} leads to {link}");
        }
    }
}

/// The README lists each dependency with the reason that stands in Cargo.toml.
#[test]
fn dependencies_in_the_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cargo = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let mut table = String::from("| crate | for |\n|---|---|\n");
    let mut reason = String::new();
    let mut inside = false;
    for line in cargo.lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]";
            reason.clear();
        } else if let Some(comment) = line.strip_prefix("# ").filter(|_| inside) {
            if !reason.is_empty() {
                reason.push(' ');
            }
            reason.push_str(comment);
        } else if let Some((name, _)) = line.split_once(" =").filter(|_| inside) {
            assert!(!reason.is_empty(), "{name} has no reason in Cargo.toml");
            let shared = format!("| `{name}` | {} |\n", reason.trim_end_matches('.'));
            table.push_str(&shared);
        } else if line.is_empty() {
            reason.clear();
        }
        if line.contains(" = ") && inside && !next_shares(&cargo, line) {
            reason.clear();
        }
    }
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let (open, close) = ("<!-- dependencies -->\n", "<!-- end -->");
    let start = readme.find(open).expect("README.md has the mark") + open.len();
    let end = readme.find(close).expect("README.md has the end mark");
    let made = format!("{}{table}{}", &readme[..start], &readme[end..]);
    held("README.md", &made);
}

/// Whether the line after `line` is a dependency too, without a comment of its own: both have one reason.
fn next_shares(cargo: &str, line: &str) -> bool {
    let mut lines = cargo.lines().skip_while(|l| *l != line).skip(1);
    lines.next().is_some_and(|next| next.contains(" = "))
}
