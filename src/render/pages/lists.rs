//! The lists: pages that run across the documents, each there once a language. This table is the only place that
//! names them all; the head of every page, the hub of lists and the builder read it.
//!
//! A list that grows with the handbook may be cut into sub-pages (by process, by letter): [`List::subs`] names them,
//! and `make` is asked for each. Data files (CSV, calendar, feed) stand in the same table without a group.

use super::frame::About;
use super::office::{self, about, calendar, changes, feed, ics, others, registers, separation, systems};
use super::{Book, Made, findings, lookup, print, products, raci, register, roles, standards};
use crate::render::data;
use crate::render::shelf::Shelf;
use crate::render::templates::Fault;
use crate::render::voice::{Link, Voice};
use crate::render::words::Words;
use serde::Serialize;

/// Makes a list, or the sub-page of it with that number.
type Make = for<'a> fn(&'a Book<'a>, &Voice<'a>, Option<usize>) -> Result<Made, Fault>;

/// A list.
#[derive(Debug)]
pub(crate) struct List {
    /// Its address within a language: `register/index.html`; sub-pages are its siblings.
    pub(crate) address: &'static str,
    /// Under which heading it stands in the hub; `None`: a file that only other pages lead to.
    pub(crate) group: Option<Group>,
    /// Whether it stands in the head of every page.
    pub(crate) head: bool,
    /// Its name.
    pub(crate) name: fn(&'static Words) -> &'static str,
    /// In one sentence, what it answers.
    pub(crate) about: fn(&'static Words) -> &'static str,
    /// Whether this handbook has anything for it.
    pub(crate) there: fn(&Shelf<'_>) -> bool,
    /// Whether it is there once for the site, and not in each language.
    pub(crate) once: bool,
    /// File names of its sub-pages, without folder: `sales.html`.
    pub(crate) subs: fn(&Shelf<'_>) -> Vec<String>,
    make: Make,
}

/// A heading of the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    /// Where is it?
    Find,
    /// Who does what, when?
    Act,
    /// What can be shown?
    Prove,
}

/// A list that this handbook has, with its sub-pages.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) list: &'static List,
    pub(crate) subs: Vec<String>,
}

/// No list has these unless it says so.
const PLAIN: List = List {
    address: "",
    group: None,
    head: false,
    name: |w| w.lists.all,
    about: |_| "",
    there: |_| true,
    once: false,
    subs: |_| Vec::new(),
    make: |_, _, _| Ok(Made::default()),
};

/// All lists, in the order in which they are shown.
static LISTS: &[List] = &[
    List {
        address: "register/index.html",
        group: Some(Group::Find),
        head: true,
        name: |w| w.documents,
        about: |w| w.lists.register_about,
        there: |s| !s.by_id().is_empty(),
        subs: office::chapter_files,
        make: register::make,
        ..PLAIN
    },
    List { address: "register/register.csv", make: |_, voice, _| Ok(register::csv(voice)), ..PLAIN },
    List {
        address: "r/index.html",
        group: Some(Group::Act),
        head: true,
        name: |w| w.roles,
        about: |w| w.lists.roles_about,
        there: |s| !s.handbook().organisation.roles.is_empty(),
        make: |book, voice, _| roles::list(book, voice),
        ..PLAIN
    },
    List {
        address: raci::ADDRESS,
        group: Some(Group::Act),
        name: |w| w.raci.matrix,
        about: |w| w.raci.about,
        there: raci::there,
        subs: raci::subs,
        make: raci::make,
        ..PLAIN
    },
    List { address: raci::CSV, there: raci::there, make: |_, voice, _| Ok(raci::csv(voice)), ..PLAIN },
    List {
        address: "p/index.html",
        group: Some(Group::Find),
        head: true,
        name: |w| w.products,
        about: |w| w.lists.products_about,
        there: |s| !s.products().is_empty(),
        make: |book, voice, _| products::list(book, voice),
        ..PLAIN
    },
    List {
        address: "s/index.html",
        group: Some(Group::Prove),
        head: true,
        name: |w| w.standards,
        about: |w| w.lists.standards_about,
        there: |s| !s.coverage().is_empty(),
        make: |book, voice, _| standards::list(book, voice),
        ..PLAIN
    },
    List {
        address: standards::SOA,
        group: Some(Group::Prove),
        name: |w| w.soa,
        about: |w| w.lists.soa_about,
        there: |s| s.handbook().soa.is_some(),
        make: |book, voice, _| match &voice.handbook().soa {
            Some(soa) => standards::soa(book, voice, soa),
            None => Ok(Made::default()),
        },
        ..PLAIN
    },
    List {
        address: "glossary/index.html",
        group: Some(Group::Find),
        name: |w| w.glossary,
        about: |w| w.lists.glossary_about,
        there: |s| !s.handbook().glossary.terms.is_empty(),
        make: |book, voice, _| lookup::glossary(book, voice),
        ..PLAIN
    },
    List {
        address: "abbreviations/index.html",
        group: Some(Group::Find),
        name: |w| w.office.abbreviations,
        about: |w| w.office.abbreviations_about,
        make: |book, voice, _| others::abbreviations(book, voice),
        ..PLAIN
    },
    List {
        address: "a-z/index.html",
        group: Some(Group::Find),
        head: true,
        name: |w| w.a_to_z,
        about: |w| w.lists.a_to_z_about,
        make: |book, voice, _| lookup::index(book, voice),
        ..PLAIN
    },
    List {
        address: print::ADDRESS,
        group: Some(Group::Find),
        name: |w| w.print.name,
        about: |w| w.print.about,
        there: |s| !s.by_id().is_empty(),
        subs: print::subs,
        make: print::make,
        ..PLAIN
    },
    List {
        address: "findings/index.html",
        group: Some(Group::Prove),
        name: |w| w.findings,
        about: |w| w.lists.findings_about,
        make: |book, voice, _| findings::make(book, voice),
        ..PLAIN
    },
    List {
        address: "calendar/index.html",
        group: Some(Group::Act),
        name: |w| w.office.calendar,
        about: |w| w.office.calendar_about,
        there: |s| !s.by_id().is_empty(),
        subs: office::chapter_files,
        make: calendar::make,
        ..PLAIN
    },
    List {
        address: "changes/index.html",
        group: Some(Group::Prove),
        name: |w| w.changes,
        about: |w| w.office.changes_about,
        there: |s| !s.by_id().is_empty(),
        subs: office::chapter_files,
        make: changes::make,
        ..PLAIN
    },
    List {
        address: "vacancies/index.html",
        group: Some(Group::Act),
        name: |w| w.office.vacancies,
        about: |w| w.office.vacancies_about,
        there: |s| !s.handbook().organisation.roles.is_empty(),
        make: |book, voice, _| others::vacancies(book, voice),
        ..PLAIN
    },
    List {
        address: "separation/index.html",
        group: Some(Group::Act),
        name: |w| w.office.separation,
        about: |w| w.office.separation_about,
        there: |s| !s.by_id().is_empty(),
        subs: office::chapter_files,
        make: |book, voice, sub| separation::SEPARATION.make(book, voice, sub),
        ..PLAIN
    },
    List {
        address: "systems/index.html",
        group: Some(Group::Act),
        name: |w| w.office.systems,
        about: |w| w.office.systems_about,
        there: |s| !s.by_id().is_empty(),
        subs: office::chapter_files,
        make: systems::make,
        ..PLAIN
    },
    List {
        address: "records/index.html",
        group: Some(Group::Prove),
        name: |w| w.office.retention,
        about: |w| w.office.retention_about,
        there: |s| !s.by_id().is_empty(),
        subs: office::chapter_files,
        make: |book, voice, sub| registers::RECORDS.make(book, voice, sub),
        ..PLAIN
    },
    List {
        address: "kpis/index.html",
        group: Some(Group::Prove),
        name: |w| w.kpis,
        about: |w| w.office.kpis_about,
        there: |s| !s.by_id().is_empty(),
        subs: office::chapter_files,
        make: |book, voice, sub| registers::KPIS.make(book, voice, sub),
        ..PLAIN
    },
    List {
        address: "risks/index.html",
        group: Some(Group::Prove),
        name: |w| w.risks,
        about: |w| w.office.risks_about,
        there: |s| !s.by_id().is_empty(),
        subs: office::chapter_files,
        make: |book, voice, sub| registers::RISKS.make(book, voice, sub),
        ..PLAIN
    },
    List {
        address: "rules/index.html",
        group: Some(Group::Prove),
        name: |w| w.office.house_rules,
        about: |w| w.office.house_rules_about,
        there: |s| !s.by_id().is_empty(),
        subs: office::chapter_files,
        make: |book, voice, sub| registers::RULES.make(book, voice, sub),
        ..PLAIN
    },
    List {
        address: "exceptions/index.html",
        group: Some(Group::Prove),
        name: |w| w.office.exceptions,
        about: |w| w.office.exceptions_about,
        there: |s| !s.by_id().is_empty(),
        subs: office::chapter_files,
        make: |book, voice, sub| registers::EXCEPTIONS.make(book, voice, sub),
        ..PLAIN
    },
    List {
        address: "external/index.html",
        group: Some(Group::Find),
        name: |w| w.office.external,
        about: |w| w.office.external_about,
        there: |s| !s.by_id().is_empty(),
        make: |book, voice, _| others::external(book, voice),
        ..PLAIN
    },
    List {
        address: "retired/index.html",
        group: Some(Group::Find),
        name: |w| w.office.retired,
        about: |w| w.office.retired_about,
        there: |s| !s.by_id().is_empty(),
        make: |book, voice, _| others::retired(book, voice),
        ..PLAIN
    },
    List {
        address: "about/index.html",
        group: Some(Group::Prove),
        name: |w| w.office.about_edition,
        about: |w| w.office.about_about,
        make: |book, voice, _| about::make(book, voice),
        ..PLAIN
    },
    List {
        address: "calendar/calendar.ics",
        there: |s| !s.by_id().is_empty(),
        subs: office::calendar_files,
        make: |_, voice, sub| Ok(ics::make(voice, sub)),
        ..PLAIN
    },
    List {
        address: "feed.xml",
        there: |s| !s.by_id().is_empty(),
        make: |_, voice, _| Ok(feed::make(voice)),
        ..PLAIN
    },
    List {
        address: "handbook.json",
        once: true,
        subs: data::files,
        make: |_, voice, sub| Ok(data::make(voice, sub)),
        ..PLAIN
    },
    List { address: HUB, head: true, make: |book, voice, _| hub(book, voice), ..PLAIN },
];

/// Address of the page that leads to all lists.
const HUB: &str = "lists/index.html";

/// The lists that a handbook has.
pub(crate) fn shown(shelf: &Shelf<'_>) -> Vec<Shown> {
    let there = LISTS.iter().filter(|l| (l.there)(shelf));
    there.map(|list| Shown { list, subs: (list.subs)(shelf) }).collect()
}

impl Shown {
    /// Address of the list within a language, or of a sub-page of it.
    pub(crate) fn address(&self, sub: Option<usize>) -> String {
        match sub {
            None => self.list.address.to_owned(),
            Some(n) => {
                format!("{}{}", self.list.folder(), self.subs.get(n).map_or("", String::as_str))
            }
        }
    }
}

impl List {
    /// The folder that it and its sub-pages lie in: `register/`.
    pub(crate) fn folder(&self) -> &'static str {
        self.address.rfind('/').map_or("", |end| &self.address[..=end])
    }

    /// Makes it, or a sub-page of it.
    pub(crate) fn make<'a>(
        &self,
        book: &'a Book<'a>,
        voice: &Voice<'a>,
        sub: Option<usize>,
    ) -> Result<Made, Fault> {
        (self.make)(book, voice, sub)
    }
}

