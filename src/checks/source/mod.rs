//! Reading: what keeps a file from being understood. The findings are made in the `source` room, those about templates in
//! `commands`.

mod active_picture;
mod comment_cut;
mod duplicate_key;
mod encoding;
mod no_handbook;
mod syntax;
mod template;
mod unknown_file;
mod unreadable;

/// The rules of this family.
pub(super) const RULES: &[super::Rule] = &[
    active_picture::RULE,
    comment_cut::RULE,
    duplicate_key::RULE,
    encoding::RULE,
    no_handbook::RULE,
    syntax::RULE,
    template::RULE,
    unknown_file::RULE,
    unreadable::RULE,
];
