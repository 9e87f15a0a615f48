//! Words of prints.

use super::words;
use serde::Serialize;

words! {
    /// Words of what is printed as one.
    Print {}

    name: "To print", "Zum Drucken", "Do druku";
    about: "A process or the whole handbook as one page with contents", "Ein Prozess oder das ganze Handbuch als eine Seite mit Inhaltsverzeichnis", "Proces lub cały podręcznik na jednej stronie ze spisem treści";
    lead: "Each of these is one page: title, contents and every document as it stands. Print it, or save it as PDF, from the browser; every single document prints from its own page.", "Jeder Eintrag ist eine Seite: Titel, Inhaltsverzeichnis und jedes Dokument in seinem jetzigen Stand. Der Browser druckt sie oder speichert sie als PDF; ein einzelnes Dokument wird von seiner eigenen Seite gedruckt.", "Każda pozycja to jedna strona: tytuł, spis treści i każdy dokument w obecnym stanie. Przeglądarka ją wydrukuje lub zapisze jako PDF; pojedynczy dokument drukuje się z jego własnej strony.";
    whole: "The whole handbook", "Das ganze Handbuch", "Cały podręcznik";
    parts: "By process", "Nach Prozessen", "Według procesów";
    too_many: "%s: more documents than one print holds (%s).", "%s: mehr Dokumente, als ein Druck fasst (%s).", "%s: więcej dokumentów, niż mieści jeden wydruk (%s).";
    none: "This handbook has %s, too many for prints of several: each would hold every page once more. Every document prints from its own page. Prints of each process are made by: guidepost build --prints all", "Dieses Handbuch hat %s, zu viele für Drucke mehrerer zusammen: Jeder enthielte jede Seite ein weiteres Mal. Jedes Dokument wird von seiner eigenen Seite gedruckt. Drucke je Prozess erzeugt: guidepost build --prints all", "Ten podręcznik zawiera %s, to za dużo na wspólne wydruki: każdy powtarzałby każdą stronę. Każdy dokument drukuje się z jego własnej strony. Wydruki poszczególnych procesów tworzy polecenie: guidepost build --prints all";
    off: "This edition was built without prints of several documents. Every document prints from its own page.", "Diese Ausgabe ist ohne Drucke mehrerer Dokumente gebaut. Jedes Dokument wird von seiner eigenen Seite gedruckt.", "To wydanie zbudowano bez wspólnych wydruków wielu dokumentów. Każdy dokument drukuje się z jego własnej strony.";
    this: "All of it as one print", "Alles als ein Druck", "Całość jako jeden wydruk";
    edition: "Edition", "Ausgabe", "Wydanie";
    count: "Documents", "Dokumente", "Dokumenty";
    highest: "Highest class", "Höchste Klasse", "Najwyższa klasa";
    contents: "Contents", "Inhalt", "Spis treści";
    empty: "No document is written yet; what is written can be printed here.", "Noch ist kein Dokument geschrieben; was geschrieben ist, lässt sich hier drucken.", "Żaden dokument nie jest jeszcze napisany; napisane można tu wydrukować.";
}
