//! Standards: clause by clause, which document answers it, and what is open. And the Statement of Applicability.

use super::frame::About;
use super::guideline::strip::Fact;
use super::office::registers::step_of;
use super::{Book, Made};
use crate::checks::Coverage;
use crate::model::{Applicable, Clause, ClauseKind, NormRef, Soa, Standard};
use crate::render::templates::Fault;
use crate::render::voice::{Link, Said, Voice, clause_anchor, short_title};
use crate::render::words::Noun;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// Address of the Statement of Applicability.
pub(crate) const SOA: &str = "soa/index.html";

/// The list of standards in scope.
#[derive(Debug, Serialize)]
struct List<'a> {
    rows: Vec<StandardRow<'a>>,
    /// Address of the Statement of Applicability.
    soa: Option<String>,
}

/// A standard in the list.
#[derive(Debug, Serialize)]
struct StandardRow<'a> {
    link: Link<'a>,
    answered: usize,
    asked: usize,
    open: usize,
}

/// What the page of a standard shows.
#[derive(Debug, Serialize)]
struct Page<'a> {
    title: Said<'a>,
    answered: usize,
    asked: usize,
    whole: Vec<Link<'a>>,
    rows: Vec<ClauseRow<'a>>,
    in_scope: bool,
    share: Option<String>,
    /// Address of the Statement of Applicability, where it is about this standard.
    soa: Option<String>,
    gaps: Vec<Link<'a>>,
}

/// A document that answers a clause.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    link: Link<'a>,
    id: &'a str,
    /// The steps of it that do.
    steps: Vec<Link<'a>>,
}

/// A clause.
#[derive(Debug, Serialize)]
struct ClauseRow<'a> {
    id: &'a str,
    anchor: String,
    /// `chapter`, `clause`.
    kind: &'static str,
    title: Option<Said<'a>>,
    documents: Vec<Answer<'a>>,
    /// Of a chapter: how much of it is answered.
    covered: Option<String>,
    /// Documents that are not in this edition.
    withheld: Option<String>,
    gap: bool,
    /// Why it does not apply.
    not_applicable: Option<Said<'a>>,
}

/// What the Statement of Applicability shows.
#[derive(Debug, Serialize)]
struct SoaPage<'a> {
    standard: Option<Link<'a>>,
    facts: Vec<Fact<'a>>,
    rows: Vec<ControlRow<'a>>,
}

/// A control.
#[derive(Debug, Serialize)]
struct ControlRow<'a> {
    id: &'a str,
    href: Option<String>,
    title: Option<Said<'a>>,
    answered: bool,
    applies: Option<&'static str>,
    why: Option<Said<'a>>,
    state: Option<Said<'a>>,
    evidence: Vec<Link<'a>>,
}

