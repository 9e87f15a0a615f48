//! Names of the lists, and in one sentence what each answers.

use super::words;
use serde::Serialize;

words! {
    /// Words of the hub of lists and of the way to it.
    Lists {}

    all: "All lists", "Alle Listen", "Wszystkie wykazy";
    all_lead: "Everything that runs across the documents.", "Verzeichnisse über alle Dokumente hinweg.", "Zestawienia obejmujące wszystkie dokumenty.";
    find: "Find", "Finden", "Szukaj";
    act: "Who does what", "Wer was tut", "Kto co robi";
    prove: "Proof", "Nachweise", "Dowody";
    register_about: "Every document with its version, status, owner and dates", "Jedes Dokument mit Version, Status, Verantwortlichen und Terminen", "Każdy dokument z wersją, statusem, właścicielem i datami";
    roles_about: "What each role does, decides and owns", "Was jede Rolle tut, entscheidet und verantwortet", "Co każda rola robi, o czym decyduje i za co odpowiada";
    products_about: "What is made where, and who needs it", "Was wo entsteht und wer es braucht", "Co gdzie powstaje i komu jest potrzebne";
    standards_about: "Which document answers which clause", "Welches Dokument welchen Abschnitt beantwortet", "Który dokument odpowiada na który punkt normy";
    soa_about: "Every control of the standard: applied or not, and why", "Jede Maßnahme der Norm: angewendet oder nicht, und warum", "Każde zabezpieczenie z normy: stosowane lub nie, i dlaczego";
    glossary_about: "What words mean here", "Was Begriffe hier bedeuten", "Co znaczą tu pojęcia";
    a_to_z_about: "Everything in order of the alphabet", "Alles nach dem Alphabet", "Wszystko w porządku alfabetycznym";
    chapters: "Pages of this list", "Seiten dieser Liste", "Strony tego wykazu";
    chapter_before: "Page before", "Seite davor", "Poprzednia strona";
    chapter_after: "Page after", "Seite danach", "Następna strona";
    elsewhere: "Without a process", "Ohne Prozess", "Bez procesu";
    entries: "Entries", "Einträge", "Wpisy";
    findings_about: "What the checks found", "Was die Prüfungen gefunden haben", "Co wykazały kontrole";
}
