//! The templates: ours, embedded, and those of the handbook that take their place by name.
//!
//! An override that does not parse, or that breaks while a page is made, is left out and reported with its line;
//! the page is then made with our own template.

use super::filters;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Mutex;
use tera::{Context, ErrorKind, Tera};

static PAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/pages");
static ASSETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/assets");

/// A file of the handbook's own `templates/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Path below `templates/`: `pages/guideline.html`, `assets/guidepost.css`.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What is wrong with an override.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Its name; for a fault of our own templates, ours.
    pub name: String,
    /// First and last byte in it.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// All templates of an edition.
#[derive(Debug)]
pub(crate) struct Templates {
    /// Ours, and those of the handbook over them.
    tera: Tera,
    /// Ours alone; only where the handbook has some.
    ours: Option<Tera>,
    faults: Mutex<BTreeMap<String, Fault>>,
}

impl Templates {
    /// Reads all templates. Faulty overrides are left out.
    pub(crate) fn new(overrides: &[Override]) -> Self {
        let mut faults = BTreeMap::new();
        let mut texts: Vec<(&str, &str)> = Vec::new();
        for o in overrides.iter().filter(|o| o.name.starts_with("pages/")) {
            match std::str::from_utf8(&o.bytes) {
                Ok(text) => texts.push((o.name.as_str(), text)),
                Err(e) => {
                    let why = format!("byte {} is no UTF-8 text", e.valid_up_to() + 1);
                    faults.insert(o.name.clone(), Fault::whole(&o.name, unusable(&why)));
                }
            }
        }
        for o in overrides {
            if let Some(fault) =
                misplaced(&o.name).or_else(|| unasked(&o.name, &texts)).or_else(|| unwritable(&o.name))
            {
                faults.insert(o.name.clone(), fault);
            }
        }
        // Leave out one faulty file after the other until the rest holds together.
        let tera = loop {
            match read(&texts) {
                Ok(tera) => break tera,
                Err(fault) => {
                    let before = texts.len();
                    texts.retain(|(name, _)| *name != fault.name);
                    if texts.len() == before {
                        texts.clear();
                    }
                    let known = overrides.iter().any(|o| o.name == fault.name);
                    if known {
                        faults.insert(fault.name.clone(), fault);
                    } else if before == 0 {
                        break Tera::default();
                    }
                }
            }
        };
        let ours = if texts.is_empty() { None } else { read(&[]).ok() };
        Self { tera, ours, faults: Mutex::new(faults) }
    }

    /// Makes a page.
    ///
    /// # Errors
    /// Where our own template does not fit the page; a test makes every page.
    pub(crate) fn render(&self, name: &str, context: &Context) -> Result<String, Fault> {
        let first = match self.tera.render(name, context) {
            Ok(html) => return Ok(html),
            Err(e) => fault(name, &e),
        };
        let Some(ours) = &self.ours else { return Err(first) };
        let html = ours.render(name, context).map_err(|e| fault(name, &e))?;
        if let Ok(mut faults) = self.faults.lock() {
            let known = faults.entry(first.name.clone()).or_insert_with(|| first.clone());
            if first < *known {
                *known = first;
            }
        }
        Ok(html)
    }

    /// What was wrong so far, by name: of each file the first place, in whatever order pages were made.
    pub(crate) fn faults(&self) -> Vec<Fault> {
        self.faults.lock().map(|f| f.values().cloned().collect()).unwrap_or_default()
    }
}

/// Digest of our own templates and assets: another program makes other pages.
pub(crate) fn fingerprint() -> u64 {
    static ONCE: std::sync::OnceLock<u64> = std::sync::OnceLock::new();
    *ONCE.get_or_init(|| {
        let mut hasher = crate::source::hasher();
        for file in PAGES.files().chain(ASSETS.files()) {
            (file.path(), file.contents()).hash(&mut hasher);
        }
        hasher.finish()
    })
}

/// A template, style sheet or script that stands where it takes no effect.
fn misplaced(name: &str) -> Option<Fault> {
    let page = std::path::Path::new(name).extension().is_some_and(|e| e == "html");
    let asset = std::path::Path::new(name).extension().is_some_and(|e| e == "css" || e == "js");
    if name.starts_with("pages/") || name.starts_with("assets/") || !(page || asset) {
        return None;
    }
    let file = name.rsplit('/').next().unwrap_or(name);
    let folder = if page { "pages" } else { "assets" };
    Some(Fault::whole(name, format!("it takes no effect here; templates/{folder}/{file} would")))
}

