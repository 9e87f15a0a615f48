//! Reading a folder that is not as it should be: a clear finding, never a stop.

#![expect(clippy::unwrap_used, reason = "a test says what it expects by falling over")]

use guidepost::source::{FileKind, ReadError, ReadOptions, Tree, read};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn tree(dir: &Path) -> Tree {
    read(dir, &ReadOptions::default()).unwrap()
}

/// `path:line:column rule` of each finding; that there is no `handbook.yaml` is told in one test only.
fn findings(tree: &Tree) -> Vec<String> {
    let line = |f: &guidepost::diagnostic::Finding| {
        let at = tree.sources.locate(f.at);
        format!("{}:{}:{} {}", tree.sources.path(f.at.file), at.line, at.column, f.rule)
    };
    tree.findings.iter().filter(|f| f.rule != "source/no-handbook").map(line).collect()
}

fn paths(tree: &Tree) -> Vec<&str> {
    tree.files.iter().map(|f| tree.sources.path(f.id)).collect()
}

#[test]
fn an_empty_folder_is_an_empty_tree() {
    let dir = folder(&[]);
    let tree = tree(dir.path());
    assert!(tree.files.is_empty() && tree.assets.is_empty() && tree.findings.is_empty());
}

#[test]
fn a_folder_of_pages_is_told_that_it_has_no_handbook_yaml() {
    let dir = folder(&[("a.md", b"# A page")]);
    let tree = tree(dir.path());
    let told: Vec<_> = tree.findings.iter().map(|f| (tree.sources.path(f.at.file), f.rule)).collect();
    assert_eq!(told, [("handbook.yaml", "source/no-handbook")]);
}

#[test]
fn no_folder_is_no_verdict() {
    let dir = folder(&[("a.md", b"x")]);
    let at = |path: &str| read(&dir.path().join(path), &ReadOptions::default());
    assert!(matches!(at("nowhere"), Err(ReadError::Missing(_))));
    assert!(matches!(at("a.md"), Err(ReadError::NotAFolder(_))));
}

#[test]
fn files_come_sorted_and_with_their_kind() {
    let dir = folder(&[
        ("handbook.yaml", b"name: x\n"),
        ("b/offer.md", b"\xef\xbb\xbf---\r\nid: B\r\n---\r\nText"),
        ("b/offer.de.md", b"---\ntitle: Angebot\n---\n"),
        ("b/order.yaml", b"id: C"),
        ("b/order.pl.yaml", b"title: X"),
        ("note.de.md", b"Only a page"),
        ("old.de.md", b"---\ntexts: { a: b }\n---\n"),
        ("a.md", b"# Page\n"),
        ("standards/own.yaml", b"id: own\n"),
        ("foreign.md", b"title: x\n---\n# Page\n"),
        ("logo.png", b"png"),
        (".git/x.md", b"no"),
        ("node_modules/x/readme.md", b"no"),
        ("~$letter.docx", b"no"),
    ]);
    let tree = tree(dir.path());
    let kinds: Vec<_> = tree.files.iter().map(|f| (tree.sources.path(f.id), f.kind)).collect();
    assert_eq!(
        kinds,
        [
            ("a.md", FileKind::Page),
            ("b/offer.de.md", FileKind::Translation),
            ("b/offer.md", FileKind::Guideline),
            ("b/order.pl.yaml", FileKind::Translation),
            ("b/order.yaml", FileKind::Guideline),
            ("foreign.md", FileKind::Page),
            ("handbook.yaml", FileKind::Handbook),
            ("note.de.md", FileKind::Page),
            ("old.de.md", FileKind::Translation),
            ("standards/own.yaml", FileKind::Standard),
        ]
    );
    assert_eq!(tree.assets, [("logo.png".to_owned(), 3)]);
    assert_eq!(findings(&tree), [""; 0]);
    let offer = &tree.files[2];
    assert_eq!(tree.sources.slice(offer.body), "Text");
    assert_eq!(offer.rescued_id.as_ref().unwrap().0, "B");
    assert_eq!(tree.files[1].lang.as_deref(), Some("de"));
}

