//! Separation of duties: who could hold both of two duties that the rules keep apart, or decide on his own work.

use super::ByDocument;
use super::registers::step_of;
use crate::checks::apart::{self, How, Pair, Verdict};
use crate::model::{DocStatus, Guideline, RuleForm};
use crate::render::pages::state::State;
use crate::render::pages::table::{Cell, Kind, Table, columns};
use crate::render::voice::{Link, Voice};

/// The list.
pub(crate) const SEPARATION: ByDocument = ByDocument {
    folder: "separation/",
    title: |w| w.office.separation,
    lead: |w| w.office.separation_lead,
    empty: |w| w.office.separation_empty,
    columns: |w| {
        columns(&[
            (w.rule_name, Kind::Name),
            (w.document, Kind::Id),
            (w.office.first_duty, Kind::Text),
            (w.office.second_duty, Kind::Text),
            (w.office.who_could, Kind::Text),
            (w.office.result, Kind::Text),
        ])
    },
    facts: |_| Vec::new(),
    shared: |_, _| {},
    rows,
    count: |g| {
        let separates = |f: &RuleForm| matches!(f, RuleForm::Separate(_));
        g.rules.iter().filter(|r| separates(&r.form)).count()
    },
};

fn rows<'a>(voice: &Voice<'a>, n: usize, g: &'a Guideline, table: &mut Table<'a>) {
    if g.state() == DocStatus::Retired {
        return;
    }
    let h = voice.handbook();
    let mut named = Vec::new();
    for (r, rule) in g.rules.iter().enumerate() {
        let RuleForm::Separate(separate) = &rule.form else { continue };
        let id = rule.id.as_ref().map_or_else(|| (r + 1).to_string(), |id| id.value.clone());
        let text = voice.said(g, &format!("rule/{id}"), rule.text.as_ref().or(rule.id.as_ref()));
        let at = voice.document_id(n, Some(&format!("rule--{id}")));
        for pair in apart::separated(h, g, separate) {
            named.push((pair.first.step, pair.second.step));
            row(voice, (n, g), text.clone().into(), at.clone(), &pair, table);
        }
    }
    for rule in &h.settings.rules {
        let RuleForm::Separate(separate) = &rule.form else { continue };
        let text = voice.own(rule.text.as_ref().or(rule.id.as_ref()));
        for pair in apart::separated(h, g, separate) {
            named.push((pair.first.step, pair.second.step));
            row(voice, (n, g), text.clone().into(), voice.document_id(n, None), &pair, table);
        }
    }
    for pair in apart::own_work(h, g) {
        // What a rule speaks of has been said.
        if !named.contains(&(pair.first.step, pair.second.step)) {
            let text = Cell::from(voice.w.office.own_work);
            row(voice, (n, g), text, voice.document_id(n, None), &pair, table);
        }
    }
}

fn row<'a>(
    voice: &Voice<'a>,
    (n, g): (usize, &'a Guideline),
    text: Cell<'a>,
    document: Link<'a>,
    pair: &Pair<'a>,
    table: &mut Table<'a>,
) {
    let w = &voice.w.office;
    let duty = |held: apart::Held<'a>| {
        let step = step_of(voice, n, g, held.step);
        let said = voice.step(g, held.step);
        let sentence = Link { text: format!("{} {}", step.text, said.text).into(), lang: said.lang, ..step };
        let role = voice.party(held.role.id.as_str());
        Cell::from(sentence).small([Link::text(voice.word(held.letter.word())), role])
    };
    let how = |how: How| match how {
        How::Holder => w.as_holder,
        How::Deputy => w.as_deputy,
        How::Delegate => w.as_delegate,
    };
    let who = pair.who.iter().map(|&(person, a, b)| {
        let ways = if a == b { how(a).to_owned() } else { format!("{}, {}", how(a), how(b)) };
        Link::text(voice.word(format!("{} ({ways})", voice.person(person).text)))
    });
    let result = match pair.verdict {
        Verdict::Same => State { kind: "stop", word: w.verdict_same },
        Verdict::Both => State { kind: "attention", word: w.verdict_both },
        Verdict::Second => State { kind: "ok", word: w.verdict_second },
        Verdict::Apart => State { kind: "ok", word: w.verdict_apart },
        Verdict::Elsewhere => State { kind: "ok", word: w.verdict_elsewhere },
        Verdict::Vacant => State { kind: "draft", word: w.verdict_vacant },
    };
    table.row(vec![
        text,
        document.into(),
        duty(pair.first),
        duty(pair.second),
        Cell::lines(who.collect()),
        result.into(),
    ]);
}
