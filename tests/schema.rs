//! The key tables against the sample handbook: it is what newcomers learn the format from.

use guidepost::source::ReadOptions;
use guidepost::{model, source};
use std::path::Path;

#[test]
fn the_sample_handbook_is_of_the_right_form() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let tree = source::read(&dir, &ReadOptions::default()).expect("the sample");
    let (handbook, findings) = model::parse::parse(tree);
    let told: Vec<String> = findings
        .iter()
        .map(|f| {
            let at = handbook.sources.locate(f.at);
            let path = handbook.sources.path(f.at.file);
            format!("{path}:{}:{} {}: {} — {}", at.line, at.column, f.rule, f.message, f.help)
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
}
