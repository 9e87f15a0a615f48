//! The index of the search, read back as the script of the page reads it: `templates/assets/guidepost.js` has the
//! same few lines.

use super::{Files, GUIDELINE, HANDBOOK, LANDSCAPE, ORGANISATION, build};
use serde_json::Value;
use std::fmt::Write as _;

/// What stands between the quotes of a file of the index.
fn data(files: &Files, path: &str) -> String {
    let text = super::page(files, path);
    let from = text.find(",\"").expect("a call with a name and a string") + 2;
    let inner = text[from..].strip_suffix("\")\n").expect("nothing follows the string");
    assert!(!inner.contains('\n'), "{path} is one line");
    inner.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// The next number of a text.
fn number(text: &mut &str) -> usize {
    let mut n = 0;
    loop {
        let c = u32::from(text.as_bytes()[0]);
        *text = &text[1..];
        let d = (c - if c > 92 { 36 } else { 35 }) as usize;
        if d < 64 {
            return n * 64 + d;
        }
        n = n * 27 + d - 63;
    }
}

/// A word that says how much of another it shares.
fn unfront(before: &str, mut text: &str) -> String {
    let same = number(&mut text);
    before.chars().take(same).collect::<String>() + text
}

/// The index of a language.
struct Index {
    about: Value,
    /// Stem, words that come to it, where it stands.
    stems: Vec<(String, Vec<String>, String)>,
    titles: Vec<[String; 5]>,
    steps: Vec<(usize, usize, [String; 3])>,
    texts: Vec<String>,
    guesses: Vec<String>,
}

/// Strings of a file of titles: its numbers, and what they lead to.
struct Strings<'t> {
    codes: &'t str,
    parts: Vec<&'t str>,
    used: usize,
}

impl<'t> Strings<'t> {
    fn new(text: &'t str) -> Self {
        let mut parts = text.split('\t');
        Self { codes: parts.next().unwrap_or_default(), parts: parts.collect(), used: 0 }
    }

    fn next(&mut self) -> String {
        match number(&mut self.codes) {
            0 => String::new(),
            1 => {
                self.used += 1;
                self.parts[self.used - 1].to_owned()
            }
            ago => self.parts[self.used + 1 - ago].to_owned(),
        }
    }
}

impl Index {
    fn read(files: &Files, folder: &str) -> Self {
        let about: Value =
            serde_json::from_str(&data(files, &format!("{folder}search/index.js"))).expect("JSON");
        let each = |letter: char, count: usize| -> Vec<String> {
            (0..count).map(|n| data(files, &format!("{folder}search/{letter}{n}.js"))).collect()
        };
        let count = |key: &str| about[key].as_array().map_or(0, Vec::len);
        let mut stems = Vec::new();
        for shard in each('w', count("words")) {
            let mut before = String::new();
            for record in shard.split(' ') {
                let mut parts: Vec<&str> = record.split('!').collect();
                let at = parts.pop().expect("places").to_owned();
                before = unfront(&before, parts[0]);
                let forms = parts[1..].iter().map(|form| unfront(&before, form)).collect();
                stems.push((before.clone(), forms, at));
            }
        }
        let (mut titles, mut steps) = (Vec::new(), Vec::new());
        for file in each('t', count("titles")) {
            let mut from = Strings::new(&file);
            while !from.codes.is_empty() {
                titles.push(std::array::from_fn(|_| from.next()));
            }
        }
        for file in each('s', count("steps")) {
            let mut from = Strings::new(&file);
            let mut document = 0;
            while !from.codes.is_empty() {
                document += number(&mut from.codes);
                steps.push((document, number(&mut from.codes), std::array::from_fn(|_| from.next())));
            }
        }
        let texts = each('e', count("texts"))
            .iter()
            .flat_map(|f| f.split('\t').skip(1).map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let vocabulary = usize::try_from(about["vocabulary"].as_u64().unwrap_or(0)).expect("few files");
        let mut guesses = Vec::new();
        for file in each('v', vocabulary) {
            let mut before = String::new();
            for word in file.split(' ') {
                before = unfront(&before, word);
                guesses.push(before.clone());
            }
        }
        Self { about, stems, titles, steps, texts, guesses }
    }

    /// Field and entry of a word, as somebody types it who knows no marks.
    fn places(&self, word: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (stem, forms, at) in &self.stems {
            if stem != word && !forms.iter().any(|f| f == word) {
                continue;
            }
            if let Some(stem) = at.strip_prefix('=') {
                return self.places(stem);
            }
            let mut at = at.as_str();
            while !at.is_empty() {
                let (field, count) = (number(&mut at), number(&mut at));
                let mut entry = 0;
                for _ in 0..count {
                    entry += number(&mut at);
                    found.push((field, entry));
                }
            }
        }
        found
    }

    /// What a word finds, the best first: titles, of steps with the number of the document's title.
    fn find(&self, word: &str) -> Vec<String> {
        let mut places = self.places(word);
        places.sort_unstable();
        let steps = self.titles.len();
        let title = |t: &[String; 5]| if t[1].is_empty() { t[0].clone() } else { t[1].clone() };
        places
            .into_iter()
            .map(|(_, entry)| match entry.checked_sub(steps) {
                None => title(&self.titles[entry]),
                Some(step) => {
                    let (document, number, [id, text, who]) = &self.steps[step];
                    format!("{} {number} #{id} {text} ({who})", title(&self.titles[*document]))
                }
            })
            .collect()
    }
}

fn site(guideline: &str) -> Files {
    build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        (
            "glossary.yaml",
            "terms:\n  quote: { name: Quote, meaning: A price in writing, avoid: [estimate] }\n",
        ),
        ("offer.md", guideline),
        ("notes.md", "# Notes\n\nOn carefulness.\n"),
    ])
}

