//! The matrix as data.

use crate::model::Letter;
use crate::render::pages::Made;
use crate::render::pages::guideline::matrix;
use crate::render::pages::register::line;
use crate::render::voice::Voice;

/// How often each role has which letter in each document, as CSV.
pub(crate) fn csv(voice: &Voice<'_>) -> Made {
    let shelf = voice.shelf;
    let w = voice.w;
    let mut text = String::from("\u{feff}");
    let letters = Letter::ALL.map(Letter::word);
    let heads: Vec<&str> = [w.id, w.title, w.place, w.role].into_iter().chain(letters).collect();
    line(&mut text, &heads);
    for &n in shelf.by_id() {
        let (Some(tally), Some(g)) = (shelf.tally(n), shelf.named(n)) else { continue };
        let title = voice.title(g).text;
        let place = shelf.places.of(n).map_or(String::new(), |p| voice.place(p).text.into_owned());
        for (column, counts) in &tally.counts {
            let role = matrix::head(voice, *column).text;
            let counts: Vec<String> = Letter::ALL
                .into_iter()
                .map(|l| {
                    counts.each().find(|(known, _)| *known == l).map_or(String::new(), |(_, n)| n.to_string())
                })
                .collect();
            let cells = [g.id(), &title, &place, &role];
            let cells: Vec<&str> = cells.into_iter().chain(counts.iter().map(String::as_str)).collect();
            line(&mut text, &cells);
        }
    }
    Made { text, ..Made::default() }
}
