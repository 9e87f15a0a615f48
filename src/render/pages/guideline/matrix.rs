//! The matrix: roles across, steps down, letters in the cells.

use crate::model::{Cast, Guideline, Letter, RaciScheme};
use crate::render::shelf::raci::{Column, Counts, columns, lacks};
use crate::render::voice::{Link, Said, Voice};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The matrix of a guideline.
#[derive(Debug, Serialize)]
pub(crate) struct Matrix<'a> {
    columns: Vec<Link<'a>>,
    rows: Vec<Row<'a>>,
    /// The letters used, each with what it means.
    legend: Vec<(&'static str, &'static str)>,
    /// Whether a letter comes from the guideline's defaults.
    inherits: bool,
    /// How often each column has each letter; empty where the document does not count.
    sums: Vec<Vec<Sum>>,
}

/// How often a letter.
pub(crate) type Sum = (&'static str, usize);

/// A step.
#[derive(Debug, Serialize)]
struct Row<'a> {
    number: usize,
    text: Said<'a>,
    href: String,
    cells: Vec<Vec<Mark<'a>>>,
    /// What nobody has, as a sentence: "no A".
    lacks: Vec<String>,
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

/// The matrix of a guideline; `None` where no step has a letter.
pub(crate) fn matrix<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline) -> Option<Matrix<'a>> {
    let mut used: BTreeSet<Letter> = BTreeSet::new();
    let mut heads: BTreeSet<Column<'a>> = BTreeSet::new();
    let mut rows: Vec<(usize, BTreeMap<Column<'a>, Vec<Mark<'a>>>)> = Vec::new();
    for (s, step) in g.steps.iter().enumerate() {
        let mut cells: BTreeMap<Column<'a>, Vec<Mark<'a>>> = BTreeMap::new();
        for held in g.letters(step) {
            used.insert(held.letter);
            for (case, name) in named(held.cast) {
                for column in columns(voice.handbook(), name) {
                    heads.insert(column);
                    cells.entry(column).or_default().push(Mark {
                        letter: held.letter.word(),
                        accountable: held.letter == Letter::A,
                        inherited: held.inherited,
                        case,
                    });
                }
            }
        }
        if !cells.is_empty() || !lacks(voice.handbook(), g, step).is_empty() {
            rows.push((s, cells));
        }
    }
    if heads.is_empty() {
        return None;
    }
    let inherits = rows.iter().flat_map(|(_, c)| c.values().flatten()).any(|m| m.inherited);
    Some(Matrix {
        rows: rows
            .into_iter()
            .map(|(s, mut cells)| Row {
                number: s + 1,
                text: voice.step(g, s),
                href: format!("#{}", crate::render::address::encode(g.steps.get(s).map_or("", |s| s.id()))),
                cells: heads.iter().map(|c| cells.remove(c).unwrap_or_default()).collect(),
                lacks: g.steps.get(s).map_or(Vec::new(), |step| {
                    lacks(voice.handbook(), g, step).into_iter().map(|l| lack(voice, l)).collect()
                }),
            })
            .collect(),
        sums: match voice.shelf.tally(n) {
            Some(tally) if !tally.counts.is_empty() => {
                heads.iter().map(|c| sums(tally.counts.get(c).copied().unwrap_or_default())).collect()
            }
            _ => Vec::new(),
        },
        columns: heads.iter().map(|c| head(voice, *c)).collect(),
        legend: legend(voice, |l| used.contains(&l)),
        inherits,
    })
}

/// Letters with what they mean.
pub(crate) fn legend(voice: &Voice<'_>, used: impl Fn(Letter) -> bool) -> Vec<(&'static str, &'static str)> {
    Letter::ALL.into_iter().filter(|l| used(*l)).map(|l| (l.word(), meaning(voice, l))).collect()
}

/// How often each letter.
pub(crate) fn sums(counts: Counts) -> Vec<Sum> {
    counts.each().map(|(l, n)| (l.word(), n)).collect()
}

/// "no A".
pub(crate) fn lack(voice: &Voice<'_>, letter: Letter) -> String {
    voice.w.raci.lack.replace("%s", letter.word())
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

/// The name of a column.
pub(crate) fn head<'a>(voice: &Voice<'a>, column: Column<'a>) -> Link<'a> {
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
