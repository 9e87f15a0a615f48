//! A deterministic generator of handbooks: N guidelines with 12 steps, 6 duties, about 400 words and 3 links each,
//! as real as a generator can be: decisions, loops with limits, waits, hand-overs from one to the next, roles and
//! work products shared by area. The handbook checks without an error.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Words that prose is made of.
const WORDS: &[&str] = &[
    "customer",
    "offer",
    "order",
    "contract",
    "review",
    "record",
    "change",
    "risk",
    "deadline",
    "approval",
    "request",
    "delivery",
    "supplier",
    "complaint",
    "measure",
    "result",
    "period",
    "report",
    "decision",
    "document",
    "process",
    "requirement",
    "the",
    "a",
    "of",
    "in",
    "and",
    "with",
    "for",
    "is",
    "are",
    "kept",
    "checked",
    "written",
    "before",
    "after",
    "when",
    "each",
    "every",
    "must",
    "may",
    "not",
    "once",
    "until",
    "by",
    "to",
    "from",
    "as",
    "its",
    "this",
];

/// A small generator of numbers (`SplitMix64`): the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) >> 11).unwrap_or(0) % below
    }
}

/// How many areas a handbook of `n` guidelines has: about one for a hundred documents.
fn areas(n: usize) -> usize {
    n.div_ceil(100)
}

/// Writes a handbook of `n` guidelines into `dir`, which must be empty or absent. Gives the bytes written.
pub(crate) fn write(dir: &Path, n: usize) -> io::Result<u64> {
    let mut bytes = 0;
    let mut put = |path: String, text: String| -> io::Result<()> {
        let path = dir.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        bytes += text.len() as u64;
        fs::write(path, text)
    };
    put("handbook.yaml".into(), handbook(n))?;
    put("organisation.yaml".into(), organisation(n))?;
    put("landscape.yaml".into(), landscape(n))?;
    for i in 0..n {
        put(format!("a{:03}/g{:05}.md", i % areas(n), i), guideline(i, n))?;
    }
    Ok(bytes)
}

fn id(i: usize, n: usize) -> String {
    format!("A{:03}-G-{:05}", i % areas(n), i)
}

fn handbook(n: usize) -> String {
    let mut t =
        String::from("name: Generated handbook\nlanguages: [en]\nstandards: [iso9001-2015]\nraci: RASCI\n");
    t.push_str("numbering: \"{area}-{type}-{nnnnn}\"\nareas:\n");
    for a in 0..areas(n) {
        let _ = writeln!(t, "  A{a:03}: area-{a}");
    }
    t.push_str("classes:\n- { id: public, handling: For anyone }\n- { id: internal, handling: Stays in the company }\n");
    t.push_str("site-class: internal\nreview: { every: 12 months, warn: 30 days }\n");
    t
}

fn organisation(n: usize) -> String {
    let mut t = String::from("roles:\n  customer: { name: Customer, external: true }\n");
    for a in 0..areas(n) {
        for (r, name) in ["manager", "clerk", "expert", "support"].iter().enumerate() {
            // Nobody stands in for those who decide on what they made themselves.
            let deputy = if r == 0 { "manager-0" } else { "support-0" };
            let _ = writeln!(
                t,
                "  {name}-{a}: {{ name: Area {a} {name}, holder: person-{a}-{r}, deputy: {deputy} }}"
            );
        }
    }
    t.push_str("people:\n");
    for a in 0..areas(n) {
        for r in 0..4 {
            let _ = writeln!(t, "  person-{a}-{r}: {{ name: Person {a} {r} }}");
        }
    }
    t
}

fn landscape(n: usize) -> String {
    let mut t = String::from("groups:\n  core: { name: Core processes }\nprocesses:\n");
    for a in 0..areas(n) {
        let _ = writeln!(
            t,
            "  area-{a}:\n    name: Area {a}\n    group: core\n    owner: manager-{a}\n    parts:\n      part: {{ name: Part }}\n    \
             kpis:\n    - {{ id: k, name: On time, definition: Share of cases done in time, every: quarter, owner: manager-{a} }}\n    \
             risks:\n    - A case is forgotten"
        );
    }
    t
}

