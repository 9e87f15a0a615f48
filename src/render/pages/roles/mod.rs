//! The list of roles, and the page of each: what do I have to do?

mod exchange;

use super::frame::About;
use super::guideline::parts;
use super::guideline::strip::Fact;
use super::{Book, Made, raci, state};
use crate::model::{DocStatus, Guideline, Letter, Role, RuleForm};
use crate::render::address::safe;
use crate::render::shelf::RoleShelf;
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice};
use crate::render::when::{self, Day};
use crate::render::words::Noun;
use jiff::civil::Date;
use serde::Serialize;

/// Beyond so many steps a part of a role page lists documents with their counts, not each step.
const MANY: usize = 600;

/// Up to so many steps nothing is folded.
const FEW: usize = 12;

/// How many dates a page lists, the next first.
const DATES: usize = 60;

/// The list of roles.
#[derive(Debug, Serialize)]
struct List<'a> {
    inside: Vec<RoleRow<'a>>,
    outside: Vec<RoleRow<'a>>,
    groups: Vec<GroupRow<'a>>,
}

/// A role in the list.
#[derive(Debug, Serialize)]
struct RoleRow<'a> {
    link: Link<'a>,
    short: Option<&'a str>,
    unit: Option<Said<'a>>,
    holders: Vec<Link<'a>>,
    deputies: Vec<Link<'a>>,
    vacant: bool,
    per: Option<Said<'a>>,
}

/// A group in the list.
#[derive(Debug, Serialize)]
struct GroupRow<'a> {
    id: String,
    name: Said<'a>,
    roles: Vec<Link<'a>>,
    /// Whether it is everybody inside.
    all: bool,
}

/// What the page of a role shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    name: Said<'a>,
    short: Option<&'a str>,
    facts: Vec<Fact<'a>>,
    /// Where all roles stand with their letters.
    matrix: Option<String>,
    vacant: bool,
    external: bool,
    /// Steps by what the role has to do with them; only those that are not empty.
    parts: Vec<Part<'a>>,
    dates: Vec<DateRow<'a>>,
    stands_in: Vec<Link<'a>>,
    deputies: Vec<Link<'a>>,
    hands_on: Vec<Handed<'a>>,
    is_handed: Vec<Handed<'a>>,
    exchange: Option<exchange::Exchange<'a>>,
    given: Vec<Link<'a>>,
    responsibilities: Vec<(Link<'a>, Vec<Said<'a>>)>,
    owns: Vec<Link<'a>>,
    processes: Vec<Link<'a>>,
    kpis: Vec<(Said<'a>, Link<'a>)>,
    reads: Vec<Link<'a>>,
    nothing: bool,
}

/// "You do", "you decide", …
#[derive(Debug, Serialize)]
struct Part<'a> {
    id: &'static str,
    title: &'static str,
    documents: Vec<Document<'a>>,
    /// Whether its steps are folded by document: what one merely answers for is long and seldom asked.
    folded: bool,
}

/// Something that comes round: a recurring duty, a review.
#[derive(Debug, Serialize)]
struct DateRow<'a> {
    id: String,
    what: Said<'a>,
    record: Option<Link<'a>>,
    every: Option<String>,
    next: Option<Day>,
    overdue: bool,
    document: Link<'a>,
    #[serde(skip)]
    date: Option<Date>,
}

/// A rule that hands decisions from one role to another.
#[derive(Debug, Serialize)]
struct Handed<'a> {
    /// To whom or from whom.
    with: Vec<Link<'a>>,
    text: Said<'a>,
    document: Option<Link<'a>>,
}

/// A document and the role's steps in it.
#[derive(Debug, Serialize)]
struct Document<'a> {
    /// The row's anchor.
    id: String,
    link: Link<'a>,
    steps: Vec<StepRow<'a>>,
    /// How many there are.
    count: String,
    #[serde(skip)]
    number: usize,
}

/// A step.
#[derive(Debug, Serialize)]
struct StepRow<'a> {
    number: usize,
    link: Link<'a>,
}

fn role_row<'a>(voice: &Voice<'a>, n: usize, role: &'a Role) -> RoleRow<'a> {
    RoleRow {
        link: voice.role_at(n),
        short: role.short.as_ref().map(crate::model::Text::as_str),
        unit: role.unit.as_ref().map(|u| voice.tell(voice.handbook().unit_name(u.as_str(), voice.lang))),
        holders: role.holders.iter().map(|p| voice.person(p.as_str())).collect(),
        deputies: role.deputies.iter().map(|d| voice.person(d.as_str())).collect(),
        vacant: role.holders.is_empty() && !role.external && role.per.is_none(),
        per: voice.own(role.per.as_ref()),
    }
}

