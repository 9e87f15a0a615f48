//! Short registers: external documents, retired ones with their successors, abbreviations, vacant roles.

use crate::checks::apart;
use crate::model::DocStatus;
use crate::render::pages::table::{Cell, Kind, Sheet, Table, columns};
use crate::render::pages::{Book, Made, state};
use crate::render::shelf::natural;
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice, short_title};

/// Makes the list of external documents.
pub(crate) fn external<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let (h, w) = (voice.handbook(), voice.w);
    let mut table = Table::new(columns(&[
        (w.id, Kind::Id),
        (w.title, Kind::Name),
        (w.office.edition, Kind::Text),
        (w.status, Kind::Text),
        (w.approved, Kind::Text),
        (w.next_review, Kind::Text),
        (w.owner, Kind::Text),
        (w.distribution, Kind::Optional),
        (w.facts, Kind::Optional),
    ]));
    for &n in voice.shelf.by_id() {
        let Some(g) = voice.shelf.head(n).filter(|g| g.is_external()) else { continue };
        let facts = g.facts.iter().map(|(name, text)| {
            let said = format!("{}: {}", name.as_str(), text.as_str());
            Link::text(voice.source_text(said))
        });
        table.row(vec![
            g.id().into(),
            voice.document(n, None).into(),
            g.version.as_ref().map_or("", |v| v.as_str()).into(),
            state::state(voice, g).into(),
            g.approved.as_ref().and_then(|a| voice.date(a.date.as_ref())).into(),
            h.review_due(g).map(|d| voice.day(d)).into(),
            g.owner.as_ref().map(|o| voice.party(o.as_str())).into(),
            voice.parties(&g.distribution).into(),
            Cell::lines(facts.collect()),
        ]);
    }
    let sheet = Sheet {
        title: w.office.external,
        lead: w.office.external_lead,
        empty: w.office.external_empty,
        tables: vec![table],
        ..Sheet::default()
    };
    sheet.make(book, voice)
}

/// Makes the list of retired documents.
pub(crate) fn retired<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let (h, w) = (voice.handbook(), voice.w);
    let shelf = voice.shelf;
    let mut table = Table::new(columns(&[
        (w.id, Kind::Id),
        (w.title, Kind::Name),
        (w.version, Kind::Text),
        (w.replaced_by, Kind::Text),
        (w.office.replaced_since, Kind::Text),
        (w.office.kept_for, Kind::Text),
    ]));
    let heir = |id: &str| shelf.replaced_by.get(id).copied();
    let since = |n: usize| {
        let g = shelf.head(n)?;
        let day = g.effective.as_ref().or_else(|| g.approved.as_ref()?.date.as_ref())?;
        Some(voice.day(day.value))
    };
    let named = |n: usize| Cell::from(voice.document_id(n, None)).small([voice.document(n, None)]);
    for &n in shelf.by_id() {
        let Some(g) = shelf.head(n).filter(|g| g.state() == DocStatus::Retired) else { continue };
        let kept = g.retention.as_ref().or(h.settings.retention.as_ref());
        let heir = heir(g.id());
        table.row(vec![
            g.id().into(),
            voice.document(n, None).into(),
            g.version.as_ref().map_or("", |v| v.as_str()).into(),
            heir.map_or_else(Cell::default, named),
            heir.and_then(since).into(),
            kept.map_or_else(String::new, |d| voice.time(d.value)).into(),
        ]);
    }
    // Numbers that live on only in what replaces them.
    for moved in &shelf.moved {
        table.row(vec![
            moved.id.into(),
            w.office.no_longer_here.into(),
            Cell::default(),
            Cell::lines(moved.heirs.iter().map(|&n| voice.document(n, None)).collect()),
            moved.heirs.first().and_then(|&n| since(n)).into(),
            Cell::default(),
        ]);
    }
    let sheet = Sheet {
        title: w.office.retired,
        lead: w.office.retired_lead,
        empty: w.office.retired_empty,
        tables: vec![table],
        ..Sheet::default()
    };
    sheet.make(book, voice)
}

/// Whether a word is an abbreviation: a short one with at least two capitals.
fn is_short(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    capitals >= 2 && word.chars().count() <= 8 && !word.contains(char::is_whitespace)
}