#[test]
fn everything_is_found_by_its_words() {
    let index = Index::read(&site(GUIDELINE), "");
    let first = |word: &str| index.find(word).first().cloned().unwrap_or_default();
    assert_eq!(first("offer"), "Make an offer", "a document by its title");
    assert!(index.find("offers").contains(&"Offers".to_owned()), "a part of a process, in the plural");
    assert!(index.find("offer").contains(&"offer".to_owned()), "a work product");
    assert!(
        index.find("write").contains(&"Make an offer 1 #write Write the offer (Clerk)".to_owned()),
        "{:?}",
        index.find("write")
    );
    assert_eq!(first("clerk"), "Clerk", "a role");
    assert_eq!(index.find("mustermann").len(), 2, "the roles that people hold");
    assert_eq!(first("quote"), "Quote", "a term");
    assert_eq!(first("estimate"), "Quote", "a word to avoid leads to the right one");
    assert!(index.find("carefulness").contains(&"Notes".to_owned()), "a page");
    assert!(
        index.find("care").contains(&"Make an offer 1 #write Write the offer (Clerk)".to_owned()),
        "the prose of a step"
    );
    for id in ["sal", "001", "1"] {
        assert_eq!(first(id), "Make an offer", "{id}");
    }
    assert!(index.find("the").is_empty(), "words that stand everywhere are left out");
    assert!(
        index.guesses.contains(&"offer".to_owned()) && index.guesses.contains(&"writing".to_owned()),
        "{:?}",
        index.guesses
    );
}

#[test]
fn what_counts_more_comes_first() {
    let other =
        GUIDELINE.replace("SAL-G-001", "SAL-G-000").replace("title: Make an offer", "title: Something else");
    let site = build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("a.md", &other),
        ("b.md", GUIDELINE),
    ]);
    let found = Index::read(&site, "").find("offer");
    let at = |title: &str| found.iter().position(|f| f == title).expect(title);
    assert!(at("Make an offer") < at("Something else"), "{found:?}");
}

#[test]
fn excerpts_are_cut_from_purpose_and_prose() {
    let index = Index::read(&site(GUIDELINE), "");
    let at = index.titles.iter().position(|t| t[0] == "SAL-G-001").expect("it is there");
    assert_eq!(index.texts[at].trim(), "Offers are right. See the check.");
    assert_eq!(index.titles[at][2], "Offers", "where it belongs");
    assert_eq!(index.titles[at][3], "", "the address follows from the number");
}

#[test]
fn each_language_has_its_own_index_with_its_own_stems() {
    let translation = |lang: &str, title: &str, text: &str| {
        format!(
            "---\ntranslates: SAL-G-001\nlang: {lang}\nversion: \"1.0\"\ntitle: {title}\ntexts:\n  write: {text}\n---\n"
        )
    };
    let site = build(&[
        ("handbook.yaml", &HANDBOOK.replace("languages: [en]", "languages: [en, de, pl]")),
        ("organisation.yaml", ORGANISATION),
        ("landscape.yaml", LANDSCAPE),
        ("offer.md", GUIDELINE),
        ("offer.de.md", &translation("de", "Übergabe der Angebote", "Die Straße prüfen")),
        ("offer.pl.md", &translation("pl", "Umowy i właściciele", "Sprawdź umowę")),
    ]);
    let german = Index::read(&site, "de/");
    for word in ["ubergabe", "ubergaben", "angebot", "angebote"] {
        let known = word != "ubergaben" && word != "angebot" || german.find(word).len() == 1;
        assert!(known || german.find(word).is_empty(), "{word}");
    }
    assert_eq!(german.find("ubergabe")[0], "Übergabe der Angebote");
    assert!(german.find("strasse").iter().any(|f| f.contains("Die Straße prüfen")));
    assert!(german.find("make").is_empty(), "the English title is not on the German page");
    assert!(!german.find("right").is_empty(), "what is not translated is found as it is shown");
    assert_eq!(german.about["folds"]["ß"], "ss");
    let polish = Index::read(&site, "pl/");
    assert_eq!(polish.find("umowy")[0], "Umowy i właściciele");
    assert!(polish.find("umowe").iter().any(|f| f.contains("Umowy")), "one stem for umowy and umowę");
    assert_eq!(polish.about["folds"]["ł"], "l");
    let english = Index::read(&site, "");
    assert!(english.find("umowy").is_empty() && english.find("ubergabe").is_empty());
}

