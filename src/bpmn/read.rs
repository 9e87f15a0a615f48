//! From XML to the model. Names are taken without their prefix, since files choose their own. Entities that a file
//! defines for itself stay unread, nesting and size are bounded: a file may come from anybody.

use super::html::words;
use super::kinds::{event, kind};
use super::{
    Broken, Event, Flow, FlowNode, Kind, Lane, Message, Model, Named, Performer, Pool, Remark, Scope, Thing,
    Time, TimeKind,
};
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event as Xml};
use std::borrow::Cow;

/// The largest file that is read, in bytes. The largest of those that tools exchange as tests has 0.4 MB.
pub const LARGEST: usize = 64 << 20;
/// Sub-processes within sub-processes, and all else, deeper than this are nobody's process.
const DEEPEST: usize = 200;

/// Reads a file.
///
/// # Errors
///
/// Where it is no well formed XML, too large, or nested too deep.
pub fn read(text: &str) -> Result<Model, Broken> {
    if text.len() > LARGEST {
        return Err(Broken { at: 0, why: format!("it is larger than {} MB", LARGEST >> 20) });
    }
    // Some tools begin a file with a mark of its encoding.
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut xml = Reader::from_str(&text[mark..]);
    let mut reading = Reading { model: Model::default(), open: Vec::new(), text: String::new() };
    loop {
        let at = mark + usize::try_from(xml.buffer_position()).unwrap_or(0);
        match xml.read_event() {
            Ok(Xml::Start(e)) => reading.begin(&e, at),
            Ok(Xml::Empty(e)) => {
                reading.begin(&e, at);
                reading.end();
            }
            Ok(Xml::End(_)) => reading.end(),
            Ok(Xml::Text(t)) => reading.text.push_str(&t),
            Ok(Xml::CData(t)) => reading.text.push_str(&t),
            Ok(Xml::GeneralRef(r)) => match r.resolve_char_ref() {
                Ok(Some(c)) => reading.text.push(c),
                _ => reading.text.push_str(resolve_xml_entity(&r).unwrap_or("\u{fffd}")),
            },
            Ok(Xml::Eof) if reading.open.is_empty() => return Ok(reading.model),
            Ok(Xml::Eof) => return Err(Broken { at, why: "an element is not closed".to_owned() }),
            Ok(_) => {}
            Err(error) => return Err(Broken { at, why: error.to_string() }),
        }
        if reading.open.len() > DEEPEST {
            return Err(Broken { at, why: format!("its elements are nested more than {DEEPEST} deep") });
        }
    }
}

/// An open element, as far as it matters to what is inside.
#[derive(Clone, Copy)]
enum Open {
    /// A process, or the inside of a sub-process (which is a node, too).
    Scope(usize, Option<usize>),
    Node(usize),
    Flow(usize),
    Lane(usize),
    Remark(usize),
    /// The definition of a node's event.
    Event(usize),
    /// What ties a node to data: node, whether it reads.
    Data(usize, bool),
    /// Who does a node: the last of its performers.
    Performer(usize),
    Thing(usize),
    Pool(usize),
    /// Its text is wanted; the text of what was open before goes on behind it.
    Text(Wanted),
    /// What is inside belongs to nobody we know.
    Other,
    /// The same, but processes and pools may be inside.
    Outer,
}

/// Whose text it is.
#[derive(Clone, Copy)]
enum Wanted {
    /// And whether it is HTML.
    OfScope(usize, bool),
    OfNode(usize, bool),
    Condition(usize),
    Expression(usize),
    LaneNode(usize),
    Remark(usize),
    /// The same, behind what it is about.
    Said(usize),
    Time(usize, TimeKind),
    Input(usize),
    Output(usize),
    Resource(usize),
    Assigned(usize),
}

struct Reading {
    model: Model,
    open: Vec<Open>,
    /// The text since the innermost element was opened or closed.
    text: String,
}

