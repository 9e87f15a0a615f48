//! A Markdown file.
#![no_main]

#[path = "../../tests/support/source_invariants.rs"]
#[allow(dead_code, reason = "each target uses one of its entries")]
mod source_invariants;

libfuzzer_sys::fuzz_target!(|text: &str| source_invariants::holds_as_markdown(text));
