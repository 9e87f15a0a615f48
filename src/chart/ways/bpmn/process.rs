//! The process: pool, lanes, steps, ways, work products, phases.

use super::super::super::drawing::{Drawing, Node, Timer};
use super::reshape::{Reshaped, What};
use super::xml::{Ids, Xml, process_name};
use super::{Names, lane_name};

/// Writes the collaboration, the process and what both refer to. `things` are work products: name in the file, and
/// name for people.
pub(super) fn write(xml: &mut Xml, it: &Reshaped, names: &Names, things: &[(String, String)], ids: &mut Ids) {
    let drawing = &it.drawing;
    let messages = messages(xml, it, ids);
    phases(xml, drawing, names);
    let house = if drawing.house.trim().is_empty() { &drawing.title } else { &drawing.house };
    xml.open("bpmn:collaboration", &[("id", &names.collaboration)]);
    xml.leaf("bpmn:participant", &[("id", &names.pool), ("name", house), ("processRef", &names.process)]);
    xml.close();
    xml.open("bpmn:process", &[("id", &names.process), ("name", &drawing.title), ("isExecutable", "false")]);
    xml.documentation(&drawing.desc);
    lanes(xml, it, names, ids);
    for n in 0..drawing.nodes.len() {
        Step { xml, it, names, messages: &messages, n }.write(ids);
    }
    for e in 0..drawing.edges.len() {
        border(xml, it, names, e);
        flow(xml, it, names, e);
    }
    for (name, text) in things.iter().filter(|_| drawing.documents) {
        xml.leaf("bpmn:dataObject", &[("id", name), ("name", text)]);
    }
    for document in names.documents.iter().flatten() {
        xml.leaf(
            "bpmn:dataObjectReference",
            &[
                ("id", &document.sheet),
                ("name", &document.text),
                ("dataObjectRef", &things[document.thing].0),
            ],
        );
    }
    // Documents of what is no activity: data associations are for activities and some events only.
    for (n, documents) in names.documents.iter().enumerate() {
        for document in documents.iter().filter(|d| is_loose(it.what[n], d.input)) {
            let (from, to) = if document.input {
                (&document.sheet, &names.nodes[n])
            } else {
                (&names.nodes[n], &document.sheet)
            };
            xml.leaf(
                "bpmn:association",
                &[
                    ("id", &document.tie),
                    ("associationDirection", "One"),
                    ("sourceRef", from),
                    ("targetRef", to),
                ],
            );
        }
    }
    for (phase, group) in names.phases.iter().zip(&names.groups) {
        xml.leaf("bpmn:group", &[("id", group), ("categoryValueRef", phase)]);
    }
    xml.close();
}

/// Whether a document hangs on its node by a plain line.
fn is_loose(what: What, input: bool) -> bool {
    match what {
        What::Start | What::Message | What::Timer | What::Condition => input,
        What::End | What::Terminate => !input,
        What::Pass => true,
        _ => !what.is_activity(),
    }
}

/// Messages that are handed over or waited for; one name for each node that has one.
fn messages(xml: &mut Xml, it: &Reshaped, ids: &mut Ids) -> Vec<Option<String>> {
    let nodes = it.drawing.nodes.iter().zip(&it.what);
    nodes
        .map(|(node, what)| {
            let named = match what {
                What::End | What::Message | What::Receive | What::Start => !node.detail.partners.is_empty(),
                _ => false,
            };
            if !named {
                return None;
            }
            let partners = node.detail.partners.join(", ");
            let name = match node.detail.messages.as_slice() {
                [] => partners,
                what => format!("{} → {partners}", what.join(", ")),
            };
            let id = ids.give("message-", &node.id);
            xml.leaf("bpmn:message", &[("id", &id), ("name", &name)]);
            Some(id)
        })
        .collect()
}

fn phases(xml: &mut Xml, drawing: &Drawing, names: &Names) {
    if drawing.phases.is_empty() {
        return;
    }
    xml.open("bpmn:category", &[("id", &names.category)]);
    for (phase, name) in drawing.phases.iter().zip(&names.phases) {
        let facts: Vec<String> = phase.facts.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        let value = if phase.name.trim().is_empty() { &phase.id } else { &phase.name };
        xml.open("bpmn:categoryValue", &[("id", name), ("value", value)]);
        xml.documentation(&facts.join("\n"));
        xml.close();
    }
    xml.close();
}

fn lanes(xml: &mut Xml, it: &Reshaped, names: &Names, ids: &mut Ids) {
    let drawing = &it.drawing;
    if drawing.lanes.is_empty() {
        return;
    }
    xml.open("bpmn:laneSet", &[("id", &ids.give("lanes", ""))]);
    for (l, lane) in drawing.lanes.iter().enumerate() {
        xml.open("bpmn:lane", &[("id", &names.lanes[l]), ("name", &lane_name(drawing, l))]);
        xml.documentation(&lane.sub);
        let here = |n: usize| drawing.nodes[n].lane.min(drawing.lanes.len() - 1) == l;
        for n in (0..drawing.nodes.len()).filter(|&n| here(n)) {
            xml.text("bpmn:flowNodeRef", &[], &names.nodes[n]);
        }
        for (e, border) in names.borders.iter().enumerate() {
            if let Some(border) = border
                && here(drawing.edges[e].from)
            {
                xml.text("bpmn:flowNodeRef", &[], border);
            }
        }
        xml.close();
    }
    xml.close();
}