fn guideline(i: usize, n: usize) -> String {
    let mut dice = Dice(i as u64 + 1);
    let a = i % areas(n);
    let (from, to) = ((i + n - 1) % n, (i + 1) % n);
    let mut t = format!(
        "---\nid: {}\ntitle: Guideline {i} on {} and {}\ntype: guideline\nprocess: area-{a}/part\nstatus: approved\nclass: internal\n\
         version: \"1.0\"\nowner: manager-{a}\napproved: {{ by: manager-0, date: 2018-05-02, proof: minutes {i} }}\n\
         review: {{ every: 12 months, last: 2018-05-02 }}\nchanges:\n- {{ version: \"1.0\", date: 2018-05-02, by: clerk-{a}, why: First version }}\n\
         purpose: Handle cases of kind {i}\nscope: Area {a}\nnorms: [iso9001:8.2.{}]\n",
        id(i, n),
        WORDS[dice.roll(22)],
        WORDS[dice.roll(22)],
        1 + i % 4,
    );
    let _ = write!(
        t,
        "records:\n  result-{i}: {{ kept-in: Archive, keep: 3 years }}\nresponsibilities:\n  manager-{a}: Decide and answer for the cases\n  \
         clerk-{a}: Do the work, write it down\n  expert-{a}: Advise\n  support-{a}: Help\nduties:\n"
    );
    for d in 0..6 {
        let _ = writeln!(
            t,
            "- {{ id: duty-{d}, what: Look at {} {d}, who: clerk-{a}, every: quarter, last: 2018-05-02 }}",
            WORDS[dice.roll(22)]
        );
    }
    let _ = write!(
        t,
        "defaults: {{ A: manager-{a} }}\nstart: {{ event: A case comes in, from: {}, out: case-{from}, next: open }}\nphases:\n\
         - id: prepare\n  name: Prepare\n  steps:\n  \
         - {{ id: open, do: Open the case, R: clerk-{a}, in: case-{from}, out: file-{i}, within: 2 days, late: complete, next: gather }}\n  \
         - {{ id: gather, do: Gather what is needed, R: clerk-{a}, S: support-{a}, in: file-{i}?, next: complete }}\n  \
         - id: complete\n    ask: Is everything there?\n    complete: true\n    limit: 3 rounds\n    outcomes: {{ complete: split, incomplete: gather }}\n\
         - id: work\n  name: Work\n  steps:\n  \
         - {{ id: split, parallel: [analyse, calculate], join: check }}\n  \
         - {{ id: analyse, do: Analyse the {}, R: expert-{a}, C: manager-{a}, out: analysis-{i}, next: check }}\n  \
         - {{ id: calculate, do: Calculate the {}, R: clerk-{a}, out: figures-{i}, next: check }}\n  \
         - id: check\n    ask: Is the result in order?\n    complete: true\n    in: [analysis-{i}, figures-{i}]\n    limit: 3 rounds\n    outcomes: {{ good: send, rework: split, stop: stopped }}\n\
         - id: close\n  name: Close\n  steps:\n  \
         - {{ id: send, do: Send the result, R: clerk-{a}, I: customer, out: result-{i}, next: answer }}\n  \
         - {{ id: answer, wait: The customer answers, for: customer, within: 10 days, late: file, next: file }}\n  \
         - {{ id: file, do: File everything, R: support-{a}, in: result-{i}, out: case-{i}, next: done }}\n  \
         - {{ id: done, end: Done, hand-over: {{ {}: case-{i} }} }}\n  \
         - {{ id: stopped, end: Stopped }}\n---\n\n",
        id(from, n),
        WORDS[dice.roll(22)],
        WORDS[dice.roll(22)],
        id(to, n),
    );
    prose(&mut t, &mut dice, n);
    t
}

/// About 400 words in four sections, and three links to other guidelines.
fn prose(t: &mut String, dice: &mut Dice, n: usize) {
    for (s, heading) in ["Description", "Opening {#open}", "Checking {#check}", "Notes"].iter().enumerate() {
        let _ = writeln!(t, "## {heading}\n");
        for sentence in 0..10 {
            let mut first = true;
            for _ in 0..10 {
                let word = WORDS[dice.roll(WORDS.len())];
                if first {
                    t.push_str(&word[..1].to_uppercase());
                    t.push_str(&word[1..]);
                } else {
                    t.push(' ');
                    t.push_str(word);
                }
                first = false;
            }
            if s < 3 && sentence == 5 {
                let other = dice.roll(n);
                let _ = write!(t, ", see [[{}]]", id(other, n));
            }
            t.push_str(if sentence % 5 == 4 { ".\n\n" } else { ". " });
        }
    }
}
