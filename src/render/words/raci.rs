//! Words of the matrices across documents.

use super::words;
use serde::Serialize;

words! {
    /// Words of the matrices of parts, processes and the company.
    Raci {}

    matrix: "Responsibility matrix", "Verantwortungsmatrix", "Macierz odpowiedzialności";
    about: "Who does, decides, is asked and is told how often, by process and role", "Wer in welchem Prozess wie oft ausführt, entscheidet, gefragt wird und informiert wird", "Kto w którym procesie ile razy wykonuje, decyduje, jest pytany i informowany";
    lead: "How often each role has each letter. A place leads to its own matrix, a document to its steps.", "Wie oft jede Rolle welchen Buchstaben trägt. Ein Prozess führt zu seiner eigenen Matrix, ein Dokument zu seinen Schritten.", "Ile razy każda rola ma daną literę. Proces prowadzi do własnej macierzy, dokument do swoich kroków.";
    stands_out: "What stands out", "Was auffällt", "Co się wyróżnia";
    nothing: "Nothing: each task has somebody who does it and somebody who answers for it, and no role has far more of that than the others.", "Nichts: Jede Aufgabe hat jemanden, der sie ausführt, und jemanden, der für sie einsteht, und keine Rolle hat davon weit mehr als die anderen.", "Nic: każde zadanie ma wykonawcę i osobę odpowiedzialną, a żadna rola nie ma ich znacznie więcej niż inne.";
    heavy: "far more than others", "weit mehr als andere", "znacznie więcej niż inne";
    heavy_lead: "Far more to do and to answer for than others (three of four roles have at most %s)", "Weit mehr auszuführen und zu verantworten als andere (drei von vier Rollen haben höchstens %s)", "Znacznie więcej do wykonania i do odpowiadania niż inne (trzy z czterech ról mają najwyżej %s)";
    idle_lead: "Roles inside without a letter", "Interne Rollen ohne Buchstaben", "Role wewnętrzne bez litery";
    lacks_lead: "Steps that lack a letter", "Schritte, denen ein Buchstabe fehlt", "Kroki, którym brakuje litery";
    silent_lead: "Documents whose steps have no letters", "Dokumente, deren Schritte keine Buchstaben haben", "Dokumenty, których kroki nie mają liter";
    lack: "no %s", "kein %s", "brak %s";
    sum: "In all", "Zusammen", "Razem";
    empty: "No step has a letter yet. What a step says of R, A, C and I, such as R: clerk, appears here.", "Noch hat kein Schritt einen Buchstaben. Was ein Schritt zu R, A, C und I sagt, etwa R: clerk, erscheint hier.", "Żaden krok nie ma jeszcze litery. Wpisy kroku R, A, C i I, na przykład R: clerk, pojawią się tutaj.";
    elsewhere: "Without a place", "Ohne Platz in der Prozesslandschaft", "Bez miejsca w mapie procesów";
    whole: "Whole area", "Ganzer Bereich", "Cały obszar";
    more: "%s more; the CSV has all.", "%s weitere; die CSV-Datei hat alle.", "Jeszcze %s; plik CSV zawiera wszystkie.";
}