/// A node being written.
struct Step<'a> {
    xml: &'a mut Xml,
    it: &'a Reshaped,
    names: &'a Names,
    messages: &'a [Option<String>],
    n: usize,
}

impl Step<'_> {
    fn write(&mut self, ids: &mut Ids) {
        let (n, what) = (self.n, self.it.what[self.n]);
        let node = &self.it.drawing.nodes[n];
        let message = self.messages[n].clone().unwrap_or_default();
        let called =
            if node.detail.calls.is_empty() { String::new() } else { process_name(&node.detail.calls) };
        let edges = || self.it.drawing.edges.iter().zip(&self.names.edges);
        let fallback =
            edges().find(|(e, _)| e.from == n && e.otherwise).map_or("", |(_, name)| name.as_str());
        let direction =
            if edges().filter(|(e, _)| e.from == n).count() > 1 { "Diverging" } else { "Converging" };
        let (element, extra): (&'static str, [(&str, &str); 2]) = match what {
            What::Start => ("bpmn:startEvent", [("", ""); 2]),
            What::End | What::Terminate => ("bpmn:endEvent", [("", ""); 2]),
            What::Pass => ("bpmn:intermediateThrowEvent", [("", ""); 2]),
            What::Message | What::Timer | What::Condition => ("bpmn:intermediateCatchEvent", [("", ""); 2]),
            What::Task => ("bpmn:userTask", [("", ""); 2]),
            What::Receive => ("bpmn:receiveTask", [("messageRef", &message), ("", "")]),
            What::Call => ("bpmn:callActivity", [("calledElement", &called), ("", "")]),
            What::Exclusive => {
                ("bpmn:exclusiveGateway", [("gatewayDirection", direction), ("default", fallback)])
            }
            What::Parallel => ("bpmn:parallelGateway", [("gatewayDirection", direction), ("", "")]),
            What::Inclusive => {
                ("bpmn:inclusiveGateway", [("gatewayDirection", direction), ("default", fallback)])
            }
        };
        let [first, second] = extra;
        let attributes = [("id", self.names.nodes[n].as_str()), ("name", node.text.as_str()), first, second];
        self.xml.open(element, &attributes);
        self.xml.documentation(&node.detail.prose);
        if let Some(phase) = node.phase.and_then(|p| self.names.phases.get(p)) {
            self.xml.text("bpmn:categoryValueRef", &[], phase);
        }
        self.ends();
        if what.is_activity() {
            self.data(ids);
        } else {
            self.event_data(ids);
            self.definition(node, what, &message);
        }
        self.xml.close();
    }

    /// The ways in and out.
    fn ends(&mut self) {
        let edges = || self.it.drawing.edges.iter().enumerate();
        for (e, _) in edges().filter(|(_, e)| e.to == self.n) {
            self.xml.text("bpmn:incoming", &[], &self.names.edges[e]);
        }
        // What begins at an event at the border is a way out of that event.
        for (e, _) in edges().filter(|(e, edge)| edge.from == self.n && !self.it.border[*e]) {
            self.xml.text("bpmn:outgoing", &[], &self.names.edges[e]);
        }
    }

    /// What an activity reads and makes.
    fn data(&mut self, ids: &mut Ids) {
        let documents = &self.names.documents[self.n];
        if documents.is_empty() {
            return;
        }
        let slots: Vec<String> = documents.iter().map(|d| ids.give("data-", &d.sheet)).collect();
        self.xml.open("bpmn:ioSpecification", &[]);
        for input in [true, false] {
            let element = if input { "bpmn:dataInput" } else { "bpmn:dataOutput" };
            for (d, slot) in documents.iter().zip(&slots).filter(|(d, _)| d.input == input) {
                self.xml.leaf(element, &[("id", slot), ("name", &d.text)]);
            }
        }
        for (input, set, refs) in
            [(true, "bpmn:inputSet", "bpmn:dataInputRefs"), (false, "bpmn:outputSet", "bpmn:dataOutputRefs")]
        {
            self.xml.open(set, &[]);
            for (_, slot) in documents.iter().zip(&slots).filter(|(d, _)| d.input == input) {
                self.xml.text(refs, &[], slot);
            }
            self.xml.close();
        }
        self.xml.close();
        self.associations(true, &slots);
        self.associations(false, &slots);
    }

    /// What an event brings in or hands on.
    fn event_data(&mut self, ids: &mut Ids) {
        let documents = &self.names.documents[self.n];
        let what = self.it.what[self.n];
        let input = matches!(what, What::End | What::Terminate);
        if what.is_gateway() || !documents.iter().any(|d| d.input == input && !is_loose(what, d.input)) {
            return;
        }
        let slots: Vec<String> = documents.iter().map(|d| ids.give("data-", &d.sheet)).collect();
        let (element, set, refs) = if input {
            ("bpmn:dataInput", "bpmn:inputSet", "bpmn:dataInputRefs")
        } else {
            ("bpmn:dataOutput", "bpmn:outputSet", "bpmn:dataOutputRefs")
        };
        for (d, slot) in documents.iter().zip(&slots).filter(|(d, _)| d.input == input) {
            self.xml.leaf(element, &[("id", slot), ("name", &d.text)]);
        }
        self.associations(input, &slots);
        self.xml.open(set, &[]);
        for (_, slot) in documents.iter().zip(&slots).filter(|(d, _)| d.input == input) {
            self.xml.text(refs, &[], slot);
        }
        self.xml.close();
    }

    fn associations(&mut self, input: bool, slots: &[String]) {
        let documents = &self.names.documents[self.n];
        let element = if input { "bpmn:dataInputAssociation" } else { "bpmn:dataOutputAssociation" };
        for (d, slot) in documents.iter().zip(slots).filter(|(d, _)| d.input == input) {
            let (from, to) = if input { (&d.sheet, slot) } else { (slot, &d.sheet) };
            self.xml.open(element, &[("id", &d.tie)]);
            self.xml.text("bpmn:sourceRef", &[], from);
            self.xml.text("bpmn:targetRef", &[], to);
            self.xml.close();
        }
    }

    /// What an event waits for or says.
    fn definition(&mut self, node: &Node, what: What, message: &str) {
        match what {
            What::Start if node.detail.every.is_some() => timer(self.xml, node.detail.every.as_ref()),
            What::Start | What::End if !message.is_empty() => {
                self.xml.leaf("bpmn:messageEventDefinition", &[("messageRef", message)]);
            }
            What::Message => self.xml.leaf("bpmn:messageEventDefinition", &[("messageRef", message)]),
            What::Terminate => self.xml.leaf("bpmn:terminateEventDefinition", &[]),
            What::Timer => timer(self.xml, node.detail.limit.as_ref()),
            What::Condition => {
                self.xml.open("bpmn:conditionalEventDefinition", &[]);
                self.xml.text("bpmn:condition", &[], &node.text);
                self.xml.close();
            }
            _ => {}
        }
    }
}