/// Makes the list of standards.
pub(crate) fn list<'a>(book: &'a Book<'a>, voice: &Voice<'a>) -> Result<Made, Fault> {
    let rows = voice.shelf.coverage().iter().filter_map(|(n, c)| {
        let standard = voice.handbook().standards.get(*n)?;
        let title = voice.local(&standard.title, &standard.id);
        Some(StandardRow {
            link: Link::to(title, voice.href(&voice.shelf.address.standards[*n])),
            answered: c.asked - c.open.len(),
            asked: c.asked,
            open: c.open.len(),
        })
    });
    let list = List { rows: rows.collect(), soa: book.list_href(voice, SOA) };
    let about = About { title: voice.w.standards.to_owned(), ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/standards.html", about, &list)?, ..Made::default() })
}

/// Makes the page of a standard.
pub(crate) fn make<'a>(book: &'a Book<'a>, voice: &Voice<'a>, n: usize) -> Result<Made, Fault> {
    let Some(standard) = voice.handbook().standards.get(n) else { return Ok(Made::default()) };
    let known = voice.shelf.coverage().iter().find(|(known, _)| *known == n).map(|(_, c)| c);
    let nothing = Coverage::default();
    let coverage = known.unwrap_or(&nothing);
    let open: HashSet<&str> = coverage.open.iter().map(String::as_str).collect();
    let shown = |list: &[usize]| -> Vec<Link<'a>> {
        list.iter().filter(|d| voice.shelf.is_shown(**d)).map(|d| voice.document(*d, None)).collect()
    };
    let steps = voice.shelf.clause_steps(n);
    let answers = |clause: &str, cited: &[usize]| -> Vec<Answer<'a>> {
        let steps = steps.and_then(|s| s.get(clause)).map_or(&[][..], Vec::as_slice);
        let answer = |&d: &usize| {
            let g = voice.shelf.document(d)?;
            let steps = steps.iter().filter(|(at, _)| *at == d).map(|&(_, s)| step_of(voice, d, g, s));
            Some(Answer { link: voice.document(d, None), id: g.id(), steps: steps.collect() })
        };
        cited.iter().filter(|d| voice.shelf.is_shown(**d)).filter_map(answer).collect()
    };
    let chapters = by_chapter(standard, coverage);
    let rows = standard.items.iter().map(|clause| {
        let cited = coverage.cited.get(&clause.id).map_or(&[][..], Vec::as_slice);
        let hidden = cited.iter().filter(|d| !voice.shelf.is_shown(**d)).count();
        ClauseRow {
            id: &clause.id,
            anchor: clause_anchor(&clause.id),
            kind: if matches!(clause.kind, ClauseKind::Chapter | ClauseKind::Theme) {
                "chapter"
            } else {
                "clause"
            },
            title: title(voice, clause),
            documents: answers(&clause.id, cited),
            covered: chapters
                .get(clause.id.as_str())
                .filter(|_| known.is_some())
                .map(|(answered, asked)| format!("{answered} {} {asked}", voice.w.of)),
            withheld: (hidden > 0).then(|| {
                format!("{} {}", voice.tongue.count(hidden, Noun::Document), voice.w.not_in_edition)
            }),
            gap: open.contains(clause.id.as_str()),
            not_applicable: not_applicable(voice, standard, &clause.id),
        }
    });
    let page = Page {
        title: voice.local(&standard.title, &standard.id),
        answered: coverage.asked - coverage.open.len(),
        asked: coverage.asked,
        whole: shown(&coverage.whole),
        rows: rows.collect(),
        in_scope: known.is_some(),
        soa: book.list_href(voice, SOA).filter(|_| {
            let about = voice.handbook().soa.as_ref().and_then(|soa| soa.standard.as_ref());
            about.and_then(|s| voice.shelf.standard(s.as_str())) == Some(n)
        }),
        share: (coverage.asked > 0)
            .then(|| format!("{}\u{a0}%", 100 * coverage.answered.len() / coverage.asked)),
        gaps: coverage
            .open
            .iter()
            .map(|id| Link::to(voice.word(id.clone()), format!("#{}", clause_anchor(id))))
            .collect(),
    };
    let crumbs = vec![Link::to(voice.word(voice.w.standards), voice.href("s/index.html"))];
    let about = About { title: short_title(standard).to_owned(), crumbs, ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/standard.html", about, &page)?, ..Made::default() })
}

/// Chapters and themes: how many clauses below each are answered, and how many are asked for.
fn by_chapter<'s>(standard: &'s Standard, coverage: &Coverage) -> HashMap<&'s str, (usize, usize)> {
    let parents: HashMap<&str, &str> =
        standard.items.iter().filter_map(|c| Some((c.id.as_str(), c.parent.as_deref()?))).collect();
    let chapters =
        standard.items.iter().filter(|c| matches!(c.kind, ClauseKind::Chapter | ClauseKind::Theme));
    let mut counts: HashMap<&str, (usize, usize)> = chapters.map(|c| (c.id.as_str(), (0, 0))).collect();
    for (list, answered) in [(&coverage.answered, 1), (&coverage.open, 0)] {
        for clause in list {
            let mut at = clause.as_str();
            // Catalogues are shallow; the bound only guards against a ring in a catalogue of the user's own.
            for _ in 0..32 {
                if let Some((have, all)) = counts.get_mut(at) {
                    *have += answered;
                    *all += 1;
                    break;
                }
                match parents.get(at) {
                    Some(parent) => at = parent,
                    None => break,
                }
            }
        }
    }
    counts.retain(|_, (_, asked)| *asked > 0);
    counts
}

fn title<'a>(voice: &Voice<'a>, clause: &'a Clause) -> Option<Said<'a>> {
    (!clause.title.is_empty()).then(|| voice.local(&clause.title, &clause.id))
}

