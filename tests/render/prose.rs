//! Prose: what authors write becomes text, never more.

use super::{HANDBOOK, ORGANISATION, build, page};
use proptest::prelude::*;

/// The HTML of each text, each on a page of its own in one handbook.
fn prose(texts: &[&str]) -> Vec<String> {
    let other = "---\nid: SAL-G-002\ntitle: The <other> one\ntype: guideline\nowner: head\nstatus: draft\n\
                 class: internal\npurpose: p\nscope: s\n---\n";
    let pages: Vec<(String, String)> = texts
        .iter()
        .enumerate()
        .map(|(n, text)| (format!("p{n}.md"), format!("# Page\n\n{text}\n")))
        .collect();
    let mut files = vec![
        ("handbook.yaml", HANDBOOK),
        ("organisation.yaml", ORGANISATION),
        ("other.md", "# Other\n\n## A place\n"),
        ("SAL-G-002.md", other),
        ("img/plan.png", "png"),
        ("img/active.svg", "<svg/>"),
        ("forms/run.html", "<script>"),
    ];
    files.extend(pages.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let site = build(&files);
    let prose = |n: usize| {
        let page = page(&site, &format!("p{n}.html"));
        let from = page.find("<div class=\"prose\">").expect("the page has prose");
        let to = page[from..].find("</article>").map_or(page.len(), |n| from + n);
        // Two elements of the page end with the prose.
        let whole = page[from..to].split("<aside").next().unwrap_or_default().trim_end();
        whole.strip_suffix("</div>").unwrap_or(whole).trim_end().to_owned()
    };
    (0..texts.len()).map(prose).collect()
}

/// Each text gives HTML that holds what stands beside it.
fn show(cases: &[(&str, &str)]) {
    let texts: Vec<&str> = cases.iter().map(|(text, _)| *text).collect();
    for ((text, html), found) in cases.iter().zip(prose(&texts)) {
        assert!(found.contains(html), "{text}\nshould give\n{html}\nbut gives\n{found}");
    }
}

#[test]
fn raw_html_is_text_and_comments_are_gone() {
    show(&[
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a <b onclick=\"x\">b</b>", "a &lt;b onclick=&quot;x&quot;&gt;b&lt;/b&gt;"),
        ("a <!-- note --> b", "<p>a  b</p>"),
        ("<div>\n<!-- note -->\nx</div>", "<p class=\"raw\">&lt;div&gt;\n\nx&lt;/div&gt;</p>"),
        ("|a|\n|-|\n|x<br>y|", "<td>x<br>y</td>"),
        ("x<br>y", "x&lt;br&gt;y"),
    ]);
    assert!(!prose(&["<!-- a\nnote\n-->\n\nx"])[0].contains("note"));
}

#[test]
fn links_with_other_schemes_are_text() {
    let bad = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#9;script:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//evil.example/x",
        "\u{1}javascript:x",
    ];
    let texts = bad.map(|bad| format!("[text]({bad})\n\n![text]({bad})\n\n<{bad}>"));
    for (bad, html) in bad.iter().zip(prose(&texts.each_ref().map(String::as_str))) {
        assert!(!html.contains("href=") && !html.contains("src="), "{bad} gives {html}");
        assert!(html.contains("text"));
    }
}

#[test]
fn links_go_by_identity() {
    show(&[
        ("[t](SAL-G-002)", "<a href=\"d/SAL-G-002/index.html\" data-id=\"SAL-G-002\">t</a>"),
        ("[t](SAL-G-002#x)", "<a href=\"d/SAL-G-002/index.html#x\" data-id=\"SAL-G-002\">t</a>"),
        ("[t](SAL-G-002@1.0)", "<a href=\"d/SAL-G-002/index.html\" data-id=\"SAL-G-002\">t</a>"),
        (
            "[[SAL-G-002]]",
            "<a href=\"d/SAL-G-002/index.html\" data-id=\"SAL-G-002\">The &lt;other&gt; one</a>",
        ),
        ("[[SAL-G-002|words]]", "<a href=\"d/SAL-G-002/index.html\" data-id=\"SAL-G-002\">words</a>"),
        ("[t](role:head)", "<a href=\"r/head/index.html\">t</a>"),
        ("[t](other.md#a-place)", "<a href=\"other.html#a-place\">t</a>"),
        ("[t](./nowhere.md)", "<span class=\"broken\">t</span>"),
        ("[t](../../up.md)", "<span class=\"broken\">t</span>"),
        ("[t](https://example.com/?a=b&c=d)", "<a href=\"https://example.com/?a=b&amp;c=d\" class=\"out\""),
        ("<a@example.com>", "<a href=\"mailto:a@example.com\""),
    ]);
}

