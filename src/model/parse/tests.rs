//! What the keys of each file become, with their places.

use super::*;
use crate::source::from_texts;

fn handbook(files: &[(&str, &str)]) -> Handbook {
    parse(from_texts(files)).0
}

#[test]
fn a_small_guideline() {
    let text = "---\nid: A-1\ntitle: Offers\nsteps:\n- id: x\n  do: Write\n  R: kam\n  next: y\n- id: y\n  end: Done\n---\n";
    let h = handbook(&[("a.md", text)]);
    let g = h.guideline("A-1").unwrap();
    assert_eq!(g.steps.len(), 2);
    assert_eq!(g.steps[0].text.as_ref().unwrap().as_str(), "Write");
    assert_eq!(h.standards.len(), 3);
    assert_eq!(h.standard("iso9001").unwrap().items.len(), 91);
}