#[test]
fn a_handbook_has_one_handbook_yaml() {
    let dir = folder(&[
        ("handbook.yaml", b"name: x\n"),
        ("handbook.yml", b"name: x\n"),
        ("Organization.yaml", b"roles: {}\n"),
        ("sub/handbook.yaml", b"name: y\n"),
        ("sub/data.yaml", b"a: b\n"),
        ("sub/offers.markdown", b"# Offers\n"),
    ]);
    let tree = tree(dir.path());
    assert_eq!(
        findings(&tree),
        [
            "Organization.yaml:1:1 source/unknown-file",
            "handbook.yml:1:1 source/unknown-file",
            "sub/data.yaml:1:1 source/unknown-file",
            "sub/handbook.yaml:1:1 source/unknown-file",
            "sub/offers.markdown:1:1 source/unknown-file",
        ]
    );
    assert_eq!(tree.of(FileKind::Handbook).count(), 1);
    assert_eq!(tree.findings[0].help, "name it `organisation.yaml`");
}

#[test]
fn what_is_no_part_of_the_handbook_is_left_out() {
    let dir = folder(&[
        ("handbook.yaml", b"ignore: [drafts, '*.bak.md', sub/old/, '[x']\n"),
        ("drafts/a.md", b"x"),
        ("deep/drafts/a.md", b"x"),
        ("a.bak.md", b"x"),
        ("sub/old/a.md", b"x"),
        ("sub/sub/old/a.md", b"x"),
        ("templates/page.html", b"x"),
        ("approvals/a.yaml", b"x: y"),
        ("acknowledgements/a.yaml", b"x: y"),
        ("sub/templates/a.md", b"x"),
        ("site/index.md", b"x"),
    ]);
    let options = ReadOptions { output: Some(dir.path().join("site")), ..ReadOptions::default() };
    let tree = read(dir.path(), &options).unwrap();
    assert_eq!(paths(&tree), ["handbook.yaml", "sub/sub/old/a.md", "sub/templates/a.md"]);
    assert_eq!(findings(&tree), ["handbook.yaml:1:40 doc/value"]);
    assert!(tree.assets.is_empty());
}

#[test]
fn a_handbook_cannot_leave_itself_out() {
    for pattern in ["/", "./", "*", "**", "handbook.yaml"] {
        let text = format!("ignore: ['{pattern}']\n");
        let dir = folder(&[("handbook.yaml", text.as_bytes()), ("a.md", b"x")]);
        let tree = tree(dir.path());
        assert!(paths(&tree).contains(&"handbook.yaml"), "{pattern}");
        let told = findings(&tree).contains(&"handbook.yaml:1:10 doc/value".to_owned());
        assert_eq!(told, matches!(pattern, "/" | "./"), "{pattern}: {:?}", findings(&tree));
    }
}

#[test]
fn a_site_of_an_earlier_build_is_no_part_of_the_handbook() {
    let dir = folder(&[
        ("a.md", b"x"),
        ("public/.guidepost-manifest.json", b"{}"),
        ("public/b.md", b"x"),
        ("public/picture.png", b""),
    ]);
    let tree = read(dir.path(), &ReadOptions::default()).unwrap();
    assert_eq!(paths(&tree), ["a.md"]);
    assert!(tree.assets.is_empty());
}

#[test]
fn an_output_folder_above_the_handbook_hides_nothing() {
    let dir = folder(&[("book/a.md", b"x")]);
    let options = ReadOptions { output: Some(dir.path().to_owned()), ..ReadOptions::default() };
    assert_eq!(paths(&read(&dir.path().join("book"), &options).unwrap()), ["a.md"]);
}

#[test]
fn a_folder_may_be_named_like_a_file() {
    let dir = folder(&[("x.md/y.md", b"y")]);
    assert_eq!(paths(&tree(dir.path())), ["x.md/y.md"]);
}