#[test]
fn pictures_come_from_the_handbook() {
    show(&[
        ("![Plan](img/plan.png)", "<img src=\"files/img/plan.png\" alt=\"Plan\" loading=\"lazy\">"),
        ("![Plan](https://example.com/x.png)", "<span class=\"broken\">Plan</span>"),
        ("![\"><script>](img/plan.png)", "alt=\"&quot;&gt;&lt;script&gt;\""),
        ("[form](forms/run.html)", "<span class=\"broken\">form</span>"),
        ("[picture](img/active.svg)", "<span class=\"broken\">picture</span>"),
    ]);
}

#[test]
fn template_marks_are_text() {
    show(&[("{{ w.owner }} {% raw %} {# x #}", "{{ w.owner }} {% raw %} {# x #}")]);
}

#[test]
fn the_markdown_of_the_format() {
    show(&[
        (
            "> [!IMPORTANT]\n> Mind",
            "<div class=\"alert important\" role=\"note\">\n<p class=\"alert-word\">Important</p>\n<p>Mind</p>\n</div>",
        ),
        ("- [x] a\n- [ ] b", "<li><span class=\"task\" role=\"img\" aria-label=\"done\">☑</span> a</li>"),
        ("Term\n: Meaning", "<dt>Term</dt>\n<dd>Meaning</dd>"),
        ("a[^1] b[^1]\n\n[^1]: Note", "<a href=\"#fn--1\" id=\"fnref--1\">1</a>"),
        ("a[^1] b[^1]\n\n[^1]: Note", "<li id=\"fn--1\"><p>Note</p>\n<a class=\"back\" href=\"#fnref--1\""),
        ("```mermaid\ngraph <x>\n```", "<code class=\"language-mermaid\">graph &lt;x&gt;\n</code></pre>"),
        ("# Top\n\n## Über uns!\n\n## Über uns!", "<h3 id=\"über-uns-1\">Über uns!</h3>"),
    ]);
}

#[test]
fn names_and_titles_are_escaped_everywhere() {
    let evil = "\"><img src=x onerror=alert(1)>";
    let quoted = format!("'{evil}'");
    let site = build(&[
        (
            "handbook.yaml",
            &format!(
                "name: {quoted}\nlanguages: [en, de]\nfeedback: {quoted}\nedit-link: 'javascript:alert(1)'\n"
            ),
        ),
        (
            "organisation.yaml",
            &format!(
                "roles:\n  head: {{ name: {quoted}, short: {quoted}, holder: e, facts: {{ a: {quoted} }} }}\npeople:\n  e: {{ name: {quoted} }}\n"
            ),
        ),
        (
            "landscape.yaml",
            &format!(
                "processes:\n  sales: {{ name: {quoted}, parts: {{ a: {{ name: {quoted} }} }} }}\nproducts:\n  offer: {{ name: {quoted} }}\n"
            ),
        ),
        ("glossary.yaml", &format!("terms:\n  t: {{ name: {quoted}, meaning: {quoted} }}\n")),
        (
            "a.md",
            &format!(
                "---\nid: SAL-G-001\ntitle: {quoted}\ntype: guideline\nowner: head\nstatus: draft\nclass: {quoted}\nprocess: sales/a\nversion: {quoted}\npurpose: {quoted}\nscope: {quoted}\nfacts: {{ {quoted}: {quoted} }}\nstart: {{ event: {quoted}, from: {quoted}, out: offer, next: a }}\nphases:\n- name: {quoted}\n  facts: {{ x: {quoted} }}\n  steps:\n  - {{ id: a, do: {quoted}, R: head, A: {quoted}, in: offer, note: {quoted}, see: {quoted}, next: b }}\n  - id: b\n    ask: {quoted}\n    A: head\n    outcomes: {{ x: {{ to: c, text: {quoted} }}, y: {{ to: {quoted} }} }}\n  - {{ id: c, end: {quoted} }}\nrules:\n- {{ id: r, text: {quoted} }}\nrecords:\n  {quoted}: {{ kept-in: {quoted} }}\nkpis:\n- {{ name: {quoted}, definition: {quoted} }}\nrisks: [{quoted}]\nchanges:\n- {{ version: {quoted}, why: {quoted}, by: {quoted} }}\n---\n"
            ),
        ),
        ("b.md", &format!("---\ntitle: {quoted}\n{quoted}: {quoted}\n---\nText\n")),
    ]);
    for (path, html) in super::html(&site) {
        assert!(!html.contains("<img src=x"), "{path}");
        assert!(!html.contains("javascript:"), "{path}");
    }
}

