//! What can be printed as one: the whole handbook, a process, a part. One page with a title, contents and every
//! document as its own page shows it, and beside it the style sheet with the head lines of each document.

use super::frame::About;
use super::guideline::{self, strip::Fact};
use super::near::crumbs;
use super::state::{self, State};
use super::{Book, Finished, Made};
use crate::render::address::encode;
use crate::render::shelf::flows::is_real;
use crate::render::shelf::{Place, Prints, Shelf};
use crate::render::templates::Fault;
use crate::render::trace::{self, Source};
use crate::render::unite::{Move, main_of};
use crate::render::voice::{Link, Said, Voice};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;
use tera::Value;

/// Address of the list of prints.
pub(crate) const ADDRESS: &str = "print/index.html";

/// So many documents go into one print.
const MOST: usize = 500;

/// Prints hold every page once more: a handbook of more documents has none unless it is asked for them.
const MOST_IN_ALL: usize = 2_000;

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Handbook,
    Place(Place),
}

/// The list of prints.
#[derive(Debug, Serialize)]
struct List<'a> {
    whole: Option<Entry<'a>>,
    places: Vec<Entry<'a>>,
    /// What is too large to be printed as one.
    too_many: Vec<String>,
    /// Why there are none at all, where the handbook is large or nobody wants any.
    none: Option<String>,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    link: Link<'a>,
    count: String,
    below: bool,
}

/// A print.
#[derive(Debug, Serialize)]
struct Page<'a> {
    title: Said<'a>,
    /// The process or part, where it is not all.
    place: Option<Said<'a>>,
    facts: Vec<Fact<'a>>,
    contents: Vec<Group<'a>>,
    documents: Vec<Document>,
    style: String,
}

/// Documents of a place in the contents.
#[derive(Debug, Default, Serialize)]
struct Group<'a> {
    name: Option<Said<'a>>,
    entries: Vec<Content<'a>>,
}

#[derive(Debug, Serialize)]
struct Content<'a> {
    id: &'a str,
    title: Said<'a>,
    anchor: String,
    version: Option<&'a str>,
    state: State,
}

#[derive(Debug, Serialize)]
struct Document {
    anchor: String,
    html: Value,
}

/// The prints that are offered: file names, each with that of its style sheet.
pub(crate) fn subs(shelf: &Shelf<'_>) -> Vec<String> {
    scopes(shelf).into_iter().flat_map(|scope| [file(shelf, scope), style(shelf, scope)]).collect()
}

/// Whether a handbook has so many documents that it has prints only where it is asked for them.
pub(crate) fn is_large(shelf: &Shelf<'_>) -> bool {
    shelf.by_id().len() > MOST_IN_ALL
}

/// Whether there are no prints of several documents, whatever their number.
fn without(shelf: &Shelf<'_>) -> bool {
    match shelf.edition.prints {
        Prints::Auto => is_large(shelf),
        Prints::All => false,
        Prints::None => true,
    }
}

fn scopes(shelf: &Shelf<'_>) -> Vec<Scope> {
    if without(shelf) {
        return Vec::new();
    }
    let fits = |scope: &Scope| (1..=MOST).contains(&count(shelf, *scope));
    let mut scopes = vec![Scope::Handbook];
    for (p, process) in shelf.handbook().landscape.processes.iter().enumerate() {
        let whole = Scope::Place((p, None));
        scopes.push(whole);
        if !fits(&whole) {
            scopes.extend((0..process.parts.len()).map(|part| Scope::Place((p, Some(part)))));
        }
    }
    scopes.retain(fits);
    scopes
}

/// Documents of a print, by its number among the sub-pages; none for a style sheet, which does not show them.
pub(crate) fn documents_of(shelf: &Shelf<'_>, sub: usize) -> Vec<usize> {
    let scope = scopes(shelf).get(sub / 2).copied().filter(|_| sub.is_multiple_of(2));
    scope.map_or_else(Vec::new, |scope| documents(shelf, scope))
}

/// Documents that are printed, in order of place and id.
fn documents(shelf: &Shelf<'_>, scope: Scope) -> Vec<usize> {
    let mut all = Vec::new();
    each(shelf, scope, &mut |list| all.extend(list.iter().copied().filter(|&n| is_printed(shelf, n))));
    all
}

