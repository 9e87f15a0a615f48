//! The proof against a naive checker that plays every run, and each construct by example.

#![expect(unreachable_pub, reason = "modules of a test")]

mod bpmn;
mod examples;
mod guidelines;
mod made;
mod oracle;
mod prove;
mod repair;
mod runs;
mod shapes;
