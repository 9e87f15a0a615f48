//! `check` and `build` of generated handbooks of 100, 1,000 and 10,000 guidelines, as whole processes: time, peak
//! memory, and the ratio to something run beside it in turn: reading the same files and hashing them. Times drift
//! with the machine, ratios hardly do; growth is linear when the time per guideline stays.
//!
//! `cargo bench --bench handbook`; `GUIDEPOST_BENCH_SIZES=100,1000` for others.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints its table and may stop at anything"
)]

mod generate;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Runs of each, of which the middle one is quoted.
const RUNS: usize = 5;

fn main() {
    let sizes = std::env::var("GUIDEPOST_BENCH_SIZES").unwrap_or_else(|_| "100,1000,10000".to_owned());
    println!(
        "{:>7} {:<6} {:>9} {:>11} {:>8} {:>11} {:>9}",
        "N", "", "seconds", "ms per doc", "MB peak", "MB of text", "x reading"
    );
    for n in sizes.split(',').filter_map(|n| n.trim().parse::<usize>().ok()) {
        let folder = std::env::temp_dir().join(format!("guidepost-bench-{}-{n}", std::process::id()));
        let handbook = folder.join("handbook");
        let bytes = generate::write(&handbook, n).unwrap();
        for command in ["check", "build"] {
            let mut taken = Vec::new();
            for run in 0..=RUNS {
                let (seconds, memory) = guidepost(command, &handbook, &folder.join(format!("site-{run}")));
                let beside = read_and_hash(&handbook);
                // The first run warms the disk cache and is not counted.
                if run > 0 {
                    taken.push((seconds, memory, seconds / beside));
                }
            }
            taken.sort_by(|a, b| a.0.total_cmp(&b.0));
            let (seconds, memory, ratio) = taken[taken.len() / 2];
            println!(
                "{n:>7} {command:<6} {seconds:>9.3} {:>11.3} {memory:>8.0} {:>11.1} {ratio:>9.1}",
                seconds * 1000.0 / n as f64,
                bytes as f64 / 1e6,
            );
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}

/// Wall time in seconds and peak memory in MB of one command; each build goes into a folder of its own.
fn guidepost(command: &str, handbook: &Path, site: &Path) -> (f64, f64) {
    let mut call = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    call.arg(command)
        .arg(handbook)
        .args(["--today", "2018-06-15"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if command == "build" {
        call.arg("-o").arg(site);
    }
    let started = Instant::now();
    let mut child = call.spawn().unwrap();
    let mut peak = 0.0;
    let status = loop {
        peak = memory(child.id()).unwrap_or(peak).max(peak);
        match child.try_wait().unwrap() {
            Some(status) => break status,
            None => sleep(Duration::from_millis(2)),
        }
    };
    let seconds = started.elapsed().as_secs_f64();
    assert!(status.success(), "guidepost {command} failed: run it by hand on {}", handbook.display());
    (seconds, peak)
}

/// Peak resident memory of a running process in MB, where the system tells (Linux).
fn memory(pid: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kb| kb / 1024.0)
}

/// Seconds to read every file of a folder and hash it: the least that any checker must do.
fn read_and_hash(folder: &Path) -> f64 {
    let started = Instant::now();
    let mut hasher = blake3::Hasher::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(dir) = todo.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                todo.push(path);
            } else {
                hasher.update(&fs::read(path).unwrap());
            }
        }
    }
    assert!(hasher.finalize().as_bytes().len() == 32);
    started.elapsed().as_secs_f64()
}
