//! What things are called for a reader of a language: names, sentences, titles, each with a word on whether it is
//! the language asked for or the source language standing in.

use super::texts::id_or_number;
use super::{Guideline, Localized, Outcome, RoleOrGroup, Text, Translation};
use std::borrow::Cow;

/// A text for a reader, and whether it is in the language asked for (`false`: the source language stands in, to be
/// marked on the page).
pub type Said<'a> = (Cow<'a, str>, bool);

impl super::Handbook {
    /// Whether a language is the source language; an empty one counts as it.
    pub fn is_source(&self, lang: &str) -> bool {
        lang.is_empty() || lang == self.source_lang()
    }

    /// The translation of a guideline into a language; `None` for the source language itself.
    pub fn translation_of(&self, g: &Guideline, lang: &str) -> Option<&Translation> {
        if self.is_source(lang) { None } else { self.translation(g.file, lang) }
    }

    /// The text of a path in a language, over the text of the source language. A text that the source lacks, too,
    /// is empty and counts as said.
    pub fn said<'a>(
        &'a self,
        g: &'a Guideline,
        path: &str,
        source: Option<&'a Text>,
        lang: &str,
    ) -> Said<'a> {
        let translated = || self.translation_of(g, lang).and_then(|t| t.text(path));
        self.over(source.map(Text::as_str), lang, translated)
    }

    fn over<'a>(
        &self,
        source: Option<&'a str>,
        lang: &str,
        translated: impl FnOnce() -> Option<&'a str>,
    ) -> Said<'a> {
        match translated() {
            Some(text) => (Cow::Borrowed(text), true),
            None => (Cow::Borrowed(source.unwrap_or("")), source.is_none() || self.is_source(lang)),
        }
    }

    /// Title of a guideline; its id where it has none.
    pub fn title<'a>(&'a self, g: &'a Guideline, lang: &str) -> Said<'a> {
        let translated = || self.translation_of(g, lang).and_then(|t| t.title.as_ref()).map(Text::as_str);
        self.over(Some(g.title()), lang, translated)
    }

    /// Purpose of a guideline; empty where it has none.
    pub fn purpose<'a>(&'a self, g: &'a Guideline, lang: &str) -> Said<'a> {
        let translated = || self.translation_of(g, lang).and_then(|t| t.purpose.as_ref()).map(Text::as_str);
        self.over(g.purpose.as_ref().map(Text::as_str), lang, translated)
    }

    /// Scope of a guideline; empty where it has none.
    pub fn scope<'a>(&'a self, g: &'a Guideline, lang: &str) -> Said<'a> {
        let translated = || self.translation_of(g, lang).and_then(|t| t.scope.as_ref()).map(Text::as_str);
        self.over(g.scope.as_ref().map(Text::as_str), lang, translated)
    }

    /// Sentence of a step, by its index; its id where it has none. A `call` is called as the document it calls.
    pub fn step_text<'a>(&'a self, g: &'a Guideline, step: usize, lang: &str) -> Said<'a> {
        let Some(it) = g.steps.get(step) else { return (Cow::Borrowed(""), true) };
        if let Some(text) = self.translation_of(g, lang).and_then(|t| t.text(&g.step_path(step))) {
            return (Cow::Borrowed(text), true);
        }
        match (&it.text, &it.kind) {
            (Some(text), _) => (Cow::Borrowed(text.as_str()), self.is_source(lang)),
            (None, super::StepKind::Call { document, .. }) => match self.guideline(document.as_str()) {
                // What is kept out of the site is not named in it either.
                Some(called) if !self.withheld(called) => self.title(called, lang),
                Some(called) => (Cow::Borrowed(called.id()), true),
                None => (Cow::Borrowed(document.as_str()), true),
            },
            (None, _) => (Cow::Borrowed(it.id()), true),
        }
    }

    /// Word of an outcome of a step, by the step's index: translated, else its `text`, else its id with spaces for
    /// dashes.
    pub fn outcome_text<'a>(
        &'a self,
        g: &'a Guideline,
        step: usize,
        outcome: &'a Outcome,
        lang: &str,
    ) -> Said<'a> {
        if let Some(translation) = self.translation_of(g, lang)
            && let Some(text) = translation.text(&format!("{}/{}", g.step_path(step), outcome.id.as_str()))
        {
            return (Cow::Borrowed(text), true);
        }
        let text = match &outcome.text {
            Some(text) => Cow::Borrowed(text.as_str()),
            None => spaced(outcome.id.as_str()),
        };
        (text, self.is_source(lang))
    }

    /// Name of a phase, by its index; its id where it has none.
    pub fn phase_name<'a>(&'a self, g: &'a Guideline, phase: usize, lang: &str) -> Said<'a> {
        let Some(it) = g.phases.get(phase) else { return (Cow::Borrowed(""), true) };
        let path = format!("phase/{}", id_or_number(it.id.as_ref(), phase));
        self.said(g, &path, it.name.as_ref().or(it.id.as_ref()), lang)
    }

    /// Event of a start, by its index.
    pub fn start_event<'a>(&'a self, g: &'a Guideline, start: usize, lang: &str) -> Said<'a> {
        let Some(it) = g.starts.get(start) else { return (Cow::Borrowed(""), true) };
        let path = format!("start/{}", id_or_number(it.id.as_ref(), start));
        self.said(g, &path, it.event.as_ref().or(it.id.as_ref()), lang)
    }

    /// What happens at any time, by its index.
    pub fn anytime_event<'a>(&'a self, g: &'a Guideline, event: usize, lang: &str) -> Said<'a> {
        let Some(it) = g.anytime.get(event) else { return (Cow::Borrowed(""), true) };
        let path = format!("anytime/{}", id_or_number(it.id.as_ref(), event));
        self.said(g, &path, it.event.as_ref().or(it.id.as_ref()), lang)
    }

    /// Sentence of a rule of a guideline, by its index; its id where it has none.
    pub fn rule_text<'a>(&'a self, g: &'a Guideline, rule: usize, lang: &str) -> Said<'a> {
        let Some(it) = g.rules.get(rule) else { return (Cow::Borrowed(""), true) };
        let path = format!("rule/{}", id_or_number(it.id.as_ref(), rule));
        self.said(g, &path, it.text.as_ref().or(it.id.as_ref()), lang)
    }

    /// Name of a KPI of a guideline, by its index; its id where it has none.
    pub fn kpi_name<'a>(&'a self, g: &'a Guideline, kpi: usize, lang: &str) -> Said<'a> {
        let Some(it) = g.kpis.get(kpi) else { return (Cow::Borrowed(""), true) };
        let path = format!("kpi/{}", id_or_number(it.id.as_ref(), kpi));
        self.said(g, &path, it.name.as_ref().or(it.id.as_ref()), lang)
    }

    /// A name per language, or the id where it has none (ids count as any language).
    pub fn name_or_id<'a>(&'a self, name: Option<&'a Localized>, id: &'a str, lang: &str) -> Said<'a> {
        let lang = if lang.is_empty() { self.source_lang() } else { lang };
        let (text, said) = name.and_then(|n| n.pick(lang, self.source_lang())).unwrap_or((id, true));
        (Cow::Borrowed(text), said)
    }

    /// Name of a role or group. The built-in `all` has none here: pages know a word for it.
    pub fn role_name<'a>(&'a self, id: &'a str, lang: &str) -> Said<'a> {
        let name = match self.party(id) {
            Some(RoleOrGroup::Role(n)) => self.organisation.roles.get(n).map(|r| &r.name),
            Some(RoleOrGroup::Group(n)) => self.organisation.groups.get(n).map(|g| &g.name),
            _ => None,
        };
        self.name_or_id(name, id, lang)
    }

    /// Name of a person.
    pub fn person_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.person(id).and_then(|p| p.name.as_ref()).map_or(id, Text::as_str)
    }

    /// Name of a unit.
    pub fn unit_name<'a>(&'a self, id: &'a str, lang: &str) -> Said<'a> {
        let unit = self.organisation.units.iter().find(|u| u.id.as_str() == id);
        self.name_or_id(unit.map(|u| &u.name), id, lang)
    }

    /// Name of a work product; a product that nobody lists is known by its id.
    pub fn product_name<'a>(&'a self, id: &'a str, lang: &str) -> Said<'a> {
        self.name_or_id(self.product(id).map(|p| &p.name), id, lang)
    }

    /// Name of a process.
    pub fn process_name<'a>(&'a self, id: &'a str, lang: &str) -> Said<'a> {
        self.name_or_id(self.process(id).map(|p| &p.name), id, lang)
    }

    /// Name of a part of a process.
    pub fn part_name<'a>(&'a self, process: &str, part: &'a str, lang: &str) -> Said<'a> {
        self.name_or_id(self.part(process, part).map(|p| &p.name), part, lang)
    }

    /// Name of a process group.
    pub fn group_name<'a>(&'a self, id: &'a str, lang: &str) -> Said<'a> {
        let group = self.landscape.groups.iter().find(|g| g.id.as_str() == id);
        self.name_or_id(group.map(|g| &g.name), id, lang)
    }

    /// Name of a class.
    pub fn class_name<'a>(&'a self, id: &'a str, lang: &str) -> Said<'a> {
        self.name_or_id(self.class(id).map(|c| &c.name), id, lang)
    }

    /// Name of a type of documents, where the handbook gives one (the pages know words for the built-in ones).
    pub fn type_name(&self, id: &str, lang: &str) -> Option<(&str, bool)> {
        self.doc_type(id)?.name.pick(lang, self.source_lang())
    }
}

/// `not-qualified` → `not qualified`.
fn spaced(id: &str) -> Cow<'_, str> {
    if id.contains(['-', '_']) { Cow::Owned(id.replace(['-', '_'], " ")) } else { Cow::Borrowed(id) }
}
