//! Filters of the templates: the smallest parts of a page, of which a page has hundreds.
//!
//! They were components of `parts.html` once; a component costs a scope of its own each time, and took half of what
//! filling templates took. What they write is escaped here, as the templates escape it.

use std::io::{self, Write};
use tera::{Kwargs, State, Tera, Value, escape_html};

/// Makes the filters known: `said` for a text, `link`, `links`, `day`.
pub(super) fn register(tera: &mut Tera) {
    tera.register_filter("said", |of: &Value, _: Kwargs, _: &State<'_>| html(of, said));
    tera.register_filter("link", |of: &Value, _: Kwargs, _: &State<'_>| html(of, link));
    tera.register_filter("links", |of: &Value, _: Kwargs, _: &State<'_>| html(of, links));
    tera.register_filter("day", |of: &Value, _: Kwargs, _: &State<'_>| html(of, day));
}

/// What a part writes, marked as being HTML already.
fn html(of: &Value, part: fn(&Value, &mut Vec<u8>) -> io::Result<()>) -> tera::TeraResult<Value> {
    let mut out = Vec::with_capacity(128);
    part(of, &mut out).map_err(|e| tera::Error::message(e.to_string()))?;
    Ok(Value::safe_string(&String::from_utf8_lossy(&out)))
}

/// A text, in its language where that is not the page's.
fn said(of: &Value, out: &mut Vec<u8>) -> io::Result<()> {
    let text = field(of, "text").or(of.as_str()).unwrap_or_default();
    let Some(lang) = field(of, "lang") else { return escape_html(text, out) };
    out.write_all(b"<span lang=\"")?;
    escape_html(lang, out)?;
    out.write_all(b"\">")?;
    escape_html(text, out)?;
    out.write_all(b"</span>")
}

/// A name that leads somewhere, or a date, with what is said of it ("not in this edition").
fn link(of: &Value, out: &mut Vec<u8>) -> io::Result<()> {
    if field(of, "iso").is_some() {
        day(of, out)?;
    } else if let Some(href) = field(of, "href") {
        out.write_all(b"<a href=\"")?;
        escape_html(href, out)?;
        out.write_all(b"\"")?;
        attribute("lang", field(of, "lang"), out)?;
        if is(of, "out") {
            out.write_all(b" class=\"out\" rel=\"noopener noreferrer\"")?;
        } else if is(of, "id") {
            out.write_all(b" class=\"id\"")?;
        } else {
            attribute("data-id", field(of, "of"), out)?;
        }
        out.write_all(b">")?;
        escape_html(field(of, "text").unwrap_or_default(), out)?;
        out.write_all(b"</a>")?;
    } else {
        said(of, out)?;
    }
    if let Some(note) = field(of, "note") {
        out.write_all(b" <small>(")?;
        escape_html(note, out)?;
        out.write_all(b")</small>")?;
    }
    Ok(())
}

/// Links one after the other, with commas between.
fn links(of: &Value, out: &mut Vec<u8>) -> io::Result<()> {
    for (n, one) in of.as_array().unwrap_or_default().iter().enumerate() {
        if n > 0 {
            out.write_all(b", ")?;
        }
        link(one, out)?;
    }
    Ok(())
}

/// A date as people write it, with the date as data; nothing where there is none.
fn day(of: &Value, out: &mut Vec<u8>) -> io::Result<()> {
    let Some(iso) = field(of, "iso") else { return Ok(()) };
    out.write_all(b"<time datetime=\"")?;
    escape_html(iso, out)?;
    out.write_all(b"\">")?;
    escape_html(field(of, "text").unwrap_or_default(), out)?;
    out.write_all(b"</time>")
}

fn attribute(name: &str, value: Option<&str>, out: &mut Vec<u8>) -> io::Result<()> {
    let Some(value) = value else { return Ok(()) };
    write!(out, " {name}=\"")?;
    escape_html(value, out)?;
    out.write_all(b"\"")
}

/// A text of a thing, where it is there and not empty.
fn field<'v>(of: &'v Value, name: &str) -> Option<&'v str> {
    entry(of, name)?.as_str().filter(|text| !text.is_empty())
}

/// Whether something is said to be so.
fn is(of: &Value, name: &str) -> bool {
    entry(of, name).and_then(Value::as_bool).unwrap_or(false)
}

/// An entry of a small map: reading through it is quicker than looking it up.
fn entry<'v>(of: &'v Value, name: &str) -> Option<&'v Value> {
    of.as_map()?.iter().find(|(key, _)| key.as_str() == Some(name)).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a template writes of a value of JSON.
    fn written(template: &str, it: &serde_json::Value) -> String {
        let mut tera = Tera::default();
        register(&mut tera);
        tera.add_raw_template("x.html", template).unwrap();
        let mut context = tera::Context::new();
        context.insert("it", it);
        tera.render("x.html", &context).unwrap()
    }

    #[test]
    fn nothing_in_a_link_gets_out_of_its_place() {
        let bad = "\"><script>x</script>";
        let link = serde_json::json!({"text": bad, "href": bad, "lang": bad, "note": bad, "of": bad});
        let html = written("{{ it | link }}", &link);
        assert!(!html.contains("<script"), "{html}");
        assert_eq!(html.matches('"').count(), 6, "{html}");
        let html = written("{{ it | said }}", &serde_json::json!({"text": bad, "lang": bad}));
        assert!(!html.contains("<script"), "{html}");
        let html = written("{{ it | day }}", &serde_json::json!({"text": bad, "iso": bad}));
        assert!(!html.contains("<script"), "{html}");
    }

    #[test]
    fn each_kind_of_link_has_its_marks() {
        let links = serde_json::json!([
            {"text": "Sales", "href": "r/s.html"},
            {"text": "SAL-1", "href": "d/1.html", "id": true},
            {"text": "Offers", "href": "d/1.html", "of": "SAL-1", "lang": "de"},
            {"text": "ISO", "href": "https://iso.org", "out": true},
            {"text": "Plan", "note": "not in this edition"},
            {"text": "4 May", "iso": "2018-05-04"},
        ]);
        assert_eq!(
            written("{{ it | links }}", &links),
            "<a href=\"r/s.html\">Sales</a>, <a href=\"d/1.html\" class=\"id\">SAL-1</a>, \
             <a href=\"d/1.html\" lang=\"de\" data-id=\"SAL-1\">Offers</a>, \
             <a href=\"https://iso.org\" class=\"out\" rel=\"noopener noreferrer\">ISO</a>, \
             Plan <small>(not in this edition)</small>, <time datetime=\"2018-05-04\">4 May</time>"
        );
    }

    #[test]
    fn nothing_is_written_of_what_is_not_there() {
        assert_eq!(written("{{ it.a | day }}{{ it.b | links }}", &serde_json::json!({"a": null})), "");
    }
}