fn count(shelf: &Shelf<'_>, scope: Scope) -> usize {
    let mut count = 0;
    each(shelf, scope, &mut |list| count += list.iter().filter(|&&n| is_printed(shelf, n)).count());
    count
}

fn is_printed(shelf: &Shelf<'_>, n: usize) -> bool {
    shelf.head(n).is_some_and(is_real)
}

fn each(shelf: &Shelf<'_>, scope: Scope, take: &mut impl FnMut(&[usize])) {
    let processes = &shelf.handbook().landscape.processes;
    let mut process = |p: usize| {
        take(shelf.places.at((p, None)));
        for part in 0..processes.get(p).map_or(0, |p| p.parts.len()) {
            take(shelf.places.at((p, Some(part))));
        }
    };
    match scope {
        Scope::Handbook => {
            (0..processes.len()).for_each(&mut process);
            take(&shelf.places.nowhere);
        }
        Scope::Place((p, None)) => process(p),
        Scope::Place(place) => take(shelf.places.at(place)),
    }
}

/// Within the folder of the list.
fn file(shelf: &Shelf<'_>, scope: Scope) -> String {
    let at = &shelf.address;
    let address = match scope {
        Scope::Handbook => return "all.html".to_owned(),
        Scope::Place((p, None)) => at.processes.get(p),
        Scope::Place((p, Some(part))) => at.parts.get(p).and_then(|parts| parts.get(part)),
    };
    address.map_or(String::new(), |a| a.strip_prefix("a/").unwrap_or(a).to_owned())
}

fn style(shelf: &Shelf<'_>, scope: Scope) -> String {
    file(shelf, scope).replace(".html", ".css")
}

/// Makes the list of prints, a print or its style sheet.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, sub: Option<usize>) -> Result<Made, Fault> {
    let scopes = scopes(voice.shelf);
    match sub.and_then(|n| Some((scopes.get(n / 2)?, n % 2 == 1))) {
        None => list(book, voice, &scopes),
        Some((&scope, false)) => bundle(book, voice, scope),
        Some((&scope, true)) => Ok(head_lines(voice, &documents(voice.shelf, scope))),
    }
}

fn name<'a>(voice: &Voice<'a>, place: Place) -> Said<'a> {
    let link = voice.place(place);
    Said { text: link.text, lang: link.lang }
}

fn list<'a>(book: &'a Book<'a>, voice: &Voice<'a>, scopes: &[Scope]) -> Result<Made, Fault> {
    let w = voice.w;
    let entry = |scope: Scope| Entry {
        link: Link::to(
            match scope {
                Scope::Handbook => voice.word(w.print.whole),
                Scope::Place(place) => name(voice, place),
            },
            voice.href(&format!("print/{}", file(voice.shelf, scope))),
        ),
        count: voice.tongue.count(count(voice.shelf, scope), crate::render::words::Noun::Document),
        below: matches!(scope, Scope::Place((_, Some(_)))),
    };
    let too_many = |name: &str, scope: Scope| {
        let count = count(voice.shelf, scope);
        (count > MOST).then(|| w.print.too_many.replacen("%s", name, 1).replacen("%s", &count.to_string(), 1))
    };
    let processes = (0..voice.handbook().landscape.processes.len()).map(|p| (p, None));
    let processes = processes.filter_map(|place| too_many(&name(voice, place).text, Scope::Place(place)));
    let places = scopes.iter().filter(|s| **s != Scope::Handbook);
    let page = List {
        whole: scopes.contains(&Scope::Handbook).then(|| entry(Scope::Handbook)),
        places: places.map(|s| entry(*s)).collect(),
        too_many: too_many(w.print.whole, Scope::Handbook).into_iter().chain(processes).collect(),
        none: without(voice.shelf).then(|| match voice.shelf.edition.prints {
            Prints::None => w.print.off.to_owned(),
            _ => w.print.none.replacen(
                "%s",
                &voice.tongue.count(voice.shelf.by_id().len(), crate::render::words::Noun::Document),
                1,
            ),
        }),
    };
    let about = About { title: w.print.name.to_owned(), ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/prints.html", about, &page)?, ..Made::default() })
}

/// Name of a document within a print.
fn prefix(n: usize) -> String {
    format!("d{n}")
}

/// The page of a document: as this build made it for itself, or made for the print.
fn finished<'a>(
    book: &'a Book<'a>,
    voice: &Voice<'a>,
    n: usize,
    address: &str,
) -> Result<Arc<Finished>, Fault> {
    if let Some(page) = book.finished.get(voice.lang, n) {
        return Ok(page);
    }
    let own = Voice::new(voice.shelf, voice.lang, address);
    let (made, noted) = trace::noted(false, None, || guideline::make(book, &own, n));
    let made = made?;
    // What it looks at is looked at by the print too.
    let seen = noted.seen.into_iter().chain([Source::Whole(n)]).collect();
    Ok(Arc::new(Finished { text: made.text, assets: made.assets.into_iter().collect(), seen }))
}

