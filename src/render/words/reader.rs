//! Words of the pages that people work by: home, process, guideline, role, work product, matrices.

use super::words;
use serde::Serialize;

words! {
    /// Words of pages to work by.
    Reader {}

    my_role: "My role", "Meine Rolle", "Moja rola";
    and_more: "and more", "und weitere", "i więcej";

    // Home.
    all_roles: "All roles", "Alle Rollen", "Wszystkie role";
    all_dates: "All dates", "Alle Termine", "Wszystkie terminy";
    all_changes: "All changes", "Alle Änderungen", "Wszystkie zmiany";
    acceptance_ends: "An exception ends", "Eine Ausnahme läuft ab", "Wygasa odstępstwo";
    documents_in_force: "Documents in force", "Dokumente in Kraft", "Dokumenty obowiązujące";

    // Processes.
    turtle: "Turtle view", "Turtle-Diagramm", "Diagram żółwia";
    with_what: "With what", "Womit", "Za pomocą czego";
    with_whom: "With whom", "Mit wem", "Z kim";
    how: "How", "Wie", "Jak";
    how_measured: "How measured", "Woran gemessen", "Jak mierzone";
    interfaces: "Interfaces", "Schnittstellen", "Powiązania";
    interface_with: "With", "Mit", "Z kim";
    takes: "Comes from there", "Kommt von dort", "Przychodzi stamtąd";
    gives: "Goes there", "Geht dorthin", "Trafia tam";
    moves: "Moves between phases", "Wechsel zwischen Phasen", "Przejścia między fazami";
    move_on: "On", "Weiter", "Naprzód";
    move_back: "Back", "Zurück", "Wstecz";
    move_skip: "Skipped", "Übersprungen", "Z pominięciem";
    move_out: "Out", "Ausstieg", "Wyjście";

    // Guideline.
    line: "Where it stands", "Einordnung im Ablauf", "Miejsce w procesie";
    before: "Before it", "Davor", "Przedtem";
    after: "After it", "Danach", "Potem";
    confirm: "To be read and confirmed by", "Zu lesen und zu bestätigen von", "Do przeczytania i potwierdzenia przez";
    related: "Related documents", "Verwandte Dokumente", "Powiązane dokumenty";
    cites: "Refers to", "Verweist auf", "Odwołuje się do";
    cited_by: "Referred to in", "Erwähnt in", "Przywołany w";
    same_place: "In the same place", "Am selben Platz", "W tym samym miejscu";
    history: "History", "Historie", "Historia";

    // Roles.
    calendar: "Your dates", "Ihre Termine", "Twoje terminy";
    receives: "What you receive", "Was Sie erhalten", "Co otrzymujesz";
    hands_over: "What you hand over", "Was Sie übergeben", "Co przekazujesz";
    from_whom: "From whom", "Von wem", "Od kogo";
    to_whom: "To whom", "An wen", "Komu";
    needed_in: "You need it in", "Sie brauchen es in", "Potrzebujesz tego w";
    made_in: "You make it in", "Sie erstellen es in", "Tworzysz to w";
    given: "You are given", "Sie stehen im Verteiler", "Otrzymujesz egzemplarz";
    stands_in: "Standing in", "Vertretung", "Zastępstwa";
    stands_in_for_you: "Stands in for you", "Vertritt Sie", "Zastępuje Cię";
    you_stand_in: "You stand in for", "Sie vertreten", "Zastępujesz";
    hands_on: "You may hand on", "Sie dürfen übertragen", "Możesz przekazać dalej";
    is_handed: "May be handed to you", "Ihnen darf übertragen werden", "Może zostać przekazane Tobie";
    no_deputy: "Nobody is named to stand in. A deputy is written in organisation.yaml.", "Keine Vertretung benannt. Sie steht in organisation.yaml unter deputy.", "Nie wyznaczono zastępcy. Zapisuje się go w organisation.yaml jako deputy.";

    // Work products.
    handling: "Handling", "Umgang", "Postępowanie";
    kept: "Where it is kept", "Wo es aufbewahrt wird", "Gdzie jest przechowywany";
    not_kept: "No document says where it is kept. A guideline says it under records.", "Kein Dokument sagt, wo es aufbewahrt wird. Eine Richtlinie sagt es unter records.", "Żaden dokument nie mówi, gdzie jest przechowywany. Procedura podaje to w records.";
    from_outside: "From outside", "Von außen", "Z zewnątrz";
}
