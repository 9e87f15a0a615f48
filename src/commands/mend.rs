//! `check --fix`: makes the edits that findings hold and that are safe, and nothing else in a file.
//!
//! An edit is safe where nobody could have meant anything else (`Fix::safe`). After each round the handbook is checked
//! anew, since the cause of a finding may hide others that can be mended too; a file in which there is more wrong
//! after a round than before is put back as it was.

use super::Failure;
use super::pipeline::Checked;
use crate::diagnostic::{FileId, Finding, Fix, Severity, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// More rounds than that nobody needs; each one mends what the round before brought to light.
const MOST_ROUNDS: usize = 8;

/// What was mended.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// Where, and what is written there now.
    edits: Vec<String>,
    /// Files that were written.
    files: BTreeSet<String>,
    /// What was left as it is, and why.
    left: Vec<String>,
}

/// A file before a round: for the case that it has to be put back.
struct Before {
    disk: PathBuf,
    bytes: Vec<u8>,
    /// Errors and warnings in it.
    wrong: (usize, usize),
}

/// Mends the handbook in `dir`, and gives its state after that. `check` reads and checks it.
pub(super) fn mend(
    dir: &Path,
    mut checked: Checked,
    check: impl Fn() -> Result<Checked, Failure>,
) -> Result<(Checked, Mended), Failure> {
    let mut mended = Mended::default();
    let mut given_up: BTreeSet<String> = BTreeSet::new();
    for _ in 0..MOST_ROUNDS {
        let (sources, findings) = (&checked.handbook.sources, &checked.verdict.findings);
        let mut round: Vec<(String, Before, Vec<String>)> = Vec::new();
        for (file, fixes) in by_file(findings) {
            let path = sources.path(file).to_owned();
            if given_up.contains(&path) {
                continue;
            }
            let disk = dir.join(&path);
            match edit(&disk, &sources.get(file).text, &fixes) {
                Ok(bytes) => {
                    let said = fixes.iter().map(|fix| said(sources, fix)).collect();
                    round.push((path, Before { disk, bytes, wrong: wrong(findings, file) }, said));
                }
                Err(why) => {
                    mended.left.push(format!("{path}: {why}"));
                    given_up.insert(path);
                }
            }
        }
        if round.is_empty() {
            break;
        }
        checked = check()?;
        let mut back = false;
        for (path, before, said) in round {
            let file = checked.handbook.sources.iter().find(|(_, s)| s.path == path).map(|(id, _)| id);
            let now = file.map_or((0, 0), |file| wrong(&checked.verdict.findings, file));
            if now > before.wrong {
                put(&before.disk, &before.bytes).map_err(|why| unwritten(&before.disk, &why))?;
                mended
                    .left
                    .push(format!("{path}: the edits would have broken something else; left as it was"));
                given_up.insert(path);
                back = true;
            } else {
                mended.edits.extend(said);
                mended.files.insert(path);
            }
        }
        if back {
            checked = check()?;
        }
    }
    Ok((checked, mended))
}

impl Mended {
    /// What was done, a line for each edit, and how many.
    pub(super) fn text(&self) -> String {
        let mut lines: Vec<String> = self.edits.clone();
        lines.extend(self.left.iter().map(|why| format!("Not mended: {why}")));
        let many = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        lines.push(match self.edits.len() {
            0 => "There was nothing to mend that is safe to mend without asking.".to_owned(),
            n => format!(
                "Made {} in {}. What follows is left for you.",
                many(n, "edit"),
                many(self.files.len(), "file")
            ),
        });
        lines.join("\n")
    }
}

/// Safe edits by file, in order of place; of two that touch each other the first.
fn by_file(findings: &[Finding]) -> BTreeMap<FileId, Vec<Fix>> {
    let mut all: BTreeMap<FileId, Vec<Fix>> = BTreeMap::new();
    for fix in findings.iter().filter_map(|f| f.fix.as_ref()).filter(|fix| fix.safe) {
        all.entry(fix.at.file).or_default().push(fix.clone());
    }
    for fixes in all.values_mut() {
        fixes.sort_by_key(|fix| (fix.at.start, fix.at.end));
        let mut end = None;
        fixes.retain(|fix| {
            let free = end.is_none_or(|end| fix.at.start > end);
            if free {
                end = Some(fix.at.end);
            }
            free
        });
    }
    all
}

/// How many errors and warnings there are in a file, with those that follow from others.
fn wrong(findings: &[Finding], file: FileId) -> (usize, usize) {
    let (mut errors, mut warnings) = (0, 0);
    for finding in findings {
        for f in std::iter::once(finding).chain(&finding.follows).filter(|f| f.at.file == file) {
            match f.severity.or(finding.severity) {
                Some(Severity::Error) => errors += 1,
                Some(Severity::Warning) => warnings += 1,
                _ => {}
            }
        }
    }
    (errors, warnings)
}

fn said(sources: &Sources, fix: &Fix) -> String {
    let place = sources.locate(fix.at);
    format!("{}:{}:{}: {}", sources.path(fix.at.file), place.line, place.column, fix.what)
}

/// Writes a file with edits made and gives its bytes of before; or says why that cannot be.
fn edit(disk: &Path, text: &str, fixes: &[Fix]) -> Result<Vec<u8>, String> {
    let meta = fs::symlink_metadata(disk).map_err(|why| format!("it cannot be read: {why}"))?;
    if !meta.is_file() {
        return Err("it is a link, and where that leads may be no part of the handbook".to_owned());
    }
    let before = fs::read(disk).map_err(|why| format!("it cannot be read: {why}"))?;
    let mark: &[u8] = b"\xef\xbb\xbf";
    let (lead, body) = before.strip_prefix(mark).map_or((&[][..], &before[..]), |body| (mark, body));
    // Lines may end as on the Macs of old, for which places stay the same.
    let alike = body.len() == text.len()
        && body.iter().zip(text.bytes()).all(|(&a, b)| a == b || (a == b'\r' && b == b'\n'));
    if !alike {
        return Err("it was changed while it was read; run the check again".to_owned());
    }
    let newline: &[u8] = match body.iter().position(|&b| b == b'\r') {
        Some(at) if body.get(at + 1) == Some(&b'\n') => b"\r\n",
        Some(_) if !body.contains(&b'\n') => b"\r",
        _ => b"\n",
    };
    let mut after = lead.to_vec();
    let mut done = 0;
    for fix in fixes {
        let (start, end) = (fix.at.start as usize, fix.at.end as usize);
        after.extend(body.get(done..start).ok_or("an edit lies outside of it")?);
        for (n, line) in fix.text.split('\n').enumerate() {
            if n > 0 {
                after.extend(newline);
            }
            after.extend(line.as_bytes());
        }
        done = end;
    }
    after.extend(body.get(done..).ok_or("an edit lies outside of it")?);
    put(disk, &after).map_err(|why| format!("it cannot be written: {why}"))?;
    Ok(before)
}

/// Replaces a file in one step, so that a crash leaves the old one; its rights stay.
fn put(disk: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let name = disk.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    // Hidden, so that it is no part of the handbook even if it stays behind.
    let draft = disk.with_file_name(format!(".{name}.draft-{}", std::process::id()));
    let rights = fs::metadata(disk)?.permissions();
    let done = fs::write(&draft, bytes)
        .and_then(|()| fs::set_permissions(&draft, rights))
        .and_then(|()| fs::rename(&draft, disk));
    if done.is_err() {
        let _ = fs::remove_file(&draft);
    }
    done
}

fn unwritten(disk: &Path, why: &std::io::Error) -> Failure {
    Failure(format!("cannot put {} back as it was: {why}", disk.display()))
}
