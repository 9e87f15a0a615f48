//! JUnit XML, as test reports are read: a suite per file, a failed case per finding that counts, a passed case
//! with the text beside it for one that does not, and one passed case for a file in which nothing was found.

use super::{Report, plain, weight};
use crate::diagnostic::{FileId, Finding};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The report as XML text with a final newline.
pub(super) fn render(report: &Report<'_>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory does not fail.
    let _ = write_all(&mut writer, report);
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn write_all(out: &mut Writer<Vec<u8>>, report: &Report<'_>) -> std::io::Result<()> {
    let mut of_file: BTreeMap<FileId, Vec<&Finding>> =
        report.sources.iter().map(|(id, _)| (id, vec![])).collect();
    for finding in report.findings {
        of_file.entry(finding.at.file).or_default().push(finding);
    }
    let failing = |findings: &[&Finding]| findings.iter().filter(|f| report.summary.counts(f)).count();
    let cases = |findings: &[&Finding]| findings.len().max(1);

    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut top = BytesStart::new("testsuites");
    top.push_attribute(("name", "guidepost"));
    counts(&mut top, of_file.values().map(|f| cases(f)).sum(), of_file.values().map(|f| failing(f)).sum());
    out.write_event(Event::Start(top))?;
    for (file, findings) in &of_file {
        let path = xml(&report.path(*file));
        let mut suite = BytesStart::new("testsuite");
        suite.push_attribute(("name", path.as_str()));
        counts(&mut suite, cases(findings), failing(findings));
        out.write_event(Event::Start(suite))?;
        if findings.is_empty() {
            let mut case = BytesStart::new("testcase");
            case.push_attribute(("name", "no findings"));
            case.push_attribute(("classname", path.as_str()));
            case.push_attribute(("time", "0"));
            out.write_event(Event::Empty(case))?;
        }
        for finding in findings {
            case(out, report, &path, finding)?;
        }
        out.write_event(Event::End(BytesEnd::new("testsuite")))?;
    }
    out.write_event(Event::End(BytesEnd::new("testsuites")))
}

/// The counts that readers of the form expect.
fn counts(element: &mut BytesStart<'_>, tests: usize, failures: usize) {
    element.push_attribute(("tests", tests.to_string().as_str()));
    element.push_attribute(("failures", failures.to_string().as_str()));
    element.push_attribute(("errors", "0"));
    element.push_attribute(("time", "0"));
}

/// One finding as a test case.
fn case(
    out: &mut Writer<Vec<u8>>,
    report: &Report<'_>,
    path: &str,
    finding: &Finding,
) -> std::io::Result<()> {
    let at = report.sources.locate(finding.at);
    let line = at.line.to_string();
    // The line is no part of the name: a report then follows a case from run to run.
    let name = match finding.step.as_ref().or(finding.key.as_ref()) {
        Some(part) => xml(&format!("{} {part}: {}", finding.rule, finding.message)),
        None => xml(&format!("{}: {}", finding.rule, finding.message)),
    };
    let mut text = format!("{path}:{}:{}: {}", at.line, at.column, xml(&finding.message));
    if !finding.help.is_empty() {
        text.push('\n');
        text.push_str(&xml(&finding.help));
    }
    for follow in &finding.follows {
        let at = report.sources.locate(follow.at);
        let _ = write!(text, "\nline {}: {}", at.line, xml(&follow.message));
    }

    let mut case = BytesStart::new("testcase");
    case.push_attribute(("name", name.as_str()));
    case.push_attribute(("classname", path));
    case.push_attribute(("file", path));
    case.push_attribute(("line", line.as_str()));
    case.push_attribute(("time", "0"));
    out.write_event(Event::Start(case))?;
    let tag = if report.summary.counts(finding) { "failure" } else { "system-out" };
    let mut inner = BytesStart::new(tag);
    if tag == "failure" {
        inner.push_attribute(("message", xml(&finding.message).as_str()));
        inner.push_attribute(("type", weight(finding).word()));
    } else {
        text = format!("{}: {text}", weight(finding).word());
    }
    out.write_event(Event::Start(inner))?;
    out.write_event(Event::Text(BytesText::new(&text)))?;
    out.write_event(Event::End(BytesEnd::new(tag)))?;
    out.write_event(Event::End(BytesEnd::new("testcase")))
}

/// Text without the characters that XML does not allow at all. Those that only need escaping are escaped by
/// the writer.
fn xml(text: &str) -> String {
    plain(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
