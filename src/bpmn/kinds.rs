//! What elements are, by their names.

use super::read::attribute;
use super::{AD_HOC, COMPLEX, Event, Kind, TRANSACTION};
use quick_xml::events::BytesStart;

/// What an element is, and its name.
pub(super) fn kind(name: &str) -> Option<(Kind, &'static str)> {
    Some(match name {
        "task" => (Kind::Task, "task"),
        "userTask" => (Kind::Task, "userTask"),
        "manualTask" => (Kind::Task, "manualTask"),
        "serviceTask" => (Kind::Task, "serviceTask"),
        "scriptTask" => (Kind::Task, "scriptTask"),
        "businessRuleTask" => (Kind::Task, "businessRuleTask"),
        "sendTask" => (Kind::Task, "sendTask"),
        "receiveTask" => (Kind::Task, "receiveTask"),
        "callActivity" => (Kind::Task, "callActivity"),
        "subProcess" => (Kind::SubProcess(0), "subProcess"),
        "startEvent" => (Kind::Start, "startEvent"),
        "endEvent" => (Kind::End, "endEvent"),
        "intermediateCatchEvent" => (Kind::Intermediate, "intermediateCatchEvent"),
        "intermediateThrowEvent" => (Kind::Intermediate, "intermediateThrowEvent"),
        "boundaryEvent" => (Kind::Boundary, "boundaryEvent"),
        "exclusiveGateway" => (Kind::Exclusive, "exclusiveGateway"),
        "parallelGateway" => (Kind::Parallel, "parallelGateway"),
        "inclusiveGateway" => (Kind::Inclusive, "inclusiveGateway"),
        "eventBasedGateway" => (Kind::EventBased, "eventBasedGateway"),
        "complexGateway" => (Kind::Unsupported(COMPLEX), "complexGateway"),
        "transaction" => (Kind::Odd(TRANSACTION, 0), "transaction"),
        "adHocSubProcess" => (Kind::Odd(AD_HOC, 0), "adHocSubProcess"),
        _ => return None,
    })
}

/// What an event definition says.
pub(super) fn event(name: &str, e: &BytesStart) -> Option<Event> {
    Some(match name {
        "messageEventDefinition" => Event::Message,
        "timerEventDefinition" => Event::Timer,
        "signalEventDefinition" => Event::Signal,
        "conditionalEventDefinition" => Event::Condition,
        "escalationEventDefinition" => Event::Escalation,
        "terminateEventDefinition" => Event::Terminate,
        "errorEventDefinition" => Event::Error,
        "linkEventDefinition" => Event::Link(attribute(e, "name")),
        "compensateEventDefinition" | "cancelEventDefinition" => Event::Compensation,
        _ => return None,
    })
}
