//! Where each page lives in the site, and how one page links to another: relative, to the file itself, so that
//! the site works from a folder as well as from a server.

use crate::model::Handbook;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// First folders that belong to the pages we make; a plain page whose path begins with one of them moves under
/// `pages/`.
const OURS: &[&str] = &[
    "a",
    "a-z",
    "abbreviations",
    "about",
    "assets",
    "calendar",
    "changes",
    "d",
    "data",
    "exceptions",
    "external",
    "files",
    "findings",
    "glossary",
    "index.html",
    "kpis",
    "lists",
    "p",
    "pages",
    "print",
    "r",
    "raci",
    "records",
    "register",
    "retired",
    "risks",
    "rules",
    "s",
    "search",
    "separation",
    "soa",
    "systems",
    "vacancies",
];

/// Addresses of everything that has a page, from the root of a language.
#[derive(Debug, Default)]
pub(crate) struct Addresses {
    /// By index in `Handbook::guidelines`; empty for one without an id.
    pub(crate) documents: Vec<String>,
    /// By index in `Handbook::pages`.
    pub(crate) pages: Vec<String>,
    /// By index in `Organisation::roles`.
    pub(crate) roles: Vec<String>,
    /// By index in `Landscape::processes`.
    pub(crate) processes: Vec<String>,
    /// By index of the process, then of the part.
    pub(crate) parts: Vec<Vec<String>>,
    /// By index in `Handbook::standards`.
    pub(crate) standards: Vec<String>,
    /// Where the copy of a file beside the documents lies, from the root of the site: by index in
    /// `Handbook::assets`.
    pub(crate) assets: Vec<String>,
}

impl Addresses {
    /// Gives every thing of a handbook its address. No two differ in case only, whatever the ids are.
    pub(crate) fn new(handbook: &Handbook) -> Self {
        let mut documents = Namer::default();
        let mut roles = Namer::default();
        let mut processes = Namer::default();
        let mut standards = Namer::default();
        let mut pages = Namer::default();
        let languages: HashSet<&str> =
            handbook.settings.languages.iter().map(crate::model::Text::as_str).collect();
        let mut seen = HashSet::new();
        let areas: Vec<String> = handbook
            .landscape
            .processes
            .iter()
            .map(|p| format!("a/{}", processes.name(p.id.as_str())))
            .collect();
        let mut copies = HashMap::new();
        let (mut page_folders, mut copy_folders) = (Folders::default(), Folders::default());
        Self {
            assets: handbook
                .assets
                .iter()
                .map(|(path, _)| {
                    let safe = copy_folders.spell(path);
                    let count = copies.entry(safe.to_lowercase()).or_insert(0);
                    *count += 1;
                    if *count == 1 { format!("files/{safe}") } else { format!("files/~{count}/{safe}") }
                })
                .collect(),
            documents: handbook
                .guidelines
                .iter()
                .map(|g| match g.id() {
                    // Of two documents with one id the first has the page; the other was reported.
                    id if id.is_empty() || !seen.insert(id) => String::new(),
                    id => format!("d/{}/index.html", documents.name(id)),
                })
                .collect(),
            pages: handbook
                .pages
                .iter()
                .map(|p| {
                    let stem = strip_markdown(&p.path);
                    let whole = page_folders.spell(stem);
                    let (first, alone) = whole.split_once('/').map_or((&*whole, true), |(f, _)| (f, false));
                    let first = first.to_lowercase();
                    let own = OURS.contains(&first.as_str()) || languages.contains(first.as_str());
                    let top = own || (alone && first == "index");
                    let path = if top { format!("pages/{whole}") } else { whole };
                    format!("{}.html", pages.unique(path))
                })
                .collect(),
            roles: handbook
                .organisation
                .roles
                .iter()
                .map(|r| format!("r/{}/index.html", roles.name(r.id.as_str())))
                .collect(),
            parts: handbook
                .landscape
                .processes
                .iter()
                .zip(&areas)
                .map(|(p, area)| {
                    let mut parts = Namer::default();
                    p.parts
                        .iter()
                        .map(|part| format!("{area}/{}/index.html", parts.name(part.id.as_str())))
                        .collect()
                })
                .collect(),
            processes: areas.iter().map(|area| format!("{area}/index.html")).collect(),
            standards: handbook
                .standards
                .iter()
                .map(|s| format!("s/{}/index.html", standards.name(&s.id)))
                .collect(),
        }
    }
}

/// Longest path in bytes that is kept as it is; what lies deeper comes to the top.
const DEEPEST: usize = 700;

/// Paths of files that keep their folders. Folders that differ in case only become one, in the first spelling.
#[derive(Debug, Default)]
struct Folders {
    spelled: HashMap<String, String>,
}

