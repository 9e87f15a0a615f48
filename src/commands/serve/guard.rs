//! What is answered and what is refused: paths that mean a file of the site, and requests that mean this server.

use std::net::IpAddr;

/// The path within the site that an address asks for (`/d/A-1/` gives `d/A-1/`); `None` where it can be none: what is
/// written wrongly, leads upwards, or holds what no file name of ours has.
pub(super) fn path(asked: &str) -> Option<String> {
    let path = decode(asked.strip_prefix('/')?)?;
    let odd = path.chars().any(|c| c.is_control() || c == '\\' || c == ':');
    let up = path.split('/').any(|part| matches!(part, "." | ".."));
    let empty = path.strip_suffix('/').unwrap_or(&path).split('/').any(str::is_empty);
    let odd = odd || up || (empty && !path.is_empty());
    (!odd).then_some(path)
}

/// Text of an address with its `%41` read, once; `None` where that is no text.
pub(super) fn decode(text: &str) -> Option<String> {
    let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|n| u8::try_from(n).ok());
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = digit(bytes.next())?;
            out.push(high * 16 + digit(bytes.next())?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}

/// Whether a request means this server (its `Host`). A page elsewhere can have its own name lead to this machine; its
/// requests then carry that name, and get nothing. `named` is what `--host` says, `open` whether that is more than
/// this machine.
pub(super) fn means_us(host: &str, named: &str, open: bool) -> bool {
    let name = without_port(host);
    if name.eq_ignore_ascii_case("localhost") || name.eq_ignore_ascii_case(named.trim_matches(['[', ']'])) {
        return true;
    }
    // Nobody can have a number lead elsewhere.
    name.parse::<IpAddr>().is_ok_and(|ip| open || ip.is_loopback())
}

/// A host without its port and brackets.
fn without_port(host: &str) -> &str {
    if let Some((name, port)) = host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        return if port.is_empty() || port.starts_with(':') { name } else { "" };
    }
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_paths_of_the_site() {
        for (asked, is) in
            [("/", ""), ("/d/A-1/", "d/A-1/"), ("/assets/Pr%C3%BCf%20plan.pdf", "assets/Prüf plan.pdf")]
        {
            assert_eq!(path(asked).as_deref(), Some(is), "{asked}");
        }
    }

    #[test]
    fn what_leads_out_is_refused() {
        for asked in [
            "",
            "d/",
            "//",
            "//etc/passwd",
            "/../etc/passwd",
            "/d/../../etc/passwd",
            "/d/./x",
            "/%2e%2e/etc/passwd",
            "/d/%2E%2E%2fetc/passwd",
            "/..%2f..%2fetc%2fpasswd",
            "/..%5c..%5cwindows",
            "/a\\b",
            "/%00index.html",
            "/index.html%00.png",
            "/a%0d%0aX: y",
            "/c:/x",
            "/C%3a/x",
            "/d//x",
            "/%",
            "/%4",
            "/%zz",
            "/%ff",
        ] {
            assert_eq!(path(asked), None, "{asked}");
        }
        assert_eq!(path("/%252e%252e/x").as_deref(), Some("%2e%2e/x"), "read once; there is no such file");
    }

    #[test]
    fn a_name_of_somebody_else_gets_nothing() {
        for host in ["127.0.0.1:4000", "localhost:4000", "LOCALHOST", "[::1]:4000", "127.0.0.1"] {
            assert!(means_us(host, "127.0.0.1", false), "{host}");
        }
        for host in [
            "evil.example:4000",
            "",
            "192.168.1.5:4000",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "[::1]evil",
            "evil.example:80:4000",
            "localhost:evil",
        ] {
            assert!(!means_us(host, "127.0.0.1", false), "{host}");
        }
        assert!(means_us("192.168.1.5:4000", "0.0.0.0", true));
        assert!(means_us("desk.office:4000", "desk.office", true));
        assert!(!means_us("evil.example", "0.0.0.0", true));
    }
}
