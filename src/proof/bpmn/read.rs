//! From XML to flow nodes and flows. Names are taken without their prefix, since files choose their own.

use super::{Broken, Event, FlowNode, Kind, Model, Scope};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event as Xml};

/// Reads a file.
///
/// # Errors
///
/// Where it is no well formed XML.
pub fn read(text: &str) -> Result<Model, Broken> {
    let mut xml = Reader::from_str(text);
    let mut reading = Reading { model: Model::default(), open: Vec::new() };
    loop {
        let at = usize::try_from(xml.buffer_position()).unwrap_or(0);
        match xml.read_event() {
            Ok(Xml::Start(e)) => reading.begin(&e, at),
            Ok(Xml::Empty(e)) => {
                reading.begin(&e, at);
                reading.open.pop();
            }
            Ok(Xml::End(_)) => {
                reading.open.pop();
            }
            Ok(Xml::Eof) if reading.open.is_empty() => return Ok(reading.model),
            Ok(Xml::Eof) => return Err(Broken { at, why: "an element is not closed".to_owned() }),
            Ok(_) => {}
            Err(error) => return Err(Broken { at, why: error.to_string() }),
        }
    }
}

/// An open element, as far as it matters to what is inside.
#[derive(Clone, Copy)]
enum Open {
    Scope(usize),
    Node(usize),
    Flow(usize),
    Other,
}

struct Reading {
    model: Model,
    open: Vec<Open>,
}

impl Reading {
    fn begin(&mut self, e: &BytesStart, at: usize) {
        let name = e.local_name().as_ref().to_owned();
        let opened = match name.as_str() {
            "process" => Open::Scope(self.scope(attribute(e, "id"), None)),
            "sequenceFlow" => {
                self.model.flows.push((attribute(e, "sourceRef"), attribute(e, "targetRef"), false));
                Open::Flow(self.model.flows.len() - 1)
            }
            "messageFlow" => {
                self.model.messages.push((attribute(e, "sourceRef"), attribute(e, "targetRef")));
                Open::Other
            }
            "conditionExpression" => {
                if let Some(Open::Flow(f)) = self.open.last().copied() {
                    self.model.flows[f].2 = true;
                }
                Open::Other
            }
            _ => self.element(&name, e, at),
        };
        self.open.push(opened);
    }

    fn element(&mut self, name: &str, e: &BytesStart, at: usize) -> Open {
        let scope = self.open.iter().rev().find_map(|o| if let Open::Scope(s) = o { Some(*s) } else { None });
        // The inside of a node holds its events, and of a sub-process, which is opened as a scope, further nodes.
        if let Some(Open::Node(n)) = self.open.last().copied() {
            if let Some(event) = event(name, e) {
                self.model.nodes[n].event = event;
            }
            return Open::Other;
        }
        let (Some(scope), Some(Open::Scope(_))) = (scope, self.open.last()) else { return Open::Other };
        let Some(mut kind) = kind(name) else { return Open::Other };
        let node = self.model.nodes.len();
        let is_sub = name == "subProcess";
        let mut inner = None;
        if is_sub {
            let inside = self.scope(attribute(e, "id"), Some(node));
            let by_event = attribute(e, "triggeredByEvent") == "true";
            kind = if by_event { Kind::EventSubProcess(inside) } else { Kind::SubProcess(inside) };
            inner = Some(inside);
        }
        self.model.nodes.push(FlowNode {
            id: attribute(e, "id"),
            name: attribute(e, "name"),
            at,
            kind,
            scope,
            event: Event::Plain,
            attached: attribute(e, "attachedToRef"),
            receives: name == "receiveTask",
            interrupts: attribute(e, "cancelActivity") != "false"
                && attribute(e, "isInterrupting") != "false",
        });
        inner.map_or(Open::Node(node), Open::Scope)
    }

    fn scope(&mut self, id: String, owner: Option<usize>) -> usize {
        self.model.scopes.push(Scope { id, owner });
        self.model.scopes.len() - 1
    }
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "task" | "userTask" | "manualTask" | "serviceTask" | "scriptTask" | "businessRuleTask"
        | "sendTask" | "receiveTask" | "callActivity" => Kind::Task,
        "subProcess" => Kind::SubProcess(0),
        "startEvent" => Kind::Start,
        "endEvent" => Kind::End,
        "intermediateCatchEvent" | "intermediateThrowEvent" => Kind::Intermediate,
        "boundaryEvent" => Kind::Boundary,
        "exclusiveGateway" => Kind::Exclusive,
        "parallelGateway" => Kind::Parallel,
        "inclusiveGateway" => Kind::Inclusive,
        "eventBasedGateway" => Kind::EventBased,
        "complexGateway" => Kind::Unsupported("complex gateway"),
        "transaction" => Kind::Unsupported("transaction"),
        "adHocSubProcess" => Kind::Unsupported("ad-hoc sub-process"),
        _ => return None,
    })
}

fn event(name: &str, e: &BytesStart) -> Option<Event> {
    Some(match name {
        "messageEventDefinition" => Event::Message,
        "terminateEventDefinition" => Event::Terminate,
        "errorEventDefinition" => Event::Error,
        "linkEventDefinition" => Event::Link(attribute(e, "name")),
        "compensateEventDefinition" | "cancelEventDefinition" => Event::Compensation,
        _ => return None,
    })
}

fn attribute(e: &BytesStart, name: &str) -> String {
    let found = e.attributes().flatten().find(|a| a.key.local_name().as_ref() == name);
    found.map_or_else(String::new, |a| {
        quick_xml::escape::unescape(&a.value)
            .map_or_else(|_| a.value.to_string(), std::borrow::Cow::into_owned)
    })
}