fn not_applicable<'a>(voice: &Voice<'a>, standard: &Standard, clause: &str) -> Option<Said<'a>> {
    let h = voice.handbook();
    let found = h.settings.not_applicable.iter().find(|(norm, _)| {
        let norm = NormRef::read(norm.as_str());
        norm.clause.as_deref() == Some(clause)
            && h.standard(&norm.standard).is_some_and(|s| s.id == standard.id)
    });
    found.map(|(_, why)| voice.source_text(why.as_str()))
}

/// Makes the Statement of Applicability.
pub(crate) fn soa<'a>(book: &'a Book<'a>, voice: &Voice<'a>, soa: &'a Soa) -> Result<Made, Fault> {
    let w = voice.w;
    let n = soa.standard.as_ref().and_then(|s| voice.shelf.standard(s.as_str()));
    let standard = n.and_then(|n| voice.handbook().standards.get(n));
    let mut rows: Vec<ControlRow<'a>> = Vec::new();
    let controls = standard.map_or(&[][..], |s| s.items.as_slice());
    for clause in controls.iter().filter(|c| c.kind == ClauseKind::Control) {
        rows.push(control(voice, soa, n, &clause.id, title(voice, clause)));
    }
    // Answers to controls that the catalogue does not have are shown all the same.
    for answer in &soa.controls {
        if standard.is_none_or(|s| s.clause(answer.id.as_str()).is_none()) {
            rows.push(control(voice, soa, None, answer.id.as_str(), None));
        }
    }
    let mut facts = Vec::new();
    if let Some(version) = &soa.version {
        facts.push(Fact::new(w.version, vec![Link::text(voice.word(version.as_str()))]));
    }
    if let Some(day) = voice.date(soa.date.as_ref()) {
        facts.push(Fact::new(w.date, vec![Link::day(day)]));
    }
    if let Some(approved) = &soa.approved {
        let mut items: Vec<Link<'a>> =
            voice.date(approved.date.as_ref()).map(Link::day).into_iter().collect();
        items.extend(approved.by.as_ref().map(|by| voice.person(by.as_str())));
        items.extend(approved.proof.as_ref().map(|p| voice.refer(p.as_str())));
        facts.push(Fact::new(w.approved, items));
    }
    let applicable = |what| {
        let said = soa.controls.iter().filter_map(|c| c.applicable.as_ref());
        said.filter(|a| a.value == what).count()
    };
    let implemented = soa.controls.iter().filter(|c| {
        c.state.as_ref().is_some_and(|s| s.as_str() == "implemented")
            && c.applicable.as_ref().is_some_and(|a| a.value == Applicable::Yes)
    });
    let applies = applicable(Applicable::Yes);
    let figure = |text: String| vec![Link::text(voice.word(text))];
    facts.push(Fact::new(w.soa_applicable, figure(format!("{applies} {} {}", w.of, rows.len()))));
    facts.push(Fact::new(w.not_applicable, figure(applicable(Applicable::No).to_string())));
    let implemented = format!("{} {} {applies}", implemented.count(), w.of);
    facts.push(Fact::new(w.office.implemented, figure(implemented)));
    let page = SoaPage { standard: n.map(|n| voice.clause(n, None)), facts, rows };
    let about = About { title: w.soa.to_owned(), ..About::default() };
    Ok(Made { text: book.fill(voice, "pages/soa.html", about, &page)?, ..Made::default() })
}

fn control<'a>(
    voice: &Voice<'a>,
    soa: &'a Soa,
    standard: Option<usize>,
    id: &'a str,
    title: Option<Said<'a>>,
) -> ControlRow<'a> {
    let w = voice.w;
    let answer = soa.controls.iter().find(|c| c.id.as_str() == id);
    let state = answer.and_then(|a| a.state.as_ref()).map(|s| match s.as_str() {
        "implemented" => voice.word(w.state_implemented),
        "partly" => voice.word(w.state_partly),
        "planned" => voice.word(w.state_planned),
        "not-implemented" => voice.word(w.state_not_implemented),
        other => voice.source_text(other),
    });
    ControlRow {
        id,
        href: standard.and_then(|n| voice.clause(n, Some(id)).href),
        title,
        answered: answer.is_some(),
        applies: answer.and_then(|a| a.applicable.as_ref()).map(|a| match a.value {
            Applicable::Yes => w.yes,
            Applicable::No => w.no,
        }),
        why: voice.own(answer.and_then(|a| a.why.as_ref())),
        state,
        evidence: answer.map_or(Vec::new(), |a| a.evidence.iter().map(|e| voice.refer(e.as_str())).collect()),
    }
}
