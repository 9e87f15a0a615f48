//! Guidelines from processes that were drawn elsewhere. What a drawing says is carried; what our format has no word
//! for, or what the drawing does not say, is told with its line, in the file as an open question and to whoever asked.
//! Nothing is guessed silently: `remark.rs` has all that is read into a drawing.
//!
//! 1. `about` looks things up: who stands in which lane, what data is called, what leads where.
//! 2. `ways` takes the flow of a process to pieces that mean one thing each.
//! 3. `blocks` finds where the branches of a fork meet.
//! 4. `order` says which pieces are steps and in which order, `steps` makes steps of them, `carry` puts the draft
//!    together and `write` writes it.

mod about;
mod blocks;
mod carry;
mod draft;
mod ids;
mod order;
mod remark;
mod steps;
mod time;
mod ways;
mod write;

pub use remark::{Remark, Why};

use crate::bpmn::{Kind, Lines, Model};
use about::About;
use carry::{Documents, carry};
use ids::{Ids, slug};

/// What is told of the guidelines beside the drawing.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// What the file is called.
    pub file: String,
    /// The id of the first guideline; the others get theirs from it.
    pub id: Option<String>,
    /// The role that answers for them.
    pub owner: Option<String>,
    /// Where they belong: `sales/orders`.
    pub process: Option<String>,
    /// Their class of information.
    pub class: Option<String>,
}

/// A guideline that was made.
#[derive(Debug, Clone)]
pub struct Imported {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text, with front matter.
    pub text: String,
    /// What could not be carried, and what was read into the drawing; by kind, then by line.
    pub remarks: Vec<Remark>,
}

/// The guidelines of a file: one for each process with anything in it, and one for each sub-process that shows its
/// inside, behind the one that it belongs to.
pub fn import(model: &Model, lines: &Lines, wishes: &Wishes) -> Vec<Imported> {
    let about = About::of(model, lines);
    let mut ids = Ids::default();
    let mut documents = Documents::new();
    // Scope, those that stop it, title; sub-processes behind what they are in.
    let mut plan: Vec<(usize, Vec<usize>, String)> = Vec::new();
    for scope in (0..model.scopes.len()).filter(|&s| model.scopes[s].owner.is_none()) {
        lay_out(&about, scope, wishes, &mut ids, &mut documents, &mut plan);
    }
    let mut rest: Vec<Remark> = about.lost.clone();
    rest.extend(model.unread.iter().map(|(at, what)| Remark {
        line: lines.line(*at),
        why: Why::Unread,
        what: what.clone(),
    }));
    rest.extend(beside(&about));
    let mut out = Vec::new();
    for (n, (scope, handlers, title)) in plan.into_iter().enumerate() {
        let mut draft = carry(&about, scope, &handlers, &documents);
        draft.title = title;
        // What belongs to no process is told with the first.
        if n == 0 {
            draft.remarks.append(&mut rest);
            draft.loose.extend(about.loose_remarks());
        }
        draft.remarks.sort_by(|a, b| (a.why, a.line, &a.what).cmp(&(b.why, b.line, &b.what)));
        draft.remarks.dedup();
        let text = write::write(&draft, wishes);
        out.push(Imported { id: draft.id, title: draft.title, text, remarks: draft.remarks });
    }
    out
}

/// Gives a scope and the sub-processes in it their ids. The list of what is still to do is our own: files may nest.
fn lay_out(
    about: &About<'_>,
    top: usize,
    wishes: &Wishes,
    ids: &mut Ids,
    documents: &mut Documents,
    plan: &mut Vec<(usize, Vec<usize>, String)>,
) {
    let model = about.model;
    let mut todo: Vec<(usize, String)> = vec![(top, String::new())];
    while let Some((scope, parent)) = todo.pop() {
        let it = &model.scopes[scope];
        if about.nodes[scope].is_empty() {
            continue;
        }
        let pool = about.pool_of(scope).map_or("", |p| model.pools[p].name.as_str());
        let of_pool = if about.ours || it.owner.is_some() { "" } else { pool };
        let name = [it.name.as_str(), of_pool, it.id.as_str()].into_iter().find(|n| !n.trim().is_empty());
        let name = name.unwrap_or("Process");
        let own = || about.ours && it.owner.is_none() && crate::model::read::id(&it.id).is_ok();
        let wish = match (&wishes.id, parent.is_empty()) {
            (Some(id), true) if plan.is_empty() => id.clone(),
            (Some(id), true) => format!("{id}-{}", slug(name)),
            (None, true) if own() => it.id.clone(),
            (None, true) => slug(name),
            (_, false) => format!("{parent}-{}", slug(name)),
        };
        let wish: String = wish.chars().take(90).collect();
        let wish = wish.trim_end_matches('-');
        let id = ids.give(if wish.is_empty() { "process" } else { wish });
        documents.insert(scope, id.clone());
        let mut handlers = Vec::new();
        let mut inner: Vec<(usize, String)> = Vec::new();
        let mut within = vec![scope];
        while let Some(s) = within.pop() {
            for &n in &about.nodes[s] {
                match model.nodes[n].kind {
                    Kind::EventSubProcess(inside)
                        if s == scope && !only_events(about, s) && stops(about, inside) =>
                    {
                        handlers.push(inside);
                        within.push(inside);
                    }
                    kind => inner.extend(kind.inside().map(|inside| (inside, id.clone()))),
                }
            }
        }
        if !only_events(about, scope) {
            plan.push((scope, handlers, name.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
        // The first is done first.
        todo.extend(inner.into_iter().rev());
    }
}

/// Whether nothing but sub-processes that events begin is in a scope: they have nothing to stop.
fn only_events(about: &About<'_>, scope: usize) -> bool {
    about.nodes[scope].iter().all(|&n| matches!(about.model.nodes[n].kind, Kind::EventSubProcess(_)))
}

/// Whether a sub-process that an event begins stops what it is in, and so is `anytime` here.
fn stops(about: &About<'_>, inside: usize) -> bool {
    let mut starts =
        about.nodes[inside].iter().filter(|&&n| about.model.nodes[n].kind == Kind::Start).peekable();
    starts.peek().is_some() && starts.all(|&n| about.model.nodes[n].interrupts)
}

/// Sub-processes that an event begins beside the rest.
fn beside<'a>(about: &'a About<'a>) -> impl Iterator<Item = Remark> + 'a {
    about.model.nodes.iter().enumerate().filter_map(|(n, node)| match node.kind {
        Kind::EventSubProcess(inside) => {
            let within = about.model.scopes[node.scope].owner.map(|o| about.model.nodes[o].kind);
            let nested = matches!(within, Some(Kind::EventSubProcess(_))) || only_events(about, node.scope);
            (!stops(about, inside) || nested).then(|| about.of_node(n, Why::EventSubProcess))
        }
        _ => None,
    })
}