impl Reading {
    fn begin(&mut self, e: &BytesStart, at: usize) {
        self.text.clear();
        let opened = match self.open.last().copied() {
            None | Some(Open::Outer) => self.outer(e, at),
            Some(Open::Scope(scope, node)) => self.in_scope(scope, node, e, at),
            Some(Open::Node(node)) => self.in_node(node, e, at),
            Some(Open::Performer(node)) => match e.local_name().as_ref() {
                "resourceRef" => Open::Text(Wanted::Resource(node)),
                "resourceAssignmentExpression" => Open::Performer(node),
                "formalExpression" | "expression" => Open::Text(Wanted::Assigned(node)),
                _ => Open::Other,
            },
            Some(Open::Pool(pool)) => match e.local_name().as_ref() {
                "documentation" => self.said(at, |m| (&m.pools[pool].name, &m.pools[pool].id)),
                _ => Open::Other,
            },
            Some(Open::Thing(thing)) => {
                let it = &self.model.things[thing];
                match e.local_name().as_ref() {
                    "documentation" => self.said(at, |m| (&m.things[thing].name, &m.things[thing].id)),
                    "dataState" => {
                        let state = called("state", &attribute(e, "name"), "");
                        self.model.unread.push((at, format!("{state} {}", called("of", &it.name, ""))));
                        Open::Other
                    }
                    _ => Open::Other,
                }
            }
            Some(Open::Flow(flow)) => match e.local_name().as_ref() {
                "documentation" => self.said(at, |m| (&m.flows[flow].name, &m.flows[flow].id)),
                "conditionExpression" => {
                    self.model.flows[flow].condition = Some(String::new());
                    Open::Text(Wanted::Condition(flow))
                }
                _ => Open::Other,
            },
            Some(Open::Lane(lane)) => match e.local_name().as_ref() {
                "documentation" => self.said(at, |m| (&m.lanes[lane].name, &m.lanes[lane].id)),
                "flowNodeRef" => Open::Text(Wanted::LaneNode(lane)),
                "lane" => self.lane(self.model.lanes[lane].scope, e, at),
                "childLaneSet" => Open::Lane(lane),
                _ => Open::Other,
            },
            Some(Open::Remark(remark)) => match e.local_name().as_ref() {
                "text" => Open::Text(Wanted::Remark(remark)),
                _ => Open::Other,
            },
            Some(Open::Event(node)) => match e.local_name().as_ref() {
                "timeDuration" => Open::Text(Wanted::Time(node, TimeKind::Duration)),
                "timeDate" => Open::Text(Wanted::Time(node, TimeKind::Date)),
                "timeCycle" => Open::Text(Wanted::Time(node, TimeKind::Cycle)),
                "condition" => Open::Text(Wanted::Expression(node)),
                _ => Open::Other,
            },
            Some(Open::Data(node, reads)) => match (e.local_name().as_ref(), reads) {
                ("sourceRef", true) => Open::Text(Wanted::Input(node)),
                ("targetRef", false) => Open::Text(Wanted::Output(node)),
                _ => Open::Other,
            },
            Some(Open::Text(_) | Open::Other) => Open::Other,
        };
        self.open.push(opened);
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let Some(Open::Text(wanted)) = self.open.pop() else { return };
        let (model, text) = (&mut self.model, text.trim());
        match wanted {
            Wanted::OfScope(s, html) => add(&mut model.scopes[s].documentation, &plain(text, html)),
            Wanted::OfNode(n, html) => add(&mut model.nodes[n].documentation, &plain(text, html)),
            Wanted::Condition(f) => model.flows[f].condition = Some(text.to_owned()),
            Wanted::Expression(n) => text.clone_into(&mut model.nodes[n].condition),
            Wanted::LaneNode(l) => model.lanes[l].nodes.push(text.to_owned()),
            Wanted::Remark(r) => add(&mut model.remarks[r].text, text),
            Wanted::Said(r) if text.is_empty() => model.remarks[r].text.clear(),
            Wanted::Said(r) => model.remarks[r].text.push_str(text),
            Wanted::Time(n, kind) => model.nodes[n].time = Some(Time { kind, text: text.to_owned() }),
            Wanted::Input(n) => model.nodes[n].inputs.push(text.to_owned()),
            Wanted::Output(n) => model.nodes[n].outputs.push(text.to_owned()),
            Wanted::Resource(n) => performer(model, n, |p| text.clone_into(&mut p.resource)),
            Wanted::Assigned(n) => performer(model, n, |p| text.clone_into(&mut p.expression)),
        }
    }

