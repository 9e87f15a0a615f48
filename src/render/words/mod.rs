//! The words of the pages in English, German and Polish: one typed list, so that a key that is missing in one
//! language does not compile. A handbook in any other language has its own texts and English around them.

use serde::Serialize;

mod lists;
mod office;
mod print;
mod raci;
mod reader;
mod search;

pub(crate) use lists::Lists;
pub(crate) use office::Office;
pub(crate) use print::Print;
pub(crate) use raci::Raci;
pub(crate) use reader::Reader;
pub(crate) use search::Search;

/// Makes a struct of words and its three fillings; a group of words of its own is a field of another.
macro_rules! words {
    (
        $(#[$doc:meta])* $name:ident
        { $($group:ident: $of:ident;)* }
        $($(#[$about:meta])* $key:ident: $en:literal, $de:literal, $pl:literal;)*
    ) => {
        $(#[$doc])*
        #[derive(Debug, Serialize)]
        pub(crate) struct $name {
            $(pub(crate) $group: $of,)*
            $(pub(crate) $key: &'static str,)*
        }
        impl $name {
            pub(super) const EN: Self = Self { $($group: $of::EN,)* $($key: $en,)* };
            pub(super) const DE: Self = Self { $($group: $of::DE,)* $($key: $de,)* };
            pub(super) const PL: Self = Self { $($group: $of::PL,)* $($key: $pl,)* };
        }
    };
}
use words;

/// A language whose words the pages know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    /// English.
    En,
    /// German.
    De,
    /// Polish.
    Pl,
}

impl Tongue {
    /// The tongue for a language code (`de-AT` counts as `de`); English where it is not known.
    pub(crate) fn of(lang: &str) -> Self {
        match lang.split(['-', '_']).next() {
            Some("de") => Self::De,
            Some("pl") => Self::Pl,
            _ => Self::En,
        }
    }

    /// Its words.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::En => &Words::EN,
            Self::De => &Words::DE,
            Self::Pl => &Words::PL,
        }
    }

    /// The form of a counted noun.
    pub(crate) fn form(self, count: usize, forms: [&'static str; 3]) -> &'static str {
        let [one, few, many] = forms;
        match self {
            _ if count == 1 => one,
            Self::Pl if (2..=4).contains(&(count % 10)) && !(12..=14).contains(&(count % 100)) => few,
            _ => many,
        }
    }

    /// `3 documents`, in this tongue.
    pub(crate) fn count(self, count: usize, noun: Noun) -> String {
        format!("{count} {}", self.form(count, noun.forms(self)))
    }
}

/// What pages count.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Noun {
    /// Controlled documents.
    Document,
    /// Errors.
    Error,
    /// Warnings.
    Warning,
    /// Findings that only inform.
    Note,
    /// Roles.
    Role,
    /// Parts of a process.
    Part,
    /// Rounds of a loop.
    Round,
    /// Steps.
    Step,
    /// Rows of a list.
    Entry,
}

impl Noun {
    /// One, few (Polish 2 to 4), many.
    fn forms(self, tongue: Tongue) -> [&'static str; 3] {
        match (self, tongue) {
            (Self::Document, Tongue::En) => ["document", "documents", "documents"],
            (Self::Document, Tongue::De) => ["Dokument", "Dokumente", "Dokumente"],
            (Self::Document, Tongue::Pl) => ["dokument", "dokumenty", "dokumentów"],
            (Self::Error, Tongue::En) => ["error", "errors", "errors"],
            (Self::Error, Tongue::De) => ["Fehler", "Fehler", "Fehler"],
            (Self::Error, Tongue::Pl) => ["błąd", "błędy", "błędów"],
            (Self::Warning, Tongue::En) => ["warning", "warnings", "warnings"],
            (Self::Warning, Tongue::De) => ["Warnung", "Warnungen", "Warnungen"],
            (Self::Warning, Tongue::Pl) => ["ostrzeżenie", "ostrzeżenia", "ostrzeżeń"],
            (Self::Note, Tongue::En) => ["note", "notes", "notes"],
            (Self::Note, Tongue::De) => ["Hinweis", "Hinweise", "Hinweise"],
            (Self::Note, Tongue::Pl) => ["informacja", "informacje", "informacji"],
            (Self::Role, Tongue::En) => ["role", "roles", "roles"],
            (Self::Role, Tongue::De) => ["Rolle", "Rollen", "Rollen"],
            (Self::Role, Tongue::Pl) => ["rola", "role", "ról"],
            (Self::Part, Tongue::En) => ["part", "parts", "parts"],
            (Self::Part, Tongue::De) => ["Teilprozess", "Teilprozesse", "Teilprozesse"],
            (Self::Part, Tongue::Pl) => ["część", "części", "części"],
            (Self::Step, Tongue::En) => ["step", "steps", "steps"],
            (Self::Step, Tongue::De) => ["Schritt", "Schritte", "Schritte"],
            (Self::Step, Tongue::Pl) => ["krok", "kroki", "kroków"],
            (Self::Round, Tongue::En) => ["round", "rounds", "rounds"],
            (Self::Round, Tongue::De) => ["Runde", "Runden", "Runden"],
            (Self::Round, Tongue::Pl) => ["runda", "rundy", "rund"],
            (Self::Entry, Tongue::En) => ["entry", "entries", "entries"],
            (Self::Entry, Tongue::De) => ["Eintrag", "Einträge", "Einträge"],
            (Self::Entry, Tongue::Pl) => ["wpis", "wpisy", "wpisów"],
        }
    }
}

words! {
    /// Words and short sentences, by key; templates see them as `w`, and those of a family as `w.lists`.
    Words { lists: Lists; office: Office; raci: Raci; print: Print; reader: Reader; search: Search; }

    // The frame of every page.
    skip: "Skip to content", "Zum Inhalt springen", "Przejdź do treści";
    handbook: "Handbook", "Handbuch", "Podręcznik";
    menu: "Menu", "Menü", "Menu";
    language: "Language", "Sprache", "Język";
    scheme: "Colours", "Farben", "Kolory";
    scheme_auto: "automatic", "automatisch", "automatyczne";
    scheme_light: "light", "hell", "jasne";
    scheme_dark: "dark", "dunkel", "ciemne";
    you_are_here: "You are here", "Sie sind hier", "Tu jesteś";
    home: "Start", "Start", "Start";
    on_this_page: "On this page", "Auf dieser Seite", "Na tej stronie";
    in_this_place: "Beside this", "Daneben", "Obok";
    feedback: "Feedback on this page", "Rückmeldung zu dieser Seite", "Uwagi do tej strony";
    edit: "Edit this page", "Diese Seite bearbeiten", "Edytuj tę stronę";
    uncontrolled_print: "Uncontrolled when printed", "Gedruckt nicht gelenkt", "Wydruk nienadzorowany";
    printed: "Printed", "Gedruckt", "Wydrukowano";
    state_of: "As of", "Stand", "Stan na";
    made_with: "Made with Guidepost", "Erzeugt mit Guidepost", "Utworzono w Guidepost";
    draft_edition: "Draft edition: not checked clean, not for use", "Entwurfsausgabe: nicht fehlerfrei geprüft, nicht zur Verwendung", "Wydanie robocze: z błędami, nie do użytku";
    not_in_edition: "not in this edition", "nicht in dieser Ausgabe", "nie w tym wydaniu";
    withheld_by_class: "kept out of this edition by class", "wegen der Klasse nicht in dieser Ausgabe", "nie w tym wydaniu ze względu na klasę";
    not_translated: "This text is not translated yet.", "Dieser Text ist noch nicht übersetzt.", "Ten tekst nie został jeszcze przetłumaczony.";
    translation_behind: "This translation is of version", "Diese Übersetzung gibt Version wieder:", "To tłumaczenie dotyczy wersji";
    all_of_them: "Show all", "Alle anzeigen", "Pokaż wszystkie";
    none: "None", "Keine", "Brak";
    yes: "yes", "ja", "tak";
    no: "no", "nein", "nie";
    and: "and", "und", "i";
    of: "of", "von", "z";
    at_step: "at step", "bei Schritt", "w kroku";
    at_steps: "at steps", "bei den Schritten", "w krokach";
    this_step: "step", "Schritt", "krok";
    external_link: "leads out of the handbook", "führt aus dem Handbuch hinaus", "prowadzi poza podręcznik";

    // Places.
    documents: "Documents", "Dokumente", "Dokumenty";
    register: "Register of documents", "Dokumentenverzeichnis", "Rejestr dokumentów";
    roles: "Roles", "Rollen", "Role";
    products: "Work products", "Arbeitsergebnisse", "Produkty pracy";
    standards: "Standards", "Normen", "Normy";
    soa: "Statement of Applicability", "Erklärung zur Anwendbarkeit", "Deklaracja stosowania";
    soa_short: "SoA", "SoA", "SoA";
    glossary: "Glossary", "Glossar", "Słownik";
    findings: "Findings", "Befunde", "Uwagi";
    a_to_z: "A to Z", "A bis Z", "Od A do Z";
    pages: "Pages", "Seiten", "Strony";
    landscape: "Processes", "Prozesse", "Procesy";
    search_hint: "Look it up", "Nachschlagen", "Wyszukaj";

    // Home.
    review: "Review", "Überprüfung", "Przegląd";
    further: "Further roles", "Weitere Rollen", "Pozostałe role";
    my_role: "What do I have to do?", "Was habe ich zu tun?", "Co mam do zrobienia?";
    my_role_hint: "Choose your role.", "Wählen Sie Ihre Rolle.", "Wybierz swoją rolę.";
    find_document: "Find a document", "Ein Dokument finden", "Znajdź dokument";
    what_is_due: "What is due", "Was fällig ist", "Najbliższe terminy";
    nothing_due: "Nothing is due.", "Nichts ist fällig.", "Nie ma zbliżających się terminów.";
    lately: "Changed lately", "Zuletzt geändert", "Ostatnie zmiany";
    how_complete: "How complete it is", "Wie vollständig es ist", "Kompletność";
    parts_covered: "Parts of processes with a document in force", "Teilprozesse mit gültigem Dokument", "Części procesów z obowiązującym dokumentem";
    clauses_covered: "Clauses answered", "Beantwortete Abschnitte", "Uwzględnione punkty";
    roles_held: "Roles that somebody holds", "Besetzte Rollen", "Obsadzone role";
    open_findings: "Open findings", "Offene Befunde", "Otwarte uwagi";
    gap: "no document yet", "noch kein Dokument", "brak dokumentu";
    empty_landscape: "This handbook has no processes yet. They are written in landscape.yaml.", "Dieses Handbuch hat noch keine Prozesse. Sie stehen in landscape.yaml.", "Ten podręcznik nie ma jeszcze procesów. Zapisuje się je w pliku landscape.yaml.";
    empty_handbook: "Nothing is here yet. Write a first guideline, for example with guidepost new.", "Hier ist noch nichts. Schreiben Sie eine erste Richtlinie, zum Beispiel mit guidepost new.", "Jeszcze nic tu nie ma. Napisz pierwszą procedurę, na przykład poleceniem guidepost new.";
    folder_top: "At the top", "Oberste Ebene", "Poziom główny";

    // Areas and parts.
    process: "Process", "Prozess", "Proces";
    parts: "Parts", "Teilprozesse", "Części procesu";
    part: "Part", "Teilprozess", "Część procesu";
    process_group: "Group", "Gruppe", "Grupa";
    whole_area: "Hold in the whole area", "Gelten im ganzen Bereich", "Obowiązują w całym obszarze";
    own_documents: "Documents", "Dokumente", "Dokumenty";
    no_documents_part: "No guideline covers this part yet. One that says process: %s in its front matter appears here.", "Noch keine Richtlinie behandelt diesen Teilprozess. Eine, in deren Kopf process: %s steht, erscheint hier.", "Żadna procedura nie obejmuje jeszcze tej części. Procedura z wpisem process: %s w nagłówku pojawi się tutaj.";
    inputs: "Inputs", "Eingaben", "Wejścia";
    outputs: "Outputs", "Ergebnisse", "Wyjścia";
    from: "From", "Von", "Od";
    to: "To", "An", "Do";
    overview: "Overview", "Überblick", "W skrócie";
    overview_alt: "The same as the table below: what each part takes from whom and gives to whom.", "Inhaltsgleich mit der Tabelle darunter: was jeder Teil von wem nimmt und wem er was gibt.", "Treść jak w tabeli poniżej: co każda część od kogo przyjmuje i komu przekazuje.";
    map_alt: "Processes by group with their owners and parts, and what goes from one to another.", "Prozesse nach Gruppen mit Verantwortlichen und Teilen, und was von einem zum anderen geht.", "Procesy według grup z właścicielami i częściami oraz to, co przechodzi między nimi.";
    outside_band: "Outside", "Extern", "Otoczenie";
    flows_between: "What goes from one to another", "Was von einem zum anderen geht", "Co przechodzi między procesami";
    area_as_a_whole: "The whole area", "Der ganze Bereich", "Cały obszar";
    supplier: "From", "Von", "Od";
    input: "Input", "Eingabe", "Wejście";
    output: "Output", "Ergebnis", "Wyjście";
    receiver: "To", "An", "Do";
    flows: "What goes in and out", "Was hinein- und hinausgeht", "Co wchodzi i co wychodzi";
    outside: "outside", "außerhalb", "z zewnątrz";

    // Control strip.
    id: "Number", "Nummer", "Numer";
    key: "Id", "Kennung", "Identyfikator";
    title: "Title", "Titel", "Tytuł";
    doc_type: "Type", "Art", "Rodzaj";
    version: "Version", "Version", "Wersja";
    status: "Status", "Status", "Status";
    class: "Class", "Klasse", "Klasa";
    owner: "Owner", "Verantwortlich", "Właściciel";
    approved: "Approved", "Freigegeben", "Zatwierdzono";
    approved_by: "by", "durch", "przez";
    proof: "Proof", "Nachweis", "Dowód";
    effective: "In force since", "Gültig seit", "Obowiązuje od";
    effective_from: "In force from", "Gültig ab", "Obowiązuje od";
    next_review: "Next review", "Nächste Überprüfung", "Następny przegląd";
    last_review: "Last review", "Letzte Überprüfung", "Ostatni przegląd";
    acknowledge: "To be confirmed by", "Zu bestätigen von", "Potwierdzają";
    distribution: "Given to", "Verteiler", "Otrzymują";
    replaces: "Replaces", "Ersetzt", "Zastępuje";
    replaced_by: "Replaced by", "Ersetzt durch", "Zastąpiony przez";
    retention: "Kept after it is superseded", "Aufbewahrung nach Ablösung", "Przechowywanie po zastąpieniu";
    longest_way: "Longest way from start to end", "Längste Dauer von Anfang bis Ende", "Najdłuższy czas od początku do końca";
    origin_external: "External document", "Externes Dokument", "Dokument zewnętrzny";
    attachment: "File", "Datei", "Plik";
    nobody: "nobody yet", "noch niemand", "jeszcze nikt";
    facts: "Facts", "Angaben", "Dane";
    vacant: "vacant", "unbesetzt", "nieobsadzona";

    // States.
    in_force: "In force", "In Kraft", "Obowiązuje";
    in_force_from: "Not yet in force", "Noch nicht in Kraft", "Jeszcze nie obowiązuje";
    review_overdue: "Review overdue", "Überprüfung überfällig", "Przegląd zaległy";
    draft: "Draft", "Entwurf", "Wersja robocza";
    in_review: "In review", "In Prüfung", "W trakcie przeglądu";
    retired: "Retired", "Zurückgezogen", "Wycofany";
    planned: "Planned", "Geplant", "Planowany";
    uncontrolled: "Uncontrolled page", "Nicht gelenkte Seite", "Strona nienadzorowana";
    external_party: "outside party", "Externe", "strona zewnętrzna";
    external_parties: "Outside parties", "Externe", "Strony zewnętrzne";

    // Banners.
    banner_draft: "This is a draft. It is not in force.", "Dies ist ein Entwurf. Er gilt nicht.", "To jest wersja robocza. Nie obowiązuje.";
    banner_in_review: "This document is being reviewed. It is not in force.", "Dieses Dokument wird geprüft. Es gilt noch nicht.", "Ten dokument jest w trakcie przeglądu. Nie obowiązuje.";
    banner_planned: "This document is planned. It is not written yet.", "Dieses Dokument ist geplant und noch nicht geschrieben.", "Ten dokument jest planowany i jeszcze nie powstał.";
    banner_retired: "This document is retired. Do not use it.", "Dieses Dokument ist zurückgezogen. Nicht mehr verwenden.", "Ten dokument został wycofany. Nie należy go stosować.";
    banner_not_yet: "This document is approved, but not yet in force. It comes into force on", "Dieses Dokument ist freigegeben, gilt aber noch nicht. Es gilt ab", "Ten dokument jest zatwierdzony, ale jeszcze nie obowiązuje. Obowiązuje od";
    banner_overdue: "The review of this document is overdue since", "Die Überprüfung dieses Dokuments ist überfällig seit", "Przegląd tego dokumentu jest zaległy od";
    banner_soon: "The review of this document is due on", "Die Überprüfung dieses Dokuments ist fällig am", "Termin przeglądu tego dokumentu:";
    banner_external: "This document comes from outside and is only registered here.", "Dieses Dokument kommt von außen und ist hier nur verzeichnet.", "Ten dokument pochodzi z zewnątrz i jest tu tylko zarejestrowany.";
    banner_foreign: "Uncontrolled: this page has no owner, no approval and no review.", "Nicht gelenkt: Diese Seite hat keinen Verantwortlichen, keine Freigabe und keine Überprüfung.", "Nienadzorowana: ta strona nie ma właściciela, zatwierdzenia ani przeglądu.";

    // Guideline.
    purpose: "Purpose", "Zweck", "Cel";
    scope: "Scope", "Geltungsbereich", "Zakres";
    chart_too_large: "This process is too large to be drawn. The table below has all of it. Parts that stand for themselves can become guidelines of their own, which this one calls.",
        "Dieser Ablauf ist zu groß, um gezeichnet zu werden. Die Tabelle unten enthält ihn ganz. Teile, die für sich stehen, können eigene Richtlinien werden, die diese aufruft.",
        "Ten przebieg jest za duży, aby go narysować. Poniższa tabela zawiera go w całości. Części, które stanowią całość, mogą stać się osobnymi procedurami, które ta wywołuje.";
    flowchart: "Flowchart", "Ablaufdiagramm", "Schemat przebiegu";
    chart_alt: "The same as the table of steps below.", "Inhaltsgleich mit der Schritttabelle darunter.", "Treść jak w tabeli kroków poniżej.";
    sheet: "Sheet", "Blatt", "Arkusz";
    of_sheets: "of", "von", "z";
    chart_legend: "How to read it", "Lesehilfe", "Objaśnienie";
    steps: "Steps", "Schritte", "Kroki";
    step: "Step", "Schritt", "Krok";
    number: "No.", "Nr.", "Nr";
    who: "Who", "Wer", "Kto";
    next: "Next", "Weiter", "Dalej";
    phase: "Phase", "Phase", "Faza";
    start: "Start", "Start", "Start";
    end: "End", "Ende", "Koniec";
    decision: "Decision", "Entscheidung", "Decyzja";
    by_value: "Decided by the value of", "Entscheidet sich nach", "Rozstrzyga wartość:";
    side_by_side: "Side by side", "Nebeneinander", "Równolegle";
    any_order: "These steps are done in any order or side by side.", "Diese Schritte erfolgen in beliebiger Reihenfolge oder nebeneinander.", "Te kroki wykonuje się w dowolnej kolejności lub równolegle.";
    then: "then", "dann", "potem";
    then_join: "when all are done", "wenn alle fertig sind", "gdy wszystkie gotowe";
    if_so: "if", "falls", "jeśli";
    wait: "Wait", "Warten", "Oczekiwanie";
    wait_for: "for", "auf", "na";
    sub_process: "Sub-process", "Unterprozess", "Podproces";
    anytime: "At any time", "Jederzeit", "W dowolnej chwili";
    during: "during", "während", "w fazie";
    stops_everything: "everything that still runs stops", "alles, was noch läuft, endet", "wszystko, co jeszcze trwa, zostaje przerwane";
    time_limit: "Time limit", "Frist", "Termin";
    since: "since", "seit", "od";
    until: "Until", "Bis", "Do";
    when_late: "when time is up", "nach Fristablauf", "po terminie";
    escalate: "Escalation", "Eskalation", "Eskalacja";
    after: "after", "nach", "po";
    rounds_limit: "At most", "Höchstens", "Najwyżej";
    rounds_then: "rounds used up", "Runden ausgeschöpft", "limit rund wyczerpany";
    repeated: "Repeated", "Wiederholt", "Powtarzane";
    in_contact: "Contact with", "Kontakt mit", "Kontakt z";
    see_also: "See also", "Siehe auch", "Zob. także";
    see: "See", "Siehe", "Zob.";
    tools: "Tools", "Werkzeuge", "Narzędzia";
    note: "Note", "Hinweis", "Uwaga";
    rule_here: "Rule", "Regel", "Reguła";
    in_detail: "In detail", "Im Einzelnen", "Szczegóły";
    if_there: "if it is there", "falls vorhanden", "jeśli jest";
    share_of_cases: "of cases", "der Fälle", "przypadków";
    unknown_step: "unknown step", "unbekannter Schritt", "nieznany krok";
    who_does_what: "Who does what", "Wer macht was", "Kto co robi";
    inherited: "from the defaults of this guideline", "aus den Vorgaben dieser Richtlinie", "z ustawień domyślnych tej procedury";
    inherited_legend: "In italics: inherited from the guideline's defaults.", "Kursiv: aus den Vorgaben der Richtlinie übernommen.", "Kursywą: przejęte z ustawień domyślnych procedury.";
    accountable_default: "Accountable, where a step says nothing else", "Rechenschaftspflichtig, wo ein Schritt nichts anderes sagt", "Odpowiada za wynik, jeśli krok nie stanowi inaczej";
    letter_r: "responsible: does it", "verantwortlich: führt aus", "wykonuje";
    letter_a: "accountable: answers for it, decides", "rechenschaftspflichtig: steht dafür ein, entscheidet", "odpowiada za wynik, decyduje";
    letter_a_daci: "approver: decides", "genehmigt: entscheidet", "zatwierdza: decyduje";
    letter_s: "supports", "unterstützt", "wspiera";
    letter_c: "consulted: is asked before", "konsultiert: wird vorher gefragt", "konsultowany: pytany przed";
    letter_i: "informed: is told after", "informiert: erfährt es danach", "informowany: dowiaduje się po";
    letter_d: "driver: brings it about", "treibt voran", "prowadzi";
    responsibilities: "Responsibilities", "Verantwortlichkeiten", "Zakresy odpowiedzialności";
    duties: "Recurring duties", "Wiederkehrende Pflichten", "Obowiązki cykliczne";
    duty: "Duty", "Pflicht", "Obowiązek";
    how_often: "How often", "Wie oft", "Jak często";
    last_done: "Last done", "Zuletzt erledigt", "Ostatnio";
    next_due: "Next due", "Nächste Fälligkeit", "Następny termin";
    overdue: "overdue", "überfällig", "zaległe";
    due_soon: "soon", "bald", "wkrótce";
    rules: "Rules", "Regeln", "Reguły";
    house_rule: "rule of the house", "Hausregel", "reguła ogólna";
    inputs_outputs: "Inputs and outputs", "Eingaben und Ergebnisse", "Wejścia i wyjścia";
    brought_by: "Brought in or made by", "Eingebracht oder erstellt von", "Wnosi lub tworzy";
    used_by: "Used by", "Verwendet von", "Używa";
    made_by: "Made by", "Erstellt von", "Tworzy";
    made_elsewhere: "made in", "erstellt in", "powstaje w";
    product: "Work product", "Arbeitsergebnis", "Produkt pracy";
    hand_overs: "Hand-overs", "Übergaben", "Przekazania";
    comes_from: "Comes from", "Kommt von", "Przychodzi z";
    goes_to: "Goes to", "Geht an", "Trafia do";
    what: "What", "Was", "Co";
    when_it_ends: "When it ends", "Wenn es endet", "Na zakończenie";
    calls: "Uses the sub-processes", "Nutzt die Unterprozesse", "Korzysta z podprocesów";
    called_by: "Is used by", "Wird genutzt von", "Wykorzystywany przez";
    records: "Records", "Aufzeichnungen", "Zapisy";
    record: "Record", "Aufzeichnung", "Zapis";
    kept_in: "Kept in", "Ablage", "Miejsce przechowywania";
    keep: "Kept for", "Aufbewahrung", "Okres przechowywania";
    basis: "Basis", "Grundlage", "Podstawa";
    kpis: "KPIs", "Kennzahlen", "Wskaźniki";
    kpi: "KPI", "Kennzahl", "Wskaźnik";
    definition: "Definition", "Definition", "Definicja";
    target: "Target", "Ziel", "Cel";
    discussed_in: "Discussed in", "Besprochen in", "Omawiany w";
    results: "Results", "Ergebnisse", "Wyniki";
    risks: "Risks", "Risiken", "Ryzyka";
    risk: "Risk", "Risiko", "Ryzyko";
    measure: "What is done about it", "Was dagegen getan wird", "Działania";
    resources: "Resources", "Mittel", "Zasoby";
    clauses: "Clauses answered", "Beantwortete Abschnitte", "Uwzględnione punkty norm";
    clause: "Clause", "Abschnitt", "Punkt";
    whole_standard: "as a whole", "als Ganzes", "w całości";
    changes: "Changes", "Änderungen", "Zmiany";
    date: "Date", "Datum", "Data";
    by: "By", "Durch", "Kto";
    why: "Why", "Warum", "Dlaczego";
    accepted: "Accepted findings", "Akzeptierte Befunde", "Zaakceptowane uwagi";
    accepted_until: "Until", "Bis", "Do";
    expired: "expired", "abgelaufen", "wygasło";
    open_questions: "Open questions", "Offene Fragen", "Otwarte pytania";
    description: "Description", "Beschreibung", "Opis";
    related: "Related", "Verwandt", "Powiązane";

    // Roles.
    role: "Role", "Rolle", "Rola";
    unit: "Unit", "Bereich", "Jednostka";
    holder: "Held by", "Besetzt mit", "Pełni";
    deputy: "Deputy", "Vertretung", "Zastępstwo";
    includes: "Also holds", "Hat auch inne", "Pełni także";
    member_of: "Member of", "Gehört zu", "Należy do";
    members: "Members", "Mitglieder", "Skład";
    aliases: "Also called", "Auch genannt", "Inaczej";
    named_per: "Named for each", "Benannt je", "Wyznaczana osoba dla:";
    groups: "Groups", "Gruppen", "Grupy";
    all_internal: "Everybody inside", "Alle Internen", "Wszyscy wewnętrzni";
    all_internal_are: "All roles of the first table", "Alle Rollen der ersten Tabelle", "Wszystkie role z pierwszej tabeli";
    you_do: "You do", "Sie tun", "Wykonujesz";
    you_decide: "You decide", "Sie entscheiden", "Decydujesz";
    you_answer: "You answer for", "Sie stehen ein für", "Odpowiadasz za";
    you_support: "You support", "Sie unterstützen", "Wspierasz";
    you_are_asked: "You are asked", "Sie werden gefragt", "Pytają Cię o zdanie";
    you_are_told: "You are told", "Sie werden informiert", "Informują Cię";
    you_wait: "Others wait for you", "Andere warten auf Sie", "Inni czekają na Ciebie";
    you_own: "You own", "Sie verantworten", "Jesteś właścicielem";
    you_must_read: "You must read and confirm", "Sie müssen lesen und bestätigen", "Musisz przeczytać i potwierdzić";
    your_duties: "Your recurring duties", "Ihre wiederkehrenden Pflichten", "Twoje obowiązki cykliczne";
    your_responsibilities: "What the guidelines say of you", "Was die Richtlinien über Sie sagen", "Co mówią o Tobie procedury";
    nothing_for_role: "No document gives this role anything to do yet.", "Noch kein Dokument gibt dieser Rolle etwas zu tun.", "Żaden dokument nie przypisuje jeszcze tej roli zadań.";
    processes_owned: "Processes", "Prozesse", "Procesy";

    // Lists.
    filter: "Filter", "Filtern", "Filtruj";
    filter_hint: "Type to show only matching rows", "Eingabe zeigt nur passende Zeilen", "Wpisz, aby pokazać pasujące wiersze";
    shown: "shown", "angezeigt", "pokazano";
    sort_by: "Sort by", "Sortieren nach", "Sortuj według";
    download_csv: "Download as CSV", "Als CSV herunterladen", "Pobierz jako CSV";
    place: "Process", "Prozess", "Proces";
    no_documents: "There are no documents yet. A Markdown file with an id in its front matter is one.", "Es gibt noch keine Dokumente. Eine Markdown-Datei mit einer id im Kopf ist eines.", "Nie ma jeszcze dokumentów. Jest nim plik Markdown z polem id w nagłówku.";
    term: "Term", "Begriff", "Termin";
    meaning: "Meaning", "Bedeutung", "Znaczenie";
    avoid: "Do not say", "Nicht verwenden", "Nie używać";
    covered_by: "Answered by", "Beantwortet durch", "Uwzględnia";
    not_applicable: "Not applicable", "Nicht anwendbar", "Nie dotyczy";
    gap_clause: "gap", "Lücke", "luka";
    covered: "clauses answered", "Abschnitte beantwortet", "uwzględnione punkty";
    covered_share: "clauses answered", "Abschnitten beantwortet", "punktów uwzględnionych";
    soa_applicable: "Applies", "Anwendbar", "Stosowane";
    soa_state: "State", "Umsetzung", "Stan";
    soa_evidence: "Evidence", "Nachweis", "Dowody";
    soa_unanswered: "not answered", "nicht beantwortet", "brak odpowiedzi";
    state_implemented: "implemented", "umgesetzt", "wdrożone";
    state_partly: "partly implemented", "teilweise umgesetzt", "częściowo wdrożone";
    state_planned: "planned", "geplant", "planowane";
    state_not_implemented: "not implemented", "nicht umgesetzt", "niewdrożone";
    control: "Control", "Maßnahme", "Zabezpieczenie";
    template: "Template", "Vorlage", "Szablon";
    no_findings: "No findings: the handbook checks clean.", "Keine Befunde: Das Handbuch ist fehlerfrei geprüft.", "Brak uwag: podręcznik przeszedł kontrolę.";
    shown_by_run: "It can come to this so:", "So kann es dazu kommen:", "Może do tego dojść tak:";
    run_in_chart: "In the flowchart: the way is drawn heavy, the place it is about dashed", "Im Ablaufdiagramm: der Weg ist stark gezeichnet, die betroffene Stelle gestrichelt", "Na schemacie: droga jest pogrubiona, a miejsce, którego dotyczy uwaga, przerywane";
    finding: "Finding", "Befund", "Uwaga";
    where_: "Where", "Wo", "Gdzie";
    what_to_write: "What to do", "Was zu tun ist", "Co zrobić";
    rule_name: "Rule", "Regel", "Reguła";
    severity: "Severity", "Schwere", "Waga";
    error: "error", "Fehler", "błąd";
    warning: "warning", "Warnung", "ostrzeżenie";
    info: "info", "Hinweis", "informacja";
    follows: "follows from it", "folgt daraus", "wynika z tego";
    document: "Document", "Dokument", "Dokument";

    // Types of documents.
    type_policy: "Policy", "Politik", "Polityka";
    type_process: "Process", "Prozess", "Proces";
    type_guideline: "Guideline", "Richtlinie", "Procedura";
    type_procedure: "Procedure", "Verfahrensanweisung", "Procedura";
    type_instruction: "Instruction", "Arbeitsanweisung", "Instrukcja";
    type_form: "Form", "Formular", "Formularz";
    type_record: "Record", "Aufzeichnung", "Zapis";

    // Prose.
    table: "Table", "Tabelle", "Tabela";
    code: "Text as written", "Text wie geschrieben", "Tekst w oryginale";
    done: "done", "erledigt", "zrobione";
    to_do: "to do", "offen", "do zrobienia";
    alert_note: "Note", "Hinweis", "Uwaga";
    alert_tip: "Tip", "Tipp", "Wskazówka";
    alert_important: "Important", "Wichtig", "Ważne";
    alert_warning: "Warning", "Warnung", "Ostrzeżenie";
    alert_caution: "Caution", "Vorsicht", "Ostrożnie";
    footnotes: "Footnotes", "Fußnoten", "Przypisy";
    back_to_text: "back to the text", "zurück zum Text", "wróć do tekstu";
    heading_link: "Link to this section", "Link zu diesem Abschnitt", "Link do tej sekcji";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polish_counts_in_three_forms() {
        let said: Vec<_> = [1, 2, 5, 12, 22, 112].map(|n| Tongue::Pl.count(n, Noun::Document)).into();
        assert_eq!(
            said,
            ["1 dokument", "2 dokumenty", "5 dokumentów", "12 dokumentów", "22 dokumenty", "112 dokumentów"]
        );
    }

    #[test]
    fn an_unknown_language_has_english_words() {
        assert_eq!(Tongue::of("fr").words().owner, "Owner");
        assert_eq!(Tongue::of("de-AT").words().owner, "Verantwortlich");
    }
}