/// A page template under a name that no template of ours has and that none of the handbook's asks for.
fn unasked(name: &str, texts: &[(&str, &str)]) -> Option<Fault> {
    let file = name.strip_prefix("pages/")?;
    if PAGES.get_file(file).is_some() || texts.iter().any(|(_, text)| text.contains(name)) {
        return None;
    }
    let ours = PAGES.files().filter_map(|f| f.path().to_str());
    let near = ours
        .map(|known| (strsim::normalized_damerau_levenshtein(file, known), known))
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let instead = near.map_or(String::new(), |(_, known)| format!("; templates/pages/{known} would"));
    Some(Fault::whole(name, format!("no page is made with a template of this name{instead}")))
}

/// A file of the look under a name that not every disk takes, or that is in the way of one of ours.
fn unwritable(name: &str) -> Option<Fault> {
    let path = name.strip_prefix("assets/")?;
    if let Some(bad) = path.split('/').find(|part| super::address::safe(part) != **part) {
        let message =
            format!("this file is left out: not every computer takes `{bad}` as a name; call it otherwise");
        return Some(Fault::whole(name, message));
    }
    let ours = ASSETS.files().filter_map(|f| f.path().to_str()).chain(["chart.css", "theme.css"]);
    let in_the_way = |known: &&str| {
        let (known, path) = (known.to_lowercase(), path.to_lowercase());
        known == path || path.starts_with(&format!("{known}/"))
    };
    let known = ours.into_iter().find(in_the_way).filter(|known| *known != path)?;
    Some(Fault::whole(name, format!("this file is left out: it would be in the way of `assets/{known}`")))
}

/// What is wrong with the handbook's own templates as far as can be told before a page is made, by name.
pub fn faults(overrides: &[Override]) -> Vec<Fault> {
    if overrides.is_empty() { Vec::new() } else { Templates::new(overrides).faults() }
}

/// A fault for which our own template is taken.
fn unusable(why: &str) -> String {
    // Of hundreds of names that would be right nobody finds the one.
    const READ: usize = 200;
    let why = match why.split_once(". Available") {
        Some((first, _)) if why.chars().count() > READ => first,
        _ => why,
    };
    format!("this template cannot be used: {}", why.trim_end_matches('.'))
}

/// Style sheets, script and pictures of the site: name and content, overrides over `made` over ours, sorted.
pub(crate) fn assets(made: Vec<(String, Vec<u8>)>, overrides: &[Override]) -> Vec<(String, Vec<u8>)> {
    let ours = ASSETS.files().map(|f| (format!("assets/{}", f.path().display()), f.contents().to_vec()));
    let theirs = overrides.iter().filter(|o| o.name.starts_with("assets/") && unwritable(&o.name).is_none());
    let theirs = theirs.map(|o| (o.name.clone(), o.bytes.clone()));
    let all: BTreeMap<String, Vec<u8>> = ours.chain(made).chain(theirs).collect();
    all.into_iter().collect()
}

fn read(overrides: &[(&str, &str)]) -> Result<Tera, Fault> {
    let mut tera = Tera::default();
    filters::register(&mut tera);
    let mut texts: BTreeMap<String, &str> = BTreeMap::new();
    for file in PAGES.files() {
        texts.insert(format!("pages/{}", file.path().display()), file.contents_utf8().unwrap_or_default());
    }
    for (name, text) in overrides {
        texts.insert((*name).to_owned(), text);
    }
    tera.add_raw_templates(texts).map_err(|e| fault("pages/layout.html", &e))?;
    Ok(tera)
}

impl Fault {
    fn whole(name: &str, message: String) -> Self {
        Self { name: name.to_owned(), start: 0, end: 0, line: 1, column: 1, message }
    }
}

fn fault(name: &str, error: &tera::Error) -> Fault {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let at = report.span();
            Fault {
                name: report.filename().to_owned(),
                start: at.range.start,
                end: at.range.end,
                line: at.start_line,
                column: at.start_col + 1,
                message: unusable(report.message()),
            }
        }
        ErrorKind::MissingParent { current, .. } => Fault::whole(current, unusable(&error.to_string())),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Fault::whole(tpl, unusable(&error.to_string()))
        }
        _ => Fault::whole(name, unusable(&error.to_string())),
    }
}
