//! What a key table is made of. One table per object of the format; the tables feed the check of every source
//! file, "did you mean", the JSON Schemas and the format reference, so that these can never differ.

/// An object of the format: a file, or a part of one with keys of its own.
#[derive(Debug)]
pub struct Object {
    /// With its article, for sentences: `a step`.
    pub what: &'static str,
    /// Its keys, in the order of the reference.
    pub keys: &'static [Key],
    /// Where one key says what kind of thing it is.
    pub kinds: Option<Kinds>,
}

/// The kinds of an object: each is told by a key of the same name.
#[derive(Debug, Clone, Copy)]
pub struct Kinds {
    /// The rule that complains of none or two.
    pub rule: &'static str,
    /// The keys.
    pub words: &'static [&'static str],
    /// Whether there may be none (a rule with a text alone).
    pub optional: bool,
}

/// A key of an object.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// As written.
    pub name: &'static str,
    /// What may stand behind it.
    pub form: Form,
    /// Whether it must be there.
    pub need: Need,
    /// Kinds of the object that may carry it; empty: every kind.
    pub on: &'static [&'static str],
    /// What it means, in a sentence.
    pub doc: &'static str,
    /// The key with a value, as an author would write it; empty where the form says enough.
    pub example: &'static str,
    /// Words that people write when they mean this key.
    pub aka: &'static [&'static str],
    /// Further rules that ask for it, beside that of [`Need::By`]: where it is written wrongly, what they find
    /// merely follows.
    pub asked: &'static [&'static str],
}

/// Whether a key must be there, and who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    No,
    /// Always: `doc/required-field`.
    Always,
    /// In every document that is not merely planned: `doc/required-field`.
    UnlessPlanned,
    /// In a document with steps: `doc/required-field`.
    WithSteps,
    /// Another rule asks for it, in the case told in words; here its absence is left alone.
    By(&'static str, &'static str),
}

/// The form of a value.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// Text in one language.
    Text,
    /// Short text, or one per language: `{ en: …, de: … }`.
    Localized,
    /// A list of texts, or one list per language.
    LocalizedList,
    /// Free names with texts.
    Facts,
    /// One of a few words, each with its meaning.
    Word(&'static [(&'static str, &'static str)]),
    /// A scalar with a form of its own.
    Value(Value),
    /// The id of something.
    Ref(Target),
    /// Exactly one role; a list or group is `raci/accountable`.
    Accountable,
    /// One, or a list of them.
    OneOrList(&'static Form),
    /// A list, even of one.
    List(&'static Form),
    /// Names that the author chooses, each with a value.
    Map(Names, &'static Form),
    /// An object.
    Object(&'static Object),
    /// One of several, told apart by how it is written: text, list, or keys. Of two with keys, an object is
    /// meant as soon as one of its keys is there.
    Either(&'static [Form]),
}

/// A scalar with a form of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Value {
    /// Letters, digits, `-`, `_`, `.`.
    Id,
    /// `"1.10"`, in quotes.
    Version,
    /// `2018-05-02`.
    Date,
    /// `2 working days`.
    Duration,
    /// `quarter`, `2 hours`.
    Interval,
    /// `10 %`.
    Share,
    /// `3 rounds`.
    Rounds,
    /// `3`.
    Count,
    /// `true` or `false`.
    Truth,
    /// `yes` or `no`.
    YesNo,
    /// `up to 500 EUR`.
    Condition,
    /// A letter of the handbook's scheme.
    Letter,
    /// `en`.
    Language,
    /// A work product; with `?`, taken if it is there.
    Input,
    /// `#00457c`, or one for light and one for dark.
    Colours,
    /// A picture of the handbook, by its path.
    Picture,
    /// A font file of the handbook, or names of typefaces.
    Typeface,
}

/// What an id points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A role.
    Role,
    /// A role or a group of roles.
    Party,
    /// A person.
    Person,
    /// A role or a person.
    RoleOrPerson,
    /// A controlled document.
    Document,
    /// A step of the same document.
    Step,
    /// A step or phase, or a start.
    StepOrStart,
    /// A phase.
    Phase,
    /// A work product.
    Product,
    /// A class of information.
    Class,
    /// A process of the landscape.
    Process,
    /// `sales` or `sales/opportunity-management`.
    ProcessPath,
    /// A process group.
    ProcessGroup,
    /// A document, a part of a process, or an external role.
    Neighbour,
    /// A document, step, clause or address.
    Anything,
    /// A clause: `iso9001:8.2.1`.
    Clause,
    /// A catalogue of clauses.
    Standard,
    /// A type of document.
    Type,
    /// A unit.
    Unit,
    /// A file beside the document.
    File,
    /// An outcome: `how-much/up-to-500`.
    Outcome,
}

/// What the names of a map are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// New ids, of the thing named.
    Ids(&'static str),
    /// Ids of something that stands elsewhere.
    Of(Target),
    /// Words for cases.
    Cases,
    /// Rules or families of rules.
    Rules,
    /// Any text, of the thing named.
    Free(&'static str),
}

/// A key with nothing but its form and meaning.
pub(super) const fn key(name: &'static str, form: Form, doc: &'static str) -> Key {
    Key { name, form, need: Need::No, on: &[], doc, example: "", aka: &[], asked: &[] }
}

impl Key {
    /// It must be there.
    pub(super) const fn need(mut self, need: Need) -> Self {
        self.need = need;
        self
    }

    /// Only these kinds carry it.
    pub(super) const fn on(mut self, kinds: &'static [&'static str]) -> Self {
        self.on = kinds;
        self
    }

    /// As an author would write it.
    pub(super) const fn eg(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// Further rules that ask for it.
    pub(super) const fn asked(mut self, rules: &'static [&'static str]) -> Self {
        self.asked = rules;
        self
    }

    /// Every rule that asks for it.
    pub fn rules(&self) -> impl Iterator<Item = &'static str> + use<> {
        let by = match self.need {
            Need::By(rule, _) => Some(rule),
            _ => None,
        };
        by.into_iter().chain(self.asked.iter().copied())
    }

    /// Words people write for it.
    pub(super) const fn aka(mut self, words: &'static [&'static str]) -> Self {
        self.aka = words;
        self
    }
}

impl Object {
    /// An object without kinds.
    pub(super) const fn plain(what: &'static str, keys: &'static [Key]) -> Self {
        Self { what, keys, kinds: None }
    }

    /// The key of a name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|k| k.name == name)
    }
}

impl Form {
    /// Whether nothing behind the colon is as good as an empty list.
    pub fn may_be_empty(&self) -> bool {
        match self {
            Self::OneOrList(_) | Self::List(_) | Self::Map(..) | Self::Facts | Self::LocalizedList => true,
            Self::Either(forms) => forms.iter().any(Form::may_be_empty),
            _ => false,
        }
    }
}
