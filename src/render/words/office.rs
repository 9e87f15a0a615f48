//! Words of the pages that an office keeps: registers, calendar, changes, retention.

use super::words;
use serde::Serialize;

words! {
    /// Words of registers across documents.
    Office {}

    // Calendar.
    calendar: "Calendar", "Kalender", "Kalendarz";
    calendar_about: "What falls due when, overdue first", "Was wann fällig ist, Überfälliges zuerst", "Co i kiedy przypada, zaległe na początku";
    calendar_lead: "Reviews, recurring duties, exceptions that end and documents that come into force.", "Überprüfungen, wiederkehrende Pflichten, ablaufende Ausnahmen und Dokumente, die in Kraft treten.", "Przeglądy, obowiązki cykliczne, wygasające odstępstwa i dokumenty wchodzące w życie.";
    calendar_empty: "Nothing is dated yet. A guideline says when it is reviewed (review: { every: 12 months, last: … }) and which duties recur (duties: with every and last); both appear here.", "Noch ist nichts datiert. Eine Richtlinie sagt, wann sie überprüft wird (review: { every: 12 months, last: … }) und welche Pflichten wiederkehren (duties: mit every und last); beides erscheint hier.", "Nie ma jeszcze terminów. Procedura podaje, kiedy jest przeglądana (review: { every: 12 months, last: … }) i jakie obowiązki się powtarzają (duties: z every i last); jedno i drugie pojawi się tutaj.";
    calendar_file: "For your calendar (.ics)", "Für Ihren Kalender (.ics)", "Do Twojego kalendarza (.ics)";
    overdue_head: "Overdue", "Überfällig", "Zaległe";
    due: "Due", "Fällig", "Termin";
    due_count: "Dates", "Termine", "Terminy";
    acceptance_ends: "Exception ends", "Ausnahme läuft ab", "Wygasa odstępstwo";
    comes_into_force: "Comes into force", "Tritt in Kraft", "Wejście w życie";
    what_kind: "Kind", "Art", "Rodzaj";

    // Changes.
    changes_about: "Every approval and change of the last twelve months", "Jede Freigabe und Änderung der letzten zwölf Monate", "Każde zatwierdzenie i każda zmiana z ostatnich dwunastu miesięcy";
    changes_lead: "Every approval and change of the last twelve months, the latest first.", "Jede Freigabe und Änderung der letzten zwölf Monate, die neueste zuerst.", "Wszystkie zatwierdzenia i zmiany z ostatnich dwunastu miesięcy, od najnowszych.";
    changes_empty: "Nothing was approved or changed in the last twelve months. What a guideline says under changes and approved appears here.", "In den letzten zwölf Monaten wurde nichts freigegeben oder geändert. Was eine Richtlinie unter changes und approved sagt, erscheint hier.", "W ostatnich dwunastu miesiącach niczego nie zatwierdzono ani nie zmieniono. Pojawi się tu to, co procedura podaje w polach changes i approved.";
    feed: "Feed of changes", "Feed der Änderungen", "Kanał zmian";
    feed_title: "changes", "Änderungen", "zmiany";
    approval: "Approval", "Freigabe", "Zatwierdzenie";
    change: "Change", "Änderung", "Zmiana";
    why_or_proof: "Reason or proof", "Grund oder Nachweis", "Powód lub dowód";
    latest: "The latest", "Die neuesten", "Najnowsze";

    // About this edition.
    about_edition: "About this edition", "Über diese Ausgabe", "O tym wydaniu";
    about_about: "From what, when and by which version it was built", "Woraus, wann und mit welcher Version sie gebaut ist", "Z czego, kiedy i którą wersją je zbudowano";
    about_lead: "What this edition was built from. The same sources, day and version of Guidepost give the same pages, byte by byte.", "Woraus diese Ausgabe gebaut ist. Gleiche Quellen, gleicher Tag und gleiche Version von Guidepost ergeben Byte für Byte dieselben Seiten.", "Z czego zbudowano to wydanie. Te same źródła, ten sam dzień i ta sama wersja Guidepost dają te same strony, bajt po bajcie.";
    built_by: "Built by", "Gebaut mit", "Zbudowano przez";
    source_files: "Source files", "Quelldateien", "Pliki źródłowe";
    digest: "Digest of the sources (BLAKE3)", "Prüfsumme der Quellen (BLAKE3)", "Skrót źródeł (BLAKE3)";
    site_class: "Holds nothing above", "Enthält nichts über", "Nie zawiera niczego powyżej";
    no_site_class: "no limit by class", "keine Grenze nach Klasse", "brak ograniczenia klasą";
    by_state: "Documents by state", "Dokumente nach Status", "Dokumenty według statusu";
    by_class: "Documents by class", "Dokumente nach Klasse", "Dokumenty według klasy";
    handling: "Handling", "Umgang", "Postępowanie";
    in_edition: "In this edition", "In dieser Ausgabe", "W tym wydaniu";
    kept_out: "Kept out", "Nicht enthalten", "Poza wydaniem";
    no_class: "without a class", "ohne Klasse", "bez klasy";
    languages: "Languages", "Sprachen", "Języki";
    source_language: "source language", "Ausgangssprache", "język źródłowy";
    translated: "Translated documents", "Übersetzte Dokumente", "Przetłumaczone dokumenty";
    behind: "Behind their source", "Hinter dem Original zurück", "Nieaktualne";
    gaps: "Gaps", "Lücken", "Luki";
    data_file: "All of it as data", "Alles als Daten", "Całość jako dane";

    // Registers across documents.
    every_document: "All documents", "Alle Dokumente", "Wszystkie dokumenty";
    shared_files: "shared files", "gemeinsame Dateien", "pliki wspólne";
    stands_in: "Document or process", "Dokument oder Prozess", "Dokument lub proces";
    taken_at: "At step", "Bei Schritt", "W kroku";
    retention: "Records and retention", "Aufzeichnungen und Aufbewahrung", "Zapisy i przechowywanie";
    retention_about: "What is kept as proof, where and for how long", "Was als Nachweis aufbewahrt wird, wo und wie lange", "Co przechowuje się jako dowód, gdzie i jak długo";
    retention_lead: "What is kept as proof: where, for how long, on which basis.", "Was als Nachweis aufbewahrt wird: wo, wie lange, auf welcher Grundlage.", "Co przechowuje się jako dowód: gdzie, jak długo i na jakiej podstawie.";
    retention_empty: "No record is listed yet. A guideline lists them under records: { offer: { kept-in: ERP, keep: 6 years } }.", "Noch ist keine Aufzeichnung verzeichnet. Eine Richtlinie nennt sie unter records: { offer: { kept-in: ERP, keep: 6 years } }.", "Nie ma jeszcze zapisów. Procedura wymienia je w polu records: { offer: { kept-in: ERP, keep: 6 years } }.";
    kpis_about: "What is measured, how, by whom, and where results lie", "Was gemessen wird, wie, von wem, und wo die Ergebnisse liegen", "Co się mierzy, jak, kto to robi i gdzie są wyniki";
    kpis_lead: "What is measured: how, how often, whose it is, where it is talked about and where its results lie.", "Was gemessen wird: wie, wie oft, wer verantwortlich ist, wo es besprochen wird und wo die Ergebnisse liegen.", "Co się mierzy: jak, jak często, kto odpowiada, gdzie się to omawia i gdzie są wyniki.";
    kpis_empty: "Nothing is measured yet. A guideline or process lists its figures under kpis, with definition, target, every, owner and results.", "Noch wird nichts gemessen. Eine Richtlinie oder ein Prozess nennt Kennzahlen unter kpis, mit definition, target, every, owner und results.", "Niczego się jeszcze nie mierzy. Procedura lub proces wymienia wskaźniki w polu kpis, z polami definition, target, every, owner i results.";
    risks_about: "What may go wrong, and what is done about it", "Was schiefgehen kann und was dagegen getan wird", "Co może pójść źle i co się z tym robi";
    risks_lead: "What may go wrong in processes and guidelines, and what is done about it.", "Was in Prozessen und Richtlinien schiefgehen kann und was dagegen getan wird.", "Co w procesach i procedurach może pójść źle i co się z tym robi.";
    risks_empty: "No risk is listed yet. A guideline or process lists them under risks: a sentence, or { what, measure, step }.", "Noch ist kein Risiko verzeichnet. Eine Richtlinie oder ein Prozess nennt sie unter risks: ein Satz, oder { what, measure, step }.", "Nie ma jeszcze ryzyk. Procedura lub proces wymienia je w polu risks: jako zdanie albo { what, measure, step }.";
    systems: "Systems and resources", "Systeme und Mittel", "Systemy i zasoby";
    systems_about: "Which tool is used where, and what is kept in it", "Welches Werkzeug wo verwendet wird und was darin liegt", "Gdzie używa się którego narzędzia i co się w nim przechowuje";
    systems_lead: "What work is done with: tools of steps, resources of guidelines, and places where records are kept.", "Womit gearbeitet wird: Werkzeuge der Schritte, Mittel der Richtlinien und Orte, an denen Aufzeichnungen liegen.", "Czym się pracuje: narzędzia kroków, zasoby procedur i miejsca przechowywania zapisów.";
    systems_empty: "No system is named yet. A step names its tools, a guideline its resources, a record the place where it is kept-in.", "Noch ist kein System genannt. Ein Schritt nennt seine tools, eine Richtlinie ihre resources, eine Aufzeichnung ihren Ort unter kept-in.", "Nie wymieniono jeszcze żadnego systemu. Krok wymienia je w polu tools, procedura w resources, zapis w kept-in.";
    system: "System or resource", "System oder Mittel", "System lub zasób";
    used_at: "Used at", "Verwendet bei", "Używany w";
    resource_of: "Resource of", "Mittel von", "Zasób dla";
    keeps: "Keeps", "Enthält", "Przechowuje";
    external: "External documents", "Externe Dokumente", "Dokumenty zewnętrzne";
    external_about: "Documents from outside that we keep to", "Dokumente von außen, an die wir uns halten", "Dokumenty z zewnątrz, których przestrzegamy";
    external_lead: "Documents that others write and that we keep to, in the edition that we have looked at.", "Dokumente, die andere schreiben und an die wir uns halten, in der Ausgabe, die wir geprüft haben.", "Dokumenty pisane przez innych, których przestrzegamy, w wydaniu przez nas sprawdzonym.";
    external_empty: "No external document is listed. A document with origin: external is one.", "Kein externes Dokument ist verzeichnet. Eines mit origin: external ist eines.", "Nie ma dokumentów zewnętrznych. Jest nim dokument z polem origin: external.";
    edition: "Edition", "Ausgabe", "Wydanie";
    retired: "Retired documents", "Zurückgezogene Dokumente", "Dokumenty wycofane";
    retired_about: "What is no longer in force, and what took its place", "Was nicht mehr gilt und was an seine Stelle trat", "Co już nie obowiązuje i co to zastąpiło";
    retired_lead: "What is no longer in force, and what took its place.", "Was nicht mehr gilt und was an seine Stelle getreten ist.", "Co już nie obowiązuje i co zajęło jego miejsce.";
    retired_empty: "Nothing is retired. A document with status: retired appears here, with the one that says replaces: its number.", "Nichts ist zurückgezogen. Ein Dokument mit status: retired erscheint hier, mit dem, das unter replaces seine Nummer nennt.", "Niczego nie wycofano. Pojawi się tu dokument ze statusem retired wraz z tym, który podaje jego numer w polu replaces.";
    replaced_since: "Replaced since", "Ersetzt seit", "Zastąpiony od";
    no_longer_here: "no longer in the handbook", "nicht mehr im Handbuch", "już nie w podręczniku";
    kept_for: "Kept for", "Aufbewahrung", "Okres przechowywania";
    moved_to: "This document was replaced. What holds now:", "Dieses Dokument wurde ersetzt. Jetzt gilt:", "Ten dokument został zastąpiony. Obecnie obowiązuje:";
    separation: "Separation of duties", "Funktionstrennung", "Rozdział obowiązków";
    separation_about: "Who could hold both of two duties that are kept apart", "Wer beide von zwei getrennten Aufgaben innehaben könnte", "Kto mógłby pełnić oba rozdzielone obowiązki";
    separation_lead: "Duties that the rules keep apart, and decisions on one's own work: who could hold both, as holder, deputy or by delegation.", "Aufgaben, die nach den Regeln getrennt sind, und Entscheidungen über eigene Arbeit: wer beides innehaben könnte, selbst, als Vertretung oder durch Delegation.", "Obowiązki rozdzielone regułami oraz decyzje o własnej pracy: kto mógłby pełnić oba, sam, w zastępstwie lub z delegacji.";
    separation_empty: "Nothing is kept apart. A guideline keeps two of its steps apart with the rule separate: [create-offer, check-offer]; decisions on one's own work are listed unasked.", "Nichts wird getrennt. Eine Richtlinie trennt zwei Schritte mit der Regel separate: [create-offer, check-offer]; Entscheidungen über eigene Arbeit werden ungefragt aufgeführt.", "Niczego nie rozdzielono. Procedura rozdziela dwa kroki regułą separate: [create-offer, check-offer]; decyzje o własnej pracy wymieniane są same z siebie.";
    first_duty: "One duty", "Die eine Aufgabe", "Jeden obowiązek";
    second_duty: "The other", "Die andere", "Drugi";
    who_could: "Who could hold both", "Wer beides innehaben könnte", "Kto mógłby pełnić oba";
    result: "Result", "Ergebnis", "Wynik";
    own_work: "Nobody decides on his own work", "Niemand entscheidet über eigene Arbeit", "Nikt nie decyduje o własnej pracy";
    as_holder: "holder", "Rolleninhaber", "pełniący rolę";
    as_deputy: "deputy", "Vertretung", "zastępstwo";
    as_delegate: "by delegation", "durch Delegation", "z delegacji";
    verdict_same: "one and the same person", "ein und dieselbe Person", "ta sama osoba";
    verdict_both: "somebody could", "jemand könnte", "ktoś mógłby";
    verdict_second: "a second holder does it", "eine zweite Person tut es", "robi to druga osoba";
    verdict_apart: "kept apart", "getrennt", "rozdzielone";
    verdict_elsewhere: "outside or named case by case", "extern oder fallweise benannt", "z zewnątrz lub wyznaczany doraźnie";
    verdict_vacant: "not compared: vacant", "nicht verglichen: unbesetzt", "nie porównano: nieobsadzona";
    exceptions: "Exceptions", "Ausnahmen", "Odstępstwa";
    exceptions_about: "Findings that were accepted: why, by whom, until when", "Akzeptierte Befunde: warum, von wem, bis wann", "Zaakceptowane uwagi: dlaczego, przez kogo, do kiedy";
    exceptions_lead: "Findings that somebody accepted for a while: why, by whom, until when.", "Befunde, die jemand für eine Zeit akzeptiert hat: warum, von wem, bis wann.", "Uwagi zaakceptowane na pewien czas: dlaczego, przez kogo, do kiedy.";
    exceptions_empty: "Nothing is accepted. A finding is accepted under accept: - { rule, why, by, until }, in handbook.yaml or in a guideline.", "Nichts ist akzeptiert. Ein Befund wird unter accept: - { rule, why, by, until } akzeptiert, in handbook.yaml oder in einer Richtlinie.", "Niczego nie zaakceptowano. Uwagę akceptuje się w polu accept: - { rule, why, by, until }, w handbook.yaml lub w procedurze.";
    house_rules: "Rules of the house", "Regeln des Hauses", "Reguły firmy";
    house_rules_about: "What the company has set itself, and where it holds", "Was sich das Unternehmen vorgenommen hat und wo es gilt", "Co firma sobie postanowiła i gdzie to obowiązuje";
    house_rules_lead: "Rules that the company gives itself: first those for all documents, then those of single guidelines.", "Regeln, die sich das Unternehmen gibt: erst die für alle Dokumente, dann die einzelner Richtlinien.", "Reguły, które firma sama sobie nadaje: najpierw wspólne dla wszystkich dokumentów, potem z poszczególnych procedur.";
    house_rules_empty: "No rule is written yet. Rules stand under rules in handbook.yaml, for all documents, or in a guideline.", "Noch ist keine Regel festgehalten. Regeln stehen unter rules in handbook.yaml, für alle Dokumente, oder in einer Richtlinie.", "Nie zapisano jeszcze żadnej reguły. Reguły zapisuje się w polu rules w handbook.yaml, dla wszystkich dokumentów, lub w procedurze.";
    rule_says: "Says", "Besagt", "Mówi";
    holds_in: "Holds in", "Gilt in", "Obowiązuje w";
    form_path: "no way past a step", "kein Weg an einem Schritt vorbei", "nie można ominąć kroku";
    form_order: "one before the other", "eines vor dem anderen", "jedno przed drugim";
    form_after: "one always follows the other", "eines folgt immer auf das andere", "jedno zawsze następuje po drugim";
    form_separate: "different persons", "verschiedene Personen", "różne osoby";
    form_delegate: "standing delegation", "ständige Delegation", "stała delegacja";
    form_every: "every such step", "jeder solche Schritt", "każdy taki krok";
    form_applies: "shown at such steps", "steht an solchen Schritten", "podana przy takich krokach";
    form_text: "in words", "in Worten", "słownie";
    abbreviations: "Abbreviations", "Abkürzungen", "Skróty";
    abbreviations_about: "What short forms stand for", "Wofür Kurzformen stehen", "Co oznaczają skróty";
    abbreviations_empty: "There are no abbreviations. Terms of the glossary that are one, and the short forms of roles, appear here.", "Es gibt keine Abkürzungen. Begriffe des Glossars, die eine sind, und die Kurzformen der Rollen erscheinen hier.", "Nie ma skrótów. Pojawią się tu skrótowe terminy słownika i skróty nazw ról.";
    abbreviation: "Short form", "Kurzform", "Skrót";
    stands_for: "Stands for", "Steht für", "Oznacza";
    standard: "Standard", "Norm", "Norma";
    vacancies: "Vacant roles and deputies", "Unbesetzte Rollen und Vertretungen", "Wakaty i zastępstwa";
    vacancies_about: "Roles that nobody holds, or that nobody stands in for", "Rollen, die niemand innehat oder niemand vertritt", "Role, których nikt nie pełni lub w których nikt nie zastępuje";
    vacancies_lead: "Roles that nobody holds, and roles of one person whom nobody stands in for, with what hangs on them.", "Rollen, die niemand innehat, und Rollen einer einzigen Person ohne Vertretung, mit dem, was an ihnen hängt.", "Role, których nikt nie pełni, oraz role jednej osoby bez zastępstwa, wraz z tym, co od nich zależy.";
    vacancies_empty: "Every role is held, and somebody stands in for each.", "Jede Rolle ist besetzt, und für jede gibt es eine Vertretung.", "Każda rola jest obsadzona i każda ma zastępstwo.";
    vacant_roles: "Vacant roles", "Unbesetzte Rollen", "Role nieobsadzone";
    without_deputy: "Roles without deputy", "Rollen ohne Vertretung", "Role bez zastępstwa";
    decides: "Decisions", "Entscheidungen", "Decyzje";
    does: "Tasks", "Aufgaben", "Zadania";
    owns: "Documents owned", "Dokumente in Verantwortung", "Dokumenty pod opieką";
    implemented: "Implemented", "Umgesetzt", "Wdrożone";
}