/// Makes the list of roles.
pub(crate) fn list<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let o = &voice.handbook().organisation;
    let rows = |external: bool| -> Vec<RoleRow<'a>> {
        let roles = o.roles.iter().enumerate().filter(|(_, r)| r.external == external);
        roles.map(|(n, r)| role_row(voice, n, r)).collect()
    };
    let mut groups: Vec<GroupRow<'a>> = o
        .groups
        .iter()
        .map(|g| GroupRow {
            id: format!("group--{}", g.id.as_str()),
            name: voice.local(&g.name, g.id.as_str()),
            roles: voice.parties(&g.roles),
            all: false,
        })
        .collect();
    groups.push(GroupRow {
        id: "group--all".to_owned(),
        name: voice.word(voice.w.all_internal),
        roles: Vec::new(),
        all: true,
    });
    let list = List { inside: rows(false), outside: rows(true), groups };
    let about = About { title: voice.w.roles.to_owned(), ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/roles.html", about, &list)?, ..Made::default() })
}

/// Makes the page of a role.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, n: usize) -> Result<Made, Fault> {
    let h = voice.handbook();
    let (Some(role), Some(shelf)) = (h.organisation.roles.get(n), voice.shelf.role(n)) else {
        return Ok(Made::default());
    };
    let document = |d: &usize| voice.document(*d, None);
    let with = |entry: usize| -> Option<(&'a Guideline, Link<'a>)> {
        Some((voice.shelf.document(entry)?, voice.document(entry, None)))
    };
    let name = voice.role_name(role);
    let mut page = Page {
        short: role.short.as_ref().map(crate::model::Text::as_str),
        facts: facts(voice, role, shelf),
        matrix: book.list_href(voice, raci::ADDRESS).filter(|_| !shelf.steps.is_empty()),
        vacant: role.holders.is_empty() && !role.external && role.per.is_none(),
        external: role.external,
        parts: steps(voice, shelf),
        dates: dates(voice, shelf),
        stands_in: shelf.stands_in.iter().map(|&r| voice.role_at(r)).collect(),
        deputies: role.deputies.iter().map(|d| voice.person(d.as_str())).collect(),
        hands_on: shelf.hands_on.iter().filter_map(|&at| handed(voice, at, false)).collect(),
        is_handed: shelf.is_handed.iter().filter_map(|&at| handed(voice, at, true)).collect(),
        exchange: Some(exchange::exchange(voice, n, shelf)).filter(|e| !e.is_empty()),
        given: shelf.given.iter().map(document).collect(),
        responsibilities: shelf
            .responsibilities
            .iter()
            .filter_map(|&(d, i)| with(d).map(|(g, link)| (link, parts::duties_of(voice, g, i))))
            .collect(),
        owns: shelf.owns.iter().map(document).collect(),
        processes: shelf.processes.iter().map(|&p| voice.place((p, None))).collect(),
        kpis: shelf
            .kpis
            .iter()
            .filter_map(|&(d, k)| with(d).map(|(g, link)| (voice.tell(h.kpi_name(g, k, voice.lang)), link)))
            .collect(),
        reads: shelf.reads.iter().map(document).collect(),
        nothing: false,
        name: name.clone(),
    };
    page.nothing = page.parts.is_empty()
        && page.dates.is_empty()
        && page.responsibilities.is_empty()
        && page.owns.is_empty()
        && page.reads.is_empty();
    let crumbs = vec![Link::to(voice.word(voice.w.roles), voice.href("r/index.html"))];
    let about = About { title: name.text.into_owned(), crumbs, ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/role.html", about, &page)?, ..Made::default() })
}

fn facts<'a>(voice: &Voice<'a>, role: &'a Role, shelf: &RoleShelf) -> Vec<Fact<'a>> {
    let w = voice.w;
    let mut facts = Vec::new();
    let mut add = |label: &'static str, items: Vec<Link<'a>>| {
        if !items.is_empty() {
            facts.push(Fact::new(label, items));
        }
    };
    add(w.holder, role.holders.iter().map(|p| voice.person(p.as_str())).collect());
    add(w.deputy, role.deputies.iter().map(|d| voice.person(d.as_str())).collect());
    let unit = role.unit.as_ref().map(|u| voice.tell(voice.handbook().unit_name(u.as_str(), voice.lang)));
    add(w.unit, unit.map(Link::text).into_iter().collect());
    add(w.includes, voice.parties(&role.includes));
    add(w.member_of, shelf.groups.iter().map(|&g| voice.group(Some(g))).collect());
    add(w.aliases, role.aliases.iter().map(|a| Link::text(voice.source_text(a.as_str()))).collect());
    add(w.named_per, voice.own(role.per.as_ref()).map(Link::text).into_iter().collect());
    for (label, text) in &role.facts {
        facts.push(Fact {
            label: voice.source_text(label.as_str()),
            items: vec![Link::text(voice.source_text(text.as_str()))],
            state: None,
        });
    }
    facts
}