    /// Outside of processes: pools, messages, what is named.
    fn outer(&mut self, e: &BytesStart, at: usize) -> Open {
        let (id, name) = (attribute(e, "id"), attribute(e, "name"));
        match e.local_name().as_ref() {
            "definitions" => {
                self.model.exporter = attribute(e, "exporter");
                Open::Outer
            }
            "process" => {
                self.model.scopes.push(Scope { id, name, at, ..Scope::default() });
                Open::Scope(self.model.scopes.len() - 1, None)
            }
            "participant" => {
                self.model.pools.push(Pool { id, name, process: attribute(e, "processRef"), at });
                Open::Pool(self.model.pools.len() - 1)
            }
            "messageFlow" => {
                let (from, to) = (attribute(e, "sourceRef"), attribute(e, "targetRef"));
                self.model.messages.push(Message { name, from, to, at });
                Open::Other
            }
            "message" | "error" | "signal" | "escalation" | "dataStore" | "resource" => {
                self.model.named.push(Named { id, name });
                Open::Other
            }
            "textAnnotation" => self.remark(id, at),
            "association" => self.tie(e),
            "choreography" => {
                self.model.unread.push((at, called("choreography", &name, "")));
                Open::Other
            }
            "conversation" | "subConversation" | "callConversation" => {
                self.model.unread.push((at, called("conversation", &name, "")));
                Open::Other
            }
            "globalTask"
            | "globalUserTask"
            | "globalManualTask"
            | "globalScriptTask"
            | "globalBusinessRuleTask" => {
                self.model.unread.push((at, called("global task", &name, &id)));
                Open::Other
            }
            // Diagrams hold nothing of the process.
            "BPMNDiagram" => Open::Other,
            _ => Open::Outer,
        }
    }

    fn in_scope(&mut self, scope: usize, owner: Option<usize>, e: &BytesStart, at: usize) -> Open {
        let (id, name) = (attribute(e, "id"), attribute(e, "name"));
        let element = e.local_name();
        let element = element.as_ref();
        match element {
            "documentation" => {
                let html = is_html(e);
                Open::Text(owner.map_or(Wanted::OfScope(scope, html), |node| Wanted::OfNode(node, html)))
            }
            "sequenceFlow" => {
                let (from, to) = (attribute(e, "sourceRef"), attribute(e, "targetRef"));
                self.model.flows.push(Flow { id, name, from, to, condition: None, at });
                Open::Flow(self.model.flows.len() - 1)
            }
            // What is in them belongs to the process: lanes, and data of its own, which its calls fill.
            "laneSet" | "ioSpecification" => Open::Scope(scope, owner),
            "lane" => self.lane(scope, e, at),
            "dataObject" | "dataStoreReference" | "dataObjectReference" | "dataInput" | "dataOutput" => {
                let of = [attribute(e, "dataObjectRef"), attribute(e, "dataStoreRef")].concat();
                self.model.things.push(Thing { id, name, of, at });
                Open::Thing(self.model.things.len() - 1)
            }
            "textAnnotation" => self.remark(id, at),
            "association" => self.tie(e),
            "group" => {
                self.model.unread.push((at, "group".to_owned()));
                Open::Other
            }
            _ => {
                if let Some((kind, element)) = kind(element) {
                    return self.node(scope, kind, element, e, at);
                }
                // Loops and data of the sub-process that this is the inside of.
                let opened = owner.map_or(Open::Other, |node| self.in_node(node, e, at));
                if matches!(opened, Open::Other) && !id.is_empty() && !TECHNICAL.contains(&element) {
                    self.model.unread.push((at, called(element, &name, &id)));
                }
                opened
            }
        }
    }

    fn node(&mut self, scope: usize, kind: Kind, element: &'static str, e: &BytesStart, at: usize) -> Open {
        let (id, name) = (attribute(e, "id"), attribute(e, "name"));
        let node = self.model.nodes.len();
        let inside = self.model.scopes.len();
        let kind = match kind {
            Kind::SubProcess(_) if attribute(e, "triggeredByEvent") == "true" => {
                Kind::EventSubProcess(inside)
            }
            Kind::SubProcess(_) => Kind::SubProcess(inside),
            Kind::Odd(what, _) => Kind::Odd(what, inside),
            other => other,
        };
        let opened = if kind.inside().is_some() {
            let (id, name) = (id.clone(), name.clone());
            self.model.scopes.push(Scope { id, name, at, owner: Some(node), ..Scope::default() });
            Open::Scope(inside, Some(node))
        } else {
            Open::Node(node)
        };
        self.model.nodes.push(FlowNode {
            id,
            name,
            documentation: String::new(),
            at,
            kind,
            element,
            scope,
            event: Event::Plain,
            events: 0,
            about: attribute(e, "messageRef"),
            condition: String::new(),
            time: None,
            attached: attribute(e, "attachedToRef"),
            interrupts: attribute(e, "cancelActivity") != "false"
                && attribute(e, "isInterrupting") != "false",
            receives: element == "receiveTask",
            called: attribute(e, "calledElement"),
            default: attribute(e, "default"),
            inputs: Vec::new(),
            outputs: Vec::new(),
            repeats: None,
            undoes: attribute(e, "isForCompensation") == "true",
            begins: attribute(e, "instantiate") == "true",
            waits_for_all: attribute(e, "eventGatewayType") == "Parallel",
            performers: Vec::new(),
        });
        opened
    }

