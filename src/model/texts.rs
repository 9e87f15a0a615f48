//! The texts of a guideline that a translation may hold, and their paths (format reference, section 8).

use super::{Guideline, Text};
use std::borrow::Cow;

/// A text with the path by which a translation knows it.
#[derive(Debug, Clone)]
pub struct Translatable<'a> {
    /// `qualified/not-qualified`.
    pub path: String,
    /// The text in the source language; for an outcome without a text its id.
    pub text: &'a Text,
}

/// The id of a part, or its number from 1.
pub(super) fn id_or_number(id: Option<&Text>, index: usize) -> Cow<'_, str> {
    id.map_or_else(|| Cow::Owned((index + 1).to_string()), |id| Cow::Borrowed(id.as_str()))
}

impl Guideline {
    /// Path of a step, by its index: its id, or its number from 1.
    pub fn step_path(&self, step: usize) -> Cow<'_, str> {
        id_or_number(self.steps.get(step).and_then(|s| s.id.as_ref()), step)
    }

    /// Every text that a translation may hold (beside title, purpose and scope, which have keys of their own), in
    /// written order. What has no id goes by its number from 1.
    ///
    /// | path | text |
    /// |---|---|
    /// | `STEP`, `STEP/OUTCOME` | its sentence, the word of an outcome |
    /// | `STEP/note`, `STEP/until`, `STEP/BRANCH` | its note, its term, the condition of an optional branch |
    /// | `phase/PHASE`, `start/START`, `anytime/EVENT` | name, event |
    /// | `responsibility/ROLE`, or `responsibility/ROLE/2` of a list | duties |
    /// | `duty/DUTY`, `rule/RULE` | what is done, the sentence |
    /// | `kpi/KPI`, `kpi/KPI/definition`, `kpi/KPI/target` | name, definition, target |
    /// | `risk/1`, `risk/1/measure`, `resource/1`, `resource/1/measure` | risk or resource and its measure |
    /// | `open/1` | an open question |
    pub fn texts(&self) -> Vec<Translatable<'_>> {
        let mut texts = Texts::default();
        self.process_texts(&mut texts);
        for duties in &self.responsibilities {
            let who = duties.who.as_str();
            match duties.texts.as_slice() {
                [only] => texts.add(format!("responsibility/{who}"), Some(only)),
                several => {
                    for (n, text) in several.iter().enumerate() {
                        texts.add(format!("responsibility/{who}/{}", n + 1), Some(text));
                    }
                }
            }
        }
        for (n, duty) in self.duties.iter().enumerate() {
            texts.add(format!("duty/{}", id_or_number(duty.id.as_ref(), n)), duty.what.as_ref());
        }
        for (n, kpi) in self.kpis.iter().enumerate() {
            let path = format!("kpi/{}", id_or_number(kpi.id.as_ref(), n));
            texts.add(format!("{path}/definition"), kpi.definition.as_ref());
            texts.add(format!("{path}/target"), kpi.target.as_ref());
            texts.add(path, kpi.name.as_ref());
        }
        for (kind, matters) in [("risk", &self.risks), ("resource", &self.resources)] {
            for (n, matter) in matters.iter().enumerate() {
                let path = format!("{kind}/{}", n + 1);
                texts.add(format!("{path}/measure"), matter.measure.as_ref());
                texts.add(path, matter.what.as_ref());
            }
        }
        for (n, question) in self.open.iter().enumerate() {
            texts.add(format!("open/{}", n + 1), Some(question));
        }
        for (n, rule) in self.rules.iter().enumerate() {
            texts.add(format!("rule/{}", id_or_number(rule.id.as_ref(), n)), rule.text.as_ref());
        }
        texts.found.sort_by_key(|t| t.text.at);
        texts.found
    }

    fn process_texts<'a>(&'a self, texts: &mut Texts<'a>) {
        for (n, start) in self.starts.iter().enumerate() {
            texts.add(format!("start/{}", id_or_number(start.id.as_ref(), n)), start.event.as_ref());
        }
        for (n, phase) in self.phases.iter().enumerate() {
            texts.add(format!("phase/{}", id_or_number(phase.id.as_ref(), n)), phase.name.as_ref());
        }
        for (n, step) in self.steps.iter().enumerate() {
            let path = self.step_path(n);
            for outcome in step.outcomes() {
                let text = outcome.text.as_ref().unwrap_or(&outcome.id);
                texts.add(format!("{path}/{}", outcome.id.as_str()), Some(text));
            }
            if let super::StepKind::Parallel { optional, .. } = &step.kind {
                for (branch, condition) in optional {
                    texts.add(format!("{path}/{}", branch.as_str()), Some(condition));
                }
            }
            // The note of a parallel step is its sentence.
            let note = step.note.as_ref().filter(|note| step.text.as_ref() != Some(note));
            texts.add(format!("{path}/note"), note);
            texts.add(format!("{path}/until"), step.until.as_ref());
            texts.add(path.into_owned(), step.text.as_ref());
        }
        for (n, event) in self.anytime.iter().enumerate() {
            texts.add(format!("anytime/{}", id_or_number(event.id.as_ref(), n)), event.event.as_ref());
        }
    }
}

/// Texts as they are gathered.
#[derive(Default)]
struct Texts<'a> {
    found: Vec<Translatable<'a>>,
}

impl<'a> Texts<'a> {
    /// Adds a text where there is one.
    fn add(&mut self, path: String, text: Option<&'a Text>) {
        if let Some(text) = text.filter(|t| !t.value.is_empty()) {
            self.found.push(Translatable { path, text });
        }
    }
}
