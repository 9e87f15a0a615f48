//! Guidepost: guidelines as code.
//!
//! Data goes one way, each stage knows the stages before it and none after it:
//!
//! ```text
//! source  →  model  →  graph  →  proof  →  checks  →  chart  →  render  →  output
//! text       typed     process   what it   findings   drawn     pages      files
//! with       handbook  graphs    can do               charts
//! places
//! ```

pub mod bpmn;
pub mod chart;
pub mod checks;
pub mod commands;
pub mod diagnostic;
pub mod graph;
pub mod import;
pub mod model;
pub mod output;
pub mod proof;
pub mod render;
pub mod source;