    fn in_node(&mut self, node: usize, e: &BytesStart, at: usize) -> Open {
        let element = e.local_name();
        let it = &mut self.model.nodes[node];
        match element.as_ref() {
            "documentation" => Open::Text(Wanted::OfNode(node, is_html(e))),
            "dataInputAssociation" => Open::Data(node, true),
            "dataOutputAssociation" => Open::Data(node, false),
            "performer" | "humanPerformer" | "potentialOwner" | "resourceRole" => {
                it.performers.push(Performer { name: attribute(e, "name"), at, ..Performer::default() });
                Open::Performer(node)
            }
            "standardLoopCharacteristics" => {
                it.repeats = Some("loop");
                Open::Other
            }
            "multiInstanceLoopCharacteristics" => {
                it.repeats = Some("several times");
                Open::Other
            }
            name => {
                let Some(event) = event(name, e) else { return Open::Other };
                it.event = event;
                it.events += 1;
                for reference in ["messageRef", "errorRef", "signalRef", "escalationRef"] {
                    let about = attribute(e, reference);
                    if !about.is_empty() {
                        it.about = about;
                    }
                }
                Open::Event(node)
            }
        }
    }

    fn lane(&mut self, scope: usize, e: &BytesStart, at: usize) -> Open {
        let within = match self.open.last() {
            Some(Open::Lane(lane)) => Some(*lane),
            _ => None,
        };
        let (id, name) = (attribute(e, "id"), attribute(e, "name"));
        self.model.lanes.push(Lane { id, name, within, scope, nodes: Vec::new(), at });
        Open::Lane(self.model.lanes.len() - 1)
    }

    fn remark(&mut self, id: String, at: usize) -> Open {
        self.model.remarks.push(Remark { id, text: String::new(), at });
        Open::Remark(self.model.remarks.len() - 1)
    }

    /// What is written of something that keeps no words itself: a remark that hangs on nothing.
    fn said(&mut self, at: usize, of: impl Fn(&Model) -> (&String, &String)) -> Open {
        let (name, id) = of(&self.model);
        let text = if name.trim().is_empty() { format!("{id}: ") } else { format!("{name}: ") };
        self.model.remarks.push(Remark { id: String::new(), text, at });
        Open::Text(Wanted::Said(self.model.remarks.len() - 1))
    }

    fn tie(&mut self, e: &BytesStart) -> Open {
        let one = attribute(e, "associationDirection") == "One";
        self.model.ties.push((attribute(e, "sourceRef"), attribute(e, "targetRef"), one));
        Open::Other
    }
}

/// Whether a text says that it is HTML.
fn is_html(e: &BytesStart) -> bool {
    attribute(e, "textFormat").contains("html")
}

fn plain(text: &str, html: bool) -> Cow<'_, str> {
    if html { Cow::Owned(words(text)) } else { Cow::Borrowed(text) }
}

/// What may stand in a process and says nothing to people of what is done.
const TECHNICAL: [&str; 11] = [
    "auditing",
    "correlationSubscription",
    "extensionElements",
    "inputSet",
    "ioBinding",
    "monitoring",
    "multiInstanceLoopCharacteristics",
    "outputSet",
    "property",
    "standardLoopCharacteristics",
    "supportedInterfaceRef",
];

/// What something is, and what it is called, else its id.
fn called(what: &str, name: &str, id: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match (name.is_empty(), id.is_empty()) {
        (false, _) => format!("{what} \"{name}\""),
        (true, false) => format!("{what} `{id}`"),
        (true, true) => what.to_owned(),
    }
}

fn performer(model: &mut Model, node: usize, change: impl FnOnce(&mut Performer)) {
    if let Some(last) = model.nodes[node].performers.last_mut() {
        change(last);
    }
}