#[test]
fn many_words_are_cut_into_shards_that_lead_to_each_other() {
    let mut prose = String::from("\n");
    for n in 0..12_000 {
        let letters: String =
            format!("{n:05}").chars().map(|c| char::from(b'a' + (c as u8 - b'0'))).collect();
        let _ = write!(prose, "x{letters}ing ");
    }
    let site = site(&(GUIDELINE.to_owned() + &prose));
    let index = Index::read(&site, "");
    assert!(index.about["words"].as_array().is_some_and(|w| w.len() > 2), "{}", index.about["words"]);
    for (path, text) in site.iter().filter(|(path, _)| path.starts_with("search/")) {
        assert!(text.len() < 50_000, "{path} has {} bytes", text.len());
    }
    for word in ["xaaaaaing", "xabcdeing", "xbbjjjing"] {
        assert_eq!(index.find(word), ["Make an offer"], "{word}");
    }
    // A word stands in the shard where the script looks for it, itself or as a lead.
    let firsts: Vec<&str> =
        index.about["words"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(firsts.is_sorted());
}

#[test]
fn titles_and_texts_are_cut_into_files_that_begin_with_a_known_entry() {
    let mut terms = String::from("terms:\n");
    for n in 0..1500 {
        let meaning = format!("Meaning {n} of it ").repeat(10);
        let _ = writeln!(terms, "  t{n}: {{ name: Term{n} of a rather long name, meaning: {meaning} }}");
    }
    let mut steps = String::new();
    for n in 0..3000 {
        let _ = writeln!(steps, "- {{ id: s{n}, do: Do the thing number {n}, R: clerk, next: write }}");
    }
    let guideline =
        GUIDELINE.replace("- { id: sent, end: Sent }", &format!("{steps}- {{ id: sent, end: Sent }}"));
    let site = build(&[
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("glossary.yaml", &terms),
        ("offer.md", &guideline),
    ]);
    let index = Index::read(&site, "");
    for key in ["titles", "steps", "texts"] {
        assert!(index.about[key].as_array().is_some_and(|a| a.len() > 1), "{key}: {}", index.about[key]);
    }
    assert_eq!(index.find("term799"), ["Term799 of a rather long name"]);
    assert_eq!(
        index.find("2999"),
        ["Make an offer 3002 #s2999 Do the thing number 2999 (Clerk)", "Make an offer"]
    );
    let at = index.titles.iter().position(|t| t[1].starts_with("Term700")).expect("it is there");
    assert!(index.texts[at].starts_with("Meaning 700 of it"));
    // Where a file begins is what the script reckons with.
    let firsts = |key: &str| -> Vec<usize> {
        let all = index.about[key].as_array().expect("a list");
        all.iter().filter_map(Value::as_u64).filter_map(|n| usize::try_from(n).ok()).collect()
    };
    let mut entry = 0;
    for (n, first) in firsts("texts").into_iter().enumerate() {
        assert_eq!(first, entry);
        entry += data(&site, &format!("search/e{n}.js")).split('\t').count() - 1;
    }
}

#[test]
fn no_text_can_blow_up_the_index() {
    let mut prose = format!("\n{} end\n\n", "w".repeat(1_000_000));
    for n in 0..100_000 {
        let _ = write!(prose, "n{n} ");
    }
    let site = site(&GUIDELINE.replace("With care.", &prose));
    let size: usize =
        site.iter().filter(|(path, _)| path.starts_with("search/")).map(|(_, text)| text.len()).sum();
    assert!(size < 1_000_000, "{size} bytes");
    let index = Index::read(&site, "");
    assert_eq!(index.find("offer")[0], "Make an offer");
    assert!(index.stems.iter().all(|(stem, ..)| stem.chars().count() <= 40));
}

#[test]
fn the_same_handbook_has_the_same_index() {
    assert_eq!(site(GUIDELINE), site(GUIDELINE));
}

#[test]
fn nothing_in_a_text_ends_the_string_it_stands_in() {
    let nasty = r#"Say \"hi\" \\ to </script> ` ${x}"#;
    let site = site(&GUIDELINE.replace("title: Make an offer", &format!("title: \"{nasty}\"")));
    let index = Index::read(&site, "");
    assert!(index.find("hi")[0].contains(r#"Say "hi" \ to </script> ` ${x}"#), "{:?}", index.find("hi"));
}
