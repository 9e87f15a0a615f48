//! The process of a guideline as a graph: every way leads on, every step is reached, every end can be.

mod call_cycle;
mod call_outcome;
mod dead_end;
mod duplicate_id;
mod flow;
mod late_missing;
mod loop_without_limit;
mod mend;
mod never_ends;
mod never_happens;
mod no_else;
mod no_way_to_end;
mod one_outcome;
mod parallel_escape;
mod parallel_without_join;
mod phase_back;
mod phase_skip;
mod proof;
mod runs_on;
mod runs_twice;
mod start;
mod step_kind;
mod steps;
mod stuck;
mod too_big;
mod undecided;
mod unknown_step;
mod unreachable;
mod value_gap;
mod value_overlap;
mod wait_without_limit;
mod way;

pub(super) use mend::led;
pub(super) use steps::{by, called, head, node_called, node_head, on_node, on_step};
pub(super) use unknown_step::{Mention, mentions, rule_key};
pub(super) use way::{way_told, ways_are_whole};

use super::Rule;

/// The rules of this family.
pub(super) const RULES: &[Rule] = &[
    call_cycle::RULE,
    call_outcome::RULE,
    dead_end::RULE,
    duplicate_id::RULE,
    late_missing::RULE,
    loop_without_limit::RULE,
    never_ends::RULE,
    never_happens::RULE,
    no_else::RULE,
    no_way_to_end::RULE,
    one_outcome::RULE,
    parallel_escape::RULE,
    parallel_without_join::RULE,
    phase_back::RULE,
    phase_skip::RULE,
    runs_on::RULE,
    runs_twice::RULE,
    start::RULE,
    step_kind::RULE,
    stuck::RULE,
    too_big::RULE,
    undecided::RULE,
    unknown_step::RULE,
    unreachable::RULE,
    value_gap::RULE,
    value_overlap::RULE,
    wait_without_limit::RULE,
];
