//! A build that remembers the one before gives the bytes of a clean build, whatever was edited between them; and it
//! makes only those pages anew that could have changed.

use super::{GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION};
use guidepost::checks::{self, Context, Index, Selection};
use guidepost::graph::{self, ProcessGraph};
use guidepost::model::parse;
use guidepost::render::{Edition, Fault, Memory, Pages, Site};
use guidepost::source::from_texts;
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

type Bytes = BTreeMap<String, Vec<u8>>;

/// A site in the making, over the one before.
struct Onto<'a> {
    before: &'a Bytes,
    now: Mutex<Bytes>,
    /// What was made anew.
    made: Mutex<BTreeSet<String>>,
}

impl Pages<Fault> for Onto<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.made.lock().expect("no panic holds the lock").insert(path.to_owned());
        let before =
            self.now.lock().expect("no panic holds the lock").insert(path.to_owned(), bytes.to_vec());
        assert!(before.is_none(), "{path} is written twice");
        Ok(())
    }

    fn has(&self, path: &str) -> bool {
        self.before.contains_key(path)
    }

    fn text(&self, path: &str) -> Option<String> {
        String::from_utf8(self.before.get(path)?.clone()).ok()
    }

    fn keep(&self, path: &str) -> Result<(), Fault> {
        let bytes = self.before.get(path).expect("only what is there is kept").clone();
        self.now.lock().expect("no panic holds the lock").insert(path.to_owned(), bytes);
        Ok(())
    }
}

/// What a build gave.
struct Built {
    files: Bytes,
    memory: Memory,
    made: BTreeSet<String>,
}

fn build(texts: &BTreeMap<String, String>, before: Option<&Built>) -> Built {
    let list: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
    let (handbook, mut found) = parse(from_texts(&list));
    let graphs: Vec<ProcessGraph> = handbook.guidelines.iter().map(graph::build).collect();
    let index = Index::build(&handbook, &graphs);
    let today = date(2018, 6, 15);
    let cx = Context { handbook: &handbook, graphs: &graphs, index: &index, today };
    found.extend(checks::run(&cx));
    let verdict = checks::judge(&cx, found, None, &Selection::default());
    let edition = Edition {
        handbook: &handbook,
        graphs: &graphs,
        findings: &verdict.findings,
        today,
        draft: false,
        prints: guidepost::render::Prints::Auto,
    };
    let nothing = Bytes::new();
    let onto =
        Onto { before: before.map_or(&nothing, |b| &b.files), now: Mutex::default(), made: Mutex::default() };
    let site = Site::new(edition, &[]);
    let (_, memory) = site.write(before.map(|b| &b.memory), &onto).expect("our own templates fit every page");
    Built {
        files: onto.now.into_inner().expect("no panic held the lock"),
        made: onto.made.into_inner().expect("no panic held the lock"),
        memory,
    }
}

/// Six guidelines that hand over to each other, call each other, share roles and work products and link to each
/// other; a plain page, translations, a glossary.
fn handbook() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut put = |path: &str, text: String| {
        files.insert(path.to_owned(), text);
    };
    put("handbook.yaml", HANDBOOK.replace("[en]", "[en, de]\nstandards: [iso9001-2015]"));
    put("organisation.yaml", ORGANISATION.to_owned());
    let second =
        "  service: { name: Service, parts: { calls: { name: Calls }, visits: { name: Visits } } }\n";
    put("landscape.yaml", format!("{LANDSCAPE}{second}"));
    put(
        "glossary.yaml",
        "terms:\n  offer: { name: Offer, meaning: What we promise, avoid: quote }\n".to_owned(),
    );
    put("README.md", "# Reading\n\nBegin with [[SAL-G-001]] or [the notes](notes.md).\n".to_owned());
    put("notes.md", "# Notes\n\nSee [the check](SAL-G-002#check).\n".to_owned());
    for n in 1..=6 {
        let (next, other) = (n % 6 + 1, (n + 2) % 6 + 1);
        let place =
            ["sales/offers", "service/calls", "service/visits", "sales", "service/calls", "sales/offers"];
        let text = GUIDELINE
            .replace("SAL-G-001#check", &format!("SAL-G-00{other}#check"))
            .replace("id: SAL-G-001", &format!("id: SAL-G-00{n}"))
            .replace("title: Make an offer", &format!("title: Make offer {n}"))
            .replace("process: sales/offers", &format!("process: {}", place[n - 1]))
            .replace("out: offer", &format!("out: [offer-{n}, shared]"))
            .replace("in: offer", &format!("in: [offer-{n}, shared?]"))
            .replace("end: Sent }", &format!("end: Sent, hand-over: {{ SAL-G-00{next}: offer-{n} }} }}"))
            .replace(
                "steps:\n",
                &format!(
                    "acknowledge: [clerk]\nnorms: [iso9001:8.2.{n}]\nrisks: [It is late]\nkpis:\n\
                     - {{ id: k, name: On time, owner: head }}\nduties:\n\
                     - {{ id: d, what: Look again, who: clerk, every: month, last: 2018-05-02 }}\n\
                     rules:\n- {{ id: r, path: {{ to: sent, through: check }}, text: Nothing goes unchecked }}\n\
                     steps:\n- {{ id: ask, call: SAL-G-00{other}, A: head, next: write }}\n"
                ),
            );
        put(&format!("sales/g{n}.md"), text);
    }
    put(
        "sales/g1.de.md",
        "---\nversion: \"1.0\"\ntitle: Angebot machen\npurpose: Richtige Angebote\ntexts:\n  write: Schreiben\n---\n## Wie {#write}\n\nSorgfältig.\n"
            .to_owned(),
    );
    files
}