/// The hub.
#[derive(Debug, Serialize)]
struct Hub<'a> {
    groups: Vec<HubGroup<'a>>,
}

/// A heading with its lists.
#[derive(Debug, Serialize)]
pub(crate) struct HubGroup<'a> {
    name: &'a str,
    lists: Vec<HubEntry<'a>>,
}

/// A list.
#[derive(Debug, Serialize)]
struct HubEntry<'a> {
    link: Link<'a>,
    about: &'a str,
}

/// All lists under their headings.
pub(crate) fn groups<'a>(book: &Book<'a>, voice: &Voice<'a>) -> Vec<HubGroup<'a>> {
    let w = voice.w;
    let heads = [(Group::Find, w.lists.find), (Group::Act, w.lists.act), (Group::Prove, w.lists.prove)];
    let of = |group: Group| book.lists.iter().map(|s| s.list).filter(move |l| l.group == Some(group));
    let entry = |l: &'static List| HubEntry {
        link: Link::to(voice.word((l.name)(w)), voice.href(l.address)),
        about: (l.about)(w),
    };
    heads
        .into_iter()
        .map(|(group, name)| HubGroup { name, lists: of(group).map(entry).collect() })
        .filter(|g| !g.lists.is_empty())
        .collect()
}

fn hub<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let about = About { title: voice.w.lists.all.to_owned(), ..About::default() };
    let page = Hub { groups: groups(book, voice) };
    Ok(Made { text: book.fill(voice, "pages/lists.html", about, &page)?, ..Made::default() })
}
