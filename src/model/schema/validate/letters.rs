//! The letters of the responsibility matrix: those of the handbook's scheme, and that accountable is one.

use super::{Spot, Walk, listed};
use crate::diagnostic::Finding;
use crate::model::read::{self, Misread};
use crate::model::schema::form::Object;
use crate::model::{Letter, RaciScheme};
use crate::source::{Entry, Node};

impl Walk<'_> {
    /// A letter that the handbook's scheme does not have.
    pub(super) fn not_of_the_scheme(&mut self, entry: &Entry, table: &'static Object) -> bool {
        let Some(letter) = Letter::ALL.into_iter().find(|l| l.word() == entry.key.text) else { return false };
        if table.key("A").is_none() || scheme_has(self.cx.raci, letter) {
            return false;
        }
        let (scheme, has) = scheme_words(self.cx.raci);
        let help = match (self.cx.raci, letter) {
            (RaciScheme::Daci, Letter::R) => {
                "write `D`: with DACI, the driver stands where R stands".to_owned()
            }
            (_, Letter::D) => "write `R`, or set `raci: DACI` in handbook.yaml".to_owned(),
            (_, Letter::S) => format!("use one of {has}, or set `raci: RASCI` in handbook.yaml"),
            _ => format!("use one of {has}"),
        };
        let message = format!("`{}` is not a letter of this handbook, which uses {scheme}", letter.word());
        self.report(Finding::new("doc/value", entry.key.at, message).help(help).about(letter.word()));
        true
    }

    pub(super) fn letter(&self, text: &str) -> Result<(), Misread> {
        let letter = read::letter(text)?;
        if scheme_has(self.cx.raci, letter) {
            return Ok(());
        }
        let (scheme, has) = scheme_words(self.cx.raci);
        Err(Misread::new(
            format!("`{}` is not a letter of this handbook, which uses {scheme}", letter.word()),
            format!("Write one of {has}"),
        ))
    }

    /// A list behind `A`.
    pub(super) fn accountable(&mut self, node: &Node, items: &[Node], spot: Spot<'_>) {
        let key = spot.key;
        let names: Vec<&str> = items.iter().filter_map(Node::text).collect();
        let finding = match names.as_slice() {
            [] => Finding::new("raci/accountable", node.at, format!("`{key}` names nobody"))
                .help("name the one role that answers for it"),
            [one] => Finding::new(
                "raci/accountable",
                node.at,
                format!("`{key}` is a list; accountable is exactly one role"),
            )
            .help(format!("write it without brackets: `{key}: {one}`"))
            .fix(node.at, *one, format!("Write `{key}: {one}`")),
            many => {
                let message = format!("`{key}` names {} roles; accountable is exactly one", many.len());
                let help = format!(
                    "keep the one that answers for it, out of {}; the others may be responsible (`R`). If it depends on the case, write a table: `A: {{ large: {}, small: {} }}`",
                    listed(many.iter().copied(), "and"),
                    many.first().unwrap_or(&""),
                    many.last().unwrap_or(&""),
                );
                Finding::new("raci/accountable", node.at, message).help(help)
            }
        };
        self.report(finding.about("A"));
    }
}

/// Whether a scheme has a letter.
fn scheme_has(scheme: RaciScheme, letter: Letter) -> bool {
    match letter {
        Letter::A | Letter::C | Letter::I => true,
        Letter::R => scheme != RaciScheme::Daci,
        Letter::S => scheme == RaciScheme::Rasci,
        Letter::D => scheme == RaciScheme::Daci,
    }
}

/// Name and letters of a scheme.
fn scheme_words(scheme: RaciScheme) -> (&'static str, &'static str) {
    match scheme {
        RaciScheme::Raci => ("RACI", "R, A, C, I"),
        RaciScheme::Rasci => ("RASCI", "R, A, S, C, I"),
        RaciScheme::Daci => ("DACI", "D, A, C, I"),
    }
}
