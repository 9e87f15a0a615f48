//! Guidelines that are taken over from an earlier run say what they would say if they were read anew.

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION};
use guidepost::checks::{self, Context, Index};
use guidepost::graph::{self, ProcessGraph};
use guidepost::model::{Handbook, Known, parse, parse_with};
use guidepost::source::{ReadOptions, Unchanged, read};
use jiff::civil::date;
use std::fs;
use std::path::Path;

fn whole(dir: &Path) -> Handbook {
    parse(read(dir, &ReadOptions::default()).expect("the folder is there")).0
}

fn taken_over(dir: &Path, known: Known) -> (Handbook, usize) {
    let options = ReadOptions { unchanged: known.unchanged(), ..ReadOptions::default() };
    let tree = read(dir, &options).expect("the folder is there");
    let kept = tree.files.iter().filter(|f| f.known).count();
    (parse_with(tree, known).0, kept)
}

/// By way of the disk, as from one build to the next.
fn remembered(handbook: &Handbook) -> Known {
    let shards = Known::shards(handbook, &Unchanged::default());
    Known::read(&shards.iter().map(|(_, bytes)| bytes.as_slice()).collect::<Vec<_>>())
}

#[test]
fn what_is_taken_over_is_what_would_be_read() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    let put = |path: &str, text: &str| fs::write(dir.path().join(path), text).expect("a file can be written");
    put("handbook.yaml", HANDBOOK);
    put("organisation.yaml", ORGANISATION);
    put("landscape.yaml", LANDSCAPE);
    for n in 1..=5 {
        put(&format!("g{n}.md"), &GUIDELINE.replace("SAL-G-001", &format!("SAL-G-00{n}")));
    }
    // Of this one something is told, so it is read anew each time.
    put("odd.md", &GUIDELINE.replace("SAL-G-001", "SAL-G-009").replace("version: \"1.0\"", "version: 1.0"));
    let first = whole(dir.path());
    let (second, kept) = taken_over(dir.path(), remembered(&first));
    assert_eq!(kept, 5);
    assert_eq!(format!("{:?}", first.guidelines), format!("{:?}", second.guidelines));

    put("g2.md", &GUIDELINE.replace("SAL-G-001", "SAL-G-002").replace("Write the offer", "Write it anew"));
    let (third, kept) = taken_over(dir.path(), Known::take(second));
    assert_eq!(kept, 4);
    assert_eq!(format!("{:?}", whole(dir.path()).guidelines), format!("{:?}", third.guidelines));

    // What a file says depends on the settings, and its place in the list on which others there are.
    put("handbook.yaml", &HANDBOOK.replace("Test handbook", "Other"));
    assert_eq!(taken_over(dir.path(), remembered(&third)).1, 0);
    put("handbook.yaml", HANDBOOK);
    put("a.md", "# A page\n");
    assert_eq!(taken_over(dir.path(), remembered(&third)).1, 0);
}

#[test]
fn only_shards_that_changed_are_written() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    let put = |path: &str, text: &str| fs::write(dir.path().join(path), text).expect("a file can be written");
    put("handbook.yaml", HANDBOOK);
    for n in 1..=5 {
        put(&format!("g{n}.md"), &GUIDELINE.replace("SAL-G-001", &format!("SAL-G-00{n}")));
    }
    let first = whole(dir.path());
    let before = remembered(&first).unchanged();
    assert!(Known::shards(&first, &before).is_empty());
    put("g2.md", &GUIDELINE.replace("SAL-G-001", "SAL-G-002").replace("Write the offer", "Write it anew"));
    assert_eq!(Known::shards(&whole(dir.path()), &before).len(), 1);
}

/// All findings of a handbook; which rules told something is left in it, as one run hands it to the next.
fn checked(handbook: &mut Handbook) -> Vec<String> {
    let graphs: Vec<ProcessGraph> = handbook.guidelines.iter().map(graph::build).collect();
    let index = Index::build(handbook, &graphs);
    let cx = Context { handbook, graphs: &graphs, index: &index, today: date(2018, 6, 15) };
    let told = checks::tell(&cx);
    handbook.told = told.alone;
    told.findings.iter().map(|f| format!("{} {:?} {}", f.rule, f.at, f.message)).collect()
}

#[test]
fn rules_that_were_quiet_are_not_asked_again_and_what_was_told_is_told_again() {
    let dir = tempfile::tempdir().expect("a folder can be made");
    let put = |path: &str, text: &str| fs::write(dir.path().join(path), text).expect("a file can be written");
    put("handbook.yaml", HANDBOOK);
    put("organisation.yaml", ORGANISATION);
    put("landscape.yaml", LANDSCAPE);
    put("fine.md", GUIDELINE);
    // Leads nowhere, and says nothing of who decides.
    let loud = GUIDELINE.replace("SAL-G-001", "SAL-G-002").replace("next: check", "next: nowhere");
    put("loud.md", &loud);
    let mut first = whole(dir.path());
    let told = checked(&mut first);
    assert!(told.iter().any(|f| f.starts_with("graph/unknown-step")), "{told:#?}");
    let file = |h: &Handbook, id: &str| h.guideline(id).expect("the guideline is there").file;
    let spoke = |h: &Handbook, id: &str| h.told[&file(h, id)].len();
    let quiet = spoke(&first, "SAL-G-001");
    assert!(quiet < spoke(&first, "SAL-G-002"));

    let (mut second, kept) = taken_over(dir.path(), remembered(&first));
    assert_eq!((kept, &second.told), (2, &first.told));
    assert_eq!(checked(&mut second), told);

    // One that was quiet is asked again once it is edited.
    put("fine.md", &GUIDELINE.replace("next: check", "next: nowhere"));
    let (mut third, _) = taken_over(dir.path(), Known::take(second));
    let told = checked(&mut third);
    assert_eq!(told.iter().filter(|f| f.starts_with("graph/unknown-step")).count(), 2, "{told:#?}");
    assert!(quiet < spoke(&third, "SAL-G-001"));
}
