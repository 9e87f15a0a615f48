//! About this edition: from what it was built, of which day, by which version, and what is not in it.

use crate::model::{DocStatus, Guideline};
use crate::render::pages::guideline::strip::Fact;
use crate::render::pages::table::{Cell, Kind, Sheet, Table, columns};
use crate::render::pages::{Book, Made, state};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Voice};
use std::collections::BTreeMap;

/// Makes the page.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let (h, w) = (voice.handbook(), voice.w);
    let text = |label, text: String| Fact::new(label, vec![Link::text(voice.word(text))]);
    let class = match h.settings.site_class.as_ref() {
        Some(class) => voice.tell(h.class_name(class.as_str(), voice.lang)),
        None => voice.word(w.office.no_site_class),
    };
    let facts = vec![
        Fact::new(w.state_of, vec![Link::day(voice.day(voice.shelf.edition.today))]),
        text(w.office.built_by, format!("Guidepost {}", env!("CARGO_PKG_VERSION"))),
        text(w.office.source_files, h.sources.iter().count().to_string()),
        Fact::new(w.office.site_class, vec![Link::text(class)]),
    ];
    let sheet = Sheet {
        title: w.office.about_edition,
        lead: w.office.about_lead,
        facts,
        files: vec![Link::to(voice.word(w.office.data_file), format!("{}handbook.json", voice.root))],
        digest: Some((w.office.digest, voice.shelf.digest())),
        uncounted: true,
        tables: vec![states(voice), classes(voice), languages(voice, book), standards(voice)],
        ..Sheet::default()
    };
    sheet.make(book, voice)
}

fn states<'a>(voice: &Voice<'a>) -> Table<'a> {
    let w = voice.w;
    let heads = columns(&[(w.status, Kind::Name), (w.documents, Kind::Text)]);
    let mut table = Table::new(heads).under(voice.word(w.office.by_state));
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let order = |g: &Guideline| match g.state() {
        DocStatus::Approved => "0",
        DocStatus::InReview => "1",
        DocStatus::Draft => "2",
        DocStatus::Planned => "3",
        DocStatus::Retired => "4",
    };
    let mut kinds = BTreeMap::new();
    for (_, g) in voice.shelf.heads() {
        let state = state::state(voice, g);
        *counts.entry((order(g), state.word)).or_default() += 1;
        kinds.insert(state.word, state);
    }
    for ((_, word), count) in counts {
        let state = kinds.get(word).copied();
        table.row(vec![Cell::default().state(state), count.into()]);
    }
    table
}

fn classes<'a>(voice: &Voice<'a>) -> Table<'a> {
    let (h, w) = (voice.handbook(), voice.w);
    let heads = columns(&[
        (w.class, Kind::Name),
        (w.office.in_edition, Kind::Text),
        (w.office.kept_out, Kind::Text),
        (w.office.handling, Kind::Optional),
    ]);
    let mut table = Table::new(heads).under(voice.word(w.office.by_class));
    let classes = &h.settings.classes;
    // Documents whose class the scheme does not know count as those without one.
    let mut counts = vec![(0_usize, 0_usize); classes.len() + 1];
    for g in &h.guidelines {
        let rank = g.class.as_ref().and_then(|c| h.class_rank(c.as_str())).unwrap_or(classes.len());
        if let Some((within, out)) = counts.get_mut(rank) {
            *if h.withheld(g) { out } else { within } += 1;
        }
    }
    for (class, (within, out)) in classes.iter().zip(&counts) {
        table.row(vec![
            voice.local(&class.name, class.id.as_str()).into(),
            (*within).into(),
            (*out).into(),
            voice.local(&class.handling, "").into(),
        ]);
    }
    if let Some(&(within, out)) = counts.last()
        && within + out > 0
    {
        table.row(vec![w.office.no_class.into(), within.into(), out.into(), Cell::default()]);
    }
    table
}

fn languages<'a>(voice: &Voice<'a>, book: &'a Book<'a>) -> Table<'a> {
    let (h, w) = (voice.handbook(), voice.w);
    let heads = columns(&[
        (w.language, Kind::Name),
        (w.office.translated, Kind::Text),
        (w.office.behind, Kind::Text),
    ]);
    let mut table = Table::new(heads).under(voice.word(w.office.languages));
    for lang in &h.settings.languages {
        let code = lang.as_str();
        let name = crate::render::pages::frame::name_of(code);
        if code == book.shelf.handbook().source_lang() {
            table.row(vec![name.into(), w.office.source_language.into(), Cell::default()]);
            continue;
        }
        let (mut there, mut behind) = (0_usize, 0_usize);
        for (_, g) in voice.shelf.heads() {
            let Some(t) = h.translation_of(g, code) else { continue };
            there += 1;
            let stale =
                t.version.as_ref().zip(g.version.as_ref()).is_some_and(|(a, b)| a.as_str() != b.as_str());
            behind += usize::from(stale);
        }
        let said = format!("{there} {} {}", w.of, voice.shelf.by_id().len());
        table.row(vec![name.into(), said.into(), behind.into()]);
    }
    table
}

fn standards<'a>(voice: &Voice<'a>) -> Table<'a> {
    let w = voice.w;
    let heads = columns(&[(w.standards, Kind::Name), (w.clauses, Kind::Text), (w.office.gaps, Kind::Text)]);
    let mut table = Table::new(heads).under(voice.word(w.standards));
    for (n, coverage) in voice.shelf.coverage() {
        let said = format!("{} {} {}", coverage.asked - coverage.open.len(), w.of, coverage.asked);
        table.row(vec![voice.clause(*n, None).into(), said.into(), coverage.open.len().into()]);
    }
    table
}