fn bundle<'a>(book: &'a Book<'a>, voice: &Voice<'a>, scope: Scope) -> Result<Made, Fault> {
    let shelf = voice.shelf;
    let w = voice.w;
    let documents = documents(shelf, scope);
    let address = |n: usize| shelf.address.documents.get(n).map_or("", String::as_str);
    let beside: HashMap<String, String> =
        documents.iter().map(|&n| (encode(address(n)), prefix(n))).collect();
    let made: Result<Vec<(Document, Arc<Finished>)>, Fault> = documents
        .par_iter()
        .map(|&n| {
            let page = finished(book, voice, n, address(n))?;
            let from = encode(address(n));
            let to = Move { from: &from, to: &voice.here, prefix: &prefix(n), beside: &beside };
            let html = Value::safe_string(&to.html(main_of(&page.text)));
            Ok((Document { anchor: prefix(n), html }, page))
        })
        .collect();
    let (mut bound, mut assets) = (Vec::new(), BTreeSet::new());
    for (document, page) in made? {
        bound.push(document);
        assets.extend(&page.assets);
        page.seen.iter().copied().for_each(trace::saw);
    }
    let handbook = voice.local(&voice.handbook().settings.name, w.handbook);
    let place = match scope {
        Scope::Handbook => None,
        Scope::Place(place) => Some(name(voice, place)),
    };
    let style = format!("print/{}", style(shelf, scope));
    let title = place.as_ref().map_or(w.print.whole.into(), |p| p.text.clone());
    let page = Page {
        facts: facts(voice, &documents),
        contents: contents(voice, scope, &documents),
        documents: bound,
        style: voice.href(&style),
        title: handbook,
        place,
    };
    let mut up = vec![Link::to(voice.word(w.print.name), voice.href(ADDRESS))];
    if let Scope::Place(place @ (_, Some(_))) = scope {
        up.extend(crumbs(voice, Some(place)).into_iter().take(1));
    }
    let about = About { title: title.into_owned(), crumbs: up, ..About::default() };
    let text = book.fill(voice, "pages/print.html", about, &page)?;
    Ok(Made { text, assets })
}

/// Edition, number of documents, highest class.
fn facts<'a>(voice: &Voice<'a>, documents: &[usize]) -> Vec<Fact<'a>> {
    let w = voice.w;
    let h = voice.handbook();
    let text = |text: String| vec![Link::text(voice.word(text))];
    let mut facts = vec![
        Fact::new(w.print.edition, vec![Link::day(voice.day(voice.shelf.edition.today))]),
        Fact::new(w.print.count, text(documents.len().to_string())),
    ];
    let classes = documents.iter().filter_map(|&n| voice.shelf.document(n)?.class.as_ref());
    let highest = classes.max_by_key(|class| h.class_rank(class.as_str()));
    if let Some(class) = highest {
        let name = voice.tell(h.class_name(class.as_str(), voice.lang));
        facts.push(Fact::new(w.print.highest, vec![Link::text(name)]));
    }
    facts
}

