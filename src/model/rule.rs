//! Rules a company gives itself (format reference, section 7). Their proof is a later stage; here they are read.

use super::{Guideline, Letter, Step, Text};
use crate::diagnostic::Span;
use serde::{Deserialize, Serialize};

/// A rule of a guideline or of the whole handbook.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HouseRule {
    /// The whole entry.
    pub at: Span,
    /// Its id.
    pub id: Option<Text>,
    /// Its sentence.
    pub text: Option<Text>,
    /// Documents to look at.
    pub see: Vec<Text>,
    /// What it says; `Shown` where it has only a text.
    pub form: RuleForm,
    /// Place of the form's key.
    pub form_at: Span,
}

/// What a rule says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum RuleForm {
    /// `path: …`
    Path(PathRule),
    /// `order: { before, then }`
    Order {
        /// Must be finished.
        before: Option<Text>,
        /// Before this.
        then: Option<Text>,
    },
    /// `after: { step, then }`
    After {
        /// When this was done.
        step: Option<Text>,
        /// This always follows.
        then: Option<Text>,
    },
    /// `separate: …`
    Separate(Separate),
    /// `delegate: { from, to, what, except }`
    Delegate {
        /// Who hands over.
        from: Option<Text>,
        /// Who receives.
        to: Option<Text>,
        /// Kind of steps; `ask` where left out.
        what: Option<Text>,
        /// Steps left out.
        except: Vec<Text>,
    },
    /// `every: { match }` with `cites`, `has` or `letter`.
    Every {
        /// Which steps.
        of: Selector,
        /// Document or clause that each cites.
        cites: Option<Text>,
        /// Key that each has.
        has: Option<Text>,
        /// Letter that each carries.
        letter: Option<Text>,
    },
    /// `applies: { match }`: the text is shown at each step that matches.
    Applies(Selector),
    /// Text alone.
    Shown,
}

/// `path: { to, through, from, unless }` or `{ from, to, never }`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct PathRule {
    /// Ends or steps.
    pub to: Vec<Text>,
    /// At least one of these happened before.
    pub through: Vec<Text>,
    /// Since the last of this.
    pub from: Option<Text>,
    /// None of these between `from` and `to`.
    pub never: Vec<Text>,
    /// Outcomes that leave a run out: `how-much/up-to-500`.
    pub unless: Vec<Text>,
}

/// `separate: [a, b]` or `{ step, letters }`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Separate {
    /// Different persons do these steps of one case.
    Steps(Vec<Text>),
    /// Different persons hold these letters of one step.
    Letters {
        /// The step.
        step: Option<Text>,
        /// The letters.
        letters: Vec<Letter>,
    },
}

/// Which steps: key and words, all must match. Keys: kind, letter, role, contact, phase, class, type.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Selector {
    /// Key and its words (any of them).
    pub matches: Vec<(Text, Vec<Text>)>,
}

impl Selector {
    /// Whether a step of a guideline is meant: every key by one of its words. A key that nobody knows is met by no
    /// step.
    pub fn takes(&self, g: &Guideline, step: &Step) -> bool {
        self.matches
            .iter()
            .all(|(key, words)| words.iter().any(|word| is(g, step, key.as_str(), word.as_str())))
    }
}

fn is(g: &Guideline, step: &Step, key: &str, word: &str) -> bool {
    match key {
        "kind" => step.kind.word() == word,
        "letter" => g.letters(step).iter().any(|held| held.letter.word() == word),
        "role" => g.letters(step).iter().any(|held| held.cast.names().any(|name| name.as_str() == word)),
        "contact" => step.contact.iter().any(|party| party.as_str() == word),
        "phase" => {
            let phase = step.phase.and_then(|n| g.phases.get(n)).and_then(|phase| phase.id.as_ref());
            phase.is_some_and(|id| id.as_str() == word)
        }
        "class" => g.class.as_ref().is_some_and(|class| class.as_str() == word),
        "type" => g.doc_type.as_ref().is_some_and(|t| t.as_str() == word),
        _ => false,
    }
}
