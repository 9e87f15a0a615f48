//! A drawing as a sales guideline of some thirty steps makes it: phases, loops, waits, documents, outside parties.

use guidepost::chart::{Document, Drawing, Edge, EdgeKind, Lane, LaneKind, Node, NodeKind, Phase};

use NodeKind::{Decision, End, Fork, Start, Task, Wait};

const HOS: usize = 0;
const KAM: usize = 1;
const BID: usize = 2;
const SUPPORT: usize = 3;
const PRODUCT: usize = 4;
const INTERNAL: usize = 5;
const CUSTOMER: usize = 6;

struct Build {
    drawing: Drawing,
    phase: Option<usize>,
    number: usize,
}

impl Build {
    fn node(&mut self, id: &str, kind: NodeKind, lane: usize, text: &str) -> &mut Node {
        let numbered = !matches!(kind, Start | End | Fork);
        if numbered {
            self.number += 1;
        }
        self.drawing.nodes.push(Node {
            id: id.to_owned(),
            kind,
            lane,
            phase: self.phase,
            number: numbered.then(|| self.number.to_string()),
            text: text.to_owned(),
            href: format!("#{id}"),
            ..Node::default()
        });
        let last = self.drawing.nodes.len() - 1;
        &mut self.drawing.nodes[last]
    }

    fn phase(&mut self, id: &str, name: &str, probability: &str) {
        self.phase = Some(self.drawing.phases.len());
        let facts = vec![("probability".to_owned(), probability.to_owned())];
        self.drawing.phases.push(Phase { id: id.to_owned(), name: name.to_owned(), facts });
    }

    /// `from > to`, `from > to: word`; `*` at the end: main path.
    fn edges(&mut self, kind: EdgeKind, list: &[&str]) {
        for text in list {
            let (text, main) = text.strip_suffix('*').map_or((*text, false), |t| (t, true));
            let (way, label) = text.split_once(':').unwrap_or((text, ""));
            let Some((from, to)) = way.split_once('>') else { continue };
            let find = |id: &str| self.drawing.nodes.iter().position(|n| n.id == id.trim());
            let (Some(from), Some(to)) = (find(from), find(to)) else { unreachable!("no such step: {text}") };
            let label = label.trim().to_owned();
            self.drawing.edges.push(Edge { from, to, kind, label, main, ..Edge::default() });
        }
    }
}

fn documents(names: &[&str]) -> Vec<Document> {
    names.iter().map(|n| Document { text: (*n).to_owned(), href: format!("products.html#{n}") }).collect()
}