/// A small generator of numbers: the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n.max(1)
    }
}

/// An edit as people make them: a word replaced by one that stands elsewhere, a line gone, a line twice, a file gone
/// or a new one.
fn edit(files: &mut BTreeMap<String, String>, dice: &mut Dice) -> String {
    let paths: Vec<String> = files.keys().cloned().collect();
    let path = paths[dice.below(paths.len())].clone();
    let mut lines: Vec<String> = files[&path].lines().map(str::to_owned).collect();
    let at = dice.below(lines.len());
    match dice.below(24) {
        0 if path.starts_with("sales/") => {
            files.remove(&path);
            return format!("{path} is gone");
        }
        1 => {
            let text = files[&path].replace("SAL-G-00", "SAL-G-01");
            files.insert("sales/new.md".to_owned(), text);
            return format!("a copy of {path}");
        }
        2 | 3 if lines.len() > 3 => {
            lines.remove(at);
        }
        4 => lines.insert(at, lines[at].clone()),
        5..=7 => lines.push("One more sentence.".to_owned()),
        _ => {
            let from = &files[&paths[dice.below(paths.len())]];
            let words: Vec<&str> =
                from.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).collect();
            let new = words[dice.below(words.len())].to_owned();
            let own: Vec<String> = lines[at]
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .filter(|w| !w.is_empty())
                .map(str::to_owned)
                .collect();
            if !own.is_empty() {
                let old = &own[dice.below(own.len())];
                lines[at] = lines[at].replacen(old.as_str(), &new, 1);
            }
        }
    }
    let line = lines.get(at).cloned().unwrap_or_default();
    files.insert(path.clone(), lines.join("\n") + "\n");
    format!("{path}:{} now \"{line}\"", at + 1)
}

#[test]
fn whatever_is_edited_the_bytes_are_those_of_a_clean_build() {
    let mut dice = Dice(4);
    let (mut kept, mut all) = (0, 0);
    for _ in 0..6 {
        let mut files = handbook();
        let mut built = build(&files, None);
        let mut edits = Vec::new();
        for _ in 0..8 {
            edits.push(edit(&mut files, &mut dice));
            let next = build(&files, Some(&built));
            let clean = build(&files, None);
            let differ: Vec<&String> = clean
                .files
                .keys()
                .chain(next.files.keys())
                .filter(|path| clean.files.get(*path) != next.files.get(*path))
                .collect();
            assert!(differ.is_empty(), "after {edits:#?} these differ from a clean build: {differ:?}");
            kept += next.files.len() - next.made.len();
            all += next.files.len();
            built = next;
        }
    }
    assert!(kept * 3 > all, "of {all} pages only {kept} were kept: nothing is gained");
}

