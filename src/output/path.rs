//! Which paths may be written: those that mean the same file on every system, and lie inside the output folder
//! whatever their parts say.

use super::Error;
use std::collections::{BTreeMap, HashMap};

/// Longest name of a file or folder in bytes; file systems hold 255, and some of that is needed on the way.
const NAME: usize = 200;
/// Longest path in bytes.
const PATH: usize = 1_000;
/// How our own files begin.
const OURS: &str = ".guidepost";

/// Whether a file may be written at `path` (relative, forward slashes).
///
/// # Errors
/// [`Error::Path`] with a sentence that says what is wrong.
pub fn check_path(path: &str) -> Result<(), Error> {
    match fault(path) {
        None => Ok(()),
        Some(why) => Err(Error::Path(format!(
            "cannot write a page to \"{}\": {why}. Rename the document, picture or id it comes from",
            path.escape_debug()
        ))),
    }
}

/// What is wrong with a path.
fn fault(path: &str) -> Option<String> {
    if path.len() > PATH {
        return Some(format!("the path is longer than {PATH} bytes"));
    }
    path.split('/').find_map(name_fault)
}

/// What is wrong with one name of a path.
fn name_fault(name: &str) -> Option<String> {
    match name {
        "" => return Some("a part of the path is empty".to_owned()),
        "." | ".." => return Some(format!("\"{name}\" would lead out of the output folder")),
        _ => {}
    }
    if let Some(bad) = name.chars().find(|c| c.is_control() || "\\:*?\"<>|".contains(*c)) {
        return Some(format!(
            "the character \"{}\" is not allowed in file names on Windows",
            bad.escape_debug()
        ));
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Some("Windows drops spaces and dots at the edge of a name".to_owned());
    }
    if is_device(name) {
        return Some(format!("\"{name}\" is the name of a device on Windows"));
    }
    if name.len() > NAME {
        return Some(format!(
            "the name \"{}…\" is longer than {NAME} bytes",
            name.chars().take(40).collect::<String>()
        ));
    }
    if name.to_lowercase().starts_with(OURS) {
        return Some(format!("names that begin with \"{OURS}\" are kept for the builder itself"));
    }
    None
}

/// Whether Windows takes a name for a device, whatever its extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let digit = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    digit.is_some_and(|d| {
        matches!(d, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
    })
}

/// Paths that are one file on some systems: they differ in case only, or one is the folder of another.
pub(super) fn collisions<T>(pages: &BTreeMap<String, T>) -> Result<(), Error> {
    let mut names: HashMap<String, &str> = HashMap::with_capacity(pages.len() * 2);
    let mut before = "";
    for path in pages.keys() {
        // Folders too: `A/x` and `a/y` would share one. Those of the path before this one were looked at with it.
        let same = before.bytes().zip(path.bytes()).take_while(|(a, b)| a == b).count();
        let ends = path.match_indices('/').map(|(end, _)| end).filter(|end| *end >= same).chain([path.len()]);
        before = path.as_str();
        for part in ends.filter_map(|end| path.get(..end)) {
            match names.insert(part.to_lowercase(), part) {
                Some(other) if other != part => {
                    return Err(Error::Path(format!(
                        "\"{other}\" and \"{part}\" are the same name on systems that do not tell capitals \
                         apart. Rename one of the documents, pictures or ids they come from"
                    )));
                }
                _ => {}
            }
        }
        let mut rest = path.as_str();
        while let Some((folder, _)) = rest.rsplit_once('/').filter(|(folder, _)| folder.len() >= same) {
            if pages.contains_key(folder) {
                return Err(Error::Path(format!(
                    "\"{folder}\" would be both a page and the folder of \"{path}\". Rename one of the \
                     documents, pictures or ids they come from"
                )));
            }
            rest = folder;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_paths_pass() {
        for path in
            ["index.html", "SAL-G-002/index.html", "assets/Prüfplan 2.png", ".nojekyll", "a/con-tract.html"]
        {
            assert!(check_path(path).is_ok(), "{path}");
        }
    }

    #[test]
    fn paths_that_lead_out_or_differ_by_system_are_refused() {
        let long = "ä".repeat(120);
        let deep = "a/".repeat(600) + "b";
        for path in [
            "",
            "/etc/passwd",
            "../up.html",
            "a/../../b",
            "a//b",
            "./a",
            "a/",
            "C:/x",
            "a\\b",
            "a:b",
            "CON",
            "nul.html",
            "x/Com1.tar.gz",
            "LPT9",
            "aux ",
            "dot.",
            " lead",
            "q?.html",
            "tab\t.html",
            "\u{1b}[2J",
            &long,
            &deep,
            ".guidepost-manifest.json",
            ".Guidepost-staging/new",
        ] {
            assert!(check_path(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn the_message_names_the_path_and_says_what_to_do() {
        let message = check_path("guidelines/NUL.html").unwrap_err().to_string();
        assert!(message.contains("guidelines/NUL.html") && message.contains("device"), "{message}");
        assert!(message.contains("Rename"), "{message}");
    }
}