impl Folders {
    /// A path every part of which is safe.
    fn spell(&mut self, path: &str) -> String {
        let (folders, name) = path.rsplit_once('/').map_or(("", path), |(folders, name)| (folders, name));
        if path.len() > DEEPEST {
            return safe(name);
        }
        let mut out = String::with_capacity(path.len());
        for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
            let mut folder = safe(folder);
            // A page may have this name.
            if folder.to_lowercase().ends_with(".html") {
                folder.push('_');
            }
            out.push_str(&folder);
            let first = self.spelled.entry(out.to_lowercase()).or_insert_with(|| out.clone());
            out.clone_from(first);
            out.push('/');
        }
        out + &safe(name)
    }
}

fn strip_markdown(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, "md" | "markdown")) => stem,
        _ => path,
    }
}

/// Hands out names that differ, case apart.
#[derive(Debug, Default)]
pub(crate) struct Namer {
    used: HashMap<String, usize>,
}

impl Namer {
    /// A folder name for an id.
    pub(crate) fn name(&mut self, id: &str) -> String {
        self.unique(safe(id))
    }

    fn unique(&mut self, name: String) -> String {
        let count = self.used.entry(name.to_lowercase()).or_insert(0);
        *count += 1;
        match *count {
            1 => name,
            // `~` is in no safe name, so this cannot meet another one.
            n => format!("{name}~{n}"),
        }
    }
}

/// A name that every file system takes and that leads nowhere else: letters, digits, `-`, `_`, `.` stay, the rest
/// becomes `_`; no leading dot, no trailing dot, no device name of Windows, no endless length.
pub(crate) fn safe(id: &str) -> String {
    /// In bytes; file systems hold 255, of which endings need some.
    const LONGEST: usize = 120;
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let mut name: String = id
        .char_indices()
        .take_while(|(at, _)| *at < LONGEST)
        .map(|(_, c)| c)
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' })
        .collect();
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let device = DEVICES.iter().any(|d| {
        let rest = stem.strip_prefix(d);
        rest == Some("")
            || rest.is_some_and(|r| {
                matches!(r.chars().collect::<Vec<_>>()[..], [c] if c.is_ascii_digit() || "¹²³".contains(c))
            })
    });
    if name.is_empty() || device || name.starts_with('.') {
        name.insert(0, '_');
    }
    if name.ends_with('.') {
        name.push('_');
    }
    name
}

/// How a page at `path` climbs to the folder that `path` is counted from: `../../` for `d/SAL-G-002/index.html`.
pub(crate) fn climb(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A path as part of a link: what means something in an address is written in per cent.
pub(crate) fn encode(path: &str) -> String {
    encoded(path).into_owned()
}

/// The same, borrowed where nothing has to be written in per cent.
pub(crate) fn encoded(path: &str) -> Cow<'_, str> {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let plain = |b: u8| {
        b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/' | b'~' | b'+' | b',' | b'=')
    };
    // Nearly all are.
    if path.bytes().all(plain) {
        return path.into();
    }
    let mut out = String::with_capacity(path.len() + 16);
    for b in path.bytes() {
        if plain(b) {
            out.push(char::from(b));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(b >> 4)]));
            out.push(char::from(HEX[usize::from(b & 15)]));
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_on_every_system() {
        assert_eq!(safe("SAL-G-002"), "SAL-G-002");
        assert_eq!(safe("../../etc"), "_.._.._etc");
        assert_eq!(safe("CON"), "_CON");
        assert_eq!(safe("com1.x"), "_com1.x");
        assert_eq!(safe("LPT¹"), "_LPT¹");
        assert_eq!(safe(&"ä".repeat(500)).len(), 120);
        assert_eq!(safe("contract"), "contract");
        assert_eq!(safe(""), "_");
        assert_eq!(safe("a."), "a._");
    }

    #[test]
    fn names_that_differ_in_case_only_are_kept_apart() {
        let mut namer = Namer::default();
        assert_eq!(namer.name("SAL-G-1"), "SAL-G-1");
        assert_eq!(namer.name("sal-g-1"), "sal-g-1~2");
    }

    #[test]
    fn folders_that_differ_in_case_only_become_one() {
        let mut folders = Folders::default();
        assert_eq!(folders.spell("Sales/offer"), "Sales/offer");
        assert_eq!(folders.spell("sales/ORDER/x"), "Sales/ORDER/x");
        assert_eq!(folders.spell("SALES/order/y"), "Sales/ORDER/y");
        assert_eq!(folders.spell("x.html/y"), "x.html_/y", "x.md has that name");
        assert_eq!(folders.spell(&format!("{}z", "deep/".repeat(300))), "z");
    }

    #[test]
    fn links_are_written_in_per_cent_and_back() {
        assert_eq!(encode("a b/ä#?.html"), "a%20b/%C3%A4%23%3F.html");
        assert_eq!(crate::model::path::decode(&encode("a b/ä")), "a b/ä");
    }
}
