//! What stands around every page: name of the handbook, where one is, the other languages, the way to the lists.

use super::Book;
use crate::render::reference::{self, Target};
use crate::render::voice::{Link, Said, Voice};
use crate::render::when::Day;
use serde::Serialize;

/// The frame of a page.
#[derive(Debug, Serialize)]
pub(crate) struct Frame<'a> {
    /// Language of the page.
    lang: &'a str,
    /// From the page to the root of the site.
    root: String,
    /// From the page to the root of its language.
    up: String,
    /// Name of the handbook.
    handbook: Said<'a>,
    /// The title for the window: plain text.
    title: String,
    /// Where one is: from the home page down, without the page itself.
    crumbs: Vec<Link<'a>>,
    /// The same page in other languages.
    languages: Vec<Tongue<'a>>,
    /// The lists.
    lists: Vec<ListLink<'a>>,
    /// Whether the edition is a draft.
    draft: bool,
    /// The day the edition is of.
    today: Day,
    /// Where feedback goes.
    feedback: Option<String>,
    /// Where the page is edited.
    edit: Option<String>,
    /// Address of the logo.
    logo: Option<String>,
    /// A line at the foot of the page.
    footer: Option<Said<'a>>,
    /// Head line of a print: document, version, class.
    print: String,
    /// What a print says of itself; empty where it is a controlled copy.
    print_word: Said<'a>,
    /// Whether the handbook has a style sheet of its own settings.
    theme: bool,
}

/// A language of the handbook.
#[derive(Debug, Serialize)]
struct Tongue<'a> {
    code: &'a str,
    name: &'a str,
    href: String,
    current: bool,
}

/// A list in the head of the page.
#[derive(Debug, Serialize)]
struct ListLink<'a> {
    text: &'a str,
    href: String,
    /// Whether the page is that list, or belongs to it.
    current: &'static str,
}

/// What a page says about itself.
#[derive(Debug, Default)]
pub(crate) struct About<'a> {
    /// The title for the window; empty on the home page.
    pub(crate) title: String,
    /// Where one is, from below the home page down to above the page.
    pub(crate) crumbs: Vec<Link<'a>>,
    /// Path of the file it is made from, where it is one.
    pub(crate) source: Option<&'a str>,
    /// Head line of a print; empty: the title.
    pub(crate) print: String,
}

impl<'a> Frame<'a> {
    /// The frame of a page.
    pub(crate) fn new(book: &Book<'a>, voice: &Voice<'a>, about: About<'a>) -> Self {
        let settings = &voice.handbook().settings;
        let handbook = voice.local(&settings.name, voice.w.handbook);
        let home = Link::to(voice.word(voice.w.home), voice.href("index.html"));
        let crumbs = if voice.here == "index.html" {
            Vec::new()
        } else {
            std::iter::once(home).chain(about.crumbs).collect()
        };
        let print = if about.print.is_empty() { about.title.clone() } else { about.print };
        Self {
            lang: voice.lang,
            root: voice.root.clone(),
            up: voice.up.clone(),
            title: if about.title.is_empty() { handbook.text.to_string() } else { about.title.clone() },
            logo: book.logo.and_then(|n| {
                let copy = book.shelf.address.assets.get(n)?;
                Some(format!("{}{}", voice.root, crate::render::address::encode(copy)))
            }),
            footer: Some(voice.local(&settings.footer, "")).filter(|said| !said.text.is_empty()),
            handbook,
            crumbs,
            languages: languages(voice),
            lists: lists(book, voice),
            draft: book.shelf.edition.draft,
            today: voice.day(book.shelf.edition.today),
            feedback: settings.feedback.as_ref().and_then(|f| feedback(f.as_str(), &about.title)),
            edit: about.source.or_else(|| shared(voice)).and_then(|path| {
                let pattern = settings.edit_link.as_ref()?.as_str();
                let address = pattern.replace("{path}", &crate::render::address::encode(path));
                web_address(&address)
            }),
            print,
            print_word: print_word(voice),
            theme: book.theme,
        }
    }
}

/// "Uncontrolled when printed", unless the handbook says otherwise.
fn print_word<'a>(voice: &Voice<'a>) -> Said<'a> {
    let print = &voice.handbook().settings.print;
    if print.uncontrolled.as_ref().is_some_and(|u| !u.value) {
        return voice.local(&print.note, "");
    }
    voice.local(&print.note, voice.w.uncontrolled_print)
}

fn languages<'a>(voice: &Voice<'a>) -> Vec<Tongue<'a>> {
    let all = &voice.handbook().settings.languages;
    if all.len() < 2 {
        return Vec::new();
    }
    all.iter()
        .map(|l| {
            let code = l.as_str();
            let folder = super::folder(voice.handbook(), code);
            Tongue {
                code,
                name: name_of(code),
                href: format!("{}{folder}{}", voice.root, crate::render::address::encode(&voice.here)),
                current: code == voice.lang,
            }
        })
        .collect()
}

/// What a language calls itself.
pub(crate) fn name_of(code: &str) -> &str {
    match code {
        "bg" => "Български",
        "cs" => "Čeština",
        "da" => "Dansk",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fi" => "Suomi",
        "fr" => "Français",
        "hr" => "Hrvatski",
        "hu" => "Magyar",
        "it" => "Italiano",
        "ja" => "日本語",
        "nl" => "Nederlands",
        "no" | "nb" => "Norsk",
        "pl" => "Polski",
        "pt" => "Português",
        "ro" => "Română",
        "sk" => "Slovenčina",
        "sl" => "Slovenščina",
        "sv" => "Svenska",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "zh" => "中文",
        other => other,
    }
}

fn lists<'a>(book: &Book<'a>, voice: &Voice<'a>) -> Vec<ListLink<'a>> {
    book.lists
        .iter()
        .map(|s| s.list)
        .filter(|l| l.head)
        .map(|l| ListLink {
            text: (l.name)(voice.w),
            href: voice.href(l.address),
            current: match voice.here.as_str() {
                here if here == l.address => "page",
                here if here.starts_with(l.folder()) => "true",
                _ => "",
            },
        })
        .collect()
}

/// The shared file that a page is made from, where it is one.
fn shared<'a>(voice: &Voice<'a>) -> Option<&'a str> {
    let h = voice.handbook();
    let file = match voice.here.split('/').next()? {
        "index.html" | "s" | "about" => h.settings.file?,
        // What the company sets itself, and where nothing of that is there, the documents have it all.
        "rules" if !h.settings.rules.is_empty() => h.settings.file?,
        "exceptions" if !h.settings.accept.is_empty() => h.settings.file?,
        "r" | "vacancies" => h.organisation.roles.first()?.at.file,
        "a" | "p" => h.landscape.processes.first()?.id.at.file,
        "glossary" | "abbreviations" => h.glossary.terms.first()?.id.at.file,
        "soa" => h.soa.as_ref()?.controls.first()?.id.at.file,
        _ => return None,
    };
    Some(h.sources.path(file))
}

/// An address for feedback: as written, or a mail with the page as its subject.
fn feedback(written: &str, title: &str) -> Option<String> {
    if written.contains('@') && !written.contains(':') {
        let subject = crate::render::address::encode(title);
        return web_address(&format!("mailto:{written}?subject={subject}"));
    }
    web_address(written)
}

fn web_address(text: &str) -> Option<String> {
    match reference::web(text) {
        Some(Target::Web(address)) => Some(address),
        _ => None,
    }
}
