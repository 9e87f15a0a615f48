//! What checks across documents look up again and again, worked out once.

use crate::graph::ProcessGraph;
use crate::model::Handbook;

/// Cross-document indexes of a handbook.
#[derive(Debug, Default)]
pub struct Index {}

impl Index {
    /// Works them out, in time linear in the handbook.
    pub fn build(_handbook: &Handbook, _graphs: &[ProcessGraph]) -> Self {
        Self {}
    }
}