/// Further text after what is there, as a paragraph of its own.
fn add(to: &mut String, text: &str) {
    if !text.is_empty() {
        if !to.is_empty() {
            to.push_str("\n\n");
        }
        to.push_str(text);
    }
}

/// The value of an attribute, by its name without its prefix; empty where there is none.
pub(super) fn attribute(e: &BytesStart, name: &str) -> String {
    // Whether an attribute is there twice is not asked: that would take time by the square of their number.
    let found = e.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name);
    found.map_or_else(String::new, |a| {
        quick_xml::escape::unescape(&a.value)
            .map_or_else(|_| a.value.to_string(), std::borrow::Cow::into_owned)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    fn of(inside: &str) -> Model {
        read(&format!("<definitions>{inside}</definitions>")).unwrap()
    }

    #[test]
    fn what_is_said_of_a_step_is_read_with_its_place() {
        let model = of(r#"<process id="p"><documentation>All &amp; sundry</documentation>
            <laneSet><lane id="l" name="Sales"><flowNodeRef> a </flowNodeRef><childLaneSet><lane id="m"/>
            </childLaneSet></lane></laneSet><userTask id="a" name="Ask&#10;twice" default="f"><documentation>One
            </documentation><documentation><![CDATA[<b>two</b>]]></documentation><ioSpecification><dataInput id="x"/>
            </ioSpecification><dataInputAssociation><sourceRef>d</sourceRef><targetRef>x</targetRef>
            </dataInputAssociation></userTask><boundaryEvent id="t" attachedToRef="a"><timerEventDefinition>
            <timeDuration>PT2H</timeDuration></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="f" name="yes" sourceRef="a" targetRef="e"><conditionExpression>x &gt; 1
            </conditionExpression></sequenceFlow><dataObjectReference id="d" name="Offer"/></process>"#);
        let [a, t] = model.nodes.as_slice() else { panic!("{model:?}") };
        assert_eq!((a.name.as_str(), a.documentation.as_str()), ("Ask\ntwice", "One\n\n<b>two</b>"));
        assert_eq!(
            (a.element, a.default.as_str(), a.inputs.as_slice()),
            ("userTask", "f", &["d".to_owned()][..])
        );
        assert_eq!(t.time, Some(Time { kind: TimeKind::Duration, text: "PT2H".to_owned() }));
        assert_eq!(model.flows[0].condition.as_deref(), Some("x > 1"));
        assert_eq!(model.lanes[0].nodes, ["a"]);
        assert_eq!(model.lanes[1].within, Some(0));
        assert_eq!(model.scopes[0].documentation, "All & sundry");
        assert_eq!(model.things[0].name, "Offer");
    }

    #[test]
    fn the_inside_of_a_sub_process_is_a_scope_of_its_own() {
        let model = of(r#"<process id="p"><subProcess id="s" name="Check"><documentation>Why</documentation>
            <multiInstanceLoopCharacteristics/><task id="a"/></subProcess><transaction id="t"><task id="b"/>
            </transaction></process>"#);
        let [s, a, t, b] = model.nodes.as_slice() else { panic!("{model:?}") };
        assert_eq!(
            (s.kind, s.documentation.as_str(), s.repeats),
            (Kind::SubProcess(1), "Why", Some("several times"))
        );
        assert_eq!((t.kind, a.scope, b.scope), (Kind::Odd("transaction", 2), 1, 2));
    }

    #[test]
    fn what_somebody_made_to_hurt_does_not() {
        // Entities that stand for many of themselves are not resolved, deep nesting is refused.
        let bomb = r#"<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
            <process id="p"><task id="t" name="&b;"><documentation>&b;</documentation></task></process>"#;
        assert_eq!(read(bomb).unwrap().nodes[0].documentation, "\u{fffd}");
        let deep = "<subProcess>".repeat(100_000);
        assert!(read(&format!("<process>{deep}")).unwrap_err().why.contains("nested"));
        let mut wide = String::from("<task ");
        for n in 0..20_000 {
            let _ = write!(wide, "a{n}='' ");
        }
        assert_eq!(of(&format!("<process>{wide}/></process>")).nodes.len(), 1);
    }

    #[test]
    fn places_are_lines() {
        let lines = super::super::Lines::of("a\nb\n");
        assert_eq!([0, 1, 2, 3, 4].map(|at| lines.line(at)), [1, 1, 2, 2, 3]);
    }
}