#[test]
fn other_encodings_are_told_at_the_first_bad_sign() {
    let dir = folder(&[
        ("latin.md", b"---\nid: A\ntitle: M\xfcller\n---\nText"),
        ("picture.md", b"\x89PNG\r\n\x1a\n\0\0"),
        ("wide.yaml", b"\xff\xfei\0d\0"),
    ]);
    let tree = tree(dir.path());
    assert_eq!(
        findings(&tree),
        ["latin.md:3:9 source/encoding", "picture.md:1:1 source/encoding", "wide.yaml:1:1 source/encoding"]
    );
    assert!(tree.files.iter().all(|f| f.broken));
    assert_eq!(tree.files[0].rescued_id.as_ref().unwrap().0, "A");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.md", b"---\nid: S\n---\n"), ("logo.png", b"png")]);
    let dir = folder(&[("sub/a.md", b"a"), ("sub/b.png", b"bb")]);
    let link = |to: &Path, name: &str| symlink(to, dir.path().join(name)).unwrap();
    link(&dir.path().join("sub"), "sub/loop");
    link(outside.path(), "out");
    link(&outside.path().join("secret.md"), "secret.md");
    link(&outside.path().join("logo.png"), "logo.png");
    link(Path::new("nowhere.md"), "broken.md");
    link(Path::new("self.md"), "self.md");
    link(&dir.path().join("sub/a.md"), "twice.md");
    link(Path::new("sub/b.png"), "inside.png");
    let tree = tree(dir.path());
    assert_eq!(paths(&tree), ["sub/a.md"]);
    assert_eq!(tree.assets, [("inside.png".to_owned(), 2), ("sub/b.png".to_owned(), 2)]);
    let told: Vec<_> = findings(&tree);
    let expected = ["broken.md", "logo.png", "out", "secret.md", "self.md", "sub/loop", "twice.md"];
    assert_eq!(told, expected.map(|path| format!("{path}:1:1 source/unknown-file")));
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_is_left_out() {
    use std::os::unix::ffi::OsStrExt;
    let dir = folder(&[("a.md", b"a")]);
    let name = std::ffi::OsStr::from_bytes(b"b\xff.md");
    if fs::write(dir.path().join(name), b"b").is_err() {
        return; // Some file systems take no such name.
    }
    let tree = tree(dir.path());
    assert_eq!(paths(&tree), ["a.md"]);
    assert!(tree.findings.iter().any(|f| f.rule == "source/unknown-file"));
}

#[cfg(unix)]
#[test]
fn a_pipe_does_not_block() {
    let dir = folder(&[("a.md", b"a")]);
    let pipe = dir.path().join("pipe.md");
    if !std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|s| s.success()) {
        return; // No such command here.
    }
    assert_eq!(findings(&tree(dir.path())), ["pipe.md:1:1 source/unknown-file"]);
}

#[test]
fn huge_and_hostile_files_give_one_finding_each() {
    let big = format!("---\nid: BIG\nnote: |\n{}---\nText", "  some words of text\n".repeat(500_000));
    let deep = format!("id: DEEP\na: {}{}\nb: x\n", "[".repeat(10_000), "]".repeat(10_000));
    let dashes = format!("id: DASHES\na:\n  {}x\n", "- ".repeat(10_000));
    let mut bomb = "id: BOMB\na0: &a0 [x, x]\n".to_owned();
    for n in 1..30 {
        writeln!(bomb, "a{n}: &a{n} [*a{0}, *a{0}, *a{0}]", n - 1).unwrap();
    }
    let last = format!("id: LAST\nsteps:\n{}title: a: b\n", "- do: something\n".repeat(3_000));
    let dir = folder(&[
        ("big.md", big.as_bytes()),
        ("bomb.yaml", bomb.as_bytes()),
        ("dashes.yaml", dashes.as_bytes()),
        ("deep.yaml", deep.as_bytes()),
        ("last.yaml", last.as_bytes()),
    ]);
    let tree = tree(dir.path());
    assert_eq!(
        findings(&tree),
        [
            "big.md:2:1 source/syntax",
            "bomb.yaml:2:5 source/syntax",
            "dashes.yaml:3:129 source/syntax",
            "deep.yaml:2:68 source/syntax",
            "last.yaml:3003:9 source/syntax",
        ]
    );
    let ids: Vec<_> = tree.files.iter().map(|f| f.rescued_id.as_ref().unwrap().0.as_str()).collect();
    assert_eq!(ids, ["BIG", "BOMB", "DASHES", "DEEP", "LAST"]);
    assert!(tree.files.iter().all(|f| f.broken));
}

/// The last line counts without its line end too, in front matter, prose and YAML.
#[test]
fn a_missing_final_newline_changes_nothing() {
    for (name, text) in [
        ("a.md", "---\nid: A\ntitle: T\n---\n# Text"),
        ("b.md", "---\nid: B\n---"),
        ("c.yaml", "id: C\nsteps: [x]"),
    ] {
        let with = folder(&[(name, format!("{text}\n").as_bytes())]);
        let without = folder(&[(name, text.as_bytes())]);
        let (with, without) = (tree(with.path()), tree(without.path()));
        assert_eq!(findings(&with), findings(&without), "{name}");
        let keys = |tree: &Tree| {
            let front = tree.files[0].front.as_ref().unwrap();
            front
                .entries()
                .iter()
                .map(|e| (e.key.text.clone(), format!("{:?}", e.value.text())))
                .collect::<Vec<_>>()
        };
        assert_eq!(keys(&with), keys(&without), "{name}");
    }
}
