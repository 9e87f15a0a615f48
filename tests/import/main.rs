//! Import of BPMN files: what is made of them reads without complaint about its form, and comes back the same from
//! our own BPMN. Where the folder that `BPMN_CORPUS` names is there, all files in it are asked, too.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    unreachable_pub,
    reason = "a test says what it expects by falling over"
)]

mod corpus;
mod hostile;
mod lint;
mod own;
mod way_back;