/// The guideline.
#[expect(clippy::too_many_lines, reason = "one guideline from top to bottom, as its author writes it")]
pub(crate) fn drawing() -> Drawing {
    let drawing = Drawing {
        title: "Opportunity Management".to_owned(),
        desc: "From a qualified lead to an opportunity that is won, lost, stopped or not qualified."
            .to_owned(),
        documents: true,
        ..Drawing::default()
    };
    let mut b = Build { drawing, phase: None, number: 0 };
    for (name, kind) in [
        ("Head of Sales", LaneKind::Internal),
        ("Key Account Manager", LaneKind::Internal),
        ("Bid Manager", LaneKind::Internal),
        ("Sales Support", LaneKind::Internal),
        ("Product Management", LaneKind::Internal),
        ("Internal units", LaneKind::Internal),
        ("Customer", LaneKind::Outside),
    ] {
        b.drawing.lanes.push(Lane {
            id: name.to_lowercase(),
            name: name.to_owned(),
            kind,
            sub: String::new(),
        });
    }
    b.node("start", Start, KAM, "Qualified lead");
    b.phase("qualification", "Qualification", "10 %");
    let n = b.node("create-opportunity", Task, KAM, "Create the opportunity");
    n.inputs = documents(&["Qualified lead"]);
    n.outputs = documents(&["Opportunity"]);
    b.node("work-on-it", Fork, KAM, "");
    b.node("qualify", Task, KAM, "Qualify the opportunity").sub = "with Head of Sales; Sales Support".into();
    let n = b.node("analyse-risks", Task, PRODUCT, "Analyse the strategic, legal and technical risks");
    n.sub = "with Service, Quality Assurance, Procurement".into();
    n.outputs = documents(&["Risk analysis"]);
    b.node("talk-to-customer", Task, KAM, "Hold talks or workshops on budget, wanted solution and time");
    b.node("information-complete", Decision, HOS, "Is all required information there?").badge =
        "at most 3 rounds".into();
    b.node("qualified", Decision, HOS, "Is the opportunity qualified?").inputs =
        documents(&["Opportunity", "Risk analysis"]);
    b.node("inform-not-qualified", Task, KAM, "Inform the customer");
    b.node("ended-not-qualified", End, KAM, "Not qualified");
    b.phase("solution", "Requirements analysis / solution design", "30 %");
    b.node("name-bid-manager", Task, KAM, "Name the Bid Manager");
    b.node("collect-requirements", Task, KAM, "Ask for the customer's needs").outputs =
        documents(&["Requirements"]);
    b.node("design", Fork, KAM, "");
    let n = b.node("solution-design", Task, BID, "Organise the solution design");
    n.sub = "with Sales Support, Product Management, Marketing and two others".into();
    n.inputs = documents(&["Requirements"]);
    n.outputs = documents(&["Solution design"]);
    b.node("analyse-risks-again", Task, INTERNAL, "Carry out further risk analyses").outputs =
        documents(&["Risk analysis"]);
    let n = b.node("design-final", Decision, HOS, "Is the solution design final?");
    n.inputs = documents(&["Solution design", "Risk analysis"]);
    n.badge = "at most 3 rounds".into();
    b.node("inform-stopped", Task, KAM, "Inform the customer");
    b.node("ended-stopped", End, KAM, "Stopped");
    b.phase("offer", "Offer / quotation", "50 %");
    let n = b.node("create-offer", Task, KAM, "Create the price proposal and the offer");
    n.sub = "with Bid Manager".into();
    n.inputs = documents(&["Solution design"]);
    n.outputs = documents(&["Offer"]);
    b.node("erp-needed", Decision, KAM, "Is an offer in the ERP system needed?");
    let n = b.node("create-erp-offer", Task, SUPPORT, "Create the offer in the ERP system");
    n.sub = "with Marketing, Product Management, Service".into();
    n.outputs = documents(&["Offer"]);
    let n = b.node("check-offer", Decision, HOS, "Is the offer in order and approved?");
    n.inputs = documents(&["Offer"]);
    n.badge = "at most 3 rounds".into();
    let n = b.node("revise-offer", Task, KAM, "Revise the offer");
    n.sub = "with Bid Manager".into();
    n.outputs = documents(&["Offer"]);
    b.node("send-offer", Task, KAM, "Send the offer to the customer");
    b.phase("negotiation", "Negotiation / review", "80 %");
    b.node("negotiate", Fork, KAM, "");
    b.node("customer-reviews", Wait, CUSTOMER, "The customer reviews the offer").badge =
        "within 30 days".into();
    b.node("negotiate-contract", Task, HOS, "Draft and negotiate the contract").outputs =
        documents(&["Contract"]);
    b.node("feedback", Decision, HOS, "What is the customer's feedback on offer and contract draft?").badge =
        "at most 3 rounds".into();
    b.node("break-off", Decision, HOS, "Break off the negotiation?");
    b.node("send-contract", Task, HOS, "Send the signed contract to the customer").inputs =
        documents(&["Contract"]);
    b.node("customer-signs", Wait, CUSTOMER, "The customer signs the contract").badge =
        "within 30 days".into();
    b.node("tell-kam", Task, HOS, "Tell the KAM about the success");
    b.node("report-success", Task, KAM, "Report the success internally");
    b.node("kick-off", Task, BID, "Hold the internal kick-off").sub = "with internal units".into();
    b.node("create-order", Task, SUPPORT, "Create the order").outputs = documents(&["Order"]);
    b.node("won", End, SUPPORT, "Won").outputs = documents(&["Order to SAL-G-004", "Contract to SAL-G-007"]);
    b.node("report-failure", Task, KAM, "Report the failure internally");
    b.node("lost", End, KAM, "Lost");
    b.edges(EdgeKind::Flow, &["start > create-opportunity*", "create-opportunity > work-on-it*"]);
    b.edges(
        EdgeKind::Branch,
        &["work-on-it > qualify*", "work-on-it > analyse-risks", "work-on-it > talk-to-customer"],
    );
    b.edges(
        EdgeKind::Flow,
        &[
            "qualify > information-complete*",
            "analyse-risks > information-complete",
            "talk-to-customer > information-complete",
        ],
    );
    b.edges(
        EdgeKind::Outcome,
        &[
            "information-complete > qualified: complete*",
            "information-complete > work-on-it: incomplete",
            "qualified > name-bid-manager: qualified*",
            "qualified > inform-not-qualified: not qualified",
        ],
    );
    b.edges(
        EdgeKind::Flow,
        &[
            "inform-not-qualified > ended-not-qualified",
            "name-bid-manager > collect-requirements*",
            "collect-requirements > design*",
        ],
    );
    b.edges(EdgeKind::Branch, &["design > solution-design*", "design > analyse-risks-again"]);
    b.edges(EdgeKind::Flow, &["solution-design > design-final*", "analyse-risks-again > design-final"]);
    b.edges(
        EdgeKind::Outcome,
        &[
            "design-final > create-offer: final*",
            "design-final > collect-requirements: not final",
            "design-final > inform-stopped: no further action",
        ],
    );
    b.edges(EdgeKind::Flow, &["inform-stopped > ended-stopped", "create-offer > erp-needed*"]);
    b.edges(
        EdgeKind::Outcome,
        &["erp-needed > create-erp-offer: needed*", "erp-needed > check-offer: not needed"],
    );
    b.edges(EdgeKind::Flow, &["create-erp-offer > check-offer*"]);
    b.edges(
        EdgeKind::Outcome,
        &["check-offer > send-offer: approved*", "check-offer > revise-offer: rework"],
    );
    b.edges(EdgeKind::Flow, &["revise-offer > check-offer", "send-offer > negotiate*"]);
    b.edges(EdgeKind::Branch, &["negotiate > customer-reviews*", "negotiate > negotiate-contract"]);
    b.edges(EdgeKind::Late, &["customer-reviews > feedback: after 30 days"]);
    b.edges(EdgeKind::Flow, &["customer-reviews > feedback*", "negotiate-contract > feedback"]);
    b.edges(
        EdgeKind::Outcome,
        &[
            "feedback > send-contract: positive*",
            "feedback > revise-offer: offer negative",
            "feedback > break-off: contract negative",
            "feedback > break-off: none",
            "break-off > negotiate: go on",
            "break-off > report-failure: break off",
        ],
    );
    b.edges(EdgeKind::Flow, &["send-contract > customer-signs*"]);
    b.edges(EdgeKind::Late, &["customer-signs > break-off: after 30 days"]);
    b.edges(
        EdgeKind::Flow,
        &[
            "customer-signs > tell-kam*",
            "tell-kam > report-success*",
            "report-success > kick-off*",
            "kick-off > create-order*",
            "create-order > won*",
            "report-failure > lost",
        ],
    );
    b.drawing
}