/// A time: for machines where it can be said so, else in words.
fn timer(xml: &mut Xml, time: Option<&Timer>) {
    let Some(time) = time else { return xml.leaf("bpmn:timerEventDefinition", &[]) };
    xml.open("bpmn:timerEventDefinition", &[]);
    if time.iso.is_empty() {
        xml.text("bpmn:timeDate", &[], &time.text);
    } else {
        xml.documentation(&time.text);
        let element = if time.iso.starts_with('R') { "bpmn:timeCycle" } else { "bpmn:timeDuration" };
        xml.text(element, &[("xsi:type", "bpmn:tFormalExpression")], &time.iso);
    }
    xml.close();
}

/// The event at the border of a task where a late way begins.
fn border(xml: &mut Xml, it: &Reshaped, names: &Names, e: usize) {
    let Some(name) = &names.borders[e] else { return };
    let edge = &it.drawing.edges[e];
    let from = &names.nodes[edge.from];
    let attributes = [
        ("id", name.as_str()),
        ("name", edge.label.as_str()),
        ("attachedToRef", from),
        ("cancelActivity", "true"),
    ];
    xml.open("bpmn:boundaryEvent", &attributes);
    xml.text("bpmn:outgoing", &[], &names.edges[e]);
    timer(xml, it.drawing.nodes[edge.from].detail.limit.as_ref());
    xml.close();
}

fn flow(xml: &mut Xml, it: &Reshaped, names: &Names, e: usize) {
    let edge = &it.drawing.edges[e];
    let border = names.borders[e].as_ref();
    let from = border.unwrap_or(&names.nodes[edge.from]);
    let label = if border.is_some() { "" } else { edge.label.as_str() };
    let attributes = [
        ("id", names.edges[e].as_str()),
        ("name", label),
        ("sourceRef", from),
        ("targetRef", &names.nodes[edge.to]),
    ];
    // In words: a person reads it, no machine decides by it. The way without a condition is taken in any case.
    let optional = edge.kind == super::super::super::drawing::EdgeKind::OptionalBranch;
    if optional && it.what[edge.from] == What::Inclusive && !label.trim().is_empty() {
        xml.open("bpmn:sequenceFlow", &attributes);
        xml.text("bpmn:conditionExpression", &[], label);
        xml.close();
    } else {
        xml.leaf("bpmn:sequenceFlow", &attributes);
    }
}
