//! The matrix: roles across, steps down, letters in the cells.

use crate::model::{Cast, Guideline, Letter, RaciScheme, RoleOrGroup};
use crate::render::voice::{Link, Said, Voice};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A group of more roles than this keeps a column of its own.
const SMALL_GROUP: usize = 6;

/// The matrix of a guideline.
#[derive(Debug, Serialize)]
pub(crate) struct Matrix<'a> {
    columns: Vec<Link<'a>>,
    rows: Vec<Row<'a>>,
    /// The letters used, each with what it means.
    legend: Vec<(&'static str, &'static str)>,
    /// Whether a letter comes from the guideline's defaults.
    inherits: bool,
}

/// A step.
#[derive(Debug, Serialize)]
struct Row<'a> {
    number: usize,
    text: Said<'a>,
    href: String,
    cells: Vec<Vec<Mark<'a>>>,
}

/// A letter in a cell.
#[derive(Debug, Clone, Serialize)]
struct Mark<'a> {
    letter: &'static str,
    accountable: bool,
    inherited: bool,
    /// The case it holds in.
    case: Option<&'a str>,
}

/// A column: roles in declared order, then groups, then names that nobody knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column<'a> {
    Role(usize),
    Group(usize),
    All,
    Unknown(&'a str),
}

/// The matrix of a guideline; `None` where no step has a letter.
pub(crate) fn matrix<'a>(voice: &Voice<'a>, g: &'a Guideline) -> Option<Matrix<'a>> {
    let mut used: BTreeSet<Letter> = BTreeSet::new();
    let mut columns: BTreeSet<Column<'a>> = BTreeSet::new();
    let mut rows: Vec<(usize, BTreeMap<Column<'a>, Vec<Mark<'a>>>)> = Vec::new();
    for (n, step) in g.steps.iter().enumerate() {
        let mut cells: BTreeMap<Column<'a>, Vec<Mark<'a>>> = BTreeMap::new();
        for held in g.letters(step) {
            used.insert(held.letter);
            for (case, name) in named(held.cast) {
                for column in columns_of(voice, name) {
                    columns.insert(column);
                    cells.entry(column).or_default().push(Mark {
                        letter: held.letter.word(),
                        accountable: held.letter == Letter::A,
                        inherited: held.inherited,
                        case,
                    });
                }
            }
        }
        if !cells.is_empty() {
            rows.push((n, cells));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let inherits = rows.iter().flat_map(|(_, c)| c.values().flatten()).any(|m| m.inherited);
    Some(Matrix {
        rows: rows
            .into_iter()
            .map(|(n, mut cells)| Row {
                number: n + 1,
                text: voice.step(g, n),
                href: format!("#{}", crate::render::address::encode(g.steps.get(n).map_or("", |s| s.id()))),
                cells: columns.iter().map(|c| cells.remove(c).unwrap_or_default()).collect(),
            })
            .collect(),
        columns: columns.iter().map(|c| head(voice, *c)).collect(),
        legend: Letter::ALL
            .into_iter()
            .filter(|l| used.contains(l))
            .map(|l| (l.word(), meaning(voice, l)))
            .collect(),
        inherits,
    })
}

fn named(cast: &Cast) -> Vec<(Option<&str>, &str)> {
    match cast {
        Cast::Roles(roles) => roles.iter().map(|r| (None, r.as_str())).collect(),
        Cast::ByCase(cases) => cases
            .iter()
            .flat_map(|(case, roles)| roles.iter().map(move |r| (Some(case.as_str()), r.as_str())))
            .collect(),
    }
}

fn columns_of<'a>(voice: &Voice<'a>, name: &'a str) -> Vec<Column<'a>> {
    let h = voice.handbook();
    let whole = match h.party(name) {
        Some(RoleOrGroup::Role(n)) => return vec![Column::Role(n)],
        Some(RoleOrGroup::Group(n)) => Column::Group(n),
        Some(RoleOrGroup::All) => Column::All,
        None => return vec![Column::Unknown(name)],
    };
    let roles = h.expand(name);
    if roles.is_empty() || roles.len() > SMALL_GROUP {
        return vec![whole];
    }
    roles
        .into_iter()
        .filter_map(|r| match h.party(r.id.as_str()) {
            Some(RoleOrGroup::Role(n)) => Some(Column::Role(n)),
            _ => None,
        })
        .collect()
}

fn head<'a>(voice: &Voice<'a>, column: Column<'a>) -> Link<'a> {
    match column {
        Column::Role(n) => voice.role_at(n),
        Column::Group(n) => voice.group(Some(n)),
        Column::All => voice.group(None),
        Column::Unknown(name) => Link::text(voice.word(name)),
    }
}

/// What a letter means, in a sentence.
pub(crate) fn meaning(voice: &Voice<'_>, letter: Letter) -> &'static str {
    let w = voice.w;
    match letter {
        Letter::R => w.letter_r,
        Letter::A if voice.handbook().settings.raci == RaciScheme::Daci => w.letter_a_daci,
        Letter::A => w.letter_a,
        Letter::S => w.letter_s,
        Letter::C => w.letter_c,
        Letter::I => w.letter_i,
        Letter::D => w.letter_d,
    }
}
