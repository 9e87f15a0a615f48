//! The shared files, and what holds without them.

use super::{handbook, word, words};
use crate::diagnostic::Severity;
use crate::model::{Applicable, ClauseKind, RaciScheme};

#[test]
fn without_any_file() {
    let h = handbook(&[]);
    let s = &h.settings;
    assert_eq!((s.file, words(&s.languages), s.raci), (None, "en".into(), RaciScheme::Rasci));
    assert!(s.classes.is_empty() && s.site_class.is_none() && s.review.is_none());
    let types: Vec<_> = s.types.iter().map(|t| (t.id.as_str(), t.letter.as_str())).collect();
    assert_eq!(
        types,
        [
            ("policy", "P"),
            ("process", "PR"),
            ("guideline", "G"),
            ("procedure", "SOP"),
            ("instruction", "I"),
            ("form", "F"),
            ("record", "R")
        ]
    );
    assert!(h.organisation.file.is_none() && h.landscape.file.is_none() && h.soa.is_none());
    assert_eq!(h.source_lang(), "en");
}

#[test]
fn settings() {
    let h = handbook(&[(
        "handbook.yaml",
        r##"name: { en: Handbook, de: Handbuch }
languages: [de, english, en, de]
standards: [iso9001-2015]
not-applicable: { iso9001:8.3: We design nothing }
areas: { SAL: sales }
numbering: "{area}-{type}-{nnn}"
types:
  guideline: { letter: GL, name: Richtlinie }
  external: { letter: X }
classes:
- { id: public, handling: Anyone }
- { id: internal, name: { de: Intern } }
- { name: lost }
site-class: public
theme: { accent: "#00457c" }
feedback: a@example.com
edit-link: https://example.com/{path}
raci: DACI
review: { every: 12 months, warn: 30 days }
retention: 10 years
checks: { raci/sod: off, kpi: error, cls/leak: perhaps }
rules:
- { id: r, text: Said }
accept:
- { rule: map, why: Known, by: boss, until: 2018-12-31 }
ignore: drafts/**
"##,
    )]);
    let s = &h.settings;
    assert_eq!(s.name.get("de", "de"), "Handbuch");
    assert_eq!(words(&s.languages), "de en");
    assert_eq!(
        (s.not_applicable[0].0.as_str(), s.not_applicable[0].1.as_str()),
        ("iso9001:8.3", "We design nothing")
    );
    assert_eq!((s.areas[0].code.as_str(), s.areas[0].process.as_str()), ("SAL", "sales"));
    assert_eq!((h.doc_type("guideline").unwrap().letter.as_str(), s.types.len()), ("GL", 8));
    assert_eq!(h.type_name("guideline", "en"), Some(("Richtlinie", true)));
    assert_eq!(h.type_name("policy", "en"), None);
    assert_eq!((h.class_rank("internal"), s.classes.len()), (Some(1), 2));
    assert_eq!(s.raci, RaciScheme::Daci);
    assert_eq!(s.review.as_ref().unwrap().every.as_ref().unwrap().count, 12);
    assert_eq!(s.retention.as_ref().unwrap().count, 10);
    let checks: Vec<_> = s.checks.iter().map(|(rule, level)| (rule.as_str(), level.value)).collect();
    assert_eq!(checks, [("raci/sod", None), ("kpi", Some(Severity::Error))]);
    assert_eq!((s.rules.len(), s.accept.len(), words(&s.ignore)), (1, 1, "drafts/**".into()));
    assert!(s.accept[0].document.is_none());
    assert_eq!((word(&s.feedback), word(&s.edit_link)), ("a@example.com", "https://example.com/{path}"));
    assert_eq!(s.theme[0].1.as_str(), "#00457c");
}

#[test]
fn the_organisation() {
    let h = handbook(&[(
        "organisation.yaml",
        r"units: { sales: { name: { en: Sales, de: Vertrieb } }, it: IT }
roles:
  head:
    name: { en: Head, de: Leitung }
    short: H
    aliases: [Chief, Boss]
    unit: sales
    holder: [a, b]
    deputy: kam
    includes: [kam]
    facts: { hours: 8 }
  kam: { per: opportunity }
  plain:
  customer: { external: yes }
groups:
  team: [head, kam]
  named: { name: Those, roles: [head] }
people: { a: { name: Anna A }, b: Bert B, c: }
",
    )]);
    let o = &h.organisation;
    assert_eq!((h.unit_name("sales", "de").0, h.unit_name("it", "de").0), ("Vertrieb".into(), "IT".into()));
    let head = h.role("head").unwrap();
    assert_eq!(
        (word(&head.short), words(&head.aliases), word(&head.unit)),
        ("H", "Chief Boss".into(), "sales")
    );
    assert_eq!(
        (words(&head.holders), words(&head.deputies), words(&head.includes)),
        ("a b".into(), "kam".into(), "kam".into())
    );
    assert_eq!(head.facts.len(), 1);
    assert_eq!(word(&h.role("kam").unwrap().per), "opportunity");
    assert!(h.role("customer").unwrap().external && h.role("plain").unwrap().name.is_empty());
    assert_eq!(
        (words(&h.group("team").unwrap().roles), h.role_name("named", "en").0),
        ("head kam".into(), "Those".into())
    );
    assert_eq!(h.expand("all").len(), 3);
    assert_eq!(o.people.len(), 3);
    assert_eq!(
        (h.person_name("a"), h.person_name("b"), h.person_name("c"), h.person_name("d")),
        ("Anna A", "Bert B", "c", "d")
    );
}

#[test]
fn the_landscape() {
    let h = handbook(&[(
        "landscape.yaml",
        r"groups: { core: { name: Core } }
processes:
  sales:
    name: { en: Sales, de: Vertrieb }
    group: core
    owner: head
    kpis:
    - { id: won, name: Won }
    risks: [Loss]
    parts:
      leads: { name: Leads, owner: kam }
      offers:
flows:
- { from: leads, to: offers, what: [plan, lead] }
products:
  offer: { name: { en: Offer, de: Angebot }, owner: kam, class: secret, norms: iso9001:8.2.2, template: F-1 }
  enquiry: { from: outside }
  bare:
",
    )]);
    let sales = h.process("sales").unwrap();
    assert_eq!(
        (word(&sales.group), word(&sales.owner), sales.kpis.len(), sales.risks.len()),
        ("core", "head", 1, 1)
    );
    assert_eq!(
        (word(&h.part("sales", "leads").unwrap().owner), h.part_name("sales", "offers", "en").0),
        ("kam", "offers".into())
    );
    assert_eq!(
        (word(&h.landscape.flows[0].from), words(&h.landscape.flows[0].what)),
        ("leads", "plan lead".into())
    );
    let offer = h.product("offer").unwrap();
    assert_eq!((word(&offer.owner), word(&offer.class), word(&offer.template)), ("kam", "secret", "F-1"));
    assert_eq!(
        (h.product_name("offer", "de").0, h.product_name("bare", "de").0),
        ("Angebot".into(), "bare".into())
    );
    assert!(h.product("enquiry").unwrap().from_outside && !offer.from_outside);
    assert_eq!(
        (h.process_name("sales", "de").0, h.group_name("core", "de").0),
        ("Vertrieb".into(), "Core".into())
    );
}

#[test]
fn glossary_and_soa() {
    let h = handbook(&[
        (
            "glossary.yaml",
            "terms:\n  lead: { name: { en: Lead }, meaning: A chance, avoid: { en: [deal], de: [Chance, Fall] }, see: A-1 }\n  kam: { avoid: [seller] }\n",
        ),
        (
            "soa.yaml",
            "standard: iso27001-2022\nversion: \"1.0\"\ndate: 2018-05-02\napproved: { by: boss }\ncontrols:\n  A.5.1: { applicable: yes, why: Needed, state: implemented, evidence: [A-1, A-2#x] }\n  A.5.2: { applicable: no }\n",
        ),
    ]);
    let avoid: Vec<_> = h.glossary.terms[0].avoid.iter().map(|(l, w)| (l.as_str(), w.as_str())).collect();
    assert_eq!(avoid, [("en", "deal"), ("de", "Chance"), ("de", "Fall")]);
    assert_eq!(h.glossary.terms[1].avoid[0].0, "");
    let soa = h.soa.as_ref().unwrap();
    assert_eq!((word(&soa.standard), word(&soa.version), soa.controls.len()), ("iso27001-2022", "1.0", 2));
    let first = &soa.controls[0];
    assert_eq!(first.applicable.as_ref().unwrap().value, Applicable::Yes);
    assert_eq!(
        (word(&first.why), word(&first.state), words(&first.evidence)),
        ("Needed", "implemented", "A-1 A-2#x".into())
    );
    assert_eq!(soa.controls[1].applicable.as_ref().unwrap().value, Applicable::No);
}

#[test]
fn shipped_catalogues_are_whole() {
    let h = handbook(&[]);
    let count =
        |id: &str, kind: ClauseKind| h.standard(id).unwrap().items.iter().filter(|c| c.kind == kind).count();
    assert_eq!(h.standard("iso9001-2015").unwrap().items.len(), 91);
    assert_eq!(count("iso27001-2022", ClauseKind::Control), 93);
    assert_eq!(count("csf", ClauseKind::Control), 106);
    for standard in &h.standards {
        assert!(standard.at.is_none() && !standard.title.is_empty());
        for clause in &standard.items {
            let known = clause.parent.as_deref().is_none_or(|p| standard.clause(p).is_some());
            assert!(known, "{}: {} has no parent {:?}", standard.id, clause.id, clause.parent);
        }
    }
    let untitled = h.standard("iso9001").unwrap().clause("4.4.1").unwrap();
    assert!(untitled.title.is_empty());
}

#[test]
fn own_catalogues_come_first_and_replace() {
    let h = handbook(&[
        (
            "standards/law.yaml",
            "id: law-2020\nshort: law\ntitle: The law\nitems:\n- { id: \"1\", kind: chapter }\n- { id: 1.10, title: Ten, parent: \"1\" }\n",
        ),
        ("standards/own.yaml", "id: iso9001-2015\nshort: iso9001\ntitle: Mine\nitems: []\n"),
        ("standards/none.yaml", "title: Without an id\n"),
    ]);
    let ids: Vec<_> = h.standards.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, ["law-2020", "iso9001-2015", "iso27001-2022", "nist-csf-2.0"]);
    assert_eq!(h.standard("law").unwrap().items[1].id, "1.10");
    assert!(h.standard("iso9001").unwrap().items.is_empty());
}