/// What comes round for a role, the next first: its recurring duties, the reviews of what it owns.
fn dates<'a>(voice: &Voice<'a>, shelf: &RoleShelf) -> Vec<DateRow<'a>> {
    let today = voice.shelf.edition.today;
    let duties = shelf.duties.iter().filter_map(|&(d, i)| {
        let g = voice.shelf.document(d).filter(|g| g.state() != DocStatus::Retired)?;
        let duty = g.duties.get(i)?;
        let row = parts::duty(voice, g, i, duty);
        let date = duty.last.as_ref().zip(duty.every.as_ref()).map(|(l, every)| every.value.after(l.value));
        Some(DateRow {
            id: format!("date--{}--{}", safe(g.id()), i + 1),
            document: voice.document(d, Some(&row.id)),
            what: row.what,
            record: row.record,
            every: row.every,
            next: row.next,
            overdue: row.overdue,
            date,
        })
    });
    let reviews = shelf.owns.iter().filter_map(|&d| {
        let g = voice.shelf.document(d)?;
        let due = state::review(voice, g)?;
        let every = voice.handbook().review_every(g);
        Some(DateRow {
            id: format!("review--{}", safe(g.id())),
            what: voice.word(voice.w.review),
            record: None,
            every: every.map(|i| when::interval(voice.tongue, i)),
            next: Some(voice.day(due.date)),
            overdue: due.date < today,
            document: voice.document(d, None),
            date: Some(due.date),
        })
    });
    let mut rows: Vec<DateRow<'a>> = duties.chain(reviews).collect();
    rows.sort_by_key(|r| r.date.unwrap_or(Date::MAX));
    rows.truncate(DATES);
    rows
}

/// A rule of delegation, as the role that gives or (`to_me`) gets sees it.
fn handed<'a>(voice: &Voice<'a>, (d, r): (Option<usize>, usize), to_me: bool) -> Option<Handed<'a>> {
    let g = d.and_then(|d| voice.shelf.document(d));
    let rules = g.map_or(voice.handbook().settings.rules.as_slice(), |g| &g.rules);
    let rule = rules.get(r)?;
    let RuleForm::Delegate { from, to, .. } = &rule.form else { return None };
    let path =
        rule.id.as_ref().map_or_else(|| format!("rule/{}", r + 1), |id| format!("rule/{}", id.as_str()));
    let own = rule.text.as_ref().or(rule.id.as_ref());
    let text = match g {
        Some(g) => voice.said(g, &path, own),
        None => voice.own(own),
    };
    Some(Handed {
        with: voice.parties(if to_me { from } else { to }),
        text: text.unwrap_or_default(),
        document: d.map(|d| voice.document(d, Some(&path.replacen('/', "--", 1)))),
    })
}

/// The steps of a role by what it has to do with them.
fn steps<'a>(voice: &Voice<'a>, shelf: &RoleShelf) -> Vec<Part<'a>> {
    let w = voice.w;
    let of = |fits: &dyn Fn(Letter, bool) -> bool| -> Vec<(usize, usize)> {
        shelf.steps.iter().filter(|u| fits(u.letter, u.decides)).map(|u| (u.document, u.step)).collect()
    };
    let parts = [
        ("you-do", w.you_do, of(&|l, decides| matches!(l, Letter::R | Letter::D) && !decides)),
        ("you-decide", w.you_decide, of(&|l, decides| l == Letter::A && decides)),
        ("you-answer", w.you_answer, of(&|l, decides| l == Letter::A && !decides)),
        ("you-support", w.you_support, of(&|l, _| l == Letter::S)),
        ("you-are-asked", w.you_are_asked, of(&|l, _| l == Letter::C)),
        ("you-are-told", w.you_are_told, of(&|l, _| l == Letter::I)),
        ("you-wait", w.you_wait, shelf.awaited.clone()),
    ];
    parts
        .into_iter()
        .filter(|(_, _, steps)| !steps.is_empty())
        .map(|(id, title, steps)| Part {
            id,
            title,
            folded: id == "you-answer" && steps.len() > FEW,
            documents: documents(voice, id, &steps),
        })
        .collect()
}

fn documents<'a>(voice: &Voice<'a>, part: &str, steps: &[(usize, usize)]) -> Vec<Document<'a>> {
    let mut documents: Vec<(usize, Document<'a>)> = Vec::new();
    for &(d, s) in steps {
        let Some(g) = voice.shelf.document(d) else { continue };
        if documents.last().is_none_or(|(last, _)| *last != d) {
            let (id, link) = (format!("{part}--{}", safe(g.id())), voice.document(d, None));
            documents.push((d, Document { id, link, steps: Vec::new(), count: String::new(), number: 0 }));
        }
        let Some((_, document)) = documents.last_mut() else { continue };
        document.number += 1;
        if steps.len() <= MANY {
            let id = g.steps.get(s).map_or("", |s| s.id());
            let anchor = (!id.is_empty()).then_some(id);
            let said = voice.step(g, s);
            let link = Link { text: said.text, lang: said.lang, ..voice.document(d, anchor) };
            document.steps.push(StepRow { number: s + 1, link });
        }
    }
    let counted =
        |(_, d): (usize, Document<'a>)| Document { count: voice.tongue.count(d.number, Noun::Step), ..d };
    documents.into_iter().map(counted).collect()
}
