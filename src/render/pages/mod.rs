//! The pages, one kind a file: what each shows, as plain data for its template.

pub(crate) mod area;
mod chart;
pub(crate) mod findings;
mod frame;
pub(crate) mod guideline;
pub(crate) mod home;
pub(crate) mod lists;
pub(crate) mod lookup;
mod moves;
mod near;
pub(crate) mod office;
pub(crate) mod plain;
pub(crate) mod print;
pub(crate) mod products;
pub(crate) mod raci;
pub(crate) mod register;
pub(crate) mod roles;
pub(crate) mod standards;
pub(crate) mod state;
mod table;
mod whole;

use super::shelf::{Place, Shelf};
use super::templates::{Fault, Templates};
use super::voice::Voice;
use super::words::Tongue;
use super::{memory, trace};
use crate::model::Handbook;
use frame::{About, Frame};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use tera::{Context, Value};

/// Everything that pages are made from.
#[derive(Debug)]
pub(crate) struct Book<'a> {
    /// The sorted handbook.
    pub(crate) shelf: Shelf<'a>,
    /// The templates.
    pub(crate) templates: Templates,
    /// Whether the handbook sets colours of its own.
    pub(crate) theme: bool,
    /// The logo, by index in `Handbook::assets`.
    pub(crate) logo: Option<usize>,
    /// The lists that it has.
    pub(crate) lists: Vec<lists::Shown>,
    /// Pages of documents, where there are prints of them.
    pub(crate) finished: Shelved,
    words: [Value; 3],
}

impl<'a> Book<'a> {
    /// Puts together what pages are made from.
    pub(crate) fn new(shelf: Shelf<'a>, templates: Templates, theme: bool) -> Self {
        let words = [Tongue::En, Tongue::De, Tongue::Pl].map(|t| Value::from_serializable(t.words()));
        let lists = lists::shown(&shelf);
        Self { shelf, templates, theme, logo: None, lists, finished: Shelved::default(), words }
    }

    /// Whether pages of documents are put by for prints. Those of a large handbook would fill the memory, so its
    /// prints make them once more.
    pub(crate) fn has_prints(&self) -> bool {
        !print::is_large(&self.shelf) && self.subs_of(print::ADDRESS).is_some_and(|subs| !subs.is_empty())
    }

    /// File names of the sub-pages of a list.
    fn subs_of(&self, address: &str) -> Option<&[String]> {
        self.lists.iter().find(|l| l.list.address == address).map(|l| l.subs.as_slice())
    }

    /// The sub-page of a list that is about a place, if it has one: `raci/sales/index.html`.
    pub(crate) fn sub_of_place(&self, address: &str, place: Place) -> Option<String> {
        let at = &self.shelf.address;
        let place = match place {
            (process, None) => at.processes.get(process),
            (process, Some(part)) => at.parts.get(process)?.get(part),
        };
        let file = place?.strip_prefix("a/")?;
        let folder = address.strip_suffix("index.html")?;
        self.subs_of(address)?.iter().any(|sub| sub == file).then(|| format!("{folder}{file}"))
    }

    fn words(&self, tongue: Tongue) -> Value {
        let [english, german, polish] = &self.words;
        match tongue {
            Tongue::En => english.clone(),
            Tongue::De => german.clone(),
            Tongue::Pl => polish.clone(),
        }
    }

    /// Where a list lies, if this handbook has it: `calendar/index.html`.
    pub(crate) fn list_href(&self, voice: &Voice<'_>, address: &str) -> Option<String> {
        self.lists.iter().any(|l| l.list.address == address).then(|| voice.href(address))
    }

    /// Fills a template.
    fn fill(
        &'a self,
        voice: &Voice<'a>,
        template: &str,
        about: About<'a>,
        it: &impl Serialize,
    ) -> Result<String, Fault> {
        let mut context = Context::new();
        let value = |data: Result<Value, tera::Error>| {
            data.map_err(|e| Fault {
                name: template.to_owned(),
                start: 0,
                end: 0,
                line: 1,
                column: 1,
                message: e.to_string(),
            })
        };
        let frame = Frame::new(self, voice, about);
        if trace::same(|| memory::of_data(&(template, voice.lang, &frame, it))) {
            return Ok(String::new());
        }
        context.insert_value("w", self.words(voice.tongue));
        context.insert_value("page", value(Value::try_from_serializable(&frame))?);
        context.insert_value("it", value(Value::try_from_serializable(it))?);
        self.templates.render(template, &context)
    }
}

/// Pages of documents that were made in this build, for prints to take them over.
#[derive(Debug, Default)]
pub(crate) struct Shelved(Mutex<HashMap<(String, usize), Arc<Finished>>>);

/// A page of a document with what it looked at.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) text: String,
    pub(crate) assets: Vec<usize>,
    pub(crate) seen: Vec<trace::Source>,
}

impl Shelved {
    /// Puts a page by.
    pub(crate) fn put(&self, lang: &str, n: usize, page: Finished) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert((lang.to_owned(), n), Arc::new(page));
    }

    /// Gives up all of them.
    pub(crate) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// A page that was put by.
    pub(crate) fn get(&self, lang: &str, n: usize) -> Option<Arc<Finished>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&(lang.to_owned(), n)).cloned()
    }
}

/// A page, made.
#[derive(Debug, Default)]
pub(crate) struct Made {
    /// Its bytes.
    pub(crate) text: String,
    /// Files of the handbook that it needs beside it: indices in `Handbook::assets`.
    pub(crate) assets: BTreeSet<usize>,
}

/// Folder of a language in the site: empty for the source language, else `de/`.
pub(crate) fn folder(handbook: &Handbook, lang: &str) -> String {
    if lang == handbook.source_lang() { String::new() } else { format!("{}/", super::address::safe(lang)) }
}