#[test]
fn deep_nesting_costs_no_stack() {
    let deep = format!("{}x", "> ".repeat(3000));
    let brackets = format!("{}x{}", "[".repeat(5000), "](a)".repeat(5000));
    assert!(prose(&[&deep, &brackets]).iter().all(|html| html.contains('x')));
}

#[test]
fn a_heading_never_takes_the_place_of_a_part_of_the_page() {
    for html in prose(&["## Main\n\n## Lists\n\n## Toc", "# Sec  steps"]) {
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "{ids:?}");
    }
}

/// Elements that prose may become.
const ELEMENTS: [&str; 34] = [
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];
const ATTRIBUTES: [&str; 15] = [
    "alt",
    "aria-label",
    "class",
    "href",
    "data-id",
    "id",
    "lang",
    "loading",
    "rel",
    "role",
    "scope",
    "src",
    "start",
    "tabindex",
    "title",
];

/// Whether HTML holds nothing but known elements with known attributes, each closed in its turn.
fn is_plain(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').ok_or("a tag without an end")? + at;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !ELEMENTS.contains(&name) {
            return Err(format!("<{name}>"));
        }
        if !matches!(name, "br" | "hr" | "img") {
            open.push(name);
        }
        let mut attributes = attributes;
        while !attributes.is_empty() {
            let (key, value) = attributes.split_once("=\"").ok_or_else(|| format!("<{tag}>"))?;
            let (value, left) = value.split_once('"').ok_or_else(|| format!("<{tag}>"))?;
            let scheme = value.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
            let link = matches!(key, "href" | "src");
            let known = scheme.is_none_or(|s| ["http", "https", "mailto", "tel"].contains(&s.as_str()));
            if !ATTRIBUTES.contains(&key) || (link && !(known || value.starts_with('#'))) {
                return Err(format!("{key}=\"{value}\""));
            }
            attributes = left.trim_start();
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
}

#[test]
fn what_is_not_plain_is_seen() {
    for bad in ["<script>", "<p>", "</p>", "<p onclick=\"x\"></p>", "<a href=\"javascript:x\"></a>"] {
        assert!(is_plain(bad).is_err(), "{bad}");
    }
}

/// Pieces that Markdown and HTML give a meaning to, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<script>"),
        Just("</p>"),
        Just("<!--"),
        Just("-->"),
        Just("<br>"),
        Just("<a href=x onclick=y>"),
        Just("[a](javascript:x)"),
        Just("[a](b.md \"t\")"),
        Just("![a](img/plan.png)"),
        Just("[[SAL-G-002]]"),
        Just("[^1]"),
        Just("\n\n[^1]: "),
        Just("# "),
        Just("\n## H {#h}\n"),
        Just("\n> "),
        Just("\n- "),
        Just("\n1. "),
        Just("\n\n    "),
        Just("|a|b|\n|-|-:|\n|"),
        Just("```"),
        Just("~~~ x\n"),
        Just("\n: "),
        Just("*"),
        Just("**"),
        Just("~~"),
        Just("`"),
        Just("\\"),
        Just("&lt;"),
        Just("&#106;"),
        Just("<x@y.z>"),
        Just("<data:x>"),
        Just("[ ] "),
        Just("[x] "),
        Just("\n"),
        Just("\n\n"),
        Just(" "),
        Just("text"),
        Just("ä"),
        Just("\""),
        Just("'"),
        Just("{{ x }}"),
        Just("> [!NOTE]\n"),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_written_becomes_plain_html(texts in prop::collection::vec(prop_oneof![pieces(), ".{0,80}"], 40)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for (text, html) in texts.iter().zip(prose(&texts)) {
            let found = is_plain(&html);
            prop_assert!(found.is_ok(), "{text:?}\n{found:?}\n{html}");
        }
    }
}