#[test]
fn an_edit_of_prose_makes_one_page_anew() {
    let mut files = handbook();
    let before = build(&files, None);
    let text = files["sales/g3.md"].replace("With care.", "With great care.");
    files.insert("sales/g3.md".to_owned(), text);
    let after = build(&files, Some(&before));
    // The page about the edition has a digest of all texts; a print has the document in it.
    let page = |p: &str| p.rsplit_once('.').is_some_and(|(_, end)| end == "html");
    let counts = |p: &&str| page(p) && !p.contains("about/") && !p.contains("print/");
    let pages: Vec<&str> = after.made.iter().map(String::as_str).filter(counts).collect();
    assert_eq!(pages, ["d/SAL-G-003/index.html", "de/d/SAL-G-003/index.html"]);
}

#[test]
fn nothing_edited_makes_no_page_anew() {
    let files = handbook();
    let before = build(&files, None);
    let after = build(&files, Some(&before));
    assert_eq!(before.files, after.files);
    let html = after.made.iter().filter(|p| p.rsplit_once('.').is_some_and(|(_, end)| end == "html"));
    assert_eq!(html.count(), 0);
}

/// Many guidelines with long prose, so that the files of the search index are several.
fn library(count: usize) -> BTreeMap<String, String> {
    let mut files = handbook();
    files.retain(|path, _| !path.starts_with("sales/"));
    files.insert("handbook.yaml".to_owned(), HANDBOOK.to_owned());
    for n in 0..count {
        let words: Vec<String> = (0..600).map(|w| format!("word{}", (n * 7 + w * w) % 90)).collect();
        let words = words.join(" ");
        let text = GUIDELINE
            .replace("SAL-G-001#check", "#check")
            .replace("id: SAL-G-001", &format!("id: LIB-G-{n:03}"))
            .replace("title: Make an offer", &format!("title: Number {n}"))
            .replace("out: offer", &format!("out: offer-{n:03}"))
            .replace("in: offer", &format!("in: offer-{n:03}"));
        files.insert(format!("library/g{n:03}.md"), format!("{text}\n{words}\n"));
    }
    files
}

#[test]
fn files_of_the_index_stay_where_what_is_in_them_stayed() {
    let mut files = library(40);
    let mut built = build(&files, None);
    let texts = |built: &Built| built.files.keys().filter(|p| p.starts_with("search/e")).count();
    assert!(texts(&built) > 3, "{}", texts(&built));
    let edits: [(&str, &str, &str); 7] = [
        ("g020", "word1 ", "word2 "),
        ("g003", "word", "another word that makes it longer, "),
        ("g007", "Write the offer", "Write the whole offer"),
        ("g011", "offer-011", "paper-011"),
        ("g011", "title: Number", "title: A number"),
        ("g030", "out: offer-030", "out: [offer-030, more-030]"),
        ("g030", "out: [offer-030, more-030]", "out: offer-030"),
    ];
    for (path, old, new) in edits {
        let path = format!("library/{path}.md");
        let text = files[&path].replacen(old, new, if old.starts_with("offer") { 9 } else { 1 });
        files.insert(path.clone(), text);
        let next = build(&files, Some(&built));
        let clean = build(&files, None);
        assert!(next.files == clean.files, "after {new:?} in {path} the site differs from a clean build");
        let anew = next.made.iter().filter(|p| p.starts_with("search/e")).count();
        assert!(anew * 2 <= texts(&next), "{anew} of {} files of texts are made anew", texts(&next));
        built = next;
    }
    // With documents that come and go all is gathered anew.
    let extra = files["library/g005.md"].replace("LIB-G-005", "LIB-G-099");
    files.insert("library/a.md".to_owned(), extra);
    files.remove("library/g030.md");
    assert!(build(&files, Some(&built)).files == build(&files, None).files);
}

#[test]
fn lists_that_name_no_step_stay_when_a_step_is_called_otherwise() {
    let mut files = handbook();
    let before = build(&files, None);
    let text = files["sales/g4.md"].replace("Write the offer", "Write it down");
    assert_ne!(text, files["sales/g4.md"]);
    files.insert("sales/g4.md".to_owned(), text);
    let after = build(&files, Some(&before));
    for list in ["register/index.html", "a-z/index.html", "p/index.html", "calendar/index.html", "feed.xml"] {
        assert!(before.files.contains_key(list), "{list}");
        assert!(!after.made.contains(list), "{list}");
    }
}