fn contents<'a>(voice: &Voice<'a>, scope: Scope, documents: &[usize]) -> Vec<Group<'a>> {
    let mut groups: Vec<(Option<Place>, Group<'a>)> = Vec::new();
    for &n in documents {
        let Some(g) = voice.shelf.document(n) else { continue };
        let place = voice.shelf.places.of(n);
        if groups.last().is_none_or(|(last, _)| *last != place) {
            let name = place.map(|(process, part)| {
                let process_name = name(voice, (process, None));
                match (scope, part) {
                    (Scope::Handbook, Some(_)) => {
                        let part = name(voice, (process, part));
                        Said {
                            text: format!("{} › {}", process_name.text, part.text).into(), ..process_name
                        }
                    }
                    _ => name(voice, (process, part)),
                }
            });
            groups.push((place, Group { name, entries: Vec::new() }));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.entries.push(Content {
                id: g.id(),
                title: voice.title(g),
                anchor: prefix(n),
                version: g.version.as_ref().map(crate::model::Text::as_str),
                state: state::state(voice, g),
            });
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The head line of each document over its own sheets.
fn head_lines(voice: &Voice<'_>, documents: &[usize]) -> Made {
    let mut text = String::from("@charset \"utf-8\";\n@media print {\n");
    for &n in documents {
        let Some(g) = voice.shelf.document(n) else { continue };
        let line = quoted(&guideline::head_line(voice, g));
        let name = prefix(n);
        let _ = writeln!(
            text,
            "#{name} {{ page: {name} }} #{name} .lying, #{name} :has(> .lying) {{ page: {name}-lying }}\n\
             @page {name} {{ @top-right {{ content: {line} }} }}\n\
             @page {name}-lying {{ size: A4 landscape; @top-right {{ content: {line} }} }}"
        );
    }
    text.push_str("}\n");
    Made { text, ..Made::default() }
}

/// A text as a string of a style sheet.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{self, ProcessGraph};
    use crate::render::shelf::Edition;
    use crate::render::templates::Templates;

    /// The list of prints of a handbook of so many documents; ten of them belong to a process.
    fn list_of(count: usize, prints: Prints) -> String {
        let document = |n: usize| {
            let place = if n < 10 { "process: buying\n" } else { "" };
            let text = format!(
                "---\nid: A-{n}\ntitle: Form {n}\ntype: form\nowner: clerk\nstatus: draft\n{place}---\n"
            );
            (format!("a{n}.md"), text)
        };
        let mut texts: Vec<(String, String)> = (0..count).map(document).collect();
        texts.push(("landscape.yaml".to_owned(), "processes:\n  buying: { name: Buying }\n".to_owned()));
        let texts: Vec<(&str, &str)> = texts.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        let (handbook, _) = crate::model::parse(crate::source::from_texts(&texts));
        let graphs: Vec<ProcessGraph> = handbook.guidelines.iter().map(graph::build).collect();
        let today = jiff::civil::date(2018, 6, 15);
        let edition =
            Edition { handbook: &handbook, graphs: &graphs, findings: &[], today, draft: false, prints };
        let book = Book::new(Shelf::new(edition), Templates::new(&[]), false);
        let voice = Voice::new(&book.shelf, "en", ADDRESS);
        make(&book, &voice, None).map(|made| made.text).unwrap()
    }

    #[test]
    fn a_handbook_too_large_for_prints_says_so() {
        let page = list_of(MOST_IN_ALL + 1, Prints::Auto);
        assert!(page.contains("This handbook has 2001 documents, too many"), "{page}");
        assert!(page.contains("guidepost build --prints all"), "{page}");
        assert!(
            !page.contains("No document is written yet") && !page.contains("buying/index.html\">"),
            "{page}"
        );
    }

    #[test]
    fn a_large_handbook_has_the_prints_that_fit_where_it_is_asked_for_them() {
        let page = list_of(MOST_IN_ALL + 1, Prints::All);
        assert!(page.contains("The whole handbook: more documents than one print holds (2001)"), "{page}");
        assert!(
            page.contains("<a href=\"../print/buying/index.html\">Buying</a> <small>10 documents</small>"),
            "{page}"
        );
    }

    #[test]
    fn nobody_has_to_have_prints() {
        let page = list_of(2, Prints::None);
        assert!(page.contains("built without prints of several documents"), "{page}");
        assert!(!page.contains("all.html"), "{page}");
    }

    #[test]
    fn a_handbook_too_large_for_one_print_says_so() {
        let page = list_of(MOST + 1, Prints::Auto);
        assert!(page.contains("The whole handbook: more documents than one print holds (501)"), "{page}");
        assert!(!page.contains("No document is written yet"), "{page}");
        assert!(list_of(2, Prints::Auto).contains("all.html"));
    }
}
