//! What the preview shows at one moment: the files of the site, by path, and what is told over them.

use super::told::Told;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// A moment of the preview.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    /// The site. A path that is no key here is no file: what is asked for never becomes a path on the disk.
    pub(super) files: Arc<Files>,
    /// What is wrong.
    pub(super) told: Arc<Told>,
}

/// Files by their path within the site.
pub(super) type Files = BTreeMap<String, File>;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum File {
    /// Made by us.
    Made(Arc<[u8]>),
    /// A picture or form of the handbook, read when it is asked for.
    Copied {
        /// Where it lies.
        path: PathBuf,
        /// How large it was, and when it was written: by these a change is known.
        size: u64,
        modified: Option<SystemTime>,
    },
}

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A file, and its path.
    File(&'a str, &'a File),
    /// A folder with a page: its address ends in a slash.
    Folder,
    Nothing,
}

impl File {
    /// Whether it is what it was. A page that was kept is the same piece of memory, which need not be read.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Made(a), Self::Made(b)) => Arc::ptr_eq(a, b) || a == b,
            _ => self == other,
        }
    }

    /// A file of the handbook as it lies on the disk.
    pub(super) fn copied(path: PathBuf) -> Self {
        let meta = fs::metadata(&path).ok();
        let modified = meta.as_ref().and_then(|meta| meta.modified().ok());
        Self::Copied { path, size: meta.map_or(0, |meta| meta.len()), modified }
    }

    fn mix(&self, hash: &mut blake3::Hasher) {
        match self {
            Self::Made(bytes) => hash.update(bytes),
            Self::Copied { size, modified, .. } => {
                hash.update(&size.to_le_bytes()).update(format!("{modified:?}").as_bytes())
            }
        };
    }
}

impl Shown {
    /// What lies at a path that was asked for (`guard::path`): without a slash at its end the file, with one or
    /// empty the page of the folder.
    pub(super) fn find(&self, asked: &str) -> Found<'_> {
        let index = format!("{asked}index.html");
        let path = if asked.is_empty() || asked.ends_with('/') { &index } else { asked };
        if let Some((path, file)) = self.files.get_key_value(path) {
            return Found::File(path, file);
        }
        let folder = !path.ends_with('/') && self.files.contains_key(&format!("{path}/index.html"));
        if folder { Found::Folder } else { Found::Nothing }
    }

    /// What a page looks like at this moment, as a short text: its bytes and those of the style sheets, scripts and
    /// pictures that it names. `None` where there is no such page.
    pub(super) fn look(&self, asked: &str) -> Option<String> {
        let Found::File(path, file) = self.find(asked) else { return None };
        let mut hash = blake3::Hasher::new();
        file.mix(&mut hash);
        if let (File::Made(bytes), true) = (file, is_page(path)) {
            let text = String::from_utf8_lossy(bytes);
            for link in named(&text) {
                if let Some(file) = within(path, link).and_then(|path| self.files.get(&path)) {
                    file.mix(&mut hash);
                }
            }
        }
        Some(hash.finalize().to_hex().chars().take(16).collect())
    }
}

/// Whether a file is a page, by its name.
pub(super) fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "html")
}

/// Addresses of what a page loads by itself: `src` of anything, `href` of `<link>`.
fn named(html: &str) -> impl Iterator<Item = &str> {
    let sources = html.split(" src=\"").skip(1);
    let links = html.split("<link ").skip(1).filter_map(|tag| tag.split('>').next()?.split("href=\"").nth(1));
    sources.chain(links).filter_map(|rest| rest.split('"').next())
}

/// The path within the site of a relative address on the page at `here`; `None` where it leads elsewhere.
fn within(here: &str, address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<&str> = here.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    super::guard::decode(&parts.join("/"))
}

/// Whether a file lies in the handbook's folder, wherever links lead.
pub(super) fn inside(dir: &Path, file: &Path) -> bool {
    match (dir.canonicalize(), file.canonicalize()) {
        (Ok(dir), Ok(file)) => file.starts_with(dir),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(files: &[(&str, &str)]) -> Shown {
        let made = |(path, text): &(&str, &str)| ((*path).to_owned(), File::Made(text.as_bytes().into()));
        Shown { files: Arc::new(files.iter().map(made).collect()), ..Shown::default() }
    }

    #[test]
    fn addresses_lead_to_pages_and_folders_or_to_nothing() {
        let shown = shown(&[("index.html", "home"), ("d/A 1/index.html", "a"), ("assets/x.css", "")]);
        let path = |asked: &str| match shown.find(asked) {
            Found::File(path, _) => path.to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(path(""), "index.html");
        assert_eq!(path("d/A 1/"), "d/A 1/index.html");
        assert_eq!(path("d/A 1/index.html"), "d/A 1/index.html");
        assert_eq!(path("d/A 1"), "Folder");
        for nothing in ["d/", "d", "/", "assets/x.css/", "../index.html", "index.html/", "d/../index.html"] {
            assert_eq!(path(nothing), "Nothing", "{nothing}");
        }
    }

    #[test]
    fn the_look_of_a_page_is_its_bytes_and_those_it_loads() {
        let page = r#"<link rel="stylesheet" href="../assets/a.css"><img src="p%20q.png"><a href="../other.html">x</a>"#;
        let of = |css: &str, picture: &str, other: &str| {
            shown(&[
                ("d/index.html", page),
                ("assets/a.css", css),
                ("d/p q.png", picture),
                ("other.html", other),
            ])
            .look("d/")
            .unwrap()
        };
        let before = of("a", "b", "c");
        assert_ne!(before, of("changed", "b", "c"), "a style sheet");
        assert_ne!(before, of("a", "changed", "c"), "a picture");
        assert_eq!(before, of("a", "b", "changed"), "a page it links to");
        assert_eq!(shown(&[]).look("d/"), None);
    }
}