/// Makes the list of abbreviations: terms of the glossary that are one or carry one, short forms of roles, standards.
pub(crate) fn abbreviations<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let (h, w) = (voice.handbook(), voice.w);
    let mut rows: Vec<(String, Cell<'a>, &'static str)> = Vec::new();
    for term in &h.glossary.terms {
        let name = voice.local(&term.name, term.id.as_str());
        let href = voice.href_at("glossary/index.html", Some(&format!("term--{}", term.id.as_str())));
        let carried =
            name.text.split_once(" (").and_then(|(long, rest)| Some((long, rest.strip_suffix(')')?)));
        if is_short(&name.text) {
            let meaning =
                Cell::from(voice.local(&term.meaning, "")).small([Link::to(voice.word(w.glossary), href)]);
            rows.push((name.text.to_string(), meaning, w.term));
        } else if let Some((long, short)) = carried.filter(|(_, short)| is_short(short)) {
            let said = Said { text: long.to_owned().into(), lang: name.lang };
            rows.push((short.to_owned(), Link::to(said, href).into(), w.term));
        }
    }
    for (n, role) in h.organisation.roles.iter().enumerate() {
        if let Some(short) = &role.short {
            rows.push((short.value.clone(), voice.role_at(n).into(), w.role));
        }
    }
    for (n, standard) in h.standards.iter().enumerate().filter(|(n, _)| voice.shelf.standards[*n]) {
        let short = short_title(standard);
        let title = voice.local(&standard.title, &standard.id);
        if short != title.text {
            let href = voice.href(&voice.shelf.address.standards[n]);
            rows.push((short.to_owned(), Link::to(title, href).into(), w.office.standard));
        }
    }
    rows.sort_by(|a, b| natural(&a.0.to_lowercase(), &b.0.to_lowercase()).then_with(|| a.2.cmp(b.2)));
    let heads = [
        (w.office.abbreviation, Kind::Name),
        (w.office.stands_for, Kind::Text),
        (w.office.what_kind, Kind::Text),
    ];
    let mut table = Table::new(columns(&heads));
    for (short, long, kind) in rows {
        table.row(vec![short.into(), long, kind.into()]);
    }
    let sheet = Sheet {
        title: w.office.abbreviations,
        empty: w.office.abbreviations_empty,
        tables: vec![table],
        ..Sheet::default()
    };
    sheet.make(book, voice)
}

/// Makes the list of roles that nobody holds, and of those that nobody stands in for.
pub(crate) fn vacancies<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let (h, w) = (voice.handbook(), voice.w);
    let heads = [
        (w.role, Kind::Name),
        (w.unit, Kind::Optional),
        (w.holder, Kind::Optional),
        (w.deputy, Kind::Optional),
        (w.office.decides, Kind::Text),
        (w.office.does, Kind::Text),
        (w.office.owns, Kind::Text),
    ];
    let mut vacant = Table::new(columns(&heads)).under(voice.word(w.office.vacant_roles));
    let mut alone = Table::new(columns(&heads)).under(voice.word(w.office.without_deputy));
    for (n, role) in h.organisation.roles.iter().enumerate() {
        if role.external || role.per.is_some() {
            continue;
        }
        let holders = apart::holders(h, role);
        let table = match holders.len() {
            0 => &mut vacant,
            1 if role.deputies.is_empty() => &mut alone,
            _ => continue,
        };
        let Some(shelf) = voice.shelf.role(n) else { continue };
        let decides = shelf.steps.iter().filter(|s| s.decides && s.letter == crate::model::Letter::A);
        let does = shelf
            .steps
            .iter()
            .filter(|s| matches!(s.letter, crate::model::Letter::R | crate::model::Letter::D));
        let unit = role.unit.as_ref().map(|u| voice.tell(h.unit_name(u.as_str(), voice.lang)));
        table.row(vec![
            voice.role_at(n).into(),
            unit.into(),
            holders.iter().map(|p| voice.person(p)).collect::<Vec<_>>().into(),
            voice.parties(&role.deputies).into(),
            decides.count().into(),
            does.count().into(),
            shelf.owns.len().into(),
        ]);
    }
    let sheet = Sheet {
        title: w.office.vacancies,
        lead: w.office.vacancies_lead,
        empty: w.office.vacancies_empty,
        tables: vec![vacant, alone],
        ..Sheet::default()
    };
    sheet.make(book, voice)
}
