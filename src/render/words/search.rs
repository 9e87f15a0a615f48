//! Words of the search and of everything that only a script can do.

use super::words;
use serde::Serialize;

words! {
    /// Words of the search.
    Search {}

    field: "Search", "Suche", "Szukaj";
    hint: "Search ( / )", "Suchen ( / )", "Szukaj ( / )";
    hits: "Hits", "Treffer", "Trafienia";
    none: "Nothing found", "Nichts gefunden", "Nic nie znaleziono";
    more: "Show more", "Weitere anzeigen", "Pokaż więcej";
    guessed: "Shown for", "Angezeigt für", "Pokazano dla";
    partly: "Nothing holds all of these words; these hold some", "Nichts enthält alle diese Wörter; dies enthält einige", "Nic nie zawiera wszystkich tych słów; to zawiera niektóre";
    broken: "The index cannot be loaded", "Das Verzeichnis lässt sich nicht laden", "Nie można wczytać indeksu";
    zoom: "Size of the picture", "Größe des Bildes", "Wielkość rysunku";
    zoom_in: "Larger", "Größer", "Większy";
    zoom_out: "Smaller", "Kleiner", "Mniejszy";
    zoom_fit: "Fit", "Einpassen", "Dopasuj";
    zoom_reset: "Actual size", "Originalgröße", "Rozmiar rzeczywisty";
}
